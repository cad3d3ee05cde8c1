-- Answers to idempotency keys of the commands that the journal does not keep itself: a repeat gets the first answer.
create table homeward.answers (
  person uuid not null,
  route text not null,
  key text not null,
  -- digest of the request: the same key with other content is refused
  body text not null,
  -- null while the first request is at work
  status int,
  answer jsonb,
  at timestamptz not null,
  primary key (person, route, key)
);
create index answers_at on homeward.answers (at);
grant select, insert, update, delete on homeward.answers to homeward_app;
