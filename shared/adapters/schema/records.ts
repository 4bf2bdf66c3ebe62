// Records that come with events: orders, couriers, stores and what they hold.
import * as z from 'zod';
import {
  type CourierBreak,
  type CourierDetails,
  type CourierPay,
  type CourierPosition,
  type Shift,
  TRAVEL_MODES,
} from '../../domain/courier.ts';
import type { OrderChanged, OrderPlaced, StoreConfigured } from '../../domain/event.ts';
import type { Load } from '../../domain/load.ts';
import type { Location } from '../../domain/location.ts';
import type { Dropoff, OrderDetails } from '../../domain/order.ts';
import type { OpenHours } from '../../domain/store.ts';
import { cents, epochSeconds, id, optional, seconds, skills, whole } from './fields.ts';
import { partialOf, recordOf } from './shape.ts';

/** Guarantees are paid by the hour of a shift, in 32 bits. */
const MAX_SHIFT_SEC = 7 * 86_400;

/** An order waits at most this long for anything. */
const MAX_LIMIT_SEC = 7 * 86_400;

/** Metres of a planar zone fit into the same ranges. */
export const location = recordOf<Location>()({
  lat: whole(-90_000_000, 90_000_000),
  lng: whole(-180_000_000, 180_000_000),
});

/** Ten tonnes, a hundred cubic metres, ten thousand bags: sums over a batch stay within 32 bits. */
const load = recordOf<Load>()({
  weightG: whole(0, 10_000_000),
  volumeMl: whole(0, 100_000_000),
  bags: whole(0, 10_000),
});

const dropoff = recordOf<Dropoff>()({ location, accessSec: seconds, handoffSec: seconds });

const priority = whole(1, 100);

/** What an order may leave out, each with what it has then. */
const limits = {
  promiseFrom: epochSeconds.nullable(),
  hardPromise: z.boolean(),
  maxClickToDoorSec: whole(0, MAX_LIMIT_SEC).nullable(),
  maxPickupToDoorSec: whole(0, MAX_LIMIT_SEC).nullable(),
  pickingSec: whole(0, 14_400),
  unservedPct: whole(0, 1000),
  excludedCouriers: z.array(id).max(100),
  onlyCourier: id.nullable(),
} as const satisfies Partial<Record<keyof OrderDetails, z.ZodType>>;

export const placedOrder = recordOf<OrderPlaced['order']>()({
  orderId: id,
  storeId: id,
  readyAt: epochSeconds,
  promiseBy: epochSeconds,
  load,
  requirements: skills,
  dropoff,
  priority,
  batchable: z.boolean(),
  promiseFrom: optional(limits.promiseFrom),
  hardPromise: optional(limits.hardPromise),
  maxClickToDoorSec: optional(limits.maxClickToDoorSec),
  maxPickupToDoorSec: optional(limits.maxPickupToDoorSec),
  pickingSec: optional(limits.pickingSec),
  unservedPct: optional(limits.unservedPct),
  excludedCouriers: optional(limits.excludedCouriers),
  onlyCourier: optional(limits.onlyCourier),
});

/** Changes come one by one: only an order as it is placed must have a window that is one. */
export const placedOrderInWindow = placedOrder.refine(
  ({ promiseFrom, promiseBy }) => (promiseFrom ?? promiseBy) <= promiseBy,
  { path: ['promiseFrom'], error: 'is after promiseBy' },
);

export const orderChanges = partialOf<Required<OrderChanged['changes']>>()({
  readyAt: epochSeconds,
  promiseBy: epochSeconds,
  load,
  dropoff,
  priority,
  batchable: z.boolean(),
  ...limits,
});

export const travelMode = z.enum(TRAVEL_MODES);

const shift: z.ZodType<Shift> = recordOf<Shift>()({
  startAt: epochSeconds,
  endAt: epochSeconds,
  overtimeSec: optional(seconds),
})
  .refine(({ startAt, endAt }) => endAt >= startAt, { path: ['endAt'], error: 'is before startAt' })
  .refine(({ startAt, endAt }) => endAt - startAt <= MAX_SHIFT_SEC, {
    path: ['endAt'],
    error: 'is more than seven days after startAt',
  });

const courierBreak: z.ZodType<CourierBreak> = recordOf<CourierBreak>()({
  earliestAt: epochSeconds,
  latestAt: epochSeconds,
  durationSec: whole(1, 86_400),
}).refine(({ earliestAt, latestAt }) => latestAt >= earliestAt, { path: ['latestAt'], error: 'is before earliestAt' });

/** One after the other. */
const breaks = z
  .array(courierBreak)
  .max(10)
  .refine((list) => list.every((one, index) => one.earliestAt >= backAt(list[index - 1])), {
    error: 'has a break whose earliestAt is before the one before may be over',
  });

function backAt(before: CourierBreak | undefined): number {
  return before === undefined ? 0 : before.latestAt + before.durationSec;
}

export const courierDetails = recordOf<Omit<CourierDetails, 'zoneId'>>()({
  courierId: id,
  mode: travelMode,
  shift,
  capacity: load,
  skills,
  pay: recordOf<CourierPay>()({ perOrder: cents, guaranteePerHour: cents }),
  breaks: optional(breaks),
  endLocation: optional(location),
});

const interval: z.ZodType<OpenHours> = recordOf<OpenHours>()({ openAt: epochSeconds, closeAt: epochSeconds }).refine(
  ({ openAt, closeAt }) => closeAt >= openAt,
  { path: ['closeAt'], error: 'is before openAt' },
);

/** A month of days with a break in the middle, and some. */
const openHours = z
  .array(interval)
  .max(100)
  .refine((list) => list.every((one, index) => one.openAt > (list[index - 1]?.closeAt ?? -1)), {
    error: 'has hours whose openAt is not after the closeAt of those before',
  });

export const storeSettings = recordOf<StoreConfigured['store']>()({
  storeId: id,
  location,
  parkingSec: seconds,
  handoverSec: seconds,
  openHours: optional(openHours),
});

export const reportedPosition = recordOf<Omit<CourierPosition, 'departAt'>>()({
  courierId: id,
  location,
  at: epochSeconds,
});
