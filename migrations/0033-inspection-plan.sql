-- The year's plan of inspections, and the unannounced ones drawn by lot from a seed that is committed to beforehand (B.4.2 step 1, B.4.5).

create table homeward.inspection_plans (
  id uuid primary key,
  -- the province
  area text not null references homeward.areas (code) check (length(area) = 2),
  year int not null check (year between 2000 and 2200),
  made_by uuid not null,
  made_for uuid,
  made_at timestamptz not null,
  approved_by uuid,
  approved_for uuid,
  approved_at timestamptz,
  constraint inspection_plans_one unique (area, year),
  constraint inspection_plans_approved check ((approved_by is null) = (approved_at is null)),
  constraint inspection_plan_second_person check (not array_remove(array[made_by, made_for], null) && array_remove(array[approved_by, approved_for], null))
);

-- One for each institution of the plan, with its place in the order of risk and why, as they were when it was planned.
create table homeward.inspection_plan_entries (
  id uuid primary key,
  plan uuid not null references homeward.inspection_plans (id),
  institution uuid not null references homeward.institutions (id),
  rank int not null check (rank > 0),
  risk jsonb not null check (jsonb_typeof(risk) = 'object'),
  by uuid not null,
  at timestamptz not null,
  constraint inspection_plan_entries_one unique (plan, institution)
);

-- When it is to take place: the last number is in force, and each after the first says why it was moved.
create table homeward.inspection_plan_windows (
  entry uuid not null references homeward.inspection_plan_entries (id),
  no int not null check (no > 0),
  from_on date not null,
  until_on date not null,
  reason text,
  by uuid not null,
  at timestamptz not null,
  primary key (entry, no),
  constraint inspection_plan_windows_days check (until_on >= from_on),
  constraint inspection_plan_windows_reason check ((no = 1) = (reason is null) and reason is distinct from '')
);

-- What was fixed before a quarter: sha-256 of the seed, and all that the draws are computed from besides it.
create table homeward.inspection_commitments (
  id uuid primary key,
  plan uuid not null references homeward.inspection_plans (id),
  quarter int not null check (quarter between 1 and 4),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- {days, eligible: [{institution, code, weight}], draws, hoursBefore}
  inputs jsonb not null,
  inputs_hash text not null check (inputs_hash ~ '^[0-9a-f]{64}$'),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  at timestamptz not null,
  constraint inspection_commitments_one unique (plan, quarter)
);

-- Sealed with the key of the installation. Nobody reads the table: `inspection_seed` gives a seed for its own days alone.
create table homeward.inspection_seeds (
  commitment uuid primary key references homeward.inspection_commitments (id),
  sealed text not null
);

-- Each draw once, when its hour has come: the inspection that it opened, or why it could not.
create table homeward.inspection_draws (
  commitment uuid not null references homeward.inspection_commitments (id),
  counter int not null check (counter > 0),
  institution uuid not null references homeward.institutions (id),
  on_day date not null,
  instance uuid references homeward.instances (id),
  outcome text not null check (outcome in ('opened', 'closed')),
  at timestamptz not null,
  primary key (commitment, counter),
  constraint inspection_draws_no_repeat unique (commitment, institution),
  constraint inspection_draws_opened check ((outcome = 'opened') = (instance is not null))
);
create unique index inspection_draws_instance on homeward.inspection_draws (instance);

create table homeward.inspection_reveals (
  commitment uuid primary key references homeward.inspection_commitments (id),
  seed text not null check (seed ~ '^[0-9a-f]{64}$'),
  at timestamptz not null
);

-- A window that passed without an inspection, and the incident that asks for it.
create table homeward.inspection_misses (
  entry uuid not null,
  no int not null,
  incident uuid not null references homeward.incidents (id),
  at timestamptz not null,
  primary key (entry, no),
  foreign key (entry, no) references homeward.inspection_plan_windows (entry, no)
);

grant select on homeward.inspection_plans, homeward.inspection_plan_entries, homeward.inspection_plan_windows, homeward.inspection_commitments,
  homeward.inspection_draws, homeward.inspection_reveals, homeward.inspection_misses to homeward_app, homeward_migrator;

-- A plan is approved once; nothing else of it changes.
create function door.plan_keeps() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.approved_by is null and new.approved_by is not null
    and to_jsonb(new) - '{approved_by,approved_for,approved_at}'::text[] = to_jsonb(old) - '{approved_by,approved_for,approved_at}'::text[] then return new; end if;
  perform door.refuse('HW030', tg_table_name || '_append_only', tg_table_name || ' is append-only');
  return null;
end $$;

create trigger inspection_plans_append_only before update or delete on homeward.inspection_plans for each row execute function door.plan_keeps();
create trigger inspection_plans_never_emptied before truncate on homeward.inspection_plans for each statement execute function door.never_change();
create trigger inspection_plan_entries_append_only before update or delete or truncate on homeward.inspection_plan_entries
  for each statement execute function door.append_only();
create trigger inspection_plan_windows_append_only before update or delete or truncate on homeward.inspection_plan_windows
  for each statement execute function door.append_only();
create trigger inspection_commitments_append_only before update or delete or truncate on homeward.inspection_commitments
  for each statement execute function door.append_only();
create trigger inspection_seeds_append_only before update or delete or truncate on homeward.inspection_seeds
  for each statement execute function door.append_only();
create trigger inspection_draws_append_only before update or delete or truncate on homeward.inspection_draws
  for each statement execute function door.append_only();
create trigger inspection_reveals_append_only before update or delete or truncate on homeward.inspection_reveals
  for each statement execute function door.append_only();
create trigger inspection_misses_append_only before update or delete or truncate on homeward.inspection_misses
  for each statement execute function door.append_only();

-- The sealed seed of a quarter, from its first day on and until it is revealed; nothing before.
create function homeward.inspection_seed(asked uuid, now timestamptz) returns text language sql stable security definer
set search_path = homeward, pg_temp as $$
  select s.sealed from inspection_seeds s join inspection_commitments c on c.id = s.commitment
   where c.id = asked and c.starts_on <= (now at time zone 'Asia/Phnom_Penh')::date + 1
     and not exists (select from inspection_reveals r where r.commitment = c.id)
$$;
revoke all on function homeward.inspection_seed(uuid, timestamptz) from public;
grant execute on function homeward.inspection_seed(uuid, timestamptz) to homeward_app;

-- The inspection of the plan (never one that was drawn) at a place that was planned for, entered or reported on one of these days.
create function homeward.inspection_between(place uuid, first date, last date) returns uuid language sql stable set search_path = homeward, pg_temp as $$
  select i.id from subjects s join instances i on i.id = s.instance and i.workflow = 'inspection'
    join journal j on j.stream = i.id and j.seq = 1 and j.entry::jsonb ->> 'event' = 'inspection.planned'
    left join inspection_reports r on r.instance = i.id,
    lateral (select i.state::jsonb -> 'context' as c) x
  where s.kind = 'institution' and s.subject = place and i.outcome is distinct from 'CANCELLED'
    and coalesce(r.inspected_on, (c ->> 'enteredOn')::date, (c ->> 'plannedOn')::date) between first and last
  order by r.inspected_on is null, i.opened_at limit 1
$$;
grant execute on function homeward.inspection_between(uuid, date, date) to homeward_app;

-- {id, area, year}
create function door.op_inspection_plan_make(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  insert into inspection_plans (id, area, year, made_by, made_for, made_at) values ((data ->> 'id')::uuid, data ->> 'area', (data ->> 'year')::int,
    (door.actor_of(line) ->> 'person')::uuid, (door.actor_of(line) ->> 'actingFor')::uuid, line.at);
end $$;

-- {entries: [{id, institution, rank, risk, from, until}]}
create function door.op_inspection_plan_add(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  who uuid := (door.actor_of(line) ->> 'person')::uuid;
begin
  insert into inspection_plan_entries
  select (e ->> 'id')::uuid, line.stream, (e ->> 'institution')::uuid, (e ->> 'rank')::int, e -> 'risk', who, line.at from jsonb_array_elements(data -> 'entries') e;
  insert into inspection_plan_windows
  select (e ->> 'id')::uuid, 1, (e ->> 'from')::date, (e ->> 'until')::date, null, who, line.at from jsonb_array_elements(data -> 'entries') e;
end $$;

-- {entry, no, from, until, reason}: `no` is the number that the person saw, and one more.
create function door.op_inspection_plan_move(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  insert into inspection_plan_windows select id, (data ->> 'no')::int, (data ->> 'from')::date, (data ->> 'until')::date, data ->> 'reason',
      (door.actor_of(line) ->> 'person')::uuid, line.at
    from inspection_plan_entries where id = (data ->> 'entry')::uuid and plan = line.stream;
end $$;

create function door.op_inspection_plan_approve(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update inspection_plans set approved_by = (door.actor_of(line) ->> 'person')::uuid, approved_for = (door.actor_of(line) ->> 'actingFor')::uuid, approved_at = line.at
    where id = line.stream and approved_at is null;
  if not found then perform door.refuse('23W33', 'inspection_plan_approved', 'the plan is approved'); end if;
end $$;

-- {id, quarter, hash, inputs, inputsHash, startsOn, endsOn, sealed}
create function door.op_inspection_plan_commit(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  insert into inspection_commitments values ((data ->> 'id')::uuid, line.stream, (data ->> 'quarter')::int, data ->> 'hash', data -> 'inputs', data ->> 'inputsHash',
    (data ->> 'startsOn')::date, (data ->> 'endsOn')::date, line.at);
  insert into inspection_seeds values ((data ->> 'id')::uuid, data ->> 'sealed');
end $$;

-- Keeps a draw whose hour has come. It has no line of its own: the opening line of the inspection says it, and is a secret as long as
-- the inspection is.
create function homeward.record_draw(asked uuid, n int, place uuid, on_date date, opened uuid, now timestamptz) returns void language plpgsql
security definer set search_path = homeward, pg_temp as $$
begin
  if not exists (select from inspection_commitments c where c.id = asked and c.starts_on <= on_date and c.ends_on >= on_date
      and (c.inputs ->> 'draws')::int >= n and c.inputs -> 'eligible' @> jsonb_build_array(jsonb_build_object('institution', place))) then
    perform door.refuse('HW096', 'inspection_draw', 'the draw is none of its quarter');
  end if;
  insert into inspection_draws values (asked, n, place, on_date, opened, case when opened is null then 'closed' else 'opened' end, now)
    on conflict (commitment, counter) do nothing;
end $$;
revoke all on function homeward.record_draw(uuid, int, uuid, date, uuid, timestamptz) from public;
grant execute on function homeward.record_draw(uuid, int, uuid, date, uuid, timestamptz) to homeward_app;

-- {commitment, seed}: only the seed of the hash, and only when the days are over and no drawn inspection is a secret any more.
create function door.op_inspection_plan_reveal(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  if not exists (select from inspection_commitments c where c.id = (data ->> 'commitment')::uuid and c.ends_on < (line.at at time zone 'Asia/Phnom_Penh')::date
      and c.hash = encode(sha256(convert_to(data ->> 'seed', 'UTF8')), 'hex')
      and not exists (select from inspection_draws d join instances i on i.id = d.instance and i.status = 'open'
        join secrets x on x.instance = i.id and x.until_at is null where d.commitment = c.id)) then
    perform door.refuse('HW096', 'inspection_reveal', 'the seed is not that of the hash, or the draws are not over');
  end if;
  insert into inspection_reveals values ((data ->> 'commitment')::uuid, data ->> 'seed', line.at) on conflict (commitment) do nothing;
end $$;

-- {entry, no, due, en, km}: the province is asked for it. The incident names no institution, so that nobody there reads of it.
create function door.op_inspection_plan_missed(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  made uuid := gen_random_uuid();
  due timestamptz := (data ->> 'due')::timestamptz;
  due_day date := ((data ->> 'due')::timestamptz at time zone 'Asia/Phnom_Penh')::date - 1;
  province text := (select area from inspection_plans where id = line.stream);
  params int := coalesce((select max(version) from parameter_sets where effective_from <= line.at), (select max(version) from parameter_sets), 1);
begin
  if exists (select from inspection_misses where entry = (data ->> 'entry')::uuid and no = (data ->> 'no')::int) then return; end if;
  insert into incidents (id, kind, role, area, ladder, text_en, text_km, opened_at, due_at, about)
  values (made, 'INSPECTION_MISSED', 'pdosvyOfficer', province, 'normal', data ->> 'en', data ->> 'km', line.at, due, data ->> 'entry');
  insert into tasks (id, incident, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, next_rung, next_rung_at)
  values (gen_random_uuid(), made, 'incident/INSPECTION_MISSED', 'incident', 'pdosvyOfficer', province, due, due_day, false,
    jsonb_build_object('deadline', 'incident', 'parameter', 'P-24', 'parameterVersion', params, 'calendarVersion', 0, 'clock', 'calendar',
      'anchor', (extract(epoch from due) * 1000)::bigint, 'amount', 0, 'unit', 'days', 'skipped', '[]'::jsonb),
    'normal', params, 1, line.at, 0, door.rung_at('normal', params, 0, due, due_day, false));
  insert into inspection_misses values ((data ->> 'entry')::uuid, (data ->> 'no')::int, made, line.at);
end $$;

-- The incident of a missed window ends when the inspection took place, or was planned for other days, never by words alone.
create function door.guard_missed_inspection() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if exists (select from inspection_misses m join inspection_plan_entries e on e.id = m.entry join inspection_plan_windows w on w.entry = m.entry and w.no = m.no
      where m.incident = new.id and not exists (select from inspection_plan_windows n where n.entry = m.entry and n.no > m.no)
        and inspection_between(e.institution, w.from_on, 'infinity') is null) then
    perform door.refuse('HW096', 'inspection_missed', 'the inspection has not taken place and was not planned for other days');
  end if;
  return new;
end $$;
create trigger incidents_inspection before update of status on homeward.incidents
  for each row when (new.kind = 'INSPECTION_MISSED' and new.status = 'resolved') execute function door.guard_missed_inspection();
