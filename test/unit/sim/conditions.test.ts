import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import { describeConditions, NEUTRAL, policyUnder, worldUnder } from '../../../shared/sim/conditions.ts';
import { withFleet } from '../../../shared/sim/fleet.ts';
import { leak } from '../../../shared/sim/leak.ts';
import { couriersText, ordersText } from '../../../shared/sim/mdrp-instance-writer.ts';
import { readMdrp } from '../../../shared/sim/mdrp-reader.ts';
import { aDay, aDayCourier, grubhubDay, mdrpTexts } from '../../support/days.ts';

describe('conditions', () => {
  it('leave a policy as it is, and give couriers notice when asked to', () => {
    expect(policyUnder(null, NEUTRAL)).toBeNull();
    expect(policyUnder(DEFAULT_POLICY, NEUTRAL)).toBe(DEFAULT_POLICY);

    const policy = { ...DEFAULT_POLICY, severeLateSec: 7 };
    const { release, ...rest } = policy;
    const given = policyUnder(policy, { ...NEUTRAL, noticeMin: 3 });
    expect(given).toEqual({ ...rest, release: { ...release, leadSec: 239 } });
  });

  it('have batches committed at the store and idle couriers sent ahead under the published rules, unless the policy says where', () => {
    const published = { ...NEUTRAL, rules: 'published' } as const;
    const { release } = DEFAULT_POLICY;
    const atDeparture = { ...DEFAULT_POLICY, release: { ...release, commitAt: 'departure' } } as const;

    expect(policyUnder(null, published)).toEqual({
      ...DEFAULT_POLICY,
      release: { ...release, commitAt: 'store' },
      positioning: { horizonSec: 2400, leastWaySec: 120, mostWaySec: 1200 },
    });
    expect(policyUnder(atDeparture, published)).toEqual(atDeparture);
  });

  it('make a world whose couriers decline and take their time', () => {
    expect(worldUnder({ ...NEUTRAL, declinePct: 2.5, answerSec: 20 })).toMatchObject({ declineBp: 250, answerSec: 20 });
    expect(worldUnder({ ...NEUTRAL, prepSigma: 0.2, travelSigma: 0.1 })).toMatchObject({
      prepSigma: 0.2,
      travelSigma: 0.1,
    });
  });

  it('are told by what is not neutral', () => {
    expect(describeConditions(NEUTRAL)).toEqual(['basic rules']);
    expect(describeConditions({ ...NEUTRAL, declinePct: 5, noticeMin: 3 })).toEqual([
      'basic rules',
      'declines 5 %',
      'notice 3 min',
    ]);
  });
});

describe('a leak', () => {
  it('makes orders known earlier, and changes nothing else about them', () => {
    const day = grubhubDay();

    const [before, after] = [day.orders[0], leak(day, 900).orders[0]];

    expect(after?.placedAt).toBe((before?.placedAt ?? 0) - 900);
    expect(after?.order).toEqual(before?.order);
  });
});

describe('a fleet', () => {
  const couriers = Array.from({ length: 10 }, (_, i) =>
    aDayCourier({ courierId: `c${i}`, shift: { startAt: 600 * i, endAt: 600 * i + 7200 } }),
  );
  const day = aDay({ couriers });
  const ids = (one: typeof day) => one.couriers.map(({ courier }) => courier.courierId);
  const startsOf = (one: typeof day) => one.couriers.map(({ courier }) => courier.shift.startAt);

  it('is the one recorded at a hundred percent', () => {
    expect(withFleet(day, 100, 1)).toBe(day);
    expect(withFleet(day, 104, 1)).toBe(day);
  });

  it('grows by copies with ids of their own, one in each stretch of shifts', () => {
    const grown = withFleet(day, 120, 1);

    expect(ids(grown)).toHaveLength(12);
    expect(new Set(ids(grown)).size).toBe(12);
    const [first = 0, second = 0] = startsOf(grown).slice(10);
    expect(first).toBeLessThan(3000);
    expect(second).toBeGreaterThanOrEqual(3000);
    expect(grown.couriers[10]?.courier.courierId).toMatch(/^c[0-4]-2$/);
  });

  it('shrinks by some of each stretch, the same for the same seed', () => {
    const shrunk = withFleet(day, 80, 1);

    expect(ids(shrunk)).toHaveLength(8);
    expect(startsOf(shrunk).filter((at) => at < 3000)).toHaveLength(4);
    expect(withFleet(day, 80, 1)).toEqual(shrunk);
    const others = [1, 2, 3, 4, 5].map((seed) => ids(withFleet(day, 80, seed)).join());
    expect(new Set(others).size).toBeGreaterThan(1);
  });

  it('has a second copy under yet another id', () => {
    expect(new Set(ids(withFleet(day, 350, 1))).size).toBe(35);
  });
});

describe('the texts of a day', () => {
  it('are read as the day that was written', () => {
    const day = withFleet(grubhubDay(), 140, 1);
    const texts = { ...mdrpTexts(), orders: ordersText(day), couriers: couriersText(day) };

    const read = readMdrp(texts, { name: day.name, zoneId: day.zoneId, startAt: day.startAt });

    expect(read).toEqual({ ok: true, value: day });
  });
});
