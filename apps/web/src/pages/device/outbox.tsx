/** What waits to be sent, what the server has, what is kept for work without a connection. */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useRole } from '../../api';
import { dateAndTime, number, useLanguage, type Text } from '../../language';
import {
  askReviews,
  flush,
  handOver,
  isCensus,
  isPhoto,
  listDrafts,
  onChange,
  sendInspections,
  stillWaits,
  unsentOf,
  useInspectionsHere,
  useOutbox,
  useVault,
  type Item,
  type Received,
} from '../../offline';
import { Empty, Loading, Page } from '../../parts';
import { AsideList } from './aside';
import { Brought } from './brought';
import { InspectionsWaiting } from './inspections-waiting';
import { KeptCases } from './kept-cases';
import { outboxTexts as texts } from './texts';
import { WaitingItem } from './waiting-item';

const carriers = ['administrator', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

export default function OutboxPage() {
  const { say } = useLanguage();
  const { items, others, received } = useOutbox();
  const inspections = useInspectionsHere();
  const role = useRole() ?? '';
  useEffect(() => void askReviews(true).catch(() => undefined), []);
  return (
    <Page title={texts.title}>
      {items === undefined || inspections === undefined ? (
        <Loading />
      ) : (
        <Waiting items={items} isMore={inspections.some((kept) => unsentOf(kept) > 0)} />
      )}
      <InspectionsWaiting inspections={inspections ?? []} />
      <AsideList />
      {others > 0 && (
        <p className="govuk-inset-text">
          {say(texts.others)} {say(number(others))}
        </p>
      )}
      <Brought />
      {received.length > 0 && <ReceivedList received={received} />}
      <Drafts />
      <KeptCases />
      {carriers.includes(role) && (
        <p className="govuk-body">
          <Link href="/outbox/import" className="govuk-link">
            {say(texts.bring)}
          </Link>
        </p>
      )}
      <Help />
    </Page>
  );
}

/** `isMore`: inspections wait besides. */
function Waiting({ items, isMore }: { items: Item[]; isMore: boolean }) {
  const { say } = useLanguage();
  const [sending, setSending] = useState(false);
  const [said, setSaid] = useState<Text>();
  const send = async () => {
    setSending(true);
    setSaid(undefined);
    await Promise.allSettled([flush(), sendInspections()]);
    setSending(false);
    if (!navigator.onLine) setSaid(texts.noConnection);
  };
  if (items.length === 0 && !isMore) return <Empty>{say(texts.none)}</Empty>;
  return (
    <>
      <div role="status">{said && <p className="govuk-body">{say(said)}</p>}</div>
      <div className="govuk-button-group">
        <button type="button" className="govuk-button" disabled={sending} onClick={() => void send()}>
          {say(sending ? texts.sending : texts.sendAll)}
        </button>
        {stillWaits(items).length > 0 && (
          <button
            type="button"
            className="govuk-button govuk-button--secondary"
            onClick={() => void handOver(stillWaits(items))}
          >
            {say(texts.asFile)}
          </button>
        )}
      </div>
      {items.map((item) => (
        <WaitingItem key={item.key} item={item} />
      ))}
    </>
  );
}

function ReceivedList({ received }: { received: Received[] }) {
  const { say } = useLanguage();
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.receivedTitle)}</h2>
      {received.map(({ key, label, reference, instance, at }) => (
        <article key={key} className="hw-item hw-item--received">
          <p className="hw-item__state">
            <span aria-hidden="true">✔ </span>
            {say(texts.received)} {say(dateAndTime(at))}
          </p>
          <p className="govuk-body govuk-!-margin-bottom-0">
            {say(label)} ·{' '}
            <Link href={`/cases/${instance}`} className="govuk-link">
              {reference}
            </Link>
          </p>
        </article>
      ))}
    </section>
  );
}

/** Where the form of a draft is; of an act about one child, with the child. */
function formOfDraft(id: string): string {
  const [first, second, third] = id.split(':');
  if (first === 'open') return `/start/${second}/${third}`;
  if (isCensus(id)) return `/closures/${first}/census`;
  return `/cases/${first}/act/${second}${third ? `?child=${third}` : ''}`;
}

function Drafts() {
  const { say } = useLanguage();
  const vault = useVault();
  const [drafts, setDrafts] = useState<Awaited<ReturnType<typeof listDrafts>>>([]);
  useEffect(() => {
    let here = true;
    const read = () =>
      void listDrafts().then(
        (found) => here && setDrafts(found),
        () => undefined,
      );
    read();
    const end = onChange(read);
    return () => {
      here = false;
      end();
    };
  }, [vault]);
  const forms = drafts.filter(({ id }) => !isPhoto(id));
  const photos = drafts.length - forms.length;
  if (drafts.length === 0) return null;
  if (forms.length === 0) return <p className="govuk-body">{say(texts.photos(photos))}</p>;
  return (
    <section>
      {photos > 0 && <p className="govuk-body">{say(texts.photos(photos))}</p>}
      <h2 className="govuk-heading-m">{say(texts.draftsTitle)}</h2>
      <p className="govuk-body">{say(texts.draftsWhat)}</p>
      <ul className="govuk-list">
        {forms.map(({ id, savedAt, rows }, index) => (
          <li key={id}>
            <Link href={formOfDraft(id)} className="govuk-link">
              {isCensus(id) ? say(texts.census) : `${say(texts.draft)} ${say(number(index + 1))}`}
            </Link>{' '}
            {isCensus(id) && rows !== undefined && (
              <strong>
                {say(texts.bedsNotSealed)} {say(number(rows))}
              </strong>
            )}{' '}
            <span className="hw-muted">
              {say(texts.draftSaved)} {say(dateAndTime(new Date(savedAt).toISOString()))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Help() {
  const { say } = useLanguage();
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{say(texts.help)}</span>
      </summary>
      <div className="govuk-details__text">
        {[texts.helpSealed, texts.helpPhone, texts.helpPin, texts.helpLost].map((text) => (
          <p key={text.en} className="govuk-body">
            {say(text)}
          </p>
        ))}
      </div>
    </details>
  );
}
