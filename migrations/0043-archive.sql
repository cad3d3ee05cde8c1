-- Alerts lie in partitions by what they are about, as the journal does by its stream: the case, else the incident, else the task. An
-- alert about none of these has an id made of its kind and occurrence, so that it stays unique wherever it lies. A year whose
-- cases were closed long ago can be moved out of everybody's way.
--
-- While it runs it holds alerts and deliveries alone (ACCESS EXCLUSIVE): the sweeper and the inboxes wait until it commits. Processes of the
-- version before go on afterwards.

-- What a general alert is about.
create function homeward.general_alert(kind text, occurrence text) returns uuid language sql immutable strict parallel safe
set search_path = homeward, pg_temp as $$
  select ('f' || substr(md5(kind || ' ' || occurrence), 2))::uuid
$$;
revoke all on function homeward.general_alert(text, text) from public;
grant execute on function homeward.general_alert(text, text) to homeward_app, homeward_migrator;

lock table homeward.alerts, homeward.deliveries in access exclusive mode;
alter table homeward.deliveries drop constraint deliveries_alert_fkey;
alter table homeward.alerts rename to alerts_old;
alter table homeward.alerts_old drop constraint alerts_pkey;
drop index homeward.alerts_area, homeward.alerts_general, homeward.alerts_instance, homeward.alerts_nobody, homeward.alerts_rung, homeward.alerts_unresolved;

create table homeward.alerts (
  about uuid not null,
  like homeward.alerts_old including defaults including constraints including storage including comments,
  primary key (about, id),
  constraint alerts_instance_fkey foreign key (instance) references homeward.instances (id),
  constraint alerts_task_fkey foreign key (task) references homeward.tasks (id)
) partition by range (about);
alter table homeward.alerts alter column id set default door.kept_id();
do $$
begin
  perform door.lay_out('alerts', 'about', (select min(y) from door.years() y), (select max(y) from door.years() y));
end $$;
insert into homeward.alerts (about, id, kind, task, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at, acknowledged_at,
    acknowledged_by, resolved_at, resolve_at, nobody, to_owners, safety, details)
  select coalesce(a.instance, t.instance, t.incident, a.task, homeward.general_alert(a.kind, a.occurrence)), a.id, a.kind, a.task, a.instance, a.rung, a.occurrence,
    a.area, a.to_roles, a.text_en, a.text_km, a.due_at, a.fired_at, a.acknowledged_at, a.acknowledged_by, a.resolved_at, a.resolve_at, a.nobody, a.to_owners,
    a.safety, a.details from homeward.alerts_old a left join homeward.tasks t on t.id = a.task;
create index alerts_area on homeward.alerts (area text_pattern_ops, fired_at);
create unique index alerts_general on homeward.alerts (about, kind, occurrence) where task is null and instance is null;
create unique index alerts_instance on homeward.alerts (about, kind, rung, occurrence) where task is null and instance is not null;
create index alerts_nobody on homeward.alerts (fired_at) where nobody and acknowledged_at is null;
create unique index alerts_rung on homeward.alerts (about, task, rung, occurrence) where task is not null;
create index alerts_unresolved on homeward.alerts (fired_at) where resolved_at is null;
grant select on homeward.alerts to homeward_app, homeward_migrator;

alter table homeward.deliveries add column about uuid;
update homeward.deliveries d set about = a.about from homeward.alerts a where a.id = d.alert;
alter table homeward.deliveries alter column about set not null;
drop table homeward.alerts_old;

-- A message belongs to an alert; alerts are never removed, so only this side needs to be asked.
create function door.alert_exists() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if not exists (select from alerts where about = new.about and id = new.alert) then
    raise exception 'row of % names an alert that is not there', tg_table_name
      using errcode = '23503', constraint = tg_name, table = tg_table_name, schema = tg_table_schema;
  end if;
  return null;
end $$;
create constraint trigger deliveries_alert_fkey after insert or update of about, alert on homeward.deliveries
  for each row execute function door.alert_exists();

drop function door.address(uuid, timestamptz, jsonb);
create or replace function door.address(of_about uuid, alert_id uuid, fired timestamptz, d jsonb) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  nil constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  if jsonb_array_length(d -> 'deliveries') = 0 then
    insert into deliveries (about, alert, person, channel, reason, due_at)
    values (of_about, alert_id, nil, 'inbox', 'unsendable: nobody up to the ministry, and no administrator', fired)
    on conflict do nothing;
    update alerts set nobody = true, resolve_at = (d ->> 'at')::timestamptz + interval '1 hour' where about = of_about and id = alert_id;
  else
    delete from deliveries where alert = alert_id and person = nil;
    insert into deliveries (about, alert, person, channel, reason, role, acting_for, copy, due_at, place)
    select of_about, alert_id, x.person, x.channel, x.reason, x.role, x.acting_for, coalesce(x.copy, false), coalesce(x.due, fired), x.place
      from rows from (jsonb_to_recordset(d -> 'deliveries') as
          (person uuid, channel text, reason text, role text, acting_for uuid, copy boolean, due timestamptz))
        with ordinality as x(person, channel, reason, role, acting_for, copy, due, place)
    on conflict do nothing;
    update alerts set resolved_at = (d ->> 'at')::timestamptz, nobody = (d ->> 'nobody')::boolean,
      safety = coalesce((d ->> 'safety')::boolean, false) where about = of_about and id = alert_id;
  end if;
end $$;

create or replace function door.op_alert_raise(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  insert into alerts (about, kind, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at)
  values (coalesce(line.instance, general_alert(data ->> 'kind', coalesce(data ->> 'occurrence', ''))), data ->> 'kind', line.instance, '', coalesce(data ->> 'occurrence', ''), coalesce(data ->> 'at', line.area, data ->> 'area', ''),
          array(select jsonb_array_elements_text(data -> 'to')), data -> 'text' ->> 'en', data -> 'text' ->> 'km', line.at, line.at)
  on conflict do nothing;
end $$;

create or replace function homeward.raise_alert(data jsonb) returns uuid language plpgsql
security definer set search_path = homeward, pg_temp as $$
declare
  a uuid;
begin
  insert into alerts (about, kind, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at)
  values (coalesce((data ->> 'instance')::uuid, general_alert(data ->> 'kind', coalesce(data ->> 'occurrence', ''))), data ->> 'kind', (data ->> 'instance')::uuid, '', coalesce(data ->> 'occurrence', ''), coalesce(data ->> 'area', ''),
          array(select jsonb_array_elements_text(data -> 'to')), data ->> 'en', data ->> 'km',
          (data ->> 'at')::timestamptz, (data ->> 'at')::timestamptz)
  on conflict do nothing returning id into a;
  return a;
end $$;

create or replace function homeward.raise_digests(batch jsonb) returns integer language plpgsql
security definer set search_path = homeward, pg_temp as $$
declare
  d jsonb;
  a uuid;
  subject uuid;
  made int := 0;
begin
  for d in select * from jsonb_array_elements(batch) loop
    subject := general_alert('digest', d ->> 'occurrence');
    insert into alerts (about, kind, rung, occurrence, area, to_roles, text_en, text_km, details, due_at, fired_at)
    values (subject, 'digest', 'digest', d ->> 'occurrence', d ->> 'area', array[d ->> 'role'], d -> 'text' ->> 'en', d -> 'text' ->> 'km', d -> 'details',
            (d ->> 'due')::timestamptz, (d ->> 'at')::timestamptz)
    on conflict do nothing returning id into a;
    if a is not null then
      perform door.address(subject, a, (d ->> 'at')::timestamptz, d);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;

create or replace function door.op_institution_standing(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  place institutions;
  lacking text;
  event text := (select entry::jsonb ->> 'event' from journal where stream = line.stream and seq = line.seq and version is not null);
  of_inspection boolean := exists (select from instances where id = line.instance and workflow = 'inspection');
begin
  select * into place from institutions where id = (data ->> 'institution')::uuid for no key update;
  if not found then perform door.refuse('HW039', 'institution_known', 'there is no such institution'); end if;
  if data ->> 'standing' = 'closed' and (place.ever_residential or residential_kind(place.kind)) then
    lacking := closing_lacks(place.id);
    if event is distinct from 'certificate.signed' or not exists (select from instances i join subjects s on s.instance = i.id and s.kind = 'institution'
        where i.id = line.instance and i.workflow = 'institution-closure' and s.subject = place.id) then
      perform door.refuse('HW063', 'institution_closed_by_certificate', 'an institution is closed by the certificate of its closure', coalesce(lacking, ''));
    end if;
    if place.standing = 'closed' and lacking is not null then
      perform door.refuse('HW063', 'institution_closed_empty', 'no institution is closed while one child is unaccounted for: ' || lacking, lacking);
    end if;
    if place.standing = 'closed' and not door.is_certified(place.id) then
      perform door.refuse('HW063', 'institution_closed_by_certificate', 'an institution is closed by the certificate of its closure');
    end if;
  end if;
  -- who lifts what it stopped lifts it for every inspection: the ministry has signed
  if event = 'standing.lifted' and exists (select from standing_stops where institution = place.id and instance = line.instance) then
    delete from standing_stops where institution = place.id;
  end if;
  update institutions set version = version + 1, standing = data ->> 'standing', standing_since = line.at, standing_reason = data ->> 'reason'
    where id = place.id;
  if of_inspection and data ->> 'standing' in ('frozen', 'suspended') then
    insert into standing_stops values (place.id, line.instance, line.at) on conflict do nothing;
  end if;
  if place.standing = data ->> 'standing' then
    -- closed once more: the watch begins anew
    if place.standing = 'closed' then perform door.watch_institution(place.id, line.at); end if;
    return;
  end if;
  insert into alerts (about, kind, instance, rung, occurrence, area, to_roles, to_owners, text_en, text_km, due_at, fired_at)
  select i.id, 'institution.standingChanged', i.id, '', line.stream || '/' || line.seq, i.area, array['districtSupervisor'], true,
         'The standing of the institution in ' || i.reference || ' has changed. Look at the request again before it is decided.',
         'ស្ថានភាពនៃគ្រឹះស្ថានក្នុង ' || i.reference || ' បានផ្លាស់ប្តូរ។ សូមពិនិត្យពាក្យស្នើសុំឡើងវិញ មុនពេលសម្រេច។', line.at, line.at
    from subjects s join instances i on i.id = s.instance
   where s.kind = 'institution' and s.subject = place.id and i.status = 'open' and i.workflow not in ('institution-closure', 'inspection')
     and exists (select from subjects c where c.instance = i.id and c.kind = 'child')
     and not exists (select from authorities a where a.instance = i.id and a.institution = place.id and a.kind = 'residential'
                      and a.status in ('awaiting', 'inForce', 'suspended'))
  on conflict do nothing;
end $$;

create or replace function homeward.fire_rungs(rungs jsonb) returns jsonb language plpgsql
security definer set search_path = homeward, pg_temp as $$
declare
  r jsonb;
  t tasks;
  a uuid;
  opening boolean;
  due timestamptz;
  result text;
  failure text;
  results jsonb := '[]';
begin
  for r in select * from jsonb_array_elements(rungs) loop
    result := 'passed'; failure := null; a := null; opening := (r ->> 'rung')::int < 0;
    begin
      -- who is being written right now is looked at again in a moment: waiting here could deadlock with the door
      select * into t from tasks where id = (r ->> 'task')::uuid for update skip locked;
      due := case when opening then t.opening_at else t.next_rung_at end;
      if t.id is null then
        result := 'busy';
      elsif t.closed_at is null and (opening or t.next_rung = (r ->> 'rung')::int) and due <= (r ->> 'at')::timestamptz then
        if due >= t.opened_at and r ->> 'kind' <> '' then
          insert into alerts (about, kind, task, instance, rung, area, to_roles, text_en, text_km, due_at, fired_at)
          values (coalesce(t.instance, t.incident, t.id), r ->> 'kind', t.id, t.instance, r ->> 'name', t.area,
                  array(select jsonb_array_elements_text(r -> 'toRoles')), r ->> 'en', r ->> 'km', due, (r ->> 'at')::timestamptz)
          on conflict do nothing returning id into a;
          if a is not null then
            perform door.address(coalesce(t.instance, t.incident, t.id), a, (r ->> 'at')::timestamptz, r);
            result := 'fired';
          end if;
        end if;
        if opening then
          update tasks set opening_at = null where id = t.id;
        else
          update tasks set next_rung = t.next_rung + 1,
            next_rung_at = door.rung_at(t.ladder, t.parameters, t.next_rung + 1, t.due_at, t.due_on, t.exact)
            where id = t.id;
        end if;
        delete from troubles where kind = 'rung' and record = t.id::text;
      end if;
    exception when others then
      if sqlstate in ('40P01', '40001', '57P01', '57014') or left(sqlstate, 2) in ('53', '58') then raise; end if;
      result := 'failed'; failure := sqlerrm;
    end;
    results := results || jsonb_build_object('task', r ->> 'task', 'result', result, 'error', failure);
  end loop;
  return results;
end $$;

create or replace function homeward.address_alerts(batch jsonb) returns integer language plpgsql
security definer set search_path = homeward, pg_temp as $$
declare
  d jsonb;
  a record;
  n int := 0;
begin
  for d in select * from jsonb_array_elements(batch) loop
    -- processes of the version before do not say what it is about
    select about, id, fired_at into a from alerts
      where about = coalesce((d ->> 'about')::uuid, (select x.about from alerts x where x.id = (d ->> 'alert')::uuid)) and id = (d ->> 'alert')::uuid and resolved_at is null for update skip locked;
    if found then
      perform door.address(a.about, a.id, a.fired_at, d);
      n := n + 1;
    end if;
  end loop;
  return n;
end $$;

create or replace function door.op_alert_acknowledge(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  who uuid := (door.actor_of(line) ->> 'person')::uuid;
begin
  update alerts a set acknowledged_at = line.at, acknowledged_by = who where a.id = (data ->> 'id')::uuid
    and a.about = (select d.about from deliveries d where d.alert = (data ->> 'id')::uuid and d.person = who limit 1) and a.acknowledged_at is null
    and exists (select from deliveries d where d.alert = a.id and d.person = who);
  if not found then perform door.refuse('23W03', 'alert_acknowledged', 'the alert is acknowledged already, or did not reach this person'); end if;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The archive: the years that were moved away. The rows of their cases (`instances`) stay, and say that they were.

create schema archive;
revoke all on schema archive from public;

create table homeward.archives (
  year int primary key,
  -- the ids of its cases
  from_id uuid not null,
  until_id uuid not null,
  archived_at timestamptz not null,
  cases bigint not null,
  lines bigint not null,
  -- over every row that was moved, by table
  digests jsonb not null
);
grant select on homeward.archives to homeward_app, homeward_migrator;

-- Was this case, or stream of a case, moved to the archive?
create function homeward.is_archived(id uuid) returns boolean language sql stable parallel safe as $$
  select substr(id::text, 15, 1) = '7' and exists (select from homeward.archives a where id >= a.from_id and id < a.until_id)
$$;
revoke all on function homeward.is_archived(uuid) from public;
grant execute on function homeward.is_archived(uuid) to homeward_app, homeward_migrator;

-- Nothing is added to what was moved away: without its partition it would fall into the default one.
create function door.not_archived() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if is_archived((to_jsonb(new) ->> tg_argv[0])::uuid) then
    perform door.refuse('HW081', 'case_archived', 'the case was moved to the archive with the year it was opened in');
  end if;
  return new;
end $$;
do $$
declare
  p record;
begin
  for p in select * from door.parted() loop
    execute format('create trigger %I before insert on homeward.%I for each row execute function door.not_archived(%L)', p.name || '_at_hand', p.name || '_default',
      p.by_column);
  end loop;
end $$;

-- The cases that keep a year at hand: those that are open, and those that were closed after an instant.
create function door.keeping_year(of_year int, closed_before timestamptz) returns table (reference text, why text) language sql stable
set search_path = homeward, pg_temp as $$
  select i.reference, case when i.status = 'open' then 'open' else 'closed' end from instances i
   where i.id >= door.bound(of_year) and i.id < door.bound(of_year + 1) and door.is_dated(i.id) and (i.status = 'open' or i.changed_at > closed_before)
   order by 1
$$;

-- SHA-256 over all rows of a table, whatever their order and the settings of the session.
create function door.digest_of(of_table regclass, by_column text) returns text language plpgsql stable
set search_path = homeward, pg_temp set timezone = 'UTC' set datestyle = 'ISO' set extra_float_digits = 1 set bytea_output = 'hex' as $$
declare
  answer text;
begin
  execute format($q$
    select encode(sha256(convert_to(coalesce(string_agg(d, '' order by k), ''), 'UTF8')), 'hex') from (
      select k, encode(sha256(convert_to(string_agg(d, '' order by d), 'UTF8')), 'hex') as d from (
        select %I as k, encode(sha256(convert_to(to_jsonb(t)::text, 'UTF8')), 'hex') as d from %s t) l group by k) s$q$, by_column, of_table) into answer;
  return answer;
end $$;

-- Moves the partitions of a year to the schema `archive`. Rows of random ids that fell among them go to the default partition.
create function door.archive_year(of_year int, closed_before timestamptz, at timestamptz) returns jsonb language plpgsql
set search_path = homeward, pg_temp as $$
declare
  p record;
  part text;
  columns text;
  digests jsonb := '{}';
  lower_id constant uuid := door.bound(of_year);
  upper_id constant uuid := door.bound(of_year + 1);
  keeping int;
  n_lines bigint;
  n_cases bigint;
begin
  perform pg_advisory_xact_lock(hashtext('homeward.years'));
  if exists (select from archives where year = of_year) then
    perform door.refuse('HW082', 'year_archived', 'the year was archived already', of_year::text);
  end if;
  if not of_year in (select door.years()) then
    perform door.refuse('HW083', 'year_unknown', 'no partition holds this year', of_year::text);
  end if;
  if of_year >= extract(year from at at time zone 'Asia/Phnom_Penh') then
    perform door.refuse('HW084', 'year_not_over', 'the year is not over', of_year::text);
  end if;
  lock table instances in share mode;
  select count(*) into keeping from door.keeping_year(of_year, closed_before);
  if keeping > 0 then
    perform door.refuse('HW085', 'year_kept', keeping || ' cases of the year are open, or were closed too short a time ago', of_year::text);
  end if;
  for p in select * from door.parted() loop
    part := p.name || '_' || of_year;
    execute format('lock table %I in access exclusive mode', p.name);
    execute format('alter table %I detach partition %I', p.name, part);
    select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_catalog.pg_attribute
      where attrelid = format('homeward.%I', p.name)::regclass and attnum > 0 and not attisdropped and attgenerated = '';
    execute format('alter table %I disable trigger user', part);
    execute format('alter table %I disable trigger user', p.name || '_default');
    execute format('insert into %I (%s) select %s from %I where not door.is_dated(%I)', p.name || '_default', columns, columns, part, p.by_column);
    execute format('delete from %I where not door.is_dated(%I)', part, p.by_column);
    execute format('alter table %I enable trigger user', p.name || '_default');
    execute format('alter table %I enable trigger user', part);
    execute format('alter table %I set schema archive', part);
    digests := digests || jsonb_build_object(p.name, door.digest_of(format('archive.%I', part)::regclass, p.by_column));
  end loop;
  execute format('select count(*), count(distinct stream) from archive.%I', 'journal_' || of_year) into n_lines, n_cases;
  insert into archives values (of_year, lower_id, upper_id, at, n_cases, n_lines, digests);
  return jsonb_build_object('year', of_year, 'cases', n_cases, 'lines', n_lines, 'digests', digests);
end $$;

-- Hangs a year in again, if not a byte of it was changed meanwhile.
create function door.bring_back_year(of_year int) returns jsonb language plpgsql set search_path = homeward, pg_temp as $$
declare
  p record;
  a archives;
  part text;
begin
  perform pg_advisory_xact_lock(hashtext('homeward.years'));
  select * into a from archives where year = of_year for update;
  if not found then
    perform door.refuse('HW086', 'year_at_hand', 'the year is not in the archive', of_year::text);
  end if;
  for p in select * from door.parted() loop
    part := p.name || '_' || of_year;
    if door.digest_of(format('archive.%I', part)::regclass, p.by_column) is distinct from a.digests ->> p.name then
      perform door.refuse('HW087', 'archive_changed', format('the archived rows of %s are not those that were archived', p.name), of_year::text);
    end if;
    execute format('alter table archive.%I set schema homeward', part);
    -- rows of older random ids come back among them without the guards of what people write
    execute format('alter table %I disable trigger user', part);
    perform door.attach(p.name, p.by_column, part, a.from_id, a.until_id);
    execute format('alter table %I enable trigger user', part);
  end loop;
  delete from archives where year = of_year;
  return jsonb_build_object('year', of_year, 'cases', a.cases, 'lines', a.lines, 'digests', a.digests);
end $$;
