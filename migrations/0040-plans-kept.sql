-- What the write path asks, planned once. PostgreSQL plans the body of a function in SQL anew at every call unless it can put it into
-- the query that calls it, and with a search path of its own it cannot; a function in PL/pgSQL keeps its plans. So every such
-- function says the same in PL/pgSQL. A name that is both a column's and a parameter's means the column, as it does in SQL.
do $$
declare
  f record;
begin
  for f in select p.oid, p.prosrc as body, p.proretset as set_of, p.prorettype = 'void'::regtype as nothing
      from pg_proc p join pg_language l on l.oid = p.prolang
     where p.pronamespace in ('door'::regnamespace, 'homeward'::regnamespace) and l.lanname = 'sql' and p.proconfig is not null order by p.oid loop
    execute replace(split_part(pg_get_functiondef(f.oid), 'AS $function$', 1), E'\n LANGUAGE sql\n', E'\n LANGUAGE plpgsql\n')
      || E'AS $function$\n#variable_conflict use_column\nbegin\n'
      || case when f.nothing then regexp_replace(rtrim(f.body, E'; \n'), '^\s*select\M', 'perform') when f.set_of then 'return query ' || f.body else 'return (' || f.body || E'\n)' end
      || E';\nend $function$';
  end loop;
end $$;

-- The lists of a unit are short, and what they are joined with is long: always by its key.
alter function door.work_of(jsonb) set enable_hashjoin = off;
alter function door.work_of(jsonb) set enable_mergejoin = off;
alter function door.conflicts_of(jsonb, door.work[]) set enable_hashjoin = off;
alter function door.conflicts_of(jsonb, door.work[]) set enable_mergejoin = off;

create or replace function door.holds(place text, row_id uuid, at_version int) returns boolean language plpgsql stable set search_path = homeward, pg_temp as $$
begin
  case place
    when 'children' then return exists (select from children where id = row_id and version = at_version);
    when 'institutions' then return exists (select from institutions where id = row_id and version = at_version);
    when 'families' then return exists (select from families where id = row_id and version = at_version);
    when 'people' then return exists (select from people where id = row_id and version = at_version);
  end case;
end $$;

-- In the order of their names and ids, so that two who lock the same do not wait for each other.
create or replace function door.lock_registry(rows text[]) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  r text;
  row_id uuid;
begin
  foreach r in array rows loop
    row_id := split_part(r, ':', 2)::uuid;
    case split_part(r, ':', 1)
      when 'children' then perform from children where id = row_id for no key update;
      when 'institutions' then perform from institutions where id = row_id for no key update;
      when 'families' then perform from families where id = row_id for no key update;
      when 'people' then perform from people where id = row_id for no key update;
    end case;
  end loop;
end $$;
