// The log of a revision: for each order what was decided about it, if anything was. An order may have two entries, such as
// `assign` and `hold`; one that stays where it was, held or offered, has none.
import type { CourierId, OrderId } from '../kernel/ids.ts';
import type { PlanChange } from './change.ts';
import type { Batch, Plan, Route } from './plan.ts';
import { releaseAt } from './release.ts';
import type { DecisionRecord } from './revision.ts';
import type { Snapshot } from './snapshot.ts';

interface Assignment {
  readonly courierId: CourierId;
  readonly route: Route;
  readonly batch: Batch;
}

/** Withdrawals, then what became of each order by routes, then who got no courier, or none for another reason than before. */
export function decide(plan: Plan, snapshot: Snapshot, changes: readonly PlanChange[]): readonly DecisionRecord[] {
  const withdrawn = changes.filter((change) => change.kind === 'withdraw');
  const takenBack = new Set(withdrawn.map(({ orderId }) => orderId));
  const released = new Set(changes.flatMap((change) => (change.kind === 'offer' ? change.orderId : [])));
  const before = assignments(snapshot.lastPlan);
  const choices = [...assignments(plan)].filter(([, { batch }]) => batch.stage === 'planned');
  return [
    ...withdrawn.map(({ orderId, courierId }) => record(orderId, 'withdraw', { courierId })),
    ...choices.flatMap(([orderId, now]) => {
      const was = before.get(orderId);
      const isNews = was?.courierId !== now.courierId || takenBack.has(orderId);
      return [
        ...place(orderId, was, now),
        ...(released.has(orderId) ? [record(orderId, 'release', { courierId: now.courierId })] : []),
        ...(isNews && !released.has(orderId) ? [hold(orderId, now, snapshot)] : []),
      ];
    }),
    ...leftOut(plan, snapshot.lastPlan),
  ];
}

function assignments(plan: Plan | null): ReadonlyMap<OrderId, Assignment> {
  const routes = plan?.routes ?? [];
  return new Map(
    routes.flatMap((route) =>
      route.batches.flatMap((batch) =>
        batch.orderIds.map((orderId) => [orderId, { courierId: route.courierId, route, batch }] as const),
      ),
    ),
  );
}

function place(orderId: OrderId, was: Assignment | undefined, now: Assignment): readonly DecisionRecord[] {
  if (was?.courierId === now.courierId) return [];
  return [record(orderId, was === undefined ? 'assign' : 'move', { courierId: now.courierId })];
}

const hold = (orderId: OrderId, { courierId, route, batch }: Assignment, { policy }: Snapshot): DecisionRecord =>
  record(orderId, 'hold', { courierId, releaseAt: releaseAt(batch, route, policy) });

function leftOut(plan: Plan, lastPlan: Plan | null): readonly DecisionRecord[] {
  const before = new Map(lastPlan?.unassigned.map(({ orderId, reason }) => [orderId, reason]));
  return plan.unassigned
    .filter(({ orderId, reason }) => before.get(orderId) !== reason)
    .map(({ orderId, reason }) => record(orderId, 'unassign', { reason }));
}

const record = (
  orderId: OrderId,
  decision: DecisionRecord['decision'],
  details: Partial<DecisionRecord>,
): DecisionRecord => ({ orderId, decision, courierId: null, reason: null, releaseAt: null, ...details });
