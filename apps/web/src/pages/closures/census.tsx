/**
 * The census on a phone: one bed a page, kept on the device as it is typed, then team, lists and files, and sealed. Children
 * whom nobody knows are registered at the end, which alone needs a connection.
 */
import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useSearchParams } from 'wouter';
import { ask, client, now } from '../../api';
import { Flow, type Answers } from '../../forms';
import { dateOf, useLanguage } from '../../language';
import { draftId, useDraft, type Draft } from '../../offline';
import { Empty, Failed, Loaded, Loading, Page } from '../../parts';
import { useCase, useWorkflow, type Case, type Workflow } from '../cases/reads';
import { DraftState, Older, refusalOf, refusedFields, useSending, Waits } from '../forms/sending';
import { Meanwhile } from '../forms/meanwhile';
import { Bed } from './bed';
import { Beds } from './census-beds';
import { faultsOf, putRow, registrationOf, rowsOf, sealedOf, uncounted, withoutRows, type Typed } from './counting';
import { listedOf, rowOf, unseen, withListed, type Known, type Listed } from './listed';
import { NamedElsewhere, Names } from './listed-names';
import { useClosure, type Closure } from './reads';
import { censusTexts as texts, listedTexts } from './texts';

const event = 'census.sealed';
type Spec = Workflow['events'][number];

export default function Census({ id }: { id: string }) {
  const of = useCase(id);
  const closure = useClosure(id);
  const workflow = useWorkflow(of.data?.workflow, of.data?.workflowVersion);
  return (
    <Page title={texts.title} back={`/closures/${id}`}>
      <Loaded query={of}>
        {(found) => (
          <Loaded query={closure}>
            {(about) => (
              <Loaded query={workflow}>
                {(definition) => <Open of={found} closure={about} workflow={definition} />}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

interface Props {
  of: Case;
  closure: Closure;
  workflow: Workflow;
}

function Open(props: Props) {
  const { say } = useLanguage();
  const spec = props.workflow.events.find(({ type }) => type === event);
  const way = props.of.allowed.find((allowed) => allowed.event === event);
  // what was begun stays, whatever happens to the case meanwhile
  const [begun] = useState(way?.permitted);
  if (!spec || !(way?.permitted || begun))
    return (
      <>
        <Empty>{say(texts.notNow)}</Empty>
        <ToClosure id={props.of.id} />
      </>
    );
  return <Counting {...props} spec={spec} />;
}

function ToClosure({ id }: { id: string }) {
  const { say } = useLanguage();
  return (
    <p className="govuk-body">
      <Link href={`/closures/${id}`} className="govuk-link">
        {say(texts.toClosure)}
      </Link>
    </p>
  );
}

/** Names of the child of a bed: of the register, or as it said itself. */
const knownIn =
  (closure: Closure) =>
  ({ child, described }: Typed): Known => {
    const said = described?.name?.trim() || null;
    if (described) return { km: said, latin: said };
    return closure.expected?.find((each) => each.child === child)?.names ?? { km: null, latin: null };
  };

function useNameOf(knownOf: (row: Typed) => Known) {
  const { say, language } = useLanguage();
  return (row: Typed): string => {
    const { km, latin } = knownOf(row);
    return (language === 'km' ? (km ?? latin) : (latin ?? km)) ?? say(texts.unknownShort);
  };
}

/** Registers whom nobody knows, and gives the answers with their children. Throws what the register says. */
async function register(answers: Answers, area: string, keep: (answers: Answers) => void): Promise<Answers> {
  let next = answers;
  for (const [index, row] of rowsOf(answers).entries()) {
    if (!row.described || row.child) continue;
    const body = registrationOf(row, area, dateOf(now()));
    const headers = { 'Idempotency-Key': row.described.key };
    const { id } = (await ask(client.POST('/api/v1/children', { body, headers } as never))) as { id: string };
    next = putRow(next, index, { ...row, child: id });
    keep(next);
  }
  return next;
}

function useSealing({ of, closure, workflow, spec }: Props & { spec: Spec }, draft: Draft, seen: number) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const { sending, sent, send } = useSending();
  const [failed, setFailed] = useState<unknown>();
  const [registering, setRegistering] = useState(false);
  const seal = async (answers: Answers, baseVersion = seen) => {
    setFailed(undefined);
    setRegistering(true);
    let complete: Answers;
    try {
      complete = await register(answers, closure.institution.area, draft.change);
    } catch (error) {
      return setFailed(error);
    } finally {
      setRegistering(false);
    }
    const result = await send({
      kind: 'event',
      instance: of.id,
      workflow: of.workflow,
      workflowVersion: workflow.version,
      event,
      data: sealedOf(spec.form, complete, knownIn(closure)),
      baseVersion,
      label: spec.text,
      reference: of.reference,
    });
    if (result.state === 'refused') return void queries.invalidateQueries({ queryKey: ['instance', of.id] });
    if (result.state === 'unsent') return;
    await draft.discard();
    if (result.state === 'waiting') return;
    await queries.invalidateQueries();
    navigate(`/closures/${of.id}`, { replace: true });
  };
  return { seal, sent, failed, busy: sending || registering };
}

function Counting(props: Props & { spec: Spec }) {
  const { say } = useLanguage();
  const { of, closure, workflow, spec } = props;
  const [parameters, setParameters] = useSearchParams();
  const draft = useDraft(draftId({ instance: of.id, workflow: of.workflow, event }), workflow.version);
  const [seen, setSeen] = useState(of.version);
  const [begun, setBegun] = useState(0);
  const [refusedBeds, setRefusedBeds] = useState(false);
  const { seal, sent, failed, busy } = useSealing(props, draft, seen);
  const knownOf = knownIn(closure);
  const nameOf = useNameOf(knownOf);
  const answers: Answers = { on: dateOf(now()), ...draft.answers };
  const rows = rowsOf(answers);
  const step = parameters.get('step') ?? '';
  const go = (to: string) => setParameters((old) => (to ? old.set('step', to) : old.delete('step'), old));
  const left = uncounted(closure.expected ?? [], rows);
  const elsewhere = unseen(answers, rows, knownOf);
  const begin = (row: Typed) => {
    draft.change(putRow(answers, rows.length, row));
    go(`bed-${rows.length}`);
  };
  const submit = () => {
    const open = rows.some((row) => faultsOf(spec.form, row).length > 0);
    setRefusedBeds(open);
    if (!open) void seal(answers);
  };
  const again = () => {
    setSeen(of.version);
    void seal(answers, of.version);
  };

  if (sent?.state === 'waiting')
    return (
      <Waits>
        <ToClosure id={of.id} />
      </Waits>
    );
  if (draft.state === 'loading') return <Loading />;
  const place = /^bed-(\d+)$/.exec(step);
  const index = Number(place?.[1] ?? -1);
  const row = rows[index];
  const beds = (
    <>
      <Beds schema={spec.form} rows={rows} left={left} nameOf={nameOf} open={(i) => go(`bed-${i}`)} begin={begin} />
      <NamedElsewhere
        names={elsewhere}
        open={() => go('names')}
        begin={(listed) => begin(rowOf(listed, closure.expected ?? [], rows))}
      />
    </>
  );
  const discard = () => {
    void draft.discard();
    setBegun((count) => count + 1);
    go('');
  };
  return (
    <>
      <p className="govuk-body hw-muted">
        {of.reference} · {say(closure.institution.name)}
      </p>
      <Older draft={draft} />
      {row ? (
        <Bed
          key={index}
          schema={spec.form}
          area={closure.institution.area}
          row={row}
          expected={closure.expected ?? []}
          nameOf={nameOf}
          change={(next) => draft.change(putRow(answers, index, next))}
          remove={() => (draft.change(putRow(answers, index, undefined)), go(''))}
          next={() => (left[0] ? begin({ child: left[0].child }) : go(''))}
          all={() => go('')}
          elsewhere={elsewhere}
        />
      ) : step === 'names' ? (
        <Names
          names={listedOf(answers)}
          rows={rows}
          expected={closure.expected ?? []}
          knownOf={knownOf}
          nameOf={nameOf}
          change={(names) => draft.change(withListed(answers, names))}
          begin={begin}
          all={() => go('')}
        />
      ) : (
        <Rest
          key={begun}
          {...{ of, workflow, spec, answers, draft, step, go, beds, rows, elsewhere }}
          send={submit}
          sending={busy}
          refusal={
            <Refusal beds={refusedBeds} failed={failed}>
              {refusalOf(sent, <Meanwhile of={of} seen={seen} workflow={workflow} event={event} again={again} />)}
            </Refusal>
          }
          refused={refusedFields(sent)}
          isRefused={refusedBeds || failed !== undefined || refusalOf(sent) !== undefined}
        />
      )}
      <DraftState draft={draft} discard={discard} />
    </>
  );
}

function Refusal({ beds, failed, children }: { beds: boolean; failed: unknown; children: ReactNode }) {
  const { say } = useLanguage();
  return (
    <>
      {beds && <p className="govuk-body">{say(texts.unfinished)}</p>}
      {failed !== undefined && (
        <>
          <p className="govuk-body">{say(texts.notRegistered)}</p>
          <Failed error={failed} />
        </>
      )}
      {children}
    </>
  );
}

interface RestProps {
  of: Case;
  workflow: Workflow;
  spec: Spec;
  answers: Answers;
  draft: Draft;
  step: string;
  go: (step: string) => void;
  beds: ReactNode;
  rows: Typed[];
  elsewhere: Listed[];
  send: () => void;
  sending: boolean;
  refusal: ReactNode;
  refused: ReturnType<typeof refusedFields>;
  isRefused: boolean;
}

/** The beds, then the questions of the form beside its rows. */
function Rest({ of, workflow, spec, answers, draft, step, go, beds, rows, ...more }: RestProps) {
  const { say } = useLanguage();
  const { elsewhere, refusal, isRefused, ...sending } = more;
  return (
    <Flow
      schema={withoutRows(spec.form)}
      sections={{ ...workflow.texts.sections }}
      about={{ area: of.area, instance: of.id, children: of.children }}
      answers={answers}
      change={draft.change}
      step={step}
      go={go}
      intro={beds}
      before={
        <>
          {rows.some(({ described }) => described) && <p className="govuk-body">{say(texts.registering)}</p>}
          {elsewhere.length > 0 && (
            <p className="govuk-body hw-warned">
              <span aria-hidden="true">● </span>
              {say(listedTexts.stillOpen)} {elsewhere.map(({ name }) => name).join(', ')}
            </p>
          )}
        </>
      }
      refusal={isRefused ? refusal : undefined}
      verb={texts.seal}
      {...sending}
    />
  );
}
