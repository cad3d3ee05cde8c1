/** What the SOP says of the step: who, within what time, under which rules, and what follows. */
import { useLanguage } from '../../language';
import { RuleNumber, Source } from '../../parts';
import { statesOf, useStep, type Case, type Workflow } from './reads';
import { actTexts as texts } from './texts';

export function SopText({ of, workflow, event }: { of: Case; workflow: Workflow; event: string }) {
  const { say, language } = useLanguage();
  const [state] = statesOf(workflow, event, of.state);
  const { data: step } = useStep(workflow.id, state);
  if (!step) return null;
  const ways = step.ways.filter((way) => way.event === event);
  const due = step.task?.due ?? null;
  const rules = new Map(ways.flatMap((way) => way.rules).map((rule) => [rule.id, rule]));
  const who = [...new Set(ways.flatMap((way) => way.by).map((by) => say(by.text)))];
  const then = [...new Set(ways.flatMap((way) => way.to).map((to) => say(to.text)))];
  return (
    <aside className="hw-sop hw-screen-only" aria-label={say(texts.sop)}>
      <details className="govuk-details" open={innerWidth >= 1000}>
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">{say(texts.sop)}</span>
        </summary>
        <div className="govuk-details__text">
          <p className="govuk-body">
            <strong>{say(step.text)}</strong>
          </p>
          <dl className="hw-facts">
            {who.length > 0 && (
              <>
                <dt>{say(texts.who)}</dt>
                <dd>{who.join(language === 'km' ? ' និង' : ', ')}</dd>
              </>
            )}
            {due && (
              <>
                <dt>{say(due.text)}</dt>
                <dd>
                  {say(due.within)} (<Source of={due.source} />)
                </dd>
              </>
            )}
            {then.length > 0 && (
              <>
                <dt>{say(texts.then)}</dt>
                <dd>{then.join(', ')}</dd>
              </>
            )}
          </dl>
          {rules.size > 0 && (
            <>
              <p className="govuk-body govuk-!-margin-bottom-1">
                <strong>{say(texts.rules)}</strong>
              </p>
              <ul className="govuk-list govuk-list--bullet">
                {[...rules.values()].map((rule) => (
                  <li key={rule.id}>
                    {say(rule.text)} <RuleNumber of={rule.id} /> <Source of={rule.source} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <a className="govuk-link" href={step.handbook.replace('#', `?lang=${language}#`)}>
            {say(texts.handbook)}
          </a>
        </div>
      </details>
    </aside>
  );
}
