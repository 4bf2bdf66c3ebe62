import { describe, expect, it } from 'vitest';
import { fits } from '../../../shared/domain/load.ts';
import { generateCity } from '../../../shared/sim/city.ts';

const START = Date.UTC(2026, 0, 5) / 1000;
const city = (seed: number, sizes: { orders?: number; couriers?: number } = {}) =>
  generateCity({ zoneId: 'graz', startAt: START, seed, ...sizes });

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('the made-up city', () => {
  it('is the same for the same seed and another for another', () => {
    expect(city(7)).toEqual(city(7));
    expect(city(8).orders).not.toEqual(city(7).orders);
  });

  it('knows whole numbers only', () => {
    expect(numbersIn(city(3)).filter((value) => !Number.isSafeInteger(value))).toEqual([]);
  });

  it('has as many orders and couriers as asked for, and a demo day otherwise', () => {
    const small = city(1, { orders: 12, couriers: 3 });

    expect([small.orders.length, small.couriers.length]).toEqual([12, 3]);
    expect([city(1).orders.length, city(1).couriers.length]).toEqual([180, 14]);
  });

  it('has its peaks at lunch and at dinner', () => {
    const hours = city(5, { orders: 1000 }).orders.map(({ placedAt }) => Math.floor((placedAt - START) / 3600));

    const during = (from: number, to: number) => hours.filter((hour) => hour >= from && hour < to).length;
    // 34 % and 46 % of the orders are drawn around 12:20 and 19:00; the rest is spread over 11.5 hours.
    expect(during(11, 14)).toBeGreaterThan(300);
    expect(during(17, 21)).toBeGreaterThan(400);
    expect(during(14, 17)).toBeLessThan(120);
  });

  it.each([1, 2, 3, 4, 5])('has for each order of seed %i somebody who can carry it while it is open', (seed) => {
    const { orders, couriers } = city(seed);

    const hopeless = orders.filter(
      ({ order }) =>
        !couriers.some(
          ({ courier }) =>
            fits(order.load, courier.capacity) &&
            order.requirements.every((skill) => courier.skills.includes(skill)) &&
            courier.shift.endAt > order.readyAt,
        ),
    );
    expect(hopeless).toEqual([]);
  });

  it('puts each order with a store that it has, ready after it is placed and promised after it is ready', () => {
    const { orders, stores } = city(2);
    const storeIds = new Set(stores.map(({ storeId }) => storeId));

    const odd = orders.filter(
      ({ order, placedAt }) =>
        !storeIds.has(order.storeId) || order.readyAt <= placedAt || order.promiseBy <= order.readyAt,
    );
    expect(odd).toEqual([]);
    expect(orders.some(({ order }) => order.requirements.length > 0)).toBe(true);
  });
});
