/**
 * Makes a database answer as the store in memory must: the rows of the register exist, ids that PostgreSQL draws follow from
 * what they name, and of the ops beside the door it keeps what the store keeps, the versions of the rows they name.
 */
import type { Pool } from 'pg';
import type { World } from '../../apps/commands/simulate/world';

/** Ops that the store keeps as the door does. */
const whole = ['alert.raise', 'incident.open', 'incident.resolve'];

export async function prepareRegister(
  owner: Pool,
  statements: readonly string[],
  { areas, parameters }: World,
): Promise<void> {
  const ids = [
    ...new Set(
      statements.flatMap((text) => text.match(/(?:1111|2222)[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []),
    ),
  ];
  await owner.query(
    `insert into homeward.areas (code, level, name_km, name_en) select c, length(c) / 2, c, c from unnest($1::text[]) c on conflict do nothing`,
    [[...areas]],
  );
  await owner.query(
    `insert into homeward.children (id, version, area, status, birth_from, birth_to, birth_precision, sex, disability, registered_at)
     select id, 1, '08', 'alive', date '2009-01-01', date '2010-01-01', 'interval', 'female', false, now() from unnest($1::uuid[]) id`,
    [ids.filter((id) => id.startsWith('1111'))],
  );
  await owner.query(
    `insert into homeward.institutions (id, version, code, name_km, name_en, kind, operator, area, standing, standing_since, authorised_capacity, registered_at)
     select id, 1, 'RCI-' || left(id::text, 8) || right(id::text, 4), 'x', 'x', 'rci', 'ngo', '08', 'unauthorised', now(), 0, now() from unnest($1::uuid[]) id`,
    [ids.filter((id) => id.startsWith('2222'))],
  );
  await owner.query(
    `insert into homeward.parameter_sets (version, effective_from, "values", changed, proposed_by, approved_by, reason, made_at)
     values ($1, '2016-01-01', $2, '{}', $3, $3, 'those of the simulation', '2016-01-01')`,
    [parameters.version, JSON.stringify(parameters.values), '00000000-0000-0000-0000-0000000000fe'],
  );
  await owner.query(standIns);
}

const standIns = `
  create function door.touch_named(data jsonb) returns void language plpgsql set search_path to 'homeward', 'pg_temp' as $$
  begin
    update children set version = version + 1 where id::text in (
      select jsonb_array_elements_text(case jsonb_typeof(data -> 'children') when 'array' then data -> 'children' else '[]' end)
      union select data ->> 'child');
    update institutions set version = version + 1 where id::text = data ->> 'institution';
  end $$;

  do $$
  declare
    name text;
  begin
    for name in select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'door'
        and p.proname like 'op\\_%' and not p.proname = any ('{${whole.map((op) => `op_${op.replace('.', '_')}`).join()}}') loop
      execute format('create or replace function door.%I(data jsonb, line door.line) returns void language sql as %L', name, 'select door.touch_named(data)');
    end loop;
  end $$;

  create function door.name_alert() returns trigger language plpgsql as $$
  begin
    new.id := md5(case when new.task is not null then 'task ' || new.task || ' ' || new.rung || ' ' || new.occurrence
      when new.instance is not null then 'instance ' || new.instance || ' ' || new.kind || ' ' || new.rung || ' ' || new.occurrence
      else new.kind || ' ' || new.occurrence end)::uuid;
    return new;
  end $$;
  create trigger alerts_named before insert on homeward.alerts for each row execute function door.name_alert();

  create function door.name_incident() returns trigger language plpgsql as $$
  begin
    new.id := md5('incident ' || new.kind || ' ' || coalesce(new.child::text, '') || ' ' || coalesce(new.institution::text, '') || ' '
      || (extract(epoch from new.opened_at) * 1000)::bigint)::uuid;
    return new;
  end $$;
  create trigger incidents_named before insert on homeward.incidents for each row execute function door.name_incident();

  create function door.name_task() returns trigger language plpgsql as $$
  begin
    new.id := md5('task of ' || new.incident)::uuid;
    return new;
  end $$;
  create trigger tasks_named before insert on homeward.tasks for each row when (new.incident is not null) execute function door.name_task();

  -- what the register itself refuses is not the door's
  alter table homeward.children disable trigger user;
  alter table homeward.institutions disable trigger user;
  alter table homeward.instances disable trigger closure_accounts;
  alter table homeward.subjects disable trigger closure_once;`;
