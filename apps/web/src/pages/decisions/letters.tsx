/** The signed letters of a case: PDF and HTML twin in both languages. */
import { dateAndTime, useLanguage } from '../../language';
import { Loaded, useFileLink } from '../../parts';
import { documentTexts } from '../cases/document-texts';
import { useDocuments, type DocumentLine } from './reads';
import { sheetTexts as texts } from './texts';

const ways = [
  { lang: 'km', as: 'pdf', text: documentTexts.pdfKm },
  { lang: 'en', as: 'pdf', text: documentTexts.pdfEn },
  { lang: 'km', as: 'html', text: documentTexts.pageKm },
  { lang: 'en', as: 'html', text: documentTexts.pageEn },
] as const;

function Letter({ id, one }: { id: string; one: DocumentLine }) {
  const { say } = useLanguage();
  const link = useFileLink();
  const valid = one.revoked === null;
  return (
    <li>
      <strong>{say(one.title)}</strong> {one.number}{' '}
      <strong className={`govuk-tag govuk-tag--${valid ? 'green' : 'red'}`}>
        <span aria-hidden="true">{valid ? '✓ ' : '✕ '}</span>
        {say(valid ? documentTexts.valid : documentTexts.revoked)}
      </strong>
      <div className="hw-muted">
        {one.at && say(dateAndTime(one.at))}
        {one.revoked && ` · ${say(one.revoked.reason)}`}
      </div>
      <div className="hw-row-actions hw-screen-only">
        {ways.map(({ lang, as, text }) => (
          <a
            key={`${lang} ${as}`}
            className="govuk-link hw-link"
            href={link(`/api/v1/instances/${id}/documents/${one.document}?line=${one.line}&lang=${lang}&as=${as}`)}
            target="_blank"
            rel="noreferrer"
          >
            {say(text)}{' '}
            <span className="govuk-visually-hidden">{`${say(one.title)} ${say(documentTexts.newTab)}`}</span>
          </a>
        ))}
      </div>
    </li>
  );
}

/** Letters that were signed; with `event` only those of that decision. */
export function Letters({ id, event }: { id: string; event?: string }) {
  const { say } = useLanguage();
  const query = useDocuments(id);
  return (
    <Loaded query={query}>
      {(items) => {
        const signed = items.filter(
          ({ kind, line, events }) => kind === 'letter' && line !== null && (!event || events.includes(event)),
        );
        if (signed.length === 0) return event ? null : <p className="govuk-body">{say(texts.noLetters)}</p>;
        return (
          <ul className="hw-plain">
            {signed.map((one) => (
              <Letter key={`${one.document} ${one.line}`} id={id} one={one} />
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}
