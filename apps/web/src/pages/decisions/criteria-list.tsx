/** The twelve criteria in their order: how each stands, by which rule, what is missing, and who can supply it. */
import { Link } from 'wouter';
import type { BrokenRule } from '../../api';
import { figured, number, useLanguage } from '../../language';
import { RoleNames, RuleNumber, Source } from '../../parts';
import { problemTexts } from '../../parts/texts';
import { useInstitution, type Case, type Workflow } from '../cases/reads';
import { alsoAsked, criteria, stoppedBy, standingOf, standingOfRule, type Standing } from './criteria';
import { sheetTexts as texts } from './texts';

const colours: Record<Standing, string> = { kept: 'green', broken: 'red', later: 'grey', look: 'blue' };
const signs: Record<Standing, string> = { kept: '✓', broken: '✕', later: '◷', look: '◉' };

function StandingTag({ is }: { is: Standing }) {
  const { say } = useLanguage();
  return (
    <strong className={`govuk-tag govuk-tag--${colours[is]}`}>
      <span aria-hidden="true">{signs[is]} </span>
      {say(texts[is])}
    </strong>
  );
}

type Rule = Workflow['rules'][number];

/** `is`: said beside the rule, where the tag above speaks for several. */
function RuleLine({ rule, broken, is }: { rule: Rule; broken: BrokenRule | undefined; is?: Standing }) {
  const { say } = useLanguage();
  return (
    <li>
      <span>
        {say(rule.text)} <RuleNumber of={rule.id} />
        {is === 'later' && <em>: {say(texts.later)}</em>}
      </span>
      {broken && (
        <p className="govuk-body govuk-!-margin-bottom-0">
          <strong>{say(figured(broken.missing))}</strong>
        </p>
      )}
      {broken && broken.who.length > 0 && (
        <div className="hw-muted">
          {say(problemTexts.who)} <RoleNames roles={broken.who} />
        </div>
      )}
      <small className="hw-muted">
        {say(problemTexts.source)} <Source of={rule.source} />
      </small>
    </li>
  );
}

/** May the institution receive the child today? */
const placeCriterion = 6;

/** Two criteria that no rule can answer. */
const judged = new Map([
  [0, texts.danger],
  [8, texts.near],
]);

export function Criteria({ of, workflow }: { of: Case; workflow: Workflow }) {
  const { say } = useLanguage();
  const approval = of.allowed.find(({ event }) => event === 'decision.approved');
  const emergency = of.allowed.find(({ event, allowed }) => event === 'emergency.opened' && allowed);
  const { data: institution } = useInstitution(of.institution);
  if (!workflow.events.some(({ type }) => type === 'decision.approved')) return null;
  const rulesOf = (ids: string[]) => ids.flatMap((id) => workflow.rules.find((rule) => rule.id === id) ?? []);
  const stops = stoppedBy(institution, rulesOf(['N-05', 'N-20']));
  if (!approval)
    return (
      <section>
        <h2 className="govuk-heading-m">{say(texts.criteria)}</h2>
        <p className="govuk-inset-text">{say(texts.noApproval)}</p>
        {stops.length > 0 && (
          <ul className="hw-criteria">
            <li className="hw-criterion hw-criterion--broken">
              <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{say(criteria[placeCriterion]!.text)}</h3>
              <StandingTag is="broken" />
              <ul className="hw-plain">
                {stops.map((broken) => (
                  <RuleLine key={broken.id} rule={rulesOf([broken.id])[0]!} broken={broken} />
                ))}
              </ul>
            </li>
          </ul>
        )}
      </section>
    );
  // what the register says of the place holds before anybody has filled in the form
  const found = [...approval.rules, ...stops.filter(({ id }) => !approval.rules.some((rule) => rule.id === id))];
  const brokenOf = (id: string) => found.find((rule) => rule.id === id);
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.criteria)}</h2>
      <p className="govuk-body">{say(texts.criteriaAbout)}</p>
      <ol className="hw-criteria">
        {criteria.map((criterion, index) => {
          const rules = rulesOf(criterion.rules);
          const is = standingOf(rules, found);
          return (
            <li key={criterion.text.en} className={`hw-criterion hw-criterion--${is}`}>
              <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
                {say(number(index + 1))}. {say(criterion.text)}
              </h3>
              <StandingTag is={is} />
              {judged.has(index) && <p className="govuk-body govuk-!-margin-bottom-1">{say(judged.get(index))}</p>}
              {index === 0 && emergency && (
                <Link href={`/cases/${of.id}/act/emergency.opened`} className="hw-link hw-screen-only">
                  {say(texts.emergency)}
                </Link>
              )}
              <ul className="hw-plain">
                {rules.map((rule) => (
                  <RuleLine
                    key={rule.id}
                    rule={rule}
                    broken={brokenOf(rule.id)}
                    is={rules.length > 1 ? standingOfRule(rule, found) : undefined}
                  />
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
      <h3 className="govuk-heading-s">{say(texts.also)}</h3>
      <ul className="hw-criteria">
        {rulesOf(alsoAsked).map((rule) => {
          const broken = brokenOf(rule.id);
          const is = standingOfRule(rule, found);
          return (
            <li key={rule.id} className={`hw-criterion hw-criterion--${is}`}>
              <StandingTag is={is} />
              <ul className="hw-plain">
                <RuleLine rule={rule} broken={broken} />
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
