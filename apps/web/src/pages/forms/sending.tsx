/** Draft, signature and sending of a form, and what is said when it was not taken. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { FieldError, ProblemAnswer } from '../../api';
import { errorTexts, formTexts } from '../../forms/texts';
import { latinDigits, useLanguage, type Text } from '../../language';
import { sendCommand, type Command, type Draft, type Sent } from '../../offline';
import { Rules } from '../../parts';
import { sendingTexts as texts } from './texts';

/** What became of the last attempt; nothing while none was made or one is under way. */
export function useSending() {
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<Sent>();
  const send = async (command: Command): Promise<Sent> => {
    setSending(true);
    setSent(undefined);
    try {
      const result = await sendCommand(command);
      setSent(result);
      return result;
    } finally {
      setSending(false);
    }
  };
  return { sending, sent, send };
}

/** Errors of the server at the questions of the form. */
export function refusedFields(sent: Sent | undefined): FieldError[] {
  if (sent?.state !== 'refused') return [];
  return sent.problem.errors.map(({ path, code, message }) => ({
    path: path === 'area' ? '_area' : path.replace(/^data\./, ''),
    code,
    message: message ?? errorTexts[code] ?? errorTexts['invalid'],
  }));
}

/** Why it was not taken; `stale` stands in for the words when somebody else acted meanwhile. */
export function refusalOf(sent: Sent | undefined, stale?: ReactNode): ReactNode {
  if (sent?.state === 'unsent') return <Unsent why={texts.unsent[sent.why]} />;
  if (sent?.state !== 'refused') return undefined;
  const { problem } = sent;
  if (stale && (problem.code === 'version_stale' || problem.code === 'event_not_possible')) return stale;
  return <Refused problem={problem} />;
}

function Unsent({ why }: { why: Text }) {
  const { say } = useLanguage();
  return <p className="govuk-body">{say(why)}</p>;
}

function Refused({ problem }: { problem: ProblemAnswer }) {
  const { say } = useLanguage();
  return (
    <>
      <p className="govuk-body">{say(problem.titles)}</p>
      <p className="govuk-body">{say(problem.rules.length > 0 ? texts.whatIsMissing : texts.kept)}</p>
      {problem.rules.length > 0 && <Rules rules={problem.rules} />}
    </>
  );
}

/** Whether the draft is safe, said quietly below the form. */
export function DraftState({ draft, discard }: { draft: Draft; discard: () => void }) {
  const { say } = useLanguage();
  const { state, savedAt, endsWithSession } = draft;
  if (state === 'failed')
    return (
      <p className="govuk-body hw-warned" role="alert">
        {say(texts.notSaved)}
      </p>
    );
  if (state === 'empty' || state === 'loading') return null;
  return (
    <div className="hw-draft hw-screen-only">
      <span role="status">
        {say(state === 'saving' || savedAt === undefined ? texts.saving : texts.savedAt(savedAt))}
      </span>{' '}
      {endsWithSession && <span>{say(texts.endsWithSession)}</span>}{' '}
      <button type="button" className="hw-link" onClick={discard}>
        {say(formTexts.discard)}
      </button>
    </div>
  );
}

/** A draft of an earlier form. */
export function Older({ draft }: { draft: Draft }) {
  const { say } = useLanguage();
  return draft.older === undefined ? null : <p className="govuk-inset-text">{say(texts.older)}</p>;
}

/** Sealed on this device: never looks like something that was received. It stands where the form stood, so it has the focus. */
export function Waits({ children }: { children?: ReactNode }) {
  const { say } = useLanguage();
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => banner.current?.focus(), []);
  return (
    <div className="govuk-notification-banner" role="alert" aria-labelledby="waits" tabIndex={-1} ref={banner}>
      <div className="govuk-notification-banner__header">
        <h2 className="govuk-notification-banner__title" id="waits">
          <span aria-hidden="true">↑ </span>
          {say(texts.waits)}
        </h2>
      </div>
      <div className="govuk-notification-banner__content">
        <p className="govuk-body">{say(texts.waitsMore)}</p>
        <p className="govuk-body">
          <Link href="/outbox" className="govuk-link">
            {say(texts.toOutbox)}
          </Link>
        </p>
        {children}
      </div>
    </div>
  );
}

/** The code that signs; `wrong` says that it is missing. */
export function SignatureCode({
  code,
  change,
  wrong,
}: {
  code: string;
  change: (code: string) => void;
  wrong: boolean;
}) {
  const { say } = useLanguage();
  return (
    <div className={`govuk-form-group${wrong ? ' govuk-form-group--error' : ''}`}>
      <label className="govuk-label govuk-label--s" htmlFor="q-_code">
        {say(formTexts.signature)}
      </label>
      {wrong && (
        <p className="govuk-error-message" id="code-error">
          {say(texts.codeMissing)}
        </p>
      )}
      <input
        id="q-_code"
        className="govuk-input govuk-input--width-5"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        aria-describedby={wrong ? 'code-error' : undefined}
        value={code}
        onChange={({ target }) => change(latinDigits(target.value).replace(/\D/g, ''))}
      />
    </div>
  );
}
