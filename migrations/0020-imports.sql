-- Children who were placed with a family before their cases were kept here: a table that one person puts forward and
-- another applies. The rows lie in the content of the journal line; here is what waits.

create table homeward.placement_imports (
  id uuid primary key,
  -- of who put it forward
  area text not null,
  rows jsonb not null check (jsonb_typeof(rows) = 'array' and jsonb_array_length(rows) between 1 and 500),
  reason text not null,
  proposed_by uuid not null,
  proposed_for uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_for uuid,
  decided_at timestamptz,
  status text not null default 'proposed' check (status in ('proposed', 'approved', 'rejected')),
  constraint placement_imports_decided check ((status = 'proposed') = (decided_at is null)),
  constraint placement_imports_second_person check (decided_by is null or not (
    decided_by in (proposed_by, coalesce(proposed_for, proposed_by))
    or coalesce(decided_for, decided_by) in (proposed_by, coalesce(proposed_for, proposed_by))))
);
create index placement_imports_open on homeward.placement_imports (area text_pattern_ops, proposed_at);
grant select on homeward.placement_imports to homeward_app;

create function door.op_placements_propose(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  who jsonb := door.actor_of(line);
begin
  insert into placement_imports (id, area, rows, reason, proposed_by, proposed_for, proposed_at)
  values ((data ->> 'id')::uuid, who ->> 'area', data -> 'rows', data ->> 'reason', (who ->> 'person')::uuid, (who ->> 'actingFor')::uuid, line.at);
end $$;

create function door.op_placements_decide(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  who jsonb := door.actor_of(line);
begin
  update placement_imports set status = data ->> 'status', decided_by = (who ->> 'person')::uuid, decided_for = (who ->> 'actingFor')::uuid,
    decided_at = line.at where id = (data ->> 'id')::uuid and status = 'proposed';
  if not found then
    perform door.refuse('HW039', case when exists (select from placement_imports where id = (data ->> 'id')::uuid)
      then 'proposal_decided' else 'proposal_known' end, 'there is no such open proposal');
  end if;
end $$;

-- What was put forward and decided stays as it is.
create function door.placement_import_keeps() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.status = 'proposed' and new.status <> 'proposed'
     and to_jsonb(new) - '{status,decided_by,decided_for,decided_at}'::text[] = to_jsonb(old) - '{status,decided_by,decided_for,decided_at}'::text[] then
    return new;
  end if;
  raise exception 'a proposal is not rewritten' using errcode = 'HW075', constraint = 'placement_imports_append_only';
end $$;
create trigger placement_imports_append_only before update or delete on homeward.placement_imports
  for each row execute function door.placement_import_keeps();
