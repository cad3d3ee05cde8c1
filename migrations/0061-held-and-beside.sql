-- A lock that was waited for too long (55P03) is no refusal of what was asked: as with a deadlock the whole batch is sent again.
do $$
declare
  f record;
  was text;
  now text;
begin
  for f in select p.oid from pg_proc p where p.pronamespace in ('door'::regnamespace, 'homeward'::regnamespace)
      and p.prosrc ~ 'state in \(''40P01'', ''40001'', ''57P01'', ''57014''\) or left' loop
    was := pg_get_functiondef(f.oid);
    now := replace(was, 'state in (''40P01'', ''40001'', ''57P01'', ''57014'') or left', 'state in (''40P01'', ''40001'', ''55P03'', ''57P01'', ''57014'') or left');
    if now = was then raise exception '% is not as it was', f.oid::regprocedure; end if;
    execute now;
  end loop;
  if exists (select from pg_proc p where p.oid in ('homeward.write'::regproc, 'homeward.fire_rungs'::regproc) and p.prosrc !~ '55P03') then
    raise exception 'the write door or the rungs are not as they were';
  end if;
end $$;

-- Migrations beside which processes of an earlier version may start: of one whose last migration is `since`, or later. A file says so
-- in a line `-- beside: NNNN`.
create table homeward.migrations_beside (
  migration text primary key,
  since text not null check (since ~ '^\d{4}$')
);
grant select on homeward.migrations_beside to homeward_app, homeward_migrator;
