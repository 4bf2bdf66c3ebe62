// Watches a storm from outside: everything that takes effect is judged at once, and what must hold in the end at the end.

import { policyKey } from '../../../../shared/adapters/dynamodb/keys.ts';
import { fromItem } from '../../../../shared/adapters/dynamodb/marshal.ts';
import { MemoryTelemetry } from '../../../../shared/adapters/memory/telemetry.ts';
import type { Policy } from '../../../../shared/domain/policy.ts';
import type { Cloud, QueueName, Watcher } from '../cloud/cloud.ts';
import type { TableWrite } from '../cloud/simulated-table.ts';
import type { ReadingBook } from '../reading.ts';
import type { Program } from '../scheduler.ts';
import type { World } from '../world.ts';
import { ZONES } from '../world.ts';
import { HeadWatch } from './head-watch.ts';
import { MessageWatch } from './message-watch.ts';
import { isOver, type OrderItem, OrderWatch } from './order-watch.ts';
import { judgePlan, type PolicyOf } from './plan-watch.ts';
import { RevisionBook } from './revision-book.ts';
import { Verdict } from './verdict.ts';

/** What telemetry may call an incident in a storm: a zone whose functions die again and again rests, as it should. */
const EXPECTED_INCIDENTS = ['a zone is quarantined'];
const CURSED_INCIDENT = 'a cycle failed; the zone keeps its plan';

export class Watch implements Watcher {
  readonly verdict = new Verdict();
  readonly telemetry = new MemoryTelemetry();
  private readonly cloud: Cloud;
  private readonly readings: ReadingBook;
  private readonly cursedZone: string | null;
  private readonly revisions: RevisionBook;
  private readonly orders: OrderWatch;
  private readonly messages: MessageWatch;
  private readonly heads: HeadWatch;
  private incidentsSeen = 0;

  constructor(cloud: Cloud, readings: ReadingBook, cursedZone: string | null) {
    this.cloud = cloud;
    this.readings = readings;
    this.cursedZone = cursedZone;
    const { verdict } = this;
    this.revisions = new RevisionBook(cloud.table);
    this.orders = new OrderWatch(verdict, (orderId) => this.archiveOf(orderId) !== null);
    this.messages = new MessageWatch({
      verdict,
      wasOffered: (offer) => this.orders.offered.has(offer),
      orderOf: (zoneId, orderId) => cloud.table.item(`Z#${zoneId}#O`, `O#${orderId}`) as OrderItem | null,
    });
    this.heads = new HeadWatch({
      verdict,
      revisions: this.revisions,
      ordersOf: (zoneId) => this.ordersOf(zoneId),
      isSaid: (change) => this.messages.isSaid(change),
      onCommit: (zoneId, revision, attempt, by) => this.committed(zoneId, revision, attempt, by),
    });
    cloud.watchedBy(this);
  }

  wrote(write: TableWrite, by: Program): void {
    this.orders.wrote(write);
    this.heads.wrote(write, by);
  }

  sent(queue: QueueName, body: string): void {
    if (queue === 'changes') this.messages.sent(body);
  }

  /** A message is done with: the order that it placed is from now on in every plan until it is over. */
  acknowledged(queue: QueueName, body: string): void {
    if (queue !== 'events' || !body.includes('"order_placed"')) return;
    const { zoneId, order } = JSON.parse(body) as {
      readonly zoneId: string;
      readonly order: { readonly orderId: string };
    };
    this.heads.acknowledged(zoneId, order.orderId, this.cloud.table.item(`Z#${zoneId}`, 'HEAD'));
  }

  /** A function ended with an error of its own. */
  bug({ name }: Program, error: unknown): void {
    this.verdict.broken(6, `${name} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  /** Incidents that came since the last look. */
  look(): void {
    const incidents = this.telemetry.entries('incident');
    for (const { message, fields } of incidents.slice(this.incidentsSeen)) {
      const isCurse = message === CURSED_INCIDENT && fields.zoneId === this.cursedZone;
      if (isCurse || EXPECTED_INCIDENTS.includes(message)) continue;
      const { error } = fields;
      const why = error instanceof Error ? error.stack : JSON.stringify(fields);
      this.verdict.broken(message.includes('check') ? 5 : 6, `incident: ${message}: ${why}`);
    }
    this.incidentsSeen = incidents.length;
  }

  /** What must hold when the weather is over and everything has had its time. */
  judgeEnd(world: World): void {
    for (const [orderId, zoneId] of world.placed) this.judgeOrder(orderId, zoneId);
    for (const { zoneId } of ZONES) this.judgeZone(zoneId);
    for (const offer of this.orders.offered)
      if (!this.messages.told.has(offer)) this.verdict.broken(4, `${offer} was offered, and nobody was told`);
    this.judgeQueues(world);
  }

  private judgeOrder(orderId: string, zoneId: string): void {
    const item = this.cloud.table.item(`Z#${zoneId}#O`, `O#${orderId}`) as OrderItem | null;
    if (item === null && this.archiveOf(orderId) === null) this.verdict.broken(1, `${orderId} is lost`);
    if (item === null || isOver(item)) return;
    const head = this.cloud.table.item(`Z#${zoneId}`, 'HEAD') as Record<string, number> | null;
    if (head?.frozen === 1) return;
    const planned = this.revisions.ordersOf(zoneId, head?.revision ?? 0, head?.attempt ?? 0);
    if (!planned.has(orderId)) this.verdict.broken(1, `${orderId} is ${item.stage}, and the plan has not seen it`);
  }

  private judgeZone(zoneId: string): void {
    const head = this.cloud.table.item(`Z#${zoneId}`, 'HEAD') as Record<string, number> | null;
    if (!head?.revision && head?.frozen !== 1) {
      this.verdict.broken(6, `${zoneId} has no plan`);
      return;
    }
    // What comes while a zone is stopped waits until it goes on; what is decided is told all the same.
    if (head.frozen !== 1 && head.covered !== head.want)
      this.verdict.broken(1, `${zoneId}: want ${head.want}, covered ${head.covered}`);
    if (head.publishedRev !== head.revision)
      this.verdict.broken(4, `${zoneId}: revision ${head.revision}, published ${head.publishedRev}`);
  }

  private judgeQueues(world: World): void {
    for (const queue of Object.values(this.cloud.queues)) {
      if (!queue.isEmpty) this.verdict.broken(6, `the ${queue.name} queue is not empty`);
      const sent = new Set(world.poisoned.filter((one) => one.queue === queue.name).map(({ body }) => body));
      const parked = new Set(queue.deadLetters.map(({ body }) => body));
      for (const { body, attributes } of queue.deadLetters)
        if (!sent.has(body))
          this.verdict.broken(1, `${queue.name}: parked without need (${attributes.code ?? 'no code'}): ${body}`);
      for (const body of sent)
        if (!parked.has(body)) this.verdict.broken(6, `${queue.name}: poison was not parked: ${body}`);
    }
  }

  private committed(zoneId: string, revision: number, attempt: number, by: Program): void {
    const made = this.revisions.get(zoneId, revision, attempt);
    if (made === null) this.verdict.broken(4, `${zoneId}: revision ${revision} is committed and not there`);
    else judgePlan(made, this.readings.of(by), this.policyOf, this.verdict);
  }

  private readonly policyOf: PolicyOf = ({ policyId, version }) => {
    const { PK, SK } = policyKey(policyId, version);
    const item = this.cloud.table.item(PK, SK);
    return item === null ? null : fromItem<Policy>(item);
  };

  private ordersOf(zoneId: string): readonly OrderItem[] {
    return this.cloud.table.itemsOf(`Z#${zoneId}#O`) as unknown as readonly OrderItem[];
  }

  private archiveOf(orderId: string): OrderItem | null {
    const archived = this.cloud.table.item(`ORD#${orderId}`, 'A')?.order as OrderItem | undefined;
    return archived !== undefined && isOver(archived) ? archived : null;
  }
}
