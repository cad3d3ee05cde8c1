-- Corrections: an event that was recorded on the wrong case is named by a line of its own; nothing is changed or removed.
-- And who sits in a meeting: people, by the appointments they hold.

alter table homeward.journal drop constraint journal_kind_check;
alter table homeward.journal add constraint journal_kind_check
  check (kind in ('event', 'refused', 'timer', 'registry', 'task', 'access', 'correction'));

-- A line of an instance that was recorded wrongly, the line that says so, and the case to which it belongs.
create table homeward.corrections (
  stream uuid not null,
  line int not null,
  -- the line of the correction, in the same stream
  seq int not null,
  belongs_to uuid,
  constraint corrections_once primary key (stream, line),
  constraint corrections_line foreign key (stream, line) references homeward.journal (stream, seq),
  constraint corrections_said foreign key (stream, seq) references homeward.journal (stream, seq),
  constraint corrections_case foreign key (belongs_to) references homeward.instances (id),
  constraint corrections_elsewhere check (belongs_to <> stream),
  constraint corrections_after check (line < seq)
);
create trigger corrections_append_only before update or delete or truncate on homeward.corrections
  for each statement execute function door.never_change();

create function door.op_correction_record(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  named text;
begin
  select kind into named from journal where stream = line.stream and seq = (data ->> 'line')::int;
  if line.instance is null or named is distinct from 'event' then
    raise exception 'only an event of the instance is corrected' using errcode = 'HW050', constraint = 'corrections_event';
  end if;
  insert into corrections (stream, line, seq, belongs_to) values (line.stream, (data ->> 'line')::int, line.seq, (data ->> 'belongsTo')::uuid);
end $$;

grant select on homeward.corrections to homeward_app, homeward_migrator;

-- The version of a person moves with what decides whether they may sit in a meeting: appointments and interests.
alter table homeward.people add column version int not null default 1;

create function door.touch_person() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  update people set version = version + 1 where id = new.person;
  return null;
end $$;
create trigger appointments_touch after insert or update on homeward.appointments for each row execute function door.touch_person();
create trigger interests_touch after insert or update on homeward.interests for each row execute function door.touch_person();

-- Of the persons named, those who are people: their appointments for a place within a time, and their interests and kin.
create function homeward.panel_fact(members uuid[], place text, since timestamptz, till timestamptz) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('person', p.id,
    'seats', (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('role', a.role, 'agency', a.agency)) order by a.starts_at, a.id), '[]')
       from appointments a where a.person = p.id and starts_with(place, a.area) and a.starts_at < till and (a.ends_at is null or a.ends_at > since)),
    'institutions', (select coalesce(jsonb_agg(i order by i), '[]') from (
       select institution as i from interests where person = p.id and institution is not null and until_at is null
       union select institution from institution_people where person = p.id and until_at is null) x),
    'persons', (select coalesce(jsonb_agg(o order by o), '[]') from (
       select other as o from interests where person = p.id and other is not null and until_at is null
       union select person from interests where other = p.id and until_at is null) x)) order by p.id), '[]')
  from people p where p.id = any (members)
$$;
grant execute on function homeward.panel_fact(uuid[], text, timestamptz, timestamptz) to homeward_app, homeward_migrator;

create or replace function homeward.registry_facts(requests jsonb) returns jsonb language sql stable set search_path = homeward, pg_temp as $$
  select coalesce(jsonb_agg(answer order by n), '[]') from (
    select r.n, jsonb_build_object(
      'facts', jsonb_strip_nulls(jsonb_build_object(
        'children', case when want ? 'children' then (select coalesce(jsonb_agg(f order by ord), '[]') from (
           select ord, child_fact(k::uuid, v ->> 'workflow', inst, moment) as f from jsonb_array_elements_text(v -> 'children') with ordinality x(k, ord)) y where f is not null) end,
        'institution', case when want ? 'institution' then institution_fact(place) end,
        'earlierRequests', case when want ? 'earlierRequests' then earlier_requests(kids, inst, moment) end,
        'emergencies', case when want ? 'emergencies' and place is not null then jsonb_build_object('sameReferrerSameFacility', (
           select count(distinct a.instance) from authorities a join journal j on j.stream = a.instance and j.seq = 1
            where a.institution = place and a.kind = 'emergency' and a.granted_at > moment - interval '90 days' and a.granted_at <= moment
              and a.instance is distinct from inst
              and j.entry::jsonb -> 'actor' ->> 'person' = coalesce((select o.entry::jsonb -> 'actor' ->> 'person' from journal o where o.stream = inst and o.seq = 1),
                                                                   v -> 'persons' ->> 0))) end,
        'origin', case when want ? 'origin' and place is not null then (
           select jsonb_build_object('total', count(*), 'sameVillage', count(*) filter (where came.village in (
                    select village from children where id = any (kids) and village is not null)))
             from (select c.id, c.village from children c where c.id in (
               select a.child from authorities a where a.institution = place and a.kind in ('residential', 'emergency', 'interim')
                 and a.status <> 'void' and a.granted_at > moment - interval '365 days' and a.granted_at <= moment
               union select f.child from facts f where f.institution = place and f.kind = 'arrival' and f.at > moment - interval '365 days' and f.at <= moment
                 and not exists (select from facts x where x.corrects = f.id))) came) end,
        'interests', case when want ? 'interests' then jsonb_build_object(
           'institutions', (select coalesce(jsonb_agg(i order by i), '[]') from (
              select institution as i from interests where person = any (who) and institution is not null and until_at is null
              union select institution from institution_people where person = any (who) and until_at is null) x),
           'persons', (select coalesce(jsonb_agg(p order by p), '[]') from (
              select other as p from interests where person = any (who) and other is not null and until_at is null
              union select person from interests where other = any (who) and until_at is null) x)) end,
        'panel', case when want ? 'panel' then panel_fact(members, (select area from instances where id = inst), (v -> 'panel' ->> 'from')::timestamptz,
           (v -> 'panel' ->> 'until')::timestamptz) end)),
      'checks', (select coalesce(jsonb_agg(c), '[]') from (
           select distinct jsonb_build_object('table', 'children', 'id', c.id, 'version', c.version) as c
             from children a join children c on c.id = coalesce(a.merged_into, a.id) where a.id = any (kids) and want ?| '{children,earlierRequests,origin}'
           union all select jsonb_build_object('table', 'institutions', 'id', i.id, 'version', i.version)
             from institutions i where i.id = place and want ?| '{institution,emergencies,origin}'
           union all select jsonb_build_object('table', 'people', 'id', p.id, 'version', p.version) from people p where want ? 'panel' and p.id = any (members)) x),
      'unknown', jsonb_build_object(
         'children', (select coalesce(jsonb_agg(ord - 1 order by ord), '[]') from unnest(kids) with ordinality x(k, ord)
                       where want ?| '{children,earlierRequests,origin}' and not exists (select from children where id = k)),
         'institution', place is not null and want ?| '{institution,emergencies,origin}' and not exists (select from institutions where id = place))) as answer
    from (select n, v, v -> 'want' as want, (v ->> 'instance')::uuid as inst, (v ->> 'institution')::uuid as place, (v ->> 'now')::timestamptz as moment,
                 array(select k::uuid from jsonb_array_elements_text(v -> 'children') k) as kids,
                 array(select p::uuid from jsonb_array_elements_text(v -> 'persons') p) as who,
                 array(select m::uuid from jsonb_array_elements_text(v -> 'panel' -> 'members') m) as members
            from jsonb_array_elements(requests) with ordinality q(v, n)) r) answers
$$;
