-- What the application says of the time is not taken on trust. Whose data were written by the real clock is marked by the owner at the
-- start; there a line is written within an hour of PostgreSQL's own clock, and the clock by hand stands still. A rung is told at its
-- time, not before, and never passed in silence.

-- ---------------------------------------------------------------------------------------------------------------------
-- Which clock writes

-- true: the clock by hand, or one that a test holds
alter table homeward.manual_clock add column by_hand boolean not null default true;

create or replace function door.clock_forward() returns trigger language plpgsql as $$
begin
  if not old.by_hand and new.now is distinct from old.now then
    raise exception 'these data are written by the real clock' using errcode = 'HW050', constraint = 'clock_real';
  end if;
  if new.now < old.now then
    raise exception 'the clock only moves forward' using errcode = 'HW050', constraint = 'clock_forward';
  end if;
  return new;
end $$;

-- The latest instant that a caller may name: PostgreSQL's own, or that of the clock by hand where that one writes, and an hour for clocks that differ.
create function door.latest() returns timestamptz language sql stable set search_path = homeward, pg_temp as $$
  select greatest(clock_timestamp(), case when c.by_hand then c.now end) + interval '1 hour' from manual_clock c
$$;

-- A timer tells its own due time, which may be days ago after an outage, and so do the lines of other cases that it causes, which stand
-- in the same unit in the register's name. What people and the register do is told when it is done; an hour is for clocks of machines that differ.
create function door.refuse_astray(w door.work[]) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  x door.work;
  now timestamptz := clock_timestamp();
begin
  if (select c.by_hand from manual_clock c) then
    return;
  end if;
  foreach x in array w loop
    if x.at > now + interval '1 hour' then
      perform door.refuse('HW053', 'line_astray', 'a line is not written ahead of the time', x.at::text);
    end if;
    if x.at < now - interval '1 hour' and (x.entry::jsonb -> 'actor' ->> 'role') is distinct from 'clock'
       and not exists (select from unnest(w) l where l.u = x.u and l.kind = 'timer' and l.at = x.at) then
      perform door.refuse('HW053', 'line_astray', 'a line is written when it happens', x.at::text);
    end if;
  end loop;
end $$;

do $$
declare
  was text := pg_get_functiondef('door.write_lines'::regproc);
  now text := replace(was, $old$begin
  -- what the batch has none of is not asked for
$old$, $new$begin
  perform door.refuse_astray(w);
  -- what the batch has none of is not asked for
$new$);
begin
  if now = was then raise exception 'door.write_lines is not as it was'; end if;
  execute now;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Rungs

-- As before, but: nothing is fired as of an instant that is still to come; the rung is called what the ladder calls it; and a rung that
-- was due after the task was opened makes its alert, or is not passed. (What opens on the day of a reminder is told by that reminder.)
create or replace function homeward.fire_rungs(rungs jsonb) returns jsonb language plpgsql security definer set search_path = homeward, pg_temp as $$
declare
  r jsonb;
  t tasks;
  a uuid;
  opening boolean;
  due timestamptz;
  called text;
  latest timestamptz := door.latest();
  result text;
  failure text;
  results jsonb := '[]';
begin
  for r in select * from jsonb_array_elements(rungs) loop
    result := 'passed'; failure := null; a := null; opening := (r ->> 'rung')::int < 0;
    begin
      if (r ->> 'at')::timestamptz > latest then
        perform door.refuse('HW052', 'rung_ahead', 'a rung is not fired ahead of the time', r ->> 'at');
      end if;
      -- who is being written right now is looked at again in a moment: waiting here could deadlock with the door
      select * into t from tasks where id = (r ->> 'task')::uuid for update skip locked;
      due := case when opening then t.opening_at else t.next_rung_at end;
      if t.id is null then
        result := 'busy';
      elsif t.closed_at is null and (opening or t.next_rung = (r ->> 'rung')::int) and due <= (r ->> 'at')::timestamptz then
        called := case when opening then r ->> 'name' else (select s.ladders -> t.ladder -> t.next_rung ->> 'rung' from parameter_sets s where s.version = t.parameters) end;
        if due >= t.opened_at and r ->> 'kind' <> '' then
          insert into alerts (about, kind, task, instance, rung, area, to_roles, text_en, text_km, due_at, fired_at)
          values (coalesce(t.instance, t.incident, t.id), r ->> 'kind', t.id, t.instance, called, t.area,
                  array(select jsonb_array_elements_text(r -> 'toRoles')), r ->> 'en', r ->> 'km', due, (r ->> 'at')::timestamptz)
          on conflict do nothing returning id into a;
          if a is not null then
            perform door.address(coalesce(t.instance, t.incident, t.id), a, (r ->> 'at')::timestamptz, r);
            result := 'fired';
          end if;
        elsif due >= t.opened_at and not opening then
          perform door.refuse('HW052', 'rung_told', 'a rung is not passed without an alert', t.id::text);
        end if;
        if opening then
          update tasks set opening_at = null where id = t.id;
        else
          update tasks set next_rung = t.next_rung + 1,
            next_rung_at = door.rung_at(t.ladder, t.parameters, t.next_rung + 1, t.due_at, t.due_on, t.exact)
            where id = t.id;
        end if;
        delete from troubles where kind = 'rung' and record = t.id::text;
      end if;
    exception when others then
      if sqlstate in ('40P01', '40001', '57P01', '57014') or left(sqlstate, 2) in ('53', '58') then raise; end if;
      result := 'failed'; failure := sqlerrm;
    end;
    results := results || jsonb_build_object('task', r ->> 'task', 'result', result, 'error', failure);
  end loop;
  return results;
end $$;

-- Rungs of open tasks that were passed after the task was opened, and of which there is no alert: there must be none.
create function homeward.rungs_untold() returns table (task uuid, instance uuid, rung text) language plpgsql stable set search_path = homeward, pg_temp as $$
#variable_conflict use_column
begin
  return query select t.id, t.instance, s.ladders -> t.ladder -> n ->> 'rung'
    from tasks t join parameter_sets s on s.version = t.parameters cross join lateral generate_series(0, t.next_rung - 1) n
    cross join lateral (select (s.ladders -> t.ladder -> n ->> 'days')::int as days) d
   where t.closed_at is null and t.next_rung > 0
     and case when t.exact then t.due_at + make_interval(hours => 24 * d.days) else (t.due_on + d.days)::timestamp at time zone 'Asia/Phnom_Penh' end >= t.opened_at
     and not exists (select from alerts a where a.about = coalesce(t.instance, t.incident, t.id) and a.task = t.id and a.rung = s.ladders -> t.ladder -> n ->> 'rung')
   order by 1, 3;
end $$;
revoke all on function homeward.rungs_untold() from public;
grant execute on function homeward.rungs_untold() to homeward_app, homeward_migrator;
