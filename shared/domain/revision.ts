// A plan revision: immutable, numbered, with everything needed to say why it is as it is.
import type { CourierId, OrderId, PolicyId } from '../kernel/ids.ts';
import type { EpochSeconds, Milliseconds, Points } from '../kernel/units.ts';
import type { PlanChange } from './change.ts';
import type { OrderExplanation } from './explanation.ts';
import type { Plan, ReasonCode, Rung } from './plan.ts';

/** What was decided for one order in one revision, where something was decided. */
export interface DecisionRecord {
  readonly orderId: OrderId;
  /** `hold`: assigned, but not yet released to the courier. */
  readonly decision: 'assign' | 'move' | 'hold' | 'release' | 'withdraw' | 'unassign';
  readonly courierId: CourierId | null;
  readonly reason: ReasonCode | null;
  /** Of a hold: when it is released unless something better turns up. */
  readonly releaseAt: EpochSeconds | null;
}

/** How the plan was found: with the snapshot, enough to find it again. */
export interface SolveRecord {
  readonly rung: Rung;
  readonly seed: number;
  /** Work units done and asked for. */
  readonly units: number;
  readonly maxUnits: number;
  readonly iterations: number;
  readonly stopReason: 'units' | 'deadline' | 'trivial';
  /** The record that it was made by: of a zone that follows a rollout, the version that the zone has. */
  readonly policy: { readonly policyId: PolicyId; readonly version: number };
  readonly timing: Readonly<Record<'read' | 'encode' | 'search' | 'check', Milliseconds>>;
  /** Total cost of carrying on with the last plan, repaired; null where there was none. */
  readonly costOfKeep: Points | null;
  /** Total cost of the plan, over the same; what the revision is worth is the difference. Absent in older records. */
  readonly costOfPlan?: Points;
}

export interface PlanRevision {
  readonly revision: number;
  /** The claim under which it was made: two writers never share a (revision, attempt). */
  readonly attempt: number;
  readonly createdAt: EpochSeconds;
  readonly plan: Plan;
  readonly changes: readonly PlanChange[];
  readonly decisions: readonly DecisionRecord[];
  /** Of the orders about which something was decided, as far as there was time: those without a courier first. */
  readonly explanations?: readonly OrderExplanation[];
  readonly solve: SolveRecord;
}
