// Judges every committed plan by what its maker had read: the hard constraints by the project's judge, and in words of its
// own that nothing in progress was touched.
import { check } from '../../../../shared/domain/check.ts';
import type { PlanRevision } from '../../../../shared/domain/revision.ts';
import type { Snapshot } from '../../../../shared/domain/snapshot.ts';
import { travelOf } from '../../../../shared/sim/travel-of.ts';
import type { Reading } from '../reading.ts';
import { isInProgress } from './order-watch.ts';
import type { Verdict } from './verdict.ts';

/** The policy of a zone that names one; null: it is not stored. */
export type PolicyOf = (named: Snapshot['zone']['policy']) => Snapshot['policy'] | null;

export function judgePlan(revision: PlanRevision, read: Reading, policyOf: PolicyOf, verdict: Verdict): void {
  const { plan } = revision;
  const what = `${plan.zoneId}: revision ${revision.revision}`;
  const { zone, stores = [], couriers = [], positions = [], orders = [], lastPlan = null } = read;
  const policy = policyOf(revision.solve.policy);
  judgeProgress(revision, orders, what, verdict);
  if (zone === undefined || policy === null) return;
  const snapshot: Snapshot = { at: plan.plannedAt, zone, policy, stores, couriers, positions, orders, lastPlan };
  for (const violation of check(plan, snapshot, travelOf(zone.travel)))
    verdict.broken(5, `${what} breaks ${JSON.stringify(violation)}`);
}

/** Orders in progress ride with their courier, first and as they are, and no change names them. */
function judgeProgress(
  { plan, changes }: PlanRevision,
  orders: Snapshot['orders'],
  what: string,
  verdict: Verdict,
): void {
  const named = new Set(changes.flatMap((change) => (change.kind === 'position' ? [] : [change.orderId])));
  for (const order of orders) {
    if (!isInProgress(order)) continue;
    const { orderId, courierId, stage } = order;
    const route = plan.routes.find((one) => one.courierId === courierId);
    const batch = route?.batches.find(({ orderIds }) => orderIds.includes(orderId));
    if (batch === undefined) verdict.broken(3, `${what} takes ${orderId} (${stage}) from ${courierId}`);
    else if (batch.stage !== 'accepted' && batch.stage !== 'picked_up')
      verdict.broken(3, `${what} has ${orderId} (${stage}) as ${batch.stage}`);
    if (named.has(orderId)) verdict.broken(3, `${what} changes ${orderId}, which is ${stage}`);
  }
}
