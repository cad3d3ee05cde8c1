-- What counts as an inspection, what a signed report says, and who and what of a stopped place is on watch.

-- ---------------------------------------------------------------------------------------------------------------------
-- Inspections

-- A report says what its team signed, whatever the register learns afterwards (N-41).
alter table homeward.inspection_reports add column found jsonb check (jsonb_typeof(found) = 'object');

CREATE OR REPLACE FUNCTION door.op_inspection_submit(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if data ->> 'digest' is distinct from inspection_digest(line.instance) then
    perform door.refuse('HW090', 'inspection_digest', 'the pieces are not those that were signed');
  end if;
  insert into inspection_reports values (line.instance, line.seq, data ->> 'digest', (data ->> 'on')::date, line.at,
    (door.actor_of(line) ->> 'person')::uuid, nullif(data -> 'found', 'null'));
end $function$;

-- What one person notes about an inspection is kept, and makes no place eligible: a full inspection is one of a team, counted and signed
-- (N-40, N-42, P-24).
CREATE OR REPLACE FUNCTION door.op_fact_record(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
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
      last_inspection = case when data ->> 'kind' = 'inspection' and line.instance is not null then greatest(last_inspection, (happened at time zone 'Asia/Phnom_Penh')::date)
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
        where f.institution = wrong.institution and f.kind = 'inspection' and f.instance is not null and not exists (select from facts c where c.corrects = f.id)))
        where id = wrong.institution;
    end if;
  end if;
end $function$;

-- A place that never had an authority has none because it was stopped (B.4.3).
CREATE OR REPLACE FUNCTION homeward.institution_fact(asked uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select jsonb_strip_nulls(jsonb_build_object(
    'id', i.id, 'code', i.code, 'name', i.name_en, 'kind', i.kind, 'operator', i.operator, 'operatorAgency', i.operator_agency, 'area', i.area,
    'standing', i.standing, 'authorisedCapacity', i.authorised_capacity, 'lastInspection', i.last_inspection, 'version', i.version,
    'everResidential', case when i.ever_residential and not residential_kind(i.kind) then true end,
    'neverAuthorised', case when not i.ever_authorised and i.standing <> 'authorised' and residential_kind(i.kind) then true end,
    'occupied', (select count(distinct child) from authorities where institution = i.id and status in ('awaiting', 'inForce', 'suspended')),
    'persons', (select coalesce(jsonb_agg(p order by p), '[]') from (
       select person as p from institution_people where institution = i.id and person is not null and until_at is null
       union select person from interests where institution = i.id and until_at is null) x)))
  from institutions i where i.id = asked

);
end $function$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The watch list (N-23)

-- Does a watch run? P-90 counts from the end: while the place is being closed it does, however long that takes.
create function homeward.watch_runs(w homeward.watches, at timestamptz) returns boolean language sql stable set search_path = homeward, pg_temp as $$
  select w.until_at > at or exists (select from institutions n where n.id = w.institution and n.standing = 'frozen')
$$;
revoke all on function homeward.watch_runs(homeward.watches, timestamptz) from public;
grant execute on function homeward.watch_runs(homeward.watches, timestamptz) to homeward_app;

CREATE OR REPLACE FUNCTION door.match_child()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  perform door.watch_sign(w.id, new.institution, new.id, 1, 'equal', new.recorded_at) from watches w
    where w.kind = 'child' and w.child = door.child_of(new.child) and w.institution <> new.institution and watch_runs(w, new.recorded_at)
      and not exists (select from authorities a where a.child = w.child and a.institution = new.institution and a.status in ('awaiting', 'inForce'));
  -- who is seen at a place on watch while it is stopped is on watch with it
  if exists (select from institutions i where i.id = new.institution and i.standing in ('frozen', 'closed'))
    and exists (select from watches w where w.institution = new.institution and watch_runs(w, new.recorded_at)) then
    perform door.watch_child(new.institution, door.child_of(new.child), new.recorded_at);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION door.match_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  least_alike float8 := (door.watch_parameter('P-92', new.from_at) #>> '{}')::float8;
  gram text := khmer_gram(new.km_key);
begin
  perform door.watch_sign(w.id, new.institution, new.id, w.alike, 'likeness', new.from_at) from (
    select v.id, greatest(
        case when v.km_gram <> '' and gram <> '' then similarity(v.km_gram, gram) else 0 end,
        case when v.latin_key <> '' and new.latin_key <> '' then similarity(v.latin_key, new.latin_key) else 0 end,
        case when new.person is not null and exists (select from institution_people p where p.id::text = v.about and p.person = new.person) then 1 else 0 end) as alike
      from watches v where v.kind = 'person' and v.institution <> new.institution and watch_runs(v, new.from_at)) w
    where w.alike >= least_alike;
  perform door.watch_sign(w.id, new.institution, new.id, 1, 'equal', new.from_at) from watches w
    where w.kind = 'phone' and w.phone = phone_key(new.phone) and w.institution <> new.institution and watch_runs(w, new.from_at);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION door.match_phone()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  at timestamptz := case when tg_op = 'INSERT' then new.registered_at else greatest(new.registered_at, (select max(j.at) from journal j where j.stream = new.id)) end;
begin
  perform door.watch_sign(w.id, new.id, new.id, 1, 'equal', at) from watches w
    where w.kind = 'phone' and w.phone = phone_key(new.phone) and w.institution <> new.id and watch_runs(w, at);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION door.match_premises()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  most float8 := (door.watch_parameter('P-91', new.from_at) #>> '{}')::float8;
begin
  perform door.watch_sign(w.id, new.institution, new.id, coalesce(w.metres, 1), case when w.metres is null then 'equal' else 'metres' end, new.from_at) from (
    select v.id, metres_between(v.lat, v.lon, new.lat, new.lon) as metres, v.area from watches v
     where v.kind = 'premises' and v.institution <> new.institution and watch_runs(v, new.from_at)) w
    where w.metres <= most or (w.metres is null and length(new.area) = 8 and w.area = new.area);
  return null;
end $function$;

-- A former member of staff who opens a home nearby is known as well.
CREATE OR REPLACE FUNCTION door.watch_institution(place uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  till timestamptz := at + door.watch_span('P-90', at);
  least_alike float8 := (door.watch_parameter('P-92', at) #>> '{}')::float8;
  most float8 := (door.watch_parameter('P-91', at) #>> '{}')::float8;
begin
  insert into watches (institution, kind, about, name_km, name_latin, km_key, km_gram, latin_key, role, area, lat, lon, phone, child, from_at, until_at)
  select place, 'person', p.id::text, coalesce(p.name_km, k.name_km), coalesce(p.name_latin, k.name_en), p.km_key, khmer_gram(p.km_key), p.latin_key,
         p.role, null, null, null, null, null::uuid, at, till
    from institution_people p left join people k on k.id = p.person
   where p.institution = place and p.role in ('director', 'owner', 'board', 'founder', 'donor', 'staff')
  union all
  select place, 'premises', id::text, null, null, '', '', '', null, area, lat, lon, null, null, at, till
    from premises where institution = place
  union all
  select place, 'phone', key, null, null, '', '', '', null, null, null, null, key, null, at, till from (
    select distinct phone_key(phone) as key from (select phone from institutions where id = place
      union all select phone from institution_people where institution = place) x) y where key <> ''
  union all
  select place, 'child', kid::text, null, null, '', '', '', null, null, null, null, null, kid, at, till from (
    select present_in(place) as kid union select coalesce(c.merged_into, c.id) from authorities a join children c on c.id = a.child
      where a.institution = place and a.status in ('awaiting', 'inForce', 'suspended')
    union select coalesce(c.merged_into, c.id) from census x join children c on c.id = x.child where x.institution = place) z
  on conflict on constraint watches_once do update set until_at = greatest(watches.until_at, excluded.until_at);

  -- persons who sound alike, or are the same official
  perform door.watch_sign(s.watch, s.institution, s.about, s.alike, 'likeness', at) from (
    select w.id as watch, p.institution, p.id as about, greatest(
        case when w.km_gram <> '' and p.km_key <> '' then similarity(w.km_gram, khmer_gram(p.km_key)) else 0 end,
        case when w.latin_key <> '' and p.latin_key <> '' then similarity(w.latin_key, p.latin_key) else 0 end,
        case when p.person is not null and exists (select from institution_people o where o.id::text = w.about and o.person = p.person) then 1 else 0 end) as alike
      from watches w, institution_people p where w.institution = place and w.kind = 'person' and p.institution <> place) s
    where s.alike >= least_alike order by s.institution, s.watch, s.about;
  -- the same number, of a person or of the place
  perform door.watch_sign(w.id, n.institution, n.about, 1, 'equal', at) from watches w join (
      select institution, id as about, phone from institution_people where phone is not null and institution <> place
      union all select id, id, phone from institutions where phone is not null and id <> place) n on phone_key(n.phone) = w.phone
    where w.institution = place and w.kind = 'phone' order by n.institution, w.id, n.about;
  -- premises within the distance, or in the same village where one has no co-ordinates
  perform door.watch_sign(s.watch, s.institution, s.about, coalesce(s.metres, 1), case when s.metres is null then 'equal' else 'metres' end, at) from (
    select w.id as watch, p.institution, p.id as about, metres_between(w.lat, w.lon, p.lat, p.lon) as metres, length(p.area) = 8 and p.area = w.area as village
      from watches w, premises p where w.institution = place and w.kind = 'premises' and p.institution <> place) s
    where s.metres <= most or (s.metres is null and s.village) order by s.institution, s.watch, s.about;
  -- children of the place who are recorded somewhere else, where no decision put them
  perform door.watch_sign(s.watch, s.there, s.there, 1, 'equal', at) from (
    select w.id as watch, w.child, present_at(w.child) as there from watches w where w.institution = place and w.kind = 'child') s
    where s.there <> place and not exists (
      select from authorities a where a.child = s.child and a.institution = s.there and a.status in ('awaiting', 'inForce'))
    order by s.there, s.watch;
end $function$;

-- Whom and what one learns of behind a stopped place is on watch with it, and the watch runs from then.
create function door.watch_added() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if exists (select from institutions n where n.id = new.institution and n.standing in ('frozen', 'closed'))
    and exists (select from watches w where w.institution = new.institution) then
    perform door.watch_institution(new.institution, new.from_at);
  end if;
  return null;
end $$;
create trigger institution_people_watched after insert on homeward.institution_people for each row execute function door.watch_added();
create trigger premises_watched after insert on homeward.premises for each row execute function door.watch_added();

-- A place without co-ordinates lies in its village.
CREATE OR REPLACE FUNCTION door.add_institution(data jsonb, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into institutions (id, code, name_km, name_en, km_key, latin_key, kind, operator, operator_agency, area, standing, standing_since, standing_reason,
                            ever_authorised, authorised_capacity, last_inspection, phone, registered_at)
  values ((data ->> 'id')::uuid, data ->> 'code', data ->> 'nameKm', data ->> 'nameEn', coalesce(data ->> 'kmKey', ''), coalesce(data ->> 'latinKey', ''),
          data ->> 'kind', data ->> 'operator', (data ->> 'operatorAgency')::uuid, data ->> 'area', data ->> 'standing', at, data ->> 'reason',
          coalesce((data ->> 'everAuthorised')::boolean, false), coalesce((data ->> 'capacity')::int, 0), (data ->> 'lastInspection')::date, data ->> 'phone', at);
  if data ->> 'lat' is not null or data ->> 'address' is not null or length(data ->> 'area') = 8 then
    insert into premises (id, institution, area, address, lat, lon, from_at)
    values (door.kept_id(), (data ->> 'id')::uuid, data ->> 'area', data ->> 'address', (data ->> 'lat')::float8, (data ->> 'lon')::float8, at);
  end if;
  insert into institution_people (id, institution, person, name_km, name_latin, km_key, latin_key, role, phone, from_at)
  select door.kept_id(), (data ->> 'id')::uuid, (p ->> 'person')::uuid, p ->> 'nameKm', p ->> 'nameLatin', coalesce(p ->> 'kmKey', ''),
         coalesce(p ->> 'latinKey', ''), p ->> 'role', p ->> 'phone', at
    from jsonb_array_elements(case jsonb_typeof(data -> 'people') when 'array' then data -> 'people' else '[]' end) p;
end $function$;

insert into homeward.premises (id, institution, area, from_at)
  select door.kept_id(), n.id, n.area, n.registered_at from homeward.institutions n
   where length(n.area) = 8 and not exists (select from homeward.premises p where p.institution = n.id);
