// A courier as a baseline knows it: where and when it is free after all that it was given. What it does earlier or later
// than expected moves all that follows.
import type { CourierOnShift } from '../../domain/event.ts';
import type { Location } from '../../domain/location.ts';
import type { CourierId, OrderId, StoreId } from '../../kernel/ids.ts';
import type { EpochSeconds, Seconds } from '../../kernel/units.ts';
import { DECISION_SEC, type KnownOrder } from './dispatcher.ts';

/** A bundle that is given and not yet delivered. */
interface Task {
  readonly before: Location;
  freeBeforeAt: EpochSeconds;
  /** Null: picked up. */
  pickupAt: EpochSeconds | null;
  readonly dropsAt: Map<OrderId, EpochSeconds>;
}

export class Worker {
  readonly courierId: CourierId;
  readonly shiftEndAt: EpochSeconds;
  readonly declined = new Set<OrderId>();
  location: Location;
  freeAt: EpochSeconds;
  /** The store where it is to wait for orders, also while it is on its way there; null: none. */
  awaitedAt: StoreId | null = null;
  private tasks: Task[] = [];

  constructor({ courierId, shift }: CourierOnShift['courier'], location: Location) {
    this.courierId = courierId;
    this.shiftEndAt = shift.endAt;
    this.location = location;
    this.freeAt = shift.startAt;
  }

  get isIdle(): boolean {
    return this.tasks.length === 0;
  }

  /** @param orders at least one, in drop sequence, with the moments expected for them. */
  take(orders: readonly KnownOrder[], pickupAt: EpochSeconds, dropsAt: readonly EpochSeconds[]): void {
    const expected = new Map(orders.map(({ orderId }, i) => [orderId, dropsAt[i] ?? 0]));
    this.awaitedAt = null;
    this.tasks.push({ before: this.location, freeBeforeAt: this.freeAt, pickupAt, dropsAt: expected });
    const last = orders.at(-1);
    if (!last) return;
    this.location = last.dropoff.location;
    this.freeAt = (dropsAt.at(-1) ?? pickupAt) + last.dropoff.handoffSec;
  }

  /** It goes to a store without orders, and is free when it is there. */
  goTo(storeId: StoreId, location: Location, arriveAt: EpochSeconds): void {
    this.awaitedAt = storeId;
    this.location = location;
    this.freeAt = arriveAt;
  }

  /** It does not carry the task of these orders out; one that it was given later is not moved. */
  declines(orderIds: readonly OrderId[]): void {
    for (const orderId of orderIds) this.declined.add(orderId);
    const task = this.taskOf(orderIds[0]);
    if (!task) return;
    if (task === this.tasks.at(-1)) {
      this.location = task.before;
      this.freeAt = task.freeBeforeAt;
    }
    this.tasks = this.tasks.filter((one) => one !== task);
  }

  pickedUp(orderId: OrderId, at: EpochSeconds): void {
    const task = this.taskOf(orderId);
    if (!task || task.pickupAt === null) return;
    this.delay(at - task.pickupAt);
    task.pickupAt = null;
  }

  delivered(orderId: OrderId, at: EpochSeconds): void {
    const task = this.taskOf(orderId);
    if (!task) return;
    this.delay(at - (task.dropsAt.get(orderId) ?? at));
    task.dropsAt.delete(orderId);
    if (task.dropsAt.size === 0) this.tasks = this.tasks.filter((one) => one !== task);
  }

  /** Whoever should be done by now and has not said so will not be done before the next decision. */
  isNotFreeBefore(at: EpochSeconds): void {
    if (!this.isIdle && this.freeAt <= at) this.delay(at + DECISION_SEC - this.freeAt);
  }

  private taskOf(orderId: OrderId | undefined): Task | undefined {
    return orderId === undefined ? undefined : this.tasks.find(({ dropsAt }) => dropsAt.has(orderId));
  }

  private delay(seconds: Seconds): void {
    if (seconds === 0) return;
    this.freeAt += seconds;
    for (const task of this.tasks) {
      task.freeBeforeAt += seconds;
      if (task.pickupAt !== null) task.pickupAt += seconds;
      for (const [orderId, at] of task.dropsAt) task.dropsAt.set(orderId, at + seconds);
    }
  }
}
