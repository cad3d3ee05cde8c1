-- Where a child is now is asked for every child of a place that freezes, three times: one record by its key, or the few that became one
-- with it, and their facts by theirs. What PostgreSQL has counted yet, or not, leads to no other way.
create or replace function homeward.present_at(kid uuid) returns uuid language plpgsql stable
  set search_path = homeward, pg_temp set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
begin
  return (
    select case when kind in ('presence', 'arrival') then institution end from (
      select f.kind, f.institution from facts f
       where f.child = any (array(select id from children where id = kid union all select id from children where merged_into = kid))
         and (f.kind in ('presence', 'arrival') and f.institution is not null or f.kind in ('departure', 'placedInFamily', 'death'))
         and not exists (select from facts c where c.corrects = f.id)
       order by f.at desc, f.recorded_at desc, f.seq desc limit 1) last);
end $$;
