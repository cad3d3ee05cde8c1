-- A closing house is called empty when everybody who was found there is accounted for: also a child whom an inspection or the visit
-- after the freeze found without a name, a child whose presence was taken back, and a child who was recorded there after the count.

-- ---------------------------------------------------------------------------------------------------------------------
-- Children who were found without a name

-- Have two people of the closure said, since the incident, what became of the children it is about?
create function homeward.unnamed_settled(asked uuid, since timestamptz) returns boolean language plpgsql stable
set search_path = homeward, pg_temp as $$
#variable_conflict use_column
begin
  return exists (
    select from journal c join journal e on e.stream = c.stream and e.kind = 'event' and e.version is not null and e.version < c.version
       and e.at >= since and e.entry::jsonb ->> 'event' = 'unnamed.explained'
     where c.stream = asked and c.kind = 'event' and c.version is not null and c.entry::jsonb ->> 'event' = 'unnamed.confirmed'
       and not array_remove(array[c.entry::jsonb #>> '{actor,person}', c.entry::jsonb #>> '{actor,actingFor}'], null)
             && array_remove(array[e.entry::jsonb #>> '{actor,person}', e.entry::jsonb #>> '{actor,actingFor}'], null));
end $$;

-- How many children at least were found in a place, since the days before its order (P-88), whom neither the census nor two people
-- account for: on the roll of an inspection, or as an incident says. That somebody alone ended the incident says nothing.
create function homeward.unnamed_in(place uuid, asked uuid, ordered timestamptz) returns int language plpgsql stable
set search_path = homeward, pg_temp as $$
#variable_conflict use_column
begin
  return (
    select coalesce(max(x.many), 0)::int from (
      select n.opened_at as at, 1 as many from incidents n
       where n.institution = place and n.kind in ('UNKNOWN_CHILD_PRESENT', 'ADMISSION_AFTER_ORDER')
         and (n.status <> 'resolved' or n.opened_at > ordered - left_before_order(ordered))
         and (n.child is null or not exists (select from census c where c.instance = asked and c.child = any (records_of(n.child))))
      union all
      select r.submitted_at, (
          select count(*) from inspection_pieces p where p.instance = r.instance and p.kind = 'roll' and p.body ->> 'child' is null
             and p.body ->> 'standing' = 'unauthorisedPresent' and not exists (select from inspection_pieces s where s.supersedes = p.id))
        from subjects s join inspection_reports r on r.instance = s.instance
       where s.kind = 'institution' and s.subject = place and r.submitted_at > ordered - left_before_order(ordered)) x
     where x.many > 0 and not unnamed_settled(asked, x.at));
end $$;

-- While a place closes, such an incident ends by the word of two.
create function door.guard_unnamed() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if exists (select from subjects s join instances i on i.id = s.instance
      where s.kind = 'institution' and s.subject = new.institution and i.workflow = 'institution-closure' and i.status = 'open'
        and (i.state::jsonb #>> '{context,ordered}')::boolean and i.phase not like '%steps.surveillance%'
        and not unnamed_settled(i.id, new.opened_at)) then
    perform door.refuse('HW063', 'unnamed_by_two', 'two people say what became of children who were found without a name');
  end if;
  return new;
end $$;
create trigger incidents_unnamed before update of status on homeward.incidents
  for each row when (new.kind in ('UNKNOWN_CHILD_PRESENT', 'ADMISSION_AFTER_ORDER') and new.child is null and new.status = 'resolved' and old.status <> 'resolved')
  execute function door.guard_unnamed();
create or replace function door.op_incident_resolve(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  if exists (select from incidents where id = (data ->> 'id')::uuid and status = 'resolved') then
    perform door.refuse('23W02', 'incident_resolved', 'the incident is resolved already');
  end if;
  perform door.resolve_incidents(array(
    select id from incidents where status <> 'resolved' and case
      when data ->> 'id' is not null then id = (data ->> 'id')::uuid
      when exists (select from door.texts_of(data -> 'children')) then kind = data ->> 'kind'
        and child in (select door.child_of(k::uuid) from door.texts_of(data -> 'children') k)
      when data ->> 'institution' is not null then kind = data ->> 'kind' and child is null and institution = (data ->> 'institution')::uuid
      else kind = data ->> 'kind' and instance = line.instance end), data ->> 'reason', line);
end $$;
create or replace function homeward.closing_lacks(place uuid) returns text language plpgsql stable
set search_path = homeward, pg_temp as $$
#variable_conflict use_column
begin
return (
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
    when exists (select from last where unnamed_in(place, last.instance, door.ordered_at(last.instance)) > 0)
      then (select unnamed_in(place, last.instance, door.ordered_at(last.instance)) from last) || ' found there and neither counted nor explained by two people'
    when exists (select from present_in(place)) then (select count(*) from present_in(place)) || ' recorded as present'
    when exists (select from authorities where institution = place and status in ('awaiting', 'inForce', 'suspended')) then 'an open decision for a place there'
  end
  );
end $$;
-- ---------------------------------------------------------------------------------------------------------------------
-- A presence that is taken back, and what else the rules of a closure rest on
create or replace function homeward.closure_fact(place uuid, except_instance uuid, now timestamp with time zone, kids uuid[]) returns jsonb language plpgsql stable
set search_path = homeward, pg_temp as $$
#variable_conflict use_column
begin
return (
  with house as (select i.id, left(i.area, 2) as province from institutions i where i.id = place),
  ordered as (
    select coalesce((select to_timestamp((i.state::jsonb #>> '{context,anchors,ordered}')::float8 / 1000) from instances i where i.id = except_instance), now) as at),
  present as (select kid from present_in(place) kid),
  known as (
    select coalesce(c.merged_into, c.id) as kid, 'authority' as why from authorities a join children c on c.id = a.child
     where a.institution = place and a.status = 'inForce'
    union select kid, 'presence' from present
    union select kid, 'census' from lost_before(place, except_instance) kid
    -- that a presence is taken back after the order says nothing of where the child is
    union select coalesce(c.merged_into, c.id), 'corrected' from facts f join facts x on x.corrects = f.id join children c on c.id = f.child
     where f.institution = place and f.kind in ('presence', 'arrival') and x.recorded_at >= (select at from ordered)
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
  officials as (
    select distinct a.person from appointments a, house
     where a.role in ('pdosvyOfficer', 'pdosvyDirector') and left(a.area, 2) = house.province and a.starts_at <= now and (a.ends_at is null or a.ends_at > now)),
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
    'unnamed', nullif(unnamed_in(place, except_instance, (select at from ordered)), 0),
    'officials', (select coalesce(jsonb_agg(person order by person), '[]') from officials),
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
  );
end $$;
create or replace function door.op_fact_record(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  who jsonb := door.actor_of(line);
  place uuid;
  happened timestamptz := door.instant_of(data -> 'at');
  kid uuid;
  n int := 0;
  made uuid;
  wrong facts;
begin
  if data ->> 'corrects' is not null then
    select * into wrong from facts where id = (data ->> 'corrects')::uuid;
    if wrong.id is null then perform door.refuse('HW039', 'fact_known', 'there is no such fact'); end if;
  end if;
  for kid in select door.child_of(k::uuid) from door.texts_of(data -> 'children') k union all
             select null::uuid where not exists (select from door.texts_of(data -> 'children')) loop
    made := coalesce((data -> 'ids' ->> n)::uuid, door.kept_id());
    -- who confirms an arrival need not name the place that the decision names
    place := coalesce((data ->> 'institution')::uuid, case when data ->> 'kind' in ('presence', 'arrival') then (select a.institution from authorities a
      where a.child = kid and a.instance = line.instance and a.status in ('awaiting', 'inForce', 'suspended') order by a.status = 'inForce' limit 1) end);
    insert into facts (id, kind, child, institution, at, recorded_at, by, role, instance, stream, seq, corrects, detail)
    values (made, data ->> 'kind', kid, place, happened, line.at, (who ->> 'person')::uuid, who ->> 'role', line.instance, line.stream, line.seq,
            case when n = 0 then wrong.id end, coalesce(data -> 'detail', '{}'));
    n := n + 1;
    if kid is not null then
      if data ->> 'kind' = 'death' then
        update children set version = version + 1, status = 'died', died_on = (happened at time zone 'Asia/Phnom_Penh')::date where id = kid;
      else
        perform door.touch_child(kid);
      end if;
      if data ->> 'kind' in ('presence', 'arrival') and place is not null then perform door.compare_presence(kid, place, made, happened, line); end if;
    end if;
  end loop;
  if place is not null then
    update institutions set version = version + 1,
      last_inspection = case when data ->> 'kind' = 'inspection' then greatest(last_inspection, (happened at time zone 'Asia/Phnom_Penh')::date)
        else last_inspection end where id = place;
  end if;
  if wrong.id is not null then
    perform door.touch_child(wrong.child);
    if wrong.institution is distinct from place then perform door.touch_institution(wrong.institution); end if;
    -- of a closing place the incident stays: the census says what became of the child
    perform door.resolve_incidents(array(select n.id from incidents n where n.fact = wrong.id and not exists (
      select from subjects s join instances i on i.id = s.instance
       where s.kind = 'institution' and s.subject = wrong.institution and i.workflow = 'institution-closure' and i.status = 'open'
         and wrong.kind in ('presence', 'arrival') and (i.state::jsonb #>> '{context,ordered}')::boolean
         and i.phase not like '%steps.surveillance%')), 'the fact was corrected', line);
    if wrong.kind = 'death' and not exists (select from facts f where f.child = wrong.child and f.kind = 'death'
        and not exists (select from facts c where c.corrects = f.id)) then
      update children set status = 'alive', died_on = null where id = wrong.child;
    end if;
    -- what is left: the inspections that stand, and the one known before them
    if wrong.kind = 'inspection' then
      update institutions set last_inspection = greatest(known_inspection, (select max((f.at at time zone 'Asia/Phnom_Penh')::date) from facts f
        where f.institution = wrong.institution and f.kind = 'inspection' and not exists (select from facts c where c.corrects = f.id)))
        where id = wrong.institution;
    end if;
  end if;
end $$;
-- Which children of a case live in a closing institution, and where they are cleared to go.
create or replace function homeward.leaving_fact(kids uuid[]) returns jsonb language plpgsql stable
set search_path = homeward, pg_temp as $$
#variable_conflict use_column
begin
return (
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('child', k, 'cleared', c.cleared_at is not null, 'destination', c.destination)) order by k), '[]')
    from unnest(kids) k join census c on c.child = any (records_of(k)) join instances i on i.id = c.instance
   where i.status = 'open' and c.accounted is null and i.phase not like '%steps.surveillance%'
  );
end $$;
-- A closure is opened where the institution lies, and by nobody else's office.
create or replace function door.guard_closure_once() returns trigger language plpgsql
set search_path = homeward, pg_temp as $$
begin
  if not exists (select from instances where id = new.instance and workflow = 'institution-closure') then return new; end if;
  perform from institutions where id = new.subject for no key update;
  if exists (select from instances c, institutions p where c.id = new.instance and p.id = new.subject and not (length(c.area) >= 4 and starts_with(p.area, c.area))) then
    perform door.refuse('HW063', 'closure_where_it_lies', 'a closure is opened in the district where the institution lies');
  end if;
  if exists (select from subjects s join instances i on i.id = s.instance
      where s.kind = 'institution' and s.subject = new.subject and s.instance <> new.instance
        and i.workflow = 'institution-closure' and i.status = 'open' and i.phase not like '%steps.surveillance%') then
    perform door.refuse('HW063', 'closure_once', 'a closure of the institution is open already');
  end if;
  return new;
end $$;
revoke all on function homeward.unnamed_settled(uuid, timestamptz), homeward.unnamed_in(uuid, uuid, timestamptz) from public;
grant execute on function homeward.unnamed_settled(uuid, timestamptz), homeward.unnamed_in(uuid, uuid, timestamptz) to homeward_app, homeward_migrator;
