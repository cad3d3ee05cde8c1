/** Gives up what waits, with a reason that the server keeps. */
import { useId, useState } from 'react';
import { Refused } from '../../api';
import { useLanguage, type Text } from '../../language';
import { forgetItem, type Item } from '../../offline';
import { useAsking } from '../../parts';
import { outboxTexts as texts } from './texts';

export function Forget({ item, done }: { item: Pick<Item, 'key' | 'head'>; done?: () => void }) {
  return <GiveUp give={(reason) => forgetItem(item, reason)} done={done} />;
}

interface GiveUpProps {
  /** throws `Refused`, or anything else where there is no connection */
  give: (reason: string) => Promise<void>;
  done?: () => void;
  /** what it is, where several stand on a page */
  about?: string;
}

export function GiveUp({ give, done, about }: GiveUpProps) {
  const { say } = useLanguage();
  const id = useId();
  const { asks, ask: open, close, form, button } = useAsking();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<Text>();
  if (!asks)
    return (
      <button type="button" ref={button} className="hw-link" onClick={open}>
        {say(texts.forget)}
        {about && <span className="govuk-visually-hidden"> {about}</span>}
      </button>
    );
  const forget = async () => {
    if (reason.trim().length < 5) {
      setError(texts.reasonMissing);
      return document.getElementById(id)?.focus();
    }
    try {
      await give(reason.trim());
      done?.();
    } catch (refused) {
      setError(refused instanceof Refused ? refused.problem.titles : texts.needsConnection);
    }
  };
  return (
    <div ref={form} className={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <label className="govuk-label" htmlFor={id}>
        {say(texts.reason)}
      </label>
      <div className="govuk-hint">{say(texts.reasonHint)}</div>
      <div role="alert">
        {error && (
          <p id={`${id}-error`} className="govuk-error-message">
            {say(error)}
          </p>
        )}
      </div>
      <input
        id={id}
        className="govuk-input"
        aria-describedby={error ? `${id}-error` : undefined}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="govuk-button-group">
        <button type="button" className="govuk-button govuk-button--warning" onClick={() => void forget()}>
          {say(texts.forget)}
        </button>
        <button type="button" className="govuk-button govuk-button--secondary" onClick={close}>
          {say(texts.cancel)}
        </button>
      </div>
    </div>
  );
}
