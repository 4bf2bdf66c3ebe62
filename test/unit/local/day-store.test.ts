import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDayStore } from '../../../functions/local/store/day-store.ts';
import type { Entry } from '../../../functions/local/store/entry.ts';

const DAY = { day: 'city 1', digest: 'abc', seed: 1, faults: false };

let dir: string;

beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'day-store-')), 'store');
});

afterEach(() => rmSync(join(dir, '..'), { recursive: true }));

/** One run on the store, ended after these entries. */
function run(...entries: readonly Entry[]): { readonly isContinued: boolean; readonly dataDir: string } {
  const { journal, isContinued, dataDir } = openDayStore(dir, DAY);
  for (const entry of entries) journal.append(entry);
  journal.close();
  return { isContinued, dataDir };
}

describe('the store of a day', () => {
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

    const open = () => openDayStore(dir, { ...DAY, ...difference });

    expect(open).toThrow(/^STORE_OF_ANOTHER_DAY/);
    expect(open).toThrow(message);
  });

  it('says of a finished day that it is finished', () => {
    run({ kind: 'ready' }, { kind: 'over' });

    expect(run).toThrow(/^STORE_FINISHED: The day city 1 in the store .* has been played to its end/);
  });

  it('leaves a folder alone that holds something else', () => {
    mkdirSync(dir);
    writeFileSync(join(dir, 'photo.jpg'), '');

    expect(run).toThrow(/^STORE_FOREIGN/);
    expect(existsSync(join(dir, 'journal.jsonl'))).toBe(false);
  });
});
