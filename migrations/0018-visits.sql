-- Visits: scheduled acts with a window, rows from the day they are planned; who owns a case, and who takes part in it.

-- ---------------------------------------------------------------------------------------------------------------------
-- Owner and guests

-- Areas whose officers take part for now: they see the case and act in it as their roles allow. The owner is `area`.
alter table homeward.instances add column guests text[] not null default '{}';
alter table homeward.instances add constraint instances_owner check (area <> '');
alter table homeward.instances add constraint instances_guests check (array_position(guests, '') is null and not area = any (guests));
create index instances_guests on homeward.instances using gin (guests) where guests <> '{}';

create function door.areas_of(list jsonb) returns text[] language plpgsql stable set search_path = homeward, pg_temp as $$
declare
  codes text[] := array(select distinct a from jsonb_array_elements_text(coalesce(list, '[]')) a order by a);
  unknown text := (select c from unnest(codes) c where not exists (select from areas where code = c) limit 1);
begin
  if unknown is not null then perform door.refuse('23W10', 'instance_guests', 'there is no such area', unknown); end if;
  return codes;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Visits

-- A task of a visit: nobody need do anything before its window opens. Null: at once.
alter table homeward.tasks add column opens_at timestamptz;

create table homeward.visits (
  id uuid not null default gen_random_uuid() unique,
  instance uuid not null references homeward.instances (id),
  -- `<placement no>/<step>`
  key text not null check (key <> ''),
  -- what is to be done: its name among the tasks of the workflow
  task text not null,
  step text not null,
  role text not null,
  -- who owned the case when it was closed; while it is planned, who owns it
  area text not null references homeward.areas (code),
  -- the one child of the case
  child uuid references homeward.children (id),
  assignee uuid,
  opens_at timestamptz not null,
  due_at timestamptz not null,
  -- the nominal date
  due_on date not null,
  exact boolean not null,
  ladder text not null check (ladder in ('normal', 'high')),
  parameter text not null,
  -- version of the parameter set it was planned under
  parameters int not null,
  status text not null check (status in ('planned', 'made', 'late', 'missed', 'cancelled')),
  planned_at timestamptz not null,
  -- the day of the visit that satisfied it, and when that was recorded
  made_on date,
  entered_at timestamptz,
  days_late int generated always as (case when made_on is not null then greatest(made_on - due_on, 0) end) stored,
  -- a code: why it was cancelled or written off
  reason text,
  closed_at timestamptz,
  opened_version int not null,
  closed_version int,
  primary key (instance, key),
  constraint visits_window check (opens_at <= due_at),
  constraint visits_made check ((status in ('made', 'late')) = (made_on is not null) and (made_on is null) = (entered_at is null)),
  constraint visits_closed check ((status = 'planned') = (closed_at is null) and (closed_at is null) = (closed_version is null)),
  constraint visits_reasoned check (status <> 'cancelled' or reason is not null),
  constraint visits_in_window check (made_on >= (opens_at at time zone 'Asia/Phnom_Penh')::date),
  constraint visits_not_ahead check (made_on <= (entered_at at time zone 'Asia/Phnom_Penh')::date),
  constraint visits_on_time check (status <> 'made' or made_on <= due_on),
  constraint visits_late check (status <> 'late' or made_on > due_on or exact)
);
create index visits_assignee on homeward.visits (assignee, due_at) where assignee is not null;
create index visits_queue on homeward.visits (role, area text_pattern_ops, due_at) where assignee is null;
create index visits_area on homeward.visits (area text_pattern_ops, due_at);
create index visits_overdue on homeward.visits (due_at) where status = 'planned';
create index visits_due on homeward.visits (due_at, id);
create index visits_child on homeward.visits (child, due_at) where child is not null;

create function door.guard_visit() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform door.refuse('HW061', 'visit_kept', 'a visit that was planned is never removed');
  end if;
  if old.status <> 'planned' then
    perform door.refuse('HW061', 'visit_over', 'a visit that was made, missed or cancelled never changes', new.key);
  end if;
  -- only the hands it is in may change before it is closed
  if (new.id, new.instance, new.key, new.task, new.step, new.role, new.opens_at, new.due_at, new.due_on, new.exact, new.ladder, new.parameter,
      new.parameters, new.planned_at, new.opened_version)
     is distinct from (old.id, old.instance, old.key, old.task, old.step, old.role, old.opens_at, old.due_at, old.due_on, old.exact, old.ladder,
      old.parameter, old.parameters, old.planned_at, old.opened_version) then
    perform door.refuse('HW061', 'visit_fixed', 'the dates of a visit never move: it is cancelled, and another one planned', new.key);
  end if;
  return new;
end $$;
create trigger visits_guard before update or delete on homeward.visits for each row execute function door.guard_visit();
create trigger visits_whole before truncate on homeward.visits for each statement execute function door.never_change();
grant select on homeward.visits to homeward_app, homeward_migrator;

-- ---------------------------------------------------------------------------------------------------------------------
-- The door

-- Writes the lines of units that stand: a few statements for the whole batch.
create or replace function door.write_lines(w door.work[]) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  x door.work;
  o jsonb;
  opens boolean; changes boolean; apart boolean; filled boolean; names boolean; fires boolean; cancels boolean; arms boolean;
  closes boolean; tasked boolean; assigns boolean; moves boolean; visits_planned boolean; visits_closed boolean;
begin
  -- what the batch has none of is not asked for
  select bool_or(expect = 0), bool_or(current is not null), bool_or(not owned), bool_or(content is not null),
         bool_or(i -> 'children' is not null or i ->> 'institution' is not null), bool_or(i -> 'fired' is not null),
         bool_or(jsonb_array_length(i -> 'cancelTimers') > 0), bool_or(jsonb_array_length(i -> 'armTimers') > 0),
         bool_or(jsonb_array_length(i -> 'closeTasks') > 0), bool_or(jsonb_array_length(i -> 'openTasks') > 0),
         bool_or(i -> 'assignTasks' is not null), bool_or(i -> 'moveTasks' is not null),
         bool_or(i -> 'planVisits' is not null), bool_or(i -> 'closeVisits' is not null)
    into opens, changes, apart, filled, names, fires, cancels, arms, closes, tasked, assigns, moves, visits_planned, visits_closed from unnest(w);
  if opens then
    insert into instances (id, reference, workflow, workflow_version, area, guests, version, seq, head, state, phase, status, outcome, parameters, opened_at, changed_at)
    select l.stream, l.reference, i ->> 'workflow', (i ->> 'workflowVersion')::int, i ->> 'area', door.areas_of(i -> 'guests'), 1, 1, l.hash, i ->> 'state', i ->> 'phase',
           i ->> 'status', i ->> 'outcome', (i ->> 'parameters')::int, l.at, l.at
      from unnest(w) l where l.expect = 0;
  end if;
  if changes then
    update instances t set seq = l.seq, head = l.hash, version = coalesce(l.version, t.version),
        area = coalesce(i ->> 'area', t.area), guests = case when i -> 'guests' is null then t.guests else door.areas_of(i -> 'guests') end,
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
    insert into tasks (id, instance, key, name, role, area, institution, assignee, due_at, due_on, exact, provisional, why, ladder, opens_at,
                       parameters, opened_version, opened_at, next_rung, next_rung_at)
    select t.id, l.stream, t.key, t.name, t.role, t.area, t.institution, t.assignee, t.due_at, t.due_on, t.exact, t.provisional, t.why,
           t.ladder, t.opens_at, (i ->> 'parameters')::int, l.version, l.at, 0, door.rung_at(t.ladder, (i ->> 'parameters')::int, 0, t.due_at, t.due_on, t.exact)
      from unnest(w) l, jsonb_to_recordset(i -> 'openTasks') as t(id uuid, key text, name text, role text, area text, institution uuid, assignee uuid,
           due_at timestamptz, due_on date, exact boolean, provisional boolean, why jsonb, ladder text, opens_at timestamptz);
  end if;
  if moves then
    -- with the area goes the hand that held it: who takes it on is named below, or claims it
    update tasks t set area = moved.area, assignee = case when t.area = moved.area then t.assignee end from (
        select l.stream, a ->> 'key' as key, a ->> 'area' as area from unnest(w) l, jsonb_array_elements(i -> 'moveTasks') a) moved
      where t.instance = moved.stream and t.key = moved.key and t.closed_at is null;
  end if;
  if assigns then
    update tasks t set assignee = given.assignee from (
        select l.stream, a ->> 'key' as key, (a ->> 'assignee')::uuid as assignee from unnest(w) l, jsonb_array_elements(i -> 'assignTasks') a) given
      where t.instance = given.stream and t.key = given.key and t.closed_at is null;
  end if;
  if visits_planned then
    insert into visits (instance, key, task, step, role, area, child, assignee, opens_at, due_at, due_on, exact, ladder, parameter, parameters,
                        status, made_on, entered_at, reason, planned_at, closed_at, opened_version, closed_version)
    select l.stream, v.key, v.task, v.step, v.role, i ->> 'area', v.child, v.assignee, v.opens_at, v.due_at, v.due_on, v.exact, v.ladder, v.parameter,
           (i ->> 'parameters')::int, v.status, v.made_on, case when v.made_on is not null then l.at end, v.reason, l.at,
           case when v.status <> 'planned' then l.at end, l.version, case when v.status <> 'planned' then l.version end
      from unnest(w) l, jsonb_to_recordset(i -> 'planVisits') as v(key text, task text, step text, role text, child uuid, assignee uuid,
           opens_at timestamptz, due_at timestamptz, due_on date, exact boolean, ladder text, parameter text, status text, made_on date, reason text);
  end if;
  if visits_closed then
    foreach x in array w loop
      for o in select * from jsonb_array_elements(x.i -> 'closeVisits') loop
        update visits set status = o ->> 'status', made_on = (o ->> 'made_on')::date, entered_at = case when o ->> 'made_on' is not null then x.at end,
            reason = o ->> 'reason', closed_at = x.at, closed_version = x.version
          where instance = x.stream and key = o ->> 'key' and status = 'planned';
        if not found then
          perform door.refuse('HW060', 'visit_planned', 'the visit is not planned', o ->> 'key');
        end if;
      end loop;
    end loop;
  end if;
  if moves or assigns then
    -- a visit is where its task is, and in the same hands
    update visits v set area = l.i ->> 'area', assignee = t.assignee
      from unnest(w) l, tasks t
      where (l.i -> 'moveTasks' is not null or l.i -> 'assignTasks' is not null) and v.instance = l.stream and v.status = 'planned'
        and t.instance = l.stream and t.key = 'visit:' || v.key and t.closed_at is null;
  end if;

  foreach x in array w loop
    for o in select * from jsonb_array_elements(x.ops) loop
      execute format('select door.%I($1, $2)', 'op_' || replace(o ->> 'op', '.', '_'))
        using o -> 'data', (x.stream, x.seq, x.version, x.at, case when x.owned then x.stream end, x.area, (x.i ->> 'parameters')::int)::door.line;
    end loop;
  end loop;
end $$;

-- Hands an open task to a person, or back to its queue (assignee null); a visit is in the same hands as its task.
create or replace function door.op_task_assign(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  t tasks;
begin
  update tasks set assignee = (data ->> 'assignee')::uuid where id = (data ->> 'task')::uuid and closed_at is null returning * into t;
  if not found then
    raise exception 'the task is not open' using errcode = 'HW003', constraint = 'task_open';
  end if;
  if starts_with(t.key, 'visit:') then
    update visits set assignee = t.assignee where instance = t.instance and key = substr(t.key, 7) and status = 'planned';
  end if;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What rules read: how much each of these workers carries, one case left out

create function homeward.workload_fact(workers uuid[], except_instance uuid, now timestamptz) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('worker', p.id,
    'open', (select count(distinct t.instance) from tasks t where t.assignee = p.id and t.closed_at is null and t.instance is distinct from except_instance),
    'visitsNext30', (select count(*) from visits v where v.assignee = p.id and v.status = 'planned' and v.due_at < now + interval '30 days'
       and v.instance is distinct from except_instance)) order by p.id), '[]')
  from people p where p.id = any (workers)
$$;
revoke all on function homeward.workload_fact(uuid[], uuid, timestamptz) from public;
grant execute on function homeward.workload_fact(uuid[], uuid, timestamptz) to homeward_app, homeward_migrator;
