/** The outbox of devices: the key they seal to, what they send later, and what somebody brings from another's device. */
import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { Problem } from '../../libs/engine/problem';
import { Answers } from './answers';
import * as answers from './answers/sealed';
import { made } from './answers/shared';
import { actorOf, AnyAppointment, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { explained } from './explanations';
import { KeptByJournal } from './keys';
import { WebProblem } from './problems';
import { Reviews, settlement } from './reviews';
import { act, contentOf, keyOfTry, note, refuseWith } from './sealed';
import { forgottenBody, importBody, sealedItem, type SealedItem } from './sealed-schemas';
import { Visibility } from './visibility';

/** Who may bring the sealed items of another person's device; they stay closed to them. */
const carriers: readonly string[] = ['administrator', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

/** Refusals that say nothing of the act itself: the device keeps the item and tries again. */
const passing = new Set(['unauthenticated', 'busy', 'database_gone', 'internal']);

@Controller('api/v1/outbox')
export class OutboxController {
  private readonly visibility: Visibility;
  private readonly reviews: Reviews;

  constructor(@Inject(CONTEXT) private readonly context: Context) {
    this.visibility = new Visibility(context);
    this.reviews = new Reviews(context);
  }

  @Answers(answers.outboxKey)
  @Get('key')
  @AnyAppointment()
  async key() {
    return { ...(await this.context.outboxKeys.at(this.context.clock.now())), curve: 'P-256' as const };
  }

  @Answers(answers.received)
  @ApiResponse({
    status: 409,
    standardSchema: answers.refusal as never,
    description: 'Beside the problem: both versions',
  })
  @Post()
  @HttpCode(200)
  @KeptByJournal()
  async take(
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: sealedItem }) item: SealedItem,
  ) {
    const key = keyOfTry(request, item);
    await this.ownOnly(request, item);
    const data = await contentOf(this.context, item);
    const known = await this.reviews.find(item);
    try {
      const beside = known && settlement(known, 'recorded');
      const answer = await this.seen(request, item, () => act(this.context, request, item, data, beside));
      await note(this.context, item, key, 'received', answer.id);
      await this.settle(item.key, item.person, 'received');
      const { key: name, capturedAt } = item;
      const told = { ...answer, ...(await explained(this.context, answer)) };
      return { key: name, capturedAt, receivedAt: new Date(this.context.clock.now()).toISOString(), case: told };
    } catch (problem) {
      const refused = problem instanceof Problem || problem instanceof WebProblem;
      if (!refused || passing.has(problem.code)) throw problem;
      await note(this.context, item, key, problem.code);
      const kept = known ?? (await this.reviews.keep(actorOf(request), item, problem.code));
      const review = kept ? await this.reviews.told(kept.id) : null;
      return refuseWith(this.context, this.visibility, request, response, item, problem, data, review);
    }
  }

  /** Takes sealed items from a file; only their authors can have them opened. */
  @Answers(answers.imported)
  @Post('imports')
  async bring(@Req() request: ApiRequest, @Body({ schema: importBody }) { items }: z.infer<typeof importBody>) {
    const { person, role } = actorOf(request);
    if (!carriers.includes(role)) throw new Problem('forbidden');
    const { rowCount } = await this.context.pool.query(
      `insert into homeward.outbox_imported (key, person, item, imported_by, imported_at)
       select (i ->> 'key')::uuid, (i ->> 'person')::uuid, i, $2, $3 from jsonb_array_elements($1::jsonb) i
       where exists (select from homeward.people p where p.id = (i ->> 'person')::uuid) on conflict do nothing`,
      [JSON.stringify(items), person, new Date(this.context.clock.now()).toISOString()],
    );
    const taken = rowCount ?? 0;
    const detail = {
      taken,
      keys: items.map(({ key }) => key),
      authors: [...new Set(items.map((item) => item.person))],
    };
    await this.context.security.record({ kind: 'outbox.imported', person, detail });
    return { taken, known: items.length - taken };
  }

  /** What somebody brought from my device and waits for my confirmation. */
  @Answers(answers.imports)
  @Get('imports')
  async brought(@Req() request: ApiRequest) {
    const { rows } = await this.context.pool.query<{ item: SealedItem; imported_at: Date; imported_by: string }>(
      `select i.item, i.imported_at, p.name_en || ' · ' || p.name_km as imported_by from homeward.outbox_imported i
       join homeward.people p on p.id = i.imported_by
       where i.person = $1 and i.fate is null order by (i.item ->> 'safety')::boolean desc, i.item ->> 'capturedAt' limit 200`,
      [actorOf(request).person],
    );
    const items = rows.map(async ({ item, imported_at, imported_by }) => ({
      item,
      importedAt: imported_at.toISOString(),
      importedBy: imported_by,
      yours: await contentOf(this.context, item).catch(() => null),
    }));
    return { items: await Promise.all(items), next: null };
  }

  /** Says in the security log that a person gave up what waited, and why. */
  @Answers(made)
  @Post('forgotten')
  async forget(@Req() request: ApiRequest, @Body({ schema: forgottenBody }) body: z.infer<typeof forgottenBody>) {
    const actor = actorOf(request);
    const { person } = actor;
    const kept = await this.reviews.find({ person, key: body.key });
    if (kept && kept.decision === null) await this.reviews.setAside(actor, kept.id, body.reason);
    await this.context.security.record({ kind: 'outbox.forgotten', person, detail: body });
    await this.settle(body.key, person, 'forgotten');
    return { id: body.key };
  }

  private async ownOnly(request: ApiRequest, item: SealedItem): Promise<void> {
    const { person } = actorOf(request);
    if (item.person === person) return;
    const { key, deviceId, workflow, event } = item;
    const detail = { author: item.person, key, deviceId, workflow, event };
    await this.context.security.record({ kind: 'outbox.foreign', person, detail });
    throw new Problem('sealed_foreign');
  }

  private seen<T>(request: ApiRequest, { instance }: SealedItem, go: () => Promise<T>): Promise<T> {
    return instance ? this.visibility.orNotFound(actorOf(request), 'instance', instance, go) : go();
  }

  private async settle(key: string, person: string, fate: 'received' | 'forgotten'): Promise<void> {
    await this.context.pool.query(
      'update homeward.outbox_imported set fate = $3, settled_at = $4 where key = $1 and person = $2 and fate is null',
      [key, person, fate, new Date(this.context.clock.now()).toISOString()],
    );
  }
}
