// When a courier is where, from scratch, plain and slow: the yardstick for the working solution's own bookkeeping.
//
//   pickup(b)  = max(leave(b) + travel(from, store) + parking, max ready(o), o in b)      leave(b) = end of block b - 1
//   drop(o)    = departure before it + travel(previous, door) + access                    departure after it = drop + handoff
import type { Problem } from './problem.ts';
import { UNREACHABLE } from './validate.ts';

/** Times are seconds from the snapshot's moment. */
export interface BlockTiming {
  readonly leave: number;
  readonly arrive: number;
  readonly pickup: number;
  /** The drop-off moment of each order, in drop sequence. */
  readonly drops: readonly number[];
  /** When the courier can leave the last door. */
  readonly end: number;
  readonly meters: number;
  /** False: a leg of it has no way. */
  readonly reachable: boolean;
}

/** Times a courier's queue of blocks, none of them empty, each of one store. */
export function timeBlocks(
  problem: Problem,
  courier: number,
  blocks: readonly (readonly number[])[],
): readonly BlockTiming[] {
  const timings: BlockTiming[] = [];
  let leave = problem.courierFree[courier];
  let from = problem.courierNode[courier];
  for (const block of blocks) {
    const timing = timeBlock(problem, courier, block, from, leave);
    timings.push(timing);
    leave = timing.end;
    from = problem.orderNode[block[block.length - 1]];
  }
  return timings;
}

function timeBlock(
  problem: Problem,
  courier: number,
  block: readonly number[],
  from: number,
  leave: number,
): BlockTiming {
  const leg = (a: number, b: number) => (problem.courierProfile[courier] * problem.numNodes + a) * problem.numNodes + b;
  const store = problem.orderStore[block[0]];
  let at = problem.storeNode[store];
  const toStore = leg(from, at);
  const arrive = leave + problem.travelSeconds[toStore];
  let meters = problem.travelMeters[toStore];
  let reachable = problem.travelSeconds[toStore] < UNREACHABLE;
  const ready = Math.max(...block.map((order) => problem.orderReady[order]));
  const pickup = Math.max(arrive + problem.storeParking[store], ready);
  let time = pickup + problem.storeHandover[store];
  const drops: number[] = [];
  for (const order of block) {
    const toDoor = leg(at, problem.orderNode[order]);
    reachable &&= problem.travelSeconds[toDoor] < UNREACHABLE;
    meters += problem.travelMeters[toDoor];
    const drop = time + problem.travelSeconds[toDoor] + problem.orderAccess[order];
    drops.push(drop);
    time = drop + problem.orderHandoff[order];
    at = problem.orderNode[order];
  }
  return { leave, arrive, pickup, drops, end: time, meters, reachable };
}
