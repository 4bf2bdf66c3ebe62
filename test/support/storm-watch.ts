// Watches the stores of a zone while it lives, and says which promise was broken.
import type { HeadCommit } from '../../shared/app/ports.ts';
import { isClosed, isCommitted, type Order } from '../../shared/domain/order.ts';
import type { StormyZone } from './stormy-zone.ts';

export class StormWatch {
  readonly broken: string[] = [];
  /** `order courier offer` of every offer that was ever written. */
  private readonly offered = new Set<string>();
  private readonly commits: HeadCommit[] = [];
  private readonly zone: StormyZone;

  constructor(zone: StormyZone) {
    this.zone = zone;
    this.watchOrders();
    this.watchHead();
  }

  /** What must hold when the weather is over. */
  async judge(): Promise<readonly string[]> {
    await this.judgeOrders();
    await this.judgePublished();
    const { telemetry } = this.zone.ports;
    if (telemetry.sumOf('CheckViolations') > 0) this.broken.push('a plan broke a hard constraint');
    // A zone whose functions die five times in a row is quarantined, as it should be.
    const incidents = telemetry.entries('incident').filter(({ message }) => message !== 'a zone is quarantined');
    for (const { message, fields } of incidents)
      this.broken.push(`incident: ${message} ${String((fields as { error?: unknown }).error ?? '')}`);
    return this.broken;
  }

  private watchOrders(): void {
    const { orders } = this.zone.ports;
    const put = orders.put.bind(orders);
    orders.put = async (next, expected) => {
      const before = await orders.get(next.zoneId, next.orderId);
      const outcome = await put(next, expected);
      if (outcome === 'conflict') return outcome;
      if (before) this.compare(before, next);
      if (next.stage === 'offered') this.offered.add(`${next.orderId} ${next.courierId} ${next.offerId}`);
      return outcome;
    };
  }

  private compare(before: Order, next: Order): void {
    const moved = before.courierId !== next.courierId && next.stage !== 'open';
    if (isCommitted(before) && moved) this.broken.push(`${next.orderId} is bound to ${next.courierId}, too`);
    if (before.stage === 'picked_up' && next.stage === 'open')
      this.broken.push(`${next.orderId} was taken from a courier`);
    if (isClosed(before) && before.stage !== next.stage) this.broken.push(`${next.orderId} came back to life`);
  }

  private watchHead(): void {
    const { heads } = this.zone.ports;
    const commit = heads.commit.bind(heads);
    heads.commit = async (wish) => {
      const head = await heads.get(wish.zoneId);
      const outcome = await commit(wish);
      if (outcome === 'written' && head?.revision === wish.from) this.commits.push(wish);
      return outcome;
    };
  }

  private async judgeOrders(): Promise<void> {
    const { ports, placed } = this.zone;
    const head = await ports.heads.get('north');
    const last = head && (await ports.revisions.get('north', head.revision, head.attempt));
    if (!head || !last) return void this.broken.push('there is no plan');
    if (head.covered !== head.want) this.broken.push(`want ${head.want}, covered ${head.covered}`);
    if (head.publishedRev !== head.revision) this.broken.push(`revision ${head.revision} is not published`);
    const inPlan = new Set([
      ...last.plan.routes.flatMap(({ batches }) => batches.flatMap(({ orderIds }) => orderIds)),
      ...last.plan.unassigned.map(({ orderId }) => orderId),
    ]);
    for (const orderId of placed) {
      const order = (await ports.orders.get('north', orderId)) ?? (await ports.orders.getArchived(orderId));
      if (order === null) this.broken.push(`${orderId} is lost`);
      else if (isClosed(order) === inPlan.has(orderId))
        this.broken.push(`${orderId} is ${order.stage}, and the plan has not seen it`);
    }
  }

  /** Every change of every revision was said, in order, always the same way, and the way it is. */
  private async judgePublished(): Promise<void> {
    const said = new Map<string, string>();
    let newest = 0;
    for (const message of this.zone.published) {
      if (message.kind !== 'plan_changes') continue;
      if (message.revision < newest) {
        const isRepeat = said.has(`${message.revision}#${message.changes[0]?.index}`);
        if (!isRepeat) this.broken.push(`revision ${message.revision} was first said after ${newest}`);
      }
      newest = Math.max(newest, message.revision);
      const stubborn = new Set<string>();
      for (const change of message.changes) {
        const key = `${message.revision}#${change.index}`;
        const before = said.get(key);
        // Advice, resolved nowhere: of two publishers consumers hear the first.
        if (change.kind === 'position') {
          if (stubborn.has(change.courierId) && change.outcome === 'applied')
            this.broken.push(`${key} sends ${change.courierId} away, though not all was taken back`);
          said.set(key, before ?? change.outcome);
          continue;
        }
        if (before !== undefined && before !== change.outcome)
          this.broken.push(`${key} was ${before}, then ${change.outcome}`);
        said.set(key, change.outcome);
        if (change.kind === 'withdraw' && change.outcome === 'void') stubborn.add(change.courierId);
        if (change.kind === 'offer' && change.outcome === 'applied' && stubborn.has(change.courierId))
          this.broken.push(`${key} gives ${change.courierId} more, though not all was taken back`);
        const offer = `${change.orderId} ${change.courierId} ${change.offerId}`;
        if (
          change.kind === 'offer' &&
          change.outcome === 'applied' &&
          !this.offered.delete(offer) &&
          before === undefined
        )
          this.broken.push(`${key} says applied, but ${offer} was never offered`);
      }
    }
    for (const offer of this.offered) this.broken.push(`${offer} was offered, and nobody was told`);
    for (const { from, attempt } of this.commits) {
      const revision = await this.zone.ports.revisions.get('north', from + 1, attempt);
      for (const index of revision?.changes.keys() ?? [])
        if (!said.has(`${from + 1}#${index}`)) this.broken.push(`change ${from + 1}#${index} was never said`);
    }
  }
}
