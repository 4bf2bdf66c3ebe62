import { expect, test } from 'vitest';
import type { Item } from '../../../../shared/adapters/dynamodb/marshal.ts';
import { putBatch } from '../../../../shared/adapters/dynamodb/put-batch.ts';
import { Unavailable } from '../../../../shared/app/errors.ts';

const items = (count: number): readonly Item[] => Array.from({ length: count }, (_, i) => ({ SK: String(i) }));

test('sends at most 25 items at once', async () => {
  const sizes: number[] = [];

  await putBatch({
    items: items(60),
    pause: async () => {},
    send: async (batch) => {
      sizes.push(batch.length);
      return [];
    },
  });

  expect(sizes).toEqual([25, 25, 10]);
});

test('sends what was handed back again, after longer and longer pauses', async () => {
  const written: Item[] = [];
  const pauses: number[] = [];

  await putBatch({
    items: items(4),
    pause: async (ms) => {
      pauses.push(ms);
    },
    send: async ([first, ...others]) => {
      if (first) written.push(first);
      return others;
    },
  });

  expect(written).toEqual(items(4));
  // 25, 50 and 100 ms, each up to twice as long by chance.
  expect(pauses).toHaveLength(3);
  pauses.forEach((ms, i) => {
    expect(ms).toBeGreaterThanOrEqual(25 * 2 ** i);
    expect(ms).toBeLessThan(50 * 2 ** i);
  });
});

test('gives up when items are handed back again and again', async () => {
  let sends = 0;

  const put = putBatch({
    items: items(2),
    pause: async () => {},
    send: async (batch) => {
      sends += 1;
      return batch;
    },
  });

  await expect(put).rejects.toBeInstanceOf(Unavailable);
  expect(sends).toBe(8);
});
