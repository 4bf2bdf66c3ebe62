import { describe, expect, it } from 'vitest';
import { isFeasible } from '../../../shared/solver/feasible.ts';
import type { Problem } from '../../../shared/solver/problem.ts';
import { type BlockTiming, endLeg, timeBlocks } from '../../../shared/solver/timing.ts';
import { type ProblemSpec, problemOf } from './problems.ts';

/** A store at 0, doors at 100 and 200, a courier at the store. */
const LINE: ProblemSpec = {
  stores: [{ x: 0 }],
  orders: [{ x: 100 }, { x: 200 }],
  couriers: [{ x: 0 }],
};

const lineWith = (changes: Partial<ProblemSpec>): Problem => problemOf({ ...LINE, ...changes });

function timed(problem: Problem, blocks: readonly (readonly number[])[]): readonly BlockTiming[] {
  expect(isFeasible(problem, [blocks])).toEqual([]);
  return timeBlocks(problem, 0, blocks);
}

describe('timeBlocks', () => {
  it('has a courier wait at a door that opens later, and leave it later', () => {
    // Door 100 is reached at 100 and opens at 150; handoff 10: on its way at 160, 100 m further at 260.
    const [block] = timed(lineWith({ orders: [{ x: 100, opens: 150, handoff: 10 }, { x: 200 }] }), [[0, 1]]);

    expect(block).toMatchObject({ pickup: 0, drops: [150, 260], end: 260 });
  });

  it('adds the picking of every mate to one pickup service', () => {
    // Handover 30, picking 20 and 5: on its way at 55.
    const problem = lineWith({
      stores: [{ x: 0, handover: 30 }],
      orders: [
        { x: 100, picking: 20 },
        { x: 200, picking: 5 },
      ],
    });

    expect(timed(problem, [[0, 1]])[0]).toMatchObject({ pickup: 0, drops: [155, 255] });
    expect(timed(problem, [[1]])[0]).toMatchObject({ pickup: 0, drops: [235] });
  });

  it('does not set out for a block before all its orders are released, and waits where it is', () => {
    // Home 100 m before the store, free at 10; the second order is released at 300: there at 400.
    const problem = lineWith({ orders: [{ x: 100 }, { x: 200, released: 300 }], couriers: [{ x: -100, free: 10 }] });

    expect(timed(problem, [[0, 1]])[0]).toMatchObject({ leave: 300, arrive: 400, pickup: 400, drops: [500, 600] });
    // Alone, the first is carried at once; the courier leaves its door, 100 m from the store, when the second is released.
    expect(timed(problem, [[0], [1]])).toMatchObject([
      { leave: 10, drops: [210] },
      { leave: 300, arrive: 400 },
    ]);
  });

  it('picks up at once while the store is open, else when it next opens', () => {
    const hours = [
      [10, 50],
      [300, 400],
    ] as const;
    const pickupAt = (free: number) =>
      timed(lineWith({ stores: [{ x: 0, hours }], couriers: [{ x: 0, free }] }), [[0]])[0].pickup;

    expect([0, 10, 30, 50, 51, 400].map(pickupAt)).toEqual([10, 10, 30, 50, 300, 400]);
  });

  it('picks up later, by the least that keeps an order from riding too long to a door that is still closed', () => {
    // The door opens at 500; 120 s of ride at most: picked up at 380, there at 480, dropped at 500.
    const problem = lineWith({ orders: [{ x: 100, opens: 500, maxRide: 120 }, { x: 200 }] });

    expect(timed(problem, [[0]])[0]).toMatchObject({ arrive: 0, pickup: 380, drops: [500] });
    // With a mate before it that is on the way, there is no more to wait for: 200 + 100 = 300 from the store, 500 - 300.
    expect(timed(lineWith({ orders: [{ x: 100, opens: 500, maxRide: 300 }, { x: 200 }] }), [[1, 0]])[0]).toMatchObject({
      pickup: 200,
      drops: [400, 500],
    });
  });

  it('counts a mate that waits at an earlier door against the ride of those behind it', () => {
    // Door 100 opens at 500, so order 1 is dropped at 600 at the earliest: with 250 s of ride it is picked up at 350.
    const problem = lineWith({
      orders: [
        { x: 100, opens: 500 },
        { x: 200, maxRide: 250 },
      ],
    });

    expect(timed(problem, [[0, 1]])[0]).toMatchObject({ pickup: 350, drops: [500, 600] });
  });

  it('does not hold a pickup for a ride that no delay makes shorter', () => {
    const problem = lineWith({ orders: [{ x: 100, maxRide: 90 }, { x: 200 }] });

    expect(timeBlocks(problem, 0, [[0]])[0]).toMatchObject({ pickup: 0, drops: [100] });
    expect(isFeasible(problem, [[[0]]]).join()).toContain('order 0 rides 100 of 90 s');
  });

  it('delays a pickup by the least that brings every ride within its limit, whatever the doors', () => {
    const doors = [0, 120, 250, 333, 410];
    for (const first of doors) {
      for (const second of doors) {
        for (const limit of [205, 230, 300]) {
          const orders = [
            { x: 100, opens: first, maxRide: limit - 60 },
            { x: 200, opens: second, maxRide: limit },
          ];
          const free = (at: number) => timeBlocks(lineWith({ orders, couriers: [{ x: 0, free: at }] }), 0, [[0, 1]])[0];
          const unlimited = (at: number) =>
            timeBlocks(
              lineWith({ orders: orders.map(({ x, opens }) => ({ x, opens })), couriers: [{ x: 0, free: at }] }),
              0,
              [[0, 1]],
            )[0].drops;
          const isWithin = (at: number) => unlimited(at)[0] - at <= limit - 60 && unlimited(at)[1] - at <= limit;
          let least = 0;
          while (!isWithin(least)) least++;

          expect(free(0)).toMatchObject({ pickup: least, drops: unlimited(least) });
        }
      }
    }
  });
});

describe('breaks', () => {
  const withBreaks = (breaks: readonly (readonly [number, number, number])[], free = 0) =>
    lineWith({ couriers: [{ x: 0, free, breaks }] });
  const started = (timings: readonly BlockTiming[]) => timings.map(({ breaks }) => breaks.map(({ start }) => start));

  it('come at once when their time has come', () => {
    // Free at 20, break from 10 on for 60: leaves at 80, dropped at 180.
    const [block] = timed(withBreaks([[10, 500, 60]], 20), [[0]]);

    expect(block).toMatchObject({ breaks: [{ index: 0, start: 20 }], leave: 80, drops: [180] });
  });

  it('come after a block that ends before their latest start', () => {
    // The first block ends at 100, in time for the break between 50 and 100; then back 100, out 200: 100 + 60 + 300.
    const timings = timed(withBreaks([[50, 100, 60]]), [[0], [1]]);

    expect(started(timings)).toEqual([[], [100]]);
    expect(timings[1].drops).toEqual([460]);
  });

  it('come before a block that would end after their latest start, with a wait for the earliest', () => {
    // The block would end at 100, after 99: wait until 50, break until 110, dropped at 210.
    const timings = timed(withBreaks([[50, 99, 60]]), [[0]]);

    expect(started(timings)).toEqual([[50]]);
    expect(timings[0].drops).toEqual([210]);
  });

  it('follow one another, and those after the last block are left', () => {
    // The first from 0 to 30, the second at its earliest, 40, because the block would end at 130; the third has time.
    const timings = timed(
      withBreaks([
        [0, 10, 30],
        [40, 60, 5],
        [500, 600, 5],
      ]),
      [[0]],
    );

    expect(started(timings)).toEqual([[0, 40]]);
    expect(timings[0].drops).toEqual([145]);
  });

  it("are nobody's fault when the courier is free too late for them, but are when work makes them late", () => {
    const late = withBreaks([[0, 10, 30]], 100);
    // The first block ends at 100, when the first break is due; it makes the second start at 160 instead of 120.
    const pushed = withBreaks([
      [50, 100, 60],
      [110, 120, 5],
    ]);

    expect(started(timed(late, [[0]]))).toEqual([[100]]);
    // Two in a row, both overdue without any work.
    expect(
      started(
        timed(
          withBreaks(
            [
              [0, 10, 30],
              [20, 40, 5],
            ],
            100,
          ),
          [[0]],
        ),
      ),
    ).toEqual([[100, 130]]);
    expect(isFeasible(pushed, [[[0], [1]]]).join()).toContain('starts at 160, after 120');
  });
});

describe('endLeg', () => {
  it('goes from the last door to where the route ends, if there is any work', () => {
    const problem = lineWith({ couriers: [{ x: 0, home: { x: -50 } }] });

    expect(endLeg(problem, 0, [[0], [1]])).toEqual({ seconds: 250, meters: 250 });
    expect(endLeg(problem, 0, [])).toEqual({ seconds: 0, meters: 0 });
    expect(endLeg(lineWith({}), 0, [[0]])).toEqual({ seconds: 0, meters: 0 });
  });
});
