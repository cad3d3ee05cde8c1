-- The workers say here that they sweep, so that a process which only serves requests can tell whether a worker is alive.
-- Times are the database's own: the clocks of several machines never meet.
create table homeward.heartbeats (
  process uuid primary key,
  kind text not null,
  at timestamptz not null
);
grant select, insert, update, delete on homeward.heartbeats to homeward_app;
