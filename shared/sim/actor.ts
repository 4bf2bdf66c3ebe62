// One simulated courier: it drives, parks, waits, picks up and hands over as told, batch after batch, takes its breaks
// and stays where it is in between. A batch that has lost orders is carried out with the rest. With nothing to do it goes to
// a store where it was asked to be; nothing diverts it on the way.
import { type Location, locationKey } from '../domain/location.ts';
import type { OfferId, OrderId, StoreId } from '../kernel/ids.ts';
import { invariant } from '../kernel/result.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import type { DayCourier } from './day.ts';
import { type Rest, Rests } from './rests.ts';
import type { ActorBatch, Surroundings } from './surroundings.ts';
import type { CourierLog } from './world-log.ts';

export type Activity =
  | { readonly kind: 'waiting'; readonly since: EpochSeconds }
  | { readonly kind: 'resting'; readonly until: EpochSeconds }
  | {
      readonly kind: 'driving';
      readonly from: Location;
      readonly to: Location;
      readonly departAt: EpochSeconds;
      readonly arriveAt: EpochSeconds;
    }
  | { readonly kind: 'serving'; readonly arriveAt: EpochSeconds }
  | { readonly kind: 'leaving'; readonly departAt: EpochSeconds };

/** What a courier did in a step that others have to hear of. */
export type Deed =
  | { readonly kind: 'picked_up' | 'delivered'; readonly offerId: OfferId; readonly orderIds: readonly OrderId[] }
  | { readonly kind: 'break_started' }
  | { readonly kind: 'break_ended' }
  /** It sets out for a store without orders, or has come there. */
  | { readonly kind: 'en_route'; readonly storeId: StoreId; readonly arriveAt: EpochSeconds }
  | { readonly kind: 'arrived'; readonly location: Location }
  /** It stands where nobody would look for it, because its batch was taken from it on the way. */
  | { readonly kind: 'stranded'; readonly location: Location };

/** A store to go to without orders. */
export interface Errand {
  readonly storeId: StoreId;
  readonly departAt: EpochSeconds;
}

export class Actor {
  readonly courier: DayCourier['courier'];
  readonly log: CourierLog;
  location: Location;
  activity: Activity;
  /** What it is working on, from setting out to the last drop; emptied when all of it was taken away. */
  current: ActorBatch | null = null;
  /** Accepted and not begun. */
  readonly queue: ActorBatch[] = [];
  /** Where it is asked to be, unless there is work; null once it has set out. */
  private errand: Errand | null = null;
  private readonly around: Surroundings;
  private readonly rests: Rests;
  /** When it last learnt something: nobody acts on news before having them. */
  private informedAt: EpochSeconds;

  constructor({ courier, home }: DayCourier, around: Surroundings, at: EpochSeconds) {
    const { courierId, mode } = courier;
    this.courier = courier;
    this.around = around;
    this.rests = new Rests(courier);
    this.activity = { kind: 'waiting', since: at };
    this.log = { courierId, mode, home, onAt: null, offAt: null, moves: [], stops: [], breaks: [] };
    this.location = home;
    this.informedAt = at;
  }

  get isIdle(): boolean {
    return this.current === null && this.queue.length === 0;
  }

  /** When it does the next thing; null while it has nothing to do. */
  nextAt(): EpochSeconds | null {
    const { activity } = this;
    switch (activity.kind) {
      case 'waiting': {
        const workAt = this.workAt() ?? this.errandAt();
        return this.restAfter(activity.since, workAt)?.startAt ?? workAt;
      }
      case 'resting':
        return activity.until;
      case 'driving':
        return activity.arriveAt;
      case 'serving':
        return Math.max(this.serviceMoment(activity.arriveAt), this.informedAt);
      case 'leaving':
        return activity.departAt;
    }
  }

  /** Does what is due at `at`, the moment that `nextAt` said or later. */
  step(at: EpochSeconds): Deed | null {
    switch (this.activity.kind) {
      case 'waiting':
        return this.begin(this.activity.since, at);
      case 'resting':
        this.activity = { kind: 'waiting', since: at };
        return { kind: 'break_ended' };
      case 'driving':
        this.location = this.activity.to;
        if (this.current === null) return this.arrive(at);
        this.activity = { kind: 'serving', arriveAt: at };
        return this.current.orderIds.length === 0 ? this.strand(at) : null;
      case 'serving':
        return this.current?.orderIds.length === 0 ? this.strand(at) : this.serve(this.activity.arriveAt, at);
      case 'leaving':
        this.setOut(at);
        return null;
    }
  }

  /** Batches are carried out in the order in which they were accepted; of one moment, what sets out first comes first. */
  accept(batch: ActorBatch): void {
    this.queue.push(batch);
    this.errand = null;
    this.queue.sort((a, b) => a.acceptedAt - b.acceptedAt || a.departAt - b.departAt);
    this.informedAt = batch.acceptedAt;
  }

  /** It goes there when it is done with what it is doing, unless it accepts a batch before: that has overtaken the errand. */
  sendTo(errand: Errand, at: EpochSeconds): void {
    if (this.queue.length > 0 || (this.current?.orderIds.length ?? 0) > 0) return;
    this.errand = errand;
    this.informedAt = at;
  }

  /** Takes an order off a batch that is not picked up; true when the courier had it. */
  drop(orderId: OrderId, offerId: OfferId, at: EpochSeconds): boolean {
    const batches = this.current ? [this.current, ...this.queue] : this.queue;
    const batch = batches.find((one) => one.offerId === offerId && one.orderIds.includes(orderId));
    if (!batch || batch.isPickedUp) return false;
    batch.orderIds = batch.orderIds.filter((id) => id !== orderId);
    const index = this.queue.indexOf(batch);
    if (batch.orderIds.length === 0 && index >= 0) this.queue.splice(index, 1);
    this.informedAt = at;
    return true;
  }

  /** Where it is at `at` while it drives, on the straight line; null while it stands. */
  positionAt(at: EpochSeconds): Location | null {
    if (this.activity.kind !== 'driving') return null;
    const { from, to, departAt, arriveAt } = this.activity;
    const between = (a: number, b: number) =>
      a + Math.round(((b - a) * (at - departAt)) / Math.max(1, arriveAt - departAt));
    return { lat: between(from.lat, to.lat), lng: between(from.lng, to.lng) };
  }

  /** When it sets out for the batch that is next; null: there is none. */
  private workAt(): EpochSeconds | null {
    const [next] = this.queue;
    return next ? Math.max(next.departAt, this.courier.shift.startAt, this.informedAt) : null;
  }

  /** When it sets out for where it is asked to be; null: it is not, or the shift is over. */
  private errandAt(): EpochSeconds | null {
    if (this.errand === null || this.log.offAt !== null) return null;
    return Math.max(this.errand.departAt, this.courier.shift.startAt, this.informedAt);
  }

  private restAfter(since: EpochSeconds, workAt: EpochSeconds | null): Rest | null {
    const isOnShift = this.log.onAt !== null && this.log.offAt === null;
    return isOnShift ? this.rests.next(since, workAt ?? Number.POSITIVE_INFINITY) : null;
  }

  /** A break that is due, else the batch that is next. */
  private begin(since: EpochSeconds, at: EpochSeconds): Deed | null {
    const rest = this.restAfter(since, this.workAt() ?? this.errandAt());
    if (rest === null) {
      this.current = this.queue.shift() ?? null;
      if (this.current === null) return this.runErrand(at);
      this.setOut(at);
      return null;
    }
    const until = at + rest.durationSec;
    this.rests.begin(at);
    this.activity = { kind: 'resting', until };
    this.log.breaks.push({ location: this.location, startAt: at, endAt: until });
    return { kind: 'break_started' };
  }

  private runErrand(at: EpochSeconds): Deed | null {
    const { errand } = this;
    this.errand = null;
    this.activity = { kind: 'waiting', since: at };
    if (errand === null) return null;
    const { storeId } = errand;
    const { location } = this.around.store(storeId);
    // What its app expects: how long the way will take this time nobody knows.
    const arriveAt = at + this.around.travelSec(this.courier.mode, this.location, location);
    if (locationKey(location) !== locationKey(this.location)) this.driveTo(location, null, at);
    return { kind: 'en_route', storeId, arriveAt };
  }

  private arrive(at: EpochSeconds): Deed {
    this.activity = { kind: 'waiting', since: at };
    return { kind: 'arrived', location: this.location };
  }

  /** Drives to the next stop of the current batch; with none left, the batch is done. */
  private setOut(at: EpochSeconds): void {
    const to = this.target();
    if (to === null) {
      this.current = null;
      this.activity = { kind: 'waiting', since: at };
    } else if (locationKey(to) === locationKey(this.location)) {
      this.activity = { kind: 'serving', arriveAt: at };
    } else {
      this.driveTo(to, this.current?.offerId ?? null, at);
    }
  }

  private driveTo(to: Location, offerId: OfferId | null, at: EpochSeconds): void {
    const from = this.location;
    const { courierId, mode } = this.courier;
    const arriveAt = at + this.around.driveSec(mode, from, { courierId, at, to });
    this.activity = { kind: 'driving', from, to, departAt: at, arriveAt };
    this.log.moves.push({ offerId, from, to, departAt: at, arriveAt });
  }

  private serve(arriveAt: EpochSeconds, at: EpochSeconds): Deed {
    const batch = this.current;
    const first = batch?.orderIds[0];
    invariant(batch && first !== undefined, `courier ${this.courier.courierId} has nothing to do at a stop`);
    const { offerId, isPickedUp } = batch;
    const orderIds = isPickedUp ? [first] : batch.orderIds;
    const restSec = isPickedUp ? this.around.order(first).dropoff.handoffSec : this.around.pickupSec(batch);
    this.activity = { kind: 'leaving', departAt: at + restSec };
    this.log.stops.push({
      kind: isPickedUp ? 'dropoff' : 'pickup',
      offerId,
      location: this.location,
      orderIds,
      arriveAt,
      serviceAt: at,
      departAt: at + restSec,
    });
    if (isPickedUp) batch.orderIds = batch.orderIds.slice(1);
    else batch.isPickedUp = true;
    return { kind: isPickedUp ? 'delivered' : 'picked_up', offerId, orderIds };
  }

  private strand(at: EpochSeconds): Deed {
    this.current = null;
    this.activity = { kind: 'waiting', since: at };
    return { kind: 'stranded', location: this.location };
  }

  private target(): Location | null {
    const first = this.current?.orderIds[0];
    if (!this.current || first === undefined) return null;
    return this.current.isPickedUp
      ? this.around.order(first).dropoff.location
      : this.around.store(this.current.storeId).location;
  }

  private serviceMoment(arriveAt: EpochSeconds): EpochSeconds {
    const first = this.current?.orderIds[0];
    if (!this.current || first === undefined) return arriveAt;
    if (this.current.isPickedUp) return this.around.dropoffMoment(first, arriveAt);
    return this.around.pickupMoment(this.current, arriveAt);
  }
}
