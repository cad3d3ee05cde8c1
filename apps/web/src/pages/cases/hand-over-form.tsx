/** The form that hands a task over; what was written stays whatever the server answers. */
import { useRef, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { ask, client, Refused, useSigned } from '../../api';
import { PeopleSearch, usePeopleSearch, type Person } from '../../forms';
import { useLanguage, type Text } from '../../language';
import { Failed, Problem } from '../../parts';
import { problemTexts } from '../../parts/texts';
import { Said, type Words } from '../work/said';
import { Claim, supervising } from '../work/task-list';
import { handOverTexts as texts } from './hand-over-texts';
import { freshKey, useTaskChanged, type Case } from './reads';

type Task = Case['tasks'][number];
type Verb = 'hand-over' | 'assign' | 'release';

/** People other than the holder whose appointment has the task's role over its area. */
const candidatesOf = (task: Task, people: readonly Person[]): Person[] =>
  people.filter(
    ({ id, appointments }) =>
      id !== task.assignee && appointments.some(({ role, area }) => role === task.role && task.area.startsWith(area)),
  );

interface Errors {
  to?: Text;
  reason?: Text;
}

function ErrorSummary({ errors, id }: { errors: Errors; id: string }) {
  const { say } = useLanguage();
  const shown = (['to', 'reason'] as const).filter((name) => errors[name]);
  if (shown.length === 0) return null;
  return (
    <div
      className="govuk-error-summary"
      role="alert"
      tabIndex={-1}
      ref={(summary) => summary?.focus()}
      aria-labelledby={`${id}-problem`}
    >
      <h3 className="govuk-error-summary__title" id={`${id}-problem`}>
        {say(problemTexts.title)}
      </h3>
      <ul className="govuk-list govuk-error-summary__list">
        {shown.map((name) => (
          <li key={name}>
            <a href={`#${id}-${name}`}>{say(errors[name])}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function useSend(of: Case, task: Task) {
  const changed = useTaskChanged();
  return useMutation({
    mutationFn: ({ verb, to, reason }: { verb: Verb; to: string; reason: string }) => {
      const params = { path: { id: task.id }, header: freshKey() };
      if (verb === 'release')
        return ask(client.POST('/api/v1/tasks/{id}/release', { params, body: reason ? { reason } : {} }));
      const body = { to, reason };
      return verb === 'assign'
        ? ask(client.POST('/api/v1/tasks/{id}/assign', { params, body }))
        : ask(client.POST('/api/v1/tasks/{id}/hand-over', { params, body }));
    },
    onSettled: () => changed(of.id),
  });
}

function Told({ error }: { error: Error | null }) {
  const { say } = useLanguage();
  if (!error) return null;
  if (!(error instanceof Refused)) return <Failed error={error} />;
  return (
    <div role="alert" className="hw-refused">
      {[403, 409].includes(error.problem.status) && <p className="govuk-body">{say(texts.changed)}</p>}
      <Problem problem={error.problem} />
    </div>
  );
}

/** `folded`: the form waits under its title, where several tasks stand on the page */
export function HandOverForm({ of, task, folded }: { of: Case; task: Task; folded: boolean }) {
  const { say } = useLanguage();
  const { me, appointment } = useSigned();
  const [said, setSaid] = useState<Words>();
  const { role = '', area = '' } = appointment ?? {};
  const holds = task.assignee === me.person.id;
  const supervises = supervising.includes(role) && role !== task.role && task.area.startsWith(area);
  const claims = task.assignee === null && task.role === role && task.area.startsWith(area);
  // who was writing when the task went to somebody else keeps the form, and what stands in it
  const [verb, setVerb] = useState<Verb>();
  const mine: Verb | undefined = holds ? 'hand-over' : supervises ? 'assign' : undefined;
  if (mine && mine !== verb) setVerb(mine);
  return (
    <>
      <Said words={said} />
      {claims && <Claim task={{ ...task, reference: of.reference, instance: of.id }} said={setSaid} />}
      {verb ? (
        <details className="govuk-details" open={!folded}>
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">
              {say(texts.give)} <span className="govuk-visually-hidden">{say(task.text)}</span>
            </span>
          </summary>
          <Form of={of} task={task} verb={verb} said={setSaid} />
        </details>
      ) : (
        !claims && <p className="govuk-body hw-muted">{say(texts.notYours)}</p>
      )}
    </>
  );
}

function Form({ of, task, verb, said }: { of: Case; task: Task; verb: Verb; said: (words: Words) => void }) {
  const { say, language } = useLanguage();
  const search = usePeopleSearch([task.role]);
  const candidates = search.found.data && candidatesOf(task, search.found.data.items);
  const send = useSend(of, task);
  const [errors, setErrors] = useState<Errors>({});
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const id = `task-${task.id}`;
  const form = useRef<HTMLFormElement>(null);
  const act = (how: Verb) => {
    const found: Errors = {
      ...(how !== 'release' && to === '' && { to: texts.toMissing }),
      ...(how !== 'release' && reason.trim() === '' && { reason: texts.reasonMissing }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const done = () => {
      said({ text: say(texts.done) });
      setReason('');
      setTo('');
    };
    send.mutate({ verb: how, to, reason: reason.trim() }, { onSuccess: done });
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act(verb);
      }}
    >
      <ErrorSummary errors={errors} id={id} />
      <Told error={send.error} />
      <div className={`govuk-form-group${errors.to ? ' govuk-form-group--error' : ''}`}>
        <label className="govuk-label" htmlFor={`${id}-to`}>
          {say(texts.to)}
        </label>
        <FieldError id={`${id}-to`} text={errors.to} />
        <PeopleSearch search={search} id={`${id}-to`} />
        {candidates?.length === 0 && !search.found.data?.more && <p className="govuk-hint">{say(texts.nobody)}</p>}
        <select
          id={`${id}-to`}
          className="govuk-select"
          value={to}
          aria-describedby={errors.to && `${id}-to-error`}
          onChange={({ target }) => setTo(target.value)}
        >
          <option value="">{say(texts.choose)}</option>
          {(candidates ?? []).map(({ id: person, nameKm, nameEn }) => (
            <option key={person} value={person}>
              {language === 'km' ? nameKm : nameEn}
            </option>
          ))}
        </select>
      </div>
      <div className={`govuk-form-group${errors.reason ? ' govuk-form-group--error' : ''}`}>
        <label className="govuk-label" htmlFor={`${id}-reason`}>
          {say(texts.reason)}
        </label>
        <div id={`${id}-hint`} className="govuk-hint">
          {say(texts.reasonHint)}
        </div>
        <FieldError id={`${id}-reason`} text={errors.reason} />
        <textarea
          id={`${id}-reason`}
          className="govuk-textarea"
          rows={3}
          maxLength={500}
          value={reason}
          aria-describedby={`${id}-hint${errors.reason ? ` ${id}-reason-error` : ''}`}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <div className="hw-row-actions">
        <button type="submit" className="govuk-button govuk-!-margin-bottom-0" disabled={send.isPending}>
          {say(verb === 'assign' ? texts.assign : texts.handOver)}
        </button>
        {task.assignee !== null && (
          <button type="button" className="hw-link" disabled={send.isPending} onClick={() => act('release')}>
            {say(texts.release)}
          </button>
        )}
      </div>
    </form>
  );
}

function FieldError({ id, text }: { id: string; text: Text | undefined }) {
  const { say } = useLanguage();
  if (!text) return null;
  return (
    <p id={`${id}-error`} className="govuk-error-message">
      {say(text)}
    </p>
  );
}
