/** A collector of OTLP over HTTP with JSON bodies, as small as it can be; it can be told to hang or to fail. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

type Values = Record<string, unknown>;

export interface ReceivedSpan {
  trace: string;
  id: string;
  parent: string;
  name: string;
  /** of OTLP: 1 inside, 2 server, 3 client, 5 consumer */
  kind: number;
  attributes: Values;
  events: string[];
  /** code of the status: 0 unset, 2 error */
  status: number;
  /** `homeward.part` of the process */
  part: unknown;
}

export interface ReceivedMetric {
  name: string;
  kind: 'gauge' | 'sum' | 'histogram';
  points: { attributes: Values; value: number; sum?: number; buckets?: [bound: number, count: number][] }[];
}

export interface Delivery {
  path: string;
  at: number;
  text: string;
  body: any;
}

const valueOf = (value: any): unknown =>
  value.arrayValue
    ? (value.arrayValue.values ?? []).map(valueOf)
    : value.intValue !== undefined
      ? Number(value.intValue)
      : (value.stringValue ?? value.doubleValue ?? value.boolValue);
const valuesOf = (list: { key: string; value: unknown }[] = []): Values =>
  Object.fromEntries(list.map(({ key, value }) => [key, valueOf(value)]));

export class Collector {
  readonly deliveries: Delivery[] = [];
  /** requests that it was asked, answered or not */
  asked = 0;
  mode: 'well' | 'hangs' | 'fails' = 'well';

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<Collector> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const collector = new Collector(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request: IncomingMessage, response) => {
      collector.asked += 1;
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (collector.mode === 'hangs') return;
        if (collector.mode === 'fails') return response.writeHead(500).end('{}');
        const sent = Buffer.concat(parts);
        const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent).toString();
        collector.deliveries.push({ path: request.url!, at: Date.now(), text, body: JSON.parse(text) });
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
      });
    });
    return collector;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** All bytes that were received, as text. */
  get text(): string {
    return this.deliveries.map(({ text }) => text).join('\n');
  }

  get spans(): ReceivedSpan[] {
    return this.deliveries.flatMap(({ body }) =>
      (body.resourceSpans ?? []).flatMap((resource: any) =>
        resource.scopeSpans.flatMap((scope: any) =>
          scope.spans.map((span: any) => ({
            trace: span.traceId,
            id: span.spanId,
            parent: span.parentSpanId ?? '',
            name: span.name,
            kind: span.kind,
            attributes: valuesOf(span.attributes),
            events: (span.events ?? []).map(({ name }: { name: string }) => name),
            status: span.status?.code ?? 0,
            part: valuesOf(resource.resource.attributes)['homeward.part'],
          })),
        ),
      ),
    );
  }

  /** The latest metrics of a part of the product, gathered after an instant (epoch ms). */
  metrics(part: string, after = 0): Map<string, ReceivedMetric> | undefined {
    const latest = this.deliveries.findLast(
      ({ body, at }) =>
        at > after && body.resourceMetrics?.some((r: any) => valuesOf(r.resource.attributes)['homeward.part'] === part),
    );
    if (!latest) return undefined;
    const all: any[] = latest.body.resourceMetrics.flatMap((r: any) => r.scopeMetrics.flatMap((s: any) => s.metrics));
    return new Map(all.map((metric) => [metric.name, metricOf(metric)]));
  }

  /** Waits until there are spans that a test looks for. */
  async until<T>(find: () => T | undefined | false): Promise<T> {
    for (let waited = 0; ; waited += 20) {
      const found = find();
      if (found) return found;
      if (waited > 15_000)
        throw new Error(`not received; spans: ${[...new Set(this.spans.map(({ name }) => name))].join(', ')}`);
      await pause(20);
    }
  }
}

function metricOf(metric: any): ReceivedMetric {
  const kind = (['gauge', 'sum', 'histogram'] as const).find((each) => metric[each])!;
  const points = metric[kind].dataPoints.map((point: any) => ({
    attributes: valuesOf(point.attributes),
    value: Number(point.asDouble ?? point.asInt ?? point.count),
    sum: point.sum,
    buckets: point.explicitBounds?.map((bound: number, i: number) => [bound, Number(point.bucketCounts[i])]),
  }));
  return { name: metric.name, kind, points };
}
