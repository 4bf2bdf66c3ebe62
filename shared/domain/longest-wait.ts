// Whether somebody waits for an order that nobody will bring: what an operator is woken for.
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Order } from './order.ts';
import type { Plan } from './plan.ts';

/**
 * How long the order that waits longest has done so: 0 when none does. An order that the plan leaves out waits from when
 * it could be picked up; one that no courier has accepted waits from its promise on. Optional orders wait for nothing.
 */
export function longestWait(
  orders: readonly Order[],
  { unassigned }: Pick<Plan, 'unassigned'>,
  at: EpochSeconds,
): Seconds {
  const leftOut = new Set(unassigned.map(({ orderId }) => orderId));
  const waits = orders.filter(isWithNobody).map((order) => at - waitsFrom(order, leftOut.has(order.orderId)));
  return Math.max(0, ...waits);
}

const isWithNobody = ({ stage, unservedPct = 100 }: Order): boolean =>
  unservedPct >= 100 && (stage === 'open' || stage === 'offered');

const waitsFrom = ({ placedAt, readyAt, promiseBy }: Order, isLeftOut: boolean): EpochSeconds =>
  isLeftOut ? Math.min(promiseBy, Math.max(placedAt, readyAt)) : promiseBy;
