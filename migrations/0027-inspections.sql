-- Inspections: who may know of one before it begins, what the devices sent, the report that nobody changes, the ratings.

-- ---------------------------------------------------------------------------------------------------------------------
-- Secrets: until it is over, nobody but these roles (where their area covers the instance) and these persons knows of it

create table homeward.secrets (
  instance uuid not null references homeward.instances (id),
  seq int not null,
  roles text[] not null,
  persons uuid[] not null,
  from_at timestamptz not null,
  until_at timestamptz,
  primary key (instance, seq)
);
create unique index secrets_one on homeward.secrets (instance) where until_at is null;
grant select on homeward.secrets to homeward_app, homeward_migrator;

-- {roles, persons}: the secret begins, or is shared by others from now on; without roles it is over.
create function door.op_instance_secret(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update secrets set until_at = line.at where instance = line.instance and until_at is null;
  if jsonb_typeof(data -> 'roles') = 'array' then
    insert into secrets values (line.instance, line.seq, array(select door.texts_of(data -> 'roles')),
      array(select p::uuid from door.texts_of(data -> 'persons') p), line.at);
  end if;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What the devices of a team sent: never changed, never removed; a later piece names the one it takes the place of

create table homeward.inspection_pieces (
  -- chosen by the device, so that what is sent again is one piece
  id uuid primary key,
  instance uuid not null references homeward.instances (id),
  kind text not null check (kind in ('answer', 'photo', 'roll', 'talk', 'bed')),
  -- item of the checklist, or what the device calls the child, the talk or the room
  item text not null check (length(item) between 1 and 200),
  body jsonb not null check (jsonb_typeof(body) = 'object'),
  -- sha-256 over what was sent, hex
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  device text not null,
  -- counts the pieces of the device, whatever its clock says
  counter int not null check (counter >= 0),
  captured_at timestamptz not null,
  received_at timestamptz not null,
  person uuid not null references homeward.people (id),
  supersedes uuid references homeward.inspection_pieces (id)
);
create index inspection_pieces_instance on homeward.inspection_pieces (instance);
create index inspection_pieces_supersedes on homeward.inspection_pieces (supersedes) where supersedes is not null;

create table homeward.inspection_reports (
  instance uuid primary key references homeward.instances (id),
  seq int not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  inspected_on date not null,
  submitted_at timestamptz not null,
  by uuid not null,
  constraint inspection_reports_line foreign key (instance, seq) references homeward.journal (stream, seq)
);

create table homeward.inspection_ratings (
  instance uuid not null references homeward.instances (id),
  no int not null check (no > 0),
  rating text not null check (rating in ('A', 'B', 'C', 'D')),
  proposal text not null check (proposal in ('A', 'B', 'C', 'D')),
  reason text,
  by uuid not null,
  at timestamptz not null,
  seq int not null,
  -- the rating before it
  supersedes int,
  primary key (instance, no),
  constraint inspection_ratings_after foreign key (instance, supersedes) references homeward.inspection_ratings (instance, no),
  constraint inspection_ratings_chain check (supersedes is not distinct from nullif(no - 1, 0)),
  constraint inspection_ratings_reason check (reason is not null or (no = 1 and rating = proposal)),
  constraint inspection_ratings_line foreign key (instance, seq) references homeward.journal (stream, seq)
);

-- A rating that everybody may read.
create table homeward.inspection_publications (
  instance uuid not null,
  no int not null,
  at timestamptz not null,
  by uuid not null,
  seq int not null,
  primary key (instance, seq),
  foreign key (instance, no) references homeward.inspection_ratings (instance, no),
  foreign key (instance, seq) references homeward.journal (stream, seq)
);

create trigger inspection_pieces_append_only before update or delete or truncate on homeward.inspection_pieces
  for each statement execute function door.append_only();
create trigger inspection_reports_append_only before update or delete or truncate on homeward.inspection_reports
  for each statement execute function door.append_only();
create trigger inspection_ratings_append_only before update or delete or truncate on homeward.inspection_ratings
  for each statement execute function door.append_only();
create trigger inspection_publications_append_only before update or delete or truncate on homeward.inspection_publications
  for each statement execute function door.append_only();

-- A piece comes before the report or not at all, and takes the place only of one about the same thing.
create function door.guard_piece() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
declare
  place record;
begin
  -- the report waits for this piece, or this piece for the report
  select workflow, status into place from instances where id = new.instance for share;
  if place.workflow is distinct from 'inspection' or place.status <> 'open' then
    perform door.refuse('HW090', 'inspection_open', 'the inspection is not open');
  end if;
  if exists (select from inspection_reports where instance = new.instance) then
    perform door.refuse('HW090', 'inspection_submitted', 'the report is submitted');
  end if;
  if new.supersedes is not null and not exists (select from inspection_pieces p
      where p.id = new.supersedes and p.instance = new.instance and p.kind = new.kind and p.item = new.item) then
    perform door.refuse('HW090', 'inspection_piece_supersedes', 'it takes the place of no piece about the same thing');
  end if;
  return new;
end $$;
create trigger inspection_piece_guard before insert on homeward.inspection_pieces for each row execute function door.guard_piece();
grant select on homeward.inspection_pieces, homeward.inspection_reports, homeward.inspection_ratings, homeward.inspection_publications
  to homeward_app, homeward_migrator;

-- Keeps pieces in their order, each once: {id, kind, item, body, digest, device, counter, capturedAt, supersedes}. Answers how many
-- were new, and which came with an id that another content holds; then none is kept.
create function homeward.add_inspection_pieces(place uuid, who uuid, now timestamptz, pieces jsonb) returns jsonb language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  changed jsonb;
  p jsonb;
  added int := 0;
  n int;
begin
  perform from instances where id = place for share;
  select coalesce(jsonb_agg(x ->> 'id'), '[]') into changed from jsonb_array_elements(pieces) x join inspection_pieces k on k.id = (x ->> 'id')::uuid
    where k.instance <> place or k.digest <> x ->> 'digest';
  if jsonb_array_length(changed) > 0 then return jsonb_build_object('added', 0, 'changed', changed); end if;
  for p in select * from jsonb_array_elements(pieces) loop
    if exists (select from inspection_pieces where id = (p ->> 'id')::uuid) then continue; end if;
    insert into inspection_pieces values ((p ->> 'id')::uuid, place, p ->> 'kind', p ->> 'item', p -> 'body', p ->> 'digest', p ->> 'device',
      (p ->> 'counter')::int, (p ->> 'capturedAt')::timestamptz, now, who, (p ->> 'supersedes')::uuid) on conflict (id) do nothing;
    get diagnostics n = row_count;
    added := added + n;
  end loop;
  return jsonb_build_object('added', added, 'changed', changed);
end $$;
revoke all on function homeward.add_inspection_pieces(uuid, uuid, timestamptz, jsonb) from public;
grant execute on function homeward.add_inspection_pieces(uuid, uuid, timestamptz, jsonb) to homeward_app;

-- sha-256 over `<id>:<digest>` of every piece, one a line, in the order of the ids.
create function homeward.inspection_digest(asked uuid) returns text language sql stable set search_path = homeward, pg_temp as $$
  select encode(sha256(convert_to(coalesce(string_agg(id || ':' || digest, E'\n' order by id), ''), 'UTF8')), 'hex')
    from inspection_pieces where instance = asked
$$;

-- What a fact of the inspection is put together from: the pieces that no other takes the place of, whom the register expects at
-- the institution, and of each child on the roll whether it has a decision for this place, and how young it may be.
create function homeward.inspection_sources(asked uuid, place uuid) returns jsonb language sql stable set search_path = homeward, pg_temp as $$
  with pieces as (
    select p.* from inspection_pieces p where p.instance = asked and not exists (select from inspection_pieces s where s.supersedes = p.id)),
  named as (
    select distinct coalesce(c.merged_into, c.id) as id, c.id as called from pieces p join children c on p.kind = 'roll' and c.id::text = lower(p.body ->> 'child')),
  expected as (
    select a.child from authorities a where a.institution = place and a.status in ('inForce', 'suspended')
    union
    select f.child from (select distinct child from facts where institution = place and child is not null and kind in ('presence', 'arrival')) f
      where present_at(f.child) = place)
  select jsonb_build_object(
    'digest', inspection_digest(asked),
    -- the version in the package of the team, also where a newer one is in use
    'checklist', (select (state::jsonb #>> '{context,checklist}')::int from instances where id = asked),
    'pieces', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'item', item, 'body', body) order by kind, item, id), '[]') from pieces),
    'expected', (select coalesce(jsonb_agg(distinct c.id), '[]') from expected e join children k on k.id = e.child
      join children c on c.id = coalesce(k.merged_into, k.id) where c.status = 'alive'),
    'children', (select coalesce(jsonb_agg(jsonb_build_object('called', n.called, 'id', c.id, 'birth', c.birth_to, 'disability', c.disability,
        'authorised', exists (select from authorities a where a.child = c.id and a.institution = place and a.status = 'inForce'))), '[]')
      from named n join children c on c.id = n.id))
$$;

-- The report of an inspection, over the very pieces that were signed.
create function door.op_inspection_submit(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  if data ->> 'digest' is distinct from inspection_digest(line.instance) then
    perform door.refuse('HW090', 'inspection_digest', 'the pieces are not those that were signed');
  end if;
  insert into inspection_reports values (line.instance, line.seq, data ->> 'digest', (data ->> 'on')::date, line.at,
    (door.actor_of(line) ->> 'person')::uuid);
end $$;

create function door.op_inspection_classify(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
declare
  last int := (select max(no) from inspection_ratings where instance = line.instance);
begin
  insert into inspection_ratings values (line.instance, coalesce(last, 0) + 1, data ->> 'rating', data ->> 'proposal', data ->> 'reason',
    (door.actor_of(line) ->> 'person')::uuid, line.at, line.seq, last);
end $$;

create function door.op_inspection_publish(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  insert into inspection_publications
  select line.instance, r.no, line.at, (door.actor_of(line) ->> 'person')::uuid, line.seq from inspection_ratings r
   where r.instance = line.instance order by r.no desc limit 1;
end $$;
