/** The statechart of a procedure and of a case, with its text twin, and the public handbook made from the machines. */
import { readFile } from 'node:fs/promises';
import { Controller, Get, Header, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { mayReadRestricted } from '../../libs/access';
import {
  drawingOf,
  drawingTitle,
  findPart,
  findState,
  handbookList,
  handbookOf,
  handbookStyle,
  layoutOf,
  marksOf,
  movesOf,
  namedRoles,
  partsOf,
  placeOf,
  stepOf,
} from '../../libs/chart';
import { subjectOf, viewOf, type Instance } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import type { Role, Workflow } from '../../workflows/workflow';
import { Answers } from './answers';
import * as answers from './answers/charts';
import { actorOf, AnyAppointment, Open, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { explained } from './explanations';
import { idParameter } from './schemas';
import { Visibility } from './visibility';

const language = z.enum(['km', 'en']).default('km');
const words = z.string().regex(/^[\w.-]{1,200}$/);
const languageQuery = z.strictObject({ lang: language });
const chartQuery = z.strictObject({ lang: language, part: z.union([z.literal(''), words]).default('') });
const workflowParameter = z.strictObject({ id: words });
const handbookParameter = z.strictObject({ workflow: words });
const stateParameter = z.strictObject({ id: words, state: words });
type ChartQuery = z.infer<typeof chartQuery>;

function svg(response: Response, drawing: string): void {
  response.type('image/svg+xml').send(drawing);
}

function newest(context: Context, id: string): Workflow {
  const workflow = context.engine.definitions.findNewest(id);
  if (!workflow) throw new Problem('workflow_unknown');
  return workflow;
}

function partOf(workflow: Workflow, name: string): string {
  const part = findPart(workflow, name);
  if (part === undefined) throw new Problem('not_found');
  return part;
}

@Controller('api/v1/workflows/:id')
@AnyAppointment()
export class WorkflowChartController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Get('chart')
  @ApiProduces('image/svg+xml')
  async chart(
    @Res() response: Response,
    @Param({ schema: workflowParameter }) { id }: { id: string },
    @Query({ schema: chartQuery }) { lang, part: name }: ChartQuery,
  ) {
    const workflow = newest(this.context, id);
    const part = partOf(workflow, name);
    const { parameters } = await this.context.settings.at(this.context.clock.now());
    svg(
      response,
      drawingOf(await layoutOf(workflow, lang, parameters, part), lang, drawingTitle(workflow, part)[lang]),
    );
  }

  @Answers(answers.step)
  @Get('steps/:state')
  async step(@Param({ schema: stateParameter }) { id, state }: { id: string; state: string }) {
    const workflow = newest(this.context, id);
    const path = findState(workflow, state);
    if (path === undefined) throw new Problem('not_found');
    const { parameters } = await this.context.settings.at(this.context.clock.now());
    return { ...stepOf(workflow, path, parameters), handbook: `/handbook/${workflow.id}#state-${path}` };
  }
}

@Controller('api/v1/instances/:id/chart')
export class InstanceChartController {
  private readonly visibility: Visibility;

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.visibility = new Visibility(context);
  }

  @Get()
  @ApiProduces('image/svg+xml')
  async chart(
    @Req() request: ApiRequest,
    @Res() response: Response,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Query({ schema: chartQuery }) { lang, part: name }: ChartQuery,
  ) {
    const { instance, moves } = await this.journey(request, id);
    const part = partOf(instance.workflow, name);
    const { parameters } = await this.context.settings.at(this.context.clock.now());
    const layout = await layoutOf(instance.workflow, lang, parameters, part);
    svg(response, drawingOf(layout, lang, drawingTitle(instance.workflow, part)[lang], marksOf(instance, moves)));
  }

  @Answers(answers.chartText)
  @Get('text')
  async text(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: { id: string }) {
    const { instance, moves } = await this.journey(request, id);
    const { workflow } = instance;
    const view = await viewOf(this.context.engine, id, actorOf(request));
    const { tasks, timers } = await explained(this.context, view);
    const due = tasks.map((task) => task.due);
    const keys = new Map(instance.tasks.map((task) => [task.id, task.key.slice(0, task.key.lastIndexOf('/'))]));
    return {
      id,
      workflow: workflow.id,
      workflowVersion: workflow.version,
      title: workflow.title,
      parts: partsOf(workflow).map((path) => ({ path, text: drawingTitle(workflow, path) })),
      here: view.state.map((path) => ({ path, line: placeOf(workflow, path) })),
      done: moves.map((move) => ({
        ...move,
        to: move.to.map((path) => ({ path, text: placeOf(workflow, path).at(-1)?.text ?? null })),
      })),
      next: {
        tasks: view.tasks.map(({ id: task, name, text, role }, i) => ({
          id: task,
          name,
          text,
          state: keys.get(task) ?? null,
          who: namedRoles([role as Role])[0]!,
          due: due[i]!,
        })),
        events: view.allowed.map(({ event, text, allowed, permitted, by, rules }) => {
          return { event, text, allowed, permitted, by: namedRoles(by), rules };
        }),
        timers: view.timers.map(({ deadline, text }, i) => ({ deadline, text, due: timers![i]!.due })),
      },
    };
  }

  /** The case as it is and the steps it took, for who may see it; the read is logged before the answer leaves. */
  private async journey(request: ApiRequest, id: string) {
    const actor = actorOf(request);
    const { instance, breakGlass } = await this.visibility.orNotFound(actor, 'instance', id, () =>
      this.seen(request, id),
    );
    await this.visibility.logRead(request, 'instance', id, instance.subjects.children, breakGlass);
    const restricted = mayReadRestricted(actor, subjectOf(instance));
    return { instance, moves: await movesOf(this.context.pool, instance, restricted) };
  }

  private async seen(request: ApiRequest, id: string): Promise<{ instance: Instance; breakGlass?: string }> {
    const [instance] = await this.context.engine.records.read([id]);
    if (!instance) throw new Problem('not_found');
    const { sight, breakGlass } = await this.context.access.look(actorOf(request), subjectOf(instance));
    if (sight === 'none') throw new Problem('not_found');
    // the steps it took say what was found, and who comes next
    if (sight === 'limited') throw new Problem('forbidden');
    return { instance, breakGlass };
  }
}

const fonts = Object.fromEntries(
  [400, 700].map((weight) => [
    `noto-sans-khmer-${weight}.woff2`,
    `@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-${weight}-normal.woff2`,
  ]),
);

@Controller('handbook')
@Open()
@ApiExcludeController()
export class HandbookController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  list(@Query({ schema: languageQuery }) { lang }: { lang: 'km' | 'en' }): string {
    const { definitions } = this.context.engine;
    const ids = [...new Set(definitions.all.map(({ id }) => id))];
    return handbookList(
      ids.map((id) => definitions.findNewest(id)!),
      lang,
    );
  }

  @Get('handbook.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style(): string {
    return handbookStyle;
  }

  @Get(':font.woff2')
  async font(@Res() response: Response, @Param('font') name: string) {
    const file = fonts[`${name}.woff2`];
    if (!file) throw new Problem('not_found');
    response.set('Cache-Control', 'public, max-age=86400');
    response.type('font/woff2').send(await readFile(require.resolve(file)));
  }

  @Get(':workflow')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async page(
    @Param({ schema: handbookParameter }) { workflow: id }: { workflow: string },
    @Query({ schema: languageQuery }) { lang }: { lang: 'km' | 'en' },
  ): Promise<string> {
    const { parameters } = await this.context.settings.at(this.context.clock.now());
    return handbookOf(newest(this.context, id), parameters, lang);
  }
}
