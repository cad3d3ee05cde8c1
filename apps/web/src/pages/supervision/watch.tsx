/** The dead-man page: whether everything that must go on by itself goes on, and what to do where it does not. */
import { Link } from 'wouter';
import { dateAndTime, number, useLanguage } from '../../language';
import { Loaded, Page, Table } from '../../parts';
import { rungTexts } from '../work/texts';
import { useWatch } from './reads';
import { watchTexts as texts } from './texts';

type Watch = NonNullable<ReturnType<typeof useWatch>['data']>;
type Look = Watch['items'][number];
type Sign = Watch['workers'][number];

function State({ is }: { is: 'ok' | 'late' }) {
  const { say } = useLanguage();
  return (
    <strong className={`govuk-tag govuk-tag--${is === 'ok' ? 'green' : 'red'}`}>
      <span aria-hidden="true">{is === 'ok' ? '✓ ' : '⚠ '}</span>
      {say(texts[is])}
    </strong>
  );
}

function Looks({ items }: { items: Look[] }) {
  const { say } = useLanguage();
  return (
    <Table<Look>
      caption={texts.title}
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        { title: texts.check, cell: ({ title }) => say(title) },
        { title: texts.state, cell: ({ state }) => <State is={state} /> },
        { title: texts.count, numeric: true, cell: ({ count }) => (count === null ? '–' : say(number(count))) },
        { title: texts.since, cell: ({ at }) => (at ? say(dateAndTime(at)) : '–') },
        { title: texts.todo, cell: ({ todo }) => (todo ? <strong>{say(todo)}</strong> : say(texts.nothing)) },
      ]}
    />
  );
}

function Signs({ workers }: { workers: Sign[] }) {
  const { say } = useLanguage();
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.signs)}</h2>
      {workers.length === 0 ? (
        <p className="govuk-body">{say(texts.noSigns)}</p>
      ) : (
        <ul className="hw-plain">
          {workers.map(({ kind, at, seconds }) => (
            <li key={`${kind} ${at}`}>
              {kind}: {say(number(Math.max(0, Math.round(seconds))))} {say(texts.ago)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Of the oldest escalations so many stand here; the others have their own page. */
const shown = 5;

function Oldest({ escalations }: { escalations: Watch['escalations'] }) {
  const { say } = useLanguage();
  if (escalations.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.escalations)}</h2>
      <ul className="hw-entries">
        {escalations.slice(0, shown).map(({ id, rung, instance, reference, firedAt, text }) => (
          <li key={id} className="hw-entry hw-entry--late">
            <span className="hw-muted">{say(rungTexts[rung as 'supervisor'] ?? rungTexts.other)}</span>
            <p className="govuk-body govuk-!-margin-bottom-1">{say(text)}</p>
            <span className="hw-muted">{say(dateAndTime(firedAt))}</span>{' '}
            {instance && (
              <Link href={`/cases/${instance}`} className="govuk-link hw-link">
                {reference}
              </Link>
            )}
          </li>
        ))}
      </ul>
      <Link href="/escalations?show=all" className="hw-link hw-screen-only">
        {say(texts.toEscalations)}
      </Link>
    </section>
  );
}

export default function WatchPage() {
  const { say } = useLanguage();
  const query = useWatch();
  return (
    <Page title={texts.title}>
      <Loaded query={query}>
        {({ now, state, items, workers, escalations }) => (
          <>
            <div className={`hw-strip hw-strip--list${state === 'late' ? ' hw-strip--late' : ''}`} role="status">
              <State is={state} /> {say(state === 'ok' ? texts.allOk : texts.someLate)}{' '}
              <span className="hw-muted">
                {say(texts.at)} {say(dateAndTime(now))}
              </span>
            </div>
            {/* what to act on first: a phone shows little at a time */}
            <Looks items={[...items].sort((a, b) => Number(b.state === 'late') - Number(a.state === 'late'))} />
            <Oldest escalations={escalations} />
            <Signs workers={workers} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
