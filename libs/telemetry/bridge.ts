import { ValueType, type HrTime } from '@opentelemetry/api';
import { millisToHrTime } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type CollectionResult,
  type DataPoint,
  type Histogram,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import type { MetricObjectWithValues, MetricValueWithName, Registry } from 'prom-client';

type Value = MetricValueWithName<string>;
type Metric = Omit<MetricObjectWithValues<Value>, 'type'> & { type: unknown };

/**
 * What the Prometheus endpoint tells, as OTLP: the same registries, names, labels and numbers. An observable instrument could not
 * carry a histogram that is counted elsewhere; a producer can.
 */
export class Bridge implements MetricProducer {
  readonly registries: Registry[] = [];
  private readonly since = millisToHrTime(Date.now());

  constructor(
    private readonly resource: Resource,
    private readonly version: string,
  ) {}

  /** Reads every registry once, as a scrape does. */
  async collect(): Promise<CollectionResult> {
    const errors: unknown[] = [];
    const read = this.registries.map((registry) =>
      (registry.getMetricsAsJSON() as unknown as Promise<Metric[]>).catch((error: unknown) => {
        errors.push(error);
        return [];
      }),
    );
    const found = (await Promise.all(read)).flat();
    const until = millisToHrTime(Date.now());
    const metrics = found.flatMap((metric) => dataOf(metric, this.since, until) ?? []);
    const scope = { name: 'homeward', version: this.version };
    return { resourceMetrics: { resource: this.resource, scopeMetrics: [{ scope, metrics }] }, errors };
  }
}

/** One metric; undefined where it has no value, such as a gauge that the database did not answer. */
function dataOf(metric: Metric, startTime: HrTime, endTime: HrTime): MetricData | undefined {
  const points = <T>(all: { labels: Value['labels']; value: T }[]): DataPoint<T>[] =>
    all.map(({ labels, value }) => ({ startTime, endTime, attributes: { ...labels }, value }));
  const descriptor = { name: metric.name, description: metric.help, unit: '', valueType: ValueType.DOUBLE };
  const common = { descriptor, aggregationTemporality: AggregationTemporality.CUMULATIVE };
  const known = metric.values.filter(({ value }) => Number.isFinite(value));
  if (known.length === 0) return undefined;
  if (metric.type === 'counter')
    return { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints: points(known) };
  if (metric.type === 'gauge') return { ...common, dataPointType: DataPointType.GAUGE, dataPoints: points(known) };
  if (metric.type === 'histogram')
    return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints: points(histogramsOf(metric.name, known)) };
  return undefined;
}

/** Prometheus counts each bucket with all below it; OTLP counts each alone, with one more for what lies above the last bound. */
function histogramsOf(name: string, values: Value[]): { labels: Value['labels']; value: Histogram }[] {
  const byLabels = new Map<
    string,
    { labels: Value['labels']; below: [number, number][]; sum: number; count: number }
  >();
  for (const { metricName, labels, value } of values) {
    const { le, ...own } = labels;
    const key = JSON.stringify(Object.entries(own).sort());
    const one = byLabels.get(key) ?? { labels: own, below: [], sum: 0, count: 0 };
    byLabels.set(key, one);
    if (metricName === `${name}_sum`) one.sum = value;
    else if (metricName === `${name}_count`) one.count = value;
    else if (le !== '+Inf') one.below.push([Number(le), value]);
  }
  return [...byLabels.values()].map(({ labels, below, sum, count }) => {
    below.sort(([a], [b]) => a - b);
    const counts = [...below.map(([, n]) => n), count].map((n, i, all) => n - (i > 0 ? all[i - 1]! : 0));
    return { labels, value: { sum, count, buckets: { boundaries: below.map(([bound]) => bound), counts } } };
  });
}
