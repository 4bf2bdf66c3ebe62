// No break starts after its latest start because of planned work: a courier who is free only after that takes it at once.
// The hot check is part of break-taker.ts.
import type { Constraint } from './constraint.ts';

export const breaks: Constraint = {
  faults: (problem, courier, _blocks, timings) =>
    timings.flatMap((timing) =>
      timing.breaks.flatMap(({ index, start }) => {
        const latest = Math.max(problem.breaks[3 * index + 1], problem.courierFree[courier]);
        return start <= latest ? [] : [`a break of courier ${courier} starts at ${start}, after ${latest}`];
      }),
    ),
};
