// The one list of hard constraints, in three readings: the cheapest and most selective first. The chains are plain calls
// so that the compiler inlines them; a list of functions would make every call site megamorphic.
import type { Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import { allowed, allowedPair } from './allowed.ts';
import { blockSize, blockSizeJoin } from './block-size.ts';
import { breaks } from './breaks.ts';
import { capacity, capacityJoin, capacityPair } from './capacity.ts';
import type { Constraint } from './constraint.ts';
import { doorWindow, doorWindowPair } from './door-window.ts';
import { maxRide, maxRidePair } from './max-ride.ts';
import { moments, momentsPair } from './moments.ts';
import { readyGap, readyGapJoin } from './ready-gap.ts';
import { routeEnd, routeEndPair } from './route-end.ts';
import { storeHours } from './store-hours.ts';

export const CONSTRAINTS: readonly Constraint[] = [
  allowed,
  capacity,
  blockSize,
  readyGap,
  moments,
  maxRide,
  doorWindow,
  storeHours,
  breaks,
  routeEnd,
];

/** Whether the courier could carry the order if it had nothing else to do. */
export function mayCarry(problem: Problem, order: number, courier: number): boolean {
  return (
    allowedPair(problem, order, courier) &&
    capacityPair(problem, order, courier) &&
    momentsPair(problem, order, courier) &&
    maxRidePair(problem, order, courier) &&
    doorWindowPair(problem, order, courier) &&
    routeEndPair(problem, order, courier)
  );
}

/** Whether the order, of the block's own store and one the courier may carry, may ride with the block's orders. */
export function mayJoin(solution: Solution, order: number, courier: number, row: number): boolean {
  return (
    blockSizeJoin(solution, order, courier, row) &&
    readyGapJoin(solution, order, row) &&
    capacityJoin(solution, order, courier, row)
  );
}
