/** The watch list: the new places to compare first, then who and what is on watch. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client } from '../../api';
import { shortDate, useLanguage } from '../../language';
import { Due, Empty, Loaded, Page, Table } from '../../parts';
import { usePlace } from '../cases/reads';
import { kindTexts, statusTexts, texts } from './texts';
import { Place, Signs } from './words';

function Matches() {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['watch-list', 'matches'],
    queryFn: () => ask(client.GET('/api/v1/watch-list/matches')),
  });
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty>{say(texts.noMatches)}</Empty>
        ) : (
          <Table
            caption={texts.matches}
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              {
                title: texts.found,
                cell: ({ id, found }) => (
                  <Link href={`/watch-list/${id}`} className="hw-link">
                    <Place of={found} />
                  </Link>
                ),
              },
              { title: texts.old, cell: ({ watched }) => <Place of={watched} /> },
              { title: texts.why, cell: ({ signs }) => <Signs of={signs} /> },
              { title: texts.status, cell: ({ status }) => say(statusTexts[status]) },
              {
                title: texts.due,
                cell: ({ dueAt, status }) =>
                  dueAt && ['open', 'proposed'].includes(status) ? (
                    <Due due={{ at: dueAt, exact: true, provisional: false }} />
                  ) : null,
              },
            ]}
          />
        )
      }
    </Loaded>
  );
}

/** Where a place lies, in words, and to the metre where that is known. */
function Premises({ area, lat, lon }: { area: string | null; lat: number | null; lon: number | null }) {
  const { say } = useLanguage();
  const place = usePlace(area);
  return <>{[say(place), lat, lon].filter((part) => part !== null && part !== '').join(' ')}</>;
}

function Watched() {
  const { say, language } = useLanguage();
  const nameIn = (name: { km: string | null; latin: string | null } | null) =>
    language === 'km' ? (name?.km ?? name?.latin) : (name?.latin ?? name?.km);
  const query = useQuery({
    queryKey: ['watch-list', 'watched'],
    queryFn: () => ask(client.GET('/api/v1/watch-list')),
  });
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty>{say(texts.nobody)}</Empty>
        ) : (
          <Table
            caption={texts.watched}
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              {
                title: texts.what,
                cell: ({ kind, name, phone, area, lat, lon, child }) => (
                  <>
                    {say(kindTexts[kind])}:{' '}
                    {child ? (
                      <Link href={`/children/${child}`} className="hw-link">
                        {say(texts.child)}
                      </Link>
                    ) : (
                      (nameIn(name) ?? phone ?? <Premises area={area} lat={lat} lon={lon} />)
                    )}
                  </>
                ),
              },
              { title: texts.of, cell: ({ institution }) => <Place of={institution} /> },
              { title: texts.until, cell: ({ until }) => say(shortDate(until)) },
            ]}
          />
        )
      }
    </Loaded>
  );
}

export default function WatchList() {
  const { say } = useLanguage();
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      <h2 className="govuk-heading-m">{say(texts.matches)}</h2>
      <Matches />
      <h2 className="govuk-heading-m">{say(texts.watched)}</h2>
      <Watched />
    </Page>
  );
}
