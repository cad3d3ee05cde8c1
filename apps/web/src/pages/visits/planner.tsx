/** The planner: a week's visits by village and day, what is left from before, and the workload beside it. */
import { Link, useSearchParams } from 'wouter';
import { useSigned } from '../../api';
import { number, shortDate, useLanguage, type Text } from '../../language';
import { Empty, Initials, Loaded, Page, Table } from '../../parts';
import { areaName, useAreasUnder } from '../cases/reads';
import { Select } from '../work/filters';
import { teamTexts } from '../supervision/texts';
import { usePlanner, type Planner, type PlannerFilter, type Village, type Visit } from './reads';
import { plannerTexts as texts, visitTexts, weekdays } from './texts';
import { Day, State, useWorker } from './words';

type Load = Planner['workers'][number];

const levels = { normal: ['green', '✓'], alert: ['orange', '▲'], block: ['red', '✕'] } as const;
const isDate = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text);

/** The same day of another week. */
const shifted = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function Weeks({ of: { from, to }, go }: { of: Planner; go: (week: string) => void }) {
  const { say } = useLanguage();
  const button = (title: Text, week: string) => (
    <button type="button" className="govuk-button govuk-button--secondary" onClick={() => go(week)}>
      {say(title)}
    </button>
  );
  return (
    <>
      <h2 className="govuk-heading-m" aria-live="polite">
        {say(shortDate(from))} {say(texts.to)} {say(shortDate(to))}
      </h2>
      <nav className="govuk-button-group hw-screen-only" aria-label={say(texts.weeks)}>
        {button(texts.before, shifted(from, -7))}
        {button(texts.thisWeek, '')}
        {button(texts.after, shifted(from, 7))}
      </nav>
    </>
  );
}

/** How many visits on which day, village by village. */
function Glance({ villages, days }: { villages: Village[]; days: string[] }) {
  const { say } = useLanguage();
  const on = ({ visits }: Village, day: string) => visits.filter(({ due }) => due.on === day).length;
  return (
    <section className="hw-glance">
      <h3 className="govuk-heading-s">{say(texts.atAGlance)}</h3>
      <Table<Village>
        caption={texts.atAGlance}
        rows={villages}
        keyOf={({ area }) => area}
        columns={[
          { title: texts.village, cell: ({ name }) => say(name) },
          ...days.map((day, i) => ({
            title: weekdays[i]!,
            numeric: true,
            cell: (village: Village) => say(number(on(village, day))),
          })),
        ]}
      />
    </section>
  );
}

function VillageVisits({ of: { name, visits } }: { of: Village }) {
  const { say } = useLanguage();
  const worker = useWorker(visits);
  return (
    <section>
      <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{say(name)}</h3>
      <Table<Visit>
        caption={name}
        rows={visits}
        keyOf={({ id }) => id}
        columns={[
          { title: visitTexts.day, cell: (visit) => <Day of={visit} /> },
          {
            title: visitTexts.what,
            cell: ({ text, instance, reference }) => (
              <>
                {say(text)}
                <div>
                  {instance ? (
                    <Link href={`/cases/${instance}`} className="govuk-link hw-link hw-reference">
                      {reference}
                    </Link>
                  ) : (
                    <span className="hw-reference">{reference}</span>
                  )}
                </div>
              </>
            ),
          },
          { title: visitTexts.child, cell: ({ initials }) => <Initials of={initials} /> },
          { title: visitTexts.who, cell: worker },
          { title: visitTexts.status, cell: (visit) => <State of={visit} /> },
        ]}
      />
    </section>
  );
}

function Workload({ of: { workers, limits, span } }: { of: Planner }) {
  const { say } = useLanguage();
  return (
    <section className="hw-planner__load">
      <h2 className="govuk-heading-m">{say(texts.workload)}</h2>
      <p className="govuk-body hw-muted">
        {say(teamTexts.limits)} {say(teamTexts.from)} {say(number(limits.alert))} {say(teamTexts.alert)},{' '}
        {say(teamTexts.from)} {say(number(limits.block))} {say(teamTexts.block)}
      </p>
      {span?.over && (
        <p className="govuk-body hw-soon">
          <span aria-hidden="true">▲ </span>
          {say(teamTexts.leads)} {say(number(span.led))} {say(teamTexts.workers)}: {say(teamTexts.tooMany)}
        </p>
      )}
      {workers.length === 0 ? (
        <p className="govuk-body">{say(texts.nobody)}</p>
      ) : (
        <Table<Load>
          caption={texts.workload}
          rows={workers}
          keyOf={({ person }) => person}
          columns={[
            { title: texts.worker, cell: ({ name }) => say(name) },
            { title: texts.cases, cell: (load) => <Cases of={load} /> },
            { title: texts.next30, numeric: true, cell: ({ visitsNext30 }) => say(number(visitsNext30)) },
            { title: texts.here, numeric: true, cell: ({ shown }) => say(number(shown)) },
          ]}
        />
      )}
    </section>
  );
}

function Cases({ of: { cases, level } }: { of: Load }) {
  const { say } = useLanguage();
  const [colour, sign] = levels[level];
  return (
    <>
      {say(number(cases))}{' '}
      <strong className={`govuk-tag govuk-tag--${colour}`}>
        <span aria-hidden="true">{sign} </span>
        {say(teamTexts[level])}
      </strong>
    </>
  );
}

function Week({ of, go }: { of: Planner; go: (week: string) => void }) {
  const { say } = useLanguage();
  return (
    <div className="hw-planner">
      <div>
        <Weeks of={of} go={go} />
        {of.more && <p className="govuk-inset-text">{say(texts.more)}</p>}
        {of.overdue.length > 0 && (
          <>
            <h2 className="govuk-heading-m hw-late">
              <span aria-hidden="true">⚠ </span>
              {say(texts.left)}
            </h2>
            {of.overdue.map((village) => (
              <VillageVisits key={village.area} of={village} />
            ))}
            <h2 className="govuk-heading-m">{say(texts.inWeek)}</h2>
          </>
        )}
        {of.villages.length === 0 ? (
          <Empty>{say(texts.none)}</Empty>
        ) : (
          <>
            {of.villages.length > 1 && <Glance villages={of.villages} days={of.days} />}
            {of.villages.map((village) => (
              <VillageVisits key={village.area} of={village} />
            ))}
          </>
        )}
      </div>
      <Workload of={of} />
    </div>
  );
}

/** Who makes visits starts with one's own. */
const visitors: readonly string[] = ['dsw', 'ngoCaseworker'];

export default function VisitPlanner() {
  const { say } = useLanguage();
  const { appointment } = useSigned();
  const [parameters, setParameters] = useSearchParams();
  const week = parameters.get('week');
  const usual = visitors.includes(appointment?.role ?? '') ? 'mine' : 'all';
  const whose = parameters.get('whose') ?? usual;
  const own = appointment?.area ?? '';
  const areas = useAreasUnder(own, own.length < 6);
  const area = parameters.get('area') ?? '';
  const filter: PlannerFilter = {
    ...(isDate(week) && { week }),
    ...(whose === 'mine' && { mine: 'true' as const }),
    ...(/^(\d\d){1,4}$/.test(area) && { area }),
  };
  const query = usePlanner(filter);
  const set = (name: string, value: string) =>
    setParameters((old) => (value ? old.set(name, value) : old.delete(name), old), { replace: true });
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      <div className="hw-filters hw-screen-only">
        <Select
          label={texts.whose}
          value={whose}
          choices={(['mine', 'all'] as const).map((value) => ({ value, label: texts[value] }))}
          change={(value) => set('whose', value === usual ? '' : value)}
        />
        {(areas.data ?? []).length > 1 && (
          <Select
            label={texts.area}
            value={area}
            choices={[
              { value: '', label: texts.anywhere },
              ...areas.data!.map((each) => ({ value: each.code, label: areaName(each) })),
            ]}
            change={(value) => set('area', value)}
          />
        )}
      </div>
      <Loaded query={query}>{(planner) => <Week of={planner} go={(day) => set('week', day)} />}</Loaded>
    </Page>
  );
}
