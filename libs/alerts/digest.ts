import type { Pool } from 'pg';
import { dateOf, startOf } from '../../workflows/time';
import type { Actor, Role } from '../../workflows/workflow';
import { incidentsCondition, instancesCondition, scopeOf, type Access } from '../access';
import { khmerDigits, shortDate } from '../calendar';
import type { Channel, DigestDetails, DigestItem } from './channels';
import type { Titles } from './ladder';
import { linkOf } from './messages';
import { Reach } from './reach';
import type { Recipient } from './recipients';
import { alertText, alertTexts } from './texts';
import { isOutage, type Troubles } from './troubles';

/** Minute of the day in Phnom Penh at which supervisors get what is overdue: 07:30. */
export const digestMinute = 7 * 60 + 30;
/** Most lines of a digest. */
export const mostItems = 20;
const supervisors: Role[] = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];
/** Digests of one write, and of one moment. */
const chunk = 100;
const beside = 4;

export interface DigestContext {
  pool: Pool;
  access: Pick<Access, 'hidden'>;
  channels: readonly Channel[];
  titles: Titles;
  troubles: Troubles;
}

/** An appointment whose reader gets a digest. */
interface Seat {
  appointment: string;
  person: string;
  role: Role;
  area: string;
  agency: string | null;
  acting_for: string | null;
}

interface Row {
  name: string;
  workflow: string | null;
  workflow_version: number | null;
  reference: string | null;
  instance: string | null;
  incident: string | null;
  due_at: Date;
  due_on: string;
  ladder: 'normal' | 'high';
  total: number;
  high: number;
}

// at work, or standing in for somebody who is not; appointments that had theirs today are left out
const seats = `with seats as (
    select a.*, a.starts_at <= $1 and (a.ends_at is null or a.ends_at > $1) as current,
      exists (select from homeward.leaves l where l.appointment = a.id and l.starts_at <= $1
        and least(l.ends_at, coalesce(l.ended_early_at, 'infinity')) > $1) as away
    from homeward.appointments a where a.role = any($2))
  select s.id as appointment, s.person, s.role, s.area, s.agency, p.person as acting_for from seats s left join seats p on p.id = s.acting_for
  where s.current and not s.away and (p.id is null or not p.current or p.away)
    and not exists (select from homeward.alerts d where d.about = homeward.general_alert('digest', s.id || '@' || $3) and d.kind = 'digest' and d.task is null and d.instance is null and d.occurrence = s.id || '@' || $3)
  order by s.area, s.id`;

// What may be in reach, found by the indexes of area and person; what is in reach, the conditions of access say afterwards.
// A colon comes after every digit, so that the codes under an area are a range. The laterals are fenced: the few cases of a
// district are looked up one by one, in place of a scan over the tasks of the country
const lateOf = (which: string) =>
  `cross join lateral (select t.id from homeward.tasks t where ${which} and t.closed_at is null and t.due_at <= $1 offset 0) t`;
const under = (alias: string) => `${alias}.area ~>=~ $3 and ${alias}.area ~<~ ($3 || ':')`;
const near = `with near as materialized (
    select t.id from homeward.instances i ${lateOf('t.instance = i.id')} where ${under('i')}
    union select t.id from homeward.instances i ${lateOf('t.instance = i.id')} where i.guests <> '{}'
    union select t.id from homeward.incidents n ${lateOf('t.incident = n.id')} where n.status <> 'resolved' and ${under('n')}
    union select t.id from homeward.tasks own ${lateOf('t.instance = own.instance')} where own.closed_at is null and own.assignee = any($4::uuid[])
    union select own.id from homeward.tasks own where own.closed_at is null and own.due_at <= $1 and own.assignee = any($4::uuid[]))`;

/** What is overdue in each supervisor's reach, once a day: ranked by risk, then by days, and nothing they could not open. */
export class Digests {
  constructor(private readonly context: DigestContext) {}

  /** Makes the digests of the day of `now` (epoch ms) that are due and not made; days that were missed are not made up. */
  async make(now: number): Promise<number> {
    const day = dateOf(now);
    const due = startOf(day) + digestMinute * 60_000;
    if (now < due) return 0;
    const { pool, channels, troubles } = this.context;
    const late = await pool.query('select from homeward.tasks where closed_at is null and due_at <= $1 limit 1', [
      new Date(now),
    ]);
    if (late.rows.length === 0) return 0;
    const { rows } = await pool.query<Seat>(seats, [new Date(now), supervisors, day]);
    const reach = new Reach(pool, channels);
    await reach.prepare(rows.map(({ person }) => person));
    const one = async (seat: Seat): Promise<object[]> => {
      try {
        const digest = await this.of(seat, now);
        return digest ? [await this.raised(seat, digest, reach, { day, due, now })] : [];
      } catch (error) {
        if (isOutage(error)) throw error;
        await troubles.report('digest', seat.appointment, (error as Error).message, now);
        return [];
      }
    };
    let made = 0;
    for (let i = 0; i < rows.length; i += chunk) made += await this.write(await each(rows.slice(i, i + chunk), one));
    return made;
  }

  private async write(ready: object[]): Promise<number> {
    if (ready.length === 0) return 0;
    const { rows } = await this.context.pool.query<{ n: number }>('select homeward.raise_digests($1::jsonb) as n', [
      JSON.stringify(ready),
    ]);
    return rows[0]!.n;
  }

  /** What of the overdue tasks the holder of a seat may open at an instant (epoch ms); undefined for nothing. */
  async of(seat: Seat, now: number): Promise<(DigestDetails & { high: number }) | undefined> {
    const actor = actorOf(seat);
    const hidden = [...(await this.context.access.hidden(actor))];
    const cases = instancesCondition(actor, 5);
    const incidents = incidentsCondition(actor, 5 + cases.values.length);
    const { rows } = await this.context.pool.query<Row>({
      name: `alerts-digest-${seat.role}-${cases.values.length}-${incidents.values.length}`,
      text: `${near}
       select t.name, i.workflow, i.workflow_version, i.reference, t.instance, t.incident, t.due_at, t.due_on::text as due_on, t.ladder,
         count(*) over ()::int as total, count(*) filter (where t.ladder = 'high') over ()::int as high
       from near cross join lateral (select * from homeward.tasks x where x.id = near.id offset 0) t left join homeward.instances i on i.id = t.instance left join homeward.incidents n on n.id = t.incident
       where ((t.instance is not null and ${cases.sql}) or (t.instance is null and ${incidents.sql}))
         and (n.child is null or n.child <> all($2::uuid[]))
         and (cardinality($2::uuid[]) = 0 or not exists (select from homeward.subjects s
           where s.instance = t.instance and s.kind = 'child' and s.subject = any($2::uuid[])))
       order by t.ladder = 'high' desc, t.due_at, t.id limit ${mostItems}`,
      values: [new Date(now), hidden, seat.area, scopeOf(actor).persons, ...cases.values, ...incidents.values],
    });
    const first = rows[0];
    return first && { items: rows.map((row) => this.itemOf(row, now)), total: first.total, high: first.high };
  }

  private itemOf(row: Row, now: number): DigestItem {
    return {
      reference: row.reference ?? `INC-${row.incident?.slice(0, 8)}`,
      title:
        this.context.titles(row.workflow, row.workflow_version, row.name) ??
        (row.incident ? alertTexts.incident : alertTexts.task),
      due: shortDate(row.due_on),
      days: Math.max(0, Math.round((startOf(dateOf(now)) - startOf(row.due_on)) / 86_400_000)),
      high: row.ladder === 'high',
      link: linkOf(row),
    };
  }

  private async raised(
    seat: Seat,
    { items, total, high }: DigestDetails & { high: number },
    reach: Reach,
    { day, due, now }: { day: string; due: number; now: number },
  ): Promise<object> {
    const { person, role, area, appointment, acting_for } = seat;
    const reader: Recipient = {
      person,
      role,
      reason: acting_for ? 'deputy' : 'holder',
      ...(acting_for && { actingFor: acting_for }),
    };
    const number = (n: number) => ({ en: String(n), km: khmerDigits(n) });
    return {
      occurrence: `${appointment}@${day}`,
      area,
      role,
      text: alertText('digest', { total: number(total), high: number(high) }),
      details: { items, total },
      due: new Date(due).toISOString(),
      at: new Date(now).toISOString(),
      deliveries: await reach.deliveries([reader], [], { rung: 'digest', safety: false, at: now }),
      nobody: false,
    };
  }
}

/** What is made of each, a few at a time. */
async function each<T>(all: T[], make: (one: T) => Promise<object[]>): Promise<object[]> {
  const made: object[] = [];
  for (let i = 0; i < all.length; i += beside)
    made.push(...(await Promise.all(all.slice(i, i + beside).map(make))).flat());
  return made;
}

const actorOf = ({ person, role, area, appointment, agency, acting_for }: Seat): Actor => ({
  person,
  role,
  area,
  appointment,
  ...(acting_for && { actingFor: acting_for }),
  ...(agency && { agency }),
});
