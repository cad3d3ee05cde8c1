/** What several pages of closures say: who is left, where the freeze stands, and a child's name. */
import { Link } from 'wouter';
import { number, shortDate, useLanguage } from '../../language';
import { difficultyTexts, matrixTexts, overviewTexts as texts } from './texts';
import type { ClosureLine, Row } from './reads';

const difficulties = Object.keys(difficultyTexts) as (keyof typeof difficultyTexts)[];

/** Who is still there by difficulty, the hardest first; never a share. */
export function Remaining({ of: { sealed, remaining, unverified } }: { of: ClosureLine }) {
  const { say } = useLanguage();
  if (!sealed) return <span className="hw-muted">{say(texts.notCounted)}</span>;
  return (
    <>
      {remaining.total === 0 ? say(texts.nobody) : <strong>{say(number(remaining.total))}</strong>}
      <ul className="govuk-list govuk-!-margin-bottom-0">
        {difficulties
          .filter((name) => remaining[name] > 0)
          .map((name) => (
            <li key={name} className={name === 'lost' ? 'hw-late' : undefined}>
              {name === 'lost' && <span aria-hidden="true">⚠ </span>}
              {say(number(remaining[name]))} {say(difficultyTexts[name])}
            </li>
          ))}
        {unverified > 0 && (
          <li className="hw-soon">
            <span aria-hidden="true">● </span>
            {say(number(unverified))} {say(texts.unverified)}
          </li>
        )}
      </ul>
    </>
  );
}

export function Freeze({ of: { freeze, orderedAt, appeal, withdrawal } }: { of: ClosureLine }) {
  const { say } = useLanguage();
  if (orderedAt === null) return <span className="hw-muted">{say(texts.noFreeze)}</span>;
  const open = [
    ...(freeze.acknowledged ? [] : [texts.notAcknowledged]),
    ...(freeze.visited ? [] : [texts.notVisited]),
    ...(freeze.late ? [texts.tooLate] : []),
  ];
  return (
    <>
      {open.length === 0 ? (
        <span>
          <span aria-hidden="true">✓ </span>
          {say(texts.served)}
        </span>
      ) : (
        <span className={freeze.late ? 'hw-late' : 'hw-soon'}>
          <span aria-hidden="true">⚠ </span>
          {open.map((text) => say(text)).join(' · ')}
        </span>
      )}
      {appeal === 'open' && <div>{say(texts.appealed)}</div>}
      {appeal === 'granted' && <div>{say(texts.granted)}</div>}
      {withdrawal === 'open' && <div>{say(texts.withdrawn)}</div>}
    </>
  );
}

/** The last day, and how often it was put off: each time by a signed decision. */
export function Target({ of: { target, late, extensions, extensionsBefore } }: { of: ClosureLine }) {
  const { say } = useLanguage();
  if (target === null) return null;
  return (
    <>
      {say(shortDate(target))}
      {late && (
        <div className="hw-late">
          <span aria-hidden="true">⚠ </span>
          {say(texts.late)}
        </div>
      )}
      <div className={extensions > 0 ? 'hw-soon' : 'hw-muted'}>
        {say(texts.extensions)}: {say(number(extensions))}
        {extensionsBefore > 0 && ` (${say(texts.extensionsBefore)}: ${say(number(extensionsBefore))})`}
      </div>
    </>
  );
}

/** The name in the script of the page; the way to its file. */
export function ChildName({ row: { child, names } }: { row: Pick<Row, 'child' | 'names'> }) {
  const { say, language } = useLanguage();
  const { km, latin } = names;
  const name = language === 'km' ? (km ?? latin) : (latin ?? km);
  return (
    <Link href={`/children/${child}`} className="govuk-link hw-link">
      {name ?? say(matrixTexts.nameless)}
    </Link>
  );
}
