-- What a person or a page asks for stays as fast as the country grows: the area of a case stands on its tasks and visits, what
-- indicators read of the journal is found by an index, and the daily anchor looks at the heads that may have moved.

-- ---------------------------------------------------------------------------------------------------------------------
-- Where the case is, open or closed; on a task without a case it is null. The queue of a task (`area`) and where a visit was
-- made (`area`) are other things.

alter table homeward.tasks add column case_area text;
alter table homeward.visits add column case_area text;

-- A visit that is over never changes, but its case may go to another area.
create or replace function door.guard_visit() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform door.refuse('HW061', 'visit_kept', 'a visit that was planned is never removed');
  end if;
  -- what is generated is not there yet
  if old.status <> 'planned' and to_jsonb(new) - array['case_area', 'days_late'] <> to_jsonb(old) - array['case_area', 'days_late'] then
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

create function door.place_case() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  new.case_area := (select i.area from instances i where i.id = new.instance);
  return new;
end $$;
create trigger tasks_placed before insert on homeward.tasks for each row when (new.instance is not null) execute function door.place_case();
create trigger visits_placed before insert on homeward.visits for each row execute function door.place_case();

create function door.move_case() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  update tasks set case_area = new.area where instance = new.id;
  update visits set case_area = new.area where instance = new.id;
  return null;
end $$;
create trigger instances_placed after update of area on homeward.instances
  for each row when (old.area is distinct from new.area) execute function door.move_case();

update homeward.tasks t set case_area = i.area from homeward.instances i where i.id = t.instance;
update homeward.visits v set case_area = i.area from homeward.instances i where i.id = v.instance;

-- the lists of a district or less go along its due dates; those of a province or the country along all of them
create index tasks_district on homeward.tasks (left(case_area, 4), due_at, id) where closed_at is null;
drop index homeward.tasks_due;
create index tasks_due on homeward.tasks (due_at, id) include (instance, opens_at, case_area) where closed_at is null;
create index visits_district on homeward.visits (left(case_area, 4), due_at, id);

-- ---------------------------------------------------------------------------------------------------------------------
-- What indicators read of the journal: an event that they come to read is added by a migration

create index journal_said on homeward.journal ((entry::jsonb ->> 'event'), at)
  where kind = 'event' and (entry::jsonb ->> 'event') in ('breakdown.recorded', 'child.found', 'child.missing', 'closing.proposed', 'contact.recorded',
    'family.found', 'form2.submitted', 'reassessment.submitted', 'safety.closed', 'safety.concernRaised', 'safety.reported', 'visit.recorded');
-- authorities of a child, in force or not
create index authorities_child on homeward.authorities (child, institution);

-- ---------------------------------------------------------------------------------------------------------------------
-- The anchor

-- As before, of the heads that may have moved since the last anchor; no transaction stays open for a day.
create or replace function homeward.make_anchor(of_day date) returns bigint language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  n bigint;
  last anchors;
begin
  perform pg_advisory_xact_lock(hashtext('homeward.anchor'));
  select * into last from anchors order by day desc limit 1;
  if last.day >= of_day then
    return 0;
  end if;
  insert into anchor_heads
    select of_day, h.id, h.seq, h.head
      from (select id, seq, head from instances union all select id, seq, head from streams) h
      left join lateral (select a.seq from anchor_heads a where a.stream = h.id order by a.day desc limit 1) a on true
     where a.seq is distinct from h.seq
       and (last.day is null or h.id = any (array(select distinct j.stream from journal j where j.recorded_at >= last.made_at - interval '1 day')));
  get diagnostics n = row_count;
  insert into anchors (day, heads, root) values (of_day, n, anchor_root(of_day, last.root));
  return n;
end $$;
