// Records for tests: each builder makes a usual one, and takes what the test is about. The zone is planar: a location is
// metres, a courier moves one metre a second unless told otherwise, so that times can be added up in the head.
import type { TravelMatrix } from '../../shared/app/ports.ts';
import type { Courier, CourierPosition } from '../../shared/domain/courier.ts';
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import { type Location, locationKey } from '../../shared/domain/location.ts';
import type { Order } from '../../shared/domain/order.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import type { Store } from '../../shared/domain/store.ts';
import { defaultZone, type ZoneSettings } from '../../shared/domain/zone.ts';

/** The moment at which the world of the tests stands: 2023-11-14T22:13:20Z. */
export const AT = 1_700_000_000;

/** A place `east` and `north` metres from the origin. */
export const place = (east: number, north = 0): Location => ({ lat: north, lng: east });

export const aZone = (changes: Partial<ZoneSettings> = {}): ZoneSettings => ({
  ...defaultZone('north'),
  travel: { kind: 'planar', metersPerMinute: 60, roundUpToSec: 1 },
  ...changes,
});

/** Pay has a price above the guarantee of the whole shift, so that what it costs does not hang on the moment. */
const { payHorizonSec: _, ...STEADY_POLICY } = DEFAULT_POLICY;

/** The default policy, its pay horizon aside, with the weights and parts that the test is about. */
export const aPolicy = (
  changes: {
    readonly weights?: Partial<Policy['weights']>;
    readonly batching?: Partial<Policy['batching']>;
    readonly release?: Partial<Policy['release']>;
    readonly search?: Partial<Policy['search']>;
    readonly severeLateSec?: number;
  } = {},
): Policy => ({
  ...STEADY_POLICY,
  weights: { ...DEFAULT_POLICY.weights, ...changes.weights },
  batching: { ...DEFAULT_POLICY.batching, ...changes.batching },
  release: { ...DEFAULT_POLICY.release, ...changes.release },
  search: { ...DEFAULT_POLICY.search, ...changes.search },
  severeLateSec: changes.severeLateSec ?? DEFAULT_POLICY.severeLateSec,
});

/** At the origin; two minutes to park, two to hand over. */
export const aStore = (changes: Partial<Store> = {}): Store => ({
  storeId: 'bakery',
  zoneId: 'north',
  location: place(0),
  parkingSec: 120,
  handoverSec: 120,
  configuredAt: 0,
  ...changes,
});

/** Open, placed and ready now, one bag to a door 1000 m east, promised in 40 minutes. */
export const anOrder = (changes: Partial<Order> = {}): Order => ({
  orderId: 'o1',
  zoneId: 'north',
  storeId: 'bakery',
  placedAt: AT,
  readyAt: AT,
  promiseBy: AT + 2400,
  load: { weightG: 1000, volumeMl: 2000, bags: 1 },
  requirements: [],
  dropoff: { location: place(1000), accessSec: 120, handoffSec: 120 },
  priority: 1,
  batchable: true,
  version: 1,
  stage: 'open',
  courierId: null,
  offerId: null,
  offerSequence: null,
  offeredAt: null,
  departAt: null,
  acceptedAt: null,
  pickedUpAt: null,
  deliveredAt: null,
  closedAt: null,
  closedReason: null,
  declinedBy: [],
  resolved: null,
  seen: [],
  ...changes,
});

/** As `anOrder`, offered to c1 ten seconds ago. */
export const anOfferedOrder = (changes: Partial<Order> = {}): Order =>
  anOrder({
    version: 2,
    stage: 'offered',
    courierId: 'c1',
    offerId: 'north-1-0',
    offerSequence: 0,
    offeredAt: AT - 10,
    departAt: AT,
    ...changes,
  });

/** As `anOfferedOrder`, and c1 agreed. */
export const anAcceptedOrder = (changes: Partial<Order> = {}): Order =>
  anOfferedOrder({ version: 3, stage: 'accepted', acceptedAt: AT - 5, ...changes });

/** As `anAcceptedOrder`, and c1 has it on board. */
export const aPickedUpOrder = (changes: Partial<Order> = {}): Order =>
  anAcceptedOrder({ version: 4, stage: 'picked_up', pickedUpAt: AT - 1, ...changes });

/** On shift since an hour and for three more, with room for ten bags. */
export const aCourier = (changes: Partial<Courier> = {}): Courier => ({
  courierId: 'c1',
  zoneId: 'north',
  mode: 'car',
  shift: { startAt: AT - 3600, endAt: AT + 10_800 },
  capacity: { weightG: 50_000, volumeMl: 100_000, bags: 10 },
  skills: [],
  pay: { perOrder: 1000, guaranteePerHour: 1500 },
  version: 1,
  status: 'on',
  onShiftAt: AT - 3600,
  deliveredCount: 0,
  seen: [],
  ...changes,
});

/** At the origin since a minute. */
export const aPosition = (changes: Partial<CourierPosition> = {}): CourierPosition => ({
  courierId: 'c1',
  location: place(0),
  at: AT - 60,
  departAt: AT - 60,
  ...changes,
});

/** One store, one courier at its door, one open order. */
export const aSnapshot = (changes: Partial<Snapshot> = {}): Snapshot => ({
  at: AT,
  zone: aZone(),
  policy: aPolicy(),
  stores: [aStore()],
  couriers: [aCourier()],
  positions: [aPosition()],
  orders: [anOrder()],
  lastPlan: null,
  ...changes,
});

/** Straight lines at one speed; seconds and metres are rounded up. Throws for a place that is not among `places`. */
export function planarTravel(places: readonly Location[], metersPerSecond = 1): TravelMatrix {
  const indexOf = new Map(places.map((spot, index) => [locationKey(spot), index]));
  const fill = (cost: (meters: number) => number): Int32Array =>
    Int32Array.from(places.flatMap((a) => places.map((b) => cost(Math.hypot(a.lat - b.lat, a.lng - b.lng)))));
  const meters = fill((distance) => Math.ceil(distance));
  const seconds = fill((distance) => Math.ceil(distance / metersPerSecond));
  const find = (table: Int32Array, from: Location, to: Location): number => {
    const value =
      table[
        (indexOf.get(locationKey(from)) ?? Number.NaN) * places.length + (indexOf.get(locationKey(to)) ?? Number.NaN)
      ];
    if (value === undefined) throw new Error(`no travel from ${locationKey(from)} to ${locationKey(to)}`);
    return value;
  };
  return {
    places,
    seconds: (_mode, from, to) => find(seconds, from, to),
    meters: (_mode, from, to) => find(meters, from, to),
    secondsOf: () => seconds,
    metersOf: () => meters,
  };
}
