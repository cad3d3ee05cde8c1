/** What is measured: requests, refusals, the process, and what is overdue. */
import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { registerAlertMetrics, registerLoadMetrics } from '../../libs/alerts';
import { CONTEXT, type Context } from './context';

@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly seconds: Histogram;
  private readonly requests: Counter;
  private readonly refusals: Counter;

  constructor(@Inject(CONTEXT) context: Context) {
    collectDefaultMetrics({ register: this.registry });
    registerAlertMetrics(this.registry, context.pool, context.clock);
    registerLoadMetrics(this.registry, context.pool, context.clock);
    const labelNames = ['method', 'route'];
    const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
    this.seconds = new Histogram({
      name: 'homeward_request_seconds',
      help: 'Time from request to answer',
      labelNames,
      buckets,
      registers: [this.registry],
    });
    this.requests = new Counter({
      name: 'homeward_requests_total',
      help: 'Requests by status',
      labelNames: [...labelNames, 'status'],
      registers: [this.registry],
    });
    this.refusals = new Counter({
      name: 'homeward_refusals_total',
      help: 'Acts refused, by the rule that refused them',
      labelNames: ['rule'],
      registers: [this.registry],
    });
  }

  readonly observe = (
    { method, route, status }: { method: string; route: string; status: number },
    seconds: number,
  ): void => {
    this.seconds.observe({ method, route }, seconds);
    this.requests.inc({ method, route, status });
  };

  /** Counts a refusal under each of the rules that it names. */
  readonly refused = (rules: readonly string[]): void => {
    for (const rule of rules) this.refusals.inc({ rule });
  };
}
