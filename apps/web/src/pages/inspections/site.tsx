/** The work at the place, on a phone: everything from the package, nothing needs a connection but the last step. */
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'wouter';
import { dateAndTime, useLanguage, type Text } from '../../language';
import { timeAt, type KeptInspection } from '../../offline';
import { Empty, Loading, Page } from '../../parts';
import { answered, called, latest, queueOf, unreported, type Counts } from './found';
import { useKeptInspection } from './reads';
import { PartOfChecklist } from './site-checklist';
import { FieldEvent } from './site-events';
import { Review } from './site-review';
import { Beds, Roll } from './site-roll';
import { Safety } from './site-safety';
import { Talks } from './site-talks';
import { siteTexts as words } from './site-texts';
import { texts } from './texts';

export default function Site({ id }: { id: string }) {
  const { say } = useLanguage();
  const kept = useKeptInspection(id);
  return (
    <Page title={words.title} back={`/inspections/${id}`}>
      {kept === undefined && <Loading />}
      {kept === null && (
        <Empty>
          {say(words.noPackage)}{' '}
          <Link href={`/inspections/${id}`} className="govuk-link">
            {say(words.toInspection)}
          </Link>
          <WithoutPackage id={id} />
        </Empty>
      )}
      {kept && <Workspace kept={kept} />}
    </Page>
  );
}

/** Acts that must not wait for a package: they have a form of their own, which needs a connection. */
const without: Readonly<Record<string, string>> = {
  safety: 'safety.reported',
  refused: 'entry.refused',
  entry: 'entry.recorded',
  exit: 'exitMeeting.held',
};

function WithoutPackage({ id }: { id: string }) {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const event = without[parameters.get('part') ?? ''];
  if (!event) return null;
  return (
    <>
      {' · '}
      <Link href={`/cases/${id}/act/${event}`} className="govuk-link">
        {say(words.withoutPackage)}
      </Link>
    </>
  );
}

function Workspace({ kept }: { kept: KeptInspection }) {
  const { say } = useLanguage();
  const [parameters, setParameters] = useSearchParams();
  const open = unreported(kept);
  const part = parameters.get('part') ?? '';
  const go = (next: string) => {
    setParameters(next ? { part: next } : {});
    scrollTo(0, 0);
  };
  const { institution, reference, expiresAt } = kept.given.package;
  return (
    <>
      <p className="govuk-body">
        <strong>{say(institution.name)}</strong> <span className="hw-reference">{reference}</span>
      </p>
      {Date.parse(expiresAt) < timeAt(kept) && <p className="govuk-body hw-warned">{say(texts.expired)}</p>}
      {/* while a danger is not reported there is no other page */}
      {open.length > 0 ? (
        <Safety kept={kept} open={open} />
      ) : part === '' ? (
        <Overview kept={kept} go={go} />
      ) : (
        <>
          <p className="govuk-body">
            <button type="button" className="hw-link" onClick={() => go('')}>
              {say(words.overview)}
            </button>
          </p>
          <PartOf key={part} kept={kept} part={part} go={go} />
        </>
      )}
      {open.length === 0 && <p className="hw-muted">{say(words.saved)}</p>}
      {open.length === 0 && part === '' && (
        <p className="hw-muted">
          {say(texts.validUntil)} {say(dateAndTime(expiresAt))}
        </p>
      )}
    </>
  );
}

function PartOf({ kept, part, go }: { kept: KeptInspection; part: string; go: (part: string) => void }): ReactNode {
  switch (part) {
    case 'entry':
      return <FieldEvent kept={kept} event="entry.recorded" title={words.entry} />;
    case 'refused':
      return <FieldEvent kept={kept} event="entry.refused" title={words.refusedEntry} />;
    case 'exit':
      return <FieldEvent kept={kept} event="exitMeeting.held" title={words.exit} />;
    case 'safety':
      return <Safety kept={kept} open={[]} />;
    case 'beds':
      return <Beds kept={kept} />;
    case 'roll':
      return <Roll kept={kept} />;
    case 'talks':
      return <Talks kept={kept} />;
    case 'review':
      return <Review kept={kept} />;
    default:
      return <PartOfChecklist kept={kept} part={part} go={go} />;
  }
}

interface Line {
  part: string;
  title: Text;
  status: Text;
  done: boolean;
}

function Overview({ kept, go }: { kept: KeptInspection; go: (part: string) => void }) {
  const { say } = useLanguage();
  const { checklist } = kept.given.package;
  const happened = (event: string) => kept.progress.done.includes(event);
  const counted = (counts: Counts): Pick<Line, 'status' | 'done'> => ({
    status: words.of(counts.done, counts.of),
    done: counts.done >= counts.of,
  });
  const told = (event: string): Pick<Line, 'status' | 'done'> => ({
    status: happened(event) ? words.recorded : words.notBegun,
    done: happened(event),
  });
  const some = (count: number): Pick<Line, 'status' | 'done'> => ({
    status: count > 0 ? words.recorded : words.notBegun,
    done: count > 0,
  });
  const { pieces, photos } = queueOf(kept);
  const first: Line[] = [
    { part: 'entry', title: words.entry, ...told('entry.recorded') },
    { part: 'beds', title: words.beds, ...some(latest(kept, 'bed').size) },
    { part: 'roll', title: words.roll, ...counted(called(kept)) },
  ];
  const questions = checklist.parts.map(({ id, text }) => ({ part: id, title: text, ...counted(answered(kept, id)) }));
  const last: Line[] = [
    { part: 'talks', title: words.talks, ...some(latest(kept, 'talk').size) },
    { part: 'exit', title: words.exit, ...told('exitMeeting.held') },
    {
      part: 'review',
      title: words.review,
      ...(happened('report.submitted')
        ? { status: words.submitted, done: true }
        : { ...counted({ done: pieces.done + photos.done, of: pieces.of + photos.of }), done: false }),
    },
  ];
  return (
    <>
      <Lines lines={first} go={go} />
      <h2 className="govuk-heading-m">
        {say(words.checklist)} <span className="hw-muted">{say(words.of(answered(kept).done, answered(kept).of))}</span>
      </h2>
      <Lines lines={questions} go={go} />
      <Lines lines={last} go={go} />
      <p className="govuk-body">
        <button type="button" className="govuk-button govuk-button--warning" onClick={() => go('safety')}>
          {say(words.safety)}
        </button>
      </p>
      {!happened('entry.recorded') && (
        <p className="govuk-body">
          <button type="button" className="hw-link" onClick={() => go('refused')}>
            {say(words.refusedEntry)}
          </button>
        </p>
      )}
    </>
  );
}

function Lines({ lines, go }: { lines: Line[]; go: (part: string) => void }) {
  const { say } = useLanguage();
  return (
    <ul className="govuk-task-list">
      {lines.map(({ part, title, status, done }) => (
        <li className="govuk-task-list__item govuk-task-list__item--with-link" key={part}>
          <div className="govuk-task-list__name-and-hint">
            <button
              type="button"
              className="hw-link govuk-task-list__link"
              aria-describedby={`status-${part}`}
              onClick={() => go(part)}
            >
              {say(title)}
            </button>
          </div>
          <div className="govuk-task-list__status" id={`status-${part}`}>
            {done && <span aria-hidden="true">✓ </span>}
            {say(status)}
          </div>
        </li>
      ))}
    </ul>
  );
}
