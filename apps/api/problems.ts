/** Every error as `application/problem+json`, in both languages. */
import { HttpException, NotFoundException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { Problem, problems, type FieldError, type ProblemCode } from '../../libs/engine/problem';
import type { Text } from '../../workflows/workflow';
import { fieldTexts, webProblems } from './texts';

/** A refusal of the web layer itself, beside the problems of the libs. */
export class WebProblem extends Error {
  constructor(
    readonly code: keyof typeof webProblems,
    readonly headers: Record<string, string> = {},
  ) {
    super(code);
  }
}

interface Issue {
  readonly code?: string;
  readonly path?: readonly unknown[];
  readonly message: string;
  readonly [key: string]: unknown;
}

const pathOf = (path: readonly unknown[] | undefined): string =>
  (path ?? []).map((p) => String(typeof p === 'object' && p !== null && 'key' in p ? p.key : p)).join('.');

/** The fields that the issues of a schema name, each with a code of `fieldTexts`. */
export function fieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues.slice(0, 100).flatMap((issue): FieldError[] => {
    const path = pathOf(issue.path);
    if (issue.code === 'unrecognized_keys') {
      return (issue['keys'] as string[])
        .slice(0, 20)
        .map((key) => ({ path: path ? `${path}.${key}` : key, code: 'unknown_field' }));
    }
    if (issue.code === 'invalid_format' && /date/.test(String(issue['format'])))
      return [{ path, code: 'invalid_date' }];
    if (issue.code === 'invalid_type' && /received undefined/.test(issue.message)) return [{ path, code: 'required' }];
    return [{ path, code: issue.code ?? 'custom' }];
  });
}

const lost = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  // a standby, or one that takes no writes for now
  '25006',
]);
/** Classes of SQLSTATE: the connection (08), what PostgreSQL needs and has not, as on a full disk (53), the system under it (58). */
const lostClasses = /^(08|53|58)/;
const lostWords =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Cannot use a pool after calling end|Client has encountered a connection error|connection is closed/i;

/** Does the error say that the database could not be asked? */
export function isDatabaseGone(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  // the write door says of a unit that failed its `state`
  const { code, state, severity, message, cause, errors } = error as Record<string, unknown>;
  if (Array.isArray(errors)) return errors.some(isDatabaseGone);
  // its process ended with this answer, or all of them did
  if (severity === 'FATAL' || severity === 'PANIC') return true;
  const sqlState = code ?? state;
  if (typeof sqlState === 'string' && (lost.has(sqlState) || lostClasses.test(sqlState))) return true;
  return (typeof message === 'string' && lostWords.test(message)) || (cause !== undefined && isDatabaseGone(cause));
}

/** Does the error say that no connection of the pool became free in time? */
const isCrowded = (error: unknown): boolean =>
  (error as Partial<Error> | null)?.message === 'timeout exceeded when trying to connect';

/** SQLSTATE classes by which PostgreSQL says that a value itself cannot be taken (22) or conflicts with a row (23). */
function ofDatabase(error: unknown): Problem | undefined {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return undefined;
  if (code.startsWith('22')) return new Problem('form_invalid');
  if (code.startsWith('23') || code.startsWith('HW')) return new Problem('refused_by_database');
  // somebody holds what is asked for, such as a migration
  if (code === '55P03') return new Problem('busy', { retryAfter: 2 });
  return code === '40P01' || code === '40001' || code === '57014' ? new Problem('busy', { retryAfter: 1 }) : undefined;
}

function ofHttp(status: number): ProblemCode {
  if (status === 404) return 'not_found';
  if (status === 413) return 'body_too_large';
  if (status === 415) return 'media_type';
  return status < 500 ? 'body_invalid' : 'internal';
}

function toProblem(error: unknown): Problem | WebProblem {
  const isUnexpected = error instanceof Problem && error.code === 'internal';
  if ((error instanceof Problem && !isUnexpected) || error instanceof WebProblem) return error;
  // every connection was at work for as long as one may wait for it: the database may well answer
  if (isCrowded(error)) return new Problem('busy', { retryAfter: 1 });
  if (isDatabaseGone(error)) return new Problem('database_gone', { retryAfter: 5 });
  if (error instanceof HttpException) return new Problem(ofHttp(error.getStatus()));
  const status = (error as { status?: unknown }).status;
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem(ofHttp(status));
  return isUnexpected ? error : (ofDatabase(error) ?? new Problem('internal'));
}

/** The language a request asks for: Khmer when it is preferred to English, else English. */
export function languageOf(header: string | undefined): keyof Text {
  const wish = (header ?? '').split(',').map((part) => {
    const [tag, ...more] = part.trim().split(';');
    const q = more.map((m) => /^\s*q=([\d.]+)/.exec(m)?.[1]).find(Boolean);
    return { tag: (tag ?? '').toLowerCase(), q: q === undefined ? 1 : Number(q) };
  });
  const best = (prefix: string): number =>
    Math.max(-1, ...wish.filter((w) => w.tag.startsWith(prefix)).map((w) => w.q));
  return best('km') > best('en') ? 'km' : 'en';
}

/** The body of `application/problem+json`. */
export function bodyOf(problem: Problem | WebProblem, language: keyof Text, requestId: string) {
  const { status, title } = problem instanceof Problem ? problems[problem.code] : webProblems[problem.code];
  const extra = problem instanceof Problem ? problem.extra : {};
  return {
    type: `urn:homeward:problem:${problem.code}`,
    title: title[language],
    titles: title,
    status,
    code: problem.code,
    ...(extra.detail && { detail: extra.detail[language], details: extra.detail }),
    instance: `urn:homeward:request:${requestId}`,
    rules: extra.rules ?? [],
    errors: (extra.errors ?? []).map((e) => ({
      ...e,
      message: e.message ?? fieldTexts[e.code] ?? fieldTexts['custom'],
    })),
  };
}

/** Turns whatever was thrown, in Nest or in express, into the answer; only the unexpected is logged as an error. */
export class Problems implements ExceptionFilter {
  constructor(
    private readonly log: Logger,
    /** methods that the address of a request takes */
    private readonly methodsOf: (request: Request) => string[],
    /** hears which rules refused */
    private readonly refused: (rules: string[]) => void,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<Request>(), http.getResponse<Response>());
  }

  /** The error handler of express, for what fails before Nest. */
  readonly handler = (error: unknown, request: Request, response: Response, _next: NextFunction): void =>
    this.answer(error, request, response);

  /** 405 where the address exists for another method, else 404. */
  private nothingThere(request: Request): Problem | WebProblem {
    const methods = this.methodsOf(request);
    if (methods.length === 0 || methods.includes(request.method)) return new Problem('not_found');
    return new WebProblem('method_not_allowed', { Allow: methods.join(', ') });
  }

  private answer(error: unknown, request: Request, response: Response): void {
    const problem = error instanceof NotFoundException ? this.nothingThere(request) : toProblem(error);
    const requestId = String(response.getHeader('X-Request-Id') ?? '');
    if (problem.code === 'internal') this.log.error({ requestId, fault: faultOf(error) }, 'unexpected failure');
    if (problem.code === 'database_gone') this.log.warn({ requestId }, 'database gone');
    if (response.headersSent) return void response.destroy();
    const body = bodyOf(problem, languageOf(request.headers['accept-language']), requestId);
    this.refused(body.rules.map(({ id }) => id));
    response
      .status(body.status)
      .type('application/problem+json')
      .vary('Accept-Language')
      .set('Cache-Control', 'no-store');
    response.set('Content-Language', languageOf(request.headers['accept-language']));
    if (problem instanceof Problem && problem.extra.retryAfter)
      response.set('Retry-After', String(problem.extra.retryAfter));
    if (problem instanceof WebProblem) response.set(problem.headers);
    if (body.status === 401) response.set('WWW-Authenticate', 'Bearer realm="homeward"');
    response.send(JSON.stringify(body));
  }
}

/** Where it failed, without values: messages of the database may quote what a person typed. */
function faultOf(error: unknown): { name: string; code?: string; message?: string; stack?: string } {
  if (typeof error !== 'object' || error === null) return { name: typeof error };
  const { name, message, code, stack = '' } = error as Partial<Error> & { code?: unknown };
  const frames = stack
    .split('\n')
    .filter((l) => /^\s+at /.test(l))
    .slice(0, 12)
    .join('\n');
  const sql = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  return {
    name: name ?? 'object',
    code: typeof code === 'string' ? code : undefined,
    message: sql ? undefined : message,
    stack: frames,
  };
}
