/** Children placed with a family before their cases were kept here: the table is judged, put forward, and applied by another. */
import { may, personsOf } from '../../libs/access';
import { registerActor } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import { placementFaults, type PlacementFault, type PlacementRow } from '../../libs/registry';
import { nominalDay } from '../../workflows/family-reintegration/schedule';
import type { ScheduledStep } from '../../workflows/parameters';
import { dateOf } from '../../workflows/time';
import type { Actor, Text } from '../../workflows/workflow';
import type { Context } from './context';
import { initialsFor, initialsOf } from './lists/initials';

const procedure = 'family-reintegration';
/** The route under which the rows' own lines keep their keys, so that an application broken off goes on where it was. */
const route = 'placement-imports';

export interface ToldFault extends PlacementFault {
  text: Text;
  rules?: string[];
}

interface Stored {
  id: string;
  area: string;
  rows: PlacementRow[];
  reason: string;
  status: 'proposed' | 'approved' | 'rejected';
  proposedAt: Date;
  decidedAt: Date | null;
  proposers: string[];
  deciders: string[];
}

const columns = `id, area, rows, reason, status, proposed_at as "proposedAt", decided_at as "decidedAt",
  array_remove(array[proposed_by, proposed_for], null) as proposers, array_remove(array[decided_by, decided_for], null) as deciders`;

export const told = (fault: PlacementFault, rules?: string[]): ToldFault => ({
  ...fault,
  text: placementFaults[fault.code],
  ...(rules && { rules }),
});

export class PlacementImports {
  constructor(private readonly context: Context) {}

  /** What the register has against rows that are well-formed, as far as the actor may know of it. */
  async judge(actor: Actor, rows: PlacementRow[]): Promise<PlacementFault[]> {
    const faults: PlacementFault[] = [];
    const areas = await this.areasOf(rows);
    const workers = await this.workersOf(rows);
    const children = await this.childrenOf(actor, rows);
    const over = await this.stepsOver();
    for (const { row, child, home, worker, placedOn, risk, stepsMade } of rows) {
      const fault = (column: PlacementFault['column'], code: PlacementFault['code']) =>
        faults.push({ row, column, code });
      if (!areas.has(home)) fault('home', 'unknownArea');
      else if (!home.startsWith(actor.area)) fault('home', 'outside');
      if (!workers.has(`${worker.toLowerCase()} ${home.slice(0, 4)}`)) fault('worker', 'worker');
      if (!stepsMade.every((step) => over(risk, placedOn).includes(step))) fault('stepsMade', 'step');
      if ('id' in child) {
        const known = children.get(child.id.toLowerCase());
        if (!known) fault('child', 'unknownChild');
        else if (known.status === 'died') fault('child', 'notAlive');
        else if (known.open) fault('child', 'openCase');
        else if (isAdult(known.bornTo, placedOn)) fault('child', 'adult');
      } else {
        if (child.village !== undefined && !areas.has(child.village)) fault('village', 'unknownArea');
        if (isAdult(child.birth.to, placedOn)) fault('born', 'adult');
        if (!child.another && (await this.isAlike(child))) fault('nameKm', 'alike');
      }
    }
    return faults;
  }

  /** Of the schedule for a risk, the steps whose day has come by now. */
  private async stepsOver(): Promise<(risk: PlacementRow['risk'], placedOn: string) => string[]> {
    const { parameters } = await this.context.settings.at(this.context.clock.now());
    return (risk, placedOn) =>
      (parameters.values[risk === 'high' ? 'P-16' : 'P-15'] as ScheduledStep[])
        .filter(({ after }) => nominalDay(placedOn, after) <= this.today())
        .map(({ step }) => step);
  }

  private async areasOf(rows: PlacementRow[]): Promise<Set<string>> {
    const asked = rows.flatMap(({ home, child }) => ('id' in child || !child.village ? [home] : [home, child.village]));
    const { rows: known } = await this.context.pool.query<{ code: string }>(
      'select code from homeward.areas where code = any ($1)',
      [asked],
    );
    return new Set(known.map(({ code }) => code));
  }

  /** Logins with the districts in which they may visit, and the person behind each. */
  private async workersOf(rows: PlacementRow[]): Promise<Map<string, string>> {
    const { rows: known } = await this.context.pool.query<{ login: string; area: string; person: string }>(
      `select lower(c.login) as login, a.area, c.person from homeward.credentials c join homeward.appointments a on a.person = c.person
       where lower(c.login) = any ($1) and a.role in ('dsw', 'ngoCaseworker') and a.starts_at <= $2 and (a.ends_at is null or a.ends_at > $2)`,
      [rows.map(({ worker }) => worker.toLowerCase()), new Date(this.context.clock.now())],
    );
    return new Map(known.map(({ login, area, person }) => [`${login} ${area}`, person]));
  }

  private async childrenOf(
    actor: Actor,
    rows: PlacementRow[],
  ): Promise<Map<string, { status: string; bornTo: string; open: boolean }>> {
    const asked = rows.flatMap(({ child }) => ('id' in child ? [child.id.toLowerCase()] : []));
    const hidden = await this.context.access.hidden(actor, asked);
    const { rows: known } = await this.context.pool.query<{
      id: string;
      status: string;
      bornTo: string;
      open: boolean;
    }>(
      `select c.id, c.status, c.birth_to::text as "bornTo", exists (select from homeward.subjects s join homeward.instances i on i.id = s.instance
         where s.kind = 'child' and s.subject = c.id and i.workflow = $3 and i.status = 'open') as open
       from homeward.children c where c.id = any ($1::uuid[]) and c.merged_into is null and starts_with(c.area, $2)`,
      [asked, actor.area, procedure],
    );
    return new Map(known.filter(({ id }) => !hidden.has(id)).map((child) => [child.id, child]));
  }

  private async isAlike(child: Exclude<PlacementRow['child'], { id: string }>): Promise<boolean> {
    const { certain, probable } = await this.context.registry.findDuplicates(child);
    return certain + probable > 0;
  }

  /** One table that the actor may know of; throws `not_found`. */
  async find(actor: Actor, id: string): Promise<Stored> {
    const { rows } = await this.context.pool.query<Stored>(
      `select ${columns} from homeward.placement_imports where id = $1 and starts_with(area, $2)`,
      [id, actor.area],
    );
    if (!rows[0]) throw new Problem('not_found');
    return rows[0];
  }

  /** Those of the area, the newest first. */
  async list(actor: Actor, before: string | null, id: string | null, limit: number): Promise<Stored[]> {
    const { rows } = await this.context.pool.query<Stored>(
      `select ${columns} from homeward.placement_imports where starts_with(area, $1)
         and ($2::timestamptz is null or (proposed_at, id) < ($2, $3::uuid)) order by proposed_at desc, id desc limit $4`,
      [actor.area, before, id, limit + 1],
    );
    return rows;
  }

  headOf(actor: Actor, { id, area, rows, reason, status, proposedAt, decidedAt, proposers }: Stored) {
    const own = personsOf(actor).some((person) => proposers.includes(person));
    return {
      id,
      area,
      count: rows.length,
      reason,
      status,
      proposedAt: proposedAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
      mine: status === 'proposed' && !own && may(actor, 'placements.approve', { area }),
    };
  }

  /** The rows without names, each with the case that was opened for it. */
  async rowsOf(stored: Stored) {
    const { rows: opened } = await this.context.pool.query<{ key: string; stream: string }>(
      `select key, stream from homeward.keys where person = $1 and route = $2 and starts_with(key, $3)`,
      [registerActor.person, route, `${stored.id}/case/`],
    );
    const cases = new Map(opened.map(({ key, stream }) => [key, stream]));
    const { rows: areas } = await this.context.pool.query<{ code: string; en: string; km: string }>(
      'select code, name_en as en, name_km as km from homeward.areas where code = any ($1)',
      [stored.rows.map(({ home }) => home)],
    );
    const places = new Map(areas.map(({ code, en, km }) => [code, { en, km }]));
    const registered = stored.rows.flatMap(({ child }) => ('id' in child ? [child.id] : []));
    const initials = await initialsFor(this.context, [{ children: registered }]);
    return stored.rows.map(({ row, child, home, placedOn, risk, worker, lastSeenOn }) => ({
      row,
      home,
      place: places.get(home) ?? { en: home, km: home },
      placedOn,
      risk,
      worker,
      lastSeenOn: lastSeenOn ?? null,
      initials:
        'id' in child
          ? initials([child.id])[0]!
          : initialsOf({ km: child.names[0]!.km ?? null, latin: child.names[0]!.latin ?? null }),
      instance: cases.get(`${stored.id}/case/${row}`) ?? null,
    }));
  }

  /**
   * Registers the children and opens the cases, one row after another: a row that is refused does not stop the others.
   * What was done already is found by its key and not done again.
   */
  async apply(actor: Actor, { id, rows }: Stored) {
    const opened: { row: number; child: string; instance: string; reference: string }[] = [];
    const faults: ToldFault[] = [];
    const workers = await this.workersOf(rows);
    for (const row of rows) {
      try {
        const worker = workers.get(`${row.worker.toLowerCase()} ${row.home.slice(0, 4)}`);
        if (!worker) faults.push(told({ row: row.row, column: 'worker', code: 'worker' }));
        else opened.push({ row: row.row, ...(await this.open(actor, id, row, worker)) });
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
        const rules = problem.extra.rules?.map((rule) => rule.id);
        faults.push(told({ row: row.row, column: null, code: 'refused' }, rules));
      }
    }
    return { id, status: 'approved' as const, opened, faults };
  }

  private async open(actor: Actor, id: string, row: PlacementRow, worker: string) {
    const { registry, engine } = this.context;
    const { child, home, homeKind, placedOn, risk, carer, lastSeenOn, stepsMade, note } = row;
    const asking = { actor, route, key: `${id}/child/${row.row}` };
    const who =
      'id' in child
        ? child.id
        : ((await registry.run('child.register', registration(child, home), asking)).id as string);
    const data = { child: who, home, homeKind, placedOn, risk, carer, lastSeenOn, stepsMade, worker, note };
    const { id: instance, reference } = await engine.open({
      workflow: procedure,
      event: 'placement.imported',
      area: home.slice(0, 6),
      data: JSON.parse(JSON.stringify(data)),
      // two people have agreed on it; nobody opens such a case alone
      actor: registerActor,
      route,
      key: `${id}/case/${row.row}`,
    });
    return { child: who, instance, reference };
  }

  today(): string {
    return dateOf(this.context.clock.now());
  }
}

function registration(
  { names, birth, sex, disability, village }: Exclude<PlacementRow['child'], { id: string }>,
  home: string,
) {
  return { names, birth, sex, disability, ...(village && { village }), area: village ?? home };
}

/** Surely 18 or older on the day: by the youngest plausible age. */
function isAdult(bornTo: string, on: string): boolean {
  return `${Number(bornTo.slice(0, 4)) + 18}${bornTo.slice(4)}` <= on;
}
