/** One span per request: its route's pattern, method and status; no address, no query, nobody's name. */
import type { RequestHandler } from 'express';
import type { Spans } from '../../libs/telemetry';
import { patternOf } from './security';

/** A caller's `traceparent` is taken over. The log's line gets the trace's id, by which the two are brought together. */
export function requestSpans(spans: Spans): RequestHandler {
  return (request, response, next) => {
    const { method } = request;
    const attributes = { 'http.request.method': method };
    const span = spans.begin(method, { kind: 'server', caller: request.headers.traceparent ?? '', attributes });
    response.locals['traceId'] = span.spanContext().traceId;
    response.on('close', () => {
      const route = patternOf(request);
      if (route !== '(none)') span.updateName(`${method} ${route}`).setAttribute('http.route', route);
      // cut off by the caller before it had its answer
      if (!response.writableFinished) span.setAttribute('homeward.aborted', true);
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500) spans.fail(span, String(response.statusCode));
      span.end();
    });
    spans.inside(span, next);
  };
}
