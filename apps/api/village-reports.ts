/**
 * What a village chief tells of a child of the own village (domain B.0.1: a welfare check and a report, no file): the child is
 * described, the server finds whose it is, and the answer is the same whatever it found.
 */
import { z } from 'zod';
import { may, registerActor } from '../../libs/access';
import { Problem } from '../../libs/engine/problem';
import { forms, nameKeys } from '../../libs/registry';
import { dateOf, startOf } from '../../workflows/time';
import type { Actor, Text } from '../../workflows/workflow';
import { actorOf, type ApiRequest } from './authentication';
import type { Context } from './context';
import { keyOf, routeOf } from './keys';
import { Register } from './register';
import { text } from './schemas';
import { villageReportTexts as texts } from './texts';

const { names, sex, birth } = forms['child.register'].shape;

export const villageReport = z.strictObject({
  names: names.min(1),
  sex,
  birth,
  /** where the report comes from, or another village of the same chief */
  village: z.string().regex(/^\d{8}$/),
  /** at home; no more there, nobody knows where; gone to live elsewhere */
  what: z.enum(['seen', 'gone', 'moved']),
  on: z.iso.date(),
  /** of one who moved */
  where: z.enum(['away', 'abroad', 'unknown']).optional(),
  note: text(2000).optional(),
});
type Report = z.infer<typeof villageReport>;

interface Found {
  child: string;
  instance: string;
}

/** Takes a report to the one open way home that it can only mean; where there is none, or several, to a social worker. */
export async function reportFromVillage(
  context: Context,
  request: ApiRequest,
  report: Report,
): Promise<{ received: true }> {
  const actor = actorOf(request);
  if (actor.role !== 'village' || !may(actor, 'fact.record', { area: report.village })) throw new Problem('forbidden');
  if (report.on > dateOf(context.clock.now()))
    throw new Problem('form_invalid', { errors: [{ path: 'on', code: 'in_the_future' }] });
  const found = await findWaysHome(context, report);
  const one = found.length === 1 && !(await context.access.isNamed(actor, [found[0]!.child])) ? found[0] : undefined;
  if (!one || !(await tellCase(context, request, actor, report, one))) await askWorker(context, request, actor, report);
  return { received: true };
}

/** Open cases of the return of a child like this one, to a family in the village's commune. */
async function findWaysHome({ pool }: Context, report: Report): Promise<Found[]> {
  const { from, to } = report.birth;
  const keys = report.names.map(nameKeys);
  const { rows } = await pool.query<Found>(
    `select distinct coalesce(c.merged_into, c.id) as child, i.id as instance
       from homeward.probably_same($1::text[], $2::text[], $3::date, $4::date, $5, $6) p
       join homeward.children c on c.id = p.child
       join homeward.subjects s on s.kind = 'child' and s.subject = any (homeward.records_of(p.child))
       join homeward.instances i on i.id = s.instance and i.status = 'open' and i.workflow = 'family-reintegration'
      where c.village = $6 or exists (select from unnest(i.area || i.guests) place where starts_with(place, left($6, 6)) or place = left($6, 4))`,
    [
      keys.map(({ kmGram }) => kmGram).filter(Boolean),
      keys.map(({ latinKey }) => latinKey).filter(Boolean),
      from,
      to,
      report.sex,
      report.village,
    ],
  );
  return rows;
}

/** Where the case says that the child is; undefined before it is open. */
const locationIn = (value: unknown): string | undefined => (value as { open?: { location?: string } }).open?.location;

/** Records the fact in the chief's own name, and where the child is in the case; false where the case cannot take it. */
async function tellCase(
  context: Context,
  request: ApiRequest,
  actor: Actor,
  { what, on, where, note }: Report,
  { child, instance }: Found,
): Promise<boolean> {
  const [known] = await context.engine.records.read([instance]);
  const location = locationIn(known?.snapshot.value ?? {});
  // that a missing child is back is no chief's word alone: a caseworker sees the child
  if (location === undefined || location === 'missing') return false;
  const words = [texts[what].en, note].filter(Boolean).join(': ');
  const fact = { kind: 'other', children: [child], at: new Date(startOf(on)).toISOString(), detail: { note: words } };
  await new Register(context).run(request, 'fact.record', fact);
  if (what === 'seen' && location === 'home') return true;
  const place = what === 'seen' ? 'home' : what === 'gone' ? 'unknown' : (where ?? 'unknown');
  const source = await nameOf(context, actor);
  const data = { where: place, since: on, source: `${source.km} (${source.en})`.slice(0, 200), ...(note && { note }) };
  try {
    await context.engine.send({
      instance,
      type: 'location.recorded',
      data,
      actor: registerActor,
      ...ofCase(request, actor),
    });
    return true;
  } catch (error) {
    // whatever stands in the way there, somebody hears of it
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** A concern of the register's, which is a social worker's task: the chief does not learn from it what was found. */
async function askWorker(context: Context, request: ApiRequest, actor: Actor, report: Report): Promise<void> {
  const { village, what, where, on, note } = report;
  const { names: called, sex: girlOrBoy, birth: born } = report;
  const described = { names: called, sex: girlOrBoy, birth: born, village, area: village, disability: false };
  const { id } = await new Register(context).run(request, 'child.register', described, village);
  const source = await nameOf(context, actor);
  const words = [texts[what], ...(where ? [texts[where]] : []), texts.find];
  const concern = [
    `${source.km}៖ ${words.map(({ km }) => km).join(' ')}`,
    `${source.en}: ${words.map(({ en }) => en).join(' ')}`,
    note,
  ];
  const data = {
    children: [id],
    reporter: 'authority',
    on,
    concern: concern.filter(Boolean).join('\n'),
    immediateDanger: false,
  };
  const command = { workflow: 'gatekeeping', event: 'concern.reported', area: village.slice(0, 6), data };
  await context.engine.open({ ...command, actor: registerActor, ...ofCase(request, actor) });
}

/** The key of the act in a case, beside that of the fact. */
const ofCase = (request: ApiRequest, { person }: Actor) => ({
  key: `${person}.${keyOf(request)}`.slice(0, 200),
  route: routeOf(request),
});

async function nameOf({ pool }: Context, { person }: Actor): Promise<Text> {
  const { rows } = await pool.query<Text>('select name_en as en, name_km as km from homeward.people where id = $1', [
    person,
  ]);
  const { en, km } = rows[0]!;
  return { en: `${en}, village chief`, km: `${km} មេភូមិ` };
}
