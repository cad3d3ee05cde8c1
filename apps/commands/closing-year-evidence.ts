/** What the checker reads: the tables and the journal of a product, by SQL of its own. */
import { Client } from 'pg';

/** One row of the census as it stands. */
export interface CensusRow {
  child: string;
  bed: string;
  accounted: string | null;
  verified: boolean;
  lost: boolean;
  movedBy: string[];
}

/** One line of the journal, in the order in which it was written. */
export interface Line {
  stream: string;
  event: string;
  /** instant of the hand-set clock, epoch ms */
  at: number;
  person: string | undefined;
  /** the form, as far as it is kept */
  data: Record<string, any>;
  /** the child of the case, where the case is of one child */
  child: string | undefined;
}

/** Somebody who came into the house, or was allowed to, by the clock of the story. */
export interface Admission {
  child: string;
  what: string;
  at: number;
}

export interface Evidence {
  closure: string;
  census: CensusRow[];
  /** lines of the closure and of every case of a child of its census */
  lines: Line[];
  standing: { now: string; since: number };
  /** instants at which the register was told that the house is closed */
  closings: number[];
  /** presences other than the census's own, arrivals, and authorities granted for the house */
  admissions: Admission[];
  authorities: Admission[];
  /** keys of the requests that the journal has, with the kind of their line */
  keys: { key: string; kind: string }[];
  /** children recorded as present in the house at the end */
  present: string[];
}

/** Reads it all as the owner of the database. */
export async function gather(ownerUrl: string, closure: string): Promise<Evidence> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  const rows = async (sql: string, ...values: unknown[]): Promise<any[]> => (await client.query(sql, values)).rows;
  try {
    const census = await rows(
      `select coalesce(k.merged_into, k.id) as child, c.bed, c.accounted, c.verified_at is not null as verified, c.lost,
              c.moved_by as "movedBy", c.institution
         from homeward.census c join homeward.children k on k.id = c.child where c.instance = $1 order by c.no`,
      closure,
    );
    const house = census[0]?.institution;
    const [institution] = await rows('select standing, standing_since from homeward.institutions where id = $1', house);
    return {
      closure,
      census,
      lines: await linesOf(rows, closure),
      standing: { now: institution?.standing ?? '', since: institution?.standing_since.getTime() ?? 0 },
      closings: (
        await rows(
          `select j.at from homeward.journal j join homeward.contents t on t.stream = j.stream and t.seq = j.seq
            where j.kind = 'registry' and j.entry::json ->> 'event' = 'institution.standing'
              and t.body::json #>> '{data,institution}' = $1 and t.body::json #>> '{data,standing}' = 'closed'`,
          String(house),
        )
      ).map(({ at }) => at.getTime() as number),
      admissions: admitted(
        await rows(
          `select child, kind as what, at from homeward.facts where institution = $1 and child is not null
             and (kind = 'arrival' or kind = 'presence' and detail ->> 'source' is distinct from 'census')
             and not exists (select from homeward.facts c where c.corrects = facts.id)`,
          house,
        ),
      ),
      authorities: admitted(
        await rows(
          `select child, kind || ' ' || status as what, greatest(granted_at, case when status = 'inForce' then changed_at end) as at
             from homeward.authorities where institution = $1`,
          house,
        ),
      ),
      keys: await rows('select key, kind from homeward.journal where key is not null'),
      present: (
        await rows(
          `select distinct on (child) child, kind, institution from homeward.facts
            where child is not null and kind in ('presence', 'arrival', 'departure', 'placedInFamily', 'death')
              and not exists (select from homeward.facts c where c.corrects = facts.id)
            order by child, at desc, recorded_at desc, seq desc`,
        )
      )
        .filter((fact) => fact.institution === house && ['presence', 'arrival'].includes(fact.kind))
        .map(({ child }) => child as string),
    };
  } finally {
    await client.end();
  }
}

const admitted = (rows: any[]): Admission[] => rows.map(({ child, what, at }) => ({ child, what, at: at.getTime() }));

/** The journal of the closure and of the cases of its children; what was only tried is no line of it. */
async function linesOf(rows: (sql: string, ...values: unknown[]) => Promise<any[]>, closure: string): Promise<Line[]> {
  const found = await rows(
    `with kids as (select distinct coalesce(k.merged_into, k.id) as id from homeward.census c join homeward.children k on k.id = c.child
                    where c.instance = $1),
          cases as (select s.instance, (array_agg(coalesce(k.merged_into, k.id)))[1] as child, count(distinct coalesce(k.merged_into, k.id)) as n
                      from homeward.subjects s join homeward.children k on k.id = s.subject
                     where s.kind = 'child' and coalesce(k.merged_into, k.id) in (select id from kids) group by s.instance)
     select j.stream, j.entry::json ->> 'event' as event, j.at, j.person, t.body, case when cases.n = 1 then cases.child end as child
       from homeward.journal j join cases on cases.instance = j.stream
       left join homeward.contents t on t.stream = j.stream and t.seq = j.seq
      where j.kind = 'event'
      order by j.recorded_at, j.stream, j.seq`,
    closure,
  );
  return found.map(({ stream, event, at, person, body, child }) => ({
    ...{ stream, event, at: at.getTime(), person: person ?? undefined },
    data: JSON.parse(body ?? '{}').data ?? {},
    child: stream === closure ? undefined : (child ?? undefined),
  }));
}
