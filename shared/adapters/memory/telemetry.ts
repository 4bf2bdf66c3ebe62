// Telemetry that is kept to be looked at: for tests, and for the summary of a local run.
import type { MetricName, Subject, Telemetry } from '../../app/ports.ts';
import { SubjectScope } from '../subject-scope.ts';

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'incident';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export class MemoryTelemetry implements Telemetry {
  private readonly samples = new Map<MetricName, number[]>();
  private readonly log: LogEntry[] = [];
  private readonly scope = new SubjectScope();

  within<T>(subject: Subject, work: () => Promise<T>): Promise<T> {
    return this.scope.within(subject, work);
  }

  about(subject: Subject): void {
    this.scope.about(subject);
  }

  metric(name: MetricName, value: number): void {
    const samples = this.samples.get(name);
    if (samples) samples.push(value);
    else this.samples.set(name, [value]);
  }

  info(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.write('info', message, fields);
  }

  warn(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.write('warn', message, fields);
  }

  incident(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.write('incident', message, fields);
  }

  private write(level: LogEntry['level'], message: string, fields: LogEntry['fields']): void {
    this.log.push({ level, message, fields: { ...this.scope.current, ...fields } });
  }

  /** Every value that was emitted under the name, oldest first. */
  valuesOf(name: MetricName): readonly number[] {
    return [...(this.samples.get(name) ?? [])];
  }

  sumOf(name: MetricName): number {
    return (this.samples.get(name) ?? []).reduce((sum, value) => sum + value, 0);
  }

  /** What was logged, oldest first; of one level, or of all. */
  entries(level?: LogEntry['level']): readonly LogEntry[] {
    return this.log.filter((entry) => level === undefined || entry.level === level);
  }
}
