// What `bench kernel` measured, summed up and set against a baseline.
import { z } from 'zod';
import type { KernelWork } from '../../../shared/app/kernel-cases.ts';
import { err, invariant, ok, type Result } from '../../../shared/kernel/result.ts';

const count = z.int().nonnegative();
const positive = z.number().positive();

const rowSchema = z.object({
  name: z.string(),
  units: count,
  iterations: count,
  insertions: count,
  /** CPU time of a run, in milliseconds: the least, the mean and the standard deviation. */
  minMs: positive,
  meanMs: positive,
  sdMs: z.number().nonnegative(),
  /** By the least time. */
  iterationsPerSec: z.number().nonnegative(),
  insertionsPerSec: z.number().nonnegative(),
});

const reportSchema = z.object({
  machine: z.object({ cpu: z.string(), cores: count, node: z.string(), commit: z.string().nullable() }),
  repeats: count,
  rows: z.array(rowSchema),
});

export type KernelRow = z.infer<typeof rowSchema>;
export type KernelReport = z.infer<typeof reportSchema>;

/** The report in a text, or why there is none. */
export function parseReport(text: string): Result<KernelReport, string> {
  try {
    const parsed = reportSchema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param works what each run did.
 * @param runsMs CPU time of each run that counts, in milliseconds; at least one.
 * @throws Error when the runs did not do the same: the search is no longer a function of its seed.
 */
export function rowOf(name: string, works: readonly KernelWork[], runsMs: readonly number[]): KernelRow {
  const kinds = [...new Set(works.map((work) => JSON.stringify(work)))];
  invariant(kinds.length === 1, `runs of ${name} did not do the same work: ${kinds.join(', ')}`);
  const minMs = Math.max(Math.min(...runsMs), 0.001); // the clock may stand still in a short run
  const meanMs = Math.max(runsMs.reduce((sum, ms) => sum + ms, 0) / runsMs.length, minMs);
  const squares = runsMs.reduce((sum, ms) => sum + (ms - meanMs) ** 2, 0);
  const { units, iterations, insertions } = works[0] ?? NO_WORK;
  return {
    name,
    units,
    iterations,
    insertions,
    minMs: rounded(minMs),
    meanMs: rounded(meanMs),
    sdMs: rounded(runsMs.length < 2 ? 0 : Math.sqrt(squares / (runsMs.length - 1))),
    iterationsPerSec: Math.round((1000 * iterations) / minMs),
    insertionsPerSec: Math.round((1000 * insertions) / minMs),
  };
}

const NO_WORK: KernelWork = { units: 0, iterations: 0, insertions: 0 };

const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;

const HEADS = ['case', 'CPU ms', 'mean', 'sd', 'iterations/s', 'ratio', 'insertions/s', 'ratio', ''];
const WIDTHS = [18, 10, 10, 9, 14, 8, 14, 8, 0];

/** A line a row, with the ratio to the baseline's rate: above 1 is faster. */
export function kernelTable(rows: readonly KernelRow[], baseline: readonly KernelRow[]): string {
  const before = new Map(baseline.map((row) => [row.name, row]));
  const lines = rows.map((row) => {
    const then = before.get(row.name);
    return [
      row.name,
      row.minMs.toFixed(1),
      row.meanMs.toFixed(1),
      row.sdMs.toFixed(1),
      `${row.iterationsPerSec}`,
      ratio(row.iterationsPerSec, then?.iterationsPerSec),
      `${row.insertionsPerSec}`,
      ratio(row.insertionsPerSec, then?.insertionsPerSec),
      remark(row, then),
    ];
  });
  return [HEADS, ...lines].map((cells) => cells.map(pad).join('').trimEnd()).join('\n');
}

const pad = (cell: string, i: number): string =>
  i === 0 ? cell.padEnd(WIDTHS[i] ?? 0) : cell.padStart(WIDTHS[i] ?? 0);

const ratio = (now: number, then: number | undefined): string =>
  then === undefined || then === 0 ? '-' : (now / then).toFixed(3);

/** Rates of other steps are compared with care. */
function remark(now: KernelRow, then: KernelRow | undefined): string {
  if (then === undefined) return '  not in the baseline';
  const isSame = now.units === then.units && now.iterations === then.iterations && now.insertions === then.insertions;
  return isSame ? '' : '  other steps than the baseline';
}
