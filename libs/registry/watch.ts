/** The watch list (N-23): who and what of a closed institution stays on watch, the new places that look like it, and what is decided of them. */
import type { Pool } from 'pg';
import type { Actor } from '../../workflows/workflow';
import { dateOf } from '../../workflows/time';
import { isoOf, registerLine, Problem, type Clock, type Door, type Engine, type Line, type Outcome } from '../engine';
import { refusalOf } from './refusals';

/** One person, place, phone or child on watch. A child is known by its id alone. */
export interface Watched {
  id: string;
  institution: Named;
  kind: 'person' | 'premises' | 'phone' | 'child';
  name: { km: string | null; latin: string | null } | null;
  role: string | null;
  area: string | null;
  lat: number | null;
  lon: number | null;
  phone: string | null;
  child: string | null;
  from: string;
  until: string;
}

export interface Named {
  id: string;
  code: string;
  nameKm: string;
  nameEn: string;
  kind: string;
  area: string;
  standing: string;
}

/** A new place that looks like one on watch, and where its decision stands. */
export interface WatchMatch {
  id: string;
  watched: Named;
  found: Named;
  status: 'open' | 'proposed' | 'dismissed' | 'confirmed';
  openedAt: string;
  dueAt: string | null;
  proposedBy: string | null;
  proposedAt: string | null;
  reason: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  signs: Sign[];
}

/** Why the two look alike: what was on watch beside what was found. */
export interface Sign {
  kind: Watched['kind'];
  unit: 'likeness' | 'metres' | 'equal';
  measure: number;
  old: string | null;
  new: string | null;
}

const named = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'code', ${alias}.code, 'nameKm', ${alias}.name_km, 'nameEn', ${alias}.name_en, 'kind', ${alias}.kind,
     'area', ${alias}.area, 'standing', ${alias}.standing)`;
const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const spot = (row: string): string =>
  `concat_ws(', ', ${row}.address, ${row}.area, case when ${row}.lat is not null then ${row}.lat || ' ' || ${row}.lon end)`;

const matches = `select m.id, ${named('o')} as watched, ${named('n')} as found, m.status, ${iso('m.opened_at')} as "openedAt",
    (select ${iso('i.due_at')} from homeward.incidents i where i.id = m.id) as "dueAt", m.proposed_by as "proposedBy", ${iso('m.proposed_at')} as "proposedAt",
    m.reason, m.decided_by as "decidedBy", ${iso('m.decided_at')} as "decidedAt",
    (select coalesce(json_agg(json_build_object('kind', w.kind, 'unit', s.unit, 'measure', s.measure,
        'old', case w.kind when 'person' then coalesce(w.name_km, w.name_latin) when 'phone' then w.phone
           when 'premises' then (select ${spot('p')} from homeward.premises p where p.id::text = w.about) end,
        'new', case w.kind
           when 'person' then (select coalesce(p.name_km, p.name_latin) from homeward.institution_people p where p.id = s.about)
           when 'phone' then coalesce((select p.phone from homeward.institution_people p where p.id = s.about), n.phone)
           when 'premises' then (select ${spot('p')} from homeward.premises p where p.id = s.about) end)
        order by w.kind, s.at, s.about), '[]') from homeward.watch_signs s join homeward.watches w on w.id = s.watch where s.match = m.id) as signs
  from homeward.watch_matches m join homeward.institutions o on o.id = m.watched join homeward.institutions n on n.id = m.found`;

/** Reads the watch list and writes what is decided of its matches, each decision one journalled line. */
export class WatchList {
  constructor(
    private readonly pool: Pool,
    private readonly door: Door,
    private readonly clock: Clock,
    private readonly engine: Engine,
  ) {}

  /** Who and what is on watch in an area, latest first: until the end of its time, and while its place is being closed; with `all` also what was. */
  async watched(area: string, all = false): Promise<Watched[]> {
    const { rows } = await this.pool.query<Watched>(
      `select w.id, ${named('o')} as institution, w.kind,
         case when w.kind = 'person' then json_build_object('km', w.name_km, 'latin', w.name_latin) end as name,
         w.role, w.area, w.lat, w.lon, w.phone, w.child, ${iso('w.from_at')} as "from", ${iso('w.until_at')} as until
       from homeward.watches w join homeward.institutions o on o.id = w.institution
       where starts_with(o.area, $1) and ($2 or homeward.watch_runs(w, $3)) order by w.from_at desc, o.code, w.kind, w.id limit 1000`,
      [area, all, isoOf(this.clock.now())],
    );
    return rows;
  }

  /** Matches of which one of the two places lies in the area, the undecided first. */
  async matches(area: string): Promise<WatchMatch[]> {
    const { rows } = await this.pool.query<WatchMatch>(
      `${matches} where starts_with(o.area, $1) or starts_with(n.area, $1)
       order by m.status in ('open', 'proposed') desc, m.opened_at desc, m.id limit 500`,
      [area],
    );
    return rows;
  }

  /** One match with the network that it ties together once it is confirmed; throws `not_found`. */
  async match(area: string, id: string): Promise<WatchMatch & { network: (Named & { premises: string[] })[] }> {
    const { rows } = await this.pool.query<WatchMatch & { network: (Named & { premises: string[] })[] }>(
      `select d.*, (select coalesce(json_agg(${named('i')}::jsonb || jsonb_build_object('premises',
           coalesce((select jsonb_agg(${spot('p')} order by p.from_at) from homeward.premises p where p.institution = i.id), '[]')) order by i.code), '[]')
         from homeward.institutions i where d.status = 'confirmed' and i.id in (select homeward.network_of((d.found ->> 'id')::uuid))) as network
       from (${matches} where m.id = $2 and (starts_with(o.area, $1) or starts_with(n.area, $1))) d`,
      [area, id],
    );
    if (!rows[0]) throw new Problem('not_found');
    return rows[0];
  }

  /** Puts forward that the two are not the same; a second person decides. */
  proposeDismissal(actor: Actor, id: string, reason: string): Promise<void> {
    return this.write(actor, id, 'watch.dismissalProposed', { reason }, 'watch.propose', { reason });
  }

  /** The second person's word: dismissed for good, or open again. */
  decideDismissal(actor: Actor, id: string, agreed: boolean, reason?: string): Promise<void> {
    const status = agreed ? 'dismissed' : 'open';
    const event = agreed ? 'watch.dismissed' : 'watch.dismissalRejected';
    return this.write(actor, id, event, { reason }, 'watch.decide', { status, how: 'Dismissed by two people.' });
  }

  /** The two are one network from now on. */
  confirm(actor: Actor, id: string, reason: string): Promise<void> {
    const data = { status: 'confirmed', reason, how: 'Confirmed: one network.' };
    return this.write(actor, id, 'watch.confirmed', { reason }, 'watch.decide', data);
  }

  /**
   * Unannounced inspections of every place of a confirmed network on one day, so that no child is carried from one to the other
   * (domain B.2.7): one act, all of them or none. Each is its own case in the area of the place, and secret until its team stands
   * at the door. A place that has an inspection of that day is left out. Throws `refused_by_database` (N-23) where the network is not
   * confirmed or nothing is left to plan, and `form_invalid` where the day is over.
   */
  async planVisits(actor: Actor, id: string, on: string): Promise<void> {
    if (on < dateOf(this.clock.now()))
      throw new Problem('form_invalid', { errors: [{ path: 'on', code: 'in_the_past' }] });
    const { rows } = await this.pool.query<{ confirmed: boolean; institution: string; operator: string; area: string }>(
      `select m.status = 'confirmed' as confirmed, i.id as institution, i.operator, i.area
         from homeward.watch_matches m join homeward.institutions i on i.id in (select homeward.network_of(m.found))
        where m.id = $1 and i.kind <> 'hospital' and not exists (
          select from homeward.subjects s join homeward.instances o on o.id = s.instance
           where s.kind = 'institution' and s.subject = i.id and o.workflow = 'inspection' and o.status = 'open'
             and o.state::jsonb #>> '{context,plannedOn}' = $2)
        order by i.code`,
      [id, on],
    );
    if (rows.some(({ confirmed }) => !confirmed)) throw refusalOf(no('watch_network_confirmed'));
    if (rows.length === 0) throw refusalOf(no('watch_network_planned'));
    const openings = rows.map(({ institution, operator, area }) => ({
      workflow: 'inspection',
      event: 'inspection.required',
      area,
      data: { institution, operator, on, reason: 'network' },
    }));
    const said = { on, institutions: rows.map(({ institution }) => institution) };
    answer(await this.engine.openTogether(openings, this.line(actor, id, 'watch.visitsPlanned', said, [])));
  }

  private line(actor: Actor, stream: string, event: string, data: object, ops: Line['ops']): Line {
    return registerLine({ stream, event, actor, at: this.clock.now(), data, ops });
  }

  private async write(actor: Actor, id: string, event: string, said: object, op: string, data: object): Promise<void> {
    answer(await this.door.write({ lines: [this.line(actor, id, event, said, [{ op, data }])], checks: [] }));
  }
}

const no = (constraint: string) => ({ state: 'HW095', constraint, message: constraint });

function answer(outcome: Outcome): void {
  if (outcome.ok) return;
  if ('error' in outcome) throw refusalOf(outcome.error);
  throw new Problem('busy');
}
