/** What this person may open, with the numbers to call before anything is written. */
import { Link } from 'wouter';
import { useRole, type components } from '../../api';
import { useLanguage } from '../../language';
import { Empty, Loaded, Page } from '../../parts';
import { Danger } from './danger';
import { useWorkflows } from './reads';
import { startTexts as texts } from './texts';

type Procedure = components['schemas']['WorkflowSummary'];
type Opening = components['schemas']['Opening'];

/** What a commune sends most often, and what must not wait, stands first. */
const first = ['concern.reported', 'request.submitted', 'emergency.opened'];
const place = ({ event }: Opening): number => (first.includes(event) ? first.indexOf(event) : first.length);

function Openings({ procedures }: { procedures: readonly Procedure[] }) {
  const { say } = useLanguage();
  const role = useRole();
  const cards = procedures
    .map((procedure) => ({ ...procedure, opens: [...procedure.opens].sort((a, b) => place(a) - place(b)) }))
    .filter(({ opens }) => opens.length > 0)
    .sort((a, b) => place(a.opens[0]!) - place(b.opens[0]!));
  if (role === undefined) return <Empty>{say(texts.noArea)}</Empty>;
  if (cards.length === 0) return <Empty>{say(texts.none)}</Empty>;
  return (
    <ul className="hw-openings">
      {cards.map(({ id, title, about, opens }) => (
        <li key={id}>
          <h2 className="govuk-heading-m govuk-!-margin-bottom-1">{say(title)}</h2>
          <p className="govuk-body">{say(about)}</p>
          {opens.map(({ event, text }, index) => (
            <Link
              key={event}
              href={`/start/${id}/${event}`}
              className={`govuk-button${index > 0 ? ' govuk-button--secondary' : ''}`}
            >
              {say(text)}
            </Link>
          ))}
        </li>
      ))}
    </ul>
  );
}

export default function Start() {
  const list = useWorkflows();
  return (
    <Page title={texts.title} narrow>
      <Danger />
      <Loaded query={list}>{({ items }) => <Openings procedures={items} />}</Loaded>
    </Page>
  );
}
