/** Two places side by side, and what is decided: one network, or dismissed by two people. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { ask, client, now, useSigned, type components } from '../../api';
import { dateOf, shortDate, useLanguage } from '../../language';
import { Due, Failed, Loaded, Page, Table } from '../../parts';
import { day, form, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { freshKey, usePlace } from '../cases/reads';
import { statusTexts, texts } from './texts';
import { Place, Signs } from './words';

type Match = components['schemas']['WatchMatchInFull'];

const because = form({ reason: words(texts.reason) });
// two forms stand on one page: each question has a name of its own
const notTheSame = form({ dismissal: words(texts.reason) });
const sameDay = form({ on: day(texts.visitOn) });

function Compare({ of: { found, watched } }: { of: Match }) {
  const { say } = useLanguage();
  const [foundAt, watchedAt] = [usePlace(found.area), usePlace(watched.area)];
  const rows = [
    {
      title: texts.name,
      of: (one: Match['found']) => (
        <Link href={`/institutions/${one.id}`} className="hw-link">
          {say({ en: one.nameEn, km: one.nameKm })}
        </Link>
      ),
    },
    { title: texts.code, of: (one: Match['found']) => one.code },
    { title: texts.area, of: (one: Match['found']) => say(one.id === found.id ? foundAt : watchedAt) },
  ];
  return (
    <Table
      caption={texts.one}
      rows={rows}
      keyOf={({ title }) => title.en}
      columns={[
        { title: texts.what, cell: ({ title }) => say(title) },
        { title: texts.found, cell: ({ of }) => of(found) },
        { title: texts.old, cell: ({ of }) => of(watched) },
      ]}
    />
  );
}

function SecondPerson({ of: match, renew }: { of: Match; renew: () => Promise<void> }) {
  const { say } = useLanguage();
  const own = match.proposedBy === useSigned().me.person.id;
  const path = { id: match.id };
  const agree = useMutation({
    mutationFn: () =>
      ask(
        client.POST('/api/v1/watch-list/matches/{id}/dismissal/decide', {
          params: { path, header: freshKey() },
          body: { decision: 'dismissed' },
        }),
      ),
    onSettled: renew,
  });
  if (own) return <p className="govuk-body">{say(texts.own)}</p>;
  return (
    <>
      {agree.error && <Failed error={agree.error} />}
      <button type="button" className="govuk-button" disabled={agree.isPending} onClick={() => agree.mutate()}>
        {say(texts.agree)}
      </button>
      <h2 className="govuk-heading-m">{say(texts.disagree)}</h2>
      <ShortForm
        schema={because}
        verb={texts.disagree}
        send={async ({ reason }, header) => {
          await ask(
            client.POST('/api/v1/watch-list/matches/{id}/dismissal/decide', {
              params: { path, header },
              body: { decision: 'open', reason: String(reason) },
            }),
          );
          await renew();
        }}
      />
    </>
  );
}

function Decide({ of: match, renew }: { of: Match; renew: () => Promise<void> }) {
  const { say } = useLanguage();
  const path = { id: match.id };
  if (match.status === 'proposed') return <SecondPerson of={match} renew={renew} />;
  return (
    <>
      <h2 className="govuk-heading-m">{say(texts.confirm)}</h2>
      <ShortForm
        schema={because}
        verb={texts.confirm}
        warning
        send={async ({ reason }, header) => {
          const body = { reason: String(reason) };
          await ask(client.POST('/api/v1/watch-list/matches/{id}/confirm', { params: { path, header }, body }));
          await renew();
        }}
      />
      <details className="govuk-details">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">{say(texts.dismiss)}</span>
        </summary>
        <div className="govuk-details__text">
          <ShortForm
            schema={notTheSame}
            verb={texts.dismiss}
            send={async ({ dismissal }, header) => {
              const body = { reason: String(dismissal) };
              await ask(client.POST('/api/v1/watch-list/matches/{id}/dismissal', { params: { path, header }, body }));
              await renew();
            }}
          />
        </div>
      </details>
    </>
  );
}

/** The places of a network, and one day for an inspection of each. */
function Network({ of: { id, network } }: { of: Match }) {
  const { say } = useLanguage();
  const [planned, setPlanned] = useState<string>();
  const check = ({ on }: Record<string, unknown>) =>
    String(on) < dateOf(now()) ? [{ path: 'on', code: 'in_the_past', message: texts.past }] : [];
  return (
    <>
      <h2 className="govuk-heading-m">{say(texts.network)}</h2>
      <Table
        caption={texts.network}
        rows={network}
        keyOf={(one) => one.id}
        columns={[
          {
            title: texts.name,
            cell: (one) => (
              <Link href={`/institutions/${one.id}`} className="hw-link">
                <Place of={one} />
              </Link>
            ),
          },
          { title: texts.premises, cell: ({ premises }) => premises.join('; ') },
        ]}
      />
      {planned === undefined ? (
        <ShortForm
          schema={sameDay}
          verb={texts.visits}
          check={check}
          send={async ({ on }, header) => {
            const body = { on: String(on) };
            await ask(
              client.POST('/api/v1/watch-list/matches/{id}/visits', { params: { path: { id }, header }, body }),
            );
            setPlanned(body.on);
          }}
        />
      ) : (
        <p className="govuk-body" role="status">
          {say(shortDate(planned))}: {say(texts.visitsPlanned)}{' '}
          <Link href="/inspections" className="hw-link">
            {say(texts.inspections)}
          </Link>
        </p>
      )}
    </>
  );
}

export default function OneMatch({ id }: { id: string }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['watch-list', id],
    queryFn: () => ask(client.GET('/api/v1/watch-list/matches/{id}', { params: { path: { id } } })),
  });
  const renew = () => queries.invalidateQueries({ queryKey: ['watch-list'] });
  return (
    <Page title={texts.one} back="/watch-list">
      <Loaded query={query}>
        {(match) => (
          <>
            <p className="govuk-body">
              <strong className="govuk-tag">{say(statusTexts[match.status])}</strong>
            </p>
            {match.dueAt && ['open', 'proposed'].includes(match.status) && (
              <p className="govuk-body">
                {say(texts.due)}: <Due due={{ at: match.dueAt, exact: true, provisional: false }} /> ·{' '}
                <Link href={`/incidents/${match.id}`} className="hw-link">
                  {say(texts.incident)}
                </Link>
              </p>
            )}
            <Compare of={match} />
            <h2 className="govuk-heading-m">{say(texts.why)}</h2>
            <Signs of={match.signs} />
            {match.reason && (
              <p className="govuk-body hw-words">
                {say(match.status === 'proposed' ? texts.proposed : texts.reason)}: {match.reason}
              </p>
            )}
            {['open', 'proposed'].includes(match.status) && <Decide of={match} renew={renew} />}
            {match.network.length > 0 && <Network of={match} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
