import { describe, expect, it } from 'vitest';
import { HungarianPolicy } from '../../../shared/sim/baseline/hungarian-policy.ts';
import { runDispatcher } from '../../../shared/sim/baseline/run-dispatcher.ts';
import type { MdrpSolution } from '../../../shared/sim/mdrp-files.ts';
import { JUDGE_CODES, type JudgeCode } from '../../../shared/sim/mdrp-judge/finding.ts';
import { describeFindings, judgeMdrp } from '../../../shared/sim/mdrp-judge/judge.ts';
import type { RuleSet } from '../../../shared/sim/mdrp-judge/rules.ts';
import { writeMdrpSolution } from '../../../shared/sim/mdrp-writer.ts';
import { grubhubDay, mdrpTexts } from '../../support/days.ts';
import { doctored, goodSolution, judgedInstance } from '../../support/judged-day.ts';

const found = (solution: MdrpSolution, admitted: readonly string[] = [], rules: RuleSet = 'basic'): readonly string[] =>
  judgeMdrp(judgedInstance, solution, admitted, { rules }).findings.map(({ file, line, code }) => {
    const [, , which = file] = file.replace('.txt', '').split('_');
    return `${which}:${line} ${code}`;
  });

/** `from` and `to` in one file, and what the judge must say to it beside what follows from it. */
type Case = readonly [rule: string, file: keyof MdrpSolution, from: string, to: string, findings: readonly string[]];

const DOCTORED: readonly Case[] = [
  ['an assignment before the placement', 'assignments', '7 15 c1', '5 15 c1', ['assignments:2 ASSIGNED_BEFORE_PLACED']],
  ['a move before the assignment', 'assignments', '25 39 c1', '31 39 c1', ['couriers:5 MOVE_BEFORE_ASSIGNMENT']],
  // There is no move to r2, so the assignment itself is the arrival.
  [
    'a pickup without a move right at the assignment',
    'assignments',
    '9 20 c2',
    '19 20 c2',
    ['assignments:4 SERVICE_CUT_SHORT'],
  ],
  [
    'a pickup before the assignment',
    'assignments',
    '9 20 c2',
    '21 20 c2',
    ['assignments:4 PICKUP_BEFORE_ASSIGNMENT', 'assignments:4 TOO_FAST'],
  ],
  [
    'a bundle of two restaurants',
    'assignments',
    '7 15 c1 o1 o2\n',
    '7 15 c1 o1 o2 o4\n',
    ['assignments:2 TWO_RESTAURANTS'],
  ],
  ['an order assigned twice', 'assignments', '25 39 c1 o3', '25 39 c1 o3 o4', ['assignments:4 COMMITMENT_CHANGED']],
  ['drops in another sequence than assigned', 'assignments', 'c1 o1 o2', 'c1 o2 o1', ['orders:2 COMMITMENT_CHANGED']],
  ['a delivery by another courier than assigned', 'orders', '27 c2', '27 c1', ['orders:5 COMMITMENT_CHANGED']],
  [
    'a diversion on the way',
    'couriers',
    'c1 30 o2 r2',
    'c1 30 o2 r1\nc1 33 r1 r2',
    ['couriers:5 MOVE_UNASSIGNED', 'couriers:6 TWO_PLACES'],
  ],
  ["a move of nobody's asking", 'couriers', 'c2 22 r2 o4', 'c2 22 r2 o4\nc2 40 o4 r2', ['couriers:8 MOVE_UNASSIGNED']],
  ['a stop that no move leads to', 'couriers', 'c1 41 r2 o3\n', '', ['orders:4 MOVE_MISSING']],
  ['a departure from elsewhere', 'couriers', 'c1 30 o2 r2', 'c1 30 o1 r2', ['couriers:5 TWO_PLACES']],
  [
    'a departure before the pickup service is over',
    'couriers',
    'c1 17 r1 o1',
    'c1 16 r1 o1',
    ['couriers:3 SERVICE_CUT_SHORT'],
  ],
  [
    'a departure before the drop-off service is over',
    'couriers',
    'c1 23 o1 o2',
    'c1 22 o1 o2',
    ['couriers:4 SERVICE_CUT_SHORT'],
  ],
  [
    'a drop-off before the service half is over',
    'orders',
    'o4 8 20 20 27',
    'o4 8 20 20 26',
    ['orders:5 SERVICE_CUT_SHORT'],
  ],
  ['a drop-off before the courier can be there', 'orders', 'o3 20 30 39 53', 'o3 20 30 39 50', ['orders:4 TOO_FAST']],
  [
    'work before the shift',
    'couriers',
    'c1 7 0 r1',
    'c1 -1 0 r1',
    ['couriers:2 MOVE_BEFORE_ASSIGNMENT', 'couriers:2 WORK_BEFORE_SHIFT'],
  ],
  ['a copy of the day that differs', 'orders', 'o4 8 20', 'o4 7 20', ['orders:5 FILES_DISAGREE']],
  ['a pickup at two times', 'orders', 'o3 20 30 39', 'o3 20 30 38', ['orders:4 FILES_DISAGREE']],
  [
    'an order that is picked up and never delivered',
    'orders',
    'o2 6 12 15 27 c1\n',
    '',
    ['assignments:2 FILES_DISAGREE'],
  ],
  [
    'a delivery that was never assigned',
    'assignments',
    '9 20 c2 o4\n',
    '',
    ['orders:5 FILES_DISAGREE', 'couriers:7 MOVE_UNASSIGNED'],
  ],
  [
    'a delivery told twice',
    'orders',
    'o4 8 20 20 27 c2',
    'o4 8 20 20 27 c2\no4 8 20 20 27 c2',
    ['orders:6 FILES_DISAGREE'],
  ],
  ['an order of another day', 'orders', 'o4 8', 'o9 8', ['assignments:4 FILES_DISAGREE', 'orders:5 UNKNOWN_NAME']],
  [
    'a courier of another day',
    'assignments',
    '9 20 c2',
    '9 20 c9',
    ['assignments:4 UNKNOWN_NAME', 'orders:5 COMMITMENT_CHANGED', 'couriers:7 MOVE_UNASSIGNED'],
  ],
  ['a place of another day', 'couriers', 'c1 7 0 r1', 'c1 7 r9 r1', ['couriers:2 UNKNOWN_NAME']],
  ['a time that is no number', 'couriers', 'c2 22', 'c2 noon', ['couriers:7 FORMAT', 'orders:5 MOVE_MISSING']],
  ['moves out of order', 'couriers', 'c1 7 0 r1\nc1 17 r1 o1', 'c1 17 r1 o1\nc1 7 0 r1', ['couriers:3 FORMAT']],
  ['another header', 'assignments', 'assignment_time', 'time', ['assignments:1 FORMAT']],
];

/** What the published rules allow, and the basic ones refuse with these findings. */
const NEWLY_ALLOWED: readonly Case[] = [
  // At r1 from 12 on, assigned at 13: 13 + 2.
  ['an assignment at the restaurant', 'assignments', '7 15 c1', '13 15 c1', ['couriers:2 MOVE_BEFORE_ASSIGNMENT']],
  [
    'an idle courier on its way to another restaurant',
    'couriers',
    'c2 22 r2 o4',
    'c2 22 r2 o4\nc2 29 o4 r1',
    ['couriers:8 MOVE_UNASSIGNED'],
  ],
  [
    'an idle courier that is sent on from where it was sent to',
    'couriers',
    'c2 22 r2 o4',
    'c2 22 r2 o4\nc2 29 o4 r1\nc2 42 r1 r2',
    ['couriers:8 MOVE_UNASSIGNED', 'couriers:9 MOVE_UNASSIGNED'],
  ],
];

/** What an idle courier may not do under the published rules either, and what these find. */
const STILL_REFUSED: readonly Case[] = [
  [
    'an idle courier sent to a door',
    'couriers',
    'c2 22 r2 o4',
    'c2 22 r2 o4\nc2 29 o4 o1',
    ['couriers:8 MOVE_UNASSIGNED'],
  ],
  ['an idle courier sent home', 'couriers', 'c2 22 r2 o4', 'c2 22 r2 o4\nc2 29 o4 0', ['couriers:8 MOVE_UNASSIGNED']],
  // From o2 at 35 to r1 it is 4 minutes, until 34.
  ['a diversion under way', 'couriers', 'c1 30 o2 r2', 'c1 30 o2 r1\nc1 33 r1 r2', ['couriers:6 TWO_PLACES']],
  ['a way round that is too long', 'couriers', 'c1 30 o2 r2', 'c1 29 o2 r1\nc1 33 r1 r2', ['assignments:3 TOO_FAST']],
  ['a pickup elsewhere than it was sent to', 'couriers', 'c1 30 o2 r2', 'c1 30 o2 r1', ['assignments:3 MOVE_MISSING']],
  [
    'a courier sent away while it parks',
    'couriers',
    'c1 17 r1 o1',
    'c1 14 r1 r2\nc1 17 r1 o1',
    ['assignments:2 MOVE_MISSING'],
  ],
  [
    'a service cut short after a late assignment',
    'assignments',
    '25 39 c1',
    '38 39 c1',
    ['assignments:3 SERVICE_CUT_SHORT'],
  ],
  ['a pickup before its assignment', 'assignments', '25 39 c1', '40 39 c1', ['assignments:3 PICKUP_BEFORE_ASSIGNMENT']],
  [
    'a courier sent to a restaurant with orders on board',
    'couriers',
    'c1 17 r1 o1',
    'c1 17 r1 r2\nc1 27 r2 o1',
    ['couriers:3 MOVE_UNASSIGNED', 'orders:2 TOO_FAST'],
  ],
  [
    'a departure before the last drop is done',
    'couriers',
    'c1 30 o2 r2',
    'c1 28 o2 r2',
    ['couriers:5 SERVICE_CUT_SHORT'],
  ],
  ['a move before the shift', 'couriers', 'c1 7 0 r1', 'c1 -1 0 r1', ['couriers:2 WORK_BEFORE_SHIFT']],
];

describe('the judge of a Grubhub day', () => {
  it('has nothing to say to a day that keeps every rule, and measures it', () => {
    const { findings, figures, undelivered } = judgeMdrp(judgedInstance, goodSolution);

    expect(describeFindings(findings)).toEqual([]);
    expect(undelivered).toEqual([]);
    // Click-to-door 16, 21, 33, 19; bounds 10+6, 6+2+4+2, 10+14, 12+7: 16, 14, 24, 19. Pay: c1 max(30, 30), c2 max(10, 20).
    // Excess 0 + 7 + 9 + 0 = courier wait of o3, 9, + o2 waiting 3 for o1 + its detour 4.
    expect(figures).toEqual({
      orders: 4,
      undeliveredPct: 0,
      ctd: 89 / 4,
      ctd90: 33,
      ctd99: 33,
      ctdMax: 33,
      overage: 0,
      rtp: 12 / 4,
      costPerOrder: 50 / 4,
      ordersPerBundle: 4 / 3,
      bound: 73 / 4,
      excess: 4,
      chargedExcess: 4,
      courierWait: 9 / 4,
      bundleWait: 3 / 4,
      detour: 4 / 4,
    });
  });

  it.each(DOCTORED)('refuses %s', (_rule, file, from, to, expected) => {
    const findings = found(doctored(file, from, to));

    for (const one of expected) expect(findings).toContain(one);
  });

  it.each(NEWLY_ALLOWED)('allows %s by the published rules only', (_what, file, from, to, basic) => {
    const solution = doctored(file, from, to);

    expect(found(solution)).toEqual(basic);
    expect(found(solution, [], 'published')).toEqual([]);
  });

  it.each(STILL_REFUSED)('refuses %s by either rules', (_what, file, from, to, published) => {
    const solution = doctored(file, from, to);

    expect(found(solution, [], 'published')).toEqual(expect.arrayContaining([...published]));
    expect(found(solution)).not.toEqual([]);
  });

  it('refuses by the published rules all that it refuses by the basic ones, but for moves ahead of assignments', () => {
    const passed = DOCTORED.filter(
      ([, file, from, to]) => found(doctored(file, from, to), [], 'published').length === 0,
    );

    expect(passed.map(([rule]) => rule)).toEqual(['a move before the assignment', "a move of nobody's asking"]);
  });

  it('has nothing to say to the good day by the published rules', () => {
    expect(judgeMdrp(judgedInstance, goodSolution, [], { rules: 'published' })).toEqual(
      judgeMdrp(judgedInstance, goodSolution),
    );
  });

  it('refuses a pickup before the order is ready', () => {
    const early = doctored('assignments', '7 15 c1', '7 14 c1');

    expect(found({ ...early, orders: early.orders.replaceAll('\t15\t', '\t14\t') })).toContain(
      'assignments:2 PICKUP_BEFORE_READY',
    );
  });

  it('refuses a pickup after the end of the shift, and no drop-off after it', () => {
    const until = (off: number) => ({
      ...judgedInstance,
      couriers: judgedInstance.couriers.replace('0\t120', `0\t${off}`),
    });

    expect(judgeMdrp(until(38), goodSolution).findings.map(({ code }) => code)).toEqual(['PICKUP_AFTER_SHIFT']);
    expect(judgeMdrp(until(39), goodSolution).findings).toEqual([]);
  });

  it('admits such a pickup of an uncertain day, if it was assigned by the end of the shift', () => {
    const until = (off: number) => ({
      ...judgedInstance,
      couriers: judgedInstance.couriers.replace('0\t120', `0\t${off}`),
    });
    const codes = (off: number) =>
      judgeMdrp(until(off), goodSolution, [], { isUncertain: true }).findings.map(({ code }) => code);

    // o3 is assigned at 25 and picked up at 39.
    expect(codes(25)).toEqual([]);
    expect(codes(24)).toEqual(['PICKUP_AFTER_SHIFT']);
  });

  it('refuses a pickup between the drops of the bundle before', () => {
    // o3 is picked up at 39; o2, of the bundle before, is dropped at 45 now.
    expect(found(doctored('orders', 'o2 6 12 15 27', 'o2 6 12 15 45'))).toContain('assignments:3 INTERLEAVED');
  });

  it('refuses missing orders, unless they are owned up to and really missing', () => {
    const without = {
      assignments: goodSolution.assignments.replace(/9\t20\tc2\to4\n/, ''),
      orders: goodSolution.orders.replace(/o4.*\n/, ''),
      couriers: goodSolution.couriers.replace(/c2.*\n/, ''),
    };

    const { figures, undelivered } = judgeMdrp(judgedInstance, without, ['o4']);

    expect(found(without)).toEqual(['orders:0 ORDER_MISSING']);
    expect(found(without, ['o4'])).toEqual([]);
    expect(found(goodSolution, ['o4'])).toEqual(['orders:0 FILES_DISAGREE']);
    expect(undelivered).toEqual(['o4']);
    // Three delivered with an excess of 16 in all, one charged with 120.
    expect([figures.undeliveredPct, figures.chargedExcess]).toEqual([25, 34]);
  });

  it('finds everything at once, with file, line and cause', () => {
    const solution = doctored('assignments', '25 39 c1', '15 39 c1');
    const moves = doctored('couriers', 'c1 17 r1 o1', 'c1 16 r1 o1').couriers;

    expect(describeFindings(judgeMdrp(judgedInstance, { ...solution, couriers: moves }).findings)).toEqual([
      'solution_info_assignments.txt:3: ASSIGNED_BEFORE_PLACED: o3 is assigned at 15, placed at 20',
      'solution_info_couriers.txt:3: SERVICE_CUT_SHORT: c1 leaves r1 at 16, busy until 17',
    ]);
  });

  it('refuses a simulated day of which any drop-off or pickup was a minute earlier', () => {
    const { day, log } = runDispatcher(grubhubDay(), new HungarianPolicy(), { seed: 1 });
    const solution = writeMdrpSolution(day, log);
    const earlier = (text: string, line: number, column: number): string =>
      text
        .split('\n')
        .map((content, i) => {
          const values = content.split('\t');
          return i === line ? values.with(column, String(Number(values[column]) - 1)).join('\t') : content;
        })
        .join('\n');
    const isPassed = (doctoredDay: MdrpSolution) => judgeMdrp(mdrpTexts(), doctoredDay).findings.length === 0;

    const drops = log.orders.map((_, i) => ({ ...solution, orders: earlier(solution.orders, i + 1, 4) }));
    // An earlier pickup, told alike in both files.
    const pickups = solution.assignments.split('\n').flatMap((content, i) => {
      const [, , , ...bundle] = content.split('\t');
      if (i === 0 || bundle.length === 0) return [];
      const lines = solution.orders
        .split('\n')
        .flatMap((line, n) => (bundle.includes(line.split('\t')[0] ?? '') ? n : []));
      const orders = lines.reduce((text, line) => earlier(text, line, 3), solution.orders);
      return [{ ...solution, assignments: earlier(solution.assignments, i, 1), orders }];
    });

    expect(isPassed(solution)).toBe(true);
    expect([drops.length, pickups.length > 10]).toEqual([20, true]);
    expect([...drops, ...pickups].filter(isPassed)).toEqual([]);
  });

  it('has a doctored file for every rule', () => {
    const texts = DOCTORED.flatMap(([, file, from, to]) => found(doctored(file, from, to))).join('\n');
    const elsewhere: readonly JudgeCode[] = [
      'PICKUP_BEFORE_READY',
      'PICKUP_AFTER_SHIFT',
      'INTERLEAVED',
      'ORDER_MISSING',
    ];

    expect(JUDGE_CODES.filter((code) => !texts.includes(code) && !elsewhere.includes(code))).toEqual([]);
  });
});
