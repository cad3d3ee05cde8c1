-- A new version of a workflow taken over by open instances: the dry run that two people signed, and what came of each case.

create table homeward.adoptions (
  id uuid primary key,
  workflow text not null,
  from_version int not null check (from_version > 0),
  to_version int not null check (to_version > from_version),
  -- of the dry run, which names each case with what it gains and loses, or why it cannot be taken over
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  cases jsonb not null check (jsonb_typeof(cases) = 'array'),
  reason text not null check (reason <> ''),
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'approved', 'refused', 'withdrawn')),
  decided_by uuid,
  decided_for uuid,
  decided_at timestamptz,
  decided_why text,
  constraint adoptions_decided check ((status = 'open') = (decided_by is null) and (status = 'open') = (decided_at is null))
);
create index adoptions_proposed on homeward.adoptions (proposed_at, id);

-- What came of each case of an approved one: `left` says why it stays where it is.
create table homeward.adoption_cases (
  adoption uuid not null references homeward.adoptions (id),
  instance uuid not null references homeward.instances (id),
  outcome text not null check (outcome in ('adopted', 'left')),
  why jsonb check ((why is null) = (outcome = 'adopted')),
  at timestamptz not null,
  constraint adoption_once primary key (adoption, instance)
);
grant select on homeward.adoptions, homeward.adoption_cases to homeward_app;

create function door.adoption_keeps() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.status = 'open' and new.status <> 'open'
     and to_jsonb(new) - '{status,decided_by,decided_for,decided_at,decided_why}'::text[]
       = to_jsonb(old) - '{status,decided_by,decided_for,decided_at,decided_why}'::text[] then
    return new;
  end if;
  raise exception 'a proposal is decided once and never rewritten' using errcode = 'HW090', constraint = 'adoptions_append_only';
end $$;
create trigger adoptions_append_only before update or delete on homeward.adoptions for each row execute function door.adoption_keeps();
create trigger adoptions_never_emptied before truncate on homeward.adoptions for each statement execute function door.never_change();
create trigger adoption_cases_append_only before update or delete or truncate on homeward.adoption_cases
  for each statement execute function door.never_change();

create function door.op_adoption_propose(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  actor jsonb := door.actor_of(line);
begin
  perform door.settings_role(actor);
  insert into adoptions (id, workflow, from_version, to_version, digest, cases, reason, proposed_by, proposed_for, proposed_at)
  values (line.stream, data ->> 'workflow', (data ->> 'from')::int, (data ->> 'to')::int, data ->> 'digest', data -> 'cases', data ->> 'reason',
          (actor ->> 'person')::uuid, (actor ->> 'actingFor')::uuid, line.at);
end $$;

create function door.op_adoption_decide(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  a adoptions;
  actor jsonb := door.actor_of(line);
begin
  select * into a from adoptions where id = line.stream for update;
  perform door.settings_decider(jsonb_build_object('role', actor ->> 'role', 'by', actor ->> 'person', 'for', actor ->> 'actingFor'),
    a.proposed_by, a.proposed_for, a.status, data ->> 'status');
  if data ->> 'status' = 'withdrawn' and not array_remove(array[a.proposed_by, a.proposed_for], null)
     && array_remove(array[(actor ->> 'person')::uuid, (actor ->> 'actingFor')::uuid], null) then
    perform door.refuse('HW091', 'adoption_own', 'who proposes withdraws');
  end if;
  update adoptions set status = data ->> 'status', decided_by = (actor ->> 'person')::uuid, decided_for = (actor ->> 'actingFor')::uuid,
    decided_at = line.at, decided_why = data ->> 'why' where id = a.id;
end $$;

-- Beside the line of the instance itself: only in an adoption that a second person approved, of a case of its dry run, by that person.
create function door.op_workflow_adopt(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  a adoptions;
begin
  select * into a from adoptions where id = (data ->> 'adoption')::uuid for share;
  if a.status is distinct from 'approved' or line.version is null or a.decided_by <> (door.actor_of(line) ->> 'person')::uuid
     or not a.cases @> jsonb_build_array(jsonb_build_object('instance', line.instance::text, 'why', null)) then
    perform door.refuse('HW092', 'adoption_approved', 'no second person has approved that the case takes the version over');
  end if;
  update instances set workflow_version = a.to_version
    where id = line.instance and workflow = a.workflow and workflow_version = a.from_version and status = 'open';
  if not found then
    perform door.refuse('HW093', 'adoption_version', 'the case is not open at the version that is left');
  end if;
  insert into adoption_cases values (a.id, line.instance, 'adopted', null, line.at);
end $$;

create function door.op_adoption_leave(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  if not exists (select from adoptions where id = line.stream and status = 'approved') then
    perform door.refuse('HW092', 'adoption_approved', 'no second person has approved it');
  end if;
  insert into adoption_cases values (line.stream, (data ->> 'instance')::uuid, 'left', data -> 'why', line.at);
end $$;
