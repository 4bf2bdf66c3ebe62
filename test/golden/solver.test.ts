// The exact plan for a fixed problem, seed and number of units: a change of it is a change of behaviour, to be looked at
// and then accepted with GOLDEN_ACCEPT=1.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Random } from '../../shared/kernel/random.ts';
import { search } from '../../shared/solver/search.ts';
import { syntheticProblem } from '../../shared/solver/synthetic.ts';
import { never, someParams } from '../unit/solver/problems.ts';

const GOLDEN = new URL('./solver.golden.json', import.meta.url);

describe('search', () => {
  it('finds the same plan as when it was last accepted', () => {
    const problem = syntheticProblem(new Random(7), { orders: 80, couriers: 20, stores: 15 });
    const params = someParams({ maxUnits: 20_000, startTemperature: 120_000, endTemperature: 2000, ruinSize: 8 });

    const { plan, unassigned, cost, units, iterations } = search(problem, [], params, new Random(3), never);

    const found = { unassigned, cost, units, iterations, plan };
    if (process.env.GOLDEN_ACCEPT === '1') writeFileSync(GOLDEN, formatted(found));
    expect(formatted(found)).toBe(readFileSync(GOLDEN, 'utf8'));
  });
});

/** One courier's queue a line, as a reviewer wants to read the difference. */
function formatted({ plan, ...rest }: { readonly plan: readonly unknown[] }): string {
  const queues = plan.map((queue) => `    ${JSON.stringify(queue)}`).join(',\n');
  return `${JSON.stringify(rest, null, 2).slice(0, -2)},\n  "plan": [\n${queues}\n  ]\n}\n`;
}
