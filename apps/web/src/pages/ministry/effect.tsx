/** What another value of a parameter would do to the deadlines that are open: asked for, never stored. */
import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, type components } from '../../api';
import { dateAndTime, number, shortDate, useLanguage, type Text } from '../../language';
import { Empty, Failed, Table } from '../../parts';
import { freshKey } from '../cases/reads';
import { parameterTexts as texts } from './texts';

type Effect = components['schemas']['Effect'];
type Dated = Effect['samples'][number]['from'];

/** The day; with the time where both fall on the same one. */
const dateOf = (one: Dated, other: Dated): Text => (one.on === other.on ? dateAndTime(one.at) : shortDate(one.on));

function Samples({ samples }: Pick<Effect, 'samples'>) {
  const { say } = useLanguage();
  return (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {samples.map(({ instance, reference, from, to }) => (
        <li key={instance}>
          <Link href={`/cases/${instance}`} className="hw-link">
            {reference}
          </Link>
          : {say(dateOf(from, to))} <span aria-hidden="true">→ </span>
          <strong>{say(dateOf(to, from))}</strong>
        </li>
      ))}
    </ul>
  );
}

function Effects({ effects }: { effects: Effect[] }) {
  const { say } = useLanguage();
  if (effects.length === 0) return <Empty>{say(texts.previewNone)}</Empty>;
  return (
    <Table<Effect>
      caption={texts.previewOf}
      rows={effects}
      keyOf={({ workflow, deadline }) => `${workflow} ${deadline}`}
      columns={[
        { title: texts.deadline, cell: ({ title, text }) => `${say(title)}: ${say(text)}` },
        { title: texts.openNow, cell: ({ open }) => say(number(open)), numeric: true },
        { title: texts.moved, cell: ({ moved }) => say(number(moved)), numeric: true },
        { title: texts.samples, cell: ({ samples }) => (samples.length > 0 ? <Samples samples={samples} /> : '–') },
      ]}
    />
  );
}

/** A button, and what it brings. `value` undefined: nothing to ask about yet. */
export function EffectOf({ parameter, value }: { parameter: string; value: unknown }) {
  const { say } = useLanguage();
  const preview = useMutation({
    mutationFn: (next: unknown) =>
      ask(
        client.POST('/api/v1/parameters/preview', { params: { header: freshKey() }, body: { parameter, value: next } }),
      ),
  });
  return (
    <div className="hw-screen-only">
      <button
        type="button"
        className="govuk-button govuk-button--secondary"
        disabled={preview.isPending || value === undefined}
        onClick={() => preview.mutate(value)}
      >
        {say(texts.preview)}
      </button>
      <div role="status">
        {preview.error && <Failed error={preview.error} />}
        {preview.data && (
          <>
            <h3 className="govuk-heading-s">{say(texts.previewOf)}</h3>
            <p className="govuk-body">{say(texts.previewAbout)}</p>
            <Effects effects={preview.data.items} />
          </>
        )}
      </div>
    </div>
  );
}
