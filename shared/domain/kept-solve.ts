// One solve, kept whole: everything that the planner was given and everything that it made of it, so that it can be done
// again anywhere and compared. It holds what the snapshot holds, places of people among it.
import type { ZoneId } from '../kernel/ids.ts';
import type { Violation } from './check/violation.ts';
import type { TravelMode } from './courier.ts';
import type { Location } from './location.ts';
import type { Plan, Rung } from './plan.ts';
import type { Snapshot } from './snapshot.ts';

/** What became of it. `failed`: an error ended the cycle, or no rung gave a plan that passes the check. */
export const SOLVE_OUTCOMES = ['committed', 'unchanged', 'stale', 'failed'] as const;
export type SolveOutcome = (typeof SOLVE_OUTCOMES)[number];

/** A rung of the ladder that was tried. */
export interface RungTry {
  readonly rung: Rung;
  readonly units: number;
  readonly maxUnits: number;
  readonly iterations: number;
  /** With `deadline` the clock cut it at these units; `trivial` is not searched, and may be cut before all are inserted. */
  readonly stopReason: 'units' | 'deadline' | 'trivial';
  /** None: this rung made the plan. */
  readonly violations: readonly Violation[];
  readonly plan: Plan;
}

/** Travel as the planner had it, between places; `[from][to]`, in seconds and metres. */
export interface KeptTravel {
  readonly places: readonly Location[];
  readonly modes: Readonly<
    Partial<
      Record<
        TravelMode,
        { readonly seconds: readonly (readonly number[])[]; readonly meters: readonly (readonly number[])[] }
      >
    >
  >;
}

export interface KeptSolve {
  /** The form of this record. */
  readonly form: 1;
  /** Which code did it: a digest of the function's bundle. */
  readonly code: string;
  /** The claim under which it was done; with zone and revision the solve's name. */
  readonly attempt: number;
  readonly outcome: SolveOutcome;
  /** Why it failed; null: it did not. */
  readonly error: string | null;
  readonly seed: number;
  /** True: no search was to be made. */
  readonly isCheap: boolean;
  /** Of the travel tables, to tell at once when they come out differently; null: there were none yet. */
  readonly travelDigest: string | null;
  /** A snapshot file: with the number of the plan that it replaces, and the travel tables where an endpoint gave them. */
  readonly snapshot: Snapshot & { readonly revision: number; readonly travel?: KeptTravel };
  /** In the order in which they were tried; the last is the one that holds, if one does. */
  readonly tries: readonly RungTry[];
}

/** The name of a kept solve; `revision` is the number that its plan would get. */
export interface SolveName {
  readonly zoneId: ZoneId;
  readonly revision: number;
  readonly attempt: number;
}

export const nameOf = ({ attempt, snapshot }: KeptSolve): SolveName => ({
  zoneId: snapshot.zone.zoneId,
  revision: snapshot.revision + 1,
  attempt,
});
