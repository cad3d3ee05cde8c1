-- What fails for want of memory, disk or connections (53) or in the system under PostgreSQL (58) is no refusal of what was
-- asked: it concerns the whole batch, and is tried again when the system works.
do $$
declare
  f record;
begin
  for f in select p.oid from pg_proc p where p.pronamespace in ('door'::regnamespace, 'homeward'::regnamespace)
      and p.prosrc ~ 'state in \(''40P01'', ''40001'', ''57P01'', ''57014''\) then raise; end if;' loop
    execute regexp_replace(pg_get_functiondef(f.oid), '(sqlstate|state) in \(''40P01'', ''40001'', ''57P01'', ''57014''\) then raise; end if;',
      '\1 in (''40P01'', ''40001'', ''57P01'', ''57014'') or left(\1, 2) in (''53'', ''58'') then raise; end if;', 'g');
  end loop;
end $$;
