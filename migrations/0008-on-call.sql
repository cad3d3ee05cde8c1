-- Messages of one alert go out in the order in which its recipients were found: who is on call comes first at night where
-- the holder is on leave.
alter table homeward.deliveries add column place int not null default 0;

create or replace function door.address(alert_id uuid, fired timestamptz, d jsonb) returns void language plpgsql
set search_path = homeward, pg_temp as $$
declare
  nil constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  if jsonb_array_length(d -> 'deliveries') = 0 then
    insert into deliveries (alert, person, channel, reason, due_at)
    values (alert_id, nil, 'inbox', 'unsendable: nobody up to the ministry, and no administrator', fired)
    on conflict do nothing;
    update alerts set nobody = true, resolve_at = (d ->> 'at')::timestamptz + interval '1 hour' where id = alert_id;
  else
    delete from deliveries where alert = alert_id and person = nil;
    insert into deliveries (alert, person, channel, reason, role, acting_for, due_at, place)
    select alert_id, x.person, x.channel, x.reason, x.role, x.acting_for, fired, x.place
      from rows from (jsonb_to_recordset(d -> 'deliveries') as (person uuid, channel text, reason text, role text, acting_for uuid))
        with ordinality as x(person, channel, reason, role, acting_for, place)
    on conflict do nothing;
    update alerts set resolved_at = (d ->> 'at')::timestamptz, nobody = (d ->> 'nobody')::boolean where id = alert_id;
  end if;
end $$;
