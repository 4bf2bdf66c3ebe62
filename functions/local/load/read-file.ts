// A CSV file as rows, one after the other and never all of it: a BOM, quotes and Windows line ends are as good as none.
import { createReadStream } from 'node:fs';
import { type CsvError, parse } from 'csv-parse';
import { COLUMNS, type Kind } from './columns.ts';
import type { CellFault, Cells } from './to-event.ts';

export interface Row {
  /** As an editor counts; the header is line 1. */
  readonly line: number;
  /** Null: it has more or fewer cells than the header. */
  readonly cells: Cells | null;
}

export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly faults: readonly (CellFault & { readonly line: number })[];

  constructor(faults: UnreadableFile['faults']) {
    super(faults.map(({ code, cause }) => `${code}: ${cause}`).join('\n'));
    this.faults = faults;
  }
}

/** Throws UnreadableFile for a header with unknown columns, and for what is no CSV. */
export async function* readFile(file: string, kind: Kind): AsyncGenerator<Row> {
  const parser = parse({ bom: true, trim: true, skip_empty_lines: true, info: true, relax_column_count: true });
  const input = createReadStream(file).on('error', (error) => parser.destroy(error));
  let header: readonly string[] | null = null;
  try {
    for await (const { record, info } of input.pipe(parser) as AsyncIterable<{
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }>) {
      if (header === null) {
        header = record;
        checkHeader(header, kind);
      } else {
        const cells = header.map((name, index): [string, string] => [name, record[index] ?? '']);
        yield { line: info.lines, cells: record.length === header.length ? Object.fromEntries(cells) : null };
      }
    }
  } catch (error) {
    throw translated(error, file);
  }
  if (header === null) throw new UnreadableFile([{ ...EMPTY, line: 1, column: null }]);
}

const EMPTY = {
  code: 'FILE_EMPTY',
  cause: 'the file has no header',
  action: 'The first line has the names of the columns; --help lists them.',
};

function checkHeader(header: readonly string[], kind: Kind): void {
  const known = COLUMNS[kind].map(({ name }) => name);
  const unknown = header.filter((name) => name !== 'zoneId' && !known.includes(name));
  const missing = COLUMNS[kind].filter(({ name, ifEmpty }) => ifEmpty === 'required' && !header.includes(name));
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  const faults = [
    ...unknown.map((name) => columnUnknown(name, known)),
    ...missing.map(({ name }) => ({
      code: 'COLUMN_MISSING',
      cause: `there is no column ${name}`,
      action: `Add it to the header.`,
      column: name,
    })),
    ...twice.map((name) => ({
      code: 'COLUMN_TWICE',
      cause: `${name} is there twice`,
      action: 'Keep one.',
      column: name,
    })),
  ];
  if (faults.length > 0) throw new UnreadableFile(faults.map((fault) => ({ ...fault, line: 1 })));
}

function columnUnknown(name: string, known: readonly string[]) {
  const near = known.find((one) => one.toLowerCase() === name.toLowerCase()) ?? nearest(name, known);
  return {
    code: 'COLUMN_UNKNOWN',
    cause: `nobody knows the column ${JSON.stringify(name)}`,
    action: near === null ? 'Leave it out; --help lists the columns.' : `Did you mean ${near}? Otherwise leave it out.`,
    column: name,
  };
}

/** The column with the most letters in common, in order; null: none is like it. */
function nearest(name: string, known: readonly string[]): string | null {
  const common = (a: string, b: string): number => {
    let found = 0;
    let from = 0;
    for (const letter of a.toLowerCase()) {
      const at = b.toLowerCase().indexOf(letter, from);
      if (at >= 0) {
        found++;
        from = at + 1;
      }
    }
    return found / Math.max(a.length, b.length);
  };
  const [best] = known.toSorted((a, b) => common(name, b) - common(name, a));
  return best !== undefined && common(name, best) > 0.7 ? best : null;
}

function translated(error: unknown, file: string): unknown {
  if (error instanceof UnreadableFile) return error;
  const { code, message, lines } = error as CsvError & { readonly lines?: number };
  const isMissing = (code as string) === 'ENOENT';
  const fault = isMissing
    ? { code: 'FILE_MISSING', cause: `there is no file ${file}`, action: 'Name one that is there.' }
    : {
        code: 'FILE_NOT_CSV',
        cause: message,
        action: 'Quotes come in pairs, and the text is UTF-8.',
      };
  return new UnreadableFile([{ ...fault, line: lines ?? 1, column: null }]);
}
