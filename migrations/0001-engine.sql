-- The engine: instances, journal, tasks, timers, alerts, and the one write door.
-- Runs as homeward_owner. The logins homeward_migrator and homeward_app exist before (see libs/database).

create schema if not exists homeward;
create schema if not exists door;
revoke all on schema public from public;
revoke all on schema door from public;
grant usage on schema homeward to homeward_app, homeward_migrator;

create extension if not exists pg_trgm with schema homeward;

create table homeward.areas (
  code text primary key check (code ~ '^([0-9]{2}){1,4}$'),
  level smallint not null check (level between 1 and 4 and length(code) = level * 2),
  name_km text not null,
  name_en text not null,
  kind_km text not null default '',
  successor text references homeward.areas (code)
);

create table homeward.instances (
  id uuid primary key,
  reference text not null unique,
  workflow text not null,
  workflow_version int not null,
  area text not null references homeward.areas (code),
  version int not null check (version > 0),
  seq int not null,
  head bytea not null,
  state text not null,
  phase text not null,
  status text not null check (status in ('open', 'closed')),
  outcome text,
  parameters int not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null
) with (fillfactor = 50);
create index instances_area on homeward.instances (area text_pattern_ops);
create index instances_workflow on homeward.instances (workflow, opened_at);

-- Heads of the streams that are no instances: registry records, parameters, refused openings.
create table homeward.streams (
  id uuid primary key,
  seq int not null,
  head bytea not null
) with (fillfactor = 70);

-- Whom an instance is about, so that a change of facts finds it.
create table homeward.subjects (
  instance uuid not null references homeward.instances (id),
  kind text not null check (kind in ('child', 'institution', 'family')),
  subject uuid not null,
  primary key (instance, kind, subject)
);
create index subjects_subject on homeward.subjects (kind, subject);

create table homeward.journal (
  stream uuid not null,
  seq int not null,
  version int,
  kind text not null check (kind in ('event', 'refused', 'timer', 'registry', 'task', 'access')),
  at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  person uuid,
  route text,
  key text,
  entry text not null,
  answer jsonb,
  hash bytea not null,
  primary key (stream, seq)
);
create unique index journal_key on homeward.journal (person, route, key) where key is not null;

-- What the digests in the journal stand for; apart, so that compartments and retention never break the chain.
create table homeward.contents (
  stream uuid not null,
  seq int not null,
  digest text not null,
  compartment text not null check (compartment in ('open', 'restricted')),
  body text,
  removed_at timestamptz,
  removed_why text,
  primary key (stream, seq),
  foreign key (stream, seq) references homeward.journal (stream, seq)
);

create table homeward.anchors (
  day date primary key,
  made_at timestamptz not null default clock_timestamp(),
  heads bigint not null,
  root bytea not null
);
create table homeward.anchor_heads (
  day date not null references homeward.anchors (day) deferrable initially deferred,
  stream uuid not null,
  seq int not null,
  hash bytea not null,
  primary key (day, stream)
);

create table homeward.timers (
  instance uuid not null references homeward.instances (id),
  timer text not null,
  armed_version int not null,
  deadline text not null,
  due_at timestamptz not null,
  provisional boolean not null default false,
  why jsonb not null,
  status text not null default 'armed' check (status in ('armed', 'fired', 'cancelled')),
  primary key (instance, timer, armed_version)
);
create unique index timers_armed on homeward.timers (instance, timer) where status = 'armed';
create index timers_due on homeward.timers (due_at, instance) where status = 'armed';

create table homeward.tasks (
  id uuid primary key,
  instance uuid not null references homeward.instances (id),
  incident uuid,
  key text not null,
  name text not null,
  role text not null,
  area text not null,
  institution uuid,
  assignee uuid,
  due_at timestamptz not null,
  due_on date not null,
  exact boolean not null,
  provisional boolean not null default false,
  why jsonb not null,
  ladder text not null check (ladder in ('normal', 'high')),
  parameters int not null,
  opened_version int not null,
  opened_at timestamptz not null,
  closed_version int,
  closed_at timestamptz,
  closed_by text,
  -- the ladder: the next rung not yet fired and its instant; null when the ladder is climbed
  next_rung int,
  next_rung_at timestamptz
);
alter table homeward.tasks alter column instance drop not null;
alter table homeward.tasks add constraint tasks_about check (instance is not null or incident is not null);
create unique index tasks_open on homeward.tasks (instance, key) where closed_at is null and instance is not null;
create index tasks_queue on homeward.tasks (role, area text_pattern_ops, due_at) where closed_at is null;
create index tasks_assignee on homeward.tasks (assignee, due_at) where closed_at is null and assignee is not null;
create index tasks_rung on homeward.tasks (next_rung_at) where closed_at is null and next_rung_at is not null;
create index tasks_instance on homeward.tasks (instance);

-- One row per obligation, rung and occurrence: a rung fires once, whatever crashes.
create table homeward.alerts (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  task uuid references homeward.tasks (id),
  instance uuid references homeward.instances (id),
  rung text not null,
  occurrence text not null default '',
  area text not null,
  to_roles text[] not null,
  text_en text not null,
  text_km text not null,
  -- when it was due, and when it was made; they differ after an outage
  due_at timestamptz not null,
  fired_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid
);
create unique index alerts_rung on homeward.alerts (task, rung, occurrence) where task is not null;
create unique index alerts_instance on homeward.alerts (instance, kind, rung, occurrence) where task is null;
create index alerts_area on homeward.alerts (area text_pattern_ops, fired_at);

-- Each recipient of an alert, resolved when it fired; a copy per channel.
create table homeward.deliveries (
  alert uuid not null references homeward.alerts (id),
  person uuid not null,
  channel text not null,
  -- why this person: holder, deputy, next level
  reason text not null,
  due_at timestamptz not null,
  sent_at timestamptz,
  read_at timestamptz,
  attempts int not null default 0,
  last_error text,
  primary key (alert, person, channel)
);
create index deliveries_unsent on homeward.deliveries (due_at) where sent_at is null;
create index deliveries_person on homeward.deliveries (person, due_at);

create table homeward.reference_numbers (
  prefix text not null,
  year int not null,
  last int not null,
  primary key (prefix, year)
);

-- No line of the journal is ever changed or removed, by anyone.
create function door.never_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'HW001', constraint = 'journal_append_only';
end $$;
create trigger journal_append_only before update or delete or truncate on homeward.journal
  for each statement execute function door.never_change();
create trigger anchors_append_only before update or delete or truncate on homeward.anchors
  for each statement execute function door.never_change();
create trigger anchor_heads_append_only before update or delete or truncate on homeward.anchor_heads
  for each statement execute function door.never_change();

-- The line an op belongs to.
create type door.line as (stream uuid, seq int, version int, at timestamptz, instance uuid, area text, parameters int);

-- The hash of a line: over the hash before it (32 zero bytes for the first), its place, and its canonical entry.
create function homeward.line_hash(previous bytea, stream uuid, seq int, entry text) returns bytea
language sql immutable parallel safe
as $$ select sha256(previous || convert_to(stream::text || ':' || seq || ':' || entry, 'UTF8')) $$;

-- Writes one line with all that belongs to it. Called with the stream's head locked.
create function door.write_line(l jsonb) returns jsonb language plpgsql
set search_path = homeward, pg_temp as $$
declare
  i jsonb := l -> 'instance';
  s uuid := (l ->> 'stream')::uuid;
  at timestamptz := (l ->> 'at')::timestamptz;
  v int;
  n int;
  head bytea;
  h bytea;
  ref text;
  place text;
  owned boolean := true;
  ctx door.line;
  o jsonb;
  zero constant bytea := decode(repeat('00', 32), 'hex');
begin
  if i is not null and (i ->> 'expect')::int = 0 then
    v := 1; n := 1;
    insert into reference_numbers as r values (i ->> 'prefix', extract(year from at at time zone 'Asia/Phnom_Penh')::int, 1)
      on conflict (prefix, year) do update set last = r.last + 1
      returning prefix || '-' || year || '-' || lpad(last::text, 6, '0') into ref;
    h := line_hash(zero, s, 1, l ->> 'entry');
    place := i ->> 'area';
    insert into instances (id, reference, workflow, workflow_version, area, version, seq, head, state, phase, status, outcome, parameters, opened_at, changed_at)
    values (s, ref, i ->> 'workflow', (i ->> 'workflowVersion')::int, i ->> 'area', 1, 1, h, i ->> 'state', i ->> 'phase',
            i ->> 'status', i ->> 'outcome', (i ->> 'parameters')::int, at, at);
  else
    select version, seq, instances.head, reference, area into v, n, head, ref, place from instances where id = s;
    if found then
      n := n + 1;
      h := line_hash(head, s, n, l ->> 'entry');
      if i is not null then
        v := v + 1;
        update instances set version = v, seq = n, head = h, state = i ->> 'state', phase = i ->> 'phase', status = i ->> 'status',
          outcome = i ->> 'outcome', parameters = (i ->> 'parameters')::int, changed_at = at,
          area = i ->> 'area'
          where id = s;
      else
        update instances set seq = n, head = h where id = s;
      end if;
    else
      insert into streams as st values (s, 1, line_hash(zero, s, 1, l ->> 'entry'))
        on conflict (id) do update set seq = st.seq + 1, head = line_hash(st.head, s, st.seq + 1, l ->> 'entry')
        returning st.seq, st.head into n, h;
      v := null;
      owned := false;
    end if;
  end if;

  insert into journal (stream, seq, version, kind, at, person, route, key, entry, answer, hash)
  values (s, n, case when i is null then null else v end, l ->> 'kind', at,
          (l -> 'key' ->> 'person')::uuid, l -> 'key' ->> 'route', l -> 'key' ->> 'key', l ->> 'entry',
          case when jsonb_typeof(l -> 'answer') = 'null' then null else l -> 'answer' end, h);
  if l -> 'content' is not null then
    insert into contents (stream, seq, digest, compartment, body)
    values (s, n, l -> 'content' ->> 'digest', l -> 'content' ->> 'compartment', l -> 'content' ->> 'body');
  end if;

  if i is not null then
    if i -> 'children' is not null then
      insert into subjects select s, 'child', c::uuid from jsonb_array_elements_text(i -> 'children') c on conflict do nothing;
    end if;
    if i ->> 'institution' is not null then
      insert into subjects values (s, 'institution', (i ->> 'institution')::uuid) on conflict do nothing;
    end if;
    if i -> 'fired' is not null then
      update timers set status = 'fired'
        where instance = s and timer = i -> 'fired' ->> 'timer' and armed_version = (i -> 'fired' ->> 'version')::int and status = 'armed';
      if not found then
        raise exception 'the timer is not armed' using errcode = 'HW002', constraint = 'timer_armed';
      end if;
    end if;
    if jsonb_array_length(i -> 'cancelTimers') > 0 then
      update timers set status = 'cancelled'
        where instance = s and status = 'armed' and timer in (select jsonb_array_elements_text(i -> 'cancelTimers'));
    end if;
    if jsonb_array_length(i -> 'armTimers') > 0 then
      -- entering a state again arms its timers anew
      update timers set status = 'cancelled'
        where instance = s and status = 'armed' and timer in (select t ->> 'timer' from jsonb_array_elements(i -> 'armTimers') t);
      insert into timers (instance, timer, armed_version, deadline, due_at, provisional, why)
      select s, t.timer, v, t.deadline, t.due_at, t.provisional, t.why
        from jsonb_to_recordset(i -> 'armTimers') as t(timer text, deadline text, due_at timestamptz, provisional boolean, why jsonb);
    end if;
    if jsonb_array_length(i -> 'closeTasks') > 0 then
      update tasks set closed_version = v, closed_at = at, closed_by = l ->> 'kind', next_rung_at = null
        where instance = s and closed_at is null and key in (select jsonb_array_elements_text(i -> 'closeTasks'));
    end if;
    if jsonb_array_length(i -> 'openTasks') > 0 then
      insert into tasks (id, instance, key, name, role, area, institution, assignee, due_at, due_on, exact, provisional, why, ladder,
                         parameters, opened_version, opened_at, next_rung, next_rung_at)
      select t.id, s, t.key, t.name, t.role, t.area, t.institution, t.assignee, t.due_at, t.due_on, t.exact, t.provisional, t.why,
             t.ladder, (i ->> 'parameters')::int, v, at, 0, door.rung_at(t.ladder, (i ->> 'parameters')::int, 0, t.due_at, t.due_on, t.exact)
        from jsonb_to_recordset(i -> 'openTasks') as t(id uuid, key text, name text, role text, area text, institution uuid, assignee uuid,
             due_at timestamptz, due_on date, exact boolean, provisional boolean, why jsonb, ladder text);
    end if;
    if i -> 'assignTasks' is not null then
      update tasks set assignee = (a ->> 'assignee')::uuid
        from jsonb_array_elements(i -> 'assignTasks') a
        where instance = s and closed_at is null and key = a ->> 'key';
    end if;
  end if;

  ctx := (s, n, v, at, case when owned then s end, place, (i ->> 'parameters')::int);
  for o in select * from jsonb_array_elements(l -> 'ops') loop
    execute format('select door.%I($1, $2)', 'op_' || replace(o ->> 'op', '.', '_')) using o -> 'data', ctx;
  end loop;
  return jsonb_build_object('seq', n, 'version', v, 'reference', ref);
end $$;

-- Writes the lines of one unit, whose rows are locked and whose versions hold.
create function door.write_unit(u jsonb) returns jsonb language plpgsql
set search_path = homeward, pg_temp as $$
declare
  l jsonb;
  done jsonb := '[]';
begin
  for l in select * from jsonb_array_elements(u -> 'lines') loop
    done := done || door.write_line(l);
  end loop;
  return jsonb_build_object('ok', true, 'lines', done);
end $$;

-- Hands an open task to a person, or back to its queue (assignee null).
create function door.op_task_assign(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  update tasks set assignee = (data ->> 'assignee')::uuid where id = (data ->> 'task')::uuid and closed_at is null;
  if not found then
    raise exception 'the task is not open' using errcode = 'HW003', constraint = 'task_open';
  end if;
end $$;

-- Mends the timers of an instance: arms what its state implies and has no row, cancels what it does not imply.
create function door.op_timer_repair(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  update timers set status = 'cancelled' where instance = line.stream and status = 'armed'
    and timer in (select jsonb_array_elements_text(data -> 'cancel'));
  insert into timers (instance, timer, armed_version, deadline, due_at, provisional, why)
  select line.stream, t.timer, coalesce((select max(armed_version) + 1 from timers x where x.instance = line.stream and x.timer = t.timer), 1),
         t.deadline, t.due_at, t.provisional, t.why
    from jsonb_to_recordset(data -> 'arm') as t(timer text, deadline text, due_at timestamptz, provisional boolean, why jsonb);
end $$;

-- null when every version still holds, else the conflict. The lines of one stream within a unit count on from the first.
create function door.conflict_of(u jsonb) returns jsonb language plpgsql stable
set search_path = homeward, pg_temp as $$
declare
  r record;
  moved boolean;
begin
  for r in select (l ->> 'stream')::uuid as stream, min((l -> 'instance' ->> 'expect')::int) as expect
             from jsonb_array_elements(u -> 'lines') l where l -> 'instance' is not null group by 1 loop
    if r.expect is distinct from coalesce((select version from instances where id = r.stream), 0) then
      return jsonb_build_object('ok', false, 'conflict', 'instance', 'id', r.stream);
    end if;
  end loop;
  if exists (select from jsonb_array_elements(u -> 'lines') l join journal j
               on j.person = (l -> 'key' ->> 'person')::uuid and j.route = l -> 'key' ->> 'route' and j.key = l -> 'key' ->> 'key'
             where l -> 'key' is not null) then
    return jsonb_build_object('ok', false, 'conflict', 'key');
  end if;
  for r in select c ->> 'table' as place, (c ->> 'id')::uuid as id, (c ->> 'version')::int as version from jsonb_array_elements(u -> 'checks') c loop
    execute format('select not exists (select from homeward.%I where id = $1 and version = $2)', r.place) into moved using r.id, r.version;
    if moved then
      return jsonb_build_object('ok', false, 'conflict', 'registry', 'id', r.id);
    end if;
  end loop;
  return null;
end $$;

-- THE WRITE DOOR. A batch of units in one transaction; each unit has its own outcome. Instances are locked first, then the
-- registry rows the decisions rest on, each in one fixed order.
create function homeward.write(units jsonb) returns jsonb language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  u jsonb;
  outcomes jsonb := '[]';
  outcome jsonb;
  state text; con text; msg text; det text;
begin
  perform 1 from instances where id in (select (l ->> 'stream')::uuid from jsonb_array_elements(units) x, jsonb_array_elements(x -> 'lines') l)
    order by id for no key update;
  perform 1 from streams where id in (select (l ->> 'stream')::uuid from jsonb_array_elements(units) x, jsonb_array_elements(x -> 'lines') l)
    order by id for no key update;
  if exists (select from jsonb_array_elements(units) x where jsonb_array_length(x -> 'checks') > 0) then
    perform door.lock_registry(array(select distinct (c ->> 'table') || ':' || (c ->> 'id')
      from jsonb_array_elements(units) x, jsonb_array_elements(x -> 'checks') c order by 1));
  end if;

  begin
    for u in select * from jsonb_array_elements(units) loop
      outcome := door.conflict_of(u);
      outcomes := outcomes || coalesce(outcome, door.write_unit(u));
    end loop;
    return outcomes;
  exception when others then
    -- deadlocks and lost connections concern the whole batch
    if sqlstate in ('40P01', '40001', '57P01', '57014') then raise; end if;
    outcomes := '[]';
  end;

  -- one of them was refused: each again on its own, so that it does not fail its neighbours
  for u in select * from jsonb_array_elements(units) loop
    begin
      outcome := coalesce(door.conflict_of(u), door.write_unit(u));
    exception when others then
      get stacked diagnostics state = returned_sqlstate, con = constraint_name, msg = message_text, det = pg_exception_detail;
      if state in ('40P01', '40001', '57P01', '57014') then raise; end if;
      if state = '23505' and con = 'journal_key' then
        outcome := jsonb_build_object('ok', false, 'conflict', 'key');
      elsif state = '23505' and con in ('instances_pkey') then
        outcome := jsonb_build_object('ok', false, 'conflict', 'instance', 'id', '');
      else
        outcome := jsonb_build_object('ok', false, 'error', jsonb_build_object('state', state, 'constraint', con, 'message', msg, 'detail', det));
      end if;
    end;
    outcomes := outcomes || outcome;
  end loop;
  return outcomes;
end $$;

-- Locks registry rows `table:id` in the order given.
create function door.lock_registry(rows text[]) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  r text;
begin
  foreach r in array rows loop
    execute format('select 1 from homeward.%I where id = $1 for no key update', split_part(r, ':', 1)) using split_part(r, ':', 2)::uuid;
  end loop;
end $$;

-- When rung `n` (from 0) of a ladder fires for a due date: days count from the due day, or from the instant for exact clocks.
-- Replaced by the parameters' migration, which knows P-22.
create function door.rung_at(ladder text, parameters int, n int, due_at timestamptz, due_on date, exact boolean) returns timestamptz
language sql stable as $$ select null::timestamptz $$;

grant select on homeward.areas, homeward.instances, homeward.streams, homeward.subjects, homeward.journal, homeward.contents, homeward.anchors,
  homeward.anchor_heads, homeward.timers, homeward.tasks, homeward.alerts, homeward.deliveries to homeward_app, homeward_migrator;
revoke all on function homeward.write(jsonb) from public;
grant execute on function homeward.write(jsonb) to homeward_app, homeward_migrator;
grant execute on function homeward.line_hash(bytea, uuid, int, text) to homeward_app, homeward_migrator;

-- The root of a day's anchor: over the root before it and every head that moved since.
create function homeward.anchor_root(of_day date, previous bytea) returns bytea language sql stable
set search_path = homeward, pg_temp as $$
  select sha256(coalesce(previous, decode(repeat('00', 32), 'hex')) || convert_to(coalesce(
    (select string_agg(stream::text || ':' || seq || ':' || encode(hash, 'hex'), E'\n' order by stream) from anchor_heads where day = of_day), ''), 'UTF8'))
$$;

create function homeward.make_anchor(of_day date) returns bigint language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  n bigint;
  last date;
begin
  perform pg_advisory_xact_lock(hashtext('homeward.anchor'));
  select max(day) into last from anchors;
  if last >= of_day then
    return 0;
  end if;
  insert into anchor_heads
    select of_day, h.id, h.seq, h.head
      from (select id, seq, head from instances union all select id, seq, head from streams) h
      left join lateral (select a.seq from anchor_heads a where a.stream = h.id order by a.day desc limit 1) a on true
     where a.seq is distinct from h.seq;
  get diagnostics n = row_count;
  insert into anchors (day, heads, root) values (of_day, n, anchor_root(of_day, (select root from anchors where day = last)));
  return n;
end $$;
create index anchor_heads_stream on homeward.anchor_heads (stream, day);
grant execute on function homeward.make_anchor(date), homeward.anchor_root(date, bytea) to homeward_app, homeward_migrator;
