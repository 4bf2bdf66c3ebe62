import { describe, expect, it } from 'vitest';
import { readLiLim } from '../../../../shared/sim/instances/li-lim-reader.ts';

/** Two orders: 1 to 3 and 4 to 2. */
const GOOD = `3 200 1
0 40 50 0 0 1236 0 0 0
1 45 68 10 0 1127 90 0 3
2 45 70 -30 0 1125 90 4 0
3 42 66.5 -10 65 146 90 1 0
4 42 68 30 727 782 90 0 2
`;

const causes = (text: string): readonly string[] => {
  const read = readLiLim('a.txt', text);
  return read.ok ? [] : read.error.map(({ file, line, cause }) => `${file}:${line}: ${cause}`);
};

describe('readLiLim', () => {
  it('reads vehicles, capacity and nodes', () => {
    const read = readLiLim('a.txt', GOOD);

    expect(read).toMatchObject({ ok: true, value: { name: 'a.txt', vehicles: 3, capacity: 200 } });
    if (!read.ok) return;
    expect(read.value.nodes).toHaveLength(5);
    expect(read.value.nodes[3]).toEqual({
      x: 42,
      y: 66.5,
      demand: -10,
      ready: 65,
      due: 146,
      service: 90,
      pickup: 1,
      delivery: 0,
    });
  });

  it('takes tabs, carriage returns and empty lines at the end', () => {
    const read = readLiLim('a.txt', `${GOOD.replaceAll(' ', '\t').replaceAll('\n', '\r\n')}\r\n  \n`);

    expect(read.ok).toBe(true);
  });

  it.each<[string, string, string, string]>([
    ['an empty file', GOOD, '', 'a.txt:1: 3 values expected (vehicles capacity speed), 0 found'],
    ['a header cut short', '3 200 1', '3 200', 'a.txt:1: 3 values expected (vehicles capacity speed), 2 found'],
    ['no vehicle', '3 200 1', '0 200 1', 'a.txt:1: vehicles must be a whole number from 1 on, it is 0'],
    ['half a capacity', '3 200 1', '3 0.5 1', 'a.txt:1: capacity must be a whole number from 1 on, it is 0.5'],
    [
      'a value too few',
      '727 782 90 0 2',
      '727 782 90 0',
      'a.txt:6: 9 values expected (id x y demand ready due service pickup delivery), 8 found',
    ],
    ['a word', '727 782', 'noon 782', 'a.txt:6: ready must be a number of at most 1000000000, it is "noon"'],
    [
      'a number in no plain notation',
      '727 782',
      '1e3 782',
      'a.txt:6: ready must be a number of at most 1000000000, it is "1e3"',
    ],
    ['ids out of line', '\n3 42', '\n7 42', 'a.txt:5: id 3 expected, 7 found: ids count from 0, line by line'],
    ['an empty window', '727 782', '783 782', 'a.txt:6: the window is empty: ready 783 is after due 782'],
    ['a negative service', '782 90 0 2', '782 -90 0 2', 'a.txt:6: service is -90, must be 0 at least'],
    ['a demand in parts', ' 30 727', ' 30.5 727', 'a.txt:6: demand is 30.5, must be a whole number'],
    ['unequal demands', ' 30 727', ' 31 727', 'a.txt:6: the demand is 31, but that of its delivery 2 is -30'],
    ['no partner', '90 0 2', '90 0 0', 'a.txt:6: exactly one of pickup and delivery must be 0, they are 0 and 0'],
    ['two partners', '90 0 2', '90 1 2', 'a.txt:6: exactly one of pickup and delivery must be 0, they are 1 and 2'],
    ['an unknown partner', '90 0 2', '90 0 9', 'a.txt:6: the partner 9 is no other node of the file'],
    [
      'a partner that names another',
      '90 0 2',
      '90 0 3',
      'a.txt:6: node 4 names 3 as its partner, node 3 does not name it back',
    ],
    ['a depot with a demand', '0 40 50 0', '0 40 50 5', 'a.txt:2: demand and service of the depot must be 0'],
    ['a depot with a partner', '1236 0 0 0', '1236 0 0 1', 'a.txt:2: the depot can have no pickup and no delivery'],
  ])('refuses %s', (_, part, wrong, cause) => {
    expect(GOOD).toContain(part);

    expect(causes(GOOD.replace(part, wrong))).toContain(cause);
  });

  it('names all faults at once', () => {
    const text = GOOD.replace('0 40 50 0', '0 40 50 5').replace('727 782', '783 782');

    expect(causes(text)).toHaveLength(2);
  });

  it('refuses a file without a depot', () => {
    expect(causes('3 200 1\n')).toEqual(['a.txt:2: the depot is missing']);
  });
});
