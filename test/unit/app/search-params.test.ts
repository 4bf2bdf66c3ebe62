import { describe, expect, it } from 'vitest';
import { searchParams } from '../../../shared/app/search-params.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import { aPolicy } from '../../support/builders.ts';

const { unitsPerOrder: _, ...search } = aPolicy({ search: { maxUnits: 5000 } }).search;
const withoutLimit: Policy = { ...aPolicy(), search };
const limited = (unitsPerOrder: number): Policy => ({ ...withoutLimit, search: { ...search, unitsPerOrder } });

describe('searchParams', () => {
  it('bounds the work by the orders to plan, and by the most units', () => {
    expect(searchParams(limited(1000), 3).maxUnits).toBe(3000);
    expect(searchParams(limited(1000), 9).maxUnits).toBe(5000);
    expect(searchParams(limited(1000), 0).maxUnits).toBe(0);
  });

  it('bounds it by the most units alone where the policy or the caller has no other limit', () => {
    expect(searchParams(withoutLimit, 3).maxUnits).toBe(5000);
    expect(searchParams(withoutLimit, 0).maxUnits).toBe(5000); // an empty zone, too
    expect(searchParams(limited(1000)).maxUnits).toBe(5000);
    expect(searchParams(limited(0)).maxUnits).toBe(5000);
  });
});
