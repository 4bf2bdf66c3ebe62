// What the stores in memory promise beyond the contract: nobody shares their state.
import { expect, test } from 'vitest';
import { MemoryClock } from '../../../../shared/adapters/memory/clock.ts';
import { MemoryHeadStore } from '../../../../shared/adapters/memory/head-store.ts';
import { MemoryOrderStore } from '../../../../shared/adapters/memory/order-store.ts';
import { MemoryTelemetry } from '../../../../shared/adapters/memory/telemetry.ts';
import { anOrder } from '../../../support/builders.ts';

test('a stored order cannot be changed by the one who put it', async () => {
  const orders = new MemoryOrderStore();
  const seen = ['e1'];
  await orders.put(anOrder({ seen }), null);

  expect(() => seen.push('e2')).toThrow(TypeError);

  expect(await orders.get('north', 'o1')).toMatchObject({ seen: ['e1'] });
});

test('a list that was handed out does not grow with the store', async () => {
  const orders = new MemoryOrderStore();
  const before = await orders.list('north');

  await orders.put(anOrder(), null);

  expect(before).toEqual([]);
});

test('a head that was handed out stays as it was', async () => {
  const heads = new MemoryHeadStore();
  const first = await heads.want('north');

  await heads.want('north');

  expect(first.want).toBe(1);
});

test('telemetry keeps what it was told, by name and by level', () => {
  const telemetry = new MemoryTelemetry();

  telemetry.metric('OpenOrders', 3);
  telemetry.metric('OpenOrders', 4);
  telemetry.warn('careful', { zoneId: 'north' });
  telemetry.info('fine');

  expect(telemetry.valuesOf('OpenOrders')).toEqual([3, 4]);
  expect(telemetry.sumOf('OpenOrders')).toBe(7);
  expect(telemetry.valuesOf('CycleTime')).toEqual([]);
  expect(telemetry.entries('warn')).toEqual([{ level: 'warn', message: 'careful', fields: { zoneId: 'north' } }]);
  expect(telemetry.entries()).toHaveLength(2);
});

test('the clock moves business time and real time apart, and real time only forwards', () => {
  const clock = new MemoryClock(100);

  clock.advance(5);
  clock.elapse(250);

  expect(clock.now()).toBe(105);
  expect(clock.elapsedMs()).toBe(250);
  expect(() => clock.elapse(-1)).toThrow('never goes back');
});
