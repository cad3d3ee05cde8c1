/** Beds room by room, and the roll-call: every child who is expected, and every child who is there without being expected. */
import { useState } from 'react';
import type { Answers } from '../../forms';
import { number, useLanguage } from '../../language';
import { findPiece, notePiece, type KeptInspection, type Package } from '../../offline';
import { bodyOf, called, latest, rollOf } from './found';
import type { RollBody } from './signs';
import { useSaved } from './site-checklist';
import { ages, sexes, siteTexts as words } from './site-texts';
import { Ask } from './words';

export function Beds({ kept }: { kept: KeptInspection }) {
  const { say } = useLanguage();
  const { instance, beds } = kept.given.package;
  const [answers, setAnswers] = useState<Answers>({});
  const [told, setTold] = useState(false);
  const rooms = [...latest(kept, 'bed').values()].map(({ item, body }) => ({
    item,
    name: (body['note'] as string | undefined) ?? item,
    count: Number(body['count']),
  }));
  const add = async () => {
    const { room, count } = answers;
    setTold(room === undefined || count === undefined);
    if (typeof room !== 'string' || typeof count !== 'number') return;
    const known = rooms.find(({ name }) => name === room.trim());
    const item = known?.item ?? `room-${crypto.randomUUID().slice(0, 8)}`;
    await notePiece(instance, { kind: 'bed', item, body: { count, note: room.trim() } });
    setAnswers({});
  };
  return (
    <>
      <h2 className="govuk-heading-m">{say(words.beds)}</h2>
      <p className="govuk-body">{say(words.bedsAbout)}</p>
      <p className="govuk-body">
        {say(words.bedsExpected)}: <strong>{say(number(beds))}</strong>
        <br />
        {say(words.bedsCounted)}: <strong>{say(number(rooms.reduce((sum, { count }) => sum + count, 0)))}</strong>
      </p>
      <ul className="govuk-list">
        {rooms.map(({ item, name, count }) => (
          <li key={item}>
            {name}: {say(number(count))}
          </li>
        ))}
      </ul>
      <Ask
        name="bed"
        fields={[
          { name: 'room', kind: 'line', max: 200, label: words.room, required: true },
          { name: 'count', kind: 'integer', min: 0, max: 2000, label: words.bedsHere, required: true },
        ]}
        answers={answers}
        change={setAnswers}
        told={told}
      />
      <button type="button" className="govuk-button" onClick={() => void add()}>
        {say(words.addRoom)}
      </button>
    </>
  );
}

export function Roll({ kept }: { kept: KeptInspection }) {
  const { say } = useLanguage();
  const { expected } = kept.given.package;
  const { done, of } = called(kept);
  const strangers = rollOf(kept).filter(({ child }) => child === undefined);
  return (
    <>
      <h2 className="govuk-heading-m">
        {say(words.roll)} <span className="hw-muted">{say(words.of(done, of))}</span>
      </h2>
      <p className="govuk-body">{say(words.rollAbout)}</p>
      {expected.length === 0 && <p className="govuk-inset-text">{say(words.noneExpected)}</p>}
      {expected.map((child) => (
        <ChildRow key={child.child} kept={kept} child={child} />
      ))}
      {strangers.length > 0 && (
        <>
          <h3 className="govuk-heading-s">{say(words.added)}</h3>
          <ul className="govuk-list">
            {strangers.map((row) => (
              <li key={row.label}>
                {row.label}{' '}
                {row.underThree && <strong className="govuk-tag govuk-tag--red">{say(words.underThree)}</strong>}
              </li>
            ))}
          </ul>
        </>
      )}
      <Stranger kept={kept} />
    </>
  );
}

type Child = Package['expected'][number];
type Presence = 'present' | 'explained' | 'absent';

const presenceOf = (row: RollBody | undefined): Presence | undefined =>
  row && (row.standing.endsWith('Present') ? 'present' : row.explained ? 'explained' : 'absent');

function rowOf(child: Child, { presence, seenAlone, note }: Answers): Record<string, unknown> {
  const words = typeof note === 'string' && note.trim() ? { note: note.trim() } : {};
  const { child: id, name, authorised, underThree, underFive, disability } = child;
  const common = { child: id, label: name.km || name.en, underThree, underFive, disability, ...words };
  if (presence === 'present')
    return {
      ...common,
      standing: authorised ? 'authorisedPresent' : 'unauthorisedPresent',
      seenAlone: seenAlone === true,
    };
  return { ...common, standing: 'authorisedAbsent', explained: presence === 'explained' };
}

function ChildRow({ kept, child }: { kept: KeptInspection; child: Child }) {
  const { say } = useLanguage();
  const { instance } = kept.given.package;
  const [answers, setAnswers] = useState<Answers>(() => {
    const row = bodyOf<RollBody>(findPiece(kept, 'roll', child.child));
    return { presence: presenceOf(row), seenAlone: row?.seenAlone, note: row?.note };
  });
  const { keep } = useSaved(async (next) => {
    // where an absent child is has to be said before it counts as explained
    if (next['presence'] === undefined || (next['presence'] === 'explained' && !next['note'])) return;
    await notePiece(instance, { kind: 'roll', item: child.child, body: rowOf(child, next) });
  });
  const change = (next: Answers) => {
    setAnswers(next);
    keep(next);
  };
  const small = child.underFive || child.disability;
  const name = `c${child.child.replaceAll('-', '')}`;
  const title = {
    en: `${child.name.en} (${say(sexes[child.sex])}, ${say(ages.find(({ value }) => value === child.band)!.label)})`,
    km: `${child.name.km} (${say(sexes[child.sex])} ${say(ages.find(({ value }) => value === child.band)!.label)})`,
  };
  return (
    <section className="hw-asked">
      <Ask
        name={name}
        fields={[
          {
            name: 'presence',
            kind: 'choice',
            label: title,
            required: true,
            options: (['present', 'explained', 'absent'] as const).map((value) => ({ value, label: words[value] })),
          },
          ...(answers['presence'] === 'present'
            ? [{ name: 'seenAlone', kind: 'yes' as const, label: words.seenAlone, required: small }]
            : []),
          ...(answers['presence'] === 'explained'
            ? [{ name: 'note', kind: 'line' as const, max: 500, label: words.where, required: true }]
            : []),
        ]}
        answers={answers}
        change={change}
      />
      <p className="govuk-body">
        {child.underThree && <strong className="govuk-tag govuk-tag--red">{say(words.underThree)}</strong>}{' '}
        {child.disability && <strong className="govuk-tag govuk-tag--purple">{say(words.disability)}</strong>}{' '}
        {!child.authorised && <strong className="govuk-tag govuk-tag--orange">{say(words.noDecision)}</strong>}{' '}
        {small && <span className="hw-muted">{say(words.mustSee)}</span>}
      </p>
    </section>
  );
}

function Stranger({ kept }: { kept: KeptInspection }) {
  const { say } = useLanguage();
  const { instance } = kept.given.package;
  const [answers, setAnswers] = useState<Answers>({});
  const [told, setTold] = useState(false);
  const add = async () => {
    const { label, age, seenAlone, disability } = answers;
    setTold(!label || !age);
    if (typeof label !== 'string' || typeof age !== 'string') return;
    const how = ages.find(({ value }) => value === age)!.label;
    const body = {
      label: `${label.trim()}, ${say(how)}`.slice(0, 200),
      standing: 'unauthorisedPresent',
      underThree: age === 'under3',
      underFive: age === 'under3' || age === 'under5',
      disability: disability === true,
      seenAlone: seenAlone === true,
    };
    await notePiece(instance, { kind: 'roll', item: `unknown-${crypto.randomUUID().slice(0, 8)}`, body });
    setAnswers({});
  };
  return (
    <section>
      <h3 className="govuk-heading-s">{say(words.unknownTitle)}</h3>
      <Ask
        name="stranger"
        fields={[
          { name: 'label', kind: 'line', max: 150, label: words.describe, required: true },
          { name: 'age', kind: 'choice', label: words.howOld, required: true, options: ages },
          { name: 'disability', kind: 'yes', label: words.withDisability },
          { name: 'seenAlone', kind: 'yes', label: words.seenAlone },
        ]}
        answers={answers}
        change={setAnswers}
        told={told}
      />
      <button type="button" className="govuk-button govuk-button--secondary" onClick={() => void add()}>
        {say(words.addChild)}
      </button>
    </section>
  );
}
