// Records that come with events: orders, couriers, stores and what they hold.
import { z } from 'zod';
import {
  type CourierDetails,
  type CourierPay,
  type CourierPosition,
  type Shift,
  TRAVEL_MODES,
} from '../../domain/courier.ts';
import type { OrderChanged, OrderPlaced, StoreConfigured } from '../../domain/event.ts';
import type { Load } from '../../domain/load.ts';
import type { Location } from '../../domain/location.ts';
import type { Dropoff } from '../../domain/order.ts';
import { cents, epochSeconds, id, seconds, skills, whole } from './fields.ts';
import { partialOf, recordOf } from './shape.ts';

/** Guarantees are paid by the hour of a shift, in 32 bits. */
const MAX_SHIFT_SEC = 7 * 86_400;

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
});

export const orderChanges = partialOf<Required<OrderChanged['changes']>>()({
  readyAt: epochSeconds,
  promiseBy: epochSeconds,
  load,
  dropoff,
  priority,
  batchable: z.boolean(),
});

export const travelMode = z.enum(TRAVEL_MODES);

const shift: z.ZodType<Shift> = recordOf<Shift>()({ startAt: epochSeconds, endAt: epochSeconds })
  .refine(({ startAt, endAt }) => endAt >= startAt, { path: ['endAt'], error: 'is before startAt' })
  .refine(({ startAt, endAt }) => endAt - startAt <= MAX_SHIFT_SEC, {
    path: ['endAt'],
    error: 'is more than seven days after startAt',
  });

export const courierDetails = recordOf<Omit<CourierDetails, 'zoneId'>>()({
  courierId: id,
  mode: travelMode,
  shift,
  capacity: load,
  skills,
  pay: recordOf<CourierPay>()({ perOrder: cents, guaranteePerHour: cents }),
});

export const storeSettings = recordOf<StoreConfigured['store']>()({
  storeId: id,
  location,
  parkingSec: seconds,
  handoverSec: seconds,
});

export const reportedPosition = recordOf<Omit<CourierPosition, 'departAt'>>()({
  courierId: id,
  location,
  at: epochSeconds,
});
