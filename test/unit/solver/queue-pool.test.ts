import { describe, expect, it } from 'vitest';
import { Random } from '../../../shared/kernel/random.ts';
import { isFeasible } from '../../../shared/solver/feasible.ts';
import type { PooledQueue } from '../../../shared/solver/queue-pool.ts';
import { QueuePool } from '../../../shared/solver/queue-pool.ts';
import { search } from '../../../shared/solver/search.ts';
import { syntheticProblem } from '../../../shared/solver/synthetic.ts';
import { someParams } from './problems.ts';

const problem = syntheticProblem(new Random(3), { orders: 30, couriers: 8, stores: 4 });

const run = (pool: QueuePool | null) =>
  search(
    problem,
    [],
    someParams({ maxUnits: 300_000, startTemperature: 10_000_000, endTemperature: 2000, checks: 'none' }),
    new Random(1),
    () => false,
    pool,
  );

function poolOf(limit: number): readonly PooledQueue[] {
  const pool = new QueuePool(limit);
  run(pool);
  return pool.queues();
}

const labelOf = ({ courier, blocks }: PooledQueue): string => `${courier}: ${blocks.flat().sort((a, b) => a - b)}`;

describe('the pool of a block search', () => {
  const queues = poolOf(100_000);

  it('holds queues that can be carried out', () => {
    expect(queues.length).toBeGreaterThan(100);
    for (const { courier, blocks } of queues) {
      const plan = Array.from({ length: problem.numCouriers }, (_, c) => (c === courier ? blocks : []));
      expect(isFeasible(problem, plan)).toEqual([]);
    }
  });

  it('holds one queue for a courier and a set of orders', () => {
    expect(new Set(queues.map(labelOf)).size).toBe(queues.length);
  });

  it('holds no more than its limit, those seen last', () => {
    expect(poolOf(30).map(labelOf)).toEqual(queues.slice(0, 30).map(labelOf));
  });

  it('does not change the search', () => {
    expect(run(new QueuePool(50))).toEqual(run(null));
  });
});
