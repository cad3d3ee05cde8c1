/** One inspection: who, when, what is to be done now, the package on this device, and what the server has. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, now, Refused, useSigned } from '../../api';
import { PersonName } from '../../forms';
import { dateAndTime, number, shortDate, useLanguage } from '../../language';
import { keepForOffline, keepPackage, sendCommand, useVault } from '../../offline';
import { Empty, Failed, Loaded, Page, Problem } from '../../parts';
import { pageOfAct } from '../cases/own-pages';
import { useCase, type Case } from '../cases/reads';
import { queueOf } from './found';
import type { Danger } from './signs';
import { useInspection, useKeptInspection, type Inspection } from './reads';
import { siteTexts } from './site-texts';
import { dangerTexts, ratings, texts } from './texts';
import { Heading } from './words';

export default function OneInspection({ id }: { id: string }) {
  const of = useCase(id);
  return (
    <Page title={texts.one} back="/inspections" heading={of.data && <Heading of={of.data} title={texts.one} />}>
      <Loaded query={of}>{(found) => <Shown of={found} />}</Loaded>
    </Page>
  );
}

/** Offices that inspect and read what was found. */
const reads = ['dsw', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

function Shown({ of }: { of: Case }) {
  const { say } = useLanguage();
  const { appointment } = useSigned();
  const may = reads.includes(appointment?.role ?? '');
  const inspection = useInspection(of.id, may);
  // the package has its own part of this page
  const steps = of.allowed.filter(({ event, permitted }) => permitted && event !== issued);
  return (
    <>
      <p className="govuk-body">
        {of.status === 'closed' && (
          <>
            <strong>{say(of.texts.outcome) || say(texts.over)}</strong>
            <br />
          </>
        )}
        <Link href={`/cases/${of.id}`} className="govuk-link">
          {say(texts.toCase)}
        </Link>
      </p>
      <h2 className="govuk-heading-m">{say(texts.steps)}</h2>
      {steps.length === 0 && <p className="govuk-body">{say(texts.noSteps)}</p>}
      <ul className="govuk-list">
        {steps.map(({ event, text }) => (
          <li key={event}>
            <Link href={pageOfAct(of.workflow, event, of.id)} className="govuk-link">
              {say(text)}
            </Link>
          </li>
        ))}
      </ul>
      {may && of.status === 'open' && <PackageHere of={of} over={Boolean(inspection.data?.report)} />}
      {may && (inspection.isError ? null : <Loaded query={inspection}>{(found) => <Sent found={found} />}</Loaded>)}
      <ul className="govuk-list">
        <li>
          <Link href={`/inspections/${of.id}/actions`} className="govuk-link">
            {say(texts.actions)}
          </Link>
        </li>
        <li>
          <Link href={`/inspections/${of.id}/rating`} className="govuk-link">
            {say(texts.rating)}
          </Link>
        </li>
      </ul>
    </>
  );
}

const issued = 'package.issued';
/** The longest that a package is good for in ms, a minute less than P-71 has it as proposed. */
const longest = 72 * 3_600_000 - 60_000;

/** Issues a package with the checklist and the children of this moment; throws `Refused`. */
async function issue({ id, reference, version, workflowVersion }: Case): Promise<void> {
  const path = { instance: id };
  const found = await ask(client.GET('/api/v1/inspections/{instance}', { params: { path } }));
  const { current } = await ask(
    client.GET('/api/v1/inspections/checklists/{version}', { params: { path: { version: '1' } } }),
  );
  const expiresAt = new Date(now() + longest).toISOString();
  const sent = await sendCommand({
    kind: 'event',
    instance: id,
    workflow: 'inspection',
    workflowVersion,
    event: issued,
    data: { checklist: current, expected: found.expected, expiresAt },
    baseVersion: version,
    label: texts.package,
    reference,
  });
  if (sent.state === 'refused') throw new Refused(sent.problem);
}

function PackageHere({ of, over }: { of: Case; over: boolean }) {
  const { say } = useLanguage();
  const vault = useVault();
  const queries = useQueryClient();
  const kept = useKeptInspection(of.id);
  const issues = of.allowed.some(({ event, permitted, allowed }) => event === issued && permitted && allowed);
  const take = useMutation({
    mutationFn: async (again: boolean) => {
      if (again) await issue(of);
      // forms, the case and the session first: once the package is said to be here, every screen opens without a connection
      await keepForOffline([of.id]);
      await keepPackage(of.id);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['instance', of.id] }),
  });
  const pin = vault.state === 'open' && vault.pin;
  // after the report there is nothing to fetch; what waits on this device is still sent
  if (over && !kept) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.package)}</h2>
      {kept ? <State kept={kept} /> : <p className="govuk-body">{say(texts.packageWhat)}</p>}
      {!pin && (
        <p className="govuk-inset-text">
          {say(texts.needsPin)}{' '}
          <Link href="/profile" className="govuk-link">
            {say(texts.setPin)}
          </Link>
        </p>
      )}
      {take.error instanceof Refused && <Problem problem={take.error.problem} />}
      {take.error && !(take.error instanceof Refused) && <Failed error={take.error} />}
      <div className="govuk-button-group">
        {kept && (
          <Link href={`/inspections/${of.id}/site`} className="govuk-button" role="button">
            {say(texts.toSite)}
          </Link>
        )}
        {!over && (
          <button
            type="button"
            className={`govuk-button${kept ? ' govuk-button--secondary' : ''}`}
            disabled={!pin || take.isPending}
            onClick={() => take.mutate(false)}
          >
            {say(take.isPending ? texts.downloading : kept ? texts.downloadAgain : texts.download)}
          </button>
        )}
        {issues && (
          <button
            type="button"
            className="govuk-button govuk-button--secondary"
            disabled={!pin || take.isPending}
            onClick={() => take.mutate(true)}
          >
            {say(texts.issue)}
          </button>
        )}
      </div>
    </section>
  );
}

function State({ kept }: { kept: NonNullable<ReturnType<typeof useKeptInspection>> }) {
  const { say } = useLanguage();
  const { expiresAt, team, lead } = kept.given.package;
  const { pieces, photos } = queueOf(kept);
  return (
    <div role="status">
      <p className="govuk-body">
        <span aria-hidden="true">✓ </span>
        {say(texts.downloaded)}{' '}
        {Date.parse(expiresAt) < now() ? say(texts.expired) : `${say(texts.validUntil)} ${say(dateAndTime(expiresAt))}`}
      </p>
      <p className="govuk-body">
        {say(texts.team)}:{' '}
        {team.map((person, index) => (
          <span key={person}>
            {index > 0 && ', '}
            <PersonName id={person} />
            {person === lead && ` (${say(texts.leads)})`}
          </span>
        ))}
      </p>
      <p className="govuk-body">
        {say(siteTexts.piecesSent)}: {say(siteTexts.of(pieces.done, pieces.of))}. {say(siteTexts.photosSent)}:{' '}
        {say(siteTexts.of(photos.done, photos.of))}.
      </p>
    </div>
  );
}

function Sent({ found }: { found: Inspection }) {
  const { say } = useLanguage();
  const { report } = found;
  const last = found.ratings.at(-1);
  const rows: [typeof texts.answered, string][] = [
    [texts.answered, say(number(found.answered))],
    [texts.photos, say(number(found.photos))],
    [texts.beds, say(number(found.beds))],
    [texts.expected, say(number(found.expected))],
    [texts.found, `${say(number(found.found.length))} (${say(number(found.unreconciled))} ${say(texts.unreconciled)})`],
    [texts.conflicts, say(number(found.conflicts.length))],
    ...(last ? ([[texts.ratingIs, say(ratings[last.rating])]] as [typeof texts.answered, string][]) : []),
  ];
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.sentSoFar)}</h2>
      <dl className="govuk-summary-list">
        {rows.map(([title, value]) => (
          <div className="govuk-summary-list__row" key={title.en}>
            <dt className="govuk-summary-list__key">{say(title)}</dt>
            <dd className="govuk-summary-list__value">{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className="govuk-heading-s">{say(texts.report)}</h3>
      {report ? (
        <p className="govuk-body">
          {say(texts.submitted)} {say(dateAndTime(report.submittedAt))} ({say(shortDate(report.on))}).{' '}
          {say(texts.fixed)}{' '}
          <span className="hw-muted hw-light">
            {say(texts.digest)} <code className="hw-digest">{report.digest}</code>
          </span>
        </p>
      ) : (
        <Empty>{say(siteTexts.notBegun)}</Empty>
      )}
      {found.late.length > 0 && (
        <p className="govuk-inset-text hw-danger">
          {say(texts.late)} {found.late.map((danger) => say(dangerTexts[danger as Danger])).join(', ')}
        </p>
      )}
    </section>
  );
}
