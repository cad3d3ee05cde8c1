/** Private talks: what matters, never who said it. */
import { useState } from 'react';
import type { Answers } from '../../forms';
import { useLanguage } from '../../language';
import { notePiece, type KeptInspection } from '../../offline';
import { latest } from './found';
import { siteTexts as words } from './site-texts';
import { Ask } from './words';

export function Talks({ kept }: { kept: KeptInspection }) {
  const { say } = useLanguage();
  const { instance } = kept.given.package;
  const [answers, setAnswers] = useState<Answers>({});
  const [told, setTold] = useState(false);
  const talks = [...latest(kept, 'talk').values()];
  const add = async () => {
    const { with: whom, sameSex, disclosure, note } = answers;
    const open = whom === undefined || sameSex === undefined || disclosure === undefined;
    setTold(open);
    if (open) return;
    const words = typeof note === 'string' && note.trim() ? { note: note.trim() } : {};
    const item = `talk-${crypto.randomUUID().slice(0, 8)}`;
    await notePiece(instance, { kind: 'talk', item, body: { with: whom, sameSex, disclosure, ...words } });
    setAnswers({});
  };
  return (
    <>
      <h2 className="govuk-heading-m">{say(words.talks)}</h2>
      <p className="govuk-body">{say(words.talksAbout)}</p>
      {talks.length > 0 && (
        <>
          <h3 className="govuk-heading-s">{say(words.talksSoFar)}</h3>
          <ul className="govuk-list govuk-list--bullet">
            {talks.map(({ item, body }) => (
              <li key={item}>
                {say(body['with'] === 'staff' ? words.staff : words.child)}
                {typeof body['note'] === 'string' && `: ${body['note']}`}
              </li>
            ))}
          </ul>
        </>
      )}
      <Ask
        name="talk"
        fields={[
          {
            name: 'with',
            kind: 'choice',
            label: words.talkWith,
            required: true,
            options: [
              { value: 'child', label: words.child },
              { value: 'staff', label: words.staff },
            ],
          },
          { name: 'sameSex', kind: 'yes', label: words.sameSex, required: true },
          { name: 'disclosure', kind: 'yes', label: words.disclosure, required: true },
          { name: 'note', kind: 'text', max: 4000, label: words.note },
        ]}
        answers={answers}
        change={setAnswers}
        told={told}
      />
      <button type="button" className="govuk-button" onClick={() => void add()}>
        {say(words.addTalk)}
      </button>
    </>
  );
}
