// A snapshot in a file: the records of the events, with the state that events have brought about, and every part of that
// state may be left out where an order is open and a courier idle. The JSON Schema in docs/ is made from this.
import * as z from 'zod';
import {
  type Courier,
  type CourierDetails,
  type CourierPosition,
  type EnRoute,
  TRAVEL_MODES,
} from '../../domain/courier.ts';
import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import type { OrderPlaced, StoreConfigured, ZoneConfigured } from '../../domain/event.ts';
import { ORDER_STAGES, type Order, type OrderStage } from '../../domain/order.ts';
import type { Errand } from '../../domain/plan.ts';
import type { Store } from '../../domain/store.ts';
import { UNREACHABLE_SEC } from '../../domain/travel.ts';
import { defaultZone, type ZoneSettings } from '../../domain/zone.ts';
import { epochSeconds, freeText, id, offerId, version, whole } from './fields.ts';
import { policy } from './policy.ts';
import { courierDetails, location, placedOrder, reportedPosition, storeSettings } from './records.ts';
import { recordOf } from './shape.ts';
import { zoneSettings } from './zone.ts';

/** Left out: the snapshot's zone. Another one is a fault. */
const zoneId = id.exactOptional();
type InZone = { readonly zoneId?: string };

const count = whole(0, 1_000_000_000);
const seen = z.array(id).max(1000).default([]);
const orNull = <T>(schema: z.ZodType<T>) => schema.nullable().default(null);

type OrderState = Omit<Order, keyof OrderPlaced['order'] | 'zoneId'> & InZone;

const orderState = recordOf<OrderState>()({
  zoneId,
  placedAt: epochSeconds,
  version: version.default(1),
  stage: z.enum(ORDER_STAGES).default('open'),
  courierId: orNull(id),
  offerId: orNull(offerId),
  offerSequence: orNull(whole(0, 19)),
  offeredAt: orNull(epochSeconds),
  departAt: orNull(epochSeconds),
  acceptedAt: orNull(epochSeconds),
  pickedUpAt: orNull(epochSeconds),
  deliveredAt: orNull(epochSeconds),
  closedAt: orNull(epochSeconds),
  closeNotedAt: epochSeconds.exactOptional(),
  closedReason: orNull(freeText),
  declinedBy: z.array(id).max(1000).default([]),
  resolved: orNull(z.string().max(10_000)),
  seen,
});

const OFFERED = ['courierId', 'offerId', 'offerSequence', 'offeredAt', 'departAt'] as const;
const ACCEPTED = [...OFFERED, 'acceptedAt'] as const;

/** What an order of a stage has to say: the planner reads it. */
const NEEDED: Readonly<Record<OrderStage, readonly (keyof OrderState)[]>> = {
  open: [],
  offered: OFFERED,
  accepted: ACCEPTED,
  picked_up: [...ACCEPTED, 'pickedUpAt'],
  delivered: [],
  cancelled: [],
  failed: [],
};

const order = placedOrder.safeExtend(orderState.shape).superRefine((record, { addIssue }) => {
  for (const name of NEEDED[record.stage].filter((field) => record[field] === null)) {
    addIssue({ code: 'custom', path: [name], message: `is needed at stage ${record.stage}`, input: record });
  }
});

const courier = courierDetails.safeExtend(
  recordOf<Omit<Courier, keyof CourierDetails | 'onShiftAt'> & InZone & { readonly onShiftAt?: number }>()({
    zoneId,
    version: version.default(1),
    status: z.enum(['on', 'off']).default('on'),
    onShiftAt: epochSeconds.exactOptional(),
    deliveredCount: count.default(0),
    breakStarts: z.array(epochSeconds).max(100).exactOptional(),
    breakEndedAt: epochSeconds.exactOptional(),
    enRoute: recordOf<EnRoute>()({ storeId: id, at: epochSeconds, arriveAt: epochSeconds }).exactOptional(),
    seen,
  }).shape,
);

const store = storeSettings.safeExtend(
  recordOf<Omit<Store, keyof StoreConfigured['store'] | 'zoneId'> & InZone>()({
    zoneId,
    configuredAt: epochSeconds.default(0),
  }).shape,
);

const position = reportedPosition.safeExtend(
  recordOf<{ readonly departAt?: CourierPosition['departAt'] }>()({ departAt: epochSeconds.exactOptional() }).shape,
);

const usual = defaultZone('');

const zone = zoneSettings.extend({
  ...recordOf<Omit<ZoneSettings, keyof ZoneConfigured['zone']>>()({ zoneId: id, configuredAt: epochSeconds.default(0) })
    .shape,
  policy: zoneSettings.shape.policy.default(usual.policy),
  cadenceSec: zoneSettings.shape.cadenceSec.default(usual.cadenceSec),
  timeBoxMs: zoneSettings.shape.timeBoxMs.default(usual.timeBoxMs),
  killSwitch: zoneSettings.shape.killSwitch.default(usual.killSwitch),
});

/** Of a plan, what the next one starts from: who carries what in which sequence, who is left out, and who was asked to go where. */
const lastPlan = z.looseObject({
  routes: z.array(
    z.looseObject({ courierId: id, batches: z.array(z.looseObject({ orderIds: z.array(id).min(1).max(20) })) }),
  ),
  unassigned: z.array(z.looseObject({ orderId: id })).default([]),
  errands: z
    .array(recordOf<Errand>()({ courierId: id, storeId: id, departAt: epochSeconds, askedAt: epochSeconds }))
    .exactOptional(),
});

/** Seconds from each place to each, a row a place; null: there is no way. */
const secondsTable = z.array(z.array(whole(0, UNREACHABLE_SEC).nullable()));
/** No way has as many metres as seconds. */
const metersTable = z.array(z.array(whole(0, UNREACHABLE_SEC)));
const modeTables = z.strictObject({ seconds: secondsTable, meters: metersTable.exactOptional() });

const travel = z
  .strictObject({
    places: z.array(location).max(5000),
    modes: z.partialRecord(z.enum(TRAVEL_MODES), modeTables),
  })
  .superRefine(({ places, modes }, { addIssue }) => {
    for (const [mode, tables] of Object.entries(modes)) {
      for (const [name, table] of Object.entries(tables)) {
        const isSquare = table.length === places.length && table.every((row) => row.length === places.length);
        const message = `must have ${places.length} rows of ${places.length} numbers, for as many places`;
        if (!isSquare) addIssue({ code: 'custom', path: ['modes', mode, name], message, input: tables });
      }
    }
  });

export const snapshotFile = z
  .strictObject({
    at: epochSeconds,
    zone,
    policy: policy.default(DEFAULT_POLICY),
    stores: z.array(store),
    couriers: z.array(courier),
    positions: z.array(position),
    orders: z.array(order),
    lastPlan: lastPlan.nullable().default(null),
    revision: count.default(0),
    travel: travel.exactOptional(),
  })
  .superRefine((file, { addIssue }) => {
    const fault = (path: readonly PropertyKey[], input: unknown, message: string) =>
      addIssue({ code: 'custom', path: [...path], message, input });
    for (const [list, name, values] of [
      ['orders', 'orderId', file.orders.map((record) => record.orderId)],
      ['couriers', 'courierId', file.couriers.map((record) => record.courierId)],
      ['stores', 'storeId', file.stores.map((record) => record.storeId)],
      ['positions', 'courierId', file.positions.map((record) => record.courierId)],
    ] as const) {
      const first = new Map<string, number>();
      for (const [i, value] of values.entries()) {
        const other = first.get(value);
        if (other === undefined) first.set(value, i);
        else fault([list, i, name], value, `is that of ${list}[${other}] too`);
      }
    }
    for (const list of ['orders', 'couriers', 'stores'] as const) {
      for (const [i, record] of file[list].entries()) {
        if (record.zoneId === undefined || record.zoneId === file.zone.zoneId) continue;
        fault([list, i, 'zoneId'], record.zoneId, `is not the snapshot's zone, ${file.zone.zoneId}`);
      }
    }
  });

export type SnapshotFile = z.output<typeof snapshotFile>;
/** Travel that the file brings along, instead of the zone's model. */
export type GivenTravel = z.output<typeof travel>;
