import { describe, expect, it } from 'vitest';
import { longestWait } from '../../../shared/domain/longest-wait.ts';
import type { Order } from '../../../shared/domain/order.ts';
import { AT, anAcceptedOrder, anOfferedOrder, anOrder } from '../../support/builders.ts';

const leaving = (...orderIds: string[]) => ({
  unassigned: orderIds.map((orderId) => ({ orderId, reason: 'NO_COURIER_IN_RANGE' as const })),
});
const waitOf = (orders: readonly Order[], plan = leaving('o1')) => longestWait(orders, plan, AT);

describe('the longest wait', () => {
  it('is that of the order which the plan leaves out, from when it could be picked up', () => {
    expect(waitOf([anOrder({ placedAt: AT - 900, readyAt: AT - 600, promiseBy: AT + 900 })])).toBe(600);
    expect(waitOf([anOrder({ placedAt: AT - 300, readyAt: AT - 600, promiseBy: AT + 900 })])).toBe(300);
  });

  it('is none as long as nothing could be picked up, or all is planned in time', () => {
    expect(waitOf([])).toBe(0);
    expect(waitOf([anOrder({ placedAt: AT - 900, readyAt: AT + 600, promiseBy: AT + 900 })])).toBe(0);
    expect(waitOf([anOrder({ placedAt: AT - 900, readyAt: AT - 600, promiseBy: AT + 1 })], leaving())).toBe(0);
  });

  it('is that of a planned order whose promise has passed without a courier who agreed', () => {
    const promiseBy = AT - 120;

    expect(waitOf([anOrder({ promiseBy }), anOfferedOrder({ promiseBy: AT - 60 })], leaving())).toBe(120);
    expect(waitOf([anAcceptedOrder({ promiseBy })], leaving())).toBe(0);
  });

  it('counts from the promise at the latest, when the store is later than that', () => {
    expect(waitOf([anOrder({ placedAt: AT - 900, readyAt: AT + 600, promiseBy: AT - 60 })])).toBe(60);
  });

  it('passes over what may be left out', () => {
    expect(waitOf([anOrder({ placedAt: AT - 900, readyAt: AT - 600, unservedPct: 50 })])).toBe(0);
  });
});
