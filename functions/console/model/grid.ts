// Finds what is near a pixel without looking at everything: things sorted into squares.
import type { Point } from './projection.ts';

const SQUARE = 32;

export class Grid<T> {
  private readonly squares = new Map<string, { readonly at: Point; readonly thing: T }[]>();

  add(at: Point, thing: T): void {
    const key = keyOf(Math.floor(at.x / SQUARE), Math.floor(at.y / SQUARE));
    const square = this.squares.get(key);
    if (square) square.push({ at, thing });
    else this.squares.set(key, [{ at, thing }]);
  }

  /** The nearest within `reach` pixels, at most 32; null: there is none. */
  nearest({ x, y }: Point, reach: number): T | null {
    const [column, row] = [Math.floor(x / SQUARE), Math.floor(y / SQUARE)];
    let found: { readonly thing: T; readonly distance: number } | null = null;
    for (let c = column - 1; c <= column + 1; c++)
      for (let r = row - 1; r <= row + 1; r++)
        for (const { at, thing } of this.squares.get(keyOf(c, r)) ?? []) {
          const distance = Math.hypot(at.x - x, at.y - y);
          if (distance <= reach && (found === null || distance < found.distance)) found = { thing, distance };
        }
    return found === null ? null : found.thing;
  }
}

const keyOf = (column: number, row: number): string => `${column},${row}`;
