/** Stands before the application: the PIN first, and above the page of when it is, where there is no connection. */
import { useEffect, useRef, useState, useSyncExternalStore, type FormEvent, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { ask, client, Refused } from '../api';
import { dateAndTime, number, useLanguage } from '../language';
import { Loading } from '../parts';
import { Forgot } from './forgot';
import { onAsOf, shownAsOf } from './reading';
import { startDevice } from './start';
import { keptTexts, lockTexts as texts } from './texts';
import { inputNow, mostWrong, onVault, stepAside, unlock, vaultState, wake, type VaultState } from './vault';

export const useVault = (): VaultState => useSyncExternalStore(onVault, vaultState);

/** Another person may have signed in on this device, or nobody may be; the answer itself says so to the vault. */
async function whoseSession(): Promise<void> {
  await ask(client.GET('/api/v1/session')).catch((error: unknown) => {
    if (error instanceof Refused && error.problem.status === 401) stepAside();
  });
}

export function Device({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const vault = useVault();
  const [awake, setAwake] = useState(false);
  useEffect(() => {
    void wake().finally(() => {
      startDevice();
      setAwake(true);
      if (vaultState().state === 'locked') void whoseSession();
    });
  }, []);
  const locked = vault.state === 'locked';
  useEffect(() => {
    if (locked) queries.clear();
  }, [locked, queries]);
  if (!awake)
    return (
      <main className="hw-main">
        <Loading />
      </main>
    );
  if (vault.state === 'locked') return <Lock vault={vault} />;
  return (
    <>
      <AsOf />
      {children}
    </>
  );
}

function AsOf() {
  const { say } = useLanguage();
  const at = useSyncExternalStore(onAsOf, shownAsOf);
  return (
    <div role="status">
      {at !== undefined && (
        <p className="hw-banner govuk-!-margin-0">
          <span aria-hidden="true">◷ </span>
          {say(keptTexts.asOf)} {say(dateAndTime(new Date(at).toISOString()))}
        </p>
      )}
    </div>
  );
}

/** Whole seconds until an instant of the device; 0 when it is over. */
function useSecondsLeft(until: number): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const look = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

function Lock({ vault }: { vault: Extract<VaultState, { state: 'locked' }> }) {
  const { say, language, change } = useLanguage();
  const field = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [forgot, setForgot] = useState(false);
  const left = useSecondsLeft(vault.notBefore);
  const name = say(texts.title);
  useEffect(() => {
    document.title = `${name} · Homeward`;
    if (!forgot) field.current?.focus();
  }, [name, forgot]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    inputNow();
    await unlock(pin).catch(() => false);
    setPin('');
    setBusy(false);
    field.current?.focus();
  };
  const error = left > 0 ? `${say(texts.wait)} ${say(number(left))}` : vault.wrong > 0 ? say(texts.wrong) : undefined;
  return (
    <main className="hw-main hw-narrow">
      <p>
        <button type="button" className="hw-link" onClick={() => change(language === 'km' ? 'en' : 'km')}>
          <span lang={language === 'km' ? 'en' : 'km'}>{language === 'km' ? 'English' : 'ខ្មែរ'}</span>
        </button>
      </p>
      <h1 className="govuk-heading-l">{name}</h1>
      <p className="govuk-body">{say(texts.why)}</p>
      {vault.wrong >= mostWrong && <p className="govuk-inset-text">{say(texts.wiped)}</p>}
      {forgot ? (
        <Forgot person={vault.person} cancel={() => setForgot(false)} />
      ) : (
        <>
          <form onSubmit={(event) => void send(event)}>
            <div className={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
              <label className="govuk-label" htmlFor="pin">
                {say(texts.pin)}
              </label>
              <div role="alert">
                {error && (
                  <p id="pin-error" className="govuk-error-message">
                    {error}
                  </p>
                )}
              </div>
              <input
                id="pin"
                ref={field}
                className="govuk-input govuk-input--width-10"
                type="password"
                inputMode="numeric"
                autoComplete="off"
                aria-describedby={error ? 'pin-error' : undefined}
                value={pin}
                readOnly={busy}
                onChange={({ target }) => setPin(target.value)}
              />
            </div>
            <button type="submit" className="govuk-button" disabled={busy || left > 0 || pin === ''}>
              {say(busy ? texts.opening : texts.open)}
            </button>
          </form>
          <button type="button" className="hw-link" onClick={() => setForgot(true)}>
            {say(texts.forgot)}
          </button>
        </>
      )}
    </main>
  );
}
