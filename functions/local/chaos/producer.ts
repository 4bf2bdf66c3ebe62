// Whoever reports: by the queue, sometimes twice, late or with a wrong clock; one event in five by the API, and what is not
// answered there is sent to the queue after a while, as the same event.
import type { DomainEvent } from '../../../shared/domain/event.ts';
import type { Random } from '../../../shared/kernel/random.ts';
import type { EpochSeconds, Seconds } from '../../../shared/kernel/units.ts';
import type { Cloud } from './cloud/cloud.ts';
import type { Faults } from './faults.ts';
import type { Trace } from './trace.ts';

/** An event before its producer gives it an id and a moment. */
export type Reported = DomainEvent extends infer E
  ? E extends DomainEvent
    ? Omit<E, 'eventId' | 'at'>
    : never
  : never;

/** Sends an event by the API; tells whether it was taken, if there is an answer. */
export type SendByApi = (event: DomainEvent, onAnswer: (isTaken: boolean) => void) => void;

export interface ProducerParts {
  readonly cloud: Cloud;
  readonly rng: Random;
  readonly faults: Faults;
  readonly trace: Trace;
  readonly sendByApi: SendByApi;
}

const BY_API_ONE_IN = 5;
/** A caller waits longer than the gateway does. */
const PATIENCE_SEC: Seconds = 40;
const MAX_SKEW_SEC: Seconds = 600;

export class Producer {
  private readonly parts: ProducerParts;
  /** Events that went by the API and are not answered for, by id, with the moment at which that is too long. */
  private readonly unanswered = new Map<string, { readonly event: DomainEvent; readonly overdueAt: EpochSeconds }>();
  private sent = 0;

  constructor(parts: ProducerParts) {
    this.parts = parts;
  }

  /** Names what is sent; nothing has the same. */
  number(): number {
    this.sent += 1;
    return this.sent;
  }

  /** What the producer's clock says. */
  time(): EpochSeconds {
    const { cloud, faults } = this.parts;
    if (!faults.strikes('skewedProducer')) return cloud.now();
    return cloud.now() + faults.below('skewedProducer', 2 * MAX_SKEW_SEC + 1) - MAX_SKEW_SEC;
  }

  report(reported: Reported): void {
    const event: DomainEvent = { ...reported, eventId: `e${this.number()}`, at: this.time() };
    const { rng, trace } = this.parts;
    trace.note('world', `reports ${event.type} ${event.eventId} of ${event.zoneId} ${subjectOf(event)}`);
    if (rng.below(BY_API_ONE_IN) === 0) this.sendByApi(event);
    else this.sendByQueue(event);
  }

  /** What has had no answer until `now` goes again, by the way that always takes it. */
  sendAgain(now: EpochSeconds): void {
    for (const [eventId, { event, overdueAt }] of this.unanswered) {
      if (overdueAt > now) continue;
      this.unanswered.delete(eventId);
      this.parts.trace.note('world', `got no answer to ${eventId}, and sends it to the queue`);
      this.sendByQueue(event);
    }
  }

  private sendByApi(event: DomainEvent): void {
    this.unanswered.set(event.eventId, { event, overdueAt: this.parts.cloud.now() + PATIENCE_SEC });
    this.parts.sendByApi(event, (isTaken) => {
      if (isTaken) this.unanswered.delete(event.eventId);
    });
  }

  private sendByQueue(event: DomainEvent): void {
    const { cloud, faults } = this.parts;
    const { events } = cloud.queues;
    const message = { body: JSON.stringify(event), group: event.zoneId };
    const delaySec = faults.strikes('delay') ? faults.below('delay', 60) : 0;
    events.send({ ...message, deduplicationId: event.eventId, delaySec });
    if (faults.strikes('duplicate')) events.send({ ...message, deduplicationId: `${event.eventId} again` });
  }
}

function subjectOf(event: object): string {
  const { orderId, order, orderIds, courierId, courier } = event as {
    readonly orderId?: string;
    readonly order?: { readonly orderId: string };
    readonly orderIds?: readonly string[];
    readonly courierId?: string;
    readonly courier?: { readonly courierId: string };
  };
  return [orderId ?? order?.orderId ?? orderIds?.join(' '), courierId ?? courier?.courierId].filter(Boolean).join(' ');
}
