import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Grid } from '../../../functions/console/model/grid.ts';
import { panned, planeOf, toScreen, viewOfAll, zoomed } from '../../../functions/console/model/projection.ts';
import { scrollFor, windowOf } from '../../../functions/console/model/rows.ts';

const SIZE = { width: 800, height: 400 };
const places = fc.array(
  fc.record({
    lat: fc.integer({ min: 46_000_000, max: 47_000_000 }),
    lng: fc.integer({ min: 15_000_000, max: 16_000_000 }),
  }),
  { minLength: 1, maxLength: 20 },
);

describe('the map', () => {
  test('shows every place of a zone at first', () => {
    fc.assert(
      fc.property(places, fc.boolean(), (all, isPlanar) => {
        const plane = planeOf(all, isPlanar);
        const view = viewOfAll(all.map(plane), SIZE);
        for (const place of all) {
          const { x, y } = toScreen(plane(place), view, SIZE);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(SIZE.width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(SIZE.height);
        }
      }),
      { seed: 1 },
    );
  });

  test('keeps what is under the pointer there when it zooms', () => {
    const view = { x: 10, y: -20, scale: 0.1 };
    const point = { x: 300, y: 50 };
    const at = toScreen(point, view, SIZE);
    const closer = zoomed(view, 2, at, SIZE);

    expect(toScreen(point, closer, SIZE).x).toBeCloseTo(at.x, 9);
    expect(toScreen(point, closer, SIZE).y).toBeCloseTo(at.y, 9);
    expect(closer.scale).toBe(0.2);
  });

  test('has north above, east to the right, and moves with the hand', () => {
    const plane = planeOf(
      [
        { lat: 0, lng: 0 },
        { lat: 100, lng: 100 },
      ],
      true,
    );
    const view = viewOfAll([plane({ lat: 0, lng: 0 }), plane({ lat: 100, lng: 100 })], SIZE);
    const [south, north] = [0, 100].map((lat) => toScreen(plane({ lat, lng: lat }), view, SIZE));
    const moved = toScreen(plane({ lat: 0, lng: 0 }), panned(view, 5, 7), SIZE);

    expect((north?.y ?? 0) < (south?.y ?? 0) && (north?.x ?? 0) > (south?.x ?? 0)).toBe(true);
    expect([moved.x - (south?.x ?? 0), moved.y - (south?.y ?? 0)].map(Math.round)).toEqual([5, 7]);
  });
});

test('a grid finds the nearest, as looking at everything would', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 300 }) });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), point, fc.integer({ min: 1, max: 32 }), (points, at, reach) => {
      const grid = new Grid<{ readonly x: number; readonly y: number }>();
      for (const one of points) grid.add(one, one);
      const distances = points.map(({ x, y }) => Math.hypot(x - at.x, y - at.y));
      const least = Math.min(...distances, Number.POSITIVE_INFINITY);
      const found = grid.nearest(at, reach);

      if (least > reach) expect(found).toBeNull();
      else expect(Math.hypot((found?.x ?? 1e9) - at.x, (found?.y ?? 1e9) - at.y)).toBe(least);
    }),
    { seed: 1 },
  );
});

test('a list draws what is in sight, and no more than a few around', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 0, max: 5000 }),
      (top, height, rows) => {
        const { first, end } = windowOf(top, height, 48, rows);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(rows);
        expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 48) + 14);
        for (let row = Math.floor(top / 48); row * 48 < top + height && row < rows; row++)
          expect(first <= row && row < end).toBe(true);
      },
    ),
    { seed: 1 },
  );
});

test('a row that is out of sight is scrolled to by the shortest way', () => {
  expect([scrollFor(0, 100, 200, 48), scrollFor(3, 100, 200, 48), scrollFor(10, 100, 200, 48)]).toEqual([0, null, 328]);
});
