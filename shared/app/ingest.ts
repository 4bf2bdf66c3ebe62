// Records what happened, idempotently and in any order, then asks for a re-plan of the zone (docs/architecture.md).
import type {
  CourierBreakEnded,
  CourierBreakStarted,
  CourierEnRoute,
  CourierOffShift,
  CourierOnShift,
  DomainEvent,
  OfferAccepted,
  OfferDeclined,
  OrderDelivered,
  OrderPlaced,
} from '../domain/event.ts';
import { foldCourier } from '../domain/fold-courier.ts';
import { foldOrder, type OrderEvent } from '../domain/fold-order.ts';
import { isClosed, type Order } from '../domain/order.ts';
import { positionAfter } from '../domain/position-after.ts';
import type { OrderId, ZoneId } from '../kernel/ids.ts';
import { assertNever } from '../kernel/result.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import { believedMoment } from './believed-moment.ts';
import type { Fault } from './ports.ts';
import { setRollout, storePolicy } from './set-policy.ts';
import { update } from './update.ts';
import type { Ports } from './use-case-ports.ts';

export type IngestOutcome =
  /** `refused`: orders of an accept that are not the courier's any more. */
  | { readonly kind: 'applied'; readonly refused?: readonly OrderId[] }
  /** A duplicate, or overtaken by a later fact: nothing was left to do. */
  | { readonly kind: 'ignored'; readonly refused?: readonly OrderId[] }
  /** It can never be applied; the message belongs on the dead-letter queue with this fault. */
  | { readonly kind: 'refused'; readonly fault: Fault };

const APPLIED = { kind: 'applied' } as const;
const IGNORED = { kind: 'ignored' } as const;

/** Writes the facts of one event. Safe to repeat. Throws `Unavailable` when a store does not answer. */
export async function ingestEvent(ports: Ports, reported: DomainEvent): Promise<IngestOutcome> {
  ports.telemetry.about({ zoneId: reported.zoneId });
  const event: DomainEvent = { ...reported, at: believedMoment(reported.at, ports.clock) };
  const outcome = await applyEvent(ports, event);
  ports.telemetry.metric(METRIC_OF[outcome.kind], 1);
  return outcome;
}

const METRIC_OF = { applied: 'EventsApplied', ignored: 'EventsIgnored', refused: 'EventsRefused' } as const;

/**
 * Asks for a re-plan of the zone; call it once a zone and batch, after the facts are written, also for duplicates.
 * The de-duplication id holds the claims count read after the write: all events between two claims become one re-plan.
 */
export async function wakeZone(ports: Ports, zoneId: ZoneId): Promise<void> {
  await ports.settings.ensureZone(zoneId);
  const head = await ports.heads.want(zoneId);
  await ports.outbox.requestReplan({ zoneId, want: head.want, dueBefore: null }, `${zoneId}:${head.claims}`);
}

async function applyEvent(ports: Ports, event: DomainEvent): Promise<IngestOutcome> {
  switch (event.type) {
    case 'zone_configured':
      await ports.settings.putZone({ ...event.zone, zoneId: event.zoneId, configuredAt: event.at });
      return APPLIED;
    case 'store_configured':
      await ports.settings.putStore({ ...event.store, zoneId: event.zoneId, configuredAt: event.at });
      return APPLIED;
    case 'policy_configured':
      return storePolicy(ports, event.policy);
    case 'policy_rollout_set':
      return setRollout(ports, event.rollout, event.at);
    case 'zone_frozen':
      await ports.heads.freeze(event.zoneId, event.frozen, event.at);
      return APPLIED;
    case 'courier_on_shift':
    case 'courier_off_shift':
    case 'courier_break_started':
    case 'courier_break_ended':
    case 'courier_en_route':
      return applyToCourier(ports, event);
    case 'order_placed':
      return placeOrder(ports, event);
    case 'offer_accepted':
    case 'offer_declined':
      return applyAnswer(ports, event);
    case 'order_delivered':
      return applyDelivery(ports, event);
    case 'order_picked_up':
    case 'order_changed':
    case 'order_cancelled':
    case 'order_failed':
      return (await applyToOrder(ports, event, event.orderId)).outcome;
    default:
      return assertNever(event);
  }
}

async function placeOrder(ports: Ports, event: OrderPlaced): Promise<IngestOutcome> {
  const { orderId } = event.order;
  const claim = await ports.orders.claimId(orderId, event.zoneId);
  if (claim === 'archived') return IGNORED;
  if (claim === 'elsewhere')
    return refused(
      'ORDER_IN_OTHER_ZONE',
      `order ${orderId} was placed in another zone before`,
      'Order ids are unique over all zones, and an order never changes zone: cancel it there and place a new one here.',
    );
  const { outcome } = await applyToOrder(ports, event, orderId);
  if (outcome.kind === 'applied') ports.telemetry.metric('OrdersPlaced', 1);
  return outcome;
}

/** An accept or decline of a batch is one write an order: each order is the courier's or it is not. */
async function applyAnswer(ports: Ports, event: OfferAccepted | OfferDeclined): Promise<IngestOutcome> {
  const late: OrderId[] = [];
  let outcome: Exclude<IngestOutcome, { readonly kind: 'refused' }> = IGNORED;
  for (const orderId of event.orderIds) {
    const applied = await applyToOrder(ports, event, orderId);
    if (applied.outcome.kind === 'applied') outcome = APPLIED;
    if (applied.tooLate) late.push(orderId);
  }
  if (late.length === 0) return outcome;
  await refuseAccept(ports, event, late);
  return { ...outcome, refused: late };
}

async function refuseAccept(ports: Ports, event: OfferAccepted | OfferDeclined, orderIds: OrderId[]): Promise<void> {
  const { zoneId, courierId, offerId } = event;
  await ports.outbox.publish(
    { kind: 'accept_refused', zoneId, courierId, offerId, orderIds },
    `refused:${event.eventId}`,
  );
}

/**
 * The order first, then what the courier has earned by it: each is idempotent on its own, so a crash between heals. Only
 * the event that delivered the order counts: one of a wrong courier, or a second report of it, does not.
 */
async function applyDelivery(ports: Ports, event: OrderDelivered): Promise<IngestOutcome> {
  const { outcome, order } = await applyToOrder(ports, event, event.orderId);
  if (outcome.kind === 'applied' && order !== null) reportDelivery(ports, order, event.at);
  if (order?.seen.includes(event.eventId)) await foldIntoCourier(ports, event, event.courierId);
  return outcome;
}

function reportDelivery({ telemetry }: Ports, { promiseBy }: Order, deliveredAt: EpochSeconds): void {
  telemetry.metric('DeliveredOnTime', deliveredAt <= promiseBy ? 1 : 0);
  telemetry.metric('Lateness', Math.max(0, deliveredAt - promiseBy), 'Seconds');
}

async function applyToOrder(
  ports: Ports,
  event: OrderEvent,
  orderId: OrderId,
): Promise<{ outcome: IngestOutcome; order: Order | null; tooLate: boolean }> {
  let tooLate = false;
  let changed = false;
  let isOver = false;
  const order = await update<Order>(
    {
      read: async () => {
        const open = await ports.orders.get(event.zoneId, orderId);
        // In this order, also for a placing that looked before: an order goes into the archive before it leaves the zone.
        isOver = open === null && (await ports.orders.getArchived(orderId)) !== null;
        return open;
      },
      write: (next, expected) => ports.orders.put(next, expected),
    },
    (current) => {
      if (isOver) return null;
      const fold = foldOrder(current, orderId, event);
      tooLate = fold.kind === 'refused';
      changed = fold.kind === 'changed';
      return fold.kind === 'changed' ? noteClose(current, fold.order, ports.clock.now()) : null;
    },
  );
  if (order !== null) await notePosition(ports, event, order);
  return { outcome: changed ? APPLIED : IGNORED, order, tooLate };
}

/** The order, with our own moment of its end: the producer's may be long past when we hear of it. */
const noteClose = (before: Order | null, order: Order, now: EpochSeconds): Order =>
  isClosed(order) && (before === null || !isClosed(before)) ? { ...order, closeNotedAt: now } : order;

type ShiftEvent = CourierOnShift | CourierOffShift | CourierBreakStarted | CourierBreakEnded | CourierEnRoute;

async function applyToCourier(ports: Ports, event: ShiftEvent): Promise<IngestOutcome> {
  const courierId = event.type === 'courier_on_shift' ? event.courier.courierId : event.courierId;
  const changed = await foldIntoCourier(ports, event, courierId);
  await notePosition(ports, event, null);
  return changed ? APPLIED : IGNORED;
}

async function foldIntoCourier(ports: Ports, event: ShiftEvent | OrderDelivered, courierId: string): Promise<boolean> {
  let changed = false;
  await update(
    {
      read: () => ports.couriers.get(event.zoneId, courierId),
      write: (next, expected) => ports.couriers.put(next, expected),
    },
    (current) => {
      const fold = foldCourier(current, event);
      changed = fold.kind === 'changed';
      return fold.kind === 'changed' ? fold.courier : null;
    },
  );
  return changed;
}

/** A stop, or setting out for a store, says where the courier is; the newest position wins, so a duplicate does no harm. */
async function notePosition(ports: Ports, event: DomainEvent, order: Order | null): Promise<void> {
  const storeId = event.type === 'courier_en_route' ? event.storeId : order?.storeId;
  const needsStore = event.type === 'courier_en_route' || event.type === 'order_picked_up';
  const store = needsStore && storeId !== undefined ? await ports.settings.getStore(event.zoneId, storeId) : null;
  const position = positionAfter(event, { order, store });
  if (position !== null) await ports.couriers.putPositions(event.zoneId, [position]);
}

function refused(code: string, cause: string, action: string): IngestOutcome {
  return { kind: 'refused', fault: { code, cause, action } };
}
