/** How the inspection was rated, every rating with its reason, and whether it is published; never anything of a child. */
import { Link } from 'wouter';
import { PersonName } from '../../forms';
import { dateAndTime, useLanguage } from '../../language';
import { Empty, Loaded, Page, Table } from '../../parts';
import { useCase } from '../cases/reads';
import { useChecklist, useInspection, type Inspection } from './reads';
import { dangerTexts, ratings, severities, texts } from './texts';
import { Heading } from './words';

const ways = ['report.classified', 'rating.changed', 'rating.published', 'standing.lifted'];

export default function RatingPage({ id }: { id: string }) {
  const { say } = useLanguage();
  const of = useCase(id);
  const inspection = useInspection(id);
  return (
    <Page
      title={texts.rating}
      back={`/inspections/${id}`}
      heading={of.data && <Heading of={of.data} title={texts.rating} />}
    >
      <Loaded query={of}>
        {({ allowed }) => (
          <ul className="govuk-list">
            {allowed
              .filter(({ event, permitted }) => permitted && ways.includes(event))
              .map(({ event, text }) => (
                <li key={event}>
                  <Link href={`/cases/${id}/act/${event}`} className="govuk-link">
                    {say(text)}
                  </Link>
                </li>
              ))}
          </ul>
        )}
      </Loaded>
      <Loaded query={inspection}>{(found) => <Rated found={found} />}</Loaded>
    </Page>
  );
}

function Rated({ found }: { found: Inspection }) {
  const { say } = useLanguage();
  const checklist = useChecklist(found.checklist);
  const itemText = (item: string) =>
    checklist.data?.items.find(({ id }) => id === item)?.text ?? { en: item, km: item };
  return (
    <>
      {found.ratings.length === 0 ? (
        <Empty>{say(texts.noRating)}</Empty>
      ) : (
        <Table
          caption={texts.rating}
          rows={[...found.ratings].reverse()}
          keyOf={({ no }) => String(no)}
          columns={[
            { title: texts.ratingIs, cell: ({ rating }) => say(ratings[rating]) },
            { title: texts.proposed, cell: ({ proposal }) => say(ratings[proposal]) },
            { title: texts.reason, cell: ({ reason }) => reason ?? '–' },
            { title: texts.ratedBy, cell: ({ by }) => <PersonName id={by} /> },
            { title: texts.at, cell: ({ at }) => say(dateAndTime(at)) },
            { title: texts.state, cell: ({ published }) => say(published ? texts.published : texts.unpublished) },
          ]}
        />
      )}
      <h2 className="govuk-heading-m">{say(texts.findings)}</h2>
      {found.hard.length > 0 && (
        <div className="govuk-inset-text hw-danger">
          <p className="govuk-body">{say(texts.hard)}</p>
          <ul className="govuk-list govuk-list--bullet">
            {found.hard.map((code) => (
              <li key={code}>{say(dangerTexts[code] ?? { en: code, km: code })}</li>
            ))}
          </ul>
        </div>
      )}
      {found.findings.length + found.hard.length === 0 && <p className="govuk-body">{say(texts.noFindings)}</p>}
      {found.findings.length > 0 && (
        <ul className="govuk-list govuk-list--bullet">
          {found.findings.map(({ item, severity }) => (
            <li key={item}>
              {say(itemText(item))} <strong className="govuk-tag">{say(severities[severity])}</strong>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
