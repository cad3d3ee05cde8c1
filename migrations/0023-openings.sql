-- The opening of a visit's window: a row before it is a job, told once to who is to make the visit.

-- When it is to be told; null: it was told, or the window was open already when the visit was planned.
alter table homeward.tasks add column opening_at timestamptz;
create index tasks_opening on homeward.tasks (opening_at) where closed_at is null and opening_at is not null;

create function door.plan_opening() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  new.opening_at := new.opens_at;
  return new;
end $$;
create trigger tasks_opening before insert on homeward.tasks for each row when (new.opens_at > new.opened_at)
  execute function door.plan_opening();

update homeward.tasks set opening_at = opens_at where closed_at is null and opens_at > opened_at and opens_at > now();

-- As before; the rung -1 of a task is the opening of its window. A rung without a kind is passed in silence.
create or replace function homeward.fire_rungs(rungs jsonb) returns jsonb language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  r jsonb;
  t tasks;
  a uuid;
  opening boolean;
  due timestamptz;
  result text;
  failure text;
  results jsonb := '[]';
begin
  for r in select * from jsonb_array_elements(rungs) loop
    result := 'passed'; failure := null; a := null; opening := (r ->> 'rung')::int < 0;
    begin
      -- who is being written right now is looked at again in a moment: waiting here could deadlock with the door
      select * into t from tasks where id = (r ->> 'task')::uuid for update skip locked;
      due := case when opening then t.opening_at else t.next_rung_at end;
      if t.id is null then
        result := 'busy';
      elsif t.closed_at is null and (opening or t.next_rung = (r ->> 'rung')::int) and due <= (r ->> 'at')::timestamptz then
        if due >= t.opened_at and r ->> 'kind' <> '' then
          insert into alerts (kind, task, instance, rung, area, to_roles, text_en, text_km, due_at, fired_at)
          values (r ->> 'kind', t.id, t.instance, r ->> 'name', t.area,
                  array(select jsonb_array_elements_text(r -> 'toRoles')), r ->> 'en', r ->> 'km', due, (r ->> 'at')::timestamptz)
          on conflict do nothing returning id into a;
          if a is not null then
            perform door.address(a, (r ->> 'at')::timestamptz, r);
            result := 'fired';
          end if;
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
      if sqlstate in ('40P01', '40001', '57P01', '57014') then raise; end if;
      result := 'failed'; failure := sqlerrm;
    end;
    results := results || jsonb_build_object('task', r ->> 'task', 'result', result, 'error', failure);
  end loop;
  return results;
end $$;
