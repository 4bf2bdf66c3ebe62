// Travel from an endpoint that speaks the OSRM `table` form. What it has answered is kept; what it does not answer in time
// comes from the great circle, so that no cycle fails because a road service does.
import type { Telemetry } from '../../app/ports.ts';
import type { TravelMode } from '../../domain/courier.ts';
import type { Location } from '../../domain/location.ts';
import type { TravelModel } from '../../domain/zone.ts';
import { eachLimited } from '../each-limited.ts';
import { greatCircleTables } from './great-circle.ts';
import { type Block, missingBlocks } from './missing-blocks.ts';
import { type Fetch, MAX_COORDINATES, requestTable } from './osrm-table.ts';
import { TableCache, UNKNOWN } from './table-cache.ts';
import type { ModeTables } from './tables.ts';
import { type Tile, tileOf } from './tile.ts';

type Matrix = Extract<TravelModel, { kind: 'matrix' }>;

/** Of an endpoint and mode: two tables of 4 MB. A zone with more places is asked for whole every time. */
const CACHED_PLACES = 1024;
const CACHED_ENDPOINTS = 6;
const CONCURRENT_REQUESTS = 4;

export interface MatrixOptions {
  readonly fetch?: Fetch;
  readonly cachedPlaces?: number;
}

export class MatrixProvider {
  private readonly telemetry: Telemetry;
  private readonly fetch: Fetch;
  private readonly cachedPlaces: number;
  /** By address, mode filled in; the one that was not used for the longest comes first. */
  private readonly caches = new Map<string, TableCache>();

  constructor(telemetry: Telemetry, options: MatrixOptions = {}) {
    this.telemetry = telemetry;
    this.fetch = options.fetch ?? ((url, init) => fetch(url, init));
    this.cachedPlaces = options.cachedPlaces ?? CACHED_PLACES;
  }

  /** Never rejects: a pair that the endpoint does not answer within `timeoutMs`, all requests together, is a fallback. */
  async tables(
    model: Matrix,
    modes: readonly TravelMode[],
    places: readonly Location[],
  ): Promise<ReadonlyMap<TravelMode, ModeTables>> {
    const tiles = places.map(tileOf);
    const signal = AbortSignal.timeout(model.timeoutMs);
    const asked = await Promise.all(modes.map((mode) => this.ask(urlOf(model, mode), tiles, signal)));
    const failure = asked.find(({ error }) => error !== null);
    if (failure) this.report(model, failure.error);
    const fallback = failure ? greatCircleTables(model.fallback, modes, places) : new Map<TravelMode, ModeTables>();
    return new Map(
      modes.map((mode, index) => {
        const tables = asked[index]?.tables ?? { seconds: new Int32Array(0), meters: new Int32Array(0) };
        return [mode, filled(tables, fallback.get(mode))];
      }),
    );
  }

  /** The tables as far as the cache and the endpoint know them, and why they are not whole. */
  private async ask(
    url: string,
    tiles: readonly Tile[],
    signal: AbortSignal,
  ): Promise<{ readonly tables: ModeTables; readonly error: unknown }> {
    const cache = this.cacheOf(url, new Set(tiles).size);
    const tables = cache.read(tiles);
    const blocks = missingBlocks(tables.seconds, tiles.length, MAX_COORDINATES / 2);
    try {
      await eachLimited(blocks, CONCURRENT_REQUESTS, async (block) => {
        const [sources, destinations] = [block.sources, block.destinations].map((side) =>
          side.map((i) => tiles[i] ?? ''),
        );
        if (!sources || !destinations) return;
        const answer = await requestTable({ url, sources, destinations, signal }, this.fetch);
        forEachPair(block, (from, to, row, column) => {
          const seconds = answer.seconds[row]?.[column] ?? UNKNOWN;
          const meters = answer.meters[row]?.[column] ?? UNKNOWN;
          tables.seconds[from * tiles.length + to] = seconds;
          tables.meters[from * tiles.length + to] = meters;
          cache.write(tiles[from] ?? '', tiles[to] ?? '', seconds, meters);
        });
      });
      return { tables, error: null };
    } catch (error) {
      return { tables, error };
    }
  }

  private cacheOf(url: string, numTiles: number): TableCache {
    if (numTiles > this.cachedPlaces) return new TableCache(numTiles);
    const cache = this.caches.get(url) ?? new TableCache(this.cachedPlaces);
    this.caches.delete(url);
    this.caches.set(url, cache);
    const [oldest] = this.caches.keys();
    if (this.caches.size > CACHED_ENDPOINTS && oldest !== undefined) this.caches.delete(oldest);
    return cache;
  }

  private report(model: Matrix, error: unknown): void {
    this.telemetry.metric('TravelFallbacks', 1);
    this.telemetry.warn('the travel endpoint failed; what is missing is taken from the great circle', {
      // Not the whole address: it may carry a key.
      host: URL.parse(model.url)?.host ?? null,
      error,
    });
  }
}

const urlOf = (model: Matrix, mode: TravelMode): string => model.url.replaceAll('{profile}', mode);

function forEachPair(
  { sources, destinations }: Block,
  visit: (from: number, to: number, row: number, column: number) => void,
): void {
  sources.forEach((from, row) => {
    destinations.forEach((to, column) => {
      if (from !== to) visit(from, to, row, column);
    });
  });
}

/** The tables with every gap closed from the fallback. */
function filled(tables: ModeTables, fallback: ModeTables | undefined): ModeTables {
  if (!fallback) return tables;
  return {
    seconds: tables.seconds.map((value, pair) => (value === UNKNOWN ? (fallback.seconds[pair] ?? 0) : value)),
    meters: tables.meters.map((value, pair) => (value === UNKNOWN ? (fallback.meters[pair] ?? 0) : value)),
  };
}
