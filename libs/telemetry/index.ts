export type { Span } from '@opentelemetry/api';
export { Spans, type SpanOptions } from './spans';
export { Telemetry, type TelemetryLog } from './telemetry';
