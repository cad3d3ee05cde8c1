/** Somebody acted before this person: what happened, where the case is now, and the way to send all the same. */
import { useQuery } from '@tanstack/react-query';
import { ask, client } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { actorOf, titleOf } from '../cases/told';
import type { Case, Workflow } from './reads';
import { actTexts as texts, sendingTexts } from './texts';

interface MeanwhileProps {
  of: Case;
  /** version that the person saw */
  seen: number;
  workflow: Workflow;
  event: string;
  again: () => void;
}

export function Meanwhile({ of, seen, workflow, event, again }: MeanwhileProps) {
  const { say } = useLanguage();
  const lines = useQuery({
    queryKey: ['instance', of.id, 'since', seen, of.version],
    enabled: of.version > seen,
    queryFn: async () => {
      const { items } = await ask(
        client.GET('/api/v1/instances/{id}/journal', { params: { path: { id: of.id }, query: { limit: 200 } } }),
      );
      return items.filter(({ version, kind }) => kind !== 'refused' && version !== null && version > seen);
    },
  });
  const possible = of.allowed.some((way) => way.event === event && way.allowed);
  const states = of.texts.state.flatMap((text) => (text ? [say(text)] : []));
  return (
    <>
      <p className="govuk-body">
        <strong>{say(texts.meanwhile)}</strong>
      </p>
      {lines.isLoading && <p className="govuk-body">{say(texts.looking)}</p>}
      {lines.isError && <p className="govuk-body">{say(texts.noLines)}</p>}
      <ul className="govuk-list govuk-list--bullet">
        {lines.data?.map((line) => (
          <li key={line.seq}>
            {say(titleOf(line, workflow))} ({say(actorOf(line.actor.role))}, {say(dateAndTime(line.at))})
          </li>
        ))}
      </ul>
      <p className="govuk-body">
        {say(texts.nowAt)} {states.join(', ')}
      </p>
      <p className="govuk-body">{say(possible ? sendingTexts.kept : texts.notNow)}</p>
      {possible && (
        <button type="button" className="govuk-button" onClick={again}>
          {say(texts.sendAgain)}
        </button>
      )}
    </>
  );
}
