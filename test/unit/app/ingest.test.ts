import { beforeEach, describe, expect, it } from 'vitest';
import { ingestEvent, wakeZone } from '../../../shared/app/ingest.ts';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import {
  AT,
  aCourier,
  anAcceptedOrder,
  anOfferedOrder,
  aPickedUpOrder,
  aStore,
  place,
} from '../../support/builders.ts';
import { type MemoryPorts, memoryPorts, sentChanges, waitingRequests } from '../../support/memory-ports.ts';
import { aCourierOnShift, anOfferAccepted, anOrderPlaced } from '../../support/zone-events.ts';

let ports: MemoryPorts;
const delivered: DomainEvent = {
  type: 'order_delivered',
  eventId: 'd1',
  zoneId: 'north',
  at: AT,
  orderId: 'o1',
  courierId: 'c1',
};

beforeEach(() => {
  ports = memoryPorts();
});

describe('ingestEvent', () => {
  it('opens an order once, however often it is placed', async () => {
    const first = await ingestEvent(ports, anOrderPlaced());
    const second = await ingestEvent(ports, anOrderPlaced());

    expect([first.kind, second.kind]).toEqual(['applied', 'ignored']);
    expect(await ports.orders.get('north', 'o1')).toMatchObject({ stage: 'open', placedAt: AT, version: 1 });
  });

  it('notes that a courier is on a break, and that it is back', async () => {
    const ofCourier = { zoneId: 'north', courierId: 'c1' };
    await ingestEvent(ports, aCourierOnShift());

    const begun = await ingestEvent(ports, { ...ofCourier, type: 'courier_break_started', eventId: 'b1', at: AT });
    await ingestEvent(ports, { ...ofCourier, type: 'courier_break_ended', eventId: 'b2', at: AT + 60 });

    expect(begun.kind).toBe('applied');
    expect(await ports.couriers.get('north', 'c1')).toMatchObject({ breakStarts: [AT], breakEndedAt: AT + 60 });
  });

  it('refuses an order that another zone has, with what to do about it', async () => {
    await ingestEvent(ports, anOrderPlaced());

    const outcome = await ingestEvent(ports, { ...anOrderPlaced(), zoneId: 'south', eventId: 'other' });

    expect(outcome).toMatchObject({ kind: 'refused', fault: { code: 'ORDER_IN_OTHER_ZONE' } });
    expect(await ports.orders.get('south', 'o1')).toBeNull();
  });

  it('does not bring a closed order back to life when its placing comes late', async () => {
    await ingestEvent(ports, {
      type: 'order_cancelled',
      eventId: 'x1',
      zoneId: 'north',
      at: AT,
      orderId: 'o1',
      reason: 'changed my mind',
    });
    await ingestEvent(ports, anOrderPlaced());

    expect(await ports.orders.get('north', 'o1')).toMatchObject({ stage: 'cancelled' });
  });

  it('ignores whatever comes late for an order in the archive', async () => {
    const closed = { ...aPickedUpOrder(), stage: 'delivered' as const, closedAt: AT, version: 1 };
    await ports.orders.put(closed, null);
    await ports.orders.archive(closed);

    const late = await Promise.all([
      ingestEvent(ports, anOrderPlaced()),
      ingestEvent(ports, { ...delivered, type: 'order_cancelled', reason: 'late' } as DomainEvent),
    ]);

    expect(late.map(({ kind }) => kind)).toEqual(['ignored', 'ignored']);
    expect(await ports.orders.get('north', 'o1')).toBeNull();
    expect(await ports.orders.getArchived('o1')).toMatchObject({ stage: 'delivered' });
  });

  it('accepts an offer that stands', async () => {
    await ports.orders.put(anOfferedOrder({ version: 1 }), null);

    const outcome = await ingestEvent(ports, anOfferAccepted());

    expect(outcome.kind).toBe('applied');
    expect(await ports.orders.get('north', 'o1')).toMatchObject({ stage: 'accepted', acceptedAt: AT, version: 2 });
    expect(sentChanges(ports)).toEqual([]);
  });

  it('splits an accept: the orders that still stand are bound, the others are refused in a message', async () => {
    await ports.orders.put(anOfferedOrder({ version: 1 }), null);
    await ports.orders.put(anOfferedOrder({ version: 1, orderId: 'o2', courierId: 'c2', offerId: 'north-2-0' }), null);

    await ingestEvent(ports, anOfferAccepted({ orderIds: ['o1', 'o2'] }));

    expect(await ports.orders.get('north', 'o1')).toMatchObject({ stage: 'accepted', courierId: 'c1' });
    expect(await ports.orders.get('north', 'o2')).toMatchObject({ stage: 'offered', courierId: 'c2' });
    expect(sentChanges(ports)).toEqual([
      { kind: 'accept_refused', zoneId: 'north', courierId: 'c1', offerId: 'north-1-0', orderIds: ['o2'] },
    ]);
  });

  it('counts a delivery for the courier once, also when a crash came between the two writes', async () => {
    await ports.couriers.put(aCourier(), null);
    await ports.orders.put({ ...aPickedUpOrder({ version: 1 }), stage: 'delivered', closedAt: AT, seen: ['d1'] }, null);

    await ingestEvent(ports, delivered);
    await ingestEvent(ports, delivered);

    expect(await ports.couriers.get('north', 'c1')).toMatchObject({ deliveredCount: 1 });
  });

  it('reports each order that is placed, and each delivery with how late it was, once', async () => {
    await ingestEvent(ports, anOrderPlaced());
    await ingestEvent(ports, anOrderPlaced());
    const promiseBy = AT - 90;
    await ports.orders.put(aPickedUpOrder({ orderId: 'late', promiseBy, version: 1 }), null);
    await ports.orders.put(aPickedUpOrder({ orderId: 'early', promiseBy: AT, version: 1 }), null);
    for (const [eventId, orderId] of [
      ['d1', 'late'],
      ['d1', 'late'],
      ['d2', 'late'],
      ['d3', 'early'],
    ] as const)
      await ingestEvent(ports, { ...delivered, eventId, orderId } as DomainEvent);

    expect(ports.telemetry.valuesOf('OrdersPlaced')).toEqual([1]);
    expect(ports.telemetry.valuesOf('DeliveredOnTime')).toEqual([0, 1]);
    expect(ports.telemetry.valuesOf('Lateness')).toEqual([90, 0]);
  });

  it('knows from the stops where a courier is and when it can leave', async () => {
    await ports.settings.putStore(aStore({ location: place(300) }));
    await ingestEvent(ports, aCourierOnShift({}, AT - 100));
    await ports.orders.put(anAcceptedOrder({ version: 1 }), null);

    await ingestEvent(ports, { ...delivered, type: 'order_picked_up', eventId: 'p1', at: AT - 50 });
    const atStore = await ports.couriers.positions('north');
    await ingestEvent(ports, delivered);
    const atDoor = await ports.couriers.positions('north');

    // The store hands over for 120 s, the door for 120 s.
    expect(atStore).toEqual([{ courierId: 'c1', location: place(300), at: AT - 50, departAt: AT - 50 + 120 }]);
    expect(atDoor).toEqual([{ courierId: 'c1', location: place(1000), at: AT, departAt: AT + 120 }]);
  });

  it('does not believe a clock that runs ahead by more than five minutes', async () => {
    await ingestEvent(ports, anOrderPlaced({}, AT + 9999));

    expect(await ports.orders.get('north', 'o1')).toMatchObject({ placedAt: AT + 300 });
  });

  it('refuses to change a version of a policy', async () => {
    const event = { type: 'policy_configured', eventId: 'y', zoneId: 'north', at: AT, policy: DEFAULT_POLICY } as const;
    const changed = { ...event, policy: { ...DEFAULT_POLICY, severeLateSec: 1 } };

    const outcomes = [
      await ingestEvent(ports, event),
      await ingestEvent(ports, event),
      await ingestEvent(ports, changed),
    ];

    expect(outcomes.map(({ kind }) => kind)).toEqual(['applied', 'applied', 'refused']);
  });
});

describe('wakeZone', () => {
  it('brings an unknown zone to life with default settings', async () => {
    await wakeZone(ports, 'new');

    expect(await ports.settings.getZone('new')).toMatchObject({ zoneId: 'new', cadenceSec: 60 });
  });

  it('makes one re-plan of all events between two claims, and another after a claim', async () => {
    await wakeZone(ports, 'north');
    await wakeZone(ports, 'north');
    await ports.heads.claim('north', AT);
    await wakeZone(ports, 'north');

    expect(waitingRequests(ports)).toEqual([
      { zoneId: 'north', want: 1, dueBefore: null },
      { zoneId: 'north', want: 3, dueBefore: null },
    ]);
  });
});
