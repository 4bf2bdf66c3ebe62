import { describe, expect, it } from 'vitest';
import { foldOrder, type OrderEvent } from '../../../shared/domain/fold-order.ts';
import type { Order } from '../../../shared/domain/order.ts';
import { AT, anAcceptedOrder, anOfferedOrder, anOrder, aPickedUpOrder } from '../../support/builders.ts';
import { accepted, cancelled, changed, declined, delivered, failed, pickedUp, placed } from '../../support/events.ts';

/** The order that the events leave; fails the test when one of them changes nothing. */
function folded(order: Order | null, ...events: readonly OrderEvent[]): Order {
  return events.reduce<Order | null>((current, event) => {
    const fold = foldOrder(current, 'o1', event);
    if (fold.kind !== 'changed') throw new Error(`${event.type} is ${fold.kind}`);
    return fold.order;
  }, order) as Order;
}

const kindOf = (order: Order | null, event: OrderEvent): string => foldOrder(order, 'o1', event).kind;

describe('foldOrder', () => {
  describe('placing', () => {
    it('makes an open order out of nothing', () => {
      const order = folded(null, placed());

      expect(order).toMatchObject({
        orderId: 'o1',
        zoneId: 'north',
        stage: 'open',
        version: 1,
        placedAt: AT,
        courierId: null,
      });
      expect(order.seen).toEqual(['placed']);
    });

    it('leaves an order that is there, also under another event id', () => {
      expect(kindOf(anOrder(), placed({ eventId: 'again' }))).toBe('unchanged');
    });
  });

  describe('remembering', () => {
    it('counts a version up and remembers the event with each change', () => {
      const order = folded(anOrder({ version: 7, seen: ['placed'] }), changed());

      expect(order.version).toBe(8);
      expect(order.seen).toEqual(['placed', 'changed']);
    });

    it('passes over an event that it has seen', () => {
      const order = folded(anOrder(), changed());

      expect(kindOf(order, changed())).toBe('unchanged');
    });

    it('keeps the last twelve events', () => {
      const events = Array.from({ length: 13 }, (_, n) => changed({ eventId: `e${n}`, changes: { readyAt: AT + n } }));

      const order = folded(anOrder(), ...events);

      expect(order.seen).toEqual(events.slice(1).map((event) => event.eventId));
    });
  });

  describe('changing', () => {
    it('takes over the fields of the change and no other', () => {
      const order = folded(anOrder({ priority: 3 }), changed({ changes: { readyAt: AT + 900 } }));

      expect(order).toMatchObject({ readyAt: AT + 900, priority: 3, stage: 'open' });
    });

    it('leaves a closed order and one that nobody placed', () => {
      expect(kindOf(anOrder({ stage: 'delivered' }), changed())).toBe('unchanged');
      expect(kindOf(null, changed())).toBe('unchanged');
    });
  });

  describe('cancelling and failing', () => {
    it.each([anOrder(), anOfferedOrder(), anAcceptedOrder()])('cancels an order that is $stage', (order) => {
      expect(folded(order, cancelled())).toMatchObject({ stage: 'cancelled', closedAt: AT, closedReason: 'customer' });
    });

    it('does not cancel what is aboard', () => {
      expect(kindOf(aPickedUpOrder(), cancelled())).toBe('unchanged');
    });

    it('fails what is aboard', () => {
      expect(folded(aPickedUpOrder(), failed())).toMatchObject({ stage: 'failed', closedReason: 'nobody at home' });
    });

    it.each(['delivered', 'cancelled', 'failed'] as const)('lets the end `%s` stand', (stage) => {
      const order = anAcceptedOrder({ stage, closedAt: AT - 60 });

      for (const event of [cancelled(), failed(), delivered(), declined()])
        expect(kindOf(order, event)).toBe('unchanged');
    });

    it.each([cancelled(), failed()])('leaves a tombstone when $type comes before placed', (end) => {
      const tombstone = folded(null, end);

      expect(tombstone.stage).toBe(end.type === 'order_cancelled' ? 'cancelled' : 'failed');
      expect(tombstone.version).toBe(1);
      expect(kindOf(tombstone, placed())).toBe('unchanged');
    });
  });

  describe('accepting', () => {
    it('binds the order to the courier who was told of it', () => {
      expect(folded(anOfferedOrder(), accepted())).toMatchObject({
        stage: 'accepted',
        courierId: 'c1',
        acceptedAt: AT,
      });
    });

    it('is refused when the offer was withdrawn, given to another, renewed, or the order never placed', () => {
      expect(kindOf(anOrder(), accepted())).toBe('refused');
      expect(kindOf(anOfferedOrder({ courierId: 'c2' }), accepted())).toBe('refused');
      expect(kindOf(anOfferedOrder({ offerId: 'north-2-0' }), accepted())).toBe('refused');
      expect(kindOf(null, accepted())).toBe('refused');
    });

    it('is refused when the order was cancelled while offered', () => {
      expect(kindOf(folded(anOfferedOrder(), cancelled()), accepted())).toBe('refused');
    });

    it.each([anAcceptedOrder(), aPickedUpOrder()])('repeated by the same courier is no news when $stage', (order) => {
      expect(kindOf(order, accepted({ eventId: 'again' }))).toBe('unchanged');
    });
  });

  describe('declining', () => {
    it.each([anOfferedOrder(), anAcceptedOrder()])(
      'opens an order that is $stage and remembers who declined',
      (order) => {
        expect(folded(order, declined())).toMatchObject({
          stage: 'open',
          courierId: null,
          offerId: null,
          offerSequence: null,
          offeredAt: null,
          departAt: null,
          acceptedAt: null,
          declinedBy: ['c1'],
        });
      },
    );

    it('does nothing once aboard, or when the offer is another', () => {
      expect(kindOf(aPickedUpOrder(), declined())).toBe('unchanged');
      expect(kindOf(anOfferedOrder({ offerId: 'north-2-0' }), declined())).toBe('unchanged');
    });

    it('overtaking the accept makes that one too late', () => {
      const order = folded(anOfferedOrder(), declined());

      expect(kindOf(order, accepted())).toBe('refused');
    });

    it('names a courier once', () => {
      expect(folded(anOfferedOrder({ declinedBy: ['c1'] }), declined()).declinedBy).toEqual(['c1']);
    });
  });

  describe('picking up and delivering', () => {
    it('takes an accepted order through to the door', () => {
      const order = folded(anAcceptedOrder(), pickedUp({ at: AT + 60 }), delivered({ at: AT + 600 }));

      expect(order).toMatchObject({
        stage: 'delivered',
        pickedUpAt: AT + 60,
        deliveredAt: AT + 600,
        closedAt: AT + 600,
      });
    });

    it('jumps over an accept that has not arrived, and takes that as no news later', () => {
      const order = folded(anOfferedOrder(), pickedUp());

      expect(order).toMatchObject({ stage: 'picked_up', acceptedAt: AT, offerId: 'north-1-0' });
      expect(kindOf(order, accepted())).toBe('unchanged');
    });

    it('jumps over a pickup that has not arrived, and fills in its moment later', () => {
      const order = folded(anAcceptedOrder(), delivered({ at: AT + 600 }), pickedUp({ at: AT + 60 }));

      expect(order).toMatchObject({ stage: 'delivered', pickedUpAt: AT + 60, deliveredAt: AT + 600 });
      expect(kindOf(order, pickedUp({ eventId: 'again' }))).toBe('unchanged');
    });

    it('by a courier who does not have it changes nothing', () => {
      for (const order of [anOfferedOrder(), anAcceptedOrder(), aPickedUpOrder()]) {
        expect(kindOf(order, pickedUp({ courierId: 'c2' }))).toBe('unchanged');
        expect(kindOf(order, delivered({ courierId: 'c2' }))).toBe('unchanged');
      }
    });

    it('of an order that is with nobody is a fact, and binds it', () => {
      const order = folded(anOrder(), pickedUp());

      expect(order).toMatchObject({ stage: 'picked_up', courierId: 'c1', offerId: 'unoffered-o1', offerSequence: 0 });
    });

    it('of an order that nobody placed changes nothing', () => {
      expect(kindOf(null, pickedUp())).toBe('unchanged');
      expect(kindOf(null, delivered())).toBe('unchanged');
    });
  });
});
