/** One parameter: where it comes from, its versions, what counts with it, and proposing another value. */
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { ask, client, now, useRole } from '../../api';
import { dateOf, number, shortDate, useLanguage } from '../../language';
import { tidy, type Answers } from '../../forms';
import { Empty, Loaded, Page, Source, Table } from '../../parts';
import { day, form, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { useDefinitions, useWorkflows } from '../cases/reads';
import { Certainty, ParameterProposals, useParameters, Value, type Parameter } from './parameter-words';
import { parameterTexts as texts } from './texts';
import { schemaOf } from './value';
import { EffectOf } from './effect';

function UsedBy({ parameter }: { parameter: string }) {
  const { say } = useLanguage();
  const workflows = useWorkflows().data?.items ?? [];
  const definitions = [...useDefinitions(workflows.map(({ id }) => id)).values()];
  const uses = definitions.flatMap(({ id, title, deadlines }) =>
    deadlines
      .filter((each) => each.parameter === parameter)
      .map(({ name, text }) => ({ key: `${id} ${name}`, title, text })),
  );
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.effect)}</h2>
      <p className="govuk-body">{say(texts.effectAbout)}</p>
      <p className="govuk-body">{say(uses.length > 0 ? texts.usedBy : texts.usedNowhere)}</p>
      <ul className="govuk-list govuk-list--bullet">
        {uses.map(({ key, title, text }) => (
          <li key={key}>
            {say(title)}: {say(text)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ parameter: { history } }: { parameter: Parameter }) {
  const { say } = useLanguage();
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.history)}</h2>
      <Table
        caption={texts.history}
        rows={[...history].reverse()}
        keyOf={({ version }) => String(version)}
        columns={[
          { title: texts.version, cell: ({ version }) => say(number(version)) },
          { title: texts.from, cell: ({ effectiveFrom }) => say(shortDate(effectiveFrom)) },
          { title: texts.value, cell: ({ value }) => <Value value={value} /> },
          {
            title: texts.source,
            cell: ({ source, reason }) => (
              <>
                {say(texts.sources[source])}
                {source !== 'default' && <div className="hw-muted hw-words">{reason}</div>}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

function Propose({ parameter: { id, value } }: { parameter: Parameter }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const isMinistry = useRole() === 'mosvy';
  const [open, setOpen] = useState(false);
  const schema = form({
    value: schemaOf(value, texts.newValue),
    effectiveFrom: day(texts.effectiveFrom),
    reason: words(texts.reason),
  });
  return (
    <section className="hw-screen-only">
      <h2 className="govuk-heading-m">{say(texts.propose)}</h2>
      {isMinistry && !open && (
        <button type="button" className="govuk-button govuk-button--secondary" onClick={() => setOpen(true)}>
          {say(texts.propose)}
        </button>
      )}
      {isMinistry && open && (
        <ShortForm
          schema={schema}
          verb={texts.send}
          start={{ value: value ?? undefined, effectiveFrom: dateOf(now() + 86_400_000) }}
          send={async (answers, header) => {
            const { effectiveFrom, reason, value: next } = answers;
            const body = { parameter: id, value: next, effectiveFrom: String(effectiveFrom), reason: String(reason) };
            await ask(client.POST('/api/v1/parameters/proposals', { params: { header }, body }));
            await queries.invalidateQueries({ queryKey: ['settings'] });
            setOpen(false);
            scrollTo(0, 0);
          }}
        >
          {(answers) => {
            const next = (tidy(answers) as Answers | undefined)?.['value'];
            return <EffectOf key={JSON.stringify(next)} parameter={id} value={next} />;
          }}
        </ShortForm>
      )}
      {!isMinistry && <p className="govuk-body">{say(texts.only)}</p>}
    </section>
  );
}

export default function ParameterPage({ id }: { id: string }) {
  const { say } = useLanguage();
  const query = useParameters();
  return (
    <Page title={texts.one} heading={id} back="/parameters">
      <Loaded query={query}>
        {(parameters) => {
          const found = parameters.find((each) => each.id === id);
          if (!found) return <Empty>{say(texts.noneSuch)}</Empty>;
          return (
            <>
              <p className="govuk-body-l">{say(found.text)}</p>
              <dl className="hw-strip">
                <div>
                  <dt>{say(texts.value)}</dt>
                  <dd>
                    <Value value={found.value} />
                  </dd>
                </div>
                <div>
                  <dt>{say(texts.source)}</dt>
                  <dd>
                    <Source of={found.source} />
                  </dd>
                </div>
                <div>
                  <dt>{say(texts.certainty)}</dt>
                  <dd>
                    <Certainty of={found.certainty} />
                  </dd>
                </div>
              </dl>
              <ParameterProposals parameters={parameters} only={id} />
              <UsedBy parameter={id} />
              <History parameter={found} />
              <Propose key={JSON.stringify(found.value)} parameter={found} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
