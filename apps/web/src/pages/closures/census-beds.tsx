/** The beds of a census: those that were counted, and the children whom the register knows there and no bed has yet. */
import { useLanguage } from '../../language';
import type { Schema } from '../../forms';
import { faultsOf, type Typed } from './counting';
import type { Closure } from './reads';
import { censusTexts as texts } from './texts';

interface BedsProps {
  schema: Schema;
  rows: Typed[];
  left: NonNullable<Closure['expected']>;
  nameOf: (row: Typed) => string;
  open: (index: number) => void;
  begin: (row: Typed) => void;
}

export function Beds({ schema, rows, left, nameOf, open, begin }: BedsProps) {
  const { say } = useLanguage();
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.beds)}</h2>
      <ul className="hw-plain">
        {rows.map((row, index) => (
          <li key={index} className="hw-between">
            <button type="button" className="hw-link" onClick={() => open(index)}>
              {say(texts.bed)} {row.bed ?? '…'}: {nameOf(row)}
            </button>
            {faultsOf(schema, row).length === 0 ? (
              <span>
                <span aria-hidden="true">✓ </span>
                {say(texts.counted)}
              </span>
            ) : (
              <span className="hw-soon">
                <span aria-hidden="true">● </span>
                {say(texts.missing)}
              </span>
            )}
          </li>
        ))}
      </ul>
      {left.length === 0 ? (
        <p className="govuk-body">✓ {say(texts.allCounted)}</p>
      ) : (
        <>
          <h3 className="govuk-heading-s">{say(texts.expected)}</h3>
          <ul className="hw-plain">
            {left.map(({ child }) => (
              <li key={child} className="hw-between">
                <span>{nameOf({ child })}</span>
                <button
                  type="button"
                  className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
                  onClick={() => begin({ child })}
                >
                  {say(texts.count)}
                  <span className="govuk-visually-hidden"> {nameOf({ child })}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <button type="button" className="govuk-button govuk-button--secondary" onClick={() => begin({})}>
        {say(texts.known)}
      </button>{' '}
      <button
        type="button"
        className="govuk-button govuk-button--secondary"
        onClick={() => begin({ described: { key: crypto.randomUUID() } })}
      >
        {say(texts.unknown)}
      </button>
    </section>
  );
}
