-- Two records of one child in one case are one child; an inspection that was recorded wrongly renews nothing.

create or replace function door.op_authority_grant(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  kid uuid;
  place uuid := (data ->> 'institution')::uuid;
begin
  perform door.touch_institution(place);
  -- a case may name two records that were merged since
  for kid in select distinct door.child_of(k::uuid) from door.texts_of(data -> 'children') k order by 1 loop
    perform door.touch_child(kid);
    insert into authorities (id, child, kind, institution, status, valid_from, valid_until, goal, instance, seq, granted_at, changed_at)
    values (gen_random_uuid(), kid, data ->> 'kind', place, data ->> 'status', door.instant_of(data -> 'from'), door.instant_of(data -> 'until'),
            data ->> 'goal', coalesce(line.instance, (data ->> 'instance')::uuid), line.seq, line.at, line.at);
    perform door.resolve_incidents(array(select id from incidents where kind = 'UNAUTHORISED_PRESENCE' and child = kid and institution = place and status <> 'resolved'),
      'an authority was granted', line);
  end loop;
end $$;

-- the last inspection as the register knew it before any was recorded here
alter table homeward.institutions add column known_inspection date;
update homeward.institutions i set known_inspection = i.last_inspection where not exists (
  select from homeward.facts f where f.institution = i.id and f.kind = 'inspection' and (f.at at time zone 'Asia/Phnom_Penh')::date = i.last_inspection);
create function door.note_inspection() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  new.known_inspection := new.last_inspection;
  return new;
end $$;
create trigger institution_inspection before insert on homeward.institutions for each row execute function door.note_inspection();

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
    -- what is left: the inspections that stand, and the one known before them
    if wrong.kind = 'inspection' then
      update institutions set last_inspection = greatest(known_inspection, (select max((f.at at time zone 'Asia/Phnom_Penh')::date) from facts f
        where f.institution = wrong.institution and f.kind = 'inspection' and not exists (select from facts c where c.corrects = f.id)))
        where id = wrong.institution;
    end if;
  end if;
end $$;
