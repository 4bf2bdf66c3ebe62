// An order's soonest moments with a courier who does nothing else: a bound for every place in its queue, as long as
// detours save no time.
import { openingFrom } from './opening.ts';
import { FAR, type Problem } from './problem.ts';

/** Seconds from the snapshot's moment; infinite: its store does not open again. */
export function soonestPickup(problem: Problem, order: number, courier: number): number {
  const store = problem.orderStore[order];
  const leg = secondsBetween(problem, courier, problem.courierNode[courier], problem.storeNode[store]);
  const arrived = problem.courierFree[courier] + leg + problem.storeParking[store];
  const ready = problem.orderReady[order];
  // A pickup any sooner has the order wait too long on board for its door to open; see timing.ts.
  const isLimited = problem.orderMaxRide[order] < FAR && problem.orderOpens[order] > -FAR;
  const limited = isLimited ? problem.orderOpens[order] - problem.orderMaxRide[order] : arrived;
  return openingFrom(problem, store, Math.max(arrived, ready, limited));
}

/** Seconds from the snapshot's moment. @param pickup the soonest pickup moment. */
export function soonestDrop(problem: Problem, order: number, courier: number, pickup: number): number {
  const opens = problem.orderOpens[order];
  const drop = pickup + leastRide(problem, order, courier);
  return opens > -FAR && opens > drop ? opens : drop;
}

/** Seconds from the pickup moment to the drop-off moment without mates and without waiting. */
export function leastRide(problem: Problem, order: number, courier: number): number {
  const store = problem.orderStore[order];
  const leg = secondsBetween(problem, courier, problem.storeNode[store], problem.orderNode[order]);
  return problem.storeHandover[store] + problem.orderPicking[order] + leg + problem.orderAccess[order];
}

export function secondsBetween(problem: Problem, courier: number, from: number, to: number): number {
  return problem.travelSeconds[(problem.courierProfile[courier] * problem.numNodes + from) * problem.numNodes + to];
}
