/** Reports that were written without a connection on a case that had moved on: both versions, and the decision about them. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { Problem } from '../../libs/engine/problem';
import { Answers } from './answers';
import * as answers from './answers/reviews';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { KeptByJournal, keyOf, routeOf } from './keys';
import { listReviews, readReview } from './lists/reviews';
import { Reviews } from './reviews';
import { decisionBody, reviewsQuery } from './reviews-schemas';
import { idParameter, versionOf } from './schemas';
import { Visibility } from './visibility';

@Controller('api/v1/reviews')
export class ReviewsController {
  private readonly visibility: Visibility;
  private readonly reviews: Reviews;

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.visibility = new Visibility(context);
    this.reviews = new Reviews(context);
  }

  @Answers(answers.reviews)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: reviewsQuery }) query: z.infer<typeof reviewsQuery>) {
    return listReviews(this.context, actorOf(request), query);
  }

  @Answers(answers.reviewInFull)
  @Get(':id')
  read(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: { id: string }) {
    return this.shown(request, id, () => this.inFull(request, id));
  }

  /** Records it as it is, on the version named in `If-Match`, or sets it aside with a reason. */
  @Answers(answers.reviewInFull)
  @Post(':id/decide')
  @HttpCode(200)
  @KeptByJournal()
  decide(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: decisionBody }) body: z.infer<typeof decisionBody>,
  ) {
    const actor = actorOf(request);
    return this.shown(request, id, async () => {
      const { may, decision } = await this.inFull(request, id);
      if (decision === null && !may.includes(body.decision)) throw new Problem('forbidden');
      if (body.decision === 'setAside') await this.reviews.setAside(actor, id, body.reason);
      else {
        const version = versionOf(request.headers['if-match']);
        if (version === undefined) throw new Problem('version_missing');
        await this.reviews.record(actor, id, version, keyOf(request), routeOf(request));
      }
      return this.inFull(request, id);
    });
  }

  private inFull = (request: ApiRequest, id: string) =>
    readReview(this.context, this.reviews, this.visibility, request, id);

  private shown<T>(request: ApiRequest, id: string, go: () => Promise<T>): Promise<T> {
    return this.visibility.orNotFound(actorOf(request), 'review', id, go);
  }
}
