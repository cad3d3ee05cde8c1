/** Closures over HTTP: which there are, one with all of its children, and institutions in the order of their risk. */
import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { Answers } from './answers';
import * as answers from './answers/closures';
import { actorOf, type ApiRequest } from './authentication';
import { closureParameter, closuresQuery, risksQuery } from './closures-schemas';
import { CONTEXT, type Context } from './context';
import { listClosures, readClosure } from './lists/closures';
import { listRisks } from './lists/risks';
import { Visibility } from './visibility';

@Controller('api/v1')
export class ClosuresController {
  private readonly visibility: Visibility;

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.visibility = new Visibility(context);
  }

  @Answers(answers.closures)
  @Get('closures')
  list(@Req() request: ApiRequest, @Query({ schema: closuresQuery }) query: z.infer<typeof closuresQuery>) {
    return listClosures(this.context, actorOf(request), query);
  }

  /** A read of each child's file. */
  @Answers(answers.closure)
  @Get('closures/:instance')
  async read(
    @Req() request: ApiRequest,
    @Param({ schema: closureParameter }) { instance }: z.infer<typeof closureParameter>,
  ) {
    const actor = actorOf(request);
    const found = await this.visibility.orNotFound(actor, 'instance', instance, () =>
      readClosure(this.context, actor, instance),
    );
    const children = [...found.rows, ...(found.expected ?? [])].map(({ child }) => child);
    await this.visibility.logRead(request, 'instance', instance, [...new Set(children)]);
    return found;
  }

  @Answers(answers.risks)
  @Get('risks')
  risks(@Req() request: ApiRequest, @Query({ schema: risksQuery }) query: z.infer<typeof risksQuery>) {
    return listRisks(this.context, actorOf(request), query);
  }
}
