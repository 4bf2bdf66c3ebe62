// The flags that say under which conditions recorded days are played; `simulate mdrp` and `bench mdrp` have them alike.
import type { Command } from 'commander';
import { z } from 'zod';
import type { Conditions } from '../../shared/sim/conditions.ts';
import { RULE_SETS } from '../../shared/sim/mdrp-judge/rules.ts';

/** A number from `least` to `most`, with up to four decimals when it may have parts. */
export function numberFlag(least: number, most: number, neutral: number, kind: 'whole' | 'parts') {
  const pattern = kind === 'whole' ? /^\d{1,4}$/ : /^\d{1,4}(\.\d{1,4})?$/;
  const error = `give a ${kind === 'whole' ? 'whole number' : 'number'} from ${least} to ${most}`;
  return z
    .string()
    .regex(pattern, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error })
    .default(neutral);
}

/** One entry a flag, under commander's name for it. */
export const conditionShape = {
  rules: z.enum(RULE_SETS, { error: `give ${RULE_SETS.join(' or ')}` }).default('basic'),
  prepError: numberFlag(0, 2, 0, 'parts'),
  travelNoise: numberFlag(0, 2, 0, 'parts'),
  declines: numberFlag(0, 99, 0, 'parts'),
  answer: numberFlag(0, 600, 0, 'whole'),
  notice: numberFlag(0, 60, 0, 'whole'),
  foresight: numberFlag(0, 1440, 0, 'whole'),
  fleet: numberFlag(10, 1000, 100, 'whole'),
};

type ConditionFlags = { readonly [K in keyof typeof conditionShape]: z.output<(typeof conditionShape)[K]> };

export const conditionsOf = (flags: ConditionFlags): Conditions => ({
  rules: flags.rules,
  prepSigma: flags.prepError,
  travelSigma: flags.travelNoise,
  declinePct: flags.declines,
  answerSec: flags.answer,
  noticeMin: flags.notice,
  foresightMin: flags.foresight,
  fleetPct: flags.fleet,
});

/** One line a fault, with the flag and what was given. */
export function describeFlagFault(
  { path, message }: z.core.$ZodIssue,
  given: Readonly<Record<string, unknown>>,
): string {
  const flag = String(path[0]);
  const name = flag.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
  return `FLAG_INVALID: --${name}${given[flag] === undefined ? '' : ` ${given[flag]}`}: ${message}.`;
}

export const addConditionOptions = (command: Command): Command =>
  command
    .option(
      '--rules <set>',
      'basic: an assignment is final when the courier sets out; published: at the restaurant, and idle couriers may be sent there',
      'basic',
    )
    .option(
      '--prep-error <sigma>',
      'error of the ready time that the planner is told, as a part of the preparation time',
    )
    .option(
      '--travel-noise <sigma>',
      'noise of the duration of ways, as a part of it; none is faster than the model has it',
    )
    .option('--declines <percent>', 'chance that a courier declines an offer')
    .option('--answer <seconds>', 'from an offer to its answer')
    .option('--notice <minutes>', 'couriers hear of a batch this long before they set out')
    .option('--foresight <minutes>', 'a probe: orders are known this long before they are placed')
    .option('--fleet <percent>', 'a probe: couriers, in percent of those recorded');
