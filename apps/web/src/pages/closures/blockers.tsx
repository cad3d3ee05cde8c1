/** What stands between a closure and its certificate: each child by name with its next step, then what runs beside. */
import { Link } from 'wouter';
import { number, useLanguage, type Text } from '../../language';
import { blocks, cellsOf, inOrder } from './cells';
import type { Closure, Row } from './reads';
import { closureTexts as texts, stepTexts } from './texts';
import { ChildName } from './words';

/** Children that are named here; the matrix has all. */
const most = 10;

export function blockersOf({ sealed, regions, appeal, freeze }: Closure): Text[] {
  return [
    ...(sealed ? [] : [texts.uncounted]),
    ...(freeze.acknowledged && freeze.visited ? [] : [texts.freeze]),
    ...(appeal === 'open' ? [texts.appeal] : []),
    ...(appeal === 'granted' ? [texts.granted] : []),
    ...(regions.staff === 'settled' ? [] : [texts.staff]),
    ...(regions.money === 'settled' ? [] : [texts.money]),
    ...(regions.records === 'filed' ? [] : [texts.records]),
  ];
}

function Child({ row }: { row: Row }) {
  const { say } = useLanguage();
  const waits = cellsOf(row).filter(({ state }) => state === 'now');
  return (
    <li>
      <span aria-hidden="true">✕ </span>
      <ChildName row={row} />: {waits.map(({ step }) => say(stepTexts[step])).join(' · ')}
    </li>
  );
}

export function Blockers({ of }: { of: Closure }) {
  const { say } = useLanguage();
  const children = inOrder(of.rows.filter(blocks));
  const others = blockersOf(of);
  if (of.status === 'closed') return null;
  if (children.length + others.length === 0) return <p className="govuk-body">✓ {say(texts.blocksNone)}</p>;
  return (
    <>
      <ul className="govuk-list hw-blockers">
        {children.slice(0, most).map((row) => (
          <Child key={row.child} row={row} />
        ))}
        {children.length > most && (
          <li>
            {say(texts.more)} {say(number(children.length - most))}
          </li>
        )}
        {others.map((text) => (
          <li key={text.en}>
            <span aria-hidden="true">✕ </span>
            {say(text)}
          </li>
        ))}
      </ul>
      {of.rows.length > 0 && (
        <p className="govuk-body">
          <Link href={`/closures/${of.instance}/children`} className="govuk-link">
            {say(texts.toChildren)}
          </Link>
        </p>
      )}
    </>
  );
}
