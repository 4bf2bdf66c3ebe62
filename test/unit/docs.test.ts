// The pages say what the code says: every code, metric, event and alarm has its line, and every example is one that the
// borders would take.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROBLEMS } from '../../shared/adapters/http/problems.ts';
import { EVENT_TYPES } from '../../shared/adapters/schema/event.ts';
import { type Parsed, parseEvent, parsePositions } from '../../shared/adapters/schema/parse.ts';
import { VIOLATION_CODES } from '../../shared/domain/check/violation.ts';
import { ORDER_STAGES } from '../../shared/domain/order.ts';
import { COST_TERMS, REASON_CODES } from '../../shared/domain/plan.ts';
import { JUDGE_CODES } from '../../shared/sim/mdrp-judge/finding.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The text of all TypeScript files below a folder. */
const sources = (folder: string): string =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(path.join(folder, file)))
    .join('\n');

/** Where faults of messages are named: the borders, the use cases and the handlers; not what only runs on a laptop. */
const DEPLOYED = [
  'shared/adapters',
  'shared/app',
  'functions/ingest',
  'functions/positions',
  'functions/reoptimize',
  'functions/tick',
];

/** All first groups of a pattern in a text, each once. */
const found = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
];

/** Those of `words` that have no row of their own in a table of the page. */
const withoutRow = (page: string, words: readonly string[]): readonly string[] =>
  words.filter((word) => !page.includes(`\n| \`${word}\` |`));

/** The first cells of the table under a heading, in order. */
const rowsOf = (page: string, heading: string): readonly string[] =>
  found(page.split(/^## /m).find((section) => section.startsWith(`${heading}\n`)) ?? '', /^\| `(\w+)` \|/gm);

describe('docs/glossary.md', () => {
  const glossary = read('docs/glossary.md');

  test('explains every reason code, and no other', () => {
    expect(rowsOf(glossary, 'Reason codes')).toEqual(REASON_CODES);
  });

  test('explains every violation code, and no other', () => {
    expect(rowsOf(glossary, 'Violation codes')).toEqual(VIOLATION_CODES);
  });

  test('explains every stage and every cost term', () => {
    expect(withoutRow(glossary, [...ORDER_STAGES, ...COST_TERMS])).toEqual([]);
  });

  test('defines every metric, and no other', () => {
    const union = /export type MetricName =([^;]+);/.exec(read('shared/app/ports.ts'))?.[1] ?? '';
    const metrics = found(union, /'(\w+)'/g);

    expect(metrics.length).toBeGreaterThan(0);
    expect(rowsOf(glossary, 'Metrics')).toEqual(metrics);
  });
});

test('docs/benchmarks.md explains every code of the judge, and no other', () => {
  const judge = read('docs/benchmarks.md').split('### The judge\n')[1]?.split('\n### ')[0] ?? '';

  expect(found(judge, /^\| `(\w+)` \|/gm)).toEqual(JUDGE_CODES);
});

describe('docs/events.md', () => {
  const page = read('docs/events.md');
  const examples = [...page.matchAll(/```json (\w+)\n([\s\S]*?)```/g)].map(([, kind = '', text = '']) => ({
    kind,
    value: JSON.parse(text) as Readonly<Record<string, unknown>>,
  }));
  const examplesOf = (kind: string) => examples.filter((example) => example.kind === kind).map(({ value }) => value);

  test('has one example of every event type, under a heading of that name', () => {
    const types = examplesOf('event').map(({ type }) => type);

    expect([...types].sort()).toEqual([...EVENT_TYPES].sort());
    expect(EVENT_TYPES.filter((type) => !page.includes(`\n### \`${type}\`\n`))).toEqual([]);
  });

  test('has examples that the border takes', () => {
    const faults = [
      ...examplesOf('event').flatMap((value) => faultsOf(parseEvent(value))),
      ...examplesOf('positions').flatMap((value) => faultsOf(parsePositions(value))),
    ];

    expect(faults).toEqual([]);
    expect(examplesOf('positions')).toHaveLength(1);
  });

  test('has an example of every change message', () => {
    const kinds = found(sectionOf('shared/domain/change.ts', 'export type ChangeMessage'), /kind: '(\w+)'/g);

    expect(examplesOf('change').map(({ kind }) => kind)).toEqual(kinds);
  });

  test('lists every fault code, and no other', () => {
    const borders = DEPLOYED.map(sources).join('\n');
    const codes = found(borders, /(?:\b(?:fault|refused)\(\s*|\bcode: )'([A-Z][A-Z_]+)'/g);

    expect(codes.length).toBeGreaterThan(0);
    expect([...rowsOf(page, 'Faults')].sort()).toEqual([...codes].sort());
  });
});

test('docs/api.md explains every problem of the API, and no other', () => {
  expect(rowsOf(read('docs/api.md'), 'Problems')).toEqual(Object.keys(PROBLEMS));
});

test('the messages in README.md are such that the border takes them', () => {
  const bodies = [...read('README.md').matchAll(/<<EVENT\n([\s\S]*?)\nEVENT\n/g)].map(([, body = '']) => body);
  const now = 1_795_435_200;
  const expanded = bodies.map((body) =>
    body
      .replaceAll(/\$\(\(NOW \+ (\d+)\)\)/g, (_, seconds: string) => String(now + Number(seconds)))
      .replaceAll('$NOW', String(now)),
  );

  const parsed = expanded.map((body) => parseEvent(JSON.parse(body)));

  expect(parsed.flatMap(faultsOf)).toEqual([]);
  expect(parsed.length).toBeGreaterThanOrEqual(4);
});

test('every command that the readme names is a script', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  const named = [
    ...found(read('README.md'), /npm run (?:-s )?([\w:]+)/g),
    ...found(read('docs/benchmarks.md'), /npm run (?:-s )?([\w:]+)/g),
  ];

  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('every link between the pages leads to a file', () => {
  const pages = [
    'README.md',
    ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => path.join('docs', file)),
  ];
  const broken = pages.flatMap((page) =>
    found(read(page), /\]\((?!https?:)([^)#]+)/g)
      .map((link) => path.join(path.dirname(page), link))
      .filter((target) => !exists(target)),
  );

  expect(broken).toEqual([]);
});

const exists = (file: string): boolean => {
  const folder = path.join(ROOT, path.dirname(file));
  return readdirSync(folder).includes(path.basename(file));
};

/** A file from a text on to the end of that statement. */
function sectionOf(file: string, from: string): string {
  const text = read(file);
  const start = text.indexOf(from);
  const end = text.indexOf('\n}', start);
  return start < 0 ? '' : text.slice(start, end < 0 ? undefined : end);
}

const faultsOf = (parsed: Parsed<unknown>): readonly unknown[] => (parsed.ok ? [] : parsed.error);
