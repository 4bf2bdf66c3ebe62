// Parked messages, kept in the order in which they were parked.
import type { DeadLetter, DeadLetters } from '../../app/ports.ts';
import { invariant } from '../../kernel/result.ts';
import { freeze } from './freeze.ts';

export class MemoryDeadLetters implements DeadLetters {
  private readonly parked: DeadLetter[] = [];

  async park(letter: DeadLetter): Promise<void> {
    invariant(letter.faults.length > 0, `message ${letter.messageId} is parked without a fault`);
    this.parked.push(freeze(letter));
  }

  letters(): readonly DeadLetter[] {
    return [...this.parked];
  }
}
