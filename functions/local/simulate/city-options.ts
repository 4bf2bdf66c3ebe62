// The flags of `simulate city`: commander knows which there are, the schema says what they may be, all faults at once.
import { Command } from 'commander';
import { z } from 'zod';
import { CITY_MINUTES } from '../../../shared/sim/city.ts';
import { type Conditions, NEUTRAL } from '../../../shared/sim/conditions.ts';
import { conditionShape, describeFlagFault, numberFlag } from '../condition-flags.ts';
import { isBaseline } from '../mdrp-planner.ts';

export interface CityRun {
  readonly orders: number;
  readonly couriers: number;
  /** Length of the stretch around the dinner peak; null: the whole day. */
  readonly minutes: number | null;
  readonly seed: number;
  readonly cancelPct: number;
  readonly conditions: Conditions;
  /** Name of a policy, or a file with one. */
  readonly policy: string;
  /** Folder for the day, what happened and the figures; null: none. */
  readonly out: string | null;
  /** File for the summary; null: none. */
  readonly json: string | null;
}

const { declines, answer, notice, prepError, travelNoise } = conditionShape;
const { least, most } = CITY_MINUTES;
/** What is left out is not given at all, and so not read. */
const WHOLE_DAY = 0;

const flags = z.object({
  orders: numberFlag(1, 9999, 180, 'whole'),
  couriers: numberFlag(1, 9999, 14, 'whole'),
  minutes: numberFlag(least, most, WHOLE_DAY, 'whole'),
  seed: z
    .string()
    .regex(/^\d{1,9}$/, { error: 'give a whole number from 0 on, of at most nine digits' })
    .transform(Number)
    .default(1),
  cancels: numberFlag(0, 100, 0, 'parts'),
  declines,
  answer,
  notice,
  prepError,
  travelNoise,
  policy: z
    .string()
    .min(1, { error: 'name a policy or a file' })
    .refine((name) => !isBaseline(name), { error: 'the baselines know no skills, capacities or modes' })
    .default('default'),
  out: z.string().min(1, { error: 'name a folder' }).optional(),
  json: z.string().min(1, { error: 'name a file' }).optional(),
});

/** The options that were given, or everything that is wrong with them, a line each. */
export function readCityOptions(given: Readonly<Record<string, unknown>>): CityRun | { readonly faults: string[] } {
  const parsed = flags.safeParse(given);
  if (!parsed.success) return { faults: parsed.error.issues.map((issue) => describeFlagFault(issue, given)) };
  const { orders, couriers, minutes, seed, cancels, policy, out = null, json = null, ...rest } = parsed.data;
  const conditions: Conditions = {
    ...NEUTRAL,
    prepSigma: rest.prepError,
    travelSigma: rest.travelNoise,
    declinePct: rest.declines,
    answerSec: rest.answer,
    noticeMin: rest.notice,
  };
  const stretch = minutes === WHOLE_DAY ? null : minutes;
  return { orders, couriers, minutes: stretch, seed, cancelPct: cancels, conditions, policy, out, json };
}

export const cityOptionsCommand = (): Command =>
  new Command('city')
    .description(
      'A made-up city day, in memory and in virtual time: skills, capacities, picking, and what is uncertain.',
    )
    .option('--orders <n>', 'orders of the day; 180 if left out')
    .option('--couriers <n>', 'couriers of the day; 14 if left out')
    .option('--minutes <n>', `only so many minutes around the dinner peak, ${least} to ${most}, with all of them in it`)
    .option('--seed <number>', 'seed of the city, of what is uncertain and of the search; 1 if left out')
    .option('--cancels <percent>', 'chance that a customer calls an order off within 20 minutes')
    .option('--declines <percent>', 'chance that a courier declines an offer')
    .option('--answer <seconds>', 'from an offer to its answer')
    .option('--notice <minutes>', 'couriers hear of a batch this long before they set out')
    .option('--prep-error <sigma>', 'error of the ready time that stores tell, as a part of the preparation time')
    .option('--travel-noise <sigma>', 'noise of the duration of ways, as a part of it')
    .option('--policy <name>', 'default, or a JSON file with what differs from it')
    .option('--out <dir>', 'where day.json, log.json and metrics.json go')
    .option('--json <file>', 'write the summary here too')
    .allowExcessArguments(false);
