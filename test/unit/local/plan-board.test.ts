import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { leaveBoard, makeBoard, Seat } from '../../../functions/local/pdptw/plan-board.ts';
import type { KeptPlan } from '../../../shared/app/solve-pairs.ts';
import type { SeatJob } from '../../support/seat-worker.ts';

const forever = { remainingMs: () => Number.POSITIVE_INFINITY };
const atOnce = { remainingMs: () => 0 };

const planOf = (distance: number, routes: readonly (readonly number[])[] = [[1, 2]]): KeptPlan => ({
  absent: 0,
  distance,
  routes,
});

describe('a seat of the board', () => {
  it('hears the plan that another has told, as it was', () => {
    const board = makeBoard(2, 3);
    const told: KeptPlan = { absent: 1, distance: 12.345678901234567, routes: [[3, 5, 6, 4], [], [1, 2]] };
    new Seat(board, 0, atOnce).exchange(told); // nobody else is there yet: it leaves

    const heard = new Seat(board, 1, forever).exchange({ ...told, distance: 13 });

    expect(heard).toEqual(told);
  });

  it('hears nothing when its own plan is as good', () => {
    const board = makeBoard(2, 1);
    new Seat(board, 0, atOnce).exchange(planOf(7));

    expect(new Seat(board, 1, forever).exchange(planOf(7))).toBeNull();
  });

  it('hears the plan of the lowest of several seats with equal ones', () => {
    const board = makeBoard(3, 1);
    new Seat(board, 0, atOnce).exchange(planOf(7, [[1, 2]]));
    new Seat(board, 1, atOnce).exchange(planOf(7, [[2, 1]]));

    expect(new Seat(board, 2, forever).exchange(planOf(8))?.routes).toEqual([[1, 2]]);
  });

  it('does not wait for who has left, nor when its time is over, and then counts no round', () => {
    const board = makeBoard(2, 1);
    const late = new Seat(board, 0, atOnce);
    const patient = new Seat(board, 1, forever);

    expect([late.exchange(planOf(7)), late.exchange(planOf(1))]).toEqual([null, null]);
    expect(patient.exchange(planOf(9))?.distance).toBe(7); // what was told before it left
    expect(patient.exchange(planOf(9))).toBeNull();
    expect([late.rounds, patient.rounds]).toEqual([0, 2]);
  });

  it('tells the round after its last one and waits for no answer, when it repeats a run', () => {
    const board = makeBoard(2, 1);
    const repeated = new Seat(board, 0, { ...forever, rounds: 0 });

    expect(repeated.exchange(planOf(7))).toBeNull();
    expect(new Seat(board, 1, forever).exchange(planOf(9))?.distance).toBe(7);
  });

  it('is not waited for when somebody else says that it has gone', () => {
    const board = makeBoard(2, 1);
    leaveBoard(new Int32Array(board.control), 0);

    expect(new Seat(board, 1, forever).exchange(planOf(9))).toBeNull();
  });
});

describe('seats in threads of their own', () => {
  /** What each heard: the distance of the plan, and whose it was. */
  async function play(jobs: readonly Omit<SeatJob, 'board' | 'seat'>[]): Promise<unknown> {
    const board = makeBoard(jobs.length, 1);
    return Promise.all(
      jobs.map((job, seat) => {
        const worker = new Worker(new URL('../../support/seat-worker.ts', import.meta.url), {
          workerData: { ...job, board, seat } satisfies SeatJob,
        });
        return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
      }),
    );
  }

  it('go on when one that they wait for leaves', async () => {
    const heard = await play([
      { distances: [5], pausesMs: [] },
      { distances: [], pausesMs: [100] },
    ]);

    expect(heard).toEqual([[null], []]);
  });

  const distances = [
    [5, 8, 3, 9],
    [6, 7, 3, 9],
    [7, 6], // leaves after two rounds
  ];

  it.each<readonly [string, readonly (readonly number[])[]]>([
    ['the first is slow', [[9, 9, 9, 9], [], []]],
    ['the last is slow', [[], [1, 0, 8, 0], [9, 20]]],
  ])('hear the same in each round, whoever is slow: %s', async (_, pauses) => {
    const heard = await play(distances.map((own, seat) => ({ distances: own, pausesMs: pauses[seat] ?? [] })));

    const best = (distance: number, seat: number): KeptPlan => ({ absent: 0, distance, routes: [[seat + 1]] });
    expect(heard).toEqual([
      [null, best(6, 2), null, null],
      [best(5, 0), best(6, 2), null, null],
      [best(5, 0), null],
    ]);
  });
});
