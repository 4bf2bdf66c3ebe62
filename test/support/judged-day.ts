// A Grubhub-format day by hand and a solution of it that keeps every rule: ten metres a minute on one street, services of
// 4 minutes. c1 takes o1 and o2 from r1 in one bundle, then o3 from r2; c2 lives at r2 and takes o4 without a move there.
import type { MdrpSolution, MdrpTexts } from '../../shared/sim/mdrp-files.ts';

const tabs = (...lines: readonly string[]): string => lines.map((line) => `${line.split(' ').join('\t')}\n`).join('');

export const judgedInstance: MdrpTexts = {
  parameters:
    'meters_per_minute\tpickup service minutes\tdropoff service minutes\ttarget click-to-door\tmaximum click-to-door\t' +
    'pay per order\tguaranteed pay per hour\n10\t4\t4\t40\t90\t10\t15\n',
  restaurants: tabs('restaurant x y', 'r1 0 0', 'r2 100 0'),
  couriers: tabs('courier x y on_time off_time', 'c1 50 0 0 120', 'c2 100 0 10 90'),
  orders: tabs(
    'order x y placement_time restaurant ready_time',
    'o1 20 0 5 r1 15',
    'o2 35 0 6 r1 12',
    'o3 200 0 20 r2 30',
    'o4 130 0 8 r2 20',
  ),
};

/**
 * c1: assigned at 7, leaves at 7, at r1 at 12, picks up at max(14, 15) = 15, leaves at 17. o1 is 2 min away: there at 19,
 * dropped at 21, away at 23; o2 is 1.5 min on, so 2: there at 25, dropped at 27, away at 29. r2 is 6.5 min away, so 7:
 * leaves at 30, there at 37, picks up at 39, away at 41; o3 is 10 min on: there at 51, dropped at 53.
 * c2: assigned at 9, on at 10, ready at 20, picks up at 20, away at 22; o4 is 3 min on: there at 25, dropped at 27.
 */
export const goodSolution: MdrpSolution = {
  assignments: tabs('assignment_time pickup_time courier order', '7 15 c1 o1 o2', '25 39 c1 o3', '9 20 c2 o4'),
  orders: tabs(
    'order placement_time ready_time pickup_time dropoff_time courier',
    'o1 5 15 15 21 c1',
    'o2 6 12 15 27 c1',
    'o3 20 30 39 53 c1',
    'o4 8 20 20 27 c2',
  ),
  couriers: tabs(
    'courier departure_time origin destination',
    'c1 7 0 r1',
    'c1 17 r1 o1',
    'c1 23 o1 o2',
    'c1 30 o2 r2',
    'c1 41 r2 o3',
    'c2 22 r2 o4',
  ),
};

/** The good solution with one text of one file replaced; spaces stand for tabs. Throws when there is none such. */
export function doctored(file: keyof MdrpSolution, from: string, to: string): MdrpSolution {
  const [before, after] = [from, to].map((text) => text.split(' ').join('\t')) as [string, string];
  if (!goodSolution[file].includes(before)) throw new Error(`no "${from}" in ${file}`);
  return { ...goodSolution, [file]: goodSolution[file].replace(before, after) };
}
