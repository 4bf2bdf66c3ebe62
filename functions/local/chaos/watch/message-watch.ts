// Watches what the changes queue takes: every change is said in order, always the same way, and the way it is.
import type { ChangeMessage, ChangeOutcome, PlanChange } from '../../../../shared/domain/change.ts';
import { type OrderItem, offerKeyOf } from './order-watch.ts';
import { diffKey } from './revision-book.ts';
import type { Verdict } from './verdict.ts';

type Said = PlanChange & { readonly index: number; readonly outcome: ChangeOutcome };

export interface MessageWatchParts {
  readonly verdict: Verdict;
  readonly wasOffered: (offer: string) => boolean;
  /** The order's item now; null: it has none. */
  readonly orderOf: (zoneId: string, orderId: string) => OrderItem | null;
}

export class MessageWatch {
  /** Offers that couriers were told of. */
  readonly told = new Set<string>();
  private readonly parts: MessageWatchParts;
  private readonly said = new Map<string, ChangeOutcome>();
  private readonly newest = new Map<string, number>();

  constructor(parts: MessageWatchParts) {
    this.parts = parts;
  }

  isSaid(change: string): boolean {
    return this.said.has(change);
  }

  sent(body: string): void {
    const message = JSON.parse(body) as ChangeMessage;
    if (message.kind === 'accept_refused') this.refused(message);
    else this.changed(message);
  }

  private changed(message: Extract<ChangeMessage, { kind: 'plan_changes' }>): void {
    const { zoneId, revision, changes } = message;
    const newest = this.newest.get(zoneId) ?? 0;
    const isRepeat = changes.every(({ index }) => this.isSaid(diffKey(zoneId, revision, index)));
    if (revision < newest && !isRepeat)
      this.parts.verdict.broken(4, `${zoneId}: revision ${revision} was first said after ${newest}`);
    this.newest.set(zoneId, Math.max(newest, revision));
    const stubborn = new Set<string>();
    for (const change of changes) this.hear(zoneId, revision, change, stubborn);
  }

  private hear(zoneId: string, revision: number, change: Said, stubborn: Set<string>): void {
    const { verdict } = this.parts;
    const { kind, outcome, courierId } = change;
    const key = diffKey(zoneId, revision, change.index);
    const before = this.said.get(key);
    this.said.set(key, before ?? outcome);
    // Where to be is advice, resolved nowhere: of two publishers consumers hear the first.
    if (before !== undefined && before !== outcome && kind !== 'position')
      verdict.broken(4, `change ${key} was ${before}, then ${outcome}`);
    if (kind === 'withdraw' && outcome === 'void') stubborn.add(courierId);
    if (kind !== 'withdraw' && outcome === 'applied' && stubborn.has(courierId))
      verdict.broken(2, `change ${key} gives ${courierId} more, though not all was taken back`);
    if (kind !== 'offer' || outcome === 'void') return;
    const offer = offerKeyOf(change);
    this.told.add(offer);
    if (!this.parts.wasOffered(offer)) verdict.broken(2, `change ${key} says applied, but ${offer} was never offered`);
  }

  private refused({ zoneId, courierId, offerId, orderIds }: Extract<ChangeMessage, { kind: 'accept_refused' }>): void {
    for (const orderId of orderIds) {
      const order = this.parts.orderOf(zoneId, orderId);
      if (order?.stage === 'accepted' && order.courierId === courierId && order.offerId === offerId)
        this.parts.verdict.broken(2, `${courierId} has ${orderId}, and was told that it has not`);
    }
  }
}
