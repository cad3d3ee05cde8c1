/** Sealed items that somebody brought from another device of mine: I confirm them, or give them up. */
import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, client, Refused, useSigned, type ProblemAnswer } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import type { Item } from '../../offline';
import { focusHeading, Problem } from '../../parts';
import { Forget } from './forget';
import { outboxTexts as texts } from './texts';
import { Words } from './words';

interface BroughtItem {
  item: Item['head'] & { sealed: Item['sealed'] };
  importedAt: string;
  importedBy: string;
  yours: Record<string, unknown> | null;
}

const key = ['outbox', 'imports'] as const;

export function Brought() {
  const { say } = useLanguage();
  const { appointment } = useSigned();
  const query = useQuery({
    queryKey: key,
    enabled: appointment !== undefined,
    queryFn: () => ask<{ items: BroughtItem[] }>(client.GET('/api/v1/outbox/imports' as never) as never),
  });
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.broughtTitle)}</h2>
      {items.map((brought) => (
        <One key={brought.item.key} brought={brought} />
      ))}
    </section>
  );
}

function One({ brought: { item, importedAt, importedBy, yours } }: { brought: BroughtItem }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<ProblemAnswer>();
  const renew = () => {
    focusHeading();
    return queries.invalidateQueries({ queryKey: key });
  };
  const confirm = async () => {
    try {
      const headers = { 'Idempotency-Key': item.key };
      await ask(client.POST('/api/v1/outbox' as never, { headers, body: item } as never) as never);
      await renew();
    } catch (error) {
      if (error instanceof Refused) setProblem(error.problem);
    }
  };
  return (
    <article className="hw-item">
      <p className="govuk-body">
        {say(texts.written)} {say(dateAndTime(item.capturedAt))}
        <br />
        {say(texts.broughtBy)} {importedBy}, {say(dateAndTime(importedAt))}
      </p>
      {yours && <Words workflow={item.workflow} version={item.workflowVersion} event={item.event} answers={yours} />}
      <div role="alert">{problem && <Problem problem={problem} />}</div>
      <button type="button" className="govuk-button" onClick={() => void confirm()}>
        {say(texts.confirm)}
      </button>
      <Forget item={{ key: item.key, head: item }} done={() => void renew()} />
    </article>
  );
}
