// What one endpoint has answered, between as many places as fit: a square table with a slot a place, in which the place
// that was not asked for the longest gives way. Pairs cost eight bytes, no text and no object.
import { invariant } from '../../kernel/result.ts';
import type { ModeTables } from './tables.ts';
import type { Tile } from './tile.ts';

/** In both tables: not known. */
export const UNKNOWN = -1;

export class TableCache {
  readonly capacity: number;
  private readonly seconds: Int32Array;
  private readonly meters: Int32Array;
  /** The slot of each tile; the one that was not used for the longest comes first. */
  private readonly slots = new Map<Tile, number>();

  constructor(capacity: number) {
    this.capacity = capacity;
    this.seconds = new Int32Array(capacity * capacity).fill(UNKNOWN);
    this.meters = new Int32Array(capacity * capacity).fill(UNKNOWN);
  }

  /** What is known between the tiles, n*n row-major; the diagonal is 0. At most `capacity` different tiles. */
  read(tiles: readonly Tile[]): ModeTables {
    const n = tiles.length;
    const slots = tiles.map((tile) => this.touch(tile));
    const seconds = new Int32Array(n * n);
    const meters = new Int32Array(n * n);
    slots.forEach((a, from) => {
      slots.forEach((b, to) => {
        if (a === b) return;
        seconds[from * n + to] = this.seconds[a * this.capacity + b] ?? UNKNOWN;
        meters[from * n + to] = this.meters[a * this.capacity + b] ?? UNKNOWN;
      });
    });
    return { seconds, meters };
  }

  /** Passed over for a tile that has given way since it was read. */
  write(from: Tile, to: Tile, seconds: number, meters: number): void {
    const a = this.slots.get(from);
    const b = this.slots.get(to);
    if (a === undefined || b === undefined) return;
    this.seconds[a * this.capacity + b] = seconds;
    this.meters[a * this.capacity + b] = meters;
  }

  /** The slot of the tile, which is now the one used last. */
  private touch(tile: Tile): number {
    const slot = this.slots.get(tile) ?? this.freeSlot();
    this.slots.delete(tile);
    this.slots.set(tile, slot);
    return slot;
  }

  private freeSlot(): number {
    if (this.slots.size < this.capacity) return this.slots.size;
    const [oldest] = this.slots;
    invariant(oldest, `a cache of ${this.capacity} places has no slot`);
    const [tile, slot] = oldest;
    this.slots.delete(tile);
    this.clear(slot);
    return slot;
  }

  private clear(slot: number): void {
    for (const table of [this.seconds, this.meters]) {
      table.fill(UNKNOWN, slot * this.capacity, (slot + 1) * this.capacity);
      for (let from = 0; from < this.capacity; from++) table[from * this.capacity + slot] = UNKNOWN;
    }
  }
}
