/** One act that waits on this device: what it is, where it stands, and what its author can do. */
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { dateAndTime, useLanguage } from '../../language';
import {
  askAgain,
  draftId,
  refusalOf,
  removeItem,
  saveDraft,
  tryAgain,
  useVault,
  type Item,
  type Refusal,
} from '../../offline';
import { Due, focusHeading, Problem, roleText } from '../../parts';
import { isFormless, pageOfAct } from '../cases/own-pages';
import { Current } from './current';
import { Forget } from './forget';
import { outboxTexts as texts } from './texts';
import { Words } from './words';

function stateText({ state, review }: Item) {
  if (review?.decision) return review.decision === 'recorded' ? texts.reviewRecorded : texts.reviewAside;
  if (review) return texts.keptForReview;
  return state === 'stale' ? texts.stale : state === 'refused' ? texts.attention : texts.saved;
}

export function WaitingItem({ item }: { item: Item }) {
  const { say } = useLanguage();
  const attention = item.state !== 'waiting';
  const decided = typeof item.review?.decision === 'string';
  return (
    <article className={`hw-item${attention ? ' hw-item--attention' : ''}`} data-key={item.key}>
      <p className="hw-item__state">
        <span aria-hidden="true">{attention ? '⚠ ' : '↑ '}</span>
        {say(stateText(item))}
      </p>
      <h2 className="govuk-heading-s govuk-!-margin-bottom-1">{say(item.label)}</h2>
      <p className="govuk-body">
        {say(texts.reference)}: {item.reference ?? say(texts.newCase)}
        <br />
        {say(texts.written)} {say(dateAndTime(item.head.capturedAt))}
        {item.head.safety && (
          <>
            <br />
            <strong>{say(texts.first)}</strong>
          </>
        )}
        {item.handedOver !== undefined && (
          <>
            <br />
            {say(texts.handedOver)} ({say(dateAndTime(new Date(item.handedOver).toISOString()))})
          </>
        )}
      </p>
      {item.review && <Review item={item} review={item.review} />}
      {attention && !decided && <Attention item={item} />}
      {decided ? <Done item={item} /> : <Forget item={item} done={focusHeading} />}
    </article>
  );
}

/** Where the server keeps it: whose task it is, by when, and the page with both versions. */
function Review({ item, review }: { item: Item; review: NonNullable<Item['review']> }) {
  const { say } = useLanguage();
  return (
    <p className="govuk-body">
      {review.decision === null && (
        <>
          {say(texts.keptWhere)} {say(roleText(review.owner))}:{' '}
          <Due due={{ at: review.dueAt, exact: true, provisional: false }} />
          <br />
        </>
      )}
      <Link href={`/reviews/${review.id}`} className="govuk-link">
        {say(texts.openReview)}
        <span className="govuk-visually-hidden"> {item.reference}</span>
      </Link>
    </p>
  );
}

/** Somebody has decided: nothing is left to be done with what lies here. */
function Done({ item }: { item: Item }) {
  const { say } = useLanguage();
  const remove = async () => {
    await removeItem(item.key);
    focusHeading();
  };
  return (
    <button type="button" className="govuk-button govuk-button--secondary" onClick={() => void remove()}>
      {say(texts.removeDecided)}
    </button>
  );
}

function Attention({ item }: { item: Item }) {
  const { say } = useLanguage();
  const vault = useVault();
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => {
    let here = true;
    void refusalOf(item).then((found) => here && setRefusal(found));
    return () => void (here = false);
  }, [item, vault]);
  if (!refusal)
    return (
      <button type="button" className="govuk-button govuk-button--secondary" onClick={() => void askAgain(item)}>
        {say(texts.look)}
      </button>
    );
  const { yours, current } = refusal;
  return (
    <>
      <Problem problem={refusal} />
      <div className="hw-versions">
        {yours && (
          <section>
            <h3 className="govuk-heading-s">{say(texts.yours)}</h3>
            <Words
              workflow={item.head.workflow}
              version={item.head.workflowVersion}
              event={item.head.event}
              answers={yours}
            />
          </section>
        )}
        {current && (
          <Current
            workflow={item.head.workflow}
            version={item.head.workflowVersion}
            current={current}
            yours={{ event: item.head.event, answers: yours }}
          />
        )}
      </div>
      <Ways item={item} refusal={refusal} />
    </>
  );
}

/** The way to the form in which an act is written. */
const formOf = ({ kind, instance, workflow, event }: Item['head']): string => {
  if (kind === 'open') return `/start/${workflow}/${event}`;
  return isFormless(workflow, event) ? pageOfAct(workflow, event, instance!) : `/cases/${instance}/act/${event}`;
};

function Ways({ item, refusal: { yours, current } }: { item: Item; refusal: Refusal }) {
  const { say } = useLanguage();
  const [, navigate] = useLocation();
  const { head } = item;
  const takeBack = async () => {
    const answers = { ...yours, ...(head.kind === 'open' && { _area: head.area }) };
    await saveDraft(draftId(head), head.workflowVersion, answers);
    await removeItem(item.key);
    navigate(formOf(head));
  };
  const moved = item.state === 'stale' && current?.status === 'open';
  return (
    <div className="govuk-button-group">
      {moved && (
        <button type="button" className="govuk-button" onClick={() => void tryAgain(item, current.version)}>
          {say(texts.sendOnNew)}
        </button>
      )}
      {item.state === 'refused' && (
        <button type="button" className="govuk-button" onClick={() => void tryAgain(item)}>
          {say(texts.tryAgain)}
        </button>
      )}
      {yours && (
        <button type="button" className="govuk-button govuk-button--secondary" onClick={() => void takeBack()}>
          {say(texts.takeBack)}
        </button>
      )}
    </div>
  );
}
