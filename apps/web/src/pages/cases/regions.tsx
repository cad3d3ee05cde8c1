/** What runs side by side in a case, each as a short fact: where the child is, safety, the visits, who answers for it. */
import { useLanguage } from '../../language';
import { useWorkflow, type Case } from './reads';
import { regionFacts } from './stands';
import { caseTexts as texts } from './texts';

/** Nothing where a case is closed, or is in one state alone. */
export function Regions({ of }: { of: Case }) {
  const { say } = useLanguage();
  const { data: workflow } = useWorkflow(of.workflow, of.workflowVersion);
  const facts = regionFacts(of.state, workflow?.states ?? []);
  if (facts.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.beside)}</h2>
      <dl className="hw-regions">
        {facts.map(({ path, title, text, worry }) => (
          <div key={path} className={worry ? 'hw-region--worry' : undefined}>
            <dt>{say(title)}</dt>
            <dd>
              {say(text)}
              {worry && (
                <div>
                  <span aria-hidden="true">⚠ </span>
                  {say(texts.worry)}
                </div>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
