/** Who is asking: the session behind the cookie or the bearer token, in one of the person's appointments. */
import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Session } from '../../libs/access';
import { Problem } from '../../libs/engine/problem';
import type { Actor } from '../../workflows/workflow';
import { CONTEXT, type Context } from './context';
import { plain } from './input';

const OPEN = 'homeward:open';
/** Nobody has to be signed in. */
export const Open = () => SetMetadata(OPEN, 'open');
/** A session is enough; which appointment does not matter. */
export const AnyAppointment = () => SetMetadata(OPEN, 'session');

export const cookieName = 'homeward_session';

export interface ApiRequest extends Request {
  token?: string;
  session?: Session;
  actor?: Actor;
}

/** The token of a request: bearer first, then the cookie. */
export function findToken(request: Request): string | undefined {
  const bearer = /^Bearer ([\w~+/=.-]{10,500})$/i.exec(request.headers.authorization ?? '');
  if (bearer) return bearer[1];
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === cookieName && value && /^[\w~+/.-]{10,500}$/.test(value)) return value;
  }
  return undefined;
}

const appointmentOf = (request: Request): string | undefined => {
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
    if (need === 'open') return true;
    const request = execution.switchToHttp().getRequest<ApiRequest>();
    const token = findToken(request);
    if (!token) throw new Problem('unauthenticated');
    request.token = token;
    if (need === 'session') {
      request.session = await this.context.sessions.sessionOf(token);
      return true;
    }
    const { actor, session } = await this.context.sessions.actorOf(token, appointmentOf(request));
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

/** Does a fresh code in `Homeward-Totp` sign the request? A wrong code is refused; a repeat of the request keeps its signature. */
export async function isSigned(context: Context, request: ApiRequest): Promise<boolean> {
  const code = request.headers['homeward-totp'];
  if (code === undefined) return false;
  if (typeof code !== 'string' || code.length > 20) throw new Problem('signature_required');
  const purpose = `${request.method} ${request.path} ${String(request.headers['idempotency-key'] ?? '')}`;
  return context.sessions.signed(actorOf(request).person, plain(code.trim()), purpose);
}
