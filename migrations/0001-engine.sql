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

-- The number in a reference: PREFIX-YEAR-000001. Gaps are possible and mean nothing; a counter row would make openings wait.
create sequence homeward.reference_numbers;
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

-- A line of a batch at work: as sent, with what the database adds to it.
create type door.work as (
  u int, n int, stream uuid, kind text, at timestamptz, entry text, content jsonb, key jsonb, answer jsonb, i jsonb, ops jsonb,
  expect int, current int, owned boolean, seq int, version int, head bytea, hash bytea, reference text, area text
);

-- The lines of a batch, each with the head it follows. Each stream must stand in the batch once.
create function door.work_of(units jsonb) returns door.work[] language sql stable
set search_path = homeward, pg_temp as $$
  select array_agg((
      u.n, l.n, s.id, l.y ->> 'kind', (l.y ->> 'at')::timestamptz, l.y ->> 'entry', l.y -> 'content', l.y -> 'key',
      case when jsonb_typeof(l.y -> 'answer') <> 'null' then l.y -> 'answer' end, l.y -> 'instance', l.y -> 'ops',
      (l.y -> 'instance' ->> 'expect')::int, i.version, i.id is not null or l.y -> 'instance' is not null,
      coalesce(i.seq, t.seq, 0) + 1,
      case when l.y -> 'instance' is not null then coalesce(i.version, 0) + 1 end,
      coalesce(i.head, t.head, decode(repeat('00', 32), 'hex')), null, i.reference, coalesce(l.y -> 'instance' ->> 'area', i.area)
    )::door.work order by u.n, l.n)
  from jsonb_array_elements(units) with ordinality u(x, n)
  cross join lateral jsonb_array_elements(u.x -> 'lines') with ordinality l(y, n)
  cross join lateral (select (l.y ->> 'stream')::uuid as id) s
  left join instances i on i.id = s.id
  left join streams t on t.id = s.id
$$;

create function door.holds(place text, row_id uuid, at_version int) returns boolean language plpgsql stable
set search_path = homeward, pg_temp as $$
declare
  yes boolean;
begin
  execute format('select exists (select from homeward.%I where id = $1 and version = $2)', place) into yes using row_id, at_version;
  return yes;
end $$;

-- The units whose decision rests on something that has moved, by number.
create function door.conflicts_of(units jsonb, w door.work[]) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  select coalesce(jsonb_object_agg(u, c), '{}') from (
    select distinct on (u) u, c from (
      select x.u, 1 as rank, jsonb_build_object('ok', false, 'conflict', 'instance', 'id', x.stream) as c
        from unnest(w) x where x.i is not null and x.expect is distinct from coalesce(x.current, 0)
      union all
      select x.u, 2, jsonb_build_object('ok', false, 'conflict', 'key')
        from unnest(w) x join journal j on j.person = (x.key ->> 'person')::uuid and j.route = x.key ->> 'route' and j.key = x.key ->> 'key'
       where x.key is not null
      union all
      select u.n, 3, jsonb_build_object('ok', false, 'conflict', 'registry', 'id', c.y ->> 'id')
        from jsonb_array_elements(units) with ordinality u(x, n), jsonb_array_elements(u.x -> 'checks') c(y)
       where not door.holds(c.y ->> 'table', (c.y ->> 'id')::uuid, (c.y ->> 'version')::int)
    ) found order by u, rank
  ) first
$$;

-- Writes the lines of units that stand: a few statements for the whole batch.
create function door.write_lines(w door.work[]) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  x door.work;
  o jsonb;
  opens boolean; changes boolean; apart boolean; filled boolean; names boolean; fires boolean; cancels boolean; arms boolean;
  closes boolean; tasked boolean; assigns boolean;
begin
  -- what the batch has none of is not asked for
  select bool_or(expect = 0), bool_or(current is not null), bool_or(not owned), bool_or(content is not null),
         bool_or(i -> 'children' is not null or i ->> 'institution' is not null), bool_or(i -> 'fired' is not null),
         bool_or(jsonb_array_length(i -> 'cancelTimers') > 0), bool_or(jsonb_array_length(i -> 'armTimers') > 0),
         bool_or(jsonb_array_length(i -> 'closeTasks') > 0), bool_or(jsonb_array_length(i -> 'openTasks') > 0),
         bool_or(i -> 'assignTasks' is not null)
    into opens, changes, apart, filled, names, fires, cancels, arms, closes, tasked, assigns from unnest(w);
  if opens then
    insert into instances (id, reference, workflow, workflow_version, area, version, seq, head, state, phase, status, outcome, parameters, opened_at, changed_at)
    select l.stream, l.reference, i ->> 'workflow', (i ->> 'workflowVersion')::int, i ->> 'area', 1, 1, l.hash, i ->> 'state', i ->> 'phase',
           i ->> 'status', i ->> 'outcome', (i ->> 'parameters')::int, l.at, l.at
      from unnest(w) l where l.expect = 0;
  end if;
  if changes then
    update instances t set seq = l.seq, head = l.hash, version = coalesce(l.version, t.version),
        state = coalesce(i ->> 'state', t.state), phase = coalesce(i ->> 'phase', t.phase), status = coalesce(i ->> 'status', t.status),
        outcome = case when i is null then t.outcome else i ->> 'outcome' end, parameters = coalesce((i ->> 'parameters')::int, t.parameters),
        changed_at = case when i is null then t.changed_at else l.at end
      from unnest(w) l where t.id = l.stream and l.current is not null;
  end if;
  if apart then
    insert into streams select stream, seq, hash from unnest(w) l where not owned
      on conflict (id) do update set seq = excluded.seq, head = excluded.head where streams.seq = excluded.seq - 1;
  end if;
  insert into journal (stream, seq, version, kind, at, person, route, key, entry, answer, hash)
  select stream, seq, version, kind, at, (l.key ->> 'person')::uuid, l.key ->> 'route', l.key ->> 'key', entry, answer, hash
    from unnest(w) l order by u, n;
  if filled then
    insert into contents (stream, seq, digest, compartment, body)
    select stream, seq, content ->> 'digest', content ->> 'compartment', content ->> 'body' from unnest(w) l where content is not null;
  end if;

  if names then
    insert into subjects
    select l.stream, 'child', c::uuid from unnest(w) l, jsonb_array_elements_text(i -> 'children') c
    union all select l.stream, 'institution', (i ->> 'institution')::uuid from unnest(w) l where i ->> 'institution' is not null
    on conflict do nothing;
  end if;

  if fires then
    foreach x in array w loop
      if x.i -> 'fired' is not null then
        update timers set status = 'fired'
          where instance = x.stream and timer = x.i -> 'fired' ->> 'timer' and armed_version = (x.i -> 'fired' ->> 'version')::int and status = 'armed';
        if not found then
          raise exception 'the timer is not armed' using errcode = 'HW002', constraint = 'timer_armed';
        end if;
      end if;
    end loop;
  end if;
  -- entering a state again arms its timers anew, so what is armed now is cancelled too
  if cancels or arms then
    update timers t set status = 'cancelled' from (
        select l.stream, c #>> '{}' as timer from unnest(w) l, jsonb_array_elements(i -> 'cancelTimers') c
        union select l.stream, c ->> 'timer' from unnest(w) l, jsonb_array_elements(i -> 'armTimers') c) gone
      where t.instance = gone.stream and t.timer = gone.timer and t.status = 'armed';
  end if;
  if arms then
    insert into timers (instance, timer, armed_version, deadline, due_at, provisional, why)
    select l.stream, t.timer, l.version, t.deadline, t.due_at, t.provisional, t.why
      from unnest(w) l, jsonb_to_recordset(i -> 'armTimers') as t(timer text, deadline text, due_at timestamptz, provisional boolean, why jsonb);
  end if;
  if closes then
    update tasks t set closed_version = gone.version, closed_at = gone.at, closed_by = gone.kind, next_rung_at = null from (
        select l.stream, l.version, l.at, l.kind, k from unnest(w) l, jsonb_array_elements_text(i -> 'closeTasks') k) gone
      where t.instance = gone.stream and t.key = gone.k and t.closed_at is null;
  end if;
  if tasked then
    insert into tasks (id, instance, key, name, role, area, institution, assignee, due_at, due_on, exact, provisional, why, ladder,
                       parameters, opened_version, opened_at, next_rung, next_rung_at)
    select t.id, l.stream, t.key, t.name, t.role, t.area, t.institution, t.assignee, t.due_at, t.due_on, t.exact, t.provisional, t.why,
           t.ladder, (i ->> 'parameters')::int, l.version, l.at, 0, door.rung_at(t.ladder, (i ->> 'parameters')::int, 0, t.due_at, t.due_on, t.exact)
      from unnest(w) l, jsonb_to_recordset(i -> 'openTasks') as t(id uuid, key text, name text, role text, area text, institution uuid, assignee uuid,
           due_at timestamptz, due_on date, exact boolean, provisional boolean, why jsonb, ladder text);
  end if;
  if assigns then
    update tasks t set assignee = given.assignee from (
        select l.stream, a ->> 'key' as key, (a ->> 'assignee')::uuid as assignee from unnest(w) l, jsonb_array_elements(i -> 'assignTasks') a) given
      where t.instance = given.stream and t.key = given.key and t.closed_at is null;
  end if;

  foreach x in array w loop
    for o in select * from jsonb_array_elements(x.ops) loop
      execute format('select door.%I($1, $2)', 'op_' || replace(o ->> 'op', '.', '_'))
        using o -> 'data', (x.stream, x.seq, x.version, x.at, case when x.owned then x.stream end, x.area, (x.i ->> 'parameters')::int)::door.line;
    end loop;
  end loop;
end $$;

-- The lines with their hashes, and with a reference number (PREFIX-YEAR-000001) where they open an instance.
create function door.sealed(w door.work[]) returns door.work[] language sql
set search_path = homeward, pg_temp as $$
  select array_agg((u, n, stream, kind, at, entry, content, key, answer, i, ops, expect, current, owned, seq, version, head,
      line_hash(head, stream, seq, entry),
      case when expect = 0
        then (i ->> 'prefix') || '-' || extract(year from at at time zone 'Asia/Phnom_Penh') || '-' || lpad(nextval('reference_numbers')::text, 6, '0')
        else reference end, area)::door.work order by u, n)
  from unnest(w)
$$;

-- Writes units of which each stream stands in the batch once; conflicts are answered, faults are raised.
create function door.write_units(units jsonb) returns jsonb language plpgsql
set search_path = homeward, pg_temp as $$
declare
  w door.work[] := door.work_of(units);
  conflicts jsonb := door.conflicts_of(units, w);
begin
  if conflicts <> '{}' then
    w := array(select x from unnest(w) x where not conflicts ? x.u::text order by x.u, x.n);
  end if;
  if cardinality(w) > 0 then
    w := door.sealed(w);
    perform door.write_lines(w);
  end if;
  return (select jsonb_agg(coalesce(conflicts -> u.n::text, jsonb_build_object('ok', true, 'lines', d.lines)) order by u.n)
            from jsonb_array_elements(units) with ordinality u(x, n)
            left join (select x.u, jsonb_agg(jsonb_build_object('seq', seq, 'version', version, 'reference', reference) order by x.n) as lines
                         from unnest(w) x group by x.u) d on d.u = u.n);
end $$;

-- Writes one unit in which a stream may stand several times: line by line, after one check of the whole.
create function door.write_in_turn(unit jsonb) returns jsonb language plpgsql
set search_path = homeward, pg_temp as $$
declare
  first jsonb;
  l jsonb;
  outcome jsonb;
  lines jsonb := '[]';
begin
  -- the first line of each stream carries the version to check; the later ones count on from it
  first := jsonb_build_array(jsonb_build_object('checks', unit -> 'checks', 'lines', (
    select jsonb_agg(y order by n) from (select distinct on (y ->> 'stream') y, n
      from jsonb_array_elements(unit -> 'lines') with ordinality l(y, n) order by y ->> 'stream', n) d)));
  outcome := door.conflicts_of(first, door.work_of(first)) -> '1';
  if outcome is not null then
    return outcome;
  end if;
  for l in select * from jsonb_array_elements(unit -> 'lines') loop
    outcome := door.write_units(jsonb_build_array(jsonb_build_object('checks', '[]'::jsonb, 'lines', jsonb_build_array(l)))) -> 0;
    if not (outcome ->> 'ok')::boolean then
      raise exception 'a later line of the unit meets a conflict: %', outcome using errcode = '40001';
    end if;
    lines := lines || (outcome -> 'lines');
  end loop;
  return jsonb_build_object('ok', true, 'lines', lines);
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

-- THE WRITE DOOR. A batch of units in one transaction; each unit has its own outcome. Instances are locked first, then the
-- registry rows the decisions rest on, each in one fixed order.
create function homeward.write(units jsonb) returns jsonb language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  u jsonb;
  outcomes jsonb := '[]';
  outcome jsonb;
  ids uuid[];
  once boolean;
  state text; con text; msg text; det text;
begin
  select array_agg(distinct id), count(*) = count(distinct id) into ids, once
    from (select (l ->> 'stream')::uuid as id from jsonb_array_elements(units) x, jsonb_array_elements(x -> 'lines') l) s;
  perform 1 from instances where id = any(ids) order by id for no key update;
  perform 1 from streams where id = any(ids) order by id for no key update;
  if jsonb_path_exists(units, '$[*].checks[*]') then
    perform door.lock_registry(array(select distinct (c ->> 'table') || ':' || (c ->> 'id')
      from jsonb_array_elements(units) x, jsonb_array_elements(x -> 'checks') c order by 1));
  end if;

  if once then
    begin
      return door.write_units(units);
    exception when others then
      -- deadlocks and lost connections concern the whole batch
      if sqlstate in ('40P01', '40001', '57P01', '57014') then raise; end if;
    end;
  end if;

  -- one of them was refused, or names a stream twice: each on its own, so that it does not fail its neighbours
  for u in select * from jsonb_array_elements(units) loop
    begin
      if (select count(*) = count(distinct l ->> 'stream') from jsonb_array_elements(u -> 'lines') l) then
        outcome := door.write_units(jsonb_build_array(u)) -> 0;
      else
        outcome := door.write_in_turn(u);
      end if;
    exception when others then
      get stacked diagnostics state = returned_sqlstate, con = constraint_name, msg = message_text, det = pg_exception_detail;
      if state in ('40P01', '40001', '57P01', '57014') then raise; end if;
      if state = '23505' and con = 'journal_key' then
        outcome := jsonb_build_object('ok', false, 'conflict', 'key');
      elsif state = '23505' and con in ('instances_pkey', 'streams_pkey', 'journal_pkey') then
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
