/** Corrective actions: one for each finding, by when, and whether another lead has seen it done. */
import { useLocation } from 'wouter';
import { now } from '../../api';
import { dateOf, shortDate, useLanguage, type Text } from '../../language';
import { draftId, isUsable, listDrafts, saveDraft } from '../../offline';
import { Empty, Loaded, Page, Table } from '../../parts';
import { useCase, type Case } from '../cases/reads';
import { useVisitsOf, type Visit } from '../visits/reads';
import { useChecklist } from './reads';
import { dangerTexts, texts } from './texts';
import { Heading } from './words';

export default function Actions({ id }: { id: string }) {
  const { say } = useLanguage();
  const of = useCase(id);
  const visits = useVisitsOf(id);
  const checklist = useChecklist(1);
  const wordsOf = (step: string): Text | undefined =>
    step.startsWith('hard.')
      ? dangerTexts[step.slice(5)]
      : checklist.data?.items.find((item) => item.id === step)?.text;
  return (
    <Page
      title={texts.actions}
      back={`/inspections/${id}`}
      heading={of.data && <Heading of={of.data} title={texts.actions} />}
    >
      <p className="govuk-body">{say(texts.actionsAbout)}</p>
      <Loaded query={visits}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{say(texts.noActions)}</Empty>
          ) : (
            <>
              <Loaded query={of}>{(found) => <Ways of={found} visits={items} wordsOf={wordsOf} />}</Loaded>
              <Table
                caption={texts.actions}
                rows={items}
                keyOf={({ key }) => key}
                columns={[
                  {
                    title: texts.finding,
                    cell: ({ step }) => say(wordsOf(step) ?? { en: step, km: step }),
                  },
                  { title: texts.by, cell: ({ due }) => say(shortDate(due.on)) },
                  { title: texts.state, cell: (visit) => say(stateOf(visit)) },
                ]}
              />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

const stateOf = ({ status }: Visit): Text =>
  status === 'made' || status === 'late' ? texts.done : status === 'planned' ? texts.open : texts.missed;

/** What may be done about the actions now, by who looks at the page. */
const ways = ['plan.submitted', 'plan.accepted', 'plan.sentBack', 'plan.imposed', 'sanction.ordered'];
const plans = ['plan.submitted', 'plan.imposed'];
const reinspected = 'visit.recorded';

interface WaysProps {
  of: Case;
  visits: readonly Visit[];
  wordsOf: (step: string) => Text | undefined;
}

/** Begins a form with what it is about, unless a draft of it lies here, and goes to it. */
function useBegin(of: Case) {
  const [, navigate] = useLocation();
  return async (event: string, answers: Record<string, unknown>, anew = false) => {
    const id = draftId({ instance: of.id, workflow: of.workflow, event });
    const begun = !anew && (await listDrafts().catch(() => [])).some((draft) => draft.id === id);
    if (isUsable() && !begun) await saveDraft(id, of.workflowVersion, answers).catch(() => undefined);
    navigate(`/cases/${of.id}/act/${event}`);
  };
}

function Ways({ of, visits, wordsOf }: WaysProps) {
  const { say } = useLanguage();
  const begin = useBegin(of);
  const mine = of.allowed.filter(({ permitted }) => permitted);
  const open = visits.filter(({ status }) => status === 'planned');
  const answers = (event: string) =>
    plans.includes(event) ? { actions: open.map(({ step }) => ({ item: step })) } : {};
  return (
    <ul className="govuk-list">
      {mine
        .filter(({ event }) => ways.includes(event))
        .map(({ event, text }) => (
          <li key={event}>
            <button type="button" className="hw-link" onClick={() => void begin(event, answers(event))}>
              {say(text)}
            </button>
          </li>
        ))}
      {mine
        .filter(({ event }) => event === reinspected)
        .flatMap(({ text }) =>
          open.map(({ key, step }) => (
            <li key={key}>
              <button
                type="button"
                className="hw-link"
                onClick={() => void begin(reinspected, { key, visitOn: dateOf(now()) }, true)}
              >
                {say(text)}: {say(wordsOf(step) ?? { en: step, km: step })}
              </button>
            </li>
          )),
        )}
    </ul>
  );
}
