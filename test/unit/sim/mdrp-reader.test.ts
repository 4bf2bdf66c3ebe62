import { describe, expect, it } from 'vitest';
import { type MdrpTexts, readMdrp } from '../../../shared/sim/mdrp-reader.ts';
import { mdrpTexts } from '../../support/days.ts';

const START = 1_700_000_040;
const read = (texts: MdrpTexts) => readMdrp(texts, { name: 'made up', zoneId: 'north', startAt: START });

const SMALL: MdrpTexts = {
  ...mdrpTexts(),
  restaurants: 'restaurant\tx\ty\nr1\t100\t-200\n',
  couriers: 'courier\tx\ty\ton_time\toff_time\nc1\t7\t8\t600\t690\n',
  orders: 'order\tx\ty\tplacement_time\trestaurant\tready_time\no1\t30\t40\t615\tr1\t660\n',
};

function faultsOf(changes: Partial<MdrpTexts>): string[] {
  const result = read({ ...SMALL, ...changes });
  return result.ok ? [] : result.error.map(({ file, line, cause }) => `${file}:${line} ${cause}`);
}

describe('the reader of Grubhub days', () => {
  it('turns minutes into moments and halves of services into seconds', () => {
    const result = read(SMALL);

    const day = result.ok ? result.value : null;
    // Minute 615 = 36,900 s; 4 minutes of service are 120 s before the moment and 120 s after it; the target is 40 min.
    expect(day?.orders).toEqual([
      {
        placedAt: START + 36_900,
        cancelAt: null,
        order: {
          orderId: 'o1',
          storeId: 'r1',
          readyAt: START + 39_600,
          promiseBy: START + 36_900 + 2400,
          load: { weightG: 0, volumeMl: 0, bags: 1 },
          requirements: [],
          dropoff: { location: { lat: 40, lng: 30 }, accessSec: 120, handoffSec: 120 },
          priority: 1,
          batchable: true,
        },
      },
    ]);
    expect(day?.stores).toEqual([
      { storeId: 'r1', location: { lat: -200, lng: 100 }, parkingSec: 120, handoverSec: 120 },
    ]);
    expect(day?.couriers[0]).toMatchObject({
      home: { lat: 8, lng: 7 },
      courier: {
        shift: { startAt: START + 36_000, endAt: START + 41_400 },
        pay: { perOrder: 1000, guaranteePerHour: 1500 },
      },
    });
    expect(day?.zone.travel).toEqual({ kind: 'planar', metersPerMinute: 320, roundUpToSec: 60 });
  });

  it('puts orders in the order of their placement', () => {
    const result = read(mdrpTexts());

    const placed = result.ok ? result.value.orders.map((order) => order.placedAt) : [];
    expect(placed).toHaveLength(20);
    expect(placed).toEqual(placed.toSorted((a, b) => a - b));
  });

  it('reads files with the line ends of another system', () => {
    const texts = mdrpTexts();

    const result = read({ ...texts, orders: texts.orders.replaceAll('\n', '\r\n') });

    expect(result).toEqual(read(texts));
  });

  it('names the header it wants when there is another one', () => {
    expect(faultsOf({ restaurants: 'restaurant,x,y\nr1,1,2\n' })).toEqual([
      'restaurants.txt:1 the header must be "restaurant x y", it is "restaurant,x,y"',
    ]);
  });

  it('finds every fault of every file at once', () => {
    const faults = faultsOf({
      orders: [
        'order\tx\ty\tplacement_time\trestaurant\tready_time',
        'o1\t1\t2\t600\tr1\t599',
        'o1\t1\t2.5\t600\tr9\t610',
        'o2\t1\t2',
        '\t1\t2\t-3\tr1\t5',
      ].join('\n'),
      couriers: 'courier\tx\ty\ton_time\toff_time\nc1\t7\t8\t600\t590\n',
    });

    expect(faults).toEqual([
      'couriers.txt:2 off_time must be a whole number from 600 on, it is "590"',
      'orders.txt:2 ready_time must be a whole number from 600 on, it is "599"',
      'orders.txt:3 order "o1" is on line 2 already',
      'orders.txt:3 restaurant "r9" is not in restaurants.txt',
      'orders.txt:3 y must be a whole number from -1000000 on, it is "2.5"',
      'orders.txt:4 6 tab-separated values expected, 3 found',
      'orders.txt:5 order is empty',
      'orders.txt:5 placement_time must be a whole number from 0 on, it is "-3"',
    ]);
  });

  it('wants exactly one line of parameters', () => {
    const [header, line] = SMALL.parameters.split('\n');

    expect(faultsOf({ parameters: `${header}\n` })).toEqual([
      'instance_parameters.txt:2 the line of parameters is missing',
    ]);
    expect(faultsOf({ parameters: `${header}\n${line}\n${line}\n` })).toEqual([
      'instance_parameters.txt:3 one line of parameters expected, this is one more',
    ]);
  });

  it('refuses a maximum click-to-door below the target, and a speed of zero', () => {
    const [header] = SMALL.parameters.split('\n');

    expect(faultsOf({ parameters: `${header}\n0\t4\t4\t40\t30\t10\t15\n` })).toEqual([
      'instance_parameters.txt:2 maximum click-to-door must be a whole number from 40 on, it is "30"',
      'instance_parameters.txt:2 meters_per_minute must be a whole number from 1 on, it is "0"',
    ]);
  });
});
