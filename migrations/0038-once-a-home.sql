-- Once residential, always residential, also where a closing asks where its children sleep: a home that is called something else
-- now is another home to them.

-- Does a place house children, or did it ever, whatever it is called now?
create function homeward.is_home(place uuid) returns boolean language sql stable set search_path = homeward, pg_temp as $$
  select exists (select from institutions where id = place and (residential_kind(kind) or ever_residential))
$$;
revoke all on function homeward.is_home(uuid) from public;
grant execute on function homeward.is_home(uuid) to homeward_app, homeward_migrator;

create or replace function homeward.left_from(place uuid, ordered timestamptz) returns setof uuid language sql stable set search_path = homeward, pg_temp as $$
  with moves as (
    select coalesce(c.merged_into, c.id) as kid, f.kind, f.institution, f.at, f.recorded_at, f.seq,
           coalesce(lead(f.at) over w, 'infinity') as till, lead(f.kind) over w is null as is_last
      from facts f join children c on c.id = f.child
     where (f.kind in ('presence', 'arrival') and f.institution is not null or f.kind in ('departure', 'placedInFamily', 'death', 'missing'))
       and not exists (select from facts o where o.corrects = f.id)
       and coalesce(c.merged_into, c.id) in (select coalesce(k.merged_into, k.id) from facts h join children k on k.id = h.child
         where h.institution = place and h.kind in ('presence', 'arrival'))
    window w as (partition by coalesce(c.merged_into, c.id) order by f.at, f.recorded_at, f.seq))
  select distinct m.kid from moves m join moves l on l.kid = m.kid and l.is_last
   where m.institution = place and m.kind in ('presence', 'arrival') and m.at <= ordered and m.till > ordered - left_before_order(ordered)
     and (l.kind in ('departure', 'death', 'missing')
       or l.kind in ('presence', 'arrival') and l.institution <> place and is_home(l.institution)
         and not exists (select from authorities a where a.child = l.kid and a.institution = l.institution and a.status in ('awaiting', 'inForce')))
$$;

create or replace function homeward.census_unsettled(asked uuid) returns table (child uuid, why text) language sql stable set search_path = homeward, pg_temp as $$
  select c.child, x.why from census c cross join lateral (
    select 'incident' as why where exists (select from incidents n where n.child = any (records_of(c.child))
        and n.kind in ('CHILD_DIED', 'CENSUS_UNACCOUNTED', 'DEATH_CORRECTED') and n.status <> 'resolved')
    union all
    select 'missing' where c.accounted is distinct from 'died' and (
      select f.kind from facts f where f.child = any (records_of(c.child))
         and f.kind in ('missing', 'found', 'presence', 'arrival', 'placedInFamily', 'death')
         and not exists (select from facts o where o.corrects = f.id)
       order by f.at desc, f.recorded_at desc, f.seq desc limit 1) = 'missing'
    union all
    select 'alive' where c.accounted = 'died' and exists (select from children k where k.id = any (records_of(c.child)) and k.status <> 'died' and k.merged_into is null)
    union all
    select 'elsewhere' from (select present_at(coalesce(k.merged_into, k.id)) as at from children k where k.id = c.child) p
      where p.at <> c.institution and is_home(p.at) and c.accounted is distinct from 'died'
        and not exists (select from authorities a where a.child = any (records_of(c.child)) and a.institution = p.at and a.status = 'inForce')
  ) x
   where c.instance = asked
$$;
