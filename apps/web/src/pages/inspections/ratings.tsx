/** Ratings that the ministry has published, for everybody: nothing of any child, and no words that could speak of one. */
import { Link } from 'wouter';
import { now, useSigned } from '../../api';
import { dateOf, number, shortDate, useLanguage } from '../../language';
import { Empty, Loaded, Page, Table } from '../../parts';
import { useFilter } from '../institutions/filter';
import { Downloads } from '../supervision/downloads';
import { Lots, Which } from './plan-parts';
import { useRatings, useWhich, type Published } from './plan-reads';
import { planTexts, publishedTexts as texts } from './plan-texts';
import { ratings } from './texts';

const tags: Record<string, string> = {
  A: 'govuk-tag--green',
  B: 'govuk-tag--blue',
  C: 'govuk-tag--orange',
  D: 'govuk-tag--red',
};

export default function RatingsPage() {
  const { say } = useLanguage();
  const { area } = useFilter();
  const readsPlan = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'].includes(
    useSigned().appointment?.role ?? '',
  );
  // ratings are no secret of a province: without a choice, those of the country
  const which = { area: area ?? '', year: useWhich().year };
  const query = useRatings(which);
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      {readsPlan && (
        <p className="govuk-body hw-screen-only">
          <Link href="/inspections/plan" className="hw-link">
            {say(planTexts.title)}
          </Link>
        </p>
      )}
      <Which year={which.year} own="" present={Number(dateOf(now()).slice(0, 4))} />
      <Loaded query={query}>
        {({ items, commitments }) => (
          <>
            {items.length === 0 ? <Empty>{say(texts.none)}</Empty> : <List rows={items} />}
            <Downloads
              list="ratings"
              filter={{ area: which.area || undefined, year: String(which.year) }}
              words={`${say(planTexts.year)} ${say(number(which.year))}`}
            />
            <Lots commitments={commitments} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function List({ rows }: { rows: Published[] }) {
  const { say } = useLanguage();
  return (
    <Table<Published>
      caption={texts.title}
      rows={rows}
      keyOf={({ instance }) => instance}
      columns={[
        {
          title: texts.institution,
          cell: ({ institution }) => (
            <>
              {say(institution.name)}
              <br />
              <span className="hw-muted">{institution.code}</span>
            </>
          ),
        },
        {
          title: texts.rating,
          cell: ({ rating }) => <strong className={`govuk-tag ${tags[rating]}`}>{say(ratings[rating])}</strong>,
        },
        { title: texts.inspected, cell: ({ on }) => say(shortDate(on)) },
        { title: texts.published, cell: ({ publishedAt }) => say(shortDate(dateOf(publishedAt))) },
        { title: texts.parts, cell: (one) => <Parts of={one} /> },
        { title: texts.earlier, cell: (one) => <Earlier of={one} /> },
      ]}
    />
  );
}

function Parts({ of: { parts } }: { of: Published }) {
  const { say } = useLanguage();
  if (parts.length === 0) return <span className="hw-muted">{say(texts.refused)}</span>;
  const all = { meets: 0, asked: 0 };
  for (const { meets, partly, fails } of parts) {
    all.meets += meets;
    all.asked += meets + partly + fails;
  }
  return (
    <details className="govuk-details govuk-!-margin-bottom-0">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{say(texts.met(all.meets, all.asked))}</span>
      </summary>
      <ul className="govuk-list govuk-details__text">
        {parts.map(({ part, text, meets, partly, fails }) => (
          <li key={part}>
            {say(text)}: {say(texts.met(meets, meets + partly + fails))}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The rating of the inspection before, and how this one was changed afterwards. */
function Earlier({ of: { earlier, changes } }: { of: Published }) {
  const { say } = useLanguage();
  return (
    <>
      {earlier ? `${say(ratings[earlier.rating])} (${say(shortDate(earlier.on))})` : say(texts.first)}
      {changes.map(({ from, to, at, reason }) => (
        <div key={at} className="hw-muted">
          {say(texts.changed)}: {say(ratings[from])} → {say(ratings[to])}, {say(shortDate(dateOf(at)))}
          {reason && `: ${reason}`}
        </div>
      ))}
    </>
  );
}
