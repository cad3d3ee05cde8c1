import type { ClientBase } from 'pg';
import { defaultParameters, parameterSpecs } from '../../workflows/parameters';
import { covered, holidays } from './holidays';

/** Version 1 holds from the first day that the calendar covers, so that stories of 2017 have settings. */
const start = `${covered.from}T00:00:00+07:00`;
const register = '00000000-0000-0000-0000-0000000000fe';

/**
 * Writes version 1 of parameters and calendar into a new database and brings the parameters' meaning up to date. Runs as
 * the owner after every migration; does nothing to sets and calendars that are there.
 */
export async function seedSettings(owner: ClientBase): Promise<void> {
  await owner.query('begin');
  try {
    await owner.query(`select pg_advisory_xact_lock(hashtext('homeward.settings'))`);
    await owner.query(
      `insert into homeward.parameters (id, text_en, text_km, source, certainty)
       select p.id, p.en, p.km, p.source, p.certainty
         from jsonb_to_recordset($1::jsonb) as p(id text, en text, km text, source text, certainty text)
       on conflict (id) do update set text_en = excluded.text_en, text_km = excluded.text_km, source = excluded.source,
         certainty = excluded.certainty
         where (parameters.text_en, parameters.text_km, parameters.source, parameters.certainty)
           is distinct from (excluded.text_en, excluded.text_km, excluded.source, excluded.certainty)`,
      [JSON.stringify(parameterSpecs.map((p) => ({ id: p.id, ...p.text, source: p.source, certainty: p.certainty })))],
    );
    await owner.query(
      `insert into homeward.parameter_sets (version, effective_from, "values", changed, proposed_by, approved_by, reason, made_at, source)
       select 1, $1, $2::jsonb, '{}', $3, $3, 'defaults of the domain', $1, 'default'
        where not exists (select from homeward.parameter_sets)`,
      [start, JSON.stringify(defaultParameters().values), register],
    );
    // a register that was imported before there were settings gives its policy date now (P-34)
    await owner.query(
      `select door.set_policy_date(r.policy_date, greatest(coalesce((select min(registered_at) from homeward.institutions), r.at),
          (select max(made_at) from homeward.parameter_sets)))
         from homeward.register_imports r where not exists (select from homeward.parameter_sets where source = 'import')`,
    );
    const { rowCount } = await owner.query(
      `insert into homeward.calendars (version, from_date, until_date, made_at, reason, proposed_by, approved_by)
       select 1, $1, $2, $3, 'holidays known at the start', $4, $4 where not exists (select from homeward.calendars)`,
      [covered.from, covered.until, start, register],
    );
    if (rowCount === 1) {
      await owner.query(
        `insert into homeward.holidays (date, name_en, name_km, kind, source, status, since)
         select h.date, h.name ->> 'en', h.name ->> 'km', h.kind, h.source, h.status, 1
           from jsonb_to_recordset($1::jsonb) as h(date date, name jsonb, kind text, source text, status text)`,
        [JSON.stringify(holidays)],
      );
    }
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}
