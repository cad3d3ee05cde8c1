-- What was written without a connection on a case that has moved on: kept here, sealed, until somebody decides.

create table homeward.reviews (
  id uuid primary key,
  -- the author, and the idempotency key that their device fixed: the same act twice is one row
  person uuid not null references homeward.people (id),
  key uuid not null,
  -- the item as it lay on the device: a plain head and the sealed content
  item jsonb not null,
  -- the role in which the author may have written it, for which the event is meant
  role text not null,
  instance uuid not null references homeward.instances (id),
  workflow text not null,
  event text not null,
  base_version int not null check (base_version > 0),
  restricted boolean not null,
  -- code of the refusal that kept it from being recorded
  why text not null check (why <> ''),
  captured_at timestamptz not null,
  received_at timestamptz not null,
  -- the journal line of the case that says it is kept
  seq int not null,
  due_at timestamptz not null,
  decision text check (decision in ('recorded', 'setAside')),
  decided_by uuid,
  decided_at timestamptz,
  decided_seq int,
  constraint reviews_once unique (person, key),
  constraint reviews_line foreign key (instance, seq) references homeward.journal (stream, seq),
  constraint reviews_decided check (num_nulls(decision, decided_by, decided_at, decided_seq) in (0, 4) and decided_seq > seq)
);
create index reviews_instance on homeward.reviews (instance);
create index reviews_received on homeward.reviews (received_at, id);
grant select on homeward.reviews to homeward_app;

-- Nothing that was kept changes or goes. It only is decided, once.
create function door.review_keeps() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.decision is null and new.decision is not null
     and to_jsonb(new) - '{decision,decided_by,decided_at,decided_seq}'::text[] = to_jsonb(old) - '{decision,decided_by,decided_at,decided_seq}'::text[] then
    return new;
  end if;
  raise exception 'what is kept for review is not rewritten' using errcode = 'HW080', constraint = 'reviews_append_only';
end $$;
create trigger reviews_append_only before update or delete on homeward.reviews for each row execute function door.review_keeps();
create trigger reviews_never_emptied before truncate on homeward.reviews for each statement execute function door.never_change();

-- Keeps an item, with the incident whose task and ladder say who must look at it; both have the same id.
create function door.op_review_keep(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  made uuid := (data ->> 'id')::uuid;
  who text := data ->> 'owner';
  place text := left(line.area, level_of_role(data ->> 'owner'));
  due timestamptz := door.instant_of(data -> 'due');
  params int := coalesce((select max(version) from parameter_sets where effective_from <= line.at), (select max(version) from parameter_sets), 1);
begin
  insert into reviews (id, person, key, item, role, instance, workflow, event, base_version, restricted, why, captured_at, received_at, seq, due_at)
  values (made, (data -> 'item' ->> 'person')::uuid, (data -> 'item' ->> 'key')::uuid, data -> 'item', data ->> 'role', line.stream,
          data -> 'item' ->> 'workflow', data -> 'item' ->> 'event', (data -> 'item' ->> 'baseVersion')::int, (data ->> 'restricted')::boolean,
          data ->> 'why', (data -> 'item' ->> 'capturedAt')::timestamptz, line.at, line.seq, due)
  on conflict on constraint reviews_once do nothing;
  if not found then perform door.refuse('23W20', 'review_kept', 'this item is kept already'); end if;
  insert into incidents (id, kind, child, instance, role, area, ladder, text_en, text_km, opened_at, due_at, about)
  values (made, 'REPORT_TO_REVIEW', (data ->> 'child')::uuid, line.stream, who, place, 'normal', data -> 'text' ->> 'en', data -> 'text' ->> 'km',
          line.at, due, made::text);
  insert into tasks (id, incident, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, next_rung, next_rung_at)
  values (gen_random_uuid(), made, 'incident/REPORT_TO_REVIEW', 'incident', who, place, due, (due at time zone 'Asia/Phnom_Penh')::date, true,
          jsonb_build_object('deadline', 'incident', 'parameter', '', 'parameterVersion', params, 'calendarVersion', 0, 'clock', 'calendar',
            'anchor', (extract(epoch from line.at) * 1000)::bigint, 'amount', round(extract(epoch from due - line.at) / 3600, 2),
            'unit', 'hours', 'skipped', '[]'::jsonb),
          'normal', params, line.seq, line.at, 0,
          door.rung_at('normal', params, 0, due, (due at time zone 'Asia/Phnom_Penh')::date, true));
end $$;

-- `recorded` stands on the line of the event itself, so that an item can never be recorded twice.
create function door.op_review_decide(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update reviews set decision = data ->> 'decision', decided_by = (door.actor_of(line) ->> 'person')::uuid, decided_at = line.at, decided_seq = line.seq
    where id = (data ->> 'id')::uuid and instance = line.stream and decision is null;
  if not found then perform door.refuse('23W21', 'review_decided', 'the item is decided already'); end if;
  perform door.resolve_incidents(array[(data ->> 'id')::uuid], data ->> 'how', line);
end $$;

-- A case that goes to another area takes what waits for review along: who owned it before may not act in it any more.
create function door.reviews_follow() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  update incidents n set area = left(new.area, level_of_role(n.role))
    from reviews r where r.instance = new.id and r.decision is null and n.id = r.id;
  update tasks t set area = left(new.area, level_of_role(t.role)),
      assignee = case when starts_with(new.area, t.area) then t.assignee end
    from reviews r where r.instance = new.id and r.decision is null and t.incident = r.id and t.closed_at is null;
  return null;
end $$;
create trigger instances_reviews_follow after update of area on homeward.instances
  for each row when (old.area is distinct from new.area) execute function door.reviews_follow();
