// Whatever is uncertain about a day, it is carried out by the rules: the audit and the judge, told of it, find nothing, and
// the same seed gives the same day.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import type { Day } from '../../shared/sim/day.ts';
import { describeFindings, judgeMdrp } from '../../shared/sim/mdrp-judge/judge.ts';
import { writeMdrpSolution } from '../../shared/sim/mdrp-writer.ts';
import { runDay } from '../../shared/sim/run-day.ts';
import { isUncertain } from '../../shared/sim/uncertainty.ts';
import { grubhubDay, mdrpTexts } from '../support/days.ts';

/** Few work units: this is about what happens, not about the best plan. */
function frugalDay(leadSec: number): Day {
  const { search, release } = DEFAULT_POLICY;
  const policy = {
    ...DEFAULT_POLICY,
    version: 2,
    search: { ...search, maxUnits: 1500 },
    release: { ...release, leadSec },
  };
  const day = grubhubDay();
  return { ...day, policy, zone: { ...day.zone, policy: { policyId: policy.policyId, version: 2 } } };
}

const conditions = fc.record({
  seed: fc.nat({ max: 999 }),
  leadSec: fc.constantFrom(59, 180, 300),
  world: fc.record({
    prepSigma: fc.constantFrom(0, 0.2, 0.6),
    travelSigma: fc.constantFrom(0, 0.2, 0.6),
    declineBp: fc.constantFrom(0, 1000, 4000),
    answerSec: fc.constantFrom(0, 30, 90, 180),
  }),
});

describe('a day that is uncertain', () => {
  it('is carried out by the rules, and is the same for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(conditions, async ({ seed, leadSec, world }) => {
        const day = frugalDay(leadSec);
        const [first, second] = [await runDay(day, { seed, world }), await runDay(day, { seed, world })];
        const undelivered = first.log.orders.filter((one) => one.deliveries.length === 0).map((one) => one.orderId);
        const solution = writeMdrpSolution(day, first.log);
        const verdict = judgeMdrp(mdrpTexts(), solution, undelivered, { isUncertain: isUncertain(world) });

        expect(first.audit.findings).toEqual([]);
        expect([first.checkViolations, first.cyclesFailed]).toEqual([0, 0]);
        expect(describeFindings(verdict.findings)).toEqual([]);
        expect(second.log).toEqual(first.log);
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});
