// Which requests fill the gaps of a table: rectangles of at most so many sources and destinations. Places with the most
// gaps come first, so that a few new ones among many known cost their rows and columns, and nothing else.
import { UNKNOWN } from './table-cache.ts';

/** Indices of places. */
export interface Block {
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
}

/** @param table n*n row-major. */
export function missingBlocks(table: Int32Array, n: number, maxSide: number): readonly Block[] {
  const groups = groupsOf(byGaps(table, n), maxSide);
  const isMissing = (from: number, to: number): boolean => table[from * n + to] === UNKNOWN;
  return groups.flatMap((rows) =>
    groups.flatMap((columns) => {
      const sources = rows.filter((from) => columns.some((to) => isMissing(from, to)));
      const destinations = columns.filter((to) => rows.some((from) => isMissing(from, to)));
      return sources.length > 0 ? [{ sources, destinations }] : [];
    }),
  );
}

/** The places that have gaps or not, most gaps in their row and column first. */
function byGaps(table: Int32Array, n: number): readonly number[] {
  const gaps = new Int32Array(n);
  table.forEach((value, pair) => {
    if (value !== UNKNOWN) return;
    for (const place of [Math.floor(pair / n), pair % n]) gaps[place] = (gaps[place] ?? 0) + 1;
  });
  const gapsOf = (place: number): number => gaps[place] ?? 0;
  return [...gaps.keys()].sort((a, b) => gapsOf(b) - gapsOf(a) || a - b);
}

function groupsOf(places: readonly number[], size: number): readonly (readonly number[])[] {
  const numGroups = Math.ceil(places.length / size);
  return Array.from({ length: numGroups }, (_, group) => places.slice(group * size, (group + 1) * size));
}
