import { expect, test } from 'vitest';
import { TableCache, UNKNOWN } from '../../../../shared/adapters/travel/table-cache.ts';

test('knows nothing at first but the way from a place to itself', () => {
  const tables = new TableCache(3).read(['a', 'b', 'a']);

  expect([...tables.seconds]).toEqual([0, UNKNOWN, 0, UNKNOWN, 0, UNKNOWN, 0, UNKNOWN, 0]);
});

test('gives back what was written, in one direction', () => {
  const cache = new TableCache(3);
  cache.read(['a', 'b']);

  cache.write('a', 'b', 7, 70);

  expect([...cache.read(['b', 'a']).seconds]).toEqual([0, UNKNOWN, 7, 0]);
  expect([...cache.read(['b', 'a']).meters]).toEqual([0, UNKNOWN, 70, 0]);
});

test('lets the place give way that was not asked for the longest, with all its pairs', () => {
  const cache = new TableCache(2);
  cache.read(['a', 'b']);
  cache.write('a', 'b', 7, 70);
  cache.write('b', 'a', 8, 80);
  cache.read(['a']);

  cache.read(['c']);

  expect([...cache.read(['a', 'c']).seconds]).toEqual([0, UNKNOWN, UNKNOWN, 0]);
  // b comes back for a and c, in a slot that was cleared.
  expect([...cache.read(['c', 'b']).seconds]).toEqual([0, UNKNOWN, UNKNOWN, 0]);
});

test('passes over an answer for a place that has given way meanwhile', () => {
  const cache = new TableCache(2);
  cache.read(['a', 'b']);
  cache.read(['c']);

  cache.write('a', 'b', 7, 70);

  expect([...cache.read(['c', 'b']).seconds]).toEqual([0, UNKNOWN, UNKNOWN, 0]);
});
