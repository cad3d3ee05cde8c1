import type { Pool } from 'pg';
import { levelOfRole, type Role } from '../../workflows/workflow';
import { isoOf } from '../engine';

/** A person who can be reached in a role, and why it is this one. */
export interface Holder {
  person: string;
  reason: 'holder' | 'deputy' | 'acting' | 'on call';
  /** the person on leave, or whose seat is vacant */
  actingFor?: string;
  institution?: string;
}

/** Turns a role in an area into people, at a moment. Nothing of it is stored. */
export class Directory {
  constructor(private readonly pool: Pool) {}

  /**
   * Holders of a role at the level it is appointed at: those at work; for who is on leave, their deputies; for a seat that
   * has fallen vacant, who still acts for it. Empty means vacant. `at` in epoch ms.
   */
  async holdersOf(role: Role, area: string, at: number): Promise<Holder[]> {
    const { rows } = await this.pool.query<{
      person: string;
      away: boolean;
      principal: string | null;
      gap: 'leave' | 'vacant' | null;
      institution: string | null;
    }>({
      name: 'directory-holders',
      text: `with seats as (
          select a.*, a.starts_at <= $3 and (a.ends_at is null or a.ends_at > $3) as current,
            exists (select from homeward.leaves l where l.appointment = a.id and l.starts_at <= $3
              and least(l.ends_at, coalesce(l.ended_early_at, 'infinity')) > $3) as away
          from homeward.appointments a where a.role = $1 and a.area = $2)
        select s.person, s.away, p.person as principal, s.institution,
          case when p.id is null then null when not p.current then 'vacant' when p.away then 'leave' end as gap
        from seats s left join seats p on p.id = s.acting_for
        where s.current order by s.starts_at, s.id`,
      values: [role, area.slice(0, levelOfRole[role]), isoOf(at)],
    });
    const holders: Holder[] = [];
    for (const row of rows) {
      if (row.away) continue;
      const institution = row.institution ?? undefined;
      if (!row.principal) holders.push({ person: row.person, reason: 'holder', institution });
      else if (row.gap) {
        const reason = row.gap === 'leave' ? 'deputy' : 'acting';
        holders.push({ person: row.person, reason, actingFor: row.principal, institution });
      }
    }
    return holders;
  }

  /**
   * Who is on duty in a role for an area, the nearest rota first: whom one reaches at 23:52. The rota is made ahead: who has
   * left the post since, or is on leave, is not among them.
   */
  async onCall(area: string, role: Role, at: number): Promise<Holder[]> {
    const { rows } = await this.pool.query<{ person: string }>({
      name: 'directory-on-call',
      text: `select person from homeward.on_call o where role = $1 and starts_with($2, area) and starts_at <= $3 and ends_at > $3
        and cancelled_at is null and exists (select from homeward.appointments a
          where a.person = o.person and a.role = o.role and starts_with(o.area, a.area)
            and a.starts_at <= $3 and (a.ends_at is null or a.ends_at > $3)
            and not exists (select from homeward.leaves l where l.appointment = a.id and l.starts_at <= $3
              and least(l.ends_at, coalesce(l.ended_early_at, 'infinity')) > $3))
        order by length(area) desc, starts_at`,
      values: [role, area, isoOf(at)],
    });
    return rows.map(({ person }) => ({ person, reason: 'on call' }));
  }
}
