// Facts as the API shows them: the stored records without what only the writers of an item need.
import * as z from 'zod';
import type { Courier, CourierPosition, EnRoute } from '../../../domain/courier.ts';
import { ORDER_STAGES, type Order } from '../../../domain/order.ts';
import type { Store } from '../../../domain/store.ts';
import type { ZoneSettings } from '../../../domain/zone.ts';
import { courierDetails, location, placedOrder, storeSettings } from '../../schema/records.ts';
import { recordOf } from '../../schema/shape.ts';
import { zoneSettings } from '../../schema/zone.ts';

export const text = z.string();
export const moment = z.int().meta({ description: 'Seconds since 1970-01-01T00:00:00Z.' });
const count = z.int();

/** The rest are notes of the protocol. */
export type OrderView = Omit<Order, 'resolved' | 'seen' | 'closeNotedAt'>;
export type CourierView = Omit<Courier, 'seen'>;

export const orderAnswer = recordOf<OrderView>()({
  ...placedOrder.shape,
  // An order that was cancelled before it was placed is known by its id alone.
  storeId: text,
  zoneId: text,
  placedAt: moment,
  version: count,
  stage: z.enum(ORDER_STAGES),
  courierId: text.nullable(),
  offerId: text.nullable(),
  offerSequence: count.nullable(),
  offeredAt: moment.nullable(),
  departAt: moment.nullable(),
  acceptedAt: moment.nullable(),
  pickedUpAt: moment.nullable(),
  deliveredAt: moment.nullable(),
  closedAt: moment.nullable(),
  closedReason: text.nullable(),
  declinedBy: z.array(text),
});

export const positionAnswer = recordOf<CourierPosition>()({
  courierId: text,
  location,
  at: moment,
  departAt: moment,
});

export const courierAnswer = recordOf<CourierView & { readonly position: CourierPosition | null }>()({
  ...courierDetails.shape,
  zoneId: text,
  version: count,
  status: z.enum(['on', 'off']),
  onShiftAt: moment,
  deliveredCount: count,
  breakStarts: z.exactOptional(z.array(moment)),
  breakEndedAt: z.exactOptional(moment),
  enRoute: z.exactOptional(recordOf<EnRoute>()({ storeId: text, at: moment, arriveAt: moment })),
  position: positionAnswer.nullable(),
});

export const storeAnswer = recordOf<Store>()({ ...storeSettings.shape, zoneId: text, configuredAt: moment });

export const settingsAnswer = recordOf<ZoneSettings>()({ ...zoneSettings.shape, zoneId: text, configuredAt: moment });

export const headAnswer = z
  .strictObject({
    revision: count,
    attempt: count,
    publishedRev: count,
    want: count,
    covered: count,
    attempts: count,
    plannedAt: moment,
    retryAt: moment,
  })
  .meta({ description: 'How far planning is: the committed revision, and which wake-ups it has seen.' });

export const policyName = z.strictObject({ policyId: text, version: count });
