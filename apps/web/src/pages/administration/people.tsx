/** People with the appointments that they hold; what is searched by name stays out of the address. */
import { useState } from 'react';
import { Link } from 'wouter';
import { useRole } from '../../api';
import { useLanguage } from '../../language';
import { Empty, Loaded, More, Page, roleText, Table } from '../../parts';
import { usePlace } from '../cases/reads';
import { Area, Filters, useFilter, Word } from '../institutions/filter';
import { NameSearch } from './name-search';
import { named, roles, usePeople, type Person } from './reads';
import { peopleTexts as texts } from './texts';

export function Office({ role, area }: { role: string; area: string }) {
  const { say } = useLanguage();
  const place = usePlace(area);
  return (
    <>
      {say(roleText(role))}, {area ? say(place) : say(texts.country)}
    </>
  );
}

export default function People() {
  const { say } = useLanguage();
  const keeps = useRole() === 'administrator';
  const { among, area } = useFilter();
  const [name, setName] = useState('');
  const query = usePeople({ role: among('role', roles), area, name: name || undefined });
  return (
    <Page title={texts.title}>
      <p className="hw-subnav hw-screen-only">
        {keeps && (
          <Link href="/people/new" className="govuk-button govuk-!-margin-bottom-0">
            {say(texts.add)}
          </Link>
        )}
        <Link href="/agencies" className="hw-link">
          {say(texts.agencies)}
        </Link>
        <Link href="/on-call" className="hw-link">
          {say(texts.onCall)}
        </Link>
      </p>
      <NameSearch search={setName} />
      <Filters legend={texts.filters}>
        <Word name="role" label={texts.role} options={roles} />
        <Area own="" />
      </Filters>
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              <Table<Person>
                caption={texts.title}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  {
                    title: texts.person,
                    cell: (person) => (
                      <Link href={`/people/${person.id}`} className="govuk-link">
                        {say(named(person))}
                      </Link>
                    ),
                  },
                  {
                    title: texts.appointments,
                    cell: ({ appointments }) =>
                      appointments.map((each) => (
                        <div key={each.id}>
                          <Office role={each.role} area={each.area} />
                        </div>
                      )),
                  },
                  {
                    title: texts.reach,
                    cell: ({ phone, email }) => [phone, email].filter(Boolean).join(', ') || '–',
                  },
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
