/** One act that waits on this device: what it is, where it stands, and what its author can do. */
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
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
import { focusHeading, Problem } from '../../parts';
import { useWorkflow } from '../cases/reads';
import { actorOf, titleOf } from '../cases/told';
import { Forget } from './forget';
import { outboxTexts as texts } from './texts';
import { Words } from './words';

const stateText = ({ state }: Item) =>
  state === 'stale' ? texts.stale : state === 'refused' ? texts.attention : texts.saved;

export function WaitingItem({ item }: { item: Item }) {
  const { say } = useLanguage();
  const attention = item.state !== 'waiting';
  return (
    <article className={`hw-item${attention ? ' hw-item--attention' : ''}`} data-key={item.key}>
      <p className="hw-item__state">
        <span aria-hidden="true">{attention ? '⚠ ' : '↑ '}</span>
        {say(stateText(item))}
      </p>
      <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{say(item.label)}</h3>
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
      {attention && <Attention item={item} />}
      <Forget item={item} done={focusHeading} />
    </article>
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
            <h4 className="govuk-heading-s">{say(texts.yours)}</h4>
            <Words
              workflow={item.head.workflow}
              version={item.head.workflowVersion}
              event={item.head.event}
              answers={yours}
            />
          </section>
        )}
        {current && <Current item={item} current={current} />}
      </div>
      <Ways item={item} refusal={refusal} />
    </>
  );
}

function Current({ item, current }: { item: Item; current: NonNullable<Refusal['current']> }) {
  const { say } = useLanguage();
  const { data: workflow } = useWorkflow(item.head.workflow, item.head.workflowVersion || undefined);
  return (
    <section>
      <h4 className="govuk-heading-s">{say(texts.now)}</h4>
      <p className="govuk-body">
        {say(texts.state)}: {current.state.map((text) => say(text)).join(' · ')}
      </p>
      <p className="govuk-body">{say(texts.since)}:</p>
      {current.since.length === 0 && <p className="govuk-body">{say(texts.nothingSince)}</p>}
      {current.since.map((line) => (
        <div key={line.version} className="hw-entry">
          <p className="govuk-body govuk-!-margin-bottom-1">
            <strong>{say(titleOf(line, workflow))}</strong>
            <br />
            <span className="hw-muted">
              {say(dateAndTime(line.at))}, {say(actorOf(line.role))}
            </span>
          </p>
          {line.data && (
            <Words
              workflow={item.head.workflow}
              version={item.head.workflowVersion}
              event={line.event}
              answers={line.data}
            />
          )}
        </div>
      ))}
    </section>
  );
}

/** The way to the form in which an act is written. */
const formOf = ({ kind, instance, workflow, event }: Item['head']): string =>
  kind === 'open' ? `/start/${workflow}/${event}` : `/cases/${instance}/act/${event}`;

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
