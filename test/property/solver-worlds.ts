// Generated problems for the search: every rule switched on or off, moments in the past, places on a plane or legs drawn
// at random (detours that save time, no way at all).
import fc from 'fast-check';
import type { BlockPlan, Problem } from '../../shared/solver/problem.ts';
import { type CourierSpec, type OrderSpec, type ProblemSpec, problemOf } from '../unit/solver/problems.ts';

export interface WorldSize {
  readonly maxOrders: number;
  readonly maxCouriers: number;
  /** True: seconds are drawn leg by leg, so that the triangle inequality does not hold. */
  readonly wildTravel: boolean;
}

const at = fc.integer({ min: 0, max: 600 });
const now = fc.constantFrom(-900, 0, 0, 40);
const sometimes = <T>(value: fc.Arbitrary<T>, otherwise: T) => fc.oneof(fc.constant(otherwise), value);

/** Problems with up to so many orders and couriers; two stores, two dimensions of load. */
export function problems(size: WorldSize): fc.Arbitrary<Problem> {
  return fc
    .record({
      stores: fc.array(fc.record({ x: at, y: at, parking: fc.nat(60), handover: fc.nat(60) }), {
        minLength: 2,
        maxLength: 2,
      }),
      orders: fc.array(order(size), { minLength: 1, maxLength: size.maxOrders }),
      couriers: fc.array(courier, { minLength: 1, maxLength: size.maxCouriers }),
      weights,
      unserved: fc.constantFrom(0, 2000, 100_000),
      severeLate: fc.nat(300),
      maxOrdersPerBlock: fc.integer({ min: 1, max: 4 }),
      maxReadyGap: sometimes(fc.nat(300), 1_000_000),
      maxBlocksPerCourier: fc.integer({ min: 1, max: 4 }),
    })
    .chain((spec): fc.Arbitrary<ProblemSpec> => (size.wildTravel ? withWildTravel(spec) : fc.constant(spec)))
    .map((spec) => problemOf(inRange(spec)));
}

/** A plan of anything: unknown, doubled and infeasible orders in queues that may not be there. */
export const anyPlan: fc.Arbitrary<BlockPlan> = fc.array(
  fc.array(fc.array(fc.integer({ min: -1, max: 12 }), { maxLength: 4 }), { maxLength: 4 }),
  { maxLength: 5 },
);

const order = (size: WorldSize): fc.Arbitrary<OrderSpec> =>
  fc.record({
    x: at,
    y: at,
    store: fc.nat(1),
    placed: fc.integer({ min: -1200, max: 0 }),
    ready: fc.integer({ min: -600, max: 900 }),
    promise: fc.integer({ min: -300, max: 2000 }),
    access: fc.nat(60),
    handoff: fc.nat(60),
    priority: fc.constantFrom(1, 1, 1, 3, 100),
    batchable: fc.constantFrom(true, true, true, false),
    load: fc.tuple(fc.nat(3), fc.nat(3)),
    incumbent: fc.integer({ min: -1, max: size.maxCouriers - 1 }),
    barred: fc.subarray([...Array(size.maxCouriers).keys()], { maxLength: 1 }),
  });

const courier: fc.Arbitrary<CourierSpec> = fc.record({
  x: at,
  y: at,
  free: fc.tuple(now, fc.nat(600)).map(([base, more]) => base + more),
  end: sometimes(fc.integer({ min: -100, max: 2000 }), 1_000_000),
  capacity: fc.tuple(fc.nat(9), fc.nat(9)),
  orders: fc.nat(4),
  payPerOrder: fc.constantFrom(0, 10, 1000),
  guarantee: fc.constantFrom(0, 25, 3500),
  active: fc.boolean(),
});

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
  const places = spec.stores.length + spec.orders.length + spec.couriers.length;
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
