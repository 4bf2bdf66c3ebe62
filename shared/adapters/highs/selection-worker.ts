// The thread that HiGHS runs in, so that it can be ended: a call into WebAssembly cannot be interrupted from within. The
// solver is loaded with the first job and kept.
import { parentPort } from 'node:worker_threads';
import type { Highs } from 'highs';
import type { SelectionProblem } from '../../app/ports.ts';
import type { Milliseconds } from '../../kernel/units.ts';
import { solveSelection } from './solve-selection.ts';

export interface SelectionJob {
  readonly problem: SelectionProblem;
  /** On the process's monotonic clock, which all threads share. */
  readonly endsAtMs: Milliseconds;
}

export type SelectionAnswer = { readonly chosen: readonly number[] | null } | { readonly error: string };

/** Of what is left of the time: the solver looks at the clock now and then only. */
const SOLVER_SHARE = 0.85;

let loading: Promise<Highs> | null = null;

// SUBTLE: the package's types describe its CommonJS module; as an ES module, its default export is the loader itself.
type Load = typeof import('highs').default;

const load = (): Promise<Highs> => {
  loading ??= import('highs').then((module) => (module.default as unknown as Load)());
  return loading;
};

async function answerTo({ problem, endsAtMs }: SelectionJob): Promise<SelectionAnswer> {
  try {
    const highs = await load();
    const limitMs = SOLVER_SHARE * (endsAtMs - Number(process.hrtime.bigint()) / 1e6);
    return { chosen: limitMs > 0 ? solveSelection(highs, problem, limitMs) : null };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', async (job: SelectionJob) => parentPort?.postMessage(await answerTo(job)));
