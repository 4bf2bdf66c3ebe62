// `npm run -s solve -- <problem>`: one problem from a file, its plan to a file, one JSON line to the terminal.
import { Command } from 'commander';
import { solvePdptwCommand } from './pdptw/solve-pdptw.ts';
import { askSnapshotCommand } from './snapshot/ask-snapshot.ts';
import { solveSnapshotCommand } from './snapshot/solve-snapshot.ts';

await new Command('npm run -s solve --')
  .description('Solves one problem from a file')
  .addCommand(solvePdptwCommand())
  .addCommand(solveSnapshotCommand())
  .addCommand(askSnapshotCommand())
  .parseAsync();
