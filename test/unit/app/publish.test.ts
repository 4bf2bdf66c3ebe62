import { beforeEach, describe, expect, it } from 'vitest';
import { publishRevision } from '../../../shared/app/publish.ts';
import type { PlanChange } from '../../../shared/domain/change.ts';
import type { PlanRevision } from '../../../shared/domain/revision.ts';
import { AT, aCourier, anAcceptedOrder, anOfferedOrder, anOrder } from '../../support/builders.ts';
import { type MemoryPorts, memoryPorts, sentChanges } from '../../support/memory-ports.ts';

const offer = (orderId: string, courierId: string, orderVersion: number): PlanChange => ({
  kind: 'offer',
  orderId,
  courierId,
  offerId: `north-2-${courierId}`,
  orderVersion,
  storeId: 'bakery',
  sequence: 0,
  size: 1,
  departAt: AT,
  pickupAt: AT + 120,
  dropoffAt: AT + 600,
});
const withdraw = (orderId: string, courierId: string, orderVersion: number): PlanChange => ({
  kind: 'withdraw',
  reason: 'replanned',
  orderId,
  courierId,
  offerId: 'north-1-0',
  orderVersion,
});
const revisionOf = (changes: PlanChange[]): PlanRevision =>
  ({ revision: 2, attempt: 9, changes, createdAt: AT }) as unknown as PlanRevision;

let ports: MemoryPorts;

/** A head at committed revision 2, of which nothing is published. */
async function commitTwo(): Promise<void> {
  const commit = { zoneId: 'north', covered: 0, plannedAt: AT };
  await ports.heads.commit({ ...commit, from: 0, attempt: 1, nothingToPublish: true });
  await ports.heads.commit({ ...commit, from: 1, attempt: 9, nothingToPublish: false });
}

const outcomes = () =>
  sentChanges(ports).flatMap((message) =>
    message.kind === 'plan_changes' ? message.changes.map(({ index, outcome }) => `${index} ${outcome}`) : [],
  );

beforeEach(async () => {
  ports = memoryPorts();
  await ports.couriers.put(aCourier({ courierId: 'c1' }), null);
  await ports.couriers.put(aCourier({ courierId: 'c2' }), null);
  await commitTwo();
});

const position = (courierId: string): PlanChange => ({ kind: 'position', courierId, storeId: 'bakery', departAt: AT });

describe('publishRevision', () => {
  it('asks couriers on shift to go to a store, without touching an order', async () => {
    await ports.couriers.put(aCourier({ courierId: 'c3', status: 'off' }), null);

    await publishRevision(ports, 'north', revisionOf(['c1', 'c3', 'c9'].map(position)), 0);

    expect(outcomes()).toEqual(['0 applied', '1 void', '2 void']);
    expect(await ports.orders.list('north')).toEqual([]);
    expect(await ports.heads.get('north')).toMatchObject({ publishedRev: 2 });
  });

  it('sends nobody away from whom something could not be taken back', async () => {
    await ports.orders.put(anAcceptedOrder({ version: 5 }), null);

    await publishRevision(ports, 'north', revisionOf([withdraw('o1', 'c1', 4), position('c1'), position('c2')]), 0);

    expect(outcomes()).toEqual(['0 void', '1 void', '2 applied']);
  });

  it('moves an order from one courier to another, taking before giving', async () => {
    await ports.orders.put(anOfferedOrder({ version: 4 }), null);

    await publishRevision(ports, 'north', revisionOf([withdraw('o1', 'c1', 4), offer('o1', 'c2', 4)]), 0);

    expect(outcomes()).toEqual(['0 applied', '1 applied']);
    expect(await ports.orders.get('north', 'o1')).toMatchObject({
      stage: 'offered',
      courierId: 'c2',
      version: 6,
      resolved: '2#0=applied 2#1=applied',
    });
    expect(await ports.heads.get('north')).toMatchObject({ publishedRev: 2, publishedChunk: 0 });
  });

  it('reports what it has taken back for a better plan, and not what nobody answered or an accept has saved', async () => {
    await ports.orders.put(anOfferedOrder({ version: 4 }), null);
    await ports.orders.put(anOfferedOrder({ orderId: 'o2', version: 4 }), null);
    await ports.orders.put(anAcceptedOrder({ orderId: 'o3', version: 5 }), null);
    const expired: PlanChange = { ...withdraw('o2', 'c1', 4), reason: 'expired' } as PlanChange;

    await publishRevision(ports, 'north', revisionOf([withdraw('o1', 'c1', 4), expired, withdraw('o3', 'c2', 4)]), 0);

    expect(outcomes()).toEqual(['0 applied', '1 applied', '2 void']);
    expect(ports.telemetry.sumOf('OffersTakenBack')).toBe(1);
  });

  it('voids a withdrawal that an accept has overtaken, and with it every offer to that courier', async () => {
    await ports.orders.put(anAcceptedOrder({ version: 5 }), null);
    await ports.orders.put(anOrder({ orderId: 'o2' }), null);
    await ports.orders.put(anOrder({ orderId: 'o3' }), null);

    await publishRevision(
      ports,
      'north',
      revisionOf([withdraw('o1', 'c1', 4), offer('o2', 'c1', 1), offer('o3', 'c2', 1)]),
      0,
    );

    expect(outcomes()).toEqual(['0 void', '1 void', '2 applied']);
    expect(await ports.orders.get('north', 'o1')).toMatchObject({ stage: 'accepted', courierId: 'c1', version: 6 });
    expect(await ports.orders.get('north', 'o2')).toMatchObject({
      stage: 'open',
      courierId: null,
      resolved: '2#1=void',
    });
  });

  it('offers nothing to a courier who has gone off shift', async () => {
    const courier = aCourier({ courierId: 'c1' });
    await ports.couriers.put({ ...courier, version: 2, status: 'off' }, 1);
    await ports.orders.put(anOrder(), null);

    await publishRevision(ports, 'north', revisionOf([offer('o1', 'c1', 1)]), 0);

    expect(outcomes()).toEqual(['0 void']);
  });

  it('lets every publisher say the same, also one that comes when facts have moved on', async () => {
    await ports.orders.put(anOrder(), null);
    const revision = revisionOf([offer('o1', 'c1', 1)]);
    await publishRevision(ports, 'north', revision, 0);
    const order = await ports.orders.get('north', 'o1');
    await ports.orders.put({ ...anAcceptedOrder(), ...order, stage: 'accepted', version: 3 } as never, 2);
    ports.clock.advance(301);

    await publishRevision(ports, 'north', revision, 0);

    expect(outcomes()).toEqual(['0 applied', '0 applied']);
    expect(await ports.orders.get('north', 'o1')).toMatchObject({ stage: 'accepted', version: 3 });
  });

  it('keeps a zombie of an earlier revision from touching or saying anything', async () => {
    const order = anOrder({ version: 3, resolved: '3#0=void' });
    await ports.orders.put(order, null);

    await publishRevision(ports, 'north', revisionOf([offer('o1', 'c1', 3)]), 0);

    expect(sentChanges(ports)).toEqual([]);
    expect(await ports.orders.get('north', 'o1')).toEqual(order);
  });

  it('voids without a trace what is archived by now', async () => {
    await publishRevision(ports, 'north', revisionOf([offer('gone', 'c1', 1)]), 0);

    expect(outcomes()).toEqual(['0 void']);
    expect(await ports.orders.get('north', 'gone')).toBeNull();
  });

  it('sends a long revision in chunks, and goes on after those that are noted', async () => {
    const orders = Array.from({ length: 250 }, (_, i) => `o${i}`);
    for (const orderId of orders) await ports.orders.put(anOrder({ orderId }), null);
    const revision = revisionOf(orders.map((orderId) => offer(orderId, 'c1', 1)));

    await publishRevision(ports, 'north', revision, 1);

    // 250 changes at 50 a chunk: chunks 0 to 4, of which chunk 0 was sent before.
    expect(sentChanges(ports).map((message) => message.kind === 'plan_changes' && message.chunk)).toEqual([1, 2, 3, 4]);
    expect(outcomes().filter((text) => text.endsWith('applied'))).toHaveLength(200);
    expect(await ports.heads.get('north')).toMatchObject({ publishedRev: 2 });
  });
});
