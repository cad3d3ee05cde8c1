/** The letter as it would be: made by the server of the answers so far, always marked as a draft. */
import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { ask, client, Refused } from '../../api';
import { tidy, type Answers } from '../../forms';
import { useLanguage, type Language } from '../../language';
import { Failed } from '../../parts';
import { decideTexts as texts } from './texts';

interface PreviewProps {
  id: string;
  document: string;
  event: string;
  answers: Answers;
}
interface Shown {
  html: string;
  /** the answers it was made of */
  of: string;
  language: Language;
}

type Ask = (path: string, init: unknown) => Promise<{ data?: never; error?: unknown; response: Response }>;

function drawn<T>(
  { id, document, event }: PreviewProps,
  data: unknown,
  lang: Language,
  as: 'pdf' | 'html',
): Promise<T> {
  return ask<T>(
    (client.POST as unknown as Ask)('/api/v1/instances/{id}/documents/{document}/preview', {
      params: { path: { id, document }, query: { lang, as } },
      body: { event, data },
      parseAs: as === 'pdf' ? 'blob' : 'text',
    }),
  );
}

/** Saves a file that was made here, under a name without a name. */
function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = Object.assign(window.document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export function Preview(props: PreviewProps) {
  const { say, language } = useLanguage();
  const [lang, setLang] = useState<Language>(language);
  const [shown, setShown] = useState<Shown>();
  const data = tidy(props.answers) ?? {};
  const now = JSON.stringify(data);
  const html = useMutation({
    mutationFn: () => drawn<string>(props, data, lang, 'html'),
    onSuccess: (made) => setShown({ html: made, of: now, language: lang }),
  });
  const pdf = useMutation({
    mutationFn: () => drawn<Blob>(props, data, lang, 'pdf'),
    onSuccess: (file) => save(new Blob([file], { type: 'application/pdf' }), `draft-${lang}.pdf`),
  });
  const { error } = [html, pdf].find((each) => each.error) ?? {};
  const unanswered = error instanceof Refused && error.problem.code === 'form_invalid';
  return (
    <section className="hw-preview" aria-labelledby="preview">
      <h3 className="govuk-heading-s" id="preview">
        {say(texts.preview)}{' '}
        <strong className="govuk-tag govuk-tag--yellow">
          <span aria-hidden="true">✎ </span>
          {say(texts.draft)}
        </strong>
      </h3>
      <div className="hw-filters">
        <div className="hw-filter">
          <label className="govuk-label" htmlFor="letter-language">
            {say(texts.letterIn)}
          </label>
          <select
            id="letter-language"
            className="govuk-select"
            value={lang}
            onChange={({ target }) => setLang(target.value as Language)}
          >
            {(['km', 'en'] as const).map((each) => (
              <option key={each} value={each}>
                {say(texts[each])}
              </option>
            ))}
          </select>
        </div>
        <button
          type="button"
          className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
          disabled={html.isPending}
          onClick={() => html.mutate()}
        >
          {say(texts.show)}
        </button>
        <button type="button" className="hw-link" disabled={pdf.isPending} onClick={() => pdf.mutate()}>
          {say(texts.showPdf)}
        </button>
      </div>
      {unanswered && (
        <p className="govuk-body hw-late" role="alert">
          {say(texts.answerFirst)}
        </p>
      )}
      {error !== undefined && error !== null && !unanswered && <Failed error={error} />}
      <p role="status" className="govuk-body">
        {shown && shown.of !== now && say(texts.changed)}
      </p>
      {shown && (
        <iframe
          className="hw-letter"
          title={`${say(texts.preview)} (${say(texts.draft)})`}
          lang={shown.language}
          sandbox="allow-same-origin"
          srcDoc={shown.html}
        />
      )}
    </section>
  );
}
