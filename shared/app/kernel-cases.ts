// Fixed work for both engines, to measure how fast their kernels are: made-up problems of several sizes, each searched for
// a number of units that the code fixes, so that runs of one code are the same step by step.
import { DEFAULT_POLICY } from '../domain/default-policy.ts';
import { Random } from '../kernel/random.ts';
import { DEFAULT_PAIR_PARAMS } from '../solver/pairs/result.ts';
import { searchPairs } from '../solver/pairs/search.ts';
import { type PairShape, syntheticPairs } from '../solver/pairs/synthetic.ts';
import { search } from '../solver/search.ts';
import { syntheticProblem } from '../solver/synthetic.ts';
import { searchParams } from './search-params.ts';

/** What one run did: the same at every run of the same code. */
export interface KernelWork {
  readonly units: number;
  readonly iterations: number;
  /** Pairs: an order against a route. Blocks: an order against a place in a queue. */
  readonly insertions: number;
}

export interface KernelCase {
  readonly name: string;
  readonly engine: 'pairs' | 'blocks';
  readonly orders: number;
  /** Builds the problem, and answers with what runs the search on it. */
  readonly prepare: () => () => KernelWork;
}

/** Some 0.2 to 0.5 s of one core each. */
const PAIR_UNITS = 20_000_000;
const BLOCK_UNITS = 2_000_000;

const PAIR_SIZES = [50, 100, 200, 500] as const;
const BLOCK_SIZES = [50, 200, 1000] as const;

/** Narrow windows make many short routes, wide ones few long routes. */
const WINDOWS = [
  { kind: 'narrow', window: 60, capacity: 200 },
  { kind: 'wide', window: 400, capacity: 1000 },
] as const;

/** @param percent of the usual work, above 0. */
export function kernelCases(percent: number): readonly KernelCase[] {
  const pairs = PAIR_SIZES.flatMap((orders) =>
    WINDOWS.map(({ kind, window, capacity }) =>
      pairCase(`pairs ${orders} ${kind}`, { orders, window, capacity, vehicles: orders / 2 }, percent),
    ),
  );
  return [...pairs, ...BLOCK_SIZES.map((orders) => blockCase(orders, percent))];
}

function pairCase(name: string, shape: PairShape, percent: number): KernelCase {
  const params = { ...DEFAULT_PAIR_PARAMS, maxUnits: Math.ceil((PAIR_UNITS * percent) / 100) };
  const prepare = () => {
    const problem = syntheticPairs(new Random(shape.orders), shape);
    return () => searchPairs(problem, [], params, new Random(1), never);
  };
  return { name, engine: 'pairs', orders: shape.orders, prepare };
}

/** Five orders a courier, ten a store, under the default policy. */
function blockCase(orders: number, percent: number): KernelCase {
  const params = { ...searchParams(DEFAULT_POLICY), maxUnits: Math.ceil((BLOCK_UNITS * percent) / 100) };
  const prepare = () => {
    const problem = syntheticProblem(new Random(orders), { orders, couriers: orders / 5, stores: orders / 10 });
    return () => search(problem, [], params, new Random(1), never);
  };
  return { name: `blocks ${orders}`, engine: 'blocks', orders, prepare };
}

const never = (): boolean => false;
