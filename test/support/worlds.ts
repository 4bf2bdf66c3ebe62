// Generated snapshots: a few stores, couriers and orders in every stage and state that the folds can leave behind.
import fc from 'fast-check';
import type { Courier, CourierPosition } from '../../shared/domain/courier.ts';
import type { Order, OrderStage } from '../../shared/domain/order.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import { AT, aCourier, anOrder, aPolicy, aPosition, aSnapshot, aStore, place } from './builders.ts';

const aPlace = () =>
  fc
    .record({ east: fc.integer({ min: 0, max: 40 }), north: fc.integer({ min: 0, max: 40 }) })
    .map(({ east, north }) => place(east * 100, north * 100));

const SKILLS = ['age_check', 'cold'] as const;

const theCourier = (courierId: string) =>
  fc
    .record({
      status: fc.constantFrom('on', 'on', 'on', 'on', 'on', 'off'),
      startsIn: fc.constantFrom(-3600, -3600, -3600, 300),
      endsIn: fc.constantFrom(-60, 900, 7200, 7200, 7200, 7200, 7200),
      bags: fc.integer({ min: 2, max: 8 }),
      skills: fc.constantFrom([...SKILLS], [...SKILLS], ['cold'], []),
      deliveredCount: fc.integer({ min: 0, max: 8 }),
      guaranteePerHour: fc.constantFrom(0, 1500),
    })
    .map(
      ({ status, startsIn, endsIn, bags, skills, deliveredCount, guaranteePerHour }): Courier =>
        aCourier({
          courierId,
          status: status === 'on' ? 'on' : 'off',
          shift: { startAt: AT + startsIn, endAt: AT + Math.max(endsIn, startsIn) },
          capacity: { weightG: 50_000, volumeMl: 100_000, bags },
          skills,
          deliveredCount,
          pay: { perOrder: 1000, guaranteePerHour },
        }),
    );

const thePosition = (courierId: string) =>
  fc.option(
    fc
      .record({ location: aPlace(), at: fc.integer({ min: -900, max: 0 }), leavesIn: fc.constantFrom(0, 120) })
      .map(
        ({ location, at, leavesIn }): CourierPosition =>
          aPosition({ courierId, location, at: AT + at, departAt: AT + at + leavesIn }),
      ),
    { freq: 15 },
  );

/** One offer's worth of orders: of one store, at one stage, with one courier. */
const aParcel = (couriers: readonly string[], stores: readonly string[], number: number) =>
  fc
    .record({
      stage: fc.constantFrom<OrderStage>(
        'open',
        'open',
        'open',
        'offered',
        'offered',
        'accepted',
        'picked_up',
        'delivered',
        'cancelled',
      ),
      courierId: fc.constantFrom(...couriers, ...couriers, ...couriers, 'forgotten'),
      storeId: fc.constantFrom(...stores, ...stores, ...stores, ...stores, 'unheard-of'),
      boundAt: fc.integer({ min: -180, max: 0 }),
      drops: fc.array(
        fc.record({
          location: aPlace(),
          placed: fc.integer({ min: -3000, max: 0 }),
          prep: fc.integer({ min: 0, max: 1800 }),
          promise: fc.constantFrom(0, 2400, 3600),
          bags: fc.integer({ min: 1, max: 3 }),
          requirements: fc.oneof(
            { weight: 5, arbitrary: fc.constant<string[]>([]) },
            { weight: 1, arbitrary: fc.subarray([...SKILLS]) },
          ),
          priority: fc.constantFrom(1, 1, 1, 5),
          batchable: fc.constantFrom(true, true, true, false),
          declinedBy: fc.oneof(
            { weight: 5, arbitrary: fc.constant<string[]>([]) },
            { weight: 1, arbitrary: fc.subarray([...couriers]) },
          ),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ stage, courierId, storeId, boundAt, drops }) =>
      drops.map(
        (drop, sequence): Order =>
          anOrder({
            orderId: `o${number}-${sequence}`,
            storeId,
            placedAt: AT + drop.placed,
            readyAt: AT + drop.placed + drop.prep,
            promiseBy: AT + drop.placed + drop.promise,
            load: { weightG: 1000, volumeMl: 1000, bags: drop.bags },
            requirements: drop.requirements,
            dropoff: { location: drop.location, accessSec: 60, handoffSec: 30 },
            priority: drop.priority,
            batchable: drop.batchable,
            declinedBy: drop.declinedBy,
            stage,
            ...(stage === 'open' ? {} : binding(stage, courierId, `offer-${number}`, sequence, AT + boundAt)),
          }),
      ),
    );

function binding(stage: OrderStage, courierId: string, offerId: string, offerSequence: number, offeredAt: number) {
  const isAgreed = stage !== 'offered' && stage !== 'cancelled';
  const isAboard = stage === 'picked_up' || stage === 'delivered';
  return {
    courierId,
    offerId,
    offerSequence,
    offeredAt,
    departAt: offeredAt + 30,
    acceptedAt: isAgreed ? offeredAt + 5 : null,
    pickedUpAt: isAboard ? offeredAt + 60 : null,
    deliveredAt: stage === 'delivered' ? AT : null,
    closedAt: stage === 'delivered' || stage === 'cancelled' ? AT : null,
  };
}

const COURIERS = ['c1', 'c2', 'c3', 'c4'];
const STORES = ['bakery', 'grocer', 'kitchen'];

/** A snapshot with up to four couriers, three stores and thirty orders. */
export const aWorld = (): fc.Arbitrary<Snapshot> =>
  fc
    .record({
      couriers: fc.tuple(...COURIERS.map(theCourier)),
      numCouriers: fc.constantFrom(0, 1, 2, 3, 4, 4, 4),
      positions: fc.tuple(...COURIERS.map(thePosition)),
      stores: fc.tuple(...STORES.map(() => aPlace())),
      parcels: fc
        .integer({ min: 0, max: 10 })
        .chain((size) => fc.tuple(...Array.from({ length: size }, (_, number) => aParcel(COURIERS, STORES, number)))),
      maxOrders: fc.integer({ min: 1, max: 4 }),
      maxReadyGapSec: fc.constantFrom(300, 3600),
      maxBlocksPerCourier: fc.integer({ min: 1, max: 4 }),
      unserved: fc.constantFrom(600_000, 7_200_000, 7_200_000, 7_200_000),
      travelPerMeter: fc.constantFrom(0, 10),
      activation: fc.constantFrom(0, 50_000),
    })
    .map((world) =>
      aSnapshot({
        policy: aPolicy({
          weights: { unserved: world.unserved, travelPerMeter: world.travelPerMeter, activation: world.activation },
          batching: { maxOrders: world.maxOrders, maxReadyGapSec: world.maxReadyGapSec },
          search: { maxBlocksPerCourier: world.maxBlocksPerCourier },
        }),
        couriers: world.couriers.slice(0, world.numCouriers),
        positions: world.positions.filter((position) => position !== null),
        stores: STORES.map((storeId, index) => aStore({ storeId, location: world.stores[index] ?? place(0) })),
        orders: world.parcels.flat(),
      }),
    );
