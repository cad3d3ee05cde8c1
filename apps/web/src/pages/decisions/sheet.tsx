/** The decision sheet of a case: facts, ladder, criteria, meeting, the possible decisions, and the letters signed so far. */
import { useSearchParams } from 'wouter';
import { useLanguage } from '../../language';
import { Loaded } from '../../parts';
import { CasePage } from '../cases/header';
import { useWorkflow, type Case, type Workflow } from '../cases/reads';
import { caseTexts } from '../cases/texts';
import { Choices } from './choices';
import { Criteria } from './criteria-list';
import { FactsOfCase } from './facts';
import { Letters } from './letters';
import { decisionsOf } from './reads';
import { sheetTexts as texts } from './texts';

/** What was received just now; the address names the event alone. */
function Received({ of, workflow }: { of: Case; workflow: Workflow }) {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const event = workflow.events.find(({ type }) => type === parameters.get('sent'));
  if (!event) return null;
  return (
    <div className="govuk-notification-banner govuk-notification-banner--success" role="alert" aria-labelledby="sent">
      <div className="govuk-notification-banner__header">
        <h2 className="govuk-notification-banner__title" id="sent">
          <span aria-hidden="true">✓ </span>
          {say(texts.received)}
        </h2>
      </div>
      <div className="govuk-notification-banner__content">
        <p className="govuk-body">
          {say(texts.done)} <strong>{say(event.text)}</strong> ({of.reference})
        </p>
        <Letters id={of.id} event={event.type} />
      </div>
    </div>
  );
}

function Sheet({ of, workflow }: { of: Case; workflow: Workflow }) {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const waits = of.tasks.filter(({ text }) => text !== null);
  return (
    <>
      <Received of={of} workflow={workflow} />
      <p className="govuk-body">
        <strong>{waits.map(({ text }) => say(text)).join(' · ') || say(of.texts.outcome)}</strong>
        <br />
        <span className="hw-muted">{say(caseTexts.readRecorded)}</span>
      </p>
      <button type="button" className="govuk-button govuk-button--secondary hw-screen-only" onClick={() => print()}>
        {say(texts.print)}
      </button>
      <FactsOfCase of={of} workflow={workflow} />
      <Criteria of={of} workflow={workflow} />
      <Choices of={of} workflow={workflow} events={decisionsOf(of)} />
      {!parameters.has('sent') && (
        <section>
          <h2 className="govuk-heading-m">{say(texts.letters)}</h2>
          <Letters id={of.id} />
        </section>
      )}
    </>
  );
}

function OfCase({ of }: { of: Case }) {
  const workflow = useWorkflow(of.workflow, of.workflowVersion);
  return <Loaded query={workflow}>{(definition) => <Sheet of={of} workflow={definition} />}</Loaded>;
}

export default function DecisionSheet({ id }: { id: string }) {
  return (
    <CasePage id={id} tab="decision">
      {(of) => <OfCase of={of} />}
    </CasePage>
  );
}
