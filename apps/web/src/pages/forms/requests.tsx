/** What became of the requests and reports that this person sent. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, useRole, type components } from '../../api';
import { dateOf, shortDate, useLanguage } from '../../language';
import { Empty, Initials, Loaded, More, Page, roleText } from '../../parts';
import { useWorkflow } from './reads';
import { requestsTexts as texts } from './texts';

type Request = components['schemas']['Request'];

export default function Requests() {
  const { say } = useLanguage();
  const query = useInfiniteQuery({
    queryKey: ['requests'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask(client.GET('/api/v1/requests', { params: { query: { cursor: pageParam, limit: 25 } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <Page title={texts.title} narrow>
      <Loaded query={query}>
        {({ pages }) => {
          const requests = pages.flatMap((page) => page.items);
          if (requests.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              <ul className="hw-requests">
                {requests.map((request) => (
                  <One key={request.reference} request={request} />
                ))}
              </ul>
              <More query={query} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Status({ status }: { status: Request['status'] }) {
  const { say } = useLanguage();
  const open = status === 'open';
  return (
    <strong className={`govuk-tag govuk-tag--${open ? 'blue' : 'grey'}`}>
      <span aria-hidden="true">{open ? '▶ ' : '■ '}</span>
      {say(open ? texts.open : texts.closed)}
    </strong>
  );
}

function One({ request }: { request: Request }) {
  const { say } = useLanguage();
  const { id, reference, title, status, openedAt, limited, initials, state, next, outcome, rules } = request;
  return (
    <li>
      <div className="hw-between">
        <h2 className="govuk-heading-s govuk-!-margin-bottom-1">
          {id ? (
            <Link href={`/cases/${id}`} className="govuk-link">
              {reference}
            </Link>
          ) : (
            reference
          )}
          <span className="govuk-!-font-weight-regular">: {say(request.request ?? title)}</span>
        </h2>
        <Status status={status} />
      </div>
      {limited && <p className="govuk-body hw-muted">{say(texts.limited)}</p>}
      <dl className="hw-facts">
        {initials.length > 0 && (
          <>
            <dt>{say(texts.children)}</dt>
            <dd>
              <Initials of={initials} />
            </dd>
          </>
        )}
        <dt>{say(texts.sentOn)}</dt>
        <dd>{say(shortDate(dateOf(openedAt)))}</dd>
        {status === 'open' && state.length > 0 && (
          <>
            <dt>{say(texts.where)}</dt>
            <dd>{state.map(say).join(', ')}</dd>
          </>
        )}
        {next && (
          <>
            <dt>{say(texts.next)}</dt>
            <dd>{say(next.text)}</dd>
            <dt>{say(texts.who)}</dt>
            <dd>
              {next.who && `${say(next.who)}, `}
              {say(roleText(next.role))}
            </dd>
            <dt>{say(texts.by)}</dt>
            <dd>{say(shortDate(next.by))}</dd>
          </>
        )}
        {outcome && (
          <>
            <dt>{say(texts.outcome)}</dt>
            <dd>{say(outcome.text) || outcome.id}</dd>
          </>
        )}
        {rules.length > 0 && (
          <>
            <dt>{say(texts.rules)}</dt>
            <dd>
              {rules.map((rule) => (
                <div key={rule.id}>
                  {say(rule.text)} <span className="hw-muted">({rule.id})</span>
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
      {id && status === 'open' && <Withdraw id={id} workflow={request.workflow} />}
    </li>
  );
}

/** The way to withdraw, where the procedure has one for this role. */
function Withdraw({ id, workflow }: { id: string; workflow: string }) {
  const { say } = useLanguage();
  const role = useRole();
  const { data } = useWorkflow(workflow);
  const event = data?.events.find(
    ({ type, by }) => type.endsWith('.withdrawn') && (by as string[]).includes(role ?? ''),
  );
  if (!event) return null;
  return (
    <Link
      href={`/cases/${id}/act/${event.type}`}
      className="govuk-button govuk-button--secondary govuk-!-margin-bottom-1"
    >
      {say(event.text)}
    </Link>
  );
}
