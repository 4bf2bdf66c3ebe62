// Who decides on a recorded day, by the name or the file that `--policy` gives.
import type { Policy } from '../../shared/domain/policy.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { readPolicyFile } from './read-policy.ts';

/** Our own planner under a policy (null: the default one), or a baseline to compare with. */
export type Planner = { readonly kind: 'rebatch'; readonly policy: Policy | null } | { readonly kind: Baseline };

const BASELINES = ['hungarian', 'published'] as const;
export type Baseline = (typeof BASELINES)[number];

export const isBaseline = (name: string): name is Baseline => BASELINES.some((one) => one === name);

/** The planner, or all faults of the policy file, a line each. */
export async function readPlanner(name: string): Promise<Result<Planner, readonly string[]>> {
  if (isBaseline(name)) return ok({ kind: name });
  if (name === 'default') return ok({ kind: 'rebatch', policy: null });
  const read = await readPolicyFile(name);
  if (read.ok) return ok({ kind: 'rebatch', policy: read.value });
  const faults = read.error.map((fault) => `POLICY_UNREADABLE: --policy ${name}: ${fault}`);
  return err([
    ...faults,
    'Give default, hungarian, published, or a JSON file with what differs from the default policy.',
  ]);
}
