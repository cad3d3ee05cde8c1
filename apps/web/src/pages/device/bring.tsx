/** A sealed file from a device that could not send: brought to the server, where its authors confirm it. */
import { useState } from 'react';
import { ask, client, Refused } from '../../api';
import { number, useLanguage, type Text } from '../../language';
import { Page } from '../../parts';
import { stateTexts } from '../../parts/texts';
import { bringTexts as texts } from './texts';

async function itemsOf(file: File): Promise<object[] | undefined> {
  try {
    const { format, items } = JSON.parse(await file.text()) as { format?: string; items?: object[] };
    return format === 'homeward-outbox' && Array.isArray(items) && items.length > 0 ? items : undefined;
  } catch {
    return undefined;
  }
}

export default function Bring() {
  const { say } = useLanguage();
  const [file, setFile] = useState<File>();
  const [error, setError] = useState<Text>();
  const [done, setDone] = useState<{ taken: number; known: number }>();
  const bring = async () => {
    setError(undefined);
    setDone(undefined);
    const items = file && (await itemsOf(file));
    if (!items) return setError(texts.notOne);
    try {
      setDone(await ask(client.POST('/api/v1/outbox/imports' as never, { body: { items } } as never) as never));
    } catch (refused) {
      setError(refused instanceof Refused ? refused.problem.titles : stateTexts.offline);
    }
  };
  return (
    <Page title={texts.title} back="/outbox" narrow>
      <p className="govuk-body">{say(texts.what)}</p>
      <div className={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
        <label className="govuk-label" htmlFor="file">
          {say(texts.file)}
        </label>
        <div role="alert">{error && <p className="govuk-error-message">{say(error)}</p>}</div>
        <input
          id="file"
          type="file"
          accept="application/json,.json"
          onChange={({ target }) => setFile(target.files?.[0])}
        />
      </div>
      <button type="button" className="govuk-button" onClick={() => void bring()}>
        {say(texts.bring)}
      </button>
      <div role="status">
        {done && (
          <p className="govuk-inset-text">
            {say(texts.taken)} {say(number(done.taken))}
            <br />
            {say(texts.known)} {say(number(done.known))}
          </p>
        )}
      </div>
    </Page>
  );
}
