-- Closures: the census of a closing institution, child by child, and the wall before a closed institution with a child of whom
-- nobody knows where it lives. Facts that the rules of a closure read.

-- One seal, and one more for each time that children were found later; an empty house has a seal without rows.
create table homeward.census_seals (
  instance uuid not null references homeward.instances (id),
  seq int not null,
  institution uuid not null references homeward.institutions (id),
  counted_on date not null,
  sealed_at timestamptz not null,
  -- how many people counted
  team int not null check (team >= 2),
  primary key (instance, seq)
);
create index census_seals_institution on homeward.census_seals (institution);

create table homeward.census (
  instance uuid not null references homeward.instances (id),
  no int not null check (no > 0),
  institution uuid not null references homeward.institutions (id),
  child uuid not null references homeward.children (id),
  bed text not null,
  found text not null check (found in ('authorisedPresent', 'unauthorisedPresent', 'authorisedAbsent', 'unaccounted')),
  under_three boolean not null,
  disability boolean not null,
  at_risk boolean not null,
  sealed_at timestamptz not null,
  -- where the child is cleared to go, and who receives it
  destination text check (destination in ('home', 'kin', 'foster', 'independent', 'byDecision')),
  worker uuid,
  cleared_at timestamptz,
  records_at timestamptz,
  -- missing, or nobody knows where
  lost boolean not null,
  accounted text check (accounted in ('home', 'kin', 'foster', 'independent', 'byDecision', 'died')),
  accounted_on date,
  verified_at timestamptz,
  moved_by uuid[] not null default '{}',
  primary key (instance, no),
  constraint census_once unique (instance, child),
  constraint census_cleared check ((destination is null) = (cleared_at is null)),
  constraint census_accounted check ((accounted is null) = (accounted_on is null)),
  constraint census_verified check (verified_at is null or (accounted is not null and not lost))
);
create index census_child on homeward.census (child);
create index census_institution on homeward.census (institution);

create function door.guard_census() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform door.refuse('HW062', 'census_kept', 'a sealed census loses no row');
  end if;
  if (new.instance, new.no, new.institution, new.child, new.bed, new.found, new.under_three, new.disability, new.sealed_at)
     is distinct from (old.instance, old.no, old.institution, old.child, old.bed, old.found, old.under_three, old.disability, old.sealed_at) then
    perform door.refuse('HW062', 'census_sealed', 'a sealed row says for ever what was found');
  end if;
  return new;
end $$;
create trigger census_guard before update or delete on homeward.census for each row execute function door.guard_census();
create trigger census_whole before truncate on homeward.census for each statement execute function door.never_change();
create trigger census_seals_whole before update or delete or truncate on homeward.census_seals for each statement execute function door.append_only();
grant select on homeward.census, homeward.census_seals to homeward_app, homeward_migrator;

-- Children recorded as present at an institution now: by the facts alone, whatever was decided.
create function homeward.present_in(place uuid) returns setof uuid language sql stable set search_path = homeward, pg_temp as $$
  select distinct kid from (
    select coalesce(c.merged_into, c.id) as kid from facts f join children c on c.id = f.child
     where f.institution = place and f.kind in ('presence', 'arrival')) came
   where homeward.present_at(kid) = place
$$;

-- Children whom an earlier census of the institution had lost, and of whom nothing was recorded since: an order that is withdrawn
-- forgets none of them.
create function homeward.lost_before(place uuid, except_instance uuid) returns setof uuid language sql stable set search_path = homeward, pg_temp as $$
  select distinct k.id from census c join children m on m.id = c.child join children k on k.id = coalesce(m.merged_into, m.id)
   where c.institution = place and c.instance is distinct from except_instance and c.lost and k.status = 'alive'
     and not exists (select from facts f where f.child = any (records_of(k.id)) and f.at > c.sealed_at
                      and f.kind in ('presence', 'arrival', 'departure', 'placedInFamily', 'death'))
$$;

-- What stands against calling an institution closed; null where nothing does.
create function homeward.closing_lacks(place uuid) returns text language sql stable set search_path = homeward, pg_temp as $$
  select case
    when not exists (select from census_seals where institution = place) then 'no sealed census'
    when exists (select from census c where c.institution = place and (c.accounted is null or c.verified_at is null or c.lost)
                  and c.instance = (select s.instance from census_seals s where s.institution = place order by s.sealed_at desc limit 1))
      then (select count(*) from census c where c.institution = place and (c.accounted is null or c.verified_at is null or c.lost)
             and c.instance = (select s.instance from census_seals s where s.institution = place order by s.sealed_at desc limit 1)) || ' of the census without a verified destination'
    when exists (select from lost_before(place, (select s.instance from census_seals s where s.institution = place order by s.sealed_at desc limit 1)) kid
        where not exists (select from census c where c.child = any (records_of(kid))
          and c.instance = (select s.instance from census_seals s where s.institution = place order by s.sealed_at desc limit 1)))
      then 'a child whom an earlier census had lost is missing from the last'
    when exists (select from present_in(place)) then (select count(*) from present_in(place)) || ' recorded as present'
    when exists (select from authorities where institution = place and status in ('awaiting', 'inForce', 'suspended')) then 'an open decision for a place there'
  end
$$;

create function door.guard_closing() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  lacking text;
begin
  if new.standing = old.standing then return new; end if;
  if new.standing = 'closed' and residential_kind(new.kind) then
    lacking := closing_lacks(new.id);
    if lacking is not null then
      perform door.refuse('HW063', 'institution_closed_empty', 'no institution is closed while one child is unaccounted for: ' || lacking, lacking);
    end if;
  end if;
  -- a withdrawn closure is over before its last op runs
  if old.standing = 'frozen' and new.standing not in ('frozen', 'closed') and exists (
      select from subjects s join instances i on i.id = s.instance
       where s.kind = 'institution' and s.subject = new.id and i.workflow = 'institution-closure' and i.status = 'open'
         and (i.state::jsonb #>> '{context,ordered}')::boolean) then
    perform door.refuse('HW063', 'institution_frozen_by_order', 'the freeze of a closure order ends with the order');
  end if;
  return new;
end $$;
create trigger institution_closing before update of standing on homeward.institutions for each row execute function door.guard_closing();

-- Two that are opened at once see nothing of each other: the second waits for the first, and is refused.
create function door.guard_closure_once() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if not exists (select from instances where id = new.instance and workflow = 'institution-closure') then return new; end if;
  perform from institutions where id = new.subject for no key update;
  if exists (select from subjects s join instances i on i.id = s.instance
      where s.kind = 'institution' and s.subject = new.subject and s.instance <> new.instance
        and i.workflow = 'institution-closure' and i.status = 'open' and i.phase not like '%steps.surveillance%') then
    perform door.refuse('HW063', 'closure_once', 'a closure of the institution is open already');
  end if;
  return new;
end $$;
create trigger closure_once before insert on homeward.subjects for each row
  when (new.kind = 'institution') execute function door.guard_closure_once();

-- A closure that says closed rests on its own census.
create function door.guard_closure() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if new.workflow = 'institution-closure' and new.outcome in ('CLOSED_VERIFIED', 'TRANSITIONED', 'ABANDONED_BY_PROVIDER')
     and (not exists (select from census_seals where instance = new.id)
       or exists (select from census where instance = new.id and (accounted is null or verified_at is null or lost))) then
    perform door.refuse('HW063', 'closure_accounts', 'no closure ends as closed while one child is unaccounted for');
  end if;
  return new;
end $$;
create trigger closure_accounts before insert or update of outcome on homeward.instances for each row
  when (new.outcome is not null) execute function door.guard_closure();

-- ---------------------------------------------------------------------------------------------------------------------
-- Ops

-- Rows of a census: {institution, on, team, rows: [{child, bed, found, need}]}.
create function door.op_census_seal(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  known int := (select count(*) from census where instance = line.instance);
begin
  insert into census_seals (instance, seq, institution, counted_on, sealed_at, team)
  values (line.instance, line.seq, (data ->> 'institution')::uuid, (data ->> 'on')::date, line.at, (data ->> 'team')::int);
  insert into census (instance, no, institution, child, bed, found, under_three, disability, at_risk, sealed_at, lost)
  select line.instance, known + n, (data ->> 'institution')::uuid, door.child_of((r ->> 'child')::uuid), r ->> 'bed', r ->> 'found',
         (r -> 'need' ->> 'underThree')::boolean, (r -> 'need' ->> 'disability')::boolean, (r -> 'need' ->> 'risk')::boolean, line.at, r ->> 'found' = 'unaccounted'
    from jsonb_array_elements(data -> 'rows') with ordinality x(r, n);
end $$;

-- One child of it, as it stands: {child, destination, worker, records, lost, accounted, on, verified, movedBy}.
create function door.op_census_account(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update census set destination = data ->> 'destination', worker = (data ->> 'worker')::uuid,
      cleared_at = case when data ->> 'destination' is not null then
        case when destination = data ->> 'destination' then cleared_at else line.at end end,
      records_at = case when (data ->> 'records')::boolean then coalesce(records_at, line.at) end,
      lost = (data ->> 'lost')::boolean, accounted = data ->> 'accounted',
      accounted_on = case when data ->> 'accounted' is not null then
        case when accounted = data ->> 'accounted' then accounted_on else (data ->> 'on')::date end end,
      verified_at = case when (data ->> 'verified')::boolean then coalesce(verified_at, line.at) end,
      moved_by = array(select distinct p::uuid from jsonb_array_elements_text(coalesce(data -> 'movedBy', '[]')) p order by 1)
    where instance = line.instance and child = any (records_of((data ->> 'child')::uuid));
  if not found then perform door.refuse('HW062', 'census_row', 'the census has no such child'); end if;
end $$;

-- Admissions decided for the institution react themselves, in this very unit. Where a request waits for its decision, who
-- works on it and the district supervisor are told, once per case and change. An institution is closed by its closure alone.
create or replace function door.op_institution_standing(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  place institutions;
begin
  select * into place from institutions where id = (data ->> 'institution')::uuid for no key update;
  if not found then perform door.refuse('HW039', 'institution_known', 'there is no such institution'); end if;
  if data ->> 'standing' = 'closed' and residential_kind(place.kind) and not exists (
      select from instances where id = line.instance and workflow = 'institution-closure') then
    perform door.refuse('HW063', 'institution_closed_by_certificate', 'an institution is closed by the certificate of its closure', coalesce(closing_lacks(place.id), ''));
  end if;
  update institutions set version = version + 1, standing = data ->> 'standing', standing_since = line.at, standing_reason = data ->> 'reason'
    where id = place.id;
  if place.standing = data ->> 'standing' then return; end if;
  insert into alerts (kind, instance, rung, occurrence, area, to_roles, to_owners, text_en, text_km, due_at, fired_at)
  select 'institution.standingChanged', i.id, '', line.stream || '/' || line.seq, i.area, array['districtSupervisor'], true,
         'The standing of the institution in ' || i.reference || ' has changed. Look at the request again before it is decided.',
         'ស្ថានភាពនៃគ្រឹះស្ថានក្នុង ' || i.reference || ' បានផ្លាស់ប្តូរ។ សូមពិនិត្យពាក្យស្នើសុំឡើងវិញ មុនពេលសម្រេច។', line.at, line.at
    from subjects s join instances i on i.id = s.instance
   where s.kind = 'institution' and s.subject = place.id and i.status = 'open' and i.workflow not in ('institution-closure', 'inspection')
     and exists (select from subjects c where c.instance = i.id and c.kind = 'child')
     and not exists (select from authorities a where a.instance = i.id and a.institution = place.id and a.kind = 'residential'
                      and a.status in ('awaiting', 'inForce', 'suspended'))
  on conflict do nothing;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Facts

-- What a closure rests on: who should be in the house, what the province can carry, what is left there, and how far the ways
-- home of the children named have come.
create function homeward.closure_fact(place uuid, except_instance uuid, now timestamptz, kids uuid[]) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  with house as (select i.id, left(i.area, 2) as province from institutions i where i.id = place),
  present as (select kid from present_in(place) kid),
  known as (
    select coalesce(c.merged_into, c.id) as kid, 'authority' as why from authorities a join children c on c.id = a.child
     where a.institution = place and a.status = 'inForce'
    union select kid, 'presence' from present
    union select kid, 'census' from lost_before(place, except_instance) kid
    union select p.kid, 'inspection' from present p
     where exists (select from facts f join instances i on i.id = f.instance
       where f.child = p.kid and f.institution = place and f.kind = 'presence' and i.workflow = 'inspection')),
  expected as (
    select k.kid, jsonb_agg(distinct k.why order by k.why) as why, c.birth_to, c.disability from known k join children c on c.id = k.kid
     where c.status = 'alive' group by k.kid, c.birth_to, c.disability),
  workers as (
    select distinct a.person from appointments a, house
     where a.role in ('dsw', 'ngoCaseworker') and left(a.area, 2) = house.province and a.starts_at <= now and (a.ends_at is null or a.ends_at > now))
  select jsonb_strip_nulls(jsonb_build_object(
    'expected', (select coalesce(jsonb_agg(jsonb_build_object('child', kid, 'why', why,
        'underThree', birthday(birth_to, 3) > (now at time zone 'Asia/Phnom_Penh')::date, 'disability', disability) order by kid), '[]') from expected),
    'workers', (select count(*) from workers),
    'openCases', (select count(distinct (t.assignee, t.instance)) from tasks t where t.closed_at is null and t.assignee in (select person from workers)),
    'freePlaces', (select coalesce(sum(greatest(0, f.authorised_capacity - (
        select count(*) from authorities a where a.institution = f.id and a.status in ('awaiting', 'inForce', 'suspended')))), 0)
       from institutions f, house where f.kind = 'emergencyFoster' and f.standing = 'authorised' and left(f.area, 2) = house.province),
    'movedToday', (select count(*) from census c where c.institution = place and c.destination in ('home', 'kin', 'foster')
       and (c.cleared_at at time zone 'Asia/Phnom_Penh')::date = (now at time zone 'Asia/Phnom_Penh')::date),
    'stillPresent', (select coalesce(jsonb_agg(kid order by kid), '[]') from present),
    'openAuthorities', (select count(*) from authorities where institution = place and status in ('awaiting', 'inForce', 'suspended')),
    'open', case when exists (select from subjects s join instances i on i.id = s.instance
       where s.kind = 'institution' and s.subject = place and i.workflow = 'institution-closure' and i.status = 'open'
         and i.id is distinct from except_instance and i.phase not like '%steps.surveillance%') then true end,
    'ways', (select coalesce(jsonb_agg(distinct jsonb_build_object('child', k, 'stage', case
           when i.phase ~ 'way\.(preparation|placed)' then 'planned' else 'assessed' end)), '[]')
       from unnest(kids) k join subjects s on s.kind = 'child' and s.subject = any (records_of(k)) join instances i on i.id = s.instance
      where i.workflow = 'family-reintegration' and i.status = 'open' and i.phase !~ 'way\.childAssessment')))
  from house
$$;

-- Of these children, those in a census that is not over, and whether they may leave.
create function homeward.leaving_fact(kids uuid[]) returns jsonb language sql stable set search_path = homeward, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('child', k, 'cleared', c.cleared_at is not null) order by k), '[]')
    from unnest(kids) k join census c on c.child = any (records_of(k)) join instances i on i.id = c.instance
   where i.status = 'open' and c.accounted is null and i.phase not like '%steps.surveillance%'
$$;

revoke all on function homeward.present_in(uuid), homeward.lost_before(uuid, uuid), homeward.closing_lacks(uuid), homeward.closure_fact(uuid, uuid, timestamptz, uuid[]), homeward.leaving_fact(uuid[]) from public;
grant execute on function homeward.present_in(uuid), homeward.lost_before(uuid, uuid), homeward.closing_lacks(uuid), homeward.closure_fact(uuid, uuid, timestamptz, uuid[]), homeward.leaving_fact(uuid[])
  to homeward_app, homeward_migrator;
