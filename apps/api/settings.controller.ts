/** Parameters and holidays: read by everybody, changed by two people of the ministry. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { z } from 'zod';
import { holidayProposal, parameterProposal, type HolidayProposal, type ParameterProposal } from '../../libs/calendar';
import type { Key } from '../../libs/engine';
import { Answers } from './answers';
import * as answers from './answers/settings';
import { made } from './answers/shared';
import { actorOf, AnyAppointment, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { Keyless, keyOf, routeOf } from './keys';
import { effectBody, effectOf } from './lists/effect';
import { emptyBody, idParameter, text } from './schemas';

const rejection = z.strictObject({ why: text(2000) });
const versionQuery = z.strictObject({ version: z.coerce.number().int().min(1).max(100_000).optional() });

const keyed = (request: ApiRequest): Key => ({
  person: actorOf(request).person,
  route: routeOf(request),
  key: keyOf(request),
});

@Controller('api/v1/parameters')
export class ParametersController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.parameters)
  @Get()
  @AnyAppointment()
  async list() {
    return { items: await this.context.settings.parameters(), next: null };
  }

  @Answers(answers.proposals)
  @Get('proposals')
  async proposals() {
    return { items: await this.context.settings.proposals(), next: null };
  }

  @Answers(made)
  @Post('proposals')
  propose(@Req() request: ApiRequest, @Body({ schema: parameterProposal }) body: ParameterProposal) {
    return this.context.settings.proposeParameter(actorOf(request), body, keyed(request));
  }

  /** Which open deadlines would have another date with this value; nothing is stored, and dates counted already stay. */
  @Answers(answers.effect)
  @Post('preview')
  @Keyless()
  @HttpCode(200)
  preview(@Req() request: ApiRequest, @Body({ schema: effectBody }) body: z.infer<typeof effectBody>) {
    return effectOf(this.context, actorOf(request), body);
  }

  @Answers(answers.parameterApproved)
  @Post('proposals/:id/approve')
  @HttpCode(200)
  approve(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    return this.context.settings.approveParameter(actorOf(request), id, keyed(request));
  }

  @Answers(made)
  @Post('proposals/:id/reject')
  @HttpCode(200)
  reject(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: rejection }) body: { why: string },
  ) {
    return this.context.settings.rejectParameter(actorOf(request), id, body.why, keyed(request));
  }
}

@Controller('api/v1/holidays')
export class HolidaysController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.holidays)
  @Get()
  @AnyAppointment()
  async list(@Query({ schema: versionQuery }) query: { version?: number }) {
    return {
      items: await this.context.settings.holidays(query.version),
      covered: await this.context.settings.covered(),
      next: null,
    };
  }

  @Answers(answers.calendarChange)
  @Post('proposals')
  propose(@Req() request: ApiRequest, @Body({ schema: holidayProposal }) body: HolidayProposal) {
    return this.context.settings.proposeHolidays(actorOf(request), body, keyed(request));
  }

  @Answers(answers.moves)
  @Get('proposals/:id/preview')
  async preview(@Param({ schema: idParameter }) { id }: { id: string }) {
    return { items: await this.context.settings.previewHolidays(id), next: null };
  }

  @Answers(answers.calendarChange)
  @Post('proposals/:id/approve')
  @HttpCode(200)
  approve(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    return this.context.settings.approveHolidays(actorOf(request), id, keyed(request));
  }

  @Answers(made)
  @Post('proposals/:id/reject')
  @HttpCode(200)
  reject(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: rejection }) body: { why: string },
  ) {
    return this.context.settings.rejectHolidays(actorOf(request), id, body.why, keyed(request));
  }
}
