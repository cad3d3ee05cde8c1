/** One part of the checklist: one question a row, each saved as it is answered. */
import { useEffect, useRef, useState } from 'react';
import type { Answers } from '../../forms';
import { useLanguage } from '../../language';
import { findPiece, notePiece, type KeptInspection } from '../../offline';
import { bodyOf } from './found';
import { siteTexts as words } from './site-texts';
import { Ask, Photos } from './words';

type Item = KeptInspection['given']['package']['checklist']['items'][number];

interface PartProps {
  kept: KeptInspection;
  part: string;
  go: (part: string) => void;
}

export function PartOfChecklist({ kept, part, go }: PartProps) {
  const { say } = useLanguage();
  const { checklist } = kept.given.package;
  const place = checklist.parts.findIndex(({ id }) => id === part);
  const next = checklist.parts[place + 1];
  return (
    <>
      <h2 className="govuk-heading-m">{say(checklist.parts[place]?.text)}</h2>
      {checklist.items
        .filter((item) => item.part === part)
        .map((item) => (
          <ItemRow key={item.id} kept={kept} item={item} />
        ))}
      <button type="button" className="govuk-button" onClick={() => go(next ? next.id : '')}>
        {say(next ? words.next : words.overview)}
      </button>
    </>
  );
}

/** Text is saved this long (ms) after the last key. */
const pause = 400;

/** Saves a moment after the last change, and at once when the row goes away. */
export function useSaved(save: (answers: Answers) => Promise<void>) {
  const [failed, setFailed] = useState(false);
  const last = useRef<Answers | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(save);
  latest.current = save;
  const now = () => {
    clearTimeout(timer.current);
    const answers = last.current;
    last.current = undefined;
    if (answers)
      latest.current(answers).then(
        () => setFailed(false),
        () => setFailed(true),
      );
  };
  useEffect(() => now, []);
  const keep = (answers: Answers) => {
    last.current = answers;
    clearTimeout(timer.current);
    timer.current = setTimeout(now, pause);
  };
  return { keep, failed };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim()) || undefined;

function ItemRow({ kept, item }: { kept: KeptInspection; item: Item }) {
  const { say } = useLanguage();
  const { instance, checklist } = kept.given.package;
  const [answers, setAnswers] = useState<Answers>(() => bodyOf<Answers>(findPiece(kept, 'answer', item.id)) ?? {});
  const { keep, failed } = useSaved(async ({ answer, reason, note }) => {
    // what does not apply is no answer before it is said why
    if (answer === undefined || (answer === 'notApplicable' && !text(reason))) return;
    const why = answer === 'notApplicable' ? text(reason) : undefined;
    const body = { answer, ...(why && { reason: why }), ...(text(note) && { note: text(note) }) };
    await notePiece(instance, { kind: 'answer', item: item.id, body });
  });
  const change = (next: Answers) => {
    setAnswers(next);
    keep(next);
  };
  const name = item.id.replaceAll('.', '_');
  const options = checklist.answers.map(({ id, text: label }) => ({ value: id, label }));
  const more = { name: 'note', kind: 'text', max: 4000, label: words.note } as const;
  const why = { name: 'reason', kind: 'text', max: 2000, label: words.whyNot, required: true } as const;
  const photos = [...kept.pieces.values()].some((piece) => piece.kind === 'photo' && piece.item === item.id);
  return (
    <section className="hw-asked">
      <Ask
        name={name}
        fields={[
          { name: 'answer', kind: 'choice', label: item.text, required: item.mandatory, options },
          ...(answers['answer'] === 'notApplicable' ? [why] : []),
        ]}
        answers={answers}
        change={change}
      />
      <details className="govuk-details" open={Boolean(answers['note']) || photos || undefined}>
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">
            {say(words.noteOrPhoto)}
            <span className="govuk-visually-hidden">: {say(item.text)}</span>
          </span>
        </summary>
        <div className="govuk-details__text">
          <Ask name={name} fields={[more]} answers={answers} change={change} />
          <Photos kept={kept} about={item.id} />
        </div>
      </details>
      {failed && (
        <p className="govuk-error-message" role="alert">
          {say(words.notSaved)}
        </p>
      )}
    </section>
  );
}
