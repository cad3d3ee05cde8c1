-- What lies unread in an inbox is found by itself, however much of it was read over the years.
-- While it runs, no message is written: for as long as it takes to read the messages once.

create index deliveries_unread on homeward.deliveries (person, due_at desc, alert desc) where channel = 'inbox' and read_at is null;
