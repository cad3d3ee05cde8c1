/** Institutions with their standing and free places, and people with their offices: native selects. */
import { Loaded, roleText } from '../parts';
import { useLanguage, type Text } from '../language';
import { useAbout } from './about';
import type { Field } from './fields';
import { obstacles, useInstitutions, usePerson, type Institution } from './names';
import { PeopleSearch, usePeopleSearch } from './people';
import { referenceTexts as texts } from './references-texts';
import { idOf, Shape, type ControlProps } from './shape';

type Of<K extends Field['kind']> = ControlProps<Extract<Field, { kind: K }>>;

interface PickProps {
  id: string;
  value: unknown;
  described: string | undefined;
  change: (value: unknown) => void;
  first: Text;
  groups: { title: Text; options: { value: string; label: string }[] }[];
}

/** A native list in groups. */
export function Pick({ id, value, described, change, first, groups }: PickProps) {
  const { say } = useLanguage();
  return (
    <select
      id={id}
      className="govuk-select hw-wide"
      aria-describedby={described}
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => change(target.value || undefined)}
    >
      <option value="">{say(first)}</option>
      {groups
        .filter(({ options }) => options.length > 0)
        .map(({ title, options }) => (
          <optgroup key={title.en} label={say(title)}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </optgroup>
        ))}
    </select>
  );
}

export function InstitutionChoice({ field, value, change, errors }: Of<'institution'>) {
  const { say } = useLanguage();
  const { area } = useAbout();
  const all = useInstitutions();
  const label = (one: Institution): string => {
    const why = obstacles(one);
    const state = why.length > 0 ? why.map(say).join(', ') : say(texts.places(one.authorisedCapacity - one.occupied));
    return `${say({ en: one.nameEn, km: one.nameKm })} (${state})`;
  };
  const near = (one: Institution) => (one.area.startsWith(area.slice(0, 2)) ? 0 : 1);
  return (
    <Shape field={field} errors={errors}>
      {(described) => (
        <Loaded query={all}>
          {(institutions) => {
            const sorted = [...institutions].sort((a, b) => near(a) - near(b) || a.code.localeCompare(b.code));
            const options = (eligible: boolean) =>
              sorted
                .filter((one) => (obstacles(one).length === 0) === eligible)
                .map((one) => ({ value: one.id, label: label(one) }));
            const chosen = institutions.find(({ id }) => id === value);
            const why = chosen ? obstacles(chosen) : [];
            return (
              <>
                <Pick
                  id={idOf(field.path)}
                  value={value}
                  described={described}
                  change={change}
                  first={texts.institution}
                  groups={[
                    { title: texts.eligible, options: options(true) },
                    { title: texts.notEligible, options: options(false) },
                  ]}
                />
                <div role="status">
                  {why.length > 0 && (
                    <p className="hw-warned">
                      <span aria-hidden="true">⚠ </span>
                      {say(texts.warned)} {why.map(say).join(', ')}
                    </p>
                  )}
                </div>
              </>
            );
          }}
        </Loaded>
      )}
    </Shape>
  );
}

export function PersonChoice({ field, value, change, errors }: Of<'person'>) {
  const { say } = useLanguage();
  const search = usePeopleSearch(field.roles);
  const chosen = usePerson(typeof value === 'string' ? value : '').data;
  const id = idOf(field.path);
  return (
    <Shape field={field} errors={errors}>
      {(described) => (
        <>
          <PeopleSearch search={search} id={id} />
          <Loaded query={search.found}>
            {({ items }) => {
              // who was chosen stays chosen, whatever is searched next
              const everybody = chosen && !items.some((each) => each.id === chosen.id) ? [...items, chosen] : items;
              const roles = [...new Set(everybody.flatMap((each) => each.appointments.map(({ role }) => role)))]
                .filter((role) => field.roles.length === 0 || field.roles.includes(role))
                .sort();
              return (
                <Pick
                  id={id}
                  value={value}
                  described={described}
                  change={change}
                  first={texts.person}
                  groups={roles.map((role) => ({
                    title: roleText(role),
                    options: everybody
                      .filter((each) => each.appointments.some((appointment) => appointment.role === role))
                      .map((each) => ({ value: each.id, label: say({ en: each.nameEn, km: each.nameKm }) })),
                  }))}
                />
              );
            }}
          </Loaded>
        </>
      )}
    </Shape>
  );
}
