/** Traces and metrics over OTLP. Loading this loads the SDK: it is imported only where the configuration asks for it. */
import { randomUUID } from 'node:crypto';
import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import type { Registry } from 'prom-client';
import type { Config } from '../database';
import { Bridge } from './bridge';
import { Spans } from './spans';

type Settings = NonNullable<Config['telemetry']>;

export interface TelemetryLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

/** Longest time (ms) that the end of a process waits for what is not sent yet; less where the collector took nothing lately. */
const flushPatience = { well: 2_000, lost: 500 };
/** Spans that wait to be sent: those of about ten seconds under full load, some 5 MB. What comes beyond them is dropped. */
const mostWaiting = 4_096;
/** Shortest time (ms) between two lines of the log: a collector that comes and goes fills no log. */
const pauseBetweenLines = 60_000;

/** The way out for spans and numbers. Nothing here throws at those who use it, and nothing waits for the collector. */
export class Telemetry {
  /** absent where no traces are asked for */
  readonly spans?: Spans;
  private readonly bridge: Bridge;
  private readonly traces?: TracerProvider;
  private readonly meters?: MeterProvider;
  private readonly failing = new Set<string>();
  private said = { isLost: false, at: -Infinity };

  /** `part`: which process of the product it is. The exporters read their address and headers from the environment, as is standard. */
  constructor(
    settings: Settings,
    part: { name: string; version: string },
    private readonly log: TelemetryLog,
  ) {
    // no name of the machine, of its user or of its command: they say who and where
    const resource = resourceFromAttributes({
      'service.name': settings.service,
      'service.version': part.version,
      'service.instance.id': randomUUID(),
      'homeward.part': part.name,
    });
    this.bridge = new Bridge(resource, part.version);
    if (settings.traces) {
      this.traces = new TracerProvider({
        resource,
        sampler: samplerOf(settings),
        spanLimits: { attributeValueLengthLimit: 200 },
        spanProcessors: [
          new BatchSpanProcessor({
            exporter: this.heard('traces', new OTLPTraceExporter()),
            maxQueueSize: mostWaiting,
            scheduledDelayMillis: settings.delay,
          }),
        ],
      });
      this.spans = new Spans(this.traces.getTracer('homeward', part.version));
    }
    if (settings.metrics) {
      const exporter = this.heard('metrics', new OTLPMetricExporter());
      const reader = new PeriodicExportingMetricReader({
        exporter,
        exportIntervalMillis: settings.interval,
        metricProducers: [this.bridge],
      });
      this.meters = new MeterProvider({ resource, readers: [reader] });
    }
  }

  /** Sends the numbers of a registry from now on. */
  measure(registry: Registry): void {
    this.bridge.registries.push(registry);
  }

  /** Sends what is left, within `flushPatience`; never fails. */
  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = this.failing.size > 0 ? flushPatience.lost : flushPatience.well;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limit);
    });
    await Promise.race([late, Promise.allSettled([this.traces?.shutdown(), this.meters?.shutdown()])]);
    clearTimeout(timer);
  }

  /** Hears of each answer of the collector: one line in the log when it fails, one when it is back. */
  private heard<E extends { export(items: never, done: (result: ExportResult) => void): void }>(
    signal: string,
    exporter: E,
  ): E {
    const send = exporter.export.bind(exporter);
    exporter.export = (items, done) =>
      send(items, (result) => {
        this.note(signal, result);
        done(result);
      });
    return exporter;
  }

  private note(signal: string, { code, error }: ExportResult): void {
    if (code === ExportResultCode.SUCCESS) this.failing.delete(signal);
    else this.failing.add(signal);
    const isLost = this.failing.size > 0;
    if (isLost === this.said.isLost || performance.now() - this.said.at < pauseBetweenLines) return;
    this.said = { isLost, at: performance.now() };
    // a status of HTTP, a code of the system, or what the exporter itself says, such as a time-out
    const { code: problem = error?.message.slice(0, 100) } = (error ?? {}) as { code?: unknown };
    if (isLost) this.log.warn({ signal, problem }, 'the collector takes no telemetry; the product goes on without it');
    else this.log.info({ signal }, 'the collector takes telemetry again');
  }
}

function samplerOf({ sampler, share }: Settings): Sampler {
  const root = (): Sampler => {
    if (/always_on$/.test(sampler)) return new AlwaysOnSampler();
    return /always_off$/.test(sampler) ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(share);
  };
  return sampler.startsWith('parentbased_') ? new ParentBasedSampler({ root: root() }) : root();
}
