/** New versions of procedures: a dry run on the open cases, and the two signatures by which they take them over. */
import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, client, useSigned, type components } from '../../api';
import { number, useLanguage } from '../../language';
import { Empty, Failed, Loaded, Page, Table } from '../../parts';
import { form, line, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { freshKey, useWorkflows } from '../cases/reads';
import { SettingsMenu } from './settings-menu';
import { adoptionStatuses, partKinds, versionTexts as texts } from './version-texts';

type Adoption = components['schemas']['Adoption'];
type Case = components['schemas']['AdoptionCase'] & Partial<components['schemas']['AdoptionCaseDone']>;
interface Step {
  workflow: string;
  from: number;
  to: number;
}

const proposal = form({ reason: words(texts.reason), code: line(texts.code, 10) });
const signed = (header: { 'Idempotency-Key': string }, code: unknown) => ({ ...header, 'Homeward-Totp': String(code) });

function Parts({ of: parts }: { of: Case['gains'] }) {
  const { say } = useLanguage();
  return (
    <ul className="govuk-list">
      {parts.map(({ kind, key, text }) => (
        <li key={`${kind} ${key}`}>
          {say(partKinds[kind])}: {say(text)}
        </li>
      ))}
    </ul>
  );
}

function Cases({ of: cases, done }: { of: Case[]; done?: boolean }) {
  const { say } = useLanguage();
  const outcome = ({ outcome, left, why }: Case) => {
    if (outcome === 'adopted') return say(texts.adopted);
    return left ? say(left) : why ? '' : say(texts.waits);
  };
  return (
    <Table
      caption={texts.cases}
      rows={cases}
      keyOf={({ instance }) => instance}
      columns={[
        { title: texts.case, cell: ({ reference }) => <span className="hw-reference">{reference}</span> },
        { title: texts.gains, cell: ({ gains }) => <Parts of={gains} /> },
        { title: texts.loses, cell: ({ loses }) => <Parts of={loses} /> },
        { title: texts.why, cell: ({ why }) => why && say(why) },
        ...(done ? [{ title: texts.outcome, cell: outcome }] : []),
      ]}
    />
  );
}

function DryRun({ of: step }: { of: Step }) {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['adoptions', 'preview', step],
    queryFn: () => ask(client.GET('/api/v1/adoptions/preview', { params: { query: step } })),
  });
  return (
    <Loaded query={query}>
      {({ digest, cases }) => (
        <>
          <Cases of={cases} />
          <ShortForm
            schema={proposal}
            verb={texts.propose}
            send={async ({ reason, code }, header) => {
              const body = { ...step, digest, reason: String(reason) };
              await ask(client.POST('/api/v1/adoptions', { params: { header: signed(header, code) } as never, body }));
              await queries.invalidateQueries({ queryKey: ['adoptions'] });
            }}
          />
        </>
      )}
    </Loaded>
  );
}

function Decision({ of: { id, proposedBy } }: { of: Adoption }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const own = proposedBy === useSigned().me.person.id;
  const path = { id };
  // several proposals may stand on the page: each question has a name of its own
  const [code, why] = [`code${id.slice(0, 8)}`, `why${id.slice(0, 8)}`];
  const renew = () => queries.invalidateQueries({ queryKey: ['adoptions'] });
  const withdraw = useMutation({
    mutationFn: () =>
      ask(client.POST('/api/v1/adoptions/{id}/withdraw', { params: { path, header: freshKey() }, body: {} })),
    onSettled: renew,
  });
  if (own)
    return (
      <>
        <p className="govuk-body">{say(texts.own)}</p>
        {withdraw.error && <Failed error={withdraw.error} />}
        <button type="button" className="hw-link" onClick={() => withdraw.mutate()}>
          {say(texts.withdraw)}
        </button>
      </>
    );
  return (
    <>
      <ShortForm
        schema={form({ [code]: line(texts.code, 10) })}
        verb={texts.approve}
        warning
        send={async (answers, header) => {
          const params = { path, header: signed(header, answers[code]) } as never;
          await ask(client.POST('/api/v1/adoptions/{id}/approve', { params, body: {} }));
          await renew();
        }}
      />
      <ShortForm
        schema={form({ [why]: words(texts.reason) })}
        verb={texts.refuse}
        send={async (answers, header) => {
          const body = { why: String(answers[why]) };
          await ask(client.POST('/api/v1/adoptions/{id}/refuse', { params: { path, header }, body }));
          await renew();
        }}
      />
    </>
  );
}

function GoOn({ id }: { id: string }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const goOn = useMutation({
    mutationFn: () =>
      ask(client.POST('/api/v1/adoptions/{id}/continue', { params: { path: { id }, header: freshKey() }, body: {} })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['adoptions'] }),
  });
  return (
    <>
      {goOn.error && <Failed error={goOn.error} />}
      <button type="button" className="govuk-button" disabled={goOn.isPending} onClick={() => goOn.mutate()}>
        {say(texts.goOn)}
      </button>
    </>
  );
}

function Proposals() {
  const { say } = useLanguage();
  const query = useQuery({ queryKey: ['adoptions', 'list'], queryFn: () => ask(client.GET('/api/v1/adoptions')) });
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty>{say(texts.noProposals)}</Empty>
        ) : (
          items.map((one) => (
            <article className="hw-proposal" key={one.id}>
              <h3 className="govuk-heading-s">
                {one.workflow}, {say(texts.version)} {say(number(one.from))} → {say(number(one.to))}:{' '}
                {say(adoptionStatuses[one.status])}
              </h3>
              <p className="govuk-body hw-words">{one.reason}</p>
              <Cases of={one.cases} done />
              {one.status === 'open' && <Decision of={one} />}
              {one.status === 'approved' && one.cases.some(({ why, outcome }) => !why && !outcome) && (
                <GoOn id={one.id} />
              )}
            </article>
          ))
        )
      }
    </Loaded>
  );
}

export default function Versions() {
  const { say } = useLanguage();
  const workflows = useWorkflows();
  const [step, setStep] = useState<Step>();
  return (
    <Page title={texts.title}>
      <SettingsMenu />
      <p className="govuk-body">{say(texts.about)}</p>
      <Loaded query={workflows}>
        {({ items }) => {
          const behind = items.flatMap(({ id, title, version, versions }) =>
            (versions ?? [])
              .filter((one) => one.version < version && one.openCases > 0)
              .map((one) => ({
                title,
                openCases: one.openCases,
                step: { workflow: id, from: one.version, to: version },
              })),
          );
          if (behind.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <ul className="govuk-list">
              {behind.map(({ title, openCases, step: next }) => (
                <li key={`${next.workflow} ${next.from}`}>
                  {say(title)}, {say(texts.version)} {say(number(next.from))} → {say(number(next.to))} (
                  {say(number(openCases))}){' '}
                  <button type="button" className="hw-link" onClick={() => setStep(next)}>
                    {say(texts.look)}
                  </button>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {step && <DryRun of={step} />}
      <h2 className="govuk-heading-m">{say(texts.proposals)}</h2>
      <Proposals />
    </Page>
  );
}
