// Handlers of plans: the one that stands, those before it, what is different between two, and questions.
import type { planRoutes } from '../../../shared/adapters/http/routes/plans.ts';
import { askZone } from '../../../shared/app/ask-zone.ts';
import { committedRevision } from '../../../shared/app/committed-revision.ts';
import { comparePlans } from '../../../shared/domain/compare-plans.ts';
import type { PlanRevision } from '../../../shared/domain/revision.ts';
import type { WhatIfQuestion } from '../../../shared/domain/what-if.ts';
import { done, type Handlers, problem, type Refusal } from '../call.ts';
import { courierUnknown, orderUnknown, planNone, revisionUnknown, storeUnknown, zoneUnknown } from '../unknown.ts';

export const planHandlers: Handlers<typeof planRoutes> = {
  'GET /v1/zones/{zoneId}/plan': async ({ ports }, { params: { zoneId } }) => {
    const head = await ports.heads.get(zoneId);
    if (head === null) return zoneUnknown(zoneId);
    const stored = await committedRevision(ports, head);
    if (stored === null) return planNone(zoneId);
    const { revision, attempt, createdAt, plan } = stored;
    return done({ revision, attempt, createdAt, plan }, `"${revision}.${attempt}"`);
  },

  'GET /v1/zones/{zoneId}/revisions': async ({ ports, history }, { params: { zoneId }, query }) => {
    if ((await ports.heads.get(zoneId)) === null) return zoneUnknown(zoneId);
    const found = await history.below(zoneId, query.before ?? Number.MAX_SAFE_INTEGER, query.limit);
    const last = found.at(-1);
    const hasMore = found.length === query.limit && last !== undefined && last.revision > 1;
    return done({ revisions: found.map(lineOf), next: hasMore ? last.revision : null });
  },

  'GET /v1/zones/{zoneId}/revisions/{revision}': async ({ history }, { params: { zoneId, revision } }) => {
    const stored = await history.get(zoneId, revision);
    return stored === null ? revisionUnknown(revision) : done(stored);
  },

  'GET /v1/zones/{zoneId}/revisions/{revision}/decisions': async ({ history }, { params: { zoneId, revision } }) => {
    const stored = await history.get(zoneId, revision);
    if (stored === null) return revisionUnknown(revision);
    const { attempt, createdAt, decisions, explanations = [] } = stored;
    return done({ revision, attempt, createdAt, decisions: [...decisions], explanations: [...explanations] });
  },

  'GET /v1/zones/{zoneId}/revisions/{from}/diff/{to}': async ({ history }, { params: { zoneId, from, to } }) => {
    const before = await history.get(zoneId, from);
    if (before === null) return revisionUnknown(from);
    const after = await history.get(zoneId, to);
    if (after === null) return revisionUnknown(to);
    const { orders, cost } = comparePlans(before.plan, after.plan);
    return done({ from, to, orders: [...orders], cost: { ...cost } });
  },

  'POST /v1/zones/{zoneId}/what-if': async ({ ports }, { params: { zoneId }, body }) => {
    const answer = await askZone(ports, zoneId, body);
    return answer.ok ? done(answer.value) : unanswered(answer.error, zoneId, body);
  },
};

function lineOf({ revision, attempt, createdAt, plan, changes, decisions, solve }: PlanRevision) {
  const batches = plan.routes.flatMap((route) => route.batches);
  return {
    revision,
    attempt,
    createdAt,
    rung: solve.rung,
    policy: solve.policy,
    routes: plan.routes.length,
    batches: batches.length,
    orders: batches.reduce((sum, { orderIds }) => sum + orderIds.length, 0),
    unassigned: plan.unassigned.length,
    offers: changes.filter(({ kind }) => kind === 'offer').length,
    withdrawals: changes.filter(({ kind }) => kind === 'withdraw').length,
    decisions: decisions.length,
    cost: plan.cost.total,
    costOfKeep: solve.costOfKeep,
    timing: solve.timing,
  };
}

type Unanswered = Extract<Awaited<ReturnType<typeof askZone>>, { readonly ok: false }>['error'];

function unanswered(reason: Unanswered, zoneId: string, question: WhatIfQuestion): Refusal {
  const asked = subjectOf(question);
  switch (reason) {
    case 'ZONE_UNKNOWN':
      return zoneUnknown(zoneId);
    case 'ORDER_UNKNOWN':
      return orderUnknown(asked);
    case 'COURIER_UNKNOWN':
      return courierUnknown(asked);
    case 'STORE_UNKNOWN':
      return storeUnknown(storeOf(question));
    case 'ORDER_EXISTS':
      return problem('ORDER_EXISTS', `order ${asked} is in the zone already`, 'Ask about it by its orderId.');
    case 'ORDER_BOUND':
      return problem(
        'ORDER_BOUND',
        `order ${asked} is accepted, on board, closed, or about to depart`,
        'Ask about an order that is open or offered.',
      );
  }
}

/** The store that is meant: of an order of the zone nobody but the zone knows it. */
function storeOf(question: WhatIfQuestion): string {
  if (question.ask === 'store_late') return question.storeId;
  return 'order' in question ? question.order.storeId : `of ${subjectOf(question)}`;
}

/** Whom or what the question names. */
function subjectOf(question: WhatIfQuestion): string {
  switch (question.ask) {
    case 'fit':
    case 'promise':
      return 'orderId' in question ? question.orderId : question.order.orderId;
    case 'courier_leaves':
      return question.courierId;
    case 'store_late':
      return question.storeId;
    case 'weights':
      return 'weights';
  }
}
