-- Settings: the parameters P-xx and the working-day calendar, both versioned, both changed by two people.
-- Version 1 of each is seeded from the code after the migrations (libs/calendar/seed.ts).

-- What each parameter means, where its number comes from, and how sure that is.
create table homeward.parameters (
  id text primary key check (id ~ '^P-[0-9]{2,3}$'),
  text_en text not null,
  text_km text not null,
  source text not null,
  certainty text not null check (certainty in ('verified', 'analogue', 'proposal'))
);

-- One row holds all values in force from a moment on. A decision names the version it used.
create table homeward.parameter_sets (
  version int primary key check (version > 0),
  effective_from timestamptz not null,
  "values" jsonb not null,
  changed text[] not null,
  proposed_by uuid not null,
  approved_by uuid not null,
  reason text not null,
  made_at timestamptz not null,
  -- N-01: the age may be raised, never lowered below three
  constraint parameter_minimum_age check (("values" ->> 'P-01')::numeric >= 3)
);

create table homeward.parameter_proposals (
  id uuid primary key,
  parameter text not null references homeward.parameters (id),
  value jsonb not null,
  effective_from timestamptz not null,
  reason text not null check (length(trim(reason)) > 0),
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'approved', 'rejected')),
  decided_by uuid,
  decided_for uuid,
  decided_at timestamptz,
  decided_why text,
  version int references homeward.parameter_sets (version),
  check ((status = 'open') = (decided_by is null)),
  check ((status = 'approved') = (version is not null)),
  constraint second_person check (decided_by is distinct from proposed_by or decided_by is null or status = 'rejected')
);

create table homeward.calendars (
  version int primary key check (version > 0),
  from_date date not null,
  until_date date not null check (until_date >= from_date),
  made_at timestamptz not null,
  reason text not null,
  proposed_by uuid not null,
  approved_by uuid not null
);

-- A holiday is in every calendar from `since` until before `removed`; nothing is ever taken out of an older version.
create table homeward.holidays (
  date date not null,
  name_en text not null,
  name_km text not null,
  kind text not null check (kind in ('fixed', 'lunar', 'decree')),
  source text not null,
  status text not null check (status in ('official', 'provisional')),
  since int not null references homeward.calendars (version),
  removed int references homeward.calendars (version) check (removed > since),
  primary key (date, name_en, since)
);

create table homeward.holiday_proposals (
  id uuid primary key,
  until_date date not null,
  -- [{date, nameEn, nameKm, kind, source, status}] and [{date, nameEn}]
  added jsonb not null check (jsonb_typeof(added) = 'array'),
  removed jsonb not null check (jsonb_typeof(removed) = 'array'),
  reason text not null check (length(trim(reason)) > 0),
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'approved', 'rejected')),
  decided_by uuid,
  decided_for uuid,
  decided_at timestamptz,
  decided_why text,
  version int references homeward.calendars (version),
  check ((status = 'open') = (decided_by is null)),
  check ((status = 'approved') = (version is not null)),
  constraint second_person check (decided_by is distinct from proposed_by or decided_by is null or status = 'rejected')
);

create trigger parameter_sets_append_only before update or delete or truncate on homeward.parameter_sets
  for each statement execute function door.never_change();
create trigger calendars_append_only before update or delete or truncate on homeward.calendars
  for each statement execute function door.never_change();

-- A holiday row only ever learns the version that leaves it out.
create function door.holiday_keeps() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.removed is null
     and (new.date, new.name_en, new.name_km, new.kind, new.source, new.status, new.since)
       = (old.date, old.name_en, old.name_km, old.kind, old.source, old.status, old.since) then
    return new;
  end if;
  raise exception 'a calendar that was in force is not rewritten' using errcode = 'HW001', constraint = 'holidays_append_only';
end $$;
create trigger holidays_append_only before update or delete on homeward.holidays
  for each row execute function door.holiday_keeps();

-- Only the ministry, and the second of two different people, those acted for counted.
create function door.settings_decider(data jsonb, proposed_by uuid, proposed_for uuid, status text, decision text) returns void
language plpgsql as $$
begin
  if status is null then
    raise exception 'there is no such proposal' using errcode = 'HW041', constraint = 'proposal_known';
  end if;
  if status <> 'open' then
    raise exception 'the proposal is decided already' using errcode = 'HW042', constraint = 'proposal_open';
  end if;
  perform door.settings_role(data);
  if decision = 'approved' and array_remove(array[proposed_by, proposed_for], null)
     && array_remove(array[(data ->> 'by')::uuid, (data ->> 'for')::uuid], null) then
    raise exception 'who proposes does not approve' using errcode = 'HW043', constraint = 'second_person';
  end if;
end $$;

create function door.settings_role(data jsonb) returns void language plpgsql as $$
begin
  if data ->> 'role' is distinct from 'mosvy' then
    raise exception 'only the ministry changes settings' using errcode = 'HW044', constraint = 'settings_ministry';
  end if;
end $$;

-- A set never takes effect in the past, nor before the newest one does: what was decided stays explained.
create function door.settings_future(effective_from timestamptz, now timestamptz) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  if effective_from < now then
    raise exception 'a parameter does not take effect in the past' using errcode = 'HW045', constraint = 'parameter_future';
  end if;
  if effective_from < (select max(s.effective_from) from parameter_sets s) then
    raise exception 'a later set is approved already' using errcode = 'HW046', constraint = 'parameter_order';
  end if;
end $$;

create function door.op_parameter_propose(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  perform door.settings_role(data);
  perform door.settings_future((data ->> 'effectiveFrom')::timestamptz, line.at);
  insert into parameter_proposals (id, parameter, value, effective_from, reason, proposed_by, proposed_for, proposed_at)
  values ((data ->> 'id')::uuid, data ->> 'parameter', data -> 'value', (data ->> 'effectiveFrom')::timestamptz, data ->> 'reason',
          (data ->> 'by')::uuid, (data ->> 'for')::uuid, line.at);
end $$;

create function door.op_parameter_approve(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  p parameter_proposals;
  last parameter_sets;
begin
  lock table parameter_sets in share row exclusive mode;
  select * into p from parameter_proposals where id = (data ->> 'id')::uuid for update;
  perform door.settings_decider(data, p.proposed_by, p.proposed_for, p.status, 'approved');
  perform door.settings_future(p.effective_from, line.at);
  select * into last from parameter_sets order by version desc limit 1;
  insert into parameter_sets (version, effective_from, "values", changed, proposed_by, approved_by, reason, made_at)
  values (last.version + 1, p.effective_from, jsonb_set(last."values", array[p.parameter], p.value), array[p.parameter],
          p.proposed_by, (data ->> 'by')::uuid, p.reason, line.at);
  update parameter_proposals set status = 'approved', decided_by = (data ->> 'by')::uuid, decided_for = (data ->> 'for')::uuid,
    decided_at = line.at, version = last.version + 1 where id = p.id;
end $$;

create function door.op_parameter_reject(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  p parameter_proposals;
begin
  select * into p from parameter_proposals where id = (data ->> 'id')::uuid for update;
  perform door.settings_decider(data, p.proposed_by, p.proposed_for, p.status, 'rejected');
  update parameter_proposals set status = 'rejected', decided_by = (data ->> 'by')::uuid, decided_for = (data ->> 'for')::uuid,
    decided_at = line.at, decided_why = data ->> 'why' where id = p.id;
end $$;

create function door.op_holiday_propose(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  perform door.settings_role(data);
  if (data ->> 'until')::date < (select until_date from calendars order by version desc limit 1) then
    raise exception 'a calendar never covers less than the one before' using errcode = 'HW047', constraint = 'calendar_shrinks';
  end if;
  insert into holiday_proposals (id, until_date, added, removed, reason, proposed_by, proposed_for, proposed_at)
  values ((data ->> 'id')::uuid, (data ->> 'until')::date, data -> 'add', data -> 'remove', data ->> 'reason',
          (data ->> 'by')::uuid, (data ->> 'for')::uuid, line.at);
end $$;

create function door.op_holiday_approve(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  p holiday_proposals;
  last calendars;
  n int;
begin
  lock table calendars in share row exclusive mode;
  select * into p from holiday_proposals where id = (data ->> 'id')::uuid for update;
  perform door.settings_decider(data, p.proposed_by, p.proposed_for, p.status, 'approved');
  select * into last from calendars order by version desc limit 1;
  insert into calendars values (last.version + 1, last.from_date, greatest(last.until_date, p.until_date), line.at, p.reason,
                                p.proposed_by, (data ->> 'by')::uuid);
  update holidays h set removed = last.version + 1
    from jsonb_to_recordset(p.removed) as r(date date, "nameEn" text)
    where h.date = r.date and h.name_en = r."nameEn" and h.removed is null;
  get diagnostics n = row_count;
  if n < jsonb_array_length(p.removed) then
    raise exception 'a holiday to be removed is not in the calendar' using errcode = 'HW048', constraint = 'holiday_known';
  end if;
  insert into holidays (date, name_en, name_km, kind, source, status, since)
  select a.date, a."nameEn", a."nameKm", a.kind, a.source, a.status, last.version + 1
    from jsonb_to_recordset(p.added) as a(date date, "nameEn" text, "nameKm" text, kind text, source text, status text);
  update holiday_proposals set status = 'approved', decided_by = (data ->> 'by')::uuid, decided_for = (data ->> 'for')::uuid,
    decided_at = line.at, version = last.version + 1 where id = p.id;
end $$;

create function door.op_holiday_reject(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  p holiday_proposals;
begin
  select * into p from holiday_proposals where id = (data ->> 'id')::uuid for update;
  perform door.settings_decider(data, p.proposed_by, p.proposed_for, p.status, 'rejected');
  update holiday_proposals set status = 'rejected', decided_by = (data ->> 'by')::uuid, decided_for = (data ->> 'for')::uuid,
    decided_at = line.at, decided_why = data ->> 'why' where id = p.id;
end $$;

-- Moves the open working-day deadlines of one instance to a new calendar. A task or timer that has moved on is left alone;
-- rungs that fired stay fired, the next one is counted from the new date.
create function door.op_calendar_adopt(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  if not exists (select from calendars where version = (data ->> 'calendar')::int) then
    raise exception 'there is no such calendar' using errcode = 'HW049', constraint = 'calendar_known';
  end if;
  update tasks t set due_at = m.due_at, due_on = m.due_on, provisional = m.provisional, why = m.why,
    next_rung_at = case when t.next_rung_at is null then null
      else door.rung_at(t.ladder, t.parameters, t.next_rung, m.due_at, m.due_on, t.exact) end
    from jsonb_to_recordset(data -> 'tasks') as m(id uuid, was timestamptz, due_at timestamptz, due_on date, provisional boolean, why jsonb)
    where t.id = m.id and t.closed_at is null and t.due_at = m.was;
  update timers t set due_at = m.due_at, provisional = m.provisional, why = m.why
    from jsonb_to_recordset(data -> 'timers') as m(instance uuid, timer text, armed_version int, was timestamptz, due_at timestamptz,
         provisional boolean, why jsonb)
    where t.instance = m.instance and t.timer = m.timer and t.armed_version = m.armed_version and t.status = 'armed' and t.due_at = m.was;
end $$;

-- When rung `n` (from 0) of a ladder fires: an exact clock counts 24-hour days from the instant, a day clock fires at the
-- midnight (Phnom Penh) that many days after the due day. Null when the ladder is climbed.
create or replace function door.rung_at(ladder text, parameters int, n int, due_at timestamptz, due_on date, exact boolean) returns timestamptz
language sql stable set search_path = homeward, pg_temp as $$
  select case when rung_at.exact
    then rung_at.due_at + make_interval(hours => 24 * days)
    else (rung_at.due_on + days)::timestamp at time zone 'Asia/Phnom_Penh' end
  from (select (s."values" -> 'P-22' -> rung_at.ladder -> rung_at.n ->> 'days')::int as days
          from parameter_sets s where s.version = rung_at.parameters) r
  where days is not null
$$;

grant select on homeward.parameters, homeward.parameter_sets, homeward.parameter_proposals, homeward.calendars, homeward.holidays,
  homeward.holiday_proposals to homeward_app, homeward_migrator;
