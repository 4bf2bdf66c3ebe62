import { describe, expect, it } from 'vitest';
import { type BatchWork, dropBy, timeBatch } from '../../../shared/domain/batch-times.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { Store } from '../../../shared/domain/store.ts';
import { waysOf } from '../../../shared/domain/travel.ts';
import { AT, anOrder, aStore, place, planarTravel } from '../../support/builders.ts';

// One metre a second; the courier stands at the store; doors at 1000 m and 1400 m. 120 s to park, 120 s to hand over.
const NEAR = { location: place(1000), accessSec: 120, handoffSec: 120 };
const FAR = { location: place(1400), accessSec: 60, handoffSec: 30 };
const WAYS = waysOf('car', planarTravel([place(0), place(1000), place(1400)]));

function momentsOf(orders: readonly Order[], store: Partial<Store> = {}, work: Partial<BatchWork> = {}) {
  const batch = { orders, store: aStore(store), shiftEndAt: AT + 10_800, notBefore: Number.NEGATIVE_INFINITY, ...work };
  const { stops } = timeBatch(batch, { location: place(0), departAt: AT }, WAYS);
  return stops.map((stop) => stop.serviceAt - AT);
}

describe('timeBatch', () => {
  it('waits at a door until the order may come', () => {
    // pickup 120, leaves 240, 240 + 1000 + 120 = 1360
    expect(momentsOf([anOrder({ promiseFrom: AT + 1360 })])).toEqual([120, 1360]);
    expect(momentsOf([anOrder({ promiseFrom: AT + 2000 })])).toEqual([120, 2000]);
    // the next door is 400 m on: 2000 + 120 + 400 + 60 = 2580
    const mates = [anOrder({ dropoff: NEAR, promiseFrom: AT + 2000 }), anOrder({ orderId: 'o2', dropoff: FAR })];
    expect(momentsOf(mates)).toEqual([120, 2000, 2580]);
  });

  it('picks every order of the batch after the pickup moment', () => {
    // 120 + 120 + 300 + 60 = 600 departure; 600 + 1000 + 120 = 1720
    const mates = [anOrder({ pickingSec: 300 }), anOrder({ orderId: 'o2', pickingSec: 60, dropoff: FAR })];

    expect(momentsOf(mates).slice(0, 2)).toEqual([120, 1720]);
  });

  it('picks up when the store is open', () => {
    const hours = (openAt: number, closeAt: number) => ({ openAt: AT + openAt, closeAt: AT + closeAt });

    expect(momentsOf([anOrder()], { openHours: [hours(-600, 120)] })[0]).toBe(120);
    expect(momentsOf([anOrder()], { openHours: [hours(-600, 119), hours(900, 1800)] })[0]).toBe(900);
    expect(momentsOf([anOrder({ readyAt: AT + 700 })], { openHours: [hours(0, 600), hours(900, 1800)] })[0]).toBe(900);
    // it does not open any more: as soon as possible, for the judge to refuse
    expect(momentsOf([anOrder()], { openHours: [] })[0]).toBe(120);
  });

  it('estimates what is not reported for now', () => {
    expect(momentsOf([anOrder()], {}, { store: null, notBefore: AT + 5000 })).toEqual([5000]);
  });

  describe('with an order that may ride for so long only', () => {
    // without a wait the order rides 120 + 1000 + 120 = 1240 s
    const cold = (maxPickupToDoorSec: number, changes: Partial<Order> = {}) =>
      anOrder({ promiseFrom: AT + 3000, maxPickupToDoorSec, ...changes });

    it('waits at the store rather than at the door, as little as cures it', () => {
      expect(momentsOf([cold(2880)])).toEqual([120, 3000]);
      expect(momentsOf([cold(2879)])).toEqual([121, 3000]);
      expect(momentsOf([cold(1240)])).toEqual([1760, 3000]);
    });

    it('does not wait for what no wait can cure', () => {
      expect(momentsOf([cold(1239)])).toEqual([120, 3000]);
      expect(momentsOf([cold(1239, { promiseFrom: null })])).toEqual([120, 1360]);
    });

    it('waits for a mate that holds it up at a door before', () => {
      // dropped at 3000 at the first door, 3000 + 120 + 400 + 60 = 3580 at the second, 3580 - 2000 = 1580
      const mates = [
        anOrder({ dropoff: NEAR, promiseFrom: AT + 3000 }),
        anOrder({ orderId: 'o2', dropoff: FAR, maxPickupToDoorSec: 2000 }),
      ];

      expect(momentsOf(mates)).toEqual([1580, 3000, 3580]);
    });

    it('waits for the next opening after the moment that cures it', () => {
      const openHours = [
        { openAt: AT, closeAt: AT + 1000 },
        { openAt: AT + 1500, closeAt: AT + 1700 },
      ];

      // 3000 - 1800 = 1200 is between the hours; 3000 - 1240 = 1760 is after them
      expect(momentsOf([cold(1800)], { openHours })).toEqual([1500, 3000]);
      expect(momentsOf([cold(1240)], { openHours })).toEqual([120, 3000]);
    });

    it('does not wait past the end of the shift or the latest drop-off of a mate', () => {
      expect(momentsOf([cold(1240)], {}, { shiftEndAt: AT + 1760 })).toEqual([1760, 3000]);
      expect(momentsOf([cold(1240)], {}, { shiftEndAt: AT + 1759 })).toEqual([120, 3000]);
      // a mate that rides 1240 s and is not wanted after 2760: 2760 - 1240 = 1520
      const hurried = (promiseBy: number) => [
        anOrder({ orderId: 'o2', promiseBy: AT + promiseBy, hardPromise: true, dropoff: NEAR }),
        // at the same door next, 120 + 120 s later: 1480 s without a wait, 3000 - 1480 = 1520
        cold(1480),
      ];
      expect(momentsOf(hurried(2760))[0]).toBe(1520);
      expect(momentsOf(hurried(2759))[0]).toBe(120);
    });
  });
});

describe('dropBy', () => {
  it('is the sooner of a hard promise and the click-to-door limit, if there is any', () => {
    expect(dropBy(anOrder())).toBe(Number.POSITIVE_INFINITY);
    expect(dropBy(anOrder({ hardPromise: true }))).toBe(AT + 2400);
    expect(dropBy(anOrder({ hardPromise: true, maxClickToDoorSec: 1800 }))).toBe(AT + 1800);
    expect(dropBy(anOrder({ maxClickToDoorSec: null }))).toBe(Number.POSITIVE_INFINITY);
  });
});
