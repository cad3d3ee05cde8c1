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

/** Tasks whose decision is looked at on the decision sheet. */
const onSheet = ['decideAppeal', 'decideChallenge'];

/** The pages on which one looks at it before one decides. */
function pagesOf({ id, kind, about, task, instance, child }: Approval): { href: string; text: Text }[] {
  const pages: { href: string; text: Text }[] = [];
  if (kind === 'renewal') pages.push({ href: `/renewals/${id}`, text: texts.openRenewal });
  if (kind === 'parameter' && about) pages.push({ href: `/parameters/${about.en}`, text: texts.openParameter });
  if (kind === 'holidays') pages.push({ href: '/holidays', text: texts.openHolidays });
  if (kind === 'breakGlass') pages.push({ href: '/break-glass', text: texts.openGlass });
  if (kind === 'placements') pages.push({ href: `/placement-imports/${id}`, text: texts.openTable });
  if (instance) pages.push({ href: `/cases/${instance}`, text: texts.openCase });
  if (instance && task !== null && onSheet.includes(task))
    pages.push({ href: `/cases/${instance}/decision`, text: texts.openSheet });
  if (child) pages.push({ href: `/children/${child}`, text: texts.openChild });
  return pages;
}

function Ways({ of }: { of: Approval }) {
  const { say } = useLanguage();
  return (
    <div className="hw-row-actions hw-screen-only">
      {pagesOf(of).map(({ href, text }) => (
        <Link key={href} href={href} className="hw-link">
          {say(text)} <span className="govuk-visually-hidden">{say(of.text)}</span>
        </Link>
      ))}
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
      {/* approving a renewal tells the second half of a one-time password, which its own page shows */}
      {of.approve && of.kind !== 'renewal' && <TwoPersons of={of} approve={of.approve} said={said} />}
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
