// A day that happens: orders appear when they are placed and not before, couriers do what they are told and report it like
// a real app would. It is driven from outside in virtual time, and hears nothing but the change messages.
import type { ChangeMessage } from '../domain/change.ts';
import type { TravelTable } from '../domain/travel.ts';
import type { CourierId, OfferId, OrderId } from '../kernel/ids.ts';
import { hash32, Random } from '../kernel/random.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import { Actor } from './actor.ts';
import type { Day, DayOrder } from './day.ts';
import { Diary } from './diary.ts';
import { pickupMomentOf } from './foresight.ts';
import { Mailbox, type Offering } from './mailbox.ts';
import { type Emission, Reporter } from './reporter.ts';
import { Surroundings } from './surroundings.ts';
import { travelOf } from './travel-of.ts';
import { Uncertainty } from './uncertainty.ts';
import type { WorldLog } from './world-log.ts';

export type { Emission } from './reporter.ts';

export interface WorldOptions {
  /** How long ways take in this world; by default as the day's zone says. */
  readonly travel?: TravelTable;
  /** Chance in basis points that a courier declines an offer; 0 by default. */
  readonly declineBp?: number;
  /** From the offer to the courier's answer; 0 by default. */
  readonly answerSec?: Seconds;
  /** How long before its shift a courier reports for it; 0 by default. */
  readonly announceSec?: Seconds;
  /** Driving couriers report where they are at every multiple of this; 0: never. By default 60, on planar days 0. */
  readonly positionSec?: Seconds;
  /** Relative standard deviation of the stores' estimates of preparation times; 0, exact, by default. */
  readonly prepSigma?: number;
  /** Relative standard deviation of what drives take above the travel model; 0, exact, by default. */
  readonly travelSigma?: number;
}

export class World {
  private readonly day: Day;
  private readonly options: Required<Omit<WorldOptions, 'travel' | 'prepSigma' | 'travelSigma'>>;
  private readonly uncertainty: Uncertainty;
  private readonly around: Surroundings;
  private readonly reporter: Reporter;
  private readonly mailbox = new Mailbox();
  private readonly actors: ReadonlyMap<CourierId, Actor>;
  private readonly chance: number;
  /** What happens at a moment of its own, beside what couriers do. */
  private readonly diary = new Diary();
  private readonly ended = new Set<OrderId>();
  private readonly unanswered = new Map<Offering, readonly OrderId[]>();
  private unplaced: number;
  private now: EpochSeconds;
  private reportedAt: EpochSeconds;

  constructor(day: Day, options: WorldOptions, rng: Random) {
    this.day = day;
    this.options = {
      declineBp: options.declineBp ?? 0,
      answerSec: options.answerSec ?? 0,
      announceSec: options.announceSec ?? 0,
      positionSec: options.positionSec ?? (day.zone.travel.kind === 'planar' ? 0 : 60),
    };
    this.chance = rng.uint32();
    this.uncertainty = uncertaintyOf(day, options, this.chance);
    this.around = new Surroundings(day, options.travel ?? travelOf(day.zone.travel), this.uncertainty);
    this.reporter = new Reporter(day);
    this.actors = new Map(day.couriers.map((one) => [one.courier.courierId, new Actor(one, this.around, day.fromAt)]));
    this.unplaced = day.orders.length;
    this.now = day.fromAt;
    this.reportedAt = day.fromAt;
    this.fillDiary();
  }

  get log(): WorldLog {
    return { orders: this.reporter.orders, couriers: [...this.actors.values()].map((actor) => actor.log) };
  }

  /** True when the clock has run out, or no order is left and none will come, or nobody is left to work. */
  done(): boolean {
    if (this.day.toAt !== null && this.now >= this.day.toAt) return true;
    if (this.unplaced > 0) return false;
    const isAllEnded = this.ended.size === this.day.orders.length;
    return isAllEnded || [...this.actors.values()].every((actor) => actor.log.offAt !== null);
  }

  /** The next moment at which something happens by itself; null when the day is done. */
  nextAt(): EpochSeconds | null {
    if (this.done()) return null;
    const next = Math.max(this.now, Math.min(this.nextMoment(), this.day.toAt ?? Number.POSITIVE_INFINITY));
    return Number.isFinite(next) ? next : null;
  }

  /** Lets everything happen up to `to`, and tells what did. */
  advance(to: EpochSeconds): Emission {
    const until = Math.min(to, this.day.toAt ?? to);
    for (let next = this.nextMoment(); next <= until; next = this.nextMoment()) {
      this.now = Math.max(this.now, next);
      this.live(this.now);
    }
    this.now = Math.max(this.now, until);
    return this.reporter.collect();
  }

  /** A message reaches the couriers' apps at `at`, or now if that is later; tells what happened by then and at once. */
  receive(message: ChangeMessage, at: EpochSeconds): Emission {
    const before = this.advance(at);
    if (message.kind === 'plan_changes') this.takeChanges(message);
    else for (const orderId of message.orderIds) this.takeAway(orderId, message.courierId, message.offerId);
    const after = this.advance(this.now);
    return { events: [...before.events, ...after.events], positions: [...before.positions, ...after.positions] };
  }

  private fillDiary(): void {
    const { day, diary, reporter } = this;
    diary.note(day.fromAt, (at) => reporter.settings(at));
    for (const actor of this.actors.values()) {
      const reportAt = actor.courier.shift.startAt - this.options.announceSec;
      diary.note(Math.max(day.fromAt, reportAt), (at) => reporter.onShift(actor, at));
    }
    for (const order of day.orders) {
      diary.note(order.placedAt, (at) => this.place(order, at));
      if (this.uncertainty.isPrepUncertain) diary.note(order.order.readyAt, (at) => this.finish(order, at));
      if (order.cancelAt !== null) diary.note(order.cancelAt, (at) => this.cancel(order.order.orderId, at));
    }
  }

  private place(order: DayOrder, at: EpochSeconds): void {
    this.unplaced -= 1;
    this.reporter.placed(order, this.uncertainty.estimatedReadyAt(order), at);
  }

  /** Who has to guess beforehand says when it is so. */
  private finish({ order: { orderId } }: DayOrder, at: EpochSeconds): void {
    if (!this.ended.has(orderId)) this.reporter.ready(orderId, at);
  }

  /** When something happens next, perhaps in the past for what was just learnt; infinity: never. */
  private nextMoment(): EpochSeconds {
    let next = this.diary.nextAt();
    let isAnyDriving = false;
    for (const actor of this.actors.values()) {
      next = Math.min(next, actor.nextAt() ?? next, shiftEndOf(actor) ?? next);
      isAnyDriving ||= actor.activity.kind === 'driving';
    }
    return isAnyDriving ? Math.min(next, this.nextReportAt()) : next;
  }

  private live(at: EpochSeconds): void {
    const isReport = at === this.nextReportAt();
    for (let due = this.diary.takeDue(at); due; due = this.diary.takeDue(at)) due(at);
    for (const actor of this.actors.values()) this.letAct(actor, at);
    if (isReport) this.reportPositions(at);
  }

  private letAct(actor: Actor, at: EpochSeconds): void {
    for (let next = actor.nextAt(); next !== null && next <= at; next = actor.nextAt()) {
      const deed = actor.step(at);
      if (deed) this.reporter.did(actor, deed, at);
      if (deed?.kind === 'delivered') for (const orderId of deed.orderIds) this.ended.add(orderId);
    }
    const shiftEndAt = shiftEndOf(actor);
    if (shiftEndAt !== null && shiftEndAt <= at) this.reporter.offShift(actor, at);
  }

  private takeChanges(message: Extract<ChangeMessage, { kind: 'plan_changes' }>): void {
    const news = this.mailbox.take(message);
    for (const { orderId, courierId, offerId } of news.offered)
      this.reporter.offered(orderId, courierId, offerId, this.now);
    for (const change of news.withdrawn) {
      this.reporter.withdrawn(change, this.now);
      this.takeAway(change.orderId, change.courierId, change.offerId);
    }
    for (const errand of news.errands) this.actors.get(errand.courierId)?.sendTo(errand, this.now);
    for (const offering of news.complete) {
      this.unanswered.set(offering, offering.orderIds);
      this.diary.note(this.now + this.options.answerSec, (at) => this.answer(offering, at));
    }
  }

  /** The courier sees whether it will be in time for the pickup, and says no if it will not. */
  private answer(offering: Offering, at: EpochSeconds): void {
    const orderIds = (this.unanswered.get(offering) ?? []).filter((orderId) => !this.ended.has(orderId));
    this.unanswered.delete(offering);
    const actor = this.actors.get(offering.courierId);
    if (!actor || orderIds.length === 0) return;
    const batch = { ...offering, orderIds, acceptedAt: at, isPickedUp: false };
    const isAccepted =
      actor.log.offAt === null &&
      !this.isUnwilling(offering) &&
      pickupMomentOf(actor, batch, this.around, at) <= actor.courier.shift.endAt;
    this.reporter.answered(offering, orderIds, isAccepted, at);
    if (isAccepted) actor.accept(batch);
  }

  /** Drawn from the offer's own name: who is asked first changes nothing. */
  private isUnwilling({ offerId, courierId }: Offering): boolean {
    if (this.options.declineBp === 0) return false;
    return new Random(hash32(`${this.chance}:${offerId}:${courierId}`)).below(10_000) < this.options.declineBp;
  }

  private takeAway(orderId: OrderId, courierId: CourierId, offerId: OfferId): void {
    for (const [offering, orderIds] of this.unanswered)
      if (offering.offerId === offerId && offering.courierId === courierId)
        this.unanswered.set(
          offering,
          orderIds.filter((id) => id !== orderId),
        );
    if (this.actors.get(courierId)?.drop(orderId, offerId, this.now))
      this.reporter.acceptanceEnded(orderId, courierId, offerId, this.now);
  }

  /** The customer's word counts until the pickup. */
  private cancel(orderId: OrderId, at: EpochSeconds): void {
    const { pickups, acceptances } = this.reporter.orderLog(orderId);
    if (pickups.length > 0) return;
    this.ended.add(orderId);
    this.reporter.cancelled(orderId, at);
    for (const { courierId, offerId } of acceptances) this.takeAway(orderId, courierId, offerId);
  }

  private nextReportAt(): EpochSeconds {
    const { positionSec } = this.options;
    if (positionSec === 0) return Number.POSITIVE_INFINITY;
    return Math.max(this.reportedAt + positionSec, Math.ceil(this.now / positionSec) * positionSec);
  }

  private reportPositions(at: EpochSeconds): void {
    this.reportedAt = at;
    const positions = [...this.actors.values()].flatMap((actor) => {
      const location = actor.positionAt(at);
      return location ? [{ courierId: actor.courier.courierId, location, at }] : [];
    });
    this.reporter.stands(positions);
  }
}

function uncertaintyOf(day: Day, { prepSigma = 0, travelSigma = 0 }: WorldOptions, chance: number): Uncertainty {
  const { travel } = day.zone;
  return new Uncertainty(
    { prepSigma, travelSigma, stepSec: travel.kind === 'planar' ? travel.roundUpToSec : 1 },
    chance,
  );
}

/** When it goes off shift, if nothing comes up before; null while it has work, and before and after the shift. */
function shiftEndOf({ isIdle, log, courier }: Actor): EpochSeconds | null {
  return isIdle && log.onAt !== null && log.offAt === null ? courier.shift.endAt : null;
}
