import type { Pool } from 'pg';
import type { Role } from '../../workflows/workflow';
import type { Directory, Holder } from './recipients';

/** The people of another directory, without those from whom a secret case is kept: who is tied to its institution hears nothing of it. */
export class DiscreetDirectory implements Directory {
  constructor(
    private readonly directory: Directory,
    private readonly pool: Pool,
    private readonly instance: string,
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
        where not homeward.kept_from(array(select jsonb_array_elements_text(h.who))::uuid[], $2)`,
      values: [
        JSON.stringify(holders.map(({ person, actingFor }) => (actingFor ? [person, actingFor] : [person]))),
        this.instance,
      ],
    });
    return rows.map(({ n }) => holders[n]!);
  }
}
