/** The documents of a case, and the public page on which anybody may ask whether a letter is valid. */
import { setTimeout as pause } from 'node:timers/promises';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  documentPage,
  documentStyle,
  Letters,
  Pace,
  Press,
  readCode,
  unknownPage,
  verifyPage,
  type Draft,
  type Verdict,
} from '../../libs/letters';
import { Problem } from '../../libs/engine/problem';
import { Answers } from './answers';
import * as answers from './answers/documents';
import { actorOf, appointmentOfLink, Open, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { Keyless } from './keys';
import { idParameter, uuid } from './schemas';
import { evenTime, Visibility } from './visibility';

const documentParameter = z.strictObject({ id: uuid, document: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/) });
const shape = { lang: z.enum(['km', 'en']).default('km'), as: z.enum(['pdf', 'html']).default('pdf') };
const documentQuery = z.strictObject({
  ...shape,
  line: z.coerce.number().int().min(1).max(2_000_000_000).optional(),
});
const previewQuery = z.strictObject(shape);
const previewBody = z.strictObject({
  event: z.string().min(1).max(100),
  data: z.record(z.string(), z.unknown()).default({}),
});
const codeParameter = z.strictObject({ code: z.string().max(60) });
type Shape = z.infer<typeof previewQuery>;

/** Questions per address in a minute. */
const most = 60;
/** One press for the process: the compiler keeps its fonts. */
const press = new Press();

function lettersOf({ config, pool, engine, access, settings, clock }: Context): Letters {
  return new Letters({ pool, engine, access, settings, clock, link: config.url }, press);
}

/** Sends a document under its number; a file name never holds a name. */
function send(response: Response, { lang, as }: Shape, { snapshot }: Draft, body: Buffer | string): void {
  const name = `${snapshot.number.replace(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '')}-${lang}.${as}`;
  response.status(200).set('Content-Language', lang).set('Content-Disposition', `inline; filename="${name}"`);
  response.type(as === 'pdf' ? 'application/pdf' : 'html').send(body);
}

@Controller('api/v1/instances/:id/documents')
export class DocumentsController {
  private readonly visibility: Visibility;
  private readonly letters: Letters;

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.visibility = new Visibility(context);
    this.letters = lettersOf(context);
  }

  @Answers(answers.documents)
  @Get()
  async list(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: { id: string }) {
    const actor = actorOf(request);
    const { items, seen } = await this.visibility.orNotFound(actor, 'instance', id, () => this.letters.list(actor, id));
    await this.visibility.logRead(request, 'instance', id, seen.instance.subjects.children, seen.breakGlass);
    return { items, next: null };
  }

  @Get(':document')
  @ApiProduces('application/pdf', 'text/html')
  async read(
    @Req() request: ApiRequest,
    @Res() response: Response,
    @Param({ schema: documentParameter }) { id, document }: z.infer<typeof documentParameter>,
    @Query({ schema: documentQuery }) query: z.infer<typeof documentQuery>,
  ): Promise<void> {
    const actor = actorOf(request);
    const { issued, seen } = await this.visibility.orNotFound(actor, 'instance', id, () =>
      this.letters.issue(actor, id, document, { line: query.line, language: query.lang }),
    );
    await this.visibility.logRead(request, 'instance', id, seen.instance.subjects.children, seen.breakGlass);
    const held = appointmentOfLink(request);
    const as = held === undefined ? '' : `&appointment=${held}`;
    const at = (more: string): string => `?line=${/\d+$/.exec(issued.snapshot.number)![0]}&${more}${as}`;
    const other = query.lang === 'km' ? 'en' : 'km';
    const links = { pdf: at(`lang=${query.lang}&as=pdf`), other: at(`lang=${other}&as=html`) };
    send(response, query, issued, query.as === 'pdf' ? this.letters.pdf(issued) : documentPage(issued, links));
  }

  @Post(':document/preview')
  @HttpCode(200)
  @Keyless()
  @ApiProduces('application/pdf', 'text/html')
  async preview(
    @Req() request: ApiRequest,
    @Res() response: Response,
    @Param({ schema: documentParameter }) { id, document }: z.infer<typeof documentParameter>,
    @Query({ schema: previewQuery }) query: Shape,
    @Body({ schema: previewBody }) body: z.infer<typeof previewBody>,
  ): Promise<void> {
    const actor = actorOf(request);
    const { draft, seen } = await this.visibility.orNotFound(actor, 'instance', id, () =>
      this.letters.preview(actor, id, document, { ...body, language: query.lang }),
    );
    await this.visibility.logRead(request, 'instance', id, seen.instance.subjects.children, seen.breakGlass);
    send(response, query, draft, query.as === 'pdf' ? this.letters.previewPdf(draft) : documentPage(draft, undefined));
  }
}

@Controller()
@Open()
export class VerifyController {
  private readonly letters: Letters;
  private readonly pace = new Pace(most);

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.letters = lettersOf(context);
  }

  @Get('verify/:code')
  @ApiExcludeEndpoint()
  async page(
    @Req() request: Request,
    @Res() response: Response,
    @Param({ schema: codeParameter }) { code }: { code: string },
  ): Promise<void> {
    const wait = this.pace.ask(request.ip ?? '');
    if (wait > 0) {
      response.status(429).set('Retry-After', String(wait)).type('html').send(unknownPage('wait'));
      return;
    }
    const verdict = await this.asked(code);
    response
      .status(verdict ? 200 : 404)
      .type('html')
      .send(verdict ? verifyPage(verdict) : unknownPage('unknown'));
  }

  @Answers(answers.verdict)
  @Get('api/v1/verify/:code')
  async verify(@Req() request: Request, @Param({ schema: codeParameter }) { code }: { code: string }) {
    const wait = this.pace.ask(request.ip ?? '');
    if (wait > 0) throw new Problem('locked_out', { retryAfter: wait });
    const verdict = await this.asked(code);
    if (!verdict) throw new Problem('not_found');
    return { number: verdict.number, date: verdict.date, status: verdict.valid ? 'valid' : 'revoked' };
  }

  @Get('letters.css')
  @ApiExcludeEndpoint()
  style(@Res() response: Response): void {
    response.set('Cache-Control', 'public, max-age=3600').type('css').send(documentStyle);
  }

  @Get('letters/khmer-:weight.woff2')
  @ApiExcludeEndpoint()
  font(@Res() response: Response, @Param('weight') weight: string): void {
    if (weight !== '400' && weight !== '700') throw new Problem('not_found');
    const file = require.resolve(`@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-${weight}-normal.woff2`);
    response.sendFile(file, { cacheControl: false, headers: { 'Cache-Control': 'public, max-age=86400' } });
  }

  /** The answer after a whole number of `evenTime` ms, so that its pace does not tell what exists. */
  private async asked(typed: string): Promise<Verdict | undefined> {
    const start = performance.now();
    const code = readCode(typed);
    const verdict = code === undefined ? undefined : await this.letters.verify(code);
    await pause(evenTime - ((performance.now() - start) % evenTime));
    return verdict;
  }
}
