/** The PIN of this device: set, changed, or the screen locked at once. */
import { useState, type FormEvent } from 'react';
import { useLanguage, type Text } from '../../language';
import { isUsable, lock, setPin, shortestPin, useVault } from '../../offline';
import { keptTexts, profileTexts as texts } from './texts';

const rows = ['0123456789', '9876543210'];
/** One digit repeated, or a run of digits. */
export const isEasy = (pin: string): boolean =>
  new Set(pin).size <= 2 || rows.some((row) => row.includes(pin) || `${row}${row}`.includes(pin));

function whyNot(pin: string, again: string): Text | undefined {
  if (pin.length < shortestPin) return texts.pinShort;
  if (isEasy(pin)) return texts.pinEasy;
  return pin === again ? undefined : texts.pinDifferent;
}

export function Pin() {
  const { say } = useLanguage();
  const vault = useVault();
  const [pin, change] = useState('');
  const [again, changeAgain] = useState('');
  const [error, setError] = useState<Text>();
  const [saved, setSaved] = useState(false);
  if (!isUsable() || vault.state !== 'open') return <p className="govuk-body">{say(keptTexts.insecure)}</p>;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setSaved(false);
    const wrong = whyNot(pin, again);
    setError(wrong);
    if (wrong) return document.getElementById('new-pin')?.focus();
    await setPin(pin);
    change('');
    changeAgain('');
    setSaved(true);
  };
  const field = { className: 'govuk-input govuk-input--width-10', type: 'password', autoComplete: 'off' } as const;
  return (
    <form onSubmit={(event) => void save(event)}>
      <p className="govuk-body">{say(vault.pin ? texts.pinSet : texts.pinNone)}</p>
      <div role="status">{saved && <p className="govuk-inset-text">{say(texts.pinSaved)}</p>}</div>
      <div className={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
        <label className="govuk-label" htmlFor="new-pin">
          {say(texts.pinNew)}
        </label>
        <div id="new-pin-hint" className="govuk-hint">
          {say(texts.pinHint)}
        </div>
        <div role="alert">
          {error && (
            <p id="new-pin-error" className="govuk-error-message">
              {say(error)}
            </p>
          )}
        </div>
        <input
          id="new-pin"
          {...field}
          aria-describedby={error ? 'new-pin-error new-pin-hint' : 'new-pin-hint'}
          value={pin}
          onChange={({ target }) => change(target.value)}
        />
      </div>
      <div className="govuk-form-group">
        <label className="govuk-label" htmlFor="new-pin-again">
          {say(texts.pinAgain)}
        </label>
        <input id="new-pin-again" {...field} value={again} onChange={({ target }) => changeAgain(target.value)} />
      </div>
      <div className="govuk-button-group">
        <button type="submit" className="govuk-button govuk-button--secondary">
          {say(vault.pin ? texts.pinChange : texts.pinSave)}
        </button>
        {vault.pin && (
          <button type="button" className="govuk-button govuk-button--secondary" onClick={() => void lock()}>
            {say(texts.lockNow)}
          </button>
        )}
      </div>
    </form>
  );
}
