/** Who is on call, by area and role. */
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, useSigned } from '../../api';
import { useLanguage } from '../../language';
import { Empty, Loaded, Page } from '../../parts';
import { area, choice, form } from './questions';
import { named, roles, type Role } from './reads';
import { ShortForm } from './short-form';
import { actFormTexts, onCallTexts as texts, peopleTexts } from './texts';

const schema = form({ role: choice(actFormTexts.role, roles), area: area(actFormTexts.area) });

function OnDuty({ role, area: code }: { role: Role; area: string }) {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['people', 'on-call', role, code],
    queryFn: async () =>
      (await ask(client.GET('/api/v1/people/on-call', { params: { query: { role, area: code } } }))).items,
  });
  return (
    <div role="status">
      <Loaded query={query}>
        {(people) =>
          people.length === 0 ? (
            <Empty>{say(texts.none)}</Empty>
          ) : (
            <ul className="govuk-list">
              {people.map((person) => (
                <li key={person.id}>
                  {say(named(person))}{' '}
                  {person.phone && (
                    <a className="hw-link" href={`tel:${person.phone}`}>
                      {person.phone}
                    </a>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

export default function OnCall() {
  const { say } = useLanguage();
  const own = useSigned().appointment?.area;
  const [shown, setShown] = useState<{ role: Role; area: string }>();
  return (
    <Page title={texts.title} back="/people" narrow>
      <p className="govuk-body">{say(texts.about)}</p>
      <ShortForm
        schema={schema}
        verb={texts.show}
        start={own ? { area: own } : {}}
        send={(answers) => Promise.resolve(setShown(answers as unknown as { role: Role; area: string }))}
      />
      {shown && <OnDuty {...shown} />}
      <p className="govuk-body">
        {say(texts.set)}{' '}
        <Link href="/people" className="hw-link">
          {say(peopleTexts.title)}
        </Link>
      </p>
    </Page>
  );
}
