// Makes a FIFO queue of fauxqs hand out several messages of one group at once, as SQS does: fauxqs gives one and locks
// the group. What comes back after a failure is put in order again, because fauxqs never had two of a group in flight.
import type { StoredQueue } from './fauxqs.ts';

/** The most that SQS hands out at once. */
const MAX_RECEIVE = 10;

export function handOutWholeGroups(queue: StoredQueue): void {
  const dequeueOnce = queue.dequeue.bind(queue);
  const processTimers = queue.processTimers.bind(queue);
  const changeVisibility = queue.changeVisibility.bind(queue);

  queue.dequeue = (maxCount, visibilityTimeout, deadLetters) => {
    const limit = Math.min(maxCount, MAX_RECEIVE);
    const taken = dequeueOnce(limit, visibilityTimeout, deadLetters);
    // A look without taking: the messages are visible at once, and would be found again and again.
    if ((visibilityTimeout ?? Number(queue.attributes.VisibilityTimeout)) === 0) return taken;
    const locks = new Map<string, number>();
    let more = taken.slice();
    while (more.length > 0 && taken.length < limit) {
      for (const { ReceiptHandle } of more) unlock(queue, ReceiptHandle, locks);
      more = dequeueOnce(limit - taken.length, visibilityTimeout, deadLetters);
      taken.push(...more);
    }
    for (const [group, count] of locks) {
      queue.fifoLockedGroups.set(group, count + (queue.fifoLockedGroups.get(group) ?? 0));
    }
    return taken;
  };

  queue.processTimers = () => {
    const now = Date.now();
    const due = [...queue.inflightMessages.values()].filter(({ visibilityDeadline }) => visibilityDeadline <= now);
    processTimers();
    for (const { message } of due) putInOrder(queue, message.messageGroupId);
  };

  queue.changeVisibility = (receiptHandle, timeoutSeconds) => {
    const group = queue.inflightMessages.get(receiptHandle)?.message.messageGroupId;
    changeVisibility(receiptHandle, timeoutSeconds);
    if (timeoutSeconds === 0) putInOrder(queue, group);
  };
}

/** Opens the group of a message just taken for the same receive, and remembers that it was locked once more. */
function unlock(queue: StoredQueue, receiptHandle: string, locks: Map<string, number>): void {
  const group = queue.inflightMessages.get(receiptHandle)?.message.messageGroupId;
  if (group === undefined) return;
  locks.set(group, (locks.get(group) ?? 0) + 1);
  queue.fifoLockedGroups.delete(group);
}

function putInOrder(queue: StoredQueue, group: string | undefined): void {
  const messages = queue.fifoMessages.get(group ?? '');
  messages?.sort((a, b) => ((a.sequenceNumber ?? '') < (b.sequenceNumber ?? '') ? -1 : 1));
}
