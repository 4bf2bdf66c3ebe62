// A hard constraint has up to three faces, side by side in one file: `...Pair` vetoes an order for a courier once and for
// all (asked when candidate couriers are listed), `...Join` vetoes an order for a block (asked before any position in it
// is simulated), and `Constraint` judges a finished plan from scratch (debug and tests).
// To add one: write its file and list it in index.ts; nothing else changes. Constraints on moments have their hot check in
// the simulation, as by-products of it: one on a block alone lowers the latest pickup moment that timetable.ts and
// block-shape.ts give the block, and one on a whole route is asked where a simulation ends, following.ts.
import type { Problem } from '../problem.ts';
import type { BlockTiming } from '../timing.ts';

export interface Constraint {
  /** What is wrong with a courier's queue, in words with numbers; empty when nothing is. */
  faults(
    problem: Problem,
    courier: number,
    blocks: readonly (readonly number[])[],
    timings: readonly BlockTiming[],
  ): readonly string[];
}
