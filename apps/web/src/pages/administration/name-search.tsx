/** The search of a list by name: what is searched stays out of the address. */
import { useId, useState } from 'react';
import { useLanguage } from '../../language';
import { peopleTexts as texts } from './texts';

export function NameSearch({ search }: { search: (name: string) => void }) {
  const { say } = useLanguage();
  const id = useId();
  const [typed, setTyped] = useState('');
  return (
    <form
      role="search"
      className="hw-find hw-screen-only"
      onSubmit={(event) => {
        event.preventDefault();
        search(typed.trim());
      }}
    >
      <label className="govuk-label" htmlFor={id}>
        {say(texts.name)}
      </label>
      <input
        id={id}
        className="govuk-input"
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <button type="submit" className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">
        {say(texts.search)}
      </button>
    </form>
  );
}
