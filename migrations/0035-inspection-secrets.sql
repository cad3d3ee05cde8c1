-- Inspections: who is kept from a secret although office and area would let them know, who rates, which photos are still on
-- their way, and who was at two places at once.

-- ---------------------------------------------------------------------------------------------------------------------
-- Secrets: nobody tied to the institution knows of one, whatever their office (N-40)

-- Is one of these persons tied to the institution: behind it, with an interest in it, kin to one of those, or of those who operate
-- it? As of `since` or later: what was withdrawn or left afterwards still counts.
create function homeward.is_tied(who uuid[], place uuid, since timestamptz) returns boolean language sql stable
set search_path = homeward, pg_temp as $$
  with behind as (
    select person from institution_people where institution = place and person is not null and (until_at is null or until_at > since)
    union select person from interests where institution = place and (until_at is null or until_at > since))
  select exists (select from behind b where b.person = any (who))
    or exists (select from interests k where k.kind = 'kin' and (k.until_at is null or k.until_at > since)
      and ((k.person = any (who) and k.other in (select person from behind)) or (k.other = any (who) and k.person in (select person from behind))))
    or exists (select from appointments a join institutions i on i.id = place
      where a.person = any (who) and (a.ends_at is null or a.ends_at > since)
        and (a.institution = place or a.agency = i.operator_agency
          or (i.operator = 'state' and a.role = 'provincialAdministration' and starts_with(i.area, a.area))))
$$;

-- Is this case a secret now, and are these persons tied to its institution? They are kept from it until the secret is over.
create function homeward.kept_from(who uuid[], asked uuid) returns boolean language sql stable set search_path = homeward, pg_temp as $$
  select exists (select from secrets x join subjects s on s.instance = x.instance and s.kind = 'institution'
    where x.instance = asked and x.until_at is null
      and is_tied(who, s.subject, (select min(from_at) from secrets where instance = asked)))
$$;
revoke all on function homeward.is_tied(uuid[], uuid, timestamptz), homeward.kept_from(uuid[], uuid) from public;
grant execute on function homeward.is_tied(uuid[], uuid, timestamptz), homeward.kept_from(uuid[], uuid) to homeward_app, homeward_migrator;

-- As before, without the cases that are secret now: a number would tell of them.
create or replace function homeward.workload_fact(workers uuid[], except_instance uuid, now timestamptz) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('worker', p.id,
    'open', (select count(distinct t.instance) from tasks t where t.assignee = p.id and t.closed_at is null and t.instance is distinct from except_instance
       and not exists (select from secrets x where x.instance = t.instance and x.until_at is null)),
    'visitsNext30', (select count(*) from visits v where v.assignee = p.id and v.status = 'planned' and v.due_at < now + interval '30 days'
       and v.instance is distinct from except_instance and not exists (select from secrets x where x.instance = v.instance and x.until_at is null)),
    'areas', (select coalesce(jsonb_agg(distinct a.area order by a.area), '[]') from appointments a
       where a.person = p.id and a.role in ('dsw', 'ngoCaseworker') and a.starts_at <= now and (a.ends_at is null or a.ends_at > now))) order by p.id), '[]')
  from people p where p.id = any (workers)
$$;

-- What was secret to whom is never rewritten: a secret ends once.
create function door.guard_secret() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.until_at is null and new.until_at is not null
     and to_jsonb(new) - 'until_at' = to_jsonb(old) - 'until_at' then
    return new;
  end if;
  perform door.refuse('HW030', 'secrets_append_only', 'secrets is append-only');
  return null;
end $$;
create trigger secrets_append_only before update or delete on homeward.secrets for each row execute function door.guard_secret();
create trigger secrets_never_emptied before truncate on homeward.secrets for each statement execute function door.append_only();

-- ---------------------------------------------------------------------------------------------------------------------
-- Ratings: never by one of the team, and never twice by one person

create function door.guard_rating() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  rater uuid := (to_jsonb(new) ->> 'by')::uuid;
begin
  if exists (select from inspection_ratings r where r.instance = new.instance and r."by" = rater) then
    perform door.refuse('HW090', 'inspection_rated_before', 'who has rated it never rates it again');
  end if;
  if exists (select from instances i where i.id = new.instance and i.state::jsonb #> '{context,team}' @> to_jsonb(rater::text)) then
    perform door.refuse('HW090', 'inspection_rated_by_team', 'who inspected never rates');
  end if;
  return new;
end $$;
create trigger inspection_rating_guard before insert on homeward.inspection_ratings for each row execute function door.guard_rating();

-- ---------------------------------------------------------------------------------------------------------------------
-- Facts

-- Of these files, those of the case that were not withdrawn, and when each arrived (epoch ms).
create function homeward.files_fact(asked uuid, named uuid[]) returns jsonb language sql stable set search_path = homeward, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'at', (extract(epoch from added_at) * 1000)::bigint) order by id), '[]')
    from attachments where instance = asked and id = any (named) and withdrawn_at is null
$$;

-- Photos that a device tells of or has begun to send, and that have not arrived whole.
create function homeward.photos_awaited(asked uuid) returns uuid[] language sql stable set search_path = homeward, pg_temp as $$
  select coalesce(array_agg(w.id order by w.id), '{}') from (
    select p.id from inspection_pieces p where p.instance = asked and p.kind = 'photo'
      and not exists (select from inspection_pieces s where s.supersedes = p.id)
    union select u.id from uploads u where u.instance = asked) w
  where not exists (select from attachments a where a.id = w.id)
$$;

-- Those of the team who by the times of the devices were at another inspection in the same hours. A device ahead counts by our
-- clock; who has not left yet is there until the last that is known.
create function homeward.inspection_elsewhere(asked uuid) returns uuid[] language sql stable set search_path = homeward, pg_temp as $$
  with own as (select array(select jsonb_array_elements_text(i.state::jsonb #> '{context,team}'))::uuid[] as team, i.opened_at from instances i where i.id = asked),
  known as (
    select i.id, array(select jsonb_array_elements_text(i.state::jsonb #> '{context,team}'))::uuid[] as team
      from instances i, own where i.workflow = 'inspection' and (i.id = asked or i.changed_at >= own.opened_at)),
  spans as (
    select k.id, k.team,
      min(least((c.body::jsonb #>> '{data,at}')::timestamptz, j.at)) filter (where j.entry::jsonb ->> 'event' = 'entry.recorded') as since,
      max(least((c.body::jsonb #>> '{data,at}')::timestamptz, j.at)) as until
      from known k join journal j on j.stream = k.id and j.kind = 'event' join contents c on c.stream = j.stream and c.seq = j.seq
     where (k.id = asked or k.team && (select team from own))
       and j.entry::jsonb ->> 'event' in ('entry.recorded', 'exitMeeting.held') and c.body is not null
     group by k.id, k.team)
  select coalesce(array_agg(distinct p order by p), '{}')
    from spans mine join spans other on mine.id = asked and other.id <> asked
      and mine.since is not null and other.since is not null and mine.since < other.until and other.since < mine.until,
    unnest(mine.team) p where p = any (other.team)
$$;
revoke all on function homeward.files_fact(uuid, uuid[]), homeward.photos_awaited(uuid), homeward.inspection_elsewhere(uuid) from public;
grant execute on function homeward.files_fact(uuid, uuid[]), homeward.photos_awaited(uuid), homeward.inspection_elsewhere(uuid) to homeward_app, homeward_migrator;
