// The judge of solution files against the simulator's own measures, over a whole day.
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { Day } from '../../shared/sim/day.ts';
import { describeFindings, judgeMdrp } from '../../shared/sim/mdrp-judge/judge.ts';
import { readMdrp } from '../../shared/sim/mdrp-reader.ts';
import { writeMdrpSolution } from '../../shared/sim/mdrp-writer.ts';
import { runDay } from '../../shared/sim/run-day.ts';
import { grubhubDay, mdrpTexts } from '../support/days.ts';

describe('judgeMdrp', () => {
  it('passes a simulated day, and measures it as the simulator does', async () => {
    const { day, log, metrics } = await runDay(grubhubDay(), { seed: 1 });

    const { findings, figures } = judgeMdrp(mdrpTexts(), writeMdrpSolution(day, log));

    expect(describeFindings(findings)).toEqual([]);
    const { clickToDoorSec, readyToPickupSec, boundSec, chargedExcessSec, excessParts } = metrics;
    const pairs: [number, number][] = [
      [figures.ctd, clickToDoorSec.mean / 60],
      [figures.ctd90, clickToDoorSec.p90 / 60],
      [figures.rtp, readyToPickupSec.mean / 60],
      [figures.bound, boundSec / 60],
      [figures.chargedExcess, chargedExcessSec / 60],
      [figures.courierWait, excessParts.courierWaitSec / 60],
      [figures.bundleWait, excessParts.batchWaitSec / 60],
      [figures.detour, excessParts.detourSec / 60],
      [figures.costPerOrder, metrics.costPerOrderCents / 100],
      [figures.ordersPerBundle, metrics.ordersPerBatch],
    ];
    for (const [judged, simulated] of pairs) expect(judged).toBeCloseTo(simulated, 9);
  }, 60_000);

  it.each([1, 2, 3, 4])(
    'passes day %i by the published rules when couriers are told at the store, and not by the basic ones',
    async (seed) => {
      const texts = mdrpTexts(seed);
      const { day, log, audit, checkViolations, cyclesFailed } = await runDay(dayAtStore(seed), { seed });
      const solution = writeMdrpSolution(day, log);

      expect(describeFindings(judgeMdrp(texts, solution, [], { rules: 'published' }).findings)).toEqual([]);
      expect([audit.findings, checkViolations, cyclesFailed]).toEqual([[], 0, 0]);
      expect(log.couriers.flatMap(({ moves }) => moves).some(({ offerId }) => offerId === null)).toBe(true);
      expect(describeFindings(judgeMdrp(texts, solution).findings).join(' ')).toContain('MOVE_BEFORE_ASSIGNMENT');
    },
    60_000,
  );
});

function dayAtStore(seed: number): Day {
  const read = readMdrp(mdrpTexts(seed), {
    name: `made up ${seed}`,
    zoneId: 'north',
    startAt: Date.UTC(2026, 0, 5) / 1000,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const release = { ...DEFAULT_POLICY.release, commitAt: 'store' } as const;
  const search = { ...DEFAULT_POLICY.search, maxUnits: 3000 };
  const positioning = { horizonSec: 2400, leastWaySec: 120, mostWaySec: 1200 };
  const policy: Policy = { ...DEFAULT_POLICY, version: 2, release, search, positioning };
  return { ...read.value, policy, zone: { ...read.value.zone, policy: { policyId: policy.policyId, version: 2 } } };
}
