-- What a device brings after the report was submitted, and the report does not speak of, is kept beside it (N-33, B.4.2 step 9): the report
-- stays as it was signed, and a danger is heard all the same.
alter table homeward.inspection_pieces add column late boolean not null default false;

CREATE OR REPLACE FUNCTION door.guard_piece()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  place record;
begin
  -- the report waits for this piece, or this piece for the report
  select workflow, status into place from instances where id = new.instance for share;
  if place.workflow is distinct from 'inspection' then
    perform door.refuse('HW090', 'inspection_open', 'the inspection is not open');
  end if;
  -- it comes after the report: it is kept beside it, and changes nothing of what was signed
  new.late := place.status <> 'open' or exists (select from inspection_reports where instance = new.instance);
  -- of what the report speaks of, another word comes too late, unless it tells of a danger to a child
  if new.late and exists (select from inspection_pieces p where p.instance = new.instance and p.kind = new.kind and p.item = new.item and not p.late)
    and not new.body @> '{"disclosure": true}' and not new.body @> '{"underThree": true}' then
    perform door.refuse('HW090', 'inspection_submitted', 'the report is submitted');
  end if;
  if new.supersedes is not null and not exists (select from inspection_pieces p
      where p.id = new.supersedes and p.instance = new.instance and p.kind = new.kind and p.item = new.item) then
    perform door.refuse('HW090', 'inspection_piece_supersedes', 'it takes the place of no piece about the same thing');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION homeward.add_inspection_pieces(place uuid, who uuid, now timestamp with time zone, pieces jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
declare
  changed jsonb;
  p jsonb;
  added int := 0;
  late int := 0;
  n int;
begin
  perform from instances where id = place for share;
  select coalesce(jsonb_agg(x ->> 'id'), '[]') into changed from jsonb_array_elements(pieces) x join inspection_pieces k on k.id = (x ->> 'id')::uuid
    where k.instance <> place or k.digest <> x ->> 'digest';
  if jsonb_array_length(changed) > 0 then return jsonb_build_object('added', 0, 'late', 0, 'changed', changed); end if;
  for p in select * from jsonb_array_elements(pieces) loop
    if exists (select from inspection_pieces where id = (p ->> 'id')::uuid) then continue; end if;
    insert into inspection_pieces (id, instance, kind, item, body, digest, device, counter, captured_at, received_at, person, supersedes) values ((p ->> 'id')::uuid, place, p ->> 'kind', p ->> 'item', p -> 'body', p ->> 'digest', p ->> 'device',
      (p ->> 'counter')::int, (p ->> 'capturedAt')::timestamptz, now, who, (p ->> 'supersedes')::uuid) on conflict (id) do nothing;
    get diagnostics n = row_count;
    added := added + n;
    late := late + (select count(*) from inspection_pieces k where n = 1 and k.id = (p ->> 'id')::uuid and k.late);
  end loop;
  return jsonb_build_object('added', added, 'late', late, 'changed', changed);
end $function$;

CREATE OR REPLACE FUNCTION homeward.inspection_digest(asked uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select encode(sha256(convert_to(coalesce(string_agg(id || ':' || digest, E'\n' order by id), ''), 'UTF8')), 'hex')
    from inspection_pieces where instance = asked and not late

);
end $function$;

CREATE OR REPLACE FUNCTION homeward.photos_awaited(asked uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  select coalesce(array_agg(w.id order by w.id), '{}') from (
    select p.id from inspection_pieces p where p.instance = asked and p.kind = 'photo' and not p.late
      and not exists (select from inspection_pieces s where s.supersedes = p.id and not s.late)
    union select u.id from uploads u where u.instance = asked) w
  where not exists (select from attachments a where a.id = w.id)

);
end $function$;

CREATE OR REPLACE FUNCTION homeward.inspection_sources(asked uuid, place uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
return (
  with pieces as (
    select p.* from inspection_pieces p where p.instance = asked and not exists (select from inspection_pieces s where s.supersedes = p.id and (p.late or not s.late))),
  named as (
    select distinct coalesce(c.merged_into, c.id) as id, c.id as called from pieces p join children c on p.kind = 'roll' and c.id::text = lower(p.body ->> 'child')),
  expected as (
    select a.child from authorities a where a.institution = place and a.status in ('inForce', 'suspended')
    union
    select f.child from (select distinct child from facts where institution = place and child is not null and kind in ('presence', 'arrival')) f
      where present_at(f.child) = place)
  select jsonb_build_object(
    'digest', inspection_digest(asked),
    -- the version in the package of the team, also where a newer one is in use
    'checklist', (select (state::jsonb #>> '{context,checklist}')::int from instances where id = asked),
    'pieces', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'item', item, 'body', body) order by kind, item, id), '[]') from pieces where not late),
    'late', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'item', item, 'body', body) order by kind, item, id), '[]') from pieces where late),
    'expected', (select coalesce(jsonb_agg(distinct c.id), '[]') from expected e join children k on k.id = e.child
      join children c on c.id = coalesce(k.merged_into, k.id) where c.status = 'alive'),
    'children', (select coalesce(jsonb_agg(jsonb_build_object('called', n.called, 'id', c.id, 'birth', c.birth_to, 'disability', c.disability,
        'authorised', exists (select from authorities a where a.child = c.id and a.institution = place and a.status = 'inForce'))), '[]')
      from named n join children c on c.id = n.id))

);
end $function$;

CREATE OR REPLACE FUNCTION homeward.unnamed_in(place uuid, asked uuid, ordered timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'homeward', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  return (
    select coalesce(max(x.many), 0)::int from (
      select n.opened_at as at, 1 as many from incidents n
       where n.institution = place and n.kind in ('UNKNOWN_CHILD_PRESENT', 'ADMISSION_AFTER_ORDER')
         and (n.status <> 'resolved' or n.opened_at > ordered - left_before_order(ordered))
         and (n.child is null or not exists (select from census c where c.instance = asked and c.child = any (records_of(n.child))))
      union all
      select r.submitted_at, (
          select count(*) from inspection_pieces p where p.instance = r.instance and p.kind = 'roll' and p.body ->> 'child' is null
             and p.body ->> 'standing' = 'unauthorisedPresent' and not exists (select from inspection_pieces s where s.supersedes = p.id and (p.late or not s.late)))
        from subjects s join inspection_reports r on r.instance = s.instance
       where s.kind = 'institution' and s.subject = place and r.submitted_at > ordered - left_before_order(ordered)) x
     where x.many > 0 and not unnamed_settled(asked, x.at));
end $function$;
