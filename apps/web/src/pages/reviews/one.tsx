/** One report: what the device wrote beside what has happened since, and the decision about it. */
import { useRef, type ReactNode } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, Refused, type components } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { Due, Failed, focusHeading, Initials, Loaded, Page, Problem, RoleNames, roleText } from '../../parts';
import { form, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { freshKey, usePlace } from '../cases/reads';
import { Current } from '../device/current';
import { Words } from '../device/words';
import { texts } from './texts';

type Review = components['schemas']['ReviewInFull'];

const reason = form({ reason: words(texts.reason) });

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="govuk-summary-list__row">
      <dt className="govuk-summary-list__key">{label}</dt>
      <dd className="govuk-summary-list__value">{children}</dd>
    </div>
  );
}

function About({ of }: { of: Review }) {
  const { say } = useLanguage();
  const place = usePlace(of.area);
  return (
    <dl className="govuk-summary-list">
      <Row label={say(texts.case)}>
        {of.current ? (
          <Link href={`/cases/${of.instance}`} className="hw-link">
            {of.reference}
          </Link>
        ) : (
          of.reference
        )}{' '}
        <Initials of={of.initials} />
      </Row>
      <Row label={say(texts.author)}>
        {say(of.author.name)}, {say(roleText(of.author.role))}
      </Row>
      <Row label={say(texts.written)}>{say(dateAndTime(of.capturedAt))}</Row>
      <Row label={say(texts.received)}>{say(dateAndTime(of.receivedAt))}</Row>
      <Row label={say(texts.why)}>{say(of.why.text)}</Row>
      {of.decision === null ? (
        <>
          <Row label={say(texts.owner)}>
            {say(roleText(of.owner))}, {say(place)}
          </Row>
          <Row label={say(texts.due)}>
            <Due due={{ at: of.dueAt, exact: true, provisional: false }} />
          </Row>
        </>
      ) : (
        <Row label={say(texts.decision)}>
          <strong>{say(texts[of.decision])}</strong>
          {of.decidedAt && `, ${say(dateAndTime(of.decidedAt))}`}
          {of.decidedBy && `, ${say(of.decidedBy)}`}
          {of.reason && <div className="hw-words">{of.reason}</div>}
        </Row>
      )}
    </dl>
  );
}

function Both({ of }: { of: Review }) {
  const { say } = useLanguage();
  return (
    <div className="hw-versions">
      <section>
        <h2 className="govuk-heading-m">{say(texts.yours)}</h2>
        <p className="govuk-body hw-muted">
          {say(texts.written)} {say(dateAndTime(of.capturedAt))}
        </p>
        {of.yours ? (
          <Words workflow={of.workflow} version={of.workflowVersion} event={of.event} answers={of.yours} />
        ) : (
          <p className="govuk-body">{say(texts.restricted)}</p>
        )}
      </section>
      {of.current ? (
        <Current
          workflow={of.workflow}
          version={of.workflowVersion}
          current={of.current}
          yours={{ event: of.event, answers: of.yours }}
          heading="m"
        />
      ) : (
        <p className="govuk-body">{say(texts.hidden)}</p>
      )}
    </div>
  );
}

function Decide({ of }: { of: Review }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const path = { id: of.id };
  const renew = () =>
    Promise.all(
      ['reviews', 'tasks', 'incidents', 'counts'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    ).then(focusHeading);
  // an answer that was lost on the way is asked for again with the same key
  const key = useRef(freshKey());
  const record = useMutation({
    mutationFn: () => {
      const header = { ...key.current, 'If-Match': `"${of.current!.version}"` };
      return ask(
        client.POST('/api/v1/reviews/{id}/decide', {
          params: { path },
          headers: header,
          body: { decision: 'recorded' },
        } as never),
      );
    },
    onError: (error) => {
      if (error instanceof Refused) key.current = freshKey();
    },
    onSettled: renew,
  });
  if (of.decision !== null) return null;
  if (of.may.length === 0)
    return (
      <p className="govuk-body">
        {say(texts.noAct)} <RoleNames roles={[of.owner]} />
      </p>
    );
  const refused = record.error instanceof Refused && record.error.problem;
  return (
    <div className="hw-screen-only">
      {of.may.includes('recorded') ? (
        <section>
          <h2 className="govuk-heading-m">{say(texts.record)}</h2>
          <p className="govuk-body">{say(of.mine ? texts.recordOwn : texts.recordWhat)}</p>
          <div role="alert">
            {refused && <Problem problem={refused} />}
            {record.error && !refused && <Failed error={record.error} />}
          </div>
          <button type="button" className="govuk-button" disabled={record.isPending} onClick={() => record.mutate()}>
            {say(record.isPending ? texts.recording : texts.record)}
          </button>
        </section>
      ) : (
        <p className="govuk-inset-text">{say(texts.closed)}</p>
      )}
      <section>
        <h2 className="govuk-heading-m">{say(texts.aside)}</h2>
        <p className="govuk-body">{say(texts.asideWhat)}</p>
        <ShortForm
          schema={reason}
          verb={texts.aside}
          send={async (answers, header) => {
            const body = { decision: 'setAside' as const, reason: String(answers['reason']) };
            await ask(client.POST('/api/v1/reviews/{id}/decide', { params: { path, header }, body }));
            await renew();
          }}
        />
      </section>
    </div>
  );
}

export default function ReviewPage({ id }: { id: string }) {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['reviews', 'one', id],
    queryFn: () => ask(client.GET('/api/v1/reviews/{id}', { params: { path: { id } } })),
  });
  return (
    <Page title={texts.one} back="/">
      <Loaded query={query}>
        {(review) => (
          <>
            <p className="govuk-inset-text">
              <strong>{say(review.text)}</strong>
              <br />
              {say(texts.about)}
            </p>
            <About of={review} />
            <Both of={review} />
            <Decide of={review} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
