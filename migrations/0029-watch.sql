-- N-23: closing accommodation never clears the persons, the premises, the phones or the children from watch.

-- A phone number as it is dialled at home: digits, without the country's code, with one leading zero.
create function homeward.phone_key(phone text) returns text language sql immutable parallel safe as $$
  select case when length(d) < 6 then '' else '0' || regexp_replace(regexp_replace(d, '^(00)?855', ''), '^0+', '') end
  from (select regexp_replace(translate(coalesce(phone, ''), '០១២៣៤៥៦៧៨៩', '0123456789'), '[^0-9]', '', 'g') as d) x
$$;

-- The key of a Khmer name in Latin letters, two for each: what libs/registry/names.ts calls its gram.
create function homeward.khmer_gram(key text) returns text language sql immutable parallel safe as $$
  select coalesce(string_agg(case when n between 0 and 127 then chr(97 + n / 11) || chr(109 + n % 11)
      when c ~ '[a-z0-9]' then c else 'z' end, '' order by o), '')
  from regexp_split_to_table(coalesce(key, ''), '') with ordinality s(c, o), lateral (select ascii(c) - 6016 as n) x
  where c <> '' and not (n between 73 and 81 or n = 83)
$$;

-- Metres between two places on a sphere of 6,371 km (haversine); null where one is not known.
create function homeward.metres_between(lat1 float8, lon1 float8, lat2 float8, lon2 float8) returns float8 language sql immutable parallel safe as $$
  select case when num_nulls(lat1, lon1, lat2, lon2) = 0 then 2 * 6371000 * asin(least(1, sqrt(sin(radians(lat2 - lat1) / 2) ^ 2
    + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2))) end
$$;

-- What is watched: one row for each person, premises, phone and child of an institution, as known when it was ordered to close.
create table homeward.watches (
  id uuid primary key default gen_random_uuid(),
  institution uuid not null references homeward.institutions (id),
  kind text not null check (kind in ('person', 'premises', 'phone', 'child')),
  -- the row it was taken from: institution_people, premises, children; for a phone its key
  about text not null,
  name_km text,
  name_latin text,
  km_key text not null default '',
  km_gram text not null default '',
  latin_key text not null default '',
  role text,
  area text,
  lat float8,
  lon float8,
  phone text,
  child uuid references homeward.children (id),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  constraint watches_once unique (institution, kind, about)
);
create index watches_child on homeward.watches (child) where child is not null;
create index watches_phone on homeward.watches (phone) where kind = 'phone';

-- A new place that may be an old one: the institution on watch, the one that looks like it, and what is decided of it.
create table homeward.watch_matches (
  id uuid primary key default gen_random_uuid(),
  watched uuid not null references homeward.institutions (id),
  found uuid not null references homeward.institutions (id) check (found <> watched),
  status text not null default 'open' check (status in ('open', 'proposed', 'dismissed', 'confirmed')),
  opened_at timestamptz not null,
  -- who proposed to dismiss it, and why; empty again where the second person said no
  proposed_by uuid,
  proposed_for uuid,
  proposed_at timestamptz,
  reason text,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamptz,
  constraint watch_matches_decided check ((status in ('dismissed', 'confirmed')) = (decided_by is not null)),
  constraint watch_matches_proposed check (status not in ('proposed', 'dismissed') or (proposed_by is not null and reason <> '')),
  constraint watch_dismissal_second_person check (status <> 'dismissed' or not
    array_remove(array[proposed_by, proposed_for], null) && array_remove(array[decided_by, decided_for], null))
);
create unique index watch_matches_undecided on homeward.watch_matches (watched, found) where status in ('open', 'proposed');

-- Why they look alike: rows are added while the match is open, and none goes.
create table homeward.watch_signs (
  match uuid not null references homeward.watch_matches (id),
  watch uuid not null references homeward.watches (id),
  -- the row that looks like it: institution_people, premises, facts, or the institution for its own phone
  about uuid not null,
  -- likeness of names from 0 to 1, metres between premises, 1 for what is equal
  measure float8 not null,
  unit text not null check (unit in ('likeness', 'metres', 'equal')),
  at timestamptz not null,
  primary key (match, watch, about)
);
grant select on homeward.watches, homeward.watch_matches, homeward.watch_signs to homeward_app;

create function door.watch_keeps() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'watches' then
    if new.until_at >= old.until_at and to_jsonb(new) - 'until_at' = to_jsonb(old) - 'until_at' then return new; end if;
  elsif tg_op = 'UPDATE' then
    if old.status in ('open', 'proposed') and (new.id, new.watched, new.found, new.opened_at) = (old.id, old.watched, old.found, old.opened_at) then
      return new;
    end if;
  end if;
  raise exception 'nobody leaves the watch list, and no match is rewritten' using errcode = 'HW094', constraint = 'watch_append_only';
end $$;
create trigger watches_append_only before update or delete on homeward.watches for each row execute function door.watch_keeps();
create trigger watch_matches_append_only before update or delete on homeward.watch_matches for each row execute function door.watch_keeps();
create trigger watch_signs_append_only before update or delete or truncate on homeward.watch_signs
  for each statement execute function door.never_change();
create trigger watches_never_emptied before truncate on homeward.watches for each statement execute function door.never_change();
create trigger watch_matches_never_emptied before truncate on homeward.watch_matches for each statement execute function door.never_change();

create function door.watch_parameter(id text, at timestamptz) returns jsonb language sql stable set search_path = homeward, pg_temp as $$
  select coalesce((select "values" -> id from parameter_sets where effective_from <= at order by version desc limit 1),
    case id when 'P-90' then '{"amount": 12, "unit": "months"}'::jsonb when 'P-91' then '1000' when 'P-92' then '0.5'
      else '{"amount": 48, "unit": "hours"}' end)
$$;

create function door.watch_span(id text, at timestamptz) returns interval language sql stable set search_path = homeward, pg_temp as $$
  select make_interval(months => case p ->> 'unit' when 'months' then n else 0 end, days => case p ->> 'unit' when 'days' then n else 0 end,
    hours => case p ->> 'unit' when 'hours' then n else 0 end)
  from (select door.watch_parameter(id, at) as p, (door.watch_parameter(id, at) ->> 'amount')::int as n) x
$$;

-- Puts everybody and everything of an institution on watch, or keeps them there for longer.
create function door.watch_institution(place uuid, at timestamptz) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  till timestamptz := at + door.watch_span('P-90', at);
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
      where a.institution = place and a.status in ('awaiting', 'inForce', 'suspended')) z
  on conflict on constraint watches_once do update set until_at = greatest(watches.until_at, excluded.until_at);
end $$;

create function door.watch_closing() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  perform door.watch_institution(new.id, new.standing_since);
  return null;
end $$;
create trigger institutions_watched after update of standing on homeward.institutions
  for each row when (new.standing in ('frozen', 'closed') and old.standing <> new.standing) execute function door.watch_closing();

-- One sign that an institution looks like one on watch: joins the open match of the two, or opens one with its incident.
create function door.watch_sign(of_watch uuid, place uuid, row_id uuid, measure float8, unit text, at timestamptz) returns void
language plpgsql set search_path = homeward, pg_temp as $$
declare
  w watches;
  was institutions;
  is_new institutions;
  made uuid;
  who text;
  due timestamptz := at + door.watch_span('P-93', at);
  params int := coalesce((select max(version) from parameter_sets where effective_from <= at), (select max(version) from parameter_sets), 1);
begin
  select * into w from watches where id = of_watch;
  select * into was from institutions where id = w.institution;
  select * into is_new from institutions where id = place;
  if was.id = is_new.id or is_new.standing = 'closed' then return; end if;
  select id into made from watch_matches m where m.watched = was.id and m.found = is_new.id and m.status in ('open', 'proposed');
  if made is null then
    -- what was decided is not asked again for the same sign
    if exists (select from watch_signs s join watch_matches m on m.id = s.match where s.watch = of_watch and s.about = row_id) then return; end if;
    insert into watch_matches (watched, found, opened_at) values (was.id, is_new.id, at) returning id into made;
    -- two provinces have one superior
    who := case when left(was.area, 2) = left(is_new.area, 2) then 'pdosvyOfficer' else 'mosvy' end;
    insert into incidents (id, kind, institution, role, area, ladder, text_en, text_km, opened_at, due_at, about)
    values (made, 'WATCH_MATCH', is_new.id, who, left(is_new.area, level_of_role(who)), 'high',
            is_new.name_en || ' (' || is_new.code || ') may be ' || was.name_en || ' (' || was.code || ') again, which was ordered to close. Compare them.',
            is_new.name_km || ' (' || is_new.code || ') អាចជា ' || was.name_km || ' (' || was.code || ') ដែលត្រូវបានបញ្ជាឱ្យបិទ។ សូមប្រៀបធៀប។',
            at, due, made::text);
    insert into tasks (id, incident, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, next_rung, next_rung_at)
    values (gen_random_uuid(), made, 'incident/WATCH_MATCH', 'incident', who, left(is_new.area, level_of_role(who)), due,
            (due at time zone 'Asia/Phnom_Penh')::date, true,
            jsonb_build_object('deadline', 'incident', 'parameter', 'P-93', 'parameterVersion', params, 'calendarVersion', 0, 'clock', 'calendar',
              'anchor', (extract(epoch from at) * 1000)::bigint, 'amount', round(extract(epoch from due - at) / 3600, 2), 'unit', 'hours',
              'skipped', '[]'::jsonb),
            'high', params, 1, at, 0, door.rung_at('high', params, 0, due, (due at time zone 'Asia/Phnom_Penh')::date, true));
  end if;
  insert into watch_signs values (made, of_watch, row_id, measure, unit, at) on conflict do nothing;
end $$;

create function door.match_person() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  least_alike float8 := (door.watch_parameter('P-92', new.from_at) #>> '{}')::float8;
  gram text := khmer_gram(new.km_key);
begin
  perform door.watch_sign(w.id, new.institution, new.id, w.alike, 'likeness', new.from_at) from (
    select v.id, greatest(
        case when v.km_gram <> '' and gram <> '' then similarity(v.km_gram, gram) else 0 end,
        case when v.latin_key <> '' and new.latin_key <> '' then similarity(v.latin_key, new.latin_key) else 0 end,
        case when new.person is not null and exists (select from institution_people p where p.id::text = v.about and p.person = new.person) then 1 else 0 end) as alike
      from watches v where v.kind = 'person' and v.institution <> new.institution and v.until_at > new.from_at) w
    where w.alike >= least_alike;
  perform door.watch_sign(w.id, new.institution, new.id, 1, 'equal', new.from_at) from watches w
    where w.kind = 'phone' and w.phone = phone_key(new.phone) and w.institution <> new.institution and w.until_at > new.from_at;
  return null;
end $$;
create trigger institution_people_matched after insert on homeward.institution_people for each row execute function door.match_person();

-- Within the distance; where one of the two has no co-ordinates, in the same village.
create function door.match_premises() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  most float8 := (door.watch_parameter('P-91', new.from_at) #>> '{}')::float8;
begin
  perform door.watch_sign(w.id, new.institution, new.id, coalesce(w.metres, 1), case when w.metres is null then 'equal' else 'metres' end, new.from_at) from (
    select v.id, metres_between(v.lat, v.lon, new.lat, new.lon) as metres, v.area from watches v
     where v.kind = 'premises' and v.institution <> new.institution and v.until_at > new.from_at) w
    where w.metres <= most or (w.metres is null and length(new.area) = 8 and w.area = new.area);
  return null;
end $$;
create trigger premises_matched after insert on homeward.premises for each row execute function door.match_premises();

create function door.match_phone() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  at timestamptz := case when tg_op = 'INSERT' then new.registered_at else greatest(new.registered_at, (select max(j.at) from journal j where j.stream = new.id)) end;
begin
  perform door.watch_sign(w.id, new.id, new.id, 1, 'equal', at) from watches w
    where w.kind = 'phone' and w.phone = phone_key(new.phone) and w.institution <> new.id and w.until_at > at;
  return null;
end $$;
create trigger institutions_phone_registered after insert on homeward.institutions for each row when (new.phone is not null) execute function door.match_phone();
create trigger institutions_phone_changed after update of phone on homeward.institutions
  for each row when (new.phone is not null and new.phone is distinct from old.phone) execute function door.match_phone();

-- A child of a closed institution that is seen in another one, where no decision put it there.
create function door.match_child() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  perform door.watch_sign(w.id, new.institution, new.id, 1, 'equal', new.recorded_at) from watches w
    where w.kind = 'child' and w.child = door.child_of(new.child) and w.institution <> new.institution and w.until_at > new.recorded_at
      and not exists (select from authorities a where a.child = w.child and a.institution = new.institution and a.status in ('awaiting', 'inForce'));
  return null;
end $$;
create trigger facts_watched after insert on homeward.facts
  for each row when (new.child is not null and new.institution is not null and new.kind in ('presence', 'arrival')) execute function door.match_child();

-- The incident of a match ends with its decision, never beside it.
create function door.guard_watch_incident() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if not exists (select from watch_matches where id = new.id and status in ('dismissed', 'confirmed')) then
    perform door.refuse('HW095', 'watch_match_undecided', 'a match is confirmed, or dismissed by two people');
  end if;
  return new;
end $$;
create trigger incidents_watch before update of status on homeward.incidents
  for each row when (new.kind = 'WATCH_MATCH' and new.status = 'resolved') execute function door.guard_watch_incident();

create function door.op_watch_propose(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update watch_matches set status = 'proposed', proposed_by = (door.actor_of(line) ->> 'person')::uuid,
      proposed_for = (door.actor_of(line) ->> 'actingFor')::uuid, proposed_at = line.at, reason = data ->> 'reason'
    where id = line.stream and status = 'open';
  if not found then perform door.refuse('23W30', 'watch_match_decided', 'the match is not open'); end if;
end $$;

create function door.op_watch_decide(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  who uuid := (door.actor_of(line) ->> 'person')::uuid;
  whose uuid := (door.actor_of(line) ->> 'actingFor')::uuid;
begin
  if data ->> 'status' = 'open' then
    update watch_matches set status = 'open', proposed_by = null, proposed_for = null, proposed_at = null, reason = null
      where id = line.stream and status = 'proposed';
  else
    update watch_matches set status = data ->> 'status', decided_by = who, decided_for = whose, decided_at = line.at, reason = coalesce(data ->> 'reason', reason)
      where id = line.stream and (status = 'proposed' or (status = 'open' and data ->> 'status' = 'confirmed'));
  end if;
  if not found then perform door.refuse('23W30', 'watch_match_decided', 'the match is decided already, or nobody proposed to dismiss it'); end if;
  if data ->> 'status' <> 'open' then perform door.resolve_incidents(array[line.stream], data ->> 'how', line); end if;
end $$;

-- Institutions that confirmed matches tie together, itself among them.
create function homeward.network_of(place uuid) returns setof uuid language sql stable set search_path = homeward, pg_temp as $$
  with recursive tied(id) as (
    select place union
    select case when m.watched = t.id then m.found else m.watched end from tied t
      join watch_matches m on m.status = 'confirmed' and t.id in (m.watched, m.found))
  select id from tied
$$;
grant execute on function homeward.network_of(uuid) to homeward_app;
