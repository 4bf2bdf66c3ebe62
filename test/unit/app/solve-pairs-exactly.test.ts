import { describe, expect, it } from 'vitest';
import { MemoryRouteSelection } from '../../../shared/adapters/memory/route-selection.ts';
import type { PairInstance } from '../../../shared/app/pair-instance.ts';
import type { RouteSelection, SelectionProblem } from '../../../shared/app/ports.ts';
import { costOf } from '../../../shared/app/select-columns.ts';
import { type Leg, solvePairsExactly } from '../../../shared/app/solve-pairs-exactly.ts';
import { Random } from '../../../shared/kernel/random.ts';
import { checkRoutes } from '../../../shared/sim/instances/check-routes.ts';

const ORDERS = 16;
const rng = new Random(9);
const place = () => ({ x: rng.below(100), y: rng.below(100) });

/** Orders anywhere on a square, depot in its middle; routes of about two orders. */
const instance: PairInstance = {
  name: 'square',
  vehicles: ORDERS,
  capacity: 60,
  nodes: [
    { x: 50, y: 50, demand: 0, ready: 0, due: 2000, service: 0, pickup: 0, delivery: 0 },
    ...Array.from({ length: ORDERS }, (_, order) => {
      const ready = rng.below(400);
      const both = { ready, service: 5 };
      return [
        { ...both, ...place(), demand: 20, due: ready + 100, pickup: 0, delivery: 2 + 2 * order },
        { ...both, ...place(), demand: -20, due: ready + 200, pickup: 1 + 2 * order, delivery: 0 },
      ];
    }).flat(),
  ],
};

const leg = (maxUnits: number): Leg => ({ stop: () => false, maxUnits });

const legs = (first: number, second: number) => ({ first: leg(first), second: () => leg(second) });

const solve = (selection: RouteSelection, second = 0) =>
  solvePairsExactly(instance, { seed: 1, selection, ...legs(40_000, second), selectMs: () => 100 });

const nothing: RouteSelection = { select: async () => null };

describe('solvePairsExactly', () => {
  it('asks for the best cover of the orders, from the own plan, with a time limit', async () => {
    const asked: [SelectionProblem, number][] = [];
    const solved = await solve({
      select: async (...question) => {
        asked.push(question);
        return null;
      },
    });

    const [[problem, limitMs] = []] = asked;
    if (problem === undefined) throw new Error('nothing was asked');
    expect(limitMs).toBe(100);
    expect(problem.numRows).toBe(ORDERS);
    expect(problem.columns).toHaveLength(solved.columns);
    expect(problem.start).toEqual(solved.routes.map((_, column) => column));
    // A route costs the plan's length and 1 more, beside its own length.
    expect(costOf(problem, problem.start)).toBeCloseTo(
      solved.routes.length * (solved.distance + 1) + solved.distance,
      6,
    );
  });

  it('goes on from the routes that were chosen, and is never worse for it', async () => {
    const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
    const short = (seed: number, selection: RouteSelection) =>
      solvePairsExactly(instance, { ...legs(15_000, 0), seed, selection, selectMs: () => 100 });
    let helped = 0;
    for (const seed of seeds) {
      const [own, solved] = [await short(seed, nothing), await short(seed, new MemoryRouteSelection())];

      expect(checkRoutes(instance, solved.routes).faults).toEqual([]);
      expect(solved.routes.length).toBeLessThanOrEqual(own.routes.length);
      if (solved.chosen === null) expect(solved).toEqual(own);
      else if (solved.routes.length === own.routes.length) expect(solved.distance).toBeLessThan(own.distance);
      expect(solved.before).toEqual({ vehicles: own.routes.length, distance: expect.closeTo(own.distance, 6) });
      expect(solved.after).toEqual({ vehicles: solved.routes.length, distance: expect.closeTo(solved.distance, 6) });
      if (solved.chosen !== null) helped++;
    }

    expect(helped).toBeGreaterThan(0);
  });

  it('takes the start for no gain', async () => {
    const solved = await solve({ select: async ({ start }) => start });

    expect(solved).toEqual(await solve(nothing));
    expect(solved.chosen).toBeNull();
  });

  it('keeps its plan when the answer is no partition', async () => {
    const solved = await solve(nothing);

    expect(await solve({ select: async () => [0, 0, 1] })).toEqual(solved);
  });

  it('counts both legs', async () => {
    const { units, iterations, legs: done } = await solve(nothing, 20_000);

    expect(done).toHaveLength(2);
    expect(units).toBe(done.reduce((sum, each) => sum + each.units, 0));
    expect(iterations).toBe(done.reduce((sum, each) => sum + each.iterations, 0));
    expect(done[1]?.iterations).toBeGreaterThan(0);
  });

  it('says when the solver fails', async () => {
    const failing: RouteSelection = { select: () => Promise.reject(new Error('no memory')) };

    await expect(solve(failing)).rejects.toThrow('no memory');
  });
});
