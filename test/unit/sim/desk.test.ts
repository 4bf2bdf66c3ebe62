import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import { Random } from '../../../shared/kernel/random.ts';
import { bundleOf, Desk } from '../../../shared/sim/baseline/desk.ts';
import { HungarianPolicy } from '../../../shared/sim/baseline/hungarian-policy.ts';
import { PublishedPolicy } from '../../../shared/sim/baseline/published-policy.ts';
import { runDispatcher } from '../../../shared/sim/baseline/run-dispatcher.ts';
import { World } from '../../../shared/sim/world.ts';
import { AT, place } from '../../support/builders.ts';
import { aDay, aDayOrder, grubhubDay } from '../../support/days.ts';

/** At AT + 60: c1 is 300 s from the bakery, o1 and o2 wait, both ready at once; parking and handover take 120 each. */
function aDesk() {
  const orders = ['o1', 'o2'].map((orderId) => aDayOrder({ orderId, readyAt: AT + 60 }));
  const desk = new Desk();
  for (const event of new World(aDay({ orders }), {}, new Random(1)).advance(AT + 60).events) desk.hear(event);
  const [worker] = desk.workersFreeBy(AT + 3600, AT + 60);
  const [, waiting = []] = [...desk.ordersReadyBy(AT + 3600)][0] ?? [];
  const [first, second] = waiting;
  if (!worker || !first || !second) throw new Error('the desk is not as described');
  return { desk, worker, first: bundleOf('bakery', [first]), second: bundleOf('bakery', [second]) };
}

const happened = (at: number) => ({ eventId: 'e', zoneId: 'north', at });
const declined = (orderId: string): DomainEvent => ({
  ...happened(AT + 70),
  type: 'offer_declined',
  courierId: 'c1',
  offerId: 'x',
  orderIds: [orderId],
});
const did = (type: 'order_picked_up' | 'order_delivered', orderId: string, at: number): DomainEvent => ({
  ...happened(at),
  type,
  orderId,
  courierId: 'c1',
});

describe('a desk', () => {
  it('knows where and when a courier is free by what it was given', () => {
    const { desk, worker, first } = aDesk();

    // At the store at 360, picked up at 480, away at 600, at the door at 1600, dropped at 1720, free at 1840.
    expect(desk.pickupAt(first, worker, AT + 60)).toBe(AT + 480);
    expect(desk.dropsOf(first, AT + 480)).toEqual([AT + 1720]);
    expect(desk.send(first, worker, AT + 60)).toEqual({ courierId: 'c1', storeId: 'bakery', orderIds: ['o1'] });
    expect([worker.location, worker.freeAt]).toEqual([place(1000), AT + 1840]);
    expect(
      desk
        .ordersReadyBy(AT + 3600)
        .get('bakery')
        ?.map(({ orderId }) => orderId),
    ).toEqual(['o2']);
  });

  it('takes back what is declined, and asks that courier no more', () => {
    const { desk, worker, first, second } = aDesk();
    desk.send(first, worker, AT + 60);

    desk.hear(declined('o1'));

    expect([worker.location, worker.freeAt, worker.isIdle]).toEqual([place(-300), AT, true]);
    expect(desk.ordersReadyBy(AT + 3600).get('bakery')).toHaveLength(2);
    expect(desk.mayTake(first, worker, AT + 120)).toBe(false);
    expect(desk.mayTake(second, worker, AT + 120)).toBe(true);
  });

  it('leaves in place what was given after a task that is declined', () => {
    const { desk, worker, first, second } = aDesk();
    desk.send(first, worker, AT + 60);
    desk.send(second, worker, AT + 60);
    const { location, freeAt } = worker;

    desk.hear(declined('o1'));

    expect([worker.location, worker.freeAt, worker.isIdle]).toEqual([location, freeAt, false]);
  });

  it('learns from what couriers report: all that follows moves by as much', () => {
    const { desk, worker, first, second } = aDesk();
    desk.send(first, worker, AT + 60);
    desk.send(second, worker, AT + 60);
    const { freeAt } = worker;

    desk.hear(did('order_picked_up', 'o1', AT + 480 + 90));
    expect(worker.freeAt).toBe(freeAt + 90);
    desk.hear(did('order_delivered', 'o1', AT + 1720 + 60));
    expect(worker.freeAt).toBe(freeAt + 60);
    desk.hear(did('order_delivered', 'o1', AT + 9999));
    expect(worker.freeAt).toBe(freeAt + 60);
  });

  it('has a courier free as late as it is, when a task after that is declined', () => {
    const { desk, worker, first, second } = aDesk();
    desk.send(first, worker, AT + 60);
    desk.send(second, worker, AT + 60);

    desk.hear(did('order_picked_up', 'o1', AT + 480 + 90));
    desk.hear(declined('o2'));

    expect([worker.location, worker.freeAt]).toEqual([place(1000), AT + 1840 + 90]);
  });

  it('does not count on somebody who should be done and has not said so', () => {
    const { desk, worker, first } = aDesk();
    desk.send(first, worker, AT + 60);

    desk.workersFreeBy(AT + 9999, AT + 1900);
    expect(worker.freeAt).toBe(AT + 1960);
    desk.hear(did('order_delivered', 'o1', AT + 1950));
    expect(worker.freeAt).toBe(AT + 1950 + 120);
    expect(worker.isIdle).toBe(true);
  });

  it('hears of other ready times and of cancellations', () => {
    const { desk } = aDesk();

    desk.hear({ ...happened(AT + 70), type: 'order_changed', orderId: 'o1', changes: { readyAt: AT + 5000 } });
    desk.hear({ ...happened(AT + 70), type: 'order_cancelled', orderId: 'o2', reason: 'changed mind' });

    expect(desk.ordersReadyBy(AT + 4999).size).toBe(0);
    expect(
      desk
        .ordersReadyBy(AT + 5000)
        .get('bakery')
        ?.map(({ orderId }) => orderId),
    ).toEqual(['o1']);
  });
});

describe.each([
  ['Hungarian', () => new HungarianPolicy()],
  ['published', () => new PublishedPolicy()],
])('the %s baseline', (_name, policy) => {
  it('delivers what was declined by somebody else', () => {
    const { log, metrics } = runDispatcher(grubhubDay(), policy(), {
      seed: 1,
      world: { declineBp: 3000, answerSec: 20 },
    });

    const declines = log.orders.flatMap((order) => order.declines);
    expect(declines.length).toBeGreaterThan(0);
    expect(metrics.delivered).toBe(20);
    const again = log.orders.filter(({ offers }) => new Set(offers.map((one) => one.courierId)).size < offers.length);
    expect(again).toEqual([]);
  });
});
