/** One table: its rows without names, and the decision of the second person. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, type components } from '../../api';
import { number, shortDate, useLanguage } from '../../language';
import { Failed, Initials, Loaded, Page, Table } from '../../parts';
import { form, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { riskTexts, statusTexts, texts } from './texts';

type Import = components['schemas']['PlacementImportRows'];
type Row = Import['rows'][number];

const rejection = form({ reason: words(texts.rejectReason) });

function Rows({ rows }: { rows: Row[] }) {
  const { say } = useLanguage();
  return (
    <Table
      caption={texts.rows}
      rows={rows}
      keyOf={({ row }) => String(row)}
      columns={[
        {
          title: texts.child,
          cell: ({ row, initials }) => (
            <>
              {say(number(row))} <Initials of={[initials]} />
            </>
          ),
        },
        { title: texts.home, cell: ({ place }) => say(place) },
        { title: texts.placedOn, cell: ({ placedOn }) => say(shortDate(placedOn)) },
        { title: texts.lastSeen, cell: ({ lastSeenOn }) => say(lastSeenOn ? shortDate(lastSeenOn) : texts.never) },
        { title: texts.risk, cell: ({ risk }) => say(riskTexts[risk]) },
        { title: texts.worker, cell: ({ worker }) => worker },
        {
          title: texts.case,
          cell: ({ instance, row }) =>
            instance ? (
              <Link href={`/cases/${instance}`} className="hw-link">
                {say(texts.toCase)} <span className="govuk-visually-hidden">{say(number(row))}</span>
              </Link>
            ) : (
              say(texts.notYet)
            ),
        },
      ]}
    />
  );
}

function Decide({ id }: { id: string }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ['placement-imports'] });
  const approve = useMutation({
    mutationFn: () => ask(client.POST('/api/v1/placement-imports/{id}/approve', { params: { path: { id } } as never })),
    onSettled: renew,
  });
  return (
    <>
      {approve.error && <Failed error={approve.error} />}
      <button type="button" className="govuk-button" disabled={approve.isPending} onClick={() => approve.mutate()}>
        {say(texts.approve)}
      </button>
      <p role="status" className="govuk-body">
        {approve.isPending && say(texts.approving)}
        {approve.data && `${say(texts.opened)}: ${say(number(approve.data.opened.length))}`}
      </p>
      {approve.data && approve.data.faults.length > 0 && (
        <ul className="govuk-list govuk-list--bullet">
          {approve.data.faults.map(({ row, text }) => (
            <li key={row}>
              {say(texts.row)} {say(number(row))}: {say(text)}
            </li>
          ))}
        </ul>
      )}
      <details className="govuk-details">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">{say(texts.reject)}</span>
        </summary>
        <div className="govuk-details__text">
          <ShortForm
            schema={rejection}
            verb={texts.reject}
            send={async ({ reason }, header) => {
              await ask(
                client.POST('/api/v1/placement-imports/{id}/reject', {
                  params: { path: { id }, header },
                  body: { reason: String(reason) },
                }),
              );
              await renew();
            }}
          />
        </div>
      </details>
    </>
  );
}

export default function OneImport({ id }: { id: string }) {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['placement-imports', id],
    queryFn: () => ask(client.GET('/api/v1/placement-imports/{id}', { params: { path: { id } } })),
  });
  return (
    <Page title={texts.one} back="/placement-imports">
      <Loaded query={query}>
        {({ rows, status, reason, mine, proposedAt }) => (
          <>
            <p className="govuk-body">
              {say(texts.since)} {say(shortDate(proposedAt))} · <strong>{say(statusTexts[status])}</strong>
              <br />
              <span className="hw-words">{reason}</span>
            </p>
            {mine && <Decide id={id} />}
            {status === 'proposed' && !mine && <p className="govuk-inset-text">{say(texts.notYours)}</p>}
            <Rows rows={rows} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
