/** The routes of earlier placements: columns, check of a file, proposal, second person. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { z } from 'zod';
import { may, personsOf } from '../../libs/access';
import { Problem } from '../../libs/engine/problem';
import { largestFile } from '../../libs/files';
import {
  mostRows,
  placementColumns,
  placementFaults,
  placementRow,
  readPlacements,
  readSheet,
  type PlacementFault,
} from '../../libs/registry';
import { Answers } from './answers';
import * as answers from './answers/imports';
import { boundedArchive, isArchive } from './archives';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { pageOf, readCursor } from './cursors';
import { Keyless, keyOf, routeOf } from './keys';
import { PlacementImports, told } from './placement-imports';
import { idParameter, pageQuery, text } from './schemas';
import { bytesOf } from './uploads';

const proposal = z.strictObject({ rows: z.array(placementRow).min(1).max(mostRows), reason: text(2000) });
const rejection = z.strictObject({ reason: text(2000) });
const fileBody = { type: 'string', format: 'binary', maxLength: largestFile } as const;
type Id = z.infer<typeof idParameter>;

@Controller('api/v1/placement-imports')
export class PlacementImportsController {
  private readonly imports: PlacementImports;

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.imports = new PlacementImports(context);
  }

  @Answers(answers.columns)
  @Get('columns')
  columns(@Req() request: ApiRequest) {
    this.proposer(request);
    return { items: Object.entries(placementColumns).map(([name, words]) => ({ name, ...words })), next: null };
  }

  /** Reads a CSV or XLSX file and says what is wrong, row by row; keeps nothing. */
  @Answers(answers.check)
  @Post('check')
  @HttpCode(200)
  @Keyless()
  @ApiConsumes(
    'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/octet-stream',
  )
  @ApiBody({ required: true, schema: fileBody })
  async check(@Req() request: ApiRequest) {
    const actor = this.proposer(request);
    const bytes = await bytesOf(request);
    const sheet = await readSheet(isArchive(bytes) ? boundedArchive(bytes) : bytes);
    const read = readPlacements(sheet, this.imports.today());
    const judged = await this.imports.judge(actor, read.rows);
    const faulty = new Set(judged.map(({ row }) => row));
    return {
      count: read.count,
      rows: read.rows.filter(({ row }) => !faulty.has(row)),
      faults: [...read.faults, ...judged].sort((a, b) => a.row - b.row).map((fault) => told(fault)),
      unknown: read.unknown,
    };
  }

  @Answers(answers.imports)
  @Get()
  async list(@Req() request: ApiRequest, @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>) {
    const actor = this.proposer(request);
    const [at, id] = readCursor(query.cursor);
    const found = await this.imports.list(actor, at, id, query.limit);
    return pageOf(
      found,
      query.limit,
      (one) => [one.proposedAt.toISOString(), one.id],
      (one) => this.imports.headOf(actor, one),
    );
  }

  @Answers(answers.decided)
  @Post()
  async propose(@Req() request: ApiRequest, @Body({ schema: proposal }) body: z.infer<typeof proposal>) {
    const actor = this.proposer(request);
    const faults = await this.imports.judge(actor, body.rows);
    if (faults.length > 0) throw refusalOf(faults);
    return this.context.registry.run('placements.propose', body, this.asking(request));
  }

  @Answers(answers.oneImport)
  @Get(':id')
  async one(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: Id) {
    const actor = this.proposer(request);
    const found = await this.imports.find(actor, id);
    return { ...this.imports.headOf(actor, found), rows: await this.imports.rowsOf(found) };
  }

  /** Opens the cases; where that was broken off, the same person sends it again and it goes on. */
  @Answers(answers.applied)
  @Post(':id/approve')
  @HttpCode(200)
  async approve(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: Id) {
    const actor = actorOf(request);
    const found = await this.decidable(request, id);
    const goesOn = found.status === 'approved' && personsOf(actor).every((person) => found.deciders.includes(person));
    if (!goesOn) {
      const faults = await this.imports.judge(actor, found.rows);
      if (found.status === 'proposed' && faults.length > 0) throw refusalOf(faults);
      await this.context.registry.run('placements.approve', { id }, this.asking(request));
    }
    return this.imports.apply(actor, found);
  }

  @Answers(answers.decided)
  @Post(':id/reject')
  @HttpCode(200)
  async reject(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: Id,
    @Body({ schema: rejection }) { reason }: z.infer<typeof rejection>,
  ) {
    await this.decidable(request, id);
    return this.context.registry.run('placements.reject', { id, reason }, this.asking(request));
  }

  private proposer(request: ApiRequest) {
    const actor = actorOf(request);
    if (!may(actor, 'placements.import', { area: actor.area })) throw new Problem('forbidden');
    return actor;
  }

  private async decidable(request: ApiRequest, id: string) {
    const actor = this.proposer(request);
    const found = await this.imports.find(actor, id);
    if (!may(actor, 'placements.approve', { area: found.area })) throw new Problem('forbidden');
    return found;
  }

  private asking(request: ApiRequest) {
    return { actor: actorOf(request), route: routeOf(request), key: keyOf(request) };
  }
}

function refusalOf(faults: PlacementFault[]): Problem {
  return new Problem('form_invalid', {
    errors: faults.map(({ row, column, code }) => ({
      path: `rows.${row}${column ? `.${column}` : ''}`,
      code,
      message: placementFaults[code],
    })),
  });
}
