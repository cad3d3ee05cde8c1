/** Nobody signs a decision without saying that they have no interest in it; who has one is shown the way on. */
import { Link } from 'wouter';
import { useLanguage } from '../../language';
import { decideTexts as texts } from './texts';

interface DeclarationProps {
  declared: boolean;
  change: (declared: boolean) => void;
  /** it is missing, and was asked for */
  wrong: boolean;
  /** where the case can be referred to the ministry */
  refer?: string;
}

export function Declaration({ declared, change, wrong, refer }: DeclarationProps) {
  const { say } = useLanguage();
  return (
    <div className={`govuk-form-group${wrong ? ' govuk-form-group--error' : ''}`}>
      <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{say(texts.interest)}</h3>
      {wrong && (
        <p className="govuk-error-message" id="declared-error">
          {say(texts.undeclared)}
        </p>
      )}
      <div className="govuk-checkboxes">
        <div className="govuk-checkboxes__item">
          <input
            id="q-_declared"
            className="govuk-checkboxes__input"
            type="checkbox"
            checked={declared}
            aria-describedby={wrong ? 'declared-error' : undefined}
            onChange={({ target }) => change(target.checked)}
          />
          <label className="govuk-label govuk-checkboxes__label" htmlFor="q-_declared">
            {say(texts.declare)}
          </label>
        </div>
      </div>
      <details className="govuk-details">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">{say(texts.interested)}</span>
        </summary>
        <div className="govuk-details__text">
          {say(texts.interestedAbout)}{' '}
          {refer && (
            <Link href={refer} className="govuk-link">
              {say(texts.refer)}
            </Link>
          )}
        </div>
      </details>
    </div>
  );
}
