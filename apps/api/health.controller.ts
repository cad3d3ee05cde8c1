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
import { isLoopback, mayMeasure } from './security';
import { SharedReading } from './shared-reading';

/** The measurements are read again after so many ms, however many ask. */
export const measuredFor = 3_000;

@Controller('health')
@Open()
export class HealthController {
  private readonly readiness = new SharedReading(() => this.look());

  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.live)
  @Get('live')
  live() {
    return { live: true };
  }

  /**
   * 200 only when requests and the worker can be served, and no rung of the ladder is five minutes late. Why not, and what is
   * overdue, is for who may measure.
   */
  @Answers(answers.readiness)
  @Answers(answers.readiness, 503)
  @Get('ready')
  async ready(@Req() request: ApiRequest, @Res({ passthrough: true }) response: Response) {
    const { ready, ...details } = await this.readiness.get();
    response.status(ready ? 200 : 503);
    if (!ready) response.set('Retry-After', '5');
    return mayMeasure(request, this.context.config) ? { ready, ...details } : { ready };
  }

  private async look() {
    const [database, queue] = await Promise.all([this.database(), this.queue()]);
    const late =
      database === undefined
        ? await readHealth(this.context.pool, this.context.clock).catch(() => undefined)
        : undefined;
    // a database that answers no question about what is due is no better than one that is gone
    const isStalled = database === undefined && (late === undefined || late.stalledRung > stalledAfter);
    return {
      ready: database === undefined && queue === undefined && !isStalled,
      database: database ?? 'ready',
      worker: queue ?? 'ready',
      clock: { now: new Date(this.context.clock.now()).toISOString() },
      overdue: late ?? null,
    };
  }

  private async database(): Promise<string | undefined> {
    try {
      const { rows } = await this.context.pool.query<{ closed: string }>(
        `select current_setting('transaction_read_only') as closed`,
      );
      return rows[0]!.closed === 'on' ? 'failing' : undefined;
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

/** For who may measure; for everybody else there is nothing here. */
@Controller('metrics')
@Open()
export class MetricsController {
  private readonly measurements = new SharedReading(() => this.metrics.registry.metrics(), measuredFor);

  constructor(
    @Inject(CONTEXT) private readonly context: Context,
    private readonly metrics: Metrics,
  ) {}

  @Get()
  async read(@Req() request: ApiRequest, @Res() response: Response): Promise<void> {
    if (!mayMeasure(request, this.context.config)) throw new Problem('not_found');
    response.type(this.metrics.registry.contentType).send(await this.measurements.get());
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
