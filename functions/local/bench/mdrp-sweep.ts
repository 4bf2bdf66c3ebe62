// `bench mdrp --sweep`: variants of the first policy, beside the policies that are named.
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { Planner } from '../mdrp-planner.ts';
import { sweepPolicy, type Variant } from '../policy-sweep.ts';

type Planners = ReadonlyMap<string, Planner>;

/** @param sweeps each as `weights.latePerSec=0,300`. */
export function withSweeps(planners: Planners, sweeps: readonly string[]): Result<Planners, readonly string[]> {
  const [first] = planners.values();
  if (sweeps.length === 0 || !first) return ok(planners);
  if (first.kind !== 'rebatch') return err([`--sweep ${sweeps[0]}: a baseline has no such numbers`]);
  const base = first.policy ?? DEFAULT_POLICY;
  const swept = sweeps.map((given) => ({ given, variants: sweepPolicy(base, given) }));
  const faults = swept.flatMap(({ given, variants }) =>
    variants.ok ? [] : variants.error.map((fault) => `--sweep ${given}: ${fault}`),
  );
  if (faults.length > 0) return err(faults);
  const variants = swept.flatMap(({ variants }) => (variants.ok ? variants.value : []));
  return ok(new Map([...planners, ...variants.map(plannerOf)]));
}

const plannerOf = ({ name, policy }: Variant): readonly [string, Planner] => [name, { kind: 'rebatch', policy }];
