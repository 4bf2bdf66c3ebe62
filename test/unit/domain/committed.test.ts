import { describe, expect, it } from 'vitest';
import { committedBatches, offeredBatches } from '../../../shared/domain/committed.ts';
import { AT, anAcceptedOrder, anOfferedOrder, anOrder, aPickedUpOrder } from '../../support/builders.ts';

const idsOf = (batches: readonly { orders: readonly { orderId: string }[] }[] | undefined) =>
  batches?.map((batch) => batch.orders.map((order) => order.orderId));

describe('committedBatches', () => {
  it('puts the orders of an offer together, in drop sequence', () => {
    const orders = [
      anAcceptedOrder({ orderId: 'second', offerSequence: 1 }),
      anAcceptedOrder({ orderId: 'first', offerSequence: 0 }),
    ];

    const batches = committedBatches({ orders }).get('c1');

    expect(idsOf(batches)).toEqual([['first', 'second']]);
    expect(batches?.[0]).toMatchObject({ stage: 'accepted', offerId: 'north-1-0', storeId: 'bakery', departAt: AT });
  });

  it('has what is aboard first, then the rest in order of acceptance', () => {
    const orders = [
      anAcceptedOrder({ orderId: 'late', offerId: 'c', acceptedAt: AT - 5 }),
      anAcceptedOrder({ orderId: 'early', offerId: 'b', acceptedAt: AT - 50 }),
      aPickedUpOrder({ orderId: 'aboard', offerId: 'a', acceptedAt: AT - 1 }),
    ];

    expect(idsOf(committedBatches({ orders }).get('c1'))).toEqual([['aboard'], ['early'], ['late']]);
  });

  it('takes a batch as aboard when a part of it is: the reports of one pickup come one by one', () => {
    const orders = [aPickedUpOrder({ orderId: 'a' }), anAcceptedOrder({ orderId: 'b', offerSequence: 1 })];

    const [batch] = committedBatches({ orders }).get('c1') ?? [];

    expect(batch?.stage).toBe('picked_up');
    expect(batch?.orders).toHaveLength(2);
  });

  it('leaves out what is delivered, and knows by it that the rest is aboard', () => {
    const orders = [
      aPickedUpOrder({ orderId: 'a', stage: 'delivered', pickedUpAt: null }),
      anAcceptedOrder({ orderId: 'b', offerSequence: 1 }),
    ];

    const [batch] = committedBatches({ orders }).get('c1') ?? [];

    expect(batch).toMatchObject({ stage: 'picked_up' });
    expect(batch?.orders.map((order) => order.orderId)).toEqual(['b']);
  });

  it('knows only couriers who agreed to something', () => {
    expect(committedBatches({ orders: [anOrder(), anOfferedOrder({ orderId: 'o2' })] }).size).toBe(0);
  });
});

describe('offeredBatches', () => {
  it('has the part of an offer that nobody has answered, oldest offer first', () => {
    const orders = [
      anOfferedOrder({ orderId: 'young', offerId: 'north-2-0', offeredAt: AT - 5 }),
      anOfferedOrder({ orderId: 'unanswered', offerSequence: 1 }),
      anAcceptedOrder({ orderId: 'answered' }),
    ];

    expect(idsOf(offeredBatches({ orders }).get('c1'))).toEqual([['unanswered'], ['young']]);
  });
});
