-- beside: 0062
-- Who may be registered already is looked for once, not once for each child: where PostgreSQL knew nothing of the tables yet, as after a
-- first start or after a crash, it compared all names again for every child, and 600 children took four seconds of every registration.

create or replace function homeward.probably_same(grams text[], latins text[], born_from date, born_to date, their_sex text, their_village text)
returns table (child uuid, score real)
language plpgsql stable set search_path = homeward, pg_temp as $$
#variable_conflict use_column
begin
return query
  with near as materialized (
    select n.child, similarity(n.km_gram, g) as score from unnest(grams) g join child_names n on n.km_gram % g where g <> ''
    union all
    select n.child, similarity(n.latin_key, l) from unnest(latins) l join child_names n on n.latin_key % l where l <> ''),
  -- one row of each child, found by its key: nothing is guessed of how many there are
  nearest as materialized (select n.child, max(n.score) as score from near n group by n.child)
  select n.child, n.score from nearest n cross join lateral (select * from children k where k.id = n.child offset 0) c
   where (c.sex = their_sex or 'unknown' in (c.sex, their_sex))
     and (n.score >= 0.65 and c.birth_from <= born_to + 31 and c.birth_to >= born_from - 31
       or n.score >= 0.5 and left(c.village, 6) = left(their_village, 6) and c.birth_from <= born_to + 366 and c.birth_to >= born_from - 366);
end $$;
