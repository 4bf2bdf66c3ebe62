// Around a handler: says after each invocation, also one that failed, how many units of the table's capacity it consumed.
// A process serves one invocation at a time, so what was consumed in between is the invocation's.
import type { MiddlewareObj } from '@middy/core';
import type { Capacity } from '../shared/adapters/dynamodb/capacity.ts';
import type { Telemetry } from '../shared/app/ports.ts';

/** To be used after `publishMetrics`, which sends off what stands: what is used last ends first. */
export function meterCapacity(capacity: Pick<Capacity, 'take'>, telemetry: Pick<Telemetry, 'metric'>): MiddlewareObj {
  const report = (): void => {
    const { read, write } = capacity.take();
    telemetry.metric('ReadUnits', read);
    telemetry.metric('WriteUnits', write);
  };
  return { after: report, onError: report };
}
