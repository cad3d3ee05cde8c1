/** How visits are said: what became of them, on which day, and by whom. */
import { useSigned } from '../../api';
import { dateAndTime, number, shortDate, useLanguage, type Text } from '../../language';
import { usePeopleNames } from '../cases/reads';
import type { Visit } from './reads';
import { statusTexts, visitTexts as texts, weekdays } from './texts';

const tags = {
  coming: ['grey', '○'],
  open: ['blue', '●'],
  overdue: ['red', '⚠'],
  made: ['green', '✓'],
  late: ['yellow', '✓'],
  missed: ['red', '✕'],
  cancelled: ['grey', '–'],
} as const;

const stateOf = ({ status, overdue, isOpen }: Visit): keyof typeof tags =>
  status !== 'planned' ? status : overdue ? 'overdue' : isOpen ? 'open' : 'coming';

/** What became of a visit, with when and why. */
export function State({ of }: { of: Visit }) {
  const { say } = useLanguage();
  const state = stateOf(of);
  const [colour, sign] = tags[state];
  const late = of.daysLate ?? 0;
  return (
    <>
      <strong className={`govuk-tag govuk-tag--${colour}`}>
        <span aria-hidden="true">{sign} </span>
        {say(statusTexts[state])}
      </strong>
      {of.madeOn && (
        <div className="hw-muted">
          {say(texts.madeOn)} {say(shortDate(of.madeOn))}
          {late > 0 && `, ${say(number(late))} ${say(late === 1 ? texts.day1 : texts.days)}`}
        </div>
      )}
      {of.reasonText && <div className="hw-muted">{say(of.reasonText)}</div>}
    </>
  );
}

/** Day of the week and date. */
export function dayOf(date: string): Text {
  const weekday = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]!;
  const { en, km } = shortDate(date);
  return { en: `${weekday.en} ${en}`, km: `${weekday.km} ${km}` };
}

/** The nominal day, or the very instant; from when, where the window has not opened. */
export function Day({ of: { due, opensAt, status, isOpen } }: { of: Visit }) {
  const { say } = useLanguage();
  return (
    <>
      {due.exact ? (
        <>
          {say(texts.until)} {say(dateAndTime(due.at))}
        </>
      ) : (
        say(dayOf(due.on))
      )}
      {status === 'planned' && !isOpen && (
        <div className="hw-muted hw-light">
          {say(texts.opens)} {say(shortDate(opensAt))}
        </div>
      )}
    </>
  );
}

/** Who makes a visit, in words. */
export function useWorker(visits: readonly Visit[]): (visit: Visit) => string {
  const { say } = useLanguage();
  const { me } = useSigned();
  const names = usePeopleNames(visits.some(({ assignee }) => assignee !== null && assignee !== me.person.id));
  return ({ assignee }) => {
    if (assignee === null) return say(texts.nobody);
    return say(assignee === me.person.id ? texts.you : (names.get(assignee) ?? texts.somebody));
  };
}
