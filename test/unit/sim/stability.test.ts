import { describe, expect, it } from 'vitest';
import { Random } from '../../../shared/kernel/random.ts';
import { measureStability } from '../../../shared/sim/stability.ts';
import { World, type WorldOptions } from '../../../shared/sim/world.ts';
import { AT, place } from '../../support/builders.ts';
import { aDay, aDayCourier, aDayOrder, anOffer, aWithdrawal, planChanges } from '../../support/days.ts';

const ORDERS = ['o1', 'o2', 'o3', 'o4'].map((orderId) => aDayOrder({ orderId }));
const COURIERS = [aDayCourier(), aDayCourier({ courierId: 'c2' }, place(0))];

function lived(
  messages: readonly (readonly [second: number, ReturnType<typeof planChanges>])[],
  options: WorldOptions,
) {
  const world = new World(aDay({ orders: ORDERS, couriers: COURIERS }), options, new Random(1));
  for (const [second, message] of messages) world.receive(message, AT + second);
  world.advance(AT + 30_000);
  return measureStability(world.log);
}

describe('the stability of a day', () => {
  it('counts what was taken back from couriers who had been told, apart from offers that timed out', () => {
    const { planChangesPerOrder, timeOutsPerOrder, declinesPerOrder } = lived(
      [
        [100, planChanges(1, anOffer(), anOffer({ orderId: 'o2', offerId: 'b', courierId: 'c2', index: 1 }))],
        [160, planChanges(2, aWithdrawal(), anOffer({ courierId: 'c2', offerId: 'c', index: 1 }))],
        [220, planChanges(3, aWithdrawal({ orderId: 'o2', offerId: 'b', courierId: 'c2', reason: 'expired' }))],
      ],
      { answerSec: 600 },
    );

    // Four orders: o1 is taken from c1, the offer of o2 is too old.
    expect([planChangesPerOrder, timeOutsPerOrder, declinesPerOrder]).toEqual([0.25, 0.25, 0]);
  });

  it('counts each order of a batch that a courier declines', () => {
    const { declinesPerOrder } = lived(
      [[100, planChanges(1, anOffer({ size: 2 }), anOffer({ orderId: 'o2', size: 2, sequence: 1 }))]],
      { declineBp: 10_000 },
    );

    expect(declinesPerOrder).toBe(0.5);
  });

  it('measures the notice from the offer to the departure for the pickup, also of who is there already', () => {
    const { noticeSec } = lived(
      [
        [100, planChanges(1, anOffer({ departAt: AT + 400 }))],
        [200, planChanges(2, anOffer({ orderId: 'o2', offerId: 'b', courierId: 'c2', departAt: AT + 230 }))],
      ],
      {},
    );

    // c1 has 300 m to go and sets out at 400; c2 is at the bakery and turns to it at 230.
    expect(noticeSec).toEqual({ mean: 165, p10: 30 });
  });

  it('is nothing where nothing happened', () => {
    expect(measureStability({ orders: [], couriers: [] })).toEqual({
      planChangesPerOrder: 0,
      declinesPerOrder: 0,
      timeOutsPerOrder: 0,
      noticeSec: { mean: 0, p10: 0 },
    });
  });
});
