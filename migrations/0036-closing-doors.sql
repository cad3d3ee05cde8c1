-- The doors beside the certificate: a change of type, the census bent by hand, a place registered as closed, a hospital that
-- houses children, evidence of a report that vanishes, a freeze lifted past the case that set it.

-- ---------------------------------------------------------------------------------------------------------------------
-- Once residential, always residential (N-06, N-21)

-- true for a place that houses children or ever did, whatever it is called now
alter table homeward.institutions add column ever_residential boolean not null default false;
alter table homeward.institutions disable trigger user;
update homeward.institutions i set ever_residential = true where homeward.residential_kind(i.kind)
  or exists (select from homeward.authorities a where a.institution = i.id and a.kind = 'residential')
  or exists (select from homeward.contents c where c.stream = i.id and homeward.residential_kind(c.body::jsonb #>> '{data,kind}'));
-- no beds of residential care lie in a hospital, nor in what a home was turned into
update homeward.institutions set authorised_capacity = 0 where kind = 'hospital' or (ever_residential and not homeward.residential_kind(kind));
alter table homeward.institutions enable trigger user;

create or replace function door.guard_institution() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  importing boolean := exists (select from register_imports where xact = pg_current_xact_id());
begin
  if tg_op = 'INSERT' then
    new.ever_residential := residential_kind(new.kind);
    if not importing and (new.ever_authorised or new.standing = 'authorised') and residential_kind(new.kind) then
      perform door.refuse('HW037', 'institution_never_created', 'no new institution is authorised');
    end if;
    -- what is found is there, and nobody has decided about it yet
    if not importing and new.standing not in ('authorised', 'unauthorised') then
      perform door.refuse('HW037', 'institution_registered_as_found', 'a place is registered as it is found, not as ' || new.standing, new.standing);
    end if;
    if new.kind = 'hospital' and new.authorised_capacity > 0 then
      perform door.refuse('HW037', 'institution_hospital_beds', 'a hospital has no places for residential care');
    end if;
    if new.standing = 'authorised' and not new.ever_authorised then new.ever_authorised := true; end if;
    return new;
  end if;
  if new.id <> old.id or new.code <> old.code then
    perform door.refuse('HW037', 'institution_identity', 'an institution keeps its id and code');
  end if;
  if new.ever_authorised and not old.ever_authorised or (new.standing = 'authorised' and not old.ever_authorised) then
    perform door.refuse('HW037', 'institution_never_created', 'no new institution is authorised');
  end if;
  if old.standing = 'closed' and new.standing <> 'closed' then
    perform door.refuse('HW037', 'institution_never_reopened', 'a closed institution is not opened again');
  end if;
  if new.kind <> old.kind and residential_kind(new.kind) then
    perform door.refuse('HW037', 'institution_never_converted', 'a change of type into residential care is a new institution');
  end if;
  new.ever_residential := old.ever_residential or residential_kind(old.kind);
  if new.kind <> old.kind and new.ever_residential then
    if closing_open(old.id) is not null then
      perform door.refuse('HW063', 'institution_converted_empty', 'a home changes its type after its closure: ' || closing_open(old.id), closing_open(old.id));
    end if;
    -- its beds were for residential care
    new.authorised_capacity := 0;
  end if;
  if new.kind <> old.kind and new.kind = 'hospital' then new.authorised_capacity := 0; end if;
  if new.authorised_capacity > old.authorised_capacity then
    perform door.refuse('HW037', 'institution_never_larger', 'an increase of capacity is a new institution');
  end if;
  return new;
end $$;

-- What of a closing is not over at a place: children, decisions, an order, a census without its certificate; null where nothing is.
create function homeward.closing_open(place uuid) returns text language sql stable set search_path = homeward, pg_temp as $$
  select case
    when exists (select from present_in(place)) then (select count(*) from present_in(place)) || ' recorded as present'
    when exists (select from authorities where institution = place and status in ('awaiting', 'inForce', 'suspended')) then 'an open decision for a place there'
    when exists (select from subjects s join instances i on i.id = s.instance
        where s.kind = 'institution' and s.subject = place and i.workflow = 'institution-closure' and i.status = 'open'
          and i.phase not like '%steps.surveillance%') then 'a closure that is open'
    when exists (select from census_seals where institution = place) and (select standing from institutions where id = place) <> 'closed'
      then 'a sealed census without a certificate'
  end
$$;

-- A hospital takes a child in an emergency whatever beds the register gives it; everywhere else authorised places are counted.
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
    if not (place.kind = 'hospital' and not place.ever_residential and new.kind in ('emergency', 'interim')) then
      select count(distinct child) into taken from authorities
        where institution = new.institution and status in ('awaiting', 'inForce', 'suspended') and child <> new.child;
      if taken >= place.authorised_capacity then
        perform door.refuse('HW035', 'authority_institution_full', 'the institution is full', taken || '/' || place.authorised_capacity);
      end if;
    end if;
    if new.kind = 'residential' and not residential_kind(place.kind) then
      perform door.refuse('HW034', 'authority_residential_place', 'a residential authority names a residential institution', place.kind);
    end if;
  end if;

  -- P-01, with the youngest plausible age, on the day it begins and on the day the child arrives
  if new.kind = 'residential' or residential_kind(place.kind) or place.ever_residential then
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

-- What rules read of a place, and now whether it housed children before it was called something else.
create or replace function homeward.institution_fact(asked uuid) returns jsonb language sql stable set search_path = homeward, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'id', i.id, 'code', i.code, 'name', i.name_en, 'kind', i.kind, 'operator', i.operator, 'operatorAgency', i.operator_agency, 'area', i.area,
    'standing', i.standing, 'authorisedCapacity', i.authorised_capacity, 'lastInspection', i.last_inspection, 'version', i.version,
    'everResidential', case when i.ever_residential and not residential_kind(i.kind) then true end,
    'occupied', (select count(distinct child) from authorities where institution = i.id and status in ('awaiting', 'inForce', 'suspended')),
    'persons', (select coalesce(jsonb_agg(p order by p), '[]') from (
       select person as p from institution_people where institution = i.id and person is not null and until_at is null
       union select person from interests where institution = i.id and until_at is null) x)))
  from institutions i where i.id = asked
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Hospitals (N-06): a child is treated there, and does not live there

-- Since when a child is at the place where it is now, by what was recorded without a word of another place between.
create function homeward.stays_since(kid uuid) returns timestamptz language sql stable set search_path = homeward, pg_temp as $$
  with told as (
    select f.kind, f.institution, f.at, f.recorded_at, f.seq from facts f
     where f.child in (select id from children where id = kid or merged_into = kid)
       and (f.kind in ('presence', 'arrival') and f.institution is not null or f.kind in ('departure', 'placedInFamily', 'death'))
       and not exists (select from facts c where c.corrects = f.id)),
  here as (select present_at(kid) as place),
  away as (
    select max(at) as at from told, here where not (kind in ('presence', 'arrival') and institution is not distinct from here.place))
  select min(t.at) from told t, here, away
   where t.kind in ('presence', 'arrival') and t.institution = here.place and (away.at is null or t.at >= away.at)
$$;

-- How long a child stays in a hospital before that counts as living in an institution (P-97).
create function homeward.hospital_span(at timestamptz) returns interval language sql stable set search_path = homeward, pg_temp as $$
  select make_interval(days => coalesce((select ("values" #>> '{P-97}')::int from parameter_sets where effective_from <= at order by version desc limit 1), 14))
$$;

-- Facts meet authorities: a child who sleeps in an institution without an authority there, or under 3, opens an incident; in a
-- hospital when the stay is longer than a treatment, or when the hospital was a home.
create or replace function door.compare_presence(kid uuid, place uuid, fact uuid, at timestamptz, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  i institutions;
  youngest date;
  base jsonb;
  treated boolean;
begin
  select * into i from institutions where id = place;
  select birth_to into youngest from children where id = kid;
  treated := i.kind = 'hospital' and not i.ever_residential
    and (present_at(kid) is distinct from place or coalesce(stays_since(kid), at) + hospital_span(line.at) > line.at);
  base := jsonb_build_object('child', kid, 'institution', place, 'instance', line.instance, 'fact', fact, 'area', i.area, 'parameter', 'P-38');
  if not treated and not exists (select from authorities where child = kid and institution = place and status in ('awaiting', 'inForce')) then
    perform door.open_incident(base || jsonb_build_object('kind', 'UNAUTHORISED_PRESENCE', 'role', 'districtSupervisor', 'ladder', 'high',
      'due', to_jsonb(line.at + interval '24 hours'), 'text', jsonb_build_object(
        'en', 'A child sleeps in an institution without a decision that allows it. See the child, secure the child, and ask for a decision or a way home.',
        'km', 'កុមារម្នាក់ស្នាក់នៅក្នុងគ្រឹះស្ថានដោយគ្មានសេចក្តីសម្រេចអនុញ្ញាត។ សូមជួបកុមារ ធានាសុវត្ថិភាព ហើយស្នើសុំសេចក្តីសម្រេច ឬរៀបចំឱ្យកុមារត្រឡប់ទៅគ្រួសារវិញ។')), line);
  end if;
  if (residential_kind(i.kind) or i.ever_residential) and birthday(youngest, 3) > (at at time zone 'Asia/Phnom_Penh')::date
     and door.open_incident(base || jsonb_build_object('kind', 'UNDER_THREE_PRESENT', 'role', 'pdosvyDirector', 'ladder', 'high',
      'due', to_jsonb(line.at + interval '24 hours'), 'text', jsonb_build_object(
        'en', 'A child under 3 is in residential care, which nobody can authorise. Arrange emergency foster care within 24 hours.',
        'km', 'កុមារអាយុក្រោម ៣ឆ្នាំ ស្ថិតក្នុងការថែទាំតាមគ្រឹះស្ថាន ដែលគ្មាននរណាអាចអនុញ្ញាតបានទេ។ សូមរៀបចំគ្រួសារធម៌បន្ទាន់ក្នុងរយៈពេល ២៤ម៉ោង។')), line) is not null then
    perform door.op_alert_raise(jsonb_build_object('kind', 'UNDER_THREE_PRESENT', 'to', jsonb_build_array('pdosvyDirector', 'mosvy'), 'area', left(i.area, 2),
      'occurrence', kid || '/' || fact, 'text', jsonb_build_object(
        'en', 'Critical: a child under 3 was found in residential care.', 'km', 'ធ្ងន់ធ្ងរ៖ រកឃើញកុមារអាយុក្រោម ៣ឆ្នាំ ក្នុងការថែទាំតាមគ្រឹះស្ថាន។')), line);
  end if;
end $$;

-- Stays in hospitals that were not asked about: {child, institution, since, due}, each due when its time is over.
create function homeward.hospital_stays(now timestamptz) returns table (child uuid, institution uuid, since timestamptz, due timestamptz) language sql stable
set search_path = homeward, pg_temp as $$
  select k.kid, i.id, s.since, s.since + hospital_span(now) from institutions i
    cross join lateral present_in(i.id) k (kid)
    cross join lateral (select stays_since(k.kid) as since) s
    join children c on c.id = k.kid and c.status = 'alive'
   where i.kind = 'hospital' and not i.ever_residential
     and not exists (select from authorities a where a.child = k.kid and a.institution = i.id and a.status in ('awaiting', 'inForce'))
     and not exists (select from incidents x where x.kind = 'UNAUTHORISED_PRESENCE' and x.child = k.kid and x.institution = i.id
       and (x.status <> 'resolved' or x.opened_at >= s.since + hospital_span(now)))
$$;
revoke all on function homeward.closing_open(uuid), homeward.stays_since(uuid), homeward.hospital_span(timestamptz), homeward.hospital_stays(timestamptz) from public;
grant execute on function homeward.closing_open(uuid), homeward.stays_since(uuid), homeward.hospital_span(timestamptz), homeward.hospital_stays(timestamptz)
  to homeward_app, homeward_migrator;

-- {child, institution}: the stay is looked at again, as if somebody had recorded it today.
create function door.op_hospital_stay(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  if present_at((data ->> 'child')::uuid) = (data ->> 'institution')::uuid then
    perform door.compare_presence((data ->> 'child')::uuid, (data ->> 'institution')::uuid, null, line.at, line);
  end if;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The census: where a child lives is a fact of the register before it is a word of the census (N-21)

-- Since when a closure may account for its children: the order, or the opening of the case where it says none.
create function door.ordered_at(asked uuid) returns timestamptz language sql stable set search_path = homeward, pg_temp as $$
  select coalesce(to_timestamp((state::jsonb #>> '{context,anchors,ordered}')::numeric / 1000), opened_at) from instances where id = asked
$$;

-- Does a fact that was recorded since the order say that the child lives there now?
create function door.is_accounted(c homeward.census) returns boolean language sql stable set search_path = homeward, pg_temp as $$
  select case
    when c.accounted = 'died' then exists (select from children k where k.id = any (records_of(c.child)) and k.status = 'died')
    when c.accounted = 'byDecision' then exists (select from authorities a
        where a.child = any (records_of(c.child)) and a.status = 'inForce' and a.institution <> c.institution and present_at(a.child) = a.institution)
    else exists (select from facts f where f.child = any (records_of(c.child)) and f.recorded_at >= door.ordered_at(c.instance)
        and (c.accounted = 'independent' and f.kind = 'departure' and f.detail ->> 'to' = 'independent' and f.institution = c.institution
          or c.accounted in ('home', 'kin', 'foster') and f.kind = 'placedInFamily')
        and not exists (select from facts x where x.corrects = f.id))
  end
$$;

-- Has somebody seen the child where it lives, since its records were last merged: the visit of its own way home, or a person who
-- moved it nowhere? A death is confirmed by somebody else than who told it.
create function door.is_verified(c homeward.census) returns boolean language sql stable set search_path = homeward, pg_temp as $$
  with since as (
    select coalesce(max(m.decided_at), '-infinity') as at from merges m
     where m.status = 'approved' and m.merged = any (records_of(c.child)) and m.decided_at < c.verified_at)
  select c.accounted = 'died' and door.is_accounted(c) and exists (
      select from journal j join contents b on b.stream = j.stream and b.seq = j.seq
       where j.stream = c.instance and j.kind = 'event' and j.version is not null and j.entry::jsonb ->> 'event' = 'death.confirmed'
         and j.at <= c.verified_at and lower(b.body::jsonb #>> '{data,child}') = any (records_of(c.child)::text[])
         and not exists (select from facts f where f.child = any (records_of(c.child)) and f.kind = 'death'
           and f.by in ((j.entry::jsonb #>> '{actor,person}')::uuid, (j.entry::jsonb #>> '{actor,actingFor}')::uuid)))
    or c.accounted in ('home', 'kin', 'foster') and exists (
      select from visits v join instances i on i.id = v.instance and i.workflow = 'family-reintegration', since
       where v.child = any (records_of(c.child)) and v.status in ('made', 'late') and v.entered_at between since.at and c.verified_at
         and v.entered_at >= door.ordered_at(c.instance))
    or c.accounted <> 'died' and exists (
      select from journal j join contents b on b.stream = j.stream and b.seq = j.seq, since
       where j.stream = c.instance and j.kind = 'event' and j.version is not null and j.entry::jsonb ->> 'event' = 'destination.verified'
         and j.at between since.at and c.verified_at and lower(b.body::jsonb #>> '{data,child}') = any (records_of(c.child)::text[])
         and not (array_remove(array[j.entry::jsonb #>> '{actor,person}', j.entry::jsonb #>> '{actor,actingFor}'], null) && c.moved_by::text[]))
$$;

-- Was a lost child heard of again: seen by somebody, placed, arrived, or the same as one who is not lost?
create function door.is_found(c homeward.census) returns boolean language sql stable set search_path = homeward, pg_temp as $$
  select exists (select from facts f where f.child = any (records_of(c.child)) and f.recorded_at >= c.sealed_at
      and f.kind in ('found', 'placedInFamily', 'presence', 'arrival', 'departure', 'death'))
    or exists (select from children k where k.id = any (records_of(c.child)) and k.status = 'died')
    or exists (select from census o where o.instance = c.instance and o.no <> c.no and o.child = any (records_of(c.child)) and not o.lost)
    or exists (select from journal j join contents b on b.stream = j.stream and b.seq = j.seq
       where j.stream in (select instance from census o where o.child = any (records_of(c.child))) and j.kind = 'event' and j.version is not null
         and j.entry::jsonb ->> 'event' = 'child.located' and lower(b.body::jsonb #>> '{data,child}') = any (records_of(c.child)::text[]))
$$;

create or replace function door.guard_census() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform door.refuse('HW062', 'census_kept', 'a sealed census loses no row');
  end if;
  if tg_op = 'INSERT' then
    if new.accounted is not null or new.verified_at is not null or new.lost <> (new.found = 'unaccounted') then
      perform door.refuse('HW062', 'census_accounted_by_fact', 'a row is sealed as the child was found');
    end if;
    return new;
  end if;
  if (new.instance, new.no, new.institution, new.child, new.bed, new.found, new.under_three, new.disability, new.sealed_at)
     is distinct from (old.instance, old.no, old.institution, old.child, old.bed, old.found, old.under_three, old.disability, old.sealed_at) then
    perform door.refuse('HW062', 'census_sealed', 'a sealed row says for ever what was found');
  end if;
  -- who moved a child has moved it
  new.moved_by := array(select distinct p from unnest(old.moved_by || new.moved_by) p order by 1);
  if new.accounted is not null and new.accounted is distinct from old.accounted and not door.is_accounted(new) then
    perform door.refuse('HW062', 'census_accounted_by_fact', 'no fact of the register says that the child lives there', new.accounted);
  end if;
  if old.lost and not new.lost and not door.is_found(new) then
    perform door.refuse('HW062', 'census_accounted_by_fact', 'nobody has seen the child who is lost');
  end if;
  if new.verified_at is not null and new.verified_at is distinct from old.verified_at and new.accounted is not null and not new.lost
     and not door.is_verified(new) then
    perform door.refuse('HW062', 'census_verified_by_sight', 'nobody who moved no child has seen the child where it lives');
  end if;
  return new;
end $$;
drop trigger census_guard on homeward.census;
create trigger census_guard before insert or update or delete on homeward.census for each row execute function door.guard_census();

-- Only a step of the closure itself accounts for its children.
create or replace function door.op_census_account(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  if line.version is null or not exists (select from instances where id = line.instance and workflow = 'institution-closure') then
    perform door.refuse('HW062', 'census_accounted_by_fact', 'only a step of the closure accounts for a child');
  end if;
  update census set destination = data ->> 'destination', worker = (data ->> 'worker')::uuid,
      cleared_at = case when data ->> 'destination' is not null then
        case when destination = data ->> 'destination' then cleared_at else line.at end end,
      records_at = case when (data ->> 'records')::boolean then coalesce(records_at, line.at) end,
      lost = (data ->> 'lost')::boolean, accounted = data ->> 'accounted',
      accounted_on = case when data ->> 'accounted' is not null then
        case when accounted = data ->> 'accounted' then accounted_on else (data ->> 'on')::date end end,
      verified_at = case when (data ->> 'verified')::boolean then coalesce(verified_at, line.at) end,
      moved_by = array(select distinct p::uuid from jsonb_array_elements_text(coalesce(data -> 'movedBy', '[]')) p order by 1)
    where instance = line.instance and child = any (records_of((data ->> 'child')::uuid));
  if not found then perform door.refuse('HW062', 'census_row', 'the census has no such child'); end if;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Closed: by the certificate of the closure, signed after a verification, by people who moved nobody (N-10, N-21)

create function door.is_certified(place uuid) returns boolean language sql stable set search_path = homeward, pg_temp as $$
  select exists (
    select from subjects s join instances i on i.id = s.instance and i.workflow = 'institution-closure' and i.status = 'open'
        and i.phase like '%steps.surveillance%' and (i.state::jsonb #>> '{context,certified}')::boolean
      join journal c on c.stream = i.id and c.kind = 'event' and c.version is not null and c.entry::jsonb ->> 'event' = 'certificate.signed'
        and c.entry::jsonb #>> '{actor,role}' = 'mosvy' and c.entry::jsonb ->> 'from' like '%steps.certifying%'
      join journal v on v.stream = i.id and v.kind = 'event' and v.version < c.version and v.entry::jsonb ->> 'event' = 'verification.recorded'
        and v.entry::jsonb ->> 'to' like '%steps.certifying%'
     where s.kind = 'institution' and s.subject = place
       and v.at >= (select max(x.sealed_at) from census_seals x where x.instance = i.id)
       and not exists (select from census r where r.instance = i.id and r.moved_by && array_remove(array[
         (c.entry::jsonb #>> '{actor,person}')::uuid, (c.entry::jsonb #>> '{actor,actingFor}')::uuid,
         (v.entry::jsonb #>> '{actor,person}')::uuid, (v.entry::jsonb #>> '{actor,actingFor}')::uuid], null)))
$$;

create or replace function door.guard_closing() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  lacking text;
begin
  if new.standing = old.standing then return new; end if;
  if new.standing = 'closed' and (old.ever_residential or residential_kind(old.kind) or residential_kind(new.kind)) then
    lacking := closing_lacks(new.id);
    if lacking is not null then
      perform door.refuse('HW063', 'institution_closed_empty', 'no institution is closed while one child is unaccounted for: ' || lacking, lacking);
    end if;
    if not door.is_certified(new.id) then
      perform door.refuse('HW063', 'institution_closed_by_certificate', 'an institution is closed by the certificate of its closure');
    end if;
  end if;
  -- a withdrawn closure is over before its last op runs
  if old.standing = 'frozen' and new.standing not in ('frozen', 'closed') and exists (
      select from subjects s join instances i on i.id = s.instance
       where s.kind = 'institution' and s.subject = new.id and i.workflow = 'institution-closure' and i.status = 'open'
         and (i.state::jsonb #>> '{context,ordered}')::boolean) then
    perform door.refuse('HW063', 'institution_frozen_by_order', 'the freeze of a closure order ends with the order');
  end if;
  if old.standing in ('frozen', 'suspended') and new.standing not in ('frozen', 'suspended', 'closed') then
    lacking := (select string_agg(i.reference, ', ' order by i.reference) from standing_stops s join instances i on i.id = s.instance and i.status = 'open'
      where s.institution = new.id);
    if lacking is not null then
      perform door.refuse('HW063', 'institution_stopped_by_inspection', 'what an inspection stopped is lifted there: ' || lacking, lacking);
    end if;
  end if;
  return new;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Who has stopped admissions: an inspection that is open holds what it stopped until the ministry lifts it there, signed (B.4.3)

create table homeward.standing_stops (
  institution uuid not null references homeward.institutions (id),
  instance uuid not null references homeward.instances (id),
  since timestamptz not null,
  primary key (institution, instance)
);
grant select on homeward.standing_stops to homeward_app, homeward_migrator;
insert into homeward.standing_stops
select s.subject, i.id, i.changed_at from homeward.instances i join homeward.subjects s on s.instance = i.id and s.kind = 'institution'
  join homeward.institutions p on p.id = s.subject and p.standing in ('frozen', 'suspended')
 where i.workflow = 'inspection' and i.status = 'open' and (i.state::jsonb #>> '{context,frozen}')::boolean;

create or replace function door.op_institution_standing(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
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
-- Evidence: what a submitted report or a later look at an action rests on stays readable (N-41)

create or replace function door.attachment_keeps() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.withdrawn_at is null and new.withdrawn_at is not null
     and to_jsonb(new) - '{withdrawn_seq,withdrawn_at,withdrawn_by}'::text[] = to_jsonb(old) - '{withdrawn_seq,withdrawn_at,withdrawn_by}'::text[] then
    if exists (select from inspection_reports where instance = old.instance) and (
        exists (select from inspection_pieces p where p.instance = old.instance
          and (p.id = old.id or p.body::text like '%' || old.id || '%' or p.body ->> 'sha256' in (old.sha256, old.received)))
        or exists (select from journal j join contents c on c.stream = j.stream and c.seq = j.seq
          where j.stream = old.instance and j.kind = 'event' and c.body like '%' || old.id || '%')) then
      perform door.refuse('HW090', 'attachment_evidence', 'a submitted report rests on the file');
    end if;
    return new;
  end if;
  raise exception 'a file of a case is not rewritten' using errcode = 'HW073', constraint = 'attachments_append_only';
end $$;
