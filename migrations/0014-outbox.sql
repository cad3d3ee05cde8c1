-- Work that was done without a connection: sealed on the device, opened here.

-- The secret from which the outbox keys come where no HOMEWARD_SEAL_KEY is given; one row.
create table homeward.outbox_secret (
  id int primary key default 1 check (id = 1),
  secret bytea not null check (length(secret) = 32)
);
grant select, insert on homeward.outbox_secret to homeward_app;

-- Each item that a device sent, with the device's time beside ours. The journal line has the same person and key.
create table homeward.outbox_received (
  id bigint generated always as identity primary key,
  person uuid not null,
  -- idempotency key under which it was tried
  key text not null,
  device uuid not null,
  -- counts up on each device
  counter int not null check (counter > 0),
  captured_at timestamptz not null,
  received_at timestamptz not null,
  workflow text not null,
  event text not null,
  instance uuid,
  safety boolean not null,
  -- `received`, or the code of the refusal
  outcome text not null,
  unique (person, key, outcome)
);
create index outbox_received_device on homeward.outbox_received (device, counter);
create trigger outbox_received_append_only before update or delete or truncate on homeward.outbox_received
  for each statement execute function door.never_change();
grant select, insert on homeward.outbox_received to homeward_app;

-- Sealed items that somebody brought from another person's device; they wait, closed, for the confirmation of their author.
create table homeward.outbox_imported (
  key uuid primary key,
  person uuid not null references homeward.people (id),
  -- the item as it lay on the device: a plain head and the sealed content
  item jsonb not null,
  imported_by uuid not null,
  imported_at timestamptz not null,
  settled_at timestamptz,
  fate text check (fate in ('received', 'forgotten')),
  check ((fate is null) = (settled_at is null))
);
create index outbox_imported_person on homeward.outbox_imported (person) where fate is null;
grant select, insert, update (settled_at, fate) on homeward.outbox_imported to homeward_app;
