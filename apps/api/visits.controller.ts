/** Visits, the planner of a week, and the visits of one case. */
import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { subjectOf } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import { Answers } from './answers';
import * as answers from './answers/visits';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { plannerOf } from './lists/planner';
import { listVisits } from './lists/visits';
import { idParameter, pageQuery, plannerQuery, visitsQuery } from './schemas';
import { Visibility } from './visibility';

@Controller('api/v1')
export class VisitsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.visits)
  @Get('visits')
  list(@Req() request: ApiRequest, @Query({ schema: visitsQuery }) query: z.infer<typeof visitsQuery>) {
    return listVisits(this.context, actorOf(request), query);
  }

  /** The week of a date, today's by default. */
  @Answers(answers.planner)
  @Get('visits/planner')
  planner(@Req() request: ApiRequest, @Query({ schema: plannerQuery }) query: z.infer<typeof plannerQuery>) {
    return plannerOf(this.context, actorOf(request), query);
  }

  @Answers(answers.visits)
  @Get('instances/:id/visits')
  async ofCase(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>,
  ) {
    const actor = actorOf(request);
    const { access, engine } = this.context;
    const visibility = new Visibility(this.context);
    const { subjects, breakGlass } = await visibility.orNotFound(actor, 'instance', id, async () => {
      const [found] = await engine.records.read([id]);
      const look = found && (await access.look(actor, subjectOf(found)));
      if (!look || look.sight === 'none') throw new Problem('not_found');
      if (look.sight === 'limited') throw new Problem('forbidden');
      return { ...found, breakGlass: look.breakGlass };
    });
    await visibility.logRead(request, 'instance', id, subjects.children, breakGlass);
    return listVisits(this.context, actor, { ...query, instance: id });
  }
}
