// Reads an instance in the format of Li and Lim ("A metaheuristic for the pickup and delivery problem with time windows",
// IJAIT 2003): `vehicles capacity speed`, then a line a node: `id x y demand ready due service pickup delivery`, the depot
// first. Strict: whatever does not hold is a fault with file, line and cause, and all faults are answered at once.
import type { PairInstance, PairNode } from '../../app/pair-instance.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { FileFault } from '../tab-separated.ts';

const HEADER = ['vehicles', 'capacity', 'speed'] as const;
const COLUMNS = ['id', 'x', 'y', 'demand', 'ready', 'due', 'service', 'pickup', 'delivery'] as const;

/** Most nodes of an instance; the travel table grows with their square. */
const MOST_NODES = 5001;
const MOST = 1_000_000_000;

type NotesFault = (line: number, cause: string) => void;

/** The instance of a text, or everything that is wrong with it. */
export function readLiLim(file: string, text: string): Result<PairInstance, readonly FileFault[]> {
  const faults: FileFault[] = [];
  const fault: NotesFault = (line, cause) => void faults.push({ file, line, cause });
  const lines = text.split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  const header = valuesOf(lines[0] ?? '', 1, HEADER, fault);
  if (lines.length < 2) fault(2, 'the depot is missing');
  if (lines.length - 1 > MOST_NODES) fault(MOST_NODES + 2, `more than ${MOST_NODES} nodes`);
  const rows = faults.length > 0 ? [] : lines.slice(1).map((line, i) => valuesOf(line, i + 2, COLUMNS, fault));
  if (faults.length > 0) return err(faults);

  const nodes = rows.map(nodeOf);
  const instance = { name: file, vehicles: header[0] ?? 0, capacity: header[1] ?? 0, nodes };
  judgeHeader(instance, fault);
  for (const [id, row] of rows.entries()) {
    if (row[0] !== id) fault(id + 2, `id ${id} expected, ${row[0]} found: ids count from 0, line by line`);
  }
  for (const [id, node] of nodes.entries()) judgeNode(id, node, nodes, fault);
  return faults.length === 0 ? ok(instance) : err(faults);
}

function valuesOf(text: string, line: number, columns: readonly string[], fault: NotesFault): number[] {
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (words.length !== columns.length) {
    fault(line, `${columns.length} values expected (${columns.join(' ')}), ${words.length} found`);
    return [];
  }
  return words.map((word, i) => {
    const value = Number(word);
    if (/^[-+]?\d+(\.\d+)?$/.test(word) && Math.abs(value) <= MOST) return value;
    fault(line, `${columns[i]} must be a number of at most ${MOST}, it is "${word}"`);
    return 0;
  });
}

function nodeOf(row: readonly number[]): PairNode {
  const [, x = 0, y = 0, demand = 0, ready = 0, due = 0, service = 0, pickup = 0, delivery = 0] = row;
  return { x, y, demand, ready, due, service, pickup, delivery };
}

function judgeHeader({ vehicles, capacity }: PairInstance, fault: NotesFault): void {
  if (!Number.isInteger(vehicles) || vehicles < 1)
    fault(1, `vehicles must be a whole number from 1 on, it is ${vehicles}`);
  if (!Number.isInteger(capacity) || capacity < 1)
    fault(1, `capacity must be a whole number from 1 on, it is ${capacity}`);
}

function judgeNode(id: number, node: PairNode, nodes: readonly PairNode[], fault: NotesFault): void {
  const line = id + 2;
  if (node.ready < 0) fault(line, `ready is ${node.ready}, must be 0 at least`);
  if (node.ready > node.due) fault(line, `the window is empty: ready ${node.ready} is after due ${node.due}`);
  if (node.service < 0) fault(line, `service is ${node.service}, must be 0 at least`);
  if (!Number.isInteger(node.demand)) fault(line, `demand is ${node.demand}, must be a whole number`);
  if (id === 0) judgeDepot(node, fault);
  else judgePair(id, node, nodes, fault);
}

function judgeDepot(depot: PairNode, fault: NotesFault): void {
  if (depot.pickup !== 0 || depot.delivery !== 0) fault(2, 'the depot can have no pickup and no delivery');
  if (depot.demand !== 0 || depot.service !== 0) fault(2, 'demand and service of the depot must be 0');
}

function judgePair(id: number, node: PairNode, nodes: readonly PairNode[], fault: NotesFault): void {
  const line = id + 2;
  if ((node.pickup === 0) === (node.delivery === 0)) {
    fault(line, `exactly one of pickup and delivery must be 0, they are ${node.pickup} and ${node.delivery}`);
    return;
  }
  const isPickup = node.delivery !== 0;
  const partnerId = isPickup ? node.delivery : node.pickup;
  const partner = nodes[partnerId];
  if (partner === undefined || partnerId === id) {
    fault(line, `the partner ${partnerId} is no other node of the file`);
    return;
  }
  if ((isPickup ? partner.pickup : partner.delivery) !== id) {
    fault(line, `node ${id} names ${partnerId} as its partner, node ${partnerId} does not name it back`);
  }
  if (isPickup && node.demand < 0) fault(line, `the demand of a pickup is ${node.demand}, must be 0 at least`);
  if (isPickup && node.demand !== -partner.demand) {
    fault(line, `the demand is ${node.demand}, but that of its delivery ${partnerId} is ${partner.demand}`);
  }
}
