-- What an act is judged by is found by keys, and asked once. A plan that was made while a table was small stays with its connection, so
-- nothing here may go through a whole table, whatever PostgreSQL has counted.
create or replace function homeward.records_of(kid uuid) returns uuid[] language plpgsql stable set search_path = homeward, pg_temp as $$
#variable_conflict use_column
declare
  kept uuid := (select coalesce(merged_into, id) from children where id = kid);
begin
  return case when kept is not null then kept || array(select id from children where merged_into = kept) end;
end $$;

create or replace function homeward.certainly_same(kid uuid) returns uuid[] language plpgsql stable set search_path = homeward, pg_temp as $$
#variable_conflict use_column
declare
  records uuid[] := records_of(kid);
begin
  -- most children have one record, and no number that another one could have too
  if cardinality(records) = 1 and not exists (select from child_ids where child = records[1]) then
    return records;
  end if;
  return (
    select array_agg(distinct c) from (
      select unnest(records) as c
      union select o.child from child_ids i join child_ids o using (kind, value) where i.child = any (records)) x);
end $$;

-- Is there a concern about the safety of one of these children, in another case than this one? True, or null.
create function homeward.concern_among(kids uuid[], except_instance uuid) returns boolean language plpgsql stable set search_path = homeward, pg_temp as $$
#variable_conflict use_column
begin
  return (
    select true where exists (select from subjects b join instances i on i.id = b.instance
      where b.kind = 'child' and b.subject = any (kids) and i.status = 'open' and i.id is distinct from except_instance
        and i.phase ~ 'safety\.(concern|investigating)( |$)'));
end $$;
revoke all on function homeward.concern_among(uuid[], uuid) from public;
grant execute on function homeward.concern_among(uuid[], uuid) to homeward_app;

create or replace function homeward.is_investigated(asked uuid, except_instance uuid, now timestamptz) returns boolean language plpgsql stable
set search_path = homeward, pg_temp as $$
#variable_conflict use_column
begin
  return concern_among(asked || array(select siblings_of(asked, now)), except_instance);
end $$;

create or replace function homeward.child_fact(asked uuid, of_workflow text, except_instance uuid, now timestamptz) returns jsonb language plpgsql stable
set search_path = homeward, pg_temp as $$
#variable_conflict use_column
declare
  kept children;
  same uuid[];
  brothers uuid[];
  cases jsonb; authority jsonb; bridge jsonb; request uuid; taken jsonb;
begin
  select c.* into kept from children a join children c on c.id = coalesce(a.merged_into, a.id) where a.id = asked;
  if not found then
    return null;
  end if;
  same := certainly_same(kept.id);
  brothers := array(select s from siblings_of(kept.id, now) s order by s);
  cases := (select jsonb_agg(distinct i.workflow order by i.workflow) from subjects s join instances i on i.id = s.instance
    where s.kind = 'child' and s.subject = any (same) and i.status = 'open' and i.id is distinct from except_instance);
  if cases ? of_workflow then
    request := (select i.id from subjects s join instances i on i.id = s.instance
      where s.kind = 'child' and s.subject = any (same) and i.status = 'open' and i.workflow = of_workflow
        and i.id is distinct from except_instance
        and coalesce((select o.outcome not like 'REFUSED%' from outcomes o where o.instance = i.id and o.child = any (same) order by o.seq desc limit 1), true)
      order by i.opened_at, i.id limit 1);
  end if;
  taken := (select jsonb_agg((extract(epoch from f.at) * 1000)::bigint order by f.at) from facts f join instances i on i.id = f.instance
    where f.child = any (same) and f.kind = 'takenIntoCare' and i.status = 'open' and i.workflow = of_workflow
      and i.id is distinct from except_instance and f.at <= now
      and not exists (select from facts x where x.corrects = f.id));
  authority := (select jsonb_build_object('id', a.id, 'kind', a.kind, 'status', a.status, 'institution', a.institution, 'instance', a.instance,
      'until', (extract(epoch from a.valid_until) * 1000)::bigint) from authorities a where a.child = kept.id and a.status in ('awaiting', 'inForce', 'suspended')
    order by a.status = 'inForce' limit 1);
  if authority is not null then
    bridge := (select jsonb_build_object('id', a.id, 'kind', a.kind, 'institution', a.institution, 'until', (extract(epoch from a.valid_until) * 1000)::bigint)
      from authorities a where a.child = kept.id and a.status = 'inForce' and a.kind in ('emergency', 'interim')
        and exists (select from authorities o where o.child = kept.id and o.status in ('awaiting', 'suspended')));
  end if;
  return jsonb_strip_nulls(jsonb_build_object(
    'id', asked, 'birth', jsonb_build_object('from', kept.birth_from, 'to', kept.birth_to), 'sex', kept.sex, 'disability', kept.disability,
    'village', kept.village, 'family', kept.family, 'status', kept.status, 'version', kept.version,
    'siblings', to_jsonb(brothers),
    'siblingsInCare', case when cardinality(brothers) > 0 then siblings_in_care(kept.id, now) end,
    'investigated', concern_among(kept.id || brothers, except_instance),
    'authority', authority, 'bridge', bridge, 'presentAt', present_at(kept.id), 'openRequest', request, 'takenElsewhere', taken, 'openCases', cases));
end $$;

-- The ladders of a set apart from its other parameters: a rung is looked up for every task, and the whole set is long.
alter table homeward.parameter_sets add column ladders jsonb generated always as ("values" -> 'P-22') stored;
create or replace function door.rung_at(ladder text, parameters int, n int, due_at timestamptz, due_on date, exact boolean) returns timestamptz
language plpgsql stable set search_path = homeward, pg_temp as $$
declare
  days int := (select (s.ladders -> ladder -> n ->> 'days')::int from parameter_sets s where s.version = parameters);
begin
  return case when days is null then null when exact then due_at + make_interval(hours => 24 * days)
    else (due_on + days)::timestamp at time zone 'Asia/Phnom_Penh' end;
end $$;

-- What each of these events wants to know, one answer for each of them in their order. Only what is wanted is asked.
create or replace function homeward.registry_facts(requests jsonb) returns jsonb language plpgsql stable
set search_path = homeward, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  v jsonb;
  want jsonb;
  inst uuid; place uuid; moment timestamptz; kids uuid[]; who uuid[]; members uuid[];
  about_kids boolean; about_place boolean;
  of_kids jsonb; emergencies jsonb; origin jsonb; interested jsonb; panel jsonb; checks jsonb; strangers jsonb;
  answers jsonb[] := '{}';
begin
  for v in select value from jsonb_array_elements(requests) loop
    want := v -> 'want';
    inst := (v ->> 'instance')::uuid;
    place := (v ->> 'institution')::uuid;
    moment := (v ->> 'now')::timestamptz;
    kids := array(select k::uuid from jsonb_array_elements_text(v -> 'children') k);
    about_kids := want ?| '{children,earlierRequests,origin}';
    about_place := place is not null and want ?| '{institution,emergencies,origin}';
    of_kids := null; emergencies := null; origin := null; interested := null; panel := null; checks := '[]'; strangers := '[]';
    if want ? 'children' then
      of_kids := (select coalesce(jsonb_agg(f order by ord), '[]') from (
        select ord, child_fact(k, v ->> 'workflow', inst, moment) as f from unnest(kids) with ordinality x(k, ord) offset 0) y where f is not null);
    end if;
    if want ? 'emergencies' and place is not null then
      emergencies := jsonb_build_object('sameReferrerSameFacility', (
        select count(distinct a.instance) from authorities a join journal j on j.stream = a.instance and j.seq = 1
         where a.institution = place and a.kind = 'emergency' and a.granted_at > moment - interval '90 days' and a.granted_at <= moment
           and a.instance is distinct from inst
           and j.entry::jsonb -> 'actor' ->> 'person' = coalesce((select o.entry::jsonb -> 'actor' ->> 'person' from journal o where o.stream = inst and o.seq = 1),
                                                                v -> 'persons' ->> 0)));
    end if;
    if want ? 'origin' and place is not null then
      origin := (
        select jsonb_build_object('total', count(*), 'sameVillage', count(*) filter (where came.village in (
                 select village from children where id = any (kids) and village is not null)))
          from (select c.id, c.village from children c where c.id in (
            select a.child from authorities a where a.institution = place and a.kind in ('residential', 'emergency', 'interim')
              and a.status <> 'void' and a.granted_at > moment - interval '365 days' and a.granted_at <= moment
            union select f.child from facts f where f.institution = place and f.kind = 'arrival' and f.at > moment - interval '365 days' and f.at <= moment
              and not exists (select from facts x where x.corrects = f.id))) came);
    end if;
    if want ? 'interests' then
      who := array(select p::uuid from jsonb_array_elements_text(v -> 'persons') p);
      interested := jsonb_build_object(
        'institutions', (select coalesce(jsonb_agg(i order by i), '[]') from (
           select institution as i from interests where person = any (who) and institution is not null and until_at is null
           union select institution from institution_people where person = any (who) and until_at is null) x),
        'persons', (select coalesce(jsonb_agg(p order by p), '[]') from (
           select other as p from interests where person = any (who) and other is not null and until_at is null
           union select person from interests where other = any (who) and until_at is null) x));
    end if;
    if about_kids and cardinality(kids) > 0 then
      checks := (select coalesce(jsonb_agg(distinct jsonb_build_object('table', 'children', 'id', c.id, 'version', c.version)), '[]')
        from children a join children c on c.id = coalesce(a.merged_into, a.id) where a.id = any (kids));
      strangers := (select coalesce(jsonb_agg(ord - 1 order by ord), '[]') from unnest(kids) with ordinality x(k, ord)
        where not exists (select from children where id = k));
    end if;
    if about_place then
      checks := checks || coalesce((select jsonb_build_object('table', 'institutions', 'id', i.id, 'version', i.version) from institutions i where i.id = place), '[]');
    end if;
    if want ? 'panel' then
      members := array(select m::uuid from jsonb_array_elements_text(v -> 'panel' -> 'members') m);
      panel := panel_fact(members, (select area from instances where id = inst), (v -> 'panel' ->> 'from')::timestamptz, (v -> 'panel' ->> 'until')::timestamptz);
      checks := checks || (select coalesce(jsonb_agg(jsonb_build_object('table', 'people', 'id', p.id, 'version', p.version)), '[]') from people p where p.id = any (members));
    end if;
    answers := answers || jsonb_build_object(
      'facts', jsonb_strip_nulls(jsonb_build_object(
        'children', of_kids,
        'institution', case when want ? 'institution' then institution_fact(place) end,
        'earlierRequests', case when want ? 'earlierRequests' then earlier_requests(kids, inst, moment) end,
        'emergencies', emergencies, 'origin', origin, 'interests', interested, 'panel', panel)),
      'checks', checks,
      'unknown', jsonb_build_object('children', strangers,
        'institution', about_place and not exists (select from institutions where id = place)));
  end loop;
  return to_jsonb(answers);
end $$;
