// The exact routes for a fixed pair problem, seed and number of units: a change of them is a change of behaviour, to be
// looked at and then accepted with GOLDEN_ACCEPT=1.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Random } from '../../shared/kernel/random.ts';
import { DEFAULT_PAIR_PARAMS } from '../../shared/solver/pairs/result.ts';
import { searchPairs } from '../../shared/solver/pairs/search.ts';
import { syntheticPairs } from '../../shared/solver/pairs/synthetic.ts';

const GOLDEN = new URL('./solver-pairs.golden.json', import.meta.url);

describe('searchPairs', () => {
  it('finds the same routes as when they were last accepted', () => {
    const problem = syntheticPairs(new Random(7), { orders: 60, window: 90, capacity: 100, vehicles: 30 });
    const params = { ...DEFAULT_PAIR_PARAMS, maxUnits: 1_000_000 };

    const { plan, insertions: _, ...rest } = searchPairs(problem, [], params, new Random(3), () => false);

    const routes = plan.map((route) => `    ${JSON.stringify(route)}`).join(',\n');
    const found = `${JSON.stringify(rest, null, 2).slice(0, -2)},\n  "plan": [\n${routes}\n  ]\n}\n`;
    if (process.env.GOLDEN_ACCEPT === '1') writeFileSync(GOLDEN, found);
    expect(found).toBe(readFileSync(GOLDEN, 'utf8'));
  });
});
