/** The numbers that the country looks at, as they may be published, and the lists behind them. */
import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { Answers } from './answers';
import * as answers from './answers/overview';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { listIndicatorItems, listIndicators, overviewOf } from './lists/indicators';
import { indicatorItemsQuery, indicatorParameter, indicatorsQuery, overviewQuery } from './overview-schemas';

@Controller('api/v1')
export class IndicatorsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.indicators)
  @Get('indicators')
  list(@Req() request: ApiRequest, @Query({ schema: indicatorsQuery }) query: z.infer<typeof indicatorsQuery>) {
    return listIndicators(this.context, actorOf(request), query);
  }

  @Answers(answers.indicatorItems)
  @Get('indicators/:id/items')
  items(
    @Req() request: ApiRequest,
    @Param({ schema: indicatorParameter }) { id }: { id: string },
    @Query({ schema: indicatorItemsQuery }) query: z.infer<typeof indicatorItemsQuery>,
  ) {
    return listIndicatorItems(this.context, actorOf(request), id, query);
  }

  /** Provinces by month; an office of one province sees its own row. */
  @Answers(answers.overview)
  @Get('overview')
  overview(@Req() request: ApiRequest, @Query({ schema: overviewQuery }) query: z.infer<typeof overviewQuery>) {
    return overviewOf(this.context, actorOf(request), query);
  }
}
