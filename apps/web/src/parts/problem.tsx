/** A refusal as a person reads it: what stands in the way, by which rule, what is missing, and who can supply it. */
import type { BrokenRule, ProblemAnswer } from '../api/client';
import { figured, useLanguage } from '../language';
import { RoleNames } from './roles';
import { RuleNumber, Source } from './source';
import { problemTexts } from './texts';

export function Rules({ rules }: { rules: BrokenRule[] }) {
  const { say } = useLanguage();
  return (
    <ul className="govuk-list govuk-list--bullet">
      {rules.map((rule) => (
        <li key={rule.id}>
          <strong>{say(figured(rule.message))}</strong> <RuleNumber of={rule.id} />
          <br />
          {say(figured(rule.missing))}
          {rule.who.length > 0 && (
            <>
              <br />
              <span className="hw-muted">
                {say(problemTexts.who)} <RoleNames roles={rule.who} />
              </span>
            </>
          )}
          <br />
          <small className="hw-muted">
            {say(problemTexts.source)} <Source of={rule.source} />
          </small>
        </li>
      ))}
    </ul>
  );
}

export function Problem({ problem }: { problem: ProblemAnswer }) {
  const { say } = useLanguage();
  return (
    <>
      <p className="govuk-body">{say(problem.titles)}</p>
      {problem.rules.length > 0 && <Rules rules={problem.rules} />}
    </>
  );
}
