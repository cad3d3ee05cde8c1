-- The registry: children, families, institutions and the persons behind them; facts and authorities apart, incidents where
-- they disagree; and what the database itself refuses. Every refusal has a constraint name that libs/registry/refusals.ts
-- turns into a rule with its words. Rows change only through the ops of the write door (0003 ends with them).

create table homeward.families (
  id uuid primary key,
  version int not null default 1 check (version > 0),
  area text not null references homeward.areas (code),
  village text references homeward.areas (code),
  id_poor text,
  note text,
  registered_at timestamptz not null
);

create table homeward.children (
  id uuid primary key,
  version int not null default 1 check (version > 0),
  status text not null default 'alive' check (status in ('alive', 'died')),
  died_on date,
  birth_from date not null,
  birth_to date not null,
  birth_precision text not null check (birth_precision in ('day', 'month', 'year', 'interval')),
  sex text not null check (sex in ('female', 'male', 'unknown')),
  disability boolean not null default false,
  disability_note text,
  -- where the record belongs: the village of origin where known, else the area of who registered the child
  area text not null references homeward.areas (code),
  village text references homeward.areas (code),
  family uuid references homeward.families (id),
  merged_into uuid references homeward.children (id),
  registered_at timestamptz not null,
  constraint children_birth_interval check (birth_from <= birth_to),
  constraint children_merged_elsewhere check (merged_into <> id)
) with (fillfactor = 70);
create index children_area on homeward.children (area text_pattern_ops, id);
create index children_family on homeward.children (family);
create index children_merged on homeward.children (merged_into) where merged_into is not null;

-- Every spelling a child is known by. `raw` as it was written; the keys are what is compared (libs/registry/names.ts).
create table homeward.child_names (
  child uuid not null references homeward.children (id),
  ord int not null,
  km text,
  latin text,
  km_key text not null default '',
  km_gram text not null default '',
  latin_key text not null default '',
  primary key (child, ord),
  check (km is not null or latin is not null)
);
create index child_names_km on homeward.child_names (km_key) where km_key <> '';
create index child_names_latin on homeward.child_names (latin_key) where latin_key <> '';
create index child_names_km_gram on homeward.child_names using gin (km_gram homeward.gin_trgm_ops);
create index child_names_latin_gram on homeward.child_names using gin (latin_key homeward.gin_trgm_ops);

-- National and external ids: mosvy_number, oscar (global id), primero (case id), birth_certificate …
create table homeward.child_ids (
  child uuid not null references homeward.children (id),
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{1,39}$'),
  value text not null,
  primary key (child, kind, value)
);
create index child_ids_value on homeward.child_ids (kind, value);

create table homeward.sibling_members (
  child uuid primary key references homeward.children (id),
  sibling_group uuid not null
);
create index sibling_members_group on homeward.sibling_members (sibling_group);

-- People around a child or a family who need no account.
create table homeward.family_members (
  id uuid primary key,
  family uuid references homeward.families (id),
  child uuid references homeward.children (id),
  relation text not null,
  name_km text,
  name_latin text,
  km_key text not null default '',
  latin_key text not null default '',
  sex text not null default 'unknown' check (sex in ('female', 'male', 'unknown')),
  birth_year int check (birth_year between 1900 and 2200),
  living text not null default 'unknown' check (living in ('alive', 'died', 'detained', 'abroad', 'missing', 'unknown')),
  household boolean not null default false,
  area text references homeward.areas (code),
  phone text,
  -- the account of the same human, where there is one
  person uuid references homeward.people (id),
  from_at timestamptz not null,
  until_at timestamptz,
  constraint family_members_of check (family is not null or child is not null)
);
create index family_members_family on homeward.family_members (family);
create index family_members_child on homeward.family_members (child);

create table homeward.institutions (
  id uuid primary key,
  version int not null default 1 check (version > 0),
  code text not null constraint institutions_code unique check (code ~ '^[A-Z0-9]+(-[A-Z0-9]+){1,3}$'),
  name_km text not null,
  name_en text not null,
  km_key text not null default '',
  latin_key text not null default '',
  kind text not null check (kind in ('rci', 'transitHome', 'groupHome', 'pagoda', 'boardingSchool', 'emergencyFoster', 'hospital')),
  operator text not null check (operator in ('state', 'ngo', 'faith', 'private')),
  operator_agency uuid references homeward.agencies (id),
  area text not null references homeward.areas (code),
  standing text not null check (standing in ('authorised', 'unauthorised', 'suspended', 'frozen', 'closed')),
  standing_since timestamptz not null,
  standing_reason text,
  -- true only for what the register import (P-34) authorised, and for families and hospitals, which are no residential care
  ever_authorised boolean not null default false,
  authorised_capacity int not null check (authorised_capacity >= 0),
  last_inspection date,
  phone text,
  registered_at timestamptz not null,
  constraint institutions_unauthorised_capacity check (ever_authorised or authorised_capacity = 0),
  constraint institutions_family_capacity check (kind <> 'emergencyFoster' or authorised_capacity <= 6)
) with (fillfactor = 70);
create index institutions_area on homeward.institutions (area text_pattern_ops, code);

-- Where it is; kept after closure, because premises stay on watch (N-23).
create table homeward.premises (
  id uuid primary key,
  institution uuid not null references homeward.institutions (id),
  area text references homeward.areas (code),
  address text,
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  from_at timestamptz not null,
  until_at timestamptz
);
create index premises_institution on homeward.premises (institution);

-- Persons behind an institution: they may be no users.
create table homeward.institution_people (
  id uuid primary key,
  institution uuid not null references homeward.institutions (id),
  person uuid references homeward.people (id),
  name_km text,
  name_latin text,
  km_key text not null default '',
  latin_key text not null default '',
  role text not null check (role in ('director', 'owner', 'board', 'founder', 'donor', 'staff')),
  phone text,
  from_at timestamptz not null,
  until_at timestamptz,
  check (name_km is not null or name_latin is not null or person is not null)
);
create index institution_people_institution on homeward.institution_people (institution);
create index institution_people_person on homeward.institution_people (person);

-- Declared interests and kinship of users (0002 has the ops): who may not decide about what. `other` may also be a person around a child.
create table homeward.interests (
  id uuid primary key,
  person uuid not null references homeward.people (id),
  kind text not null check (kind in ('kin', 'declared')),
  institution uuid references homeward.institutions (id),
  other uuid,
  note text,
  from_at timestamptz not null,
  until_at timestamptz,
  constraint interests_about check ((institution is null) <> (other is null)),
  constraint interests_other check (other <> person)
);
create index interests_person on homeward.interests (person);
create index interests_other on homeward.interests (other) where other is not null;
create index interests_institution on homeward.interests (institution) where institution is not null;

-- What happened, always recordable. A correction is a new row that names the one it corrects.
create table homeward.facts (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z][A-Za-z]{1,39}$'),
  child uuid references homeward.children (id),
  institution uuid references homeward.institutions (id),
  at timestamptz not null,
  recorded_at timestamptz not null,
  by uuid,
  role text,
  instance uuid references homeward.instances (id),
  stream uuid not null,
  seq int not null,
  corrects uuid references homeward.facts (id),
  detail jsonb not null default '{}',
  constraint facts_about check (child is not null or institution is not null),
  constraint facts_correct_once unique (corrects)
);
create index facts_child on homeward.facts (child, at desc);
create index facts_institution on homeward.facts (institution, at desc);
create index facts_place on homeward.facts (child, at desc, recorded_at desc) where kind in ('presence', 'arrival', 'departure', 'placedInFamily', 'death');

create table homeward.birth_corrections (
  id uuid primary key,
  child uuid not null references homeward.children (id),
  birth_from date not null,
  birth_to date not null check (birth_from <= birth_to),
  birth_precision text not null check (birth_precision in ('day', 'month', 'year', 'interval')),
  reason text not null,
  evidence text,
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamptz,
  status text not null default 'proposed' check (status in ('proposed', 'approved', 'rejected')),
  -- what it replaced, for the history
  was_from date,
  was_to date,
  was_precision text,
  constraint birth_second_person check (
    status = 'proposed' or (decided_by is not null and decided_by <> proposed_by
      and decided_by is distinct from proposed_for and decided_for is distinct from proposed_by
      and (decided_for is null or decided_for is distinct from proposed_for)))
);
create unique index birth_corrections_open on homeward.birth_corrections (child) where status = 'proposed';

create table homeward.merges (
  id uuid primary key,
  kept uuid not null references homeward.children (id),
  merged uuid not null references homeward.children (id),
  reason text not null,
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamptz,
  status text not null default 'proposed' check (status in ('proposed', 'approved', 'rejected')),
  constraint merges_two_records check (kept <> merged),
  constraint merges_second_person check (
    status = 'proposed' or (decided_by is not null and decided_by <> proposed_by
      and decided_by is distinct from proposed_for and decided_for is distinct from proposed_by
      and (decided_for is null or decided_for is distinct from proposed_for)))
);
create unique index merges_open on homeward.merges (kept, merged) where status = 'proposed';

-- What a decision allows. The decision is a line of the journal.
create table homeward.authorities (
  id uuid primary key,
  child uuid not null references homeward.children (id),
  kind text not null check (kind in ('residential', 'emergency', 'interim', 'kinship', 'foster')),
  institution uuid references homeward.institutions (id),
  status text not null check (status in ('awaiting', 'inForce', 'suspended', 'ended', 'void')),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  goal text not null,
  instance uuid not null references homeward.instances (id),
  seq int not null,
  granted_at timestamptz not null,
  changed_at timestamptz not null,
  reason text,
  constraint authority_has_decision foreign key (instance, seq) references homeward.journal (stream, seq),
  constraint authority_has_end check (valid_until > valid_from),
  constraint authority_names_institution check (kind <> 'residential' or institution is not null),
  constraint authority_names_goal check (goal <> '')
);
create unique index authority_one_open on homeward.authorities (child) where status in ('awaiting', 'inForce', 'suspended');
create index authorities_institution on homeward.authorities (institution) where status in ('awaiting', 'inForce', 'suspended');
create index authorities_history on homeward.authorities (institution, granted_at);
create index authorities_instance on homeward.authorities (instance);

create table homeward.incidents (
  id uuid primary key,
  kind text not null check (kind ~ '^[A-Z][A-Z0-9_]{2,59}$'),
  child uuid references homeward.children (id),
  institution uuid references homeward.institutions (id),
  instance uuid references homeward.instances (id),
  fact uuid references homeward.facts (id),
  role text not null,
  area text not null,
  ladder text not null check (ladder in ('normal', 'high')),
  text_en text not null,
  text_km text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'acknowledged', 'resolved')),
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  constraint incidents_resolved_how check (status <> 'resolved' or (resolved_at is not null and resolution <> ''))
);
create unique index incidents_open on homeward.incidents
  (kind, coalesce(child, '00000000-0000-0000-0000-000000000000'), coalesce(institution, '00000000-0000-0000-0000-000000000000'))
  where status <> 'resolved';
create index incidents_area on homeward.incidents (area text_pattern_ops, opened_at);
create index incidents_child on homeward.incidents (child);
create index incidents_institution on homeward.incidents (institution);
alter table homeward.tasks add constraint tasks_incident foreign key (incident) references homeward.incidents (id);
create unique index tasks_incident_open on homeward.tasks (incident, key) where closed_at is null and incident is not null;

-- What became of each request; later shown by date, province and rules only.
create table homeward.outcomes (
  child uuid not null references homeward.children (id),
  instance uuid not null references homeward.instances (id),
  seq int not null,
  workflow text not null,
  outcome text not null,
  at timestamptz not null,
  province text not null check (length(province) = 2),
  rules text[] not null,
  primary key (child, instance, seq),
  foreign key (instance, seq) references homeward.journal (stream, seq)
);
create index outcomes_child on homeward.outcomes (child, at desc);

-- Who is named as alleged perpetrator about whom; kin are found through interests. Ends what they may see. The person is a
-- user, or a person around the child without an account (their kin may be users).
create table homeward.allegations (
  id uuid primary key,
  child uuid not null references homeward.children (id),
  person uuid not null references homeward.people (id),
  from_at timestamptz not null,
  until_at timestamptz,
  stream uuid not null,
  seq int not null
);
create index allegations_child on homeward.allegations (child);
create index allegations_person on homeward.allegations (person);

-- The one import of the register on the policy date (P-34).
create table homeward.register_imports (
  one boolean primary key default true check (one),
  policy_date date not null,
  at timestamptz not null default clock_timestamp(),
  by text not null default session_user,
  institutions int not null,
  xact xid8 not null default pg_current_xact_id()
);

-- ---------------------------------------------------------------------------------------------------------------------
-- What the database refuses

create function door.refuse(code text, rule text, message text, detail text default '') returns void language plpgsql as $$
begin
  raise exception using errcode = code, constraint = rule, message = message, detail = detail;
end $$;

-- Birthday on which somebody born on `birth` turns `years`; 29 February matures on 1 March.
create function homeward.birthday(birth date, years int) returns date language sql immutable parallel safe
as $$ select make_date(extract(year from birth)::int + years, extract(month from birth)::int, 1) + extract(day from birth)::int - 1 $$;

create function homeward.residential_kind(kind text) returns boolean language sql immutable parallel safe
as $$ select kind in ('rci', 'transitHome', 'groupHome', 'pagoda', 'boardingSchool') $$;

create function door.append_only() returns trigger language plpgsql as $$
begin
  perform door.refuse('HW030', tg_table_name || '_append_only', tg_table_name || ' is append-only');
  return null;
end $$;
create trigger facts_append_only before update or delete or truncate on homeward.facts for each statement execute function door.append_only();
create trigger outcomes_append_only before update or delete or truncate on homeward.outcomes for each statement execute function door.append_only();
create trigger register_imports_append_only before update or delete or truncate on homeward.register_imports
  for each statement execute function door.append_only();

create function door.keep() returns trigger language plpgsql as $$
begin
  perform door.refuse('HW031', 'registry_kept', 'rows of ' || tg_table_name || ' are never removed');
  return null;
end $$;
create trigger registry_kept before delete or truncate on homeward.children for each statement execute function door.keep();
create trigger registry_kept before delete or truncate on homeward.institutions for each statement execute function door.keep();
create trigger registry_kept before delete or truncate on homeward.authorities for each statement execute function door.keep();
create trigger registry_kept before delete or truncate on homeward.incidents for each statement execute function door.keep();
create trigger registry_kept before delete or truncate on homeward.birth_corrections for each statement execute function door.keep();
create trigger registry_kept before delete or truncate on homeward.merges for each statement execute function door.keep();

create function door.guard_authority() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
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
    select count(*) into taken from authorities
      where institution = new.institution and status in ('awaiting', 'inForce', 'suspended') and id <> new.id;
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
  return new;
end $$;
create trigger authority_guard before insert or update on homeward.authorities for each row execute function door.guard_authority();

create function door.guard_institution() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  importing boolean := exists (select from register_imports where xact = pg_current_xact_id());
begin
  if tg_op = 'INSERT' then
    if not importing and (new.ever_authorised or new.standing = 'authorised') and residential_kind(new.kind) then
      perform door.refuse('HW037', 'institution_never_created', 'no new institution is authorised');
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
  if new.authorised_capacity > old.authorised_capacity then
    perform door.refuse('HW037', 'institution_never_larger', 'an increase of capacity is a new institution');
  end if;
  return new;
end $$;
create trigger institution_guard before insert or update on homeward.institutions for each row execute function door.guard_institution();

-- A birth date changes by the correction that a second person approved, and no other way; merged records stand still.
create function door.guard_child() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if (new.birth_from, new.birth_to) is distinct from (old.birth_from, old.birth_to) and not exists (
    select from birth_corrections b where b.child = new.id and b.status = 'approved' and (b.birth_from, b.birth_to) = (new.birth_from, new.birth_to)
      and b.was_from = old.birth_from and b.was_to = old.birth_to and b.decided_at = (select max(decided_at) from birth_corrections where child = new.id)) then
    perform door.refuse('HW038', 'child_birth_two_people', 'a birth date is corrected by two people');
  end if;
  if new.merged_into is distinct from old.merged_into and not exists (
    select from merges m where m.status = 'approved' and m.kept = new.merged_into
      and (m.merged = new.id or m.merged = old.merged_into)) then
    perform door.refuse('HW038', 'child_merge_two_people', 'two records are merged by two people');
  end if;
  if old.status = 'died' and new.status <> 'died' and not exists (select from facts f join facts c on c.corrects = f.id
      where f.child = new.id and f.kind = 'death') then
    perform door.refuse('HW038', 'child_death_corrected', 'a death is corrected by a new fact');
  end if;
  return new;
end $$;
create trigger child_guard before update on homeward.children for each row execute function door.guard_child();

create function door.guard_decided() returns trigger language plpgsql as $$
begin
  if old.status <> 'proposed' then
    perform door.refuse('HW038', 'proposal_decided', 'it has been decided');
  end if;
  if new.proposed_by <> old.proposed_by or new.proposed_for is distinct from old.proposed_for then
    perform door.refuse('HW038', 'proposal_fixed', 'who proposed stays who proposed');
  end if;
  return new;
end $$;
create trigger decided_guard before update on homeward.birth_corrections for each row execute function door.guard_decided();
create trigger decided_guard before update on homeward.merges for each row execute function door.guard_decided();

-- ---------------------------------------------------------------------------------------------------------------------
-- What the ops share

-- The actor of the line, as its journal entry says.
create function door.actor_of(line door.line) returns jsonb language sql stable set search_path = homeward, pg_temp
as $$ select coalesce(entry::jsonb -> 'actor', '{}') from journal where stream = line.stream and seq = line.seq $$;

-- The record that stands for a child today: the one it was merged into, or itself.
create function door.child_of(asked uuid) returns uuid language plpgsql stable set search_path = homeward, pg_temp as $$
declare
  found_id uuid;
begin
  select coalesce(merged_into, id) into found_id from children where id = asked;
  if found_id is null and asked is not null then perform door.refuse('HW039', 'child_known', 'there is no such child'); end if;
  return found_id;
end $$;

create function door.instant_of(value jsonb) returns timestamptz language sql immutable
as $$ select case jsonb_typeof(value) when 'number' then to_timestamp((value #>> '{}')::numeric / 1000) else (value #>> '{}')::timestamptz end $$;

create function door.texts_of(list jsonb) returns setof text language sql immutable
as $$ select jsonb_array_elements_text(case jsonb_typeof(list) when 'array' then list else '[]' end) $$;

create function door.touch_child(child uuid) returns void language sql set search_path = homeward, pg_temp
as $$ update children set version = version + 1 where id = child $$;
create function door.touch_institution(institution uuid) returns void language sql set search_path = homeward, pg_temp
as $$ update institutions set version = version + 1 where id = institution $$;

-- Length of the area code at which a role is appointed; `levelOfRole` of the workflows.
create function homeward.level_of_role(role text) returns int language sql immutable parallel safe
as $$ select case when role = 'village' then 8 when role = 'commune' then 6 when role in ('dsw', 'districtSupervisor', 'ngoCaseworker') then 4
       when role in ('mosvy', 'administrator') then 0 else 2 end $$;

-- Opens an incident with its task, unless it is open already: {kind, child, institution, instance, fact, role, area, ladder, text, due, parameter}.
create function door.open_incident(i jsonb, line door.line) returns uuid language plpgsql set search_path = homeward, pg_temp as $$
declare
  made uuid;
  due timestamptz := door.instant_of(i -> 'due');
  place text := left(i ->> 'area', level_of_role(i ->> 'role'));
  params int := coalesce(line.parameters, (select max(version) from parameter_sets where effective_from <= line.at),
                         (select max(version) from parameter_sets), 1);
begin
  insert into incidents (id, kind, child, institution, instance, fact, role, area, ladder, text_en, text_km, opened_at, due_at)
  values (coalesce((i ->> 'id')::uuid, gen_random_uuid()), i ->> 'kind', (i ->> 'child')::uuid, (i ->> 'institution')::uuid, (i ->> 'instance')::uuid,
          (i ->> 'fact')::uuid, i ->> 'role', place, i ->> 'ladder', i -> 'text' ->> 'en', i -> 'text' ->> 'km', line.at, due)
  on conflict do nothing returning id into made;
  if made is null then return null; end if;
  insert into tasks (id, incident, key, name, role, area, institution, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at,
                     next_rung, next_rung_at)
  values (gen_random_uuid(), made, 'incident/' || (i ->> 'kind'), 'incident', i ->> 'role', place,
          case when i ->> 'role' = 'rciDirector' then (i ->> 'institution')::uuid end,
          due, (due at time zone 'Asia/Phnom_Penh')::date, true,
          jsonb_build_object('deadline', 'incident', 'parameter', coalesce(i ->> 'parameter', ''), 'parameterVersion', params, 'calendarVersion', 0,
            'clock', 'calendar', 'anchor', (extract(epoch from line.at) * 1000)::bigint, 'amount', round(extract(epoch from due - line.at) / 3600, 2),
            'unit', 'hours', 'skipped', '[]'::jsonb),
          i ->> 'ladder', params, coalesce(line.version, line.seq), line.at, 0,
          door.rung_at(i ->> 'ladder', params, 0, due, (due at time zone 'Asia/Phnom_Penh')::date, true));
  return made;
end $$;

create function door.resolve_incidents(which uuid[], how text, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update incidents set status = 'resolved', resolved_at = line.at, resolved_by = (door.actor_of(line) ->> 'person')::uuid, resolution = how
    where id = any (which) and status <> 'resolved';
  update tasks set closed_at = line.at, closed_version = coalesce(line.version, line.seq), closed_by = 'resolved', next_rung_at = null
    where incident = any (which) and closed_at is null;
end $$;

-- Facts meet authorities: a child who sleeps in an institution without an authority there, or under 3, opens an incident.
create function door.compare_presence(kid uuid, place uuid, fact uuid, at timestamptz, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  i institutions;
  youngest date;
  base jsonb;
begin
  select * into i from institutions where id = place;
  select birth_to into youngest from children where id = kid;
  base := jsonb_build_object('child', kid, 'institution', place, 'instance', line.instance, 'fact', fact, 'area', i.area, 'parameter', 'P-38');
  if i.kind <> 'hospital' and not exists (select from authorities where child = kid and institution = place and status in ('awaiting', 'inForce')) then
    perform door.open_incident(base || jsonb_build_object('kind', 'UNAUTHORISED_PRESENCE', 'role', 'districtSupervisor', 'ladder', 'high',
      'due', to_jsonb(line.at + interval '24 hours'), 'text', jsonb_build_object(
        'en', 'A child sleeps in an institution without a decision that allows it. See the child, secure the child, and ask for a decision or a way home.',
        'km', 'កុមារម្នាក់ស្នាក់នៅក្នុងគ្រឹះស្ថានដោយគ្មានសេចក្តីសម្រេចអនុញ្ញាត។ សូមជួបកុមារ ធានាសុវត្ថិភាព ហើយស្នើសុំសេចក្តីសម្រេច ឬរៀបចំឱ្យកុមារត្រឡប់ទៅគ្រួសារវិញ។')), line);
  end if;
  if residential_kind(i.kind) and birthday(youngest, 3) > (at at time zone 'Asia/Phnom_Penh')::date
     and door.open_incident(base || jsonb_build_object('kind', 'UNDER_THREE_PRESENT', 'role', 'pdosvyDirector', 'ladder', 'high',
      'due', to_jsonb(line.at + interval '24 hours'), 'text', jsonb_build_object(
        'en', 'A child under 3 is in residential care, which nobody can authorise. Arrange emergency foster care within 24 hours.',
        'km', 'កុមារអាយុក្រោម ៣ឆ្នាំ ស្ថិតក្នុងការថែទាំតាមគ្រឹះស្ថាន ដែលគ្មាននរណាអាចអនុញ្ញាតបានទេ។ សូមរៀបចំគ្រួសារធម៌បន្ទាន់ក្នុងរយៈពេល ២៤ម៉ោង។')), line) is not null then
    perform door.op_alert_raise(jsonb_build_object('kind', 'UNDER_THREE_PRESENT', 'to', jsonb_build_array('pdosvyDirector', 'mosvy'), 'area', left(i.area, 2),
      'occurrence', kid || '/' || fact, 'text', jsonb_build_object(
        'en', 'Critical: a child under 3 was found in residential care.', 'km', 'ធ្ងន់ធ្ងរ៖ រកឃើញកុមារអាយុក្រោម ៣ឆ្នាំ ក្នុងការថែទាំតាមគ្រឹះស្ថាន។')), line);
  end if;
end $$;

-- Where the child is now by what was recorded and not corrected; null when in no institution, or not known.
create function homeward.present_at(kid uuid) returns uuid language sql stable set search_path = homeward, pg_temp as $$
  select case when kind in ('presence', 'arrival') then institution end from (
    select f.kind, f.institution from facts f
     where f.child in (select id from children where id = kid or merged_into = kid)
       and (f.kind in ('presence', 'arrival') and f.institution is not null or f.kind in ('departure', 'placedInFamily', 'death'))
       and not exists (select from facts c where c.corrects = f.id)
     order by f.at desc, f.recorded_at desc, f.seq desc limit 1) last
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Ops of the write door: children and families

create function door.add_names(kid uuid, names jsonb) returns void language sql set search_path = homeward, pg_temp as $$
  insert into child_names (child, ord, km, latin, km_key, km_gram, latin_key)
  select kid, coalesce((select max(ord) from child_names where child = kid), 0) + n.nth, n.v ->> 'km', n.v ->> 'latin',
         coalesce(n.v ->> 'kmKey', ''), coalesce(n.v ->> 'kmGram', ''), coalesce(n.v ->> 'latinKey', '')
    from jsonb_array_elements(case jsonb_typeof(names) when 'array' then names else '[]' end) with ordinality n(v, nth)
$$;

create function door.add_ids(kid uuid, ids jsonb) returns void language sql set search_path = homeward, pg_temp as $$
  insert into child_ids select kid, i ->> 'kind', i ->> 'value'
    from jsonb_array_elements(case jsonb_typeof(ids) when 'array' then ids else '[]' end) i on conflict do nothing
$$;

create function door.link_siblings(kids uuid[]) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  groups uuid[];
  one uuid;
begin
  if cardinality(kids) < 2 then return; end if;
  select array_agg(distinct sibling_group) into groups from sibling_members where child = any (kids);
  one := coalesce(groups[1], gen_random_uuid());
  update sibling_members set sibling_group = one where sibling_group = any (groups);
  insert into sibling_members select distinct k, one from unnest(kids) k on conflict (child) do nothing;
  update children set version = version + 1 where id in (select child from sibling_members where sibling_group = one);
end $$;

create function door.op_child_register(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  kid uuid := (data ->> 'id')::uuid;
begin
  insert into children (id, birth_from, birth_to, birth_precision, sex, disability, disability_note, area, village, family, registered_at)
  values (kid, (data ->> 'birthFrom')::date, (data ->> 'birthTo')::date, data ->> 'birthPrecision', data ->> 'sex', coalesce((data ->> 'disability')::boolean, false),
          data ->> 'disabilityNote', coalesce(data ->> 'village', data ->> 'area'), data ->> 'village', (data ->> 'family')::uuid, line.at);
  perform door.add_names(kid, data -> 'names');
  perform door.add_ids(kid, data -> 'ids');
  perform door.link_siblings(array[kid] || array(select door.child_of(s::uuid) from door.texts_of(data -> 'siblings') s));
end $$;

-- Only the keys that are present change; names and ids are added, never taken away.
create function door.op_child_amend(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  kid uuid := door.child_of((data ->> 'child')::uuid);
begin
  update children set version = version + 1,
    sex = coalesce(data ->> 'sex', sex),
    disability = coalesce((data ->> 'disability')::boolean, disability),
    disability_note = coalesce(data ->> 'disabilityNote', disability_note),
    village = coalesce(data ->> 'village', village),
    area = coalesce(data ->> 'village', area),
    family = coalesce((data ->> 'family')::uuid, family)
    where id = kid;
  perform door.add_names(kid, data -> 'names');
  perform door.add_ids(kid, data -> 'ids');
end $$;

create function door.op_birth_propose(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  who jsonb := door.actor_of(line);
begin
  insert into birth_corrections (id, child, birth_from, birth_to, birth_precision, reason, evidence, proposed_by, proposed_for, proposed_at)
  values ((data ->> 'id')::uuid, door.child_of((data ->> 'child')::uuid), (data ->> 'birthFrom')::date, (data ->> 'birthTo')::date, data ->> 'birthPrecision',
          data ->> 'reason', data ->> 'evidence', (who ->> 'person')::uuid, (who ->> 'actingFor')::uuid, line.at);
end $$;

create function door.op_birth_decide(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
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
  select * into a from authorities where child = kid.id and status in ('awaiting', 'inForce') and institution is not null;
  if a.id is not null and birthday(b.birth_to, 3) > (line.at at time zone 'Asia/Phnom_Penh')::date
     and residential_kind((select kind from institutions where id = a.institution)) then
    perform door.open_incident(jsonb_build_object('kind', 'UNDER_THREE_AUTHORITY', 'child', kid.id, 'institution', a.institution, 'instance', a.instance,
      'role', 'pdosvyDirector', 'area', (select area from institutions where id = a.institution), 'ladder', 'high', 'parameter', 'P-38',
      'due', to_jsonb(line.at + interval '24 hours'), 'text', jsonb_build_object(
        'en', 'The corrected birth date makes the child younger than 3, and an authority for residential care is open. End it and arrange family-based care.',
        'km', 'តាមថ្ងៃខែឆ្នាំកំណើតដែលបានកែ កុមារមានអាយុក្រោម ៣ឆ្នាំ ហើយការអនុញ្ញាតឱ្យស្នាក់នៅគ្រឹះស្ថាននៅមានសុពលភាព។ សូមបញ្ចប់ និងរៀបចំការថែទាំតាមគ្រួសារ។')), line);
  end if;
end $$;

create function door.op_family_register(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  insert into families (id, area, village, id_poor, note, registered_at)
  values ((data ->> 'id')::uuid, coalesce(data ->> 'village', data ->> 'area'), data ->> 'village', data ->> 'idPoor', data ->> 'note', line.at)
$$;

create function door.op_family_amend(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  update families set version = version + 1, village = coalesce(data ->> 'village', village), area = coalesce(data ->> 'village', area),
    id_poor = coalesce(data ->> 'idPoor', id_poor), note = coalesce(data ->> 'note', note) where id = (data ->> 'family')::uuid
$$;

-- A person around a child or in a family, with relation, living status and household.
create function door.op_family_member(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  if data ->> 'endOf' is not null then
    update family_members set until_at = line.at where id = (data ->> 'endOf')::uuid and until_at is null;
  end if;
  if data ->> 'id' is not null then
    insert into family_members (id, family, child, relation, name_km, name_latin, km_key, latin_key, sex, birth_year, living, household, area, phone, person, from_at)
    values ((data ->> 'id')::uuid, (data ->> 'family')::uuid, door.child_of((data ->> 'child')::uuid), data ->> 'relation', data ->> 'nameKm', data ->> 'nameLatin',
            coalesce(data ->> 'kmKey', ''), coalesce(data ->> 'latinKey', ''), coalesce(data ->> 'sex', 'unknown'), (data ->> 'birthYear')::int,
            coalesce(data ->> 'living', 'unknown'), coalesce((data ->> 'household')::boolean, false), data ->> 'area', data ->> 'phone', (data ->> 'person')::uuid, line.at);
  end if;
  update families set version = version + 1 where id = (data ->> 'family')::uuid;
  update children set version = version + 1 where id = (data ->> 'child')::uuid;
end $$;

create function door.op_sibling_link(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  select door.link_siblings(array(select door.child_of(s::uuid) from door.texts_of(data -> 'children') s))
$$;

-- A link made by mistake: the child leaves the group.
create function door.op_sibling_unlink(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  kid uuid := door.child_of((data ->> 'child')::uuid);
begin
  update children set version = version + 1 where id in (select m.child from sibling_members m
    where m.sibling_group = (select sibling_group from sibling_members where child = kid));
  delete from sibling_members where child = kid;
end $$;

create function door.op_merge_propose(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  who jsonb := door.actor_of(line);
begin
  insert into merges (id, kept, merged, reason, proposed_by, proposed_for, proposed_at)
  values ((data ->> 'id')::uuid, door.child_of((data ->> 'kept')::uuid), door.child_of((data ->> 'merged')::uuid), data ->> 'reason',
          (who ->> 'person')::uuid, (who ->> 'actingFor')::uuid, line.at);
end $$;

-- Both records stay; the merged one points at the kept one, and what it knew is known there too.
create function door.op_merge_decide(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
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
  select count(*) into open_both from authorities where child in (m.kept, m.merged) and status in ('awaiting', 'inForce', 'suspended');
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

create function door.op_allegation_name(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  insert into allegations (id, child, person, from_at, stream, seq)
  values ((data ->> 'id')::uuid, door.child_of((data ->> 'child')::uuid), (data ->> 'person')::uuid, line.at, line.stream, line.seq)
$$;
create function door.op_allegation_end(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  update allegations set until_at = line.at where id = (data ->> 'id')::uuid and until_at is null
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Ops: institutions

create function door.add_institution(data jsonb, at timestamptz) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  insert into institutions (id, code, name_km, name_en, km_key, latin_key, kind, operator, operator_agency, area, standing, standing_since, standing_reason,
                            ever_authorised, authorised_capacity, last_inspection, phone, registered_at)
  values ((data ->> 'id')::uuid, data ->> 'code', data ->> 'nameKm', data ->> 'nameEn', coalesce(data ->> 'kmKey', ''), coalesce(data ->> 'latinKey', ''),
          data ->> 'kind', data ->> 'operator', (data ->> 'operatorAgency')::uuid, data ->> 'area', data ->> 'standing', at, data ->> 'reason',
          coalesce((data ->> 'everAuthorised')::boolean, false), coalesce((data ->> 'capacity')::int, 0), (data ->> 'lastInspection')::date, data ->> 'phone', at);
  if data ->> 'lat' is not null or data ->> 'address' is not null then
    insert into premises (id, institution, area, address, lat, lon, from_at)
    values (gen_random_uuid(), (data ->> 'id')::uuid, data ->> 'area', data ->> 'address', (data ->> 'lat')::float8, (data ->> 'lon')::float8, at);
  end if;
  insert into institution_people (id, institution, person, name_km, name_latin, km_key, latin_key, role, phone, from_at)
  select gen_random_uuid(), (data ->> 'id')::uuid, (p ->> 'person')::uuid, p ->> 'nameKm', p ->> 'nameLatin', coalesce(p ->> 'kmKey', ''),
         coalesce(p ->> 'latinKey', ''), p ->> 'role', p ->> 'phone', at
    from jsonb_array_elements(case jsonb_typeof(data -> 'people') when 'array' then data -> 'people' else '[]' end) p;
end $$;

-- A facility that was found, or a family or hospital; an authorised institution cannot be made here (institution_guard).
create function door.op_institution_register(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp
as $$ select door.add_institution(data, line.at) $$;

create function door.op_institution_standing(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update institutions set version = version + 1, standing = data ->> 'standing', standing_since = line.at, standing_reason = data ->> 'reason'
    where id = (data ->> 'institution')::uuid;
  if not found then perform door.refuse('HW039', 'institution_known', 'there is no such institution'); end if;
end $$;

-- Names, phone, agency; and a capacity or type that the guard allows (never more, never into residential care).
create function door.op_institution_amend(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update institutions set version = version + 1, name_km = coalesce(data ->> 'nameKm', name_km), name_en = coalesce(data ->> 'nameEn', name_en),
    km_key = coalesce(data ->> 'kmKey', km_key), latin_key = coalesce(data ->> 'latinKey', latin_key), phone = coalesce(data ->> 'phone', phone),
    kind = coalesce(data ->> 'kind', kind), operator_agency = coalesce((data ->> 'operatorAgency')::uuid, operator_agency),
    authorised_capacity = coalesce((data ->> 'capacity')::int, authorised_capacity)
    where id = (data ->> 'institution')::uuid;
  if not found then perform door.refuse('HW039', 'institution_known', 'there is no such institution'); end if;
end $$;

create function door.op_institution_person(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  if data ->> 'endOf' is not null then
    update institution_people set until_at = line.at where id = (data ->> 'endOf')::uuid and until_at is null;
  end if;
  if data ->> 'id' is not null then
    insert into institution_people (id, institution, person, name_km, name_latin, km_key, latin_key, role, phone, from_at)
    values ((data ->> 'id')::uuid, (data ->> 'institution')::uuid, (data ->> 'person')::uuid, data ->> 'nameKm', data ->> 'nameLatin',
            coalesce(data ->> 'kmKey', ''), coalesce(data ->> 'latinKey', ''), data ->> 'role', data ->> 'phone', line.at);
  end if;
  perform door.touch_institution((data ->> 'institution')::uuid);
end $$;

create function door.op_institution_premises(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  insert into premises (id, institution, area, address, lat, lon, from_at)
  values ((data ->> 'id')::uuid, (data ->> 'institution')::uuid, data ->> 'area', data ->> 'address', (data ->> 'lat')::float8, (data ->> 'lon')::float8, line.at);
  perform door.touch_institution((data ->> 'institution')::uuid);
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Ops: facts, authorities, incidents, outcomes. These are also effects of workflows: data is the effect's parameters.

create function door.op_fact_record(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
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
      where a.child = kid and a.instance = line.instance and a.status in ('awaiting', 'inForce', 'suspended')) end);
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

create function door.op_authority_grant(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  kid uuid;
  place uuid := (data ->> 'institution')::uuid;
begin
  perform door.touch_institution(place);
  for kid in select door.child_of(k::uuid) from door.texts_of(data -> 'children') k order by 1 loop
    perform door.touch_child(kid);
    insert into authorities (id, child, kind, institution, status, valid_from, valid_until, goal, instance, seq, granted_at, changed_at)
    values (gen_random_uuid(), kid, data ->> 'kind', place, data ->> 'status', door.instant_of(data -> 'from'), door.instant_of(data -> 'until'),
            data ->> 'goal', coalesce(line.instance, (data ->> 'instance')::uuid), line.seq, line.at, line.at);
    perform door.resolve_incidents(array(select id from incidents where kind = 'UNAUTHORISED_PRESENCE' and child = kid and institution = place and status <> 'resolved'),
      'an authority was granted', line);
  end loop;
end $$;

-- Changes the open authority of each child: this instance's own; an ending also another's, where this instance has none.
create function door.op_authority_change(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  a authorities;
  mine uuid := coalesce(line.instance, (data ->> 'instance')::uuid);
begin
  for a in select au.* from authorities au where au.child in (select door.child_of(k::uuid) from door.texts_of(data -> 'children') k)
             and au.status in ('awaiting', 'inForce', 'suspended')
             and (au.instance = mine or data ->> 'to' = 'ended' and not exists (select from authorities o where o.child = au.child and o.instance = mine))
           order by au.child loop
    perform door.touch_institution(a.institution);
    perform door.touch_child(a.child);
    update authorities set status = data ->> 'to', reason = data ->> 'reason', changed_at = line.at where id = a.id;
  end loop;
end $$;

create function door.op_incident_open(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  kid uuid;
begin
  for kid in select door.child_of(k::uuid) from door.texts_of(data -> 'children') k union all
             select null::uuid where not exists (select from door.texts_of(data -> 'children')) loop
    perform door.open_incident(data || jsonb_build_object('child', kid, 'instance', line.instance,
      'area', coalesce(data ->> 'area', line.area, (select area from institutions where id = (data ->> 'institution')::uuid), '')), line);
  end loop;
end $$;

create function door.op_incident_acknowledge(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update incidents set status = 'acknowledged', acknowledged_at = line.at, acknowledged_by = (door.actor_of(line) ->> 'person')::uuid
    where id = (data ->> 'id')::uuid and status = 'open';
end $$;

-- By id (a person resolves it), or by kind and children (a workflow does; without children, those of its instance).
create function door.op_incident_resolve(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  perform door.resolve_incidents(array(
    select id from incidents where status <> 'resolved' and case
      when data ->> 'id' is not null then id = (data ->> 'id')::uuid
      when exists (select from door.texts_of(data -> 'children')) then kind = data ->> 'kind'
        and child in (select door.child_of(k::uuid) from door.texts_of(data -> 'children') k)
      else kind = data ->> 'kind' and instance = line.instance end), data ->> 'reason', line);
end $$;

create function door.op_outcome_record(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  insert into outcomes (child, instance, seq, workflow, outcome, at, province, rules)
  select (o ->> 'child')::uuid, i.id, line.seq, i.workflow, o ->> 'outcome', line.at, left(i.area, 2), array(select door.texts_of(o -> 'rules'))
    from jsonb_array_elements(data -> 'children') o, instances i where i.id = coalesce(line.instance, (data ->> 'instance')::uuid)
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Imports, for the migrator alone

-- Rows {code, level, km, latin, kind}: adds areas and renames known ones; takes none away. Returns how many were new.
create function homeward.import_areas(rows jsonb) returns int language plpgsql security definer set search_path = homeward, pg_temp as $$
declare
  orphan text;
  before int := (select count(*) from areas);
begin
  insert into areas (code, level, name_km, name_en, kind_km)
  select r ->> 'code', (r ->> 'level')::smallint, r ->> 'km', r ->> 'latin', coalesce(r ->> 'kind', '') from jsonb_array_elements(rows) r
  on conflict (code) do update set name_km = excluded.name_km, name_en = excluded.name_en, kind_km = excluded.kind_km;
  select a.code into orphan from areas a where a.level > 1
    and not exists (select from areas p where p.code = left(a.code, length(a.code) - 2)) limit 1;
  if orphan is not null then perform door.refuse('HW040', 'area_parent', 'area ' || orphan || ' lies in no known area', orphan); end if;
  return (select count(*) from areas) - before;
end $$;

-- The register as of the policy date (P-34): once, whole or not at all. {policyDate, at?, institutions: [...]} → {imported, errors: [{row, code, error}]}.
create function homeward.import_institutions(payload jsonb, dry boolean default false) returns jsonb language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  at timestamptz := coalesce((payload ->> 'at')::timestamptz, clock_timestamp());
  policy date := (payload ->> 'policyDate')::date;
  list jsonb := payload -> 'institutions';
  errors jsonb := '[]';
  r record;
  id uuid;
  body text;
  digest text;
  done jsonb;
begin
  lock table register_imports in share row exclusive mode;
  if exists (select from register_imports) then
    perform door.refuse('HW037', 'register_imported_once', 'the register was imported already; after the policy date no institution is authorised',
      (select policy_date::text from register_imports));
  end if;
  if policy is null then perform door.refuse('HW040', 'register_policy_date', 'the import names the policy date'); end if;
  begin
    insert into register_imports (policy_date, institutions) values (policy, jsonb_array_length(list));
    for r in select value as v, ordinality as n from jsonb_array_elements(list) with ordinality loop
      id := coalesce((r.v ->> 'id')::uuid, gen_random_uuid());
      body := jsonb_build_object('data', r.v || jsonb_build_object('id', id))::text;
      digest := encode(sha256(convert_to(body, 'UTF8')), 'hex');
      done := homeward.write(jsonb_build_array(jsonb_build_object('checks', '[]'::jsonb, 'lines', jsonb_build_array(jsonb_build_object(
        'stream', id, 'kind', 'registry', 'at', at,
        'entry', jsonb_build_object('event', 'institution.imported', 'at', at, 'data', digest,
          'actor', jsonb_build_object('person', '00000000-0000-0000-0000-0000000000fe', 'role', 'register', 'area', ''))::text,
        'content', jsonb_build_object('digest', digest, 'compartment', 'open', 'body', body),
        'ops', jsonb_build_array(jsonb_build_object('op', 'institution.register',
          'data', r.v || jsonb_build_object('id', id, 'everAuthorised', r.v ->> 'standing' <> 'unauthorised')))))))) -> 0;
      if not (done ->> 'ok')::boolean then
        errors := errors || jsonb_build_object('row', r.n, 'code', r.v ->> 'code', 'constraint', done -> 'error' ->> 'constraint',
          'error', coalesce(done -> 'error' ->> 'message', done ->> 'conflict'));
      end if;
    end loop;
    if dry or jsonb_array_length(errors) > 0 then raise exception using errcode = 'HW0ZZ', message = 'rolled back'; end if;
  exception when sqlstate 'HW0ZZ' then null;
  end;
  return jsonb_build_object('imported', case when dry or jsonb_array_length(errors) > 0 then 0 else jsonb_array_length(list) end,
    'rows', jsonb_array_length(list), 'errors', errors, 'policyDate', policy);
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The facts that rules read

-- All records of one human: the kept one and those merged into it.
create function homeward.records_of(kid uuid) returns uuid[] language sql stable set search_path = homeward, pg_temp as $$
  with kept as (select coalesce(merged_into, id) as id from children where id = kid)
  select array_agg(id) from (select id from kept union all select c.id from kept join children c on c.merged_into = kept.id) x
$$;

-- And those that carry one of the same national or external ids.
create function homeward.certainly_same(kid uuid) returns uuid[] language sql stable set search_path = homeward, pg_temp as $$
  select array_agg(distinct c) from (
    select unnest(records_of(kid)) as c
    -- a sub-select is asked once, a function in the condition for every row
    union select o.child from child_ids i join child_ids o using (kind, value) where i.child = any ((select records_of(kid))::uuid[])) x
$$;

/* Records that are probably the same human, in whatever area: a strong likeness of a Khmer or Latin name, no contradiction of sex, and births
   that overlap within a month (a forged day), or within a year where the commune is the same. */
create function homeward.probably_same(grams text[], latins text[], born_from date, born_to date, their_sex text, their_village text)
returns table (child uuid, score real) language sql stable set search_path = homeward, pg_temp as $$
  with near as (
    select n.child, similarity(n.km_gram, g) as score from unnest(grams) g join child_names n on n.km_gram % g where g <> ''
    union all
    select n.child, similarity(n.latin_key, l) from unnest(latins) l join child_names n on n.latin_key % l where l <> '')
  select n.child, max(n.score) from near n join children c on c.id = n.child
   where (c.sex = their_sex or 'unknown' in (c.sex, their_sex))
     and (n.score >= 0.65 and c.birth_from <= born_to + 31 and c.birth_to >= born_from - 31
       or n.score >= 0.5 and left(c.village, 6) = left(their_village, 6) and c.birth_from <= born_to + 366 and c.birth_to >= born_from - 366)
   group by n.child
$$;

create function homeward.child_fact(asked uuid, of_workflow text, except_instance uuid, now timestamptz) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'id', asked, 'birth', jsonb_build_object('from', c.birth_from, 'to', c.birth_to), 'sex', c.sex, 'disability', c.disability, 'village', c.village,
    'family', c.family, 'status', c.status, 'version', c.version,
    'siblings', coalesce((select jsonb_agg(s.id order by s.id) from sibling_members me join sibling_members m using (sibling_group) join children s on s.id = m.child
       where me.child = c.id and m.child <> c.id and s.status = 'alive' and s.merged_into is null
         and birthday(s.birth_to, 18) > (now at time zone 'Asia/Phnom_Penh')::date), '[]'),
    'authority', (select jsonb_build_object('id', a.id, 'kind', a.kind, 'status', a.status, 'institution', a.institution, 'instance', a.instance,
       'until', (extract(epoch from a.valid_until) * 1000)::bigint) from authorities a where a.child = c.id and a.status in ('awaiting', 'inForce', 'suspended')),
    'presentAt', present_at(c.id),
    'openRequest', (select i.id from subjects s join instances i on i.id = s.instance
       where s.kind = 'child' and s.subject = any ((select certainly_same(c.id))::uuid[]) and i.status = 'open' and i.workflow = of_workflow
         and i.id is distinct from except_instance order by i.opened_at, i.id limit 1)))
  from children a join children c on c.id = coalesce(a.merged_into, a.id) where a.id = asked
$$;

create function homeward.institution_fact(asked uuid) returns jsonb language sql stable set search_path = homeward, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'id', i.id, 'code', i.code, 'name', i.name_en, 'kind', i.kind, 'operator', i.operator, 'operatorAgency', i.operator_agency, 'area', i.area,
    'standing', i.standing, 'authorisedCapacity', i.authorised_capacity, 'lastInspection', i.last_inspection, 'version', i.version,
    'occupied', (select count(*) from authorities where institution = i.id and status in ('awaiting', 'inForce', 'suspended')),
    'persons', (select coalesce(jsonb_agg(p order by p), '[]') from (
       select person as p from institution_people where institution = i.id and person is not null and until_at is null
       union select person from interests where institution = i.id and until_at is null) x)))
  from institutions i where i.id = asked
$$;

-- Refused, withdrawn and lapsed requests of the last 24 months for what is certainly or probably one of these children; newest first.
create function homeward.earlier_requests(kids uuid[], except_instance uuid, now timestamptz) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  with asked as (
    select k as kid, certainly_same(k) as certain from unnest(kids) k),
  alike as (
    select kid, unnest(certain) as child, 'certain' as same from asked
    union
    select a.kid, p.child, 'probable' from asked a join children c on c.id = a.kid
      cross join lateral (select array_agg(km_gram) filter (where km_gram <> '') as grams, array_agg(latin_key) filter (where latin_key <> '') as latins
                            from child_names where child_names.child = any (a.certain)) n
      cross join lateral probably_same(n.grams, n.latins, c.birth_from, c.birth_to, c.sex, c.village) p
     where p.child <> all (a.certain))
  select coalesce(jsonb_agg(jsonb_build_object('child', s.kid, 'same', s.same, 'outcome', o.outcome, 'date', (o.at at time zone 'Asia/Phnom_Penh')::date,
           'province', o.province, 'rules', to_jsonb(o.rules)) order by o.at desc, s.kid), '[]')
    from alike s join outcomes o on o.child = s.child
   where (o.outcome like 'REFUSED%' or o.outcome in ('WITHDRAWN', 'LAPSED')) and o.at > now - interval '24 months' and o.at <= now
     and o.instance is distinct from except_instance
$$;

-- One answer per request {workflow, instance, children, institution, persons, now, want}: {facts, checks, unknown}.
create function homeward.registry_facts(requests jsonb) returns jsonb language sql stable set search_path = homeward, pg_temp as $$
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
              union select person from interests where other = any (who) and until_at is null) x)) end)),
      'checks', (select coalesce(jsonb_agg(c), '[]') from (
           select distinct jsonb_build_object('table', 'children', 'id', c.id, 'version', c.version) as c
             from children a join children c on c.id = coalesce(a.merged_into, a.id) where a.id = any (kids) and want ?| '{children,earlierRequests,origin}'
           union all select jsonb_build_object('table', 'institutions', 'id', i.id, 'version', i.version)
             from institutions i where i.id = place and want ?| '{institution,emergencies,origin}') x),
      'unknown', jsonb_build_object(
         'children', (select coalesce(jsonb_agg(ord - 1 order by ord), '[]') from unnest(kids) with ordinality x(k, ord)
                       where want ?| '{children,earlierRequests,origin}' and not exists (select from children where id = k)),
         'institution', place is not null and want ?| '{institution,emergencies,origin}' and not exists (select from institutions where id = place))) as answer
    from (select n, v, v -> 'want' as want, (v ->> 'instance')::uuid as inst, (v ->> 'institution')::uuid as place, (v ->> 'now')::timestamptz as moment,
                 array(select k::uuid from jsonb_array_elements_text(v -> 'children') k) as kids,
                 array(select p::uuid from jsonb_array_elements_text(v -> 'persons') p) as who
            from jsonb_array_elements(requests) with ordinality q(v, n)) r) answers
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Who may what: the application reads; it writes through the door alone

grant select on homeward.families, homeward.children, homeward.child_names, homeward.child_ids, homeward.sibling_members, homeward.family_members,
  homeward.institutions, homeward.premises, homeward.institution_people, homeward.facts, homeward.birth_corrections, homeward.merges,
  homeward.authorities, homeward.incidents, homeward.outcomes, homeward.interests, homeward.allegations, homeward.register_imports to homeward_app, homeward_migrator;
revoke all on function homeward.import_institutions(jsonb, boolean), homeward.import_areas(jsonb) from public;
grant execute on function homeward.import_institutions(jsonb, boolean), homeward.import_areas(jsonb) to homeward_migrator;
