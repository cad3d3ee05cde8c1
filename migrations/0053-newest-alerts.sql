-- The alerts of an area and of the country are read from the newest back; a plan that lacks is looked up among the incidents by
-- what it is about. While it runs, no alert and no incident is written: for as long as it takes to read them once.

create index alerts_fired on homeward.alerts (fired_at desc, id desc);
create index incidents_about on homeward.incidents (kind, about);
