/** Finding people on the server where there are more of them than a list holds. */
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, type Text } from '../language';
import { useCaseworkers, usePeople, type Caseworker, type Person } from './names';
import { referenceTexts as texts } from './references-texts';

export interface Search<P = Person> {
  found: UseQueryResult<{ items: P[]; more: boolean }>;
  /** part of a name that was searched; '' for none */
  name: string;
  find: (name: string) => void;
}

/** People of these roles (of any where there is none), narrowed by what is searched. */
export function usePeopleSearch(roles: readonly string[]): Search {
  const [name, find] = useState('');
  return { found: usePeople({ roles, name }), name, find };
}

/** Caseworkers of every district, narrowed by what is searched. */
export function useCaseworkerSearch(): Search<Caseworker> {
  const [name, find] = useState('');
  return { found: useCaseworkers(name), name, find };
}

interface PeopleSearchProps {
  search: Search<Person | Caseworker>;
  id: string;
  label?: Text;
}
/** A search by name beside the list of an element (`id`); nothing where the list holds everybody. */
export function PeopleSearch({ search: { found, name, find }, id, label = texts.findPerson }: PeopleSearchProps) {
  const { say } = useLanguage();
  const [typed, setTyped] = useState('');
  if (!found.data || (!found.data.more && name === '')) return null;
  const { items, more } = found.data;
  return (
    <div className="govuk-form-group" role="search">
      <label className="govuk-label" htmlFor={`${id}-find`}>
        {say(label)}
      </label>
      <div className="hw-search">
        <input
          id={`${id}-find`}
          className="govuk-input"
          autoComplete="off"
          maxLength={100}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => event.key === 'Enter' && (event.preventDefault(), find(typed.trim()))}
        />
        <button type="button" className="govuk-button govuk-button--secondary" onClick={() => find(typed.trim())}>
          {say(texts.search)}
        </button>
      </div>
      <p role="status" className="govuk-body">
        {name !== '' && !found.isPlaceholderData && say(texts.peopleFound(items.length))}{' '}
        {more && say(texts.morePeople)}
      </p>
    </div>
  );
}
