/** The form of a decision: what stands in the way, the questions, the letter as it would be, declaration and signature. */
import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useSearchParams } from 'wouter';
import { Flow, tidy, type Answers } from '../../forms';
import { useLanguage } from '../../language';
import { draftId, useDraft } from '../../offline';
import { Empty, Loaded, Loading, Page, RoleNames, Rules } from '../../parts';
import { useCase, useWorkflow, type Case, type Workflow } from '../cases/reads';
import { StandingNotice } from '../closures/standing-notice';
import { Meanwhile } from '../forms/meanwhile';
import { DraftState, Older, refusalOf, refusedFields, SignatureCode, useSending } from '../forms/sending';
import { Declaration } from './declaration';
import { Preview } from './preview';
import { useDocuments } from './reads';
import { decideTexts as texts, sheetTexts } from './texts';

type Spec = Workflow['events'][number];

export default function Decide({ id, event }: { id: string; event: string }) {
  const of = useCase(id);
  const workflow = useWorkflow(of.data?.workflow, of.data?.workflowVersion);
  const spec = workflow.data?.events.find(({ type }) => type === event);
  return (
    <Page title={spec?.text ?? sheetTexts.title} back={`/cases/${id}/decision`}>
      <Loaded query={of}>
        {(found) => (
          <Loaded query={workflow}>{(definition) => <Decision of={found} workflow={definition} spec={spec} />}</Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Decision({ of, workflow, spec }: { of: Case; workflow: Workflow; spec: Spec | undefined }) {
  const { say } = useLanguage();
  const way = of.allowed.find(({ event }) => event === spec?.type);
  // once the form is open it stays, whatever happens to the case meanwhile: what was typed is not taken away
  const [begun, setBegun] = useState(false);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (way?.permitted) setBegun(true);
  }, [way?.permitted]);
  if (!spec || (!way?.permitted && !begun))
    return (
      <>
        <Empty>
          {way ? (
            <>
              {say(sheetTexts.by)} <RoleNames roles={way.by} />
            </>
          ) : (
            say(texts.notNow)
          )}
        </Empty>
        <Link href={`/cases/${of.id}/decision`} className="hw-link">
          {say(texts.toSheet)}
        </Link>
      </>
    );
  return (
    <>
      <p className="govuk-body hw-muted">{of.reference}</p>
      <StandingNotice of={of} />
      {way && !way.allowed && !asked && (
        <div className="govuk-inset-text">
          <h2 className="govuk-heading-m">{say(texts.blocked)}</h2>
          <Rules rules={way.rules} />
        </div>
      )}
      <Form of={of} workflow={workflow} spec={spec} onSend={() => setAsked(true)} />
    </>
  );
}

/** Sends the decision as the person saw the case; a newer version that arrives in the background is not yet seen. */
function useDecision(of: Case, workflow: Workflow, spec: Spec) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const draft = useDraft(draftId({ instance: of.id, workflow: of.workflow, event: spec.type }), workflow.version);
  const sending = useSending();
  const send = async (baseVersion: number, code: string) => {
    const result = await sending.send({
      kind: 'event',
      instance: of.id,
      workflow: of.workflow,
      workflowVersion: workflow.version,
      event: spec.type,
      data: (tidy(draft.answers) ?? {}) as Answers,
      baseVersion,
      label: spec.text,
      reference: of.reference,
      ...(spec.signature && { totp: code }),
    });
    if (result.state === 'refused') await queries.invalidateQueries({ queryKey: ['instance', of.id] });
    if (result.state !== 'received') return;
    await draft.discard();
    await queries.invalidateQueries();
    navigate(`/cases/${of.id}/decision?sent=${spec.type}`, { replace: true });
  };
  return { draft, send, sending: sending.sending, sent: sending.sent };
}

function Form({ of, workflow, spec, onSend }: { of: Case; workflow: Workflow; spec: Spec; onSend: () => void }) {
  const [parameters, setParameters] = useSearchParams();
  const { draft, send, sending, sent } = useDecision(of, workflow, spec);
  const documents = useDocuments(of.id);
  const [seen, setSeen] = useState(of.version);
  const [code, setCode] = useState('');
  const [declared, setDeclared] = useState(false);
  const [wrong, setWrong] = useState({ code: false, declared: false });
  const [begun, setBegun] = useState(0);
  const go = (step: string) => setParameters((old) => (step ? old.set('step', step) : old.delete('step'), old));
  const letter = documents.data?.find(({ kind, events }) => kind === 'letter' && events.includes(spec.type));

  const submit = async (baseVersion: number) => {
    if (spec.signature) {
      const found = { declared: !declared, code: code.length !== 6 };
      setWrong(found);
      if (found.declared) return document.getElementById('q-_declared')?.focus();
      if (found.code) return document.getElementById('q-_code')?.focus();
    }
    onSend();
    await send(baseVersion, code);
    setCode('');
  };
  const again = () => {
    setSeen(of.version);
    void submit(of.version);
  };

  if (draft.state === 'loading') return <Loading />;
  const refer = of.allowed.some(({ event, allowed }) => event === 'decision.referredToMosvy' && allowed);
  const before = (
    <>
      {letter && <Preview id={of.id} document={letter.document} event={spec.type} answers={draft.answers} />}
      {spec.signature && (
        <>
          <Declaration
            declared={declared}
            change={setDeclared}
            wrong={wrong.declared}
            refer={refer ? `/cases/${of.id}/decision/decision.referredToMosvy` : undefined}
          />
          <SignatureCode code={code} change={setCode} wrong={wrong.code} />
        </>
      )}
    </>
  );
  return (
    <>
      <Older draft={draft} />
      <Flow
        key={begun}
        schema={spec.form}
        sections={{ ...workflow.texts.sections }}
        about={{ area: of.area, children: of.children }}
        answers={draft.answers}
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
      <DraftState
        draft={draft}
        discard={() => {
          void draft.discard();
          setBegun((count) => count + 1);
          go('');
        }}
      />
    </>
  );
}
