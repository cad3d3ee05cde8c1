/** Lists as files. Each says which filter made it, when, and for which office; each is kept in the log of reads. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Problem } from '../../libs/engine/problem';
import { dateOf } from '../../workflows/time';
import { roleTexts } from '../../workflows/roles';
import type { Actor, Role } from '../../workflows/workflow';
import { Answers } from './answers';
import * as answers from './answers/overview';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { exportable, exportNames, exportQuery, type ExportName } from './lists/exports';
import { exportTexts, listTexts } from './overview-texts';
import { fieldErrors } from './problems';
import { fileOf, formats, type Value } from './sheets';

const listParameter = z.strictObject({ list: z.enum(exportNames) });

@Controller('api/v1/exports')
export class ExportsController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  /** A list with its own filters; 5,000 rows at most. Records of single cases leave only with those who supervise. */
  @Answers(answers.file)
  @Get(':list')
  async download(
    @Req() request: ApiRequest,
    @Res() response: Response,
    @Param({ schema: listParameter }) { list }: { list: ExportName },
    @Query({ schema: exportQuery }) { format, lang, ...filters }: z.infer<typeof exportQuery>,
  ): Promise<void> {
    const actor = actorOf(request);
    const { query, may, columns, read } = exportable[list];
    if (!may(actor)) throw new Problem('forbidden');
    const asked = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
    const parsed = query.safeParse(asked);
    if (!parsed.success)
      throw new Problem('form_invalid', { errors: fieldErrors(parsed.error.issues.map((issue) => ({ ...issue }))) });
    const { rows, more, children } = await read({ context: this.context, request, actor, lang }, parsed.data);
    const now = this.context.clock.now();
    const sheet = {
      name: listTexts[list][lang],
      preface: this.preface(list, lang, { asked, actor, now, more }),
      headings: columns.map((text) => text[lang]),
      rows,
    };
    const file = await fileOf(sheet, format);
    await this.log(actor, list, { format, asked, rows: rows.length, children });
    response
      .attachment(`homeward-${list}-${dateOf(now)}.${format}`)
      .type(formats[format])
      .send(file);
  }

  /** What this is: list, filter, when, and for which office. */
  private preface(
    list: ExportName,
    lang: 'en' | 'km',
    { asked, actor, now, more }: { asked: Record<string, unknown>; actor: Actor; now: number; more: boolean },
  ): Value[][] {
    const t = exportTexts;
    const filter = Object.entries(asked).map(([name, value]) => `${name}=${String(value)}`);
    const local = new Date(now + 7 * 3_600_000).toISOString();
    return [
      ['Homeward', t.list[lang], listTexts[list][lang]],
      [t.filter[lang], filter.join('; ') || t.none[lang]],
      [t.made[lang], `${local.slice(0, 10)} ${local.slice(11, 16)}`],
      [t.by[lang], `${roleTexts[actor.role as Role][lang]}, ${actor.area || t.country[lang]}`],
      ...(more ? [[t.cut[lang]]] : []),
    ];
  }

  /** One line for the file with its filter and size, and one for each child in it. */
  private async log(
    actor: Actor,
    list: ExportName,
    made: { format: string; asked: Record<string, unknown>; rows: number; children: string[] },
  ): Promise<void> {
    const filter = new URLSearchParams(made.asked as Record<string, string>).toString();
    const route = `GET /api/v1/exports/${list}`;
    await this.context.readLog.record(
      { actor, kind: 'search', via: `${route} (${made.format}; ${made.rows} rows; ${filter})` },
      ...made.children.map((subject) => ({ actor, kind: 'child' as const, subject, via: route })),
    );
  }
}
