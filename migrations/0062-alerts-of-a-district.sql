-- beside: 0061
-- The alerts of a district are found by its own index, however many other districts there are: the area of the case stands on them, as on
-- its tasks and visits. While it runs, no alert is written: for as long as it takes to read them once.

alter table homeward.alerts add column case_area text;

create trigger alerts_placed before insert on homeward.alerts for each row when (new.instance is not null) execute function door.place_case();

create or replace function door.move_case() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  update tasks set case_area = new.area where instance = new.id;
  update visits set case_area = new.area where instance = new.id;
  update alerts set case_area = new.area where about = new.id and instance = new.id;
  return null;
end $$;

update homeward.alerts a set case_area = i.area from homeward.instances i where i.id = a.instance;

-- A province has its own index as well: what lies in no year is about no case, and would be read through for nothing.
create index alerts_district on homeward.alerts (left(case_area, 4), fired_at desc, id desc) where instance is not null;
create index alerts_province on homeward.alerts (left(case_area, 2), fired_at desc, id desc) where instance is not null;
-- what is about no case: notices, and incidents of the register; a digest is shown to whom it was sent
create index alerts_beside on homeward.alerts (left(area, 2), fired_at desc, id desc) where instance is null and kind <> 'digest';
-- the new indexes are of expressions, of which nothing is known before
analyze homeward.alerts;
