-- Closures once more: records of one child that are merged, sister homes compared when the order comes, a closed place where
-- children sleep again, and what the inspection after a withdrawal found.

-- ---------------------------------------------------------------------------------------------------------------------
-- Two records of one child

-- Records of children of a census that is not over: a death stands on both before they become one, or one of two living
-- children could leave the census as the other's death.
create function door.guard_counted_merge() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if (select count(distinct status) from children where id in (new.kept, new.merged)) > 1 and exists (
      select from census c join instances i on i.id = c.instance
       where c.child = any (records_of(new.kept) || records_of(new.merged)) and i.status = 'open' and i.phase not like '%steps.surveillance%') then
    perform door.refuse('HW038', 'merge_death_on_both', 'one record says that the child died and the other is of a closing institution');
  end if;
  return new;
end $$;
create trigger merges_counted before update of status on homeward.merges
  for each row when (new.status = 'approved' and old.status <> 'approved') execute function door.guard_counted_merge();

-- Children of a census whose record was merged with another one after the row was sealed, and who were not seen since.
create function homeward.merged_unseen(asked uuid) returns setof uuid language sql stable set search_path = homeward, pg_temp as $$
  select c.child from census c
   where c.instance = asked and c.accounted is distinct from 'died' and exists (
     select from merges m where m.status = 'approved' and m.merged = any (records_of(c.child)) and m.decided_at > c.sealed_at
       and (c.verified_at is null or c.verified_at <= m.decided_at))
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
    when exists (select from present_in(place)) then (select count(*) from present_in(place)) || ' recorded as present'
    when exists (select from authorities where institution = place and status in ('awaiting', 'inForce', 'suspended')) then 'an open decision for a place there'
  end
$$;

-- A closure that says closed rests on its own census; an order that was withdrawn, on an inspection opened since that found all
-- standards met.
create or replace function door.guard_closure() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  since timestamptz;
begin
  if new.workflow <> 'institution-closure' then return new; end if;
  if new.outcome in ('CLOSED_VERIFIED', 'TRANSITIONED', 'ABANDONED_BY_PROVIDER')
     and (not exists (select from census_seals where instance = new.id)
       or exists (select from census where instance = new.id and (accounted is null or verified_at is null or lost))) then
    perform door.refuse('HW063', 'closure_accounts', 'no closure ends as closed while one child is unaccounted for');
  end if;
  if new.outcome = 'ORDER_WITHDRAWN' then
    since := (select max(at) from journal where stream = new.id and kind = 'event' and entry::jsonb ->> 'event' = 'order.withdrawn');
    if not exists (select from subjects s where s.instance = new.id and s.kind = 'institution' and (inspected_fact(s.subject) ->> 'rating') = 'A'
        and (inspected_fact(s.subject) ->> 'openedAt')::bigint >= (extract(epoch from since) * 1000)::bigint) then
      perform door.refuse('HW063', 'closure_withdrawn_inspected', 'the freeze of a withdrawn order ends after an inspection that found all standards met');
    end if;
  end if;
  return new;
end $$;

-- The newest rating of the last inspection of a place that has one, and when that inspection was opened.
create function homeward.inspected_fact(place uuid) returns jsonb language sql stable set search_path = homeward, pg_temp as $$
  select jsonb_build_object('rating', r.rating, 'openedAt', (extract(epoch from i.opened_at) * 1000)::bigint)
    from subjects s join instances i on i.id = s.instance and i.workflow = 'inspection' join inspection_ratings r on r.instance = i.id
   where s.kind = 'institution' and s.subject = place order by i.opened_at desc, i.id, r.no desc limit 1
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- A closed place where children sleep again: it stays closed, and its certificate is signed over a new census.

create or replace function door.op_institution_standing(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  place institutions;
  lacking text;
begin
  select * into place from institutions where id = (data ->> 'institution')::uuid for no key update;
  if not found then perform door.refuse('HW039', 'institution_known', 'there is no such institution'); end if;
  if data ->> 'standing' = 'closed' and residential_kind(place.kind) then
    lacking := closing_lacks(place.id);
    if not exists (select from instances where id = line.instance and workflow = 'institution-closure') then
      perform door.refuse('HW063', 'institution_closed_by_certificate', 'an institution is closed by the certificate of its closure', coalesce(lacking, ''));
    end if;
    if place.standing = 'closed' and lacking is not null then
      perform door.refuse('HW063', 'institution_closed_empty', 'no institution is closed while one child is unaccounted for: ' || lacking, lacking);
    end if;
  end if;
  update institutions set version = version + 1, standing = data ->> 'standing', standing_since = line.at, standing_reason = data ->> 'reason'
    where id = place.id;
  if place.standing = data ->> 'standing' then
    -- closed once more: the watch begins anew
    if place.standing = 'closed' then perform door.watch_institution(place.id, line.at); end if;
    return;
  end if;
  insert into alerts (kind, instance, rung, occurrence, area, to_roles, to_owners, text_en, text_km, due_at, fired_at)
  select 'institution.standingChanged', i.id, '', line.stream || '/' || line.seq, i.area, array['districtSupervisor'], true,
         'The standing of the institution in ' || i.reference || ' has changed. Look at the request again before it is decided.',
         'ស្ថានភាពនៃគ្រឹះស្ថានក្នុង ' || i.reference || ' បានផ្លាស់ប្តូរ។ សូមពិនិត្យពាក្យស្នើសុំឡើងវិញ មុនពេលសម្រេច។', line.at, line.at
    from subjects s join instances i on i.id = s.instance
   where s.kind = 'institution' and s.subject = place.id and i.status = 'open' and i.workflow not in ('institution-closure', 'inspection')
     and exists (select from subjects c where c.instance = i.id and c.kind = 'child')
     and not exists (select from authorities a where a.instance = i.id and a.institution = place.id and a.kind = 'residential'
                      and a.status in ('awaiting', 'inForce', 'suspended'))
  on conflict do nothing;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Sister homes: when an order comes, the places that are registered already are compared with it at once.

create or replace function door.watch_institution(place uuid, at timestamptz) returns void language plpgsql set search_path = homeward, pg_temp as $$
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
      where a.institution = place and a.status in ('awaiting', 'inForce', 'suspended')) z
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
end $$;

-- One sign that a place looks like one on watch: joins the open match of the two, or opens one with its incident. A place that was
-- there before the order is said to belong to the other, a new one to be it again.
create or replace function door.watch_sign(of_watch uuid, place uuid, row_id uuid, measure float8, unit text, at timestamptz) returns void
language plpgsql set search_path = homeward, pg_temp as $$
declare
  w watches;
  was institutions;
  other institutions;
  made uuid;
  who text;
  sister boolean;
  due timestamptz := at + door.watch_span('P-93', at);
  params int := coalesce((select max(version) from parameter_sets where effective_from <= at), (select max(version) from parameter_sets), 1);
begin
  select * into w from watches where id = of_watch;
  select * into was from institutions where id = w.institution;
  select * into other from institutions where id = place;
  if was.id = other.id or other.standing = 'closed' then return; end if;
  -- of two that close, what the first asked is not asked again the other way round
  if exists (select from watch_matches m where m.status <> 'dismissed' and m.watched = other.id and m.found = was.id) then return; end if;
  select id into made from watch_matches m where m.status in ('open', 'proposed') and m.watched = was.id and m.found = other.id;
  if made is null then
    -- what was decided is not asked again for the same sign
    if exists (select from watch_signs s join watch_matches m on m.id = s.match where s.watch = of_watch and s.about = row_id) then return; end if;
    insert into watch_matches (watched, found, opened_at) values (was.id, other.id, at) returning id into made;
    -- two provinces have one superior
    who := case when left(was.area, 2) = left(other.area, 2) then 'pdosvyOfficer' else 'mosvy' end;
    sister := other.registered_at < w.from_at;
    insert into incidents (id, kind, institution, role, area, ladder, text_en, text_km, opened_at, due_at, about)
    values (made, 'WATCH_MATCH', other.id, who, left(other.area, level_of_role(who)), 'high',
            other.name_en || ' (' || other.code || ') may ' || case when sister then 'belong together with ' else 'be ' end || was.name_en || ' (' || was.code || ')'
              || case when sister then '' else ' again' end || ', which was ordered to close. Compare them.',
            other.name_km || ' (' || other.code || ') អាច' || case when sister then 'ជារបស់បណ្តាញតែមួយជាមួយ ' else 'ជា ' end || was.name_km || ' (' || was.code || ')'
              || case when sister then ' ' else ' ម្តងទៀត ' end || 'ដែលត្រូវបានបញ្ជាឱ្យបិទ។ សូមប្រៀបធៀប។',
            at, due, made::text);
    insert into tasks (id, incident, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, next_rung, next_rung_at)
    values (gen_random_uuid(), made, 'incident/WATCH_MATCH', 'incident', who, left(other.area, level_of_role(who)), due,
            (due at time zone 'Asia/Phnom_Penh')::date, true,
            jsonb_build_object('deadline', 'incident', 'parameter', 'P-93', 'parameterVersion', params, 'calendarVersion', 0, 'clock', 'calendar',
              'anchor', (extract(epoch from at) * 1000)::bigint, 'amount', round(extract(epoch from due - at) / 3600, 2), 'unit', 'hours',
              'skipped', '[]'::jsonb),
            'high', params, 1, at, 0, door.rung_at('high', params, 0, due, (due at time zone 'Asia/Phnom_Penh')::date, true));
  end if;
  insert into watch_signs values (made, of_watch, row_id, measure, unit, at) on conflict do nothing;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Facts

create or replace function homeward.closure_fact(place uuid, except_instance uuid, now timestamptz, kids uuid[]) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  with house as (select i.id, left(i.area, 2) as province from institutions i where i.id = place),
  present as (select kid from present_in(place) kid),
  known as (
    select coalesce(c.merged_into, c.id) as kid, 'authority' as why from authorities a join children c on c.id = a.child
     where a.institution = place and a.status = 'inForce'
    union select kid, 'presence' from present
    union select kid, 'census' from lost_before(place, except_instance) kid
    union select p.kid, 'inspection' from present p
     where exists (select from facts f join instances i on i.id = f.instance
       where f.child = p.kid and f.institution = place and f.kind = 'presence' and i.workflow = 'inspection')),
  expected as (
    select k.kid, jsonb_agg(distinct k.why order by k.why) as why, c.birth_to, c.disability from known k join children c on c.id = k.kid
     where c.status = 'alive' group by k.kid, c.birth_to, c.disability),
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
    'merged', (select jsonb_agg(jsonb_build_object('child', m.merged, 'record', m.kept, 'on', (m.decided_at at time zone 'Asia/Phnom_Penh')::date) order by m.decided_at, m.id)
       from merges m where m.status = 'approved' and exists (
         select from census c where c.instance = except_instance and m.decided_at > c.sealed_at and m.merged = any (records_of(c.child)))),
    'ways', (select coalesce(jsonb_agg(distinct jsonb_build_object('child', k, 'stage', case
           when i.phase ~ 'way\.(preparation|placed)' then 'planned' else 'assessed' end)), '[]')
       from unnest(kids) k join subjects s on s.kind = 'child' and s.subject = any (records_of(k)) join instances i on i.id = s.instance
      where i.workflow = 'family-reintegration' and i.status = 'open' and i.phase !~ 'way\.childAssessment')))
  from house
$$;

revoke all on function homeward.merged_unseen(uuid), homeward.inspected_fact(uuid) from public;
grant execute on function homeward.merged_unseen(uuid), homeward.inspected_fact(uuid) to homeward_app, homeward_migrator;
