/** The hours in which nothing leaves but what concerns the safety of a child. */
import { useLanguage } from '../../language';
import { channelsTexts as texts } from './channels-texts';

export interface Quiet {
  /** `HH:MM`, or empty */
  from: string;
  until: string;
}

const ends = [
  { end: 'from', label: texts.quietFrom },
  { end: 'until', label: texts.quietUntil },
] as const;

export function QuietHours({ quiet, wrong, change }: { quiet: Quiet; wrong: boolean; change: (quiet: Quiet) => void }) {
  const { say } = useLanguage();
  const told = ['quiet-hint', wrong && 'quiet-error'].filter(Boolean).join(' ');
  return (
    <div className={`govuk-form-group ${wrong ? 'govuk-form-group--error' : ''}`}>
      <fieldset className="govuk-fieldset" aria-describedby={told}>
        <legend className="govuk-fieldset__legend">{say(texts.quiet)}</legend>
        <div id="quiet-hint" className="govuk-hint">
          {say(texts.quietHint)}
        </div>
        {wrong && (
          <p id="quiet-error" className="govuk-error-message">
            {say(texts.wrongQuiet)}
          </p>
        )}
        {ends.map(({ end, label }) => (
          <div key={end} className="govuk-form-group">
            <label className="govuk-label" htmlFor={`q-quiet-${end}`}>
              {say(label)}
            </label>
            <input
              id={`q-quiet-${end}`}
              type="time"
              className={`govuk-input govuk-input--width-10 ${wrong ? 'govuk-input--error' : ''}`}
              aria-invalid={wrong || undefined}
              value={quiet[end]}
              onChange={(event) => change({ ...quiet, [end]: event.target.value })}
            />
          </div>
        ))}
      </fieldset>
    </div>
  );
}
