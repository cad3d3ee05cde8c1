-- Access: people, their appointments and interests, sign-in, the logs, access by breaking the glass.
-- People and appointments change through the write door alone; sessions and attempts are the application's own.

create table homeward.agencies (
  id uuid primary key,
  kind text not null check (kind in ('ministry', 'province', 'district', 'commune', 'village', 'ngo', 'police', 'hospital', 'court',
    'school', 'institution', 'other')),
  name_km text not null,
  name_en text not null,
  -- '' is the whole country
  area text not null default '',
  area_code text generated always as (nullif(area, '')) stored references homeward.areas (code),
  added_at timestamptz not null
);

create table homeward.people (
  id uuid primary key,
  name_km text not null check (name_km <> ''),
  name_en text not null check (name_en <> ''),
  phone text,
  email text,
  language text not null default 'km' check (language in ('km', 'en')),
  national_id text unique,
  added_at timestamptz not null
);

-- A person's role in an area, for a time. Who acts for somebody has an appointment of the same seat.
create table homeward.appointments (
  id uuid primary key,
  person uuid not null references homeward.people (id),
  role text not null,
  area text not null,
  area_code text generated always as (nullif(area, '')) stored references homeward.areas (code),
  agency uuid references homeward.agencies (id),
  institution uuid,
  starts_at timestamptz not null,
  ends_at timestamptz,
  acting_for uuid references homeward.appointments (id),
  given_by uuid,
  end_reason text,
  constraint appointment_level check (length(area) = case role
    when 'village' then 8
    when 'commune' then 6
    when 'dsw' then 4 when 'districtSupervisor' then 4 when 'ngoCaseworker' then 4
    when 'pdosvyOfficer' then 2 when 'pdosvyDirector' then 2 when 'rciDirector' then 2 when 'police' then 2 when 'hospital' then 2
    when 'court' then 2 when 'panelMember' then 2 when 'provincialAdministration' then 2
    when 'mosvy' then 0 when 'administrator' then 0
    else -1 end),
  constraint appointment_period check (ends_at is null or ends_at >= starts_at),
  constraint appointment_institution check ((role = 'rciDirector') = (institution is not null)),
  -- nobody appoints themselves: an administrator would see cases
  constraint appointment_by_another check (given_by is distinct from person)
);
create index appointments_person on homeward.appointments (person);
create index appointments_seat on homeward.appointments (role, area);
create index appointments_acting on homeward.appointments (acting_for) where acting_for is not null;

create table homeward.leaves (
  id uuid primary key,
  appointment uuid not null references homeward.appointments (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  ended_early_at timestamptz,
  constraint leave_period check (ends_at > starts_at)
);
create index leaves_appointment on homeward.leaves (appointment);

-- Who is reached at 23:52.
create table homeward.on_call (
  id uuid primary key,
  role text not null,
  area text not null,
  person uuid not null references homeward.people (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  cancelled_at timestamptz,
  constraint on_call_period check (ends_at > starts_at)
);
create index on_call_seat on homeward.on_call (role, area, ends_at);

create table homeward.credentials (
  person uuid primary key references homeward.people (id),
  login text not null,
  -- argon2id in PHC form
  password text not null,
  -- a password that must be changed before anything else
  one_time boolean not null default false,
  totp_secret text,
  -- enrolment begun, not yet confirmed with a code
  totp_pending text,
  -- the last time step whose code was used, and for what; a code never counts twice
  totp_step bigint,
  totp_use text,
  -- a code also counts once as a sign-in, apart from signatures
  totp_sign_in_step bigint,
  changed_at timestamptz not null
);
create unique index credentials_login on homeward.credentials (lower(login));

-- Charged before a password or code is looked at. `key` is a digest: people type passwords into login fields.
create table homeward.attempts (
  kind text not null check (kind in ('login', 'source', 'code')),
  key text not null,
  failed int not null,
  last_at timestamptz not null,
  locked_until timestamptz,
  primary key (kind, key)
);

create table homeward.sessions (
  id uuid primary key,
  -- SHA-256 of the token; the token itself is never stored
  token_hash bytea not null unique,
  person uuid not null references homeward.people (id),
  created_at timestamptz not null,
  rotated_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  device text not null default '',
  source text not null default '',
  -- entered with a one-time password: may only choose a password
  limited boolean not null default false,
  revoked_at timestamptz,
  revoked_why text
);
create index sessions_person on homeward.sessions (person) where revoked_at is null;

create table homeward.security_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,
  person uuid,
  source text,
  detail jsonb not null default '{}'
);
create index security_log_person on homeward.security_log (person, at);
create index security_log_at on homeward.security_log (at);
create trigger security_log_append_only before update or delete or truncate on homeward.security_log
  for each statement execute function door.never_change();

-- Who read whose file, when, in which role.
create table homeward.read_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  person uuid not null,
  role text not null,
  area text not null,
  kind text not null check (kind in ('child', 'family', 'instance', 'institution', 'search')),
  subject uuid,
  -- the way it was read, such as `GET /children/:id`, and what was searched for
  via text not null,
  restricted boolean not null default false,
  break_glass uuid
);
create index read_log_subject on homeward.read_log (subject, at);
create index read_log_person on homeward.read_log (person, at);
create trigger read_log_append_only before update or delete or truncate on homeward.read_log
  for each statement execute function door.never_change();

-- Reading without the right to, for a reason, for a short time, looked at afterwards by someone else.
create table homeward.break_glass (
  id uuid primary key,
  person uuid not null references homeward.people (id),
  -- the person acted for, who does not review it either
  acting_for uuid,
  role text not null,
  area text not null,
  kind text not null check (kind in ('child', 'instance')),
  subject uuid not null,
  reason text not null,
  opened_at timestamptz not null,
  until timestamptz not null,
  review_due_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by uuid references homeward.people (id),
  finding text check (finding in ('justified', 'unjustified')),
  note text,
  constraint break_glass_reason check (length(btrim(reason)) >= 20),
  constraint break_glass_limit check (until > opened_at and until <= opened_at + interval '24 hours'),
  constraint break_glass_review check (num_nonnulls(reviewed_at, reviewed_by, finding) in (0, 3)),
  constraint break_glass_reviewer check (reviewed_by is null or reviewed_by <> person and reviewed_by is distinct from acting_for)
);
create index break_glass_person on homeward.break_glass (person, subject, until);
create index break_glass_unreviewed on homeward.break_glass (review_due_at) where reviewed_at is null;

-- A lost password or second factor: asked for by one other person, approved by a second.
create table homeward.renewals (
  id uuid primary key,
  person uuid not null references homeward.people (id),
  what text not null check (what in ('password', 'secondFactor', 'both')),
  asked_at timestamptz not null,
  asked_by uuid not null references homeward.people (id),
  -- the person acted for, who is not the second one either
  asked_for uuid,
  expires_at timestamptz not null,
  -- digest of the first half of the one-time password, until the second half is made
  half text,
  approved_at timestamptz,
  approved_by uuid references homeward.people (id),
  approved_for uuid,
  constraint renewal_by_others check (asked_by <> person and approved_by is distinct from person
    and asked_for is distinct from person and approved_for is distinct from person),
  constraint renewal_by_two check (approved_by is null or approved_by <> asked_by and approved_by is distinct from asked_for
    and approved_for is distinct from asked_by and (approved_for is null or approved_for is distinct from asked_for))
);

grant select on homeward.agencies, homeward.people, homeward.appointments, homeward.leaves, homeward.on_call
  to homeward_app, homeward_migrator;
grant select on homeward.credentials, homeward.attempts, homeward.sessions, homeward.security_log, homeward.read_log, homeward.break_glass,
  homeward.renewals to homeward_app;
grant update (password, one_time, totp_secret, totp_pending, totp_step, totp_use, totp_sign_in_step, changed_at) on homeward.credentials to homeward_app;
grant insert, update, delete on homeward.attempts to homeward_app;
grant insert, update (token_hash, rotated_at, last_seen_at, limited, revoked_at, revoked_why) on homeward.sessions to homeward_app;
grant insert on homeward.security_log, homeward.read_log to homeward_app;

-- Kin as declared by either side.
create function homeward.are_kin(one uuid, two uuid, at timestamptz) returns boolean language plpgsql stable
set search_path = homeward, pg_temp as $$
begin
  return exists (select from interests where kind = 'kin' and from_at <= at and (until_at is null or until_at > at)
    and ((person = one and other = two) or (person = two and other = one)));
end $$;
revoke all on function homeward.are_kin(uuid, uuid, timestamptz) from public;
grant execute on function homeward.are_kin(uuid, uuid, timestamptz) to homeward_app, homeward_migrator;

-- The ops of the write door.

create function door.op_agency_add(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  insert into agencies (id, kind, name_km, name_en, area, added_at)
  values ((data ->> 'id')::uuid, data ->> 'kind', data ->> 'nameKm', data ->> 'nameEn', coalesce(data ->> 'area', ''), line.at)
$$;

create function door.op_person_add(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  insert into people (id, name_km, name_en, phone, email, language, national_id, added_at)
  values ((data ->> 'id')::uuid, data ->> 'nameKm', data ->> 'nameEn', data ->> 'phone', data ->> 'email',
          coalesce(data ->> 'language', 'km'), data ->> 'nationalId', line.at)
$$;

-- Only the fields named change.
create function door.op_person_change(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update people set
    name_km = coalesce(data ->> 'nameKm', name_km), name_en = coalesce(data ->> 'nameEn', name_en),
    phone = case when data ? 'phone' then data ->> 'phone' else phone end,
    email = case when data ? 'email' then data ->> 'email' else email end,
    language = coalesce(data ->> 'language', language)
    where id = (data ->> 'id')::uuid;
  if not found then
    raise exception 'no such person' using errcode = 'HW020', constraint = 'person_exists';
  end if;
end $$;

create function door.op_appointment_give(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  seat appointments;
begin
  if data ->> 'actingFor' is not null then
    select * into seat from appointments where id = (data ->> 'actingFor')::uuid;
    if not found or seat.acting_for is not null or seat.person = (data ->> 'person')::uuid or seat.role <> data ->> 'role'
       or seat.area <> data ->> 'area' or seat.institution is distinct from (data ->> 'institution')::uuid then
      raise exception 'who acts for somebody takes the same role in the same area, and is someone else'
        using errcode = 'HW021', constraint = 'appointment_acting';
    end if;
  end if;
  insert into appointments (id, person, role, area, agency, institution, starts_at, ends_at, acting_for, given_by)
  values ((data ->> 'id')::uuid, (data ->> 'person')::uuid, data ->> 'role', data ->> 'area', (data ->> 'agency')::uuid,
          (data ->> 'institution')::uuid, (data ->> 'from')::timestamptz, (data ->> 'until')::timestamptz,
          (data ->> 'actingFor')::uuid, (data ->> 'by')::uuid);
end $$;

create function door.op_appointment_end(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update appointments set ends_at = greatest(starts_at, (data ->> 'at')::timestamptz), end_reason = data ->> 'why'
    where id = (data ->> 'id')::uuid and (ends_at is null or ends_at > line.at);
  if not found then
    raise exception 'no such appointment, or it has ended' using errcode = 'HW022', constraint = 'appointment_open';
  end if;
end $$;

create function door.op_leave_note(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  insert into leaves (id, appointment, starts_at, ends_at)
  values ((data ->> 'id')::uuid, (data ->> 'appointment')::uuid, (data ->> 'from')::timestamptz, (data ->> 'until')::timestamptz)
$$;

create function door.op_leave_end(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  update leaves set ended_early_at = line.at where id = (data ->> 'id')::uuid and ended_early_at is null
$$;

create function door.op_oncall_set(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  if not exists (select from appointments where person = (data ->> 'person')::uuid and role = data ->> 'role'
                 and starts_with(data ->> 'area', area) and starts_at <= (data ->> 'from')::timestamptz
                 and (ends_at is null or ends_at >= (data ->> 'until')::timestamptz)) then
    raise exception 'on call is who holds the role there' using errcode = 'HW023', constraint = 'on_call_holder';
  end if;
  insert into on_call (id, role, area, person, starts_at, ends_at)
  values ((data ->> 'id')::uuid, data ->> 'role', data ->> 'area', (data ->> 'person')::uuid, (data ->> 'from')::timestamptz,
          (data ->> 'until')::timestamptz);
end $$;

create function door.op_oncall_cancel(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  update on_call set cancelled_at = line.at where id = (data ->> 'id')::uuid and cancelled_at is null
$$;

-- The table comes with the registry's migration, which knows institutions.
create function door.op_interest_declare(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  insert into interests (id, person, kind, institution, other, note, from_at)
  values ((data ->> 'id')::uuid, (data ->> 'person')::uuid, data ->> 'kind', (data ->> 'institution')::uuid, (data ->> 'other')::uuid,
          data ->> 'note', line.at);
end $$;

create function door.op_interest_withdraw(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update interests set until_at = line.at where id = (data ->> 'id')::uuid and until_at is null;
end $$;

-- The op's data is not part of the journal; its content names the login alone.
create function door.op_credentials_give(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  insert into credentials (person, login, password, one_time, totp_secret, changed_at)
  values ((data ->> 'person')::uuid, data ->> 'login', data ->> 'password', (data ->> 'oneTime')::boolean, data ->> 'totpSecret', line.at)
$$;

create function door.op_breakglass_open(data jsonb, line door.line) returns void language sql set search_path = homeward, pg_temp as $$
  insert into break_glass (id, person, acting_for, role, area, kind, subject, reason, opened_at, until, review_due_at)
  values ((data ->> 'id')::uuid, (data ->> 'person')::uuid, (data ->> 'actingFor')::uuid, data ->> 'role', data ->> 'area', data ->> 'kind',
          (data ->> 'subject')::uuid, data ->> 'reason', line.at, (data ->> 'until')::timestamptz, (data ->> 'reviewDue')::timestamptz)
$$;

create function door.op_breakglass_review(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update break_glass set reviewed_at = line.at, reviewed_by = (data ->> 'by')::uuid, finding = data ->> 'finding', note = data ->> 'note'
    where id = (data ->> 'id')::uuid and reviewed_at is null;
  if not found then
    raise exception 'no such access, or it has been reviewed' using errcode = 'HW024', constraint = 'break_glass_open';
  end if;
end $$;

create function door.op_renewal_ask(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  -- a new one takes the place of those that wait
  update renewals set expires_at = asked_at, half = null where person = (data ->> 'person')::uuid and approved_at is null;
  insert into renewals (id, person, what, asked_at, asked_by, asked_for, expires_at, half)
  values ((data ->> 'id')::uuid, (data ->> 'person')::uuid, data ->> 'what', (data ->> 'askedAt')::timestamptz, (data ->> 'by')::uuid,
          (data ->> 'for')::uuid, (data ->> 'expires')::timestamptz, data ->> 'half');
end $$;

-- Approval, the new credentials and the end of every session are one.
create function door.op_renewal_approve(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  r renewals;
  now timestamptz := (data ->> 'at')::timestamptz;
begin
  update renewals set approved_at = now, approved_by = (data ->> 'by')::uuid, approved_for = (data ->> 'for')::uuid, half = null
    where id = (data ->> 'id')::uuid and approved_at is null and expires_at > now returning * into r;
  if not found then
    raise exception 'no such renewal, or its time is over' using errcode = 'HW025', constraint = 'renewal_open';
  end if;
  if r.what in ('password', 'both') then
    update credentials set password = data ->> 'password', one_time = true, changed_at = now where person = r.person;
  end if;
  if r.what in ('secondFactor', 'both') then
    update credentials set totp_secret = null, totp_pending = null, totp_step = null, totp_use = null, totp_sign_in_step = null, changed_at = now where person = r.person;
  end if;
  update sessions set revoked_at = now, revoked_why = 'renewal' where person = r.person and revoked_at is null;
end $$;
