/** Reading what one may not see, in an emergency: for a reason, for hours, and told to the supervisors at once. */
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { ask, client, useRole } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { Empty, Page, RoleNames } from '../../parts';
import { usePlace } from '../cases/reads';
import { openers } from './break-glass-link';
import { choice, form, integer, line, words } from './questions';
import { ShortForm } from './short-form';
import { newGlassTexts as texts } from './texts';

type Kind = keyof typeof texts.kinds;
const identifier = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

const schema = form({
  kind: choice(texts.kind, texts.kinds),
  subject: line(texts.subject, 200),
  reason: words(texts.reason),
  hours: integer(texts.hours, 1, 24),
});
const finding = form({
  identifier: choice(texts.identifier, texts.identifiers),
  value: line(texts.value),
  reason: words(texts.why, 500),
});

interface Place {
  id: string;
  area: string | null;
}

function FoundFile({ file: { id, area } }: { file: Place }) {
  const { say } = useLanguage();
  const place = usePlace(area);
  return (
    <li>
      <Link href={`/break-glass/new?child=${id}`} className="hw-link">
        {say(texts.take)} {area && `(${say(place)})`}
      </Link>
    </li>
  );
}

function Find() {
  const { say } = useLanguage();
  const [found, setFound] = useState<Place[]>();
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{say(texts.find)}</span>
      </summary>
      <ShortForm
        schema={finding}
        verb={texts.searched}
        send={async (answers) => {
          const query = answers as { identifier: string; value: string; reason: string };
          const { items } = await ask(client.GET('/api/v1/children', { params: { query } }));
          setFound(items.map(({ id, area }) => ({ id, area })));
        }}
      />
      <div role="status">
        {found && found.length === 0 && <Empty>{say(texts.nobody)}</Empty>}
        {found && found.length > 0 && (
          <ul className="govuk-list">
            {found.map((file) => (
              <FoundFile key={file.id} file={file} />
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}

function Opened({ kind, subject, until }: { kind: Kind; subject: string; until: string }) {
  const { say } = useLanguage();
  return (
    <div className="govuk-inset-text" role="status">
      <p className="govuk-body">
        {say(texts.opened)} <strong>{say(dateAndTime(until))}</strong>
      </p>
      <Link href={kind === 'child' ? `/children/${subject}` : `/cases/${subject}`} className="govuk-button">
        {say(texts.go)}
      </Link>
    </div>
  );
}

export default function NewBreakGlass() {
  const { say } = useLanguage();
  const role = useRole() ?? '';
  const queries = useQueryClient();
  const [parameters] = useSearchParams();
  const [opened, setOpened] = useState<{ kind: Kind; subject: string; until: string }>();
  const child = parameters.get('child');
  const subject = child ?? parameters.get('case') ?? undefined;
  const start = { hours: 4, ...(subject && { subject, kind: child ? 'child' : 'instance' }) };
  if (!openers.includes(role))
    return (
      <Page title={texts.title} narrow>
        <Empty>
          {say(texts.not)} <RoleNames roles={['dsw', 'districtSupervisor', 'police']} />
        </Empty>
      </Page>
    );
  return (
    <Page title={texts.title} narrow>
      {opened ? (
        <Opened {...opened} />
      ) : (
        <>
          <div className="govuk-warning-text">
            <span className="govuk-warning-text__icon" aria-hidden="true">
              !
            </span>
            <strong className="govuk-warning-text__text">{say(texts.warn)}</strong>
          </div>
          <ShortForm
            key={subject}
            schema={schema}
            verb={texts.save}
            warning
            start={start}
            check={({ subject: given }) =>
              typeof given === 'string' && given.trim() && !identifier.test(given)
                ? [{ path: 'subject', code: 'pattern', message: texts.subjectWrong }]
                : []
            }
            send={async (answers, header) => {
              const kind = answers['kind'] as Kind;
              const id = identifier.exec(String(answers['subject']))![0].toLowerCase();
              const body = { kind, subject: id, reason: String(answers['reason']), hours: Number(answers['hours']) };
              const { until } = await ask(client.POST('/api/v1/break-glass', { params: { header }, body }));
              await queries.invalidateQueries();
              setOpened({ kind, subject: id, until });
            }}
          />
          <Find />
        </>
      )}
    </Page>
  );
}
