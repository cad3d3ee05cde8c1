/** What is measured: requests, refusals, the process, and what is overdue. */
import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { registerAlertMetrics } from '../../libs/alerts';
import { CONTEXT, type Context } from './context';

@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly seconds: Histogram;
  private readonly requests: Counter;

  constructor(@Inject(CONTEXT) context: Context) {
    collectDefaultMetrics({ register: this.registry });
    registerAlertMetrics(this.registry, context.pool, context.clock);
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
  }

  readonly observe = (
    { method, route, status }: { method: string; route: string; status: number },
    seconds: number,
  ): void => {
    this.seconds.observe({ method, route }, seconds);
    this.requests.inc({ method, route, status });
  };
}
