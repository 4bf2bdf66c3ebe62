// Publishes a committed revision: resolves each change on its order item, withdrawals before offers, and sends the
// outcomes chunk by chunk (docs/architecture.md). Any number of publishers may do this at once,
// also one that was thought dead: the resolution on the order item is what all of them agree on. Asking a courier to go
// somewhere is advice, resolved nowhere: of two publishers who see different couriers, consumers hear the first.
import type { ChangeOutcome, OrderChange, PlanChange } from '../domain/change.ts';
import type { Order } from '../domain/order.ts';
import { applyOffer, applyWithdraw, markVoid } from '../domain/order-writes.ts';
import type { PlanRevision } from '../domain/revision.ts';
import type { ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import { CourierGate } from './courier-gate.ts';
import { noteResolution, resolutionOf } from './resolution.ts';
import { update } from './update.ts';
import type { Ports } from './use-case-ports.ts';

/** Changes in one message: at most 3.5 KB each with the longest ids, every letter escaped, so a message stays under 200 KB. */
const CHANGES_PER_CHUNK = 50;
/** Orders written side by side; two changes of one order are of different kinds, and kinds are done one after the other. */
const CONCURRENT_WRITES = 20;

export type PublishPorts = Pick<Ports, 'orders' | 'couriers' | 'heads' | 'outbox' | 'telemetry' | 'clock'>;

interface IndexedChange<C extends PlanChange = PlanChange> {
  readonly index: number;
  readonly change: C;
  /** The version the plan saw, one more for each earlier change of the same order in this revision; 0: of no order. */
  readonly expectedVersion: number;
}

/** Resolves and sends the chunks of `revision` from `fromChunk` on. Safe to repeat and to be overtaken. */
export async function publishRevision(
  ports: PublishPorts,
  zoneId: ZoneId,
  revision: PlanRevision,
  fromChunk: number,
): Promise<void> {
  const changes = indexChanges(revision.changes);
  const chunks = Math.max(1, Math.ceil(changes.length / CHANGES_PER_CHUNK));
  const resolver = new Resolver(ports, zoneId, revision.revision);
  for (let chunk = 0; chunk < chunks; chunk++) {
    const some = changes.slice(chunk * CHANGES_PER_CHUNK, (chunk + 1) * CHANGES_PER_CHUNK);
    await resolver.resolveAll(some.filter(({ change }) => change.kind === 'withdraw'));
    await resolver.resolveAll(some.filter(({ change }) => change.kind === 'offer'));
    await resolver.resolveAll(some.filter(({ change }) => change.kind === 'position'));
    if (resolver.isSuperseded) return;
    if (chunk < fromChunk) continue;
    const resolved = some.map(({ index, change }) => ({ ...change, index, outcome: resolver.outcomeOf(index) }));
    reportTakenBack(ports, resolved);
    if (resolved.length > 0)
      await ports.outbox.publish(
        { kind: 'plan_changes', zoneId, revision: revision.revision, chunk, changes: resolved },
        `${zoneId}:${revision.revision}:${chunk}`,
      );
    await ports.heads.published(zoneId, revision.revision, chunk + 1, chunk === chunks - 1);
  }
}

/** Told again when a crash makes somebody publish again: as good as the counting of messages that come at least once. */
function reportTakenBack(
  { telemetry }: PublishPorts,
  resolved: readonly (PlanChange & { readonly outcome: ChangeOutcome })[],
): void {
  const takenBack = resolved.filter((one) => one.kind === 'withdraw' && one.reason === 'replanned');
  telemetry.metric('OffersTakenBack', takenBack.filter(({ outcome }) => outcome === 'applied').length);
}

function indexChanges(changes: readonly PlanChange[]): readonly IndexedChange[] {
  const earlier = new Map<string, number>();
  return changes.map((change, index) => {
    if (change.kind === 'position') return { index, change, expectedVersion: 0 };
    const before = earlier.get(change.orderId) ?? 0;
    earlier.set(change.orderId, before + 1);
    return { index, change, expectedVersion: change.orderVersion + before };
  });
}

/** Gives each change of a revision its one resolving write, or finds out which it got. */
class Resolver {
  isSuperseded = false;
  private readonly outcomes = new Map<number, ChangeOutcome>();
  private readonly ports: PublishPorts;
  private readonly zoneId: ZoneId;
  private readonly revision: number;
  private readonly gate: CourierGate;

  constructor(ports: PublishPorts, zoneId: ZoneId, revision: number) {
    this.ports = ports;
    this.zoneId = zoneId;
    this.revision = revision;
    this.gate = new CourierGate(ports.couriers, zoneId);
  }

  outcomeOf(index: number): ChangeOutcome {
    return this.outcomes.get(index) ?? 'void';
  }

  async resolveAll(changes: readonly IndexedChange[]): Promise<void> {
    for (let from = 0; from < changes.length; from += CONCURRENT_WRITES) {
      await Promise.all(changes.slice(from, from + CONCURRENT_WRITES).map((change) => this.resolve(change)));
    }
  }

  private async resolve({ change, index, expectedVersion }: IndexedChange): Promise<void> {
    const isAllowed = change.kind === 'withdraw' || (await this.gate.isOpen(change.courierId));
    if (change.kind === 'position') this.outcomes.set(index, isAllowed ? 'applied' : 'void');
    else await this.resolveOnOrder({ change, index, expectedVersion }, isAllowed);
    if (this.outcomeOf(index) === 'applied') return;
    this.ports.telemetry.metric('ChangesVoided', 1);
    if (change.kind === 'withdraw') this.gate.close(change.courierId);
  }

  private async resolveOnOrder(indexed: IndexedChange<OrderChange>, isAllowed: boolean): Promise<void> {
    const { change } = indexed;
    await update<Order>(
      {
        read: () => this.ports.orders.get(this.zoneId, change.orderId),
        write: (next, expected) => this.ports.orders.put(next, expected),
      },
      (order) => this.decide(order, indexed, isAllowed),
    );
  }

  /** The order with its resolution, or null when there is nothing to write: it is gone, or it was resolved before. */
  private decide(order: Order | null, indexed: IndexedChange<OrderChange>, isAllowed: boolean): Order | null {
    const { change, index, expectedVersion } = indexed;
    if (order === null) return null;
    const known = resolutionOf(order.resolved, this.revision, index);
    if (known === 'superseded') this.isSuperseded = true;
    else if (known !== null) this.outcomes.set(index, known);
    if (known !== null) return null;
    const outcome = isAllowed && order.version === expectedVersion ? 'applied' : 'void';
    this.outcomes.set(index, outcome);
    const note = noteResolution(order.resolved, this.revision, index, outcome);
    return outcome === 'void' ? markVoid(order, note) : applyChange(order, change, note, this.ports.clock.now());
  }
}

function applyChange(order: Order, change: OrderChange, note: string, now: EpochSeconds): Order {
  return change.kind === 'withdraw' ? applyWithdraw(order, change, note) : applyOffer(order, change, note, now);
}
