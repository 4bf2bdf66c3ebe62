// A write of the API is an event like one from the queue: the same use case records it, and it is answered when the zone has
// been asked to plan again. Whoever gets no answer sends it again.
import { PROBLEMS, type ProblemCode, problemOf } from '../../shared/adapters/http/problems.ts';
import { type IngestOutcome, ingestEvent, wakeZone } from '../../shared/app/ingest.ts';
import type { Fault } from '../../shared/app/ports.ts';
import type { Ports } from '../../shared/app/use-case-ports.ts';
import type { DomainEvent } from '../../shared/domain/event.ts';
import type { EpochSeconds } from '../../shared/kernel/units.ts';
import { type Call, done, type Refusal, type Reply } from './call.ts';

/** What the answer to every write says. */
export interface Written {
  readonly outcome: 'applied' | 'ignored';
  readonly eventId: string;
  readonly at: EpochSeconds;
}

type Recorded = Exclude<IngestOutcome, { readonly kind: 'refused' }>;

/** The outcome, or the problem that the event was refused for. */
export async function recordEvent(ports: Ports, event: DomainEvent): Promise<Recorded | Refusal> {
  const outcome = await ingestEvent(ports, event);
  if (outcome.kind === 'refused') return refusal(outcome.fault);
  await wakeZone(ports, event.zoneId);
  return outcome;
}

export const isRefused = (outcome: Recorded | Refusal): outcome is Refusal => outcome.kind === 'problem';

/** When it happened, and under which id: what every event of a call has. */
export function happened(
  { ports }: { readonly ports: Ports },
  { body, eventId }: Pick<Call<never>, 'eventId'> & { readonly body: { readonly at?: EpochSeconds } | null },
): { readonly eventId: string; readonly at: EpochSeconds } {
  const at = body?.at ?? ports.clock.now();
  return { eventId: eventId(at), at };
}

export const written = ({ kind }: Recorded, { eventId, at }: Omit<Written, 'outcome'>): Written => ({
  outcome: kind,
  eventId,
  at,
});

/** Records the event; the answer to a write that shows nothing else. */
export async function answerWritten(ports: Ports, event: DomainEvent): Promise<Reply<Written>> {
  const outcome = await recordEvent(ports, event);
  return isRefused(outcome) ? outcome : done(written(outcome, event));
}

/** A fault of the use case under its own code; every code that it may have is one of the API's. */
export function refusal({ code, cause, action }: Fault): Refusal {
  return Object.hasOwn(PROBLEMS, code)
    ? { kind: 'problem', problem: problemOf(code as ProblemCode, cause, action) }
    : { kind: 'problem', problem: problemOf('INPUT_INVALID', cause, action, [{ code, cause, action }]) };
}
