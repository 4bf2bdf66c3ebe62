// Each line says which request, trace, message and zone it is about, in a cycle also which revision; and nothing of the
// message before it or beside it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unavailable } from '../../../shared/app/errors.ts';
import { AT, aStore, aZone } from '../../support/builders.ts';
import { ListenedFunctions, sqsEvent } from '../../support/listened-functions.ts';
import { type MemoryPorts, memoryPorts } from '../../support/memory-ports.ts';
import { aCourierOnShift, anOrderPlaced } from '../../support/zone-events.ts';

type Line = Readonly<Record<string, unknown>>;

const TRACE = '1-5759e988-bd862e3fe1be46a994272793';
const ids = ['function_request_id', 'xray_trace_id', 'messageId', 'zoneId', 'group', 'revision'];

let functions: ListenedFunctions;
let ports: MemoryPorts;

beforeEach(() => {
  vi.stubEnv('_X_AMZN_TRACE_ID', `Root=${TRACE};Parent=557abcec3ee5a047;Sampled=1`);
  functions = new ListenedFunctions();
  ports = memoryPorts();
});

afterEach(() => vi.unstubAllEnvs());

const written = (): readonly Line[] => functions.written.map((line) => JSON.parse(line));
/** Log lines, with what they are about; metrics have no message. */
const linesAbout = () =>
  written()
    .filter(({ message }) => message !== undefined)
    .map((line) => [line.message, ...ids.map((id) => line[id])]);

describe('a line', () => {
  it('of a cycle names its request, trace, message, zone, group and revision', async () => {
    await ports.settings.putZone(aZone({ group: 'centre', policy: { policyId: 'unknown', version: 3 } }));
    await ports.settings.putStore(aStore());
    await ports.heads.want('north');

    await functions.on(ports).reoptimize(sqsEvent([{ zoneId: 'north', want: 1, dueBefore: null }]));

    expect(linesAbout()).toEqual([
      // The policy is looked up with the settings that hold the group.
      [expect.stringContaining('policy that is not stored'), 'request-1', TRACE, 'm1', 'north', undefined, 1],
      ['planned', 'request-1', TRACE, 'm1', 'north', 'centre', 1],
    ]);
  });

  it('of a failing message names that message and its zone, not those beside it', async () => {
    const { put } = ports.orders;
    ports.orders.put = async (order, expected) => {
      if (order.zoneId !== 'north') throw new Unavailable('the table', { cause: new Error('throttled') });
      return put.call(ports.orders, order, expected);
    };
    const inSouth = { ...anOrderPlaced({ orderId: 'o2' }), zoneId: 'south', eventId: 'e2' };
    const { Records } = sqsEvent([anOrderPlaced(), inSouth, 'not JSON']);
    for (const [record, group] of Records.map((one, i) => [one, ['north', 'south', 'west'][i]] as const))
      record.attributes = { ...record.attributes, MessageGroupId: group ?? '' };

    await functions.on(ports).ingest({ Records });

    expect(linesAbout()).toEqual([
      ['a message could not be processed; it comes again', 'request-1', TRACE, 'm2', 'south', undefined, undefined],
      ['a message was parked', 'request-1', TRACE, 'm3', undefined, undefined, undefined],
    ]);
    expect(written().find(({ message }) => String(message).includes('comes again'))?.error).toMatchObject({
      name: 'Unavailable',
      message: 'the table is unavailable',
      cause: { message: 'throttled' },
    });
  });

  it('of a tick names the zone that it repairs, and of the next call nothing of the one before', async () => {
    await ports.settings.putZone(aZone());
    await ports.heads.want('north');
    const { tick, positions } = functions.on(ports);

    await tick({ scheduledTime: '2023-11-14T22:14:00Z' });
    await positions(sqsEvent(['not JSON']));

    expect(linesAbout()).toEqual([
      ['the tick repairs a zone', 'request-1', TRACE, undefined, 'north', undefined, undefined],
      ['a message was parked', 'request-2', TRACE, 'm1', undefined, undefined, undefined],
    ]);
  });
});

describe('metrics of a message', () => {
  it('count for the group of its zone, in each function that knows the zone', async () => {
    const configured = aZone({ group: 'centre', cadenceSec: 10 });
    await ports.settings.putZone(configured);
    await ports.settings.putStore(aStore());
    const { ingest, reoptimize, tick } = functions.on(ports);

    await ingest(sqsEvent([aCourierOnShift(), anOrderPlaced(), { ...anOrderPlaced(), zoneId: 'elsewhere' }]));
    await reoptimize(sqsEvent([{ zoneId: 'north', want: 1, dueBefore: null }]));
    await tick(sqsEvent([{ minuteAt: AT + 60, slot: 0, slots: 1 }]));

    const groupsOf = (metric: string) =>
      new Set(
        written()
          .filter((blob) => '_aws' in blob && metric in blob)
          .map(({ group }) => group),
      );
    expect(groupsOf('OrdersPlaced')).toEqual(new Set(['centre']));
    expect(groupsOf('EventsRefused')).toEqual(new Set(['other']));
    for (const metric of ['CycleTime', 'LongestWait', 'PlanAge']) expect(groupsOf(metric)).toEqual(new Set(['centre']));
  });
});
