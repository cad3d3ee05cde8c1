import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER };

export interface SpanOptions {
  /** default: inside the process */
  kind?: keyof typeof kinds;
  attributes?: Attributes;
  /** begins a trace of its own, wherever it is called from */
  root?: boolean;
  /** `traceparent` of a caller, as it came; begins a trace of its own where it is none */
  caller?: string | string[];
}

/**
 * Spans, each inside the one that is under way where it begins. Who gives them attributes gives names of the product's own:
 * never what somebody typed, nor the id of a record.
 */
export class Spans {
  private readonly current = new AsyncLocalStorage<Context>();

  constructor(private readonly tracer: Tracer) {}

  /** Begins a span, which the caller ends. */
  begin(name: string, { kind, attributes, root, caller }: SpanOptions = {}): Span {
    const above = root || caller !== undefined ? contextOf(caller) : (this.current.getStore() ?? ROOT_CONTEXT);
    return this.tracer.startSpan(name, { kind: kind && kinds[kind], attributes }, above);
  }

  /** Runs `next` so that what begins in it, now or later, is inside the span. */
  inside<T>(span: Span, next: () => T): T {
    return this.current.run(trace.setSpan(ROOT_CONTEXT, span), next);
  }

  /** Marks a span as failed. `code`: of an error, never its message, which may quote what somebody typed. */
  fail(span: Span, code: string): void {
    span.setStatus({ code: SpanStatusCode.ERROR, message: code });
    span.setAttribute('error.type', code);
  }

  /** Does some work in a span that ends with it; what the work throws is thrown on, and is the span's status unless it is an answer. */
  async during<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
    const span = this.begin(name, options);
    try {
      return await this.inside(span, () => work(span));
    } catch (error) {
      if (!isAnswer(error)) this.fail(span, codeOf(error));
      throw error;
    } finally {
      span.end();
    }
  }
}

/** A problem with a status below 500 tells the caller what is so: nothing failed. */
function isAnswer(error: unknown): boolean {
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' && status < 500;
}

/** SQLSTATE, code of the system or of a problem; else the name of the error's class. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const isCode = (value: unknown): value is string => typeof value === 'string' && /^\w{1,40}$/.test(value);
  return isCode(code) ? code : isCode(name) ? name : 'Error';
}

/** Without `tracestate`: it is the caller's own text, and would be passed on. */
function contextOf(caller: SpanOptions['caller']): Context {
  const parent = typeof caller === 'string' ? parseTraceParent(caller) : null;
  if (!parent) return ROOT_CONTEXT;
  const { traceId, spanId, traceFlags } = parent;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: traceFlags & TraceFlags.SAMPLED,
    isRemote: true,
  });
}
