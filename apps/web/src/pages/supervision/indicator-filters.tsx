/** The filter of the indicators: it lives in the address, and the list behind a number has the same. */
import { useSearchParams } from 'wouter';
import { useSigned } from '../../api';
import { useLanguage, type Text } from '../../language';
import { areaName, useAreasUnder } from '../cases/reads';
import { Select } from '../work/filters';
import { chosen, period, periodChoices, periodIn, readValue } from './period';
import type { Division, IndicatorFilter } from './reads';
import { indicatorsTexts as texts, periodTexts } from './texts';

const divisions: Division[] = ['sex', 'age', 'disability', 'province', 'operator', 'siblings'];

export function readFilter(parameters: URLSearchParams): IndicatorFilter {
  const area = parameters.get('area') ?? '';
  return {
    ...periodIn(parameters),
    ...(/^(\d\d){1,4}$/.test(area) && { area }),
    by: divisions.find((each) => each === parameters.get('by')),
  };
}

/** The same filter as a query of an address, `''` for none. */
export function addressOf(filter: IndicatorFilter, more: Record<string, string> = {}): string {
  const kept = Object.entries({ ...filter, ...more }).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(kept).toString();
  return query ? `?${query}` : '';
}

/** Names of the areas below the person's own, by code. */
export function useAreaNames(): ReadonlyMap<string, Text> {
  const own = useSigned().appointment?.area ?? '';
  const areas = useAreasUnder(own, own.length < 8);
  const provinces = useAreasUnder('');
  return new Map([...(provinces.data ?? []), ...(areas.data ?? [])].map((area) => [area.code, areaName(area)]));
}

/** The filter in words. */
export function useFilterWords(filter: IndicatorFilter): string {
  const { say } = useLanguage();
  const names = useAreaNames();
  const { from, to, area, by } = filter;
  return [
    say(from && to ? period({ from, to }) : periodTexts.twelve),
    area && (say(names.get(area)) || area),
    by && `${say(texts.by)} ${say(texts[by])}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

export function IndicatorFilters({ filter, divided = true }: { filter: IndicatorFilter; divided?: boolean }) {
  const { say } = useLanguage();
  const [, setParameters] = useSearchParams();
  const { appointment } = useSigned();
  const own = appointment?.area ?? '';
  // who reads no case gets the own area as a whole alone
  const whole = appointment?.role === 'provincialAdministration';
  const areas = useAreasUnder(own, own.length < 8 && !whole);
  const asked = filter.from && filter.to ? { from: filter.from, to: filter.to } : undefined;
  const places = whole ? [] : (areas.data ?? []).map((each) => ({ value: each.code, label: areaName(each) }));
  const set = (values: Record<string, string>) =>
    setParameters(
      (old) => {
        for (const [name, value] of Object.entries(values))
          if (value) old.set(name, value);
          else old.delete(name);
        return old;
      },
      { replace: true },
    );
  return (
    <fieldset className="govuk-fieldset hw-filters hw-screen-only">
      <legend className="govuk-visually-hidden">{say(texts.filters)}</legend>
      <Select
        label={periodTexts.period}
        value={chosen(asked)}
        choices={[{ value: '', label: periodTexts.twelve }, ...periodChoices(asked)]}
        change={(value) => set({ from: '', to: '', ...readValue(value) })}
      />
      {places.length > 1 && (
        <Select
          label={texts.area}
          value={filter.area ?? ''}
          choices={[{ value: '', label: texts.own }, ...places]}
          change={(area) => set({ area })}
        />
      )}
      {divided && (
        <Select
          label={texts.by}
          value={filter.by ?? ''}
          choices={[{ value: '', label: texts.whole }, ...divisions.map((value) => ({ value, label: texts[value] }))]}
          change={(by) => set({ by })}
        />
      )}
    </fieldset>
  );
}
