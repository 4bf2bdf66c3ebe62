import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import { Random } from '../../../shared/kernel/random.ts';
import type { Day } from '../../../shared/sim/day.ts';
import { isUncertain, Uncertainty } from '../../../shared/sim/uncertainty.ts';
import { World, type WorldOptions } from '../../../shared/sim/world.ts';
import { AT, place } from '../../support/builders.ts';
import { aDay, aDayCourier, aDayOrder, anOffer, planChanges } from '../../support/days.ts';

const END = AT + 50_000;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const estimates = (prepSigma: number, stepSec: number, chance = 1) => {
  const uncertainty = new Uncertainty({ prepSigma, travelSigma: 0, stepSec }, chance);
  return Array.from({ length: 4000 }, (_, i) => {
    const order = aDayOrder({ orderId: `o${i}`, readyAt: AT + 60 + 1200 });
    return uncertainty.estimatedReadyAt(order) - order.placedAt;
  });
};

describe('an estimate of a preparation time', () => {
  it('is the truth without an error', () => {
    expect(new Set(estimates(0, 60))).toEqual(new Set([1200]));
  });

  it('is right on average, and off by the deviation asked for', () => {
    const ratios = estimates(0.3, 1).map((seconds) => seconds / 1200);
    const deviation = Math.sqrt(mean(ratios.map((ratio) => (ratio - 1) ** 2)));

    expect(mean(ratios)).toBeCloseTo(1, 1.5);
    // A lognormal of sigma 0.3: sqrt(exp(0.09) - 1) = 0.307.
    expect(deviation).toBeGreaterThan(0.28);
    expect(deviation).toBeLessThan(0.33);
  });

  it('is on a whole step of the day, or at the placement, and never before it', () => {
    const onMinutes = estimates(1.5, 60);

    expect(onMinutes.filter((seconds) => seconds > 0 && (AT + 60 + seconds) % 60 !== 0)).toEqual([]);
    expect(Math.min(...onMinutes)).toBe(0);
  });

  it('follows the seed', () => {
    expect(estimates(0.3, 1, 2)).not.toEqual(estimates(0.3, 1, 1));
    expect(estimates(0.3, 1, 2)).toEqual(estimates(0.3, 1, 2));
  });
});

describe('a drive', () => {
  const drives = (travelSigma: number, stepSec: number) => {
    const uncertainty = new Uncertainty({ prepSigma: 0, travelSigma, stepSec }, 1);
    return Array.from({ length: 4000 }, (_, i) =>
      uncertainty.driveSec(600, { courierId: `c${i % 7}`, at: AT + i, to: place(i % 11) }),
    );
  };

  it('takes what is expected without noise', () => {
    expect(new Set(drives(0, 60))).toEqual(new Set([600]));
  });

  it('is never faster than expected, and 8 % slower on average at a deviation of 0.2', () => {
    const taken = drives(0.2, 1);

    expect(Math.min(...taken)).toBe(600);
    // 2 Phi(0.1) = 1.0797.
    expect(mean(taken) / 600).toBeGreaterThan(1.07);
    expect(mean(taken) / 600).toBeLessThan(1.09);
  });

  it('takes whole steps', () => {
    expect(drives(0.5, 60).filter((seconds) => seconds % 60 !== 0)).toEqual([]);
  });
});

describe('a world that nobody knows in full', () => {
  const play = (day: Day, options: WorldOptions): World => new World(day, options, new Random(3));
  const told = (events: readonly DomainEvent[], orderId = 'o1') =>
    events.flatMap((event) =>
      event.type === 'order_placed' && event.order.orderId === orderId ? event.order.readyAt - AT : [],
    );
  const reported = (events: readonly DomainEvent[]) =>
    events.flatMap((event) => (event.type === 'order_changed' ? [[event.orderId, event.at - AT, event.changes]] : []));

  it('tells an estimate at the placement, and the truth when the order is ready', () => {
    const { events } = play(aDay(), { prepSigma: 0.5 }).advance(END);

    expect(told(events)).not.toEqual([660]);
    expect(reported(events)).toEqual([['o1', 660, { readyAt: AT + 660 }]]);
  });

  it('tells the truth at the placement when preparation is exact, and nothing after it', () => {
    const { events } = play(aDay(), { travelSigma: 0.5 }).advance(END);

    expect(told(events)).toEqual([660]);
    expect(reported(events)).toEqual([]);
  });

  it('reports no order that was called off', () => {
    const day = aDay({ orders: [aDayOrder({}, AT + 60, AT + 100)] });

    expect(reported(play(day, { prepSigma: 0.5 }).advance(END).events)).toEqual([]);
  });

  it('estimates an order the same whatever else is ordered, and whoever works', () => {
    const alone = play(aDay(), { prepSigma: 0.5 }).advance(END);
    const orders = ['o0', 'o1', 'o2'].map((orderId) => aDayOrder({ orderId }));
    const day = aDay({ orders, couriers: [aDayCourier({ courierId: 'c0' }), aDayCourier()] });

    expect(told(play(day, { prepSigma: 0.5, declineBp: 5000 }).advance(END).events)).toEqual(told(alone.events));
  });

  it('has a courier wait at the store until the order is really ready', () => {
    const world = play(aDay(), { prepSigma: 0.5 });
    world.advance(AT + 60);
    world.receive(planChanges(1, anOffer()), AT + 60);
    world.advance(END);

    // Parked at 60 + 300 + 120 = 480; ready at 660.
    expect(world.log.couriers[0]?.stops[0]).toMatchObject({ arriveAt: AT + 360, serviceAt: AT + 660 });
  });

  it('has drives take longer than anybody expects', () => {
    const world = play(aDay({ orders: [aDayOrder({ readyAt: AT + 60 })] }), { travelSigma: 0.5 });
    world.advance(AT + 60);
    world.receive(planChanges(1, anOffer()), AT + 60);
    world.advance(END);

    const legs = world.log.couriers[0]?.moves.map(({ departAt, arriveAt }) => arriveAt - departAt) ?? [];
    expect(legs).toHaveLength(2);
    // 300 m and 1000 m at one metre a second.
    expect(legs[0]).toBeGreaterThanOrEqual(300);
    expect(legs[1]).toBeGreaterThanOrEqual(1000);
    expect((legs[0] ?? 0) + (legs[1] ?? 0)).toBeGreaterThan(1300);
  });

  it('lets a courier answer by what stores have said, not by what only the day knows', () => {
    // By the estimate it would be in time; ready only after the end of the shift.
    const late = Array.from({ length: 30 }, (_, i) => `o${i}`).find((orderId) => {
      const day = aDay({ orders: [aDayOrder({ orderId, readyAt: AT + 2060 })] });
      return (told(play(day, { prepSigma: 0.5 }).advance(END).events, orderId)[0] ?? 0) < 1500;
    });
    const day = aDay({
      orders: [aDayOrder({ orderId: late ?? '', readyAt: AT + 2060 })],
      couriers: [aDayCourier({ shift: { startAt: AT, endAt: AT + 1600 } })],
    });
    const world = play(day, { prepSigma: 0.5 });
    world.advance(AT + 60);

    const { events } = world.receive(planChanges(1, anOffer({ orderId: late ?? '' })), AT + 60);

    expect(events).toMatchObject([{ type: 'offer_accepted' }]);
  });

  it('is called uncertain when anything is', () => {
    expect([{}, { prepSigma: 0, travelSigma: 0 }, { prepSigma: 0.1 }, { travelSigma: 0.1 }].map(isUncertain)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
