import { describe, expect, it } from 'vitest';
import { oracleBudget } from '../../../functions/local/bench/mdrp-oracle.ts';
import { withSweeps } from '../../../functions/local/bench/mdrp-sweep.ts';
import { sweepPolicy } from '../../../functions/local/policy-sweep.ts';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import { NEUTRAL } from '../../../shared/sim/conditions.ts';

const swept = (given: string) => sweepPolicy(DEFAULT_POLICY, given);

describe('a sweep over one number of a policy', () => {
  it('makes a variant of each other value, and changes nothing else', () => {
    const { latePerSec } = DEFAULT_POLICY.weights;

    expect(swept(`weights.latePerSec=0,${latePerSec},300,300`)).toEqual({
      ok: true,
      value: [0, 300].map((value) => ({
        name: `weights.latePerSec=${value}`,
        policy: { ...DEFAULT_POLICY, weights: { ...DEFAULT_POLICY.weights, latePerSec: value } },
      })),
    });
  });

  it('reaches every number of the record, but not its version', () => {
    const numbers = (group: object, before = ''): (readonly [path: string, value: number])[] =>
      Object.entries(group).flatMap(([name, value]) => {
        if (typeof value === 'object') return numbers(value, `${before}${name}.`);
        return typeof value === 'number' ? [[before + name, value] as const] : [];
      });

    const refused = numbers(DEFAULT_POLICY).filter(([path, value]) => !swept(`${path}=${value + 1}`).ok);

    expect(refused.map(([path]) => path)).toEqual(['version']);
  });

  it.each([
    ['latePerSec', 'give a field'],
    ['weights.joy=1', 'has no number weights.joy. Give one of weights.clickToDoorPerSec, '],
    ['weights=1', 'has no number weights.'],
    ['policyId=1', 'has no number policyId.'],
    ['weights.latePerSec=1,', 'must be numbers'],
    ['weights.latePerSec=-1', 'FIELD_RANGE: weights.latePerSec is -1'],
    ['search.ruinSize=1.5', 'FIELD_TYPE: search.ruinSize is 1.5'],
  ])('refuses %s', (given, cause) => {
    const read = swept(given);

    expect(read.ok ? [] : read.error.join('\n')).toContain(cause);
  });

  it('varies the first policy, beside the others', () => {
    const own = { ...DEFAULT_POLICY, severeLateSec: 77 };
    const planners = new Map([
      ['own.json', { kind: 'rebatch', policy: own } as const],
      ['hungarian', { kind: 'hungarian' } as const],
    ]);

    const read = withSweeps(planners, ['weights.latePerSec=5', 'weights.unserved=6']);

    expect(read.ok && [...read.value.keys()]).toEqual([
      'own.json',
      'hungarian',
      'weights.latePerSec=5',
      'weights.unserved=6',
    ]);
    expect(read.ok && read.value.get('weights.unserved=6')).toMatchObject({ policy: { severeLateSec: 77 } });
    expect(withSweeps(new Map([['hungarian', { kind: 'hungarian' }]]), ['a=1'])).toMatchObject({ ok: false });
  });
});

describe('the flags of the oracle', () => {
  it('give it units or seconds, or units of its own', () => {
    expect(oracleBudget({ oracle: false }, NEUTRAL)).toEqual({ ok: true, value: null });
    expect(oracleBudget({ oracle: true }, NEUTRAL)).toEqual({ ok: true, value: { units: 10_000_000 } });
    expect(oracleBudget({ oracle: true, units: 5 }, { ...NEUTRAL, fleetPct: 90 })).toMatchObject({
      value: { units: 5 },
    });
    expect(oracleBudget({ oracle: true, seconds: 2 }, NEUTRAL)).toMatchObject({ value: { seconds: 2 } });
  });

  it('are refused without it, both at once, and under conditions that it does not know', () => {
    expect(oracleBudget({ oracle: false, units: 5 }, NEUTRAL)).toMatchObject({ ok: false });
    expect(oracleBudget({ oracle: true, units: 5, seconds: 1 }, NEUTRAL)).toMatchObject({ ok: false });
    expect(oracleBudget({ oracle: true }, { ...NEUTRAL, foresightMin: 15 })).toMatchObject({ ok: false });
    expect(oracleBudget({ oracle: true }, { ...NEUTRAL, rules: 'published' })).toMatchObject({ ok: false });
  });
});
