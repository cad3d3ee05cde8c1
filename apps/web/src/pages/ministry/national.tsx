/** The country by province: one small picture each with its numbers as a table, ordered by the number that matters. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, type paths } from '../../api';
import { number, shortDate, useLanguage, type Text } from '../../language';
import { Empty, Loaded, Page } from '../../parts';
import { Filters, useFilter } from '../institutions/filter';
import { Select } from '../work/filters';
import { Bars } from './bars';
import { measureTexts, nationalTexts as texts } from './texts';

type Overview = Omit<paths['/api/v1/overview']['get']['responses']['200']['content']['application/json'], 'next'>;
export type Province = Overview['items'][number];
export type Measure = keyof typeof measureTexts;
export const measures = Object.keys(measureTexts) as Measure[];

const spans = { 3: number(3), 6: number(6), 12: number(12) };
const orders = { largest: texts.largest, name: texts.name };

const useOverview = (months: number) =>
  useQuery({
    queryKey: ['overview', months],
    queryFn: (): Promise<Overview> => ask(client.GET('/api/v1/overview', { params: { query: { months } } })),
  });

/** The last month's number; what is not shown counts as less than five. */
const latest = ({ months }: Province, measure: Measure): number => {
  const cell = months.at(-1)?.[measure];
  return cell?.count ?? (cell?.suppressed ? 2.5 : 0);
};

/** Each number as a person reads it. */
export function useCount() {
  const { say } = useLanguage();
  return ({ count, suppressed }: { count: number | null; suppressed: boolean }) =>
    say(suppressed || count === null ? texts.few : number(count));
}

const tasks = { to: '/?show=all&overdue=true', text: texts.toTasks };
const houses = { to: '/institutions?', text: texts.toInstitutions };
const incidents = { to: '/incidents?', text: texts.toIncidents };
const decisions = { to: '/register?', text: texts.toDecisions };
const behind: Record<Measure, { to: string; text: Text }[]> = {
  overdueTasks: [tasks],
  presentUnauthorised: [houses, incidents],
  presentAuthorised: [houses],
  requests: [decisions],
  approvals: [decisions],
  refusals: [decisions],
};

/** The lists behind the number that is shown. */
function Lists({ province, measure, name }: { province: string; measure: Measure; name: string }) {
  const { say } = useLanguage();
  return (
    <ul className="hw-subnav hw-screen-only govuk-!-margin-bottom-0" aria-label={say(texts.lists)}>
      {behind[measure].map(({ to, text }) => (
        <li key={to}>
          <Link href={`${to}&area=${province}`.replace('?&', '?')} className="hw-link">
            {say(text)} <span className="govuk-visually-hidden">{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Numbers({ province: { months }, name }: { province: Province; name: string }) {
  const { say } = useLanguage();
  const count = useCount();
  return (
    <details className="govuk-details govuk-!-margin-bottom-2">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{say(texts.numbers)}</span>
      </summary>
      <div className="hw-scroll" tabIndex={0} role="region" aria-label={`${name}: ${say(texts.numbers)}`}>
        <table className="govuk-table hw-numbers">
          <caption className="govuk-visually-hidden">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{say(texts.month)}</th>
              {months.map(({ month }) => (
                <th scope="col" key={month}>
                  {say(number(Number(month.slice(5))))}/{say(number(Number(month.slice(2, 4))))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {measures.map((measure) => (
              <tr key={measure}>
                <th scope="row">{say(measureTexts[measure])}</th>
                {months.map((month) => (
                  <td key={month.month}>{count(month[measure])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Small({ province, measure, most }: { province: Province; measure: Measure; most: number }) {
  const { say } = useLanguage();
  const count = useCount();
  const name = say(province.name);
  const last = province.months.at(-1)?.[measure];
  return (
    <li className="hw-small">
      <h2 className="govuk-heading-s govuk-!-margin-bottom-1">{name}</h2>
      <p className="govuk-body govuk-!-margin-bottom-1">
        <strong className="hw-small__number">{last && count(last)}</strong> {say(measureTexts[measure])}
      </p>
      <Bars province={province} measure={measure} most={most} />
      <Numbers province={province} name={name} />
      <Lists province={province.province} measure={measure} name={name} />
    </li>
  );
}

export default function National() {
  const { say, language } = useLanguage();
  const { set, among } = useFilter();
  const measure = among('by', measureTexts) ?? 'overdueTasks';
  const order = among('order', orders) ?? 'largest';
  const span = among('months', spans) ?? 6;
  const query = useOverview(Number(span));
  return (
    <Page title={texts.title}>
      <Filters legend={texts.filters}>
        <Select
          label={texts.measure}
          value={measure}
          choices={measures.map((value) => ({ value, label: measureTexts[value] }))}
          change={(value) => set('by', value)}
        />
        <Select
          label={texts.sort}
          value={order}
          choices={Object.entries(orders).map(([value, label]) => ({ value, label }))}
          change={(value) => set('order', value)}
        />
        <Select
          label={texts.months}
          value={String(span)}
          choices={Object.entries(spans).map(([value, label]) => ({ value, label }))}
          change={(value) => set('months', value)}
        />
      </Filters>
      <Loaded query={query}>
        {({ items, asOf }) => {
          if (items.length === 0) return <Empty>{say(texts.none)}</Empty>;
          const most = Math.max(5, ...items.flatMap(({ months }) => months.map((month) => month[measure].count ?? 0)));
          const byName = (a: Province, b: Province) => say(a.name).localeCompare(say(b.name), language);
          const rows = [...items].sort(
            (a, b) => (order === 'largest' ? latest(b, measure) - latest(a, measure) : 0) || byName(a, b),
          );
          return (
            <>
              <p className="govuk-body">
                {say(texts.asOf)} {say(shortDate(asOf))}. {say(texts.suppressed)}
              </p>
              <ul className="hw-smalls">
                {rows.map((province) => (
                  <Small key={province.province} province={province} measure={measure} most={most} />
                ))}
              </ul>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
