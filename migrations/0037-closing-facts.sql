-- Closures and what is recorded of their children: who left before the census, whose death or loss is not settled, and who is
-- missing or in another home when the certificate is to be signed.

-- Days before the order within which a child who left must be accounted for.
create function homeward.left_before_order(at timestamptz) returns interval language sql stable set search_path = homeward, pg_temp as $$
  select make_interval(days => coalesce((select ("values" -> 'P-88')::int from parameter_sets where effective_from <= at order by version desc limit 1), 30))
$$;

-- Children who were in the house at the order, or until the days of P-88 before it, and whose last trace is that they left, are
-- missing, died, or sleep in another institution without a decision: nobody placed them in a family.
create function homeward.left_from(place uuid, ordered timestamptz) returns setof uuid language sql stable set search_path = homeward, pg_temp as $$
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
       or l.kind in ('presence', 'arrival') and l.institution <> place and residential_kind((select i.kind from institutions i where i.id = l.institution))
         and not exists (select from authorities a where a.child = l.kid and a.institution = l.institution and a.status in ('awaiting', 'inForce')))
$$;

-- Children of a census of whom something is not settled: an incident about a death or about who could not be found, or the last that
-- the register knows is that the child is missing, alive although counted as dead, or in another home without a decision.
create function homeward.census_unsettled(asked uuid) returns table (child uuid, why text) language sql stable set search_path = homeward, pg_temp as $$
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
    select 'elsewhere' from institutions i, (select present_at(coalesce(k.merged_into, k.id)) as at from children k where k.id = c.child) p
      where i.id = p.at and i.id <> c.institution and residential_kind(i.kind) and c.accounted is distinct from 'died'
        and not exists (select from authorities a where a.child = any (records_of(c.child)) and a.institution = i.id and a.status = 'inForce')
  ) x
   where c.instance = asked
$$;

-- What stands against calling an institution closed; null where nothing does.
create or replace function homeward.closing_lacks(place uuid) returns text language sql stable set search_path = homeward, pg_temp as $$
  with last as (select instance from census_seals where institution = place order by sealed_at desc limit 1),
  rows as (select c.* from census c, last where c.institution = place and c.instance = last.instance)
  select case
    when not exists (select from last) then 'no sealed census'
    when exists (select from rows where accounted is null or verified_at is null or lost)
      then (select count(*) from rows where accounted is null or verified_at is null or lost) || ' of the census without a verified destination'
    when exists (select from last, merged_unseen(last.instance))
      then (select count(*) from last, merged_unseen(last.instance)) || ' of the census merged with another record and not seen since'
    when exists (select from lost_before(place, (select instance from last)) kid
        where not exists (select from rows where child = any (records_of(kid))))
      then 'a child whom an earlier census had lost is missing from the last'
    when exists (select from last, census_unsettled(last.instance))
      then (select count(distinct u.child) from last, census_unsettled(last.instance) u) || ' of the census with a death, a loss or a place that is not settled'
    when exists (select from present_in(place)) then (select count(*) from present_in(place)) || ' recorded as present'
    when exists (select from authorities where institution = place and status in ('awaiting', 'inForce', 'suspended')) then 'an open decision for a place there'
  end
$$;

create or replace function homeward.closure_fact(place uuid, except_instance uuid, now timestamptz, kids uuid[]) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  with house as (select i.id, left(i.area, 2) as province from institutions i where i.id = place),
  ordered as (
    select coalesce((select to_timestamp((i.state::jsonb #>> '{context,anchors,ordered}')::float8 / 1000) from instances i where i.id = except_instance), now) as at),
  present as (select kid from present_in(place) kid),
  known as (
    select coalesce(c.merged_into, c.id) as kid, 'authority' as why from authorities a join children c on c.id = a.child
     where a.institution = place and a.status = 'inForce'
    union select kid, 'presence' from present
    union select kid, 'census' from lost_before(place, except_instance) kid
    union select kid, 'left' from left_from(place, (select at from ordered)) kid
    union select p.kid, 'inspection' from present p
     where exists (select from facts f join instances i on i.id = f.instance
       where f.child = p.kid and f.institution = place and f.kind = 'presence' and i.workflow = 'inspection')),
  expected as (
    select k.kid, jsonb_agg(distinct k.why order by k.why) as why, c.birth_to, c.disability from known k join children c on c.id = k.kid
     where c.status = 'alive' or k.why = 'left' group by k.kid, c.birth_to, c.disability),
  workers as (
    select distinct a.person from appointments a, house
     where a.role in ('dsw', 'ngoCaseworker') and left(a.area, 2) = house.province and a.starts_at <= now and (a.ends_at is null or a.ends_at > now)),
  earlier as (
    select i.outcome from subjects s join instances i on i.id = s.instance
     where s.kind = 'institution' and s.subject = place and i.workflow = 'institution-closure' and i.id is distinct from except_instance
       and i.outcome in ('CLOSED_VERIFIED', 'TRANSITIONED', 'ABANDONED_BY_PROVIDER', 'REOPENED_UNLAWFULLY') order by i.opened_at desc, i.id limit 1)
  select jsonb_strip_nulls(jsonb_build_object(
    'expected', (select coalesce(jsonb_agg(jsonb_build_object('child', kid, 'why', why,
        'underThree', birthday(birth_to, 3) > (now at time zone 'Asia/Phnom_Penh')::date, 'disability', disability) order by kid), '[]') from expected),
    'workers', (select count(*) from workers),
    'openCases', (select count(distinct (t.assignee, t.instance)) from tasks t where t.closed_at is null and t.assignee in (select person from workers)),
    'freePlaces', (select coalesce(sum(greatest(0, f.authorised_capacity - (
        select count(*) from authorities a where a.institution = f.id and a.status in ('awaiting', 'inForce', 'suspended')))), 0)
       from institutions f, house where f.kind = 'emergencyFoster' and f.standing = 'authorised' and left(f.area, 2) = house.province),
    'stillPresent', (select coalesce(jsonb_agg(kid order by kid), '[]') from present),
    'openAuthorities', (select count(*) from authorities where institution = place and status in ('awaiting', 'inForce', 'suspended')),
    'open', case when exists (select from subjects s join instances i on i.id = s.instance
       where s.kind = 'institution' and s.subject = place and i.workflow = 'institution-closure' and i.status = 'open'
         and i.id is distinct from except_instance and i.phase not like '%steps.surveillance%') then true end,
    'reopened', case when (select outcome from earlier) = 'REOPENED_UNLAWFULLY' then true end,
    'inspected', inspected_fact(place),
    'same', (select jsonb_agg(jsonb_build_object('child', c.id, 'record', c.merged_into) order by c.id)
       from children c where c.id = any (kids) and c.merged_into is not null),
    'deaths', (select jsonb_agg(jsonb_build_object('child', k, 'by', d.by) order by k) from unnest(kids) k cross join lateral (
        select jsonb_agg(distinct p) as by from facts f join journal j on j.stream = f.stream and j.seq = f.seq
          cross join lateral (values (j.entry::jsonb #>> '{actor,person}'), (j.entry::jsonb #>> '{actor,actingFor}')) v(p)
         where f.child = any (records_of(k)) and f.kind = 'death' and p is not null and not exists (select from facts o where o.corrects = f.id)) d
      where d.by is not null),
    'unsettled', (select jsonb_agg(jsonb_build_object('child', u.child, 'why', u.why) order by u.child, u.why) from census_unsettled(except_instance) u),
    'merged', (select jsonb_agg(jsonb_build_object('child', m.merged, 'record', m.kept, 'on', (m.decided_at at time zone 'Asia/Phnom_Penh')::date) order by m.decided_at, m.id)
       from merges m where m.status = 'approved' and exists (
         select from census c where c.instance = except_instance and m.decided_at > c.sealed_at and m.merged = any (records_of(c.child)))),
    'ways', (select coalesce(jsonb_agg(distinct jsonb_build_object('child', k, 'stage', case
           when i.phase ~ 'way\.(preparation|placed)' then 'planned' else 'assessed' end)), '[]')
       from unnest(kids) k join subjects s on s.kind = 'child' and s.subject = any (records_of(k)) join instances i on i.id = s.instance
      where i.workflow = 'family-reintegration' and i.status = 'open' and i.phase !~ 'way\.childAssessment')))
  from house
$$;

-- Has somebody seen the child where it lives, since its records were last merged: the visit of its own way home, or a person who
-- moved it nowhere? Of a death: somebody who did not tell it has confirmed it (N-24).
create or replace function door.is_verified(c homeward.census) returns boolean language sql stable set search_path = homeward, pg_temp as $$
  with since as (
    select coalesce(max(m.decided_at), '-infinity') as at from merges m
     where m.status = 'approved' and m.merged = any (records_of(c.child)) and m.decided_at < c.verified_at)
  select c.accounted = 'died' and door.is_accounted(c) and exists (
      select from journal j join contents b on b.stream = j.stream and b.seq = j.seq
       where j.stream = c.instance and j.kind = 'event' and j.version is not null and j.entry::jsonb ->> 'event' = 'death.confirmed'
         and j.at <= c.verified_at and b.body::jsonb #>> '{data,child}' = any (records_of(c.child)::text[])
         and not exists (select from facts f join journal t on t.stream = f.stream and t.seq = f.seq
           where f.child = any (records_of(c.child)) and f.kind = 'death' and not exists (select from facts x where x.corrects = f.id)
             and array[t.entry::jsonb #>> '{actor,person}', t.entry::jsonb #>> '{actor,actingFor}']
               && array_remove(array[j.entry::jsonb #>> '{actor,person}', j.entry::jsonb #>> '{actor,actingFor}'], null)))
    or c.accounted in ('home', 'kin', 'foster') and exists (
      select from visits v join instances i on i.id = v.instance and i.workflow = 'family-reintegration', since
       where v.child = any (records_of(c.child)) and v.status in ('made', 'late') and v.entered_at between since.at and c.verified_at
         and v.entered_at >= door.ordered_at(c.instance))
    or c.accounted <> 'died' and exists (
      select from journal j join contents b on b.stream = j.stream and b.seq = j.seq, since
       where j.stream = c.instance and j.kind = 'event' and j.version is not null and j.entry::jsonb ->> 'event' = 'destination.verified'
         and j.at between since.at and c.verified_at and b.body::jsonb #>> '{data,child}' = any (records_of(c.child)::text[])
         and not (array_remove(array[j.entry::jsonb #>> '{actor,person}', j.entry::jsonb #>> '{actor,actingFor}'], null) && c.moved_by::text[]))
$$;


revoke all on function homeward.left_before_order(timestamptz), homeward.left_from(uuid, timestamptz), homeward.census_unsettled(uuid) from public;
grant execute on function homeward.left_before_order(timestamptz), homeward.left_from(uuid, timestamptz), homeward.census_unsettled(uuid) to homeward_app, homeward_migrator;
