/** The register over HTTP: children, families, institutions, areas, facts. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { z } from 'zod';
import { familyMember, forms, institutionPerson, institutionPremises, type CommandData } from '../../libs/registry';
import { Answers } from './answers';
import * as answers from './answers/registry';
import { made } from './answers/shared';
import { AnyAppointment, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { Register } from './register';
import {
  areasQuery,
  authoritiesQuery,
  childrenQuery,
  factsQuery,
  idParameter,
  institutionsQuery,
  pageQuery,
  proposalsBody,
  text,
} from './schemas';
import { reportFromVillage, villageReport } from './village-reports';

const amendChild = forms['child.amend'].omit({ child: true });
const proposeBirth = forms['birth.propose'].omit({ child: true });
const amendInstitution = forms['institution.amend'].omit({ institution: true });
const standing = forms['institution.standing'].omit({ institution: true });
const reason = z.strictObject({ reason: text(2000) });
const newMember = familyMember.omit({ family: true });
const allegation = forms['allegation.name'].omit({ child: true });
const personParameter = z.strictObject({ id: z.uuid(), person: z.uuid() });
type Id = { id: string };

@Controller('api/v1/children')
export class ChildrenController {
  private readonly register: Register;
  constructor(@Inject(CONTEXT) context: Context) {
    this.register = new Register(context);
  }

  @Answers(answers.children)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: childrenQuery }) query: z.infer<typeof childrenQuery>) {
    return this.register.children(request, query);
  }

  /** Registers a child; the answer says whether the same child may be known already, by date, province and rules only. */
  @Answers(answers.childRegistered)
  @Post()
  add(@Req() request: ApiRequest, @Body({ schema: forms['child.register'] }) body: CommandData<'child.register'>) {
    return this.register.addChild(request, body);
  }

  @Answers(answers.child)
  @Get(':id')
  read(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: Id) {
    return this.register.child(request, id);
  }

  @Answers(answers.facts)
  @Get(':id/facts')
  facts(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>,
  ) {
    return this.register.facts(request, { ...query, child: id });
  }

  @Answers(answers.authorities)
  @Get(':id/authorities')
  authorities(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Query({ schema: authoritiesQuery }) query: z.infer<typeof authoritiesQuery>,
  ) {
    return this.register.authorities(request, { ...query, child: id });
  }

  /** Who has read the file. */
  @Answers(answers.readers)
  @Get(':id/readers')
  readers(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: Id) {
    return this.register.readers(request, id);
  }

  @Answers(made)
  @Post(':id/amend')
  @HttpCode(200)
  amend(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Body({ schema: amendChild }) body: z.infer<typeof amendChild>,
  ) {
    return this.register.amendChild(request, id, body);
  }

  @Answers(answers.birthCorrected)
  @Post(':id/birth')
  proposeBirth(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Body({ schema: proposeBirth }) body: z.infer<typeof proposeBirth>,
  ) {
    return this.register.run(request, 'birth.propose', { child: id, ...body }, { kind: 'child', id });
  }

  @Answers(made)
  @Post(':id/allegations')
  nameAllegation(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Body({ schema: allegation }) body: z.infer<typeof allegation>,
  ) {
    return this.register.run(request, 'allegation.name', { child: id, ...body }, { kind: 'child', id });
  }
}

/** What waits for a second person: birth dates and merged records. */
@Controller('api/v1/corrections')
export class CorrectionsController {
  private readonly register: Register;
  constructor(@Inject(CONTEXT) context: Context) {
    this.register = new Register(context);
  }

  @Answers(answers.corrections)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>) {
    return this.register.corrections(request, query);
  }

  @Answers(answers.merged)
  @Post('merges')
  merge(@Req() request: ApiRequest, @Body({ schema: forms['merge.propose'] }) body: CommandData<'merge.propose'>) {
    return this.register.run(
      request,
      'merge.propose',
      body,
      { kind: 'child', id: body.kept },
      { kind: 'child', id: body.merged },
    );
  }

  @Answers(answers.siblings)
  @Post('siblings')
  @HttpCode(200)
  siblings(@Req() request: ApiRequest, @Body({ schema: forms['sibling.link'] }) body: CommandData<'sibling.link'>) {
    return this.register.run(
      request,
      'sibling.link',
      body,
      ...body.children.map((id) => ({ kind: 'child' as const, id })),
    );
  }

  @Answers(answers.correctionDecided)
  @Post(':id/approve')
  @HttpCode(200)
  approve(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Body({ schema: proposalsBody }) body: z.infer<typeof proposalsBody>,
  ) {
    return this.register.decide(request, id, 'approve', body?.reason);
  }

  @Answers(answers.correctionDecided)
  @Post(':id/reject')
  @HttpCode(200)
  reject(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Body({ schema: reason }) body: z.infer<typeof reason>,
  ) {
    return this.register.decide(request, id, 'reject', body.reason);
  }
}

@Controller('api/v1/families')
export class FamiliesController {
  private readonly register: Register;
  constructor(@Inject(CONTEXT) context: Context) {
    this.register = new Register(context);
  }

  @Answers(answers.families)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>) {
    return this.register.families(request, query);
  }

  @Answers(made)
  @Post()
  add(@Req() request: ApiRequest, @Body({ schema: forms['family.register'] }) body: CommandData<'family.register'>) {
    return this.register.run(request, 'family.register', body, body.area);
  }

  @Answers(answers.family)
  @Get(':id')
  read(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: Id) {
    return this.register.family(request, id);
  }

  @Answers(made)
  @Post(':id/members')
  member(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Body({ schema: newMember }) body: z.infer<typeof newMember>,
  ) {
    return this.register.addMember(request, id, body);
  }
}

@Controller('api/v1/institutions')
export class InstitutionsController {
  private readonly register: Register;
  constructor(@Inject(CONTEXT) context: Context) {
    this.register = new Register(context);
  }

  @Answers(answers.institutions)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: institutionsQuery }) query: z.infer<typeof institutionsQuery>) {
    return this.register.institutions(request, query);
  }

  /** Notes a place where children sleep. Nothing creates an authorised institution (N-06). */
  @Answers(answers.institutionRegistered)
  @Post()
  add(
    @Req() request: ApiRequest,
    @Body({ schema: forms['institution.register'] }) body: CommandData<'institution.register'>,
  ) {
    return this.register.run(request, 'institution.register', body, body.area);
  }

  @Answers(answers.institution)
  @Get(':id')
  read(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: Id) {
    return this.register.institution(request, id);
  }

  @Answers(made)
  @Post(':id/amend')
  @HttpCode(200)
  amend(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Body({ schema: amendInstitution }) body: z.infer<typeof amendInstitution>,
  ) {
    return this.register.amendInstitution(request, id, body);
  }

  /** Somebody who is found to be behind it; where it was stopped, they are on watch with it (N-23). */
  @Answers(made)
  @Post(':id/people')
  addPerson(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Body({ schema: institutionPerson }) body: z.infer<typeof institutionPerson>,
  ) {
    return this.register.run(request, 'institution.person', { institution: id, ...body }, { kind: 'institution', id });
  }

  /** They are behind it no longer; what they were stays. */
  @Answers(made)
  @Post(':id/people/:person/end')
  @HttpCode(200)
  endPerson(
    @Req() request: ApiRequest,
    @Param({ schema: personParameter }) { id, person }: z.infer<typeof personParameter>,
    @Body({ schema: reason }) body: z.infer<typeof reason>,
  ) {
    return this.register.endInstitutionPerson(request, id, person, body);
  }

  /** One more place where it is; where it was stopped, that place is on watch with it (N-23). */
  @Answers(made)
  @Post(':id/premises')
  addPremises(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Body({ schema: institutionPremises }) body: z.infer<typeof institutionPremises>,
  ) {
    return this.register.run(
      request,
      'institution.premises',
      { institution: id, ...body },
      { kind: 'institution', id },
    );
  }

  /** Changes the standing; every approved and waiting admission hears of it in the same transaction. */
  @Answers(answers.institutionStanding)
  @Post(':id/standing')
  @HttpCode(200)
  standing(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Body({ schema: standing }) body: z.infer<typeof standing>,
  ) {
    return this.register.run(
      request,
      'institution.standing',
      { institution: id, ...body },
      { kind: 'institution', id },
    );
  }
}

@Controller('api/v1/facts')
export class FactsController {
  private readonly register: Register;
  constructor(@Inject(CONTEXT) context: Context) {
    this.register = new Register(context);
  }

  @Answers(answers.facts)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: factsQuery }) query: z.infer<typeof factsQuery>) {
    return this.register.facts(request, query);
  }

  /** Records what happened; never refused by a rule. Where no authority covers it, an incident opens. */
  @Answers(answers.factsRecorded)
  @Post()
  record(@Req() request: ApiRequest, @Body({ schema: forms['fact.record'] }) body: CommandData<'fact.record'>) {
    return this.register.recordFact(request, body);
  }
}

@Controller('api/v1/village-reports')
export class VillageReportsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  /** A village chief tells that a child of the village is at home, gone, or lives elsewhere; nothing of the file is answered. */
  @Answers(answers.villageReported)
  @Post()
  report(@Req() request: ApiRequest, @Body({ schema: villageReport }) body: z.infer<typeof villageReport>) {
    return reportFromVillage(this.context, request, body);
  }
}

@Controller('api/v1/areas')
export class AreasController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.areas)
  @Get()
  @AnyAppointment()
  list(@Query({ schema: areasQuery }) query: z.infer<typeof areasQuery>) {
    return this.context.registry.listAreas(query);
  }
}
