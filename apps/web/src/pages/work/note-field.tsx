/** What was done about an alert, in words, if its reader wants to say it. */
import { useId } from 'react';
import { useLanguage } from '../../language';
import { noteTexts as texts } from './texts';

/** As many characters as the server takes. */
const most = 500;

export function NoteField({ value, change }: { value: string; change: (value: string) => void }) {
  const { say } = useLanguage();
  const id = useId();
  return (
    <div className="govuk-form-group">
      <label className="govuk-label" htmlFor={id}>
        {say(texts.note)}
      </label>
      <div id={`${id}-hint`} className="govuk-hint">
        {say(texts.noteHint)}
      </div>
      <textarea
        id={id}
        className="govuk-textarea"
        rows={2}
        maxLength={most}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={({ target }) => change(target.value)}
      />
    </div>
  );
}

/** The body of an acknowledgement; an empty note is none. */
export const noteBody = (note: string): { note?: string } => (note.trim() ? { note: note.trim() } : {});

/** What was done, where somebody said it. */
export function Note({ of: { note } }: { of: { note: string | null } }) {
  const { say } = useLanguage();
  if (note === null) return null;
  return (
    <p className="govuk-body-s hw-words govuk-!-margin-bottom-1">
      {say(texts.said)} {note}
    </p>
  );
}
