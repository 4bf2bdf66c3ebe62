import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MetricGroups } from '../../../../shared/adapters/telemetry/metric-groups.ts';
import { PowertoolsTelemetry } from '../../../../shared/adapters/telemetry/powertools.ts';

afterEach(() => vi.restoreAllMocks());

function aTelemetry() {
  const logger = new Logger({ serviceName: 'test', logLevel: 'INFO' });
  const makeMetrics = () => new Metrics({ namespace: 'rebatch', serviceName: 'test' });
  const telemetry = new PowertoolsTelemetry(logger, new MetricGroups({ makeMetrics }));
  const logged = (level: 'info' | 'warn' | 'error' | 'critical') =>
    vi.spyOn(logger, level).mockImplementation(() => {});
  return { telemetry, logged };
}

const placed = { lat: 52_500_000, lng: 13_400_000 };

describe('a line', () => {
  test('has its level, and no personal data', () => {
    const { telemetry, logged } = aTelemetry();
    const [info, warn, error, critical] = [logged('info'), logged('warn'), logged('error'), logged('critical')];

    telemetry.info('planned', { zoneId: 'north', orders: 12, location: placed });
    telemetry.warn('odd');
    telemetry.error('bad', { body: 'Main Street 1' });
    telemetry.incident('broken', {
      violations: [{ orderId: 'o1', location: placed, lateSec: 3 }],
      cause: { code: 'X' },
    });

    expect(info).toHaveBeenCalledWith('planned', { zoneId: 'north', orders: 12 });
    expect(warn).toHaveBeenCalledWith('odd', {});
    expect(error).toHaveBeenCalledWith('bad', {});
    expect(critical).toHaveBeenCalledWith('broken', {
      violations: [{ orderId: 'o1', lateSec: 3 }],
      cause: { code: 'X' },
    });
  });

  test('is cut where it is deep', () => {
    const { telemetry, logged } = aTelemetry();
    const info = logged('info');

    telemetry.info('deep', { deep: JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`) });

    expect(JSON.stringify(info.mock.calls[0]?.[1]).length).toBeLessThan(120);
  });

  test('says what is being worked on, and what is found out about it meanwhile', async () => {
    const { telemetry, logged } = aTelemetry();
    const info = logged('info');

    await telemetry.within({ messageId: 'm1' }, async () => {
      telemetry.about({ zoneId: 'north' });
      await telemetry.within({ revision: 7 }, async () => telemetry.info('inside', { orders: 1 }));
      telemetry.info('outside');
    });

    expect(info.mock.calls).toEqual([
      ['inside', { messageId: 'm1', zoneId: 'north', revision: 7, orders: 1 }],
      ['outside', { messageId: 'm1', zoneId: 'north' }],
    ]);
  });

  test('says nothing of another message: of one before it, of one that failed, or of one beside it', async () => {
    const { telemetry, logged } = aTelemetry();
    const info = logged('info');
    const work = (messageId: string, zoneId: string) =>
      telemetry.within({ messageId }, async () => {
        telemetry.about({ zoneId });
        await new Promise((resolve) => setImmediate(resolve));
        telemetry.info('half way');
        if (zoneId === 'south') throw new Error('no');
      });

    await Promise.allSettled([work('m1', 'north'), work('m2', 'south')]);
    telemetry.about({ zoneId: 'nowhere' });
    telemetry.info('after');
    await telemetry.within({ messageId: 'm3' }, async () => telemetry.info('next'));

    expect(info.mock.calls).toEqual([
      ['half way', { messageId: 'm1', zoneId: 'north' }],
      ['half way', { messageId: 'm2', zoneId: 'south' }],
      ['after', {}],
      ['next', { messageId: 'm3' }],
    ]);
  });
});
