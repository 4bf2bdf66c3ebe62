// docs/events.md lists every code that a message can be parked with, and no other.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Where faults of messages are made. */
const SOURCES = [
  'shared/adapters/schema/faults.ts',
  'shared/adapters/schema/parse.ts',
  'shared/adapters/sqs/parse-record.ts',
  'shared/app/ingest.ts',
  'shared/app/set-policy.ts',
];

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const made = SOURCES.flatMap((path) =>
  [...textOf(path).matchAll(/(?:code: |fault\(\s*|refused\(\s*)'([A-Z][A-Z_]+)'/g)].map(([, code]) => code),
);
const documented = [...(textOf('docs/events.md').split('\n## Faults\n')[1] ?? '').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(
  ([, code]) => code,
);

test('documents the code of every fault, and none that is never given', () => {
  expect(documented.toSorted()).toEqual([...new Set(made)].toSorted());
});
