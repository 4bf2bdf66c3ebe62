// The judge's own reading of tab-separated texts: one header line, then values; what cannot be read is a finding, and its
// line is left out. Shared with nobody, so that the judge cannot inherit a reader's mistake.
import type { Note } from './finding.ts';

/** One line's values; each question is a finding when the value is not what it should be, and answers NaN or ''. */
export interface Line {
  readonly line: number;
  text(index: number): string;
  /** Minutes or metres; parts of a minute may be there. */
  number(index: number): number;
  /** The values from an index on. */
  rest(index: number): readonly string[];
}

const NUMBER = /^-?\d{1,9}(\.\d+)?$/;

/** @param isOpen more values than columns may follow: the last column repeats. */
export function readTable(content: string, columns: readonly string[], isOpen: boolean, note: Note): readonly Line[] {
  const [header = '', ...lines] = content.replace(/(\r?\n)+$/, '').split(/\r?\n/);
  const heads = header.split('\t');
  if (columns.some((column, i) => heads[i] !== column)) {
    note(1, 'FORMAT', `the header must begin with "${columns.join(' ')}", it is "${heads.join(' ')}"`);
    return [];
  }
  return lines.flatMap((content, i) => {
    const values = content.split('\t');
    const line = i + 2;
    const isComplete = isOpen ? values.length > columns.length : values.length === columns.length;
    if (isComplete && values.every((value) => value.trim() !== '')) return [lineOf(line, columns, values, note)];
    const wanted = isOpen ? `more than ${columns.length}` : columns.length;
    note(line, 'FORMAT', `${wanted} values expected, none of them empty; it is "${values.join(' ')}"`);
    return [];
  });
}

function lineOf(line: number, columns: readonly string[], values: readonly string[], note: Note): Line {
  const text = (index: number): string => values[index] ?? '';
  const number = (index: number): number => {
    if (NUMBER.test(text(index))) return Number(text(index));
    note(line, 'FORMAT', `${columns[index]} must be a number, it is "${text(index)}"`);
    return Number.NaN;
  };
  return { line, text, number, rest: (index) => values.slice(index) };
}
