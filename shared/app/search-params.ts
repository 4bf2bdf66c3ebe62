// The policy's knobs, as the search takes them.
import type { Policy } from '../domain/policy.ts';
import type { SearchParams } from '../solver/result.ts';

/** @param numOrders of the problem; left out: the units an order do not count. */
export function searchParams({ search }: Policy, numOrders?: number): SearchParams {
  const { unitsPerOrder, startTemperature, endTemperature, ruinSize, blinkBp } = search;
  // Not by infinities: a zone without orders would have 0 times as many.
  const isLimited = unitsPerOrder !== undefined && numOrders !== undefined;
  const maxUnits = isLimited ? Math.min(search.maxUnits, unitsPerOrder * numOrders) : search.maxUnits;
  return { maxUnits, startTemperature, endTemperature, ruinSize, blinkBp, checks: 'none' };
}
