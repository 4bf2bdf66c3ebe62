// The policy's knobs, as the search takes them.
import type { Policy } from '../domain/policy.ts';
import type { SearchParams } from '../solver/result.ts';

export function searchParams({ search }: Policy): SearchParams {
  const { maxUnits, startTemperature, endTemperature, ruinSize, blinkBp } = search;
  return { maxUnits, startTemperature, endTemperature, ruinSize, blinkBp, checks: 'none' };
}
