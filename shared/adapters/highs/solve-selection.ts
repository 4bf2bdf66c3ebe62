// A selection as an integer program for HiGHS (Huangfu and Hall, "Parallelizing the dual revised simplex method", 2018;
// here its WebAssembly build): one binary variable a column, one row a row, minimise the cost, from the start that is given.
import type { Highs, Model, ModelData } from 'highs';
import type { SelectionProblem } from '../../app/ports.ts';
import type { Milliseconds } from '../../kernel/units.ts';

/** A chosen column's variable is 1, to within the solver's tolerance. */
const CHOSEN = 0.5;

/** The columns of the best choice found within the time; null: none at all was found. Synchronous: it blocks its thread. */
export function solveSelection(highs: Highs, problem: SelectionProblem, limitMs: Milliseconds): number[] | null {
  return highs.withModel(modelOf(problem), (model) => {
    model.options.set({ output_flag: false, time_limit: limitMs / 1000, mip_rel_gap: 0 });
    const colValue = new Float64Array(problem.columns.length);
    for (const column of problem.start) colValue[column] = 1;
    model.setSolution({ colValue });
    model.run();
    return chosenIn(model);
  });
}

function chosenIn(model: Model): number[] | null {
  if (model.info.get('primal_solution_status') !== 2) return null; // 2: feasible
  const { colValue } = model.getSolution();
  return [...colValue.keys()].filter((column) => (colValue[column] ?? 0) > CHOSEN);
}

function modelOf({ numRows, isRequired, columns }: SelectionProblem): ModelData {
  const numCols = columns.length;
  const starts = new Int32Array(numCols + 1);
  for (const [column, { rows }] of columns.entries()) starts[column + 1] = (starts[column] ?? 0) + rows.length;
  const indices = Int32Array.from(columns.flatMap(({ rows }) => rows));
  return {
    numCols,
    numRows,
    colCost: Float64Array.from(columns, ({ cost }) => cost),
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1),
    rowLower: Float64Array.from({ length: numRows }, (_, row) => (isRequired[row] === true ? 1 : 0)),
    rowUpper: new Float64Array(numRows).fill(1),
    matrix: { format: 'csc', numRows, numCols, starts, indices, values: new Float64Array(indices.length).fill(1) },
    integrality: new Int32Array(numCols).fill(1),
  };
}
