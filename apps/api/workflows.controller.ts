/** The procedures: what exists, and each told as data. */
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '../../libs/engine/problem';
import { AnyAppointment } from './authentication';
import { CONTEXT, type Context } from './context';
import { describe, summaryOf } from './describe';

const workflowParameter = z.strictObject({ id: z.string().max(64) });

@Controller('api/v1/workflows')
@AnyAppointment()
export class WorkflowsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Get()
  list() {
    const { definitions } = this.context.engine;
    const newest = new Set(definitions.all.map((workflow) => definitions.findNewest(workflow.id)!));
    return { items: [...newest].map(summaryOf), next: null };
  }

  @Get(':id')
  async read(@Param({ schema: workflowParameter }) { id }: { id: string }) {
    const workflow = this.context.engine.definitions.findNewest(id);
    if (!workflow) throw new Problem('workflow_unknown');
    const { parameters } = await this.context.settings.at(this.context.clock.now());
    return describe(workflow, parameters);
  }
}
