// What `bench coldstart` measured, as tables.
import { percentile } from '../../../../shared/sim/percentile.ts';
import type { Started } from './start-probe.ts';

/** As infra/bundle.ts prints it with --json. */
export interface Bundled {
  readonly name: string;
  readonly dir: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly inputs: Readonly<Record<string, number>>;
}

export interface Starts {
  readonly name: string;
  /** Loading the bundle: its modules, its clients and, where it searches, its pre-warm. */
  readonly whole: readonly Started[];
  /** Making all clients and ports, by itself. */
  readonly clients: readonly Started[];
}

const MB = 1_048_576;

/** Milliseconds, `min / median`; modules is the whole without clients and pre-warm. */
export function coldstartTable(bundles: readonly Bundled[], starts: readonly Starts[]): string {
  const lines = starts.map(({ name, whole, clients }) => {
    const { bytes = 0, gzipBytes = 0 } = bundles.find((bundle) => bundle.name === name) ?? {};
    const made = spread(clients.map(({ ms }) => ms));
    return [
      name,
      kilo(bytes),
      kilo(gzipBytes),
      shown(spread(whole.map(({ ms }) => ms))),
      shown(spread(whole.map(({ ms, warmMs }) => ms - warmMs - made.median))),
      shown(made),
      shown(spread(whole.map(({ warmMs }) => warmMs))),
      (Math.max(...whole.map(({ rssBytes }) => rssBytes)) / MB).toFixed(0),
    ];
  });
  const heads = ['function', 'KB', 'gzip KB', 'start ms', 'modules ms', 'clients ms', 'pre-warm ms', 'RSS MB'];
  return [heads, ...lines].map((cells) => cells.map(pad).join('')).join('\n');
}

/** A line a bundle: its largest parts, with kilobytes. */
export function contentsTable(bundles: readonly Bundled[], top: number): string {
  return bundles
    .map(({ name, inputs }) => {
      const parts = [...sizesOf(inputs)].sort(([, a], [, b]) => b - a).slice(0, top);
      return `${name}: ${parts.map(([part, bytes]) => `${part} ${kilo(bytes)}`).join(', ')}`;
    })
    .join('\n');
}

/** Bytes of each package, and of each folder of our own. */
function sizesOf(inputs: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const [file, bytes] of Object.entries(inputs)) {
    const part = PACKAGE.exec(file)?.[1] ?? file.split('/').slice(0, 2).join('/');
    sizes.set(part, (sizes.get(part) ?? 0) + bytes);
  }
  return sizes;
}

/** The innermost package: some bring their own of another. */
const PACKAGE = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/;

interface Spread {
  readonly min: number;
  readonly median: number;
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { min: sorted[0] ?? 0, median: percentile(sorted, 50) };
}

const shown = ({ min, median }: Spread): string => `${min.toFixed(0)} / ${median.toFixed(0)}`;

const kilo = (bytes: number): string => (bytes / 1000).toFixed(0);

const WIDTHS = [12, 6, 9, 13, 12, 12, 13, 8];

const pad = (cell: string, column: number): string =>
  column === 0 ? cell.padEnd(WIDTHS[0] ?? 0) : cell.padStart(WIDTHS[column] ?? 0);
