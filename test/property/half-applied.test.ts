// A store that fails at one of its calls, before the call is applied or after: whichever it is, the event comes again and
// is then applied whole, as if nothing had failed.
import { expect, test } from 'vitest';
import { Unavailable } from '../../shared/app/errors.ts';
import { ingestEvent, wakeZone } from '../../shared/app/ingest.ts';
import type { DomainEvent } from '../../shared/domain/event.ts';
import { delivered, onShift, pickedUp, placed } from '../support/events.ts';
import { type MemoryPorts, memoryPorts } from '../support/memory-ports.ts';
import { VALID_EVENTS } from '../unit/adapters/schema/valid-events.ts';

const STORES = ['orders', 'couriers', 'settings', 'heads', 'outbox'] as const;

/** The ports, of whose stores the call number `failing` (from 0) throws; `calls` counts them. */
function failingPorts(ports: MemoryPorts, failing: number, isApplied: boolean) {
  const counted = { calls: 0 };
  const around = <T extends object>(store: T): T =>
    new Proxy(store, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          const isFailing = counted.calls++ === failing;
          const lost = new Unavailable('the store', { cause: null });
          if (isFailing && !isApplied) throw lost;
          const result: unknown = await Reflect.apply(value, target, args);
          if (isFailing) throw lost;
          return result;
        };
      },
    });
  const wrapped = Object.fromEntries(STORES.map((name) => [name, around(ports[name])]));
  return { counted, ports: { ...ports, ...wrapped } as MemoryPorts };
}

async function ingest(ports: MemoryPorts, event: DomainEvent): Promise<void> {
  await ingestEvent(ports, event);
  await wakeZone(ports, event.zoneId);
}

const factsOf = ({ orders, couriers, settings }: MemoryPorts) =>
  structuredClone({ orders: { ...orders }, couriers: { ...couriers }, settings: { ...settings } });

/** Everything that the events before `event` brought about. */
async function preparedPorts(before: readonly DomainEvent[]): Promise<MemoryPorts> {
  const ports = memoryPorts();
  for (const event of before) await ingest(ports, event);
  return ports;
}

/** One order from the store to the door, and one event of each type. */
const LISTS = [[onShift(), placed(), pickedUp(), delivered()], VALID_EVENTS] as const;
const CASES = LISTS.flatMap((list) =>
  list.map((event, index) => [`${index} ${event.type}`, list.slice(0, index), event] as const),
);

test.each(CASES)('completes at the next try: event %s', async (_name, before, event) => {
  const undisturbed = await preparedPorts(before);
  const { counted, ports } = failingPorts(undisturbed, -1, false);
  await ingest(ports, event);
  const expected = factsOf(undisturbed);
  expect(counted.calls).toBeGreaterThan(0);

  for (let failing = 0; failing < counted.calls; failing++) {
    for (const isApplied of [false, true]) {
      const stores = await preparedPorts(before);
      const disturbed = failingPorts(stores, failing, isApplied);

      await expect(ingest(disturbed.ports, event)).rejects.toThrow(Unavailable);
      await ingest(disturbed.ports, event);

      expect(factsOf(stores), `call ${failing}, ${isApplied ? 'applied' : 'not applied'}`).toEqual(expected);
      expect(stores.outbox.replan.messages().at(-1)?.body).toMatchObject({ zoneId: event.zoneId });
    }
  }
});
