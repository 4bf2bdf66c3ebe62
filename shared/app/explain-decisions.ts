// The explanations that go into a revision: of the orders about which it decided something, for a twentieth of the zone's
// time box at most. Who has no courier comes first, then who is late; what there was no time for can be asked for later.
import type { OrderExplanation } from '../domain/explanation.ts';
import type { DecisionRecord } from '../domain/revision.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { OrderId } from '../kernel/ids.ts';
import { Explainer } from './explain.ts';
import type { PlanMade } from './make-plan.ts';
import type { Clock } from './ports.ts';

const SHARE_OF_BOX = 0.05;

export function explainDecisions(
  clock: Pick<Clock, 'elapsedMs'>,
  { encoded, blocks, plan }: Pick<PlanMade, 'encoded' | 'blocks' | 'plan'>,
  snapshot: Snapshot,
  decisions: readonly DecisionRecord[],
): readonly OrderExplanation[] {
  if (decisions.length === 0) return [];
  const untilMs = clock.elapsedMs() + SHARE_OF_BOX * snapshot.zone.timeBoxMs;
  const explainer = new Explainer(encoded, blocks, snapshot);
  const late = new Set(
    plan.routes.flatMap(({ stops }) => stops.filter(({ lateSec }) => lateSec > 0).flatMap(({ orderIds }) => orderIds)),
  );
  const rankOf = ({ orderId, decision }: DecisionRecord): number =>
    decision === 'unassign' ? 0 : late.has(orderId) ? 1 : 2;
  const orderIds = new Set<OrderId>(decisions.toSorted((a, b) => rankOf(a) - rankOf(b)).map(({ orderId }) => orderId));
  const explanations: OrderExplanation[] = [];
  for (const orderId of orderIds) {
    if (clock.elapsedMs() >= untilMs) break;
    const explanation = explainer.explain(orderId);
    if (explanation !== null) explanations.push(explanation);
  }
  return explanations;
}
