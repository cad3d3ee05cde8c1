/** Answers of the team that differ: both are shown, nothing was overwritten, and one of the team says which counts, and why. */
import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import type { Answers } from '../../forms';
import { PersonName } from '../../forms';
import { dateAndTime, useLanguage } from '../../language';
import { notePiece, sendInspections, type KeptInspection } from '../../offline';
import { usePieces, type ServerPiece } from './reads';
import { siteTexts as words } from './site-texts';
import { Ask } from './words';

/** Current pieces of one thing that say different things. */
function differing(pieces: readonly ServerPiece[]): ServerPiece[][] {
  const things = new Map<string, ServerPiece[]>();
  for (const piece of pieces.filter(({ current, kind }) => current && kind !== 'photo')) {
    const name = `${piece.kind}:${piece.item}`;
    things.set(name, [...(things.get(name) ?? []), piece]);
  }
  const differ = (all: ServerPiece[]) => new Set(all.map(({ body }) => JSON.stringify(body))).size > 1;
  return [...things.values()].filter(differ);
}

export function Conflicts({ kept }: { kept: KeptInspection }) {
  const { say } = useLanguage();
  const pieces = usePieces(kept.given.package.instance, true);
  const found = differing(pieces.data ?? []);
  if (found.length === 0) return null;
  return (
    <section>
      <h3 className="govuk-heading-s">{say(words.conflicts)}</h3>
      <p className="govuk-body">{say(words.conflictWhat)}</p>
      {found.map((both) => (
        <Conflict key={both[0]!.id} kept={kept} both={both} done={() => void pieces.refetch()} />
      ))}
    </section>
  );
}

function Conflict({ kept, both, done }: { kept: KeptInspection; both: ServerPiece[]; done: () => void }) {
  const { say } = useLanguage();
  const { instance, checklist } = kept.given.package;
  const [answers, setAnswers] = useState<Answers>({});
  const [told, setTold] = useState(false);
  const { kind, item } = both[0]!;
  const title = checklist.items.find(({ id }) => id === item)?.text;
  const settle = useMutation({
    mutationFn: async () => {
      const chosen = both.find(({ id }) => id === answers['counts'])!;
      // the same words in place of each, so that none is left that says something else
      const body = { ...chosen.body, note: String(answers['reason']).trim() };
      for (const { id } of both) await notePiece(instance, { kind, item, body, over: id });
      await sendInspections();
    },
    onSuccess: done,
  });
  const choose = () => {
    const open = !answers['counts'] || !answers['reason'];
    setTold(open);
    if (!open) settle.mutate();
  };
  const wordsOf = ({ body }: ServerPiece): string =>
    say(checklist.answers.find(({ id }) => id === body['answer'])?.text) ||
    [body['label'] ?? body['count'] ?? body['note'] ?? body['standing']].join('');
  return (
    <div className="govuk-inset-text">
      <p className="govuk-body">
        <strong>{title ? say(title) : item}</strong>
      </p>
      <ul className="govuk-list">
        {both.map((piece) => (
          <li key={piece.id}>
            {wordsOf(piece)} – <PersonName id={piece.person} />, {say(dateAndTime(piece.capturedAt))}{' '}
            {say(words.deviceTime)}, {say(dateAndTime(piece.receivedAt))} {say(words.serverTime)}
            {typeof piece.body['note'] === 'string' && <>: {piece.body['note']}</>}
          </li>
        ))}
      </ul>
      <Ask
        name={`conflict-${both[0]!.id.slice(0, 8)}`}
        fields={[
          {
            name: 'counts',
            kind: 'choice',
            label: words.counts,
            required: true,
            options: both.map((piece) => {
              const answer = wordsOf(piece);
              return { value: piece.id, label: { en: answer, km: answer } };
            }),
          },
          { name: 'reason', kind: 'line', max: 500, label: words.reason, required: true },
        ]}
        answers={answers}
        change={setAnswers}
        told={told}
      />
      <button type="button" className="govuk-button govuk-button--secondary" onClick={choose}>
        {say(words.choose)}
      </button>
    </div>
  );
}
