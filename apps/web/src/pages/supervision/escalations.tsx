/** Overdue tasks that climbed above the worker, by rung, the oldest first; acknowledging leads to what will be done. */
import { useId, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useSearchParams } from 'wouter';
import { ask, client } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { Empty, Failed, Loaded, Page, useAsking } from '../../parts';
import { Select } from '../work/filters';
import { Note, noteBody, NoteField } from '../work/note-field';
import { rungTexts } from '../work/texts';
import { useEscalations, type Alert, type AlertsShown } from './reads';
import { escalationsTexts as texts } from './texts';

const shows: AlertsShown[] = ['mine', 'all', 'acknowledged'];
/** Rungs above the worker, the highest first. */
const rungs = ['ministry', 'province', 'supervisor'] as const;
const rungOf = ({ rung }: Alert) => rungs.find((each) => rung.replace(/-\d+$/, '') === each);

const heightOf = (alert: Alert): number => -rungs.indexOf(rungOf(alert)!);
/** Each task once, by the highest rung that it reached; what was sent to the reader stays, since only that is acknowledged. */
const highestOf = (alerts: Alert[]): Alert[] =>
  alerts.filter(
    (alert) =>
      alert.reason !== null || !alerts.some((other) => other.task === alert.task && heightOf(other) > heightOf(alert)),
  );

const nexts = ['give', 'act', 'speak'] as const;
type Next = (typeof nexts)[number];

function Acknowledge({ alert, said, close }: { alert: Alert; said: () => void; close: () => void }) {
  const { say } = useLanguage();
  const id = useId();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [next, setNext] = useState<Next>();
  const [asked, setAsked] = useState(false);
  const [note, setNote] = useState('');
  const possible = nexts.filter((each) => each === 'speak' || alert.instance !== null);
  const act = useMutation({
    mutationFn: () =>
      ask<unknown>(
        client.POST('/api/v1/alerts/{id}/acknowledge', {
          params: { path: { id: alert.id }, header: { 'Idempotency-Key': crypto.randomUUID() } },
          body: noteBody(note),
        }),
      ),
    onSuccess: () => {
      if (next === 'give') navigate(`/cases/${alert.instance}/hand-over?task=${alert.task}`);
      if (next === 'act') navigate(`/cases/${alert.instance}`);
      said();
      for (const key of ['alerts', 'counts', 'watch']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const wrong = asked && !next;
  return (
    <div className={`govuk-form-group${wrong ? ' govuk-form-group--error' : ''}`}>
      <fieldset className="govuk-fieldset" aria-describedby={wrong ? `${id}-error` : undefined}>
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{say(texts.what)}</legend>
        {wrong && (
          <p className="govuk-error-message" id={`${id}-error`} role="alert">
            {say(texts.choose)}
          </p>
        )}
        <div className="govuk-radios">
          {possible.map((each) => (
            <div className="govuk-radios__item" key={each}>
              <input
                id={`${id}-${each}`}
                className="govuk-radios__input"
                type="radio"
                name={id}
                checked={next === each}
                onChange={() => setNext(each)}
              />
              <label className="govuk-label govuk-radios__label" htmlFor={`${id}-${each}`}>
                {say(texts[each])}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      <NoteField value={note} change={setNote} />
      <p className="govuk-hint">{say(texts.recorded)}</p>
      {act.isError && <Failed error={act.error} />}
      <div className="hw-row-actions">
        <button
          type="button"
          className="govuk-button govuk-!-margin-bottom-0"
          disabled={act.isPending}
          onClick={() => (next ? act.mutate() : setAsked(true))}
        >
          {say(texts.acknowledge)}
        </button>
        <button type="button" className="hw-link" onClick={close}>
          {say(texts.cancel)}
        </button>
      </div>
    </div>
  );
}

function Entry({ alert, said }: { alert: Alert; said: () => void }) {
  const { say } = useLanguage();
  const { asks: open, ask, close, form, button } = useAsking<HTMLLIElement>();
  return (
    <li ref={form} className="hw-entry hw-entry--late">
      <p className="govuk-body govuk-!-margin-bottom-1">{say(alert.text)}</p>
      <p className="govuk-body-s hw-muted govuk-!-margin-bottom-1">
        {say(texts.fired)} {say(dateAndTime(alert.firedAt))}
        {alert.acknowledgedAt && (
          <>
            {' · '}
            <span aria-hidden="true">✓ </span>
            {say(texts.doneAt)} {say(dateAndTime(alert.acknowledgedAt))}
          </>
        )}
      </p>
      <Note of={alert} />
      <div className="hw-row-actions hw-screen-only">
        {alert.instance && (
          <Link href={`/cases/${alert.instance}`} className="hw-link">
            {say(texts.openCase)} {alert.reference}
          </Link>
        )}
        {alert.acknowledgedAt === null && alert.reason !== null && !open && (
          <button
            type="button"
            className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
            ref={button}
            onClick={ask}
          >
            {say(texts.acknowledge)} <span className="govuk-visually-hidden">{alert.reference}</span>
          </button>
        )}
      </div>
      {open && <Acknowledge alert={alert} said={said} close={close} />}
    </li>
  );
}

export default function Escalations() {
  const { say } = useLanguage();
  const [parameters, setParameters] = useSearchParams();
  const [done, setDone] = useState(false);
  const show = shows.find((each) => each === parameters.get('show')) ?? 'mine';
  const query = useEscalations(show);
  const change = (value: string) =>
    setParameters((old) => (value === 'mine' ? old.delete('show') : old.set('show', value), old), { replace: true });
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      <div className="hw-filters hw-screen-only">
        <Select
          label={texts.show}
          value={show}
          choices={shows.map((value) => ({ value, label: texts[value] }))}
          change={change}
        />
      </div>
      <p role="status" className={done ? 'hw-said' : 'govuk-visually-hidden'}>
        {done && say(texts.done)}
      </p>
      <Loaded query={query}>
        {({ items }) => {
          const above = show === 'all' ? highestOf(items.filter(rungOf)) : items.filter(rungOf);
          if (above.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              {rungs.map((rung) => {
                const some = above.filter((alert) => rungOf(alert) === rung);
                if (some.length === 0) return null;
                return (
                  <section key={rung}>
                    <h2 className="govuk-heading-m">{say(rungTexts[rung])}</h2>
                    <ul className="hw-entries">
                      {some.map((alert) => (
                        <Entry key={alert.id} alert={alert} said={() => setDone(true)} />
                      ))}
                    </ul>
                  </section>
                );
              })}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
