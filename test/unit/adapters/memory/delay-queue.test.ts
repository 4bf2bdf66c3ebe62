import { expect, test } from 'vitest';
import { MemoryClock } from '../../../../shared/adapters/memory/clock.ts';
import { MemoryDelayQueue } from '../../../../shared/adapters/memory/delay-queue.ts';

test('hands messages out when their moment has come, soonest first', () => {
  const clock = new MemoryClock(1000);
  const queue = new MemoryDelayQueue<string>(clock);
  queue.send('late', 30);
  queue.send('soon', 10);
  queue.send('now', 0);

  expect(queue.take()).toBe('now');
  expect(queue.take()).toBeNull();
  clock.advance(30);
  expect(queue.take()).toBe('soon');
  expect(queue.take()).toBe('late');
  expect(queue.messages()).toEqual([]);
});
