// The ends of the earth, and of the plane, by the slowest travel that a zone may name: no number runs over.
import { describe, expect, it } from 'vitest';
import { greatCircleTables } from '../../../../shared/adapters/travel/great-circle.ts';
import { planarTables } from '../../../../shared/adapters/travel/planar.ts';
import { UNREACHABLE_SEC } from '../../../../shared/domain/travel.ts';

const CORNERS = [-90_000_000, 0, 90_000_000].flatMap((lat) =>
  [-180_000_000, -179_999_999, 0, 179_999_999, 180_000_000].map((lng) => ({ lat, lng })),
);

describe('travel between hostile places', () => {
  it.each([
    [
      'on the earth',
      greatCircleTables(
        { kind: 'great_circle', circuityPct: 1000, speedKmh: { car: 1, bike: 1, foot: 1 } },
        ['car'],
        CORNERS,
      ),
    ],
    ['in the plane', planarTables({ kind: 'planar', metersPerMinute: 1, roundUpToSec: 3600 }, ['car'], CORNERS)],
  ])('is at least 0 and at most no way at all, %s', (_where, tables) => {
    const { seconds, meters } = tables.get('car') ?? { seconds: [], meters: [] };

    expect(seconds).toHaveLength(CORNERS.length ** 2);
    expect(Math.min(...seconds, ...meters)).toBe(0);
    expect(Math.max(...seconds)).toBe(UNREACHABLE_SEC);
    expect(Math.max(...meters)).toBeLessThan(2 ** 31 - 1);
  });

  it('crosses the date line by the short way', () => {
    const places = [
      { lat: 0, lng: 179_999_999 },
      { lat: 0, lng: -180_000_000 },
    ];
    const model = { kind: 'great_circle', circuityPct: 100, speedKmh: { car: 36, bike: 15, foot: 5 } } as const;

    // A millionth of a degree is 11 cm.
    expect(greatCircleTables(model, ['car'], places).get('car')?.seconds[1]).toBe(1);
  });
});
