/** Who is asking: the session behind the cookie or the bearer token, in one of the person's appointments. */
import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, RequestHandler } from 'express';
import type { Session } from '../../libs/access';
import { Problem, type ProblemCode } from '../../libs/engine';
import type { Actor } from '../../workflows/workflow';
import { CONTEXT, type Context } from './context';
import { plain } from './input';

const OPEN = 'homeward:open';
/** Nobody has to be signed in. */
export const Open = () => SetMetadata(OPEN, 'open');
/** A session is enough; which appointment does not matter. */
export const AnyAppointment = () => SetMetadata(OPEN, 'session');

export const cookieName = 'homeward_session';
/** What a device is known by at the next sign-in; no right to anything. */
export const deviceCookieName = 'homeward_device';

export interface ApiRequest extends Request {
  token?: string;
  session?: Session;
  actor?: Actor;
}

/** The token of a request: bearer first, then the cookie. */
export function findToken(request: Request): string | undefined {
  const bearer = /^Bearer ([\w~+/=.-]{10,500})$/i.exec(request.headers.authorization ?? '');
  return bearer ? bearer[1] : cookieOf(request, cookieName);
}

/** The first well-formed cookie of this name. */
export function cookieOf(request: Request, wanted: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === wanted && value && /^[\w~+/.-]{10,500}$/.test(value)) return value;
  }
  return undefined;
}

/** What is opened as a plain link, which carries no header: documents, files, charts, exports. */
const linked =
  /^\/api\/v1\/(instances\/[^/]+\/(documents|attachments)\/[^/]+|(instances|workflows)\/[^/]+\/chart|exports\/[^/]+)\/?$/;
/** Is this address opened as a link, so that it takes `?appointment=`? */
export const isLinked = (path: string): boolean => linked.test(path);

/** The appointment that a link names. */
export const appointmentOfLink = (request: Request): string | undefined =>
  isLinked(request.path)
    ? (new URL(request.originalUrl, 'http://link').searchParams.get('appointment') ?? undefined)
    : undefined;

/** Takes the one `?appointment=` of a link for the header; beside the header it is an unknown field of the query. */
export const appointmentInLink: RequestHandler = (request, _response, next) => {
  const [path, text] = request.url.split('?');
  const query = new URLSearchParams(text);
  const [named, ...more] = query.getAll('appointment');
  const taken = request.method === 'GET' && isLinked(request.path) && more.length === 0;
  if (taken && named !== undefined && request.headers['homeward-appointment'] === undefined) {
    query.delete('appointment');
    request.headers['homeward-appointment'] = named;
    request.url = query.size > 0 ? `${path}?${query.toString()}` : path!;
  }
  next();
};

/** The appointment that the request names; throws `forbidden` on what is no id. */
export const appointmentOf = (request: Request): string | undefined => {
  const header = request.headers['homeward-appointment'];
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(header))
    return header.toLowerCase();
  throw new Problem('forbidden', { errors: [{ path: 'Homeward-Appointment', code: 'invalid_format' }] });
};

/** Lets in who has a valid session, and names the actor. */
@Injectable()
export class Authentication implements CanActivate {
  constructor(
    @Inject(CONTEXT) private readonly context: Context,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const need = this.reflector.getAllAndOverride<string | undefined>(OPEN, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    const request = execution.switchToHttp().getRequest<ApiRequest>();
    // what names no appointment at all is refused also where none is asked for
    const appointment = appointmentOf(request);
    if (need === 'open') return true;
    const token = findToken(request);
    if (!token) throw new Problem('unauthenticated');
    request.token = token;
    if (need === 'session') {
      request.session = await this.context.sessions.sessionOf(token);
      return true;
    }
    const { actor, session } = await this.context.sessions.actorOf(token, appointment);
    request.actor = actor;
    request.session = session;
    return true;
  }
}

/** The actor of an authenticated request. */
export function actorOf(request: ApiRequest): Actor {
  if (!request.actor) throw new Problem('unauthenticated');
  return request.actor;
}

/** Refusals after which nothing was signed: the code may be shown again. */
const unsigned: readonly ProblemCode[] = [
  'refused_by_rule',
  'refused_by_database',
  'form_invalid',
  'forbidden',
  'event_not_possible',
  'version_stale',
];

/**
 * Does what a request asks for with its signature at hand: a fresh code in `Homeward-Totp`, taken only when `sign` is
 * called, and given back when the request is refused.
 */
export async function withSignature<T>(
  context: Context,
  request: ApiRequest,
  act: (sign: (() => Promise<unknown>) | undefined) => Promise<T>,
): Promise<T> {
  const code = request.headers['homeward-totp'];
  if (code === undefined) return act(undefined);
  if (typeof code !== 'string' || code.length > 20) throw new Problem('signature_required');
  const { person } = actorOf(request);
  const purpose = `${request.method} ${request.path} ${String(request.headers['idempotency-key'] ?? '')}`;
  try {
    return await act(() => context.sessions.signed(person, plain(code.trim()), purpose));
  } catch (problem) {
    if (problem instanceof Problem && unsigned.includes(problem.code)) await context.sessions.giveBack(person, purpose);
    throw problem;
  }
}
