/** The environment, in one schema. A value that cannot be used stops the process and names itself. */
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './migrations';
import { Refusal } from './refusal';
import { readTls, type Tls } from './tls';

const address = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, 'must look like postgresql://login:password@host:5432/database');
const flag = z.enum(['on', 'off', 'true', 'false', '1', '0']).transform((value) => ['on', 'true', '1'].includes(value));

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const environment = z
  .object({
    NODE_ENV: z.string().default('development'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    /** where a worker that runs alone says that it is alive; it opens no port unless told to */
    HOMEWARD_WORKER_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    /** folder of the embedded database, its passwords and its log; relative to the project */
    HOMEWARD_DATA_DIR: z.string().min(1).default('data'),
    /** the application's login on a server; absent: embedded PostgreSQL */
    DATABASE_URL: address.optional(),
    /** the owner's login; used by `migrate` alone */
    MIGRATION_DATABASE_URL: address.optional(),
    /** the migrator's login; used by imports */
    MIGRATOR_DATABASE_URL: address.optional(),
    HOMEWARD_OWNER_PASSWORD: z.string().min(8).optional(),
    HOMEWARD_MIGRATOR_PASSWORD: z.string().min(8).optional(),
    HOMEWARD_APP_PASSWORD: z.string().min(8).optional(),
    /** key that seals second factors at rest; on a server, keep it for as long as the data */
    HOMEWARD_SEAL_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'must be 32 bytes in hex: openssl rand -hex 32')
      .optional(),
    /** the queue on Redis; absent: the queue on PostgreSQL */
    REDIS_URL: z
      .string()
      .regex(/^rediss?:\/\/\S+$/, 'must look like redis://host:6379')
      .optional(),
    HOMEWARD_CLOCK: z.enum(['real', 'manual']).default('real'),
    /** where commands find a running server, and what links in messages begin with */
    HOMEWARD_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** how many proxies in front are trusted to say who asks and how; `off`: none */
    HOMEWARD_PROXY: z.union([z.literal('off').transform(() => 0), z.coerce.number().int().min(1).max(9)]).default(0),
    /** the address that people use, behind a proxy that ends HTTPS */
    HOMEWARD_PUBLIC_URL: z
      .url({ protocol: /^https$/, error: 'must look like https://homeward.example.gov.kh' })
      .transform((url) => new URL(url).origin)
      .optional(),
    /** files of a certificate (with its chain) and its key, in PEM: HTTPS without a proxy; both or neither */
    HOMEWARD_TLS_CERT: z.string().min(1).optional(),
    HOMEWARD_TLS_KEY: z.string().min(1).optional(),
    /** folder of the built web application, where it is another than the one beside the server */
    HOMEWARD_WEB_DIR: z.string().min(1).optional(),
    /** server that takes e-mail; absent: no e-mail */
    HOMEWARD_SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/\S+$/, 'must look like smtp://login:password@host:587')
      .optional(),
    /** sender of the e-mail */
    HOMEWARD_MAIL_FROM: z
      .string()
      .regex(/^[^\r\n]*\S+@\S+$/, 'must look like Homeward <homeward@example.gov.kh>')
      .optional(),
    /** gateway that takes text messages; absent: none */
    HOMEWARD_SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
    HOMEWARD_SMS_TOKEN: z.string().min(8).optional(),
    /** most segments of one text message */
    HOMEWARD_SMS_SEGMENTS: z.coerce.number().int().min(1).max(10).default(3),
    /** another system that takes every message; absent: none */
    HOMEWARD_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** key of the signature over what is sent there */
    HOMEWARD_WEBHOOK_SECRET: z.string().min(32, 'must have 32 characters: openssl rand -hex 32').optional(),
    /** bearer token of who reads /metrics and the reasons in /health/ready; absent: this machine alone may */
    HOMEWARD_METRICS_TOKEN: z
      .string()
      .regex(/^[\w~+/.=-]{16,500}$/, 'must have 16 characters or more: openssl rand -hex 32')
      .optional(),
    /** invented demo data in an empty database */
    HOMEWARD_DEMO: flag.optional(),
    HOMEWARD_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    /** collector of traces and metrics; absent: none are made. The exporters read further standard names (headers, time-out) */
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    OTEL_EXPORTER_OTLP_PROTOCOL: z.literal('http/json').default('http/json'),
    OTEL_SDK_DISABLED: z.enum(['true', 'false']).default('false'),
    OTEL_SERVICE_NAME: z.string().min(1).default('homeward'),
    OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
    OTEL_METRICS_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
    OTEL_TRACES_SAMPLER: z.enum(samplers).default('parentbased_always_on'),
    /** share of the traces that are kept */
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
    /** milliseconds between two exports of metrics, and for which spans are gathered */
    OTEL_METRIC_EXPORT_INTERVAL: z.coerce.number().int().min(100).default(60_000),
    OTEL_BSP_SCHEDULE_DELAY: z.coerce.number().int().min(10).default(5_000),
  })
  .superRefine((env, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (env.NODE_ENV === 'production' && env.HOMEWARD_CLOCK === 'manual')
      refuse('HOMEWARD_CLOCK', 'manual is refused when NODE_ENV=production');
    if (env.HOMEWARD_CLOCK === 'manual' && !['127.0.0.1', '::1', 'localhost'].includes(env.HOST)) {
      refuse('HOMEWARD_CLOCK', 'manual needs a HOST on the loopback');
    }
    const together = (names: (keyof typeof env)[]) => {
      const missing = names.filter((name) => env[name] === undefined);
      if (missing.length < names.length)
        for (const name of missing) refuse(name, `goes with ${names.filter((each) => each !== name).join(', ')}`);
    };
    together(['HOMEWARD_SMTP_URL', 'HOMEWARD_MAIL_FROM']);
    together(['HOMEWARD_SMS_URL', 'HOMEWARD_SMS_TOKEN']);
    together(['HOMEWARD_WEBHOOK_URL', 'HOMEWARD_WEBHOOK_SECRET']);
    if (env.HOMEWARD_TLS_CERT && !env.HOMEWARD_TLS_KEY)
      refuse('HOMEWARD_TLS_KEY', 'goes with HOMEWARD_TLS_CERT: give both or neither');
    if (env.HOMEWARD_TLS_KEY && !env.HOMEWARD_TLS_CERT)
      refuse('HOMEWARD_TLS_CERT', 'goes with HOMEWARD_TLS_KEY: give both or neither');
  });

export interface Config {
  production: boolean;
  port: number;
  host: string;
  /** where a worker that runs alone says that it is alive; none: it opens no port */
  workerPort?: number;
  /** absolute path */
  dataFolder: string;
  databaseUrl?: string;
  migrationDatabaseUrl?: string;
  migratorDatabaseUrl?: string;
  passwords: { owner?: string; migrator?: string; app?: string };
  /** 32 bytes; the embedded database has one of its own */
  sealKey?: Buffer;
  redisUrl?: string;
  clock: 'real' | 'manual';
  url: string;
  /** trusted proxies in front; 0: none */
  proxy: number;
  /** origin that people use, https; cookies are Secure then */
  publicUrl?: string;
  /** certificate and key with which the product itself serves HTTPS */
  tls?: Tls;
  /** ways out of the product; each absent where it is not set up */
  mail?: { url: string; from: string };
  sms?: { url: string; token: string; segments: number };
  webhook?: { url: string; secret: string };
  /** of who may read the measurements; absent: this machine alone may */
  metricsToken?: string;
  /** absolute path of the built web application; absent: beside the server */
  webFolder?: string;
  /** whether an empty database is filled with invented data */
  demo: boolean;
  log: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** traces and metrics over OTLP; absent: none */
  telemetry?: {
    traces: boolean;
    metrics: boolean;
    service: string;
    sampler: (typeof samplers)[number];
    /** of the traces that are kept, 0 to 1 */
    share: number;
    /** milliseconds between two exports of metrics */
    interval: number;
    /** milliseconds for which spans are gathered before they are sent */
    delay: number;
  };
}

const inProject = (path: string): string => resolve(projectRoot(), path);

/** Reads the environment; throws a `Refusal` that names every variable it cannot use. Empty values count as absent. */
export function config(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(given);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Refusal('config', { problems });
  }
  const e = read.data;
  const production = e.NODE_ENV === 'production';
  const tls = e.HOMEWARD_TLS_CERT && readTls(inProject(e.HOMEWARD_TLS_CERT), inProject(e.HOMEWARD_TLS_KEY!));
  return {
    production,
    port: e.PORT,
    host: e.HOST,
    workerPort: e.HOMEWARD_WORKER_PORT,
    dataFolder: isAbsolute(e.HOMEWARD_DATA_DIR) ? e.HOMEWARD_DATA_DIR : join(projectRoot(), e.HOMEWARD_DATA_DIR),
    databaseUrl: e.DATABASE_URL,
    migrationDatabaseUrl: e.MIGRATION_DATABASE_URL,
    migratorDatabaseUrl: e.MIGRATOR_DATABASE_URL,
    passwords: {
      owner: e.HOMEWARD_OWNER_PASSWORD,
      migrator: e.HOMEWARD_MIGRATOR_PASSWORD,
      app: e.HOMEWARD_APP_PASSWORD,
    },
    sealKey: e.HOMEWARD_SEAL_KEY ? Buffer.from(e.HOMEWARD_SEAL_KEY, 'hex') : undefined,
    redisUrl: e.REDIS_URL,
    clock: e.HOMEWARD_CLOCK,
    url: e.HOMEWARD_URL ?? `${tls ? 'https' : 'http'}://${e.HOST.includes(':') ? `[${e.HOST}]` : e.HOST}:${e.PORT}`,
    proxy: e.HOMEWARD_PROXY,
    publicUrl: e.HOMEWARD_PUBLIC_URL,
    ...(tls && { tls }),
    ...(e.HOMEWARD_SMTP_URL && { mail: { url: e.HOMEWARD_SMTP_URL, from: e.HOMEWARD_MAIL_FROM! } }),
    ...(e.HOMEWARD_SMS_URL && {
      sms: { url: e.HOMEWARD_SMS_URL, token: e.HOMEWARD_SMS_TOKEN!, segments: e.HOMEWARD_SMS_SEGMENTS },
    }),
    ...(e.HOMEWARD_WEBHOOK_URL && {
      webhook: { url: e.HOMEWARD_WEBHOOK_URL, secret: e.HOMEWARD_WEBHOOK_SECRET! },
    }),
    metricsToken: e.HOMEWARD_METRICS_TOKEN,
    webFolder: e.HOMEWARD_WEB_DIR && inProject(e.HOMEWARD_WEB_DIR),
    // a server is for real use: demo data go there only when asked for, or for the sandbox
    demo:
      e.HOMEWARD_DEMO ??
      (!production && (!e.DATABASE_URL || (e.HOMEWARD_CLOCK === 'manual' && e.MIGRATOR_DATABASE_URL !== undefined))),
    log: e.HOMEWARD_LOG,
    ...(e.OTEL_EXPORTER_OTLP_ENDPOINT &&
      e.OTEL_SDK_DISABLED === 'false' && {
        telemetry: {
          traces: e.OTEL_TRACES_EXPORTER === 'otlp',
          metrics: e.OTEL_METRICS_EXPORTER === 'otlp',
          service: e.OTEL_SERVICE_NAME,
          sampler: e.OTEL_TRACES_SAMPLER,
          share: e.OTEL_TRACES_SAMPLER_ARG,
          interval: e.OTEL_METRIC_EXPORT_INTERVAL,
          delay: e.OTEL_BSP_SCHEDULE_DELAY,
        },
      }),
  };
}
