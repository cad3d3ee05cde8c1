/** Cases kept on this device for work without a connection. */
import { useEffect, useState } from 'react';
import { dateAndTime, number, useLanguage, type Text } from '../../language';
import { countKept, isFull, isUsable, keepForOffline, useVault } from '../../offline';
import { keptTexts as texts } from './texts';

export function KeptCases() {
  const { say } = useLanguage();
  const vault = useVault();
  const [kept, setKept] = useState<{ cases: number; at: number }>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Text>();
  const look = () => countKept().then(setKept, () => undefined);
  useEffect(() => void look(), [vault]);
  const keep = async () => {
    setBusy(true);
    setFailed(undefined);
    await keepForOffline().catch((error: unknown) => setFailed(isFull(error) ? texts.full : texts.failed));
    await look();
    setBusy(false);
  };
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.title)}</h2>
      <p className="govuk-body">{say(isUsable() ? texts.what : texts.insecure)}</p>
      {isUsable() && (
        <>
          <p className="govuk-body" role="status">
            {failed ? say(failed) : null}{' '}
            {kept ? (
              <>
                {say(texts.kept)} {say(number(kept.cases))}, {say(texts.at)}{' '}
                {say(dateAndTime(new Date(kept.at).toISOString()))}
              </>
            ) : (
              say(texts.never)
            )}
          </p>
          <button
            type="button"
            className="govuk-button govuk-button--secondary"
            disabled={busy}
            onClick={() => void keep()}
          >
            {say(busy ? texts.keeping : texts.keep)}
          </button>
        </>
      )}
    </section>
  );
}
