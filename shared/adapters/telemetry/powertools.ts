// Logs and metrics by Powertools for AWS Lambda: structured JSON, and metrics in the log (embedded metric format), both
// without a call to anywhere. Each line says what is being worked on; request and trace ids are added by the logger.
import type { Logger } from '@aws-lambda-powertools/logger';
import type { MetricName, MetricUnitName, Subject, Telemetry } from '../../app/ports.ts';
import { SubjectScope } from '../subject-scope.ts';
import type { MetricGroups } from './metric-groups.ts';
import { withoutPersonalData } from './personal-data.ts';

type Fields = Readonly<Record<string, unknown>>;

export class PowertoolsTelemetry implements Telemetry {
  private readonly scope = new SubjectScope();
  private readonly logger: Logger;
  private readonly metrics: MetricGroups;

  constructor(logger: Logger, metrics: MetricGroups) {
    this.logger = logger;
    this.metrics = metrics;
  }

  within<T>(subject: Subject, work: () => Promise<T>): Promise<T> {
    return this.scope.within(subject, work);
  }

  about(subject: Subject): void {
    this.scope.about(subject);
  }

  metric(name: MetricName, value: number, unit: MetricUnitName = 'Count'): void {
    this.metrics.add(name, value, unit, this.scope.current.group);
  }

  info(message: string, fields: Fields = {}): void {
    this.logger.info(message, this.line(fields));
  }

  warn(message: string, fields: Fields = {}): void {
    this.logger.warn(message, this.line(fields));
  }

  error(message: string, fields: Fields = {}): void {
    this.logger.error(message, this.line(fields));
  }

  incident(message: string, fields: Fields = {}): void {
    this.logger.critical(message, this.line(fields));
  }

  private line(fields: Fields): Record<string, unknown> {
    return withoutPersonalData({ ...this.scope.current, ...fields });
  }
}
