// What every outbox does.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Beat, Outbox, ReplanRequest } from '../../shared/app/ports.ts';
import type { ChangeMessage } from '../../shared/domain/change.ts';

/** An outbox, and a look into its queues: bodies in the order in which they will be handed out. */
export interface OutboxUnderTest {
  readonly outbox: Outbox;
  requests(): readonly ReplanRequest[];
  changes(): readonly ChangeMessage[];
  beats(): readonly Beat[];
}

const aRequest = (changes: Partial<ReplanRequest> = {}): ReplanRequest => ({
  zoneId: 'north',
  want: 1,
  dueBefore: null,
  ...changes,
});

const aMessage = (chunk: number): ChangeMessage => ({
  kind: 'plan_changes',
  zoneId: 'north',
  revision: 4,
  chunk,
  changes: [
    {
      kind: 'withdraw',
      reason: 'replanned',
      orderId: 'заказ 1',
      courierId: 'c1',
      offerId: 'north-3-0',
      orderVersion: 2,
      index: chunk,
      outcome: 'applied',
    },
  ],
});

export function outboxContract(name: string, make: () => Promise<OutboxUnderTest>): void {
  describe(`the outbox on ${name}`, () => {
    let world: OutboxUnderTest;
    beforeEach(async () => {
      world = await make();
    });

    test('sends a re-plan request as it is', async () => {
      await world.outbox.requestReplan(aRequest({ want: 3, dueBefore: 1000 }), 'north:1');

      expect(world.requests()).toEqual([{ zoneId: 'north', want: 3, dueBefore: 1000 }]);
    });

    test('turns requests between two claims into one', async () => {
      await world.outbox.requestReplan(aRequest({ want: 1 }), 'north:0');
      await world.outbox.requestReplan(aRequest({ want: 2 }), 'north:0');
      await world.outbox.requestReplan(aRequest({ want: 3 }), 'north:1');

      expect(world.requests().map((request) => request.want)).toEqual([1, 3]);
    });

    test('does not take the requests of two zones for one', async () => {
      await world.outbox.requestReplan(aRequest({ zoneId: 'north' }), 'north:0');
      await world.outbox.requestReplan(aRequest({ zoneId: 'south' }), 'south:0');

      expect(world.requests()).toHaveLength(2);
    });

    test('takes zones in any script, and ids as long as they may be', async () => {
      const zoneIds = ['Süd 北 🛵', 'z'.repeat(128), `${'z'.repeat(127)}ß`];

      for (const zoneId of zoneIds) await world.outbox.requestReplan(aRequest({ zoneId }), `${zoneId}:0`);
      for (const zoneId of zoneIds) await world.outbox.requestReplan(aRequest({ zoneId }), `${zoneId}:0`);

      expect(world.requests().map((request) => request.zoneId)).toEqual(zoneIds);
    });

    test('publishes change messages in order, each once', async () => {
      for (const chunk of [0, 1, 1, 2]) await world.outbox.publish(aMessage(chunk), `north:4:${chunk}`);

      expect(world.changes()).toEqual([0, 1, 2].map(aMessage));
    });

    test('sends beats, with and without delay', async () => {
      await world.outbox.sendBeat({ minuteAt: 60, slot: 0, slots: 2 }, 0);
      await world.outbox.sendBeat({ minuteAt: 60, slot: 1, slots: 2 }, 30);

      expect(world.beats()).toEqual([
        { minuteAt: 60, slot: 0, slots: 2 },
        { minuteAt: 60, slot: 1, slots: 2 },
      ]);
    });

    test('refuses a delay that no queue takes', async () => {
      const beat = { minuteAt: 60, slot: 0, slots: 2 };

      await expect(world.outbox.sendBeat(beat, 901)).rejects.toThrow('0 to 900 seconds');
    });
  });
}
