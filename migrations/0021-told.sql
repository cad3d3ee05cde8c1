-- Who is told, and who no longer is: an official named in a safety concern, and the area that is asked to take a case over.

-- Nothing of the children reaches the official from this line on.

create function door.op_access_revoke(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  insert into allegations (id, child, person, from_at, stream, seq)
  select gen_random_uuid(), kid, official, line.at, line.stream, line.seq
    from (select distinct door.child_of(c::uuid) as kid from jsonb_array_elements_text(data -> 'children') c) k,
         (select distinct p::uuid as official from jsonb_array_elements_text(data -> 'persons') p) o
    where not exists (select from allegations a where a.child = kid and a.person = official and a.until_at is null);
end $$;

-- An alert may be for another area than the one that owns the case: for who is asked to take it over.
create or replace function door.op_alert_raise(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  insert into alerts (kind, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at)
  values (data ->> 'kind', line.instance, '', coalesce(data ->> 'occurrence', ''), coalesce(data ->> 'at', line.area, data ->> 'area', ''),
          array(select jsonb_array_elements_text(data -> 'to')), data -> 'text' ->> 'en', data -> 'text' ->> 'km', line.at, line.at)
  on conflict do nothing;
end $$;
