/** Who receives a child: a caseworker of any district, in a native list with a group for each district. */
import { useLanguage, type Text } from '../language';
import { Loaded } from '../parts';
import { useAbout } from './about';
import type { Field } from './fields';
import { useCaseworker, type Caseworker } from './names';
import { Pick } from './offices';
import { PeopleSearch, useCaseworkerSearch } from './people';
import { referenceTexts as texts } from './references-texts';
import { idOf, Shape, type ControlProps } from './shape';

/** A group for each district that somebody has an office in, those of the own province first. */
function byDistrict(everybody: readonly Caseworker[], area: string) {
  const districts = new Map<string, { title: Text; people: Caseworker[] }>();
  for (const each of everybody)
    for (const office of each.offices) {
      const title = { en: office.areaEn, km: office.areaKm };
      const { people } =
        districts.get(office.area) ?? districts.set(office.area, { title, people: [] }).get(office.area)!;
      if (!people.includes(each)) people.push(each);
    }
  const near = (code: string) => (code.startsWith(area.slice(0, 2)) ? 0 : 1);
  return [...districts].sort(([a], [b]) => near(a) - near(b) || a.localeCompare(b)).map(([, district]) => district);
}

export function CaseworkerChoice({ field, value, change, errors }: ControlProps<Extract<Field, { kind: 'person' }>>) {
  const { say } = useLanguage();
  const { area } = useAbout();
  const search = useCaseworkerSearch();
  const chosen = useCaseworker(typeof value === 'string' ? value : '').data;
  const id = idOf(field.path);
  return (
    <Shape field={field} errors={errors}>
      {(described) => (
        <>
          <PeopleSearch search={search} id={id} label={texts.findCaseworker} />
          <Loaded query={search.found}>
            {({ items }) => (
              <Pick
                id={id}
                value={value}
                described={described}
                change={change}
                first={texts.person}
                // who was chosen stays chosen, whatever is searched next
                groups={byDistrict(
                  chosen && !items.some((each) => each.id === chosen.id) ? [...items, chosen] : items,
                  area,
                ).map(({ title, people }) => ({
                  title,
                  options: people.map((each) => ({ value: each.id, label: say({ en: each.nameEn, km: each.nameKm }) })),
                }))}
              />
            )}
          </Loaded>
        </>
      )}
    </Shape>
  );
}
