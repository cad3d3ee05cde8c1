-- Walls that the rules have had alone: where an authority comes from, which place each kind names, how long each lasts;
-- an anchor is never made ahead; and which case of a child still waits for its decision.

-- ---------------------------------------------------------------------------------------------------------------------
-- Authorities

/* The instant after which an authority of a kind is longer than any may be. Residential care: P-12, as it is set on the day it
   begins, or 180 days. A family: until the child is grown up, and a year at least. An emergency: a month; interim care: a year. */
create function door.longest_authority(kind text, since timestamptz, child uuid) returns timestamptz language sql stable
set search_path = homeward, pg_temp as $$
  select (start + case kind
      when 'residential' then coalesce((select make_interval(
          months => case v ->> 'unit' when 'months' then (v ->> 'amount')::int else 0 end,
          days => case v ->> 'unit' when 'days' then (v ->> 'amount')::int when 'hours' then ceil((v ->> 'amount')::numeric / 24)::int
                    when 'workingDays' then 2 * (v ->> 'amount')::int else 0 end)
        from (select "values" -> 'P-12' as v from parameter_sets where effective_from <= since order by version desc limit 1) p
        where v ->> 'amount' is not null), interval '180 days')
      when 'emergency' then interval '31 days'
      when 'interim' then interval '366 days'
      else greatest(interval '366 days', make_interval(days => (select birthday(c.birth_to, 18) from children c where c.id = child) - start))
    end + interval '1 day') at time zone 'Asia/Phnom_Penh'
  from (select (since at time zone 'Asia/Phnom_Penh')::date as start) d
$$;

create function door.guard_authority_terms() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  -- who opens a case asks; the decision is a later line
  if new.seq <= 1 then
    perform door.refuse('HW033', 'authority_has_decision', 'no authority from the line that opens a case');
  end if;
  if new.kind in ('kinship', 'foster') and new.institution is not null then
    perform door.refuse('HW034', 'authority_family_place', 'an authority for a family names no institution');
  end if;
  if new.valid_until > door.longest_authority(new.kind, new.valid_from, new.child) then
    perform door.refuse('HW032', 'authority_too_long', 'no authority of this kind lasts so long');
  end if;
  return new;
end $$;
-- after the older guard (triggers go by name), whose answers stay as they were
create trigger authority_terms before insert on homeward.authorities for each row execute function door.guard_authority_terms();

-- ---------------------------------------------------------------------------------------------------------------------
-- The anchor

-- A day that has not begun, by the server's clock, by the clock by hand or in the journal, has no anchor: it would keep every
-- later one from being made.
create function door.guard_anchor() returns trigger language plpgsql set search_path = homeward, pg_temp as $$
begin
  if new.day > (clock_timestamp() at time zone 'Asia/Phnom_Penh')::date
     and new.day > (select now at time zone 'Asia/Phnom_Penh' from manual_clock)::date
     and new.day > (select coalesce(max(at), '-infinity') at time zone 'Asia/Phnom_Penh' from journal)::date + 1 then
    perform door.refuse('HW051', 'anchor_ahead', 'an anchor is made on its day or after it');
  end if;
  return new;
end $$;
create trigger anchors_ahead before insert on homeward.anchors for each row execute function door.guard_anchor();

-- ---------------------------------------------------------------------------------------------------------------------
-- What the rules read of a child: `openRequest` is a case that waits for its decision, one that was refused is decided until
-- the refusal is overturned; `takenElsewhere` are the moments from which the clock of an emergency runs in another case.

create or replace function homeward.child_fact(asked uuid, of_workflow text, except_instance uuid, now timestamptz) returns jsonb language sql stable
set search_path = homeward, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'id', asked, 'birth', jsonb_build_object('from', c.birth_from, 'to', c.birth_to), 'sex', c.sex, 'disability', c.disability, 'village', c.village,
    'family', c.family, 'status', c.status, 'version', c.version,
    'siblings', coalesce((select jsonb_agg(s.id order by s.id) from sibling_members me join sibling_members m using (sibling_group) join children s on s.id = m.child
       where me.child = c.id and m.child <> c.id and s.status = 'alive' and s.merged_into is null
         and birthday(s.birth_to, 18) > (now at time zone 'Asia/Phnom_Penh')::date), '[]'),
    'authority', (select jsonb_build_object('id', a.id, 'kind', a.kind, 'status', a.status, 'institution', a.institution, 'instance', a.instance,
       'until', (extract(epoch from a.valid_until) * 1000)::bigint) from authorities a where a.child = c.id and a.status in ('awaiting', 'inForce', 'suspended')
       order by a.status = 'inForce' limit 1),
    'bridge', (select jsonb_build_object('id', a.id, 'kind', a.kind, 'institution', a.institution, 'until', (extract(epoch from a.valid_until) * 1000)::bigint)
       from authorities a where a.child = c.id and a.status = 'inForce' and a.kind in ('emergency', 'interim')
         and exists (select from authorities o where o.child = c.id and o.status in ('awaiting', 'suspended'))),
    'presentAt', present_at(c.id),
    'openRequest', (select i.id from subjects s join instances i on i.id = s.instance
       where s.kind = 'child' and s.subject = any (same.ids) and i.status = 'open' and i.workflow = of_workflow
         and i.id is distinct from except_instance
         and coalesce((select o.outcome not like 'REFUSED%' from outcomes o where o.instance = i.id and o.child = any (same.ids) order by o.seq desc limit 1), true)
       order by i.opened_at, i.id limit 1),
    'takenElsewhere', (select jsonb_agg((extract(epoch from f.at) * 1000)::bigint order by f.at) from facts f join instances i on i.id = f.instance
       where f.child = any (same.ids) and f.kind = 'takenIntoCare' and i.status = 'open' and i.workflow = of_workflow
         and i.id is distinct from except_instance and f.at <= now
         and not exists (select from facts x where x.corrects = f.id))))
  from children a join children c on c.id = coalesce(a.merged_into, a.id)
    cross join lateral (select array(select unnest((select certainly_same(c.id))::uuid[])) as ids) same where a.id = asked
$$;
