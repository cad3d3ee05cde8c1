/** How each inspector answers: who finds the same everywhere is looked at (B.4.5). */
import { useQuery } from '@tanstack/react-query';
import { ask, client, useSigned, type components } from '../../api';
import { PersonName } from '../../forms';
import { number, useLanguage } from '../../language';
import { Empty, Loaded, Page, Table } from '../../parts';
import { Area, Filters, useFilter } from '../institutions/filter';
import { inspectorTexts as texts } from './inspector-texts';
import { menuTexts } from './menu-texts';

type Line = components['schemas']['InspectorVariance']['items'][number];

const percent = (share: number): number => Math.round(share * 100);

export default function InspectorsPage() {
  const { say } = useLanguage();
  const own = useSigned().appointment?.area ?? '';
  const { area } = useFilter();
  const query = useQuery({
    queryKey: ['inspections', 'inspectors', area],
    queryFn: () => ask(client.GET('/api/v1/inspections/inspectors', { params: { query: { area } } })),
  });
  return (
    <Page title={menuTexts.inspectors}>
      <p className="govuk-body">{say(texts.about)}</p>
      <Filters legend={texts.filter}>
        <Area own={own} />
      </Filters>
      <Loaded query={query}>
        {({ items, limit }) => (
          <>
            <p className="govuk-inset-text">{say(texts.limit(limit))}</p>
            {items.length === 0 ? <Empty>{say(texts.none)}</Empty> : <List rows={items} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function List({ rows }: { rows: Line[] }) {
  const { say } = useLanguage();
  const share = (value: number) => `${say(number(percent(value)))} %`;
  return (
    <Table<Line>
      caption={menuTexts.inspectors}
      rows={rows}
      keyOf={({ person }) => person}
      columns={[
        {
          title: texts.inspector,
          cell: ({ person, looked }) => (
            <>
              <PersonName id={person} />
              {looked && (
                <>
                  <br />
                  <strong className="govuk-tag govuk-tag--orange">{say(texts.looked)}</strong>
                </>
              )}
            </>
          ),
        },
        { title: texts.inspections, cell: ({ inspections }) => say(number(inspections)) },
        {
          title: texts.answers,
          cell: ({ meets, partly, fails }) => say(texts.counts(meets, partly, fails)),
        },
        { title: texts.alike, cell: ({ alike }) => share(alike) },
        { title: texts.others, cell: ({ others }) => (others === null ? '–' : share(others)) },
        { title: texts.talks, cell: ({ talks, disclosures }) => say(texts.told(talks, disclosures)) },
      ]}
    />
  );
}
