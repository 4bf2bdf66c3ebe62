// The judge: whether a plan keeps every hard constraint. It shares no code with what makes plans, so that an error there
// does not hide here. What couriers have agreed to is a fact and not blamed; that the plan keeps it is checked.
import { checkBatches } from './check/batches.ts';
import { openCase } from './check/case.ts';
import { checkCommitments } from './check/commitments.ts';
import { checkCoverage } from './check/coverage.ts';
import { checkErrands } from './check/errands.ts';
import { checkFrozen } from './check/frozen.ts';
import { checkStops } from './check/stops.ts';
import type { Violation } from './check/violation.ts';
import type { Plan } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import type { TravelTable } from './travel.ts';

/** Everything that is wrong with `plan` as an answer to `snapshot`; empty when nothing is. */
export function check(plan: Plan, snapshot: Snapshot, travel: TravelTable): readonly Violation[] {
  const court = openCase(plan, snapshot, travel);
  return [
    ...checkCoverage(court),
    ...checkRouteOfEach(plan),
    ...checkCommitments(court),
    ...checkFrozen(court),
    ...checkErrands(court),
    ...plan.routes.flatMap((route) => [...checkBatches(court, route), ...checkStops(court, route)]),
  ];
}

function checkRouteOfEach({ routes }: Plan): readonly Violation[] {
  const seen = new Set<string>();
  return routes.flatMap(({ courierId }): Violation[] => {
    if (!seen.has(courierId)) {
      seen.add(courierId);
      return [];
    }
    return [{ code: 'ROUTE_REPEATED', courierId, message: `courier ${courierId} has two routes` }];
  });
}
