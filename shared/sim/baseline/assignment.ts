// The assignment problem: Kuhn, "The Hungarian method for the assignment problem" (Naval Research Logistics Quarterly,
// 1955), by shortest augmenting paths with potentials as in Jonker and Volgenant, "A shortest augmenting path algorithm
// for dense and sparse linear assignment problems" (Computing, 1987). O(rows^2 * columns).

/**
 * The column of each row so that the sum of the costs is least, no column twice.
 * @param columns at least as many as there are rows.
 * @param cost finite.
 */
export function assign(rows: number, columns: number, cost: (row: number, column: number) => number): Int32Array {
  if (rows > columns) throw new RangeError(`${rows} rows do not fit ${columns} columns`);
  const problem = new Assignment(rows, columns, cost);
  for (let row = 1; row <= rows; row++) problem.augment(row);
  return problem.columnsOfRows();
}

/** Rows and columns count from 1; column 0 is where a path begins. */
class Assignment {
  private readonly rows: number;
  private readonly columns: number;
  private readonly cost: (row: number, column: number) => number;
  private readonly rowPrice: Float64Array;
  private readonly columnPrice: Float64Array;
  /** 0: the column is free. */
  private readonly rowOf: Int32Array;

  constructor(rows: number, columns: number, cost: (row: number, column: number) => number) {
    this.rows = rows;
    this.columns = columns;
    this.cost = cost;
    this.rowPrice = new Float64Array(rows + 1);
    this.columnPrice = new Float64Array(columns + 1);
    this.rowOf = new Int32Array(columns + 1);
  }

  /** Finds the cheapest path from a new row to a free column, and moves every row on it by one. */
  augment(row: number): void {
    const { columns, rowOf } = this;
    const slack = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const before = new Int32Array(columns + 1);
    const isReached = new Uint8Array(columns + 1);
    rowOf[0] = row;
    let column = 0;
    do {
      isReached[column] = 1;
      column = this.extend(column, slack, before, isReached);
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const previous = before[column] ?? 0;
      rowOf[column] = rowOf[previous] ?? 0;
      column = previous;
    }
  }

  /** Reaches the next column, after making its edge free of cost; answers that column. */
  private extend(from: number, slack: Float64Array, before: Int32Array, isReached: Uint8Array): number {
    const { columns, rowOf, rowPrice, columnPrice } = this;
    const row = rowOf[from] ?? 0;
    let least = Number.POSITIVE_INFINITY;
    let next = 0;
    for (let column = 1; column <= columns; column++) {
      if (isReached[column]) continue;
      const reduced = this.cost(row - 1, column - 1) - (rowPrice[row] ?? 0) - (columnPrice[column] ?? 0);
      if (reduced < (slack[column] ?? 0)) {
        slack[column] = reduced;
        before[column] = from;
      }
      if ((slack[column] ?? 0) < least) {
        least = slack[column] ?? 0;
        next = column;
      }
    }
    for (let column = 0; column <= columns; column++) {
      if (isReached[column]) {
        const owner = rowOf[column] ?? 0;
        rowPrice[owner] = (rowPrice[owner] ?? 0) + least;
        columnPrice[column] = (columnPrice[column] ?? 0) - least;
      } else slack[column] = (slack[column] ?? 0) - least;
    }
    return next;
  }

  columnsOfRows(): Int32Array {
    const found = new Int32Array(this.rows);
    this.rowOf.forEach((row, column) => {
      if (column > 0 && row > 0) found[row - 1] = column - 1;
    });
    return found;
  }
}
