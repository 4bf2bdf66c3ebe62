// `npm run -s call -- METHOD PATH [BODY]`: one call of the HTTP API by hand, signed where it has to be.
import { Command } from 'commander';
import { callCommand } from './call/call-command.ts';

await callCommand(new Command('npm run -s call --')).parseAsync();
