/** Institutions that close: who is still there by difficulty, extensions counted, and freezes that nobody answered. */
import { Link } from 'wouter';
import { useRole } from '../../api';
import { number, useLanguage } from '../../language';
import { Empty, Loaded, Page, Table } from '../../parts';
import { Filters, useFilter } from '../institutions/filter';
import { StandingTag } from '../institutions/words';
import { Select } from '../work/filters';
import { useClosures, type ClosureLine } from './reads';
import { overviewTexts as texts } from './texts';
import { Freeze, Remaining, Target } from './words';

const statuses = { open: texts.open, closed: texts.closed };
const starters = ['pdosvyOfficer', 'mosvy'];

function Lines({ rows }: { rows: ClosureLine[] }) {
  const { say } = useLanguage();
  return (
    <Table<ClosureLine>
      caption={texts.title}
      rows={rows}
      keyOf={({ instance }) => instance}
      columns={[
        {
          title: texts.institution,
          cell: (one) => (
            <>
              <Link href={`/closures/${one.instance}`} className="govuk-link">
                {say(one.institution.name)}
              </Link>
              <br />
              <span className="hw-muted">
                {one.institution.code} · {one.reference}
              </span>
              <br />
              <StandingTag standing={one.institution.standing} />
            </>
          ),
        },
        { title: texts.remaining, cell: (one) => <Remaining of={one} /> },
        { title: texts.freeze, cell: (one) => <Freeze of={one} /> },
        { title: texts.target, cell: (one) => <Target of={one} /> },
        { title: texts.step, cell: ({ step }) => say(step) },
      ]}
    />
  );
}

export default function Overview() {
  const { say } = useLanguage();
  const { among, set } = useFilter();
  const starts = starters.includes(useRole() ?? '');
  const status = among('status', statuses) ?? 'open';
  const query = useClosures(status);
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      {starts && (
        <p className="govuk-body hw-screen-only">
          <Link href="/start" className="hw-link">
            {say(texts.start)}
          </Link>
        </p>
      )}
      <Filters legend={texts.filters}>
        <Select
          label={texts.status}
          value={status}
          choices={Object.entries(statuses).map(([value, label]) => ({ value, label }))}
          change={(value) => set('status', value)}
        />
      </Filters>
      <Loaded query={query}>
        {({ items }) => {
          if (items.length === 0) return <Empty>{say(texts.none)}</Empty>;
          const left = items.reduce((sum, { remaining }) => sum + remaining.total, 0);
          const uncounted = items.filter((one) => !one.sealed && one.status === 'open').length;
          return (
            <>
              <p className="govuk-body">
                {say(texts.total)}: <strong>{say(number(left))}</strong>
                {uncounted > 0 && (
                  <>
                    {' · '}
                    <span className="hw-soon">
                      {say(texts.uncounted)}: <strong>{say(number(uncounted))}</strong>
                    </span>
                  </>
                )}
              </p>
              <Lines rows={items} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
