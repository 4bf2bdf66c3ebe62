import { expect, test } from 'vitest';
import { eachLimited } from '../../../shared/adapters/each-limited.ts';

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

test('does all of the work, never more at once than allowed', async () => {
  const done: number[] = [];
  let underWay = 0;
  let most = 0;

  await eachLimited([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await soon();
    underWay -= 1;
    done.push(item);
  });

  expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

test('rejects with the first failure and begins nothing after it', async () => {
  const begun: number[] = [];

  const all = eachLimited([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item);
    await soon();
    if (item === 2) throw new Error('item 2');
  });

  await expect(all).rejects.toThrow('item 2');
  await soon();
  await soon();
  expect(begun).not.toContain(5);
});

test('does nothing for an empty list', async () => {
  await expect(eachLimited([], 4, () => Promise.reject(new Error('never')))).resolves.toBeUndefined();
});
