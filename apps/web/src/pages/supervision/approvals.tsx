/** What waits for a second person: each with its two-person action, by the route that carries it out. */
import { useState } from 'react';
import { Link } from 'wouter';
import { number, shortDate, useLanguage, type Text } from '../../language';
import { Due, Empty, Loaded, More, Page } from '../../parts';
import { TwoPersons } from './two-persons';
import { useApprovals, type Approval } from './reads';
import { approvalsTexts as texts } from './texts';

function useAbout(): (of: Approval) => string {
  const { say } = useLanguage();
  return ({ kind, about }) => {
    if (kind === 'renewal' && about) return say(texts[about.en as 'password'] ?? about);
    if (kind === 'holidays' && about && /^\d{4}-\d\d-\d\d$/.test(about.en)) return say(shortDate(about.en));
    return say(about);
  };
}

/** Decisions of others that are looked at on the decision sheet. */
const onSheet = /appeal|challenge|បណ្តឹង/i;

function Ways({ of }: { of: Approval }) {
  const { say } = useLanguage();
  return (
    <div className="hw-row-actions hw-screen-only">
      {of.instance && (
        <Link href={`/cases/${of.instance}`} className="hw-link">
          {say(texts.openCase)}
        </Link>
      )}
      {of.instance && onSheet.test(of.about?.en ?? '') && (
        <Link href={`/cases/${of.instance}/decision`} className="hw-link">
          {say(texts.openSheet)}
        </Link>
      )}
      {of.child && (
        <Link href={`/children/${of.child}`} className="hw-link">
          {say(texts.openChild)}
        </Link>
      )}
    </div>
  );
}

function Entry({ of, said }: { of: Approval; said: (words: Text) => void }) {
  const { say } = useLanguage();
  const aboutOf = useAbout();
  return (
    <li className="hw-entry">
      <h2 className="govuk-heading-s govuk-!-margin-bottom-1">
        <span aria-hidden="true" className="hw-dot" /> {say(of.text)}
      </h2>
      <dl className="hw-about">
        {of.about && (
          <div>
            <dt>{say(texts.about1)}</dt>
            <dd>{aboutOf(of)}</dd>
          </div>
        )}
        {of.reason && (
          <div>
            <dt>{say(texts.reason)}</dt>
            <dd className="hw-words">{of.reason}</dd>
          </div>
        )}
        <div>
          <dt>{say(texts.since)}</dt>
          <dd>{say(shortDate(of.since))}</dd>
        </div>
        {of.due && (
          <div>
            <dt>{say(texts.due)}</dt>
            <dd>
              <Due due={{ at: of.due, provisional: false }} />
            </dd>
          </div>
        )}
      </dl>
      <Ways of={of} />
      {of.approve && <TwoPersons of={of} approve={of.approve} said={said} />}
    </li>
  );
}

export default function Approvals() {
  const { say } = useLanguage();
  const query = useApprovals();
  const [said, setSaid] = useState<Text>();
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      <p role="status" className={said ? 'hw-said' : 'govuk-visually-hidden'}>
        {say(said)}
      </p>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              <p className="govuk-body">
                <span className="hw-count">{say(number(items.length))}</span>
              </p>
              <ul className="hw-entries">
                {items.map((of) => (
                  <Entry key={of.id} of={of} said={setSaid} />
                ))}
              </ul>
              <More query={query} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
