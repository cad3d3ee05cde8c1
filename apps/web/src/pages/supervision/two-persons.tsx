/** Approve, or reject with the reason why: the second of two people. */
import { useId, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client } from '../../api';
import { useLanguage, type Text } from '../../language';
import { Failed } from '../../parts';
import type { Approval } from './reads';
import { approvalsTexts as texts } from './texts';

interface Way {
  label: Text;
  path: string;
  body: (words: string) => object;
  /** label of the words that must be written first */
  words?: Text;
  missing?: Text;
  said: Text;
  secondary?: boolean;
}

const rejectOf = (approve: string): string => `/api/v1${approve.replace(/\/approve$/, '/reject')}`;

/** What can be done with an approval, by its kind; the address of approving comes with it. */
function waysOf({ kind }: Approval, approve: string): Way[] {
  const path = `/api/v1${approve}`;
  const yes: Way = { label: texts.approve, path, body: () => ({}), said: texts.approved };
  const no = (name: 'why' | 'reason'): Way => ({
    label: texts.reject,
    path: rejectOf(approve),
    body: (words) => ({ [name]: words }),
    words: texts.why,
    missing: texts.needWhy,
    said: texts.rejected,
    secondary: true,
  });
  switch (kind) {
    case 'parameter':
    case 'holidays':
      return [yes, no('why')];
    case 'breakGlass':
      return (['justified', 'unjustified'] as const).map((finding) => ({
        label: texts[finding],
        path,
        body: (note) => ({ finding, note }),
        words: texts.note,
        missing: texts.needNote,
        said: finding === 'justified' ? texts.approved : texts.rejected,
        secondary: finding === 'unjustified',
      }));
    default:
      return [yes, no('reason')];
  }
}

type Post = (path: string, init: unknown) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

export function TwoPersons({ of, approve, said }: { of: Approval; approve: string; said: (words: Text) => void }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const id = useId();
  const [way, setWay] = useState<Way>();
  const [words, setWords] = useState('');
  const [wrong, setWrong] = useState(false);
  const act = useMutation({
    mutationFn: (chosen: Way) =>
      ask((client.POST as unknown as Post)(chosen.path, { body: chosen.body(words.trim()) })),
    onSuccess: (_, { said: done }) => {
      said({ en: `${done.en} ${of.text.en}`, km: `${done.km} ${of.text.km}` });
      for (const key of ['approvals', 'counts']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const go = (chosen: Way) => {
    if (!chosen.words) return act.mutate(chosen);
    setWrong(false);
    setWay(chosen);
  };
  const send = () => {
    setWrong(words.trim() === '');
    if (words.trim() === '') document.getElementById(id)?.focus();
    else act.mutate(way!);
  };
  const ways = waysOf(of, approve);
  return (
    <div className="hw-screen-only">
      {act.isError && <Failed error={act.error} />}
      <div className="hw-row-actions">
        {ways.map((each) => (
          <button
            key={each.label.en}
            type="button"
            aria-expanded={each.words ? way?.label.en === each.label.en : undefined}
            className={`govuk-button govuk-!-margin-bottom-0${each.secondary ? ' govuk-button--secondary' : ''}`}
            disabled={act.isPending}
            onClick={() => go(each)}
          >
            {say(each.label)} <span className="govuk-visually-hidden">{say(of.text)}</span>
          </button>
        ))}
      </div>
      {way && (
        <div className={`govuk-form-group govuk-!-margin-top-3${wrong ? ' govuk-form-group--error' : ''}`}>
          <label className="govuk-label" htmlFor={id}>
            {say(way.words)}
          </label>
          {wrong && (
            <p className="govuk-error-message" id={`${id}-error`}>
              {say(way.missing)}
            </p>
          )}
          <textarea
            id={id}
            className="govuk-textarea"
            rows={3}
            maxLength={2000}
            aria-describedby={wrong ? `${id}-error` : undefined}
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
          <button type="button" className="govuk-button" disabled={act.isPending} onClick={send}>
            {say(way.label)}
          </button>
        </div>
      )}
    </div>
  );
}
