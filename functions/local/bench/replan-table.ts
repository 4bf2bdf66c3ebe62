// What `bench replan` measured: how much of a long cold search's gain a short warm one keeps.

/** Costs are points, of what the search may decide. */
export interface ReplanRow {
  readonly seed: number;
  /** The box of the warm re-plan, and what it took from call to return. */
  readonly seconds: number;
  readonly ms: number;
  /** Greedy insertion of every order into nothing; the last plan, repaired and completed; the long search from nothing. */
  readonly greedyCost: number;
  readonly keepCost: number;
  readonly coldCost: number;
  readonly warmCost: number;
  readonly coldUnassigned: number;
  readonly warmUnassigned: number;
  /** Orders that the cold plan places and the warm one does not. */
  readonly missed: number;
  readonly iterations: number;
  readonly units: number;
  readonly violations: number;
}

/** The share of the cold search's gain over a plan of that cost; null: the cold search has gained nothing. */
export function keptOf({ warmCost, coldCost }: Pick<ReplanRow, 'warmCost' | 'coldCost'>, from: number): number | null {
  return coldCost < from ? (from - warmCost) / (from - coldCost) : null;
}

const HEADS = [
  'seed',
  'box s',
  'over ms',
  'greedy',
  'keep',
  'cold',
  'warm',
  'gain kept %',
  'over keep %',
  'left out',
  'cold',
  'missed',
  'iterations',
  'violations',
];
const WIDTHS = [4, 7, 9, 10, 10, 10, 10, 13, 13, 10, 6, 8, 12, 12];

/** A line a run, then for each box all of its runs together. Costs in millions of points. */
export function replanTable(rows: readonly ReplanRow[]): string {
  const boxes = [...new Set(rows.map(({ seconds }) => seconds))];
  const lines = [
    HEADS,
    ...rows.map(cellsOf),
    ...boxes.map((seconds) => meanOf(rows.filter((row) => row.seconds === seconds))),
  ];
  return lines.map((cells) => cells.map((cell, i) => cell.padStart(WIDTHS[i] ?? 0)).join('')).join('\n');
}

function cellsOf(row: ReplanRow): readonly string[] {
  return [
    `${row.seed}`,
    `${row.seconds}`,
    (row.ms - 1000 * row.seconds).toFixed(1),
    millions(row.greedyCost),
    millions(row.keepCost),
    millions(row.coldCost),
    millions(row.warmCost),
    percent(keptOf(row, row.greedyCost)),
    percent(keptOf(row, row.keepCost)),
    `${row.warmUnassigned}`,
    `${row.coldUnassigned}`,
    `${row.missed}`,
    `${row.iterations}`,
    `${row.violations}`,
  ];
}

/** Means of costs, with the shares that follow from them; the largest overrun; sums of what is left out, and of violations. */
function meanOf(rows: readonly ReplanRow[]): readonly string[] {
  const sum = (of: (row: ReplanRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const mean = (of: (row: ReplanRow) => number): number => sum(of) / rows.length;
  const costs = { warmCost: mean((row) => row.warmCost), coldCost: mean((row) => row.coldCost) };
  const [greedy, keep] = [mean((row) => row.greedyCost), mean((row) => row.keepCost)];
  return [
    'all',
    `${rows[0]?.seconds ?? 0}`,
    Math.max(...rows.map(({ ms, seconds }) => ms - 1000 * seconds)).toFixed(1),
    millions(greedy),
    millions(keep),
    millions(costs.coldCost),
    millions(costs.warmCost),
    percent(keptOf(costs, greedy)),
    percent(keptOf(costs, keep)),
    `${sum((row) => row.warmUnassigned)}`,
    `${sum((row) => row.coldUnassigned)}`,
    `${sum((row) => row.missed)}`,
    mean((row) => row.iterations).toFixed(0),
    `${sum((row) => row.violations)}`,
  ];
}

const millions = (points: number): string => (points / 1e6).toFixed(2);

const percent = (share: number | null): string => (share === null ? '-' : (100 * share).toFixed(1));
