/** The year's plan of inspections: coverage, every institution by risk, what is missing; nothing of what is drawn. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, now, useSigned } from '../../api';
import { dateOf, number, shortDate, useLanguage, type Text } from '../../language';
import { Empty, Failed, Loaded, Page, Table } from '../../parts';
import { form, line } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { freshKey } from '../cases/reads';
import { Lots, Which, days } from './plan-parts';
import { usePlan, useWhich, type Plan, type PlanItem } from './plan-reads';
import { planTexts as texts, statusTexts } from './plan-texts';

export default function PlanPage() {
  const { say } = useLanguage();
  const own = useSigned().appointment?.area ?? '';
  const which = useWhich();
  const query = usePlan(which);
  return (
    <Page title={texts.title} back="/inspections">
      <p className="govuk-body">{say(texts.about)}</p>
      <Which year={which.year} own={own} present={Number(dateOf(now()).slice(0, 4))} />
      {which.area === '' ? (
        <p className="govuk-body">{say(texts.chooseArea)}</p>
      ) : (
        <Loaded query={query}>{(plan) => <PlanOf of={plan} />}</Loaded>
      )}
    </Page>
  );
}

function PlanOf({ of: plan }: { of: Plan }) {
  const { say } = useLanguage();
  return (
    <>
      <Coverage of={plan} />
      <Acts of={plan} />
      {plan.items.length === 0 ? (
        <Empty>{say(texts.nothing)}</Empty>
      ) : (
        <Table<PlanItem>
          caption={texts.title}
          rows={plan.items}
          keyOf={({ institution }) => institution.id}
          columns={[
            { title: texts.institution, cell: (item) => <Institution of={item} /> },
            { title: texts.risk, cell: ({ risk }) => <Risk of={risk} /> },
            { title: texts.when, cell: ({ planned }) => <When of={planned} /> },
            { title: texts.done, cell: (item) => <Done of={item} /> },
            { title: texts.missing, cell: ({ missing }) => <Missing of={missing} /> },
            { title: texts.ways, cell: (item) => <Ways of={item} year={plan.year} /> },
          ]}
        />
      )}
      <Lots commitments={plan.commitments} />
    </>
  );
}

function Coverage({ of: { coverage, capacity } }: { of: Plan }) {
  const { say } = useLanguage();
  const share = (count: number): Text => {
    const [part, all] = [number(count), number(coverage.institutions)];
    return { en: `${part.en} of ${all.en}`, km: `${part.km} ក្នុងចំណោម ${all.km}` };
  };
  const rows: [Text, Text][] = [
    [texts.planned, share(coverage.planned)],
    [texts.full, share(coverage.full)],
    [texts.unannounced, share(coverage.unannounced)],
    [texts.missed, number(coverage.missed)],
    [texts.capacity, number(capacity.teams)],
  ];
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.coverage)}</h2>
      <dl className="govuk-summary-list">
        {rows.map(([title, value]) => (
          <div key={title.en} className="govuk-summary-list__row">
            <dt className="govuk-summary-list__key">{say(title)}</dt>
            <dd className="govuk-summary-list__value">{say(value)}</dd>
          </div>
        ))}
      </dl>
      {capacity.busiest > capacity.perMonth && (
        <p className="govuk-body hw-late">
          <span aria-hidden="true">⚠ </span>
          {say(texts.tooMany)}
        </p>
      )}
    </section>
  );
}

/** Proposing and approving, for those who may. */
function Acts({ of: { plan, asked, area, year, coverage } }: { of: Plan }) {
  const { say } = useLanguage();
  const { me, appointment } = useSigned();
  const [role, person] = [appointment?.role, me.person.id];
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ['inspections', 'plan'] });
  const propose = useMutation({
    mutationFn: () =>
      ask(client.POST('/api/v1/inspections/plan', { params: { header: freshKey() }, body: { area, year } })),
    onSettled: renew,
  });
  const open = coverage.institutions - coverage.planned;
  const own = plan?.madeBy === person;
  const byDirector = plan?.madeAs === 'pdosvyDirector';
  // a plan that its director made is approved by the ministry, or made anew by the officer
  const proposes = role === 'pdosvyOfficer' && (open > 0 || (plan !== null && !plan.approvedAt && byDirector && !own));
  const approves = (role === 'pdosvyDirector' && !own) || (role === 'mosvy' && byDirector);
  return (
    <div className="hw-screen-only">
      {plan ? (
        <p className="govuk-body">
          {say(texts.made)}: {say(shortDate(dateOf(plan.madeAt)))}
          {plan.approvedAt && ` · ${say(texts.approved)}: ${say(shortDate(dateOf(plan.approvedAt)))}`}
          <br />
          {!plan.approvedAt && say(texts.waits)}
        </p>
      ) : (
        <p className="govuk-body">{say(texts.none)}</p>
      )}
      {asked && !plan?.approvedAt && <Asked of={asked} />}
      {propose.error && <Failed error={propose.error} />}
      {proposes && (
        <button type="button" className="govuk-button" disabled={propose.isPending} onClick={() => propose.mutate()}>
          {say(plan ? texts.proposeMore : texts.propose)}
        </button>
      )}
      {plan && !plan.approvedAt && approves && (
        <>
          <p className="govuk-body">{say(texts.approveAbout)}</p>
          <ShortForm
            schema={form({ code: line(texts.code, 10) })}
            verb={texts.approve}
            send={async ({ code }, header) => {
              const signed = { ...header, 'Homeward-Totp': String(code) };
              const params = { path: { id: plan.id }, header: signed } as never;
              await ask(client.POST('/api/v1/inspections/plan/{id}/approve', { params, body: {} }));
              await renew();
            }}
          />
        </>
      )}
    </div>
  );
}

/** By when the plan is to be approved, and since when it is asked for. */
function Asked({ of: { until, incident } }: { of: NonNullable<Plan['asked']> }) {
  const { say } = useLanguage();
  const late = until < dateOf(now());
  return (
    <p className={`govuk-body${late ? ' hw-late' : ''}`}>
      {late && <span aria-hidden="true">⚠ </span>}
      {say(late ? texts.wasDue : texts.isDue)}: {say(shortDate(until))} (P-89).{' '}
      {incident && (
        <Link href={`/incidents/${incident}`} className="govuk-link">
          {say(texts.askedFor)}
        </Link>
      )}
    </p>
  );
}

function Institution({ of: { institution, rank } }: { of: PlanItem }) {
  const { say } = useLanguage();
  return (
    <>
      {say(number(rank))}.{' '}
      <Link href={`/institutions/${institution.id}`} className="govuk-link">
        {say(institution.name)}
      </Link>
      <br />
      <span className="hw-muted">{institution.code}</span>
    </>
  );
}

function Risk({ of: { lastInspection, present, breaches } }: { of: PlanItem['risk'] }) {
  const { say } = useLanguage();
  const known: string[] = [
    lastInspection ? `${say(texts.last)} ${say(shortDate(lastInspection))}` : say(texts.never),
    ...(present ? [`${say(number(present.authorised + present.unauthorised))} ${say(texts.children)}`] : []),
    ...(present && present.babies > 0 ? [`${say(number(present.babies))} ${say(texts.babies)}`] : []),
    ...(breaches > 0 ? [`${say(number(breaches))} ${say(texts.breaches)}`] : []),
  ];
  return <>{known.join(' · ')}</>;
}

const looks = {
  planned: 'govuk-tag--blue',
  opened: 'govuk-tag--yellow',
  done: 'govuk-tag--green',
  missed: 'govuk-tag--red',
};

function When({ of: planned }: { of: PlanItem['planned'] }) {
  const { say } = useLanguage();
  if (!planned) return <span className="hw-muted">{say(texts.notPlanned)}</span>;
  return (
    <>
      {say(days(planned))}{' '}
      <strong className={`govuk-tag ${looks[planned.status]}`}>{say(statusTexts[planned.status])}</strong>
      {planned.moves.length > 0 && (
        <div className="hw-muted">
          {say(texts.moved)}: {planned.moves.at(-1)!.reason}
        </div>
      )}
    </>
  );
}

function Done({ of: { done } }: { of: PlanItem }) {
  const { say } = useLanguage();
  if (done.length === 0) return <>–</>;
  return (
    <>
      {done.map(({ instance, on, announced }) => (
        <div key={instance}>
          <Link href={`/inspections/${instance}`} className="hw-link">
            {say(shortDate(on))}
          </Link>{' '}
          {say(announced ? texts.announced : texts.secretly)}
        </div>
      ))}
    </>
  );
}

function Missing({ of: { full, unannounced } }: { of: PlanItem['missing'] }) {
  const { say } = useLanguage();
  const left = [full > 0 && texts.missingFull, unannounced > 0 && texts.missingUnannounced].filter((text) => !!text);
  return <>{left.length === 0 ? say(texts.complete) : left.map((text) => say(text)).join(' · ')}</>;
}

function Ways({ of: { planned, institution }, year }: { of: PlanItem; year: number }) {
  const { say } = useLanguage();
  const role = useSigned().appointment?.role ?? '';
  if (!planned) return null;
  const { status, entry, instance } = planned;
  const opens = ['districtSupervisor', 'pdosvyOfficer', 'mosvy'].includes(role) && !instance;
  const moves = ['pdosvyOfficer', 'pdosvyDirector'].includes(role) && ['planned', 'missed'].includes(status);
  const which = `?area=${institution.area}&year=${year}`;
  const of = <span className="govuk-visually-hidden"> {institution.code}</span>;
  return (
    <>
      {instance && (
        <div>
          <Link href={`/inspections/${instance}`} className="hw-link">
            {say(texts.see)}
            {of}
          </Link>
        </div>
      )}
      {opens && (
        <div>
          <Link href="/start/inspection/inspection.planned" className="hw-link">
            {say(texts.open)}
            {of}
          </Link>
        </div>
      )}
      {moves && (
        <div>
          <Link href={`/inspections/plan/${entry}${which}`} className="hw-link">
            {say(texts.move)}
            {of}
          </Link>
        </div>
      )}
    </>
  );
}
