/** The cards of the home page: each number opens exactly the list that it was counted over. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client } from '../../api';
import { number, useLanguage } from '../../language';
import { addressOf } from './lists';
import { cardTexts } from './texts';

type Name = keyof typeof cardTexts;
const order: Name[] = ['overdue', 'soon', 'tasks', 'alerts', 'approvals', 'incidents', 'requests'];
/** What needs nobody's attention is no card, besides the first three. */
const always: readonly Name[] = ['overdue', 'soon', 'tasks'];
const pressing: readonly Name[] = ['overdue', 'incidents'];

const useCounts = () => useQuery({ queryKey: ['counts'], queryFn: () => ask(client.GET('/api/v1/counts')) });

/** Holds the place of the cards, so that nothing moves when the numbers come. */
function Awaited() {
  const { say } = useLanguage();
  return (
    <ul className="hw-cards hw-home-cards" aria-hidden="true">
      {[...always, 'alerts' as const].map((name) => (
        <li key={name}>
          <span className="hw-card hw-muted">
            <strong>…</strong>
            {say(cardTexts[name])}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Cards() {
  const { say, language } = useLanguage();
  const { data, isPending } = useCounts();
  if (isPending) return <Awaited />;
  if (!data) return null;
  const shown = order.filter((name) => always.includes(name) || data[name].count > 0);
  return (
    <ul className="hw-cards hw-home-cards">
      {shown.map((name) => {
        const { count, more, list } = data[name];
        const late = count > 0 && pressing.includes(name);
        return (
          <li key={name}>
            <Link href={addressOf(list)} className={`hw-card${late ? ' hw-card--late' : ''}`}>
              <strong lang={language}>
                {late && <span aria-hidden="true">⚠ </span>}
                {say(number(count))}
                {more && '+'}
              </strong>
              {say(cardTexts[name])}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
