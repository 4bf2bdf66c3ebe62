// Who is served first when not all can be: priority first, then whatever makes the weighted mean least,
// which is near jobs first; but what is late beyond `severeLateSec` rises, so that far ones are not starved for ever.
import { describe, expect, it } from 'vitest';
import { type Job, served, waitingOnly } from '../../support/overload.ts';

const job = (orderId: string, door: number, changes: Partial<Job> = {}): Job => ({
  orderId,
  door,
  priority: 1,
  promiseSec: 2400,
  ...changes,
});
const LONG = 100_000;
const names = (deliveries: readonly (readonly [string, number])[]) => deliveries.map(([orderId]) => orderId);

describe('an overloaded courier', () => {
  it('serves the near job first: that makes the mean least', async () => {
    // Near first: 300 + (600 + 900) = 1800 order-seconds; far first: 900 + (1800 + 300) = 3000.
    expect(await served([job('far', 900), job('near', 300)], waitingOnly(600, 0), LONG)).toEqual([
      ['near', 300],
      ['far', 1500],
    ]);
  });

  it('serves the higher priority first, as far as it is worth its way', async () => {
    // Far first: 3 x 900 + (1800 + 400) = 4900; near first: 400 + 3 x (800 + 900) = 5500.
    const worth = [job('far', 900, { priority: 3 }), job('near', 400)];
    expect(names(await served(worth, waitingOnly(600, 0), LONG))).toEqual(['far', 'near']);

    // Far first: 3 x 900 + (1800 + 200) = 4700; near first: 200 + 3 x (400 + 900) = 4100.
    const notWorth = [job('far', 900, { priority: 3 }), job('near', 200)];
    expect(names(await served(notWorth, waitingOnly(600, 0), LONG))).toEqual(['near', 'far']);
  });

  it('leaves out the lower priority when the shift has room for one, however near it is', async () => {
    // After one job of 200 or 1800 seconds the shift of 150 is over for pickups.
    const jobs = [job('near', 100), job('far', 900, { priority: 2 })];

    expect(names(await served(jobs, waitingOnly(600, 0), 150))).toEqual(['far']);
  });

  it('leaves out the far one of equal priority', async () => {
    expect(names(await served([job('far', 900), job('near', 100)], waitingOnly(600, 0), 150))).toEqual(['near']);
  });

  it('lets a far job rise that is late beyond the limit, and without the tail it would wait on', async () => {
    // The far one was promised long ago: every second of it costs 1 + 4 order-seconds, of the near one 1.
    // Near first: 300 + 5 x (600 + 900) = 7800; far first: 5 x 900 + (1800 + 300) = 6600.
    const jobs = [job('far', 900, { promiseSec: 0 }), job('near', 300)];

    expect(names(await served(jobs, waitingOnly(0, 4000), LONG))).toEqual(['far', 'near']);
    expect(names(await served(jobs, waitingOnly(0, 0), LONG))).toEqual(['near', 'far']);
  });
});
