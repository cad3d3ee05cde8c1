/** Tasks in a table: what, of which case, by when, who holds it, and taking or handing it over. */
import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, Refused, useSigned, type components } from '../../api';
import { useLanguage } from '../../language';
import { KeptHere, useKept } from '../../offline';
import { Due, Initials, roleText, Table } from '../../parts';
import { freshKey, usePeopleNames, useTaskChanged } from '../cases/reads';
import type { Words } from './said';
import { tasksTexts as texts } from './texts';

export type Task = components['schemas']['Task'];

/** Roles that may give a task of another role to somebody. */
export const supervising: readonly string[] = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

/** Takes a task; `said` is told what became of it. */
export function Claim({
  task,
  said,
}: {
  task: Pick<Task, 'id' | 'text' | 'reference' | 'instance'>;
  said: (words: Words) => void;
}) {
  const { say } = useLanguage();
  const changed = useTaskChanged();
  const claim = useMutation({
    mutationFn: () => {
      const params = { path: { id: task.id }, header: freshKey() };
      return ask(client.POST('/api/v1/tasks/{id}/claim', { params, body: {} }));
    },
    onSuccess: () => said({ text: `${say(task.text)}: ${say(texts.claimed)}` }),
    onError: (error) => {
      const why = error instanceof Refused ? say(error.problem.titles) : say(texts.unreached);
      said({ text: `${say(task.text)}: ${why}`, refused: true });
    },
    onSettled: () => changed(task.instance),
  });
  return (
    <button
      type="button"
      className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
      disabled={claim.isPending}
      onClick={() => claim.mutate()}
    >
      {say(texts.claim)}{' '}
      <span className="govuk-visually-hidden">
        {say(task.text)} {task.reference}
      </span>
    </button>
  );
}

function pageOf({ instance, incident, incidentKind }: Task): string {
  if (instance) return `/cases/${instance}`;
  return incidentKind === 'REPORT_TO_REVIEW' ? `/reviews/${incident}` : `/incidents/${incident}`;
}

function Title({ task }: { task: Task }) {
  const { say } = useLanguage();
  return (
    <>
      <Link href={pageOf(task)} className="govuk-link">
        {say(task.text)}
      </Link>
      {task.ladder === 'high' && (
        <>
          {' '}
          <strong className="govuk-tag govuk-tag--red">
            <span aria-hidden="true">▲ </span>
            {say(texts.high)}
          </strong>
        </>
      )}
    </>
  );
}

export function TaskList({ tasks, said }: { tasks: Task[]; said: (words: Words) => void }) {
  const { say } = useLanguage();
  const { me, appointment } = useSigned();
  const names = usePeopleNames(tasks.some(({ assignee }) => assignee !== null && assignee !== me.person.id));
  const isKept = useKept();
  const { role = '', area = '' } = appointment ?? {};
  const holder = ({ assignee, role: of }: Task) => {
    if (assignee === me.person.id) return say(texts.you);
    if (assignee === null) return `${say(texts.queue)} (${say(roleText(of))})`;
    return `${say(names.get(assignee) ?? texts.somebody)} (${say(roleText(of))})`;
  };
  const claims = (task: Task) => task.assignee === null && task.role === role && task.area.startsWith(area);
  const hands = (task: Task) =>
    task.instance !== null &&
    (task.assignee === me.person.id ||
      (supervising.includes(role) && task.role !== role && task.area.startsWith(area)));
  return (
    <Table<Task>
      caption={texts.title}
      rows={tasks}
      keyOf={(task) => task.id}
      columns={[
        { title: texts.task, cell: (task) => <Title task={task} /> },
        {
          title: texts.procedure,
          cell: (task) => (
            <>
              {task.reference && <span className="hw-reference">{task.reference}</span>} <Initials of={task.initials} />
              {isKept(task.instance) && <KeptHere />}
            </>
          ),
        },
        { title: texts.due, cell: (task) => <Due due={task.due} /> },
        {
          title: texts.holder,
          cell: (task) => (
            <>
              {holder(task)}
              <div className="hw-row-actions">
                {claims(task) && <Claim task={task} said={said} />}
                {hands(task) && (
                  <Link href={`/cases/${task.instance}/hand-over?task=${task.id}`} className="hw-link">
                    {say(texts.handOver)}{' '}
                    <span className="govuk-visually-hidden">
                      {say(task.text)} {task.reference}
                    </span>
                  </Link>
                )}
              </div>
            </>
          ),
        },
      ]}
    />
  );
}
