// Every border beside the queues, fed with garbage and with what is valid but for one thing: it answers, with a value or
// with what is wrong, why and what to do, and throws nothing but its own error.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EnvName, requireEnv } from '../../functions/env.ts';
import { parseRecord } from '../../functions/local/pdptw/solve-record.ts';
import { parseWanted } from '../../functions/local/replay/kept-file.ts';
import { parseSnapshotRecord } from '../../functions/local/snapshot/snapshot-record.ts';
import { readStartOptions } from '../../functions/local/start-options.ts';
import { readSettings } from '../../infra/config.ts';
import { InvalidSettings } from '../../infra/context-reader.ts';
import { fromChunks, toChunks } from '../../shared/adapters/dynamodb/revision-chunks.ts';
import { parseKeptSolve } from '../../shared/adapters/schema/kept-solve.ts';
import { type Parsed, parsePolicy, parseQuestion } from '../../shared/adapters/schema/parse.ts';
import { parseSnapshot } from '../../shared/adapters/schema/parse-snapshot.ts';
import { parseEventRecord, parsePositionsRecord } from '../../shared/adapters/sqs/parse-record.ts';
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import { readLiLim } from '../../shared/sim/instances/li-lim-reader.ts';
import { readMdrp } from '../../shared/sim/mdrp-reader.ts';
import { aRevision } from '../contract/a-revision.ts';
import { AT } from '../support/builders.ts';
import { mdrpTexts } from '../support/days.ts';
import { cancelled } from '../support/events.ts';
import { aKeptSolve } from '../support/kept-solves.ts';

const RUNS = { numRuns: 400, seed: 26 };

/** What JSON can carry in place of a field's value. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  -0.5,
  0,
  1e308,
  2 ** 53,
  '',
  'NaN',
  '\ud800',
  'x'.repeat(100_000),
  [],
  [[]],
  {},
  { toString: 1 },
];

type Fields = Record<string, unknown>;

const placesOf = (node: unknown): [Fields, string][] =>
  typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([name, value]) => [[node as Fields, name] as [Fields, string], ...placesOf(value)])
    : [];

/** A valid value with one thing replaced, taken away or added. */
const nearly = (valid: object): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add'), fc.constantFrom(...STRANGE))
    .map(([pick, how, value]) => {
      const copy: unknown = JSON.parse(JSON.stringify(valid));
      const places = placesOf(copy);
      const [holder, name] = places[pick % places.length] ?? [copy as Fields, 'x'];
      if (how === 'replace') holder[name] = value;
      else if (how === 'remove') delete holder[name];
      else Object.defineProperty(holder, '__proto__', { value, enumerable: true, configurable: true });
      return copy;
    });

const garbage = fc.oneof(fc.jsonValue(), fc.constantFrom(...STRANGE), fc.anything());

const example: object = JSON.parse(readFileSync(new URL('../../docs/snapshot.example.json', import.meta.url), 'utf8'));

const RECORDS: readonly (readonly [string, object, (value: unknown) => Parsed<unknown>])[] = [
  ['a snapshot', example, parseSnapshot],
  ['a policy', DEFAULT_POLICY, parsePolicy],
  ['a kept solve', aKeptSolve(), parseKeptSolve],
  ['a question', { ask: 'promise', orderId: 'o1', promises: [{ promiseBy: AT }] }, parseQuestion],
];

describe.each(RECORDS)('%s', (_, valid, parse) => {
  test('is taken when it is one', () => {
    expect(parse(JSON.parse(JSON.stringify(valid))).ok).toBe(true);
  });

  test('or answered with code, cause and action, whatever it is', () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.oneof(garbage, nearly(valid)), (value) => {
        const parsed = parse(value);
        if (parsed.ok) return;
        refused += 1;
        expect(parsed.error.length).toBeGreaterThan(0);
        for (const { code, cause, action } of parsed.error) {
          expect(code).toMatch(/^[A-Z_]+$/);
          expect([cause.length > 0, cause.length < 4000, action.length > 0]).toEqual([true, true, true]);
        }
      }),
      RUNS,
    );
    expect(refused).toBeGreaterThan(RUNS.numRuns / 2);
    expect(({} as Fields).polluted).toBeUndefined();
  });
});

/** A text with one place cut, doubled or replaced. */
const damaged = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.nat({ max: text.length }),
      fc.nat({ max: 30 }),
      fc.constantFrom('', '\t', '\n', '-', 'x', '1e9', '9'.repeat(30), '\u0000'),
    )
    .map(([from, length, instead]) => text.slice(0, from) + instead + text.slice(from + length));

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('', '\n', '\t\t\t', 'null', '[]', '7'),
);

test('a recorded day is read, or every fault of it has file, line and cause', () => {
  const texts = mdrpTexts();
  const files = Object.keys(texts) as (keyof typeof texts)[];
  const options = { name: 'd', zoneId: 'north', startAt: AT };
  const bad = fc
    .constantFrom(...files)
    .chain((file) => fc.oneof(damaged(texts[file]), anyText).map((text) => ({ ...texts, [file]: text })));
  expect(readMdrp(texts, options).ok).toBe(true);
  fc.assert(
    fc.property(bad, (some) => {
      const read = readMdrp(some, options);
      if (read.ok) return;
      expect(read.error.length).toBeGreaterThan(0);
      for (const { file, line, cause } of read.error)
        expect([file !== '', line > 0, cause !== '']).toEqual([true, true, true]);
    }),
    RUNS,
  );
});

test('an instance of pairs is read, or every fault of it has file, line and cause', () => {
  const valid = '2 200 1\n0 0 0 0 0 1000 0 0 0\n1 10 0 5 0 900 10 0 2\n2 20 0 -5 0 900 10 1 0\n';
  expect(readLiLim('i', valid).ok).toBe(true);
  fc.assert(
    fc.property(fc.oneof(damaged(valid), anyText), (text) => {
      const read = readLiLim('i', text);
      for (const { file, line, cause } of read.ok ? [] : read.error)
        expect([file, line > 0, cause !== '']).toEqual(['i', true, true]);
    }),
    RUNS,
  );
});

test.each([
  ['of solve snapshot', parseSnapshotRecord],
  ['of solve pdptw', parseRecord],
  ['naming a kept solve', parseWanted],
])('a line %s is read or is none', (_, parse) => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText,
        fc.json(),
        nearly({ seed: 1, units: 2, milestones: [[1, 2]] }).map((one) => JSON.stringify(one)),
      ),
      (text) => {
        const record = parse(text);
        expect(record === null || typeof record === 'object').toBe(true);
      },
    ),
    RUNS,
  );
});

test('flags of npm start mean something, or every line says what is wrong with which', () => {
  const value = fc.constantFrom('', '-1', '0', '5', '1e3', '99999999999', 'NaN', 'max', 'x', '\u0000');
  const flag = fc.constantFrom(
    '--from',
    '--to',
    '--speed',
    '--seed',
    '--day',
    '--json',
    '--keep',
    '--solves',
    '--assembly',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(flag, value), { maxLength: 5 }), (given) => {
      const read = readStartOptions(given.map(([name, text]) => `${name}=${text}`));
      for (const line of 'refusals' in read ? read.refusals : [])
        expect(line).toMatch(/^FLAG_INVALID: --\w+ .*: .+\.$/s);
    }),
    RUNS,
  );
});

test('settings of a stage are read, or all their faults thrown in one error of its own', () => {
  const names = [
    'stage',
    'removal',
    'logRetentionDays',
    'reoptimizeMemoryMb',
    'alarms',
    'alarmEmail',
    'canary',
    'zoneGroups',
    'archivePercent',
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), garbage), (context) => {
      try {
        readSettings((key) => (Object.hasOwn(context, key) ? context[key] : undefined));
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidSettings);
        for (const line of (error as Error).message.split('\nSETTING_INVALID')) expect(line).toContain('Action: ');
      }
    }),
    RUNS,
  );
});

test('a variable that is not set is named, with what to do', () => {
  expect(() => requireEnv('NO_SUCH_VARIABLE' as EnvName)).toThrow(/^ENV_MISSING: .*NO_SUCH_VARIABLE.*Deploy/);
});

test.each([256, 1024])('a message of %i KB is answered, be it of many things or of a long one', (kilobytes) => {
  const bytes = 1024 * kilobytes;
  const position = { courierId: 'c1', at: AT, location: { lat: 0, lng: 0 } };
  const positions = Array(Math.ceil(bytes / JSON.stringify(position).length)).fill(position);
  const many = parsePositionsRecord(JSON.stringify({ zoneId: 'north', positions }));
  const long = parseEventRecord(JSON.stringify({ ...cancelled(), reason: 'x'.repeat(bytes) }));

  for (const parsed of [many, long]) {
    expect(parsed.ok).toBe(false);
    for (const { code, cause, action } of parsed.ok ? [] : parsed.error)
      expect([code, cause.length < 4000, action !== '']).toEqual(['FIELD_RANGE', true, true]);
  }
});

test('a stored revision of which a byte is wrong is none, and throws nothing', () => {
  const chunks = toChunks(aRevision());
  const [first] = chunks;
  if (first === undefined) throw new Error('no chunk');
  fc.assert(
    fc.property(fc.nat({ max: first.data.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const data = Uint8Array.from(first.data);
      data[at] = ((data[at] ?? 0) + by) % 256;
      expect(fromChunks([{ ...first, data }, ...chunks.slice(1)])).toBeNull();
    }),
    { ...RUNS, numRuns: 100 },
  );
});
