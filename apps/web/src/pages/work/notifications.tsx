/** What I was told: each alert with its rung in words; nothing personal stands in it. */
import { useRef, useState } from 'react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { ask, client, Refused, useSigned, type components } from '../../api';
import { dateAndTime, useLanguage, type Text } from '../../language';
import { Empty, Loaded, More, Page, Problem, RoleNames, useAsking } from '../../parts';
import { freshKey, usePeopleNames } from '../cases/reads';
import { Select } from './filters';
import { Note, noteBody, NoteField } from './note-field';
import { alertsTexts as texts, rungTexts } from './texts';

type Alert = components['schemas']['Alert'];
const shows = ['mine', 'unread', 'all'] as const;
type Show = (typeof shows)[number];

export const rungText = (rung: string): Text =>
  rungTexts[rung.replace(/-\d+$/, '') as keyof typeof rungTexts] ?? rungTexts.other;

function useAlerts(show: Show) {
  return useInfiniteQuery({
    queryKey: ['alerts', show],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => {
      const mine = show === 'all' ? undefined : ('true' as const);
      const unread = show === 'unread' ? ('true' as const) : undefined;
      return ask(client.GET('/api/v1/alerts', { params: { query: { mine, unread, cursor, limit: 20 } } }));
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Asks, after the wish to acknowledge, for what was done; the focus goes with it. */
function Acknowledge({ busy, acknowledge }: { busy: boolean; acknowledge: (note: string) => void }) {
  const { say } = useLanguage();
  const { asks, ask: open, close, form, button } = useAsking();
  const [note, setNote] = useState('');
  if (!asks)
    return (
      <button
        type="button"
        ref={button}
        className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
        onClick={open}
      >
        {say(texts.acknowledge)}
      </button>
    );
  return (
    <div ref={form}>
      <NoteField value={note} change={setNote} />
      <div className="hw-row-actions">
        <button
          type="button"
          className="govuk-button govuk-!-margin-bottom-0"
          disabled={busy}
          onClick={() => acknowledge(note)}
        >
          {say(texts.acknowledgeNow)}
        </button>
        <button type="button" className="hw-link" onClick={close}>
          {say(texts.notNow)}
        </button>
      </div>
    </div>
  );
}

function Act({ alert, done }: { alert: Alert; done: () => void }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (note: string | undefined) => {
      const params = { path: { id: alert.id }, header: freshKey() };
      return ask<unknown>(
        note === undefined
          ? client.POST('/api/v1/alerts/{id}/read', { params, body: {} })
          : client.POST('/api/v1/alerts/{id}/acknowledge', { params, body: noteBody(note) }),
      );
    },
    onSuccess: done,
    onSettled: () => Promise.all(['alerts', 'counts'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const open = alert.acknowledgedAt === null && alert.task !== null;
  return (
    <div className="hw-row-actions hw-screen-only">
      {alert.instance && (
        <Link href={`/cases/${alert.instance}`} className="hw-link">
          {say(texts.openCase)} <span className="govuk-visually-hidden">{alert.reference}</span>
        </Link>
      )}
      {alert.kind === 'digest' && (
        <Link href="/team/tasks?overdue=true" className="hw-link">
          {say(texts.openOverdue)}
        </Link>
      )}
      {alert.reason !== null && alert.readAt === null && (
        <button type="button" className="hw-link" disabled={act.isPending} onClick={() => act.mutate(undefined)}>
          {say(texts.read)}
        </button>
      )}
      {alert.reason !== null && open && <Acknowledge busy={act.isPending} acknowledge={act.mutate} />}
      {act.error instanceof Refused && (
        <div role="alert">
          <Problem problem={act.error.problem} />
        </div>
      )}
    </div>
  );
}

function Entry({ alert, names }: { alert: Alert; names: ReadonlyMap<string, Text> }) {
  const { say } = useLanguage();
  const entry = useRef<HTMLLIElement>(null);
  const unread = alert.reason !== null && alert.readAt === null;
  return (
    <li tabIndex={-1} ref={entry} className={`hw-entry${unread ? ' hw-entry--new' : ''}`}>
      <p className="govuk-body govuk-!-margin-bottom-1">
        {unread && <strong className="govuk-tag govuk-tag--blue">{say(texts.isNew)}</strong>}{' '}
        <span className="hw-muted">{say(rungText(alert.rung))}</span>
      </p>
      <p className="govuk-body govuk-!-margin-bottom-1">{say(alert.text)}</p>
      <p className="govuk-body-s hw-muted govuk-!-margin-bottom-1">
        {say(texts.sent)} {say(dateAndTime(alert.firedAt))}
        {alert.to.length > 0 && (
          <>
            {' · '}
            {say(texts.sentTo)} <RoleNames roles={alert.to} />
          </>
        )}
        {alert.acknowledgedAt && (
          <>
            {' · '}
            <span aria-hidden="true">✓ </span>
            {say(texts.acknowledged)} {say(dateAndTime(alert.acknowledgedAt))}
            {names.has(alert.acknowledgedBy ?? '') && (
              <>
                {' '}
                {say(texts.by)} {say(names.get(alert.acknowledgedBy!))}
              </>
            )}
          </>
        )}
      </p>
      <Note of={alert} />
      <Act alert={alert} done={() => entry.current?.focus()} />
    </li>
  );
}

export default function Notifications() {
  const { say } = useLanguage();
  const { me } = useSigned();
  const [parameters, setParameters] = useSearchParams();
  const show = shows.find((each) => each === parameters.get('show')) ?? 'mine';
  const query = useAlerts(show);
  const alerts = query.data?.pages.flatMap((page) => page.items) ?? [];
  const names = usePeopleNames(
    alerts.some(({ acknowledgedBy }) => acknowledgedBy !== null && acknowledgedBy !== me.person.id),
  );
  return (
    <Page title={texts.title}>
      <div className="hw-filters hw-screen-only">
        <Select
          label={texts.show}
          value={show}
          choices={shows.map((value) => ({ value, label: texts[value] }))}
          change={(value) =>
            setParameters((old) => (value === 'mine' ? old.delete('show') : old.set('show', value), old), {
              replace: true,
            })
          }
        />
      </div>
      <Loaded query={query}>
        {() =>
          alerts.length === 0 ? (
            <Empty>{say(show === 'unread' ? texts.noneUnread : texts.none)}</Empty>
          ) : (
            <>
              <ul className="hw-entries">
                {alerts.map((alert) => (
                  <Entry key={alert.id} alert={alert} names={names} />
                ))}
              </ul>
              <More query={query} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
