/** Who is in an institution, with and without a decision that allows it. */
import { Link } from 'wouter';
import { dateAndTime, shortDate, useLanguage, type Text } from '../../language';
import { Empty, Table, type Column } from '../../parts';
import { useNamesThere, type Presence } from './reads';
import { authorityTexts, institutionTexts as texts } from './texts';
import { initialsOf } from './words';

type Resident = Presence['present'][number];

interface ListProps {
  title: Text;
  rows: Resident[];
  initials: (child: string) => string;
  none?: Text;
  alarm?: boolean;
}

function Residents({ title, rows, initials, none, alarm }: ListProps) {
  const { say } = useLanguage();
  if (rows.length === 0 && !none) return null;
  const columns: Column<Resident>[] = [
    {
      title: texts.child,
      cell: ({ child }) => (
        <Link href={`/children/${child}`} className="hw-link">
          {initials(child)}
        </Link>
      ),
    },
    { title: texts.seen, cell: ({ since }) => say(since ? dateAndTime(since) : { en: '–', km: '–' }) },
    {
      title: texts.authority,
      cell: ({ authorised, authority }) =>
        authority && (authorised || !alarm) ? (
          <>
            {say(authorityTexts[authority.kind])}, {say(texts.until)} {say(shortDate(authority.until))}
          </>
        ) : (
          <strong className="hw-late">
            <span aria-hidden="true">⚠ </span>
            {say(texts.noAuthority)}
          </strong>
        ),
    },
    {
      title: texts.case,
      cell: ({ instance, reference, incident }) => (
        <>
          {instance ? (
            <Link href={`/cases/${instance}`} className="hw-link">
              {reference}
            </Link>
          ) : (
            <span className="hw-muted">{say(texts.noCase)}</span>
          )}
          {incident && (
            <>
              <br />
              <Link href={`/incidents/${incident}`} className="hw-link">
                {say(texts.openIncident)}
              </Link>
            </>
          )}
        </>
      ),
    },
  ];
  return (
    <section className={alarm && rows.length > 0 ? 'hw-alarm' : undefined}>
      <h2 className="govuk-heading-m">{say(title)}</h2>
      {rows.length === 0 ? (
        <Empty>{say(none)}</Empty>
      ) : (
        <Table caption={title} rows={rows} keyOf={({ child }) => child} columns={columns} />
      )}
    </section>
  );
}

/** The three lists; children by initials, their full name stands in their file. */
export function Present({ presence: { id, present, awaited } }: { presence: Presence }) {
  const { say, language } = useLanguage();
  const names = useNamesThere(id, present.length + awaited.length > 0);
  const initials = (child: string) => initialsOf(names.get(child) ?? null, language) || child.slice(0, 8);
  return (
    <>
      <p className="hw-muted">{say(texts.read)}</p>
      <Residents
        title={texts.without}
        rows={present.filter(({ authorised }) => !authorised)}
        initials={initials}
        none={texts.withoutNone}
        alarm
      />
      <Residents
        title={texts.with}
        rows={present.filter(({ authorised }) => authorised)}
        initials={initials}
        none={texts.withNone}
      />
      <Residents title={texts.awaitedTitle} rows={awaited} initials={initials} />
    </>
  );
}
