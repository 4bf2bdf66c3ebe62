import { describe, expect, it } from 'vitest';
import { curvePosition } from '../../../shared/app/space-filling.ts';

describe('curvePosition', () => {
  it('gives each cell of the square a position of its own, each a step from the one before', () => {
    const cells = 32; // every 32nd cell of 1024 a side, so positions are multiples of 32 * 32 = 1024 apart in order
    const places = Array.from({ length: cells * cells }, (_, i) => ({
      x: i % cells,
      y: Math.floor(i / cells),
    }));

    const visited = places
      .map(({ x, y }) => ({ x, y, at: Math.floor(curvePosition((x + 0.5) / cells, (y + 0.5) / cells) / 1024) }))
      .sort((a, b) => a.at - b.at);

    expect(visited.map(({ at }) => at)).toEqual(places.map((_, i) => i));
    for (const [i, { x, y }] of visited.entries()) {
      const before = visited[i - 1] ?? { x, y: y - 1 };
      expect(Math.abs(x - before.x) + Math.abs(y - before.y)).toBe(1);
    }
  });

  it('takes points outside as on the edge', () => {
    expect(curvePosition(-1, 0)).toBe(curvePosition(0, 0));
    expect(curvePosition(2, 1)).toBe(curvePosition(1, 1));
  });
});
