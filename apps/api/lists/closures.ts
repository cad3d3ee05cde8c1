/** Closures a person may see: what is left to do in each, child by child, never as a share of what is done. */
import type { z } from 'zod';
import { instancesCondition, isDirected, isProtecting, may, personsOf, scopeOf } from '../../../libs/access';
import { subjectOf, type Instance } from '../../../libs/engine';
import { Problem } from '../../../libs/engine/problem';
import {
  humansOf,
  isGone,
  isSettled,
  leavingOn,
  recordOf,
  type Context as Remembered,
  type Row,
} from '../../../workflows/institution-closure/context';
import { loadOf } from '../../../workflows/institution-closure/rules/checks';
import { standing } from '../../../workflows/standing';
import { dateOf } from '../../../workflows/time';
import type { ClosureFact } from '../../../workflows/facts';
import type { Actor, Given, Text } from '../../../workflows/workflow';
import type { closuresQuery } from '../closures-schemas';
import type { Context } from '../context';
import { Where } from '../cursors';
import { isTold, toldOutcome } from '../directed';
import { initialsOf } from './initials';
import { withoutHidden } from './instances';

const closing = 'institution-closure';
/** Most closures of one answer: a country has some hundred institutions. */
const most = 500;

const remembered = ({ snapshot }: Instance): Remembered => snapshot.context as Remembered;

/**
 * Children who have not left, each counted once, by what makes it hardest to find them a place; whoever is left behind in an
 * abandoned house is at risk.
 */
export function remainingOf(rows: readonly Row[], abandoned = false) {
  const left = rows.filter((row) => !isGone(row));
  const hardest = ({ lost, need }: Row) =>
    lost
      ? 'lost'
      : need.underThree
        ? 'underThree'
        : need.disability
          ? 'disability'
          : need.risk || abandoned
            ? 'atRisk'
            : ('others' as const);
  const counts = { total: left.length, lost: 0, underThree: 0, disability: 0, atRisk: 0, others: 0 };
  for (const row of left) counts[hardest(row)] += 1;
  return counts;
}

/** That a child is at risk, it may have told itself: who does not look after it is not told which one. */
const needOf = (actor: Actor, { need }: Row): Row['need'] => (isProtecting(actor) ? need : { ...need, risk: false });

interface Place {
  id: string;
  code: string;
  name_en: string;
  name_km: string;
  area: string;
  standing: string;
}

async function placesOf({ pool }: Context, ids: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  const { rows } = await pool.query<Place>(
    'select id, code, name_en, name_km, area, standing from homeward.institutions where id = any ($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Extensions of every closure of these institutions, so that a new order does not begin to count anew. */
async function extensionsOf({ pool }: Context, institutions: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ institution: string; extensions: number }>(
    `select s.subject as institution, count(*)::int as extensions
       from homeward.subjects s join homeward.instances i on i.id = s.instance and i.workflow = $2
       join homeward.journal j on j.stream = i.id and j.kind = 'event' and j.entry::jsonb ->> 'event' = 'extension.signed'
      where s.kind = 'institution' and s.subject = any ($1::uuid[])
        and not exists (select from homeward.corrections x where x.stream = j.stream and x.line = j.seq)
      group by s.subject`,
    [institutions, closing],
  );
  return new Map(rows.map(({ institution, extensions }) => [institution, extensions]));
}

function lineOf(context: Context, actor: Actor, instance: Instance, place: Place, extensions: number) {
  const held = remembered(instance);
  const humans = humansOf(held);
  const told = humans.map((row) => ({ ...row, need: needOf(actor, row) }));
  const remaining = remainingOf(told, held.abandoned);
  return {
    instance: instance.id,
    reference: instance.reference,
    version: instance.version,
    status: instance.status,
    outcome: toldOutcome(actor, closing, held.outcome ?? null),
    area: instance.area,
    institution: {
      id: place.id,
      code: place.code,
      name: { en: place.name_en, km: place.name_km },
      area: place.area,
      standing: place.standing,
    },
    kind: held.kind ?? null,
    step: stepOf(actor, instance),
    orderedAt: held.anchors.ordered === undefined ? null : new Date(held.anchors.ordered).toISOString(),
    target: held.target ?? null,
    // nobody was counted yet: they are there
    late:
      instance.status === 'open' &&
      held.target !== undefined &&
      held.target < dateOf(context.clock.now()) &&
      (!held.sealed || remaining.total > 0),
    extensions: held.extensions,
    extensionsBefore: Math.max(0, extensions - held.extensions),
    freeze: {
      acknowledged: held.acknowledged,
      visited: held.visited,
      late: instance.phase.split(' ').some((path) => path.endsWith('freeze.escalated')),
    },
    appeal: held.appeal,
    sealed: held.sealed,
    abandoned: held.abandoned,
    withdrawal: held.withdrawal,
    children: humans.length,
    remaining,
    unverified: humans.filter((row) => isGone(row) && !isSettled(row)).length,
    merged: held.children.length - humans.length,
  };
}

/** Where its steps are, as far as the person is told. */
function stepOf(actor: Actor, { phase, workflow }: Instance): Text | null {
  const paths = phase.split(' ');
  const path = paths.find((each) => each.includes('steps.')) ?? paths[0]!;
  return isTold(actor, closing, path) ? (workflow.texts.states[path] ?? null) : null;
}

/** Closures in reach, those with most children left first; one that an allegation hides is left out. */
export async function listClosures(context: Context, actor: Actor, query: z.infer<typeof closuresQuery>) {
  if (!may(actor, 'institution.read', { area: actor.area, institution: actor.institution }))
    throw new Problem('forbidden');
  const where = new Where().and(closing, 'i.workflow = ?').and(query.status, 'i.status = ?');
  where.that(where.numbered((first) => instancesCondition(actor, first)));
  where.and(query.area, 'starts_with(i.area, ?)');
  const { rows } = await context.pool.query<{ id: string; children: string[] }>(
    `select i.id, array(select subject::text from homeward.subjects s where s.instance = i.id and s.kind = 'child') as children
     from homeward.instances i ${where.sql} order by i.opened_at desc, i.id limit ${most}`,
    where.values,
  );
  const seen = await withoutHidden(context, actor, rows);
  const instances = await context.engine.records.read([...seen]);
  const places = await placesOf(
    context,
    instances.flatMap(({ subjects }) => subjects.institution ?? []),
  );
  const extensions = await extensionsOf(context, [...places.keys()]);
  const items = instances.flatMap((instance) => {
    const place = places.get(instance.subjects.institution ?? '');
    return place ? [lineOf(context, actor, instance, place, extensions.get(place.id) ?? 0)] : [];
  });
  return { items: items.sort((a, b) => b.remaining.total - a.remaining.total), next: null };
}

/** One closure with its children. Throws `not_found` for who may not know of it. */
export async function readClosure(context: Context, actor: Actor, id: string) {
  const { engine, access, clock, settings, pool } = context;
  const [instance] = await engine.records.read([id]);
  if (!instance || instance.workflow.id !== closing) throw new Problem('not_found');
  if (!(await access.maySee(actor, subjectOf(instance)))) throw new Problem('not_found');
  const place = (await placesOf(context, [instance.subjects.institution!])).get(instance.subjects.institution!)!;
  checkReads(actor, place);
  const now = clock.now();
  const held = remembered(instance);
  const { parameters } = await settings.at(now);
  const { rows: facts } = await pool.query<{ fact: ClosureFact }>(
    'select homeward.closure_fact($1, $2, $3, $4) as fact',
    [place.id, id, new Date(now), []],
  );
  const { fact } = facts[0]!;
  const hidden = await access.hidden(
    actor,
    fact.expected.map(({ child }) => child),
  );
  const children = [...held.children.map(({ child }) => child), ...fact.expected.map(({ child }) => child)];
  const nameOf = await namesOf(context, children);
  const load = loadOf({ facts: { closure: fact }, parameters } as unknown as Given)!;
  const { alert } = parameters.values['P-31'] as { alert: number };
  const extensions = await extensionsOf(context, [place.id]);
  return {
    ...lineOf(context, actor, instance, place, extensions.get(place.id) ?? 0),
    capacity: held.ordered
      ? null
      : {
          ...load,
          visitsEach: parameters.values['P-86'] as number,
          workers: fact.workers,
          openCases: fact.openCases,
          casesEach: alert,
          workersNeeded: Math.ceil(load.children / alert),
          urgent: fact.expected.filter(({ underThree }) => underThree).length,
        },
    // the house is counted by others, who do not tell it whom they look for
    expected:
      scopeOf(actor).institution === undefined
        ? fact.expected
            .filter(({ child }) => !hidden.has(child))
            .map((each) => ({ ...each, names: nameOf(each.child) }))
        : null,
    rows: await rowsOf(context, actor, instance, nameOf),
    regions: { staff: held.staff, money: held.money, records: held.records },
    served: await servedOf(context, id),
    movedToday: leavingOn(held, dateOf(now)).length,
    mergers: held.merges.map(({ merged, kept, on }) => ({ merged, kept, on })),
    matches: await matchesOf(context, actor, place.id),
    mostPerDay: parameters.values['P-83'] as number,
  };
}

/** Places that look like this one or belong to it, for who decides on them; null for all others. */
async function matchesOf({ pool }: Context, actor: Actor, place: string) {
  if (!may(actor, 'watch.handle', { area: actor.area })) return null;
  const { rows } = await pool.query<{ id: string; status: string; code: string; name_en: string; name_km: string }>(
    `select m.id, m.status, o.code, o.name_en, o.name_km from homeward.watch_matches m
       join homeward.institutions o on o.id = case when m.watched = $1 then m.found else m.watched end
      where $1 in (m.watched, m.found) and not homeward.watch_kept_from($2::uuid[], m.id) order by m.status in ('open', 'proposed') desc, m.opened_at desc, m.id`,
    [place, personsOf(actor)],
  );
  return rows.map(({ id, status, code, name_en: en, name_km: km }) => ({ id, status, code, name: { en, km } }));
}

/** Who signed the order, who acknowledged it and who went there, the first first. */
async function servedOf({ pool }: Context, id: string) {
  const { rows } = await pool.query<{ event: string; at: Date; role: string; name_en: string; name_km: string }>(
    `select j.entry::jsonb ->> 'event' as event, j.at, j.entry::jsonb -> 'actor' ->> 'role' as role, p.name_en, p.name_km
     from homeward.journal j join homeward.people p on p.id = (j.entry::jsonb -> 'actor' ->> 'person')::uuid
     where j.stream = $1 and j.kind = 'event' and j.entry::jsonb ->> 'event' in ('order.signed', 'freeze.acknowledged', 'freezeVisit.recorded')
       and not exists (select from homeward.corrections x where x.stream = j.stream and x.line = j.seq) order by j.seq`,
    [id],
  );
  return rows.map(({ event, at, role, name_en: en, name_km: km }) => ({
    event,
    at: at.toISOString(),
    role,
    name: { en, km },
  }));
}

/** The children are named: offices that are called to single cases read none of them. */
function checkReads(actor: Actor, { id, area }: Place): void {
  const { involved, withoutChildren } = scopeOf(actor);
  if (involved || withoutChildren || !may(actor, 'child.read', { area, institution: id }))
    throw new Problem('forbidden');
}

type Name = { km: string | null; latin: string | null };

async function namesOf({ pool }: Context, children: readonly string[]): Promise<(child: string) => Name> {
  const { rows } = await pool.query<Name & { child: string }>(
    'select distinct on (child) child, km, latin from homeward.child_names where child = any ($1::uuid[]) order by child, ord',
    [children],
  );
  const names = new Map(rows.map(({ child, ...name }) => [child, name]));
  return (child) => names.get(child) ?? { km: null, latin: null };
}

/** The census as it stands, with the way home of each child where the person may know of it. */
async function rowsOf(context: Context, actor: Actor, instance: Instance, nameOf: (child: string) => Name) {
  const { children } = remembered(instance);
  if (children.length === 0) return [];
  const { rows } = await context.pool.query<{ child: string; bed: string; accounted_on: string | null }>(
    'select child, bed, accounted_on::text from homeward.census where instance = $1',
    [instance.id],
  );
  const census = new Map(rows.map((row) => [row.child, row]));
  // a row that named a record which was merged before is kept by the one that stood for the child then
  const kept = ({ child }: Row) => census.get(child) ?? census.get(recordOf(remembered(instance), child));
  const homes = await homesOf(
    context,
    actor,
    children.map(({ child }) => child),
  );
  return children.map((row) => ({
    child: row.child,
    names: nameOf(row.child),
    initials: initialsOf(nameOf(row.child)),
    bed: kept(row)?.bed ?? '',
    found: row.found,
    need: needOf(actor, row),
    screened: row.screened || row.untalked !== undefined,
    unable: row.unable !== undefined,
    stage: row.stage,
    records: row.records,
    ...whereTo(actor, row),
    accountedOn: kept(row)?.accounted_on ?? null,
    verified: row.verified,
    lost: row.lost,
    unseen: row.unseen === true,
    // why somebody has to see the child: one of two records, or recorded elsewhere since
    merged: remembered(instance).merges.some(({ merged, kept }) => [merged, kept].includes(row.child)),
    // the row with which it is accounted for, where a merge has made two of one child
    sameAs: sameAs(remembered(instance), row),
    home: homes.get(row.child) ?? null,
  }));
}

/**
 * Where a child goes or lives, and who receives it there. Of one who has left, the director of the house that is closed is told that it
 * has left, and no more (domain D, need to know).
 */
function whereTo(actor: Actor, row: Row) {
  if (isDirected(actor) && isGone(row)) return { destination: null, worker: null, accounted: 'left' };
  return { destination: row.destination ?? null, worker: row.worker ?? null, accounted: row.accounted ?? null };
}

/** The other row of the census that is the same child, and is counted in its place. */
function sameAs(held: Remembered, row: Row): string | null {
  const standing = humansOf(held).find((one) => recordOf(held, one.child) === recordOf(held, row.child))!;
  return standing === row ? null : standing.child;
}

interface Home {
  child: string;
  id: string;
  reference: string;
  workflow: string;
  workflow_version: number;
  phase: string;
}

async function homesOf(context: Context, actor: Actor, children: readonly string[]) {
  const where = new Where();
  where.that(where.numbered((first) => instancesCondition(actor, first)));
  const { rows } = await context.pool.query<Home>(
    `select distinct on (k.child) k.child, i.id, i.reference, i.workflow, i.workflow_version, i.phase
     from unnest(${where.bind(children)}::uuid[]) k(child) join homeward.subjects s on s.kind = 'child' and s.subject = any (homeward.records_of(k.child))
     join homeward.instances i on i.id = s.instance and i.workflow = 'family-reintegration' ${where.sql}
     order by k.child, i.status = 'open' desc, i.opened_at desc`,
    where.values,
  );
  return new Map(
    rows.map((row) => [row.child, { instance: row.id, reference: row.reference, state: stateOf(context, row) }]),
  );
}

function stateOf({ engine }: Context, { workflow: id, workflow_version, phase }: Home): Text {
  const { texts } = engine.definitions.get(id, workflow_version).workflow;
  const [first] = standing(phase.split(' '), undefined).flatMap((path) => texts.states[path] ?? []);
  return first ?? { en: phase, km: phase };
}
