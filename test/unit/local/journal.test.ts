import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../../functions/local/kept-day/entry.ts';
import { Journal } from '../../../functions/local/kept-day/journal.ts';

const ENTRIES: readonly Entry[] = [
  { kind: 'ready' },
  { kind: 'moment', at: 60 },
  { kind: 'taken', events: 2, positions: 0 },
];

let dir: string;
let file: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'journal-'));
  file = join(dir, 'journal.jsonl');
});

afterEach(() => rmSync(dir, { recursive: true }));

/** What a journal that is opened now remembers. */
function reopened(...more: readonly Entry[]): readonly Entry[] {
  const journal = new Journal(file);
  for (const entry of more) journal.append(entry);
  journal.close();
  return journal.past;
}

describe('a journal', () => {
  it('remembers what was appended, over several runs', () => {
    expect(reopened(...ENTRIES.slice(0, 2))).toEqual([]);
    expect(reopened(...ENTRIES.slice(2))).toEqual(ENTRIES.slice(0, 2));
    expect(reopened()).toEqual(ENTRIES);
  });

  it('forgets a torn last line, wherever it was torn, and goes on behind the whole ones', () => {
    reopened(...ENTRIES);
    const whole = readFileSync(file, 'utf8');
    const lines = whole.trimEnd().split('\n');
    const last = lines.at(-1) ?? '';

    for (let length = 0; length <= last.length; length++) {
      writeFileSync(file, whole.slice(0, whole.length - last.length - 1) + last.slice(0, length));

      expect(reopened({ kind: 'ready' })).toEqual(ENTRIES.slice(0, 2));
      expect(reopened()).toEqual([...ENTRIES.slice(0, 2), { kind: 'ready' }]);
    }
  });

  it('refuses a whole line that is no entry, and says which', () => {
    reopened(...ENTRIES);
    appendFileSync(file, '{"kind":"moment","at":"noon"}\n');

    expect(() => reopened()).toThrow(/KEPT_DAY_DAMAGED: Line 4 of /);
  });
});
