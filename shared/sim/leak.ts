// A deliberate leak: what knowing the near future would be worth, and what a test for foresight has to find.
import type { Seconds } from '../kernel/units.ts';
import type { Day } from './day.ts';

/** Every order is known this much earlier than it is placed: what no policy may do. All else about it stays. */
export const leak = (day: Day, seconds: Seconds): Day => ({
  ...day,
  orders: day.orders.map((order) => ({ ...order, placedAt: order.placedAt - seconds })),
});
