// No break starts too late because of planned work: not after its latest start, or, if the courier is free too late for
// that, not after it would start without any work. The hot check is part of break-taker.ts.
import type { Problem } from '../problem.ts';
import type { Constraint } from './constraint.ts';

/** Seconds from the snapshot's moment, for each of a courier's breaks: no planned work makes it start after this. */
export function breakLimits(problem: Problem, courier: number): readonly number[] {
  const limits: number[] = [];
  let free = problem.courierFree[courier];
  for (let i = problem.breakFirst[courier]; i < problem.breakFirst[courier + 1]; i++) {
    const [earliest, latest, duration] = problem.breaks.subarray(3 * i);
    const idleStart = Math.max(free, earliest);
    limits.push(Math.max(idleStart, latest));
    free = idleStart + duration;
  }
  return limits;
}

export const breaks: Constraint = {
  faults: (problem, courier, _blocks, timings) => {
    const limits = breakLimits(problem, courier);
    return timings.flatMap((timing) =>
      timing.breaks.flatMap(({ index, start }) => {
        const latest = limits[index - problem.breakFirst[courier]];
        return start <= latest ? [] : [`a break of courier ${courier} starts at ${start}, after ${latest}`];
      }),
    );
  },
};
