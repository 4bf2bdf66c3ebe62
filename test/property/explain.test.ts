// Explanations are true: what an alternative is said to cost is what the plan costs with the order there, no place with that
// courier is cheaper, and a change that is said to admit an order does, while one unit less of it does not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../shared/app/decode.ts';
import { type Encoded, encode, placesOf } from '../../shared/app/encode.ts';
import { Explainer } from '../../shared/app/explain.ts';
import { type AdmittingChange, changedSnapshot } from '../../shared/domain/admitting-change.ts';
import { check } from '../../shared/domain/check.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import { Random } from '../../shared/kernel/random.ts';
import { evaluate } from '../../shared/solver/cost.ts';
import { isFeasible } from '../../shared/solver/feasible.ts';
import type { BlockPlan, Problem } from '../../shared/solver/problem.ts';
import type { SearchParams } from '../../shared/solver/result.ts';
import { search } from '../../shared/solver/search.ts';
import { planarTravel } from '../support/builders.ts';
import { aConstrainedWorld } from '../support/constrained-worlds.ts';
import { aWorld } from '../support/worlds.ts';

const PARAMS: SearchParams = {
  maxUnits: 2_000,
  startTemperature: 120_000,
  endTemperature: 2_000,
  ruinSize: 4,
  blinkBp: 100,
  checks: 'best',
};
const RUNS = { numRuns: 80, seed: 20_261_126 };

const travelOf = (snapshot: Snapshot) => planarTravel(placesOf(snapshot), 5);

function solve(snapshot: Snapshot, seed: number) {
  const encoded = encode(snapshot, travelOf(snapshot));
  const { plan } = search(encoded.problem, encoded.warmStart, PARAMS, new Random(seed), () => false);
  return { encoded, plan, explainer: new Explainer(encoded, plan, snapshot) };
}

/** Every plan that has the order at some place of the courier's queue, and all others where they are. */
function placesWith(plan: BlockPlan, order: number, courier: number): readonly BlockPlan[] {
  const rest = plan.map((blocks) =>
    blocks.map((block) => block.filter((one) => one !== order)).filter((block) => block.length > 0),
  );
  const queue = rest[courier] ?? [];
  const alone = Array.from({ length: queue.length + 1 }, (_, at) => queue.toSpliced(at, 0, [order]));
  const joined = queue.flatMap((block, b) =>
    Array.from({ length: block.length + 1 }, (_, at) => queue.with(b, block.toSpliced(at, 0, order))),
  );
  return [...alone, ...joined].map((changed) => rest.with(courier, changed));
}

const costOf = (problem: Problem, plan: BlockPlan): number =>
  isFeasible(problem, plan).length === 0 ? evaluate(problem, plan).total : Number.POSITIVE_INFINITY;

const cheapest = (problem: Problem, plans: readonly BlockPlan[]): number =>
  Math.min(...plans.map((plan) => costOf(problem, plan)));

/** Of all couriers, the plan with the order in it that costs least; null when leaving it out costs no more. */
function admitted({ problem, index }: Encoded, plan: BlockPlan, orderId: string): BlockPlan | null {
  const order = index.orders.findIndex((one) => one.orderId === orderId);
  const plans = [...index.couriers.keys()].flatMap((courier) => placesWith(plan, order, courier));
  const least = cheapest(problem, plans);
  if (least >= evaluate(problem, plan).total) return null;
  return plans.find((one) => costOf(problem, one) === least) ?? null;
}

function oneLess(change: AdmittingChange): AdmittingChange | null {
  if (change.kind === 'skill' || change.kind === 'ask_again') return null;
  if (change.kind === 'capacity') return { ...change, amount: change.amount - 1 };
  return change.kind === 'worth'
    ? { ...change, percent: change.percent - 1 }
    : { ...change, minutes: change.minutes - 1 };
}

const worlds = [
  ['with nothing that may be left out', aWorld],
  ['with windows, limits, hours, breaks and frozen offers', aConstrainedWorld],
] as const;

describe.each(worlds)('explanations, %s', (_, world) => {
  it('price each alternative as the plan with the order pinned there', () => {
    let alternatives = 0;
    fc.assert(
      fc.property(world(), fc.nat(), (snapshot, seed) => {
        const { encoded, plan, explainer } = solve(snapshot, seed);
        const { problem, index } = encoded;
        const now = evaluate(problem, plan);
        for (const [order, { orderId }] of index.orders.entries()) {
          const explained = explainer.explain(orderId);
          for (const { courierId, cost, terms } of explained?.alternatives ?? []) {
            const courier = index.couriers.findIndex((one) => one.courierId === courierId);
            expect(now.total + cost).toBe(cheapest(problem, placesWith(plan, order, courier)));
            expect(Object.values(terms).reduce((sum, points) => sum + points, 0)).toBe(cost);
            alternatives += 1;
          }
          for (const { courierId } of explained?.blocked ?? []) {
            const courier = index.couriers.findIndex((one) => one.courierId === courierId);
            expect(cheapest(problem, placesWith(plan, order, courier))).toBe(Number.POSITIVE_INFINITY);
          }
        }
      }),
      RUNS,
    );
    expect(alternatives).toBeGreaterThan(RUNS.numRuns);
  });

  it('name the smallest changes that admit an order, and no smaller one does', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(world(), fc.nat(), (snapshot, seed) => {
        const { encoded, plan, explainer } = solve(snapshot, seed);
        const carried = new Set(plan.flat(2));
        const left = encoded.index.orders.filter((__, order) => !carried.has(order));
        for (const { orderId } of left.slice(0, 4)) {
          for (const change of explainer.explain(orderId)?.changes ?? []) {
            kinds.add(change.kind);
            const changed = changedSnapshot(snapshot, orderId, change);
            const encodedThen = encode(changed, travelOf(changed));
            const found = admitted(encodedThen, plan, orderId);
            expect(found, JSON.stringify(change)).not.toBeNull();
            const decoded = decode(encodedThen, { plan: found ?? [] }, changed, travelOf(changed), 7);
            expect(check(decoded, changed, travelOf(changed))).toEqual([]);
            expect(decoded.unassigned.map((one) => one.orderId)).not.toContain(orderId);

            const less = oneLess(change);
            const before = less === null ? snapshot : changedSnapshot(snapshot, orderId, less);
            expect(admitted(encode(before, travelOf(before)), plan, orderId), JSON.stringify(less)).toBeNull();
          }
        }
      }),
      RUNS,
    );
    expect(kinds.size).toBeGreaterThan(3);
  });
});
