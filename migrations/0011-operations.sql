-- Operations: the policy date as a parameter, word to who works on a request when an institution's standing changes,
-- acknowledgements through the door, and the end of rows that have had their time.

-- ---------------------------------------------------------------------------------------------------------------------
-- P-34: the day the register is imported

-- Where a set comes from: the defaults of the domain, a proposal approved by a second person, the import of the register.
alter table homeward.parameter_sets add column source text not null default 'proposal' check (source in ('default', 'proposal', 'import'));
alter table homeward.parameter_sets disable trigger parameter_sets_append_only;
update homeward.parameter_sets set source = 'default' where version = 1;
alter table homeward.parameter_sets enable trigger parameter_sets_append_only;
create unique index parameter_sets_import on homeward.parameter_sets (source) where source = 'import';

-- Makes the policy date a parameter from `at` on, once; sets approved for later carry it on. Journalled like any change of
-- a parameter. Nobody but the import can call it.
create function door.set_policy_date(policy date, at timestamptz) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  register constant uuid := '00000000-0000-0000-0000-0000000000fe';
  policy_value constant jsonb := jsonb_build_object('P-34', policy);
  newest int;
  current int;
  outcome jsonb;
begin
  lock table parameter_sets in share row exclusive mode;
  newest := (select max(version) from parameter_sets);
  current := coalesce((select max(version) from parameter_sets where effective_from <= at), (select min(version) from parameter_sets));
  insert into parameter_sets (version, effective_from, "values", changed, proposed_by, approved_by, reason, made_at, source)
  select newest + 1, greatest(s.effective_from, at), s."values" || policy_value, array['P-34'], register, register,
         'the register of institutions was imported', at, 'import'
    from parameter_sets s where s.version = current;
  insert into parameter_sets (version, effective_from, "values", changed, proposed_by, approved_by, reason, made_at, source)
  select newest + 1 + row_number() over (order by s.version), greatest(s.effective_from, at), s."values" || policy_value, s.changed,
         s.proposed_by, s.approved_by, s.reason, at, s.source
    from parameter_sets s where s.version > current and s.version <= newest;
  outcome := write(jsonb_build_array(jsonb_build_object('checks', '[]'::jsonb, 'lines', jsonb_build_array(jsonb_build_object(
    'stream', '00000000-0000-0000-0000-0000000000a4', 'kind', 'registry', 'at', at, 'ops', '[]'::jsonb,
    'entry', jsonb_build_object('event', 'parameter.imported', 'at', at,
      'actor', jsonb_build_object('person', register, 'role', 'register', 'area', ''),
      'setting', jsonb_build_object('parameter', 'P-34', 'value', policy, 'version', newest + 1))::text))))) -> 0;
  if not (outcome ->> 'ok')::boolean then
    perform door.refuse('HW051', 'policy_date_journalled', 'the policy date could not be journalled', outcome::text);
  end if;
end $$;

-- The register as of the policy date, as before; the parameter P-34 is set in the same transaction.
create or replace function homeward.import_institutions(payload jsonb, dry boolean default false) returns jsonb language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  at timestamptz := coalesce((payload ->> 'at')::timestamptz, clock_timestamp());
  policy date := (payload ->> 'policyDate')::date;
  list jsonb := payload -> 'institutions';
  errors jsonb := '[]';
  r record;
  id uuid;
  body text;
  digest text;
  done jsonb;
begin
  lock table register_imports in share row exclusive mode;
  if exists (select from register_imports) then
    perform door.refuse('HW037', 'register_imported_once', 'the register was imported already; after the policy date no institution is authorised',
      (select policy_date::text from register_imports));
  end if;
  if policy is null then perform door.refuse('HW040', 'register_policy_date', 'the import names the policy date'); end if;
  begin
    insert into register_imports (policy_date, institutions) values (policy, jsonb_array_length(list));
    for r in select value as v, ordinality as n from jsonb_array_elements(list) with ordinality loop
      id := coalesce((r.v ->> 'id')::uuid, gen_random_uuid());
      body := jsonb_build_object('data', r.v || jsonb_build_object('id', id))::text;
      digest := encode(sha256(convert_to(body, 'UTF8')), 'hex');
      done := homeward.write(jsonb_build_array(jsonb_build_object('checks', '[]'::jsonb, 'lines', jsonb_build_array(jsonb_build_object(
        'stream', id, 'kind', 'registry', 'at', at,
        'entry', jsonb_build_object('event', 'institution.imported', 'at', at, 'data', digest,
          'actor', jsonb_build_object('person', '00000000-0000-0000-0000-0000000000fe', 'role', 'register', 'area', ''))::text,
        'content', jsonb_build_object('digest', digest, 'compartment', 'open', 'body', body),
        'ops', jsonb_build_array(jsonb_build_object('op', 'institution.register',
          'data', r.v || jsonb_build_object('id', id, 'everAuthorised', r.v ->> 'standing' <> 'unauthorised')))))))) -> 0;
      if not (done ->> 'ok')::boolean then
        errors := errors || jsonb_build_object('row', r.n, 'code', r.v ->> 'code', 'constraint', done -> 'error' ->> 'constraint',
          'error', coalesce(done -> 'error' ->> 'message', done ->> 'conflict'));
      end if;
    end loop;
    -- a database without its first settings takes the policy date when they are seeded
    if exists (select from parameter_sets) then perform door.set_policy_date(policy, at); end if;
    if dry or jsonb_array_length(errors) > 0 then raise exception using errcode = 'HW0ZZ', message = 'rolled back'; end if;
  exception when sqlstate 'HW0ZZ' then null;
  end;
  return jsonb_build_object('imported', case when dry or jsonb_array_length(errors) > 0 then 0 else jsonb_array_length(list) end,
    'rows', jsonb_array_length(list), 'errors', errors, 'policyDate', policy);
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- A change of standing and the requests that are not decided

-- Reaches whoever holds the open tasks of its instance as well, found when it is sent.
alter table homeward.alerts add column to_owners boolean not null default false;

-- Admissions decided for the institution react themselves, in this very unit. Where a request waits for its decision, who
-- works on it and the district supervisor are told, once per case and change.
create or replace function door.op_institution_standing(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  place uuid := (data ->> 'institution')::uuid;
  was text;
begin
  select standing into was from institutions where id = place for no key update;
  if not found then perform door.refuse('HW039', 'institution_known', 'there is no such institution'); end if;
  update institutions set version = version + 1, standing = data ->> 'standing', standing_since = line.at, standing_reason = data ->> 'reason'
    where id = place;
  if was = data ->> 'standing' then return; end if;
  insert into alerts (kind, instance, rung, occurrence, area, to_roles, to_owners, text_en, text_km, due_at, fired_at)
  select 'institution.standingChanged', i.id, '', line.stream || '/' || line.seq, i.area, array['districtSupervisor'], true,
         'The standing of the institution in ' || i.reference || ' has changed. Look at the request again before it is decided.',
         'ស្ថានភាពនៃគ្រឹះស្ថានក្នុង ' || i.reference || ' បានផ្លាស់ប្តូរ។ សូមពិនិត្យពាក្យស្នើសុំឡើងវិញ មុនពេលសម្រេច។', line.at, line.at
    from subjects s join instances i on i.id = s.instance
   where s.kind = 'institution' and s.subject = place and i.status = 'open'
     and exists (select from subjects c where c.instance = i.id and c.kind = 'child')
     and not exists (select from authorities a where a.instance = i.id and a.institution = place and a.kind = 'residential'
                      and a.status in ('awaiting', 'inForce', 'suspended'))
  on conflict do nothing;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Acknowledged is acknowledged once, by somebody, in the journal

-- By who received it, with the line's person and time.
create function door.op_alert_acknowledge(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  who uuid := (door.actor_of(line) ->> 'person')::uuid;
begin
  update alerts a set acknowledged_at = line.at, acknowledged_by = who where a.id = (data ->> 'id')::uuid and a.acknowledged_at is null
    and exists (select from deliveries d where d.alert = a.id and d.person = who);
  if not found then perform door.refuse('23W03', 'alert_acknowledged', 'the alert is acknowledged already, or did not reach this person'); end if;
end $$;
revoke update (acknowledged_at, acknowledged_by) on homeward.alerts from homeward_app;

create or replace function door.op_incident_acknowledge(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update incidents set status = 'acknowledged', acknowledged_at = line.at, acknowledged_by = (door.actor_of(line) ->> 'person')::uuid
    where id = (data ->> 'id')::uuid and status = 'open';
  if not found then
    if exists (select from incidents where id = (data ->> 'id')::uuid and status = 'resolved') then
      perform door.refuse('23W02', 'incident_resolved', 'the incident is resolved already');
    end if;
    perform door.refuse('23W01', 'incident_acknowledged', 'the incident is acknowledged already');
  end if;
end $$;

-- By id (a person resolves it, once), or by kind and children (a workflow does; without children, those of its instance).
create or replace function door.op_incident_resolve(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  if exists (select from incidents where id = (data ->> 'id')::uuid and status = 'resolved') then
    perform door.refuse('23W02', 'incident_resolved', 'the incident is resolved already');
  end if;
  perform door.resolve_incidents(array(
    select id from incidents where status <> 'resolved' and case
      when data ->> 'id' is not null then id = (data ->> 'id')::uuid
      when exists (select from door.texts_of(data -> 'children')) then kind = data ->> 'kind'
        and child in (select door.child_of(k::uuid) from door.texts_of(data -> 'children') k)
      else kind = data ->> 'kind' and instance = line.instance end), data ->> 'reason', line);
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- A deadline composed of several clocks may change from a day to an instant when the calendar does

create or replace function door.op_calendar_adopt(data jsonb, line door.line) returns void language plpgsql
set search_path = homeward, pg_temp as $$
begin
  if not exists (select from calendars where version = (data ->> 'calendar')::int) then
    raise exception 'there is no such calendar' using errcode = 'HW049', constraint = 'calendar_known';
  end if;
  update tasks t set due_at = m.due_at, due_on = m.due_on, exact = m.exact, provisional = m.provisional, why = m.why,
    next_rung_at = case when t.next_rung_at is null then null
      else door.rung_at(t.ladder, t.parameters, t.next_rung, m.due_at, m.due_on, m.exact) end
    from jsonb_to_recordset(data -> 'tasks') as m(id uuid, was timestamptz, due_at timestamptz, due_on date, exact boolean, provisional boolean, why jsonb)
    where t.id = m.id and t.closed_at is null and t.due_at = m.was;
  update timers t set due_at = m.due_at, provisional = m.provisional, why = m.why
    from jsonb_to_recordset(data -> 'timers') as m(instance uuid, timer text, armed_version int, was timestamptz, due_at timestamptz,
         provisional boolean, why jsonb)
    where t.instance = m.instance and t.timer = m.timer and t.armed_version = m.armed_version and t.status = 'armed' and t.due_at = m.was;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Rows that have had their time: sessions long over, attempts long forgotten, answers to keys nobody repeats any more

create index sessions_expires on homeward.sessions (expires_at);
create index attempts_last on homeward.attempts (last_at);

-- Takes away at most so many sessions that ended before an instant; one that may still be used is never among them.
create function homeward.clear_sessions(before timestamptz, most int) returns int language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  n int;
begin
  delete from sessions where id in (
    select id from sessions where expires_at < least(before, clock_timestamp()) limit most for update skip locked);
  get diagnostics n = row_count;
  return n;
end $$;
revoke all on function homeward.clear_sessions(timestamptz, int) from public;
grant execute on function homeward.clear_sessions(timestamptz, int) to homeward_app;
