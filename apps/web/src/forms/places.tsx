/** A place of the gazetteer: four native selects, each after the one before, and a search by name. */
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ask, client } from '../api';
import { useLanguage } from '../language';
import type { Field } from './fields';
import { areaName, useAreaName, useAreas } from './names';
import { referenceTexts as texts } from './references-texts';
import { idOf, Shape, type ControlProps } from './shape';

const levels = [
  { level: 1, length: 2, label: texts.province },
  { level: 2, length: 4, label: texts.district },
  { level: 3, length: 6, label: texts.commune },
  { level: 4, length: 8, label: texts.village },
] as const;

interface LevelProps {
  id: string;
  code: string;
  level: (typeof levels)[number];
  optional: boolean;
  change: (code: string) => void;
}

function Level({ id, code, level: { level, length, label }, optional, change }: LevelProps) {
  const { say, language } = useLanguage();
  const under = code.slice(0, length - 2);
  const areas = useAreas(under, level, under.length === length - 2);
  const options = [...(areas.data ?? [])].sort((a, b) =>
    say(areaName(a)).localeCompare(say(areaName(b)), language === 'km' ? 'km' : 'en'),
  );
  return (
    <div className="govuk-form-group">
      <label className="govuk-label" htmlFor={id}>
        {say(label)}
      </label>
      <select
        id={id}
        className="govuk-select hw-wide"
        value={code.length >= length ? code.slice(0, length) : ''}
        disabled={under.length < length - 2}
        onChange={({ target }) => change(target.value || under)}
      >
        <option value="">{say(optional ? texts.notKnown : texts.choose)}</option>
        {options.map((area) => (
          <option key={area.code} value={area.code}>
            {say(areaName(area))}
          </option>
        ))}
      </select>
    </div>
  );
}

function Found({ code, take }: { code: string; take: (code: string) => void }) {
  const { say } = useLanguage();
  return (
    <li>
      <button type="button" className="hw-link" onClick={() => take(code)}>
        {say(useAreaName(code))}
      </button>
    </li>
  );
}

function PlaceSearch({ id, within, take }: { id: string; within: string; take: (code: string) => void }) {
  const { say } = useLanguage();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const found = useQuery({
    queryKey: ['areas', 'search', within, text],
    queryFn: () =>
      ask(client.GET('/api/v1/areas', { params: { query: { under: within || undefined, text, limit: 200 } } })),
    enabled: text !== '',
    staleTime: Infinity,
  });
  const places = (found.data?.items ?? []).filter(({ level }) => level >= 3).slice(0, 12);
  return (
    <div className="govuk-form-group">
      <label className="govuk-label" htmlFor={id}>
        {say(texts.placeSearch)}
      </label>
      <div className="hw-search">
        <input
          id={id}
          className="govuk-input"
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => event.key === 'Enter' && (event.preventDefault(), setText(typed.trim()))}
        />
        <button type="button" className="govuk-button govuk-button--secondary" onClick={() => setText(typed.trim())}>
          {say(texts.search)}
        </button>
      </div>
      <div role="status">
        {found.data && (
          <p className="govuk-body">{say(places.length > 0 ? texts.placesFound(places.length) : texts.noPlace)}</p>
        )}
      </div>
      {places.length > 0 && (
        <ul className="govuk-list">
          {places.map(({ code }) => (
            <Found
              key={code}
              code={code}
              take={(chosen) => {
                setTyped('');
                setText('');
                take(chosen);
              }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** What is chosen so far is kept as it is; a place that is not near enough is refused as not answered. */
export function AreaChoice({ field, value, change, errors }: ControlProps<Extract<Field, { kind: 'area' }>>) {
  const code = typeof value === 'string' ? value : '';
  const id = idOf(field.path);
  const put = (next: string) => change(next || undefined);
  return (
    <Shape field={field} errors={errors} fieldset>
      {() => (
        <>
          {levels.map((level) => (
            <Level
              key={level.level}
              id={`${id}-${level.level}`}
              code={code}
              level={level}
              optional={level.length > field.least}
              change={put}
            />
          ))}
          <PlaceSearch id={`${id}-search`} within={code.slice(0, 2)} take={put} />
        </>
      )}
    </Shape>
  );
}
