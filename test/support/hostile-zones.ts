// Generated zones of hostile but valid facts, as events that the border lets through: places at the poles and on both
// sides of the date line, moments in 1970 and 2099, shifts of no length, loads that nobody can carry, ids as long as they
// may be, travel that takes for ever, and prices at their limits.
import fc from 'fast-check';
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import type { DomainEvent, OrderPlaced } from '../../shared/domain/event.ts';
import type { Location } from '../../shared/domain/location.ts';
import { AT } from './builders.ts';

const DAY = 86_400;
const LAST_MOMENT = 4_102_444_800;
/** Where the search's numbers end. */
const FAR = 2 ** 29;
const SKILLS = ['age_check', 'kühl \u{1F9CA}', '__proto__'];

/** As long as an id may be, in letters of four bytes; and names that objects have anyway. */
const ZONE_IDS = ['north', '\u{1F600}'.repeat(64), '__proto__', 'a'.repeat(128)] as const;
const idsOf = (kind: string): readonly string[] => [
  `${kind}1`,
  `${kind}${'\u{1F6B2}'.repeat(63)}`,
  `${kind}${'"\\'.repeat(60)}`,
  '__proto__',
  'constructor',
];
const STORE_IDS = idsOf('s');
const COURIER_IDS = idsOf('c');

const corner = (lat: number, lng: number): Location => ({ lat, lng });
/** Identical, near, opposite, at the poles, and on both sides of the date line. */
const PLACES: readonly Location[] = [
  corner(0, 0),
  corner(0, 1),
  corner(2000, 3000),
  corner(90_000_000, 0),
  corner(90_000_000, 180_000_000),
  corner(-90_000_000, -180_000_000),
  corner(0, 180_000_000),
  corner(0, -180_000_000),
  corner(10, 179_999_999),
];

const place = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...PLACES.slice(0, 3)) },
  { weight: 1, arbitrary: fc.constantFrom(...PLACES) },
);

/** Mostly about now, at times at the ends of the calendar. */
const moment = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: -3600, max: 7200 }).map((offset) => AT + offset) },
  { weight: 2, arbitrary: fc.integer({ min: -400, max: 400 }).map((days) => AT + days * DAY) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, AT, LAST_MOMENT - 1, LAST_MOMENT) },
  { weight: 2, arbitrary: fc.integer({ min: -4, max: 12 }).map((days) => AT + FAR + days * DAY) },
);

const duration = fc.oneof(
  { weight: 15, arbitrary: fc.integer({ min: 0, max: 600 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, DAY) },
);

const load = fc.oneof(
  { weight: 9, arbitrary: fc.constant({ weightG: 1000, volumeMl: 2000, bags: 1 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { weightG: 0, volumeMl: 0, bags: 0 },
      { weightG: 10_000_000, volumeMl: 100_000_000, bags: 10_000 },
    ),
  },
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** What is undefined is left out. */
const present = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

const limits = {
  promiseFrom: maybe(fc.oneof(moment, fc.constant(null))),
  hardPromise: maybe(fc.constant(true)),
  maxClickToDoorSec: maybe(fc.constantFrom(null, 0, 1, 5400, 7 * DAY)),
  maxPickupToDoorSec: maybe(fc.constantFrom(null, 0, 1, 1800, 7 * DAY)),
  pickingSec: maybe(fc.constantFrom(0, 60, 14_400)),
  unservedPct: maybe(fc.constantFrom(0, 1, 100, 1000)),
  excludedCouriers: maybe(fc.subarray([...COURIER_IDS])),
  onlyCourier: maybe(fc.constantFrom(...COURIER_IDS, null)),
};

type OrderDetails = OrderPlaced['order'];

const orderDetails = (orderId: string): fc.Arbitrary<OrderDetails> =>
  fc
    .record({
      orderId: fc.constant(orderId),
      storeId: fc.constantFrom(...STORE_IDS.slice(0, 3), ...STORE_IDS.slice(0, 3), ...STORE_IDS),
      readyAt: moment,
      promiseBy: moment,
      load,
      requirements: fc.oneof(
        { weight: 9, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: fc.subarray(SKILLS) },
      ),
      dropoff: fc.record({ location: place, accessSec: duration, handoffSec: duration }),
      priority: fc.constantFrom(1, 1, 1, 100),
      batchable: fc.boolean(),
      ...limits,
    })
    .map((order) => present(order) as OrderDetails)
    .map((order) => ((order.promiseFrom ?? 0) > order.promiseBy ? { ...order, promiseFrom: order.promiseBy } : order));

/** One after the other, from about now or from the ends of the calendar. */
const hours = fc
  .tuple(moment, fc.array(fc.tuple(duration, fc.integer({ min: 1, max: DAY })), { maxLength: 3 }))
  .map(([from, list]) => {
    let openAt = Math.min(from, LAST_MOMENT - 10 * DAY);
    return list.map(([openSec, closedSec]) => {
      const one = { openAt, closeAt: openAt + openSec };
      openAt = one.closeAt + closedSec;
      return one;
    });
  });

const breaks = fc
  .tuple(moment, fc.array(fc.tuple(duration, fc.integer({ min: 1, max: DAY })), { maxLength: 3 }))
  .map(([from, list]) => {
    let earliestAt = Math.min(from, LAST_MOMENT - 10 * DAY);
    return list.map(([withinSec, durationSec]) => {
      const one = { earliestAt, latestAt: earliestAt + withinSec, durationSec };
      earliestAt = one.latestAt + durationSec;
      return one;
    });
  });

const shift = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(AT - 600) },
      { weight: 1, arbitrary: fc.constant(AT + FAR) },
      { weight: 1, arbitrary: moment },
    ),
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(14_400, 7 * DAY) },
      { weight: 1, arbitrary: fc.constantFrom(0, 1) },
    ),
    maybe(fc.constantFrom(0, DAY)),
  )
  .map(([startAt, lengthSec, overtimeSec]) =>
    present({ startAt, endAt: Math.min(startAt + lengthSec, LAST_MOMENT), overtimeSec }),
  );

const courier = fc
  .record({
    mode: fc.constantFrom('car', 'bike', 'foot'),
    shift,
    capacity: fc.oneof(
      { weight: 4, arbitrary: fc.constant({ weightG: 10_000, volumeMl: 20_000, bags: 9 }) },
      { weight: 1, arbitrary: load },
    ),
    skills: fc.subarray(SKILLS),
    pay: fc.record({
      perOrder: fc.constantFrom(0, 350, 10_000_000),
      guaranteePerHour: fc.constantFrom(0, 1500, 10_000_000),
    }),
    breaks: maybe(breaks),
    endLocation: maybe(place),
  })
  .map(present);

const great = fc
  .record({ car: fc.constantFrom(1, 28, 200), circuityPct: fc.constantFrom(100, 1000) })
  .map(({ car, circuityPct }) => ({ kind: 'great_circle', circuityPct, speedKmh: { car, bike: 15, foot: 1 } }));
const planar = fc.record({
  kind: fc.constant('planar'),
  metersPerMinute: fc.constantFrom(1, 320, 100_000),
  roundUpToSec: fc.constantFrom(1, 60, 3600),
});

const weight = fc.constantFrom(0, 1, 1000, 1000, 1_000_000);
const price = fc.constantFrom(0, 120_000, 1_000_000_000);
const unserved = fc.constantFrom(0, 20_000_000, 1_000_000_000, 1_000_000_000);

const policy = fc
  .record({
    weights: fc.record({
      clickToDoorPerSec: weight,
      latePerSec: weight,
      severeLatePerSec: weight,
      unserved,
      payPerCent: weight,
      travelPerMeter: weight,
      activation: price,
      changeOffered: price,
    }),
    severeLateSec: duration,
    payHorizonSec: maybe(duration),
    maxOrders: fc.constantFrom(1, 5, 20),
    maxReadyGapSec: duration,
    leadSec: fc.constantFrom(0, 59, DAY),
    offerTimeoutSec: fc.constantFrom(1, 120, DAY),
    freezeSec: maybe(fc.constantFrom(0, 600, DAY)),
    commitAt: maybe(fc.constantFrom('departure', 'store')),
    prepSlackPct: maybe(fc.constantFrom(0, 20, 100)),
    positioning: maybe(
      fc.record({ horizonSec: duration, leastWaySec: fc.constantFrom(0, 120), mostWaySec: fc.constantFrom(0, DAY) }),
    ),
    maxBlocksPerCourier: fc.constantFrom(1, 4, 20),
    ruinSize: fc.constantFrom(1, 5, 100),
  })
  .map((drawn) => {
    const { weights, severeLateSec, payHorizonSec, maxOrders, maxReadyGapSec, positioning } = drawn;
    const { leadSec, offerTimeoutSec, freezeSec, commitAt, prepSlackPct, maxBlocksPerCourier, ruinSize } = drawn;
    return present({
      policyId: 'hostile',
      version: 1,
      weights,
      severeLateSec,
      payHorizonSec,
      batching: { maxOrders, maxReadyGapSec },
      release: present({ leadSec, offerTimeoutSec, freezeSec, commitAt, prepSlackPct }),
      positioning,
      search: { ...DEFAULT_POLICY.search, maxUnits: 300, maxBlocksPerCourier, ruinSize },
    });
  });

export interface HostileZone {
  readonly zoneId: string;
  /** Bodies of the events queue; every one is valid. */
  readonly events: readonly object[];
  /** What comes after the first plan: changes, reports of couriers, in any order. */
  readonly later: readonly object[];
}

export const aHostileZone = (): fc.Arbitrary<HostileZone> =>
  fc.constantFrom(...ZONE_IDS).chain((zoneId) => {
    const orderIds = Array.from({ length: 12 }, (_, i) => (i === 0 ? '__proto__' : `${'ö'.repeat(120)}${i}`));
    const event = <T extends object>(fields: fc.Arbitrary<T>, eventId: string, at: fc.Arbitrary<number> = moment) =>
      fc.tuple(fields, at).map(([rest, when]) => ({ eventId, zoneId, at: when, ...rest }));
    const usual = fc.record({ type: fc.constant('zone_configured'), zone: settings });
    return fc.record({
      zoneId: fc.constant(zoneId),
      events: fc
        .tuple(
          event(usual, 'zone'),
          event(fc.record({ type: fc.constant('policy_configured'), policy }), 'policy'),
          fc.tuple(
            ...STORE_IDS.slice(0, 3).map((storeId) =>
              event(storeConfigured(storeId), `store-${storeId.slice(0, 3)}-${storeId.length}`),
            ),
          ),
          fc.tuple(...COURIER_IDS.map((courierId, i) => event(onShift(courierId), `shift-${i}`))),
          fc
            .integer({ min: 0, max: orderIds.length })
            .chain((n) => fc.tuple(...orderIds.slice(0, n).map((orderId, i) => event(placed(orderId), `placed-${i}`)))),
        )
        .map(([zone, rules, stores, couriers, orders]) => [zone, rules, ...stores, ...couriers, ...orders]),
      later: fc
        .array(fc.tuple(laterFact(orderIds), moment), { maxLength: 12 })
        .map((list) => list.map(([fact, at], i) => ({ eventId: `later-${i}`, zoneId, at, ...fact }))),
    });
  });

const settings = fc
  .record({ travel: fc.oneof(great, planar), cadenceSec: fc.constantFrom(10, 3600) })
  .map(({ travel, cadenceSec }) => ({
    policy: { policyId: 'hostile', version: 1 },
    cadenceSec,
    timeBoxMs: 60_000,
    travel,
    killSwitch: false,
  }));

const storeConfigured = (storeId: string) =>
  fc.record({
    type: fc.constant('store_configured'),
    store: fc
      .record({ location: place, parkingSec: duration, handoverSec: duration, openHours: maybe(hours) })
      .map((store) => present({ storeId, ...store })),
  });

const onShift = (courierId: string) =>
  fc.record({
    type: fc.constant('courier_on_shift'),
    courier: courier.map((details) => ({ courierId, ...details })),
    location: place,
  });

const placed = (orderId: string) => fc.record({ type: fc.constant('order_placed'), order: orderDetails(orderId) });

const laterFact = (orderIds: readonly string[]): fc.Arbitrary<object> => {
  const orderId = fc.constantFrom(...orderIds);
  const courierId = fc.constantFrom(...COURIER_IDS);
  const reason = fc.constantFrom('', '\u{1F4A5}'.repeat(250));
  const fact = <T extends Record<string, fc.Arbitrary<unknown>>>(type: DomainEvent['type'], fields: T) =>
    fc.record({ type: fc.constant(type), ...fields });
  const changes = orderDetails('x').map(({ orderId: _, storeId: _store, requirements: _skills, ...rest }) => rest);
  return fc.oneof(
    fact('order_picked_up', { orderId, courierId }),
    fact('order_delivered', { orderId, courierId }),
    fact('order_cancelled', { orderId, reason }),
    fact('order_failed', { orderId, reason }),
    fact('order_changed', { orderId, changes }),
    fact('courier_off_shift', { courierId }),
    fact('courier_break_started', { courierId }),
    fact('courier_break_ended', { courierId }),
    fact('courier_en_route', { courierId, storeId: fc.constantFrom(...STORE_IDS), arriveAt: moment }),
  );
};
