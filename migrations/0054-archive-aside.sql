-- A year is moved to the archive, and brought back, while people work: what takes long (the digests, the messages) is done before any
-- table is held alone, and what is held is held for as long as it takes to see that nothing came in between. The messages of a
-- year's alerts go along.

-- SHA-256 over the rows of a table whose ids say that they belong to a year, and how many they are; `digest_of` of a whole part.
create or replace function door.digest_of(of_table regclass, by_column text) returns text language plpgsql stable
set search_path = homeward, pg_temp set timezone = 'UTC' set datestyle = 'ISO' set extra_float_digits = 1 set bytea_output = 'hex' as $$
declare
  answer text;
begin
  execute format($q$
    select encode(sha256(convert_to(coalesce(string_agg(d, '' order by k), ''), 'UTF8')), 'hex') from (
      select k, encode(sha256(convert_to(string_agg(d, '' order by d), 'UTF8')), 'hex') as d from (
        select %1$I as k, encode(sha256(convert_to(to_jsonb(t)::text, 'UTF8')), 'hex') as d from %2$s t where door.is_dated(%1$I)) l group by k) s$q$,
    by_column, of_table) into answer;
  return answer;
end $$;

-- What the parts of a year hold as one snapshot sees them: digests and numbers of rows, and the oldest transaction whose work it may lack. Null
-- where no partition holds the year. It locks nothing that anybody waits for.
create function door.digests_of_year(of_year int) returns jsonb language plpgsql stable set search_path = homeward, pg_temp as $$
declare
  p record;
  part regclass;
  n bigint;
  parts jsonb := '{}';
begin
  if not of_year in (select door.years()) then return null; end if;
  for p in select * from door.parted() loop
    part := format('homeward.%I', p.name || '_' || of_year)::regclass;
    execute format('select count(*) from %s where door.is_dated(%I)', part, p.by_column) into n;
    parts := parts || jsonb_build_object(p.name, jsonb_build_object('digest', door.digest_of(part, p.by_column), 'rows', n));
  end loop;
  return jsonb_build_object('oldest', pg_snapshot_xmin(pg_current_snapshot()), 'parts', parts);
end $$;

-- Are the rows of a part those that a snapshot saw? A row that was written or changed since has a younger transaction, and one that
-- is gone is missing in their number. What is older may be taken for younger, never the other way round.
create function door.is_unchanged(part regclass, by_column text, known jsonb, oldest text) returns boolean language plpgsql
set search_path = homeward, pg_temp as $$
declare
  since constant xid := (oldest::bigint % 4294967296)::text::xid;
  answer boolean;
begin
  execute format('select count(*) = $1 and coalesce(bool_and(age(xmin) > age($2)), true) from %s where door.is_dated(%I)', part, by_column)
    into answer using (known ->> 'rows')::bigint, since;
  return answer;
end $$;

-- Moves the messages of a year's alerts, as far as each was sent or given up by who it is for; the others stay where the post looks.
create function door.archive_messages(of_year int) returns text language plpgsql set search_path = homeward, pg_temp as $$
declare
  part text := 'archive.' || quote_ident('deliveries_' || of_year);
begin
  execute format('create table %s (like deliveries including defaults including constraints including storage including comments)', part);
  execute format('with moved as (delete from deliveries where about >= door.bound($1) and about < door.bound($1 + 1) and door.is_dated(about)
      and (sent_at is not null or dropped_at is not null) returning *) insert into %s select * from moved', part) using of_year;
  return door.digest_of(part::regclass, 'about');
end $$;

drop function door.archive_year(int, timestamptz, timestamptz);
-- Moves the partitions of a year to the schema `archive`; `known` is what `digests_of_year` found before. Rows of random ids that fell
-- among them go to the default partition.
create function door.archive_year(of_year int, closed_before timestamptz, at timestamptz, known jsonb default null) returns jsonb language plpgsql
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
  -- before anything is held alone
  digests := jsonb_build_object('deliveries', door.archive_messages(of_year));
  lock table instances in share mode;
  select count(*) into keeping from door.keeping_year(of_year, closed_before);
  if keeping > 0 then
    perform door.refuse('HW085', 'year_kept', keeping || ' cases of the year are open, or were closed too short a time ago', of_year::text);
  end if;
  for p in select * from door.parted() loop
    execute format('lock table %I in access exclusive mode', p.name);
  end loop;
  for p in select * from door.parted() loop
    part := p.name || '_' || of_year;
    if known is not null and door.is_unchanged(format('homeward.%I', part)::regclass, p.by_column, known -> 'parts' -> p.name, known ->> 'oldest') then
      digests := digests || jsonb_build_object(p.name, known -> 'parts' -> p.name -> 'digest');
    else
      digests := digests || jsonb_build_object(p.name, door.digest_of(format('homeward.%I', part)::regclass, p.by_column));
    end if;
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
  end loop;
  execute format('select count(*), count(distinct stream) from archive.%I', 'journal_' || of_year) into n_lines, n_cases;
  insert into archives values (of_year, lower_id, upper_id, at, n_cases, n_lines, digests);
  return jsonb_build_object('year', of_year, 'cases', n_cases, 'lines', n_lines, 'digests', digests);
end $$;

-- Hangs a year in again, if not a byte of it was changed meanwhile. What takes long is done while nothing at hand is held: the digests, and
-- a look that each row lies within the year, which PostgreSQL then need not take.
create or replace function door.bring_back_year(of_year int) returns jsonb language plpgsql set search_path = homeward, pg_temp as $$
declare
  p record;
  a archives;
  part text;
  messages regclass := to_regclass(format('archive.%I', 'deliveries_' || of_year));
begin
  perform pg_advisory_xact_lock(hashtext('homeward.years'));
  select * into a from archives where year = of_year for update;
  if not found then
    perform door.refuse('HW086', 'year_at_hand', 'the year is not in the archive', of_year::text);
  end if;
  for p in select * from door.parted() union all select 'deliveries', 'about' where a.digests ? 'deliveries' loop
    part := p.name || '_' || of_year;
    if to_regclass(format('archive.%I', part)) is null
      or door.digest_of(format('archive.%I', part)::regclass, p.by_column) is distinct from a.digests ->> p.name then
      perform door.refuse('HW087', 'archive_changed', format('the archived rows of %s are not those that were archived', p.name), of_year::text);
    end if;
    execute format('alter table archive.%I add constraint of_year check (%I >= %L and %I < %L)', part, p.by_column, a.from_id, p.by_column, a.until_id);
  end loop;
  for p in select * from door.parted() loop
    part := p.name || '_' || of_year;
    execute format('alter table archive.%I set schema homeward', part);
    -- rows of older random ids come back among them without the guards of what people write
    execute format('alter table %I disable trigger user', part);
    perform door.attach(p.name, p.by_column, part, a.from_id, a.until_id);
    execute format('alter table %I enable trigger user', part);
    execute format('alter table %I drop constraint of_year', part);
  end loop;
  if messages is not null then
    execute format('insert into deliveries select * from %s', messages);
    execute format('drop table %s', messages);
  end if;
  delete from archives where year = of_year;
  return jsonb_build_object('year', of_year, 'cases', a.cases, 'lines', a.lines, 'digests', a.digests);
end $$;
