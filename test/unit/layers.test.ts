// The layer rules of .dependency-cruiser.mjs hold for this tree, and each of them bites: a tree of deliberately wrong
// imports, one file an arrow, is written to a temporary folder and judged by the same rules.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ROOMS = ['shared', 'functions', 'infra', 'test'];

interface Breach {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** All breaches of the rules in the tree under `baseDir`. */
async function breaches(baseDir: string, rooms: string[]): Promise<Breach[]> {
  const { tsConfig: _, ...options } = await extractOptions(path.join(ROOT, '.dependency-cruiser.mjs'));
  const { output } = await cruise(rooms, { ...options, baseDir }, { extensions: ['.ts', '.mjs'] });
  const { violations } = (output as ICruiseResult).summary;
  return violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

test('nobody in this tree imports across the layers, in a circle, or for nothing', async () => {
  const found = await breaches(ROOT, ROOMS);

  expect(found).toEqual([]);
});

describe('in a tree of wrong imports', () => {
  /** One arrow each: the importing file, what it imports, and the rule that has to catch it; null: allowed. */
  const ARROWS: readonly (readonly [from: string, to: string, rule: string | null])[] = [
    ['shared/kernel/a.ts', 'shared/domain/x.ts', 'kernel-is-alone'],
    ['shared/kernel/b.ts', 'node:fs', 'kernel-is-alone'],
    ['shared/domain/a.ts', 'shared/kernel/x.ts', null],
    ['shared/domain/b.ts', 'shared/solver/x.ts', 'domain-is-pure'],
    ['shared/domain/c.ts', 'shared/app/ports.ts', 'domain-is-pure'],
    ['shared/domain/d.ts', 'zod', 'domain-is-pure'],
    ['shared/solver/a.ts', 'shared/kernel/x.ts', null],
    ['shared/solver/b.ts', 'shared/domain/x.ts', 'solver-is-pure'],
    ['shared/solver/c.ts', 'node:worker_threads', 'solver-is-pure'],
    ['shared/app/a.ts', 'shared/domain/x.ts', null],
    ['shared/app/b.ts', 'shared/solver/x.ts', null],
    ['shared/app/c.ts', 'shared/adapters/memory/x.ts', 'app-knows-ports-only'],
    ['shared/app/d.ts', '@aws-sdk/client-sqs', 'app-knows-ports-only'],
    ['shared/adapters/sqs/a.ts', 'shared/app/ports.ts', null],
    ['shared/adapters/sqs/b.ts', 'shared/adapters/schema/x.ts', null],
    ['shared/adapters/sqs/c.ts', '@aws-sdk/client-sqs', null],
    ['shared/adapters/sqs/d.ts', 'shared/app/tick.ts', 'adapters-implement-ports'],
    ['shared/adapters/sqs/e.ts', 'shared/solver/x.ts', 'adapters-implement-ports'],
    ['shared/adapters/sqs/f.ts', 'shared/adapters/memory/x.ts', 'adapters-stay-in-their-folder'],
    ['shared/sim/a.ts', 'shared/adapters/memory/x.ts', null],
    ['shared/sim/b.ts', 'shared/adapters/sqs/x.ts', 'sim-is-a-world'],
    ['shared/sim/c.ts', 'shared/solver/x.ts', 'sim-is-a-world'],
    ['shared/sim/mdrp-judge/a.ts', 'shared/sim/mdrp-files.ts', null],
    ['shared/sim/mdrp-judge/b.ts', 'shared/sim/x.ts', 'the-judge-stands-alone'],
    ['shared/client/a.ts', 'shared/adapters/http/x.ts', 'the-client-knows-types-only'],
    ['shared/client/b.ts', 'zod', 'the-client-knows-types-only'],
    ['shared/app/e.ts', 'shared/client/x.ts', 'nobody-needs-the-client'],
    ['functions/local/c.ts', 'shared/client/x.ts', null],
    ['functions/tick/a.ts', 'functions/wiring.ts', null],
    ['functions/tick/b.ts', 'functions/ingest/x.ts', 'functions-do-not-know-each-other'],
    ['functions/tick/c.ts', 'shared/solver/x.ts', 'functions-compose'],
    ['functions/tick/d.ts', 'shared/sim/x.ts', 'the-world-is-local'],
    ['functions/tick/e.ts', 'functions/local/x.ts', 'the-world-is-local'],
    ['functions/tick/f.ts', '@aws-sdk/client-sqs', 'aws-sdk-at-the-border'],
    ['functions/local/a.ts', 'shared/sim/x.ts', null],
    ['functions/local/b.ts', 'test/x.ts', 'tests-are-not-imported'],
    ['infra/a.ts', 'functions/env.ts', null],
    ['infra/b.ts', 'shared/domain/x.ts', 'infra-describes'],
    ['infra/c.ts', 'functions/wiring.ts', 'infra-describes'],
    ['infra/d.ts', 'zod', 'infra-describes'],
  ];

  /** Rules about a file and not about an arrow: packages are not installed there, and hardly anything is started. */
  const ABOUT_FILES = new Set(['nothing-unresolved', 'no-dead-code']);

  let folder = '';
  let found: readonly Breach[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'rebatch-layers-'));
    for (const [from, to] of ARROWS) {
      if (isFile(to)) write(to, 'export {};\n');
      write(from, `import '${isFile(to) ? relative(from, to) : to}';\n`);
    }
    write('shared/kernel/ring.ts', "import './round.ts';\n");
    write('shared/kernel/round.ts', "import './ring.ts';\n");
    write('functions/tick/handler.ts', "import './a.ts';\n");
    write('shared/kernel/lonely.ts', 'export const unused = 1;\n');
    found = await breaches(folder, ROOMS);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const isFile = (to: string): boolean => ROOMS.some((room) => to.startsWith(`${room}/`));

  function write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }

  function relative(from: string, to: string): string {
    const way = path.posix.relative(path.posix.dirname(from), to);
    return way.startsWith('.') ? way : `./${way}`;
  }

  const rulesFor = (file: string): readonly string[] =>
    found.filter(({ from, rule }) => from === file && !ABOUT_FILES.has(rule)).map(({ rule }) => rule);

  for (const [from, to, rule] of ARROWS) {
    test(`${from} ${rule ? 'must not' : 'may'} import ${to}`, () => {
      const rules = rulesFor(from);

      if (rule) expect(rules).toContain(rule);
      else expect(rules).toEqual([]);
    });
  }

  test('two files that import each other are a cycle', () => {
    expect(rulesFor('shared/kernel/ring.ts')).toContain('no-cycles');
  });

  test('what no entry point leads to is dead code', () => {
    const isDead = (file: string): boolean => found.some(({ from, rule }) => from === file && rule === 'no-dead-code');

    expect(isDead('shared/kernel/ring.ts')).toBe(true);
    expect(isDead('shared/kernel/x.ts')).toBe(true);
  });

  test('a file without imports that nobody imports is an orphan', () => {
    expect(rulesFor('shared/kernel/lonely.ts')).toContain('no-orphans');
  });
});
