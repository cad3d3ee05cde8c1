/** What must be done and known: tasks, alerts, incidents. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { tasksCondition, watchCondition } from '../../libs/access';
import { subjectOf, type TaskCommand } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import type { Actor } from '../../workflows/workflow';
import { Answers } from './answers';
import * as answers from './answers/work';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { keyOf, routeOf } from './keys';
import { listAlerts } from './lists/alerts';
import { findIncident, listIncidents } from './lists/incidents';
import { listTasks } from './lists/tasks';
import {
  acknowledgeBody,
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
import { settled } from './texts';
import { Visibility } from './visibility';

@Controller('api/v1/tasks')
export class TasksController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.tasks)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: tasksQuery }) query: z.infer<typeof tasksQuery>) {
    return listTasks(this.context, actorOf(request), query);
  }

  @Answers(answers.taskHolder)
  @Post(':id/claim')
  @HttpCode(200)
  claim(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    return this.run(request, id, { verb: 'claim' });
  }

  @Answers(answers.taskHolder)
  @Post(':id/assign')
  @HttpCode(200)
  assign(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: assignBody }) body: z.infer<typeof assignBody>,
  ) {
    return this.run(request, id, { verb: 'assign', ...body });
  }

  @Answers(answers.taskHolder)
  @Post(':id/hand-over')
  @HttpCode(200)
  handOver(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: handOverBody }) body: z.infer<typeof handOverBody>,
  ) {
    return this.run(request, id, { verb: 'handOver', ...body });
  }

  @Answers(answers.taskHolder)
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
    return new Visibility(this.context).orNotFound(actor, 'task', task, async () => {
      await this.checkSees(actor, task);
      return this.context.tasks.run(command);
    });
  }

  /** Who may not know of the case or the incident is told of no task either. */
  private async checkSees(actor: Actor, task: string): Promise<void> {
    const { access, engine, pool } = this.context;
    const untied = watchCondition(actor, 2);
    const told = tasksCondition(actor, 2 + untied.values.length);
    const { rows } = await pool.query<{
      instance: string | null;
      area: string;
      institution: string | null;
      child: string | null;
      assignee: string | null;
    }>(
      `select t.instance, t.area, n.institution, n.child, t.assignee from homeward.tasks t
       left join homeward.incidents n on n.id = t.incident where t.id = $1 and ${untied.sql} and ${told.sql}`,
      [task, ...untied.values, ...told.values],
    );
    const found = rows[0];
    if (!found) throw new Problem('not_found');
    const [instance] = found.instance === null ? [] : await engine.records.read([found.instance]);
    const subject = instance
      ? subjectOf(instance)
      : {
          area: found.area,
          institution: found.institution ?? undefined,
          children: found.child === null ? [] : [found.child],
          assigned: found.assignee === null ? [] : [found.assignee],
        };
    if (!(await access.maySee(actor, subject))) throw new Problem('not_found');
  }
}

@Controller('api/v1/alerts')
export class AlertsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.alerts)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: alertsQuery }) query: z.infer<typeof alertsQuery>) {
    return listAlerts(this.context, actorOf(request), query);
  }

  @Answers(answers.alertRead)
  @Post(':id/read')
  @HttpCode(200)
  read(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    const actor = actorOf(request);
    return new Visibility(this.context).orNotFound(actor, 'alert', id, () =>
      this.context.alerts.read(id, actor.person),
    );
  }

  @Answers(answers.acknowledgement)
  @Post(':id/acknowledge')
  @HttpCode(200)
  acknowledge(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: acknowledgeBody }) body: z.infer<typeof acknowledgeBody>,
  ) {
    const actor = actorOf(request);
    const key = { person: actor.person, route: routeOf(request), key: keyOf(request) };
    return new Visibility(this.context).orNotFound(actor, 'alert', id, () =>
      this.context.alerts.acknowledge(id, actor, key, body?.note),
    );
  }
}

/** Says in words what stands against handling an incident again. */
async function said<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (problem) {
    const detail = problem instanceof Problem && settled[problem.extra.errors?.[0]?.code ?? ''];
    throw detail ? new Problem('conflict', { detail }) : problem;
  }
}

@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Answers(answers.incidents)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: incidentsQuery }) query: z.infer<typeof incidentsQuery>) {
    return listIncidents(this.context, actorOf(request), query);
  }

  @Answers(answers.incident)
  @Get(':id')
  read(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: { id: string }) {
    const actor = actorOf(request);
    return new Visibility(this.context).orNotFound(actor, 'incident', id, () => findIncident(this.context, actor, id));
  }

  @Answers(answers.incidentHandled)
  @Post(':id/acknowledge')
  @HttpCode(200)
  acknowledge(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    return said(new Register(this.context).handleIncident(request, 'incident.acknowledge', id, {}));
  }

  @Answers(answers.incidentHandled)
  @Post(':id/resolve')
  @HttpCode(200)
  resolve(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Body({ schema: resolveBody }) body: z.infer<typeof resolveBody>,
  ) {
    return said(new Register(this.context).handleIncident(request, 'incident.resolve', id, body));
  }
}
