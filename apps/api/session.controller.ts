/** Sign-in and what belongs to one's own sessions. */
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { CookieOptions, Response } from 'express';
import { z } from 'zod';
import { absoluteLimit, deviceLimit, type Session } from '../../libs/access';
import { Answers } from './answers';
import * as answers from './answers/session';
import { AnyAppointment, cookieName, cookieOf, deviceCookieName, Open, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { plain } from './input';
import { Keyless } from './keys';
import { emptyBody, idParameter, name } from './schemas';

const signIn = z.strictObject({
  login: z.string().min(1).max(100),
  password: z.string().min(1).max(500),
  totp: z.string().max(20).optional(),
  device: name.optional(),
});
const code = z.strictObject({ code: z.string().min(6).max(20) });
const newPassword = z.strictObject({ old: z.string().min(1).max(500), password: z.string().min(1).max(500) });

@Controller('api/v1/session')
@Keyless()
export class SessionController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.signedIn)
  @Post()
  @Open()
  @HttpCode(200)
  async signIn(
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: signIn }) body: z.infer<typeof signIn>,
  ) {
    const { login, password, totp, device } = body;
    const source = request.ip ?? request.socket.remoteAddress ?? '';
    const given = {
      login: plain(login),
      password,
      totp: totp === undefined ? undefined : plain(totp),
      device: device ?? deviceOf(request),
      source,
      marks: cookieOf(request, deviceCookieName),
    };
    const { token, marks, ...session } = await this.context.sessions.signIn(given);
    this.hand(request, response, token);
    this.handMarks(request, response, marks);
    return { token, ...told(session) };
  }

  @Answers(answers.session)
  @Get()
  @AnyAppointment()
  me(@Req() request: ApiRequest) {
    return told(request.session!);
  }

  @Delete()
  @AnyAppointment()
  @HttpCode(204)
  async signOut(@Req() request: ApiRequest, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.context.sessions.signOut(request.token!);
    response.clearCookie(cookieName, cookieOptions(request, this.context.config));
  }

  @Answers(answers.devices)
  @Get('devices')
  @AnyAppointment()
  async devices(@Req() request: ApiRequest) {
    return { items: await this.context.sessions.listDevices(request.token!), next: null };
  }

  @Delete('devices/:id')
  @AnyAppointment()
  @HttpCode(204)
  async revoke(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: { id: string }): Promise<void> {
    await this.context.sessions.revoke(request.token!, id);
  }

  @Answers(answers.token)
  @Post('password')
  @AnyAppointment()
  @HttpCode(200)
  async changePassword(
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: newPassword }) body: z.infer<typeof newPassword>,
  ) {
    const { token } = await this.context.sessions.changePassword(request.token!, body);
    this.hand(request, response, token);
    return { token };
  }

  @Answers(answers.secondFactor)
  @Post('totp')
  @AnyAppointment()
  @HttpCode(200)
  enrol(@Req() request: ApiRequest, @Body({ schema: emptyBody }) _body: unknown) {
    return this.context.sessions.enrolTotp(request.token!);
  }

  @Answers(answers.token)
  @Post('totp/confirm')
  @AnyAppointment()
  @HttpCode(200)
  async confirm(
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: code }) body: z.infer<typeof code>,
  ) {
    const { token } = await this.context.sessions.confirmTotp(request.token!, plain(body.code));
    this.hand(request, response, token);
    return { token };
  }

  /** A browser keeps the token in a cookie that no script reads. */
  private hand(request: ApiRequest, response: Response, token: string): void {
    response.cookie(cookieName, token, { ...cookieOptions(request, this.context.config), maxAge: absoluteLimit });
  }

  /** It keeps the marks of who signed in there beyond the session; only sign-in is sent them. */
  private handMarks(request: ApiRequest, response: Response, marks: string): void {
    response.cookie(deviceCookieName, marks, {
      ...cookieOptions(request, this.context.config),
      sameSite: 'strict',
      path: '/api/v1/session',
      maxAge: deviceLimit,
    });
  }
}

@Controller('api/v1/sessions')
export class SessionsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  /** Signs out everywhere. */
  @Delete()
  @AnyAppointment()
  @HttpCode(204)
  async signOutEverywhere(@Req() request: ApiRequest, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.context.sessions.signOutEverywhere(request.token!);
    response.clearCookie(cookieName, cookieOptions(request, this.context.config));
  }
}

const cookieOptions = (request: ApiRequest, { publicUrl }: Context['config']): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
  secure: request.secure || publicUrl !== undefined,
});

/** What kind of device it is, from what the browser says of itself. */
function deviceOf(request: ApiRequest): string {
  const agent = request.headers['user-agent'] ?? '';
  const system = /Android|iPhone|iPad|Windows|Macintosh|Linux/.exec(agent)?.[0];
  const browser = /Firefox|Edg|Chrome|Safari/.exec(agent)?.[0];
  return [browser, system].filter(Boolean).join(', ') || 'machine';
}

function told(session: Session) {
  const { id, person, appointments, expiresAt, mustChangePassword, totp } = session;
  return { session: id, person, appointments, expiresAt: new Date(expiresAt).toISOString(), mustChangePassword, totp };
}
