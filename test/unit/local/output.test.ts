// What functions print, as log lines and metrics.
import { describe, expect, it } from 'vitest';
import { type LogLine, type MetricValue, OutputReader } from '../../../functions/local/stack/runtime/output.ts';

function read(...chunks: string[]): { logs: LogLine[]; metrics: MetricValue[] } {
  const logs: LogLine[] = [];
  const metrics: MetricValue[] = [];
  const sink = { onLog: (line: LogLine) => logs.push(line), onMetric: (metric: MetricValue) => metrics.push(metric) };
  const reader = new OutputReader('ingest', 'INFO', () => 60, sink);
  for (const chunk of chunks) reader.push(chunk);
  return { logs, metrics };
}

describe('OutputReader', () => {
  it('reads a JSON line as level, message and the other fields', () => {
    const { logs } = read('{"level":"warn","message":"late","orders":3}\n');

    expect(logs).toEqual([{ source: 'ingest', at: 60, level: 'WARN', message: 'late', fields: { orders: 3 } }]);
  });

  it('keeps lines that are not JSON as they are', () => {
    const { logs } = read('plain\n{broken\n\n');

    expect(logs.map(({ level, message }) => [level, message])).toEqual([
      ['INFO', 'plain'],
      ['INFO', '{broken'],
    ]);
  });

  it('puts together a line that comes in pieces', () => {
    const { logs } = read('{"mess', 'age":"a"}', '\nsecond', '\n');

    expect(logs.map(({ message }) => message)).toEqual(['a', 'second']);
  });

  it('reads every value of every metric, and no log line', () => {
    const metrics = [{ Name: 'CycleTime', Unit: 'Milliseconds' }, { Name: 'Plans' }, { Name: 'Absent', Unit: 'Count' }];
    const aws = { Timestamp: 0, CloudWatchMetrics: [{ Namespace: 'n', Dimensions: [], Metrics: metrics }] };
    const result = read(`${JSON.stringify({ _aws: aws, service: 's', CycleTime: [12, 34], Plans: 1 })}\n`);

    expect(result.logs).toEqual([]);
    expect(result.metrics.map(({ line: _, ...metric }) => metric)).toEqual([
      { source: 'ingest', at: 60, name: 'CycleTime', value: 12, unit: 'Milliseconds' },
      { source: 'ingest', at: 60, name: 'CycleTime', value: 34, unit: 'Milliseconds' },
      { source: 'ingest', at: 60, name: 'Plans', value: 1, unit: 'None' },
    ]);
  });

  it('says which values stand in one line', () => {
    const metrics = [{ Name: 'CycleTime' }, { Name: 'SearchTime' }];
    const aws = { Timestamp: 0, CloudWatchMetrics: [{ Namespace: 'n', Dimensions: [], Metrics: metrics }] };
    const text = `${JSON.stringify({ _aws: aws, CycleTime: 12, SearchTime: 3 })}\n`;

    const [cycle, search, later] = read(text + text).metrics.map(({ line }) => line);

    expect(search).toBe(cycle);
    expect(later).not.toBe(cycle);
  });
});
