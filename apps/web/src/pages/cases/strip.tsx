/** What comes next: the step, who takes it, and by when, with why. */
import { useRole, useSigned } from '../../api';
import { useLanguage } from '../../language';
import { Due, roleText } from '../../parts';
import { usePeopleNames, type Case } from './reads';
import { caseTexts as texts } from './texts';

type Task = Case['tasks'][number];

/** Who holds a task, in words: you, a name with the role, or the role whose queue it waits in. */
export function useHolder(tasks: readonly Task[]): (task: Task) => string {
  const { say } = useLanguage();
  const { me } = useSigned();
  const names = usePeopleNames(tasks.some(({ assignee }) => assignee !== null && assignee !== me.person.id));
  return ({ assignee, role }) => {
    const who = say(roleText(role));
    if (assignee === null) return `${who} (${say(texts.nobodyYet)})`;
    if (assignee === me.person.id) return `${say(texts.you)} (${who})`;
    return `${say(names.get(assignee) ?? texts.somebody)} (${who})`;
  };
}

export const byDue = (tasks: readonly Task[]): Task[] =>
  [...tasks].sort((a, b) => Date.parse(a.due.at) - Date.parse(b.due.at));

export function Strip({ of }: { of: Case }) {
  const { say } = useLanguage();
  const holder = useHolder(of.tasks);
  const isDirector = useRole() === 'rciDirector';
  if (of.status === 'closed')
    return (
      <div className="hw-strip">
        <p className="govuk-body govuk-!-margin-0">
          <strong>{say(texts.ended)}</strong> {say(of.texts.outcome)}
        </p>
      </div>
    );
  if (of.tasks.length === 0)
    return (
      <div className="hw-strip">
        <p className="govuk-body govuk-!-margin-0">
          {isDirector ? (
            say(texts.noneOfYours)
          ) : (
            <>
              <strong>{say(texts.noTask)}</strong> {say(texts.waits)}
            </>
          )}
        </p>
      </div>
    );
  const [first, ...others] = byDue(of.tasks);
  return (
    <>
      <dl className="hw-strip">
        <div>
          <dt>{say(texts.nextStep)}</dt>
          <dd>{say(first!.text)}</dd>
        </div>
        <div>
          <dt>{say(texts.who)}</dt>
          <dd>{holder(first!)}</dd>
        </div>
        <div>
          <dt>{say(texts.byWhen)}</dt>
          <dd>
            <Due due={first!.due} why />
          </dd>
        </div>
      </dl>
      {others.length > 0 && (
        <section>
          <h2 className="govuk-heading-s govuk-!-margin-bottom-1">{say(texts.alsoOpen)}</h2>
          <ul className="hw-plain">
            {others.map((task) => (
              <li key={task.id}>
                <strong>{say(task.text)}</strong> · {holder(task)} · <Due due={task.due} why />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
