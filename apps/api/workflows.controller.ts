/** The procedures: what exists, and each told as data. */
import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '../../libs/engine/problem';
import { Answers } from './answers';
import * as answers from './answers/workflows';
import { AnyAppointment, appointmentOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { describe, opensOf, summaryOf } from './describe';

const workflowParameter = z.strictObject({ id: z.string().max(64) });
/** without a version the newest */
const versionQuery = z.strictObject({ version: z.coerce.number().int().min(1).max(10_000).optional() });

@Controller('api/v1/workflows')
@AnyAppointment()
export class WorkflowsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  /** `opens` is what the appointment may open that the header names; without one, what any of the person's may. */
  @Answers(answers.workflows)
  @Get()
  async list(@Req() request: ApiRequest) {
    const { definitions } = this.context.engine;
    const newest = new Set(definitions.all.map((workflow) => definitions.findNewest(workflow.id)!));
    const named = appointmentOf(request);
    const held = request.session!.appointments.filter(({ id }) => named === undefined || id === named);
    const roles = held.map(({ role }) => role);
    const versionsOf = roles.includes('mosvy') ? await this.versions() : () => null;
    return {
      items: [...newest].map((workflow) => ({
        ...summaryOf(workflow),
        opens: opensOf(workflow, roles),
        versions: versionsOf(workflow.id),
      })),
      next: null,
    };
  }

  @Answers(answers.workflow)
  @Get(':id')
  async read(
    @Param({ schema: workflowParameter }) { id }: { id: string },
    @Query({ schema: versionQuery }) { version }: z.infer<typeof versionQuery>,
  ) {
    const { definitions } = this.context.engine;
    const workflow =
      version === undefined
        ? definitions.findNewest(id)
        : definitions.all.find((one) => one.id === id && one.version === version);
    if (!workflow) throw new Problem('workflow_unknown');
    const { parameters } = await this.context.settings.at(this.context.clock.now());
    return describe(workflow, parameters);
  }

  /** The versions of each workflow, the newest first, each with the open cases that follow it. */
  private async versions() {
    const { rows } = await this.context.pool.query<{ workflow: string; version: number; open: number }>(
      `select workflow, workflow_version as version, count(*)::int as open from homeward.instances i
       where status = 'open' and not exists (select from homeward.secrets x where x.instance = i.id and x.until_at is null) group by 1, 2`,
    );
    const openOf = (id: string, version: number) =>
      rows.find((row) => row.workflow === id && row.version === version)?.open ?? 0;
    const { all } = this.context.engine.definitions;
    return (id: string) =>
      all
        .filter((one) => one.id === id)
        .map(({ version }) => ({ version, openCases: openOf(id, version) }))
        .sort((a, b) => b.version - a.version);
  }
}
