import { describe, expect, it } from 'vitest';
import { SimulatedQueue } from '../../../../functions/local/chaos/cloud/simulated-queue.ts';
import { Random } from '../../../../shared/kernel/random.ts';

function aQueue(changes: { readonly isFifo?: boolean; readonly maxReceives?: number | null } = {}) {
  const clock = { now: 0 };
  const options = { name: 'q', isFifo: true, visibilitySec: 30, maxReceives: 2, ...changes };
  return { clock, queue: new SimulatedQueue(options, () => clock.now, new Random(1)) };
}

const send = (queue: SimulatedQueue, body: string, group = 'g', id = body, delaySec = 0) =>
  queue.send({ body, group, deduplicationId: id, delaySec });

/** One at a time, so that the drawn size of a batch plays no part. */
const bodyOf = (queue: SimulatedQueue) => queue.receive(1)[0]?.body;

describe('a FIFO queue', () => {
  it('gives a group in its order, one batch at a time', () => {
    const { queue } = aQueue();
    send(queue, 'a');
    send(queue, 'b');

    const [first] = queue.receive(1);
    expect(first?.body).toBe('a');
    expect(queue.receive(10)).toEqual([]);
    if (first) queue.delete(first);
    expect(bodyOf(queue)).toBe('b');
  });

  it('gives another group while one is in flight', () => {
    const { queue } = aQueue();
    send(queue, 'a', 'one');
    queue.receive(1);
    send(queue, 'b', 'two');

    expect(bodyOf(queue)).toBe('b');
  });

  it('takes an id once in five minutes', () => {
    const { queue, clock } = aQueue();

    expect(send(queue, 'a')).toBe(true);
    clock.now = 299;
    expect(send(queue, 'a')).toBe(false);
    clock.now = 300;
    expect(send(queue, 'a')).toBe(true);
  });

  it('holds a group back behind a message that is delayed', () => {
    const { queue, clock } = aQueue();
    send(queue, 'a', 'g', 'a', 10);
    send(queue, 'b');

    expect(bodyOf(queue)).toBeUndefined();
    clock.now = 10;
    expect(bodyOf(queue)).toBe('a');
  });

  it('gives a message again when its visibility is over, and the late receipt deletes nothing', () => {
    const { queue, clock } = aQueue();
    send(queue, 'a');
    const [first] = queue.receive(1);
    clock.now = 30;
    const [second] = queue.receive(1);

    if (first) queue.delete(first);
    expect(queue.isEmpty).toBe(false);
    if (second) queue.delete(second);
    expect(queue.isEmpty).toBe(true);
  });

  it('moves a message aside after its receives, and an operator moves it back', () => {
    const { queue } = aQueue();
    send(queue, 'a');
    for (let receive = 0; receive < 2; receive++) {
      queue.receive(1);
      queue.expire();
    }

    expect(queue.receive(1)).toEqual([]);
    expect(queue.deadLetters.map(({ body }) => body)).toEqual(['a']);
    queue.redrive();
    expect(bodyOf(queue)).toBe('a');
  });
});

it('a standard queue gives the next while one is in flight', () => {
  const { queue } = aQueue({ isFifo: false });
  queue.send({ body: 'a' });
  queue.send({ body: 'b' });

  expect([bodyOf(queue), bodyOf(queue)].sort()).toEqual(['a', 'b']);
});
