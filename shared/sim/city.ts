// A made-up city day: stores in a few districts, couriers on bikes and in cars with lunch, dinner and through shifts, orders
// with a lunch and a dinner peak. Everything follows from the seed, in whole numbers.
import type { Load } from '../domain/load.ts';
import type { Location } from '../domain/location.ts';
import type { ZoneId } from '../kernel/ids.ts';
import { Random } from '../kernel/random.ts';
import type { EpochSeconds, Meters, Seconds } from '../kernel/units.ts';
import type { Day, DayCourier, DayOrder } from './day.ts';

export interface CityOptions {
  readonly zoneId: ZoneId;
  /** Minute 0, midnight at the place. */
  readonly startAt: EpochSeconds;
  readonly seed: number;
  readonly orders?: number;
  readonly couriers?: number;
  readonly center?: Location;
  /** Only the part of the day around the dinner peak, so many minutes long, with all orders and all couriers in it. */
  readonly minutes?: number;
}

/** Minutes of the day. */
interface Stretch {
  readonly fromMin: number;
  readonly toMin: number;
}

interface DayStore {
  readonly storeId: string;
  readonly location: Location;
  readonly parkingSec: number;
  readonly handoverSec: number;
  readonly kind: 'kitchen' | 'grocery';
}

const DEFAULT_ORDERS = 180;
const DEFAULT_COURIERS = 14;
const CENTER: Location = { lat: 47_070_700, lng: 15_439_500 };
const DISTRICT_RADIUS: Meters = 1_600;
const STORES_A_DISTRICT = 4;
const DISTRICTS = 4;
/** How far customers live from their store, at most. */
const REACH: Meters = 2_600;
/** Millionths of a degree a kilometre: of latitude anywhere, of longitude at 47 degrees. */
const MICRO_LAT_A_KM = 8_993;
const MICRO_LNG_A_KM = 13_186;
const MINUTE = 60;
const HOUR = 3600;

/** Shares of the orders; the rest is spread over the opening hours. */
const PEAKS = [
  { percent: 34, aroundMin: 12 * 60 + 20, halfWidthMin: 90 },
  { percent: 44, aroundMin: 19 * 60, halfWidthMin: 120 },
] as const;
const OPEN_MIN = 10 * 60 + 30;
const CLOSE_MIN = 22 * 60;
/** The shortest and longest stretch of orders. */
export const CITY_MINUTES = { least: 30, most: CLOSE_MIN - OPEN_MIN };
const DINNER_MIN = 19 * 60;
/** Couriers of a stretch begin before it and stay after it. */
const BEFORE_MIN = 45;
const AFTER_MIN = 90;

const LUNCH = { fromMin: 10 * 60, toMin: 15 * 60 };
const DINNER = { fromMin: 16 * 60 + 30, toMin: 23 * 60 };
const THROUGH = { fromMin: 11 * 60, toMin: 20 * 60 };
/** Handed out in turn. */
const SHIFTS = [LUNCH, DINNER, THROUGH, DINNER, LUNCH, THROUGH];

/** A demo day: about 180 orders and 14 couriers unless asked for otherwise. The same options give the same day. */
export function generateCity(options: CityOptions): Day {
  const { startAt, zoneId, seed, orders = DEFAULT_ORDERS, couriers = DEFAULT_COURIERS, center = CENTER } = options;
  const stretch = options.minutes === undefined ? null : stretchOf(options.minutes);
  const rng = new Random(seed);
  const stores = generateStores(rng.fork('stores'), center);
  return {
    name: `city ${seed}`,
    zoneId,
    startAt,
    fromAt: startAt + (stretch?.fromMin ?? OPEN_MIN) * MINUTE - HOUR,
    toAt: null,
    zone: {
      policy: { policyId: 'default', version: 1 },
      cadenceSec: 60,
      timeBoxMs: 1000,
      travel: { kind: 'great_circle', circuityPct: 130, speedKmh: { car: 26, bike: 16, foot: 5 } },
      killSwitch: false,
    },
    policy: null,
    stores: stores.map(({ kind: _, ...store }) => store),
    couriers: generateCouriers(rng.fork('couriers'), couriers, startAt, stores, stretch),
    orders: generateOrders(rng.fork('orders'), orders, startAt, stores, stretch),
  };
}

/** Around the dinner peak, within the opening hours. */
function stretchOf(minutes: number): Stretch {
  const toMin = Math.min(CLOSE_MIN, DINNER_MIN + Math.ceil(minutes / 2));
  const fromMin = Math.max(OPEN_MIN, toMin - minutes);
  return { fromMin, toMin };
}

function generateStores(rng: Random, center: Location): DayStore[] {
  const stores: DayStore[] = [];
  for (let district = 0; district < DISTRICTS; district++) {
    const middle = near(rng, center, DISTRICT_RADIUS);
    for (let i = 0; i < STORES_A_DISTRICT; i++) {
      const isGrocery = i === 0;
      stores.push({
        storeId: `${isGrocery ? 'grocery' : 'kitchen'}-${district + 1}${i === 0 ? '' : `-${i}`}`,
        location: near(rng, middle, 450),
        parkingSec: between(rng, 40, 120),
        handoverSec: isGrocery ? between(rng, 90, 150) : between(rng, 30, 90),
        kind: isGrocery ? 'grocery' : 'kitchen',
      });
    }
  }
  return stores;
}

function generateCouriers(
  rng: Random,
  count: number,
  startAt: EpochSeconds,
  stores: readonly DayStore[],
  stretch: Stretch | null,
): DayCourier[] {
  const throughout = stretch && { fromMin: stretch.fromMin - BEFORE_MIN, toMin: stretch.toMin + AFTER_MIN };
  return Array.from({ length: count }, (_, index) => {
    const shift = throughout ?? SHIFTS[index % SHIFTS.length] ?? THROUGH;
    const isBike = index % 5 < 3;
    const early = between(rng, 0, 3) * 15 * MINUTE;
    return {
      home: near(rng, pick(rng, stores).location, 900),
      courier: {
        courierId: `courier-${String(index + 1).padStart(2, '0')}`,
        mode: isBike ? ('bike' as const) : ('car' as const),
        shift: { startAt: startAt + shift.fromMin * MINUTE + early, endAt: startAt + shift.toMin * MINUTE + early },
        capacity: isBike
          ? { weightG: 15_000, volumeMl: 60_000, bags: 5 }
          : { weightG: 90_000, volumeMl: 300_000, bags: 14 },
        skills: index % 3 === 2 ? [] : ['age_check'],
        pay: { perOrder: 550, guaranteePerHour: 1500 },
      },
    };
  });
}

function generateOrders(
  rng: Random,
  count: number,
  startAt: EpochSeconds,
  stores: readonly DayStore[],
  stretch: Stretch | null,
): DayOrder[] {
  const placed = Array.from({ length: count }, () => startAt + placedWithin(rng, stretch)).sort((a, b) => a - b);
  return placed.map((placedAt, index) => {
    const store = pick(rng, stores);
    return {
      ...orderAt(rng, placedAt, store, `order-${String(index + 1).padStart(4, '0')}`),
      placedAt,
      cancelAt: null,
    };
  });
}

function orderAt(rng: Random, placedAt: EpochSeconds, store: DayStore, orderId: string): Pick<DayOrder, 'order'> {
  const isGrocery = store.kind === 'grocery';
  return {
    order: {
      orderId,
      storeId: store.storeId,
      readyAt: placedAt + (isGrocery ? between(rng, 12, 30) : between(rng, 8, 22)) * MINUTE,
      promiseBy: placedAt + (isGrocery ? 70 : 45) * MINUTE,
      load: isGrocery ? groceries(rng) : meal(rng),
      requirements: rng.below(100) < (isGrocery ? 25 : 6) ? ['age_check'] : [],
      dropoff: {
        location: near(rng, store.location, REACH),
        accessSec: between(rng, 30, 150),
        handoffSec: between(rng, 20, 60),
      },
      priority: rng.below(100) < 5 ? 3 : 1,
      batchable: rng.below(100) >= 3,
    },
  };
}

function meal(rng: Random): Load {
  const bags = rng.below(100) < 80 ? 1 : 2;
  return { weightG: bags * between(rng, 500, 2_500), volumeMl: bags * between(rng, 3_000, 9_000), bags };
}

function groceries(rng: Random): Load {
  const bags = between(rng, 1, 3);
  return { weightG: bags * between(rng, 2_000, 6_500), volumeMl: bags * between(rng, 8_000, 18_000), bags };
}

/** Drawn until it falls into the stretch. */
function placedWithin(rng: Random, stretch: Stretch | null): Seconds {
  for (;;) {
    const second = placedSecond(rng);
    if (stretch === null || (second >= stretch.fromMin * MINUTE && second < stretch.toMin * MINUTE)) return second;
  }
}

/** Seconds from minute 0: a bell around a peak, or anywhere in the opening hours. */
function placedSecond(rng: Random): Seconds {
  let left = rng.below(100);
  for (const { percent, aroundMin, halfWidthMin } of PEAKS) {
    if (left < percent) {
      const draws = between(rng, 0, 2000) + between(rng, 0, 2000) + between(rng, 0, 2000); // 0..6000, bell around 3000
      return aroundMin * MINUTE + Math.trunc(((draws - 3000) * halfWidthMin * MINUTE) / 3000);
    }
    left -= percent;
  }
  return between(rng, OPEN_MIN * MINUTE, CLOSE_MIN * MINUTE);
}

/** A place within a square of `radius` metres around another, more often close to it. */
function near(rng: Random, center: Location, radius: Meters): Location {
  const offset = () => Math.trunc((between(rng, -radius, radius) + between(rng, -radius, radius)) / 2);
  return {
    lat: center.lat + Math.trunc((offset() * MICRO_LAT_A_KM) / 1000),
    lng: center.lng + Math.trunc((offset() * MICRO_LNG_A_KM) / 1000),
  };
}

/** From `low` to `high`, both included. */
const between = (rng: Random, low: number, high: number): number => low + rng.below(high - low + 1);

function pick<T>(rng: Random, from: readonly T[]): T {
  return from[rng.below(from.length)] as T;
}
