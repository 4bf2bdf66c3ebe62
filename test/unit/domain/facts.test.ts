import { describe, expect, it } from 'vitest';
import { courierOf, factsOf, isOfferLive, mayBeAsked, routeStart } from '../../../shared/domain/facts.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import {
  AT,
  aCourier,
  anAcceptedOrder,
  anOfferedOrder,
  anOrder,
  aPickedUpOrder,
  aPolicy,
  aPosition,
  aSnapshot,
  aStore,
  place,
} from '../../support/builders.ts';

const startIn = (changes: Partial<Snapshot>) => routeStart(aCourier(), factsOf(aSnapshot(changes)));

describe('factsOf', () => {
  const isAvailable = (changes: Partial<Snapshot>): boolean => factsOf(aSnapshot(changes)).available.has('c1');

  it('takes a courier as available who is on shift and whose place is known', () => {
    expect(isAvailable({})).toBe(true);
    expect(isAvailable({ couriers: [aCourier({ status: 'off' })] })).toBe(false);
    expect(isAvailable({ couriers: [aCourier({ shift: { startAt: AT - 60, endAt: AT } })] })).toBe(false);
    expect(isAvailable({ positions: [] })).toBe(false);
  });

  it('knows where a courier without position will be from what it is bound to', () => {
    expect(isAvailable({ positions: [], orders: [anAcceptedOrder()] })).toBe(true);
  });
});

describe('routeStart', () => {
  it('lets an idle courier leave now, or when it is done where it is, or when its shift begins', () => {
    expect(startIn({})).toEqual({ location: place(0), departAt: AT });
    expect(startIn({ positions: [aPosition({ departAt: AT + 90 })] })?.departAt).toBe(AT + 90);

    const later = aCourier({ shift: { startAt: AT + 600, endAt: AT + 7200 } });
    expect(routeStart(later, factsOf(aSnapshot()))?.departAt).toBe(AT + 600);
  });

  it('has a courier leave for an accepted pickup when it was to set out and had agreed', () => {
    const position = aPosition({ at: AT - 300, departAt: AT - 300 });

    const onTime = anAcceptedOrder({ departAt: AT - 20, acceptedAt: AT - 30 });
    expect(startIn({ positions: [position], orders: [onTime] })?.departAt).toBe(AT - 20);
    const agreedLate = anAcceptedOrder({ departAt: AT - 40, acceptedAt: AT - 30 });
    expect(startIn({ positions: [position], orders: [agreedLate] })?.departAt).toBe(AT - 30);
  });

  it('believes a position that is newer than the agreement', () => {
    const position = aPosition({ location: place(70), at: AT - 3, departAt: AT - 3 });

    const start = startIn({
      positions: [position],
      orders: [anAcceptedOrder({ acceptedAt: AT - 5, departAt: AT + 60 })],
    });

    expect(start).toEqual({ location: place(70), departAt: AT - 3 });
  });

  it('goes on from where the courier was last when it has the batch aboard', () => {
    const position = aPosition({ location: place(5), at: AT - 10, departAt: AT + 110 });

    expect(startIn({ positions: [position], orders: [aPickedUpOrder()] })).toEqual({
      location: place(5),
      departAt: AT + 110,
    });
  });

  it('has a courier leave the store when it has picked the whole batch', () => {
    const position = aPosition({ at: AT - 10, departAt: AT + 110 });
    const mates = [
      aPickedUpOrder({ pickedUpAt: AT - 10, pickingSec: 300 }),
      aPickedUpOrder({ orderId: 'o2', pickedUpAt: AT - 10, offerSequence: 1, pickingSec: 60 }),
      anAcceptedOrder({ orderId: 'o3', offerSequence: 2, pickingSec: 5 }),
      anOfferedOrder({ orderId: 'o4', offerSequence: 3, pickingSec: 5000 }),
    ];

    // -10 + 120 to hand over + 300 + 60 + 5
    expect(startIn({ positions: [position], orders: mates })?.departAt).toBe(AT + 475);
    // a later word: it is on its way
    const later = aPosition({ at: AT - 5, departAt: AT - 5 });
    expect(startIn({ positions: [later], orders: mates })?.departAt).toBe(AT - 5);
  });

  it('has a courier leave when its break is over', () => {
    const breaks = [{ earliestAt: AT - 60, latestAt: AT, durationSec: 600 }];
    const resting = aCourier({ breaks, breakStarts: [AT - 30] });

    expect(routeStart(resting, factsOf(aSnapshot()))?.departAt).toBe(AT + 570);
    expect(routeStart(resting, factsOf(aSnapshot({ orders: [anAcceptedOrder()] })))?.departAt).toBe(AT + 570);
    expect(routeStart({ ...resting, breakEndedAt: AT - 1 }, factsOf(aSnapshot()))?.departAt).toBe(AT);
  });

  it('starts at the store, else at the door, when nobody knows where the bound courier is', () => {
    const stores = [aStore({ location: place(40) })];

    expect(startIn({ positions: [], stores, orders: [anAcceptedOrder()] })).toEqual({
      location: place(40),
      departAt: AT,
    });
    expect(startIn({ positions: [], stores: [], orders: [anAcceptedOrder()] })?.location).toEqual(place(1000));
  });

  it('is unknown for an idle courier without a position', () => {
    expect(startIn({ positions: [] })).toBeNull();
  });
});

describe('isOfferLive', () => {
  const isLive = (offeredAt: number, changes: Partial<Snapshot> = {}): boolean =>
    isOfferLive(anOfferedOrder({ offeredAt }), factsOf(aSnapshot(changes)));

  it('ends with the time for the answer, 120 s', () => {
    expect(isLive(AT - 120)).toBe(true);
    expect(isLive(AT - 121)).toBe(false);
  });

  it('ends when its courier leaves', () => {
    expect(isLive(AT, { couriers: [aCourier({ status: 'off' })] })).toBe(false);
    expect(isLive(AT, { couriers: [] })).toBe(false);
  });

  it('is not of an order that nobody was told of', () => {
    expect(isOfferLive(anOrder(), factsOf(aSnapshot()))).toBe(false);
  });
});

describe('mayBeAsked', () => {
  const facts = factsOf(aSnapshot());

  it('spares everybody but the courier to whom an order is pinned', () => {
    expect(mayBeAsked(anOrder({ onlyCourier: 'c2' }), 'c1', facts)).toBe(false);
    expect(mayBeAsked(anOrder({ onlyCourier: 'c1' }), 'c1', facts)).toBe(true);
    expect(mayBeAsked(anOrder({ onlyCourier: null }), 'c1', facts)).toBe(true);
  });

  it('spares a courier who declined, did not answer in time, or is excluded', () => {
    expect(mayBeAsked(anOrder(), 'c1', facts)).toBe(true);
    expect(mayBeAsked(anOrder({ declinedBy: ['c1'] }), 'c1', facts)).toBe(false);
    expect(mayBeAsked(anOfferedOrder({ offeredAt: AT - 121 }), 'c1', facts)).toBe(false);
    expect(mayBeAsked(anOfferedOrder({ offeredAt: AT - 121 }), 'c2', facts)).toBe(true);
    expect(mayBeAsked(anOfferedOrder(), 'c1', facts)).toBe(true);
    expect(mayBeAsked(anOrder({ excludedCouriers: ['c1'] }), 'c1', facts)).toBe(false);
    expect(mayBeAsked(anOrder({ excludedCouriers: ['c1'] }), 'c2', facts)).toBe(true);
  });
});

describe('frozen offers', () => {
  const frozenIn = (changes: Partial<Order>, release: Partial<Policy['release']>) => {
    const orders = [anOfferedOrder({ departAt: AT + 60, ...changes })];
    return [...factsOf(aSnapshot({ orders, policy: aPolicy({ release }) })).frozen.keys()];
  };

  it('are those that depart within the freeze horizon and may still be accepted', () => {
    expect(frozenIn({}, { freezeSec: 60 })).toEqual(['c1']);
    expect(frozenIn({ departAt: AT - 60 }, { freezeSec: 60 })).toEqual(['c1']);
    expect(frozenIn({}, { freezeSec: 59 })).toEqual([]);
    expect(frozenIn({ offeredAt: AT - 121 }, { freezeSec: 60 })).toEqual([]);
    expect(frozenIn({ courierId: 'c2' }, { freezeSec: 60 })).toEqual([]);
  });

  it('do not exist without a freeze horizon', () => {
    expect(frozenIn({ departAt: AT - 60 }, {})).toEqual([]);
    expect(frozenIn({ departAt: AT - 60 }, { freezeSec: 0 })).toEqual([]);
  });
});

describe('courierOf', () => {
  it('stands in for a forgotten courier with one who takes nothing new', () => {
    expect(courierOf('gone', factsOf(aSnapshot()))).toMatchObject({
      courierId: 'gone',
      status: 'off',
      deliveredCount: 0,
    });
  });
});

describe('available couriers', () => {
  it('are those whose shift is not over and begins within a year and a day', () => {
    const availableFrom = (startAt: number) => {
      const couriers = [aCourier({ shift: { startAt, endAt: startAt + 3600 } })];
      return [...factsOf(aSnapshot({ couriers })).available.keys()];
    };

    expect(availableFrom(AT - 3600)).toEqual([]);
    expect(availableFrom(AT - 3599)).toEqual(['c1']);
    expect(availableFrom(AT + 366 * 86_400)).toEqual(['c1']);
    // Beyond what the search can count its seconds to, too.
    expect(availableFrom(AT + 366 * 86_400 + 1)).toEqual([]);
    expect(availableFrom(4_102_444_800 - 3600)).toEqual([]);
  });
});
