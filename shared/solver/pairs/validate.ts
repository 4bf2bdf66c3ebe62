// Refuses a pair problem or parameters that the search cannot run on: bugs of the caller, so it throws, with all faults.
import { numNodesOf, type PairProblem } from './problem.ts';
import type { PairParams } from './result.ts';

/** Places of stops are packed in 16 bits, and the travel table grows with the square. */
const MOST_ORDERS = 8192;

/** @throws Error naming every fault, when arrays do not fit together or values are out of range. */
export function validatePairProblem(problem: PairProblem): void {
  const faults: string[] = [];
  const { numOrders, numVehicles, capacity } = problem;
  wholeNumber('numOrders', numOrders, 0, MOST_ORDERS, faults);
  wholeNumber('numVehicles', numVehicles, 0, 2 ** 24, faults);
  wholeNumber('capacity', capacity, 0, 2 ** 31 - 1, faults);
  const size = numNodesOf(problem);
  const expected: readonly (readonly [string, ArrayLike<number>, number])[] = [
    ['travel', problem.travel, size * size],
    ['early', problem.early, size],
    ['late', problem.late, size],
    ['service', problem.service, size],
    ['load', problem.load, numOrders],
  ];
  for (const [name, array, length] of expected) {
    if (array.length !== length) faults.push(`${name} has ${array.length} entries, must have ${length}`);
    for (let i = 0; i < array.length; i++) {
      if (array[i] >= 0 && array[i] <= 2 ** 40) continue;
      faults.push(`${name}[${i}] is ${array[i]}, must be from 0 to 2^40`);
      break;
    }
  }
  if (problem.service[0] !== 0) faults.push(`service[0] is ${problem.service[0]}, the depot takes no time`);
  if (faults.length > 0) throw new Error(`invalid pair problem: ${faults.join('; ')}`);
}

/** @throws Error naming every parameter out of its range. */
export function validatePairParams(params: PairParams): void {
  const faults = pairParamFaults(params);
  if (faults.length > 0) throw new Error(`invalid pair search parameters: ${faults.join('; ')}`);
}

/** Every parameter out of its range. */
export function pairParamFaults(params: PairParams): readonly string[] {
  const faults: string[] = [];
  wholeNumber('maxUnits', params.maxUnits, 0, 2 ** 50, faults);
  if (params.stopAtUnits !== undefined) wholeNumber('stopAtUnits', params.stopAtUnits, 0, 2 ** 53 - 1, faults);
  inRange('endTemperature', params.endTemperature, Number.MIN_VALUE, params.startTemperature, faults);
  inRange('startTemperature', params.startTemperature, params.endTemperature, 1e9, faults);
  inRange('ruinStops', params.ruinStops, 1, 100, faults);
  inRange('longestString', params.longestString, 1, 100, faults);
  inRange('fleetShare', params.fleetShare, 0, 1, faults);
  inRange('fleetPatience', params.fleetPatience, 0, 1, faults);
  wholeNumber('neighbours', params.neighbours, 1, 1000, faults);
  oneIn('blinkIn', params.blinkIn, 2, faults);
  oneIn('largeRuinIn', params.largeRuinIn, 1, faults);
  oneIn('ejectIn', params.ejectIn, 1, faults);
  oneIn('hardFirstIn', params.hardFirstIn, 1, faults);
  inRange('forgetAfter', params.forgetAfter, 0, 1e6, faults);
  wholeNumber('mostStages', params.mostStages, 1, 1000, faults);
  if (typeof params.localSearch !== 'boolean')
    faults.push(`localSearch is ${params.localSearch}, must be true or false`);
  if (!['none', 'result', 'every-step'].includes(params.checks)) faults.push(`checks is ${params.checks}`);
  return faults;
}

function oneIn(name: string, value: number, least: number, faults: string[]): void {
  if (value !== 0) wholeNumber(name, value, least, 1e6, faults);
}

function wholeNumber(name: string, value: number, least: number, most: number, faults: string[]): void {
  if (!Number.isInteger(value)) faults.push(`${name} is ${value}, must be a whole number`);
  else inRange(name, value, least, most, faults);
}

function inRange(name: string, value: number, least: number, most: number, faults: string[]): void {
  if (!(value >= least && value <= most)) faults.push(`${name} is ${value}, must be from ${least} to ${most}`);
}
