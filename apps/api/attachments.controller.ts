/** The files of a case: sent as they are, kept without what the camera adds, read as the case is read. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Seal } from '../../libs/access';
import { abouts, Attachments, largestFile, Vault } from '../../libs/files';
import { Answers } from './answers';
import * as answers from './answers/files';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { KeptByJournal, keyOf, routeOf } from './keys';
import { idParameter, text, uuid } from './schemas';
import { bytesOf } from './uploads';
import { Visibility } from './visibility';

const attachmentParameter = z.strictObject({ id: uuid, attachment: uuid });
/** `attachment` is the id that the device chose, so that a file that is sent again is one file */
const addQuery = z.strictObject({
  attachment: uuid.optional(),
  about: z.enum(Object.keys(abouts) as [keyof typeof abouts, ...(keyof typeof abouts)[]]).default('other'),
  restricted: z.enum(['true', 'false']).default('false'),
});
const withdrawBody = z.strictObject({ reason: text(2000) });
const fileBody = { type: 'string', format: 'binary', maxLength: largestFile } as const;

@Controller('api/v1/instances/:id/attachments')
export class AttachmentsController {
  private readonly visibility: Visibility;
  private readonly attachments: Attachments;

  constructor(@Inject(CONTEXT) context: Context) {
    const { engine, access, pool, seal = new Seal() } = context;
    this.visibility = new Visibility(context);
    this.attachments = new Attachments(engine, access, new Vault(pool, seal));
  }

  @Answers(answers.attachments)
  @Get()
  async list(@Req() request: ApiRequest, @Param({ schema: idParameter }) { id }: { id: string }) {
    const actor = actorOf(request);
    const { items, seen } = await this.visibility.orNotFound(actor, 'instance', id, () =>
      this.attachments.list(actor, id),
    );
    await this.visibility.logRead(request, 'instance', id, seen.instance.subjects.children, seen.breakGlass);
    return { items, next: null };
  }

  @Answers(answers.attachment)
  @Post()
  @KeptByJournal()
  @ApiConsumes('image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'application/octet-stream')
  @ApiBody({ required: true, schema: fileBody })
  add(
    @Req() request: ApiRequest,
    @Param({ schema: idParameter }) { id }: { id: string },
    @Query({ schema: addQuery }) query: z.infer<typeof addQuery>,
  ) {
    const actor = actorOf(request);
    return this.visibility.orNotFound(actor, 'instance', id, () =>
      this.attachments.add({
        instance: id,
        id: query.attachment,
        about: query.about,
        restricted: query.restricted === 'true',
        actor,
        key: keyOf(request),
        route: routeOf(request),
        bytes: () => bytesOf(request),
      }),
    );
  }

  @Get(':attachment')
  @ApiProduces('image/jpeg', 'application/pdf')
  async read(
    @Req() request: ApiRequest,
    @Res() response: Response,
    @Param({ schema: attachmentParameter }) { id, attachment }: z.infer<typeof attachmentParameter>,
  ): Promise<void> {
    const actor = actorOf(request);
    const found = await this.visibility.orNotFound(actor, 'instance', id, () =>
      this.attachments.read(actor, id, attachment),
    );
    const { instance, breakGlass } = found.seen;
    await this.visibility.logRead(request, 'instance', id, instance.subjects.children, breakGlass);
    const { number, type } = found.attachment;
    const name = `${instance.reference}-${number}.${type === 'image/jpeg' ? 'jpg' : 'pdf'}`;
    response.status(200).set({
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(found.bytes);
  }

  @Answers(answers.attachment)
  @Post(':attachment/withdraw')
  @HttpCode(200)
  @KeptByJournal()
  withdraw(
    @Req() request: ApiRequest,
    @Param({ schema: attachmentParameter }) { id, attachment }: z.infer<typeof attachmentParameter>,
    @Body({ schema: withdrawBody }) { reason }: z.infer<typeof withdrawBody>,
  ) {
    const actor = actorOf(request);
    const how = { instance: id, attachment, reason, actor, key: keyOf(request), route: routeOf(request) };
    return this.visibility.orNotFound(actor, 'instance', id, () => this.attachments.withdraw(how));
  }
}
