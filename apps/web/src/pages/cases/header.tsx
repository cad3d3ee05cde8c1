/** The head of every page about a case: its reference, where it stands, and the ways to its other pages. */
import { Link } from 'wouter';
import { now, Refused, useRole } from '../../api';
import { age, dateOf, useLanguage, type Text } from '../../language';
import { Loaded, Page } from '../../parts';
import { BreakGlassLink } from '../administration/break-glass-link';
import { StandingNotice } from '../closures/standing-notice';
import { hasDecision } from '../decisions/reads';
import {
  useCase,
  useChildren,
  useFullName,
  useInstitution,
  usePlace,
  useWorkflow,
  type Case,
  type Child,
} from './reads';
import { standing } from './stands';
import { caseTexts as texts } from './texts';

const tabs = ['overview', 'decision', 'journal', 'family', 'documents', 'chart', 'handOver'] as const;
export type Tab = (typeof tabs)[number];
const ends: Record<Tab, string> = {
  overview: '',
  decision: '/decision',
  journal: '/journal',
  family: '/family',
  documents: '/documents',
  chart: '/chart',
  handOver: '/hand-over',
};

function Tabs({ of, here }: { of: Case; here: Tab }) {
  const { say } = useLanguage();
  const role = useRole();
  return (
    <nav className="hw-tabs hw-screen-only" aria-label={say(texts.tabs)}>
      <ul>
        {tabs
          .filter((tab) => tab !== 'handOver' || of.tasks.length > 0)
          // the way a case took is not told to the house that it is about
          .filter((tab) => tab !== 'chart' || tab === here || role !== 'rciDirector')
          .filter((tab) => tab !== 'decision' || tab === here || hasDecision(of))
          .map((tab) => (
            <li key={tab}>
              <Link href={`/cases/${of.id}${ends[tab]}`} aria-current={tab === here ? 'page' : undefined}>
                {say(texts[tab])}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** Age on the server's day; a date of birth that is not known to the day gives an age about. */
export function ageOf({ birth, diedOn }: Child, at = dateOf(now())): Text {
  const on = diedOn ?? at;
  const years = age(birth.from, on);
  if (birth.precision === 'day') return years;
  return { en: `${texts.about.en} ${years.en}`, km: `${texts.about.km} ${years.km}` };
}

/** Full names and ages: only a case's own pages show them. */
export function ChildNames({ ids }: { ids: readonly string[] }) {
  const { say } = useLanguage();
  const fullName = useFullName();
  const children = useChildren(ids);
  return (
    <ul className="hw-names">
      {children.map((query, index) => (
        <li key={ids[index]}>
          {query.data ? (
            <>
              <Link href={`/children/${ids[index]}`} className="govuk-link hw-link">
                {fullName(query.data.names) || say(texts.nameless)}
              </Link>{' '}
              <span>
                {say(ageOf(query.data))}
                {query.data.status === 'died' && ` (${say(texts.atDeath)})`}
              </span>
            </>
          ) : (
            <span className="hw-muted">{query.error instanceof Refused ? say(texts.hiddenChild) : '…'}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

export function StatusTag({ of }: { of: Pick<Case, 'status'> }) {
  const { say } = useLanguage();
  return of.status === 'open' ? (
    <strong className="govuk-tag govuk-tag--blue">
      <span aria-hidden="true">● </span>
      {say(texts.open)}
    </strong>
  ) : (
    <strong className="govuk-tag govuk-tag--grey">
      <span aria-hidden="true">■ </span>
      {say(texts.closed)}
    </strong>
  );
}

/** Children, place and institution of a case. */
export function About({ of }: { of: Case }) {
  const { say, language } = useLanguage();
  const place = usePlace(of.area);
  const institution = useInstitution(of.institution);
  const { data: workflow } = useWorkflow(of.workflow, of.workflowVersion);
  const leaf = (path: string) => of.texts.state[of.state.indexOf(path)];
  const states = standing(of.state, workflow?.states).map((path) => say(leaf(path) ?? workflow?.texts.states[path]));
  return (
    <dl className="hw-about">
      <div>
        <dt>{say(texts.state)}</dt>
        <dd>
          <StatusTag of={of} /> {states.filter(Boolean).join(' · ')}
        </dd>
      </div>
      {of.outcome && (
        <div>
          <dt>{say(texts.outcome)}</dt>
          <dd>{say(of.texts.outcome) || of.outcome}</dd>
        </div>
      )}
      {of.children.length > 0 && (
        <div>
          <dt>{say(texts.children)}</dt>
          <dd>
            <ChildNames ids={of.children} />
          </dd>
        </div>
      )}
      <div>
        <dt>{say(texts.place)}</dt>
        <dd>{say(place)}</dd>
      </div>
      {institution.data && (
        <div>
          <dt>{say(texts.institution)}</dt>
          <dd>
            {language === 'km' ? institution.data.nameKm : institution.data.nameEn} ({institution.data.code})
          </dd>
        </div>
      )}
    </dl>
  );
}

/** A page of a case: heading and tabs, then what the page itself shows. */
export function CasePage({ id, tab, children }: { id: string; tab: Tab; children: (of: Case) => React.ReactNode }) {
  const { say } = useLanguage();
  const query = useCase(id);
  const of = query.data;
  return (
    <Page
      title={tab === 'overview' ? texts.title : texts[tab]}
      back={tab === 'overview' ? '/caseload' : `/cases/${id}`}
      heading={
        of && (
          <>
            <span className="govuk-caption-l">
              {say(of.texts.workflow)}
              {tab !== 'overview' && ` · ${of.reference}`}
            </span>
            {tab === 'overview' ? `${say(texts.title)} ${of.reference}` : say(texts[tab])}
          </>
        )
      }
    >
      <Loaded query={query}>
        {(found) => (
          <>
            <Tabs of={found} here={tab} />
            <StandingNotice of={found} />
            {children(found)}
          </>
        )}
      </Loaded>
      <BreakGlassLink kind="case" id={id} error={query.error} />
    </Page>
  );
}
