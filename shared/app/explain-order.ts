// Why an order is where it is, asked now: the committed plan is carried on with the facts of now, without a search, and
// explained by the search's own evaluator; beside it what the last decision about the order said at its time.

import type { OrderExplanation } from '../domain/explanation.ts';
import { isClosed } from '../domain/order.ts';
import type { DecisionRecord, PlanRevision } from '../domain/revision.ts';
import type { OrderId, ZoneId } from '../kernel/ids.ts';
import type { Milliseconds } from '../kernel/units.ts';
import { Explainer } from './explain.ts';
import type { History } from './history.ts';
import { makePlan } from './make-plan.ts';
import type { ZoneHead } from './ports.ts';
import { loadZone } from './snapshot.ts';
import type { Ports } from './use-case-ports.ts';

/** Decisions are looked for in so many revisions; an order that waits longer was last decided about before. */
const REVISIONS_LOOKED_AT = 20;
/** A plan that is only carried on takes a fraction of it. */
const MOST_MS: Milliseconds = 5000;

export interface OrderExplained {
  readonly orderId: OrderId;
  readonly revision: number;
  /** Null: nothing is chosen for the order, because it is bound, frozen, closed or of no known store. */
  readonly now: OrderExplanation | null;
  readonly decisions: readonly (DecisionRecord & { readonly revision: number })[];
  readonly stored: OrderExplanation | null;
}

export type ExplainOutcome =
  | { readonly kind: 'explained'; readonly explained: OrderExplained }
  | { readonly kind: 'order-unknown' }
  | { readonly kind: 'no-plan' };

/** Throws `Unavailable` when a store does not answer. */
export async function explainOrder(
  ports: Ports,
  history: History,
  zoneId: ZoneId,
  orderId: OrderId,
): Promise<ExplainOutcome> {
  const open = await ports.orders.get(zoneId, orderId);
  const order = open ?? (await ports.orders.getArchived(orderId));
  if (order === null || order.zoneId !== zoneId) return { kind: 'order-unknown' };
  const head = await ports.heads.get(zoneId);
  if (head === null || head.revision === 0) return { kind: 'no-plan' };
  const now = isClosed(order) ? null : await explainNow(ports, head, orderId);
  const said = await lastDecision(history, zoneId, orderId);
  return { kind: 'explained', explained: { orderId, revision: head.revision, now, ...said } };
}

async function explainNow(ports: Ports, head: ZoneHead, orderId: OrderId): Promise<OrderExplanation | null> {
  const { snapshot } = await loadZone(ports, head, ports.clock.now());
  const made = await makePlan(ports, {
    snapshot,
    revision: head.revision + 1,
    seed: 1,
    deadlineMs: ports.clock.elapsedMs() + MOST_MS,
    isCheap: true,
    readMs: 0,
  });
  return made === null ? null : new Explainer(made.encoded, made.blocks, snapshot).explain(orderId);
}

async function lastDecision(
  history: History,
  zoneId: ZoneId,
  orderId: OrderId,
): Promise<Pick<OrderExplained, 'decisions' | 'stored'>> {
  const revisions = await history.below(zoneId, Number.MAX_SAFE_INTEGER, REVISIONS_LOOKED_AT);
  const found = revisions.find(({ decisions }) => decisions.some((one) => one.orderId === orderId));
  return found === undefined ? { decisions: [], stored: null } : saidIn(found, orderId);
}

function saidIn(
  { revision, decisions, explanations = [] }: PlanRevision,
  orderId: OrderId,
): Pick<OrderExplained, 'decisions' | 'stored'> {
  return {
    decisions: decisions.filter((one) => one.orderId === orderId).map((one) => ({ ...one, revision })),
    stored: explanations.find((one) => one.orderId === orderId) ?? null,
  };
}
