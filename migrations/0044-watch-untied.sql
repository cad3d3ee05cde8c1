-- Who is tied to one of the two places of a match does not say what the match comes to (N-23, N-40): neither proposes to dismiss it, nor
-- decides, nor confirms. A tie that ended after the place came on watch counts, and so does the tie of whom one acts for.
-- Is one of these persons tied to one of the two places of a match? They are shown nothing of it. A tie that ended after the place came
-- on watch counts.
create function homeward.watch_kept_from(who uuid[], asked uuid) returns boolean language plpgsql stable set search_path = homeward, pg_temp as $$
#variable_conflict use_column
begin
return exists (select from watch_matches m, unnest(array[m.watched, m.found]) place
  where m.id = asked
    and is_tied(who, place, least(m.opened_at, (select min(w.from_at) from watches w where w.institution = m.watched))));
end $$;
revoke all on function homeward.watch_kept_from(uuid[], uuid) from public;
grant execute on function homeward.watch_kept_from(uuid[], uuid) to homeward_app;

create function door.refuse_tied(of_match uuid, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  if watch_kept_from(array_remove(array[(door.actor_of(line) ->> 'person')::uuid, (door.actor_of(line) ->> 'actingFor')::uuid], null), of_match) then
    perform door.refuse('HW095', 'watch_decided_untied', 'somebody tied to one of the two places does not decide about their match');
  end if;
end $$;

create or replace function door.op_watch_propose(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  perform door.refuse_tied(line.stream, line);
  update watch_matches set status = 'proposed', proposed_by = (door.actor_of(line) ->> 'person')::uuid,
      proposed_for = (door.actor_of(line) ->> 'actingFor')::uuid, proposed_at = line.at, reason = data ->> 'reason'
    where id = line.stream and status = 'open';
  if not found then perform door.refuse('23W30', 'watch_match_decided', 'the match is not open'); end if;
end $$;

create or replace function door.op_watch_decide(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  who uuid := (door.actor_of(line) ->> 'person')::uuid;
  whose uuid := (door.actor_of(line) ->> 'actingFor')::uuid;
begin
  perform door.refuse_tied(line.stream, line);
  if data ->> 'status' = 'open' then
    update watch_matches set status = 'open', proposed_by = null, proposed_for = null, proposed_at = null, reason = null
      where id = line.stream and status = 'proposed';
  else
    update watch_matches set status = data ->> 'status', decided_by = who, decided_for = whose, decided_at = line.at, reason = coalesce(data ->> 'reason', reason)
      where id = line.stream and (status = 'proposed' or (status = 'open' and data ->> 'status' = 'confirmed'));
  end if;
  if not found then perform door.refuse('23W30', 'watch_match_decided', 'the match is decided already, or nobody proposed to dismiss it'); end if;
  if data ->> 'status' <> 'open' then perform door.resolve_incidents(array[line.stream], data ->> 'how', line); end if;
end $$;
