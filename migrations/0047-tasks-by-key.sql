-- The tasks and timers that an event ends are found by their case, one event after the other, and in no other way: joined with the lines
-- of a batch as one statement, PostgreSQL at times went through every open task for each of them, and in a freeze there are hundreds.
create function door.end_tasks(w door.work[]) returns void language plpgsql
set search_path = homeward, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  x door.work;
begin
  foreach x in array w loop
    if jsonb_array_length(x.i -> 'closeTasks') > 0 then
      update tasks set closed_version = x.version, closed_at = x.at, closed_by = x.kind, next_rung_at = null
        where instance = x.stream and closed_at is null and key = any (array(select jsonb_array_elements_text(x.i -> 'closeTasks')));
    end if;
  end loop;
end $$;

create function door.cancel_timers(w door.work[]) returns void language plpgsql
set search_path = homeward, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  x door.work;
begin
  foreach x in array w loop
    if jsonb_array_length(x.i -> 'cancelTimers') > 0 or jsonb_array_length(x.i -> 'armTimers') > 0 then
      update timers set status = 'cancelled'
        where instance = x.stream and status = 'armed' and timer = any (array(
          select jsonb_array_elements_text(x.i -> 'cancelTimers') union all select c ->> 'timer' from jsonb_array_elements(x.i -> 'armTimers') c));
    end if;
  end loop;
end $$;

do $$
declare
  was text := pg_get_functiondef('door.write_lines'::regproc);
  now text := was;
  one record;
begin
  for one in select * from (values
    ($old$    update timers t set status = 'cancelled' from (
        select l.stream, c #>> '{}' as timer from unnest(w) l, jsonb_array_elements(i -> 'cancelTimers') c
        union select l.stream, c ->> 'timer' from unnest(w) l, jsonb_array_elements(i -> 'armTimers') c) gone
      where t.instance = gone.stream and t.timer = gone.timer and t.status = 'armed';
$old$, $new$    perform door.cancel_timers(w);
$new$),
    ($old$    update tasks t set closed_version = gone.version, closed_at = gone.at, closed_by = gone.kind, next_rung_at = null from (
        select l.stream, l.version, l.at, l.kind, k from unnest(w) l, jsonb_array_elements_text(i -> 'closeTasks') k) gone
      where t.instance = gone.stream and t.key = gone.k and t.closed_at is null;
$old$, $new$    perform door.end_tasks(w);
$new$)) v(old, new) loop
    if position(one.old in now) = 0 then
      raise exception 'door.write_lines does not say what this migration says anew: %', one.old;
    end if;
    now := replace(now, one.old, one.new);
  end loop;
  execute now;
end $$;
