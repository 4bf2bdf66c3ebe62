// Orders are picked up while their store is open: the courier waits for it to open, and the hot check is that it does, a
// part of the simulation. The veto for a pair is that of moments.ts, whose soonest pickup moment knows the hours.
import type { Constraint } from './constraint.ts';

export const storeHours: Constraint = {
  faults: (_problem, courier, _blocks, timings) =>
    timings.flatMap(({ isOpen, pickup }, b) =>
      isOpen ? [] : [`block ${b} of courier ${courier} is picked up at ${pickup}, after its store has closed`],
    ),
};
