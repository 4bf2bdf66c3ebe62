// A queue as SQS has them. FIFO: groups, one batch of a group in flight, de-duplication for five minutes; standard: any
// order. Both: delays, visibility, receipts that a late consumer holds in vain, and a dead-letter queue after so many
// receives. What is received, and when, is drawn.
import type { Random } from '../../../../shared/kernel/random.ts';
import type { EpochSeconds, Seconds } from '../../../../shared/kernel/units.ts';

const DEDUPLICATION_SEC: Seconds = 300;

export interface QueueOptions {
  readonly name: string;
  readonly isFifo: boolean;
  readonly visibilitySec: Seconds;
  /** Receives after which a message is moved aside; null: never. */
  readonly maxReceives: number | null;
}

export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  /** Null on a standard queue. */
  readonly group: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Received extends QueueMessage {
  readonly receipt: string;
}

interface Kept extends QueueMessage {
  receivableAt: EpochSeconds;
  receives: number;
  receipt: string | null;
}

export interface Send {
  readonly body: string;
  readonly group?: string;
  readonly deduplicationId?: string;
  readonly delaySec?: Seconds;
  readonly attributes?: Readonly<Record<string, string>>;
}

export class SimulatedQueue {
  readonly name: string;
  /** Moved aside by the platform or parked by a function. */
  readonly deadLetters: QueueMessage[] = [];
  private readonly options: QueueOptions;
  private readonly now: () => EpochSeconds;
  private readonly rng: Random;
  private messages: Kept[] = [];
  private readonly sentAt = new Map<string, EpochSeconds>();
  private sends = 0;
  private receipts = 0;

  constructor(options: QueueOptions, now: () => EpochSeconds, rng: Random) {
    this.name = options.name;
    this.options = options;
    this.now = now;
    this.rng = rng;
  }

  get isEmpty(): boolean {
    return this.messages.length === 0;
  }

  /** False: it was taken before, within five minutes, under the same id. */
  send({ body, group, deduplicationId, delaySec = 0, attributes = {} }: Send): boolean {
    if (this.options.isFifo) {
      if (group === undefined || deduplicationId === undefined) throw new Error(`${this.name}: no group or no id`);
      const before = this.sentAt.get(deduplicationId);
      if (before !== undefined && this.now() - before < DEDUPLICATION_SEC) return false;
      this.sentAt.set(deduplicationId, this.now());
    }
    this.sends += 1;
    this.messages.push({
      messageId: `${this.name}-${this.sends}`,
      body,
      group: group ?? null,
      attributes,
      receivableAt: this.now() + delaySec,
      receives: 0,
      receipt: null,
    });
    return true;
  }

  /** Up to `most` messages, of FIFO groups that have none in flight. */
  receive(most: number): readonly Received[] {
    this.putAside();
    const now = this.now();
    const busy = new Set(this.messages.filter((one) => isInFlight(one, now)).map(({ group }) => group));
    const open = this.messages.filter(
      (one) => one.receivableAt <= now && (!this.options.isFifo || !busy.has(one.group)),
    );
    const some = this.options.isFifo ? this.someGroups(open, most) : this.some(open, most);
    return some.map((one) => this.take(one));
  }

  /** The consumer is done with it; a receipt that is not the last one deletes nothing. */
  delete({ messageId, receipt }: Received): void {
    this.messages = this.messages.filter((one) => one.messageId !== messageId || one.receipt !== receipt);
  }

  /** It can be received again at once: the platform does not know that it is done. */
  release({ messageId, receipt }: Received): void {
    for (const one of this.messages)
      if (one.messageId === messageId && one.receipt === receipt) one.receivableAt = this.now();
  }

  /** The visibility time is over for all, whether consumers are dead, slow or well. True: there were any. */
  expire(): boolean {
    const now = this.now();
    const inFlight = this.messages.filter((one) => isInFlight(one, now));
    for (const one of inFlight) one.receivableAt = now;
    return inFlight.length > 0;
  }

  /** An operator moves back what the platform put aside. What a function parked with its reason stays. */
  redrive(): void {
    const parked = this.deadLetters.filter(({ attributes }) => 'code' in attributes);
    for (const { body, group, attributes } of this.deadLetters.filter((one) => !('code' in one.attributes)))
      this.send({ body, attributes, ...(group === null ? {} : { group, deduplicationId: `redrive-${this.sends}` }) });
    this.deadLetters.splice(0, this.deadLetters.length, ...parked);
  }

  private putAside(): void {
    const { maxReceives } = this.options;
    const isSpent = (one: Kept): boolean =>
      maxReceives !== null && one.receives >= maxReceives && one.receivableAt <= this.now();
    this.deadLetters.push(...this.messages.filter(isSpent));
    this.messages = this.messages.filter((one) => !isSpent(one));
  }

  /** Whole groups from their heads, in a drawn order, until enough. A delayed head holds its group back. */
  private someGroups(open: readonly Kept[], most: number): readonly Kept[] {
    const groups = this.shuffled([...Map.groupBy(open, ({ group }) => group).keys()]);
    const isReady = (one: Kept): boolean => one.receivableAt <= this.now();
    const some = groups.flatMap((group) => {
      const all = this.messages.filter((one) => one.group === group);
      const blocked = all.findIndex((one) => !isReady(one));
      return blocked === -1 ? all : all.slice(0, blocked);
    });
    return some.slice(0, 1 + this.rng.below(most));
  }

  private some(open: readonly Kept[], most: number): readonly Kept[] {
    return this.shuffled([...open]).slice(0, 1 + this.rng.below(most));
  }

  private take(one: Kept): Received {
    this.receipts += 1;
    one.receipt = `${one.messageId}/${this.receipts}`;
    one.receives += 1;
    one.receivableAt = this.now() + this.options.visibilitySec;
    const { messageId, body, group, attributes, receipt } = one;
    return { messageId, body, group, attributes, receipt };
  }

  private shuffled<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.rng.below(i + 1);
      const [a, b] = [items[i] as T, items[j] as T];
      items[i] = b;
      items[j] = a;
    }
    return items;
  }
}

const isInFlight = (one: Kept, now: EpochSeconds): boolean => one.receipt !== null && one.receivableAt > now;
