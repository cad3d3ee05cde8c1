/** What must be done and known: tasks, alerts, incidents. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import type { TaskCommand } from '../../libs/engine';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { keyOf, routeOf } from './keys';
import { listAlerts } from './lists/alerts';
import { listIncidents } from './lists/incidents';
import { listTasks } from './lists/tasks';
import {
  alertsQuery,
  assignBody,
  emptyBody,
  handOverBody,
  idParameter,
  incidentsQuery,
  releaseBody,
  resolveBody,
  tasksQuery,
} from './schemas';
import { Register } from './register';
import { Visibility } from './visibility';

@Controller('api/v1/tasks')
export class TasksController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: tasksQuery }) query: z.infer<typeof tasksQuery>) {
    return listTasks(this.context, actorOf(request), query);
  }

  @Post(':id/claim')
  @HttpCode(200)
  claim(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    return this.run(request, id, { verb: 'claim' });
  }

  @Post(':id/assign')
  @HttpCode(200)
  assign(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: assignBody }) body: z.infer<typeof assignBody>,
  ) {
    return this.run(request, id, { verb: 'assign', ...body });
  }

  @Post(':id/hand-over')
  @HttpCode(200)
  handOver(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: handOverBody }) body: z.infer<typeof handOverBody>,
  ) {
    return this.run(request, id, { verb: 'handOver', ...body });
  }

  @Post(':id/release')
  @HttpCode(200)
  release(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: releaseBody }) body: z.infer<typeof releaseBody>,
  ) {
    return this.run(request, id, { verb: 'release', ...body });
  }

  private run(request: ApiRequest, task: string, what: Pick<TaskCommand, 'verb' | 'to' | 'reason'>) {
    const actor = actorOf(request);
    const command = { task, ...what, actor, key: keyOf(request), route: routeOf(request) };
    return new Visibility(this.context).orNotFound(actor, 'task', task, () => this.context.tasks.run(command));
  }
}

@Controller('api/v1/alerts')
export class AlertsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: alertsQuery }) query: z.infer<typeof alertsQuery>) {
    return listAlerts(this.context, actorOf(request), query);
  }

  @Post(':id/read')
  @HttpCode(200)
  read(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    return this.context.alerts.read(id, actorOf(request).person);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  acknowledge(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    return this.context.alerts.acknowledge(id, actorOf(request));
  }
}

@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: incidentsQuery }) query: z.infer<typeof incidentsQuery>) {
    return listIncidents(this.context, actorOf(request), query);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  acknowledge(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    return new Register(this.context).run(request, 'incident.acknowledge', { id }, { kind: 'incident', id });
  }

  @Post(':id/resolve')
  @HttpCode(200)
  resolve(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: resolveBody }) body: z.infer<typeof resolveBody>,
  ) {
    return new Register(this.context).run(request, 'incident.resolve', { id, ...body }, { kind: 'incident', id });
  }
}
