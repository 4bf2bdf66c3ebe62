// Generated snapshots as in worlds.ts, with everything that an order, a store, a courier or a policy may leave out: windows,
// limits, picking, hours, breaks, overtime, end places, freeze horizon.
import fc from 'fast-check';
import type { Courier } from '../../shared/domain/courier.ts';
import type { Order } from '../../shared/domain/order.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import type { OpenHours, Store } from '../../shared/domain/store.ts';
import { AT, place } from './builders.ts';
import { aWorld } from './worlds.ts';

/** One time in `chance` + 1 something, else nothing. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>, chance = 3): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: chance, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const seconds = (min: number, max: number) => fc.integer({ min, max });
const moment = (min: number, max: number) => seconds(min, max).map((offset) => AT + offset);

/** What is undefined is left out. */
const present = <T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** A window that opens late, and an order that does not keep until then: its pickup has to wait. */
const heldOrder: fc.Arbitrary<Partial<Order>> = fc.record({
  promiseFrom: moment(1500, 5000),
  maxPickupToDoorSec: seconds(700, 2000),
  pickingSec: seconds(0, 200),
});

const anyLimits: fc.Arbitrary<Partial<Order>> = fc
  .record({
    promiseFrom: rarely(fc.oneof(moment(-600, 4000), fc.constant(null))),
    hardPromise: rarely(fc.constantFrom(true, true, false)),
    maxClickToDoorSec: rarely(fc.oneof(seconds(600, 7200), fc.constant(null))),
    maxPickupToDoorSec: rarely(fc.oneof(seconds(200, 2000), fc.constant(null))),
    pickingSec: rarely(seconds(0, 600)),
    unservedPct: rarely(fc.constantFrom(0, 7, 50, 300)),
    excludedCouriers: rarely(fc.subarray(['c1', 'c2', 'c3', 'c4']), 5),
    onlyCourier: rarely(fc.constantFrom('c1', 'c2', 'c9', null), 6),
  })
  .map(present);

const orderLimits = fc.oneof({ weight: 4, arbitrary: anyLimits }, { weight: 1, arbitrary: heldOrder });

/** Hours from some moment on: open and closed in turn. */
const openHours: fc.Arbitrary<readonly OpenHours[]> = fc
  .tuple(seconds(-4000, 1500), fc.array(fc.tuple(seconds(0, 2500), seconds(1, 1500)), { maxLength: 3 }))
  .map(([from, turns]) => {
    const hours: OpenHours[] = [];
    let openAt = AT + from;
    for (const [openSec, closedSec] of turns) {
      hours.push({ openAt, closeAt: openAt + openSec });
      openAt += openSec + closedSec;
    }
    return hours;
  });

const storeHours: fc.Arbitrary<Partial<Store>> = fc.record({ openHours: rarely(openHours, 1) }).map(present);

const breaks = fc
  .tuple(
    seconds(-2500, 2500),
    fc.array(fc.tuple(seconds(0, 1500), seconds(60, 1200), seconds(0, 2500)), { maxLength: 3 }),
  )
  .map(([from, list]) => {
    let earliestAt = AT + from;
    return list.map(([withinSec, durationSec, afterSec]) => {
      const one = { earliestAt, latestAt: earliestAt + withinSec, durationSec };
      earliestAt = one.latestAt + durationSec + afterSec;
      return one;
    });
  });

const courierTimes = fc.record({
  courier: fc
    .record({
      breaks: rarely(breaks, 1),
      breakStarts: rarely(fc.array(moment(-1500, 0), { maxLength: 2 }).map((starts) => starts.sort((a, b) => a - b))),
      breakEndedAt: rarely(moment(-1500, 0)),
      endLocation: rarely(
        fc.tuple(seconds(0, 40), seconds(0, 40)).map(([east, north]) => place(east * 100, north * 100)),
      ),
    })
    .map((fields): Partial<Courier> => present(fields)),
  overtimeSec: rarely(seconds(0, 1800), 2),
});

/** A snapshot of `aWorld`, with as much of what may be left out. */
export const aConstrainedWorld = (): fc.Arbitrary<Snapshot> =>
  fc
    .record({
      world: aWorld(),
      orders: fc.array(orderLimits, { minLength: 30, maxLength: 30 }),
      stores: fc.array(storeHours, { minLength: 3, maxLength: 3 }),
      couriers: fc.array(courierTimes, { minLength: 4, maxLength: 4 }),
      freezeSec: fc.constantFrom(0, 0, 60, 600),
      prepSlackPct: fc.constantFrom(0, 0, 20, 100),
    })
    .map(({ world, orders, stores, couriers, freezeSec, prepSlackPct }) => ({
      ...world,
      policy: { ...world.policy, release: { ...world.policy.release, freezeSec, prepSlackPct } },
      orders: world.orders.map((order, index) => ({ ...order, ...orders[index] })),
      stores: world.stores.map((store, index) => ({ ...store, ...stores[index] })),
      couriers: world.couriers.map((courier, index) => {
        const { overtimeSec, courier: fields } = couriers[index] ?? {};
        const shift = overtimeSec === undefined ? courier.shift : { ...courier.shift, overtimeSec };
        return { ...courier, ...fields, shift };
      }),
    }));
