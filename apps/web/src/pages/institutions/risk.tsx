/** Homes where children sleep, the greatest risk first, and what is known of each. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, useRole, type components } from '../../api';
import { number, shortDate, useLanguage } from '../../language';
import { Empty, Loaded, Table } from '../../parts';
import { registerTexts as texts, riskTexts, kindTexts } from './texts';
import { StandingTag } from './words';

type Risk = components['schemas']['InstitutionRisk'];

export interface RiskFilter {
  standing?: Risk['standing'];
  kind?: string;
  operator?: string;
  area?: string;
}

const useRisks = (filter: RiskFilter) =>
  useQuery({
    queryKey: ['institutions', 'risk', filter],
    queryFn: () => ask(client.GET('/api/v1/risks', { params: { query: filter } })),
  });

/** Offices that read the plan of inspections. */
const planners = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

/** Who is there, with those without authority and those under three standing out. */
function There({ present }: { present: Risk['present'] }) {
  const { say } = useLanguage();
  if (!present) return <span className="hw-muted">{say(riskTexts.hidden)}</span>;
  const { authorised, unauthorised, babies } = present;
  return (
    <>
      <strong>{say(number(authorised + unauthorised))}</strong> {say(texts.present)}
      {unauthorised > 0 && (
        <div className="hw-late">
          <span aria-hidden="true">⚠ </span>
          {say(number(unauthorised))} {say(texts.without)}
        </div>
      )}
      {babies > 0 && (
        <div className="hw-late">
          <span aria-hidden="true">⚠ </span>
          {say(number(babies))} {say(riskTexts.babies)}
        </div>
      )}
    </>
  );
}

function Ways({ one: { id, code, area, closure } }: { one: Risk }) {
  const { say } = useLanguage();
  const plans = planners.includes(useRole() ?? '');
  return (
    <>
      {closure && (
        <div>
          <Link href={`/closures/${closure.instance}`} className="hw-link">
            {say(riskTexts.closing)} {closure.reference}
          </Link>{' '}
          {say(riskTexts.remaining)} {say(number(closure.remaining))}
        </div>
      )}
      <Link href={`/institutions/${id}`} className="hw-link">
        {say(texts.see)}
        <span className="govuk-visually-hidden"> {code}</span>
      </Link>
      {plans && (
        <div>
          <Link href={`/inspections/plan?area=${area.slice(0, 2)}`} className="hw-link">
            {say(riskTexts.inPlan)}
            <span className="govuk-visually-hidden"> {code}</span>
          </Link>
        </div>
      )}
    </>
  );
}

export function RiskList({ filter }: { filter: RiskFilter }) {
  const { say } = useLanguage();
  const query = useRisks(filter);
  const plans = planners.includes(useRole() ?? '');
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty>{say(texts.none)}</Empty>
        ) : (
          <>
            <p className="govuk-body">{say(riskTexts.about)}</p>
            <p className="govuk-body hw-screen-only">
              {plans && (
                <>
                  <Link href="/inspections/plan" className="hw-link">
                    {say(riskTexts.plan)}
                  </Link>{' '}
                  ·{' '}
                </>
              )}
              <Link href="/inspections/ratings" className="hw-link">
                {say(riskTexts.published)}
              </Link>
            </p>
            <Table<Risk>
              caption={riskTexts.title}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                {
                  title: texts.name,
                  cell: (one) => (
                    <>
                      <Link href={`/institutions/${one.id}`} className="govuk-link">
                        {say(one.name)}
                      </Link>
                      <br />
                      <span className="hw-muted">
                        {one.code} · {say(kindTexts[one.kind as keyof typeof kindTexts])}
                      </span>
                    </>
                  ),
                },
                {
                  title: texts.inspected,
                  cell: ({ lastInspection }) =>
                    lastInspection ? (
                      say(shortDate(lastInspection))
                    ) : (
                      <span className="hw-late">
                        <span aria-hidden="true">⚠ </span>
                        {say(texts.never)}
                      </span>
                    ),
                },
                { title: texts.who, cell: ({ present }) => <There present={present} /> },
                { title: riskTexts.breaches, cell: ({ breaches }) => say(number(breaches)) },
                { title: texts.standing, cell: ({ standing }) => <StandingTag standing={standing} /> },
                { title: riskTexts.ways, cell: (one) => <Ways one={one} /> },
              ]}
            />
          </>
        )
      }
    </Loaded>
  );
}
