/** The tasks that a number of the team board counts; some or all of them are given to somebody, with one reason. */
import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { ask, client, useSigned } from '../../api';
import { number, useLanguage } from '../../language';
import { Due, Empty, Loaded, Page, roleText, Table } from '../../parts';
import { usePeopleNames } from '../cases/reads';
import { roleTexts } from '../../../../../workflows/roles';
import { useTasksOf, type Role, type Task, type Whose } from './reads';
import { Reassign, type Asked } from './reassign';
import { reassignTexts as texts } from './texts';

function useWhose(): Whose {
  const [parameters] = useSearchParams();
  const role = parameters.get('role') ?? '';
  return {
    person: parameters.get('person') ?? undefined,
    role: role in roleTexts ? (role as Role) : undefined,
    area: parameters.get('area') ?? '',
    overdue: parameters.get('overdue') === 'true',
  };
}

function Holder({ whose: { person, role, overdue } }: { whose: Whose }) {
  const { say } = useLanguage();
  const names = usePeopleNames(person !== undefined);
  return (
    <p className="govuk-body">
      {person ? (
        <>
          {say(texts.of)} <strong>{say(names.get(person)) || '…'}</strong>
        </>
      ) : (
        role && (
          <>
            {say(texts.queue)} <strong>{say(roleText(role))}</strong>
          </>
        )
      )}
      {overdue && `, ${say(texts.onlyOverdue)}`}
    </p>
  );
}

function Tasks({
  tasks,
  chosen,
  choose,
}: {
  tasks: Task[];
  chosen: ReadonlySet<string>;
  choose: (ids: string[]) => void;
}) {
  const { say } = useLanguage();
  const toggle = (id: string) => choose(chosen.has(id) ? [...chosen].filter((each) => each !== id) : [...chosen, id]);
  return (
    <>
      <div className="govuk-checkboxes govuk-!-margin-bottom-2 hw-screen-only">
        <div className="govuk-checkboxes__item">
          <input
            id="choose-all"
            className="govuk-checkboxes__input"
            type="checkbox"
            checked={chosen.size === tasks.length}
            onChange={({ target }) => choose(target.checked ? tasks.map(({ id }) => id) : [])}
          />
          <label className="govuk-label govuk-checkboxes__label" htmlFor="choose-all">
            {say(texts.all)} ({say(number(tasks.length))})
          </label>
        </div>
      </div>
      <Table<Task>
        caption={texts.title}
        rows={tasks}
        keyOf={({ id }) => id}
        columns={[
          {
            title: texts.task,
            cell: (task) => (
              <div className="govuk-checkboxes">
                <div className="govuk-checkboxes__item">
                  <input
                    id={`task-${task.id}`}
                    className="govuk-checkboxes__input"
                    type="checkbox"
                    checked={chosen.has(task.id)}
                    onChange={() => toggle(task.id)}
                  />
                  <label className="govuk-label govuk-checkboxes__label" htmlFor={`task-${task.id}`}>
                    {say(task.text) || task.name}
                    <span className="govuk-visually-hidden"> {task.reference}</span>
                  </label>
                </div>
              </div>
            ),
          },
          {
            title: texts.reference,
            cell: (task) =>
              task.instance ? (
                <Link href={`/cases/${task.instance}`} className="govuk-link hw-link">
                  {task.reference}
                </Link>
              ) : task.incident ? (
                <Link href={`/incidents/${task.incident}`} className="govuk-link hw-link">
                  {say(texts.openCases)}
                </Link>
              ) : (
                '–'
              ),
          },
          { title: texts.due, cell: (task) => <Due due={task.due} /> },
        ]}
      />
    </>
  );
}

type Answer = { items: { task: string; assigned: boolean; title: { en: string; km: string } | null }[] };

/** What became of each task, by name: the list itself is read anew and holds those that were given no more. */
function Outcome({ answer, tasks }: { answer: Answer; tasks: ReadonlyMap<string, Task> }) {
  const { say } = useLanguage();
  return (
    <section role="status" className="hw-strip hw-strip--list">
      <h2 className="govuk-heading-m">{say(texts.outcome)}</h2>
      <ul className="hw-plain">
        {answer.items.map(({ task, assigned, title }) => (
          <li key={task}>
            <strong className={`govuk-tag govuk-tag--${assigned ? 'green' : 'red'}`}>
              <span aria-hidden="true">{assigned ? '✓ ' : '✕ '}</span>
              {say(assigned ? texts.given : texts.notGiven)}
            </strong>{' '}
            {say(tasks.get(task)?.text)} {tasks.get(task)?.reference} {title && `– ${say(title)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function useAssignMany() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Asked) =>
      ask<Answer>(
        client.POST('/api/v1/tasks/assign-many', {
          params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
          body,
        }),
      ),
    onSettled: () =>
      Promise.all(['tasks', 'team', 'counts', 'instance'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}

export default function TeamTasks() {
  const { say } = useLanguage();
  const own = useSigned().appointment?.area ?? '';
  const whose = useWhose();
  const query = useTasksOf(whose);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [known, setKnown] = useState<ReadonlyMap<string, Task>>(new Map());
  const assign = useAssignMany();
  const give = (asked: Asked, tasks: Task[]) => {
    setKnown(new Map(tasks.map((task) => [task.id, task])));
    assign.mutate(asked, { onSuccess: () => setChosen(new Set()) });
  };
  return (
    <Page title={texts.title} back="/team">
      <Holder whose={whose} />
      {assign.data && <Outcome answer={assign.data} tasks={known} />}
      <Loaded query={query}>
        {({ items, more }) => {
          // what is no longer in the list cannot be chosen
          const still = new Set(items.flatMap(({ id }) => (chosen.has(id) ? [id] : [])));
          if (items.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              <Tasks tasks={items} chosen={still} choose={(ids) => setChosen(new Set(ids))} />
              {more && <p className="govuk-inset-text">{say(texts.more)}</p>}
              <Reassign
                tasks={items.filter(({ id }) => still.has(id))}
                area={own}
                holder={whose.person}
                sending={assign.isPending}
                error={assign.error}
                give={(asked) => give(asked, items)}
              />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
