/** New versions of procedures: what they mean for open cases, and the two people of the ministry who sign that they take them over. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { may } from '../../libs/access';
import { applyAdoption, decideAdoption, dryRun, getAdoption, listAdoptions, proposeAdoption } from '../../libs/engine';
import { adoptionTexts } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import type { Actor } from '../../workflows/workflow';
import { previewQuery, proposeBody, refuseBody } from './adoptions-schemas';
import { Answers } from './answers';
import * as answers from './answers/adoptions';
import { made } from './answers/shared';
import { actorOf, withSignature, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { emptyBody, idParameter } from './schemas';

@Controller('api/v1/adoptions')
export class AdoptionsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.adoptions)
  @Get()
  async list(@Req() request: ApiRequest) {
    ministryOf(request);
    return { items: await listAdoptions(this.context.engine), next: null };
  }

  /** Each open case at the older version with what it gains and loses, or why it cannot be taken over; nothing is stored. */
  @Answers(answers.dryRun)
  @Get('preview')
  preview(@Req() request: ApiRequest, @Query({ schema: previewQuery }) query: z.infer<typeof previewQuery>) {
    ministryOf(request);
    return dryRun(this.context.engine, query);
  }

  /** Puts the dry run with this digest forward; signed. */
  @Answers(made)
  @Post()
  propose(@Req() request: ApiRequest, @Body({ schema: proposeBody }) body: z.infer<typeof proposeBody>) {
    const actor = ministryOf(request);
    const { digest, reason, ...step } = body;
    return withSignature(this.context, request, (sign = unsigned) =>
      proposeAdoption(this.context.engine, actor, step, { digest, reason, sign }),
    );
  }

  /** A second person of the ministry approves; signed. The cases take the version over before the answer. */
  @Answers(answers.applied)
  @Post(':id/approve')
  @HttpCode(200)
  approve(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    const actor = ministryOf(request);
    const { engine } = this.context;
    return withSignature(this.context, request, async (sign = unsigned) => {
      const { status, proposedBy } = await getAdoption(engine, id);
      if (status !== 'open') throw new Problem('conflict', { detail: adoptionTexts.decided });
      if (proposedBy === actor.person) throw new Problem('second_person', { detail: adoptionTexts.second });
      await sign();
      await decideAdoption(engine, actor, id, 'approved');
      return { id, ...(await applyAdoption(engine, id)) };
    });
  }

  /** Goes on with an approved one that was cut off; what it does is signed by who approved. */
  @Answers(answers.applied)
  @Post(':id/continue')
  @HttpCode(200)
  async continue(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    ministryOf(request);
    return { id, ...(await applyAdoption(this.context.engine, id)) };
  }

  @Answers(made)
  @Post(':id/refuse')
  @HttpCode(200)
  async refuse(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: refuseBody }) { why }: z.infer<typeof refuseBody>,
  ) {
    await decideAdoption(this.context.engine, ministryOf(request), id, 'refused', why);
    return { id };
  }

  @Answers(made)
  @Post(':id/withdraw')
  @HttpCode(200)
  async withdraw(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    await decideAdoption(this.context.engine, ministryOf(request), id, 'withdrawn');
    return { id };
  }
}

function ministryOf(request: ApiRequest): Actor {
  const actor = actorOf(request);
  if (!may(actor, 'workflow.adopt', { area: '' })) throw new Problem('forbidden');
  return actor;
}

const unsigned = (): Promise<never> => Promise.reject(new Problem('signature_required'));
