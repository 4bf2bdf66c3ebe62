// Writes down what happens in the world, twice: as the events that a real app would send, and in the log for the judges.
import type { WithdrawChange } from '../domain/change.ts';
import type { DomainEvent, PositionsReported } from '../domain/event.ts';
import type { Location } from '../domain/location.ts';
import type { CourierId, OfferId, OrderId } from '../kernel/ids.ts';
import { invariant } from '../kernel/result.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import type { Actor, Deed } from './actor.ts';
import type { Day, DayOrder } from './day.ts';
import type { Offering } from './mailbox.ts';
import { newOrderLog, type OrderLog } from './world-log.ts';

/** What left the world in a stretch of time, in the order in which it happened. */
export interface Emission {
  readonly events: readonly DomainEvent[];
  readonly positions: readonly PositionsReported[];
}

export class Reporter {
  private readonly day: Day;
  private readonly logs: Map<OrderId, OrderLog>;
  private events: DomainEvent[] = [];
  private positions: PositionsReported[] = [];

  constructor(day: Day) {
    this.day = day;
    this.logs = new Map(day.orders.map(({ order }) => [order.orderId, newOrderLog(order.orderId)]));
  }

  get orders(): readonly OrderLog[] {
    return [...this.logs.values()];
  }

  orderLog(orderId: OrderId): OrderLog {
    const log = this.logs.get(orderId);
    invariant(log, `the world was told of order ${orderId}, which its day does not have`);
    return log;
  }

  /** All that was reported since the last call. */
  collect(): Emission {
    const { events, positions } = this;
    this.events = [];
    this.positions = [];
    return { events, positions };
  }

  settings(at: EpochSeconds): void {
    const { policy, zone, stores } = this.day;
    if (policy) this.events.push({ ...this.head(`policy-${policy.policyId}`, at), type: 'policy_configured', policy });
    this.events.push({ ...this.head('zone', at), type: 'zone_configured', zone });
    for (const store of stores)
      this.events.push({ ...this.head(`store-${store.storeId}`, at), type: 'store_configured', store });
  }

  /** @param readyAt as its store estimates it. */
  placed({ order }: DayOrder, readyAt: EpochSeconds, at: EpochSeconds): void {
    this.orderLog(order.orderId).placedAt = at;
    const head = this.head(`placed-${order.orderId}`, at);
    this.events.push({ ...head, type: 'order_placed', order: { ...order, readyAt } });
  }

  ready(orderId: OrderId, at: EpochSeconds): void {
    const changes = { readyAt: at };
    this.events.push({ ...this.head(`ready-${orderId}`, at), type: 'order_changed', orderId, changes });
  }

  cancelled(orderId: OrderId, at: EpochSeconds): void {
    this.orderLog(orderId).cancelledAt = at;
    const reason = 'the customer called it off';
    this.events.push({ ...this.head(`cancelled-${orderId}`, at), type: 'order_cancelled', orderId, reason });
  }

  onShift({ courier, log }: Actor, at: EpochSeconds): void {
    log.onAt = at;
    const head = this.head(`on-shift-${courier.courierId}`, at);
    this.events.push({ ...head, type: 'courier_on_shift', courier, location: log.home });
  }

  offShift({ courier, log }: Actor, at: EpochSeconds): void {
    log.offAt = at;
    const { courierId } = courier;
    this.events.push({ ...this.head(`off-shift-${courierId}`, at), type: 'courier_off_shift', courierId });
  }

  offered(orderId: OrderId, courierId: CourierId, offerId: OfferId, at: EpochSeconds): void {
    this.orderLog(orderId).offers.push({ courierId, offerId, at });
  }

  withdrawn({ orderId, courierId, offerId, reason }: WithdrawChange, at: EpochSeconds): void {
    this.orderLog(orderId).withdrawals.push({ courierId, offerId, at, reason });
  }

  answered(
    { offerId, courierId, revision }: Offering,
    orderIds: readonly OrderId[],
    isAccepted: boolean,
    at: EpochSeconds,
  ): void {
    const head = this.head(`answer-${offerId}-${revision}`, at);
    const type = isAccepted ? 'offer_accepted' : 'offer_declined';
    this.events.push({ ...head, type, courierId, offerId, orderIds });
    for (const orderId of orderIds) {
      const log = this.orderLog(orderId);
      if (isAccepted) log.acceptances.push({ courierId, offerId, at, endedAt: null });
      else log.declines.push({ courierId, offerId, at });
    }
  }

  /** The courier has learnt that an order which it accepted is not its own. */
  acceptanceEnded(orderId: OrderId, courierId: CourierId, offerId: OfferId, at: EpochSeconds): void {
    for (const acceptance of this.orderLog(orderId).acceptances)
      if (acceptance.courierId === courierId && acceptance.offerId === offerId) acceptance.endedAt ??= at;
  }

  did({ courier: { courierId } }: Actor, deed: Deed, at: EpochSeconds): void {
    if (deed.kind === 'en_route') {
      const { storeId, arriveAt } = deed;
      const head = this.head(`en-route-${courierId}-${at}`, at);
      this.events.push({ ...head, type: 'courier_en_route', courierId, storeId, arriveAt });
      return;
    }
    if (deed.kind === 'stranded' || deed.kind === 'arrived') {
      this.stands([{ courierId, location: deed.location, at }]);
      return;
    }
    if (deed.kind === 'break_started' || deed.kind === 'break_ended') {
      const head = this.head(`${deed.kind}-${courierId}-${at}`, at);
      this.events.push({ ...head, type: `courier_${deed.kind}`, courierId });
      return;
    }
    const { offerId } = deed;
    for (const orderId of deed.orderIds) {
      const log = this.orderLog(orderId);
      (deed.kind === 'picked_up' ? log.pickups : log.deliveries).push({ courierId, offerId, at });
      const type = deed.kind === 'picked_up' ? 'order_picked_up' : 'order_delivered';
      this.events.push({ ...this.head(`${deed.kind}-${orderId}-${courierId}`, at), type, orderId, courierId });
    }
  }

  stands(positions: readonly { courierId: CourierId; location: Location; at: EpochSeconds }[]): void {
    if (positions.length > 0) this.positions.push({ zoneId: this.day.zoneId, positions });
  }

  /** Event ids follow from what happened, so that the same day always sends the same. */
  private head(what: string, at: EpochSeconds) {
    return { eventId: `${this.day.zoneId}/${what}`, zoneId: this.day.zoneId, at };
  }
}
