-- Who is behind a place hears nothing of its matches; the children of a census are on watch with the place they left; a plan that is
-- proposed once more has a new maker.

-- ---------------------------------------------------------------------------------------------------------------------
-- The watch (N-23)

-- Puts one child of a place on watch, and compares at once with where the child is now. A hospital hides no child.
create function door.watch_child(place uuid, kid uuid, at timestamp with time zone) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  there uuid := present_at(kid);
begin
  insert into watches (institution, kind, about, child, from_at, until_at)
  values (place, 'child', kid::text, kid, at, at + door.watch_span('P-90', at))
  on conflict on constraint watches_once do update set until_at = greatest(watches.until_at, excluded.until_at);
  if there <> place and not exists (select from institutions i where i.id = there and i.kind = 'hospital')
    and not exists (select from authorities a where a.child = kid and a.institution = there and a.status in ('awaiting', 'inForce')) then
    perform door.watch_sign(w.id, there, there, 1, 'equal', at) from watches w
      where w.institution = place and w.kind = 'child' and w.child = kid;
  end if;
end $$;

create function door.watch_counted() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  perform door.watch_child(new.institution, door.child_of(new.child), new.sealed_at);
  return null;
end $$;
create trigger census_watched after insert on homeward.census for each row execute function door.watch_counted();

-- As before; who is seen at a stopped place later is on watch as well.
CREATE OR REPLACE FUNCTION door.match_child()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  perform door.watch_sign(w.id, new.institution, new.id, 1, 'equal', new.recorded_at) from watches w
    where w.kind = 'child' and w.child = door.child_of(new.child) and w.institution <> new.institution and w.until_at > new.recorded_at
      and not exists (select from authorities a where a.child = w.child and a.institution = new.institution and a.status in ('awaiting', 'inForce'));
  -- who is seen at a place on watch while it is stopped is on watch with it
  if exists (select from institutions i where i.id = new.institution and i.standing in ('frozen', 'closed'))
    and exists (select from watches w where w.institution = new.institution and w.until_at > new.recorded_at) then
    perform door.watch_child(new.institution, door.child_of(new.child), new.recorded_at);
  end if;
  return null;
end $function$
;

-- As before, with every child that was counted there: at the certificate nobody is there any more.
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
   where p.institution = place and p.role in ('director', 'owner', 'board', 'founder', 'donor')
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
end $function$
;

-- ---------------------------------------------------------------------------------------------------------------------
-- The plan of the year

CREATE OR REPLACE FUNCTION door.plan_keeps()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and old.approved_by is null and new.approved_by is not null
    and to_jsonb(new) - '{approved_by,approved_for,approved_at}'::text[] = to_jsonb(old) - '{approved_by,approved_for,approved_at}'::text[] then return new; end if;
  -- proposed once more before it is approved: who proposes is who makes it
  if tg_op = 'UPDATE' and old.approved_by is null and new.approved_by is null
    and to_jsonb(new) - '{made_by,made_for,made_at}'::text[] = to_jsonb(old) - '{made_by,made_for,made_at}'::text[] then return new; end if;
  perform door.refuse('HW030', tg_table_name || '_append_only', tg_table_name || ' is append-only');
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION door.op_inspection_plan_make(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
begin
  insert into inspection_plans (id, area, year, made_by, made_for, made_at) values ((data ->> 'id')::uuid, data ->> 'area', (data ->> 'year')::int,
    (door.actor_of(line) ->> 'person')::uuid, (door.actor_of(line) ->> 'actingFor')::uuid, line.at)
  on conflict (id) do update set made_by = excluded.made_by, made_for = excluded.made_for, made_at = excluded.made_at
    where inspection_plans.approved_by is null;
end $function$
;

-- ---------------------------------------------------------------------------------------------------------------------
-- The history of a standing

-- Every change of a standing with the line that made it, whether of the register or of a case: an order, an inspection, a certificate.
create table homeward.standing_changes (
  institution uuid not null references homeward.institutions (id),
  stream uuid not null,
  seq int not null,
  standing text not null,
  reason text,
  at timestamptz not null,
  primary key (institution, stream, seq)
);
grant select on homeward.standing_changes to homeward_app, homeward_migrator;
create trigger standing_changes_append_only before update or delete or truncate on homeward.standing_changes
  for each statement execute function door.append_only();

-- What is known of the time before: the present standing, where a case made it.
insert into homeward.standing_changes (institution, stream, seq, standing, reason, at)
select distinct on (n.id) n.id, j.stream, j.seq, n.standing, n.standing_reason, n.standing_since
  from homeward.institutions n join homeward.subjects s on s.kind = 'institution' and s.subject = n.id
    join homeward.instances i on i.id = s.instance and i.workflow in ('institution-closure', 'inspection')
    join homeward.journal j on j.stream = i.id and j.at = n.standing_since and j.kind in ('event', 'timer')
 where n.standing_reason is not null order by n.id, j.seq;

-- As before, and every change is kept.
CREATE OR REPLACE FUNCTION door.op_institution_standing(data jsonb, line door.line)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  place institutions;
  lacking text;
  event text := (select entry::jsonb ->> 'event' from journal where stream = line.stream and seq = line.seq and version is not null);
  of_inspection boolean := exists (select from instances where id = line.instance and workflow = 'inspection');
begin
  select * into place from institutions where id = (data ->> 'institution')::uuid for no key update;
  if not found then perform door.refuse('HW039', 'institution_known', 'there is no such institution'); end if;
  if data ->> 'standing' = 'closed' and (place.ever_residential or residential_kind(place.kind)) then
    lacking := closing_lacks(place.id);
    if event is distinct from 'certificate.signed' or not exists (select from instances i join subjects s on s.instance = i.id and s.kind = 'institution'
        where i.id = line.instance and i.workflow = 'institution-closure' and s.subject = place.id) then
      perform door.refuse('HW063', 'institution_closed_by_certificate', 'an institution is closed by the certificate of its closure', coalesce(lacking, ''));
    end if;
    if place.standing = 'closed' and lacking is not null then
      perform door.refuse('HW063', 'institution_closed_empty', 'no institution is closed while one child is unaccounted for: ' || lacking, lacking);
    end if;
    if place.standing = 'closed' and not door.is_certified(place.id) then
      perform door.refuse('HW063', 'institution_closed_by_certificate', 'an institution is closed by the certificate of its closure');
    end if;
  end if;
  -- who lifts what it stopped lifts it for every inspection: the ministry has signed
  if event = 'standing.lifted' and exists (select from standing_stops where institution = place.id and instance = line.instance) then
    delete from standing_stops where institution = place.id;
  end if;
  update institutions set version = version + 1, standing = data ->> 'standing', standing_since = line.at, standing_reason = data ->> 'reason'
    where id = place.id;
  if of_inspection and data ->> 'standing' in ('frozen', 'suspended') then
    insert into standing_stops values (place.id, line.instance, line.at) on conflict do nothing;
  end if;
  if place.standing = data ->> 'standing' then
    -- closed once more: the watch begins anew
    if place.standing = 'closed' then perform door.watch_institution(place.id, line.at); end if;
    return;
  end if;
  insert into standing_changes (institution, stream, seq, standing, reason, at)
  values (place.id, line.stream, line.seq, data ->> 'standing', data ->> 'reason', line.at) on conflict do nothing;
  insert into alerts (about, kind, instance, rung, occurrence, area, to_roles, to_owners, text_en, text_km, due_at, fired_at)
  select i.id, 'institution.standingChanged', i.id, '', line.stream || '/' || line.seq, i.area, array['districtSupervisor'], true,
         'The standing of the institution in ' || i.reference || ' has changed. Look at the request again before it is decided.',
         'ស្ថានភាពនៃគ្រឹះស្ថានក្នុង ' || i.reference || ' បានផ្លាស់ប្តូរ។ សូមពិនិត្យពាក្យស្នើសុំឡើងវិញ មុនពេលសម្រេច។', line.at, line.at
    from subjects s join instances i on i.id = s.instance
   where s.kind = 'institution' and s.subject = place.id and i.status = 'open' and i.workflow not in ('institution-closure', 'inspection')
     and exists (select from subjects c where c.instance = i.id and c.kind = 'child')
     and not exists (select from authorities a where a.instance = i.id and a.institution = place.id and a.kind = 'residential'
                      and a.status in ('awaiting', 'inForce', 'suspended'))
  on conflict do nothing;
end $function$
;
