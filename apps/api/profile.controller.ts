/** What a person chooses for themselves: language, digits, channels, and the link to their calendar. */
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Seal } from '../../libs/access';
import { Problem } from '../../libs/engine/problem';
import { Pace } from '../../libs/letters';
import { Answers } from './answers';
import * as answers from './answers/files';
import { AnyAppointment, Open, type ApiRequest } from './authentication';
import { calendarOf, Links } from './calendar';
import { keptQuiet, quietHours, shownQuiet } from './channels';
import { CONTEXT, type Context } from './context';
import { Keyless } from './keys';
import { channelTexts, rungTexts } from './profile-texts';
import { emptyBody } from './schemas';

type Rung = keyof typeof rungTexts;
const rungIds = Object.keys(rungTexts) as [Rung, ...Rung[]];
const rungs = z
  .array(z.enum(rungIds))
  .max(rungIds.length)
  .transform((chosen) => rungIds.filter((id) => chosen.includes(id)));

/** A number in Cambodia, with or without its country: kept as +855… */
const phone = z
  .string()
  .max(40)
  .transform((typed) => typed.replace(/[\s.()-]/g, '').replace(/^(00855|855|0)(?=[1-9])/, '+855'))
  .pipe(z.string().regex(/^\+855[1-9]\d{7,8}$/));

const profileBody = z.strictObject({
  language: z.enum(['km', 'en']),
  digits: z.enum(['khmer', 'latin']),
  channels: z.strictObject({
    email: z.strictObject({ address: z.email().max(254).nullable(), rungs }),
    sms: z.strictObject({ address: phone.nullable(), rungs }),
  }),
  quiet: quietHours.nullable().default(null),
});

interface Row {
  language: 'km' | 'en';
  digits: 'khmer' | 'latin' | null;
  channels: Partial<Record<'email' | 'sms', Rung[]>> | null;
  email: string | null;
  phone: string | null;
  /** what the administrator registered, which holds until the person chooses */
  registered_email: string | null;
  registered_phone: string | null;
  quiet_from: number | null;
  quiet_until: number | null;
}

/** The person of a session that may do more than choose a password. */
function personOf(request: ApiRequest): string {
  const { person, mustChangePassword } = request.session!;
  if (mustChangePassword) throw new Problem('forbidden');
  return person.id;
}

@Controller('api/v1/profile')
@AnyAppointment()
export class ProfileController {
  private readonly seal: Seal;
  private readonly links: Links;

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.seal = context.seal ?? new Seal();
    this.links = new Links(context.pool);
  }

  @Answers(answers.profile)
  @Get()
  read(@Req() request: ApiRequest) {
    return this.profileOf(personOf(request));
  }

  @Answers(answers.profile)
  @Put()
  async choose(@Req() request: ApiRequest, @Body({ schema: profileBody }) body: z.infer<typeof profileBody>) {
    const person = personOf(request);
    const { language, digits, channels, quiet } = body;
    const { email, sms } = channels;
    const sealed = (address: string | null): string | null => (address === null ? null : this.seal.close(address));
    const chosen = {
      person,
      language,
      digits,
      channels: { email: email.rungs, sms: sms.rungs },
      email: sealed(email.address),
      phone: sealed(sms.address),
      quiet: keptQuiet(quiet),
    };
    await this.context.pool.query('select homeward.choose_profile($1::jsonb)', [JSON.stringify(chosen)]);
    return this.profileOf(person);
  }

  @Answers(answers.calendarLink)
  @Get('calendar')
  async calendar(@Req() request: ApiRequest) {
    return { link: (await this.links.find(personOf(request))) ?? null };
  }

  /** Makes a link in place of the one before; its address is shown this once. */
  @Answers(answers.calendarAddress)
  @Post('calendar')
  @Keyless()
  async link(@Req() request: ApiRequest, @Body({ schema: emptyBody }) _body: unknown) {
    const { token, madeAt } = await this.links.make(personOf(request));
    return { address: `/calendar/${token}.ics`, madeAt };
  }

  @Delete('calendar')
  @HttpCode(204)
  async revoke(@Req() request: ApiRequest): Promise<void> {
    if (!(await this.links.revoke(personOf(request)))) throw new Problem('not_found');
  }

  private async profileOf(person: string) {
    const { rows } = await this.context.pool.query<Row>(
      `select p.language, c.digits, c.channels, c.email, c.phone, c.quiet_from, c.quiet_until,
         p.email as registered_email, p.phone as registered_phone from homeward.people p
       left join homeward.profiles c on c.person = p.id where p.id = $1`,
      [person],
    );
    const row = rows[0]!;
    const { language, digits, channels } = row;
    const open = (stored: string | null): string | null => (stored === null ? null : this.seal.open(stored));
    const { mail, sms } = this.context.config;
    // the inbox and the log take everything; the other ways out are chosen now, and used when they are set up
    const fixed = { always: true, available: true, address: null, rungs: rungIds };
    const way = (
      id: 'email' | 'sms',
      available: boolean,
      own: string | null,
      registered: string | null,
      usual: Rung[],
    ) => ({
      id,
      text: channelTexts[id],
      always: false,
      available,
      address: channels ? open(own) : registered,
      rungs: channels ? (channels[id] ?? []) : registered === null ? [] : usual,
    });
    return {
      language,
      // of Khmer pages; English ones are written with 0-9 in any case
      digits: digits ?? 'khmer',
      channels: [
        { id: 'inbox', text: channelTexts.inbox, ...fixed },
        { id: 'log', text: channelTexts.log, ...fixed },
        way('email', mail !== undefined, row.email, row.registered_email, rungIds),
        way('sms', sms !== undefined, row.phone, row.registered_phone, []),
      ],
      quiet: shownQuiet(row.quiet_from, row.quiet_until),
      rungs: rungIds.map((id) => ({ id, text: rungTexts[id] })),
    };
  }
}

/** Questions per address in a minute. */
const most = 30;

@Controller('calendar')
@Open()
@ApiExcludeController()
export class CalendarController {
  private readonly links: Links;
  private readonly pace = new Pace(most);

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.links = new Links(context.pool);
  }

  @Get(':file')
  async feed(@Req() request: ApiRequest, @Res() response: Response, @Param('file') file: string): Promise<void> {
    const wait = this.pace.ask(request.ip ?? '');
    if (wait > 0) throw new Problem('locked_out', { retryAfter: wait });
    const token = /^([\w-]{43})\.ics$/.exec(file)?.[1];
    const person = token === undefined ? undefined : await this.links.use(token);
    if (!person) throw new Problem('not_found');
    const feed = await calendarOf(this.context, person);
    response.status(200).set('Content-Disposition', 'inline; filename="homeward.ics"');
    response.type('text/calendar; charset=utf-8').send(feed);
  }
}
