// Handlers of orders: from placed to its end, and why it is where it is.
import { isDeepStrictEqual } from 'node:util';
import type { OrderView } from '../../../shared/adapters/http/answers/records.ts';
import type { orderRoutes } from '../../../shared/adapters/http/routes/orders.ts';
import { explainOrder } from '../../../shared/app/explain-order.ts';
import type { Ports } from '../../../shared/app/use-case-ports.ts';
import type {
  DomainEvent,
  OrderCancelled,
  OrderChanged,
  OrderDelivered,
  OrderFailed,
  OrderPickedUp,
  OrderPlaced,
} from '../../../shared/domain/event.ts';
import type { Order } from '../../../shared/domain/order.ts';
import { compareText } from '../../../shared/kernel/compare-text.ts';
import type { EpochSeconds } from '../../../shared/kernel/units.ts';
import { type ApiParts, type Call, done, type Handlers, problem, type Refusal, type Reply } from '../call.ts';
import { pageOf } from '../page.ts';
import { happened, isRefused, recordEvent, type Written, written } from '../record.ts';
import { orderUnknown, planNone, zoneUnknown } from '../unknown.ts';
import { orderView } from '../views.ts';

export const orderHandlers: Handlers<typeof orderRoutes> = {
  'GET /v1/zones/{zoneId}/orders': async ({ ports }, { params: { zoneId }, query }) => {
    if ((await ports.heads.get(zoneId)) === null) return zoneUnknown(zoneId);
    const orders = (await ports.orders.list(zoneId))
      .filter(({ stage }) => query.stage === undefined || stage === query.stage)
      .sort((a, b) => compareText(a.orderId, b.orderId));
    const { items, next } = pageOf(orders, ({ orderId }) => orderId, query);
    return done({ orders: items.map(orderView), next });
  },

  'GET /v1/zones/{zoneId}/orders/{orderId}': async ({ ports }, { params: { zoneId, orderId } }) => {
    const order = await findOrder(ports, zoneId, orderId);
    return order === null ? orderUnknown(orderId) : done(orderView(order));
  },

  'PUT /v1/zones/{zoneId}/orders/{orderId}': async (parts, call) => {
    const { zoneId, orderId } = call.params;
    const { at: _, ...order } = call.body;
    const event = { ...happened(parts, call), zoneId, type: 'order_placed', order: { ...order, orderId } } as const;
    const outcome = await recordEvent(parts.ports, event);
    if (isRefused(outcome)) return outcome;
    const stored = await findOrder(parts.ports, zoneId, orderId);
    if (stored === null) return orderUnknown(orderId);
    if (outcome.kind === 'ignored' && !isRepetition(stored, event)) return orderExists(orderId);
    return done({ ...written(outcome, event), order: orderView(stored) });
  },

  'PATCH /v1/zones/{zoneId}/orders/{orderId}': (parts, call) =>
    step(parts, call, { type: 'order_changed', changes: call.body.changes }),

  'POST /v1/zones/{zoneId}/orders/{orderId}/cancel': (parts, call) =>
    step(parts, call, { type: 'order_cancelled', reason: call.body.reason }),

  'POST /v1/zones/{zoneId}/orders/{orderId}/picked-up': (parts, call) =>
    step(parts, call, { type: 'order_picked_up', courierId: call.body.courierId }),

  'POST /v1/zones/{zoneId}/orders/{orderId}/delivered': (parts, call) =>
    step(parts, call, { type: 'order_delivered', courierId: call.body.courierId }),

  'POST /v1/zones/{zoneId}/orders/{orderId}/failed': (parts, call) =>
    step(parts, call, { type: 'order_failed', reason: call.body.reason }),

  'GET /v1/zones/{zoneId}/orders/{orderId}/explanation': async ({ ports, history }, { params }) => {
    const outcome = await explainOrder(ports, history, params.zoneId, params.orderId);
    if (outcome.kind === 'order-unknown') return orderUnknown(params.orderId);
    if (outcome.kind === 'no-plan') return planNone(params.zoneId);
    const { decisions, ...explained } = outcome.explained;
    return done({ ...explained, decisions: [...decisions] });
  },
};

/** The order of the zone, open or archived. */
async function findOrder(ports: Ports, zoneId: string, orderId: string): Promise<Order | null> {
  const order = (await ports.orders.get(zoneId, orderId)) ?? (await ports.orders.getArchived(orderId));
  return order?.zoneId === zoneId ? order : null;
}

type Said<E> = E extends unknown ? Omit<E, 'eventId' | 'zoneId' | 'at' | 'orderId'> : never;
type StepCall = Pick<Call<'PATCH /v1/zones/{zoneId}/orders/{orderId}'>, 'params' | 'eventId'> & {
  readonly body: { readonly at?: EpochSeconds };
};

/** A step in the life of an order that there is, or that it ends before it was heard of. */
async function step(
  parts: ApiParts,
  call: StepCall,
  said: Said<OrderChanged | OrderCancelled | OrderPickedUp | OrderDelivered | OrderFailed>,
): Promise<Reply<Written & { readonly order: OrderView }>> {
  const { zoneId, orderId } = call.params;
  const event: DomainEvent = { ...happened(parts, call), zoneId, orderId, ...said };
  const outcome = await recordEvent(parts.ports, event);
  if (isRefused(outcome)) return outcome;
  const order = await findOrder(parts.ports, zoneId, orderId);
  return order === null ? orderUnknown(orderId) : done({ ...written(outcome, event), order: orderView(order) });
}

/** The same event again, the same content again, or of an order that ended before it was placed. */
function isRepetition(stored: Order, { eventId, order }: OrderPlaced): boolean {
  if (stored.seen.includes(eventId) || stored.storeId === '') return true;
  const known: Readonly<Record<string, unknown>> = { ...stored };
  return Object.entries(order).every(([field, value]) => isDeepStrictEqual(known[field], value));
}

const orderExists = (orderId: string): Refusal =>
  problem(
    'ORDER_EXISTS',
    `order ${orderId} was placed before, with other content`,
    'Change it: PATCH /v1/zones/{zoneId}/orders/{orderId}. A new order needs a new id.',
  );
