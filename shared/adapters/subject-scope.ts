// What is being worked on just now, carried along by the asynchronous calls themselves: messages that are handled side by
// side keep their own, and nothing has to be cleared when one is done.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Subject } from '../app/ports.ts';

export class SubjectScope {
  private readonly storage = new AsyncLocalStorage<Subject>();

  /** The subject of the innermost `within` around; empty outside any. */
  get current(): Subject {
    return this.storage.getStore() ?? {};
  }

  within<T>(subject: Subject, work: () => Promise<T>): Promise<T> {
    return this.storage.run({ ...this.current, ...subject }, work);
  }

  about(subject: Subject): void {
    const current = this.storage.getStore();
    if (current !== undefined) Object.assign(current, subject);
  }
}
