/** People, their appointments, leave, duty and interests; lost credentials; broken glass; who read a file. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { z } from 'zod';
import { contactsOf, Directory, listCaseworkers, listPeople, may } from '../../libs/access';
import type { Key } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import { roles } from '../../workflows/workflow';
import { Answers } from './answers';
import * as answers from './answers/people';
import { made } from './answers/shared';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { Keyless, keyOf, routeOf } from './keys';
import { agenciesQuery, agencyKinds, findPerson, listAgencies } from './lists/people';
import { area, idParameter, instant, name, page, text, uuid } from './schemas';
import { Visibility } from './visibility';

const country = z.union([z.literal(''), area]);
const listOf = <T extends z.ZodType<unknown, string>>(one: T, most: number) =>
  z
    .string()
    .min(1)
    .transform((given) => given.split(','))
    .pipe(z.array(one).max(most));
const peopleQuery = z.strictObject({
  ...page,
  role: z.enum(roles).optional(),
  /** several, with commas between them */
  roles: listOf(z.enum(roles), roles.length).optional(),
  /** of these people, with commas between them, those in reach */
  ids: listOf(uuid, 100).optional(),
  area: area.optional(),
  name: name.optional(),
});
const caseworkersQuery = z.strictObject({
  ...page,
  ids: listOf(uuid, 100).optional(),
  area: area.optional(),
  name: name.optional().meta({ description: 'part of a name, of the person or of the district or province' }),
});
const onCallQuery = z.strictObject({ area, role: z.enum(roles), at: instant.optional() });
const contact = {
  phone: text(40).optional(),
  email: z.email().max(200).optional(),
  language: z.enum(['km', 'en']).optional(),
};
const newPerson = z.strictObject({ nameKm: name, nameEn: name, nationalId: text(40).optional(), ...contact });
const newAgency = z.strictObject({ kind: z.enum(agencyKinds), nameKm: name, nameEn: name, area: country.optional() });
const moment = instant.transform((at) => Date.parse(at));
const newAppointment = z.strictObject({
  role: z.enum(roles),
  area: country,
  agency: uuid.optional(),
  institution: uuid.optional(),
  from: moment,
  until: moment.optional(),
  actingFor: uuid.optional(),
});
const ending = z.strictObject({ at: moment.optional(), why: text(500) });
const newLogin = z.strictObject({ login: text(64), password: z.string().min(1).max(500) });
const leave = z.strictObject({ from: moment, until: moment });
const duty = z.strictObject({ role: z.enum(roles), area: country, person: uuid, from: moment, until: moment });
const interest = z.strictObject({
  kind: z.enum(['kin', 'declared']),
  institution: uuid.optional(),
  other: uuid.optional(),
  note: text(500).optional(),
});
const renewal = z.strictObject({ person: uuid, what: z.enum(['password', 'secondFactor', 'both']) });
const glass = z.strictObject({
  kind: z.enum(['child', 'instance']),
  subject: uuid,
  reason: text(2000),
  hours: z.number().min(1).max(24).optional(),
});
const finding = z.strictObject({ finding: z.enum(['justified', 'unjustified']), note: text(2000) });

const keyed = (request: ApiRequest): Key => ({
  person: actorOf(request).person,
  route: routeOf(request),
  key: keyOf(request),
});

/** The id after which a page begins; throws `form_invalid` for anything else. */
function afterOf(cursor: string | undefined): string | undefined {
  if (cursor !== undefined && !uuid.safeParse(cursor).success)
    throw new Problem('form_invalid', { errors: [{ path: 'cursor', code: 'cursor' }] });
  return cursor;
}

@Controller('api/v1/people')
export class PeopleController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.people)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: peopleQuery }) { cursor, ...filter }: z.infer<typeof peopleQuery>) {
    const actor = actorOf(request);
    if (!may(actor, 'people.read', { area: actor.area })) throw new Problem('forbidden');
    return listPeople(this.context.pool, actor, { ...filter, after: afterOf(cursor) }, this.context.clock.now());
  }

  /** Who may receive a child in another district: caseworkers in office of the whole country, without phone or e-mail. */
  @Answers(answers.caseworkers)
  @Get('caseworkers')
  caseworkers(
    @Req() request: ApiRequest,
    @Query({ schema: caseworkersQuery }) { cursor, ...filter }: z.infer<typeof caseworkersQuery>,
  ) {
    const actor = actorOf(request);
    if (!may(actor, 'caseworkers.read', { area: actor.area })) throw new Problem('forbidden');
    return listCaseworkers(this.context.pool, { ...filter, after: afterOf(cursor) }, this.context.clock.now());
  }

  /** Whom one reaches at 23:52: those on duty, for everybody who works in that area, above or below it. */
  @Answers(answers.onDuty)
  @Get('on-call')
  async onDuty(@Req() request: ApiRequest, @Query({ schema: onCallQuery }) query: z.infer<typeof onCallQuery>) {
    const actor = actorOf(request);
    if (!query.area.startsWith(actor.area) && !actor.area.startsWith(query.area)) throw new Problem('forbidden');
    const { pool, clock } = this.context;
    const at = query.at === undefined ? clock.now() : Date.parse(query.at);
    return { items: await contactsOf(pool, await new Directory(pool).onCall(query.area, query.role, at)), next: null };
  }

  @Answers(answers.person)
  @Get(':id')
  read(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: { id: string }) {
    const actor = actorOf(request);
    if (!may(actor, 'people.read', { area: actor.area })) throw new Problem('forbidden');
    return new Visibility(this.context).orNotFound(actor, 'person', id, () => findPerson(this.context, actor, id));
  }

  @Answers(made)
  @Post()
  add(@Req() request: ApiRequest, @Body({ schema: newPerson }) body: z.infer<typeof newPerson>) {
    return this.context.people.addPerson(actorOf(request), body, keyed(request));
  }

  /** A first login; its password must be changed at the first sign-in. */
  @Answers(answers.loginGiven)
  @Post(':id/login')
  @Keyless()
  login(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: newLogin }) body: z.infer<typeof newLogin>,
  ) {
    return this.context.credentials.give(actorOf(request), { person: id, ...body, oneTime: true });
  }

  @Answers(made)
  @Post(':id/appointments')
  async appoint(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: newAppointment }) body: z.infer<typeof newAppointment>,
  ) {
    if (body.institution !== undefined && !(await this.context.registry.findInstitution(body.institution)))
      throw new Problem('form_invalid', { errors: [{ path: 'institution', code: 'unknown_institution' }] });
    return this.context.people.giveAppointment(actorOf(request), { person: id, ...body }, keyed(request));
  }

  @Answers(made)
  @Post(':id/interests')
  declare(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: interest }) body: z.infer<typeof interest>,
  ) {
    return this.context.people.declareInterest(actorOf(request), { person: id, ...body }, keyed(request));
  }
}

@Controller('api/v1')
export class AppointmentsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  /** To choose from, for who appoints people or registers institutions. */
  @Answers(answers.agencies)
  @Get('agencies')
  agencies(@Req() request: ApiRequest, @Query({ schema: agenciesQuery }) query: z.infer<typeof agenciesQuery>) {
    const actor = actorOf(request);
    if (!may(actor, 'people.read', { area: actor.area })) throw new Problem('forbidden');
    return listAgencies(this.context, query);
  }

  @Answers(made)
  @Post('agencies')
  addAgency(@Req() request: ApiRequest, @Body({ schema: newAgency }) body: z.infer<typeof newAgency>) {
    return this.context.people.addAgency(actorOf(request), body, keyed(request));
  }

  @Answers(made)
  @Post('appointments/:id/end')
  @HttpCode(200)
  end(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: ending }) body: z.infer<typeof ending>,
  ) {
    return this.context.people.endAppointment(actorOf(request), { id, ...body }, keyed(request));
  }

  @Answers(made)
  @Post('appointments/:id/leave')
  leave(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: leave }) body: z.infer<typeof leave>,
  ) {
    return this.context.people.noteLeave(actorOf(request), { appointment: id, ...body }, keyed(request));
  }

  @Answers(made)
  @Post('on-call')
  onCall(@Req() request: ApiRequest, @Body({ schema: duty }) body: z.infer<typeof duty>) {
    return this.context.people.setOnCall(actorOf(request), body, keyed(request));
  }

  /** The first of two people asks; the answer holds a secret and is given once. */
  @Answers(answers.renewalAsked)
  @Post('renewals')
  @Keyless()
  askRenewal(@Req() request: ApiRequest, @Body({ schema: renewal }) body: z.infer<typeof renewal>) {
    return this.context.credentials.askRenewal(actorOf(request), body);
  }

  @Answers(answers.renewalApproved)
  @Post('renewals/:id/approve')
  @Keyless()
  @HttpCode(200)
  approveRenewal(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: { id: string }) {
    return this.context.credentials.approveRenewal(actorOf(request), id);
  }

  @Answers(answers.glassWaiting)
  @Get('break-glass')
  async waiting(@Req() request: ApiRequest) {
    const actor = actorOf(request);
    if (!may(actor, 'breakGlass.review', { area: actor.area })) throw new Problem('forbidden');
    return { items: await this.context.breakGlass.waiting(actor.area), next: null };
  }

  @Answers(answers.glassOpened)
  @Post('break-glass')
  async openGlass(@Req() request: ApiRequest, @Body({ schema: glass }) body: z.infer<typeof glass>) {
    const { id, until } = await this.context.breakGlass.open(actorOf(request), body, keyed(request));
    return { id, until: new Date(until).toISOString() };
  }

  @Answers(made)
  @Post('break-glass/:id/review')
  @HttpCode(200)
  review(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: finding }) body: z.infer<typeof finding>,
  ) {
    return this.context.breakGlass.review(actorOf(request), id, body.finding, body.note, keyed(request));
  }
}
