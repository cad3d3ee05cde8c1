/** Reading a table: what is wrong with each row, before anything is kept; then putting the sound rows forward. */
import { useId, useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { ask, client, type components } from '../../api';
import { number, useLanguage } from '../../language';
import { Failed, Loaded, Page, Table } from '../../parts';
import { form, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { texts } from './texts';

type Check = components['schemas']['PlacementCheck'];

const reasonForm = form({ reason: words(texts.reason) });

function useRead() {
  return useMutation({
    mutationFn: (file: File) =>
      ask(
        client.POST('/api/v1/placement-imports/check', {
          params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
          body: file as never,
          bodySerializer: (body: unknown) => body as Blob,
          headers: { 'Content-Type': 'application/octet-stream' },
        }),
      ),
  });
}

function Columns() {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['placement-imports', 'columns'],
    queryFn: () => ask(client.GET('/api/v1/placement-imports/columns')),
  });
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{say(texts.columns)}</span>
      </summary>
      <div className="govuk-details__text">
        <Loaded query={query}>
          {({ items }) => (
            <Table
              caption={texts.columns}
              rows={items}
              keyOf={({ name }) => name}
              columns={[
                {
                  title: texts.column,
                  cell: ({ name, title }) => (
                    <>
                      {say(title)} <code lang="en">{name}</code>
                    </>
                  ),
                },
                { title: texts.meaning, cell: ({ about }) => say(about) },
              ]}
            />
          )}
        </Loaded>
      </div>
    </details>
  );
}

function Faults({ of: { faults, unknown } }: { of: Check }) {
  const { say } = useLanguage();
  return (
    <>
      {unknown.length > 0 && (
        <p className="govuk-body">
          {say(texts.unknown)} {unknown.join(', ')}
        </p>
      )}
      {faults.length > 0 && (
        <>
          <h2 className="govuk-heading-m">{say(texts.faulty)}</h2>
          <p className="govuk-body">{say(texts.mend)}</p>
          <Table
            caption={texts.faulty}
            rows={faults}
            keyOf={({ row, column, code }) => `${row} ${column} ${code}`}
            columns={[
              { title: texts.row, cell: ({ row }) => say(number(row)) },
              { title: texts.column, cell: ({ column }) => <code lang="en">{column ?? '–'}</code> },
              { title: texts.wrong, cell: ({ text }) => say(text) },
            ]}
          />
        </>
      )}
    </>
  );
}

function Propose({ rows }: { rows: Check['rows'] }) {
  const [, go] = useLocation();
  const queries = useQueryClient();
  return (
    <ShortForm
      schema={reasonForm}
      verb={texts.propose}
      send={async ({ reason }, header) => {
        const body = { rows, reason: String(reason) };
        const { id } = await ask(client.POST('/api/v1/placement-imports', { params: { header }, body }));
        await queries.invalidateQueries({ queryKey: ['placement-imports'] });
        go(`/placement-imports/${id}`);
      }}
    />
  );
}

export default function ReadTable() {
  const { say } = useLanguage();
  const read = useRead();
  const [round, setRound] = useState(0);
  const id = useId();
  return (
    <Page title={texts.add} back="/placement-imports">
      <Columns />
      <div className="govuk-form-group">
        <label className="govuk-label" htmlFor={`${id}-file`}>
          {say(texts.file)}
        </label>
        <div id={`${id}-hint`} className="govuk-hint">
          {say(texts.fileHint)}
        </div>
        {read.error && <Failed error={read.error} />}
        <input
          key={round}
          id={`${id}-file`}
          type="file"
          className="govuk-input"
          accept=".csv,.xlsx,text/csv"
          aria-describedby={`${id}-hint`}
          disabled={read.isPending}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) read.mutate(file, { onSettled: () => setRound((n) => n + 1) });
          }}
        />
      </div>
      <p role="status" className="govuk-body">
        {read.isPending && say(texts.reading)}
        {read.data && (
          <>
            {say(texts.sound)}: <strong>{say(number(read.data.rows.length))}</strong> / {say(number(read.data.count))}.{' '}
            {say(texts.nothingKept)}
          </>
        )}
      </p>
      {read.data && <Faults of={read.data} />}
      {read.data && read.data.rows.length > 0 && <Propose rows={read.data.rows} />}
    </Page>
  );
}
