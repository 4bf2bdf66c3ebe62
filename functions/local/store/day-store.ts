// A folder in which one day is kept while it is played: tables, queues, and the journal of the world. It belongs to the
// day that it was begun for, and to no other.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LocalStackError } from '../stack/local-stack.ts';
import type { DayIdentity } from './entry.ts';
import { Journal } from './journal.ts';

const JOURNAL = 'journal.jsonl';
/** Where the emulators keep what is theirs, below the store. */
const STACK = 'stack';

export interface DayStore {
  readonly journal: Journal;
  /** For the tables and queues of the local stack. */
  readonly dataDir: string;
  /** The day was begun in an earlier run, and goes on. */
  readonly isContinued: boolean;
}

/**
 * Opens the store in `dir`, or makes one there.
 * Throws LocalStackError STORE_FOREIGN, STORE_OF_ANOTHER_DAY, STORE_FINISHED or STORE_DAMAGED when it cannot be used.
 */
export function openDayStore(dir: string, identity: DayIdentity): DayStore {
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
  return { journal, dataDir, isContinued };
}

function refusalOf(dir: string, { past }: Journal, identity: DayIdentity): LocalStackError | null {
  const [first] = past;
  if (first?.kind !== 'day') return foreign(dir);
  const differences = differencesOf(first.identity, identity);
  if (differences.length > 0) {
    return new LocalStackError(
      'STORE_OF_ANOTHER_DAY',
      `The store ${dir} was begun for another day: ${differences.join(', ')}.`,
      'Start with the flags that it was begun with, or name another folder.',
    );
  }
  if (!past.some(({ kind }) => kind === 'over')) return null;
  return new LocalStackError(
    'STORE_FINISHED',
    `The day ${identity.day} in the store ${dir} has been played to its end.`,
    'Name another folder, or remove this one to play the day again.',
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
    'STORE_FOREIGN',
    `The folder ${dir} is not empty, and holds no store of a day.`,
    'Name an empty folder, or one that does not exist yet.',
  );
}
