// The twin of the exact solver for tests: looks at every choice, row by row. For a dozen rows.
import type { RouteSelection, SelectionProblem } from '../../app/ports.ts';

export class MemoryRouteSelection implements RouteSelection {
  async select(problem: SelectionProblem): Promise<readonly number[] | null> {
    const search = new Enumeration(problem);
    search.decide(0, 0);
    return search.best;
  }
}

class Enumeration {
  best: readonly number[] | null = null;
  private leastCost = Number.POSITIVE_INFINITY;
  private readonly problem: SelectionProblem;
  private readonly chosen: number[] = [];
  private readonly isCovered: boolean[];

  constructor(problem: SelectionProblem) {
    this.problem = problem;
    this.isCovered = new Array<boolean>(problem.numRows).fill(false);
  }

  /** Decides who covers a row; all rows before it are decided. A column is looked at when its first row is. */
  decide(row: number, cost: number): void {
    const { numRows, isRequired, columns } = this.problem;
    if (row === numRows) {
      if (cost < this.leastCost) {
        this.leastCost = cost;
        this.best = [...this.chosen];
      }
      return;
    }
    if (this.isCovered[row] === true || isRequired[row] !== true) this.decide(row + 1, cost);
    if (this.isCovered[row] === true) return;
    for (const [index, column] of columns.entries()) {
      if (Math.min(...column.rows) !== row || column.rows.some((other) => this.isCovered[other])) continue;
      this.mark(column.rows, true);
      this.chosen.push(index);
      this.decide(row + 1, cost + column.cost);
      this.chosen.pop();
      this.mark(column.rows, false);
    }
  }

  private mark(rows: readonly number[], isCovered: boolean): void {
    for (const row of rows) this.isCovered[row] = isCovered;
  }
}
