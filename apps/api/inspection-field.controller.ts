/** Inspections in the field: the plan, the package that is taken along, and photos that come part by part. */
import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers } from './answers';
import * as answers from './answers/inspection-field';
import { actorOf, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { Packages, returnBody } from './inspection-package';
import { largestPart, partQuery, photoBody, Photos } from './inspection-photos';
import { inspectionParameter } from './inspections-schemas';
import { inspectionsQuery, listInspections } from './lists/inspections';
import { uuid } from './schemas';
import { bytesOf } from './uploads';
import { Visibility } from './visibility';

const photoParameter = z.strictObject({ instance: uuid, photo: uuid });
type Inspected = z.infer<typeof inspectionParameter>;
type Photo = z.infer<typeof photoParameter>;

@Controller('api/v1/inspections')
export class InspectionFieldController {
  private readonly visibility: Visibility;
  private readonly packages: Packages;
  private readonly photos: Photos;

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.visibility = new Visibility(context);
    this.packages = new Packages(context);
    this.photos = new Photos(context);
  }

  @Answers(answers.planned)
  @Get()
  list(@Req() request: ApiRequest, @Query({ schema: inspectionsQuery }) query: z.infer<typeof inspectionsQuery>) {
    return listInspections(this.context, actorOf(request), query);
  }

  @Answers(answers.fieldPackage)
  @Get(':instance/package')
  async give(@Req() request: ApiRequest, @Param({ schema: inspectionParameter }) { instance }: Inspected) {
    const actor = actorOf(request);
    const given = await this.visibility.orNotFound(actor, 'instance', instance, () =>
      this.packages.give(actor, instance),
    );
    const children = given.package.expected.map(({ child }) => child);
    await this.visibility.logRead(request, 'instance', instance, children);
    return given;
  }

  @Answers(answers.takenBack)
  @Post(':instance/package')
  @HttpCode(200)
  takeBack(
    @Req() request: ApiRequest,
    @Param({ schema: inspectionParameter }) { instance }: Inspected,
    @Body({ schema: returnBody }) body: z.infer<typeof returnBody>,
  ) {
    const actor = actorOf(request);
    return this.visibility.orNotFound(actor, 'instance', instance, () => this.packages.takeBack(actor, instance, body));
  }

  /** Announces a photo: its size and sha-256, under an id of the device. */
  @Answers(answers.arrived)
  @Put(':instance/photos/:photo')
  begin(
    @Req() request: ApiRequest,
    @Param({ schema: photoParameter }) { instance, photo }: Photo,
    @Body({ schema: photoBody }) body: z.infer<typeof photoBody>,
  ) {
    const actor = actorOf(request);
    return this.visibility.orNotFound(actor, 'instance', instance, () =>
      this.photos.begin(actor, instance, photo, body),
    );
  }

  @Answers(answers.arrived)
  @Get(':instance/photos/:photo')
  look(@Req() request: ApiRequest, @Param({ schema: photoParameter }) { instance, photo }: Photo) {
    const actor = actorOf(request);
    return this.visibility.orNotFound(actor, 'instance', instance, () => this.photos.look(actor, instance, photo));
  }

  /** The next part of a photo, from `offset` on. */
  @Answers(answers.arrived)
  @Patch(':instance/photos/:photo')
  @ApiConsumes('application/octet-stream')
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary', maxLength: largestPart } })
  add(
    @Req() request: ApiRequest,
    @Param({ schema: photoParameter }) { instance, photo }: Photo,
    @Query({ schema: partQuery }) { offset }: z.infer<typeof partQuery>,
  ) {
    const actor = actorOf(request);
    return this.visibility.orNotFound(actor, 'instance', instance, () =>
      this.photos.add(actor, instance, photo, offset, () => bytesOf(request)),
    );
  }
}
