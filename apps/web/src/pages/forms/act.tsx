/** The form of an event on a case: what stands in the way first, then its questions; beside it what the SOP says. */
import { useEffect, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Redirect, useLocation, useSearchParams } from 'wouter';
import { now } from '../../api';
import { finish, Flow, withAnswer, type Answers, type Schema } from '../../forms';
import { dateOf, useLanguage } from '../../language';
import { dropPhotos, draftId, releasePhotos, useDraft } from '../../offline';
import { Empty, Loaded, Loading, Page, RoleNames, Rules } from '../../parts';
import { isFormless, pageOfAct } from '../cases/own-pages';
import { StandingNotice } from '../closures/standing-notice';
import { VisitGuide } from '../visits/guide';
import { VisitPhotos, VisitPosition } from '../visits/photos';
import { Meanwhile } from './meanwhile';
import { useCase, useWorkflow, type Case, type EventOfWorkflow, type Workflow } from './reads';
import { DraftState, Older, refusalOf, refusedFields, SignatureCode, useSending, Waits } from './sending';
import { SopText } from './sop';
import { actTexts as texts } from './texts';

export default function Act({ id, event }: { id: string; event: string }) {
  const of = useCase(id);
  const workflow = useWorkflow(of.data?.workflow, of.data?.workflowVersion);
  const spec = workflow.data?.events.find(({ type }) => type === event);
  if (of.data && isFormless(of.data.workflow, event))
    return <Redirect to={pageOfAct(of.data.workflow, event, id)} replace />;
  return (
    <Page title={spec?.text ?? texts.toCase} back={`/cases/${id}`}>
      <Loaded query={of}>
        {(found) => (
          <Loaded query={workflow}>{(definition) => <Event of={found} workflow={definition} spec={spec} />}</Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function ToCase({ id, children }: { id: string; children: ReactNode }) {
  const { say } = useLanguage();
  return (
    <>
      {children}
      <p className="govuk-body">
        <Link href={`/cases/${id}`} className="govuk-link">
          {say(texts.toCase)}
        </Link>
      </p>
    </>
  );
}

interface EventProps {
  of: Case;
  workflow: Workflow;
  spec: EventOfWorkflow | undefined;
}

function Event({ of, workflow, spec }: EventProps) {
  const { say } = useLanguage();
  const [prepares, setPrepares] = useState(false);
  const [asked, setAsked] = useState(false);
  const way = of.allowed.find(({ event }) => event === spec?.type);
  // once the form is open it stays, whatever happens to the case meanwhile: what was typed is not taken away
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    if (way?.allowed) setBegun(true);
  }, [way?.allowed]);
  if (!spec || (!way && !begun))
    return (
      <ToCase id={of.id}>
        <Empty>{say(texts.notNow)}</Empty>
      </ToCase>
    );
  if (way && !way.permitted)
    return (
      <ToCase id={of.id}>
        <Empty>
          {say(texts.others)} <RoleNames roles={way.by} />
        </Empty>
      </ToCase>
    );
  const blocked = way !== undefined && !way.allowed;
  return (
    <div className="hw-beside">
      <div>
        <p className="govuk-body hw-muted">{of.reference}</p>
        <StandingNotice of={of} />
        {blocked && !asked && (
          <div className="govuk-inset-text">
            <h2 className="govuk-heading-m">{say(texts.blocked)}</h2>
            <Rules rules={way.rules} />
            {!prepares && (
              <button type="button" className="govuk-button govuk-button--secondary" onClick={() => setPrepares(true)}>
                {say(texts.prepare)}
              </button>
            )}
          </div>
        )}
        {(!blocked || prepares || begun) && (
          <Form of={of} workflow={workflow} spec={spec} onSend={() => setAsked(true)} />
        )}
      </div>
      <SopText of={of} workflow={workflow} event={spec.type} />
    </div>
  );
}

/** The act that tells of a visit, in every procedure that has visits. */
const visited = 'visit.recorded';

const asks = (form: Schema, name: string): boolean => form.properties?.[name] !== undefined;

/** What is answered before anybody has: the child that the way here named; a visit on the day on which it was made. */
const presetsOf = ({ type, form }: EventOfWorkflow, child: string | undefined): Answers => ({
  ...(type === visited && asks(form, 'visitOn') && { visitOn: dateOf(now()) }),
  ...(child && (asks(form, 'child') ? { child } : { children: [child] })),
});

/** The child that the address names, where the act is about one child: it has a draft of its own. */
function useNamedChild({ form }: EventOfWorkflow): string | undefined {
  const [parameters] = useSearchParams();
  const [child] = useState(() => {
    const isAbout = asks(form, 'child') || asks(form, 'children');
    return isAbout ? (parameters.get('child') ?? undefined) : undefined;
  });
  return child;
}

function Form({ of, workflow, spec, onSend }: Required<EventProps> & { spec: EventOfWorkflow; onSend: () => void }) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [parameters, setParameters] = useSearchParams();
  const child = useNamedChild(spec);
  const general = draftId({ instance: of.id, workflow: of.workflow, event: spec.type });
  const draft = useDraft(child ? `${general}:${child}` : general, workflow.version);
  const { sending, sent, send } = useSending();
  // what the person saw: a newer version that arrives in the background is not yet seen
  const [seen, setSeen] = useState(of.version);
  const [code, setCode] = useState('');
  const [unsigned, setUnsigned] = useState(false);
  const [begun, setBegun] = useState(0);
  const [presets] = useState(() => presetsOf(spec, child));
  const answers: Answers = { ...presets, ...draft.answers };
  const visits = spec.type === visited;
  const go = (step: string) => setParameters((old) => (step ? old.set('step', step) : old.delete('step'), old));
  const discard = () => {
    void draft.discard();
    if (visits) void dropPhotos(of.id);
    setBegun((count) => count + 1);
    go('');
  };

  const submit = async (baseVersion: number) => {
    setUnsigned(spec.signature && code.length !== 6);
    if (spec.signature && code.length !== 6) return document.getElementById('q-_code')?.focus();
    onSend();
    const result = await send({
      kind: 'event',
      instance: of.id,
      workflow: of.workflow,
      workflowVersion: workflow.version,
      event: spec.type,
      data: finish(spec.form, answers) as Answers,
      baseVersion,
      label: spec.text,
      reference: of.reference,
      ...(spec.signature && { totp: code }),
    });
    setCode('');
    if (result.state === 'refused') return void queries.invalidateQueries({ queryKey: ['instance', of.id] });
    if (result.state === 'unsent') return;
    await draft.discard();
    if (visits) await releasePhotos(of.id).catch(() => undefined);
    if (result.state === 'waiting') return;
    await queries.invalidateQueries();
    navigate(`/cases/${of.id}?sent=${spec.type}`, { replace: true });
  };
  const again = () => {
    setSeen(of.version);
    void submit(of.version);
  };

  if (sent?.state === 'waiting')
    return (
      <Waits>
        <ToCase id={of.id}>{null}</ToCase>
      </Waits>
    );
  if (draft.state === 'loading') return <Loading />;
  const before = (
    <>
      {visits && <VisitPhotos instance={of.id} />}
      {visits && asks(spec.form, 'position') && (
        <VisitPosition
          value={answers['position']}
          change={(position) => draft.change(withAnswer(answers, 'position', position))}
        />
      )}
      {spec.signature && <SignatureCode code={code} change={setCode} wrong={unsigned} />}
    </>
  );
  return (
    <>
      <Older draft={draft} />
      <Flow
        key={begun}
        schema={spec.form}
        sections={{ ...workflow.texts.sections }}
        about={{ area: of.area, instance: of.id, children: of.children }}
        answers={answers}
        aside={visits ? <VisitGuide of={of} schema={spec.form} answers={answers} /> : undefined}
        change={draft.change}
        step={parameters.get('step') ?? ''}
        go={go}
        send={() => void submit(seen)}
        sending={sending}
        refusal={refusalOf(sent, <Meanwhile of={of} seen={seen} workflow={workflow} event={spec.type} again={again} />)}
        refused={refusedFields(sent)}
        before={before}
        verb={spec.text}
      />
      <DraftState draft={draft} discard={discard} />
    </>
  );
}
