// The rules of one courier's day: a walk along its moves and stops in the order of time.
import { addLoads, fits, NO_LOAD } from '../../domain/load.ts';
import { type Location, locationKey } from '../../domain/location.ts';
import type { OfferId, OrderId } from '../../kernel/ids.ts';
import type { EpochSeconds } from '../../kernel/units.ts';
import type { Day, DayCourier } from '../day.ts';
import type { BreakLog, CourierLog, MoveLog, OrderLog, StopLog } from '../world-log.ts';
import type { AuditRule, Finding } from './finding.ts';
import { leastTravelSec } from './least-travel.ts';

type Step =
  | { readonly what: 'move'; readonly it: MoveLog }
  | { readonly what: 'stop'; readonly it: StopLog }
  | { readonly what: 'break'; readonly it: BreakLog };

export interface Case {
  readonly day: Day;
  /** A courier whose way or batch takes longer than expected keeps its word: it may pick up after its shift. */
  readonly isUncertain: boolean;
}

/** Findings of one courier; `orders` are all orders' logs. */
export function auditCourier(court: Case, log: CourierLog, orders: readonly OrderLog[]): Finding[] {
  const person = court.day.couriers.find(({ courier }) => courier.courierId === log.courierId);
  if (!person) return [];
  const walk = new CourierWalk(court, person, orders);
  const steps: Step[] = [
    ...log.moves.map((it) => ({ what: 'move', it }) as const),
    ...log.stops.map((it) => ({ what: 'stop', it }) as const),
    ...log.breaks.map((it) => ({ what: 'break', it }) as const),
  ];
  for (const step of steps.sort(inTime)) {
    if (step.what === 'move') walk.move(step.it);
    else if (step.what === 'stop') walk.stop(step.it);
    else walk.rest(step.it);
  }
  return walk.findings;
}

/** A stop begins when the courier arrives; a move that ends in that second came before it. */
function inTime(a: Step, b: Step): number {
  const [fromA, toA] = span(a);
  const [fromB, toB] = span(b);
  return fromA - fromB || toA - toB;
}

function span({ what, it }: Step): readonly [EpochSeconds, EpochSeconds] {
  if (what === 'break') return [it.startAt, it.endAt];
  return what === 'move' ? [it.departAt, it.arriveAt] : [it.arriveAt, it.departAt];
}

class CourierWalk {
  readonly findings: Finding[] = [];
  private readonly day: Day;
  private readonly isUncertain: boolean;
  private readonly person: DayCourier;
  private readonly orders: ReadonlyMap<OrderId, Day['orders'][number]['order']>;
  private readonly acceptedAt: ReadonlyMap<OfferId, EpochSeconds>;
  private place: Location;
  private freeAt = Number.NEGATIVE_INFINITY;
  private readonly aboard = new Set<OrderId>();

  constructor({ day, isUncertain }: Case, person: DayCourier, orders: readonly OrderLog[]) {
    const { courierId } = person.courier;
    this.day = day;
    this.isUncertain = isUncertain;
    this.person = person;
    this.orders = new Map(day.orders.map(({ order }) => [order.orderId, order]));
    const own = orders.flatMap(({ acceptances }) => acceptances.filter((one) => one.courierId === courierId));
    this.acceptedAt = new Map(own.sort((a, b) => b.at - a.at).map(({ offerId, at }) => [offerId, at]));
    this.place = person.home;
  }

  move({ offerId, from, to, departAt, arriveAt }: MoveLog): void {
    this.standAt(from, departAt, 'sets out');
    if (offerId === null) this.errand(to, departAt);
    const acceptedAt = this.acceptedAt.get(offerId ?? '');
    if (offerId !== null && (acceptedAt === undefined || departAt < acceptedAt))
      this.note('MOVE_BEFORE_ASSIGNMENT', `sets out for ${offerId} at ${departAt}, accepted at ${acceptedAt}`);
    const least = leastTravelSec(this.day.zone.travel, this.person.courier.mode, from, to);
    if (arriveAt - departAt < least)
      this.note(
        'TOO_FAST',
        `${arriveAt - departAt} s from ${locationKey(from)} to ${locationKey(to)}, least ${least} s`,
      );
    this.place = to;
    this.freeAt = arriveAt;
  }

  private errand(to: Location, at: EpochSeconds): void {
    const isStore = this.day.stores.some(({ location }) => locationKey(location) === locationKey(to));
    if (!isStore) this.note('MOVE_UNASSIGNED', `sets out at ${at} for ${locationKey(to)}, which is no store`);
    if (this.aboard.size > 0) this.note('MOVE_UNASSIGNED', `sets out at ${at} with ${[...this.aboard]} on board`);
  }

  stop(stop: StopLog): void {
    this.standAt(stop.location, stop.arriveAt, 'stops');
    if (stop.kind === 'pickup') this.pickup(stop);
    else this.dropoff(stop);
    this.freeAt = stop.departAt;
  }

  /** Nobody works on a break. */
  rest({ location, startAt, endAt }: BreakLog): void {
    this.standAt(location, startAt, 'rests');
    this.freeAt = endAt;
  }

  private standAt(location: Location, at: EpochSeconds, does: string): void {
    if (at < this.person.courier.shift.startAt) this.note('WORK_BEFORE_SHIFT', `${does} at ${at}, before the shift`);
    if (at < this.freeAt) this.note('TWO_PLACES', `${does} at ${at}, busy until ${this.freeAt}`);
    if (locationKey(location) !== locationKey(this.place))
      this.note('TWO_PLACES', `${does} at ${locationKey(location)} at ${at}, was at ${locationKey(this.place)}`);
    this.place = location;
  }

  private pickup({ offerId, orderIds, location, arriveAt, serviceAt, departAt }: StopLog): void {
    const { courier } = this.person;
    if (this.aboard.size > 0) this.note('INTERLEAVED', `picks up at ${serviceAt} with ${[...this.aboard]} on board`);
    const { endAt } = courier.shift;
    const isKeptWord = this.isUncertain && (this.acceptedAt.get(offerId) ?? Number.POSITIVE_INFINITY) <= endAt;
    if (serviceAt > endAt && !isKeptWord)
      this.note('PICKUP_AFTER_SHIFT', `picks up at ${serviceAt}, the shift ended at ${endAt}`);
    const storeIds = new Set(orderIds.map((orderId) => this.orders.get(orderId)?.storeId));
    if (storeIds.size !== 1) this.note('TWO_STORES', `${orderIds} are of ${[...storeIds]}`);
    const store = this.day.stores.find(({ storeId }) => storeIds.has(storeId));
    if (!store || locationKey(store.location) !== locationKey(location))
      this.note('WRONG_PLACE', `picks up ${orderIds} at ${locationKey(location)}`);
    const open = store?.openHours;
    if (open && !open.some(({ openAt, closeAt }) => openAt <= serviceAt && serviceAt <= closeAt))
      this.note('PICKUP_WHILE_CLOSED', `picks up at ${serviceAt} at ${store.storeId}`);
    const picking = orderIds.reduce((sum, orderId) => sum + (this.orders.get(orderId)?.pickingSec ?? 0), 0);
    if (store && (serviceAt - arriveAt < store.parkingSec || departAt - serviceAt < store.handoverSec + picking))
      this.note('SERVICE_CUT_SHORT', `pickup ${arriveAt} - ${serviceAt} - ${departAt} at ${store.storeId}`);
    for (const orderId of orderIds) this.load(orderId);
  }

  private load(orderId: OrderId): void {
    const { courier } = this.person;
    this.aboard.add(orderId);
    const loads = [...this.aboard].map((id) => this.orders.get(id)?.load ?? NO_LOAD);
    if (!fits(loads.reduce(addLoads), courier.capacity)) this.note('OVERLOADED', `with ${[...this.aboard]}`, orderId);
    const missing = this.orders.get(orderId)?.requirements.filter((skill) => !courier.skills.includes(skill)) ?? [];
    if (missing.length > 0) this.note('SKILL_MISSING', `needs ${missing}`, orderId);
  }

  private dropoff({ orderIds, location, arriveAt, serviceAt, departAt }: StopLog): void {
    for (const orderId of orderIds) {
      const { dropoff: door, promiseFrom = null } = this.orders.get(orderId) ?? {};
      if (promiseFrom !== null && serviceAt < promiseFrom)
        this.note('DELIVERED_BEFORE_WINDOW', `drops at ${serviceAt}, not wanted before ${promiseFrom}`, orderId);
      if (!this.aboard.delete(orderId)) this.note('DELIVERED_WITHOUT_PICKUP', `drops at ${serviceAt}`, orderId);
      if (!door || locationKey(door.location) !== locationKey(location))
        this.note('WRONG_PLACE', `drops at ${locationKey(location)}`, orderId);
      if (door && (serviceAt - arriveAt < door.accessSec || departAt - serviceAt < door.handoffSec))
        this.note('SERVICE_CUT_SHORT', `drop-off ${arriveAt} - ${serviceAt} - ${departAt}`, orderId);
    }
  }

  private note(rule: AuditRule, detail: string, orderId: OrderId | null = null): void {
    this.findings.push({ rule, orderId, courierId: this.person.courier.courierId, detail });
  }
}
