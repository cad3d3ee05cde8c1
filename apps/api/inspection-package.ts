/**
 * What a team takes along where there is no connection: the checklist and the children expected, no more than the roll-call
 * needs, signed by the server and only for some days (domain B.4.2 step 3).
 */
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { may, personsOf } from '../../libs/access';
import { canonicalJson, digestOf, subjectOf, type Instance } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import { currentChecklist } from '../../workflows/inspection/checklist';
import type { Context as Remembered } from '../../workflows/inspection/context';
import { ageOn, dateOf, startOf } from '../../workflows/time';
import type { Actor } from '../../workflows/workflow';
import type { Context } from './context';
import { packageRules, packageTexts } from './inspection-texts';
import { checklistOf } from './inspections';

/** Ages in whole years, as far as the roll-call needs them. */
const bandOf = (age: number): 'under3' | 'under5' | 'under12' | 'under18' | 'adult' =>
  age < 3 ? 'under3' : age < 5 ? 'under5' : age < 12 ? 'under12' : age < 18 ? 'under18' : 'adult';

interface Row {
  child: string;
  km: string | null;
  latin: string | null;
  birth: string;
  sex: 'female' | 'male' | 'unknown';
  disability: boolean;
  authorised: boolean;
}

/** `device` and `at` are the device's own; `package` is what `content` was, unchanged */
export const returnBody = z.strictObject({
  package: z.record(z.string(), z.unknown()),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
  device: z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/),
  at: z.iso.datetime({ offset: true }),
});

const refuse = (rule: keyof typeof packageRules): Problem =>
  new Problem('refused_by_rule', { rules: [packageRules[rule]] });

/** The inspection, for its team alone: 404 for who may not know of it, 403 for who is not of the team. */
export async function ofTeam(context: Context, actor: Actor, id: string): Promise<Instance> {
  const [instance] = await context.engine.records.read([id]);
  if (!instance || instance.workflow.id !== 'inspection') throw new Problem('not_found');
  if (!(await context.access.maySee(actor, subjectOf(instance)))) throw new Problem('not_found');
  const { team } = instance.snapshot.context as Remembered;
  const isMember = personsOf(actor).some((person) => team.includes(person));
  if (!isMember || !may(actor, 'inspection.record')) throw new Problem('forbidden');
  return instance;
}

export class Packages {
  constructor(private readonly context: Context) {}

  /** The package with its signature; throws 422 before it is issued, before the day of a secret one, after it expired, and where it lists other children than it was issued for. */
  async give(actor: Actor, id: string) {
    const instance = await ofTeam(this.context, actor, id);
    const remembered = instance.snapshot.context as Remembered;
    const now = this.context.clock.now();
    if (instance.status === 'closed' || remembered.submitted) throw new Problem('instance_closed');
    if (remembered.checklist === undefined) throw refuse('notIssued');
    const { plannedOn, announced } = remembered;
    if (!announced && plannedOn !== undefined && startOf(plannedOn) > now) throw refuse('early');
    const issued = await this.issuedFor(id);
    if (issued === undefined) throw refuse('notIssued');
    const { expires, expected } = issued;
    if (expires <= now) throw refuse('expired');
    const content = await this.contentOf(instance, remembered, actor, { now, expires });
    // once the team is inside, what it records there itself changes the list, and nothing is issued any more
    if (remembered.enteredOn === undefined && content.expected.length !== expected) throw refuse('otherCount');
    return { package: content, signature: await this.sign(content) };
  }

  /** Takes note of a package that comes back with its findings; throws 422 where it is not as it was given out. */
  async takeBack(actor: Actor, id: string, body: z.infer<typeof returnBody>) {
    await ofTeam(this.context, actor, id);
    const { issuedAt, expiresAt, instance } = body.package as Record<string, string>;
    const own = Buffer.from(await this.sign(body.package), 'hex');
    if (instance !== id || !timingSafeEqual(own, Buffer.from(body.signature, 'hex')))
      throw new Problem('form_invalid', {
        errors: [{ path: 'signature', code: 'custom', message: packageTexts.signature }],
      });
    const now = this.context.clock.now();
    await this.context.pool.query(
      `insert into homeward.package_returns (instance, digest, person, device, issued_at, expires_at, device_at, returned_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        id,
        digestOf(canonicalJson(body.package)),
        actor.person,
        body.device,
        issuedAt,
        expiresAt,
        body.at,
        new Date(now),
      ],
    );
    // findings are never turned away: a late one is said to be late
    return {
      valid: true,
      late: Date.parse(expiresAt!) < now,
      deviceOff: Math.round((Date.parse(body.at) - now) / 1000),
    };
  }

  private sign = (content: object): Promise<string> =>
    this.context.outboxKeys.mac('inspection package', canonicalJson(content));

  /** When the package that was last issued ends, epoch ms, and for how many children it was. */
  private async issuedFor(id: string): Promise<{ expires: number; expected: number } | undefined> {
    const { rows } = await this.context.pool.query<{ until: string; expected: number }>(
      `select c.body::jsonb #>> '{data,expiresAt}' as until, (c.body::jsonb #>> '{data,expected}')::int as expected from homeward.journal j join homeward.contents c on c.stream = j.stream and c.seq = j.seq
       where j.stream = $1 and j.kind = 'event' and j.entry::jsonb ->> 'event' = 'package.issued' order by j.seq desc limit 1`,
      [id],
    );
    return rows[0] && { expires: Date.parse(rows[0].until), expected: rows[0].expected };
  }

  private async contentOf(
    instance: Instance,
    remembered: Remembered,
    actor: Actor,
    { now, expires }: { now: number; expires: number },
  ) {
    const place = (await this.context.registry.findInstitution(remembered.institution!))!;
    const { version, parts, answers, items } = checklistOf(remembered.checklist ?? currentChecklist);
    return {
      instance: instance.id,
      reference: instance.reference,
      version: instance.version,
      institution: {
        id: place.id,
        code: place.code,
        name: { en: place.nameEn, km: place.nameKm },
        area: place.area,
        standing: place.standing,
      },
      kind: remembered.kind,
      announced: remembered.announced,
      team: remembered.team,
      lead: remembered.lead ?? null,
      beds: place.authorisedCapacity,
      checklist: { version, parts, answers, items },
      expected: await this.expectedAt(instance.id, place.id, dateOf(now)),
      issuedTo: actor.person,
      issuedAt: new Date(now).toISOString(),
      expiresAt: new Date(expires).toISOString(),
    };
  }

  private async expectedAt(instance: string, place: string, today: string) {
    const { rows } = await this.context.pool.query<Row>(
      `select c.id as child, n.km, n.latin, c.birth_to::text as birth, c.sex, c.disability,
         exists (select from homeward.authorities a where a.child = any (homeward.records_of(c.id)) and a.institution = $2 and a.status = 'inForce') as authorised
       from jsonb_array_elements_text(homeward.inspection_sources($1, $2) -> 'expected') e(child) join homeward.children c on c.id = e.child::uuid
       left join lateral (select km, latin from homeward.child_names n where n.child = c.id order by ord limit 1) n on true
       order by coalesce(n.km, n.latin), c.id`,
      [instance, place],
    );
    return rows.map(({ child, km, latin, birth, sex, disability, authorised }) => {
      const age = ageOn(birth, today);
      const name = { en: latin ?? km ?? '', km: km ?? latin ?? '' };
      return { child, name, band: bandOf(age), underThree: age < 3, underFive: age < 5, sex, disability, authorised };
    });
  }
}
