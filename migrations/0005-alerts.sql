-- Alerts: the ladder, their recipients and deliveries, notices on paper, and the clock by hand.
-- The application fires rungs and raises alerts only through the functions below; it may mark what was sent, read and
-- acknowledged, column by column, and can change or remove nothing else.

alter table homeward.alerts add column resolved_at timestamptz;
alter table homeward.alerts add column resolve_at timestamptz;
-- nobody up to the ministry could be found: the administrators own it
alter table homeward.alerts add column nobody boolean not null default false;
create index alerts_unresolved on homeward.alerts (fired_at) where resolved_at is null;
create index alerts_nobody on homeward.alerts (fired_at) where nobody and acknowledged_at is null;
create unique index alerts_general on homeward.alerts (kind, occurrence) where task is null and instance is null;

alter table homeward.deliveries add column role text not null default '';
alter table homeward.deliveries add column acting_for uuid;
alter table homeward.deliveries add column retry_at timestamptz;
create index deliveries_retry on homeward.deliveries (coalesce(retry_at, due_at)) where sent_at is null;
create index deliveries_inbox on homeward.deliveries (person, due_at desc, alert desc) where channel = 'inbox';

-- Records that could not be handled; each is tried again, and the first failure is told to the administrators.
create table homeward.troubles (
  kind text not null,
  record text not null,
  error text not null,
  attempts int not null,
  since timestamptz not null,
  retry_at timestamptz not null,
  primary key (kind, record)
);

-- Written notices to people without an account, kept for print.
create table homeward.notices (
  id uuid primary key default gen_random_uuid(),
  stream uuid not null,
  seq int not null,
  instance uuid references homeward.instances (id),
  kind text not null,
  to_whom text[] not null,
  children uuid[] not null,
  text_en text not null,
  text_km text not null,
  issued_at timestamptz not null,
  printed_at timestamptz,
  printed_by uuid,
  foreign key (stream, seq) references homeward.journal (stream, seq)
);
create index notices_instance on homeward.notices (instance, issued_at);

-- The clock by hand (HOMEWARD_CLOCK=manual); it starts on 2016-01-01 in Phnom Penh.
create table homeward.manual_clock (
  one boolean primary key default true check (one),
  now timestamptz not null
);
insert into homeward.manual_clock (now) values ('2016-01-01T00:00:00+07:00');
create function door.clock_forward() returns trigger language plpgsql as $$
begin
  if new.now < old.now then
    raise exception 'the clock only moves forward' using errcode = 'HW050', constraint = 'clock_forward';
  end if;
  return new;
end $$;
create trigger clock_forward before update on homeward.manual_clock for each row execute function door.clock_forward();

-- Adds the recipients to an alert. Without a person it stays unresolved, with a delivery that nobody can be sent.
create function door.address(alert_id uuid, fired timestamptz, d jsonb) returns void language plpgsql
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
    insert into deliveries (alert, person, channel, reason, role, acting_for, due_at)
    select alert_id, x.person, x.channel, x.reason, x.role, x.acting_for, fired
      from jsonb_to_recordset(d -> 'deliveries') as x(person uuid, channel text, reason text, role text, acting_for uuid)
    on conflict do nothing;
    update alerts set resolved_at = (d ->> 'at')::timestamptz, nobody = (d ->> 'nobody')::boolean where id = alert_id;
  end if;
end $$;

-- Fires rungs of tasks, each in its own subtransaction. A rung fires once: only the next rung of an open task, only when
-- it is due, and the task moves on with it. A rung from before the task was opened is passed without an alert.
create function homeward.fire_rungs(rungs jsonb) returns jsonb language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  r jsonb;
  t tasks;
  a uuid;
  result text;
  failure text;
  results jsonb := '[]';
begin
  for r in select * from jsonb_array_elements(rungs) loop
    result := 'passed'; failure := null; a := null;
    begin
      -- who is being written right now is looked at again in a moment: waiting here could deadlock with the door
      select * into t from tasks where id = (r ->> 'task')::uuid for update skip locked;
      if not found then
        result := 'busy';
      elsif t.closed_at is null and t.next_rung = (r ->> 'rung')::int and t.next_rung_at <= (r ->> 'at')::timestamptz then
        if t.next_rung_at >= t.opened_at then
          insert into alerts (kind, task, instance, rung, area, to_roles, text_en, text_km, due_at, fired_at)
          values (r ->> 'kind', t.id, t.instance, r ->> 'name', t.area,
                  array(select jsonb_array_elements_text(r -> 'toRoles')), r ->> 'en', r ->> 'km', t.next_rung_at, (r ->> 'at')::timestamptz)
          on conflict do nothing returning id into a;
          if a is not null then
            perform door.address(a, (r ->> 'at')::timestamptz, r);
            result := 'fired';
          end if;
        end if;
        update tasks set next_rung = t.next_rung + 1,
          next_rung_at = door.rung_at(t.ladder, t.parameters, t.next_rung + 1, t.due_at, t.due_on, t.exact)
          where id = t.id;
        delete from troubles where kind = 'rung' and record = t.id::text;
      end if;
    exception when others then
      if sqlstate in ('40P01', '40001', '57P01', '57014') then raise; end if;
      result := 'failed'; failure := sqlerrm;
    end;
    results := results || jsonb_build_object('task', r ->> 'task', 'result', result, 'error', failure);
  end loop;
  return results;
end $$;

-- Adds the recipients to raised alerts that have none yet.
create function homeward.address_alerts(batch jsonb) returns int language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  d jsonb;
  a record;
  n int := 0;
begin
  for d in select * from jsonb_array_elements(batch) loop
    select id, fired_at into a from alerts where id = (d ->> 'alert')::uuid and resolved_at is null for update skip locked;
    if found then
      perform door.address(a.id, a.fired_at, d);
      n := n + 1;
    end if;
  end loop;
  return n;
end $$;

-- Raises an alert that belongs to no instance, or to one without changing it; once per kind and occurrence.
create function homeward.raise_alert(data jsonb) returns uuid language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  a uuid;
begin
  insert into alerts (kind, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at)
  values (data ->> 'kind', (data ->> 'instance')::uuid, '', coalesce(data ->> 'occurrence', ''), coalesce(data ->> 'area', ''),
          array(select jsonb_array_elements_text(data -> 'to')), data ->> 'en', data ->> 'km',
          (data ->> 'at')::timestamptz, (data ->> 'at')::timestamptz)
  on conflict do nothing returning id into a;
  return a;
end $$;

-- Effects of the machines.
create function door.op_alert_raise(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  insert into alerts (kind, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at)
  values (data ->> 'kind', line.instance, '', coalesce(data ->> 'occurrence', ''), coalesce(line.area, data ->> 'area', ''),
          array(select jsonb_array_elements_text(data -> 'to')), data -> 'text' ->> 'en', data -> 'text' ->> 'km', line.at, line.at)
  on conflict do nothing;
end $$;

create function door.op_notice_issue(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  insert into notices (stream, seq, instance, kind, to_whom, children, text_en, text_km, issued_at)
  values (line.stream, line.seq, line.instance, data ->> 'kind', array(select jsonb_array_elements_text(data -> 'to')),
          array(select c::uuid from jsonb_array_elements_text(data -> 'children') c),
          data -> 'text' ->> 'en', data -> 'text' ->> 'km', line.at);
end $$;

revoke all on function homeward.fire_rungs(jsonb), homeward.address_alerts(jsonb), homeward.raise_alert(jsonb) from public;
grant execute on function homeward.fire_rungs(jsonb), homeward.address_alerts(jsonb), homeward.raise_alert(jsonb) to homeward_app;
grant select on homeward.notices, homeward.troubles, homeward.manual_clock to homeward_app;
grant update (sent_at, read_at, attempts, last_error, retry_at) on homeward.deliveries to homeward_app;
grant update (acknowledged_at, acknowledged_by) on homeward.alerts to homeward_app;
grant update (printed_at, printed_by) on homeward.notices to homeward_app;
grant insert, update, delete on homeward.troubles to homeward_app;
grant update (now) on homeward.manual_clock to homeward_app;
