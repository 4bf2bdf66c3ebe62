// Simulated couriers who are asked to go to a store without orders.
import { describe, expect, it } from 'vitest';
import type { PositionChange } from '../../../shared/domain/change.ts';
import { Random } from '../../../shared/kernel/random.ts';
import { audit } from '../../../shared/sim/audit/audit.ts';
import { writeMdrpSolution } from '../../../shared/sim/mdrp-writer.ts';
import { World } from '../../../shared/sim/world.ts';
import { AT, place } from '../../support/builders.ts';
import { aDay, aDayCourier, aDayOrder, anOffer, planChanges } from '../../support/days.ts';

const bakery = aDay().stores[0];
const DAY = aDay({
  stores: bakery ? [bakery, { ...bakery, storeId: 'brewery', location: place(600) }] : [],
  orders: [aDayOrder({}, AT)],
  couriers: [aDayCourier({ courierId: 'c1' })],
});
const END = AT + 20_000;

/** c1 stands 300 m from the bakery and 900 m from the brewery. */
const world = () => {
  const it = new World(DAY, {}, new Random(1));
  it.advance(AT);
  return it;
};

type Sent = PositionChange & { readonly index: number; readonly outcome: 'applied' | 'void' };
const anErrand = (changes: Partial<Sent> = {}): Sent => ({
  kind: 'position',
  index: 0,
  outcome: 'applied',
  courierId: 'c1',
  storeId: 'bakery',
  departAt: AT,
  ...changes,
});

const movesOf = (it: World) =>
  it.log.couriers[0]?.moves.map(({ offerId, to, departAt, arriveAt }) => [
    offerId,
    to.lng,
    departAt - AT,
    arriveAt - AT,
  ]);

const findingsOf = (it: World) =>
  audit({ day: DAY, log: it.log, orders: [], acknowledged: [], lastPlan: null }).findings;

describe('a simulated courier', () => {
  it('goes to the store it is asked to be at, says so, and tells where it stands when it is there', () => {
    const it = world();

    const { events } = it.receive(planChanges(1, anErrand({ departAt: AT + 30 })), AT);
    const later = it.advance(AT + 400);

    expect(events).toEqual([]);
    expect(later.events).toMatchObject([
      { type: 'courier_en_route', courierId: 'c1', storeId: 'bakery', at: AT + 30, arriveAt: AT + 330 },
    ]);
    expect(later.positions.flatMap(({ positions }) => positions)).toEqual([
      { courierId: 'c1', location: place(0), at: AT + 330 },
    ]);
    expect(movesOf(it)).toEqual([[null, 0, 30, 330]]);
  });

  it('picks up at the store without another move, and the files name the store twice', () => {
    const it = world();
    it.receive(planChanges(1, anErrand()), AT);
    it.receive(planChanges(2, anOffer({ departAt: AT + 480 })), AT + 480);
    it.advance(END);

    expect(movesOf(it)).toEqual([
      [null, 0, 0, 300],
      ['north-1-0', 1000, 720, 1720],
    ]);
    expect(it.log.couriers[0]?.stops[0]).toMatchObject({ arriveAt: AT + 480, serviceAt: AT + 600 });
    expect(findingsOf(it)).toEqual([]);
    expect(writeMdrpSolution(DAY, it.log).couriers.split('\n').slice(1, 3)).toEqual([
      'c1\t0\t0\tbakery',
      'c1\t12\tbakery\to1',
    ]);
  });

  it('is not diverted on its way: it goes on from where it was sent first', () => {
    const it = world();
    it.receive(planChanges(1, anErrand()), AT);
    it.receive(planChanges(2, anErrand({ storeId: 'brewery', departAt: AT + 60 })), AT + 60);
    it.advance(AT + 1000);

    expect(movesOf(it)).toEqual([
      [null, 0, 0, 300],
      [null, 600, 300, 900],
    ]);
    expect(writeMdrpSolution(DAY, it.log).couriers.split('\n').slice(1, 3)).toEqual([
      'c1\t0\t0\tbakery',
      'c1\t5\tbakery\tbrewery',
    ]);
    expect(findingsOf(it)).toEqual([]);
  });

  it('does what it accepts first, and forgets where it was asked to be before', () => {
    const it = world();
    it.receive(planChanges(1, anErrand({ storeId: 'brewery', departAt: AT + 60 })), AT);
    it.receive(planChanges(2, anOffer({ departAt: AT + 30 })), AT + 10);
    it.advance(END);

    expect(movesOf(it)?.map(([offerId, to]) => [offerId, to])).toEqual([
      ['north-1-0', 0],
      ['north-1-0', 1000],
    ]);
  });

  it('goes nowhere for advice that is void, said twice, or overtaken by newer words', () => {
    const it = world();
    it.receive(planChanges(3, anErrand({ outcome: 'void' })), AT);
    it.receive(planChanges(5, anErrand()), AT);
    it.receive(planChanges(5, anErrand()), AT);
    it.receive(planChanges(4, anErrand({ storeId: 'brewery' })), AT);
    it.advance(AT + 2000);

    expect(movesOf(it)).toEqual([[null, 0, 0, 300]]);
  });

  it('says that it is there when it need not move, and goes nowhere after its shift', () => {
    const it = world();
    it.receive(planChanges(1, anErrand()), AT);
    it.advance(AT + 400);

    const again = it.receive(planChanges(2, anErrand({ departAt: AT + 400 })), AT + 400);
    it.advance(AT + 10_800);
    it.receive(planChanges(3, anErrand({ storeId: 'brewery' })), AT + 10_900);
    it.advance(END);

    expect(again.events).toMatchObject([{ type: 'courier_en_route', arriveAt: AT + 400 }]);
    expect(movesOf(it)).toHaveLength(1);
  });
});
