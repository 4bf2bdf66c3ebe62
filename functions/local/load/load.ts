// An import: first every row of every file is checked, then, if all are right, the rows are sent in the order in which they
// need each other, up to a hundred a call.
import type { Client } from '../../../shared/client/client.ts';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import type { EpochSeconds } from '../../../shared/kernel/units.ts';
import type { Kind } from './columns.ts';
import { Journal } from './journal.ts';
import { readFile, UnreadableFile } from './read-file.ts';
import { type CellFault, type Cells, toEvent } from './to-event.ts';

export interface LoadFile {
  readonly kind: Kind;
  readonly file: string;
}

export interface RowFault extends CellFault {
  readonly file: string;
  readonly line: number;
}

export interface Checked {
  /** Rows by file. */
  readonly rows: ReadonlyMap<string, number>;
  readonly faults: readonly RowFault[];
}

/** As many as the API takes in a call. */
const ROWS_A_CALL = 100;

export async function checkFiles(files: readonly LoadFile[], zone: string | null, now: EpochSeconds): Promise<Checked> {
  const rows = new Map<string, number>();
  const faults: RowFault[] = [];
  for (const { kind, file } of files) {
    const seen = new Map<string, number>();
    let count = 0;
    try {
      for await (const { line, cells } of readFile(file, kind)) {
        count++;
        const event = eventOf(kind, cells, zone, now);
        const found = event.ok ? twice(seen, nameOf(event.value), line) : event.error;
        faults.push(...found.map((fault) => ({ ...fault, file, line })));
      }
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      faults.push(...error.faults.map((fault) => ({ ...fault, file })));
    }
    rows.set(file, count);
  }
  return { rows, faults };
}

function eventOf(kind: Kind, cells: Cells | null, zone: string | null, now: EpochSeconds): ReturnType<typeof toEvent> {
  if (cells === null) return WRONG_LENGTH;
  const zoneId = cells.zoneId || zone;
  return zoneId ? toEvent(kind, cells, zoneId, now) : NO_ZONE;
}

const WRONG_LENGTH = {
  ok: false,
  error: [
    {
      code: 'ROW_LENGTH',
      cause: 'the row has more or fewer cells than the header',
      action: 'Look for a comma too many or too few; cells with a comma need quotes.',
      column: null,
    },
  ],
} as const;

const NO_ZONE = {
  ok: false,
  error: [
    {
      code: 'ZONE_MISSING',
      cause: 'nobody says which zone it is of',
      action: 'Pass --zone, or add a column zoneId.',
      column: 'zoneId',
    },
  ],
} as const;

/** Whom the row is about; two rows about one are at least one too many. */
function nameOf(event: DomainEvent): string {
  if (event.type === 'order_placed') return event.order.orderId;
  if (event.type === 'courier_on_shift') return `${event.zoneId} ${event.courier.courierId}`;
  return event.type === 'store_configured' ? `${event.zoneId} ${event.store.storeId}` : '';
}

function twice(seen: Map<string, number>, name: string, line: number): readonly CellFault[] {
  const first = seen.get(name);
  seen.set(name, first ?? line);
  if (first === undefined) return [];
  return [
    { code: 'ROW_TWICE', cause: `line ${first} is about the same id`, action: 'Keep one of them.', column: null },
  ];
}

export interface Sending {
  readonly client: Client;
  readonly api: string;
  readonly zone: string | null;
  readonly now: EpochSeconds;
  readonly isInterrupted: () => boolean;
  /** So many rows of the file are answered for. */
  readonly onProgress: (file: string, done: number) => void;
}

export interface Sent {
  readonly applied: number;
  readonly ignored: number;
  readonly refused: readonly RowFault[];
  /** False: somebody stopped it. */
  readonly isWhole: boolean;
}

interface Loaded {
  readonly line: number;
  readonly event: DomainEvent;
}

/** Rows with faults are passed over. Throws when the API does not answer any more; what is answered for is in the journal. */
export async function sendFiles(files: readonly LoadFile[], sending: Sending): Promise<Sent> {
  const count = { applied: 0, ignored: 0 };
  const refused: RowFault[] = [];
  for (const { kind, file } of files) {
    const journal = await Journal.open(file, sending, sending.now);
    const takeOut = async (rows: readonly Loaded[], done: number): Promise<void> => {
      for (const [zoneId, group] of Map.groupBy(rows, ({ event }) => event.zoneId))
        await sendRows(sending.client, zoneId, file, group, count, refused);
      journal.reach(done);
      sending.onProgress(file, done);
    };
    let waiting: Loaded[] = [];
    let number = 0;
    for await (const { line, cells } of readFile(file, kind)) {
      number++;
      if (number <= journal.done) continue;
      const event = eventOf(kind, cells, sending.zone, journal.now);
      if (event.ok) waiting.push({ line, event: event.value });
      if (waiting.length < ROWS_A_CALL) continue;
      await takeOut(waiting, number);
      waiting = [];
      if (sending.isInterrupted()) return { ...count, refused, isWhole: false };
    }
    if (number > journal.done) await takeOut(waiting, number);
  }
  return { ...count, refused, isWhole: true };
}

async function sendRows(
  client: Client,
  zoneId: string,
  file: string,
  rows: readonly Loaded[],
  count: { applied: number; ignored: number },
  refused: RowFault[],
): Promise<void> {
  const events = rows.map(({ event }) => ({ ...event }));
  const outcome = await client.call('POST /v1/zones/{zoneId}/events', { params: { zoneId }, body: { events } });
  if (outcome.kind !== 'answer') {
    const said = outcome.kind === 'problem' ? outcome.problem : { code: 'NO_ANSWER', cause: '', action: '' };
    throw new Error(`${said.code}: ${said.cause}. ${said.action}`);
  }
  for (const { index, outcome: what, faults } of outcome.answer.outcomes) {
    if (what === 'refused')
      refused.push(...faults.map((one) => ({ ...one, file, line: rows[index]?.line ?? 0, column: null })));
    else count[what]++;
  }
}
