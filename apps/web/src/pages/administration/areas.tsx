/** The gazetteer, step by step or by name; a command on the server imports it. */
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { ask, client, type components } from '../../api';
import { useLanguage } from '../../language';
import { Empty, Loaded, Page, Table } from '../../parts';
import { areaName, useAreasUnder } from '../cases/reads';
import { areasTexts as texts } from './texts';

type Area = components['schemas']['Area'];

function List({ rows }: { rows: Area[] }) {
  const { say } = useLanguage();
  if (rows.length === 0) return <Empty>{say(texts.none)}</Empty>;
  return (
    <Table<Area>
      caption={texts.title}
      rows={rows}
      keyOf={({ code }) => code}
      columns={[
        {
          title: texts.code,
          cell: ({ code, level }) =>
            level < 4 ? (
              <Link href={`/areas?under=${code}`} className="hw-link">
                {code}
              </Link>
            ) : (
              code
            ),
        },
        { title: texts.km, cell: ({ nameKm }) => <span lang="km">{nameKm}</span> },
        { title: texts.latin, cell: ({ nameEn }) => <span lang="en">{nameEn}</span> },
        {
          title: texts.kind,
          cell: ({ kindKm, level }) => say({ ...texts.levels[level]!, ...(kindKm && { km: kindKm }) }),
        },
      ]}
    />
  );
}

function Step({ code }: { code: string }) {
  const { say } = useLanguage();
  const areas = useAreasUnder(code.slice(0, -2));
  const found = areas.data?.find((each) => each.code === code);
  return (
    <Link href={`/areas?under=${code}`} className="hw-link">
      {found ? say(areaName(found)) : code}
    </Link>
  );
}

function Path({ under }: { under: string }) {
  const { say } = useLanguage();
  const steps = (under.match(/../g) ?? []).map((_, at) => under.slice(0, 2 * at + 2));
  return (
    <nav className="hw-subnav" aria-label={say(texts.path)}>
      <Link href="/areas" className="hw-link">
        {say(texts.country)}
      </Link>
      {steps.map((step) => (
        <span key={step}>
          <span aria-hidden="true">› </span>
          <Step code={step} />
        </span>
      ))}
    </nav>
  );
}

function Below({ under }: { under: string }) {
  const query = useAreasUnder(under);
  return <Loaded query={query}>{(rows) => <List rows={rows} />}</Loaded>;
}

function Found({ text }: { text: string }) {
  const query = useQuery({
    queryKey: ['areas', 'text', text],
    queryFn: async () => (await ask(client.GET('/api/v1/areas', { params: { query: { text, limit: 50 } } }))).items,
  });
  return <Loaded query={query}>{(rows) => <List rows={rows} />}</Loaded>;
}

export default function Areas() {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const under = /^(\d\d){1,3}$/.exec(parameters.get('under') ?? '')?.[0] ?? '';
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  return (
    <Page title={texts.title}>
      <p className="govuk-body">
        {say(texts.about)} <code className="hw-secret">npm run import:areas FILE.tsv</code>
      </p>
      <form
        role="search"
        className="hw-find hw-screen-only"
        onSubmit={(event) => {
          event.preventDefault();
          setText(typed.trim());
        }}
      >
        <label className="govuk-label" htmlFor="area-text">
          {say(texts.text)}
        </label>
        <input
          id="area-text"
          className="govuk-input"
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <button type="submit" className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">
          {say(texts.search)}
        </button>
      </form>
      {text ? (
        <Found text={text} />
      ) : (
        <>
          <Path under={under} />
          <Below under={under} />
        </>
      )}
    </Page>
  );
}
