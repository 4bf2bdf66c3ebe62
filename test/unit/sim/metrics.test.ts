import { describe, expect, it } from 'vitest';
import { Random } from '../../../shared/kernel/random.ts';
import { measure } from '../../../shared/sim/metrics.ts';
import { percentile } from '../../../shared/sim/percentile.ts';
import { World } from '../../../shared/sim/world.ts';
import { AT, place } from '../../support/builders.ts';
import { aDay, aDayCourier, aDayOrder, anOffer, planChanges } from '../../support/days.ts';

/** o1 and o2 ride together, o3 is never offered, o4 is called off. */
function livedDay() {
  const orders = [
    aDayOrder({ orderId: 'o1' }),
    aDayOrder({ orderId: 'o2', readyAt: AT + 900, promiseBy: AT + 2000 }),
    aDayOrder({ orderId: 'o3' }),
    aDayOrder({ orderId: 'o4' }, AT + 60, AT + 100),
  ];
  const idle = aDayCourier({ courierId: 'c2', shift: { startAt: AT, endAt: AT + 3600 } }, place(0));
  const day = aDay({ orders, couriers: [aDayCourier(), idle] });
  const world = new World(day, {}, new Random(1));
  world.advance(AT + 500);
  world.receive(
    planChanges(1, anOffer({ orderId: 'o1', size: 2 }), anOffer({ orderId: 'o2', size: 2, sequence: 1 })),
    AT + 500,
  );
  world.advance(AT + 20_000);
  return measure(day, world.log);
}

describe('the metrics of a day', () => {
  // c1 sets out at 500, is parked at 920, where all is ready since 900: it picks up, leaves at 1040, and is at the door
  // 1000 m on at 2040: o1 at 2160, away at 2280; o2 at the same door at 2400, away at 2520. Both were placed at 60.

  it('counts orders by what became of them', () => {
    const { orders, delivered, cancelled, undelivered } = livedDay();

    expect({ orders, delivered, cancelled, undelivered }).toEqual({
      orders: 4,
      delivered: 2,
      cancelled: 1,
      undelivered: 1,
    });
  });

  it('measures click-to-door and ready-to-pickup', () => {
    const { clickToDoorSec, readyToPickupSec, onTimePct } = livedDay();

    // 2160 - 60 = 2100 and 2400 - 60 = 2340; o1 was ready at 660 and waited 260, o2 20.
    expect(clickToDoorSec).toEqual({ mean: 2220, p90: 2340, p99: 2340, max: 2340 });
    expect(readyToPickupSec.mean).toBe(140);
    // o1 was promised by 2460; o2 by 2000.
    expect(onTimePct).toBe(50);
  });

  it('takes the excess over the bound apart without a rest', () => {
    const { boundSec, excessSec, excessParts } = livedDay();

    // Bound: ready - placed + 120 + 1000 + 120: 600 + 1240 = 1840 for o1, 840 + 1240 = 2080 for o2.
    expect(boundSec).toBe(1960);
    expect(excessSec).toBe(2220 - 1960);
    // o1 waits 900 - 660 = 240 for o2, both wait 20 for the courier; o2 makes a detour of 2400 - 920 - 1240 = 240.
    expect(excessParts).toEqual({ courierWaitSec: 20, batchWaitSec: 120, detourSec: 120 });
  });

  it('charges two hours for an order that is not delivered', () => {
    // (260 + 260 + 7200) / 3; the cancelled one is nobody's fault.
    expect(livedDay().chargedExcessSec).toBeCloseTo(7720 / 3, 10);
  });

  it('pays each shift its guarantee or its orders, whichever is more, used or not', () => {
    const { payCents, costPerOrderCents } = livedDay();

    // c1: max(2 * 1000, 3 h * 1500) = 4500; c2: 1 h * 1500.
    expect(payCents).toBe(6000);
    expect(costPerOrderCents).toBe(3000);
  });

  it('counts orders a batch, and the share of the shifts that couriers were at work', () => {
    const { ordersPerBatch, utilisationPct } = livedDay();

    expect(ordersPerBatch).toBe(2);
    // c1 is at work from 500 to 2520 of 10800, c2 never of 3600.
    expect(utilisationPct).toBeCloseTo((100 * 2020) / 14_400, 10);
  });

  it('measures nothing where nothing happened', () => {
    const day = aDay({ orders: [] });

    const { clickToDoorSec, chargedExcessSec, costPerOrderCents } = measure(day, new World(day, {}, new Random(1)).log);

    expect([clickToDoorSec.mean, chargedExcessSec, costPerOrderCents]).toEqual([0, 0, 0]);
  });

  it('takes a percentile as the smallest value that so many are not above', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);

    expect([percentile(hundred, 50), percentile(hundred, 99), percentile([7], 1), percentile([], 50)]).toEqual([
      50, 99, 7, 0,
    ]);
  });
});
