import type { Pool } from 'pg';
import type { Role } from '../../workflows/workflow';
import type { Directory, Holder } from './recipients';

/**
 * The people of another directory, without those from whom a secret case (N-40) or a match of the watch list (N-23) is kept: who is
 * tied to its institution, or to one of the two places, hears nothing of it.
 */
export class DiscreetDirectory implements Directory {
  constructor(
    private readonly directory: Directory,
    private readonly pool: Pool,
    private readonly secret: string,
  ) {}

  async holdersOf(role: Role, area: string, at: number): Promise<Holder[]> {
    return this.shared(await this.directory.holdersOf(role, area, at));
  }

  async onCall(area: string, role: Role, at: number): Promise<Holder[]> {
    return this.shared(await this.directory.onCall(area, role, at));
  }

  private async shared(holders: Holder[]): Promise<Holder[]> {
    if (holders.length === 0) return holders;
    const { rows } = await this.pool.query<{ n: number }>({
      name: 'alerts-discreet',
      text: `select (h.n - 1)::int as n from jsonb_array_elements($1::jsonb) with ordinality h(who, n)
        cross join lateral (select array(select jsonb_array_elements_text(h.who))::uuid[] as persons) w
        where not homeward.kept_from(w.persons, $2) and not homeward.watch_kept_from(w.persons, $2)`,
      values: [
        JSON.stringify(holders.map(({ person, actingFor }) => (actingFor ? [person, actingFor] : [person]))),
        this.secret,
      ],
    });
    return rows.map(({ n }) => holders[n]!);
  }
}
