/** Offices and organisations, by kind, area and name. */
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useRole } from '../../api';
import { useLanguage } from '../../language';
import { Empty, Loaded, More, Page, Table } from '../../parts';
import { usePlace } from '../cases/reads';
import { Area, Filters, useFilter, Word } from '../institutions/filter';
import { NameSearch } from './name-search';
import { named, useAgencyList, type Agency } from './reads';
import { agencyKindTexts, agencyTexts as texts, peopleTexts } from './texts';

function Reach({ area }: { area: string }) {
  const { say } = useLanguage();
  const place = usePlace(area);
  return <>{area ? say(place) : say(peopleTexts.country)}</>;
}

export default function Agencies() {
  const { say } = useLanguage();
  const keeps = useRole() === 'administrator';
  const { among, area } = useFilter();
  const [parameters] = useSearchParams();
  const [name, setName] = useState('');
  const query = useAgencyList({ kind: among('kind', agencyKindTexts), area, name: name || undefined });
  const done = parameters.get('done') === 'true';
  return (
    <Page title={texts.title} back="/people">
      <p className="govuk-body">{say(texts.about)}</p>
      <p role="status" className={done ? 'hw-said' : 'govuk-visually-hidden'}>
        {done && say(texts.done)}
      </p>
      {keeps && (
        <p className="hw-subnav hw-screen-only">
          <Link href="/agencies/new" className="govuk-button govuk-!-margin-bottom-0">
            {say(texts.add)}
          </Link>
        </p>
      )}
      <NameSearch search={setName} />
      <Filters legend={texts.filters}>
        <Word name="kind" label={texts.kind} options={agencyKindTexts} />
        <Area own="" />
      </Filters>
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              <Table<Agency>
                caption={texts.title}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  { title: texts.agency, cell: (agency) => say(named(agency)) },
                  { title: texts.kind, cell: ({ kind }) => say(agencyKindTexts[kind]) },
                  { title: texts.area, cell: ({ area: reach }) => <Reach area={reach} /> },
                ]}
              />
              <More query={query} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
