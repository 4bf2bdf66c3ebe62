// Metrics in the embedded metric format, each under the service as a whole and, where the deployment names zone groups,
// under the group of the zone too. The groups are named when the stack is deployed, so there are never more dimensions
// than that: a zone of another group, or of none, counts under `other`.
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MetricName, MetricUnitName } from '../../app/ports.ts';

/** The group of zones that no named group has. */
export const OTHER_GROUP = 'other';

/** Metrics that say that this version of the code may be bad; they are counted by version too. */
const OF_THE_VERSION: ReadonlySet<MetricName> = new Set([
  'CheckViolations',
  'CyclesFailed',
  'MessagesFailed',
  'CallsFailed',
]);

export interface MetricGroupsOptions {
  /** A fresh sink of metrics with the service as its only dimension. */
  readonly makeMetrics: () => Metrics;
  /** The zone groups that are told apart; none: metrics are not divided. */
  readonly groups?: readonly string[];
  /** The code that runs; null: nobody asks which. */
  readonly code?: { readonly function: string; readonly version: string } | null;
}

export class MetricGroups {
  private readonly makeMetrics: () => Metrics;
  private readonly groups: ReadonlySet<string>;
  private readonly code: MetricGroupsOptions['code'];
  /** By the value of the second dimension, under its name. */
  private readonly sinks = new Map<string, Metrics>();

  constructor({ makeMetrics, groups = [], code = null }: MetricGroupsOptions) {
    this.makeMetrics = makeMetrics;
    this.groups = new Set(groups);
    this.code = code;
  }

  /** @param group of the zone that it is about; null: the zone has none; undefined: it is not about one zone */
  add(name: MetricName, value: number, unit: MetricUnitName, group: string | null | undefined): void {
    const named = this.dimensionOf(group);
    this.sinkOf(named === null ? [{}] : [{}, { group: named }]).addMetric(name, MetricUnit[unit], value);
    if (!this.code || !OF_THE_VERSION.has(name)) return;
    this.sinkOf([this.code]).addMetric(name, MetricUnit[unit], value);
  }

  /** Writes what has come together; call it at the end of each invocation. */
  publish(): void {
    for (const sink of this.sinks.values()) if (sink.hasStoredMetrics()) sink.publishStoredMetrics();
  }

  private dimensionOf(group: string | null | undefined): string | null {
    if (group === undefined || this.groups.size === 0) return null;
    return group !== null && this.groups.has(group) ? group : OTHER_GROUP;
  }

  /** The sink whose metrics go under each of these sets of dimensions, beside the service. */
  private sinkOf(dimensionSets: readonly Readonly<Record<string, string>>[]): Metrics {
    const key = JSON.stringify(dimensionSets);
    const sink = this.sinks.get(key) ?? this.makeMetrics();
    this.sinks.set(key, sink);
    // Whatever it has written, be it because it was full, it has forgotten its dimensions with it.
    if (!sink.hasStoredMetrics()) for (const dimensions of dimensionSets) sink.addDimensions({ ...dimensions });
    return sink;
  }
}
