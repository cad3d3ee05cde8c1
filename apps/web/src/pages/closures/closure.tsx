/** One closure: its order and freeze, what the area can carry, what runs side by side, and what blocks the closing. */
import { Link } from 'wouter';
import { dateAndTime, number, useLanguage } from '../../language';
import { Loaded, Page, RoleNames } from '../../parts';
import { Actions } from '../cases/actions';
import { useCase } from '../cases/reads';
import { Regions } from '../cases/regions';
import { StandingTag } from '../institutions/words';
import { statusTexts } from '../watch/texts';
import { Blockers } from './blockers';
import { useClosure, type Closure } from './reads';
import { closureTexts as texts, kindTexts, overviewTexts } from './texts';
import { Freeze, Remaining, Target } from './words';

/** Who did it and when; nobody yet. */
function Served({ of, event }: { of: Closure; event: Closure['served'][number]['event'] }) {
  const { say } = useLanguage();
  const acts = of.served.filter((act) => act.event === event);
  if (acts.length === 0 && event === 'freeze.acknowledged' && of.freeze.acknowledged) return <>{say(texts.byVisit)}</>;
  if (acts.length === 0) return <span className="hw-soon">{say(texts.nobodyYet)}</span>;
  return acts.map(({ at, role, name }) => (
    <div key={at}>
      {say(name)} (<RoleNames roles={[role]} />
      ), {say(dateAndTime(at))}
    </div>
  ));
}

function Order({ of }: { of: Closure }) {
  const { say } = useLanguage();
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.order)}</h2>
      <dl className="hw-about">
        <div>
          <dt>{say(texts.standing)}</dt>
          <dd>
            <StandingTag standing={of.institution.standing} />
          </dd>
        </div>
        {of.kind && (
          <div>
            <dt>{say(texts.kind)}</dt>
            <dd>{say(kindTexts[of.kind])}</dd>
          </div>
        )}
        <div>
          <dt>{say(texts.signed)}</dt>
          <dd>
            {of.orderedAt || of.served.length > 0 ? <Served of={of} event="order.signed" /> : say(texts.notSigned)}
          </dd>
        </div>
        {of.orderedAt && (
          <>
            <div>
              <dt>{say(texts.acknowledged)}</dt>
              <dd>
                <Served of={of} event="freeze.acknowledged" />
              </dd>
            </div>
            <div>
              <dt>{say(texts.visited)}</dt>
              <dd>
                <Served of={of} event="freezeVisit.recorded" />
              </dd>
            </div>
            <div>
              <dt>{say(overviewTexts.freeze)}</dt>
              <dd>
                <Freeze of={of} />
              </dd>
            </div>
            <div>
              <dt>{say(overviewTexts.target)}</dt>
              <dd>
                <Target of={of} />
              </dd>
            </div>
          </>
        )}
        <div>
          <dt>{say(overviewTexts.remaining)}</dt>
          <dd>
            <Remaining of={of} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** The sum of domain C, seen before an order is signed. */
function Capacity({ sum }: { sum: NonNullable<Closure['capacity']> }) {
  const { say } = useLanguage();
  const lines = [
    [texts.kids, sum.children],
    [texts.urgent, sum.urgent],
    [texts.workers, sum.workers],
    [texts.openCases, sum.openCases],
    [texts.free, sum.free],
    [texts.freePlaces, sum.freePlaces],
    [texts.workersNeeded, sum.workersNeeded],
  ] as const;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.capacity)}</h2>
      <p className="govuk-body">{say(texts.capacityAbout)}</p>
      <dl className="hw-about">
        {lines.map(([title, value]) => (
          <div key={title.en}>
            <dt>{say(title)}</dt>
            <dd>{say(number(value))}</dd>
          </div>
        ))}
        <div>
          <dt>{say(texts.sum)}</dt>
          <dd>
            {say(number(sum.children))} × {say(number(sum.visitsEach))} = <strong>{say(number(sum.visits))}</strong>
          </dd>
        </div>
      </dl>
      <p className={sum.short ? 'hw-refused' : 'govuk-body'}>
        <span aria-hidden="true">{sum.short ? '⚠ ' : '✓ '}</span>
        {say(sum.short ? texts.short : texts.enough)}
      </p>
    </section>
  );
}

/** Places of the watch list beside this one, for who decides on them. */
function Matches({ of: { matches } }: { of: Closure }) {
  const { say } = useLanguage();
  if (!matches || matches.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.matches)}</h2>
      <ul className="govuk-list">
        {matches.map(({ id, name, code, status }) => (
          <li key={id}>
            <Link href={`/watch-list/${id}`} className="govuk-link">
              {say(name)} ({code})
            </Link>
            : {say(statusTexts[status])}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ways({ of, counts }: { of: Closure; counts: boolean }) {
  const { say } = useLanguage();
  const ways = [
    ...(counts ? [{ to: `/closures/${of.instance}/census`, text: texts.toCensus }] : []),
    ...(of.rows.length > 0 ? [{ to: `/closures/${of.instance}/children`, text: texts.toChildren }] : []),
    { to: `/institutions/${of.institution.id}`, text: texts.toInstitution },
    { to: `/cases/${of.instance}`, text: texts.toCase },
  ];
  return (
    <ul className="govuk-list hw-screen-only">
      {ways.map(({ to, text }) => (
        <li key={to}>
          <Link href={to} className="govuk-link">
            {say(text)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

export default function ClosurePage({ id }: { id: string }) {
  const { say } = useLanguage();
  const query = useClosure(id);
  const { data: of } = useCase(id);
  const counts = of?.allowed.some(({ event, permitted }) => event === 'census.sealed' && permitted) ?? false;
  return (
    <Page
      title={texts.title}
      back="/closures"
      heading={
        query.data && (
          <>
            <span className="govuk-caption-l">
              {say(texts.title)} · {query.data.reference}
            </span>
            {say(query.data.institution.name)} ({query.data.institution.code})
          </>
        )
      }
    >
      <Loaded query={query}>
        {(found) => (
          <>
            <p className="govuk-body">
              <strong>{say(found.step)}</strong>
            </p>
            <Ways of={found} counts={counts} />
            <section>
              <h2 className="govuk-heading-m">{say(texts.blocks)}</h2>
              <Blockers of={found} />
            </section>
            <Order of={found} />
            <Matches of={found} />
            {found.capacity && <Capacity sum={found.capacity} />}
            {of && (
              <>
                <Regions of={of} />
                <Actions of={of} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
