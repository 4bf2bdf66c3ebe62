// The flags of `npm start`: commander knows which there are, the schema says what they may be, all faults at once.
import { Command } from 'commander';
import { z } from 'zod';

export interface StartOptions {
  readonly headless: boolean;
  /** A folder with a day in the Grubhub format; undefined: the synthetic city. */
  readonly day: string | undefined;
  /** Minutes of the day; both or neither. */
  readonly slice: { readonly from: number; readonly to: number } | undefined;
  /** Times real time. */
  readonly speed: number | 'max';
  /** Where console and API are served; undefined: the usual port, or any other if that is taken. */
  readonly port: number | undefined;
  readonly seed: number;
  readonly json: string | undefined;
  /** A folder for the solves of the day. */
  readonly solves: string | undefined;
  /** A folder that keeps the day while it is played; undefined: it is gone with the process. */
  readonly keep: string | undefined;
  /** A folder that `cdk synth` wrote; undefined: the functions are bundled and the stack synthesized anew. */
  readonly assembly: string | undefined;
  /** Whether calls of the functions' AWS clients go wrong now and then. */
  readonly faults: boolean;
}

const LAST_MINUTE = 2880;
/** A minute of the day a second: there is time to look, and something to see. */
const USUAL_SPEED = 60;

const minute = z.coerce
  .number({ error: 'give a whole number of minutes' })
  .int({ error: 'give a whole number of minutes' })
  .min(0, { error: 'minutes count from 0, the start of the day' })
  .max(LAST_MINUTE, { error: `minutes go up to ${LAST_MINUTE}, two days` });

const flags = z
  .object({
    headless: z.boolean(),
    faults: z.boolean(),
    day: z.string().min(1, { error: 'name a folder' }).optional(),
    from: minute.optional(),
    to: minute.optional(),
    speed: z
      .union([z.literal('max'), z.coerce.number().min(1).max(3600)], { error: 'give 1 to 3600, or max' })
      .optional(),
    port: z.coerce
      .number({ error: 'give a port' })
      .int({ error: 'give a port' })
      .min(0, { error: 'ports are 0, for any, to 65535' })
      .max(65_535, { error: 'ports are 0, for any, to 65535' })
      .optional(),
    seed: z.coerce
      .number({ error: 'give a whole number' })
      .int({ error: 'give a whole number' })
      .min(0, { error: 'give a number from 0 on' })
      .max(999_999_999, { error: 'give at most nine digits' }),
    json: z.string().min(1, { error: 'name a file' }).optional(),
    solves: z.string().min(1, { error: 'name a folder' }).optional(),
    keep: z.string().min(1, { error: 'name a folder' }).optional(),
    assembly: z.string().min(1, { error: 'name a folder' }).optional(),
  })
  .check((ctx) => {
    const { from, to } = ctx.value;
    const fault = (flag: string, message: string) =>
      ctx.issues.push({ code: 'custom', path: [flag], message, input: ctx.value });
    if ((from === undefined) !== (to === undefined))
      fault(from === undefined ? 'to' : 'from', '--from and --to belong together: give both');
    if (from !== undefined && to !== undefined && from >= to) fault('from', `it has to be before --to ${to}`);
  });

/** The options that the arguments after the script's name mean, or everything that is wrong with them, a line each. */
export function readStartOptions(argv: readonly string[]): StartOptions | { readonly refusals: readonly string[] } {
  const given: Record<string, unknown> = makeCommand().parse(argv, { from: 'user' }).opts();
  const parsed = flags.safeParse(given);
  if (!parsed.success) return { refusals: parsed.error.issues.map((issue) => describe(issue, given)) };
  const { from, to, headless, day, port, seed, json, solves, keep, assembly, faults } = parsed.data;
  const speed = parsed.data.speed ?? (headless ? 'max' : USUAL_SPEED);
  const slice = from === undefined || to === undefined ? undefined : { from, to };
  return { headless, day, slice, speed, port, seed, json, solves, keep, assembly, faults };
}

function describe({ path, message }: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const [flag] = path;
  return `FLAG_INVALID: --${String(flag)} ${given[String(flag)]}: ${message}.`;
}

function makeCommand(): Command {
  return new Command('npm start --')
    .description('Plays a day on the embedded stack: the synthesized template, run on this machine.')
    .option('--headless', 'plays the day as fast as it can and ends: no console, no API', false)
    .option('--port <number>', 'where console and API are served; 0 for any port')
    .option('--day <dir>', 'a folder with a day in the Grubhub format instead of the synthetic city')
    .option('--from <minute>', 'start of a slice of the day, in minutes')
    .option('--to <minute>', 'end of the slice')
    .option(
      '--speed <factor>',
      `times real time, or max: as fast as the work allows (default: ${USUAL_SPEED}, headless max)`,
    )
    .option('--seed <number>', 'seed of the city and of the couriers', '1')
    .option(
      '--faults',
      'let calls of the functions to table and queues fail, by the seed: see docs/architecture.md',
      false,
    )
    .option('--json <file>', 'write the summary here too')
    .option('--solves <dir>', 'keep every solve in this folder, for npm run -s replay')
    .option('--keep <dir>', 'keep the day in this folder: started again after any end, it goes on where it stopped')
    .option('--assembly <dir>', 'run what `npm run synth` wrote there instead of bundling and synthesizing anew')
    .allowExcessArguments(false)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}
