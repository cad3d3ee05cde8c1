/** Emergency access that waits for the look of another person. */
import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, useSigned, type components } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { Due, Empty, Loaded, Page, roleText } from '../../parts';
import { usePeopleNames } from '../cases/reads';
import { choice, form, words } from './questions';
import { ShortForm } from './short-form';
import { glassTexts as texts, journalTexts } from './texts';

type Broken = components['schemas']['BrokenGlass'];
const schema = form({ finding: choice(texts.finding, texts.findings), note: words(texts.note) });

function Review({ id }: { id: string }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <button type="button" className="govuk-button govuk-!-margin-bottom-0" onClick={() => setOpen(true)}>
        {say(texts.review)}
      </button>
    );
  return (
    <ShortForm
      schema={schema}
      verb={texts.save}
      send={async ({ finding, note }, header) => {
        const body = { finding: finding as keyof typeof texts.findings, note: String(note) };
        await ask(client.POST('/api/v1/break-glass/{id}/review', { params: { path: { id }, header }, body }));
        for (const queryKey of [['break-glass'], ['incidents'], ['counts'], ['tasks']])
          void queries.invalidateQueries({ queryKey });
      }}
    />
  );
}

function Card({ broken, name }: { broken: Broken; name: string }) {
  const { say } = useLanguage();
  const own = useSigned().me.person.id === broken.person;
  const rows: [string, React.ReactNode][] = [
    [say(texts.by), `${name}, ${say(roleText(broken.role))}`],
    [say(texts.what), say(texts[broken.kind])],
    [say(texts.reason), broken.reason],
    [say(texts.span), `${say(dateAndTime(broken.openedAt))} – ${say(dateAndTime(broken.until))}`],
    [say(texts.due), <Due key="due" due={{ at: broken.reviewDueAt, provisional: false }} />],
  ];
  return (
    <article className="hw-proposal">
      <dl className="govuk-summary-list">
        {rows.map(([label, value]) => (
          <div className="govuk-summary-list__row" key={label}>
            <dt className="govuk-summary-list__key">{label}</dt>
            <dd className="govuk-summary-list__value hw-words">{value}</dd>
          </div>
        ))}
      </dl>
      {own ? <p className="govuk-body">{say(texts.own)}</p> : <Review id={broken.id} />}
    </article>
  );
}

export default function BreakGlass() {
  const { say } = useLanguage();
  const names = usePeopleNames(true);
  const query = useQuery({
    queryKey: ['break-glass'],
    queryFn: async () => (await ask(client.GET('/api/v1/break-glass'))).items,
  });
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      <p className="hw-screen-only">
        <Link href="/break-glass/new" className="hw-link">
          {say(texts.toNew)}
        </Link>
      </p>
      <Loaded query={query}>
        {(items) =>
          items.length === 0 ? (
            <Empty>{say(texts.none)}</Empty>
          ) : (
            items.map((broken) => (
              <Card key={broken.id} broken={broken} name={say(names.get(broken.person) ?? journalTexts.somebody)} />
            ))
          )
        }
      </Loaded>
    </Page>
  );
}
