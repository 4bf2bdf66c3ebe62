import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../shared/solver/cost.ts';
import { problemOf } from './problems.ts';

describe('evaluate', () => {
  it('prices a block of two by its shared pickup and its drop sequence', () => {
    // Courier 100 m from the store, free at 0; parking 20: there at 120. The later order is ready at 300: pickup 300.
    // Handover 30: 330. Door 0 at 50 m: 380, access 10: dropped 390, handoff 5: 395. Door 1 is 40 m on: 435, +10: 445.
    const problem = problemOf({
      stores: [{ x: 0, parking: 20, handover: 30 }],
      orders: [
        { x: 50, placed: -60, ready: 200, access: 10, handoff: 5 },
        { x: 90, placed: 100, ready: 300, access: 10, handoff: 5, priority: 2 },
      ],
      couriers: [{ x: -100 }],
      weights: { clickToDoor: 3 },
    });

    const cost = evaluate(problem, [[[0, 1]]]);

    // 3 * (1 * (390 + 60) + 2 * (445 - 100)) = 3 * (450 + 690)
    expect(cost).toMatchObject({ clickToDoor: 3420, total: 3420 });
  });

  it('counts lateness after the promise, and again after the severe limit', () => {
    // Travel 10 to the store and 100 to the door: dropped at 110. Promised for 40: 70 late, 50 of it beyond 20.
    const problem = problemOf({
      stores: [{ x: 10 }],
      orders: [{ x: 110, promise: 40, priority: 3 }],
      couriers: [{ x: 0 }],
      weights: { clickToDoor: 0, late: 2, severeLate: 5 },
      severeLate: 20,
    });

    const cost = evaluate(problem, [[[0]]]);

    expect(cost).toMatchObject({ late: 2 * 3 * 70, severeLate: 5 * 3 * 50, total: 420 + 750 });
  });

  it('starts a second block at the last door of the first', () => {
    // Store at 0, doors at 30 and 10: dropped at 30; back 30, out 10: dropped at 70.
    const problem = problemOf({ stores: [{ x: 0 }], orders: [{ x: 30 }, { x: 10 }], couriers: [{ x: 0 }] });

    const cost = evaluate(problem, [[[0], [1]]]);

    expect(cost.clickToDoor).toBe(30 + 70);
  });

  it('prices who is left out by priority and who lost its courier by change', () => {
    const problem = problemOf({
      stores: [{ x: 0 }],
      orders: [{ x: 1, incumbent: 1 }, { x: 1, priority: 4, incumbent: 0 }, { x: 1 }],
      couriers: [{ x: 0 }, { x: 0 }],
      unserved: 1000,
      weights: { clickToDoor: 0, change: 7 },
    });

    const cost = evaluate(problem, [[[0]], []]);

    // Left out: priorities 4 + 1. Changed: order 0 rides with courier 0 instead of 1; order 1 with nobody.
    expect(cost).toMatchObject({ unserved: 5000, change: 14, total: 5014 });
  });

  it('prices the metres to the end of a route, of couriers with work only', () => {
    // Out 40, and 30 on to the end at 70; the other goes nowhere.
    const problem = problemOf({
      stores: [{ x: 0 }],
      orders: [{ x: 40 }],
      couriers: [
        { x: 0, home: { x: 70 } },
        { x: 0, home: { x: 900 } },
      ],
      weights: { clickToDoor: 0, travel: 2 },
    });

    expect(evaluate(problem, [[[0]], []])).toMatchObject({ travel: 140, total: 140 });
  });

  it('pays only what an order count earns above the guarantee, metres, and who was idle', () => {
    // Courier 0: 10 * (2 done + 2 planned) - 25 = 15. Courier 1: 10 * 1 below its guarantee. Metres 8 + 2 and 0.
    const problem = problemOf({
      stores: [{ x: 0 }],
      orders: [{ x: 8 }, { x: 10 }],
      couriers: [
        { x: 0, orders: 2, payPerOrder: 10, guarantee: 25, active: true },
        { x: 0, orders: 1, payPerOrder: 10, guarantee: 100 },
      ],
      weights: { clickToDoor: 0, pay: 3, travel: 2, activation: 50 },
    });

    expect(evaluate(problem, [[[0, 1]], []])).toMatchObject({ pay: 45, travel: 20, activation: 0, total: 65 });
    // Courier 0: 30 - 25 = 5; courier 1 gets 10 m of work, and is activated: 50.
    expect(evaluate(problem, [[[0]], [[1]]])).toMatchObject({ pay: 15, travel: 36, activation: 50, total: 101 });
  });
});
