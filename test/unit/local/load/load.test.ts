// The import from CSV files: what a row means, what is wrong with one, and that an import that was stopped goes on.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { COLUMNS, type Kind } from '../../../../functions/local/load/columns.ts';
import { checkFiles, type LoadFile, sendFiles } from '../../../../functions/local/load/load.ts';
import { toEvent } from '../../../../functions/local/load/to-event.ts';
import { courierDetails, placedOrder, storeSettings } from '../../../../shared/adapters/schema/records.ts';
import type { Client } from '../../../../shared/client/client.ts';
import { anEmptyApi, planUntilQuiet } from '../../../support/api-world.ts';
import { AT } from '../../../support/builders.ts';

const folder = mkdtempSync(join(tmpdir(), 'rebatch-load-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function fileOf(kind: Kind, text: string): LoadFile {
  const file = join(folder, `${kind}-${files++}.csv`);
  writeFileSync(file, text);
  return { kind, file };
}

const STORES = 'storeId,lat,lng,parkingSec\nbakery,0.0001,0.0001,60\n';
const COURIERS = `courierId,mode,shiftStart,shiftEnd,lat,lng,bags,weightG,volumeMl\nc1,bike,${AT},${AT + 7200},0.0001,0.0002,10,20000,50000\n`;
const order = (id: string) => `${id},bakery,${AT},${AT + 3600},0.001,0.001,1`;
const ORDERS = `orderId,storeId,readyAt,promiseBy,lat,lng,bags\n${['o1', 'o2', 'o3'].map(order).join('\n')}\n`;

const faultsOf = async (kind: Kind, text: string, zone: string | null = 'north') =>
  (await checkFiles([fileOf(kind, text)], zone, AT)).faults.map(({ line, column, code }) => [line, column, code]);

describe('a row', () => {
  it('becomes the event that its columns say, in the units of events', () => {
    const cells = {
      orderId: 'o1',
      storeId: 'bakery',
      placedAt: '2026-01-05T11:30:00+01:00',
      readyAt: '1767609000',
      promiseBy: '2026-01-05T11:30:00Z',
      lat: '47.070714',
      lng: '15.439504',
      bags: '2',
      requirements: 'age_check | fridge',
      batchable: 'no',
      onlyCourier: 'c7',
    };
    expect(toEvent('orders', cells, 'north', AT)).toEqual({
      ok: true,
      value: {
        type: 'order_placed',
        eventId: expect.stringMatching(/^load:[\w-]{43}$/),
        zoneId: 'north',
        at: 1_767_609_000,
        order: {
          orderId: 'o1',
          storeId: 'bakery',
          readyAt: 1_767_609_000,
          promiseBy: 1_767_612_600,
          load: { weightG: 0, volumeMl: 0, bags: 2 },
          requirements: ['age_check', 'fridge'],
          dropoff: { location: { lat: 47_070_714, lng: 15_439_504 }, accessSec: 0, handoffSec: 0 },
          priority: 1,
          batchable: false,
          onlyCourier: 'c7',
        },
      },
    });
  });

  it('has the same event id whenever it is sent, and another when it says something else', () => {
    const idOf = (bags: string, now: number) => {
      const event = toEvent(
        'orders',
        { orderId: 'o1', storeId: 's', readyAt: String(AT), promiseBy: String(AT), lat: '1', lng: '1', bags },
        'north',
        now,
      );
      return event.ok ? event.value.eventId : event.error;
    };

    expect(idOf('1', AT)).toBe(idOf('1', AT + 500));
    expect(idOf('1', AT)).not.toBe(idOf('2', AT));
  });

  it('comes through a file as it was written, whatever is in it', async () => {
    const text = fc
      .string({ unit: fc.constantFrom(...'abc äß",;\n|\'Ω 1'), minLength: 1, maxLength: 12 })
      .map((one) => `x${one}x`);
    const row = fc.record({
      orderId: text,
      storeId: text,
      bags: fc.nat(9),
      priority: fc.integer({ min: 1, max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { minLength: 1, maxLength: 8, selector: ({ orderId }) => orderId }),
        fc.boolean(),
        async (rows, isWindows) => {
          const quoted = (cell: unknown) => `"${String(cell).replaceAll('"', '""')}"`;
          const lines = rows.map((one) =>
            [one.orderId, one.storeId, AT, AT, 1, 1, one.bags, one.priority].map(quoted).join(','),
          );
          const end = isWindows ? '\r\n' : '\n';
          const csv = `\ufefforderId,storeId,readyAt,promiseBy,y,x,bags,priority${end}${lines.join(end)}${end}`;
          const { client, sent } = aListener();
          const files = [fileOf('orders', csv)];

          expect((await checkFiles(files, 'north', AT)).faults.filter(({ code }) => code !== 'FIELD_VALUE')).toEqual(
            [],
          );
          await sendFiles(files, sending(client));
          const placed = sent.flatMap((event) => (event.order === undefined ? [] : [event.order]));
          const valid = rows.filter(({ orderId, storeId }) => !/\n/.test(orderId + storeId));
          expect(placed.map(({ orderId, storeId, load, priority }) => [orderId, storeId, load.bags, priority])).toEqual(
            valid.map(({ orderId, storeId, bags, priority }) => [orderId, storeId, bags, priority]),
          );
        },
      ),
      { seed: 6, numRuns: 40 },
    );
  });
});

describe('faults', () => {
  it('are told by file, line and column, all at once', async () => {
    const text =
      'orderId,storeId,readyAt,promiseBy,lat,lng,bags,batchable\n' +
      'o1,bakery,soon,2026-01-05,north,1,2.5,maybe\n' +
      ',bakery,1700000000,1700000000,1,1,1,yes\n' +
      'o3,bakery,1700000000,1700000000,1,1,99999,yes\n' +
      'o4,bakery,1700000000,1700000000,1,1\n' +
      'o5,bakery,1700000000,1700000000,,,1,no\n' +
      'o3,bakery,1700000000,1700000000,1,1,1,yes\n' +
      'o3,bakery,1700000000,1700000000,1,1,1,yes\n';

    expect(await faultsOf('orders', text)).toEqual([
      [2, 'readyAt', 'CELL_NOT_MOMENT'],
      [2, 'promiseBy', 'CELL_NOT_MOMENT'],
      [2, 'lat', 'CELL_NOT_DEGREES'],
      [2, 'bags', 'CELL_NOT_WHOLE'],
      [2, 'batchable', 'CELL_NOT_YES_OR_NO'],
      [3, 'orderId', 'CELL_EMPTY'],
      [4, 'bags', 'FIELD_RANGE'],
      [5, null, 'ROW_LENGTH'],
      [6, null, 'FIELD_MISSING'],
      [8, null, 'ROW_TWICE'],
    ]);
  });

  it('of a header name what was meant', async () => {
    const { faults } = await checkFiles([fileOf('stores', 'storeid,latitude,lng,storeid\ns,1,1,s\n')], 'north', AT);

    expect(faults.map(({ code, column, action }) => [code, column, action.slice(0, 20)])).toEqual([
      ['COLUMN_UNKNOWN', 'storeid', 'Did you mean storeId'],
      ['COLUMN_UNKNOWN', 'latitude', 'Leave it out; --help'],
      ['COLUMN_UNKNOWN', 'storeid', 'Did you mean storeId'],
      ['COLUMN_MISSING', 'storeId', 'Add it to the header'],
      ['COLUMN_TWICE', 'storeid', 'Keep one.'],
    ]);
  });

  it('are not seen in a byte order mark, nor in the UTF-16 of spreadsheets', async () => {
    const header = '\ufeff"storeId","lat","lng"\n"s",1,1\n';
    const wide = fileOf('stores', '');
    writeFileSync(wide.file, Buffer.from(header, 'utf16le'));

    expect(await faultsOf('stores', header)).toEqual([]);
    expect(await checkFiles([wide], 'north', AT)).toMatchObject({ faults: [], rows: new Map([[wide.file, 1]]) });
  });

  it('of files are no crashes', async () => {
    const missing = await checkFiles([{ kind: 'stores', file: join(folder, 'nowhere.csv') }], 'north', AT);

    expect(missing.faults.map(({ code }) => code)).toEqual(['FILE_MISSING']);
    expect(await faultsOf('stores', '')).toEqual([[1, null, 'FILE_EMPTY']]);
    expect(await faultsOf('stores', 'storeId,lat,lng\n"s,1,1\n')).toMatchObject([
      [expect.any(Number), null, 'FILE_NOT_CSV'],
    ]);
    expect(await faultsOf('stores', STORES, null)).toEqual([[2, 'zoneId', 'ZONE_MISSING']]);
  });
});

interface SentEvent {
  readonly type: string;
  readonly order?: {
    readonly orderId: string;
    readonly storeId: string;
    readonly load: { readonly bags: number };
    readonly priority: number;
  };
}

/** An API that takes everything, and notes it; that stops answering after so many calls. */
function aListener(callsLeft = Number.POSITIVE_INFINITY) {
  const sent: SentEvent[] = [];
  let left = callsLeft;
  const call = async (_key: string, { body }: { readonly body: { readonly events: readonly SentEvent[] } }) => {
    if (left-- <= 0) throw new Error('connection refused');
    sent.push(...body.events);
    const outcomes = body.events.map((_, index) => ({
      index,
      eventId: '',
      type: null,
      outcome: 'applied',
      faults: [],
    }));
    return { kind: 'answer', answer: { outcomes }, etag: null };
  };
  return { client: { call } as unknown as Client, sent };
}

const sending = (client: Client) => ({
  client,
  api: 'http://127.0.0.1:8787',
  zone: 'north',
  now: AT,
  isInterrupted: () => false,
  onProgress: () => {},
});

describe('an import', () => {
  it('brings a zone to life through the API: stores, couriers, orders, a plan; and does no harm again', async () => {
    const { client, ports } = anEmptyApi();
    const all = [fileOf('stores', STORES), fileOf('couriers', COURIERS), fileOf('orders', ORDERS)];
    expect((await checkFiles(all, 'north', AT)).faults).toEqual([]);

    expect(await sendFiles(all, sending(client))).toMatchObject({ applied: 5, ignored: 0, refused: [], isWhole: true });
    await planUntilQuiet(ports);
    const again = [fileOf('orders', ORDERS), fileOf('couriers', COURIERS)];
    expect(await sendFiles(again, sending(client))).toMatchObject({ applied: 0, ignored: 4 });

    const plan = await client.call('GET /v1/zones/{zoneId}/plan', { params: { zoneId: 'north' } });
    expect(plan).toMatchObject({ answer: { plan: { unassigned: [], routes: [{ courierId: 'c1' }] } } });
  });

  it('says which rows were refused, by their lines', async () => {
    const { client } = anEmptyApi();
    await sendFiles([fileOf('orders', ORDERS)], sending(client));
    const elsewhere = { ...sending(client), zone: 'south' };
    const { refused } = await sendFiles([fileOf('orders', ORDERS)], elsewhere);

    expect(refused.map(({ line, code }) => [line, code])).toEqual([
      [2, 'ORDER_IN_OTHER_ZONE'],
      [3, 'ORDER_IN_OTHER_ZONE'],
      [4, 'ORDER_IN_OTHER_ZONE'],
    ]);
  });

  it('goes on where it stopped, also when the API went away', async () => {
    const rows = Array.from({ length: 350 }, (_, index) => order(`o${index}`));
    const csv = fileOf('orders', `orderId,storeId,readyAt,promiseBy,lat,lng,bags\n${rows.join('\n')}\n`);
    const first = aListener(2);
    await expect(sendFiles([csv], sending(first.client))).rejects.toThrow('connection refused');
    const second = aListener();
    let calls = 0;
    const stopped = await sendFiles([csv], { ...sending(second.client), isInterrupted: () => ++calls > 0 });
    const third = aListener();
    const rest = await sendFiles([csv], { ...sending(third.client), now: AT + 999 });

    expect([first.sent.length, second.sent.length, third.sent.length]).toEqual([200, 100, 50]);
    expect([stopped.isWhole, rest.isWhole]).toEqual([false, true]);
    expect(third.sent.map((event) => (event as unknown as { at: number }).at)).toEqual(Array(50).fill(AT));
    expect(JSON.parse(readFileSync(`${csv.file}.load.json`, 'utf8')).done).toBe(350);
  });
});

it('takes the files of docs/import.md as they are', async () => {
  const page = readFileSync(new URL('../../../../docs/import.md', import.meta.url), 'utf8');
  const files = [...page.matchAll(/```csv (\w+)\n([\s\S]*?)```/g)].map(([, kind = '', text = '']) =>
    fileOf(kind as Kind, text),
  );
  const { rows, faults } = await checkFiles(files, 'riverside', AT);

  expect(faults).toEqual([]);
  expect([...rows.values()]).toEqual([1, 1, 2]);
});

it('has a column for every field that the borders take, lists of records aside', () => {
  const fieldsOf = (kind: Kind) =>
    COLUMNS[kind].map(
      ({ path }) => path.split('.').at(kind === 'couriers' && path.startsWith('courier.') ? 1 : 0) ?? '',
    );
  const without = (shape: object, kind: Kind) => Object.keys(shape).filter((field) => !fieldsOf(kind).includes(field));

  expect(without(placedOrder.shape, 'orders')).toEqual([]);
  expect(without(courierDetails.shape, 'couriers')).toEqual(['breaks', 'endLocation']);
  expect(without(storeSettings.shape, 'stores')).toEqual(['openHours']);
});
