/** Instances: open, read, send an event, and the journal. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { isAssigned, may, scopeOf } from '../../libs/access';
import { correctLine, subjectOf, viewOf, type Answer, type OpenCommand } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import type { Actor } from '../../workflows/workflow';
import { Answers } from './answers';
import * as answers from './answers/cases';
import { actorOf, withSignature, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { onVersion } from './inspection-dangers';
import { directed, directedView } from './directed';
import { KeptByJournal, keyOf, routeOf } from './keys';
import { explained } from './explanations';
import { Register } from './register';
import { Visibility } from './visibility';
import { listInstances } from './lists/instances';
import { actedBefore, listJournal } from './lists/journal';
import { correctionBody, idParameter, instancesQuery, openBody, pageQuery, sendBody, versionOf } from './schemas';

@Controller('api/v1/instances')
export class InstancesController {
  private readonly visibility: Visibility;

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.visibility = new Visibility(context);
  }

  @Answers(answers.caseLines)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: instancesQuery }) query: z.infer<typeof instancesQuery>) {
    return listInstances(this.context, actorOf(request), query);
  }

  @Answers(answers.caseAnswer)
  @Post()
  @KeptByJournal()
  async open(
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: openBody }) body: z.infer<typeof openBody>,
  ) {
    const register = new Register(this.context);
    const command: OpenCommand = {
      ...body,
      actor: actorOf(request),
      key: keyOf(request),
      route: routeOf(request),
      // a concern is reported by whoever sees it; everything else is about a child one may read of, or whom one's area registered
      checkNamed: async (children, { action }) =>
        action === 'concern.report' ? undefined : register.checkNamed(request, children),
    };
    const answer = await withSignature(this.context, request, (sign) => this.context.engine.open({ ...command, sign }));
    response.status(201).location(`/api/v1/instances/${answer.id}`);
    return this.told(command.actor, answer, response);
  }

  @Answers(answers.caseView)
  @Get(':id')
  async read(
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
    @Param({ schema: idParameter }) { id }: { id: string },
  ) {
    const actor = actorOf(request);
    const whole = await this.visibility.orNotFound(actor, 'instance', id, () => viewOf(this.context.engine, id, actor));
    const view = directedView(actor, whole);
    await this.visibility.logRead(request, 'instance', id, view.children);
    response.set('ETag', `"${view.version}"`);
    return { ...view, ...(await explained(this.context, view)) };
  }

  @Answers(answers.caseAnswer, 200)
  @Post(':id/events')
  @KeptByJournal()
  async send(
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: sendBody }) body: z.infer<typeof sendBody>,
  ) {
    const actor = actorOf(request);
    const version = versionOf(request.headers['if-match']);
    if (version === undefined) throw new Problem('version_missing');
    const command = {
      instance: id,
      type: body.type,
      data: body.data ?? {},
      actor,
      key: keyOf(request),
      route: routeOf(request),
    };
    const answer = await this.visibility.orNotFound(actor, 'instance', id, () =>
      withSignature(this.context, request, (sign) =>
        onVersion(this.context, id, version, (on) => this.context.engine.send({ ...command, sign, version: on })),
      ),
    );
    response.status(200);
    return this.told(actor, answer, response);
  }

  @Answers(answers.correction)
  @Post(':id/corrections')
  @KeptByJournal()
  async correct(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: correctionBody }) body: z.infer<typeof correctionBody>,
  ) {
    const actor = actorOf(request);
    const command = { ...body, instance: id, actor, key: keyOf(request), route: routeOf(request) };
    return this.visibility.orNotFound(actor, 'instance', id, () => correctLine(this.context.engine, command));
  }

  @Answers(answers.journalLines)
  @Get(':id/journal')
  async journal(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>,
  ) {
    const actor = actorOf(request);
    const instance = await this.visibility.orNotFound(actor, 'instance', id, async () => {
      const [found] = await this.context.engine.records.read([id]);
      if (!found) throw new Problem('not_found');
      const { sight, breakGlass } = await this.context.access.look(actor, subjectOf(found));
      const former = sight === 'none' && (await actedBefore(this.context, actor, found));
      if (sight === 'none' && !former) throw new Problem('not_found');
      const { assigned } = subjectOf(found);
      const holds = sight !== 'limited' && isAssigned(actor, assigned);
      const reads = breakGlass !== undefined || holds || may(actor, 'journal.read', { assigned });
      if (!reads) throw new Problem('forbidden');
      return { ...found, breakGlass, by: former ? scopeOf(actor).persons : undefined };
    });
    const { breakGlass, subjects, by } = instance;
    await this.visibility.logRead(request, 'instance', id, subjects.children, breakGlass);
    return listJournal(this.context, actor, instance, query, by);
  }

  private async told(actor: Actor, whole: Answer, response: Response) {
    response.set('ETag', `"${whole.version}"`);
    const answer = directed(actor, whole);
    return { ...answer, ...(await explained(this.context, answer)) };
  }
}
