// What functions print: JSON log lines (Powertools), metrics in CloudWatch's embedded format (EMF), or plain text.
// EMF: "Specification: Embedded metric format", Amazon CloudWatch User Guide.
import type { EpochSeconds } from '../../../../shared/kernel/units.ts';
import { isRecord } from '../template/intrinsics.ts';

export interface LogLine {
  /** The function, or 'local-stack' for the runner's own lines. */
  readonly source: string;
  /** Virtual time. */
  readonly at: EpochSeconds;
  /** DEBUG, INFO, WARN, ERROR or what the function calls it, in capitals. */
  readonly level: string;
  readonly message: string;
  /** The other fields of a JSON line. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface MetricValue {
  readonly source: string;
  readonly at: EpochSeconds;
  readonly name: string;
  readonly value: number;
  /** As CloudWatch calls it: Count, Milliseconds. */
  readonly unit: string;
  /** Values of one line have one number: a function writes one line of metrics an invocation. */
  readonly line: number;
}

export interface OutputSink {
  readonly onLog: (line: LogLine) => void;
  readonly onMetric: (metric: MetricValue) => void;
}

/** Cuts a stream of text into lines and hands each over as a log line or as metrics. */
export class OutputReader {
  private static numMetricLines = 0;
  private readonly source: string;
  private readonly now: () => EpochSeconds;
  private readonly plainLevel: string;
  private readonly sink: OutputSink;
  private rest = '';

  /** @param plainLevel the level of lines that are not JSON */
  constructor(source: string, plainLevel: string, now: () => EpochSeconds, sink: OutputSink) {
    this.source = source;
    this.plainLevel = plainLevel;
    this.now = now;
    this.sink = sink;
  }

  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.read(line);
  }

  private read(line: string): void {
    if (line.trim() === '') return;
    const json = parseObject(line);
    const context = { source: this.source, at: this.now() };
    if (json === null) this.sink.onLog({ ...context, level: this.plainLevel, message: line, fields: {} });
    else if (isRecord(json._aws)) this.readMetrics(json, json._aws);
    else {
      const { level, message, ...fields } = json;
      const text = typeof message === 'string' ? message : line;
      this.sink.onLog({ ...context, level: String(level ?? this.plainLevel).toUpperCase(), message: text, fields });
    }
  }

  /** The values stand beside `_aws`, under the names that it lists; several values of one name are a list. */
  private readMetrics(json: Readonly<Record<string, unknown>>, aws: Readonly<Record<string, unknown>>): void {
    const line = OutputReader.numMetricLines++;
    const directives = list(aws.CloudWatchMetrics).filter(isRecord);
    for (const { Name, Unit } of directives.flatMap((directive) => list(directive.Metrics).filter(isRecord))) {
      const name = String(Name);
      for (const value of [json[name]].flat()) {
        if (typeof value !== 'number') continue;
        this.sink.onMetric({ source: this.source, at: this.now(), name, value, unit: String(Unit ?? 'None'), line });
      }
    }
  }
}

function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
