import { describe, expect, it } from 'vitest';
import { firstDifference } from '../../../shared/app/first-difference.ts';

const between = (kept: unknown, replayed: unknown) => firstDifference(kept, replayed, 'plan');

describe('firstDifference', () => {
  it('is null for values with the same JSON', () => {
    expect(between({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBeNull();
    expect(between({ a: 1, b: undefined }, { a: 1 })).toBeNull();
  });

  it('says where two values begin to differ', () => {
    const kept = { routes: [{ stops: [{ at: 1 }] }, { stops: [{ at: 5 }, { at: 7 }] }], cost: 3 };
    const replayed = { routes: [{ stops: [{ at: 1 }] }, { stops: [{ at: 5 }, { at: 8 }] }], cost: 4 };

    expect(between(kept, replayed)).toEqual({ where: 'plan.routes[1].stops[1].at', kept: '7', replayed: '8' });
  });

  it('names what only one of them has', () => {
    expect(between({ a: 1 }, { a: 1, b: 2 })).toEqual({ where: 'plan.b', kept: 'nothing', replayed: '2' });
    expect(between([1, 2], [1])).toEqual({ where: 'plan[1]', kept: '2', replayed: 'nothing' });
  });

  it('does not take a list for an object, nor nothing for something', () => {
    expect(between({ a: [] }, { a: {} })).toEqual({ where: 'plan.a', kept: '[]', replayed: '{}' });
    expect(between({ a: null }, { a: {} })).toEqual({ where: 'plan.a', kept: 'null', replayed: '{}' });
  });

  it('finds fields that come in another order: the bytes differ', () => {
    expect(between({ a: 1, b: 2 }, { b: 2, a: 1 })?.where).toBe('the order of the fields of plan');
  });
});
