// The policy's knobs, as the search takes them.
import type { Policy } from '../domain/policy.ts';
import type { SearchParams } from '../solver/result.ts';

/** @param numOrders of the problem; left out: the units an order do not count. */
export function searchParams({ search }: Policy, numOrders = Number.POSITIVE_INFINITY): SearchParams {
  const { unitsPerOrder = Number.POSITIVE_INFINITY, startTemperature, endTemperature, ruinSize, blinkBp } = search;
  const maxUnits = Math.min(search.maxUnits, unitsPerOrder * numOrders);
  return { maxUnits, startTemperature, endTemperature, ruinSize, blinkBp, checks: 'none' };
}
