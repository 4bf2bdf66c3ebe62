// All ports in memory, on a clock that the test sets, and a straight-line travel provider.
import { MemoryClock } from '../../shared/adapters/memory/clock.ts';
import { MemoryCourierStore } from '../../shared/adapters/memory/courier-store.ts';
import { MemoryHeadStore } from '../../shared/adapters/memory/head-store.ts';
import { MemoryOrderStore } from '../../shared/adapters/memory/order-store.ts';
import { MemoryOutbox } from '../../shared/adapters/memory/outbox.ts';
import { MemoryRevisionStore } from '../../shared/adapters/memory/revision-store.ts';
import { MemorySettingsStore } from '../../shared/adapters/memory/settings-store.ts';
import { MemoryTelemetry } from '../../shared/adapters/memory/telemetry.ts';
import type { ReplanRequest } from '../../shared/app/ports.ts';
import { reoptimize } from '../../shared/app/reoptimize.ts';
import type { ChangeMessage } from '../../shared/domain/change.ts';
import { AT, planarTravel } from './builders.ts';

/** The ports as they are, so that a test can look into them. */
export function memoryPorts(at = AT) {
  const clock = new MemoryClock(at);
  const telemetry = new MemoryTelemetry();
  return {
    clock,
    telemetry,
    orders: new MemoryOrderStore(),
    couriers: new MemoryCourierStore(),
    settings: new MemorySettingsStore(),
    heads: new MemoryHeadStore(),
    revisions: new MemoryRevisionStore(),
    outbox: new MemoryOutbox(clock),
    travel: {
      matrix: async (_model: unknown, _modes: unknown, places: Parameters<typeof planarTravel>[0]) =>
        planarTravel(places),
    },
  };
}

export type MemoryPorts = ReturnType<typeof memoryPorts>;

/** Time without end: the work units bound the search. */
export const unhurried = () => 600_000;

/** Takes the next re-plan request off the queue and runs its cycle; null when there is none. */
export async function runNextCycle(ports: MemoryPorts) {
  const message = ports.outbox.replan.receive();
  if (message === null) return null;
  const outcome = await reoptimize(ports, message.body, unhurried);
  ports.outbox.replan.delete(message);
  return outcome;
}

/** The bodies of all re-plan requests that wait, in order. */
export const waitingRequests = (ports: MemoryPorts): readonly ReplanRequest[] =>
  ports.outbox.replan.messages().map((message) => message.body);

/** The change messages that were sent, in order. */
export const sentChanges = (ports: MemoryPorts): readonly ChangeMessage[] =>
  ports.outbox.changes.messages().map((message) => message.body);
