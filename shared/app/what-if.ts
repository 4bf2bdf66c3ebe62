// Answers questions about a zone from a snapshot, without side effects: where an order fits is asked of the search's
// evaluator, everything that moves other orders is planned twice, as it is and as asked, by the same number of work units.
import { type Facts, factsOf } from '../domain/facts.ts';
import type { Order } from '../domain/order.ts';
import type { Plan } from '../domain/plan.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import {
  askedOrder,
  type FitAnswer,
  type FitOption,
  type PlanFigures,
  type PromiseAnswer,
  type PromiseWindow,
  type ReplanAnswer,
  supposed,
  type UnansweredReason,
  type WhatIfAnswer,
  type WhatIfQuestion,
  withOrder,
} from '../domain/what-if.ts';
import type { CourierId, OrderId } from '../kernel/ids.ts';
import { Random } from '../kernel/random.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { search } from '../solver/search.ts';
import { decode } from './decode.ts';
import { encode, modesOf, placesOf } from './encode.ts';
import { Explainer } from './explain.ts';
import type { TravelMatrix, TravelTimes } from './ports.ts';
import { searchParams } from './search-params.ts';

/** Of each of the two plans: some 50 ms, so that an answer takes no longer than a look. */
const MOST_UNITS = 40_000;
const SEED = 1;

interface WhatIfPorts {
  readonly travel: TravelTimes;
}

/** The answer, or why there is none. Throws `Unavailable` when travel times are not to be had. */
export async function whatIf(
  ports: WhatIfPorts,
  snapshot: Snapshot,
  question: WhatIfQuestion,
): Promise<Result<WhatIfAnswer, UnansweredReason>> {
  if (question.ask === 'fit' || question.ask === 'promise') {
    const order = askedOrder(snapshot, question);
    if (typeof order === 'string') return err(order);
    // The order's places do not change with its promise.
    const travel = await travelOf(ports, withOrder(snapshot, order));
    const answer =
      question.ask === 'fit'
        ? placeOrder(snapshot, order, travel)
        : pricePromises(snapshot, order, question.promises, travel);
    return answer === null ? err('ORDER_BOUND') : ok(answer);
  }
  const changed = supposed(snapshot, question);
  if (typeof changed === 'string') return err(changed);
  return ok(await replan(ports, snapshot, changed, question.ask));
}

/**
 * In the last plan, repaired and completed, as if the order were not pinned: who asks wants to know about the others. Null: the order is a constant of it, since its offer is
 * about to depart.
 */
function placeOrder(zone: Snapshot, asked: Order, travel: TravelMatrix): FitAnswer | null {
  const order: Order = { ...asked, onlyCourier: null };
  const snapshot = withOrder(zone, order);
  const { encoded, plan } = planFor(snapshot, travel, 0);
  const placement = new Explainer(encoded, plan, snapshot).placement(order.orderId);
  if (placement === null) return null;
  const options = placement.alternatives.map((one) => optionOf(one, order));
  return {
    ask: 'fit',
    courierId: placement.courierId,
    options,
    blocked: placement.blocked,
    changes: placement.changes,
  };
}

function pricePromises(
  snapshot: Snapshot,
  order: Order,
  windows: readonly PromiseWindow[],
  travel: TravelMatrix,
): PromiseAnswer | null {
  const { promiseFrom: _, ...unpromised } = order;
  const options: PromiseAnswer['options'][number][] = [];
  for (const window of windows) {
    const placed = placeOrder(snapshot, { ...unpromised, ...window }, travel);
    if (placed === null) return null;
    options.push({ ...window, best: placed.options[0] ?? null });
  }
  return { ask: 'promise', options };
}

const optionOf = (alternative: Omit<FitOption, 'lateSec'>, { promiseBy }: Order): FitOption => ({
  ...alternative,
  lateSec: Math.max(0, alternative.dropoffAt - promiseBy),
});

async function replan(
  ports: WhatIfPorts,
  snapshot: Snapshot,
  changed: Snapshot,
  ask: ReplanAnswer['ask'],
): Promise<ReplanAnswer> {
  const before = await decodedPlan(ports, snapshot);
  const after = await decodedPlan(ports, changed);
  return {
    ask,
    before: figuresOf(before, factsOf(snapshot)),
    after: figuresOf(after, factsOf(changed)),
    moved: movedBetween(before, after),
  };
}

async function decodedPlan(ports: WhatIfPorts, snapshot: Snapshot): Promise<Plan> {
  const travel = await travelOf(ports, snapshot);
  const { encoded, plan } = planFor(snapshot, travel, MOST_UNITS);
  return decode(encoded, { plan }, snapshot, travel, 0);
}

const travelOf = ({ travel }: WhatIfPorts, snapshot: Snapshot): Promise<TravelMatrix> =>
  travel.matrix(snapshot.zone.travel, modesOf(snapshot), placesOf(snapshot));

function planFor(snapshot: Snapshot, travel: TravelMatrix, mostUnits: number) {
  const encoded = encode(snapshot, travel);
  const usual = searchParams(snapshot.policy, encoded.problem.numOrders);
  const params = { ...usual, maxUnits: Math.min(usual.maxUnits, mostUnits) };
  const { plan } = search(encoded.problem, encoded.warmStart, params, new Random(SEED), () => false);
  return { encoded, plan };
}

function figuresOf({ cost, unassigned, routes }: Plan, { orders }: Facts): PlanFigures {
  const drops = routes.flatMap(({ stops }) => stops.filter(({ kind }) => kind === 'dropoff'));
  const placedAt = (orderId: OrderId): number => orders.get(orderId)?.placedAt ?? 0;
  return {
    cost,
    unassigned,
    lateOrders: drops.filter(({ lateSec }) => lateSec > 0).length,
    lateSec: sum(drops, ({ lateSec }) => lateSec),
    clickToDoorSec: sum(drops, ({ orderIds, serviceAt }) => sum(orderIds, (id) => serviceAt - placedAt(id))),
    distanceM: sum(routes, ({ distanceM }) => distanceM),
    couriers: routes.length,
  };
}

function movedBetween(before: Plan, after: Plan): ReplanAnswer['moved'] {
  const [was, is] = [carriersOf(before), carriersOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((orderId) => ({ orderId, from: was.get(orderId) ?? null, to: is.get(orderId) ?? null }))
    .filter(({ from, to }) => from !== to);
}

const carriersOf = ({ routes }: Plan): ReadonlyMap<OrderId, CourierId> =>
  new Map(
    routes.flatMap(({ courierId, batches }) =>
      batches.flatMap(({ orderIds }) => orderIds.map((orderId) => [orderId, courierId] as const)),
    ),
  );

const sum = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((total, item) => total + value(item), 0);
