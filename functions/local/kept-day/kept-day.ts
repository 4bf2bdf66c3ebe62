// A day that is kept in a folder while it is played: tables, queues, and the journal of the world. The folder belongs to
// the day that it was begun for, and to no other.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LocalStackError } from '../stack/local-stack.ts';
import type { Summary } from '../summary.ts';
import type { DayIdentity } from './entry.ts';
import { Journal } from './journal.ts';

const JOURNAL = 'journal.jsonl';
/** Where the emulators keep what is theirs, below the folder. */
const STACK = 'stack';

export interface KeptDay {
  readonly journal: Journal;
  /** For the tables and queues of the local stack. */
  readonly dataDir: string;
  /** The day was begun in an earlier run, and goes on. */
  readonly isContinued: boolean;
  /** The judgement of a day that was played to its end; null: it was not. */
  readonly summary: Summary | null;
}

/**
 * Opens the day that is kept in `dir`, or begins to keep one there.
 * Throws LocalStackError KEEP_FOLDER_FOREIGN, KEPT_DAY_DIFFERS or KEPT_DAY_DAMAGED when it cannot be used.
 */
export function openKeptDay(dir: string, identity: DayIdentity): KeptDay {
  mkdirSync(dir, { recursive: true });
  if (!existsSync(join(dir, JOURNAL)) && readdirSync(dir).length > 0) throw foreign(dir);
  const journal = new Journal(join(dir, JOURNAL));
  const [first] = journal.past;
  const refusal = first === undefined ? null : refusalOf(dir, journal, identity);
  if (refusal !== null) {
    journal.close();
    throw refusal;
  }
  const dataDir = join(dir, STACK);
  const isContinued = journal.past.some(({ kind }) => kind === 'ready');
  // A table that was being made when the run was ended is neither there nor not there, and nothing is in it yet.
  if (!isContinued) rmSync(dataDir, { recursive: true, force: true });
  if (first === undefined) journal.append({ kind: 'day', identity });
  const summary = journal.past.find((entry) => entry.kind === 'over')?.summary ?? null;
  return { journal, dataDir, isContinued, summary };
}

function refusalOf(dir: string, { past }: Journal, identity: DayIdentity): LocalStackError | null {
  const [first] = past;
  if (first?.kind !== 'day') return foreign(dir);
  const differences = differencesOf(first.identity, identity);
  if (differences.length === 0) return null;
  return new LocalStackError(
    'KEPT_DAY_DIFFERS',
    `The folder ${dir} keeps another day: ${differences.join(', ')}.`,
    'Start with the flags that it was begun with, or name another folder.',
  );
}

function differencesOf(begun: DayIdentity, asked: DayIdentity): string[] {
  const named = [
    ...(begun.day === asked.day ? [] : [`it is ${begun.day}, not ${asked.day}`]),
    ...(begun.seed === asked.seed ? [] : [`its seed is ${begun.seed}, not ${asked.seed}`]),
    ...(begun.faults === asked.faults ? [] : [`it was begun ${begun.faults ? 'with' : 'without'} --faults`]),
  ];
  if (named.length > 0) return named;
  return begun.digest === asked.digest ? [] : ['its orders, couriers, stores or settings are not the same'];
}

function foreign(dir: string): LocalStackError {
  return new LocalStackError(
    'KEEP_FOLDER_FOREIGN',
    `The folder ${dir} is not empty, and keeps no day.`,
    'Name an empty folder, or one that does not exist yet.',
  );
}
