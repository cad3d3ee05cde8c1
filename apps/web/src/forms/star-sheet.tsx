/** Says before the act is sent whether it will count: which starred questions are open, each a way to its page. */
import { useLanguage } from '../language';
import type { Schema } from './fields';
import { starsOfForm } from './stars';
import { formTexts } from './texts';
import type { Answers } from './values';

interface StarsProps {
  schema: Schema;
  answers: Answers;
  /** goes to the question of a path */
  follow: (path: string) => void;
  /** without the list: where the questions themselves stand, or the parts they are in */
  short?: boolean;
}

/** Nothing where no question is starred. */
export function Stars({ schema, answers, follow, short }: StarsProps) {
  const { say } = useLanguage();
  const { all, open } = starsOfForm(schema, answers);
  if (all.length === 0) return null;
  const done = open.length === 0;
  return (
    <div className={`hw-stars${done ? ' hw-stars--done' : ''}`}>
      <p className="govuk-body govuk-!-margin-bottom-0" role="status">
        <span aria-hidden="true">{done ? '✓ ' : '★ '}</span>
        {done ? (
          say(formTexts.starsDone(all.length))
        ) : (
          <>
            <strong>{say(formTexts.incomplete)}</strong> {say(formTexts.starsOpen(open.length, all.length))}
          </>
        )}
      </p>
      {!done && !short && (
        <ul className="hw-plain govuk-!-margin-bottom-0">
          {open.map(({ path, label }) => (
            <li key={path}>
              <button type="button" className="hw-link" onClick={() => follow(path)}>
                ★ {say(label)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
