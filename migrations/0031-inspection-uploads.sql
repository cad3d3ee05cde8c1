-- Photos of an inspection that come in pieces over a bad link, and the packages that devices bring back.

-- A photo that a device has announced: its parts lie sealed until it is whole, then it becomes a file of the case.
create table homeward.uploads (
  -- chosen by the device; the id of the file that it becomes
  id uuid primary key,
  instance uuid not null references homeward.instances (id),
  person uuid not null references homeward.people (id),
  size int not null check (size between 1 and 5242880),
  -- of the whole, hex
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  begun_at timestamptz not null
);
create table homeward.upload_parts (
  upload uuid not null references homeward.uploads (id),
  start int not null check (start >= 0),
  size int not null check (size between 1 and 262144),
  -- sealed with the key of the installation
  sealed text not null,
  stored_at timestamptz not null default clock_timestamp(),
  primary key (upload, start)
);
create index upload_parts_stored on homeward.upload_parts (stored_at);
grant select, insert on homeward.uploads to homeward_app;
grant select on homeward.upload_parts to homeward_app;
create trigger uploads_append_only before update or delete or truncate on homeward.uploads
  for each statement execute function door.append_only();

-- Takes the part that comes next and answers how many bytes are there; a part that is there already changes nothing.
create function homeward.take_part(asked uuid, start int, size int, sealed text) returns int language plpgsql security definer
set search_path = homeward, pg_temp as $$
declare
  have int;
begin
  perform from uploads u where u.id = asked for update;
  select coalesce(sum(p.size), 0) into have from upload_parts p where p.upload = asked;
  if start <> have then return have; end if;
  insert into upload_parts (upload, start, size, sealed) values (asked, start, size, sealed);
  return have + size;
end $$;

-- Removes the parts of a photo that is whole, or that was not what it said, and those that nobody has finished for ninety days.
create function homeward.discard_parts(asked uuid) returns void language sql security definer set search_path = homeward, pg_temp as $$
  delete from upload_parts where upload = asked or stored_at < clock_timestamp() - interval '90 days'
$$;
revoke all on function homeward.take_part(uuid, int, int, text), homeward.discard_parts(uuid) from public;
grant execute on function homeward.take_part(uuid, int, int, text), homeward.discard_parts(uuid) to homeward_app;

-- A package that a device brought back with what it had found, its signature verified.
create table homeward.package_returns (
  instance uuid not null references homeward.instances (id),
  -- sha-256 over the package, hex
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  person uuid not null references homeward.people (id),
  device text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  -- by the clock of the device; kept, and nothing decided by it
  device_at timestamptz not null,
  returned_at timestamptz not null,
  primary key (instance, digest, person, device)
);
create trigger package_returns_append_only before update or delete or truncate on homeward.package_returns
  for each statement execute function door.append_only();
grant select, insert on homeward.package_returns to homeward_app;
