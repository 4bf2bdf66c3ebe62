import { expect, test } from 'vitest';
import { MemoryClock } from '../../../../shared/adapters/memory/clock.ts';
import { MemoryFifoQueue } from '../../../../shared/adapters/memory/fifo-queue.ts';

function aQueue() {
  const clock = new MemoryClock(1000);
  const queue = new MemoryFifoQueue<string>(clock);
  const receiveBody = (): string | null => queue.receive()?.body ?? null;
  return { clock, queue, receiveBody };
}

test('blocks a group while its first message is in flight, and no other group', () => {
  const { queue, receiveBody } = aQueue();
  queue.send('n1', 'north', 'a');
  queue.send('n2', 'north', 'b');
  queue.send('s1', 'south', 'c');

  const first = queue.receive();

  expect(first?.body).toBe('n1');
  expect(receiveBody()).toBe('s1');
  expect(receiveBody()).toBeNull();
  if (first) queue.delete(first);
  expect(receiveBody()).toBe('n2');
});

test('hands a released message out again, before the rest of its group', () => {
  const { queue, receiveBody } = aQueue();
  queue.send('n1', 'north', 'a');
  queue.send('n2', 'north', 'b');
  const first = queue.receive();

  if (first) queue.release(first);

  expect(receiveBody()).toBe('n1');
  expect(queue.messages().map((message) => message.body)).toEqual(['n1', 'n2']);
});

test('remembers an id for five minutes from its first send, also when the message is gone', () => {
  const { clock, queue, receiveBody } = aQueue();
  queue.send('first', 'north', 'id');
  const first = queue.receive();
  if (first) queue.delete(first);

  clock.advance(299);
  queue.send('second', 'north', 'id');
  expect(receiveBody()).toBeNull();

  clock.advance(1);
  queue.send('third', 'north', 'id');
  expect(receiveBody()).toBe('third');
});

test('refuses to delete a message that is not in flight', () => {
  const { queue } = aQueue();
  queue.send('n1', 'north', 'a');
  const first = queue.receive();
  if (first) queue.delete(first);

  expect(() => first && queue.delete(first)).toThrow('is not in flight');
});

test('freezes what is in it', () => {
  const queue = new MemoryFifoQueue<{ want: number }>(new MemoryClock());
  const body = { want: 1 };

  queue.send(body, 'north', 'a');

  expect(() => {
    body.want = 2;
  }).toThrow(TypeError);
});
