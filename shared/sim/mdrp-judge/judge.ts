// The judge of a Grubhub-format day: it knows the four texts of the instance and the three files of the solution, nothing
// else, and shares no code with the simulator or the search. It finds all there is to find.
// Rules: Reyes, Erera, Savelsbergh, Sahasrabudhe, O'Neil, "The Meal Delivery Routing Problem" (Optimization Online, 2018),
// sections 2 and 5; under the basic rules without assignment updates and repositioning.
import { MDRP_FILES, MDRP_SOLUTION_FILES, type MdrpSolution, type MdrpTexts } from '../mdrp-files.ts';
import { checkLines, checkMissing } from './check-lines.ts';
import { figuresOf, type MdrpFigures } from './figures.ts';
import { type JudgeFinding, noteIn } from './finding.ts';
import { type Instance, readInstance } from './instance.ts';
import type { Terms } from './rules.ts';
import { type Move, readSolution, type Solution } from './solution.ts';
import { CourierWalk } from './walk-courier.ts';

export interface Verdict {
  /** In the order of files and lines; none: the day keeps every rule. */
  readonly findings: readonly JudgeFinding[];
  readonly figures: MdrpFigures;
  /** Orders of the instance without a delivery. */
  readonly undelivered: readonly string[];
}

/** @param admitted the orders that the solution owns up to not having delivered; any other that is missing is a finding. */
export function judgeMdrp(
  instanceTexts: MdrpTexts,
  solutionTexts: MdrpSolution,
  admitted: readonly string[] = [],
  { rules = 'basic', isUncertain = false }: Partial<Terms> = {},
): Verdict {
  const findings: JudgeFinding[] = [];
  const instance = readInstance(instanceTexts, findings);
  const solution = readSolution(solutionTexts, findings);
  checkLines(instance, solution, findings);
  checkMissing(instance, solution, admitted, findings);
  checkNames(instance, solution, findings);
  walkCouriers(instance, solution, { rules, isUncertain }, findings);
  const delivered = new Set(solution.deliveries.map(({ order }) => order));
  return {
    findings: findings.sort((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line),
    figures: figuresOf(instance, solution),
    undelivered: [...instance.orders.keys()].filter((order) => !delivered.has(order)),
  };
}

/** One line a finding, for people. */
export const describeFindings = (findings: readonly JudgeFinding[]): readonly string[] =>
  findings.map(({ file, line, code, cause }) => `${file}${line === 0 ? '' : `:${line}`}: ${code}: ${cause}`);

function checkNames(instance: Instance, { moves }: Solution, findings: JudgeFinding[]): void {
  for (const [order, { restaurant }] of instance.orders)
    if (!instance.restaurants.has(restaurant))
      noteIn(findings, MDRP_FILES.orders)(0, 'UNKNOWN_NAME', `${order} is of ${restaurant}, which is no restaurant`);
  const note = noteIn(findings, MDRP_SOLUTION_FILES.couriers);
  const isPlace = (name: string): boolean =>
    name === '0' || instance.restaurants.has(name) || instance.orders.has(name);
  for (const { line, courier, origin, destination } of moves) {
    if (!instance.couriers.has(courier)) note(line, 'UNKNOWN_NAME', `courier ${courier} is not of this day`);
    for (const name of [origin, destination])
      if (!isPlace(name)) note(line, 'UNKNOWN_NAME', `${name} is neither a restaurant nor an order of this day`);
  }
}

function walkCouriers(
  instance: Instance,
  { assignments, deliveries, moves }: Solution,
  terms: Terms,
  findings: JudgeFinding[],
): void {
  const deliveryOf = new Map(deliveries.toReversed().map((one) => [one.order, one]));
  for (const [name, courier] of instance.couriers) {
    const own = moves.filter((move) => move.courier === name);
    checkOrderOfMoves(own, findings);
    const walk = new CourierWalk({ instance, courier, moves: own, terms }, findings);
    walk.run(
      assignments.filter((one) => one.courier === name),
      deliveryOf,
    );
  }
}

/** A courier's moves stand together, in the order of time. */
function checkOrderOfMoves(moves: readonly Move[], findings: JudgeFinding[]): void {
  const note = noteIn(findings, MDRP_SOLUTION_FILES.couriers);
  moves.forEach(({ line, courier, departAt }, i) => {
    const before = moves[i - 1];
    if (!before) return;
    if (departAt < before.departAt)
      note(
        line,
        'FORMAT',
        `${courier} leaves at ${departAt}, on the line before at ${before.departAt}: order them by time`,
      );
    if (line !== before.line + 1)
      note(line, 'FORMAT', `the moves of ${courier} must stand together; the one before is on line ${before.line}`);
  });
}
