-- Files of a case, what people choose for themselves, links to their calendars, and where live updates read from.

-- ---------------------------------------------------------------------------------------------------------------------
-- Attachments: the bytes lie apart and sealed; the journal says that they came, and that they were withdrawn.

create table homeward.attachment_contents (
  id uuid primary key,
  -- the key of these bytes alone, sealed with the key of the installation
  key text not null check (key <> ''),
  -- AES-256-GCM: nonce, tag, ciphertext
  bytes bytea not null check (length(bytes) between 29 and 5300000),
  stored_at timestamptz not null default clock_timestamp()
);
-- what is sealed does not get smaller
alter table homeward.attachment_contents alter column bytes set storage external;

create table homeward.attachments (
  id uuid primary key,
  instance uuid not null references homeward.instances (id),
  content uuid not null unique references homeward.attachment_contents (id),
  -- the journal line that added it
  seq int not null,
  -- counts the files of the case
  number int not null check (number > 0),
  about text not null check (about ~ '^[a-z][a-zA-Z]{0,39}$'),
  type text not null check (type in ('image/jpeg', 'application/pdf')),
  size int not null check (size between 1 and 5242880),
  width int check (width > 0),
  height int check (height > 0),
  -- of what is kept, and of what was sent
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  received text not null check (received ~ '^[0-9a-f]{64}$'),
  restricted boolean not null,
  added_at timestamptz not null,
  added_by uuid not null,
  -- the journal line that withdrew it
  withdrawn_seq int,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  constraint attachment_number unique (instance, number),
  constraint attachment_of_line foreign key (instance, seq) references homeward.journal (stream, seq),
  constraint attachment_withdrawn check (num_nulls(withdrawn_seq, withdrawn_at, withdrawn_by) in (0, 3) and withdrawn_seq > seq)
);

create function door.op_attachment_add(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  -- the line has locked the instance, so that it is not closed and no file numbered meanwhile
  if not exists (select from instances where id = line.instance and status = 'open') then
    perform door.refuse('HW071', 'attachment_case_open', 'nothing is attached to a case that is closed');
  end if;
  insert into attachments (id, instance, content, seq, number, about, type, size, width, height, sha256, received, restricted, added_at, added_by)
  select (data ->> 'id')::uuid, line.instance, (data ->> 'content')::uuid, line.seq,
         (select coalesce(max(number), 0) + 1 from attachments where instance = line.instance),
         data ->> 'about', data ->> 'type', (data ->> 'size')::int, (data ->> 'width')::int, (data ->> 'height')::int,
         data ->> 'sha256', data ->> 'received', (data ->> 'restricted')::boolean, line.at, (door.actor_of(line) ->> 'person')::uuid;
end $$;

create function door.op_attachment_withdraw(data jsonb, line door.line) returns void language plpgsql set search_path = homeward, pg_temp as $$
begin
  update attachments set withdrawn_seq = line.seq, withdrawn_at = line.at, withdrawn_by = (door.actor_of(line) ->> 'person')::uuid
    where id = (data ->> 'id')::uuid and instance = line.instance and withdrawn_at is null;
  if not found then
    perform door.refuse('HW072', 'attachment_withdrawn_once', 'the file is withdrawn already, or is not of this case');
  end if;
end $$;

-- A file never changes and is never removed. It only is withdrawn, once.
create function door.attachment_keeps() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.withdrawn_at is null and new.withdrawn_at is not null
     and to_jsonb(new) - '{withdrawn_seq,withdrawn_at,withdrawn_by}'::text[] = to_jsonb(old) - '{withdrawn_seq,withdrawn_at,withdrawn_by}'::text[] then
    return new;
  end if;
  raise exception 'a file of a case is not rewritten' using errcode = 'HW073', constraint = 'attachments_append_only';
end $$;
create trigger attachments_append_only before update or delete on homeward.attachments
  for each row execute function door.attachment_keeps();
create trigger attachments_never_emptied before truncate on homeward.attachments
  for each statement execute function door.never_change();

create function door.attachment_content_keeps() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'DELETE' and not exists (select from attachments where content = old.id) then return old; end if;
  raise exception 'the content of a file is not rewritten' using errcode = 'HW074', constraint = 'attachment_contents_append_only';
end $$;
create trigger attachment_contents_append_only before update or delete on homeward.attachment_contents
  for each row execute function door.attachment_content_keeps();
create trigger attachment_contents_never_emptied before truncate on homeward.attachment_contents
  for each statement execute function door.never_change();

-- Removes bytes that no case took: these, and what a process that ended left behind in the last days.
create function homeward.discard_contents(refused uuid) returns int language plpgsql security definer set search_path = homeward, pg_temp as $$
declare
  discarded int;
begin
  delete from attachment_contents c where (c.id = refused or c.stored_at between clock_timestamp() - interval '8 days' and clock_timestamp() - interval '1 day')
    and not exists (select from attachments a where a.content = c.id);
  get diagnostics discarded = row_count;
  return discarded;
end $$;
create index attachment_contents_stored on homeward.attachment_contents (stored_at);

revoke all on function homeward.discard_contents(uuid) from public;
grant execute on function homeward.discard_contents(uuid) to homeward_app;
grant select, insert on homeward.attachment_contents to homeward_app;
grant select on homeward.attachments to homeward_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- What a person chooses: language, digits, and by which channels which rungs of an alert reach them besides the inbox

create table homeward.profiles (
  person uuid primary key references homeward.people (id),
  digits text not null check (digits in ('khmer', 'latin')),
  -- rungs by channel: {"email": ["worker"], "sms": []}
  channels jsonb not null check (jsonb_typeof(channels) = 'object'),
  -- sealed
  email text,
  phone text,
  changed_at timestamptz not null
);
grant select on homeward.profiles to homeward_app;

create function homeward.choose_profile(chosen jsonb) returns void language plpgsql security definer set search_path = homeward, pg_temp as $$
declare
  who uuid := (chosen ->> 'person')::uuid;
begin
  update people set language = chosen ->> 'language' where id = who and language <> chosen ->> 'language';
  insert into profiles (person, digits, channels, email, phone, changed_at)
  values (who, chosen ->> 'digits', chosen -> 'channels', chosen ->> 'email', chosen ->> 'phone', clock_timestamp())
  on conflict (person) do update set digits = excluded.digits, channels = excluded.channels, email = excluded.email,
    phone = excluded.phone, changed_at = excluded.changed_at;
end $$;
revoke all on function homeward.choose_profile(jsonb) from public;
grant execute on function homeward.choose_profile(jsonb) to homeward_app;

-- A link to one's own due dates for a calendar program: whoever knows it reads them, so it can be revoked.
create table homeward.calendar_links (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references homeward.people (id),
  -- SHA-256 of the token; the token itself is never stored
  token_hash bytea not null unique,
  made_at timestamptz not null default clock_timestamp(),
  used_at timestamptz,
  revoked_at timestamptz
);
create unique index calendar_links_one on homeward.calendar_links (person) where revoked_at is null;
grant select, insert, update (used_at, revoked_at) on homeward.calendar_links to homeward_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- Live updates follow what was recorded, in real time, whatever the time of the procedures

create index journal_recorded on homeward.journal (recorded_at);
alter table homeward.deliveries add column recorded_at timestamptz not null default clock_timestamp();
create index deliveries_recorded on homeward.deliveries (recorded_at);
create index incidents_instance on homeward.incidents (instance) where instance is not null;
