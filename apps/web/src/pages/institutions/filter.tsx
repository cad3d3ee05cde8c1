/** The filter of a list, kept in the address alone. */
import { useId, type ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { useLanguage, type Text } from '../../language';
import { areaName, useAreasUnder } from '../cases/reads';
import { Select } from '../work/filters';
import { registerTexts } from './texts';

/** Sets one word of the address; the empty one takes it away. */
export function useFilter() {
  const [parameters, setParameters] = useSearchParams();
  const set = (name: string, value: string) =>
    setParameters((old) => (value ? old.set(name, value) : old.delete(name), old), { replace: true });
  /** the value where it is one of these, else undefined */
  const among = <T extends string>(name: string, allowed: Record<T, unknown>): T | undefined => {
    const value = parameters.get(name);
    return value !== null && value in allowed ? (value as T) : undefined;
  };
  const area = /^(\d\d){1,4}$/.exec(parameters.get('area') ?? '')?.[0];
  return { set, among, area, flag: (name: string) => parameters.get(name) === 'true' };
}

export function Filters({ legend, children }: { legend: Text; children: ReactNode }) {
  const { say } = useLanguage();
  return (
    <fieldset className="govuk-fieldset hw-filters hw-screen-only">
      <legend className="govuk-visually-hidden">{say(legend)}</legend>
      {children}
    </fieldset>
  );
}

interface WordProps {
  name: string;
  label: Text;
  options: Record<string, Text>;
}

/** One word of the filter out of a list. */
export function Word({ name, label, options }: WordProps) {
  const { set, among } = useFilter();
  const choices = Object.entries(options).map(([value, text]) => ({ value, label: text }));
  return (
    <Select
      label={label}
      value={among(name, options) ?? ''}
      choices={[{ value: '', label: registerTexts.any }, ...choices]}
      change={(value) => set(name, value)}
    />
  );
}

/** The area one step below `own`. */
export function Area({ own }: { own: string }) {
  const { set, area } = useFilter();
  const areas = useAreasUnder(own, own.length < 8);
  const places = (areas.data ?? []).map((each) => ({ value: each.code, label: areaName(each) }));
  if (places.length < 2) return null;
  return (
    <Select
      label={registerTexts.area}
      value={area ?? ''}
      choices={[{ value: '', label: registerTexts.any }, ...places]}
      change={(value) => set('area', value)}
    />
  );
}

export function Flag({ name, label }: { name: string; label: Text }) {
  const { say } = useLanguage();
  const { set, flag } = useFilter();
  const id = useId();
  return (
    <div className="govuk-checkboxes hw-filter">
      <div className="govuk-checkboxes__item">
        <input
          id={id}
          className="govuk-checkboxes__input"
          type="checkbox"
          checked={flag(name)}
          onChange={({ target }) => set(name, target.checked ? 'true' : '')}
        />
        <label htmlFor={id} className="govuk-label govuk-checkboxes__label">
          {say(label)}
        </label>
      </div>
    </div>
  );
}
