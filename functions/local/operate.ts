// `npm run -s operate -- COMMAND`: what an operator does by hand to a stack that runs.
import { Command } from 'commander';
import { deadLettersCommand } from './operate/dead-letters-command.ts';
import { freezeCommand } from './operate/freeze-command.ts';
import { redriveCommand } from './operate/redrive-command.ts';
import { rolloutCommand } from './operate/rollout-command.ts';

await new Command('npm run -s operate --')
  .description('What an operator does by hand to a stack that runs (docs/runbook.md)')
  .addCommand(deadLettersCommand())
  .addCommand(redriveCommand())
  .addCommand(freezeCommand('freeze'))
  .addCommand(freezeCommand('unfreeze'))
  .addCommand(rolloutCommand())
  .parseAsync();
