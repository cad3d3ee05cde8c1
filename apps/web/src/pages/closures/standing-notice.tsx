/** Says on an open page of a request that its institution may admit nobody, the moment it is so: why, by which order, and what is next. */
import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { Due } from '../../parts';
import { useInstitution, type Case } from '../cases/reads';
import { useHolder } from '../cases/strip';
import { reasonText } from '../institutions/texts';
import { StandingTag } from '../institutions/words';
import { noticeTexts as texts } from './texts';

/** Procedures in which a child is asked into an institution. */
const admitting = ['gatekeeping'];
/** Tasks of a request whose place may receive nobody, beside its steps. */
const instead = ['seekFamily', 'redecide'];

/** Does the request wait because its place may not receive? */
export const isHeld = ({ state }: Pick<Case, 'state'>): boolean =>
  state.some((path) => /(^|\.)place\.suspended$/.test(path));

/** The closure whose order freezes an institution; nothing where the person may know of none. */
function useOrder(institution: string | null, frozen: boolean) {
  const { data } = useQuery({
    queryKey: ['instances', 'closures', 'open'],
    enabled: frozen && institution !== null,
    retry: false,
    queryFn: () => ask(client.GET('/api/v1/closures', { params: { query: { status: 'open' } } })),
  });
  return data?.items.find((one) => one.institution.id === institution && one.orderedAt !== null);
}

function ByWhat({ of, since, reason }: { of: Case; since: string; reason: string | null }) {
  const { say } = useLanguage();
  const order = useOrder(of.institution, true);
  return (
    <p className="govuk-body govuk-!-margin-bottom-1">
      {say(texts.by)}{' '}
      {order ? (
        <Link href={`/closures/${order.instance}`} className="hw-link">
          {say(texts.order)} {order.reference}
        </Link>
      ) : (
        say(reason === null ? texts.noReason : reasonText(reason))
      )}{' '}
      <span className="hw-muted">
        ({say(texts.since)} {say(dateAndTime(since))})
      </span>
    </p>
  );
}

/** What is done instead, by whom, and by when. */
function Next({ of }: { of: Case }) {
  const { say } = useLanguage();
  const tasks = of.tasks.filter(({ name }) => instead.includes(name));
  const holder = useHolder(tasks);
  if (tasks.length === 0) return null;
  return (
    <ul className="govuk-list govuk-!-margin-bottom-1">
      {tasks.map((task) => (
        <li key={task.id}>
          {say(texts.next)}{' '}
          <Link href={`/cases/${of.id}`} className="hw-link">
            {say(task.text)}
          </Link>{' '}
          – {holder(task)}, <Due due={task.due} />
        </li>
      ))}
    </ul>
  );
}

export function StandingNotice({ of }: { of: Case }) {
  const { say } = useLanguage();
  const { data } = useInstitution(of.institution);
  const first = useRef<string>(undefined);
  useEffect(() => {
    first.current ??= data?.standing;
  }, [data?.standing]);
  if (!data || of.status !== 'open' || !admitting.includes(of.workflow) || data.standing === 'authorised') return null;
  const changed = first.current !== undefined && first.current !== data.standing;
  return (
    <div className="hw-alarm" role="alert">
      <p className="govuk-body govuk-!-margin-bottom-1">
        <span aria-hidden="true">⚠ </span>
        {changed && say(texts.changed)}
        {say(texts.now)} <StandingTag standing={data.standing} />
      </p>
      <ByWhat of={of} since={data.standingSince} reason={data.standingReason} />
      <p className="govuk-body govuk-!-margin-bottom-1">{say(isHeld(of) ? texts.held : texts.effect)}</p>
      <Next of={of} />
    </div>
  );
}
