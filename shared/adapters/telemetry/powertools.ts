// Logs and metrics by Powertools for AWS Lambda: structured JSON, and metrics in the log (embedded metric format), both
// without a call to anywhere. Namespace and service come from the environment that the stack sets.
import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MetricName, Telemetry } from '../../app/ports.ts';
import { withoutPersonalData } from './personal-data.ts';

type Fields = Readonly<Record<string, unknown>>;

export class PowertoolsTelemetry implements Telemetry {
  private readonly logger: Logger;
  private readonly metrics: Metrics;

  constructor(logger: Logger, metrics: Metrics) {
    this.logger = logger;
    this.metrics = metrics;
  }

  metric(name: MetricName, value: number, unit: 'Count' | 'Milliseconds' = 'Count'): void {
    this.metrics.addMetric(name, MetricUnit[unit], value);
  }

  info(message: string, fields: Fields = {}): void {
    this.logger.info(message, withoutPersonalData(fields));
  }

  warn(message: string, fields: Fields = {}): void {
    this.logger.warn(message, withoutPersonalData(fields));
  }

  incident(message: string, fields: Fields = {}): void {
    this.logger.critical(message, withoutPersonalData(fields));
  }
}
