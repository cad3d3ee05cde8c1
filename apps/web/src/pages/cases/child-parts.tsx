/** What a child's file holds, in parts that the file's own page and the family page of a case share. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client } from '../../api';
import { dateAndTime, khmerDigits, number, shortDate, useLanguage, type Text } from '../../language';
import { Loaded, roleText } from '../../parts';
import {
  authorityTexts,
  childTexts as texts,
  factTexts,
  livingTexts,
  relationTexts,
  sexTexts,
  standingSigns,
  standingTexts,
} from './child-texts';
import { ageOf, ChildNames, StatusTag } from './header';
import { useFullName, useInstitution, usePeopleNames, usePlace, useWorkflows, type Child } from './reads';

const said = (words: Record<string, Text>, key: string): Text => words[key] ?? { en: key, km: key };

function Born({ birth }: { birth: Child['birth'] }) {
  const { say } = useLanguage();
  if (birth.precision === 'day') return <>{say(shortDate(birth.from))}</>;
  return (
    <>
      {say(texts.between)} {say(shortDate(birth.from))} {say(texts.and)} {say(shortDate(birth.to))}
    </>
  );
}

export function InstitutionName({ id }: { id: string }) {
  const { language } = useLanguage();
  const { data } = useInstitution(id);
  if (!data) return <>…</>;
  return (
    <>
      {language === 'km' ? data.nameKm : data.nameEn} ({data.code})
    </>
  );
}

export function Particulars({ child }: { child: Child }) {
  const { say } = useLanguage();
  const fullName = useFullName();
  const place = usePlace(child.village ?? child.area);
  const rows: [Text, React.ReactNode][] = [
    [texts.names, (child.names ?? []).map((name) => fullName([name])).join(' · ') || '–'],
    [texts.born, <Born key="born" birth={child.birth} />],
    [texts.age, say(ageOf(child))],
    [texts.sex, say(said(sexTexts, child.sex))],
    [texts.disability, child.disability ? child.disabilityNote || say(texts.yes) : say(texts.no)],
    [texts.village, say(place)],
  ];
  if (child.diedOn) rows.push([texts.died, say(shortDate(child.diedOn))]);
  if (child.presentAt) rows.push([texts.presentAt, <InstitutionName key="at" id={child.presentAt} />]);
  if (child.ids.length > 0) rows.push([texts.ids, child.ids.map(({ kind, value }) => `${kind}: ${value}`).join(' · ')]);
  return (
    <dl className="hw-about">
      {rows.map(([label, value]) => (
        <div key={label.en}>
          <dt>{say(label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Siblings({ child }: { child: Child }) {
  const { say } = useLanguage();
  return child.siblings.length > 0 ? (
    <ChildNames ids={child.siblings} />
  ) : (
    <p className="govuk-body">{say(texts.noSiblings)}</p>
  );
}

export function Around({ child }: { child: Child }) {
  const { say, language } = useLanguage();
  const fullName = useFullName();
  if (child.around.length === 0) return <p className="govuk-body">{say(texts.noAround)}</p>;
  return (
    <ul className="hw-plain">
      {child.around.map((one) => (
        <li key={one.id}>
          <strong>{fullName([{ km: one.nameKm, latin: one.nameLatin }]) || '–'}</strong>{' '}
          {[
            say(said(relationTexts, one.relation)),
            say(said(livingTexts, one.living)),
            one.household && say(texts.household),
            one.birthYear && `${say(texts.bornYear)} ${language === 'km' ? khmerDigits(one.birthYear) : one.birthYear}`,
          ]
            .filter(Boolean)
            .join(' · ')}
          {one.phone && (
            <>
              {' · '}
              <a className="govuk-link hw-link" href={`tel:${one.phone}`}>
                {one.phone}
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

export function Authorities({ id }: { id: string }) {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['child', id, 'authorities'],
    queryFn: () =>
      ask(client.GET('/api/v1/children/{id}/authorities', { params: { path: { id }, query: { limit: 50 } } })),
  });
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="govuk-body">{say(texts.noAuthority)}</p>
        ) : (
          <ul className="hw-plain">
            {items.map((one) => (
              <li key={one.id}>
                <strong>{say(said(authorityTexts, one.kind))}</strong>{' '}
                <strong className={`govuk-tag govuk-tag--${one.status === 'inForce' ? 'green' : 'grey'}`}>
                  <span aria-hidden="true">{standingSigns[one.status]} </span>
                  {say(said(standingTexts, one.status))}
                </strong>
                <br />
                {one.institution && (
                  <>
                    <InstitutionName id={one.institution} />
                    {' · '}
                  </>
                )}
                {say(texts.from)} {say(shortDate(one.from))} {say(texts.until)} {say(shortDate(one.until))}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

export function Facts({ id }: { id: string }) {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['child', id, 'facts'],
    queryFn: () => ask(client.GET('/api/v1/children/{id}/facts', { params: { path: { id }, query: { limit: 50 } } })),
  });
  return (
    <Loaded query={query}>
      {({ items, next }) =>
        items.length === 0 ? (
          <p className="govuk-body">{say(texts.noFacts)}</p>
        ) : (
          <ul className="hw-plain">
            {items.map((fact) => (
              <li key={fact.id} className={fact.correctedBy ? 'hw-muted' : undefined}>
                {say(dateAndTime(fact.at))}: <strong>{say(said(factTexts, fact.kind))}</strong>
                {fact.institution && (
                  <>
                    {' · '}
                    <InstitutionName id={fact.institution} />
                  </>
                )}
                {fact.role && fact.role !== 'clock' && fact.role !== 'register' && (
                  <span className="hw-muted">
                    {' · '}
                    {say(texts.recordedBy)} {say(roleText(fact.role))}
                  </span>
                )}
                {fact.correctedBy && ` (${say(texts.wrong)})`}
              </li>
            ))}
            {next !== null && <li className="hw-muted">{say(texts.more)}</li>}
          </ul>
        )
      }
    </Loaded>
  );
}

/** The child's cases; `except` leaves out the one on whose page it stands. */
export function CasesOf({ id, except }: { id: string; except?: string }) {
  const { say } = useLanguage();
  const workflows = useWorkflows();
  const query = useQuery({
    queryKey: ['instances', 'child', id],
    queryFn: () => ask(client.GET('/api/v1/instances', { params: { query: { child: id, limit: 50 } } })),
  });
  return (
    <Loaded query={query}>
      {({ items }) => {
        const cases = items.filter((one) => one.id !== except);
        if (cases.length === 0) return <p className="govuk-body">{say(texts.noCases)}</p>;
        return (
          <ul className="hw-plain">
            {cases.map((one) => (
              <li key={one.id}>
                <Link href={`/cases/${one.id}`} className="govuk-link hw-link">
                  {one.reference}
                </Link>{' '}
                {say(workflows.data?.items.find((each) => each.id === one.workflow)?.title)} <StatusTag of={one} />
              </li>
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}

interface Reading {
  at: string;
  person: string;
  role: string;
}
interface Reader {
  last: Reading;
  count: number;
}

/** Readers, who read last first, each with how often. */
function byReader(reads: readonly Reading[]): Reader[] {
  const readers = new Map<string, Reader>();
  for (const read of [...reads].sort((a, b) => b.at.localeCompare(a.at))) {
    const key = `${read.person} ${read.role}`;
    const known = readers.get(key);
    readers.set(key, known ? { ...known, count: known.count + 1 } : { last: read, count: 1 });
  }
  return [...readers.values()];
}

/** Who has read the file; shown to who may know. */
export function Readers({ id }: { id: string }) {
  const { say } = useLanguage();
  const query = useQuery({
    queryKey: ['child', id, 'readers'],
    queryFn: () => ask(client.GET('/api/v1/children/{id}/readers', { params: { path: { id } } })),
  });
  const names = usePeopleNames(query.data !== undefined);
  if (!query.data) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.readers)}</h2>
      <ul className="hw-plain">
        {byReader(query.data.items).map(({ last, count }) => (
          <li key={`${last.person} ${last.role}`}>
            {[say(names.get(last.person)), say(roleText(last.role))].filter(Boolean).join(', ')}
            <span className="hw-muted">
              {' · '}
              {say(texts.lastRead)} {say(dateAndTime(last.at))} · {say(texts.readings)} {say(number(count))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
