-- Indexes for a grown country: what a person or the sweeper asks for stays as fast with a million open tasks and visits.

-- who waits in a queue, without those whom somebody holds already
drop index homeward.tasks_queue;
create index tasks_queue on homeward.tasks (role, area text_pattern_ops, due_at) where closed_at is null and assignee is null;
-- lists of a province or the country go along the due dates
create index tasks_due on homeward.tasks (due_at, id) include (instance, opens_at) where closed_at is null;
create index tasks_incident on homeward.tasks (incident) where incident is not null;
-- what a worker carried on a day of the past, closed since or not
create index tasks_held on homeward.tasks (assignee) where assignee is not null;
-- the few cases that another area takes part in
create index instances_hosted on homeward.instances (id) where guests <> '{}';
