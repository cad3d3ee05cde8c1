/** What every answer carries and every request must keep: headers, request id, log, origin. */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Clock } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import type { Context } from './context';

/** Strict headers: nothing is loaded from elsewhere, nothing runs inline, nothing is framed, nothing is cached. */
export function secureHeaders(): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
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
    response.set('Permissions-Policy', 'camera=(self), microphone=(), geolocation=(self)');
    next();
  };
  return [headers, noStore];
}

/** Tells each client the time of the procedures: with the clock by hand it is another than the client's own. */
export function saysTheTime(clock: Clock): RequestHandler {
  return (_request, response, next) => {
    response.set('Homeward-Now', new Date(clock.now()).toISOString());
    next();
  };
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
        traceId: response.locals['traceId'] as string | undefined,
      };
      observe({ method: line.method, route: line.route, status: line.status }, seconds);
      log.info({ ...line, ms: Math.round(seconds * 1e4) / 10 }, 'answered');
    });
    next();
  };
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site's page sends with a person's cookie (CSRF), and tells the security log; a bearer token
 * is never sent by a browser alone.
 */
export function refuseForeignOrigin({ config, security, log }: Context): RequestHandler {
  const address = config.publicUrl === undefined ? undefined : new URL(config.publicUrl);
  return (request: Request, _response: Response, next: NextFunction) => {
    if (safe.has(request.method) || request.headers.authorization || isOwnOrigin(request, address)) return next();
    const { origin, 'sec-fetch-site': site } = request.headers;
    const detail = { origin: origin?.slice(0, 200), site, method: request.method, path: request.path.slice(0, 200) };
    security
      .record({ kind: 'origin.refused', source: request.ip, detail })
      .catch((error: Error) => log.warn({ problem: error.name }, 'a refused origin is not in the security log'))
      .finally(() => next(new Problem('origin_refused')));
  };
}

/** Does a browser say that the page is ours: of the host that was asked, or of the public address? Without a browser there is no page. */
function isOwnOrigin(request: Request, address: URL | undefined): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site === 'cross-site' || site === 'same-site') return false;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { host, protocol } = new URL(origin);
  return host === address?.host ? protocol === address.protocol : host === request.host;
}

/** Headers by which a proxy says that it passes on what somebody else sent. */
const passedOn = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

/** Is the request sent from this very machine, and not through a proxy? */
export function isLoopback(request: Request): boolean {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return (
    (address === '::1' || address.startsWith('127.')) &&
    passedOn.every((header) => request.headers[header] === undefined)
  );
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** May this request read what is measured? Who has the token; where none is set, who asks on this very machine. */
export function mayMeasure(request: Request, { metricsToken }: Context['config']): boolean {
  if (metricsToken === undefined) return isLoopback(request);
  const [, given = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(metricsToken));
}
