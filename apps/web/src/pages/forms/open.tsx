/** A form that opens a case: the place first, then its questions, then what happens next. */
import { useMemo, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { ask, client, useRole, useSigned, type components } from '../../api';
import { finish, Flow, type Answers, type Schema } from '../../forms';
import { useLanguage } from '../../language';
import { draftId, useDraft } from '../../offline';
import { Due, Empty, Loaded, Loading, Page, RoleNames } from '../../parts';
import { Danger } from './danger';
import { useWorkflow, type EventOfWorkflow, type Workflow } from './reads';
import { DraftState, Older, refusalOf, refusedFields, useSending, Waits } from './sending';
import { openTexts as texts } from './texts';

type Opened = Pick<components['schemas']['CaseAnswer'], 'id' | 'reference' | 'tasks'>;

/** Forms that are no substitute for a call. */
const urgent = ['concern.reported', 'emergency.opened'];

/** The form with the question where it happens before its own. */
export function withArea(form: Schema): Schema {
  const area = {
    type: 'string',
    minLength: 6,
    maxLength: 8,
    'x-widget': 'area',
    title: texts.area.en,
    titleKm: texts.area.km,
  };
  return { ...form, properties: { _area: area, ...form.properties }, required: ['_area', ...(form.required ?? [])] };
}

export default function Open({ workflow: id, event }: { workflow: string; event: string }) {
  const { say } = useLanguage();
  const { appointment } = useSigned();
  const [parameters] = useSearchParams();
  const workflow = useWorkflow(id);
  const sent = parameters.get('sent');
  if (sent) return <Confirmation id={sent} />;
  const spec = workflow.data?.events.find((each) => each.type === event && each.opening);
  if (!workflow.data)
    return (
      <Page title={texts.next} back="/start">
        <Loaded query={workflow}>{() => null}</Loaded>
      </Page>
    );
  if (!spec)
    return (
      <Page title={texts.unknown} back="/start">
        <Empty>{say(texts.unknown)}</Empty>
      </Page>
    );
  return (
    <Page title={spec.text} back="/start" narrow>
      {appointment && spec.openedBy.includes(appointment.role) ? (
        <Opening workflow={workflow.data} spec={spec} home={appointment.area} />
      ) : (
        <Empty>
          {say(texts.others)} <RoleNames roles={spec.openedBy} />
        </Empty>
      )}
    </Page>
  );
}

function Opening({ workflow, spec, home }: { workflow: Workflow; spec: EventOfWorkflow; home: string }) {
  const queries = useQueryClient();
  const [parameters, setParameters] = useSearchParams();
  const draft = useDraft(draftId({ workflow: workflow.id, event: spec.type }), workflow.version);
  const { sending, sent, send } = useSending();
  const [begun, setBegun] = useState(0);
  const schema = useMemo(() => withArea(spec.form), [spec]);
  const sections = { ...workflow.texts.sections };
  const answers: Answers = { ...(home && { _area: home }), ...draft.answers };
  const go = (step: string) =>
    setParameters((old) => (step ? old.set('step', step) : old.delete('step'), old), { replace: false });
  const discard = () => {
    void draft.discard();
    setBegun((count) => count + 1);
    go('');
  };

  const submit = async () => {
    const { _area, ...data } = finish(schema, answers) as Answers;
    const result = await send({
      kind: 'open',
      workflow: workflow.id,
      workflowVersion: workflow.version,
      event: spec.type,
      area: String(_area),
      data,
      label: spec.text,
    });
    if (result.state === 'received') {
      queries.setQueryData(['opened', result.answer.id], result.answer);
      void queries.invalidateQueries({ queryKey: ['requests'] });
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      setParameters((old) => (old.delete('step'), old.set('sent', result.answer.id), old), { replace: true });
    }
    if (result.state === 'received' || result.state === 'waiting') await draft.discard();
  };

  if (sent?.state === 'waiting') return <Waits />;
  if (draft.state === 'loading') return <Loading />;
  return (
    <>
      <Older draft={draft} />
      <Flow
        key={begun}
        schema={schema}
        sections={sections}
        about={{ area: typeof answers['_area'] === 'string' ? answers['_area'] : home }}
        answers={answers}
        change={draft.change}
        step={parameters.get('step') ?? ''}
        go={go}
        send={() => void submit()}
        sending={sending}
        refusal={refusalOf(sent)}
        intro={urgent.includes(spec.type) && <Danger />}
        refused={refusedFields(sent)}
      />
      <DraftState draft={draft} discard={discard} />
    </>
  );
}

/** Roles that report and see no case. */
const caseless = ['village', 'provincialAdministration'];

function Confirmation({ id }: { id: string }) {
  const { say } = useLanguage();
  const role = useRole() ?? '';
  const opened = useQuery({
    queryKey: ['opened', id],
    staleTime: Infinity,
    queryFn: (): Promise<Opened> => ask(client.GET('/api/v1/instances/{id}', { params: { path: { id } } })),
  });
  return (
    <Page title={texts.received} narrow heading={<span className="govuk-visually-hidden">{say(texts.received)}</span>}>
      <Loaded query={opened}>
        {({ reference, tasks }) => (
          <>
            <div className="govuk-panel govuk-panel--confirmation">
              <p className="govuk-panel__title">
                <span aria-hidden="true">✓ </span>
                {say(texts.received)}
              </p>
              <div className="govuk-panel__body">
                {say(texts.reference)}
                <br />
                <strong>{reference}</strong>
              </div>
            </div>
            <p className="govuk-body">{say(texts.keep)}</p>
            <h2 className="govuk-heading-m">{say(texts.next)}</h2>
            {tasks.length === 0 && <p className="govuk-body">{say(texts.nothingNext)}</p>}
            <ul className="govuk-list govuk-list--bullet">
              {tasks.map((task) => (
                <li key={task.id}>
                  <strong>{say(task.text)}</strong>, {say(texts.by)} <RoleNames roles={[task.role]} />:{' '}
                  <Due due={task.due} why />
                </li>
              ))}
            </ul>
            <p className="govuk-body">
              <Link href="/requests" className="govuk-link">
                {say(texts.toRequests)}
              </Link>
            </p>
            {!caseless.includes(role) && (
              <p className="govuk-body">
                <Link href={`/cases/${id}`} className="govuk-link">
                  {say(texts.toCase)}
                </Link>
              </p>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
