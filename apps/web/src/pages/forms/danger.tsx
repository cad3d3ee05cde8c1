/** Whom to call before anything is written. */
import { useLanguage } from '../../language';
import { startTexts as texts } from './texts';

export function Danger() {
  const { say } = useLanguage();
  return (
    <div className="hw-danger">
      <p className="govuk-body govuk-!-margin-bottom-1">
        <strong>
          <span aria-hidden="true">⚠ </span>
          {say(texts.danger)}
        </strong>{' '}
        {say(texts.call)}
      </p>
      <a className="govuk-button govuk-button--warning" href="tel:1280">
        {say(texts.helpline)}
      </a>{' '}
      <a className="govuk-button govuk-button--secondary" href="tel:1288">
        {say(texts.police)}
      </a>
    </div>
  );
}
