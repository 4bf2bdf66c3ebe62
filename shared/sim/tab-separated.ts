// Tab-separated texts with a header. Reading is strict: every fault is collected with its file, line and cause, so that
// all of them can be mended at once.

export interface FileFault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly cause: string;
}

/** One line's values; `text` and `whole` note a fault and answer with a stand-in when a value is not what it should be. */
export interface Row {
  readonly line: number;
  text(column: string): string;
  /** A whole number from `least` on. */
  whole(column: string, least: number): number;
  fault(cause: string): void;
}

/** The rows of a text whose first line names exactly `columns`; rows of another length are faults and left out. */
export function readRows(file: string, content: string, columns: readonly string[], faults: FileFault[]): Row[] {
  const lines = content.split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  const header = lines[0]?.split('\t') ?? [];
  if (header.join('\t') !== columns.join('\t')) {
    faults.push({ file, line: 1, cause: `the header must be "${columns.join(' ')}", it is "${header.join(' ')}"` });
    return [];
  }
  return lines.slice(1).flatMap((content, index) => {
    const line = index + 2;
    const values = content.split('\t');
    if (values.length === columns.length) return [rowOf(file, line, columns, values, faults)];
    faults.push({ file, line, cause: `${columns.length} tab-separated values expected, ${values.length} found` });
    return [];
  });
}

function rowOf(
  file: string,
  line: number,
  columns: readonly string[],
  values: readonly string[],
  faults: FileFault[],
): Row {
  const fault = (cause: string) => void faults.push({ file, line, cause });
  const text = (column: string): string => {
    const value = values[columns.indexOf(column)] ?? '';
    if (value.trim() === '') fault(`${column} is empty`);
    return value;
  };
  const whole = (column: string, least: number): number => {
    const value = text(column);
    if (value.trim() === '') return Math.max(least, 0);
    if (/^-?\d{1,9}$/.test(value) && Number(value) >= least) return Number(value);
    fault(`${column} must be a whole number from ${least} on, it is "${value}"`);
    return Math.max(least, 0);
  };
  return { line, text, whole, fault };
}

export type Cell = string | number;

/** The text of a header and its rows. */
export const writeRows = (header: readonly Cell[], rows: readonly (readonly Cell[])[]): string =>
  [header, ...rows].map((row) => `${row.join('\t')}\n`).join('');

/** Notes a fault for each row whose id was there before. */
export function refuseDuplicates(rows: readonly Row[], column: string): void {
  const firstLines = new Map<string, number>();
  for (const row of rows) {
    const id = row.text(column);
    const first = firstLines.get(id);
    if (first === undefined) firstLines.set(id, row.line);
    else row.fault(`${column} "${id}" is on line ${first} already`);
  }
}
