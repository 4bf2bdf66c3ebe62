import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../../functions/local/kept-day/entry.ts';
import { type KeptDay, openKeptDay } from '../../../functions/local/kept-day/kept-day.ts';
import type { Summary } from '../../../functions/local/summary.ts';

const DAY = { day: 'city 1', digest: 'abc', seed: 1, faults: false };

let dir: string;

beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'kept-day-')), 'day');
});

afterEach(() => rmSync(join(dir, '..'), { recursive: true }));

/** One run, ended after these entries. */
function run(...entries: readonly Entry[]): Omit<KeptDay, 'journal'> {
  const { journal, ...kept } = openKeptDay(dir, DAY);
  for (const entry of entries) journal.append(entry);
  journal.close();
  return kept;
}

describe('a day that is kept', () => {
  it('goes on with a day whose tables and queues were made', () => {
    expect(run({ kind: 'ready' }).isContinued).toBe(false);
    expect(run().isContinued).toBe(true);
  });

  it('makes tables and queues anew when the first run was ended before they were whole', () => {
    const { dataDir } = run();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'half-a-table'), '');

    const { isContinued } = run();

    expect(isContinued).toBe(false);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('keeps them once they are', () => {
    const { dataDir } = run({ kind: 'ready' });
    mkdirSync(dataDir);

    run();

    expect(existsSync(dataDir)).toBe(true);
  });

  it('begins anew when even the first line is torn', () => {
    mkdirSync(dir);
    writeFileSync(join(dir, 'journal.jsonl'), '{"kind":"da');

    expect(run({ kind: 'ready' }).isContinued).toBe(false);
    expect(run().isContinued).toBe(true);
  });

  it.each([
    [{ day: 'city 1 600-660' }, /it is city 1, not city 1 600-660/],
    [{ seed: 2 }, /its seed is 1, not 2/],
    [{ faults: true }, /it was begun without --faults/],
    [{ digest: 'abd' }, /its orders, couriers, stores or settings are not the same/],
  ])('refuses another day: %o', (difference, message) => {
    run({ kind: 'ready' });

    const open = () => openKeptDay(dir, { ...DAY, ...difference });

    expect(open).toThrow(/^KEPT_DAY_DIFFERS/);
    expect(open).toThrow(message);
  });

  it('knows the judgement of a day that is finished', () => {
    const summary = { day: 'city 1', lost: 0 } as Summary;

    expect(run({ kind: 'ready' }, { kind: 'over', summary }).summary).toBeNull();
    expect(run().summary).toEqual(summary);
  });

  it('leaves a folder alone that holds something else', () => {
    mkdirSync(dir);
    writeFileSync(join(dir, 'photo.jpg'), '');

    expect(run).toThrow(/^KEEP_FOLDER_FOREIGN/);
    expect(existsSync(join(dir, 'journal.jsonl'))).toBe(false);
  });
});
