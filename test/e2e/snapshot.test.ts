import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryTelemetry } from '../../shared/adapters/memory/telemetry.ts';
import { parseSnapshot } from '../../shared/adapters/schema/parse-snapshot.ts';
import { TravelProvider } from '../../shared/adapters/travel/travel-times.ts';
import { modesOf, placesOf } from '../../shared/app/encode.ts';
import { check } from '../../shared/domain/check.ts';
import type { Plan } from '../../shared/domain/plan.ts';
import { aCourier, anOrder, aPosition, aSnapshot, place } from '../support/builders.ts';

const EXAMPLE = 'docs/snapshot.example.json';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rebatch-snapshot-'));
});
afterAll(() => rm(folder, { recursive: true }));

const file = (name: string): string => join(folder, name);

const solve = (...flags: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['functions/local/solve.ts', 'snapshot', ...flags], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });

/** Solves what is in the file or given, and answers with the plan and the line. */
async function solved(from: string | object, ...flags: string[]): Promise<{ plan: Plan; text: string; said: Json }> {
  const [input, out] = [typeof from === 'string' ? from : file('in.json'), file('out.json')];
  if (typeof from !== 'string') await writeFile(input, JSON.stringify(from));
  const { code, stdout, stderr } = await solve('--in', input, '--out', out, ...flags);
  expect([code, stderr]).toEqual([0, '']);
  const text = await readFile(out, 'utf8');
  return { plan: JSON.parse(text), text, said: JSON.parse(stdout) };
}

type Json = Readonly<Record<string, unknown>>;

/** Twenty orders around a store, three couriers at its door. */
const busy = aSnapshot({
  couriers: ['c1', 'c2', 'c3'].map((courierId) => aCourier({ courierId })),
  positions: ['c1', 'c2', 'c3'].map((courierId) => aPosition({ courierId })),
  orders: Array.from({ length: 20 }, (_, i) => {
    const location = place(((i * 397) % 2000) - 1000, ((i * 811) % 2000) - 1000);
    return anOrder({ orderId: `o${i}`, dropoff: { location, accessSec: 60, handoffSec: 60 } });
  }),
});

describe('solve snapshot', () => {
  it('solves the example of the page into a plan that the judge passes', async () => {
    const { plan, said } = await solved(EXAMPLE);

    const parsed = parseSnapshot(JSON.parse(await readFile(EXAMPLE, 'utf8')));
    if (!parsed.ok) throw new Error('the example is right');
    const { snapshot } = parsed.value;
    const provider = new TravelProvider(new MemoryTelemetry());
    const travel = await provider.matrix(snapshot.zone.travel, modesOf(snapshot), placesOf(snapshot));
    expect(check(plan, snapshot, travel)).toEqual([]);
    expect(said).toMatchObject({
      orders: 4,
      assigned: 4,
      unassigned: 0,
      cost: plan.cost.total,
      seed: 1,
      rung: 'search',
    });
    const page = await readFile('docs/snapshot.md', 'utf8');
    const shown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
    const { orders, assigned, unassigned, cost, seed, maxUnits, milestones } = shown;
    expect(said).toMatchObject({ orders, assigned, unassigned, cost, seed, maxUnits, milestones });
    expect(Object.keys(said)).toEqual(Object.keys(shown));
    expect(plan.routes.map(({ courierId, batches }) => [courierId, batches.map((batch) => batch.orderIds)])).toEqual([
      ['c-41', [['o-1002', 'o-1001']]],
      ['c-42', [['o-0999'], ['o-1003']]],
    ]);
  });

  it('is never worse for exact help, and replays what that chose', async () => {
    const alone = await solved(busy, '--units', '3000', '--seed', '7');
    const helped = await solved(busy, '--units', '3000', '--seed', '7', '--exact');
    await writeFile(file('exact.json'), JSON.stringify(helped.said));
    const again = await solved(busy, '--replay', file('exact.json'));

    expect(Number(helped.said.cost)).toBeLessThanOrEqual(Number(alone.said.cost));
    expect(helped.said.chosen === null).toBe(helped.said.cost === alone.said.cost);
    expect(again.text).toBe(helped.text);
  });

  it('gives the same plan for the same units and seed, byte for byte, and another for another seed', async () => {
    const first = await solved(busy, '--units', '5000', '--seed', '7');
    const second = await solved(busy, '--units', '5000', '--seed', '7');
    const other = await solved(busy, '--units', '50', '--seed', '8');

    expect(second.text).toBe(first.text);
    expect({ ...second.said, wallMs: 0 }).toEqual({ ...first.said, wallMs: 0 });
    expect(other.text).not.toBe(first.text);
  });

  it.each([[['--seconds', '0.1']], [['--units', '1000000', '--seconds', '0.05']], [[]]])(
    'replays a run from its line: %j',
    async (flags) => {
      const first = await solved(busy, '--seed', '3', ...flags);
      await writeFile(file('line.json'), JSON.stringify(first.said));

      const again = await solved(busy, '--replay', file('line.json'));

      expect(again.text).toBe(first.text);
      expect(again.said).toMatchObject({ ...first.said, wallMs: again.said.wallMs, stopReason: again.said.stopReason });
    },
  );

  it('starts from the last plan, and ends no worse', async () => {
    const good = await solved(busy, '--units', '200000');
    const carriers = ({ routes }: Plan) =>
      routes.map(({ courierId, batches }) => [courierId, batches.map(({ orderIds }) => orderIds)]);

    const cold = await solved(busy, '--units', '0');
    const warm = await solved({ ...busy, lastPlan: good.plan, revision: 1 }, '--units', '0');

    expect(carriers(warm.plan)).toEqual(carriers(good.plan));
    expect(warm.plan.cost).toEqual(good.plan.cost);
    expect(cold.plan.cost.total).toBeGreaterThan(good.plan.cost.total);
    expect(warm.plan.routes[0]?.batches[0]?.offerId).toBe('north-2-0');
  });

  it('says why an order is not assigned', async () => {
    const orders = [
      ...busy.orders.slice(0, 2),
      anOrder({ orderId: 'heavy', load: { weightG: 1, volumeMl: 1, bags: 11 } }),
    ];

    const { plan, said } = await solved({ ...busy, orders });

    expect(plan.unassigned).toEqual([{ orderId: 'heavy', reason: 'CAPACITY' }]);
    expect(said).toMatchObject({ orders: 3, assigned: 2, unassigned: 1 });
  });

  it('goes by the tables that the file brings along', async () => {
    const places = placesOf(aSnapshot());
    const seconds = places.map((_, from) => places.map((_, to) => (from === to ? 0 : 77)));
    const snapshot = { ...aSnapshot(), travel: { places, modes: { car: { seconds } } } };

    const { plan } = await solved(snapshot);

    // The courier is at the store's door: 120 s to park and 120 s to hand over, then 77 s on the way.
    expect(plan.routes[0]?.stops.map(({ arriveAt }) => arriveAt - snapshot.at)).toEqual([0, 240 + 77]);
    expect(plan.routes[0]?.travelSec).toBe(77);
  });
});

describe('what solve snapshot refuses', () => {
  const refused = async (content: string | object, ...flags: string[]): Promise<string> => {
    await writeFile(file('bad.json'), typeof content === 'string' ? content : JSON.stringify(content));
    const { code, stdout, stderr } = await solve('--in', file('bad.json'), '--out', file('none.json'), ...flags);
    expect([code, stdout]).toEqual([2, '']);
    await expect(readFile(file('none.json'))).rejects.toThrow();
    return stderr;
  };

  it('is a file with faults, each with code, place and action', async () => {
    const said = await refused({ ...busy, at: 'noon', orders: [{ ...anOrder(), priority: 0 }] });

    expect(said.split('\n').slice(1)).toEqual([
      'FIELD_TYPE: at is "noon", not a whole number. Send at as a whole number.',
      'FIELD_RANGE: orders[0].priority is 0. Send at least 1.',
      '',
    ]);
  });

  it.each([
    ['half a file', '{"at": 1', /SNAPSHOT_UNREADABLE: .*JSON.*\. Name a file/],
    [
      'an endpoint',
      { ...busy, zone: { ...busy.zone, travel: endpoint() } },
      /TRAVEL_NOT_GIVEN: zone\.travel asks an endpoint/,
    ],
    ['too few places', { ...busy, travel: { places: [], modes: {} } }, /TRAVEL_NOT_GIVEN: travel\.modes has no car/],
  ])('is %s', async (_, content, words) => {
    expect(await refused(content)).toMatch(words);
  });

  it.each([
    ['a file that is not there', ['--in', 'none.json'], 'SNAPSHOT_UNREADABLE: ENOENT'],
    ['a box that is none', ['--seconds', 'x'], 'give seconds'],
    ['a box for a replay', ['--replay', EXAMPLE, '--units', '1'], 'FLAG_INVALID: --replay repeats a run as it was'],
    ['a line that is none', ['--replay', EXAMPLE], 'FLAG_INVALID: --replay docs/snapshot.example.json is not what'],
  ])('is %s', async (_, flags, words) => {
    const { code, stderr } = await solve('--in', EXAMPLE, '--out', file('none.json'), ...flags);

    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

function endpoint() {
  const fallback = { kind: 'great_circle', circuityPct: 130, speedKmh: { car: 28, bike: 15, foot: 5 } };
  return { kind: 'matrix', url: 'https://roads.example/{profile}', timeoutMs: 800, fallback };
}
