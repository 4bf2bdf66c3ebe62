// Generated problems for the search: every rule switched on or off, moments in the past, places on a plane or legs drawn
// at random (detours that save time, no way at all).
import fc from 'fast-check';
import type { BlockPlan, Problem } from '../../shared/solver/problem.ts';
import {
  type CourierSpec,
  type OrderSpec,
  type ProblemSpec,
  problemOf,
  type StoreSpec,
} from '../unit/solver/problems.ts';

export interface WorldSize {
  readonly maxOrders: number;
  readonly maxCouriers: number;
  /** True: seconds are drawn leg by leg, so that the triangle inequality does not hold. */
  readonly wildTravel: boolean;
  /**
   * Rules that hold beside the basic ones, each for some of its orders, couriers or stores. With them, most orders are
   * worth carrying and the basic rules leave room, so that it is these that bite.
   */
  readonly rules?: readonly Rule[];
  /** True: at least half of the orders, and room for all of them in one courier's blocks. */
  readonly longQueues?: boolean;
}

export const RULES = [
  'doors',
  'rides',
  'hours',
  'breaks',
  'picking',
  'closes',
  'homes',
  'optional',
  'releases',
] as const;

export type Rule = (typeof RULES)[number];

const at = fc.integer({ min: 0, max: 600 });
const now = fc.constantFrom(-900, 0, 0, 40);
const sometimes = <T>(value: fc.Arbitrary<T>, otherwise: T) => fc.oneof(fc.constant(otherwise), value);

/** Problems with up to so many orders and couriers; two stores, two dimensions of load. */
export function problems(size: WorldSize): fc.Arbitrary<Problem> {
  return fc
    .record({
      stores: fc.array(store(size), { minLength: 2, maxLength: 2 }),
      orders: fc.array(order(size), { minLength: size.longQueues ? size.maxOrders / 2 : 1, maxLength: size.maxOrders }),
      couriers: fc.array(courier(size), { minLength: 1, maxLength: size.maxCouriers }),
      weights,
      unserved: size.rules === undefined ? fc.constantFrom(0, 2000, 100_000) : fc.constantFrom(20_000, 10_000_000),
      severeLate: fc.nat(300),
      maxOrdersPerBlock: fc.integer({ min: 1, max: 4 }),
      maxReadyGap: sometimes(fc.nat(300), 1_000_000),
      maxBlocksPerCourier: size.longQueues
        ? fc.constant(20)
        : fc.integer({ min: size.rules === undefined ? 1 : 3, max: 4 }),
    })
    .chain((spec): fc.Arbitrary<ProblemSpec> => (size.wildTravel ? withWildTravel(spec) : fc.constant(spec)))
    .map((spec) => problemOf(inRange(spec)));
}

/** A plan of anything: unknown, doubled and infeasible orders in queues that may not be there. */
export const anyPlan: fc.Arbitrary<BlockPlan> = fc.array(
  fc.array(fc.array(fc.integer({ min: -1, max: 12 }), { maxLength: 4 }), { maxLength: 4 }),
  { maxLength: 5 },
);

/** Half of those concerned have the rule; a quarter where there are many rules at once. */
const under = <T>(size: WorldSize, rule: Rule, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => {
  const rules = size.rules ?? [];
  const none = { weight: rules.length > 3 ? 3 : 1, arbitrary: fc.constant(undefined) };
  return rules.includes(rule) ? fc.oneof(none, { weight: 1, arbitrary: value }) : fc.constant(undefined);
};

const store = (size: WorldSize): fc.Arbitrary<StoreSpec> =>
  fc
    .record({ x: at, y: at, parking: fc.nat(60), handover: fc.nat(60), hours: under(size, 'hours', hours) })
    .map(defined);

/** One to three intervals, some of them over before anybody can come. */
const hours = fc
  .uniqueArray(fc.integer({ min: -200, max: 2500 }), { minLength: 2, maxLength: 6 })
  .map((moments) => moments.sort((a, b) => a - b))
  .map((moments) => [0, 2, 4].flatMap((i) => (i + 1 < moments.length ? [[moments[i], moments[i + 1]] as const] : [])));

/** Apart from one another, but for a few. */
const breaks = fc
  .array(fc.tuple(fc.integer({ min: -100, max: 1200 }), fc.nat(400), fc.nat(300)), { minLength: 1, maxLength: 2 })
  .map((drawn) => drawn.sort(([a], [b]) => a - b))
  .map((drawn) => drawn.map(([earliest, room, duration]) => [earliest, earliest + room, duration] as const));

/** Without the keys whose value is undefined: that is how a specification says "none". */
const defined = <T extends object>(spec: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

const order = (size: WorldSize): fc.Arbitrary<OrderSpec> =>
  fc
    .record({
      x: at,
      y: at,
      store: fc.nat(1),
      placed: fc.integer({ min: -1200, max: 0 }),
      ready: fc.integer({ min: -600, max: 900 }),
      promise: fc.integer({ min: -300, max: 2000 }),
      access: fc.nat(60),
      handoff: fc.nat(60),
      priority: size.rules === undefined ? fc.constantFrom(1, 1, 1, 3, 100) : fc.constantFrom(1, 1, 3),
      opens: under(size, 'doors', fc.integer({ min: 0, max: 2500 })),
      closes: under(size, 'doors', fc.integer({ min: 600, max: 4000 })),
      maxRide: under(size, 'rides', fc.integer({ min: 100, max: 1000 })),
      released: under(size, 'releases', fc.integer({ min: -200, max: 900 })),
      picking: under(size, 'picking', fc.nat(200)),
      unserved: under(size, 'optional', fc.constantFrom(0, 300, 1500)),
      batchable: fc.constantFrom(true, true, true, false),
      load: fc.tuple(fc.nat(3), fc.nat(3)),
      incumbent: fc.integer({ min: -1, max: size.maxCouriers - 1 }),
      barred: fc.subarray([...Array(size.maxCouriers).keys()], { maxLength: 1 }),
    })
    .map(defined);

const courier = (size: WorldSize): fc.Arbitrary<CourierSpec> =>
  fc
    .record({
      x: at,
      y: at,
      free: fc.tuple(now, fc.nat(600)).map(([base, more]) => base + more),
      end:
        size.rules === undefined ? sometimes(fc.integer({ min: -100, max: 2000 }), 1_000_000) : fc.constant(1_000_000),
      capacity: size.rules === undefined ? fc.tuple(fc.nat(9), fc.nat(9)) : fc.constant([9, 9] as const),
      orders: fc.nat(4),
      payPerOrder: fc.constantFrom(0, 10, 1000),
      guarantee: fc.constantFrom(0, 25, 3500),
      active: fc.boolean(),
      close: under(size, 'closes', fc.integer({ min: 300, max: 3000 })),
      home: under(size, 'homes', fc.record({ x: at, y: at })),
      breaks: under(size, 'breaks', breaks),
    })
    .map(defined);

const weights = fc.record({
  clickToDoor: fc.constantFrom(0, 1, 10),
  late: fc.constantFrom(0, 2),
  severeLate: fc.constantFrom(0, 7),
  pay: fc.constantFrom(0, 1, 15),
  travel: fc.constantFrom(0, 0, 3),
  activation: fc.constantFrom(0, 500),
  change: fc.constantFrom(0, 300),
});

function withWildTravel(spec: ProblemSpec): fc.Arbitrary<ProblemSpec> {
  const homes = spec.couriers.filter(({ home }) => home !== undefined).length;
  const places = spec.stores.length + spec.orders.length + spec.couriers.length + homes;
  const leg = fc.oneof({ weight: 20, arbitrary: fc.nat(900) }, { weight: 1, arbitrary: fc.constant(2 ** 28) });
  const row = fc.array(leg, { minLength: places, maxLength: places });
  return fc.array(row, { minLength: places, maxLength: places }).map((seconds) => ({ ...spec, seconds }));
}

/** An incumbent of a courier that was not drawn is nobody. */
function inRange(spec: ProblemSpec): ProblemSpec {
  const orders = spec.orders.map((one) => ({
    ...one,
    incumbent: (one.incumbent ?? -1) < spec.couriers.length ? (one.incumbent ?? -1) : -1,
  }));
  return { ...spec, orders };
}
