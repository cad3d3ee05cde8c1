/** To whom the chosen tasks go, and why. */
import { useEffect, useId, useRef, useState } from 'react';
import { number, useLanguage, type Text } from '../../language';
import { Failed, roleText } from '../../parts';
import { useTeam, type Task } from './reads';
import { reassignTexts as texts } from './texts';

export interface Asked {
  tasks: string[];
  to: string;
  reason: string;
}

interface ReassignProps {
  tasks: Task[];
  /** the supervisor's own area */
  area: string;
  /** who holds the tasks now */
  holder: string | undefined;
  sending: boolean;
  error: unknown;
  give: (asked: Asked) => void;
}

type Wrong = { at: string; text: Text };

function Errors({ errors }: { errors: Wrong[] }) {
  const { say } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [errors]);
  if (errors.length === 0) return null;
  return (
    <div className="govuk-error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2 className="govuk-error-summary__title">{say(texts.problem)}</h2>
      <ul className="govuk-list govuk-error-summary__list">
        {errors.map(({ at, text }) => (
          <li key={at}>
            <a
              href={`#${at}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(at)?.focus();
              }}
            >
              {say(text)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Reassign({ tasks, area, holder, sending, error, give }: ReassignProps) {
  const { say } = useLanguage();
  const id = useId();
  const team = useTeam({ area: area || undefined });
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Wrong[]>([]);
  const roles = new Set(tasks.map(({ role }) => role));
  const people = (team.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ person, role }) => person !== holder && (roles.size === 0 || roles.has(role)))
    .sort((one, other) => one.open - other.open);
  useEffect(() => {
    if (team.hasNextPage && !team.isFetchingNextPage) void team.fetchNextPage();
  }, [team]);
  const [toId, reasonId] = [`${id}-to`, `${id}-reason`];
  const wrongAt = (at: string) => errors.find((each) => each.at === at)?.text;
  const submit = () => {
    const found: Wrong[] = [
      ...(tasks.length === 0 ? [{ at: 'choose-all', text: texts.needTask }] : []),
      ...(people.some(({ person }) => person === to) ? [] : [{ at: toId, text: texts.needPerson }]),
      ...(reason.trim() ? [] : [{ at: reasonId, text: texts.needReason }]),
    ];
    setErrors(found);
    if (found.length === 0) give({ tasks: tasks.map((task) => task.id), to, reason: reason.trim() });
  };
  return (
    <section className="hw-screen-only hw-narrow">
      <Errors errors={errors} />
      {error !== null && error !== undefined && <Failed error={error} />}
      <p className="govuk-body" role="status">
        <strong>
          {say(number(tasks.length))} {say(texts.chosen)}
        </strong>
      </p>
      <div className={`govuk-form-group${wrongAt(toId) ? ' govuk-form-group--error' : ''}`}>
        <label className="govuk-label govuk-label--s" htmlFor={toId}>
          {say(texts.to)}
        </label>
        {wrongAt(toId) && <p className="govuk-error-message">{say(wrongAt(toId))}</p>}
        <select id={toId} className="govuk-select hw-wide" value={to} onChange={({ target }) => setTo(target.value)}>
          <option value="">{say(texts.pick)}</option>
          {people.map((line) => (
            <option key={line.appointment} value={line.person}>
              {`${say(line.name)}, ${say(roleText(line.role))} (${say(number(line.open))} ${say(texts.openCases)}${
                line.leaveUntil ? `, ${say(texts.onLeave)}` : ''
              })`}
            </option>
          ))}
        </select>
      </div>
      <div className={`govuk-form-group${wrongAt(reasonId) ? ' govuk-form-group--error' : ''}`}>
        <label className="govuk-label govuk-label--s" htmlFor={reasonId}>
          {say(texts.reason)}
        </label>
        <div className="govuk-hint" id={`${reasonId}-hint`}>
          {say(texts.reasonHint)}
        </div>
        {wrongAt(reasonId) && <p className="govuk-error-message">{say(wrongAt(reasonId))}</p>}
        <textarea
          id={reasonId}
          className="govuk-textarea"
          rows={3}
          maxLength={500}
          aria-describedby={`${reasonId}-hint`}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <button type="button" className="govuk-button" disabled={sending} onClick={submit}>
        {say(texts.give)}
      </button>
    </section>
  );
}
