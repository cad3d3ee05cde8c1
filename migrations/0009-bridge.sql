-- A child in emergency or interim care whose admission is approved keeps that authority until the arrival, or until its own
-- end: beside it, and of the same case, one residential authority may be awaited. Anything else is a second authority.
drop index homeward.authority_one_open;
create unique index authority_one_open on homeward.authorities (child, (status = 'inForce')) where status in ('awaiting', 'inForce', 'suspended');

create or replace function door.guard_authority() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  place institutions;
  youngest date;
  line_kind text;
  line_role text;
  taken int;
begin
  if tg_op = 'UPDATE' then
    if (new.id, new.kind, new.institution, new.valid_from, new.valid_until, new.goal, new.instance, new.seq, new.granted_at)
       is distinct from (old.id, old.kind, old.institution, old.valid_from, old.valid_until, old.goal, old.instance, old.seq, old.granted_at)
       or (new.child <> old.child and not exists (select from children where id = old.child and merged_into = new.child)) then
      perform door.refuse('HW032', 'authority_fixed', 'an authority is never extended or rewritten: a new decision is needed');
    end if;
    if old.status in ('ended', 'void') and new.status <> old.status then
      perform door.refuse('HW032', 'authority_over', 'an authority that ended does not come back: a new decision is needed');
    end if;
    if new.status = old.status or new.status in ('suspended', 'ended', 'void') then return new; end if;
  else
    select j.kind, j.entry::jsonb -> 'actor' ->> 'role' into line_kind, line_role from journal j where j.stream = new.instance and j.seq = new.seq;
    if line_kind is distinct from 'event' or line_role in ('clock', 'register', 'rciDirector') then
      perform door.refuse('HW033', 'authority_has_decision', 'no authority without a recorded decision');
    end if;
    if new.status in ('ended', 'void') then return new; end if;
  end if;

  if new.institution is not null then
    select * into place from institutions where id = new.institution for no key update;
    if place.standing <> 'authorised' then
      perform door.refuse('HW034', 'authority_institution_standing', 'the institution is ' || place.standing, place.standing);
    end if;
    select count(distinct child) into taken from authorities
      where institution = new.institution and status in ('awaiting', 'inForce', 'suspended') and child <> new.child;
    if taken >= place.authorised_capacity then
      perform door.refuse('HW035', 'authority_institution_full', 'the institution is full', taken || '/' || place.authorised_capacity);
    end if;
    if new.kind = 'residential' and not residential_kind(place.kind) then
      perform door.refuse('HW034', 'authority_residential_place', 'a residential authority names a residential institution', place.kind);
    end if;
  end if;

  -- P-01, with the youngest plausible age, on the day it begins and on the day the child arrives
  if new.kind = 'residential' or residential_kind(place.kind) then
    select birth_to into youngest from children where id = new.child;
    if birthday(youngest, 3) > ((case when tg_op = 'UPDATE' then new.changed_at else new.valid_from end) at time zone 'Asia/Phnom_Penh')::date then
      perform door.refuse('HW036', 'authority_under_three', 'no residential care for a child under 3');
    end if;
  end if;
  -- the one pair allowed: what covers the child now, and what is awaited in the same case
  if exists (select from authorities o where o.child = new.child and o.id <> new.id and o.status in ('awaiting', 'inForce', 'suspended')
      and not (o.instance = new.instance and (
        new.status = 'awaiting' and new.kind = 'residential' and o.status = 'inForce' and o.kind in ('emergency', 'interim')
        or new.status = 'inForce' and new.kind in ('emergency', 'interim') and o.status in ('awaiting', 'suspended') and o.kind = 'residential'))) then
    perform door.refuse('HW032', 'authority_one_open', 'a child has one open authority at a time');
  end if;
  return new;
end $$;

create or replace function door.op_fact_record(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
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
    made := coalesce((data -> 'ids' ->> n)::uuid, gen_random_uuid());
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
    perform door.resolve_incidents(array(select id from incidents where fact = wrong.id), 'the fact was corrected', line);
    if wrong.kind = 'death' and not exists (select from facts f where f.child = wrong.child and f.kind = 'death'
        and not exists (select from facts c where c.corrects = f.id)) then
      update children set status = 'alive', died_on = null where id = wrong.child;
    end if;
  end if;
end $$;

-- Changes the open authorities of each child: this instance's own; an ending also another's, where this instance has none.
-- `kinds`: only those.
create or replace function door.op_authority_change(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  a authorities;
  mine uuid := coalesce(line.instance, (data ->> 'instance')::uuid);
begin
  for a in select au.* from authorities au where au.child in (select door.child_of(k::uuid) from door.texts_of(data -> 'children') k)
             and au.status in ('awaiting', 'inForce', 'suspended')
             and (data -> 'kinds' is null or au.kind in (select door.texts_of(data -> 'kinds')))
             and (au.instance = mine or data ->> 'to' = 'ended' and not exists (select from authorities o where o.child = au.child and o.instance = mine))
           order by au.child loop
    perform door.touch_institution(a.institution);
    perform door.touch_child(a.child);
    update authorities set status = data ->> 'to', reason = data ->> 'reason', changed_at = line.at where id = a.id;
  end loop;
end $$;

create or replace function door.op_birth_decide(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  who jsonb := door.actor_of(line);
  b birth_corrections;
  kid children;
  a authorities;
  place uuid;
begin
  select * into b from birth_corrections where id = (data ->> 'id')::uuid for update;
  if b.id is null then perform door.refuse('HW039', 'proposal_known', 'there is no such proposal'); end if;
  select * into kid from children where id = door.child_of(b.child) for no key update;
  update birth_corrections set status = data ->> 'status', decided_by = (who ->> 'person')::uuid, decided_for = (who ->> 'actingFor')::uuid,
    decided_at = line.at, was_from = kid.birth_from, was_to = kid.birth_to, was_precision = kid.birth_precision, child = kid.id where id = b.id;
  if data ->> 'status' <> 'approved' then return; end if;
  update children set version = version + 1, birth_from = b.birth_from, birth_to = b.birth_to, birth_precision = b.birth_precision where id = kid.id;
  place := present_at(kid.id);
  if place is not null then perform door.compare_presence(kid.id, place, null, line.at, line); end if;
  -- what was allowed for an older child stays recorded, and becomes an incident
  select * into a from authorities where child = kid.id and status in ('awaiting', 'inForce')
     and residential_kind((select kind from institutions where id = institution)) order by granted_at limit 1;
  if a.id is not null and birthday(b.birth_to, 3) > (line.at at time zone 'Asia/Phnom_Penh')::date then
    perform door.open_incident(jsonb_build_object('kind', 'UNDER_THREE_AUTHORITY', 'child', kid.id, 'institution', a.institution, 'instance', a.instance,
      'role', 'pdosvyDirector', 'area', (select area from institutions where id = a.institution), 'ladder', 'high', 'parameter', 'P-38',
      'due', to_jsonb(line.at + interval '24 hours'), 'text', jsonb_build_object(
        'en', 'The corrected birth date makes the child younger than 3, and an authority for residential care is open. End it and arrange family-based care.',
        'km', 'តាមថ្ងៃខែឆ្នាំកំណើតដែលបានកែ កុមារមានអាយុក្រោម ៣ឆ្នាំ ហើយការអនុញ្ញាតឱ្យស្នាក់នៅគ្រឹះស្ថាននៅមានសុពលភាព។ សូមបញ្ចប់ និងរៀបចំការថែទាំតាមគ្រួសារ។')), line);
  end if;
end $$;

create or replace function door.op_merge_decide(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  who jsonb := door.actor_of(line);
  m merges;
  open_both int;
begin
  select * into m from merges where id = (data ->> 'id')::uuid for update;
  if m.id is null then perform door.refuse('HW039', 'proposal_known', 'there is no such proposal'); end if;
  update merges set status = data ->> 'status', decided_by = (who ->> 'person')::uuid, decided_for = (who ->> 'actingFor')::uuid, decided_at = line.at where id = m.id;
  if data ->> 'status' <> 'approved' then return; end if;
  perform 1 from children where id in (m.kept, m.merged) order by id for no key update;
  if exists (select from children where id in (m.kept, m.merged) and merged_into is not null) then
    perform door.refuse('HW038', 'merge_of_merged', 'one of the records was merged meanwhile');
  end if;
  select count(distinct child) into open_both from authorities where child in (m.kept, m.merged) and status in ('awaiting', 'inForce', 'suspended');
  if open_both > 1 then perform door.refuse('HW038', 'merge_two_authorities', 'both records have an open authority: end one of them first'); end if;
  update children set version = version + 1, merged_into = m.kept where id = m.merged or merged_into = m.merged;
  update children k set version = k.version + 1, disability = k.disability or o.disability, disability_note = coalesce(k.disability_note, o.disability_note),
    village = coalesce(k.village, o.village), family = coalesce(k.family, o.family), sex = case k.sex when 'unknown' then o.sex else k.sex end,
    status = case when o.status = 'died' then 'died' else k.status end, died_on = coalesce(k.died_on, o.died_on)
    from children o where k.id = m.kept and o.id = m.merged;
  insert into child_names select m.kept, ord + (select max(ord) from child_names where child = m.kept), km, latin, km_key, km_gram, latin_key
    from child_names n where child = m.merged
     and not exists (select from child_names k where k.child = m.kept and k.km is not distinct from n.km and k.latin is not distinct from n.latin);
  insert into child_ids select m.kept, kind, value from child_ids where child = m.merged on conflict do nothing;
  update authorities set child = m.kept, changed_at = line.at where child = m.merged and status in ('awaiting', 'inForce', 'suspended');
  if exists (select from sibling_members where child = m.merged) then
    perform door.link_siblings(array[m.kept] || array(select s.child from sibling_members s
      where s.sibling_group = (select sibling_group from sibling_members where child = m.merged) and s.child <> m.merged));
    delete from sibling_members where child = m.merged;
  end if;
  -- open cases of the merged record hear of what happens to the kept one
  insert into subjects select instance, kind, m.kept from subjects where kind = 'child' and subject = m.merged on conflict do nothing;
  update incidents set child = m.kept where child = m.merged and status <> 'resolved'
    and not exists (select from incidents k where k.child = m.kept and k.kind = incidents.kind and k.status <> 'resolved'
                     and k.institution is not distinct from incidents.institution);
end $$;

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
       where s.kind = 'child' and s.subject = any ((select certainly_same(c.id))::uuid[]) and i.status = 'open' and i.workflow = of_workflow
         and i.id is distinct from except_instance order by i.opened_at, i.id limit 1)))
  from children a join children c on c.id = coalesce(a.merged_into, a.id) where a.id = asked
$$;

create or replace function homeward.institution_fact(asked uuid) returns jsonb language sql stable set search_path = homeward, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'id', i.id, 'code', i.code, 'name', i.name_en, 'kind', i.kind, 'operator', i.operator, 'operatorAgency', i.operator_agency, 'area', i.area,
    'standing', i.standing, 'authorisedCapacity', i.authorised_capacity, 'lastInspection', i.last_inspection, 'version', i.version,
    'occupied', (select count(distinct child) from authorities where institution = i.id and status in ('awaiting', 'inForce', 'suspended')),
    'persons', (select coalesce(jsonb_agg(p order by p), '[]') from (
       select person as p from institution_people where institution = i.id and person is not null and until_at is null
       union select person from interests where institution = i.id and until_at is null) x)))
  from institutions i where i.id = asked
$$;
