// The world around the stack: customers order, stores run late, couriers come, answer, carry and leave, operators change
// policies; and now and then there is a flood, or something that nobody can process.
import type { ChangeMessage } from '../../../shared/domain/change.ts';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import type { Location } from '../../../shared/domain/location.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import { defaultZone } from '../../../shared/domain/zone.ts';
import type { CourierId, OfferId, OrderId, ZoneId } from '../../../shared/kernel/ids.ts';
import type { Seconds } from '../../../shared/kernel/units.ts';
import { POISONS, type Poison } from './poison.ts';
import { Producer, type ProducerParts, type Reported } from './producer.ts';

export interface WorldZone {
  readonly zoneId: ZoneId;
  readonly couriers: number;
  readonly orders: number;
}

export const ZONES: readonly WorldZone[] = [
  { zoneId: 'north', couriers: 3, orders: 10 },
  { zoneId: 'south', couriers: 2, orders: 6 },
];
export const POLICY_ID = 'storm';

/** So rarely that only what is repaired, and not what is due anyway, is planned in the end. */
const CADENCE_SEC: Seconds = 3600;
const SHIFT_SEC: Seconds = 8 * 3600;
const FLOOD = 12;

/** What an order's courier believes. */
interface Carried {
  readonly zoneId: ZoneId;
  readonly courierId: CourierId;
  readonly offerId: OfferId;
  stage: 'told' | 'accepted' | 'picked_up';
}

export interface WorldParts extends ProducerParts {
  readonly seed: number;
}

export class World {
  /** Orders whose placing the queue has taken. */
  readonly placed = new Map<OrderId, ZoneId>();
  /** Bodies that can never be processed, as they were sent, by the queue that took them. */
  readonly poisoned: Poison[] = [];
  private readonly parts: WorldParts;
  private readonly carried = new Map<OrderId, Carried>();
  /** Changes by zone, revision and index that were heard before. */
  private readonly heard = new Set<string>();
  private readonly producer: Producer;
  private policies = 1;

  constructor(parts: WorldParts) {
    this.parts = parts;
    this.producer = new Producer(parts);
  }

  open(): void {
    for (const { zoneId, couriers } of ZONES) {
      const usual = defaultZone(zoneId);
      const travel = { kind: 'planar', metersPerMinute: 60, roundUpToSec: 1 } as const;
      this.report({ type: 'policy_configured', zoneId, policy: this.policy(1) });
      this.report({
        type: 'zone_configured',
        zoneId,
        zone: {
          policy: { policyId: POLICY_ID, version: 1 },
          cadenceSec: CADENCE_SEC,
          timeBoxMs: usual.timeBoxMs,
          travel,
          killSwitch: false,
        },
      });
      const store = { storeId: 'bakery', location: place(0, 0), parkingSec: 120, handoverSec: 120 };
      this.report({ type: 'store_configured', zoneId, store });
      for (let n = 1; n <= couriers; n++) this.comeOn(zoneId, `${zoneId}-c${n}`);
    }
  }

  /** Something is reported by somebody. */
  happen(): void {
    this.producer.sendAgain(this.parts.cloud.now());
    const { faults } = this.parts;
    if (faults.strikes('poison')) this.poison();
    if (faults.strikes('flood')) this.flood();
    const dice = this.below(100);
    if (dice < 30) this.placeOrder();
    else if (dice < 75) this.carryOn();
    else if (dice < 82) this.reportPositions();
    else if (dice < 88) this.changeOrder();
    else if (dice < 92) this.cancelOrder();
    else if (dice < 95) this.changeShift();
    else if (dice < 97) this.freeze();
    else this.configurePolicy();
  }

  /** The couriers' apps take the next messages of the changes queue. */
  hear(): void {
    const queue = this.parts.cloud.queues.changes;
    for (const message of queue.receive(3)) {
      this.take(JSON.parse(message.body) as ChangeMessage);
      if (this.parts.faults.strikes('redelivery')) queue.release(message);
      else queue.delete(message);
    }
  }

  private take(message: ChangeMessage): void {
    const { zoneId } = message;
    if (message.kind === 'accept_refused') {
      for (const orderId of message.orderIds)
        if (this.carried.get(orderId)?.offerId === message.offerId) this.carried.delete(orderId);
      return;
    }
    for (const change of message.changes) {
      const key = `${zoneId} ${message.revision} ${change.index}`;
      if (this.heard.has(key)) continue;
      this.heard.add(key);
      if (change.outcome === 'void') continue;
      const { courierId } = change;
      if (change.kind === 'position') this.setOut(zoneId, courierId, change.storeId);
      else if (change.kind === 'offer')
        this.carried.set(change.orderId, { zoneId, courierId, offerId: change.offerId, stage: 'told' });
      else if (this.carried.get(change.orderId)?.offerId === change.offerId) this.carried.delete(change.orderId);
    }
  }

  /** A courier gets on with one of its orders, or says no, or answers an offer without waiting for what became of it. */
  private carryOn(): void {
    const [orderId, one] = this.pick([...this.carried]) ?? [];
    if (orderId === undefined || one === undefined) return;
    const { zoneId, courierId, offerId } = one;
    const answer = { zoneId, courierId, offerId, orderIds: [orderId] };
    if (one.stage === 'told' && this.below(6) === 0) {
      this.carried.delete(orderId);
      this.report({ ...answer, type: 'offer_declined' });
    } else if (one.stage === 'told') {
      one.stage = 'accepted';
      this.report({ ...answer, type: 'offer_accepted' });
    } else if (one.stage === 'accepted') {
      one.stage = 'picked_up';
      this.report({ type: 'order_picked_up', zoneId, courierId, orderId });
    } else {
      this.carried.delete(orderId);
      this.report({ type: 'order_delivered', zoneId, courierId, orderId });
    }
  }

  private placeOrder(): void {
    const { zoneId, orders } = this.someZone();
    const mine = [...this.placed.values()].filter((zone) => zone === zoneId).length;
    if (mine >= orders) return;
    const orderId = `${zoneId}-o${mine + 1}`;
    const at = this.parts.cloud.now();
    this.placed.set(orderId, zoneId);
    this.report({
      type: 'order_placed',
      zoneId,
      order: {
        orderId,
        storeId: 'bakery',
        readyAt: at,
        promiseBy: at + 2400,
        load: { weightG: 1000, volumeMl: 2000, bags: 1 },
        requirements: [],
        dropoff: { location: place(500 + 100 * this.below(10), 100 * this.below(5)), accessSec: 60, handoffSec: 60 },
        priority: 1,
        batchable: true,
      },
    });
  }

  private changeOrder(): void {
    const [orderId, zoneId] = this.pick([...this.placed]) ?? [];
    if (orderId === undefined || zoneId === undefined) return;
    const readyAt = this.parts.cloud.now() + this.below(300);
    this.report({ type: 'order_changed', zoneId, orderId, changes: { readyAt } });
  }

  private cancelOrder(): void {
    const [orderId, zoneId] = this.pick([...this.placed]) ?? [];
    if (orderId !== undefined && zoneId !== undefined)
      this.report({ type: 'order_cancelled', zoneId, orderId, reason: 'storm' });
  }

  private changeShift(): void {
    const { zoneId, couriers } = this.someZone();
    const courierId = `${zoneId}-c${1 + this.below(couriers)}`;
    if (this.below(2) === 0) this.comeOn(zoneId, courierId);
    else this.report({ type: 'courier_off_shift', zoneId, courierId });
  }

  private comeOn(zoneId: ZoneId, courierId: CourierId): void {
    const startAt = this.parts.cloud.now();
    this.report({
      type: 'courier_on_shift',
      zoneId,
      courier: {
        courierId,
        mode: 'bike',
        shift: { startAt, endAt: startAt + SHIFT_SEC },
        capacity: { weightG: 10_000, volumeMl: 20_000, bags: 4 },
        skills: [],
        pay: { perOrder: 300, guaranteePerHour: 1500 },
      },
      location: place(100 * this.below(5), 0),
    });
  }

  /** An operator stops a zone, or lets one go on, be it stopped or not. */
  private freeze(): void {
    this.report({ type: 'zone_frozen', zoneId: this.someZone().zoneId, frozen: this.below(3) === 0 });
  }

  /** The weather is over: an operator lets some of the zones go on. */
  calm(): void {
    this.producer.sendAgain(Number.POSITIVE_INFINITY);
    for (const { zoneId } of ZONES)
      if (this.below(2) === 0) this.report({ type: 'zone_frozen', zoneId, frozen: false });
  }

  private setOut(zoneId: ZoneId, courierId: CourierId, storeId: string): void {
    if (this.below(10) > 0)
      this.report({ type: 'courier_en_route', zoneId, courierId, storeId, arriveAt: this.parts.cloud.now() + 200 });
  }

  /** A new version of the policy: every version is written once, and heard of twice as often as not. */
  private configurePolicy(): void {
    this.policies += 1;
    const policy = this.policy(this.policies);
    for (const { zoneId } of ZONES) this.report({ type: 'policy_configured', zoneId, policy });
  }

  private reportPositions(): void {
    const { zoneId, couriers } = this.someZone();
    const at = this.producer.time();
    const positions = Array.from({ length: couriers }, (_, n) => ({
      courierId: `${zoneId}-c${n + 1}`,
      at,
      location: place(100 * this.below(10), 0),
    }));
    const isTwice = this.parts.faults.strikes('duplicate');
    for (let copy = 0; copy < (isTwice ? 2 : 1); copy++)
      this.parts.cloud.queues.positions.send({ body: JSON.stringify({ zoneId, positions }) });
  }

  private flood(): void {
    for (let n = 0; n < FLOOD; n++) this.changeOrder();
  }

  private poison(): void {
    const make = this.pick(POISONS);
    if (make === undefined) return;
    const n = this.producer.number();
    const { zoneId } = this.someZone();
    const poison = make({ n, zoneId, at: this.parts.cloud.now(), placed: this.placed });
    if (poison === null) return;
    this.poisoned.push(poison);
    const queue = this.parts.cloud.queues[poison.queue];
    this.parts.trace.note('world', `sends poison to ${poison.queue}`);
    queue.send({ body: poison.body, group: zoneId, deduplicationId: `poison-${n}` });
  }

  private report(event: Reported): void {
    this.producer.report(event);
  }

  private policy(version: number): Policy {
    const release = { ...DEFAULT_POLICY.release, offerTimeoutSec: 90 };
    const commitsAtStore = this.parts.seed % 2 === 0;
    return {
      ...DEFAULT_POLICY,
      policyId: POLICY_ID,
      version,
      search: { ...DEFAULT_POLICY.search, maxUnits: 150 },
      release: commitsAtStore ? { ...release, leadSec: 60, commitAt: 'store' } : { ...release, leadSec: 86_400 },
    };
  }

  private someZone(): WorldZone {
    return ZONES[this.below(10) < 6 ? 0 : 1] as WorldZone;
  }

  private below(limit: number): number {
    return this.parts.rng.below(limit);
  }

  private pick<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : items[this.below(items.length)];
  }
}

const place = (east: number, north: number): Location => ({ lat: north, lng: east });
