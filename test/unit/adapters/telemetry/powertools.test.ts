import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { afterEach, expect, test, vi } from 'vitest';
import { PowertoolsTelemetry } from '../../../../shared/adapters/telemetry/powertools.ts';

afterEach(() => vi.restoreAllMocks());

function aTelemetry() {
  const logger = new Logger({ serviceName: 'test', logLevel: 'INFO' });
  const metrics = new Metrics({ namespace: 'rebatch', serviceName: 'test' });
  return { logger, metrics, telemetry: new PowertoolsTelemetry(logger, metrics) };
}

test('emits metrics in the embedded format, with their units', () => {
  const { metrics, telemetry } = aTelemetry();

  telemetry.metric('OpenOrders', 12);
  telemetry.metric('CycleTime', 340, 'Milliseconds');

  const { _aws, ...values } = metrics.serializeMetrics();
  expect(values).toMatchObject({ OpenOrders: 12, CycleTime: 340, service: 'test' });
  expect(_aws.CloudWatchMetrics[0]).toMatchObject({
    Namespace: 'rebatch',
    Metrics: [
      { Name: 'OpenOrders', Unit: 'Count' },
      { Name: 'CycleTime', Unit: 'Milliseconds' },
    ],
  });
});

test('logs by level, without personal data', () => {
  const { logger, telemetry } = aTelemetry();
  const info = vi.spyOn(logger, 'info').mockImplementation(() => {});
  const warn = vi.spyOn(logger, 'warn').mockImplementation(() => {});
  const critical = vi.spyOn(logger, 'critical').mockImplementation(() => {});
  const location = { lat: 52_500_000, lng: 13_400_000 };

  telemetry.info('planned', { zoneId: 'north', orders: 12, location });
  telemetry.warn('odd');
  telemetry.incident('broken', { violations: [{ orderId: 'o1', location, lateSec: 3 }], cause: { lat: 1, code: 'X' } });

  expect(info).toHaveBeenCalledWith('planned', { zoneId: 'north', orders: 12 });
  expect(warn).toHaveBeenCalledWith('odd', {});
  expect(critical).toHaveBeenCalledWith('broken', {
    violations: [{ orderId: 'o1', lateSec: 3 }],
    cause: { code: 'X' },
  });
});

test('logs an error as it is, and cuts what is deep', () => {
  const { logger, telemetry } = aTelemetry();
  const info = vi.spyOn(logger, 'info').mockImplementation(() => {});
  const error = new Error('no');
  const deep = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`);

  telemetry.info('failed', { error, deep });

  expect(info.mock.calls[0]?.[1]).toMatchObject({ error });
  expect(JSON.stringify(info.mock.calls[0]?.[1]).length).toBeLessThan(120);
});
