/** The year's plan of inspections, its draws as far as they are revealed, and the ratings that were published. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { covers, may, type Condition } from '../../libs/access';
import { Problem } from '../../libs/engine/problem';
import { InspectionPlans } from '../../libs/registry';
import { dateOf } from '../../workflows/time';
import type { Actor } from '../../workflows/workflow';
import { Answers } from './answers';
import * as answers from './answers/inspection-plan';
import { actorOf, withSignature, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { provinceOf, rankedOf, readPlan, revealedOf } from './inspection-plan';
import { moveBody, planBody, planQuery, ratingsQuery } from './inspection-plan-schemas';
import { readRatings } from './inspection-ratings';
import { readVariance, varianceQuery } from './inspection-variance';
import { emptyBody, idParameter } from './schemas';

@Controller('api/v1/inspections')
export class InspectionPlanController {
  private readonly plans: InspectionPlans;

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    const { pool, door, clock } = context;
    this.plans = new InspectionPlans(pool, door, clock);
  }

  @Answers(answers.plan)
  @Get('plan')
  plan(@Req() request: ApiRequest, @Query({ schema: planQuery }) query: z.infer<typeof planQuery>) {
    return readPlan(this.context, actorOf(request), query);
  }

  /** Proposes an inspection by risk for each institution of the province that has none in the plan of the year. */
  @Answers(answers.plan)
  @Post('plan')
  @HttpCode(200)
  async propose(@Req() request: ApiRequest, @Body({ schema: planBody }) { area, year }: z.infer<typeof planBody>) {
    const actor = plannerOf(request, provinceOf(area));
    const province = provinceOf(area);
    const [ranked, { calendar }] = await Promise.all([
      rankedOf(this.context, actor, province),
      this.context.settings.at(this.context.clock.now()),
    ]);
    await this.plans.propose(actor, { area: province, year }, ranked, calendar);
    return readPlan(this.context, actor, { area: province, year });
  }

  /** Plans other days for one inspection, with the reason. */
  @Answers(answers.plan)
  @Post('plan/entries/:id/move')
  @HttpCode(200)
  async move(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: moveBody }) { seen, ...to }: z.infer<typeof moveBody>,
  ) {
    if (!may(actorOf(request), 'inspection.plan')) throw new Problem('forbidden');
    const { id: plan, area, year } = await this.plans.ofEntry(id);
    const actor = plannerOf(request, area, 'not_found');
    const errors = [
      ...(to.until < dateOf(this.context.clock.now()) ? [{ path: 'until', code: 'in_the_past' }] : []),
      ...(Number(to.from.slice(0, 4)) === year ? [] : [{ path: 'from', code: 'other_year' }]),
      ...(Number(to.until.slice(0, 4)) === year ? [] : [{ path: 'until', code: 'other_year' }]),
    ];
    if (errors.length > 0) throw new Problem('form_invalid', { errors });
    await this.plans.move(actor, plan, id, { ...to, no: seen + 1 });
    return readPlan(this.context, actor, { area, year });
  }

  /** The director approves the plan, or the ministry where a director made it, signed; in the same moment the seeds of the year's draws are committed to. */
  @Answers(answers.plan)
  @Post('plan/:id/approve')
  @HttpCode(200)
  approve(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    const actor = actorOf(request);
    if (!may(actor, 'inspection.planApprove', { conditions: [madeByDirector] })) throw new Problem('forbidden');
    return withSignature(this.context, request, async (sign = unsigned) => {
      const plan = await this.plans.get(id);
      if (!covers(actor.area, plan.area)) throw new Problem('not_found');
      const conditions = plan.madeAs === 'pdosvyDirector' ? [madeByDirector] : [];
      if (!may(actor, 'inspection.planApprove', { conditions })) throw new Problem('forbidden');
      if (plan.madeBy === actor.person) throw new Problem('second_person');
      const [ranked, given] = await Promise.all([
        rankedOf(this.context, actor, plan.area),
        this.context.settings.at(this.context.clock.now()),
      ]);
      await sign();
      await this.plans.approve(actor, plan, { ranked, ...given, seal: this.sealed() });
      return readPlan(this.context, actor, { area: plan.area, year: plan.year });
    });
  }

  /** Every commitment; what it was computed from and what came of it, once its seed is revealed. For everybody. */
  @Answers(answers.draws)
  @Get('draws')
  async draws(@Query({ schema: planQuery }) { area, year }: z.infer<typeof planQuery>) {
    const found = await this.plans.commitments(area?.slice(0, 2) ?? '', year);
    return { items: found.map(revealedOf), next: null };
  }

  /** How each inspector answers, for who assigns and rates. */
  @Answers(answers.variance)
  @Get('inspectors')
  inspectors(@Req() request: ApiRequest, @Query({ schema: varianceQuery }) query: z.infer<typeof varianceQuery>) {
    return readVariance(this.context, actorOf(request), query);
  }

  /** Published ratings, for everybody. */
  @Answers(answers.ratings)
  @Get('ratings')
  ratings(@Req() request: ApiRequest, @Query({ schema: ratingsQuery }) query: z.infer<typeof ratingsQuery>) {
    return readRatings(this.context, actorOf(request), query);
  }

  private sealed() {
    const { seal } = this.context;
    if (!seal) throw new Error('no seal: the seeds of the draws cannot be kept');
    return seal;
  }
}

/** Who plans in this province; another's plan is `forbidden`, or unknown where it was named by its id. */
function plannerOf(request: ApiRequest, province: string, otherwise: 'forbidden' | 'not_found' = 'forbidden'): Actor {
  const actor = actorOf(request);
  if (!may(actor, 'inspection.plan')) throw new Problem('forbidden');
  if (!covers(actor.area, province)) throw new Problem(otherwise);
  return actor;
}

const madeByDirector: Condition = 'the director of the province made it';

const unsigned = (): Promise<never> => Promise.reject(new Problem('signature_required'));
