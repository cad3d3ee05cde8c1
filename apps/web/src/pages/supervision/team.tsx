/** The team board: load, overdue and ageing by worker, and the queues that nobody holds; each number opens its list. */
import { Link, useSearchParams } from 'wouter';
import { useSigned } from '../../api';
import { number, shortDate, useLanguage, type Text } from '../../language';
import { Empty, Loaded, More, Page, roleText, Table } from '../../parts';
import { areaName, useAreasUnder, usePlace } from '../cases/reads';
import { Select } from '../work/filters';
import { roleTexts } from '../../../../../workflows/roles';
import { StackedBar } from './bars';
import { Downloads } from './downloads';
import { useTeam, type Role, type TeamFilter, type TeamLine, type Whose } from './reads';
import { teamTexts as texts } from './texts';

const buckets = ['week', 'month', 'quarter', 'longer'] as const;
const levels = { normal: ['green', '✓'], alert: ['orange', '▲'], block: ['red', '✕'] } as const;
/** Roles that the board shows. */
const workers: Role[] = [
  'commune',
  'dsw',
  'ngoCaseworker',
  'districtSupervisor',
  'pdosvyOfficer',
  'pdosvyDirector',
  'mosvy',
  'rciDirector',
];

/** Address of the list that a number counts. */
export function listOf({ person, role, area, overdue }: Whose): string {
  const query = new URLSearchParams({
    ...(person && { person }),
    ...(role && { role }),
    ...(area && { area }),
    ...(overdue && { overdue: 'true' }),
  });
  return `/team/tasks?${query}`;
}

function Count({ value, whose, what }: { value: number; whose: Whose; what: Text }) {
  const { say } = useLanguage();
  if (value === 0) return <>{say(number(0))}</>;
  return (
    <Link href={listOf(whose)} className={`hw-link hw-number${whose.overdue ? ' hw-late' : ''}`}>
      {whose.overdue && <span aria-hidden="true">⚠ </span>}
      {say(number(value))}
      <span className="govuk-visually-hidden"> {say(what)}</span>
    </Link>
  );
}

export const daysOf = (days: number): Text => ({
  en: `${number(days).en} ${days === 1 ? texts.day.en : texts.days.en}`,
  km: `${number(days).km} ${texts.days.km}`,
});

function Oldest({ days }: { days: number | null }) {
  const { say } = useLanguage();
  return <>{days === null ? '–' : say(daysOf(days))}</>;
}

function Who({ line }: { line: TeamLine }) {
  const { say } = useLanguage();
  const place = usePlace(line.area);
  return (
    <>
      {say(line.name)}
      <div className="hw-muted hw-light">
        {[say(roleText(line.role)), say(place)].filter(Boolean).join(', ')}
        {line.deputy && ` (${say(texts.deputy)})`}
      </div>
      {line.leaveUntil && (
        <strong className="govuk-tag govuk-tag--grey">
          <span aria-hidden="true">‖ </span>
          {say(texts.leave)} {say(shortDate(line.leaveUntil))}
        </strong>
      )}
      {line.span?.over && (
        <div className="hw-soon">
          <span aria-hidden="true">▲ </span>
          {say(texts.leads)} {say(number(line.span.led))} {say(texts.workers)}: {say(texts.tooMany)}
        </div>
      )}
    </>
  );
}

function Level({ line: { level, cases } }: { line: TeamLine }) {
  const { say } = useLanguage();
  return (
    <>
      {say(number(cases))}{' '}
      {level && (
        <strong className={`govuk-tag govuk-tag--${levels[level][0]}`}>
          <span aria-hidden="true">{levels[level][1]} </span>
          {say(texts[level])}
        </strong>
      )}
    </>
  );
}

function Board({ lines }: { lines: TeamLine[] }) {
  const whose = ({ person, area }: TeamLine, overdue: boolean): Whose => ({ person, area, overdue });
  return (
    <Table<TeamLine>
      caption={texts.title}
      rows={lines}
      keyOf={({ appointment }) => appointment}
      columns={[
        { title: texts.who, cell: (line) => <Who line={line} /> },
        { title: texts.cases, cell: (line) => <Level line={line} /> },
        {
          title: texts.open,
          numeric: true,
          cell: (line) => <Count value={line.open} whose={whose(line, false)} what={texts.open} />,
        },
        {
          title: texts.overdue,
          numeric: true,
          cell: (line) => <Count value={line.overdue} whose={whose(line, true)} what={texts.overdue} />,
        },
        { title: texts.oldest, numeric: true, cell: (line) => <Oldest days={line.oldestOverdueDays} /> },
      ]}
    />
  );
}

function Ageing({ lines }: { lines: TeamLine[] }) {
  const { say } = useLanguage();
  const busy = lines.filter(({ open }) => open > 0);
  if (busy.length === 0) return null;
  const most = Math.max(...busy.map(({ open }) => open));
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.ageing)}</h2>
      <ul className="hw-legend" aria-hidden="true">
        {buckets.map((bucket) => (
          <li key={bucket} className={`hw-legend__${bucket}`}>
            {say(texts[bucket])}
          </li>
        ))}
      </ul>
      <Table<TeamLine>
        caption={texts.ageing}
        rows={busy}
        keyOf={({ appointment }) => appointment}
        columns={[
          { title: texts.who, cell: ({ name }) => say(name) },
          {
            title: texts.bar,
            cell: ({ ageing, name }) => (
              <StackedBar
                most={most}
                label={`${say(texts.ageing)}: ${say(name)}`}
                parts={buckets.map((kind) => ({ kind, value: ageing[kind] }))}
              />
            ),
          },
          ...buckets.map((bucket) => ({
            title: texts[bucket],
            numeric: true,
            cell: ({ ageing }: TeamLine) => say(number(ageing[bucket])),
          })),
        ]}
      />
    </section>
  );
}

type Queue = Pick<TeamLine, 'role' | 'open' | 'overdue' | 'oldestOverdueDays'>;

function Unassigned({ queues, area }: { queues: Queue[]; area: string }) {
  const { say } = useLanguage();
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.unassigned)}</h2>
      {queues.length === 0 ? (
        <p className="govuk-body">{say(texts.noQueue)}</p>
      ) : (
        <Table<Queue>
          caption={texts.unassigned}
          rows={queues}
          keyOf={({ role }) => role}
          columns={[
            { title: texts.role, cell: ({ role }) => say(roleText(role)) },
            {
              title: texts.open,
              numeric: true,
              cell: ({ role, open }) => <Count value={open} whose={{ role, area, overdue: false }} what={texts.open} />,
            },
            {
              title: texts.overdue,
              numeric: true,
              cell: ({ role, overdue }) => (
                <Count value={overdue} whose={{ role, area, overdue: true }} what={texts.overdue} />
              ),
            },
            { title: texts.oldest, numeric: true, cell: (queue) => <Oldest days={queue.oldestOverdueDays} /> },
          ]}
        />
      )}
    </section>
  );
}

function useFilter(own: string): TeamFilter {
  const [parameters] = useSearchParams();
  const area = parameters.get('area') ?? '';
  const role = parameters.get('role') ?? '';
  return {
    area: /^(\d\d){1,4}$/.test(area) ? area : own || undefined,
    role: workers.find((each) => each === role),
  };
}

export default function Team() {
  const { say } = useLanguage();
  const [, setParameters] = useSearchParams();
  const own = useSigned().appointment?.area ?? '';
  const filter = useFilter(own);
  const query = useTeam(filter);
  const areas = useAreasUnder(own, own.length < 8);
  const any = { value: '', label: texts.any };
  const set = (name: string, value: string) =>
    setParameters((old) => (value ? old.set(name, value) : old.delete(name), old), { replace: true });
  const places = (areas.data ?? []).map((each) => ({ value: each.code, label: areaName(each) }));
  const place = places.find(({ value }) => value === filter.area)?.label;
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      <fieldset className="govuk-fieldset hw-filters hw-screen-only">
        <legend className="govuk-visually-hidden">{say(texts.filters)}</legend>
        {places.length > 1 && (
          <Select
            label={texts.area}
            value={filter.area === own ? '' : (filter.area ?? '')}
            choices={[any, ...places]}
            change={(value) => set('area', value)}
          />
        )}
        <Select
          label={texts.role}
          value={filter.role ?? ''}
          choices={[any, ...workers.map((role) => ({ value: role, label: roleTexts[role] }))]}
          change={(value) => set('role', value)}
        />
      </fieldset>
      <Loaded query={query}>
        {({ pages }) => {
          const lines = pages.flatMap((page) => page.items);
          const { limits, unassigned } = pages[0]!;
          const words = [place && say(place), filter.role && say(roleText(filter.role))].filter(Boolean).join(' · ');
          return (
            <>
              <p className="govuk-body hw-muted">
                {say(texts.limits)} {say(texts.from)} {say(number(limits.alert))} {say(texts.alert)}, {say(texts.from)}{' '}
                {say(number(limits.block))} {say(texts.block)}
              </p>
              {lines.length === 0 ? <Empty>{say(texts.none)}</Empty> : <Board lines={lines} />}
              <More query={query} />
              <Unassigned queues={unassigned} area={filter.area ?? ''} />
              <Ageing lines={lines} />
              <Downloads list="team" filter={{ ...filter }} words={words} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
