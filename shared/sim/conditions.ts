// Under which conditions a recorded day is played. The neutral ones are the benchmark's: basic rules, exact ready times,
// travel as the model says, couriers who accept at once, no notice beyond the next decision, no foresight, the fleet as
// recorded.
import { DEFAULT_POLICY } from '../domain/default-policy.ts';
import type { Policy } from '../domain/policy.ts';
import type { Seconds } from '../kernel/units.ts';
import type { RuleSet } from './mdrp-judge/rules.ts';
import type { WorldOptions } from './world.ts';

export interface Conditions {
  readonly rules: RuleSet;
  /** Standard deviation of the error of the ready time that the planner is told, as a part of the preparation time. */
  readonly prepSigma: number;
  /** Standard deviation of a way's duration, as a part of what the model says; ways that would be faster take as long. */
  readonly travelSigma: number;
  /** Of the offers, chance in percent. */
  readonly declinePct: number;
  /** From the offer to the courier's answer. */
  readonly answerSec: Seconds;
  /** Couriers hear of a batch this long before they have to set out. */
  readonly noticeMin: number;
  /** Orders are known this long before they are placed: a probe of what knowing would be worth. It cheats. */
  readonly foresightMin: number;
  /** Couriers, in percent of those recorded. */
  readonly fleetPct: number;
}

export const NEUTRAL: Conditions = {
  rules: 'basic',
  prepSigma: 0,
  travelSigma: 0,
  declinePct: 0,
  answerSec: 0,
  noticeMin: 0,
  foresightMin: 0,
  fleetPct: 100,
};

/** Shifts are known beforehand in this benchmark: couriers report an hour ahead. */
const ANNOUNCE_SEC: Seconds = 3600;

export const worldUnder = ({ declinePct, answerSec, prepSigma, travelSigma }: Conditions): WorldOptions => ({
  announceSec: ANNOUNCE_SEC,
  declineBp: Math.round(100 * declinePct),
  answerSec,
  prepSigma,
  travelSigma,
});

/** What the published rules allow and the basic ones do not, made use of. */
const UPDATED_AND_POSITIONED = {
  commitAt: 'store',
  positioning: { horizonSec: 2400, leastWaySec: 120, mostWaySec: 1200 },
} as const;

/**
 * The policy under a notice of its own, and such that it makes use of the published rules, unless it says itself where a
 * batch is final; null: the default one as it is.
 */
export function policyUnder(policy: Policy | null, { noticeMin, rules }: Conditions): Policy | null {
  if (noticeMin === 0 && rules === 'basic') return policy;
  const { release, ...rest } = policy ?? DEFAULT_POLICY;
  const leadSec = noticeMin === 0 ? release.leadSec : 60 * noticeMin + DEFAULT_POLICY.release.leadSec;
  if (rules === 'basic' || release.commitAt !== undefined) return { ...rest, release: { ...release, leadSec } };
  const { commitAt, positioning } = UPDATED_AND_POSITIONED;
  return { positioning, ...rest, release: { ...release, leadSec, commitAt } };
}

/** What is not neutral, in words for the head of a report; none: nothing. */
export function describeConditions(conditions: Conditions): readonly string[] {
  const { rules, prepSigma, travelSigma, declinePct, answerSec, noticeMin, foresightMin, fleetPct } = conditions;
  const words: readonly (readonly [boolean, string])[] = [
    [true, `${rules} rules`],
    [prepSigma > 0, `preparation error ${prepSigma}`],
    [travelSigma > 0, `travel noise ${travelSigma}`],
    [declinePct > 0, `declines ${declinePct} %`],
    [answerSec > 0, `answers after ${answerSec} s`],
    [noticeMin > 0, `notice ${noticeMin} min`],
    [
      foresightMin > 0,
      `foresight ${foresightMin} min (a probe: no policy may know so much; judged with early placements)`,
    ],
    [fleetPct !== 100, `fleet ${fleetPct} % (judged with the couriers of this fleet)`],
  ];
  return words.filter(([isSaid]) => isSaid).map(([, text]) => text);
}
