// How steady a day was for couriers: what was taken back from those who had been told, who said no or nothing, and how long
// before they had to set out they heard of a pickup. By the definitions of docs/glossary.md.
import type { OrderId } from '../kernel/ids.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import { percentile } from './percentile.ts';
import type { CourierLog, OrderLog, StopLog, WorldLog } from './world-log.ts';

export interface Stability {
  /** Offers taken back while their courier could still carry the order, for each order. */
  readonly planChangesPerOrder: number;
  readonly declinesPerOrder: number;
  readonly timeOutsPerOrder: number;
  /** From the offer to the departure for the pickup, over all batches picked up. */
  readonly noticeSec: { readonly mean: Seconds; readonly p10: Seconds };
}

export function measureStability({ orders, couriers }: WorldLog): Stability {
  const placed = orders.filter(({ placedAt }) => placedAt !== null);
  const anOrder = (count: number): number => (placed.length === 0 ? 0 : count / placed.length);
  const withdrawals = placed.flatMap((order) => order.withdrawals);
  const timeOuts = withdrawals.filter(({ reason }) => reason === 'expired').length;
  const logs = new Map(orders.map((order) => [order.orderId, order]));
  const notices = couriers.flatMap((courier) => noticesOf(courier, logs)).sort((a, b) => a - b);
  const mean = notices.length === 0 ? 0 : notices.reduce((sum, seconds) => sum + seconds, 0) / notices.length;
  return {
    planChangesPerOrder: anOrder(withdrawals.length - timeOuts),
    declinesPerOrder: anOrder(placed.reduce((sum, { declines }) => sum + declines.length, 0)),
    timeOutsPerOrder: anOrder(timeOuts),
    noticeSec: { mean, p10: percentile(notices, 10) },
  };
}

function noticesOf({ courierId, stops, moves }: CourierLog, logs: ReadonlyMap<OrderId, OrderLog>): Seconds[] {
  return stops
    .filter(({ kind }) => kind === 'pickup')
    .flatMap((pickup) => {
      const told = pickup.orderIds.flatMap((orderId) => logs.get(orderId)?.offers ?? []);
      const own = told.filter((one) => one.courierId === courierId && one.offerId === pickup.offerId);
      return own.length === 0 ? [] : [departureFor(pickup, moves) - Math.min(...own.map(({ at }) => at))];
    });
}

/** When the courier set out for the stop; already there, when it turned to it. */
const departureFor = ({ offerId, arriveAt }: StopLog, moves: CourierLog['moves']): EpochSeconds =>
  moves.find((move) => move.offerId === offerId && move.arriveAt === arriveAt)?.departAt ?? arriveAt;
