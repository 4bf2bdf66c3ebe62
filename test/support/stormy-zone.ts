// One zone in bad weather: its handlers run side by side on ports in memory, overtake each other, die, lose answers and get
// messages twice, while couriers accept, decline, fall silent and deliver. Everything follows from the seed.
import { ingestEvent, wakeZone } from '../../shared/app/ingest.ts';
import type { Outbox, ReplanRequest } from '../../shared/app/ports.ts';
import { reoptimize } from '../../shared/app/reoptimize.ts';
import { tickMinute } from '../../shared/app/tick.ts';
import type { Ports } from '../../shared/app/use-case-ports.ts';
import type { ChangeMessage, PositionChange } from '../../shared/domain/change.ts';
import type { DomainEvent } from '../../shared/domain/event.ts';
import { AT, aPolicy, aStore, aZone, place } from './builders.ts';
import { CALM, ChanceScheduler, Program } from './chance-scheduler.ts';
import { memoryPorts, unhurried } from './memory-ports.ts';
import { type Receipt, StormQueue } from './storm-queue.ts';
import { aCourierOnShift, anOrderPlaced } from './zone-events.ts';

/** Little search, offers at once, little patience; half of the zones commit at the store, to which couriers go first. */
const policyOf = (seed: number) => ({
  ...aPolicy({
    search: { maxUnits: 200 },
    release:
      seed % 2 === 0
        ? { leadSec: 60, offerTimeoutSec: 90, commitAt: 'store' }
        : { leadSec: 100_000, offerTimeoutSec: 90 },
  }),
  policyId: 'storm',
});
const COURIERS = ['c1', 'c2', 'c3'];
const ORDERS = 12;
const FAULTS = { deathBp: 150, lostAnswerBp: 150, repeatBp: 300 };
/** So rarely that only what is repaired, and not what is due anyway, is planned in the end. */
const CADENCE_SEC = 3600;

export class StormyZone {
  readonly chance: ChanceScheduler;
  readonly ports = memoryPorts();
  readonly placed: string[] = [];
  /** In the order in which the queue took them. */
  readonly published: ChangeMessage[] = [];
  private readonly events: StormQueue<DomainEvent>;
  private readonly replans: StormQueue<ReplanRequest>;
  private readonly changes: StormQueue<ChangeMessage>;
  private eventCount = 0;
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
    this.chance = new ChanceScheduler(seed);
    const now = () => this.ports.clock.now();
    this.events = new StormQueue(now);
    this.replans = new StormQueue(now);
    this.changes = new StormQueue(now);
  }

  /** `steps` of weather, then calm, in which nothing fails and the tick repairs what is left. */
  async live(steps: number): Promise<void> {
    await this.open();
    this.chance.inject(FAULTS);
    for (let step = 0; step < steps; step++) await this.moment(true);
    this.chance.inject(CALM);
    for (let minute = 0; minute < 20; minute++) {
      this.ports.clock.advance(60);
      this.start((ports) => tickMinute(ports, this.ports.clock.now()));
      await this.calm();
    }
  }

  private async open(): Promise<void> {
    const { settings } = this.ports;
    await settings.putPolicy(policyOf(this.seed));
    await settings.putZone(aZone({ policy: { policyId: 'storm', version: 1 }, cadenceSec: CADENCE_SEC }));
    await settings.putStore(aStore());
    for (const courierId of COURIERS) this.report(aCourierOnShift({ courierId }));
  }

  /** Something happens: a step of a program, a new program, a second delivery, or the world moves. */
  private async moment(isStorm: boolean): Promise<void> {
    const dice = this.chance.rng.below(100);
    if (dice < 70) await this.chance.step();
    else if (dice < 80) this.ingest();
    else if (dice < 88) this.replan();
    else if (dice < 91) this.hear();
    else if (dice < 93 && isStorm) this.expireOne();
    else if (dice < 96) this.place();
    else if (dice < 98) this.ports.clock.advance(this.chance.rng.below(60));
    else this.start((ports) => tickMinute(ports, this.ports.clock.now()));
  }

  private async calm(): Promise<void> {
    this.events.expire();
    this.replans.expire();
    this.changes.expire();
    for (let idle = 0; idle < 3; ) {
      const isBusy = await this.chance.step();
      this.ingest();
      this.replan();
      this.hear();
      idle = isBusy || !this.events.isEmpty || !this.replans.isEmpty || !this.changes.isEmpty ? 0 : idle + 1;
    }
  }

  private expireOne(): void {
    const queue = [this.events, this.replans, this.changes][this.chance.rng.below(3)];
    queue?.expire();
  }

  private place(): void {
    if (this.placed.length >= ORDERS) return;
    const orderId = `o${this.placed.length + 1}`;
    this.placed.push(orderId);
    const door = place(500 + 100 * this.chance.rng.below(10), 100 * this.chance.rng.below(5));
    const dropoff = { location: door, accessSec: 60, handoffSec: 60 };
    this.report(anOrderPlaced({ orderId, dropoff }, this.ports.clock.now()));
  }

  /** A courier's app, or a customer's; once in a while it sends the same event twice. */
  private report(event: DomainEvent): void {
    this.eventCount += 1;
    const sent = { ...event, eventId: `e${this.eventCount}`, at: this.ports.clock.now() } as DomainEvent;
    this.events.send(sent, `s${this.eventCount}`);
    if (this.chance.rng.below(10) === 0) this.events.send(sent, `s${this.eventCount} again`);
  }

  private ingest(): void {
    this.consume(this.events, async (ports, event) => {
      await ingestEvent(ports, event);
      await wakeZone(ports, event.zoneId);
    });
  }

  private replan(): void {
    this.consume(this.replans, async (ports, request) => {
      await reoptimize(ports, request, unhurried);
    });
  }

  private consume<T>(queue: StormQueue<T>, handle: (ports: Ports, body: T) => Promise<void>): void {
    const receipt: Receipt<T> | null = queue.receive();
    if (receipt === null) return;
    this.start((ports) => handle(ports, receipt.body).then(() => queue.delete(receipt)));
  }

  /** Starts a program; a fault that it passes on leaves its message for another try. */
  private start(run: (ports: Ports) => Promise<void>): void {
    const program = new Program(this.chance.rng.below(20) === 0);
    run(this.portsOf(program)).catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== 'Unavailable') throw error;
    });
  }

  private portsOf(program: Program): Ports {
    const wrap = <P extends object>(port: P): P => this.chance.wrap(port, program);
    const { orders, couriers, settings, heads, revisions, clock, telemetry, travel } = this.ports;
    return {
      clock,
      telemetry,
      travel,
      orders: wrap(orders),
      couriers: wrap(couriers),
      settings: wrap(settings),
      heads: wrap(heads),
      revisions: wrap(revisions),
      outbox: wrap(this.outbox),
    };
  }

  private readonly outbox: Outbox = {
    requestReplan: async (request, id) => this.replans.send(request, id),
    publish: async (message, id) => {
      this.changes.send(message, id);
      this.published.push(message);
    },
    sendBeat: async () => {},
  };

  /** The couriers' apps take the next message; each offer is answered, or not. */
  private hear(): void {
    const receipt = this.changes.receive();
    if (receipt === null) return;
    this.changes.delete(receipt);
    if (receipt.body.kind === 'plan_changes') this.answer(receipt.body);
  }

  private answer({ zoneId, changes }: Extract<ChangeMessage, { kind: 'plan_changes' }>): void {
    const at = AT;
    for (const change of changes) {
      if (change.outcome === 'applied' && change.kind === 'position') this.setOut(zoneId, change);
      if (change.kind !== 'offer' || change.outcome === 'void') continue;
      const { orderId, courierId, offerId } = change;
      const who = { eventId: '', zoneId, at, courierId };
      const mood = this.chance.rng.below(10);
      if (mood < 6) this.report({ ...who, type: 'offer_accepted', offerId, orderIds: [orderId] });
      else if (mood < 8) this.report({ ...who, type: 'offer_declined', offerId, orderIds: [orderId] });
      if (mood < 3) this.report({ ...who, type: 'order_picked_up', orderId });
      if (mood < 2) this.report({ ...who, type: 'order_delivered', orderId });
      if (mood === 9) this.report({ ...who, type: 'order_cancelled', orderId, reason: 'storm' });
    }
  }

  /** Most go where they are asked to. */
  private setOut(zoneId: string, { courierId, storeId }: PositionChange): void {
    if (this.chance.rng.below(10) === 0) return;
    const now = this.ports.clock.now();
    const who = { eventId: '', zoneId, at: now, courierId };
    this.report({ ...who, type: 'courier_en_route', storeId, arriveAt: now + this.chance.rng.below(300) });
  }
}
