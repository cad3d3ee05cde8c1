/** Boards and registers: the home page's counts, team, approvals, agenda, decisions, presence, and the watch over it all. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { Answers } from './answers';
import * as answers from './answers/overview';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { keyOf, routeOf } from './keys';
import { listApprovals } from './lists/approvals';
import { agendaOf, listDecisions } from './lists/decisions';
import { presenceOf } from './lists/presence';
import { listRequests } from './lists/requests';
import { countsOf, listSoon } from './lists/soon';
import { listTeam } from './lists/team';
import { listMessages, searchJournal, watch } from './lists/watch';
import {
  agendaQuery,
  assignManyBody,
  decisionsQuery,
  journalQuery,
  messagesQuery,
  requestsQuery,
  teamQuery,
} from './overview-schemas';
import { assignMany } from './reassignment';
import { idParameter, pageQuery } from './schemas';
import { Visibility } from './visibility';

@Controller('api/v1')
export class BoardsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.counts)
  @Get('counts')
  counts(@Req() request: ApiRequest) {
    return countsOf(this.context, actorOf(request));
  }

  /** My tasks due within three working days, those overdue left out. */
  @Answers(answers.soon)
  @Get('tasks/soon')
  soon(@Req() request: ApiRequest) {
    return listSoon(this.context, actorOf(request));
  }

  @Answers(answers.team)
  @Get('team')
  team(@Req() request: ApiRequest, @Query({ schema: teamQuery }) query: z.infer<typeof teamQuery>) {
    return listTeam(this.context, actorOf(request), query);
  }

  /** Each task is judged on its own; the answer says what became of each. */
  @Answers(answers.reassigned)
  @Post('tasks/assign-many')
  @HttpCode(200)
  assignMany(@Req() request: ApiRequest, @Body({ schema: assignManyBody }) body: z.infer<typeof assignManyBody>) {
    return assignMany(this.context, actorOf(request), body, { key: keyOf(request), route: routeOf(request) });
  }

  @Answers(answers.requests)
  @Get('requests')
  requests(@Req() request: ApiRequest, @Query({ schema: requestsQuery }) query: z.infer<typeof requestsQuery>) {
    return listRequests(this.context, actorOf(request), query);
  }

  @Answers(answers.approvals)
  @Get('approvals')
  approvals(@Req() request: ApiRequest, @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>) {
    return listApprovals(this.context, actorOf(request), query);
  }

  @Answers(answers.agenda)
  @Get('agenda')
  agenda(@Req() request: ApiRequest, @Query({ schema: agendaQuery }) query: z.infer<typeof agendaQuery>) {
    return agendaOf(this.context, actorOf(request), query);
  }

  @Answers(answers.decisions)
  @Get('decisions')
  decisions(@Req() request: ApiRequest, @Query({ schema: decisionsQuery }) query: z.infer<typeof decisionsQuery>) {
    return listDecisions(this.context, actorOf(request), query);
  }

  /** Who is there with and without authority; a read of the institution and of each child's place. */
  @Answers(answers.presence)
  @Get('institutions/:id/presence')
  async presence(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: { id: string }) {
    const actor = actorOf(request);
    const visibility = new Visibility(this.context);
    const answer = await visibility.orNotFound(actor, 'institution', id, () => presenceOf(this.context, actor, id));
    const children = [...answer.present, ...answer.awaited].map(({ child }) => child);
    await visibility.logRead(request, 'institution', id, children);
    return answer;
  }

  @Answers(answers.watch)
  @Get('watch')
  watch(@Req() request: ApiRequest) {
    return watch(this.context, actorOf(request));
  }

  @Answers(answers.messages)
  @Get('messages')
  messages(@Req() request: ApiRequest, @Query({ schema: messagesQuery }) query: z.infer<typeof messagesQuery>) {
    return listMessages(this.context, actorOf(request), query);
  }

  /** Lines of the journal without content. */
  @Answers(answers.journalFound)
  @Get('journal/search')
  async journal(@Req() request: ApiRequest, @Query({ schema: journalQuery }) query: z.infer<typeof journalQuery>) {
    const found = await searchJournal(this.context, actorOf(request), query);
    await new Visibility(this.context).logRead(request, 'search');
    return found;
  }
}
