/** The journal of a case: who did what, when, and what changed; refused attempts and corrections stand in it too. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { ask, client } from '../../api';
import { useLanguage } from '../../language';
import { Empty, Loaded, More } from '../../parts';
import { CasePage } from './header';
import { JournalEntry } from './journal-entry';
import { journalTexts as texts } from './journal-texts';
import { usePeopleNames, useWorkflow, type Case } from './reads';

const useJournal = (id: string) =>
  useInfiniteQuery({
    queryKey: ['instance', id, 'journal'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/instances/{id}/journal', { params: { path: { id }, query: { cursor, limit: 50 } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });

function Lines({ of }: { of: Case }) {
  const { say } = useLanguage();
  const query = useJournal(of.id);
  const workflow = useWorkflow(of.workflow, of.workflowVersion);
  const names = usePeopleNames(query.data !== undefined);
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const lines = pages.flatMap((page) => page.items);
        if (lines.length === 0) return <Empty>{say(texts.none)}</Empty>;
        return (
          <>
            <ol className="hw-timeline">
              {lines.map((line) => (
                <JournalEntry key={line.seq} line={line} workflow={workflow.data} names={names} />
              ))}
            </ol>
            <More query={query} />
          </>
        );
      }}
    </Loaded>
  );
}

export default function Journal({ id }: { id: string }) {
  const { say } = useLanguage();
  return (
    <CasePage id={id} tab="journal">
      {(of) => (
        <>
          <p className="govuk-body">{say(texts.about)}</p>
          <button type="button" className="govuk-button govuk-button--secondary hw-screen-only" onClick={() => print()}>
            {say(texts.print)}
          </button>
          <Lines of={of} />
        </>
      )}
    </CasePage>
  );
}
