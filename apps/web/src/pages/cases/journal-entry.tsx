/** One line of the journal. */
import { Link } from 'wouter';
import type { components } from '../../api';
import { readFields, Summary, type Answers } from '../../forms';
import { dateAndTime, number, useLanguage, type Text } from '../../language';
import { roleText, Rules } from '../../parts';
import { noteTexts } from '../work/texts';
import { kindSigns, kindTexts, journalTexts as texts } from './journal-texts';
import type { Workflow } from './reads';
import { entered } from './stands';
import { titleOf } from './told';

type Line = components['schemas']['JournalLine'];
interface Told {
  line: Line;
  workflow: Workflow | undefined;
}

const isFilled = (data: unknown): data is Answers =>
  typeof data === 'object' && data !== null && Object.keys(data).length > 0;

function Actor({ line, names }: { line: Line; names: ReadonlyMap<string, Text> }) {
  const { say } = useLanguage();
  const { role, person, actingFor } = line.actor;
  if (role === 'clock' || role === 'register') return <>{say(texts[role])}</>;
  const name = names.get(person);
  return (
    <>
      {name && `${say(name)}, `}
      {say(roleText(role))}
      {actingFor && ` (${say(texts.actingFor)})`}
    </>
  );
}

/** The states that the line entered. */
function Change({ line, workflow }: Told) {
  const { say } = useLanguage();
  const states = entered(line.from, line.to).flatMap((path) => workflow?.texts.states[path] ?? []);
  if (states.length === 0) return null;
  return (
    <p className="govuk-body-s govuk-!-margin-bottom-1">
      <span className="hw-muted">{say(texts.after)}</span> {[...new Set(states.map(say))].join(' · ')}
    </p>
  );
}

function Refusal({ line: { refused } }: { line: Line }) {
  const { say } = useLanguage();
  if (refused.length === 0) return null;
  const told = refused.filter((rule) => typeof rule !== 'string');
  const ids = refused.filter((rule) => typeof rule === 'string');
  return (
    <>
      <p className="govuk-body-s govuk-!-margin-bottom-1">{say(texts.refused)}:</p>
      {told.length > 0 && <Rules rules={told} />}
      {ids.length > 0 && <p className="govuk-body-s">{ids.join(', ')}</p>}
    </>
  );
}

interface CorrectionData {
  line?: number;
  reason?: string;
  belongsTo?: string | null;
  from?: { instance: string | null; line: number };
}

/** What a line of correction says: of which line, why, and where it belongs. */
function CorrectionSaid({ data }: { data: CorrectionData }) {
  const { say } = useLanguage();
  const other = data.belongsTo ?? data.from?.instance;
  return (
    <p className="govuk-body-s">
      {data.line !== undefined && `${say(texts.ofLine)} ${say(number(data.line))}. `}
      {data.reason && (
        <span className="hw-words">
          {say(texts.reason)} {data.reason}
        </span>
      )}
      {other && (
        <>
          {' '}
          <Link href={`/cases/${other}/journal`} className="govuk-link">
            {say(texts.belongsTo)}
          </Link>
        </>
      )}
    </p>
  );
}

/** Why a task or file changed hands, or what was done about an alert. */
function TaskSaid({ data: { reason, note } }: { data: { reason?: string; note?: string } }) {
  const { say } = useLanguage();
  if (!reason && !note) return null;
  return (
    <p className="govuk-body-s hw-words">
      {say(reason ? texts.reason : noteTexts.said)} {reason ?? note}
    </p>
  );
}

function Content({ line, workflow }: Told) {
  const { say } = useLanguage();
  if (line.removed)
    return (
      <p className="govuk-body-s">
        {say(texts.removed)} {line.removed}
      </p>
    );
  if (line.kind === 'correction' && isFilled(line.data)) return <CorrectionSaid data={line.data} />;
  if (line.kind === 'task' && isFilled(line.data)) return <TaskSaid data={line.data} />;
  if (!isFilled(line.data))
    return line.restricted ? <p className="govuk-body-s hw-muted">{say(texts.restricted)}</p> : null;
  const event = workflow?.events.find(({ type }) => type === line.event);
  if (!event) return null;
  return (
    <details className="govuk-details govuk-!-margin-bottom-1">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">
          {say(texts.form)} <span className="govuk-visually-hidden">{say(event.text)}</span>
        </span>
      </summary>
      <div className="govuk-details__text">
        <Summary fields={readFields(event.form)} answers={line.data} />
      </div>
    </details>
  );
}

function Corrected({ line: { corrected } }: { line: Line }) {
  const { say } = useLanguage();
  if (!corrected) return null;
  return (
    <p className="govuk-body-s hw-late">
      <span aria-hidden="true">✎ </span>
      {say(texts.corrected)} {say(number(corrected.line))}. {corrected.reason}
    </p>
  );
}

export function JournalEntry({ names, ...told }: Told & { names: ReadonlyMap<string, Text> }) {
  const { say } = useLanguage();
  const { line } = told;
  const title = titleOf(told.line, told.workflow);
  return (
    <li className={`hw-line hw-line--${line.kind}`} id={`line-${line.seq}`}>
      <h2 className="govuk-heading-s govuk-!-margin-bottom-1">
        <span className="hw-line__kind">
          <span aria-hidden="true">{kindSigns[line.kind]} </span>
          {say(kindTexts[line.kind])}
        </span>{' '}
        {say(title)}
        {line.kind === 'refused' && ` (${say(texts.refusedTry)})`}
      </h2>
      <p className="govuk-body-s hw-muted govuk-!-margin-bottom-1">
        {say(dateAndTime(line.at))} · <Actor line={line} names={names} />
        {` · ${say(texts.line)} ${say(number(line.seq))}`}
        {line.capturedAt && (
          <>
            <br />
            {say(texts.captured)} {say(dateAndTime(line.capturedAt))}
          </>
        )}
      </p>
      <Change {...told} />
      <Refusal line={line} />
      <Corrected line={line} />
      <Content {...told} />
    </li>
  );
}
