// Refuses a problem or parameters that the search cannot run on: bugs of the caller, so it throws, once, with all faults
// and their values. An answer to bad input belongs at the borders, not here.
import { FAR, type Problem, type ProblemWeights } from './problem.ts';
import type { SearchParams } from './result.ts';

/** Travel of this many seconds or more: there is no way. Four legs still fit an Int32. */
export const UNREACHABLE = 2 ** 28;

/** @throws Error naming every fault, when arrays do not fit together or values are out of range. */
export function validateProblem(problem: Problem): void {
  const faults: string[] = [];
  checkCounts(problem, faults);
  if (faults.length === 0) checkLengths(problem, faults);
  if (faults.length === 0) checkValues(problem, faults);
  if (faults.length === 0) checkTimes(problem, faults);
  throwFaults('problem', faults);
}

/** @throws Error naming every parameter out of its range. */
export function validateParams(params: SearchParams): void {
  const faults: string[] = [];
  wholeNumber('maxUnits', params.maxUnits, 0, 2 ** 40, faults);
  if (params.stopAtUnits !== undefined) wholeNumber('stopAtUnits', params.stopAtUnits, 0, 2 ** 53 - 1, faults);
  wholeNumber('ruinSize', params.ruinSize, 1, 100, faults);
  wholeNumber('blinkBp', params.blinkBp, 0, 5000, faults);
  if (!(params.endTemperature > 0)) faults.push(`endTemperature is ${params.endTemperature}, must be above 0`);
  if (!(params.startTemperature >= params.endTemperature && params.startTemperature < Number.POSITIVE_INFINITY)) {
    faults.push(`startTemperature is ${params.startTemperature}, must be finite and at least endTemperature`);
  }
  if (!['none', 'best', 'every-step'].includes(params.checks)) faults.push(`checks is ${params.checks}`);
  throwFaults('search parameters', faults);
}

function checkCounts(p: Problem, faults: string[]): void {
  const counts = ['numNodes', 'numProfiles', 'numStores', 'numOrders', 'numCouriers', 'numDimensions'] as const;
  for (const name of counts) wholeNumber(name, p[name], 0, 2 ** 24, faults);
  wholeNumber('maxOrdersPerBlock', p.maxOrdersPerBlock, 1, 20, faults);
  wholeNumber('maxBlocksPerCourier', p.maxBlocksPerCourier, 1, 200, faults);
  wholeNumber('maxReadyGap', p.maxReadyGap, 0, 2 ** 31 - 1, faults);
  wholeNumber('severeLate', p.severeLate, 0, 2 ** 31 - 1, faults);
  const names = Object.keys(p.weights) as (keyof ProblemWeights)[];
  for (const name of names) wholeNumber(`weights.${name}`, p.weights[name], 0, 2 ** 31, faults);
}

function checkLengths(p: Problem, faults: string[]): void {
  const table = p.numProfiles * p.numNodes * p.numNodes;
  const expected: readonly (readonly [string, ArrayLike<number>, number])[] = [
    ['travelSeconds', p.travelSeconds, table],
    ['travelMeters', p.travelMeters, table],
    ...perEntity(p, ['storeNode', 'storeParking', 'storeHandover'], p.numStores),
    ...perEntity(p, ORDER_ARRAYS, p.numOrders),
    ...perEntity(p, COURIER_ARRAYS, p.numCouriers),
    ['orderReleased', p.orderReleased ?? new Int32Array(p.numOrders), p.numOrders],
    ['storeHoursFirst', p.storeHoursFirst, p.numStores + 1],
    ['storeHours', p.storeHours, 2 * (p.storeHoursFirst[p.numStores] ?? 0)],
    ['breakFirst', p.breakFirst, p.numCouriers + 1],
    ['breaks', p.breaks, 3 * (p.breakFirst[p.numCouriers] ?? 0)],
    ['orderLoad', p.orderLoad, p.numOrders * p.numDimensions],
    ['courierCapacity', p.courierCapacity, p.numCouriers * p.numDimensions],
    ['allowed', p.allowed, p.numOrders * p.numCouriers],
  ];
  for (const [name, array, length] of expected) {
    if (array.length !== length) faults.push(`${name} has ${array.length} entries, must have ${length}`);
  }
}

const ORDER_ARRAYS = [
  'orderStore',
  'orderNode',
  'orderPlaced',
  'orderReady',
  'orderPromise',
  'orderOpens',
  'orderCloses',
  'orderMaxRide',
  'orderPicking',
  'orderAccess',
  'orderHandoff',
  'orderPriority',
  'orderUnserved',
  'orderBatchable',
  'orderIncumbent',
] as const;

const COURIER_ARRAYS = [
  'courierNode',
  'courierFree',
  'courierEnd',
  'courierClose',
  'courierEndNode',
  'courierProfile',
  'courierOrders',
  'courierPayPerOrder',
  'courierGuarantee',
  'courierActive',
] as const;

type ArrayField =
  | 'storeNode'
  | 'storeParking'
  | 'storeHandover'
  | (typeof ORDER_ARRAYS | typeof COURIER_ARRAYS)[number];

function perEntity(p: Problem, names: readonly ArrayField[], length: number): [string, ArrayLike<number>, number][] {
  return names.map((name) => [name, p[name], length]);
}

function checkValues(p: Problem, faults: string[]): void {
  const most = 2 ** 31 - 1;
  inRange('travelSeconds', p.travelSeconds, 0, most, faults);
  inRange('travelMeters', p.travelMeters, 0, most, faults);
  inRange('storeNode', p.storeNode, 0, p.numNodes - 1, faults);
  inRange('storeParking', p.storeParking, 0, most, faults);
  inRange('storeHandover', p.storeHandover, 0, most, faults);
  inRange('orderStore', p.orderStore, 0, p.numStores - 1, faults);
  inRange('orderNode', p.orderNode, 0, p.numNodes - 1, faults);
  inRange('orderAccess', p.orderAccess, 0, most, faults);
  inRange('orderHandoff', p.orderHandoff, 0, most, faults);
  inRange('orderPriority', p.orderPriority, 1, 100, faults);
  inRange('orderUnserved', p.orderUnserved, 0, 2 ** 40, faults);
  if (p.orderReleased) inRange('orderReleased', p.orderReleased, -FAR, FAR, faults);
  inRange('orderOpens', p.orderOpens, -FAR, FAR, faults);
  inRange('orderCloses', p.orderCloses, -FAR, FAR, faults);
  inRange('orderMaxRide', p.orderMaxRide, 0, FAR, faults);
  inRange('orderPicking', p.orderPicking, 0, FAR, faults);
  inRange('orderBatchable', p.orderBatchable, 0, 1, faults);
  inRange('orderIncumbent', p.orderIncumbent, -1, p.numCouriers - 1, faults);
  inRange('orderLoad', p.orderLoad, 0, most, faults);
  inRange('allowed', p.allowed, 0, 1, faults);
  inRange('courierNode', p.courierNode, 0, p.numNodes - 1, faults);
  inRange('courierEndNode', p.courierEndNode, -1, p.numNodes - 1, faults);
  inRange('courierClose', p.courierClose, -FAR, FAR, faults);
  inRange('courierProfile', p.courierProfile, 0, p.numProfiles - 1, faults);
  inRange('courierCapacity', p.courierCapacity, 0, most, faults);
  inRange('courierOrders', p.courierOrders, 0, most, faults);
  inRange('courierPayPerOrder', p.courierPayPerOrder, 0, most, faults);
  inRange('courierGuarantee', p.courierGuarantee, 0, most, faults);
  inRange('courierActive', p.courierActive, 0, 1, faults);
}

/** Rows of intervals and of breaks: in sequence, and each in itself. */
function checkTimes(p: Problem, faults: string[]): void {
  checkRows('storeHoursFirst', p.storeHoursFirst, faults);
  checkRows('breakFirst', p.breakFirst, faults);
  for (let store = 0; store < p.numStores; store++) {
    let after = -FAR - 1;
    for (let i = p.storeHoursFirst[store]; i < p.storeHoursFirst[store + 1]; i++) {
      inOrder(`storeHours[${2 * i}]`, after + 1, p.storeHours[2 * i], faults);
      inOrder(`storeHours[${2 * i + 1}]`, p.storeHours[2 * i], p.storeHours[2 * i + 1], faults);
      after = p.storeHours[2 * i + 1];
    }
  }
  for (let courier = 0; courier < p.numCouriers; courier++) {
    let after = -FAR;
    for (let i = p.breakFirst[courier]; i < p.breakFirst[courier + 1]; i++) {
      inOrder(`breaks[${3 * i}]`, after, p.breaks[3 * i], faults);
      inOrder(`breaks[${3 * i + 1}]`, p.breaks[3 * i], p.breaks[3 * i + 1], faults);
      inOrder(`breaks[${3 * i + 2}]`, 0, p.breaks[3 * i + 2], faults);
      after = p.breaks[3 * i];
    }
  }
}

function checkRows(name: string, first: Int32Array, faults: string[]): void {
  if (first[0] !== 0) faults.push(`${name}[0] is ${first[0]}, must be 0`);
  for (let i = 1; i < first.length; i++) inOrder(`${name}[${i}]`, first[i - 1], first[i], faults);
}

function inOrder(name: string, least: number, value: number, faults: string[]): void {
  if (value < least || value > FAR) faults.push(`${name} is ${value}, must be from ${least} to ${FAR}`);
}

/** One fault an array, for the first entry out of range: one bug usually breaks them all. */
function inRange(name: string, array: ArrayLike<number>, least: number, most: number, faults: string[]): void {
  if (least === 0 && isBitMask(most) && array instanceof Int32Array && isWithin(array, most)) return;
  for (let i = 0; i < array.length; i++) {
    const value = array[i] as number;
    if (!(value >= least && value <= most)) {
      faults.push(`${name}[${i}] is ${value}, must be from ${least} to ${most}`);
      return;
    }
  }
}

const isBitMask = (most: number): boolean => (most & (most + 1)) === 0;

/** HOT: whether all entries are from 0 to a bit mask. Travel tables have millions, and this is in the time box. */
function isWithin(array: Int32Array, mask: number): boolean {
  let bits = 0;
  for (let i = 0; i < array.length; i++) bits |= array[i];
  return (bits & ~mask) === 0;
}

function wholeNumber(name: string, value: number, least: number, most: number, faults: string[]): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    faults.push(`${name} is ${value}, must be a whole number from ${least} to ${most}`);
  }
}

function throwFaults(what: string, faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`invalid ${what}: ${faults.join('; ')}`);
}
