// `npm run simulate -- <what>`: lives through days in memory; nothing here is deployed.
import { Command } from 'commander';
import { cityCommand } from './simulate/city.ts';
import { mdrpCommand } from './simulate/mdrp.ts';

/** A wrong command line is an input that cannot be used. */
const refuse = ({ exitCode }: { readonly exitCode: number }): never => process.exit(exitCode === 0 ? 0 : 2);

await new Command('npm run simulate --')
  .description('Simulations')
  .exitOverride(refuse)
  .addCommand(mdrpCommand().exitOverride(refuse))
  .addCommand(cityCommand().exitOverride(refuse))
  .parseAsync();
