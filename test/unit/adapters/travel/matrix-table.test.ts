import { expect, test } from 'vitest';
import { MatrixTable } from '../../../../shared/adapters/travel/matrix-table.ts';
import { place } from '../../../support/builders.ts';

const [a, b] = [place(0), place(5, 7)];
const car = { seconds: Int32Array.of(0, 1, 2, 0), meters: Int32Array.of(0, 10, 20, 0) };
const table = new MatrixTable([a, b], new Map([['car', car]]));

test('looks up both directions, by the places themselves', () => {
  expect(table.seconds('car', a, b)).toBe(1);
  expect(table.seconds('car', { ...b }, { ...a })).toBe(2);
  expect(table.meters('car', b, a)).toBe(20);
  expect(table.secondsOf('car')).toBe(car.seconds);
  expect(table.places).toEqual([a, b]);
});

test('throws for a place or a mode that it was not made for', () => {
  expect(() => table.seconds('car', a, place(7, 5))).toThrow('place 5,7 is not in the matrix of 2 places');
  expect(() => table.metersOf('bike')).toThrow('travel by bike was not asked for');
});

test('answers for a place that is in it twice', () => {
  const tables = new Map([
    ['car', { seconds: new Int32Array(9), meters: Int32Array.of(0, 0, 3, 0, 0, 3, 4, 4, 0) }],
  ] as const);
  const twice = new MatrixTable([a, a, b], tables);

  expect(twice.meters('car', a, b)).toBe(3);
  expect(twice.meters('car', b, a)).toBe(4);
});
