/** A case as it is now, with what happened on it since somebody wrote without a connection. */
import { dateAndTime, useLanguage } from '../../language';
import type { Refusal } from '../../offline';
import { useWorkflow } from '../cases/reads';
import { actorOf, titleOf } from '../cases/told';
import { outboxTexts as texts } from './texts';
import { Words } from './words';

interface Now {
  workflow: string;
  /** of the workflow; 0: the newest */
  version: number;
  current: NonNullable<Refusal['current']>;
  /** what was written, and in which form: the same form since is compared with it */
  yours?: { event: string; answers: Record<string, unknown> | null | undefined };
  /** size of the heading, and with it its level */
  heading?: 's' | 'm';
}

export function Current({ workflow: id, version, current, yours, heading = 's' }: Now) {
  const { say } = useLanguage();
  const { data: workflow } = useWorkflow(id, version || undefined);
  const Heading = heading === 'm' ? 'h2' : 'h3';
  return (
    <section>
      <Heading className={`govuk-heading-${heading}`}>{say(texts.now)}</Heading>
      <p className="govuk-body">
        {say(texts.state)}: {current.state.map((text) => say(text)).join(' · ')}
      </p>
      <p className="govuk-body">{say(texts.since)}:</p>
      {current.since.length === 0 && <p className="govuk-body">{say(texts.nothingSince)}</p>}
      {current.since.map((line) => (
        <div key={line.version} className="hw-entry">
          <p className="govuk-body govuk-!-margin-bottom-1">
            <strong>{say(titleOf(line, workflow))}</strong>
            <br />
            <span className="hw-muted">
              {say(dateAndTime(line.at))}, {say(actorOf(line.role))}
            </span>
          </p>
          {line.data && (
            <Words
              workflow={id}
              version={version}
              event={line.event}
              answers={line.data}
              unlike={yours?.event === line.event ? (yours.answers ?? undefined) : undefined}
            />
          )}
        </div>
      ))}
    </section>
  );
}
