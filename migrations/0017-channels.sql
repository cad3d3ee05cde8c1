-- Channels: who is copied, when a message may go and when it was given up; dead letters as tasks; quiet hours; digests.

-- what cannot be switched off and waits for no morning
alter table homeward.alerts add column safety boolean not null default false;
-- the lines of a digest as they were when it was made
alter table homeward.alerts add column details jsonb;

-- a copy is for information: somebody else must act
alter table homeward.deliveries add column copy boolean not null default false;
-- given up after the last attempt: a task of somebody else since then
alter table homeward.deliveries add column dead_at timestamptz;
-- not wanted any more when its turn came: the task is done, or there is no address
alter table homeward.deliveries add column dropped_at timestamptz;
drop index homeward.deliveries_retry;
create index deliveries_retry on homeward.deliveries (channel, coalesce(retry_at, due_at))
  where sent_at is null and dead_at is null and dropped_at is null;
create index deliveries_dead on homeward.deliveries (person, channel) where dead_at is not null;
grant update (dead_at, dropped_at) on homeward.deliveries to homeward_app;

create or replace function door.address(alert_id uuid, fired timestamptz, d jsonb) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  nil constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  if jsonb_array_length(d -> 'deliveries') = 0 then
    insert into deliveries (alert, person, channel, reason, due_at)
    values (alert_id, nil, 'inbox', 'unsendable: nobody up to the ministry, and no administrator', fired)
    on conflict do nothing;
    update alerts set nobody = true, resolve_at = (d ->> 'at')::timestamptz + interval '1 hour' where id = alert_id;
  else
    delete from deliveries where alert = alert_id and person = nil;
    insert into deliveries (alert, person, channel, reason, role, acting_for, copy, due_at, place)
    select alert_id, x.person, x.channel, x.reason, x.role, x.acting_for, coalesce(x.copy, false), coalesce(x.due, fired), x.place
      from rows from (jsonb_to_recordset(d -> 'deliveries') as
          (person uuid, channel text, reason text, role text, acting_for uuid, copy boolean, due timestamptz))
        with ordinality as x(person, channel, reason, role, acting_for, copy, due, place)
    on conflict do nothing;
    update alerts set resolved_at = (d ->> 'at')::timestamptz, nobody = (d ->> 'nobody')::boolean,
      safety = coalesce((d ->> 'safety')::boolean, false) where id = alert_id;
  end if;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- A dead letter is an incident with a task and a ladder of its own, one for a person and a channel at a time

alter table homeward.incidents add column about text not null default '';
drop index homeward.incidents_open;
create unique index incidents_open on homeward.incidents
  (kind, coalesce(child, '00000000-0000-0000-0000-000000000000'), coalesce(institution, '00000000-0000-0000-0000-000000000000'), about)
  where status <> 'resolved';

create function door.op_message_undelivered(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  who text := data ->> 'role';
  place text := left(data ->> 'area', level_of_role(data ->> 'role'));
  due timestamptz := door.instant_of(data -> 'due');
  params int := coalesce((select max(version) from parameter_sets where effective_from <= line.at), (select max(version) from parameter_sets), 1);
begin
  insert into incidents (id, kind, role, area, ladder, text_en, text_km, opened_at, due_at, about)
  values (line.stream, 'MESSAGE_UNDELIVERED', who, place, 'normal', data -> 'text' ->> 'en', data -> 'text' ->> 'km', line.at, due, data ->> 'about')
  on conflict do nothing;
  if not found then return; end if;
  insert into tasks (id, incident, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, next_rung, next_rung_at)
  values (gen_random_uuid(), line.stream, 'incident/MESSAGE_UNDELIVERED', 'incident', who, place, due, (due at time zone 'Asia/Phnom_Penh')::date, true,
          jsonb_build_object('deadline', 'incident', 'parameter', '', 'parameterVersion', params, 'calendarVersion', 0, 'clock', 'calendar',
            'anchor', (extract(epoch from line.at) * 1000)::bigint, 'amount', round(extract(epoch from due - line.at) / 3600, 2),
            'unit', 'hours', 'skipped', '[]'::jsonb),
          'normal', params, line.seq, line.at, 0,
          door.rung_at('normal', params, 0, due, (due at time zone 'Asia/Phnom_Penh')::date, true));
end $$;

-- A message that was given up is tried again from the beginning.
create function door.op_message_again(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  update deliveries set dead_at = null, attempts = 0, retry_at = line.at, last_error = null
    where alert = (data ->> 'alert')::uuid and person = (data ->> 'person')::uuid and channel = data ->> 'channel'
      and dead_at is not null and sent_at is null and dropped_at is null;
  if not found then perform door.refuse('23W04', 'message_given_up', 'the message was sent, or is still being tried'); end if;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Digests: one for an appointment and a day, each with its recipient

create function homeward.raise_digests(batch jsonb) returns int language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  d jsonb;
  a uuid;
  made int := 0;
begin
  for d in select * from jsonb_array_elements(batch) loop
    insert into alerts (kind, rung, occurrence, area, to_roles, text_en, text_km, details, due_at, fired_at)
    values ('digest', 'digest', d ->> 'occurrence', d ->> 'area', array[d ->> 'role'], d -> 'text' ->> 'en', d -> 'text' ->> 'km', d -> 'details',
            (d ->> 'due')::timestamptz, (d ->> 'at')::timestamptz)
    on conflict do nothing returning id into a;
    if a is not null then
      perform door.address(a, (d ->> 'at')::timestamptz, d);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
revoke all on function homeward.raise_digests(jsonb) from public;
grant execute on function homeward.raise_digests(jsonb) to homeward_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- Quiet hours of a person, in Phnom Penh, as minutes of the day; from later than until: over midnight

alter table homeward.profiles add column quiet_from int check (quiet_from between 0 and 1439);
alter table homeward.profiles add column quiet_until int check (quiet_until between 0 and 1439);
alter table homeward.profiles add constraint profiles_quiet check ((quiet_from is null) = (quiet_until is null) and quiet_from <> quiet_until);

create or replace function homeward.choose_profile(chosen jsonb) returns void language plpgsql security definer set search_path = homeward, pg_temp as $$
declare
  who uuid := (chosen ->> 'person')::uuid;
begin
  update people set language = chosen ->> 'language' where id = who and language <> chosen ->> 'language';
  insert into profiles (person, digits, channels, email, phone, quiet_from, quiet_until, changed_at)
  values (who, chosen ->> 'digits', chosen -> 'channels', chosen ->> 'email', chosen ->> 'phone', (chosen -> 'quiet' ->> 'from')::int,
          (chosen -> 'quiet' ->> 'until')::int, clock_timestamp())
  on conflict (person) do update set digits = excluded.digits, channels = excluded.channels, email = excluded.email, phone = excluded.phone,
    quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, changed_at = excluded.changed_at;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What a worker last saw waiting in the queue

alter table homeward.heartbeats add column queued int;
