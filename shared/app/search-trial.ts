// One search of a snapshot outside the cycle, for measuring: what production does in one go, step by step.
import { check } from '../domain/check.ts';
import type { Plan } from '../domain/plan.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { Random } from '../kernel/random.ts';
import { MOST_UNITS, type Pace, type SearchResult, type Stop } from '../solver/result.ts';
import { search } from '../solver/search.ts';
import { decode } from './decode.ts';
import { type Encoded, encode } from './encode.ts';
import type { TravelMatrix } from './ports.ts';
import { searchParams } from './search-params.ts';

export interface TrialOptions {
  /** From the snapshot's last plan, repaired; else from nothing. */
  readonly isWarm: boolean;
  readonly seed: number;
  readonly stop: Stop;
  /** Turns the time box into the budget; null: no search beyond the start. */
  readonly pace: Pace | null;
}

export interface TrialResult extends Pick<SearchResult, 'units' | 'iterations' | 'insertions'> {
  readonly plan: SearchResult['plan'];
  /** Points, of what the search may decide; of the start, and of the plan. */
  readonly startCost: number;
  readonly cost: number;
  /** Orders, as indices of the problem. */
  readonly unassigned: readonly number[];
}

export class SearchTrial {
  private readonly snapshot: Snapshot;
  private readonly travel: TravelMatrix;
  private readonly encoded: Encoded;

  constructor(snapshot: Snapshot, travel: TravelMatrix) {
    this.snapshot = snapshot;
    this.travel = travel;
    this.encoded = encode(snapshot, travel);
  }

  run({ isWarm, seed, stop, pace }: TrialOptions): TrialResult {
    const { problem, warmStart } = this.encoded;
    const params = {
      ...searchParams(this.snapshot.policy),
      ...(pace === null ? { maxUnits: 0 } : { maxUnits: MOST_UNITS, pace }),
    };
    const result = search(problem, isWarm ? warmStart : [], params, new Random(seed), stop);
    const { plan, units, iterations, insertions } = result;
    return {
      plan,
      units,
      iterations,
      insertions,
      startCost: result.startCost.total,
      cost: result.cost.total,
      unassigned: result.unassigned,
    };
  }

  /** The plan, and how many violations the judge finds in it. */
  judge(result: Pick<TrialResult, 'plan'>): { readonly plan: Plan; readonly violations: number } {
    const plan = decode(this.encoded, result, this.snapshot, this.travel, 1);
    return { plan, violations: check(plan, this.snapshot, this.travel).length };
  }
}
