/** Inspections: the checklist, and what the devices of a team send piece by piece. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { Answers } from './answers';
import * as answers from './answers/inspections';
import { actorOf, withSignature, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { rateAgain, ratingBody } from './inspection-rerate';
import { checklistOf, Inspections } from './inspections';
import { checklistParameter, inspectionParameter, piecesBody, piecesQuery } from './inspections-schemas';
import { Visibility } from './visibility';

@Controller('api/v1/inspections')
export class InspectionsController {
  private readonly visibility: Visibility;
  private readonly inspections: Inspections;

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.visibility = new Visibility(context);
    this.inspections = new Inspections(context);
  }

  @Answers(answers.checklist)
  @Get('checklists/:version')
  checklist(@Param({ schema: checklistParameter }) { version }: z.infer<typeof checklistParameter>) {
    return checklistOf(Number(version));
  }

  @Answers(answers.inspection)
  @Get(':instance')
  async read(
    @Req() request: ApiRequest,
    @Param({ schema: inspectionParameter }) { instance }: z.infer<typeof inspectionParameter>,
  ) {
    const actor = actorOf(request);
    const found = await this.visibility.orNotFound(actor, 'instance', instance, () =>
      this.inspections.read(actor, instance),
    );
    const children = found.found.flatMap(({ child }) => (child === undefined ? [] : [child]));
    await this.visibility.logRead(request, 'instance', instance, children);
    return found;
  }

  /** Rates a finished inspection again, by the ministry, with a reason and a signature; the rating is published with it. */
  @Answers(answers.ratedAgain)
  @Post(':instance/ratings')
  rate(
    @Req() request: ApiRequest,
    @Param({ schema: inspectionParameter }) { instance }: z.infer<typeof inspectionParameter>,
    @Body({ schema: ratingBody }) body: z.infer<typeof ratingBody>,
  ) {
    const actor = actorOf(request);
    return this.visibility.orNotFound(actor, 'instance', instance, () =>
      withSignature(this.context, request, (sign) => rateAgain(this.context, actor, instance, body, sign)),
    );
  }

  @Answers(answers.pieces)
  @Get(':instance/pieces')
  async list(
    @Req() request: ApiRequest,
    @Param({ schema: inspectionParameter }) { instance }: z.infer<typeof inspectionParameter>,
    @Query({ schema: piecesQuery }) query: z.infer<typeof piecesQuery>,
  ) {
    const actor = actorOf(request);
    const page = await this.visibility.orNotFound(actor, 'instance', instance, () =>
      this.inspections.list(actor, instance, query),
    );
    await this.visibility.logRead(request, 'instance', instance);
    return page;
  }

  /** Pieces with ids that the device chose: sent again they are the same pieces, and with another content a conflict. */
  @Answers(answers.added)
  @Post(':instance/pieces')
  @HttpCode(200)
  add(
    @Req() request: ApiRequest,
    @Param({ schema: inspectionParameter }) { instance }: z.infer<typeof inspectionParameter>,
    @Body({ schema: piecesBody }) { pieces }: z.infer<typeof piecesBody>,
  ) {
    const actor = actorOf(request);
    return this.visibility.orNotFound(actor, 'instance', instance, () => this.inspections.add(actor, instance, pieces));
  }
}
