/** Signing out, refused while something waits to be sent. */
import { useRef, useState } from 'react';
import { Link } from 'wouter';
import { useLanguage, type Text } from '../language';
import { flush, handOver, lock, signOut, useVault, whatWaits, type Item } from '../offline';
import { leaveTexts as texts } from '../offline/texts';
import { dateAndTime } from '../language';

export function SignOut() {
  const { say } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const [waiting, setWaiting] = useState<Item[]>([]);
  const [said, setSaid] = useState<Text>();
  const [sending, setSending] = useState(false);
  const vault = useVault();
  const leave = async () => {
    const outcome = await signOut();
    if (outcome === 'left') return;
    setWaiting(await whatWaits());
    setSaid(outcome === 'offline' ? texts.offline : undefined);
    if (!dialog.current?.open) dialog.current?.showModal();
  };
  const send = async () => {
    setSending(true);
    await flush().catch(() => undefined);
    setSending(false);
    const left = await whatWaits();
    setWaiting(left);
    if (left.length > 0) return setSaid(texts.still);
    await leave();
  };
  const close = () => dialog.current?.close();
  return (
    <>
      <button type="button" className="hw-header__button" onClick={() => void leave()}>
        {say(texts.signOut)}
      </button>
      <dialog ref={dialog} className="hw-dialog" aria-labelledby="sign-out-title">
        <h2 id="sign-out-title" className="govuk-heading-m">
          {say(waiting.length > 0 ? texts.waits : texts.signOut)}
        </h2>
        <div role="alert">{said && <p className="govuk-error-message">{say(said)}</p>}</div>
        {waiting.length > 0 && (
          <>
            <p className="govuk-body">{say(texts.why)}</p>
            <ul className="govuk-list govuk-list--bullet">
              {waiting.map((item) => (
                <li key={item.key}>
                  {say(item.label)}
                  {item.reference && ` · ${item.reference}`}
                  {' · '}
                  {say(dateAndTime(item.head.capturedAt))}
                </li>
              ))}
            </ul>
            <button type="button" className="govuk-button" disabled={sending} onClick={() => void send()}>
              {say(sending ? texts.sending : texts.send)}
            </button>
            <p className="govuk-body">{say(texts.handOverWhat)}</p>
            <button
              type="button"
              className="govuk-button govuk-button--secondary"
              onClick={() => void handOver(waiting).then(leave)}
            >
              {say(texts.handOver)}
            </button>
            <p className="govuk-body">
              {say(texts.forgetWay)}{' '}
              <Link href="/outbox" className="govuk-link" onClick={close}>
                {say(texts.look)}
              </Link>
            </p>
          </>
        )}
        <div className="govuk-button-group">
          {vault.state === 'open' && vault.pin && (
            <button type="button" className="govuk-button govuk-button--secondary" onClick={() => void lock()}>
              {say(texts.lock)}
            </button>
          )}
          <button type="button" className="govuk-button govuk-button--secondary" onClick={close}>
            {say(texts.stay)}
          </button>
        </div>
      </dialog>
    </>
  );
}
