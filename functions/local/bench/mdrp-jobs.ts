// The work of `bench mdrp`: every policy on the same days and seeds.
import { join } from 'node:path';
import type { Conditions } from '../../../shared/sim/conditions.ts';
import type { Planner } from '../mdrp-planner.ts';
import type { ChosenDay } from './mdrp-days.ts';
import type { MdrpJob } from './mdrp-job.ts';
import type { OracleBudget } from './mdrp-oracle.ts';

/** A job, and how long it will take, about. */
export interface WeighedJob {
  readonly job: MdrpJob;
  readonly work: number;
}

export interface JobSettings {
  readonly seeds: number;
  readonly conditions: Conditions;
  /** Where solution files go, in a folder a policy when there are several; null: nowhere. */
  readonly out: string | null;
  readonly oracle: OracleBudget | null;
}

/** A baseline's decisions take a small part of a search's time. */
const BASELINE_WORK = 0.1;

/** The longest first, so that no thread is left with a long one at the end. */
export function jobsOf(
  days: readonly ChosenDay[],
  planners: ReadonlyMap<string, Planner>,
  { seeds, conditions, out, oracle }: JobSettings,
): readonly WeighedJob[] {
  const jobs = [...planners].flatMap(([policy, planner]) => {
    const rate = planner.kind === 'rebatch' ? 1 : BASELINE_WORK;
    const folderOf = (base: string): string => (planners.size === 1 ? base : join(base, fileNameOf(policy)));
    const shared = { policy, planner, conditions, out: out === null ? null : folderOf(out), oracle };
    return days.flatMap(({ folder, size }) =>
      Array.from({ length: seeds }, (_, i) => ({ job: { ...shared, folder, seed: i + 1 }, work: size * rate })),
    );
  });
  return jobs.sort((a, b) => b.work - a.work);
}

const fileNameOf = (policy: string): string => policy.replaceAll(/[^\w.-]+/g, '_');
