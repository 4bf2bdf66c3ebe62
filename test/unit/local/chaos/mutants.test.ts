import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mutate } from '../../../../functions/local/chaos/mutants/apply.ts';
import { MUTANTS } from '../../../../functions/local/chaos/mutants/mutants.ts';

const ROOT = join(import.meta.dirname, '../../../..');

describe('a mutant', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s fits the code as it is', (_, mutant) => {
    for (const file of new Set(mutant.edits.map((edit) => edit.file))) {
      const text = readFileSync(join(ROOT, file), 'utf8');
      expect(mutate(text, file, mutant)).not.toBe(text);
    }
  });

  it('that does not fit is refused', () => {
    const edits = [{ file: 'a.ts', find: 'once', replace: 'never' }];
    const mutant = { name: 'lost', harm: 'none', edits };

    expect(() => mutate('once and once', 'a.ts', mutant)).toThrow('stands 2 times');
    expect(() => mutate('never', 'a.ts', mutant)).toThrow('stands 0 times');
    expect(mutate('at once', 'a.ts', mutant)).toBe('at never');
    expect(mutate('once and once', 'b.ts', mutant)).toBe('once and once');
  });
});
