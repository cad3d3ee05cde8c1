-- What the rules of the way home read beside: brothers and sisters in care or on their way, a safety concern that is open in the
-- family, and the areas in which a worker holds the office of a caseworker.

-- Brothers and sisters of a child who are alive and under 18.
create function homeward.siblings_of(asked uuid, now timestamptz) returns setof uuid language sql stable set search_path = homeward, pg_temp as $$
  select s.id from sibling_members me join sibling_members m using (sibling_group) join children s on s.id = m.child
   where me.child = asked and m.child <> asked and s.status = 'alive' and s.merged_into is null
     and birthday(s.birth_to, 18) > (now at time zone 'Asia/Phnom_Penh')::date
$$;

-- Of these, who is in care or on a way home that is open: where the family lives, since when the sibling is there, or that all is decided.
create function homeward.siblings_in_care(asked uuid, now timestamptz) returns jsonb language sql stable set search_path = homeward, pg_temp as $$
  select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', s.id, 'home', w.home -> 'area', 'placedOn', w.placement -> 'on', 'ready', w.ready)) order by s.id)
    from siblings_of(asked, now) s(id)
    left join lateral (
      select i.id, x.context -> 'home' as home, x.context -> 'placement' as placement, case when i.phase ~ 'way\.preparation( |$)' then true end as ready
        from subjects b join instances i on i.id = b.instance cross join lateral (select i.state::jsonb -> 'context' as context) x
       where b.kind = 'child' and b.subject = s.id and i.workflow = 'family-reintegration' and i.status = 'open' order by i.opened_at, i.id limit 1) w on true
   where w.id is not null or present_at(s.id) is not null
      or exists (select from authorities a where a.child = s.id and a.kind in ('residential', 'emergency', 'interim') and a.status in ('awaiting', 'inForce', 'suspended'))
$$;

-- Is a safety concern about the child or a sibling open in another case? Null where it is not, so that the fact says nothing.
create function homeward.is_investigated(asked uuid, except_instance uuid, now timestamptz) returns boolean language sql stable set search_path = homeward, pg_temp as $$
  select true where exists (select from subjects b join instances i on i.id = b.instance
    where b.kind = 'child' and b.subject = any (array(select asked union all select siblings_of(asked, now))) and i.status = 'open' and i.id is distinct from except_instance
      and i.phase ~ 'safety\.(concern|investigating)( |$)')
$$;

create or replace function homeward.child_fact(asked uuid, of_workflow text, except_instance uuid, now timestamptz) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'id', asked, 'birth', jsonb_build_object('from', c.birth_from, 'to', c.birth_to), 'sex', c.sex, 'disability', c.disability, 'village', c.village,
    'family', c.family, 'status', c.status, 'version', c.version,
    'siblings', coalesce((select jsonb_agg(s order by s) from siblings_of(c.id, now) s), '[]'),
    'siblingsInCare', siblings_in_care(c.id, now),
    'investigated', is_investigated(c.id, except_instance, now),
    'authority', (select jsonb_build_object('id', a.id, 'kind', a.kind, 'status', a.status, 'institution', a.institution, 'instance', a.instance,
       'until', (extract(epoch from a.valid_until) * 1000)::bigint) from authorities a where a.child = c.id and a.status in ('awaiting', 'inForce', 'suspended')
       order by a.status = 'inForce' limit 1),
    'bridge', (select jsonb_build_object('id', a.id, 'kind', a.kind, 'institution', a.institution, 'until', (extract(epoch from a.valid_until) * 1000)::bigint)
       from authorities a where a.child = c.id and a.status = 'inForce' and a.kind in ('emergency', 'interim')
         and exists (select from authorities o where o.child = c.id and o.status in ('awaiting', 'suspended'))),
    'presentAt', present_at(c.id),
    'openRequest', (select i.id from subjects s join instances i on i.id = s.instance
       where s.kind = 'child' and s.subject = any (same.ids) and i.status = 'open' and i.workflow = of_workflow
         and i.id is distinct from except_instance
         and coalesce((select o.outcome not like 'REFUSED%' from outcomes o where o.instance = i.id and o.child = any (same.ids) order by o.seq desc limit 1), true)
       order by i.opened_at, i.id limit 1),
    'takenElsewhere', (select jsonb_agg((extract(epoch from f.at) * 1000)::bigint order by f.at) from facts f join instances i on i.id = f.instance
       where f.child = any (same.ids) and f.kind = 'takenIntoCare' and i.status = 'open' and i.workflow = of_workflow
         and i.id is distinct from except_instance and f.at <= now
         and not exists (select from facts x where x.corrects = f.id)),
    'openCases', (select jsonb_agg(distinct i.workflow order by i.workflow) from subjects s join instances i on i.id = s.instance
       where s.kind = 'child' and s.subject = any (same.ids) and i.status = 'open' and i.id is distinct from except_instance)))
  from children a join children c on c.id = coalesce(a.merged_into, a.id)
    cross join lateral (select array(select unnest((select certainly_same(c.id))::uuid[])) as ids) same where a.id = asked
$$;

create or replace function homeward.workload_fact(workers uuid[], except_instance uuid, now timestamptz) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('worker', p.id,
    'open', (select count(distinct t.instance) from tasks t where t.assignee = p.id and t.closed_at is null and t.instance is distinct from except_instance),
    'visitsNext30', (select count(*) from visits v where v.assignee = p.id and v.status = 'planned' and v.due_at < now + interval '30 days'
       and v.instance is distinct from except_instance),
    'areas', (select coalesce(jsonb_agg(distinct a.area order by a.area), '[]') from appointments a
       where a.person = p.id and a.role in ('dsw', 'ngoCaseworker') and a.starts_at <= now and (a.ends_at is null or a.ends_at > now))) order by p.id), '[]')
  from people p where p.id = any (workers)
$$;

revoke all on function homeward.siblings_of(uuid, timestamptz), homeward.siblings_in_care(uuid, timestamptz), homeward.is_investigated(uuid, uuid, timestamptz) from public;
grant execute on function homeward.siblings_of(uuid, timestamptz), homeward.siblings_in_care(uuid, timestamptz), homeward.is_investigated(uuid, uuid, timestamptz)
  to homeward_app, homeward_migrator;
