/** Outside the contract's version: is it alive, is it ready, what does it measure, and the clock by hand. */
import { Body, Controller, Get, Inject, Put, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { readHealth, stalledAfter } from '../../libs/alerts';
import { ManualClock } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import { Answers } from './answers';
import * as answers from './answers/health';
import { Open, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { Metrics } from './metrics';
import { isDatabaseGone } from './problems';
import { clockBody } from './schemas';
import { isLoopback } from './security';

@Controller('health')
@Open()
export class HealthController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.live)
  @Get('live')
  live() {
    return { live: true };
  }

  /** 200 only when requests and the worker can be served, and no rung of the ladder is five minutes late. */
  @Answers(answers.readiness)
  @Answers(answers.readiness, 503)
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response) {
    const [database, queue] = await Promise.all([this.database(), this.queue()]);
    const late =
      database === undefined
        ? await readHealth(this.context.pool, this.context.clock).catch(() => undefined)
        : undefined;
    // a database that answers no question about what is due is no better than one that is gone
    const isStalled = database === undefined && (late === undefined || late.stalledRung > stalledAfter);
    const ready = database === undefined && queue === undefined && !isStalled;
    response.status(ready ? 200 : 503);
    if (!ready) response.set('Retry-After', '5');
    return {
      ready,
      database: database ?? 'ready',
      worker: queue ?? 'ready',
      clock: { now: new Date(this.context.clock.now()).toISOString() },
      overdue: late ?? null,
    };
  }

  private async database(): Promise<string | undefined> {
    try {
      await this.context.pool.query('select 1');
      return undefined;
    } catch (error) {
      return isDatabaseGone(error) ? 'gone' : 'failing';
    }
  }

  private async queue(): Promise<string | undefined> {
    try {
      return await this.context.worker?.();
    } catch {
      return 'gone';
    }
  }
}

@Controller('metrics')
@Open()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  async read(@Res() response: Response): Promise<void> {
    response.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}

/** The clock by hand: only with HOMEWARD_CLOCK=manual, only from this machine. Elsewhere there is nothing here. */
@Controller('testing')
@Open()
export class TestingController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.clock)
  @Get('clock')
  read(@Req() request: ApiRequest) {
    return { now: nowOf(this.clockFor(request)) };
  }

  /** Moves the clock forward and fires everything due on the way, each at its own time; answers when it is done. */
  @Answers(answers.clockMoved)
  @Put('clock')
  async move(@Req() request: ApiRequest, @Body({ schema: clockBody }) body: { now: string }) {
    const clock = this.clockFor(request);
    const { steps, rungs, failed } = await this.context.sweeper.advanceTo(Date.parse(body.now), clock);
    return { now: nowOf(clock), steps, rungs, failed };
  }

  private clockFor(request: ApiRequest): ManualClock {
    const { clock, config } = this.context;
    if (!(clock instanceof ManualClock) || config.production || !isLoopback(request)) throw new Problem('not_found');
    return clock;
  }
}

/** An instant in Phnom Penh, with its offset. */
const nowOf = (clock: ManualClock): string =>
  `${new Date(clock.now() + 7 * 3_600_000).toISOString().slice(0, -1)}+07:00`;
