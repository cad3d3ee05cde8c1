/** What lies here under a PIN that was forgotten, and the way to bring it back. */
import { useEffect, useId, useState, type FormEvent } from 'react';
import { useLanguage } from '../../language';
import { isUsable, listAside, onChange, takeBack, useVault, type Aside } from '../../offline';
import { UnsentList } from '../../offline/forgot';
import { asideTexts as texts } from './texts';

function One({ of: { vault, unsent } }: { of: Aside }) {
  const { say } = useLanguage();
  const id = useId();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(false);
  const open = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setWrong(!(await takeBack(vault, pin).catch(() => false)));
    setPin('');
    setBusy(false);
  };
  return (
    <article className="hw-item hw-item--attention">
      <p className="govuk-body">{say(texts.what)}</p>
      <UnsentList of={unsent} />
      <form onSubmit={(event) => void open(event)}>
        <div className={`govuk-form-group${wrong ? ' govuk-form-group--error' : ''}`}>
          <label className="govuk-label" htmlFor={id}>
            {say(texts.pin)}
          </label>
          <div role="alert">
            {wrong && (
              <p id={`${id}-error`} className="govuk-error-message">
                {say(texts.wrong)}
              </p>
            )}
          </div>
          <input
            id={id}
            className="govuk-input govuk-input--width-10"
            type="password"
            inputMode="numeric"
            autoComplete="off"
            aria-describedby={wrong ? `${id}-error` : undefined}
            value={pin}
            readOnly={busy}
            onChange={({ target }) => setPin(target.value)}
          />
        </div>
        <button type="submit" className="govuk-button govuk-button--secondary" disabled={busy || pin === ''}>
          {say(texts.open)}
        </button>
      </form>
    </article>
  );
}

export function AsideList() {
  const { say } = useLanguage();
  const vault = useVault();
  const [found, setFound] = useState<Aside[]>([]);
  useEffect(() => {
    if (!isUsable()) return;
    let here = true;
    const read = () =>
      void listAside().then(
        (all) => here && setFound(all),
        () => undefined,
      );
    read();
    const end = onChange(read);
    return () => {
      here = false;
      end();
    };
  }, [vault]);
  if (found.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.title)}</h2>
      {found.map((each) => (
        <One key={each.vault} of={each} />
      ))}
    </section>
  );
}
