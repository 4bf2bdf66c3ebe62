// What every place for dead letters does.
import { beforeEach, describe, expect, test } from 'vitest';
import type { DeadLetter, DeadLetters } from '../../shared/app/ports.ts';

/** Dead letters, and a look at what is parked. */
export interface DeadLettersUnderTest {
  readonly deadLetters: DeadLetters;
  parked(): readonly { readonly body: string; readonly codes: string }[];
}

export const aLetter = (changes: Partial<DeadLetter> = {}): DeadLetter => ({
  body: '{"type":"order_placd"}',
  group: 'north',
  messageId: 'm1',
  faults: [{ code: 'EVENT_TYPE_UNKNOWN', cause: 'the type is unknown', action: 'Send a known one.' }],
  ...changes,
});

export function deadLettersContract(name: string, make: () => Promise<DeadLettersUnderTest>): void {
  describe(`dead letters in ${name}`, () => {
    let world: DeadLettersUnderTest;
    beforeEach(async () => {
      world = await make();
    });

    test('parks the body as it came, with its code', async () => {
      await world.deadLetters.park(aLetter());

      expect(world.parked()).toEqual([{ body: '{"type":"order_placd"}', codes: 'EVENT_TYPE_UNKNOWN' }]);
    });

    test('refuses to park a message without a reason', async () => {
      await expect(world.deadLetters.park(aLetter({ faults: [] }))).rejects.toThrow('without a fault');
    });
  });
}
