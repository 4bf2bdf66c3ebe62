// One request of the OSRM table service (Project OSRM, HTTP API v1, "Table service"), its answer checked before use.
import * as z from 'zod';
import { UNREACHABLE_SEC } from '../../domain/travel.ts';
import { invariant } from '../../kernel/result.ts';
import type { Tile } from './tile.ts';

/** The coordinates that a server takes in one request unless it is configured otherwise (`--max-table-size`). */
export const MAX_COORDINATES = 100;

export type Fetch = (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>;

export interface TableRequest {
  /** Up to and without the coordinates. */
  readonly url: string;
  readonly sources: readonly Tile[];
  readonly destinations: readonly Tile[];
  readonly signal: AbortSignal;
}

/** Whole seconds and metres, [source][destination]; 2^28 where there is no way. */
export interface TableAnswer {
  readonly seconds: readonly (readonly number[])[];
  readonly meters: readonly (readonly number[])[];
}

/** Null: no way. */
const cell = z
  .number()
  .min(0)
  .nullable()
  .transform((value) => Math.min(Math.ceil(value ?? UNREACHABLE_SEC), UNREACHABLE_SEC));
const rows = z.array(z.array(cell));
const answer = z.object({ code: z.literal('Ok'), durations: rows, distances: rows });

/** Throws when the endpoint does not answer in time, or not with a table of the size asked for. */
export async function requestTable(request: TableRequest, fetch: Fetch): Promise<TableAnswer> {
  const response = await fetch(addressOf(request), { signal: request.signal });
  if (!response.ok) throw new Error(`the endpoint answered with status ${response.status}`);
  const { durations, distances } = answer.parse(await response.json());
  for (const table of [durations, distances]) checkSize(table, request);
  return { seconds: durations, meters: distances };
}

function addressOf({ url, sources, destinations }: TableRequest): string {
  const coordinates = [...sources, ...destinations];
  invariant(coordinates.length <= MAX_COORDINATES, `${coordinates.length} coordinates in one request`);
  const indices = [...coordinates.keys()];
  const from = indices.slice(0, sources.length).join(';');
  const to = indices.slice(sources.length).join(';');
  const query = `annotations=duration,distance&sources=${from}&destinations=${to}`;
  return `${url.replace(/\/$/, '')}/${coordinates.join(';')}?${query}`;
}

function checkSize(table: readonly (readonly number[])[], { sources, destinations }: TableRequest): void {
  const isWhole = table.length === sources.length && table.every((row) => row.length === destinations.length);
  if (!isWhole) throw new Error(`the endpoint's table is not ${sources.length} x ${destinations.length}`);
}
