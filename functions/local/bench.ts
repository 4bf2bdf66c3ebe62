// `npm run bench -- <benchmark>`: measures this code; nothing here is deployed.
import { Command } from 'commander';
import { apiCommand } from './bench/api/api.ts';
import { coldstartCommand } from './bench/coldstart/coldstart.ts';
import { consoleCommand } from './bench/console/console.ts';
import { cycleCommand } from './bench/cycle/cycle.ts';
import { kernelCommand } from './bench/kernel.ts';
import { mdrpCommand } from './bench/mdrp.ts';
import { pdptwCommand } from './bench/pdptw.ts';
import { replanCommand } from './bench/replan.ts';

await new Command('npm run bench --')
  .description('Benchmarks')
  .addCommand(mdrpCommand())
  .addCommand(pdptwCommand())
  .addCommand(kernelCommand())
  .addCommand(replanCommand())
  .addCommand(cycleCommand())
  .addCommand(coldstartCommand())
  .addCommand(consoleCommand())
  .addCommand(apiCommand())
  .parseAsync();
