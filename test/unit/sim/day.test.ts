import { describe, expect, it } from 'vitest';
import { slice } from '../../../shared/sim/day.ts';
import { AT } from '../../support/builders.ts';
import { aDay, aDayCourier, aDayOrder } from '../../support/days.ts';

const minute = (m: number) => AT + 60 * m;

describe('a slice of a day', () => {
  it('keeps the orders placed from its first minute on and before its last', () => {
    const orders = [9, 10, 19, 20].map((m) => aDayOrder({ orderId: `o${m}` }, minute(m)));

    const part = slice(aDay({ orders }), 10, 20);

    expect(part.orders.map(({ order }) => order.orderId)).toEqual(['o10', 'o19']);
    expect([part.fromAt, part.toAt, part.startAt]).toEqual([minute(10), minute(20), AT]);
  });

  it('keeps the couriers whose shift overlaps it, as they are', () => {
    const shifts = [
      [0, 10],
      [0, 11],
      [19, 30],
      [20, 30],
    ] as const;
    const couriers = shifts.map(([from, to], i) =>
      aDayCourier({ courierId: `c${i}`, shift: { startAt: minute(from), endAt: minute(to) } }),
    );

    const part = slice(aDay({ couriers }), 10, 20);

    expect(part.couriers).toEqual([couriers[1], couriers[2]]);
  });

  it.each([
    [10, 10],
    [20, 10],
    [-1, 10],
    [0.5, 10],
  ])('refuses the minutes %s to %s', (from, to) => {
    expect(() => slice(aDay(), from, to)).toThrow(RangeError);
  });
});
