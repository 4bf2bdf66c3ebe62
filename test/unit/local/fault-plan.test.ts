import { describe, expect, it } from 'vitest';
import { FAULT_KINDS, type FaultRates } from '../../../functions/local/stack/faults/fault-kinds.ts';
import { FaultPlan, injectedOf, makeFaultMemory } from '../../../functions/local/stack/faults/fault-plan.ts';

const RATES: FaultRates = {
  crash: 97,
  timeOut: 89,
  partialBatch: 2,
  sentAgain: 11,
  throttle: 13,
  serverError: 17,
  slow: 19,
};

const faultsOf = (plan: FaultPlan, calls: number, isBatch = false) =>
  Array.from({ length: calls }, () => plan.next(isBatch));

describe('the plan of faults', () => {
  it('gives one call of so many the fault, in every stretch of so many', () => {
    const plan = new FaultPlan({ seed: 1, rates: { ...RATES, crash: 1e6, timeOut: 1e6 } }, makeFaultMemory());

    const faults = faultsOf(plan, 50 * 11);

    const perStretch = Array.from({ length: 50 }, (_, stretch) =>
      faults.slice(11 * stretch, 11 * (stretch + 1)).filter((fault) => fault === 'sentAgain'),
    );
    expect(perStretch.every((found) => found.length === 1)).toBe(true);
  });

  it('counts over all threads that share its memory, and tells what it injected', () => {
    const memory = makeFaultMemory();
    const plans = [1, 2, 3].map(() => new FaultPlan({ seed: 1, rates: RATES }, memory));
    const together = Array.from({ length: 300 }, (_, call) => plans[call % 3]?.next(false));

    const alone = faultsOf(new FaultPlan({ seed: 1, rates: RATES }, makeFaultMemory()), 300);

    expect(together).toEqual(alone);
    for (const kind of FAULT_KINDS) {
      expect(injectedOf(memory)[kind]).toBe(together.filter((fault) => fault === kind).length);
    }
  });

  it('takes in part what is a batch, and nothing else', () => {
    const plan = new FaultPlan({ seed: 1, rates: RATES }, makeFaultMemory());

    expect(faultsOf(plan, 200)).not.toContain('partialBatch');
    expect(faultsOf(plan, 200, true)).toContain('partialBatch');
  });

  it('follows the seed', () => {
    const of = (seed: number) => faultsOf(new FaultPlan({ seed, rates: RATES }, makeFaultMemory()), 200);

    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });
});
