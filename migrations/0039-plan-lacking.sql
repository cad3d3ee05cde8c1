-- A province without an approved plan of inspections is asked for it (B.4.2 step 1: January; P-89). The asking is an incident with a
-- task, as for a missed inspection: it has an owner and a clock, the ladder P-22 tells each office once, also where a post is vacant,
-- and it ends with the approval.

-- By when the plan of a year is to be approved, where the first place to inspect was registered at an instant: the end of the day P-89.
create function homeward.plan_due(first timestamptz, of_year int, now timestamptz) returns timestamptz language sql stable set search_path = homeward, pg_temp as $$
  select (greatest(make_date(of_year, 1, 1), (first at time zone 'Asia/Phnom_Penh')::date)
    + coalesce((select ("values" ->> 'P-89')::int from parameter_sets where effective_from <= now order by version desc limit 1), 15))::timestamp
    at time zone 'Asia/Phnom_Penh'
$$;

-- The provinces that have places to inspect, each with the day on which the first of them was registered.
create function homeward.inspected_provinces() returns table (area text, since timestamptz) language sql stable set search_path = homeward, pg_temp as $$
  select left(area, 2), min(registered_at) from institutions where residential_kind(kind) and standing <> 'closed' group by 1
$$;

-- By when a province is to have its plan of a year; null where there is nothing to inspect, or was not in that year.
create function homeward.inspection_plan_due(asked text, of_year int, now timestamptz) returns timestamptz language sql stable
set search_path = homeward, pg_temp as $$
  select plan_due(p.since, of_year, now) from inspected_provinces() p
   where p.area = asked and plan_due(p.since, of_year, now) < make_date(of_year + 1, 1, 1)::timestamp at time zone 'Asia/Phnom_Penh'
$$;

-- Provinces that by an instant should have had an approved plan, of the years from another instant on, and were not asked for it yet.
create function homeward.inspection_plans_lacking(from_at timestamptz, until_at timestamptz) returns table (area text, year int, due timestamptz) language sql stable
set search_path = homeward, pg_temp as $$
  select p.area, y.year, d.due from inspected_provinces() p
    cross join generate_series(extract(year from from_at at time zone 'Asia/Phnom_Penh')::int, extract(year from until_at at time zone 'Asia/Phnom_Penh')::int) y (year)
    cross join lateral (select plan_due(p.since, y.year, until_at) as due) d
   where d.due <= until_at and d.due < make_date(y.year + 1, 1, 1)::timestamp at time zone 'Asia/Phnom_Penh'
     and not exists (select from inspection_plans x where x.area = p.area and x.year = y.year and x.approved_at is not null)
     and not exists (select from incidents n where n.kind = 'INSPECTION_PLAN_LACKING' and n.about = p.area || '/' || y.year)
$$;
revoke all on function homeward.plan_due(timestamptz, int, timestamptz), homeward.inspected_provinces(), homeward.inspection_plan_due(text, int, timestamptz),
  homeward.inspection_plans_lacking(timestamptz, timestamptz) from public;
grant execute on function homeward.inspection_plan_due(text, int, timestamptz), homeward.inspection_plans_lacking(timestamptz, timestamptz),
  homeward.plan_due(timestamptz, int, timestamptz), homeward.inspected_provinces() to homeward_app;

-- {area, year, due, en, km}: asked once. Who is late when it is found has the ladder from that day, so that no rung is passed in silence.
create function door.op_inspection_plan_lacking(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  made uuid := gen_random_uuid();
  named text := (data ->> 'area') || '/' || (data ->> 'year');
  due timestamptz := greatest((data ->> 'due')::timestamptz, line.at);
  due_day date := ((due - interval '1 second') at time zone 'Asia/Phnom_Penh')::date;
  params int := coalesce((select max(version) from parameter_sets where effective_from <= line.at), (select max(version) from parameter_sets), 1);
begin
  if exists (select from incidents where kind = 'INSPECTION_PLAN_LACKING' and about = named)
     or exists (select from inspection_plans where area = data ->> 'area' and year = (data ->> 'year')::int and approved_at is not null) then return; end if;
  insert into incidents (id, kind, role, area, ladder, text_en, text_km, opened_at, due_at, about)
  values (made, 'INSPECTION_PLAN_LACKING', 'pdosvyOfficer', data ->> 'area', 'normal', data ->> 'en', data ->> 'km', line.at, due, named)
  on conflict do nothing;
  if not found then return; end if;
  insert into tasks (id, incident, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, next_rung, next_rung_at)
  values (gen_random_uuid(), made, 'incident/INSPECTION_PLAN_LACKING', 'incident', 'pdosvyOfficer', data ->> 'area', due, due_day, false,
    jsonb_build_object('deadline', 'incident', 'parameter', 'P-89', 'parameterVersion', params, 'calendarVersion', 0, 'clock', 'calendar',
      'anchor', (extract(epoch from due) * 1000)::bigint, 'amount', 0, 'unit', 'days', 'skipped', '[]'::jsonb),
    'normal', params, 1, line.at, 0, door.rung_at('normal', params, 0, due, due_day, false));
end $$;

create or replace function door.op_inspection_plan_approve(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update inspection_plans set approved_by = (door.actor_of(line) ->> 'person')::uuid, approved_for = (door.actor_of(line) ->> 'actingFor')::uuid, approved_at = line.at
    where id = line.stream and approved_at is null;
  if not found then perform door.refuse('23W33', 'inspection_plan_approved', 'the plan is approved'); end if;
  perform door.resolve_incidents(array(select n.id from incidents n join inspection_plans p on n.about = p.area || '/' || p.year
    where p.id = line.stream and n.kind = 'INSPECTION_PLAN_LACKING'), 'The plan of the year was approved.', line);
end $$;

-- It ends with the approval, never by words alone; when its year is over, or nothing is left to inspect, words are all that is left.
create function door.guard_plan_lacking() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  of_year int := split_part(new.about, '/', 2)::int;
begin
  if extract(year from new.resolved_at at time zone 'Asia/Phnom_Penh')::int <= of_year
     and exists (select from inspected_provinces() p where p.area = new.area)
     and not exists (select from inspection_plans x where x.area = new.area and x.year = of_year and x.approved_at is not null) then
    perform door.refuse('HW096', 'inspection_plan_lacking', 'the plan of the year is not approved');
  end if;
  return new;
end $$;
create trigger incidents_inspection_plan before update of status on homeward.incidents
  for each row when (new.kind = 'INSPECTION_PLAN_LACKING' and new.status = 'resolved') execute function door.guard_plan_lacking();
