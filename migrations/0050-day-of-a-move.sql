-- A child who leaves a closing home on another day than the one it was cleared for: what that day already carries is known to its
-- own case, so that the reason is asked for before the move is recorded (P-83, N-22).

create or replace function homeward.leaving_fact(kids uuid[]) returns jsonb language plpgsql stable
set search_path = homeward, pg_temp as $$
#variable_conflict use_column
begin
return (
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('child', k, 'cleared', c.cleared_at is not null, 'destination', c.destination,
      'leavesOn', (select r ->> 'leavesOn' from jsonb_array_elements(s.context -> 'children') r where r ->> 'child' = c.child::text),
      'days', d.days, 'reasoned', s.context -> 'groupDays')) order by k), '[]')
    from unnest(kids) k join census c on c.child = any (records_of(k)) join instances i on i.id = c.instance
      -- read once, however many children it has
      cross join lateral (select i.state::jsonb -> 'context' as context, records_of(k) as records offset 0) s
      -- children who go to families on a day, or went; the rows of one child by two records count once
      cross join lateral (select jsonb_agg(jsonb_build_object('on', x.day, 'children', x.children) order by x.day) as days from (
        select m.day, count(distinct coalesce((select g ->> 'kept' from jsonb_array_elements(s.context -> 'merges') g
            where g ->> 'merged' = r ->> 'child' limit 1), r ->> 'child')) as children
          from jsonb_array_elements(s.context -> 'children') r
            cross join lateral (select case when r ->> 'accounted' is null then r ->> 'leavesOn' else r ->> 'leftOn' end as day) m
         where m.day is not null and coalesce(r ->> 'accounted', r ->> 'destination') in ('home', 'kin', 'foster')
           and (r ->> 'child')::uuid <> all (s.records)
         group by m.day) x) d
   where i.status = 'open' and c.accounted is null and i.phase not like '%steps.surveillance%'
  );
end $$;
