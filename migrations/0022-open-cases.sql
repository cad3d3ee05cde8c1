-- What the rules read of a child: `openCases` are the workflows in which another case about the child is open, so that no case
-- opens a second way home.

create or replace function homeward.child_fact(asked uuid, of_workflow text, except_instance uuid, now timestamptz) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'id', asked, 'birth', jsonb_build_object('from', c.birth_from, 'to', c.birth_to), 'sex', c.sex, 'disability', c.disability, 'village', c.village,
    'family', c.family, 'status', c.status, 'version', c.version,
    'siblings', coalesce((select jsonb_agg(s.id order by s.id) from sibling_members me join sibling_members m using (sibling_group) join children s on s.id = m.child
       where me.child = c.id and m.child <> c.id and s.status = 'alive' and s.merged_into is null
         and birthday(s.birth_to, 18) > (now at time zone 'Asia/Phnom_Penh')::date), '[]'),
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
