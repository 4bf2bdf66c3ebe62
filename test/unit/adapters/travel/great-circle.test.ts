import fc from 'fast-check';
import { expect, test } from 'vitest';
import { greatCircleTables } from '../../../../shared/adapters/travel/great-circle.ts';
import type { Location } from '../../../../shared/domain/location.ts';

const MODEL = { kind: 'great_circle', circuityPct: 100, speedKmh: { car: 36, bike: 18, foot: 5 } } as const;

const degrees = (lat: number, lng: number): Location => ({ lat: Math.round(lat * 1e6), lng: Math.round(lng * 1e6) });

/** The formula as Sinnott gives it. */
function haversine(a: Location, b: Location): number {
  const [north, south, dLat, dLng] = [a.lat, b.lat, b.lat - a.lat, b.lng - a.lng].map((x) => (x * Math.PI) / 180e6);
  if (north === undefined || south === undefined || dLat === undefined || dLng === undefined) return Number.NaN;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(north) * Math.cos(south) * Math.sin(dLng / 2) ** 2;
  return 2 * 6_371_009 * Math.asin(Math.min(1, Math.sqrt(h)));
}

test('measures a degree of latitude', () => {
  // pi / 180 x 6,371,009 m = 111,195.08 m; at 36 km/h, which is 10 m/s, 11,119.508 s, rounded up.
  const tables = greatCircleTables(MODEL, ['car', 'bike'], [degrees(50, 8), degrees(51, 8)]);

  expect([...(tables.get('car')?.meters ?? [])]).toEqual([0, 111_195, 111_195, 0]);
  expect([...(tables.get('car')?.seconds ?? [])]).toEqual([0, 11_120, 11_120, 0]);
  // At 5 m/s: 22,239.016 s.
  expect([...(tables.get('bike')?.seconds ?? [])]).toEqual([0, 22_240, 22_240, 0]);
  expect(tables.has('foot')).toBe(false);
});

test('lengthens the way by its circuity', () => {
  const tables = greatCircleTables({ ...MODEL, circuityPct: 130 }, ['car'], [degrees(50, 8), degrees(51, 8)]);

  // 111,195.08 x 1.3 = 144,553.6
  expect(tables.get('car')?.meters[1]).toBe(144_554);
});

test('goes the short way over the date line, and to the other side of the earth', () => {
  const places = [degrees(0, 179.5), degrees(0, -179.5), degrees(0, -0.5)];
  const meters = greatCircleTables(MODEL, ['car'], places).get('car')?.meters;

  expect(meters?.[1]).toBe(111_195);
  // Half of the circumference: pi x 6,371,009 m.
  expect(meters?.[2]).toBe(20_015_115);
});

test('agrees with the haversine formula, is the same both ways, and 0 to itself', () => {
  const anywhere = fc.record({
    lat: fc.integer({ min: -90_000_000, max: 90_000_000 }),
    lng: fc.integer({ min: -180_000_000, max: 180_000_000 }),
  });
  const nearby = fc.integer({ min: -20_000, max: 20_000 });

  fc.assert(
    fc.property(anywhere, nearby, nearby, (a, dLat, dLng) => {
      const b = { lat: a.lat + dLat, lng: a.lng + dLng };
      const meters = greatCircleTables(MODEL, ['car'], [a, b]).get('car')?.meters ?? new Int32Array(4);

      expect(Math.abs((meters[1] ?? 0) - haversine(a, b))).toBeLessThanOrEqual(0.51);
      expect(meters[2]).toBe(meters[1]);
      expect([meters[0], meters[3]]).toEqual([0, 0]);
    }),
  );
});
