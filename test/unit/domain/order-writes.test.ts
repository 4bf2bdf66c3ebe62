import { describe, expect, it } from 'vitest';
import type { OfferChange, WithdrawChange } from '../../../shared/domain/change.ts';
import { applyOffer, applyWithdraw, markVoid } from '../../../shared/domain/order-writes.ts';
import { AT, anAcceptedOrder, anOfferedOrder, anOrder } from '../../support/builders.ts';

const offer: OfferChange = {
  kind: 'offer',
  orderId: 'o1',
  courierId: 'c7',
  offerId: 'north-5-2',
  orderVersion: 1,
  storeId: 'bakery',
  sequence: 1,
  size: 2,
  departAt: AT + 30,
  pickupAt: AT + 200,
  dropoffAt: AT + 900,
};
const withdraw: WithdrawChange = {
  kind: 'withdraw',
  reason: 'replanned',
  orderId: 'o1',
  courierId: 'c1',
  offerId: 'north-1-0',
  orderVersion: 2,
};

describe('the planner’s writes', () => {
  it('offer an order to one courier, at one place of one batch', () => {
    expect(applyOffer(anOrder(), offer, '5#2', AT + 3)).toEqual({
      ...anOrder(),
      version: 2,
      stage: 'offered',
      courierId: 'c7',
      offerId: 'north-5-2',
      offerSequence: 1,
      offeredAt: AT + 3,
      departAt: AT + 30,
      resolved: '5#2',
    });
  });

  it('take an order back whole: what is left is an open order', () => {
    expect(applyWithdraw(anOfferedOrder(), withdraw, '5#0')).toEqual({ ...anOrder(), version: 3, resolved: '5#0' });
  });

  it('do not ask a courier again who did not answer in time', () => {
    const expired = applyWithdraw(anOfferedOrder({ declinedBy: ['c3'] }), { ...withdraw, reason: 'expired' }, '5#0');

    expect(expired.declinedBy).toEqual(['c3', 'c1']);
  });

  it('note a change without effect and leave the rest as it is', () => {
    expect(markVoid(anAcceptedOrder(), '5#1')).toEqual({ ...anAcceptedOrder(), version: 4, resolved: '5#1' });
  });
});
