// The three files of a solution as the judge reads them, each line with its number; times in minutes of the day.
import { MDRP_SOLUTION_FILES, type MdrpSolution } from '../mdrp-files.ts';
import type { JudgeFinding, Note } from './finding.ts';
import { noteIn } from './finding.ts';
import { readTable } from './read-table.ts';

/** A bundle that was given to a courier for good. */
export interface Assignment {
  readonly line: number;
  readonly at: number;
  readonly pickupAt: number;
  readonly courier: string;
  /** In drop sequence; at least one. */
  readonly orders: readonly string[];
}

/** A delivered order. */
export interface Delivery {
  readonly line: number;
  readonly order: string;
  readonly placed: number;
  readonly ready: number;
  readonly pickupAt: number;
  readonly dropoffAt: number;
  readonly courier: string;
}

export interface Move {
  readonly line: number;
  readonly courier: string;
  readonly departAt: number;
  /** A restaurant, an order's door, or the on-location 0. */
  readonly origin: string;
  readonly destination: string;
}

export interface Solution {
  readonly assignments: readonly Assignment[];
  readonly deliveries: readonly Delivery[];
  readonly moves: readonly Move[];
}

/** Lines that cannot be read are findings, and left out. */
export function readSolution(texts: MdrpSolution, findings: JudgeFinding[]): Solution {
  const note = (which: keyof MdrpSolution): Note => noteIn(findings, MDRP_SOLUTION_FILES[which]);
  const assignments = readTable(
    texts.assignments,
    ['assignment_time', 'pickup_time', 'courier'],
    true,
    note('assignments'),
  ).map((line) => ({
    line: line.line,
    at: line.number(0),
    pickupAt: line.number(1),
    courier: line.text(2),
    orders: line.rest(3),
  }));
  const columns = ['order', 'placement_time', 'ready_time', 'pickup_time', 'dropoff_time', 'courier'];
  const deliveries = readTable(texts.orders, columns, false, note('orders')).map((line) => ({
    line: line.line,
    order: line.text(0),
    placed: line.number(1),
    ready: line.number(2),
    pickupAt: line.number(3),
    dropoffAt: line.number(4),
    courier: line.text(5),
  }));
  const legs = ['courier', 'departure_time', 'origin', 'destination'];
  const moves = readTable(texts.couriers, legs, false, note('couriers')).map((line) => ({
    line: line.line,
    courier: line.text(0),
    departAt: line.number(1),
    origin: line.text(2),
    destination: line.text(3),
  }));
  return {
    assignments: assignments.filter((one) => isReadable(one.at, one.pickupAt)),
    deliveries: deliveries.filter((one) => isReadable(one.placed, one.ready, one.pickupAt, one.dropoffAt)),
    moves: moves.filter((one) => isReadable(one.departAt)),
  };
}

const isReadable = (...values: readonly number[]): boolean => values.every((value) => !Number.isNaN(value));
