import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { HighsSelection } from '../../shared/adapters/highs/highs-selection.ts';
import { MemoryRouteSelection } from '../../shared/adapters/memory/route-selection.ts';
import type { SelectionProblem } from '../../shared/app/ports.ts';
import { randomSelection, routeSelectionContract } from './route-selection.contract.ts';

routeSelectionContract('enumeration', () => ({ selection: new MemoryRouteSelection(), close: async () => {} }));

routeSelectionContract('HiGHS', () => {
  const selection = new HighsSelection();
  return { selection, close: () => selection.close() };
});

const problem: SelectionProblem = randomSelection(2, true);

describe('HiGHS in a thread', () => {
  test('answers nothing when the time is over, and ends its thread, whatever that does', async () => {
    const threads: Worker[] = [];
    const note = (message: unknown): void => {
      threads.push((message as { readonly worker: Worker }).worker);
    };
    subscribe('worker_threads', note);
    const selection = new HighsSelection(new URL('../support/hanging-solver.ts', import.meta.url));

    const first = selection.select(problem, 300);
    const ended = threads.map((thread) => once(thread, 'exit'));
    expect(await first).toBeNull();
    await Promise.all(ended);
    expect(await selection.select(problem, 1)).toBeNull(); // in a thread of its own

    unsubscribe('worker_threads', note);
    expect(threads).toHaveLength(2);
  });

  test('is not even started when there is no time', async () => {
    const selection = new HighsSelection(new URL('../support/no-such-thread.ts', import.meta.url));

    expect(await selection.select(problem, 0)).toBeNull();
  });

  test('says what went wrong in the thread, and is there for the next question', async () => {
    const selection = new HighsSelection(new URL('../support/broken-solver.ts', import.meta.url));

    await expect(selection.select(problem, 60_000)).rejects.toThrow('the exact solver failed: out of memory');
    await expect(selection.select({ ...problem, start: [] }, 60_000)).rejects.toThrow('fell over');
    await expect(selection.select(problem, 60_000)).rejects.toThrow('the exact solver failed: out of memory');
    await selection.close();
  });

  test('is warmed up in its thread, and answers after it', async () => {
    const selection = new HighsSelection();

    await selection.warmUp();

    expect(await selection.select(problem, 60_000)).not.toBeNull();
    await selection.close();
  });

  test('takes one question at a time', async () => {
    const selection = new HighsSelection();

    const first = selection.select(problem, 60_000);
    await expect(selection.select(problem, 60_000)).rejects.toThrow('while another one is under way');

    expect(await first).not.toBeNull();
    await selection.close();
  });
});
