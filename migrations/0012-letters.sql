-- Letters and printed forms, frozen when they are first issued: what they say, how they look, and the digest of the page.
create table homeward.documents (
  id uuid primary key,
  instance uuid not null references homeward.instances (id),
  -- the journal line it is written from
  seq int not null,
  document text not null check (document ~ '^[a-z][a-z0-9-]{0,39}$'),
  kind text not null check (kind in ('letter', 'form')),
  language text not null check (language in ('km', 'en')),
  number text not null check (number <> ''),
  -- canonical JSON, with both languages in it
  snapshot text not null,
  template text not null check (template ~ '^(letter|form)-[0-9]+$'),
  -- of the PDF
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- by which anybody may ask whether a letter is valid
  code text unique check (code ~ '^[2-9A-HJKMNP-Z]{10}$'),
  dated date not null,
  issued_at timestamptz not null,
  issued_by uuid not null references homeward.people (id),
  revoked_at timestamptz,
  -- the journal line that took its force, and why
  revoked_seq int,
  reason text,
  constraint document_once unique (instance, seq, document, language),
  constraint document_of_line foreign key (instance, seq) references homeward.journal (stream, seq),
  constraint document_code check ((kind = 'letter') = (code is not null)),
  constraint document_revoked check ((revoked_at is null) = (revoked_seq is null) and (revoked_at is null) = (reason is null)),
  constraint document_revoked_later check (revoked_seq > seq)
);

-- A document never changes. It only ever loses its force, once, and a line of its own journal says by what.
create function door.document_keeps() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.revoked_at is null and new.revoked_at is not null
     and (new.id, new.instance, new.seq, new.document, new.kind, new.language, new.number, new.snapshot, new.template, new.sha256, new.dated, new.issued_at, new.issued_by)
       = (old.id, old.instance, old.seq, old.document, old.kind, old.language, old.number, old.snapshot, old.template, old.sha256, old.dated, old.issued_at, old.issued_by)
     and new.code is not distinct from old.code then
    return new;
  end if;
  raise exception 'a document that was issued is not rewritten' using errcode = 'HW061', constraint = 'documents_append_only';
end $$;
create trigger documents_append_only before update or delete on homeward.documents
  for each row execute function door.document_keeps();
create trigger documents_never_emptied before truncate on homeward.documents
  for each statement execute function door.never_change();

-- Only an accepted line can be the source of a document, and what is issued is in force.
create function door.guard_document() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if new.revoked_at is not null
     or not exists (select from journal where stream = new.instance and seq = new.seq and version is not null) then
    raise exception 'a document is written from an accepted line of its journal' using errcode = 'HW062', constraint = 'document_of_accepted_line';
  end if;
  return new;
end $$;
create trigger documents_guarded before insert on homeward.documents
  for each row execute function door.guard_document();

-- Takes the force from every language of a document; `line` is the accepted line of the same journal that did it.
create function homeward.revoke_documents(of_instance uuid, of_seq int, of_document text, line int, why text) returns int
language plpgsql security definer set search_path = homeward, pg_temp as $$
declare
  happened timestamptz;
  revoked int;
begin
  select at into happened from journal where stream = of_instance and seq = line and seq > of_seq and version is not null;
  if happened is null then
    perform door.refuse('HW063', 'document_revoked_by_line', 'only a later line of its journal takes the force from a document');
  end if;
  update documents set revoked_at = happened, revoked_seq = line, reason = why
    where instance = of_instance and seq = of_seq and document = of_document and revoked_at is null;
  get diagnostics revoked = row_count;
  return revoked;
end $$;

revoke all on function homeward.revoke_documents(uuid, int, text, int, text) from public;
grant execute on function homeward.revoke_documents(uuid, int, text, int, text) to homeward_app;
grant select, insert on homeward.documents to homeward_app;
