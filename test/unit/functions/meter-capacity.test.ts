import middy from '@middy/core';
import { expect, test } from 'vitest';
import { meterCapacity } from '../../../functions/meter-capacity.ts';
import { Capacity } from '../../../shared/adapters/dynamodb/capacity.ts';
import { MemoryTelemetry } from '../../../shared/adapters/memory/telemetry.ts';

function aMeteredHandler(work: (capacity: Capacity) => void) {
  const capacity = new Capacity();
  const telemetry = new MemoryTelemetry();
  const handler = middy(async () => work(capacity)).use(meterCapacity(capacity, telemetry));
  return { telemetry, invoke: () => handler({}, {} as never) };
}

test('each invocation reports what it consumed itself', async () => {
  const { telemetry, invoke } = aMeteredHandler((capacity) => {
    capacity.addRead({ CapacityUnits: 2.5 });
    capacity.addWrite({ CapacityUnits: 3 });
    capacity.addRefusedWrite();
  });

  await invoke();
  await invoke();

  expect(telemetry.valuesOf('ReadUnits')).toEqual([2.5, 2.5]);
  expect(telemetry.valuesOf('WriteUnits')).toEqual([4, 4]);
});

test('an invocation that fails reports, too, and fails', async () => {
  const { telemetry, invoke } = aMeteredHandler((capacity) => {
    capacity.addRead({ CapacityUnits: 1 });
    throw new Error('no');
  });

  await expect(invoke()).rejects.toThrow('no');
  expect(telemetry.valuesOf('ReadUnits')).toEqual([1]);
  expect(telemetry.valuesOf('WriteUnits')).toEqual([0]);
});
