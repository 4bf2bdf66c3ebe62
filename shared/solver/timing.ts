// When a courier is where, from scratch, plain and slow: the yardstick for the working solution's own bookkeeping.
//
//   leave(b)  = max(end of block b - 1, after the breaks that come before b; released(o) of every o in b)
//   pickup(b) = opening of the store from max(leave(b) + travel(from, store) + parking, ready(o), wait(o) - maxRide(o)) on
//   drop(o)   = max(opens(o), departure before it + travel(previous, door) + access)    departure after it = drop + handoff
//
// and the departure from the store is pickup + handover + the picking of every o in b. Everything is as soon as possible
// but for one thing: no order waits on board for a door to open when that makes its ride too long. Let wait(o) be its
// drop-off moment if the pickup were infinitely early, and every door still kept the courier waiting. Then its drop-off
// moment after a pickup at p is max(p + ride without waiting, wait(o)), and so its ride, nowhere growing with p, is
// within its limit from p = wait(o) - maxRide(o) on, or never: that is the least delay which cures it.
//
// Breaks are taken between blocks, in sequence. At a moment t when a block could begin, the next break comes first if
// t is not before its earliest start, or if the block, begun at t, would end after its latest start; the courier then
// waits for the earliest start. Breaks that are left after the last block are nobody's concern here.
import { FAR, type Problem } from './problem.ts';
import { UNREACHABLE } from './validate.ts';

/** Times are seconds from the snapshot's moment. */
export interface BlockTiming {
  /** The breaks between this block and the one before: which of `breaks`, and when it starts. */
  readonly breaks: readonly { readonly index: number; readonly start: number }[];
  readonly leave: number;
  readonly arrive: number;
  readonly pickup: number;
  /** False: the store does not open again; the pickup is timed as if it were open. */
  readonly isOpen: boolean;
  /** The drop-off moment of each order, in drop sequence. */
  readonly drops: readonly number[];
  /** When the courier can leave the last door. */
  readonly end: number;
  readonly meters: number;
  /** False: a leg of it has no way. */
  readonly reachable: boolean;
}

type Leg = { readonly seconds: number; readonly meters: number };

/** Times a courier's queue of blocks, none of them empty, each of one store. */
export function timeBlocks(
  problem: Problem,
  courier: number,
  blocks: readonly (readonly number[])[],
): readonly BlockTiming[] {
  const timings: BlockTiming[] = [];
  let time = problem.courierFree[courier];
  let from = problem.courierNode[courier];
  let pending = problem.breakFirst[courier];
  for (const block of blocks) {
    const begun = (leave: number) => timeBlock(problem, courier, block, from, leave);
    const breaks: { index: number; start: number }[] = [];
    for (; pending < problem.breakFirst[courier + 1]; pending++) {
      const [earliest, latest, duration] = problem.breaks.subarray(3 * pending);
      const now = begun(time);
      if (time < earliest && now.isOpen && now.end <= latest) break;
      const start = Math.max(time, earliest);
      breaks.push({ index: pending, start });
      time = start + duration;
    }
    const timing = { breaks, ...begun(time) };
    timings.push(timing);
    time = timing.end;
    from = problem.orderNode[block[block.length - 1]];
  }
  return timings;
}

/** The way from the last door to where the courier's route ends: none for a queue without blocks or an open end. */
export function endLeg(problem: Problem, courier: number, blocks: readonly (readonly number[])[]): Leg {
  const last = blocks.at(-1)?.at(-1);
  const end = problem.courierEndNode[courier];
  return last === undefined || end < 0
    ? { seconds: 0, meters: 0 }
    : legBetween(problem, courier, problem.orderNode[last], end);
}

function timeBlock(
  problem: Problem,
  courier: number,
  block: readonly number[],
  from: number,
  leave: number,
): Omit<BlockTiming, 'breaks'> {
  const store = problem.orderStore[block[0]];
  const nodes = [from, problem.storeNode[store], ...block.map((order) => problem.orderNode[order])];
  const legs = nodes.slice(1).map((node, i) => legBetween(problem, courier, nodes[i], node));
  const ways = legs.slice(1);
  const waits = dropsAfter(problem, block, ways, Number.NEGATIVE_INFINITY);
  const released = problem.orderReleased;
  const departure = released === undefined ? leave : Math.max(leave, ...block.map((order) => released[order]));
  const arrive = departure + legs[0].seconds;
  const asked = Math.max(
    arrive + problem.storeParking[store],
    ...block.map((order) => problem.orderReady[order]),
    ...block.map(
      (order, i) =>
        waits[i] - (problem.orderMaxRide[order] < FAR ? problem.orderMaxRide[order] : Number.POSITIVE_INFINITY),
    ),
  );
  const opening = openingFrom(problem, store, asked);
  const pickup = opening ?? asked;
  const drops = dropsAfter(problem, block, ways, pickup);
  return {
    leave: departure,
    arrive,
    pickup,
    isOpen: opening !== null,
    drops,
    end: drops[drops.length - 1] + problem.orderHandoff[block[block.length - 1]],
    meters: legs.reduce((sum, { meters }) => sum + meters, 0),
    reachable: legs.every(({ seconds }) => seconds < UNREACHABLE),
  };
}

/** The drop-off moments after a pickup at this moment. @param ways from the store to the first door, and from door to door. */
function dropsAfter(problem: Problem, block: readonly number[], ways: readonly Leg[], pickup: number): number[] {
  const picking = block.reduce((sum, order) => sum + problem.orderPicking[order], 0);
  let time = pickup + problem.storeHandover[problem.orderStore[block[0]]] + picking;
  return block.map((order, i) => {
    const opens = problem.orderOpens[order] > -FAR ? problem.orderOpens[order] : Number.NEGATIVE_INFINITY;
    const drop = Math.max(opens, time + ways[i].seconds + problem.orderAccess[order]);
    time = drop + problem.orderHandoff[order];
    return drop;
  });
}

/** The first moment from `moment` on at which the store is open; null: it does not open again. */
function openingFrom(problem: Problem, store: number, moment: number): number | null {
  const first = problem.storeHoursFirst[store];
  const last = problem.storeHoursFirst[store + 1];
  if (first === last) return moment;
  for (let i = first; i < last; i++) {
    const [opens, closes] = problem.storeHours.subarray(2 * i);
    if (moment <= closes) return Math.max(moment, opens);
  }
  return null;
}

function legBetween(problem: Problem, courier: number, from: number, to: number): Leg {
  const leg = (problem.courierProfile[courier] * problem.numNodes + from) * problem.numNodes + to;
  return { seconds: problem.travelSeconds[leg], meters: problem.travelMeters[leg] };
}
