import { describe, expect, it } from 'vitest';
import { validateParams, validateProblem } from '../../../shared/solver/validate.ts';
import { problemOf, someParams } from './problems.ts';

const problem = problemOf({ stores: [{ x: 0 }], orders: [{ x: 1 }], couriers: [{ x: 0 }] });

describe('validateProblem', () => {
  it('accepts a sound problem, an empty one, and moments in the past', () => {
    const past = { ...problem, courierFree: Int32Array.of(-500), orderReady: Int32Array.of(-2e9) };

    expect(() => validateProblem(problem)).not.toThrow();
    expect(() => validateProblem(problemOf({ stores: [], orders: [], couriers: [] }))).not.toThrow();
    expect(() => validateProblem(past)).not.toThrow();
  });

  it('names all arrays of a wrong length at once, with both lengths', () => {
    const broken = { ...problem, orderNode: new Int32Array(3), allowed: new Uint8Array(0) };

    expect(() => validateProblem(broken)).toThrow(/orderNode has 3 entries, must have 1; allowed has 0/);
  });

  it.each([
    ['travelSeconds', { travelSeconds: problem.travelSeconds.with(1, -1) }, 'travelSeconds[1] is -1'],
    ['storeParking', { storeParking: Int32Array.of(-(2 ** 31)) }, 'storeParking[0] is -2147483648'],
    ['orderNode', { orderNode: Int32Array.of(4) }, 'orderNode[0] is 4, must be from 0 to 2'],
  ])('finds the entry of %s that is out of range', (_, changes, fault) => {
    expect(() => validateProblem({ ...problem, ...changes })).toThrow(fault);
  });

  it('names all values out of range at once', () => {
    const broken = { ...problem, orderStore: Int32Array.of(1), orderPriority: Int32Array.of(0) };

    expect(() => validateProblem(broken)).toThrow(/orderStore\[0\] is 1, .* 0 to 0; orderPriority\[0\] is 0/);
  });

  it.each([
    [
      'opening hours that overlap',
      { storeHoursFirst: Int32Array.of(0, 2), storeHours: Int32Array.of(0, 9, 9, 12) },
      '[2] is 9',
    ],
    [
      'opening hours that end first',
      { storeHoursFirst: Int32Array.of(0, 1), storeHours: Int32Array.of(5, 4) },
      '[1] is 4',
    ],
    ['rows of intervals that go back', { storeHoursFirst: Int32Array.of(1, 0) }, 'storeHoursFirst[0] is 1'],
    ['hours that no row has', { storeHours: Int32Array.of(5, 6) }, 'storeHours has 2 entries, must have 0'],
    ['breaks that end first', { breakFirst: Int32Array.of(0, 1), breaks: Int32Array.of(5, 4, 1) }, 'breaks[1] is 4'],
    [
      'breaks out of sequence',
      { breakFirst: Int32Array.of(0, 2), breaks: Int32Array.of(5, 9, 1, 4, 9, 1) },
      'breaks[3] is 4',
    ],
    [
      'an order that costs nothing a number can say',
      { orderUnserved: Float64Array.of(Number.NaN) },
      'orderUnserved[0]',
    ],
    ['an end that is nowhere', { courierEndNode: Int32Array.of(3) }, 'courierEndNode[0] is 3'],
  ])('refuses %s', (_, changes, fault) => {
    expect(() => validateProblem({ ...problem, ...changes })).toThrow(fault);
  });

  it('refuses limits and weights that are not whole numbers in their range', () => {
    const broken = { ...problem, maxOrdersPerBlock: 0, weights: { ...problem.weights, late: 0.5 } };

    expect(() => validateProblem(broken)).toThrow(/maxOrdersPerBlock is 0.*weights.late is 0.5/);
  });
});

describe('validateParams', () => {
  it('accepts every knob at its limits', () => {
    const limits = { maxUnits: 2 ** 40, stopAtUnits: 0, ruinSize: 100, blinkBp: 5000, startTemperature: 1 };

    expect(() => validateParams(someParams({ ...limits, endTemperature: 1 }))).not.toThrow();
  });

  it('names every knob out of range at once', () => {
    const params = someParams({ maxUnits: -1, ruinSize: 0, blinkBp: 5001, startTemperature: 1, endTemperature: 2 });

    expect(() => validateParams(params)).toThrow(
      /maxUnits is -1.*ruinSize is 0.*blinkBp is 5001.*startTemperature is 1/,
    );
  });

  it('refuses temperatures that are not numbers', () => {
    expect(() => validateParams(someParams({ startTemperature: Number.NaN }))).toThrow(/startTemperature is NaN/);
    expect(() => validateParams(someParams({ endTemperature: 0 }))).toThrow(/endTemperature is 0/);
  });
});
