// Reads a day in the format of Reyes, Erera, Savelsbergh, Sahasrabudhe and O'Neil, "The Meal Delivery Routing Problem"
// (Optimization Online, 2018): four tab-separated texts, whole minutes from the start of the day, metres in a plane.
import type { ZoneId } from '../kernel/ids.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import type { Day, DayCourier, DayOrder } from './day.ts';
import { type FileFault, type Row, readRows, refuseDuplicates } from './tab-separated.ts';

export const MDRP_FILES = {
  orders: 'orders.txt',
  restaurants: 'restaurants.txt',
  couriers: 'couriers.txt',
  parameters: 'instance_parameters.txt',
} as const;

export type MdrpTexts = Readonly<Record<keyof typeof MDRP_FILES, string>>;

const ORDER_COLUMNS = ['order', 'x', 'y', 'placement_time', 'restaurant', 'ready_time'];
const RESTAURANT_COLUMNS = ['restaurant', 'x', 'y'];
const COURIER_COLUMNS = ['courier', 'x', 'y', 'on_time', 'off_time'];
const PARAMETER_COLUMNS = [
  'meters_per_minute',
  'pickup service minutes',
  'dropoff service minutes',
  'target click-to-door',
  'maximum click-to-door',
  'pay per order',
  'guaranteed pay per hour',
];

const NO_LIMIT = 1_000; // the format knows no capacity; far above what a batch can hold
const FARTHEST_M = 1_000_000; // in either direction of the plane
const CENTS = 100;

interface Parameters {
  readonly metersPerMinute: number;
  /** Half a service is before the pickup or drop-off moment, half after it. */
  readonly halfPickupSec: number;
  readonly halfDropoffSec: number;
  readonly targetSec: number;
  readonly payPerOrder: number;
  readonly guaranteePerHour: number;
}

export interface MdrpOptions {
  readonly name: string;
  readonly zoneId: ZoneId;
  /** Minute 0. */
  readonly startAt: EpochSeconds;
}

/** The day of four texts, or everything that is wrong with them. */
export function readMdrp(texts: MdrpTexts, options: MdrpOptions): Result<Day, readonly FileFault[]> {
  const faults: FileFault[] = [];
  const rowsOf = (which: keyof typeof MDRP_FILES, columns: readonly string[]) =>
    readRows(MDRP_FILES[which], texts[which], columns, faults);

  const parameters = readParameters(rowsOf('parameters', PARAMETER_COLUMNS), faults);
  const restaurants = rowsOf('restaurants', RESTAURANT_COLUMNS);
  const couriers = rowsOf('couriers', COURIER_COLUMNS);
  const orders = rowsOf('orders', ORDER_COLUMNS);
  refuseDuplicates(restaurants, 'restaurant');
  refuseDuplicates(couriers, 'courier');
  refuseDuplicates(orders, 'order');
  refuseUnknown(orders, 'restaurant', restaurants);

  const day: Day = {
    ...options,
    fromAt: options.startAt,
    toAt: null,
    zone: {
      policy: { policyId: 'default', version: 1 },
      cadenceSec: 60,
      timeBoxMs: 1000,
      travel: { kind: 'planar', metersPerMinute: parameters.metersPerMinute, roundUpToSec: 60 },
      killSwitch: false,
    },
    policy: null,
    stores: restaurants.map((row) => ({
      storeId: row.text('restaurant'),
      location: locationOf(row),
      parkingSec: parameters.halfPickupSec,
      handoverSec: parameters.halfPickupSec,
    })),
    couriers: couriers.map((row) => courierOf(row, parameters, options.startAt)),
    orders: orders.map((row) => orderOf(row, parameters, options.startAt)).sort((a, b) => a.placedAt - b.placedAt),
  };
  return faults.length === 0 ? ok(day) : err(inOrder(faults));
}

function readParameters(rows: readonly Row[], faults: FileFault[]): Parameters {
  const [row, extra] = rows;
  extra?.fault('one line of parameters expected, this is one more');
  if (row === undefined) {
    const hasHeaderFault = faults.some(({ file }) => file === MDRP_FILES.parameters);
    if (!hasHeaderFault)
      faults.push({ file: MDRP_FILES.parameters, line: 2, cause: 'the line of parameters is missing' });
    return {
      metersPerMinute: 1,
      halfPickupSec: 0,
      halfDropoffSec: 0,
      targetSec: 0,
      payPerOrder: 0,
      guaranteePerHour: 0,
    };
  }
  const targetMin = row.whole('target click-to-door', 0);
  row.whole('maximum click-to-door', targetMin);
  return {
    metersPerMinute: row.whole('meters_per_minute', 1),
    halfPickupSec: 30 * row.whole('pickup service minutes', 0),
    halfDropoffSec: 30 * row.whole('dropoff service minutes', 0),
    targetSec: 60 * targetMin,
    payPerOrder: CENTS * row.whole('pay per order', 0),
    guaranteePerHour: CENTS * row.whole('guaranteed pay per hour', 0),
  };
}

/** Planar zones: metres north are `lat`, metres east are `lng`. */
const locationOf = (row: Row) => ({ lat: row.whole('y', -FARTHEST_M), lng: row.whole('x', -FARTHEST_M) });

function courierOf(row: Row, parameters: Parameters, startAt: EpochSeconds): DayCourier {
  const on = row.whole('on_time', 0);
  const off = row.whole('off_time', on);
  return {
    home: locationOf(row),
    courier: {
      courierId: row.text('courier'),
      mode: 'car',
      shift: { startAt: startAt + 60 * on, endAt: startAt + 60 * off },
      capacity: { weightG: NO_LIMIT, volumeMl: NO_LIMIT, bags: NO_LIMIT },
      skills: [],
      pay: { perOrder: parameters.payPerOrder, guaranteePerHour: parameters.guaranteePerHour },
    },
  };
}

function orderOf(row: Row, parameters: Parameters, startAt: EpochSeconds): DayOrder {
  const placed = row.whole('placement_time', 0);
  const ready = row.whole('ready_time', placed);
  const placedAt = startAt + 60 * placed;
  return {
    placedAt,
    cancelAt: null,
    order: {
      orderId: row.text('order'),
      storeId: row.text('restaurant'),
      readyAt: startAt + 60 * ready,
      promiseBy: placedAt + parameters.targetSec,
      load: { weightG: 0, volumeMl: 0, bags: 1 },
      requirements: [],
      dropoff: {
        location: locationOf(row),
        accessSec: parameters.halfDropoffSec,
        handoffSec: parameters.halfDropoffSec,
      },
      priority: 1,
      batchable: true,
    },
  };
}

/** Each fault once, although a value may have been asked for twice. */
function inOrder(faults: readonly FileFault[]): FileFault[] {
  const unique = new Map(faults.map((fault) => [`${fault.file}:${fault.line} ${fault.cause}`, fault]));
  return [...unique.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

function refuseUnknown(rows: readonly Row[], column: string, known: readonly Row[]): void {
  if (known.length === 0) return; // its own file has the fault
  const ids = new Set(known.map((row) => row.text(column)));
  for (const row of rows) {
    const id = row.text(column);
    if (!ids.has(id)) row.fault(`${column} "${id}" is not in ${MDRP_FILES.restaurants}`);
  }
}
