/** The watch list (N-23): what stays on watch when an institution closes, and the new places that look like it. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { z } from 'zod';
import { may } from '../../libs/access';
import { Problem } from '../../libs/engine/problem';
import { WatchList } from '../../libs/registry';
import type { Actor } from '../../workflows/workflow';
import { Answers } from './answers';
import * as answers from './answers/watch-list';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { idParameter, text } from './schemas';

const listQuery = z.strictObject({ all: z.enum(['true', 'false']).optional() });
const reasonBody = z.strictObject({ reason: text(2000) });
const visitsBody = z.strictObject({ on: z.iso.date() });
const decisionBody = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('dismissed') }),
  z.strictObject({ decision: z.literal('open'), reason: text(2000) }),
]);

@Controller('api/v1/watch-list')
export class WatchListController {
  private readonly list: WatchList;

  constructor(@Inject(CONTEXT) { pool, door, clock, engine }: Context) {
    this.list = new WatchList(pool, door, clock, engine);
  }

  @Answers(answers.watched)
  @Get()
  async watched(@Req() request: ApiRequest, @Query({ schema: listQuery }) { all }: z.infer<typeof listQuery>) {
    return { items: await this.list.watched(watcherOf(request).area, all === 'true'), next: null };
  }

  @Answers(answers.matches)
  @Get('matches')
  async matches(@Req() request: ApiRequest) {
    return { items: await this.list.matches(watcherOf(request).area), next: null };
  }

  @Answers(answers.matchInFull)
  @Get('matches/:id')
  match(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: { id: string }) {
    return this.list.match(watcherOf(request).area, id);
  }

  /** Says that the two are one network: all its premises are to be inspected on one day. */
  @Answers(answers.matchInFull)
  @Post('matches/:id/confirm')
  @HttpCode(200)
  confirm(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: reasonBody }) { reason }: { reason: string },
  ) {
    return this.act(request, id, (actor) => this.list.confirm(actor, id, reason));
  }

  @Answers(answers.matchInFull)
  @Post('matches/:id/dismissal')
  @HttpCode(200)
  propose(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: reasonBody }) { reason }: { reason: string },
  ) {
    return this.act(request, id, (actor) => this.list.proposeDismissal(actor, id, reason));
  }

  /** A second person agrees that the match is dismissed, or opens it again. */
  @Answers(answers.matchInFull)
  @Post('matches/:id/dismissal/decide')
  @HttpCode(200)
  decide(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: decisionBody }) body: z.infer<typeof decisionBody>,
  ) {
    const agreed = body.decision === 'dismissed';
    const reason = body.decision === 'open' ? body.reason : undefined;
    return this.act(request, id, (actor) => this.list.decideDismissal(actor, id, agreed, reason));
  }

  /** Plans an inspection of every place of the network on one day, secret until each team stands at its door. */
  @Answers(answers.matchInFull)
  @Post('matches/:id/visits')
  @HttpCode(200)
  visits(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: visitsBody }) { on }: { on: string },
  ) {
    return this.act(request, id, (actor) => this.list.planVisits(actor, id, on));
  }

  /** Does an act on a match that the person sees, and answers how it stands then. */
  private async act(request: ApiRequest, id: string, go: (actor: Actor) => Promise<void>) {
    const actor = watcherOf(request);
    await this.list.match(actor.area, id);
    await go(actor);
    return this.list.match(actor.area, id);
  }
}

function watcherOf(request: ApiRequest): Actor {
  const actor = actorOf(request);
  if (!may(actor, 'watch.handle', { area: actor.area })) throw new Problem('forbidden');
  return actor;
}
