/** The cases one may see: overdue first, by reference and without names; the filter lives in the address. */
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { ask, client } from '../../api';
import { useLanguage, type Text } from '../../language';
import { KeptHere, useKept } from '../../offline';
import { Due, Empty, Initials, Loaded, Page, Table } from '../../parts';
import { Folded, Select, type Choice } from '../work/filters';
import { StatusTag } from './header';
import { useDefinitions, useWorkflow, useWorkflows, type CaseLine } from './reads';
import { standing } from './stands';
import { caseloadTexts as texts, caseTexts } from './texts';

interface Filter {
  workflow: string;
  state: string;
  status: 'open' | 'closed';
}
/** Pages of 200 that are read: whoever has more than 1 000 cases narrows the list. */
const most = 5;

function useCases({ workflow, state, status }: Filter) {
  return useQuery({
    queryKey: ['instances', workflow, state, status],
    queryFn: async () => {
      const items: CaseLine[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < most; page++) {
        const query = { workflow: workflow || undefined, state: state || undefined, status, cursor, limit: 200 };
        const answer = await ask(client.GET('/api/v1/instances', { params: { query } }));
        items.push(...answer.items);
        if (answer.next === null) return { items: byUrgency(items), more: false };
        cursor = answer.next;
      }
      return { items: byUrgency(items), more: true };
    },
  });
}

/** The next due first; what has no date comes last. */
function byUrgency(cases: CaseLine[]): CaseLine[] {
  const dueOf = ({ nextDue }: CaseLine): number => (nextDue === null ? Infinity : Date.parse(nextDue));
  return [...cases].sort((a, b) => dueOf(a) - dueOf(b) || Date.parse(b.changedAt) - Date.parse(a.changedAt));
}

function Filters({ filter, set }: { filter: Filter; set: (name: string, value: string) => void }) {
  const workflows = useWorkflows();
  const workflow = useWorkflow(filter.workflow || undefined);
  const any: Choice = { value: '', label: texts.any };
  const states = (workflow.data?.states ?? []).flatMap(({ path, type, text }) =>
    text && (type === 'atomic' || type === 'final') ? [{ value: path, label: text }] : [],
  );
  return (
    <Folded title={texts.filters} set={filter.workflow !== '' || filter.status !== 'open'}>
      <Select
        label={texts.workflow}
        value={filter.workflow}
        choices={[any, ...(workflows.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))]}
        change={(value) => set('workflow', value)}
      />
      {states.length > 0 && (
        <Select
          label={texts.state}
          value={filter.state}
          choices={[any, ...states]}
          change={(value) => set('state', value)}
        />
      )}
      <Select
        label={texts.status}
        value={filter.status}
        choices={(['open', 'closed'] as const).map((value) => ({ value, label: caseTexts[value] }))}
        change={(value) => set('status', value === 'open' ? '' : value)}
      />
    </Folded>
  );
}

/** Texts of the states and their tasks, from each procedure's definition. */
function useWords(): (line: CaseLine) => { title: Text | undefined; states: Text[]; steps: Text[] } {
  const { data } = useWorkflows();
  const ids = (data?.items ?? []).map(({ id }) => id);
  const loaded = useDefinitions(ids);
  return ({ workflow, state }) => {
    const definition = loaded.get(workflow);
    const nodes = state.map((path) => definition?.states.find((each) => each.path === path));
    return {
      title: definition?.title ?? data?.items.find(({ id }) => id === workflow)?.title,
      states: standing(state, definition?.states).flatMap((path) => definition?.texts.states[path] ?? []),
      steps: nodes.flatMap((node) => node?.task?.text ?? []),
    };
  };
}

function About({ line }: { line: CaseLine }) {
  const { say } = useLanguage();
  if (line.initials.length > 0) return <Initials of={line.initials} />;
  return <>{line.institution ? say(texts.institution) : '–'}</>;
}

function Rows({ cases }: { cases: CaseLine[] }) {
  const { say } = useLanguage();
  const words = useWords();
  const isKept = useKept();
  return (
    <Table<CaseLine>
      caption={texts.title}
      rows={cases}
      keyOf={(line) => line.id}
      columns={[
        {
          title: caseTexts.reference,
          cell: (line) => (
            <>
              <Link href={`/cases/${line.id}`} className="govuk-link hw-link hw-reference">
                {line.reference}
              </Link>
              <div className="hw-muted hw-light">{say(words(line).title)}</div>
              {isKept(line.id) && <KeptHere />}
            </>
          ),
        },
        { title: texts.about, cell: (line) => <About line={line} /> },
        {
          title: texts.state,
          cell: (line) => (
            <>
              {line.status === 'closed' && <StatusTag of={line} />} {words(line).states.map(say).join(' · ')}
            </>
          ),
        },
        { title: texts.next, cell: (line) => words(line).steps.map(say).join(' · ') || '–' },
        {
          title: texts.due,
          cell: (line) => (line.nextDue ? <Due due={{ at: line.nextDue, provisional: false }} /> : say(texts.noDue)),
        },
      ]}
    />
  );
}

export default function Caseload() {
  const { say } = useLanguage();
  const [parameters, setParameters] = useSearchParams();
  const filter: Filter = {
    workflow: parameters.get('workflow') ?? '',
    state: parameters.get('state') ?? '',
    status: parameters.get('status') === 'closed' ? 'closed' : 'open',
  };
  const query = useCases(filter);
  const set = (name: string, value: string) =>
    setParameters(
      (old) => {
        if (name === 'workflow') old.delete('state');
        if (value) old.set(name, value);
        else old.delete(name);
        return old;
      },
      { replace: true },
    );
  return (
    <Page title={texts.title}>
      <Filters filter={filter} set={set} />
      <Loaded query={query}>
        {({ items, more }) =>
          items.length === 0 ? (
            <Empty>{say(texts.none)}</Empty>
          ) : (
            <>
              <Rows cases={items} />
              {more && <p className="govuk-inset-text">{say(texts.more)}</p>}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
