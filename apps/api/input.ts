/** What a client sent, before anything reads it: size, kind, shape, and text made plain. */
import { isUtf8 } from 'node:buffer';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { Problem, type FieldError } from '../../libs/engine/problem';
import { WebProblem } from './problems';

/** Largest body in bytes; a gatekeeping request with all its forms is under 40 kB. */
export const largestBody = 1_000_000;
const deepest = 32;
const mostParts = 20_000;

/** zero-width, direction and joining marks, and the soft hyphen: invisible, and the cheapest way to make two of one name */
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const notText = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;
const loneSurrogate = /\p{Cs}/u;
/** a date, time, number or telephone number written with Khmer digits */
const khmerNumber = /^[-+]?[០-៩0-9][០-៩0-9 .,:+/TZ-]*$/;

/** Text made plain: composed, without invisible marks, and numbers and dates in Western digits. */
export function plain(text: string): string {
  const composed = text.normalize('NFC').replace(invisible, '');
  if (!khmerNumber.test(composed)) return composed;
  return composed.replace(/[០-៩]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0));
}

/** A copy of a parsed body with plain text; throws on what is no text, and on a body made to exhaust. */
export function plainBody(body: unknown): unknown {
  let parts = 0;
  const errors: FieldError[] = [];
  const walk = (value: unknown, path: string, depth: number): unknown => {
    parts += 1;
    if (depth > deepest || parts > mostParts) throw new WebProblem('too_deep');
    if (typeof value === 'string') {
      if (notText.test(value) || loneSurrogate.test(value)) errors.push({ path, code: 'control_character' });
      return plain(value);
    }
    if (value === null || typeof value !== 'object') return value;
    const at = (key: string | number): string => (path ? `${path}.${key}` : String(key));
    if (Array.isArray(value)) return value.map((item, i) => walk(item, at(i), depth + 1));
    const copy: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype')
        errors.push({ path: at(key), code: 'unknown_field' });
      else if (notText.test(key) || loneSurrogate.test(key)) errors.push({ path, code: 'control_character' });
      else copy[key] = walk(item, at(key), depth + 1);
    }
    return copy;
  };
  const copy = walk(body, '', 0);
  if (errors.length > 0) throw new Problem('form_invalid', { errors });
  return copy;
}

/** Refuses an address that cannot be decoded, before anything looks for what it names. */
export const wellEncoded: RequestHandler = (request, _response, next) => {
  try {
    decodeURIComponent(request.path);
    next();
  } catch {
    next(new WebProblem('address_invalid'));
  }
};

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

const parse = express.json({
  limit: largestBody,
  strict: false,
  inflate: false,
  verify: (_request, _response, buffer) => {
    if (!isUtf8(buffer)) throw new Problem('body_invalid');
  },
});

/** Reads the body of a request as JSON, or refuses it: 400, 413, 415, 422. */
export const readBody: RequestHandler = (request: Request, response: Response, next: NextFunction) => {
  if (!hasBody(request)) return next();
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return next(new Problem('body_too_large'));
  if (!request.is(['application/json', 'application/*+json'])) return next(new Problem('media_type'));
  parse(request, response, (error?: unknown) => {
    if (error) return next(error instanceof Problem ? error : refusalOf(error));
    try {
      // a password is taken as it was typed
      if (!/\/(session|session\/password|login)\/?$/.test(request.path)) request.body = plainBody(request.body);
      else plainBody(request.body);
      next();
    } catch (refused) {
      next(refused);
    }
  });
};

function refusalOf(error: unknown): Problem {
  const status = (error as { status?: number }).status;
  if (status === 413) return new Problem('body_too_large');
  if (status === 415) return new Problem('media_type');
  return new Problem('body_invalid');
}

/** Names that the schemas of a route's `@Query` declare; a route without one declares none. */
function declaredQuery(controller: object, handler: string): Set<string> {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as Record<
    string,
    { schema?: unknown }
  >;
  const schemas = Object.entries(parameters)
    .filter(([place]) => place.startsWith(`${RouteParamtypes.QUERY}:`))
    .map(([, { schema }]) => schema);
  return new Set(schemas.flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])));
}

/** Addresses that programs ask; a page's address may carry what its script or a mail program put there. */
const forPrograms = /^\/(api|health|metrics|testing)(\/|$)/;

/** Refuses what a route's query does not know: a mistyped filter would answer with everything. */
@Injectable()
export class KnownQuery implements CanActivate {
  private readonly declared = new Map<unknown, Set<string>>();

  canActivate(execution: ExecutionContext): boolean {
    const { path, query } = execution.switchToHttp().getRequest<Request>();
    const handler = execution.getHandler();
    let known = this.declared.get(handler);
    if (!known) this.declared.set(handler, (known = declaredQuery(execution.getClass(), handler.name)));
    const unknown = forPrograms.test(path) ? Object.keys(query).filter((name) => !known.has(name)) : [];
    if (unknown.length === 0) return true;
    const errors = unknown.slice(0, 20).map((name) => ({ path: `query.${name.slice(0, 100)}`, code: 'unknown_field' }));
    throw new Problem('form_invalid', { errors });
  }
}
