// A receive of fauxqs as one transaction of its store: a message on its way to the dead letters is deleted from one queue
// before it is written to the other, and a process that is killed between the two would lose it.
import { inTransaction, type Persistence, type StoredQueue } from './fauxqs.ts';

export function receiveAtomically(queue: StoredQueue, persistence: Persistence): void {
  const dequeue = queue.dequeue.bind(queue);
  queue.dequeue = (...args) => {
    let taken: ReturnType<typeof dequeue> = [];
    inTransaction(persistence, () => {
      taken = dequeue(...args);
    });
    return taken;
  };
}
