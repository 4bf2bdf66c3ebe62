// The judge of solution files against the simulator's own measures, over a whole day.
import { describe, expect, it } from 'vitest';
import { describeFindings, judgeMdrp } from '../../shared/sim/mdrp-judge/judge.ts';
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
});
