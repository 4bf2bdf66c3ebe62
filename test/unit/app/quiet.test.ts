import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../../shared/app/quiet.ts';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import type { Plan } from '../../../shared/domain/plan.ts';
import type { SolveRecord } from '../../../shared/domain/revision.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import { AT, aSnapshot, place } from '../../support/builders.ts';

const SEEN = { want: 4, covered: 4 };
const LAST_PLAN = { plannedAt: AT - 60 } as Plan; // nothing else of it is asked for

const solve = (parts: Partial<SolveRecord>): SolveRecord => ({
  rung: 'search',
  seed: 1,
  units: 3000,
  maxUnits: 3000,
  iterations: 200,
  stopReason: 'units',
  policy: { policyId: 'default', version: 1 },
  timing: { read: 0, encode: 0, search: 0, check: 0 },
  costOfKeep: null,
  ...parts,
});

const zone = (parts: Partial<Snapshot> = {}, last: Partial<SolveRecord> | null = {}) => ({
  snapshot: { ...aSnapshot(), policy: DEFAULT_POLICY, lastPlan: LAST_PLAN, positions: [], ...parts },
  lastSolve: last === null ? null : solve(last),
});

describe('isQuiet', () => {
  it('is true when nothing has happened since a plan that was searched for in full', () => {
    expect(isQuiet(SEEN, zone())).toBe(true);
  });

  it('stays true after a plan that was itself carried on', () => {
    expect(isQuiet(SEEN, zone({}, { rung: 'repair', units: 0, maxUnits: 0 }))).toBe(true);
  });

  it('is false when a wake-up waits, or there is no plan yet', () => {
    expect(isQuiet({ want: 5, covered: 4 }, zone())).toBe(false);
    expect(isQuiet(SEEN, zone({ lastPlan: null }, null))).toBe(false);
  });

  it('is false when a courier has moved since the plan', () => {
    const stands = (at: number) => [{ courierId: 'c1', location: place(0, 0), at, departAt: at }];

    expect(isQuiet(SEEN, zone({ positions: stands(AT - 59) }))).toBe(false);
    expect(isQuiet(SEEN, zone({ positions: stands(AT - 60) }))).toBe(true);
  });

  it('is false when the last plan was made by another version of the policy', () => {
    expect(isQuiet(SEEN, zone({ policy: { ...DEFAULT_POLICY, version: 2 } }))).toBe(false);
  });

  it('is false when the last search was cut by the clock or by the most units, and may find more', () => {
    expect(isQuiet(SEEN, zone({}, { stopReason: 'deadline' }))).toBe(false);
    expect(isQuiet(SEEN, zone({}, { maxUnits: DEFAULT_POLICY.search.maxUnits }))).toBe(false);
  });
});
