// Generated worlds through encode, the search and decode: what comes out must satisfy the judge and cost what the search
// says it costs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../shared/app/decode.ts';
import { encode, placesOf } from '../../shared/app/encode.ts';
import { check } from '../../shared/domain/check.ts';
import { COST_TERMS } from '../../shared/domain/plan.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import { Random } from '../../shared/kernel/random.ts';
import { evaluate } from '../../shared/solver/cost.ts';
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

function solve(snapshot: Snapshot, seed: number) {
  const travel = planarTravel(placesOf(snapshot), 5);
  const encoded = encode(snapshot, travel);
  const result = search(encoded.problem, encoded.warmStart, PARAMS, new Random(seed), () => false);
  return { travel, encoded, result, plan: decode(encoded, result, snapshot, travel, 7) };
}

describe.each([
  ['with nothing that may be left out', aWorld],
  ['with windows, limits, hours, breaks and frozen offers', aConstrainedWorld],
])('encode, search, decode, %s', (_of, aWorld) => {
  it('makes plans that the judge accepts', () => {
    fc.assert(
      fc.property(aWorld(), fc.nat(), (snapshot, seed) => {
        const { plan, travel } = solve(snapshot, seed);

        expect(check(plan, snapshot, travel)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('prices a plan as the search does, but for what couriers are bound to, which is the same for every plan', () => {
    fc.assert(
      fc.property(aWorld(), fc.nat(), (snapshot, seed) => {
        const { plan, encoded, result, travel } = solve(snapshot, seed);
        const nothing = encoded.index.couriers.map(() => []);
        const idle = decode(encoded, { plan: nothing }, snapshot, travel, 7);
        const idleCost = evaluate(encoded.problem, nothing);

        for (const term of [...COST_TERMS, 'total'] as const) {
          const constant = idle.cost[term] - idleCost[term];
          expect({ term, points: plan.cost[term] }).toEqual({ term, points: result.cost[term] + constant });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('starts the next search from the blocks of the plan before', () => {
    fc.assert(
      fc.property(aWorld(), fc.nat(), (snapshot, seed) => {
        const { plan, result, travel } = solve(snapshot, seed);

        const { warmStart } = encode({ ...snapshot, lastPlan: plan }, travel);

        expect(warmStart).toEqual(result.plan);
      }),
      { numRuns: 100 },
    );
  });

  it('makes the same problem from the same facts in any order', () => {
    fc.assert(
      fc.property(aWorld(), (snapshot) => {
        const shuffled: Snapshot = {
          ...snapshot,
          orders: snapshot.orders.toReversed(),
          couriers: snapshot.couriers.toReversed(),
          stores: snapshot.stores.toReversed(),
        };
        const travel = planarTravel(placesOf(snapshot), 5);

        expect(encode(shuffled, travel)).toEqual(encode(snapshot, travel));
      }),
    );
  });
});
