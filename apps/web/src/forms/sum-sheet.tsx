/** The sheet beside scores that are added up: each with what it must come to, the sum, and the blanks by name. */
import { number, useLanguage } from '../language';
import type { Schema } from './fields';
import { sumTexts as texts } from './sums-texts';
import { talliesOf, type Scored, type Tally } from './sums';
import type { Answers } from './values';

const marks = { enough: '✓', low: '✕', blank: '○' } as const;

/** A mark and its word: never the colour alone. */
function Stands({ as }: { as: Scored['stands'] }) {
  const { say } = useLanguage();
  return (
    <span className={`hw-stands--${as}`}>
      <span aria-hidden="true">{marks[as]} </span>
      {say(texts[as])}
    </span>
  );
}

function Named({ title, lines }: { title: { en: string; km: string }; lines: Scored[] }) {
  const { say, language } = useLanguage();
  if (lines.length === 0) return null;
  return (
    <p className="hw-sums__named">
      <strong>{say(title)}</strong> {lines.map(({ label }) => say(label)).join(language === 'km' ? ' ' : ', ')}
    </p>
  );
}

/** One section of scores. */
export function SumSheet({ tally }: { tally: Tally }) {
  const { say } = useLanguage();
  const { label, lines, sum, atLeast, isEnough } = tally;
  return (
    <div className="hw-sums">
      <table>
        <caption>
          {say(texts.title)}: {say(label)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say(texts.item)}</th>
            <th scope="col">{say(texts.score)}</th>
            <th scope="col">{say(texts.least)}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.path}>
              <th scope="row">{say(line.label)}</th>
              <td>
                {line.score !== undefined && say(number(line.score))} <Stands as={line.stands} />
              </td>
              <td>{say(number(line.least))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say(texts.sum)}</th>
            <td aria-live="polite">
              {say(number(sum))} <Stands as={isEnough ? 'enough' : 'low'} />
            </td>
            <td>{say(number(atLeast))}</td>
          </tr>
        </tfoot>
      </table>
      <Named title={texts.blanks} lines={lines.filter(({ stands }) => stands === 'blank')} />
      <Named title={texts.lows} lines={lines.filter(({ stands }) => stands === 'low')} />
    </div>
  );
}

/** Every section of scores, and why the printed total does not decide; nothing where a form adds nothing up. */
export function Sums({ schema, answers }: { schema: Schema; answers: Answers }) {
  const { say } = useLanguage();
  const tallies = talliesOf(schema, answers);
  if (tallies.length === 0) return null;
  const printed = schema['x-total'];
  const total = tallies.reduce((all, { sum }) => all + sum, 0);
  return (
    <section className="hw-sheet" aria-label={say(texts.title)}>
      {tallies.map((tally) => (
        <SumSheet key={tally.path} tally={tally} />
      ))}
      {printed !== undefined && (
        <p className="govuk-inset-text">
          <strong>{say(texts.total(total))}</strong>
          <br />
          {say(
            texts.printed(
              printed,
              tallies.map(({ atLeast }) => atLeast),
            ),
          )}
        </p>
      )}
    </section>
  );
}
