/** Starts the HTTP side of the product. */
import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import compression from 'compression';
import type { Pool } from 'pg';
import { breakOff } from '../../libs/database';
import { Problem } from '../../libs/engine/problem';
import { Application } from './application';
import { appointmentInLink } from './authentication';
import type { Context } from './context';
import { documentationRoutes, documentOf } from './documentation';
import { readBody, wellEncoded } from './input';
import { Metrics } from './metrics';
import { fieldErrors, Problems } from './problems';
import { refuseForeignOrigin, requestId, requestLog, saysTheTime, secureHeaders } from './security';
import { requestSpans } from './spans';
import { unlessUpload } from './uploads';
import { webRoutes } from './web';

export interface Api {
  /** where it listens */
  url: string;
  close(): Promise<void>;
}

/** Serves a context over HTTP, or HTTPS given a certificate, on the host and port of its configuration; port 0 takes a free one. */
export async function startApi(context: Context): Promise<Api> {
  const app = await NestFactory.create<NestExpressApplication>(Application.over(context), {
    bodyParser: false,
    logger: false,
    abortOnError: false,
    httpsOptions: context.config.tls,
  });
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', context.config.proxy);
  app.set('etag', false);
  const { telemetry } = context;
  telemetry?.measure(app.get(Metrics).registry);
  app.use(
    ...(telemetry?.spans ? [requestSpans(telemetry.spans)] : []),
    requestId(),
    ...secureHeaders(),
    saysTheTime(context.clock),
    compression(),
    requestLog(context.log, app.get(Metrics).observe),
    refuseForeignOrigin(context),
    wellEncoded,
    appointmentInLink,
    unlessUpload(readBody),
    webRoutes(context.config.webFolder),
  );
  let document: OpenAPIObject | undefined;
  const described = (): OpenAPIObject => (document ??= documentOf(app));
  const problems = new Problems(
    context.log,
    (request) => methodsOf(request.path, described()),
    app.get(Metrics).refused,
  );
  app.use(documentationRoutes(described));
  app.useGlobalPipes(
    new StandardSchemaValidationPipe({
      exceptionFactory: (issues) => new Problem('form_invalid', { errors: fieldErrors(issues as never) }),
    }),
  );
  app.useGlobalFilters(problems);
  await app.init();
  app.getHttpAdapter().getInstance().use(problems.handler);
  const server = await app.listen(context.config.port, context.config.host);
  server.requestTimeout = 60_000;
  server.headersTimeout = 15_000;
  const { address, port, family } = server.address() as AddressInfo;
  const scheme = context.config.tls ? 'https' : 'http';
  return {
    url: `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: () => closeAll(app, server, context.pool),
  };
}

/**
 * Milliseconds that what is under way has to be done; then its statements are broken off, and it has some to be answered that
 * it was not: whoever sends it again finds its key free.
 */
const patience = { acts: 5_000, answers: 1_500, statement: 250 };

async function closeAll(
  app: NestExpressApplication,
  server: { closeIdleConnections(): void; closeAllConnections(): void },
  pool: Pool,
): Promise<void> {
  // what is under way is answered; a connection that is kept alive ends with its answer, so that no more comes over it
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  let breaking: NodeJS.Timeout | undefined;
  const late = setTimeout(() => {
    // what had waited for a connection begins only now
    const again = () => void breakOff(pool, patience.statement).catch(() => undefined);
    again();
    breaking = setInterval(again, patience.statement);
  }, patience.acts);
  const over = setTimeout(() => server.closeAllConnections(), patience.acts + patience.answers);
  server.closeIdleConnections();
  await app.close();
  clearInterval(idle);
  clearTimeout(late);
  clearInterval(breaking);
  clearTimeout(over);
}

/** Methods that an address takes; none where there is no such address. */
function methodsOf(address: string, document: OpenAPIObject): string[] {
  const methods = Object.entries(document.paths).flatMap(([path, operations]) => {
    const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`);
    return pattern.test(address) ? Object.keys(operations as object).map((method) => method.toUpperCase()) : [];
  });
  return [...new Set(methods)];
}
