/** The register of institutions: standing, places, and the way to who is there. */
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, useSigned, type components } from '../../api';
import { number, shortDate, useLanguage } from '../../language';
import { Empty, Loaded, More, Page, Table } from '../../parts';
import { usePlace } from '../cases/reads';
import { Area, Filters, useFilter, Word } from './filter';
import { RiskList, type RiskFilter } from './risk';
import { kindTexts, operatorTexts, registerTexts as texts, riskTexts, standingTexts } from './texts';
import { Files, nameOf, StandingTag } from './words';

type Line = components['schemas']['InstitutionLine'];
type Listed = { items: Line[]; next: string | null };

function Place({ code }: { code: string }) {
  const { say } = useLanguage();
  return <>{say(usePlace(code.slice(0, 4)))}</>;
}

function Places({ one: { occupied, authorisedCapacity } }: { one: Line }) {
  const { say } = useLanguage();
  const full = authorisedCapacity > 0 && occupied >= authorisedCapacity;
  return (
    <>
      {say(number(occupied))} / {say(number(authorisedCapacity))} <span className="hw-muted">{say(texts.taken)}</span>
      {full && (
        <span className="hw-soon">
          {' '}
          <span aria-hidden="true">● </span>
          {say(texts.full)}
        </span>
      )}
    </>
  );
}

/** How many are there, and how many of them without authority; nothing where that is not for this person. */
function Present({ present }: { present: Line['present'] }) {
  const { say } = useLanguage();
  if (!present) return null;
  const { authorised, unauthorised } = present;
  return (
    <div>
      <strong>{say(number(authorised + unauthorised))}</strong> {say(texts.present)}
      {unauthorised > 0 && (
        <div className="hw-late">
          <span aria-hidden="true">⚠ </span>
          {say(number(unauthorised))} {say(texts.without)}
        </div>
      )}
    </div>
  );
}

function List({ rows }: { rows: Line[] }) {
  const { say } = useLanguage();
  return (
    <Table<Line>
      caption={texts.title}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          title: texts.name,
          cell: (one) => (
            <>
              <Link href={`/institutions/${one.id}`} className="govuk-link">
                {say(nameOf(one))}
              </Link>
              <br />
              <span className="hw-muted">{one.code}</span>
            </>
          ),
        },
        { title: texts.standing, cell: ({ standing }) => <StandingTag standing={standing} /> },
        {
          title: texts.kind,
          cell: ({ kind, operator }) => `${say(kindTexts[kind])}, ${say(operatorTexts[operator])}`,
        },
        { title: texts.place, cell: ({ area }) => <Place code={area} /> },
        { title: texts.capacity, cell: (one) => <Places one={one} /> },
        {
          title: texts.inspected,
          cell: ({ lastInspection }) => say(lastInspection ? shortDate(lastInspection) : texts.never),
        },
        {
          title: texts.who,
          cell: (one) => (
            <>
              <Present present={one.present} />
              <Link href={`/institutions/${one.id}`} className="hw-link">
                {say(texts.see)}
                <span className="govuk-visually-hidden"> {one.code}</span>
              </Link>
            </>
          ),
        },
      ]}
    />
  );
}

const orders = { risk: riskTexts.byRisk };

export default function Register() {
  const { appointment } = useSigned();
  const own = appointment?.role === 'rciDirector' ? '' : (appointment?.area ?? '');
  const { among, area } = useFilter();
  const filter = {
    standing: among('standing', standingTexts),
    kind: among('kind', kindTexts),
    operator: among('operator', operatorTexts),
    area,
  };
  const byRisk = among('order', orders) === 'risk';
  const query = useInfiniteQuery({
    enabled: !byRisk,
    queryKey: ['institutions', 'register', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/institutions', { params: { query: { ...filter, cursor, limit: 50 } } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return (
    <Page title={texts.title}>
      <Filters legend={texts.filters}>
        <Word name="standing" label={texts.standing} options={standingTexts} />
        <Word name="kind" label={texts.kind} options={kindTexts} />
        <Word name="operator" label={texts.operator} options={operatorTexts} />
        <Area own={own} />
        <Word name="order" label={riskTexts.order} options={orders} />
      </Filters>
      {byRisk ? <RiskList filter={filter} /> : <ByNumber query={query} filter={filter} />}
    </Page>
  );
}

function ByNumber({ query, filter }: { query: UseInfiniteQueryResult<InfiniteData<Listed>>; filter: RiskFilter }) {
  const { say } = useLanguage();
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) return <Empty>{say(texts.none)}</Empty>;
        return (
          <>
            <List rows={rows} />
            <More query={query} />
            <Files list="institutions" filter={{ ...filter }} />
          </>
        );
      }}
    </Loaded>
  );
}
