// A row of a file -> the event that the API gets, or everything that is wrong with the row, by column.
import { createHash } from 'node:crypto';
import { parseEvent } from '../../../shared/adapters/schema/parse.ts';
import type { Fault } from '../../../shared/app/ports.ts';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { EpochSeconds } from '../../../shared/kernel/units.ts';
import { COLUMNS, type Column, type Kind } from './columns.ts';

export type Cells = Readonly<Record<string, string>>;

export interface CellFault extends Fault {
  /** Null: of the row as a whole. */
  readonly column: string | null;
}

/**
 * @param now the moment of events that say none themselves: one and the same for the whole file, also when it is taken up again
 */
export function toEvent(
  kind: Kind,
  cells: Cells,
  zoneId: string,
  now: EpochSeconds,
): Result<DomainEvent, readonly CellFault[]> {
  const faults: CellFault[] = [];
  const record: Record<string, unknown> = {};
  for (const column of COLUMNS[kind]) {
    const cell = (cells[column.name] ?? '').trim();
    if (cell !== '') {
      const read = column.read(cell);
      if (read.ok) setAt(record, column.path, read.value);
      else faults.push({ ...read.error, column: column.name });
    } else if (column.ifEmpty === 'required')
      faults.push({ ...MISSING, cause: `${column.name} is empty`, column: column.name });
    else if (column.ifEmpty !== 'left out') setAt(record, column.path, column.ifEmpty.value);
  }
  if (faults.length > 0) return err(faults);
  const { at = now, ...content } = record;
  const body = { zoneId, ...bodyOf(kind, content) };
  const parsed = parseEvent({ ...body, eventId: idOf(body), at });
  return parsed.ok ? ok(parsed.value) : err(parsed.error.map((fault) => inColumns(kind, fault)));
}

const MISSING = { code: 'CELL_EMPTY', action: 'Fill it in; this column has no usual value.' };

function bodyOf(kind: Kind, content: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'stores':
      return { type: 'store_configured', store: content };
    case 'couriers':
      return { type: 'courier_on_shift', ...content };
    case 'orders':
      return { type: 'order_placed', order: content };
  }
}

/** Of what the row says: the same row again is the same event, whenever it is sent. */
const idOf = (body: object): string => `load:${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}`;

function setAt(record: Record<string, unknown>, path: string, value: unknown): void {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let inner = record;
  for (const part of parts) {
    inner[part] ??= {};
    inner = inner[part] as Record<string, unknown>;
  }
  inner[last] = value;
}

/** What the schema says of a field, said of its column. */
function inColumns(kind: Kind, { code, cause, action }: Fault): CellFault {
  const root = { stores: 'store.', couriers: '', orders: 'order.' }[kind];
  const said = COLUMNS[kind].filter(({ path }) => isAbout(cause, root + path));
  const column = said.toSorted((a: Column, b: Column) => b.path.length - a.path.length)[0];
  if (column === undefined) return { code, cause, action, column: null };
  const named = (words: string): string => words.replaceAll(root + column.path, column.name);
  return { code, cause: named(cause), action: named(action), column: column.name };
}

const isAbout = (cause: string, path: string): boolean =>
  new RegExp(`^${path.replaceAll('.', '\\.')}(\\[\\d+\\])?( |$)`).test(cause);
