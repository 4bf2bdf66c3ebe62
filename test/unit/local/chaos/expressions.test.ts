import { describe, expect, it } from 'vitest';
import { meets, updated } from '../../../../functions/local/chaos/cloud/expressions.ts';

const at = (values: Readonly<Record<string, unknown>>) => ({ names: { '#a': 'a', '#b': 'b' }, values });

describe('conditions', () => {
  it.each([
    ['#a = :x', { a: 1 }, { ':x': 1 }, true],
    ['#a = :x', {}, { ':x': 1 }, false],
    ['#a <> :x', {}, { ':x': 1 }, true],
    ['#a < :x', { a: 1 }, { ':x': 2 }, true],
    ['#a < :x', { a: '1' }, { ':x': 2 }, false],
    ['#a < :x', {}, { ':x': 2 }, false],
    ['a >= :x', { a: 2 }, { ':x': 2 }, true],
    ['attribute_not_exists(PK)', {}, {}, true],
    ['attribute_not_exists(PK)', { PK: 'z' }, {}, false],
    ['attribute_exists(#a)', { a: null }, {}, true],
    // AND binds tighter than OR.
    ['#a = :x OR #a = :y AND #b = :x', { a: 1, b: 2 }, { ':x': 1, ':y': 3 }, true],
    ['(#a = :x OR #a = :y) AND #b = :x', { a: 1, b: 2 }, { ':x': 1, ':y': 3 }, false],
    ['NOT #a = :x', { a: 1 }, { ':x': 1 }, false],
  ])('%s of %j is %s', (condition, item, values, expected) => {
    expect(meets(item, condition, at(values))).toBe(expected);
  });

  it('refuses what it cannot read', () => {
    expect(() => meets({}, 'size(#a) > :x', at({ ':x': 1 }))).toThrow();
    expect(() => meets({}, '#a = ', at({}))).toThrow('ends too soon');
    expect(() => meets({}, '#a ! :x', at({}))).toThrow('cannot read');
  });
});

describe('updates', () => {
  it('set values, add numbers and remove attributes', () => {
    const item = { a: 1, b: 2 };

    expect(updated(item, 'SET #a = :x, c = :y ADD #b :one', at({ ':x': 5, ':y': 'new', ':one': 1 }))).toEqual({
      a: 5,
      b: 3,
      c: 'new',
    });
    expect(updated(item, 'ADD d :one REMOVE #a', at({ ':one': 1 }))).toEqual({ b: 2, d: 1 });
    expect(item).toEqual({ a: 1, b: 2 });
  });

  it('refuse what they do not know', () => {
    expect(() => updated({}, 'SET #a = #b + :one', at({ ':one': 1 }))).toThrow('cannot do');
  });
});
