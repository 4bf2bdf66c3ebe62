// The flags of `npm start`, all faults at once.
import { Command, InvalidArgumentError } from 'commander';

export interface StartOptions {
  readonly headless: boolean;
  /** A folder with a day in the Grubhub format; undefined: the synthetic city. */
  readonly day: string | undefined;
  /** Minutes of the day; both or neither. */
  readonly slice: { readonly from: number; readonly to: number } | undefined;
  readonly speed: number | 'max';
  readonly seed: number;
  readonly json: string | undefined;
}

/** Parses the arguments after the script's name. Ends the process with code 2 and a message when they are not right. */
export function parseStartOptions(argv: readonly string[]): StartOptions {
  const command = new Command('npm start --')
    .description('Plays a day on the embedded stack: the synthesized template, run on this machine.')
    .option('--headless', 'no interaction; plain lines where there is no terminal', false)
    .option('--day <dir>', 'a folder with a day in the Grubhub format instead of the synthetic city')
    .option('--from <minute>', 'start of a slice of the day, in minutes', minute)
    .option('--to <minute>', 'end of the slice', minute)
    .option('--speed <factor>', 'times real time, or max: as fast as the work allows', speed, 'max' as const)
    .option('--seed <number>', 'seed of the city and of the couriers', wholeNumber, 1)
    .option('--json <file>', 'write the summary here too')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .allowExcessArguments(false);
  const options = command.parse(argv, { from: 'user' }).opts();
  const { from, to } = options as { from?: number; to?: number };
  if ((from === undefined) !== (to === undefined)) command.error('error: --from and --to belong together: give both');
  if (from !== undefined && to !== undefined && from >= to)
    command.error(`error: --from ${from} is not before --to ${to}: give a slice that runs forward`);
  return {
    headless: options.headless,
    day: options.day,
    slice: from === undefined || to === undefined ? undefined : { from, to },
    speed: options.speed,
    seed: options.seed,
    json: options.json,
  };
}

function minute(text: string): number {
  const value = wholeNumber(text);
  if (value > 2880) throw new InvalidArgumentError('give minutes from the start of the day, 0 to 2880.');
  return value;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('give a whole number of at most nine digits.');
  return Number(text);
}

function speed(text: string): number | 'max' {
  if (text === 'max') return 'max';
  const value = Number(text);
  if (!(value >= 1 && value <= 3600)) throw new InvalidArgumentError('give a number from 1 to 3600, or max.');
  return value;
}
