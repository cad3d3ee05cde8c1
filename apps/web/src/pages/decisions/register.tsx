/** The register of decisions: who decided what by which rules, and whether it was appealed; the address is the filter. */
import { Link, useSearchParams } from 'wouter';
import { useSigned } from '../../api';
import { shortDate, useLanguage, type Text } from '../../language';
import { Empty, Loaded, More, Page, roleText, Table } from '../../parts';
import { areaName, counted, useAreasUnder, useDefinitions, useWorkflows } from '../cases/reads';
import { caseTexts } from '../cases/texts';
import { Downloads } from '../supervision/downloads';
import { chosen, periodChoices, periodIn, readValue } from '../supervision/period';
import { periodTexts } from '../supervision/texts';
import { Select, type Choice } from '../work/filters';
import { useDecisions, type DecisionLine, type RegisterFilter } from './reads';
import { registerTexts as texts } from './texts';

const looks: Record<string, [colour: string, sign: string]> = {
  APPROVED_TIME_LIMITED: ['orange', '▣'],
  REFUSED_FAMILY_SUPPORT: ['green', '⌂'],
  REFUSED_ALTERNATIVE_CARE: ['turquoise', '⚭'],
  INTERIM_ALTERNATIVE_CARE: ['yellow', '◷'],
  CHILD_DIED: ['grey', '✝'],
};

function Outcomes({ of }: { of: DecisionLine }) {
  const { say } = useLanguage();
  return of.outcomes.map(({ id, text, children }) => {
    const [colour, sign] = looks[id] ?? ['blue', '●'];
    return (
      <div key={id}>
        <strong className={`govuk-tag govuk-tag--${colour}`}>
          <span aria-hidden="true">{sign} </span>
          {say(text) || id}
        </strong>{' '}
        <span className="hw-muted">{say(counted(children, caseTexts.childOne, caseTexts.childMany))}</span>
      </div>
    );
  });
}

function Appeal({ of: { appeal } }: { of: DecisionLine }) {
  const { say } = useLanguage();
  if (!appeal) return <>{say(texts.noAppeal)}</>;
  return (
    <>
      <span aria-hidden="true">⚖ </span>
      {say(appeal.text) || appeal.event}, {say(shortDate(appeal.at))}
    </>
  );
}

/** Outcomes of the procedures, for the filter. */
function useOutcomes(): Choice[] {
  const { data } = useWorkflows();
  const definitions = useDefinitions((data?.items ?? []).map(({ id }) => id));
  const found = new Map<string, Text>();
  for (const { texts: words } of definitions.values())
    for (const [id, text] of Object.entries(words.outcomes))
      if (!['WITHDRAWN', 'LAPSED'].includes(id)) found.set(id, text);
  return [...found].map(([value, label]) => ({ value, label }));
}

function Filters({ filter, outcomes, places }: { filter: RegisterFilter; outcomes: Choice[]; places: Choice[] }) {
  const { say } = useLanguage();
  const [parameters, setParameters] = useSearchParams();
  const asked = periodIn(parameters);
  const any = { value: '', label: texts.any };
  const set = (values: Record<string, string>) =>
    setParameters(
      (old) => {
        for (const [name, value] of Object.entries(values))
          if (value) old.set(name, value);
          else old.delete(name);
        return old;
      },
      { replace: true },
    );
  return (
    <fieldset className="govuk-fieldset hw-filters hw-screen-only">
      <legend className="govuk-visually-hidden">{say(texts.filters)}</legend>
      <Select
        label={periodTexts.period}
        value={chosen(asked)}
        choices={[any, ...periodChoices(asked)]}
        change={(value) => set({ from: '', to: '', ...readValue(value) })}
      />
      <Select
        label={texts.outcome}
        value={filter.outcome ?? ''}
        choices={[any, ...outcomes]}
        change={(outcome) => set({ outcome })}
      />
      {places.length > 1 && (
        <Select
          label={texts.area}
          value={filter.area ?? ''}
          choices={[any, ...places]}
          change={(area) => set({ area })}
        />
      )}
    </fieldset>
  );
}

function Lines({ lines }: { lines: DecisionLine[] }) {
  const { say } = useLanguage();
  return (
    <Table<DecisionLine>
      caption={texts.title}
      rows={lines}
      keyOf={({ id, seq }) => `${id} ${seq}`}
      columns={[
        {
          title: texts.reference,
          cell: (line) => (
            <Link href={`/cases/${line.id}/decision`} className="govuk-link hw-link">
              {line.reference}
            </Link>
          ),
        },
        { title: texts.date, cell: ({ date }) => say(shortDate(date)) },
        { title: texts.outcome, cell: (line) => <Outcomes of={line} /> },
        {
          title: texts.decidedBy,
          cell: ({ decidedBy }) => (
            <>
              {decidedBy.name && <div>{say(decidedBy.name)}</div>}
              <span className="hw-muted">{say(roleText(decidedBy.role))}</span>
            </>
          ),
        },
        {
          title: texts.rules,
          cell: ({ rules }) =>
            rules.length === 0 ? (
              '–'
            ) : (
              <details className="govuk-details govuk-!-margin-bottom-0">
                <summary className="govuk-details__summary">
                  <span className="govuk-details__summary-text">{rules.map(({ id }) => id).join(', ')}</span>
                </summary>
                <ul className="govuk-details__text hw-plain">
                  {rules.map(({ id, text }) => (
                    <li key={id}>
                      {id}: {say(text)}
                    </li>
                  ))}
                </ul>
              </details>
            ),
        },
        { title: texts.appeal, cell: (line) => <Appeal of={line} /> },
      ]}
    />
  );
}

export default function Register() {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const { appointment } = useSigned();
  const own = appointment?.area ?? '';
  const areas = useAreasUnder(own, own.length < 8);
  const outcomes = useOutcomes();
  const area = parameters.get('area') ?? '';
  const filter: RegisterFilter = {
    ...periodIn(parameters),
    area: /^(\d\d){1,4}$/.test(area) ? area : undefined,
    outcome: parameters.get('outcome') ?? undefined,
  };
  const query = useDecisions(filter);
  const places = (areas.data ?? []).map((each) => ({ value: each.code, label: areaName(each) }));
  const asked = periodIn(parameters);
  const words = [
    asked && say(periodChoices(asked).find(({ value }) => value === chosen(asked))?.label),
    filter.outcome && (say(outcomes.find(({ value }) => value === filter.outcome)?.label) || filter.outcome),
    filter.area && (say(places.find(({ value }) => value === filter.area)?.label) || filter.area),
  ].filter(Boolean);
  const exports = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];
  return (
    <Page title={texts.title}>
      <Filters filter={filter} outcomes={outcomes} places={places} />
      <Loaded query={query}>
        {({ pages }) => {
          const lines = pages.flatMap((page) => page.items);
          if (lines.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              {exports.includes(appointment?.role ?? '') && (
                <Downloads list="decisions" filter={{ ...filter }} words={words.join(' · ')} />
              )}
              <Lines lines={lines} />
              <More query={query} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
