/** Before the report: what is on its way, what is missing by name, where the team's answers differ, and the signatures. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, now } from '../../api';
import { PersonName, tidy, type Answers, type Schema } from '../../forms';
import { dateOf, number, useLanguage, type Text } from '../../language';
import {
  noteProgress,
  onInspections,
  onTheWay,
  removeInspection,
  sendInspections,
  unsentOf,
  type KeptInspection,
} from '../../offline';
import { useWorkflow } from '../cases/reads';
import { refusalOf, useSending } from '../forms/sending';
import { Conflicts } from './conflicts';
import { missingOf, queueOf, type Missing } from './found';
import { useInspection, type Inspection } from './reads';
import { BedsBeyond, bedsBeyond, isExplained } from './site-beds';
import { siteTexts as words } from './site-texts';
import { LostPhotos, type Lost } from './site-lost';
import { Ask } from './words';

const onConnection = (tell: () => void) => {
  addEventListener('online', tell);
  addEventListener('offline', tell);
  return () => {
    removeEventListener('online', tell);
    removeEventListener('offline', tell);
  };
};
const useOnline = (): boolean => useSyncExternalStore(onConnection, () => navigator.onLine);

export function Review({ kept }: { kept: KeptInspection }) {
  const { say } = useLanguage();
  const online = useOnline();
  const { instance } = kept.given.package;
  const { pieces, photos } = queueOf(kept);
  const allSent = pieces.done === pieces.of && photos.done === photos.of;
  const inspection = useInspection(instance, online && allSent);
  const { refetch } = inspection;
  useEffect(() => {
    if (online && allSent) void refetch();
  }, [online, allSent, refetch]);
  const submitted = kept.progress.done.includes('report.submitted') || Boolean(inspection.data?.report);
  return (
    <>
      <h2 className="govuk-heading-m">{say(words.review)}</h2>
      <Queue kept={kept} online={online} />
      <WhatIsMissing kept={kept} allSent={allSent} />
      {online && allSent && inspection.data && !submitted && (
        <>
          {inspection.data.conflicts.length > 0 && <Conflicts kept={kept} />}
          <Submit kept={kept} found={inspection.data} />
        </>
      )}
      {!online && <p className="govuk-inset-text">{say(words.online)}</p>}
      {submitted && <Submitted kept={kept} />}
    </>
  );
}

function Queue({ kept, online }: { kept: KeptInspection; online: boolean }) {
  const { say } = useLanguage();
  const way = useSyncExternalStore(onInspections, onTheWay);
  const send = useMutation({ mutationFn: sendInspections });
  const { pieces, photos, refused } = queueOf(kept);
  const done = pieces.done === pieces.of && photos.done === photos.of;
  const shot = way && kept.photos.get(way.photo);
  return (
    <section>
      <h3 className="govuk-heading-s">{say(words.queue)}</h3>
      <div role="status">
        <Bar title={words.piecesSent} done={pieces.done} of={pieces.of} />
        <Bar title={words.photosSent} done={photos.done} of={photos.of} />
        {shot && <Bar title={words.photoNow} done={Math.round(way.offset / 1024)} of={Math.round(shot.size / 1024)} />}
        {done && <p className="govuk-body">✓ {say(words.allSent)}</p>}
        {refused > 0 && (
          <p className="govuk-body hw-warned">
            {say(words.refused)}: {say(number(refused))}{' '}
            <Link href="/outbox" className="govuk-link">
              {say(words.toOutbox)}
            </Link>
          </p>
        )}
        {!online && <p className="govuk-body">{say(words.noLink)}</p>}
      </div>
      {!done && (
        <button
          type="button"
          className="govuk-button govuk-button--secondary"
          disabled={!online || send.isPending}
          onClick={() => send.mutate()}
        >
          {say(send.isPending ? words.sending : words.sendNow)}
        </button>
      )}
    </section>
  );
}

function Bar({ title, done, of }: { title: Text; done: number; of: number }) {
  const { say } = useLanguage();
  return (
    <p className="govuk-body">
      {say(title)}: {say(words.of(done, of))}
      <progress className="hw-progress" value={done} max={Math.max(1, of)} aria-label={say(title)} />
    </p>
  );
}

function WhatIsMissing({ kept, allSent }: { kept: KeptInspection; allSent: boolean }) {
  const { say } = useLanguage();
  const missing = missingOf(kept);
  const { items } = kept.given.package.checklist;
  const has = (event: string) => kept.progress.done.includes(event);
  const lines: [string, Text][] = [
    ...flags(missing),
    ...(has('entry.recorded') ? [] : [['entry', words.missEntry] as [string, Text]]),
    ...(has('exitMeeting.held') ? [] : [['exit', words.missExit] as [string, Text]]),
    ...(allSent ? [] : [['queue', words.missQueue] as [string, Text]]),
  ];
  const { instance } = kept.given.package;
  if (lines.length === 0 && missing.items.length === 0)
    return <p className="govuk-body">✓ {say(words.nothingMissing)}</p>;
  return (
    <section>
      <h3 className="govuk-heading-s">{say(words.missing)}</h3>
      <ul className="govuk-list govuk-list--bullet">
        {lines.map(([name, text]) => (
          <li key={name}>
            {say(text)}
            {name === 'children' && `: ${say(number(missing.children))}`}
            {name === 'unseen' && `: ${missing.unseen.join(', ')}`}
          </li>
        ))}
        {missing.items.length > 0 && (
          <li>
            {say(words.missItems)}: {say(number(missing.items.length))}
            <ul className="govuk-list govuk-list--bullet">
              {items
                .filter(({ id }) => missing.items.includes(id))
                .map(({ id, part, text }) => (
                  <li key={id}>
                    <Link href={`/inspections/${instance}/site?part=${part}`} className="govuk-link">
                      {say(text)}
                    </Link>
                  </li>
                ))}
            </ul>
          </li>
        )}
      </ul>
    </section>
  );
}

const flags = (missing: Missing): [string, Text][] => [
  ...(missing.beds ? [['beds', words.missBeds] as [string, Text]] : []),
  ...(missing.children > 0 ? [['children', words.missChildren] as [string, Text]] : []),
  ...(missing.unaccounted > 0 ? [['unaccounted', words.missUnaccounted] as [string, Text]] : []),
  ...(missing.staffTalk ? [['staff', words.missStaff] as [string, Text]] : []),
  ...(missing.childTalk ? [['child', words.missChild] as [string, Text]] : []),
  ...(missing.unseen.length > 0 ? [['unseen', words.missSeen] as [string, Text]] : []),
];

function Submit({ kept, found }: { kept: KeptInspection; found: Inspection }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const workflow = useWorkflow('inspection');
  const { instance, reference, team } = kept.given.package;
  const { sending, sent, send } = useSending();
  const [answers, setAnswers] = useState<Answers>({ on: dateOf(now()) });
  const [signed, setSigned] = useState<Answers>({});
  const [told, setTold] = useState(false);
  const [lost, setLost] = useState<Lost>({ photos: [], reason: '' });
  const [spare, setSpare] = useState<Answers>({});
  const { awaited } = found;
  const form = workflow.data?.events.find(({ type }) => type === 'report.submitted')?.form as Schema | undefined;
  const asksBeds = bedsBeyond(found) > 0;
  const submit = async () => {
    const gone = lost.photos.filter((photo) => awaited.includes(photo));
    const open =
      !answers['on'] ||
      !answers['statement'] ||
      (gone.length > 0 && !lost.reason) ||
      (asksBeds && !isExplained(form, spare));
    setTold(open);
    if (open || !workflow.data) return;
    // what is signed is what the server has at this moment
    const path = { instance };
    const [{ digest }, { version }] = await Promise.all([
      ask(client.GET('/api/v1/inspections/{instance}', { params: { path } })),
      ask(client.GET('/api/v1/instances/{id}', { params: { path: { id: instance } } })),
    ]);
    const signatures = team.flatMap((person) =>
      signed[person] ? [{ person, by: { by: 'signature', on: dateOf(now()) } }] : [],
    );
    const result = await send({
      kind: 'event',
      instance,
      workflow: 'inspection',
      workflowVersion: workflow.data.version,
      event: 'report.submitted',
      data: {
        on: answers['on'],
        statement: answers['statement'],
        signatures,
        digest,
        ...(gone.length > 0 && {
          lost: { photos: gone, reason: lost.reason, by: { by: 'signature', on: dateOf(now()) } },
        }),
        ...(asksBeds && { beds: tidy(spare['beds']) }),
      },
      baseVersion: version,
      label: words.submitTitle,
      reference,
    });
    if (result.state === 'received')
      await noteProgress(instance, { done: [...kept.progress.done, 'report.submitted'] });
    await queries.invalidateQueries();
  };
  return (
    <section>
      <h3 className="govuk-heading-s">{say(words.submitTitle)}</h3>
      <p className="govuk-body">{say(words.submitWhat)}</p>
      {refusalOf(sent) && <div role="alert">{refusalOf(sent)}</div>}
      {sent?.state === 'waiting' && <p className="govuk-inset-text">{say(words.waits)}</p>}
      <Ask
        name="report"
        fields={[
          { name: 'on', kind: 'date', label: words.onDay, required: true },
          { name: 'statement', kind: 'text', max: 8000, label: words.summary, required: true },
        ]}
        answers={answers}
        change={setAnswers}
        told={told}
      />
      {asksBeds && <BedsBeyond form={form} found={found} answers={spare} change={setSpare} told={told} />}
      {awaited.length > 0 && <LostPhotos kept={kept} awaited={awaited} lost={lost} change={setLost} told={told} />}
      <div className="govuk-form-group">
        <div className="govuk-checkboxes">
          {team.map((person) => (
            <div className="govuk-checkboxes__item" key={person}>
              <input
                id={`signs-${person}`}
                type="checkbox"
                className="govuk-checkboxes__input"
                checked={signed[person] === true}
                onChange={({ target }) => setSigned({ ...signed, [person]: target.checked })}
              />
              <label className="govuk-label govuk-checkboxes__label" htmlFor={`signs-${person}`}>
                <PersonName id={person} /> {say(words.signs)}
              </label>
            </div>
          ))}
        </div>
      </div>
      <button type="button" className="govuk-button" disabled={sending} onClick={() => void submit()}>
        {say(sending ? words.sending : words.submit)}
      </button>
    </section>
  );
}

function Submitted({ kept }: { kept: KeptInspection }) {
  const { say } = useLanguage();
  const { instance } = kept.given.package;
  const unsent = unsentOf(kept);
  const remove = useMutation({ mutationFn: () => removeInspection(instance) });
  return (
    <div role="status">
      <p className="govuk-inset-text">
        <span aria-hidden="true">✓ </span>
        {say(words.submitted)}
      </p>
      {/* what the server does not have leaves the device piece by piece, each with a reason */}
      {unsent > 0 ? (
        <p className="govuk-body hw-warned">
          {say(words.notTaken)} {say(number(unsent))}{' '}
          <Link href="/outbox" className="govuk-link">
            {say(words.toOutbox)}
          </Link>
        </p>
      ) : (
        <button type="button" className="govuk-button govuk-button--secondary" onClick={() => remove.mutate()}>
          {say(words.remove)}
        </button>
      )}
    </div>
  );
}
