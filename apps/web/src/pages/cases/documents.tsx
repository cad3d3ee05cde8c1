/** Letters and forms of a case, each in both languages, printable as PDF or readable as a page. */
import { useQuery } from '@tanstack/react-query';
import { ask, client } from '../../api';
import { dateAndTime, useLanguage, type Text } from '../../language';
import { Empty, Loaded, useFileLink } from '../../parts';
import { Attachments } from './attachments';
import { documentTexts as texts } from './document-texts';
import { CasePage } from './header';
import type { Case } from './reads';

interface Document {
  document: string;
  kind: 'letter' | 'form';
  title: Text;
  line: number | null;
  number: string | null;
  at: string | null;
  revoked: { at: string; reason: Text } | null;
}

const useDocuments = (id: string) =>
  useQuery({
    queryKey: ['instance', id, 'documents'],
    queryFn: async () => {
      const answer: unknown = await ask(client.GET('/api/v1/instances/{id}/documents', { params: { path: { id } } }));
      return (answer as { items: Document[] }).items;
    },
  });

const ways = [
  { lang: 'km', as: 'pdf', text: texts.pdfKm },
  { lang: 'en', as: 'pdf', text: texts.pdfEn },
  { lang: 'km', as: 'html', text: texts.pageKm },
  { lang: 'en', as: 'html', text: texts.pageEn },
] as const;

function Entry({ id, one }: { id: string; one: Document }) {
  const { say } = useLanguage();
  const link = useFileLink();
  return (
    <li className="hw-entry">
      <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
        {say(one.title)}{' '}
        {one.revoked ? (
          <strong className="govuk-tag govuk-tag--red">
            <span aria-hidden="true">✕ </span>
            {say(texts.revoked)}
          </strong>
        ) : (
          one.kind === 'letter' && (
            <strong className="govuk-tag govuk-tag--green">
              <span aria-hidden="true">✓ </span>
              {say(texts.valid)}
            </strong>
          )
        )}
      </h3>
      <p className="govuk-body-s hw-muted govuk-!-margin-bottom-1">
        {one.number}
        {one.at && ` · ${say(dateAndTime(one.at))}`}
        {one.revoked && ` · ${say(one.revoked.reason)}`}
      </p>
      <p className="govuk-body govuk-!-margin-bottom-1 hw-row-actions">
        {ways.map(({ lang, as, text }) => (
          <a
            key={`${lang} ${as}`}
            className="govuk-link hw-link"
            href={link(`/api/v1/instances/${id}/documents/${one.document}?line=${one.line}&lang=${lang}&as=${as}`)}
            target="_blank"
            rel="noreferrer"
          >
            {say(text)} <span className="govuk-visually-hidden">{`${say(one.title)} ${say(texts.newTab)}`}</span>
          </a>
        ))}
      </p>
    </li>
  );
}

/** Documents that were not written yet, by title. */
function Later({ documents }: { documents: Document[] }) {
  const { say } = useLanguage();
  if (documents.length === 0) return null;
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{say(texts.later)}</span>
      </summary>
      <ul className="govuk-details__text hw-plain">
        {documents.map((one) => (
          <li key={one.document}>{say(one.title)}</li>
        ))}
      </ul>
    </details>
  );
}

function Documents({ of }: { of: Case }) {
  const { say } = useLanguage();
  const query = useDocuments(of.id);
  return (
    <Loaded query={query}>
      {(items) => {
        const written = items.filter(({ line }) => line !== null);
        return (
          <>
            {written.length === 0 && <Empty>{say(texts.none)}</Empty>}
            {(['letter', 'form'] as const).map((kind) => {
              const some = written.filter((one) => one.kind === kind);
              if (some.length === 0) return null;
              return (
                <section key={kind}>
                  <h2 className="govuk-heading-m">{say(texts[kind])}</h2>
                  <ul className="hw-entries">
                    {some.map((one) => (
                      <Entry key={`${one.document} ${one.line}`} id={of.id} one={one} />
                    ))}
                  </ul>
                </section>
              );
            })}
            <Later documents={items.filter(({ line }) => line === null)} />
          </>
        );
      }}
    </Loaded>
  );
}

export default function DocumentsPage({ id }: { id: string }) {
  return (
    <CasePage id={id} tab="documents">
      {(of) => (
        <>
          <Documents of={of} />
          <Attachments of={of} />
        </>
      )}
    </CasePage>
  );
}
