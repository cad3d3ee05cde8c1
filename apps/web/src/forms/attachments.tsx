/** Photos and documents of a form; photos are made smaller on the device before they are sent. */
import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { Refused } from '../api';
import { useLanguage, number, type Text } from '../language';
import { useAbout } from './about';
import type { Field } from './fields';
import { referenceTexts as texts } from './references-texts';
import { idOf, Shape, type ControlProps } from './shape';
import { Unfit, upload } from './upload';

type AttachmentField = Extract<Field, { kind: 'attachment' | 'attachments' }>;

const wordsOf = (error: unknown): Text =>
  error instanceof Unfit ? error.text : error instanceof Refused ? error.problem.titles : texts.notAttached;

export function Attachments({ field, value, change, errors }: ControlProps<AttachmentField>) {
  const { say } = useLanguage();
  const { instance } = useAbout();
  const [again, setAgain] = useState(0);
  const several = field.kind === 'attachments';
  const ids = Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
  const put = (next: string[]) => change(next.length === 0 ? undefined : several ? next : next.at(-1));
  const attach = useMutation({
    mutationFn: (file: File) => upload(instance!, file),
    onSuccess: (id) => put([...ids, id]),
    onSettled: () => setAgain((count) => count + 1),
  });
  return (
    <Shape field={field} errors={errors} hint={texts.attachHint}>
      {(described) => (
        <>
          <ul className="govuk-list">
            {ids.map((id, index) => (
              <li key={id} className="hw-between">
                <span>
                  ✓ {say(texts.attached)} {several && say(number(index + 1))}
                </span>
                <button type="button" className="hw-link" onClick={() => put(ids.filter((each) => each !== id))}>
                  {say(texts.takeOut)} {several && say(number(index + 1))}
                </button>
              </li>
            ))}
          </ul>
          {instance === undefined && <p className="govuk-body">{say(texts.attachLater)}</p>}
          {instance !== undefined && (several || ids.length === 0) && (
            <input
              key={again}
              id={idOf(field.path)}
              className="govuk-input hw-file"
              type="file"
              accept="image/*,application/pdf"
              aria-describedby={described}
              disabled={attach.isPending}
              onChange={({ target }) => target.files?.[0] && attach.mutate(target.files[0])}
            />
          )}
          <div role="status">{attach.isPending && say(texts.attaching)}</div>
          {attach.error && (
            <p className="govuk-error-message" role="alert">
              {say(wordsOf(attach.error))}
            </p>
          )}
        </>
      )}
    </Shape>
  );
}
