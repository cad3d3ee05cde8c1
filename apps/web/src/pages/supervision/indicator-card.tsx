/** One indicator: its numbers with their date, bars, groups, definition, and the list behind it. */
import { Link } from 'wouter';
import { shortDate, useLanguage, type Text } from '../../language';
import { Table } from '../../parts';
import { ShareBar } from './bars';
import { addressOf } from './indicator-filters';
import { Count, measured, percent, useKey } from './numbers';
import { period } from './period';
import type { Indicator, IndicatorFilter } from './reads';
import { indicatorsTexts as texts } from './texts';

interface Group {
  key: string;
  name: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  suppressed: boolean;
}

function Share({ of }: { of: Pick<Group, 'numerator' | 'denominator' | 'value' | 'suppressed'> }) {
  const { say } = useLanguage();
  if (of.value !== null) return <>{say(percent(of.value))}</>;
  if (of.denominator === 0) return <>{say(texts.nothing)}</>;
  return <Count value={null} suppressed={of.suppressed} />;
}

function Groups({ title, groups }: { title: Text; groups: Group[] }) {
  const { say } = useLanguage();
  // there is nothing to divide
  if (groups.length === 0) return null;
  return (
    <Table<Group>
      caption={title}
      rows={groups}
      keyOf={({ key }) => key}
      columns={[
        { title: texts.group, cell: ({ name }) => name },
        {
          title: texts.numerator,
          numeric: true,
          cell: (group) => <Count value={group.numerator} suppressed={group.suppressed} />,
        },
        {
          title: texts.denominator,
          numeric: true,
          cell: (group) => <Count value={group.denominator} suppressed={group.suppressed} />,
        },
        {
          title: texts.share,
          cell: (group) => (
            <>
              <ShareBar value={group.value} label={`${group.name}: ${say(texts.share)}`} /> <Share of={group} />
            </>
          ),
        },
      ]}
    />
  );
}

/** The numbers themselves, by the shape of the indicator. */
export function Numbers({ of }: { of: Indicator }) {
  const { say } = useLanguage();
  const unit = of.unit ? ` ${say(of.unit)}` : '';
  if (of.shape === 'list')
    return <p className="govuk-body govuk-!-margin-bottom-1">{say(of.any ? texts.any : texts.nobody)}</p>;
  const counts = of.numerator !== null || of.denominator !== null || of.suppressed;
  return (
    <dl className="hw-about hw-numbers">
      {counts && (
        <>
          <div>
            <dt>{say(texts.numerator)}</dt>
            <dd>
              <Count value={of.numerator} suppressed={of.suppressed} />
            </dd>
          </div>
          <div>
            <dt>{say(texts.denominator)}</dt>
            <dd>
              <Count value={of.denominator} suppressed={of.suppressed} />
            </dd>
          </div>
          <div>
            <dt>{say(texts.share)}</dt>
            <dd>
              <ShareBar value={of.value} label={`${say(of.title)}: ${say(texts.share)}`} /> <Share of={of} />
            </dd>
          </div>
        </>
      )}
      {of.shape === 'quantiles' && (
        <>
          <div>
            <dt>{say(texts.median)}</dt>
            <dd>{of.median === null ? '–' : `${say(measured(of.median))}${unit}`}</dd>
          </div>
          <div>
            <dt>{say(texts.p90)}</dt>
            <dd>{of.p90 === null ? '–' : `${say(measured(of.p90))}${unit}`}</dd>
          </div>
        </>
      )}
    </dl>
  );
}

export function IndicatorCard({
  of,
  filter,
  provinces,
}: {
  of: Indicator;
  filter: IndicatorFilter;
  provinces: ReadonlyMap<string, Text>;
}) {
  const { say } = useLanguage();
  const keyOf = useKey(provinces);
  const when = of.state ? `${say(texts.asOf)} ${say(shortDate(of.asOf))}` : say(period({ from: of.from, to: of.to }));
  return (
    <li className="hw-indicator" id={of.id}>
      <h2 className="govuk-heading-s govuk-!-margin-bottom-1">
        <span className="hw-muted">{of.id}</span> {say(of.title)}
      </h2>
      {of.available ? (
        <>
          <p className="govuk-body-s hw-muted govuk-!-margin-bottom-1">{when}</p>
          <Numbers of={of} />
          {of.parts && (
            <Groups
              title={of.title}
              groups={of.parts.map((part) => ({ ...part, name: say(part.text) || keyOf(part.key) }))}
            />
          )}
          {filter.by &&
            of.shape !== 'list' &&
            (of.by?.groups && of.divisions.includes(filter.by) ? (
              <Groups
                title={texts[filter.by]}
                groups={of.by.groups.map((group) => ({ ...group, name: keyOf(group.key) }))}
              />
            ) : (
              <p className="govuk-body-s hw-muted">{say(texts.notDivided)}</p>
            ))}
        </>
      ) : (
        <p className="govuk-body govuk-!-margin-bottom-1">
          <strong className="govuk-tag govuk-tag--grey">
            <span aria-hidden="true">… </span>
            {say(texts.awaited)}
          </strong>{' '}
          {say(of.reason)}
        </p>
      )}
      <details className="govuk-details govuk-!-margin-bottom-1">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">
            {say(texts.definition)} <span className="govuk-visually-hidden">{say(of.title)}</span>
          </span>
        </summary>
        <div className="govuk-details__text">{say(of.definition)}</div>
      </details>
      {of.list && (
        <Link href={`/indicators/${of.id}${addressOf(filter)}`} className="hw-link hw-screen-only">
          {say(texts.list)} <span className="govuk-visually-hidden">{say(of.title)}</span>
        </Link>
      )}
    </li>
  );
}
