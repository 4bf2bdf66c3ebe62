// A Grubhub-format day as the judge knows it: the four texts of the instance, in minutes and metres, and its rule of travel.
import { MDRP_FILES, type MdrpTexts } from '../mdrp-files.ts';
import { type JudgeFinding, noteIn } from './finding.ts';
import { type Line, readTable } from './read-table.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface InstanceOrder extends Place {
  readonly placed: number;
  readonly restaurant: string;
  readonly ready: number;
}

export interface InstanceCourier extends Place {
  readonly on: number;
  readonly off: number;
}

export interface Instance {
  readonly orders: ReadonlyMap<string, InstanceOrder>;
  readonly couriers: ReadonlyMap<string, InstanceCourier>;
  readonly restaurants: ReadonlyMap<string, Place>;
  readonly metresPerMinute: number;
  /** Half before the pickup or drop-off moment, half after it. */
  readonly halfPickup: number;
  readonly halfDropoff: number;
  readonly target: number;
  readonly payPerOrder: number;
  readonly payPerHour: number;
}

const PARAMETERS = [
  'meters_per_minute',
  'pickup service minutes',
  'dropoff service minutes',
  'target click-to-door',
  'maximum click-to-door',
  'pay per order',
  'guaranteed pay per hour',
];

/** Lines that cannot be read are findings, and left out. */
export function readInstance(texts: MdrpTexts, findings: JudgeFinding[]): Instance {
  const lines = (which: keyof MdrpTexts, columns: readonly string[]): readonly Line[] =>
    readTable(texts[which], columns, false, noteIn(findings, MDRP_FILES[which]));
  const [parameters] = lines('parameters', PARAMETERS);
  const parameter = (index: number): number => parameters?.number(index) ?? Number.NaN;
  const place = (line: Line): Place => ({ x: line.number(1), y: line.number(2) });
  return {
    restaurants: byName(lines('restaurants', ['restaurant', 'x', 'y']), place),
    couriers: byName(lines('couriers', ['courier', 'x', 'y', 'on_time', 'off_time']), (line) => ({
      ...place(line),
      on: line.number(3),
      off: line.number(4),
    })),
    orders: byName(lines('orders', ['order', 'x', 'y', 'placement_time', 'restaurant', 'ready_time']), (line) => ({
      ...place(line),
      placed: line.number(3),
      restaurant: line.text(4),
      ready: line.number(5),
    })),
    metresPerMinute: parameter(0),
    halfPickup: parameter(1) / 2,
    halfDropoff: parameter(2) / 2,
    target: parameter(3),
    payPerOrder: parameter(5),
    payPerHour: parameter(6),
  };
}

const byName = <T>(lines: readonly Line[], read: (line: Line) => T): ReadonlyMap<string, T> =>
  new Map(lines.map((line) => [line.text(0), read(line)]));

/** Whole minutes, rounded up. */
export const travelMinutes = ({ metresPerMinute }: Instance, from: Place, to: Place): number =>
  Math.ceil(Math.sqrt((to.x - from.x) ** 2 + (to.y - from.y) ** 2) / metresPerMinute);

export const isSamePlace = (a: Place, b: Place): boolean => a.x === b.x && a.y === b.y;
