// A made-up rush hour of a large zone, as a snapshot, and the same zone half a minute later with news: for measuring how
// well a re-plan keeps up. Kitchens and grocers in districts, meals ready soon, groceries over the next hour and a half,
// couriers free now or after what they carry. Everything follows from the seed, in whole numbers.
import type { Courier, CourierPosition } from '../domain/courier.ts';
import { DEFAULT_POLICY } from '../domain/default-policy.ts';
import { newOrder } from '../domain/fold-order.ts';
import type { Location } from '../domain/location.ts';
import type { Order } from '../domain/order.ts';
import type { Plan } from '../domain/plan.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Store } from '../domain/store.ts';
import { defaultZone } from '../domain/zone.ts';
import { Random } from '../kernel/random.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';

export interface RushHour {
  readonly orders: number;
  readonly couriers: number;
  readonly seed: number;
}

/** Monday, 5 January 2026, noon. */
const NOON: EpochSeconds = 1_767_614_400;
const MINUTE: Seconds = 60;
const ZONE = 'rush-hour';
const CENTER: Location = { lat: 47_070_700, lng: 15_439_500 };
/** Millionths of a degree a kilometre: of latitude anywhere, of longitude at 47 degrees. */
const MICRO_LAT_A_KM = 8_993;
const MICRO_LNG_A_KM = 13_186;
const ORDERS_A_STORE = 15;
const STORES_A_DISTRICT = 6;
/** Half the side of the town, and how far customers live from their store, in metres. */
const TOWN = 5_000;
const REACH = 2_600;

/** News, in hundredths of all: couriers are meant where it says so. */
const NEWS = { placed: 50, cancelled: 20, delayed: 20, courierLate: 6 } as const;

export function rushHour({ orders, couriers, seed }: RushHour): Snapshot {
  const rng = new Random(seed);
  const stores = makeStores(rng.fork('stores'), Math.max(2, Math.round(orders / ORDERS_A_STORE)));
  const crew = makeCouriers(rng.fork('couriers'), couriers, stores);
  const placing = rng.fork('orders');
  return {
    at: NOON,
    zone: { ...defaultZone(ZONE), travel: { ...TRAVEL } },
    policy: DEFAULT_POLICY,
    stores,
    couriers: crew.map(({ courier }) => courier),
    positions: crew.map(({ position }) => position),
    orders: Array.from({ length: orders }, (_, i) =>
      makeOrder(placing, `order-${pad(i)}`, stores, NOON - placing.below(25 * MINUTE)),
    ),
    lastPlan: null,
  };
}

const TRAVEL = { kind: 'great_circle', circuityPct: 130, speedKmh: { car: 26, bike: 16, foot: 5 } } as const;

/**
 * The zone half a minute later, `lastPlan` in force, with so many pieces of news: half of them new orders, a fifth
 * cancellations, a fifth orders that get ready later, the rest couriers who are held up or go off shift.
 */
export function withNews(before: Snapshot, lastPlan: Plan, news: number, seed: number): Snapshot {
  const rng = new Random(seed).fork('news');
  const at = before.at + 30;
  const part = (hundredths: number) => Math.round((news * hundredths) / 100);
  const placed = Array.from({ length: part(NEWS.placed) }, (_, i) =>
    makeOrder(rng, `order-new-${pad(i)}`, before.stores, at - rng.below(30)),
  );
  const [cancelled, delayed] = [part(NEWS.cancelled), part(NEWS.delayed)];
  const met = draw(rng, before.orders.length, cancelled + delayed);
  const late = part(NEWS.courierLate);
  const gone = Math.max(0, news - placed.length - cancelled - delayed - late);
  const crew = draw(rng, before.couriers.length, late + gone);
  const [off, held, waiting] = [new Set(met.slice(0, cancelled)), new Set(crew.slice(0, late)), new Set(met)];
  const left = new Set(crew.slice(late));
  return {
    ...before,
    at,
    lastPlan,
    orders: [
      ...before.orders.flatMap((order, i) => (off.has(i) ? [] : [waiting.has(i) ? delay(rng, order) : order])),
      ...placed,
    ],
    couriers: before.couriers.map((courier, i) => (left.has(i) ? { ...courier, status: 'off' } : courier)),
    positions: before.positions.map((position, i) =>
      held.has(i)
        ? { ...position, at, departAt: Math.max(at, position.departAt) + between(rng, 5, 20) * MINUTE }
        : position,
    ),
  };
}

const delay = (rng: Random, order: Order): Order => ({
  ...order,
  readyAt: order.readyAt + between(rng, 5, 20) * MINUTE,
});

function makeStores(rng: Random, count: number): Store[] {
  let middle = CENTER;
  return Array.from({ length: count }, (_, i) => {
    if (i % STORES_A_DISTRICT === 0) middle = near(rng, CENTER, TOWN);
    const isGrocer = i % STORES_A_DISTRICT === 0;
    return {
      storeId: `${isGrocer ? 'grocer' : 'kitchen'}-${pad(i)}`,
      zoneId: ZONE,
      location: near(rng, middle, 450),
      parkingSec: between(rng, 40, 120),
      handoverSec: isGrocer ? between(rng, 90, 150) : between(rng, 30, 90),
      configuredAt: 0,
    };
  });
}

function makeCouriers(rng: Random, count: number, stores: readonly Store[]) {
  return Array.from({ length: count }, (_, i) => {
    const isBike = i % 5 < 3;
    const courierId = `courier-${pad(i)}`;
    const startAt = NOON - between(rng, 2, 8) * 15 * MINUTE;
    const courier: Courier = {
      courierId,
      zoneId: ZONE,
      mode: isBike ? 'bike' : 'car',
      shift: { startAt, endAt: NOON + between(rng, 8, 16) * 15 * MINUTE },
      capacity: isBike
        ? { weightG: 15_000, volumeMl: 60_000, bags: 5 }
        : { weightG: 90_000, volumeMl: 300_000, bags: 14 },
      skills: i % 3 === 2 ? [] : ['age_check'],
      pay: { perOrder: 550, guaranteePerHour: 1500 },
      version: 1,
      status: 'on',
      onShiftAt: startAt,
      deliveredCount: rng.below(6),
      seen: [],
    };
    const location = near(rng, pick(rng, stores).location, REACH);
    const busySec = rng.below(2) * rng.below(20 * MINUTE);
    const position: CourierPosition = { courierId, location, at: NOON - 15, departAt: NOON + busySec };
    return { courier, position };
  });
}

function makeOrder(rng: Random, orderId: string, stores: readonly Store[], placedAt: EpochSeconds): Order {
  const store = pick(rng, stores);
  const isGroceries = store.storeId.startsWith('grocer');
  const bags = isGroceries ? between(rng, 1, 3) : between(rng, 1, 2);
  const readyAt = placedAt + (isGroceries ? between(rng, 15, 90) : between(rng, 8, 30)) * MINUTE;
  const details = {
    orderId,
    zoneId: ZONE,
    storeId: store.storeId,
    placedAt,
    readyAt,
    promiseBy: readyAt + between(rng, 25, 40) * MINUTE,
    load: { weightG: bags * between(rng, 500, 5_000), volumeMl: bags * between(rng, 3_000, 16_000), bags },
    requirements: rng.below(100) < (isGroceries ? 25 : 6) ? ['age_check'] : [],
    dropoff: {
      location: near(rng, store.location, REACH),
      accessSec: between(rng, 30, 150),
      handoffSec: between(rng, 20, 60),
    },
    priority: rng.below(100) < 5 ? 3 : 1,
    batchable: rng.below(100) >= 3,
  };
  return { ...newOrder(details), version: 1 };
}

/** `count` different numbers below `from`, or all of them. */
function draw(rng: Random, from: number, count: number): readonly number[] {
  const numbers = Array.from({ length: from }, (_, i) => i);
  for (let i = 0; i < Math.min(count, from); i++) {
    const j = i + rng.below(from - i);
    [numbers[i], numbers[j]] = [numbers[j] ?? 0, numbers[i] ?? 0];
  }
  return numbers.slice(0, count);
}

/** A place within a square of `radius` metres around another, more often close to it. */
function near(rng: Random, center: Location, radius: number): Location {
  const offset = () => Math.trunc((between(rng, -radius, radius) + between(rng, -radius, radius)) / 2);
  return {
    lat: center.lat + Math.trunc((offset() * MICRO_LAT_A_KM) / 1000),
    lng: center.lng + Math.trunc((offset() * MICRO_LNG_A_KM) / 1000),
  };
}

const between = (rng: Random, low: number, high: number): number => low + rng.below(high - low + 1);

const pick = <T>(rng: Random, from: readonly T[]): T => from[rng.below(from.length)] as T;

const pad = (i: number): string => String(i + 1).padStart(4, '0');
