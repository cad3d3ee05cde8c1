/** The PIN is lost: what lies under it is told by number, and it is kept unless its owner says otherwise. */
import { useEffect, useRef, useState } from 'react';
import { ask, client, Refused } from '../api';
import { number, useLanguage } from '../language';
import { setAside } from './aside';
import { lockTexts as texts, unsentTexts } from './texts';
import { countUnsent, isNothing, type Unsent } from './unsent';
import { forgetPin } from './vault';

export function UnsentList({ of }: { of: Unsent }) {
  const { say } = useLanguage();
  const kinds = (Object.keys(unsentTexts) as (keyof Unsent)[]).filter((kind) => of[kind] > 0);
  return (
    <ul className="govuk-list govuk-list--bullet">
      {kinds.map((kind) => (
        <li key={kind}>
          <strong>{say(number(of[kind]))}</strong> {say(unsentTexts[kind])}
        </li>
      ))}
    </ul>
  );
}

/** Who holds the device proves with the password who they are. */
export function Forgot({ person, cancel }: { person: string; cancel: () => void }) {
  const { say } = useLanguage();
  const first = useRef<HTMLParagraphElement>(null);
  const [unsent, setUnsent] = useState<Unsent>();
  const [sure, setSure] = useState(false);
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    first.current?.focus();
    void countUnsent(person)
      .then(setUnsent)
      .catch(() => undefined);
  }, [person]);
  const forget = async (keep: boolean) => {
    try {
      await ask(client.DELETE('/api/v1/session'));
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.status !== 401) return setOffline(true);
    }
    if (keep) await setAside(person);
    await forgetPin(person);
    location.assign('/sign-in');
  };
  // while nobody knows what lies here, it is kept
  const holds = unsent === undefined || !isNothing(unsent);
  return (
    <>
      <p className="govuk-body" tabIndex={-1} ref={first}>
        {say(texts.forgotWhat)}
      </p>
      {unsent && holds && (
        <div className="govuk-inset-text hw-danger">
          <p className="govuk-body">
            <span aria-hidden="true">⚠ </span>
            {say(texts.forgotCounted)}
          </p>
          <UnsentList of={unsent} />
          <p className="govuk-body">{say(texts.forgotFirst)}</p>
          <p className="govuk-body govuk-!-margin-bottom-0">{say(texts.forgotKeptWhat)}</p>
        </div>
      )}
      <div role="alert">{offline && <p className="govuk-error-message">{say(texts.forgotOffline)}</p>}</div>
      <div className="govuk-button-group">
        {holds ? (
          <>
            <button type="button" className="govuk-button" onClick={cancel}>
              {say(texts.tryAgain)}
            </button>
            <button type="button" className="govuk-button govuk-button--secondary" onClick={() => void forget(true)}>
              {say(texts.forgotKeep)}
            </button>
          </>
        ) : (
          <>
            <button type="button" className="govuk-button govuk-button--warning" onClick={() => void forget(false)}>
              {say(texts.forgotDo)}
            </button>
            <button type="button" className="govuk-button govuk-button--secondary" onClick={cancel}>
              {say(texts.cancel)}
            </button>
          </>
        )}
      </div>
      {unsent && holds && (
        <>
          <div className="govuk-checkboxes govuk-form-group">
            <div className="govuk-checkboxes__item">
              <input
                id="forget-sure"
                type="checkbox"
                className="govuk-checkboxes__input"
                checked={sure}
                onChange={({ target }) => setSure(target.checked)}
              />
              <label className="govuk-label govuk-checkboxes__label" htmlFor="forget-sure">
                {say(texts.forgotSure)}
              </label>
            </div>
          </div>
          <button
            type="button"
            className="govuk-button govuk-button--warning"
            disabled={!sure}
            onClick={() => void forget(false)}
          >
            {say(texts.forgotRemove)}
          </button>
        </>
      )}
    </>
  );
}
