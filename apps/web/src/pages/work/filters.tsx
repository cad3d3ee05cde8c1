/** The filter of the task list; it lives in the address alone. */
import { useId, useState, type ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { useSigned, type components } from '../../api';
import { useLanguage, type Text } from '../../language';
import { roleText } from '../../parts';
import { roleTexts } from '../../../../../workflows/roles';
import { areaName, useAreasUnder } from '../cases/reads';
import { tasksTexts as texts } from './texts';

type Role = components['schemas']['Role'];
export interface Filter {
  show: 'mine' | 'soon' | 'all';
  overdue: boolean;
  role?: Role;
  area?: string;
}

const shows = ['mine', 'soon', 'all'] as const;
const isRole = (role: string | null): role is Role => role !== null && role in roleTexts;

export function readFilter(parameters: URLSearchParams): Filter {
  const show = shows.find((each) => each === parameters.get('show')) ?? 'mine';
  const role = parameters.get('role');
  const area = parameters.get('area') ?? '';
  return {
    show,
    overdue: show !== 'soon' && parameters.get('overdue') === 'true',
    role: show !== 'soon' && isRole(role) ? role : undefined,
    area: show !== 'soon' && /^(\d\d){1,4}$/.test(area) ? area : undefined,
  };
}

export interface Choice {
  value: string;
  label: Text;
}

/** Filters, folded on a phone unless one of them is set; a list itself is what people come for. */
export function Folded({ title, set, children }: { title: Text; set: boolean; children: ReactNode }) {
  const { say } = useLanguage();
  const [open] = useState(() => set || matchMedia('(min-width: 48em)').matches);
  return (
    <details className="govuk-details hw-folded hw-screen-only" open={open}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{say(title)}</span>
      </summary>
      <fieldset className="govuk-fieldset hw-filters">
        <legend className="govuk-visually-hidden">{say(title)}</legend>
        {children}
      </fieldset>
    </details>
  );
}

/** A labelled select of a list's filter. */
export function Select({
  label,
  value,
  choices,
  change,
}: {
  label: Text;
  value: string;
  choices: Choice[];
  change: (value: string) => void;
}) {
  const { say } = useLanguage();
  const id = useId();
  return (
    <div className="hw-filter">
      <label htmlFor={id} className="govuk-label">
        {say(label)}
      </label>
      <select id={id} className="govuk-select" value={value} onChange={({ target }) => change(target.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {say(choice.label)}
          </option>
        ))}
      </select>
    </div>
  );
}

const any: Choice = { value: '', label: texts.any };
const roleChoices: Choice[] = [any, ...Object.keys(roleTexts).map((role) => ({ value: role, label: roleText(role) }))];

export function Filters({ filter: { show, overdue, role, area } }: { filter: Filter }) {
  const { say } = useLanguage();
  const [, setParameters] = useSearchParams();
  const own = useSigned().appointment?.area ?? '';
  const areas = useAreasUnder(own, own.length < 8);
  const id = useId();
  const set = (name: string, value: string) =>
    setParameters((old) => (value ? old.set(name, value) : old.delete(name), old), { replace: true });
  const places = (areas.data ?? []).map((each) => ({ value: each.code, label: areaName(each) }));
  return (
    <Folded title={texts.filters} set={overdue || show !== 'mine' || role !== undefined || area !== undefined}>
      <Select
        label={texts.show}
        value={show}
        choices={shows.map((value) => ({ value, label: texts[value] }))}
        change={(value) => set('show', value === 'mine' ? '' : value)}
      />
      {show !== 'soon' && (
        <>
          <Select label={texts.role} value={role ?? ''} choices={roleChoices} change={(value) => set('role', value)} />
          {places.length > 1 && (
            <Select
              label={texts.area}
              value={area ?? ''}
              choices={[any, ...places]}
              change={(value) => set('area', value)}
            />
          )}
          <div className="govuk-checkboxes hw-filter">
            <div className="govuk-checkboxes__item">
              <input
                id={id}
                className="govuk-checkboxes__input"
                type="checkbox"
                checked={overdue}
                onChange={({ target }) => set('overdue', target.checked ? 'true' : '')}
              />
              <label htmlFor={id} className="govuk-label govuk-checkboxes__label">
                {say(texts.overdue)}
              </label>
            </div>
          </div>
        </>
      )}
    </Folded>
  );
}
