import { describe, expect, it } from 'vitest';
import { generateCity } from '../../../shared/sim/city.ts';
import { withCityLife } from '../../../shared/sim/city-life.ts';

const START = Date.UTC(2026, 0, 5) / 1000;
const city = (minutes?: number) =>
  generateCity({ zoneId: 'graz', startAt: START, seed: 1, orders: 400, ...(minutes === undefined ? {} : { minutes }) });

describe('the life of a city', () => {
  it('has groceries picked, longer for more bags, and meals handed over as they are', () => {
    const { orders } = withCityLife(city(), { seed: 1, cancelPct: 0 });

    const groceries = orders.filter(({ order }) => order.storeId.startsWith('grocery'));
    const perBag = groceries.map(({ order }) => (order.pickingSec ?? 0) / order.load.bags);
    expect(Math.min(...perBag)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...perBag)).toBeLessThanOrEqual(75);
    const kitchens = orders.filter(({ order }) => order.storeId.startsWith('kitchen'));
    expect(kitchens.filter(({ order }) => order.pickingSec !== undefined)).toEqual([]);
    expect(kitchens.length).toBeGreaterThan(groceries.length);
  });

  it('has every store open when its orders are ready', () => {
    const { stores, orders } = withCityLife(city(), { seed: 1, cancelPct: 0 });

    const closed = orders.filter(({ order }) => {
      const hours = stores.find(({ storeId }) => storeId === order.storeId)?.openHours ?? [];
      return !hours.some(({ openAt, closeAt }) => openAt <= order.readyAt && order.readyAt <= closeAt);
    });
    expect(closed).toEqual([]);
  });

  it('has about as many customers call off as asked for, after they have ordered', () => {
    const { orders } = withCityLife(city(), { seed: 1, cancelPct: 20 });

    const calledOff = orders.filter(({ cancelAt }) => cancelAt !== null);
    expect(calledOff.length).toBeGreaterThan(55);
    expect(calledOff.length).toBeLessThan(105);
    expect(calledOff.filter(({ cancelAt, placedAt }) => (cancelAt ?? 0) < placedAt + 60)).toEqual([]);
    expect(withCityLife(city(), { seed: 1, cancelPct: 0 }).orders.filter((one) => one.cancelAt !== null)).toEqual([]);
  });
});

describe('a stretch of a city day', () => {
  it('has all orders around the dinner peak, and all couriers at work throughout', () => {
    const { orders, couriers } = city(60);

    const minutes = orders.map(({ placedAt }) => (placedAt - START) / 60);
    expect(orders).toHaveLength(400);
    // 18:30 to 19:30.
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(1110);
    expect(Math.max(...minutes)).toBeLessThan(1170);
    const early = couriers.filter(({ courier }) => courier.shift.startAt > START + 1110 * 60);
    const late = couriers.filter(({ courier }) => courier.shift.endAt < START + 1230 * 60);
    expect([early, late]).toEqual([[], []]);
  });

  it('is the whole day when it is as long, but for the shifts', () => {
    expect(city(690).orders).toEqual(city().orders);
  });
});
