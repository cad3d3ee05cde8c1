/** What every answer carries and every request must keep: headers, request id, log, origin. */
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { Problem } from '../../libs/engine/problem';

/** Strict headers: nothing is loaded from elsewhere, nothing runs inline, nothing is framed, nothing is cached. */
export function secureHeaders(): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: true,
  });
  const noStore: RequestHandler = (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    response.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
    next();
  };
  return [headers, noStore];
}

/** Names the request; a client may name its own with letters, digits, `.`, `_` and `-`. */
export function requestId(): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    response.set('X-Request-Id', typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID());
    next();
  };
}

/** The route's pattern: the address without ids, names or search words, fit for logs and metrics. */
export function patternOf(request: Request): string {
  const path = (request.route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? `${request.baseUrl}${path}` : '(none)';
}

/** One line per answer, without a body, a query, a name or an address. */
export function requestLog(
  log: Logger,
  observe: (labels: { method: string; route: string; status: number }, seconds: number) => void,
): RequestHandler {
  return (request, response, next) => {
    const start = process.hrtime.bigint();
    response.on('finish', () => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      const line = {
        requestId: response.getHeader('X-Request-Id'),
        method: request.method,
        route: patternOf(request),
        status: response.statusCode,
      };
      observe({ method: line.method, route: line.route, status: line.status }, seconds);
      log.info({ ...line, ms: Math.round(seconds * 1e4) / 10 }, 'answered');
    });
    next();
  };
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a change that another site's page sends with a person's cookie (CSRF); a bearer token is never sent by a browser alone. */
export const refuseForeignOrigin: RequestHandler = (request: Request, _response: Response, next: NextFunction) => {
  if (safe.has(request.method) || request.headers.authorization) return next();
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return next(new Problem('origin_refused'));
  const origin = request.headers.origin;
  if (origin === undefined) return next();
  let host: string | undefined;
  try {
    host = new URL(origin).host;
  } catch {
    host = undefined;
  }
  return next(host !== undefined && host === request.headers.host ? undefined : new Problem('origin_refused'));
};

/** Is the request sent from this very machine, and not through a proxy? */
export function isLoopback(request: Request): boolean {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return (
    (address === '::1' || address.startsWith('127.')) &&
    request.headers['x-forwarded-for'] === undefined &&
    request.headers.forwarded === undefined
  );
}
