-- The journal, its contents and the visits lie in partitions by the year a case was opened, so that a year can be archived; the
-- keys of requests lie in a table of their own, since a unique index over a partitioned table must carry the stream.
--
-- While it runs it holds the three tables alone (ACCESS EXCLUSIVE): whatever reads or writes them waits until it commits, for about
-- as long as it takes to copy them once. Processes of the version before go on afterwards: they write through the door, and find
-- the answer to a repeated key by reading instead of by an index until they are replaced.

-- ---------------------------------------------------------------------------------------------------------------------
-- Years. The id of a case is a UUIDv7, of which the first 48 bits are the instant it was opened (RFC 9562), so that a range of ids
-- is a year. What never ends has random ids with the top bit set; ids of older cases are random and lie where they fall.

-- The first id of a year in Phnom Penh.
create function door.bound(of_year int) returns uuid language sql immutable strict parallel safe set search_path = homeward, pg_temp as $$
  select (lpad(to_hex((extract(epoch from make_date(of_year, 1, 1)::timestamp at time zone 'Asia/Phnom_Penh') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Does an id say when its case was opened? (version 7)
create function door.is_dated(id uuid) returns boolean language sql immutable strict parallel safe set search_path = homeward, pg_temp as $$
  select substr(id::text, 15, 1) = '7'
$$;

-- A random id of what never ends.
create function door.kept_id() returns uuid language sql volatile parallel safe set search_path = homeward, pg_temp as $$
  select (substr('89abcdef', 1 + floor(random() * 8)::int, 1) || substr(gen_random_uuid()::text, 2))::uuid
$$;

-- The partitioned tables, and the column whose range parts them.
create function door.parted() returns table (name text, by_column text) language sql stable set search_path = homeward, pg_temp as $$
  select c.relname::text, a.attname::text from pg_catalog.pg_partitioned_table p join pg_catalog.pg_class c on c.oid = p.partrelid
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
   where c.relnamespace = 'homeward'::regnamespace order by 1
$$;

-- The years that lie at hand.
create function door.years() returns setof int language sql stable set search_path = homeward, pg_temp as $$
  select right(c.relname, 4)::int from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
   where i.inhparent = 'homeward.journal'::regclass and c.relname ~ '^journal_\d{4}$' order by 1
$$;

-- Triggers for each statement do not pass from a partitioned table to its partitions: each gets them for itself.
create function door.guard_partition(parent text, part text) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  t record;
begin
  for t in select pg_get_triggerdef(g.oid) as def, g.tgname from pg_catalog.pg_trigger g
      where g.tgrelid = format('homeward.%I', parent)::regclass and not g.tgisinternal and g.tgtype & 1 = 0
        and not exists (select from pg_catalog.pg_trigger o where o.tgrelid = format('homeward.%I', part)::regclass and o.tgname = g.tgname) loop
    execute replace(t.def, format(' ON homeward.%I ', parent), format(' ON homeward.%I ', part));
  end loop;
end $$;

-- Hangs a table in as the partition of a range. What of the range fell into the default partition meanwhile goes along.
create function door.attach(parent text, by_column text, part text, from_id uuid, until_id uuid) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  rest text := parent || '_default';
  columns text;
  n bigint;
begin
  execute format('lock table %I in access exclusive mode', rest);
  execute format('select count(*) from %I where %I >= $1 and %I < $2', rest, by_column, by_column) into n using from_id, until_id;
  if n > 0 then
    select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_catalog.pg_attribute
      where attrelid = format('homeward.%I', parent)::regclass and attnum > 0 and not attisdropped and attgenerated = '';
    execute format('alter table %I disable trigger user', rest);
    execute format('insert into %I (%s) select %s from %I where %I >= $1 and %I < $2', part, columns, columns, rest, by_column, by_column) using from_id, until_id;
    execute format('delete from %I where %I >= $1 and %I < $2', rest, by_column, by_column) using from_id, until_id;
    execute format('alter table %I enable trigger user', rest);
  end if;
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part, from_id, until_id);
  perform door.guard_partition(parent, part);
end $$;

-- Lays out a partitioned table: what was before the first year, what never ends, years, and the rest. Ids beyond the year 2527
-- are no instants, so older random ids lie with what is kept, all but one in sixteen.
create function door.lay_out(parent text, by_column text, first int, last int) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  y int;
  part text;
begin
  execute format('create table %I partition of %I for values from (minvalue) to (%L)', parent || '_before', parent, door.bound(first));
  execute format('create table %I partition of %I for values from (''10000000-0000-0000-0000-000000000000'') to (maxvalue)', parent || '_kept', parent);
  execute format('create table %I partition of %I default', parent || '_default', parent);
  for y in first..last loop
    execute format('create table %I partition of %I for values from (%L) to (%L)', parent || '_' || y, parent, door.bound(y), door.bound(y + 1));
  end loop;
  for part in select relname from pg_catalog.pg_inherits join pg_catalog.pg_class on oid = inhrelid where inhparent = format('homeward.%I', parent)::regclass loop
    perform door.guard_partition(parent, part);
  end loop;
end $$;

-- Opens the years up to one, of every partitioned table: answers how many partitions it made. Called as often as one likes, by as many
-- processes as there are; it waits for no long statement of others but fails, and is called again.
-- Hanging a partition in locks the tables that it refers to against writing for that moment, once a year.
create function homeward.open_years(until int) returns int language plpgsql security definer
set search_path = homeward, pg_temp set lock_timeout = '5s' as $$
declare
  this constant int := extract(year from clock_timestamp() at time zone 'Asia/Phnom_Penh')::int;
  first int;
  p record;
  part text;
  made int := 0;
begin
  if until > this + 2 then
    perform door.refuse('HW080', 'years_ahead', 'no year is opened more than two years ahead', until::text);
  end if;
  select coalesce(max(y), this - 2) + 1 into first from door.years() y;
  if first > until then return 0; end if;
  perform pg_advisory_xact_lock(hashtext('homeward.years'));
  -- another process may have been quicker
  select coalesce(max(y), this - 2) + 1 into first from door.years() y;
  for y in first..until loop
    for p in select * from door.parted() loop
      part := p.name || '_' || y;
      execute format('create table %I (like %I including defaults including constraints including generated including indexes including storage including comments)',
        part, p.name);
      perform door.attach(p.name, p.by_column, part, door.bound(y), door.bound(y + 1));
      made := made + 1;
    end loop;
  end loop;
  return made;
end $$;
revoke all on function homeward.open_years(int) from public;
grant execute on function homeward.open_years(int) to homeward_app, homeward_migrator;

-- What must not be: next year's partitions lack, or cases of a year that nobody opened lie in a default partition.
create function homeward.years_lacking() returns table (what text) language plpgsql stable security definer set search_path = homeward, pg_temp as $$
declare
  p record;
  n bigint;
  next constant int := extract(year from clock_timestamp() at time zone 'Asia/Phnom_Penh')::int + 1;
begin
  for p in select * from door.parted() loop
    if to_regclass(format('homeward.%I', p.name || '_' || next)) is null then
      what := format('the partition of %s for %s is missing', p.name, next);
      return next;
    end if;
    execute format('select count(*) from (select from %I where door.is_dated(%I) limit 1000) x', p.name || '_default', p.by_column) into n;
    if n > 0 then
      what := format('%s holds %s%s rows of cases, which belong into the partition of a year', p.name || '_default', n, case when n = 1000 then ' or more' else '' end);
      return next;
    end if;
  end loop;
end $$;
revoke all on function homeward.years_lacking() from public;
grant execute on function homeward.years_lacking() to homeward_app, homeward_migrator;

-- ---------------------------------------------------------------------------------------------------------------------
-- That a line is in the journal: in place of foreign keys, which would hold a year back from the archive. Lines are never changed
-- or removed, so only the side that names one needs to be asked. The arguments are the columns of stream and number.

create function door.line_exists() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  named jsonb := to_jsonb(new);
  of_stream uuid := (named ->> tg_argv[0])::uuid;
  of_seq int := (named ->> tg_argv[1])::int;
begin
  if of_stream is not null and of_seq is not null and not exists (select from journal where stream = of_stream and seq = of_seq) then
    raise exception 'row of % names a line that is not in the journal', tg_table_name
      using errcode = '23503', constraint = tg_name, table = tg_table_name, schema = tg_table_schema;
  end if;
  return null;
end $$;

alter table homeward.attachments drop constraint attachment_of_line;
alter table homeward.authorities drop constraint authority_has_decision;
alter table homeward.contents drop constraint contents_stream_seq_fkey;
alter table homeward.corrections drop constraint corrections_line;
alter table homeward.corrections drop constraint corrections_said;
alter table homeward.documents drop constraint document_of_line;
alter table homeward.inspection_publications drop constraint inspection_publications_instance_seq_fkey;
alter table homeward.inspection_ratings drop constraint inspection_ratings_line;
alter table homeward.inspection_reports drop constraint inspection_reports_line;
alter table homeward.notices drop constraint notices_stream_seq_fkey;
alter table homeward.outcomes drop constraint outcomes_instance_seq_fkey;
alter table homeward.reviews drop constraint reviews_line;
create constraint trigger attachment_of_line after insert or update of instance, seq on homeward.attachments for each row execute function door.line_exists('instance', 'seq');
create constraint trigger authority_has_decision after insert or update of instance, seq on homeward.authorities for each row execute function door.line_exists('instance', 'seq');
create constraint trigger corrections_line after insert or update of stream, line on homeward.corrections for each row execute function door.line_exists('stream', 'line');
create constraint trigger corrections_said after insert or update of stream, seq on homeward.corrections for each row execute function door.line_exists('stream', 'seq');
create constraint trigger document_of_line after insert or update of instance, seq on homeward.documents for each row execute function door.line_exists('instance', 'seq');
create constraint trigger inspection_publications_instance_seq_fkey after insert or update of instance, seq on homeward.inspection_publications for each row execute function door.line_exists('instance', 'seq');
create constraint trigger inspection_ratings_line after insert or update of instance, seq on homeward.inspection_ratings for each row execute function door.line_exists('instance', 'seq');
create constraint trigger inspection_reports_line after insert or update of instance, seq on homeward.inspection_reports for each row execute function door.line_exists('instance', 'seq');
create constraint trigger notices_stream_seq_fkey after insert or update of stream, seq on homeward.notices for each row execute function door.line_exists('stream', 'seq');
create constraint trigger outcomes_instance_seq_fkey after insert or update of instance, seq on homeward.outcomes for each row execute function door.line_exists('instance', 'seq');
create constraint trigger reviews_line after insert or update of instance, seq on homeward.reviews for each row execute function door.line_exists('instance', 'seq');

-- ---------------------------------------------------------------------------------------------------------------------
-- The tables, converted

lock table homeward.journal, homeward.contents, homeward.visits in access exclusive mode;
alter table homeward.journal rename to journal_old;
alter table homeward.contents rename to contents_old;
alter table homeward.visits rename to visits_old;
alter table homeward.journal_old drop constraint journal_pkey;
alter table homeward.contents_old drop constraint contents_pkey;
alter table homeward.visits_old drop constraint visits_pkey, drop constraint visits_id_key;
drop index homeward.journal_key, homeward.journal_recorded, homeward.journal_said, homeward.visits_area, homeward.visits_assignee, homeward.visits_child,
  homeward.visits_district, homeward.visits_due, homeward.visits_overdue, homeward.visits_queue;

create table homeward.journal (
  like homeward.journal_old including defaults including constraints including storage including comments,
  primary key (stream, seq)
) partition by range (stream);
create table homeward.contents (
  like homeward.contents_old including defaults including constraints including storage including comments,
  primary key (stream, seq)
) partition by range (stream);
create table homeward.visits (
  like homeward.visits_old including defaults including constraints including generated including storage including comments,
  primary key (instance, id),
  constraint visits_key unique (instance, key),
  constraint visits_instance_fkey foreign key (instance) references homeward.instances (id),
  constraint visits_area_fkey foreign key (area) references homeward.areas (code),
  constraint visits_child_fkey foreign key (child) references homeward.children (id)
) partition by range (instance);

-- one request, one answer, for as long as the case is there: a key is unique over all streams
create table homeward.keys (
  person uuid not null,
  route text not null,
  key text not null,
  stream uuid not null,
  seq int not null,
  -- of the line: who took part in which cases is found here
  kind text not null,
  constraint journal_key primary key (person, route, key)
);

do $$
declare
  this constant int := extract(year from clock_timestamp() at time zone 'Asia/Phnom_Penh')::int;
begin
  perform door.lay_out('journal', 'stream', this - 1, this + 1);
  perform door.lay_out('contents', 'stream', this - 1, this + 1);
  perform door.lay_out('visits', 'instance', this - 1, this + 1);
end $$;

insert into homeward.journal (stream, seq, version, kind, at, recorded_at, person, route, key, entry, answer, hash)
  select stream, seq, version, kind, at, recorded_at, person, route, key, entry, answer, hash from homeward.journal_old;
insert into homeward.contents (stream, seq, digest, compartment, body, removed_at, removed_why)
  select stream, seq, digest, compartment, body, removed_at, removed_why from homeward.contents_old;
insert into homeward.visits (id, instance, key, task, step, role, area, child, assignee, opens_at, due_at, due_on, exact, ladder, parameter, parameters, status,
    planned_at, made_on, entered_at, reason, closed_at, opened_version, closed_version, case_area)
  select id, instance, key, task, step, role, area, child, assignee, opens_at, due_at, due_on, exact, ladder, parameter, parameters, status,
    planned_at, made_on, entered_at, reason, closed_at, opened_version, closed_version, case_area from homeward.visits_old;
insert into homeward.keys (person, route, key, stream, seq, kind) select person, route, key, stream, seq, kind from homeward.journal where key is not null;
drop table homeward.contents_old, homeward.visits_old, homeward.journal_old;

create index journal_recorded ON homeward.journal (recorded_at);
create index journal_said ON homeward.journal ((((entry)::jsonb ->> 'event'::text)), at) WHERE ((kind = 'event'::text) AND (((entry)::jsonb ->> 'event'::text) = ANY (ARRAY['breakdown.recorded'::text, 'child.found'::text, 'child.missing'::text, 'closing.proposed'::text, 'contact.recorded'::text, 'family.found'::text, 'form2.submitted'::text, 'reassessment.submitted'::text, 'safety.closed'::text, 'safety.concernRaised'::text, 'safety.reported'::text, 'visit.recorded'::text])));
create index visits_area ON homeward.visits (area text_pattern_ops, due_at);
create index visits_assignee ON homeward.visits (assignee, due_at) WHERE (assignee IS NOT NULL);
create index visits_child ON homeward.visits (child, due_at) WHERE (child IS NOT NULL);
create index visits_district ON homeward.visits ("left"(case_area, 4), due_at, id);
create index visits_due ON homeward.visits (due_at, id);
create index visits_overdue ON homeward.visits (due_at) WHERE (status = 'planned'::text);
create index visits_queue ON homeward.visits (role, area text_pattern_ops, due_at) WHERE (assignee IS NULL);
create trigger journal_append_only before update or delete or truncate on homeward.journal for each statement execute function door.never_change();
create trigger keys_append_only before update or delete or truncate on homeward.keys for each statement execute function door.never_change();
create trigger visits_guard before update or delete on homeward.visits for each row execute function door.guard_visit();
create trigger visits_placed before insert on homeward.visits for each row execute function door.place_case();
create trigger visits_whole before truncate on homeward.visits for each statement execute function door.never_change();
do $$
declare
  p record;
begin
  for p in select i.inhparent::regclass::text as parent, c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent in ('homeward.journal'::regclass, 'homeward.visits'::regclass) loop
    perform door.guard_partition(split_part(p.parent, '.', 2), p.relname);
  end loop;
end $$;
grant select on homeward.journal, homeward.contents, homeward.visits, homeward.keys to homeward_app, homeward_migrator;

-- ---------------------------------------------------------------------------------------------------------------------
-- The door: keys are written and looked up in their own table; a unique index of a partition has a name of its own

create or replace function homeward.write(units jsonb) returns jsonb language plpgsql
security definer set search_path = homeward, pg_temp as $$
declare
  u jsonb;
  outcomes jsonb := '[]';
  outcome jsonb;
  ids uuid[];
  once boolean;
  state text; con text; msg text; det text;
begin
  select array_agg(distinct id), count(*) = count(distinct id) into ids, once
    from (select (l ->> 'stream')::uuid as id from jsonb_array_elements(units) x, jsonb_array_elements(x -> 'lines') l) s;
  perform 1 from instances where id = any(ids) order by id for no key update;
  perform 1 from streams where id = any(ids) order by id for no key update;
  if jsonb_path_exists(units, '$[*].checks[*]') then
    perform door.lock_registry(array(select distinct (c ->> 'table') || ':' || (c ->> 'id')
      from jsonb_array_elements(units) x, jsonb_array_elements(x -> 'checks') c order by 1));
  end if;

  if once then
    begin
      return door.write_units(units);
    exception when others then
      -- deadlocks and lost connections concern the whole batch
      if sqlstate in ('40P01', '40001', '57P01', '57014') or left(sqlstate, 2) in ('53', '58') then raise; end if;
    end;
  end if;

  -- one of them was refused, or names a stream twice: each on its own, so that it does not fail its neighbours
  for u in select * from jsonb_array_elements(units) loop
    begin
      if (select count(*) = count(distinct l ->> 'stream') from jsonb_array_elements(u -> 'lines') l) then
        outcome := door.write_units(jsonb_build_array(u)) -> 0;
      else
        outcome := door.write_in_turn(u);
      end if;
    exception when others then
      get stacked diagnostics state = returned_sqlstate, con = constraint_name, msg = message_text, det = pg_exception_detail;
      if state in ('40P01', '40001', '57P01', '57014') or left(state, 2) in ('53', '58') then raise; end if;
      if state = '23505' and con = 'journal_key' then
        outcome := jsonb_build_object('ok', false, 'conflict', 'key');
      elsif state = '23505' and con ~ '^(instances|streams|journal(_[a-z0-9]+)?)_pkey$' then
        outcome := jsonb_build_object('ok', false, 'conflict', 'instance', 'id', '');
      else
        outcome := jsonb_build_object('ok', false, 'error', jsonb_build_object('state', state, 'constraint', con, 'message', msg, 'detail', det));
      end if;
    end;
    outcomes := outcomes || outcome;
  end loop;
  return outcomes;
end $$;

create or replace function door.write_lines(w door.work[]) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  x door.work;
  o jsonb;
  opens boolean; changes boolean; apart boolean; filled boolean; names boolean; fires boolean; cancels boolean; arms boolean;
  closes boolean; tasked boolean; assigns boolean; moves boolean; visits_planned boolean; visits_closed boolean; keyed boolean;
begin
  -- what the batch has none of is not asked for
  select bool_or(expect = 0), bool_or(current is not null), bool_or(not owned), bool_or(content is not null),
         bool_or(i -> 'children' is not null or i ->> 'institution' is not null), bool_or(i -> 'fired' is not null),
         bool_or(jsonb_array_length(i -> 'cancelTimers') > 0), bool_or(jsonb_array_length(i -> 'armTimers') > 0),
         bool_or(jsonb_array_length(i -> 'closeTasks') > 0), bool_or(jsonb_array_length(i -> 'openTasks') > 0),
         bool_or(i -> 'assignTasks' is not null), bool_or(i -> 'moveTasks' is not null),
         bool_or(i -> 'planVisits' is not null), bool_or(i -> 'closeVisits' is not null), bool_or(key ->> 'key' is not null)
    into opens, changes, apart, filled, names, fires, cancels, arms, closes, tasked, assigns, moves, visits_planned, visits_closed, keyed from unnest(w);
  if opens then
    insert into instances (id, reference, workflow, workflow_version, area, guests, version, seq, head, state, phase, status, outcome, parameters, opened_at, changed_at)
    select l.stream, l.reference, i ->> 'workflow', (i ->> 'workflowVersion')::int, i ->> 'area', door.areas_of(i -> 'guests'), 1, 1, l.hash, i ->> 'state', i ->> 'phase',
           i ->> 'status', i ->> 'outcome', (i ->> 'parameters')::int, l.at, l.at
      from unnest(w) l where l.expect = 0;
  end if;
  if changes then
    update instances t set seq = l.seq, head = l.hash, version = coalesce(l.version, t.version),
        area = coalesce(i ->> 'area', t.area), guests = case when i -> 'guests' is null then t.guests else door.areas_of(i -> 'guests') end,
        state = coalesce(i ->> 'state', t.state), phase = coalesce(i ->> 'phase', t.phase), status = coalesce(i ->> 'status', t.status),
        outcome = case when i is null then t.outcome else i ->> 'outcome' end, parameters = coalesce((i ->> 'parameters')::int, t.parameters),
        changed_at = case when i is null then t.changed_at else l.at end
      from unnest(w) l where t.id = l.stream and l.current is not null;
  end if;
  if apart then
    insert into streams select stream, seq, hash from unnest(w) l where not owned
      on conflict (id) do update set seq = excluded.seq, head = excluded.head where streams.seq = excluded.seq - 1;
  end if;
  insert into journal (stream, seq, version, kind, at, person, route, key, entry, answer, hash)
  select stream, seq, version, kind, at, (l.key ->> 'person')::uuid, l.key ->> 'route', l.key ->> 'key', entry, answer, hash
    from unnest(w) l order by u, n;
  if keyed then
    insert into keys (person, route, key, stream, seq, kind)
    select (l.key ->> 'person')::uuid, l.key ->> 'route', l.key ->> 'key', stream, seq, kind from unnest(w) l where l.key ->> 'key' is not null;
  end if;
  if filled then
    insert into contents (stream, seq, digest, compartment, body)
    select stream, seq, content ->> 'digest', content ->> 'compartment', content ->> 'body' from unnest(w) l where content is not null;
  end if;

  if names then
    insert into subjects
    select l.stream, 'child', c::uuid from unnest(w) l, jsonb_array_elements_text(i -> 'children') c
    union all select l.stream, 'institution', (i ->> 'institution')::uuid from unnest(w) l where i ->> 'institution' is not null
    on conflict do nothing;
  end if;

  if fires then
    foreach x in array w loop
      if x.i -> 'fired' is not null then
        update timers set status = 'fired'
          where instance = x.stream and timer = x.i -> 'fired' ->> 'timer' and armed_version = (x.i -> 'fired' ->> 'version')::int and status = 'armed';
        if not found then
          raise exception 'the timer is not armed' using errcode = 'HW002', constraint = 'timer_armed';
        end if;
      end if;
    end loop;
  end if;
  -- entering a state again arms its timers anew, so what is armed now is cancelled too
  if cancels or arms then
    update timers t set status = 'cancelled' from (
        select l.stream, c #>> '{}' as timer from unnest(w) l, jsonb_array_elements(i -> 'cancelTimers') c
        union select l.stream, c ->> 'timer' from unnest(w) l, jsonb_array_elements(i -> 'armTimers') c) gone
      where t.instance = gone.stream and t.timer = gone.timer and t.status = 'armed';
  end if;
  if arms then
    insert into timers (instance, timer, armed_version, deadline, due_at, provisional, why)
    select l.stream, t.timer, l.version, t.deadline, t.due_at, t.provisional, t.why
      from unnest(w) l, jsonb_to_recordset(i -> 'armTimers') as t(timer text, deadline text, due_at timestamptz, provisional boolean, why jsonb);
  end if;
  if closes then
    update tasks t set closed_version = gone.version, closed_at = gone.at, closed_by = gone.kind, next_rung_at = null from (
        select l.stream, l.version, l.at, l.kind, k from unnest(w) l, jsonb_array_elements_text(i -> 'closeTasks') k) gone
      where t.instance = gone.stream and t.key = gone.k and t.closed_at is null;
  end if;
  if tasked then
    insert into tasks (id, instance, key, name, role, area, institution, assignee, due_at, due_on, exact, provisional, why, ladder, opens_at,
                       parameters, opened_version, opened_at, next_rung, next_rung_at)
    select t.id, l.stream, t.key, t.name, t.role, t.area, t.institution, t.assignee, t.due_at, t.due_on, t.exact, t.provisional, t.why,
           t.ladder, t.opens_at, (i ->> 'parameters')::int, l.version, l.at, 0, door.rung_at(t.ladder, (i ->> 'parameters')::int, 0, t.due_at, t.due_on, t.exact)
      from unnest(w) l, jsonb_to_recordset(i -> 'openTasks') as t(id uuid, key text, name text, role text, area text, institution uuid, assignee uuid,
           due_at timestamptz, due_on date, exact boolean, provisional boolean, why jsonb, ladder text, opens_at timestamptz);
  end if;
  if moves then
    -- with the area goes the hand that held it: who takes it on is named below, or claims it
    update tasks t set area = moved.area, assignee = case when t.area = moved.area then t.assignee end from (
        select l.stream, a ->> 'key' as key, a ->> 'area' as area from unnest(w) l, jsonb_array_elements(i -> 'moveTasks') a) moved
      where t.instance = moved.stream and t.key = moved.key and t.closed_at is null;
  end if;
  if assigns then
    update tasks t set assignee = given.assignee from (
        select l.stream, a ->> 'key' as key, (a ->> 'assignee')::uuid as assignee from unnest(w) l, jsonb_array_elements(i -> 'assignTasks') a) given
      where t.instance = given.stream and t.key = given.key and t.closed_at is null;
  end if;
  if visits_planned then
    insert into visits (instance, key, task, step, role, area, child, assignee, opens_at, due_at, due_on, exact, ladder, parameter, parameters,
                        status, made_on, entered_at, reason, planned_at, closed_at, opened_version, closed_version)
    select l.stream, v.key, v.task, v.step, v.role, i ->> 'area', v.child, v.assignee, v.opens_at, v.due_at, v.due_on, v.exact, v.ladder, v.parameter,
           (i ->> 'parameters')::int, v.status, v.made_on, case when v.made_on is not null then l.at end, v.reason, l.at,
           case when v.status <> 'planned' then l.at end, l.version, case when v.status <> 'planned' then l.version end
      from unnest(w) l, jsonb_to_recordset(i -> 'planVisits') as v(key text, task text, step text, role text, child uuid, assignee uuid,
           opens_at timestamptz, due_at timestamptz, due_on date, exact boolean, ladder text, parameter text, status text, made_on date, reason text);
  end if;
  if visits_closed then
    foreach x in array w loop
      for o in select * from jsonb_array_elements(x.i -> 'closeVisits') loop
        update visits set status = o ->> 'status', made_on = (o ->> 'made_on')::date, entered_at = case when o ->> 'made_on' is not null then x.at end,
            reason = o ->> 'reason', closed_at = x.at, closed_version = x.version
          where instance = x.stream and key = o ->> 'key' and status = 'planned';
        if not found then
          perform door.refuse('HW060', 'visit_planned', 'the visit is not planned', o ->> 'key');
        end if;
      end loop;
    end loop;
  end if;
  if moves or assigns then
    -- a visit is where its task is, and in the same hands
    update visits v set area = l.i ->> 'area', assignee = t.assignee
      from unnest(w) l, tasks t
      where (l.i -> 'moveTasks' is not null or l.i -> 'assignTasks' is not null) and v.instance = l.stream and v.status = 'planned'
        and t.instance = l.stream and t.key = 'visit:' || v.key and t.closed_at is null;
  end if;

  foreach x in array w loop
    for o in select * from jsonb_array_elements(x.ops) loop
      execute format('select door.%I($1, $2)', 'op_' || replace(o ->> 'op', '.', '_'))
        using o -> 'data', (x.stream, x.seq, x.version, x.at, case when x.owned then x.stream end, x.area, (x.i ->> 'parameters')::int)::door.line;
    end loop;
  end loop;
end $$;

create or replace function door.conflicts_of(units jsonb, w door.work[]) returns jsonb language plpgsql
stable set search_path = homeward, pg_temp set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
begin
return (
  select coalesce(jsonb_object_agg(u, c), '{}') from (
    select distinct on (u) u, c from (
      select x.u, 1 as rank, jsonb_build_object('ok', false, 'conflict', 'instance', 'id', x.stream) as c
        from unnest(w) x where x.i is not null and x.expect is distinct from coalesce(x.current, 0)
      union all
      select x.u, 2, jsonb_build_object('ok', false, 'conflict', 'key')
        from unnest(w) x join keys k on k.person = (x.key ->> 'person')::uuid and k.route = x.key ->> 'route' and k.key = x.key ->> 'key'
       where x.key is not null
      union all
      select u.n, 3, jsonb_build_object('ok', false, 'conflict', 'registry', 'id', c.y ->> 'id')
        from jsonb_array_elements(units) with ordinality u(x, n), jsonb_array_elements(u.x -> 'checks') c(y)
       where not door.holds(c.y ->> 'table', (c.y ->> 'id')::uuid, (c.y ->> 'version')::int)
    ) found order by u, rank
  ) first

);
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Records that the door itself makes never end either: their ids, incidents before all, lie with what is kept. Where they are made
-- nothing else changes, so the text of the functions is taken from the catalogue.

do $$
declare
  f record;
begin
  for f in select pg_get_functiondef(p.oid) as def from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where (n.nspname = 'door' or n.nspname = 'homeward' and p.proname = 'import_institutions') and p.proname <> 'kept_id' and p.prosrc like '%gen_random_uuid()%' loop
    execute replace(f.def, 'gen_random_uuid()', 'door.kept_id()');
  end loop;
end $$;
