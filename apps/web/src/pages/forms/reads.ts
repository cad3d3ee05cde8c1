/** What the pages of forms ask of the server; the keys are those that live updates name. */
import { useQuery } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';
import { useCase, useWorkflow, useWorkflows, type Case, type Workflow } from '../cases/reads';

export { useCase, useWorkflow, useWorkflows, type Case, type Workflow };
export type EventOfWorkflow = Workflow['events'][number];
/** What the handbook says of one step. */
export interface Step {
  line: { path: string; text: Text }[];
  text: Text;
  task: { text: Text; who: Who; due: Within | null } | null;
  ways: Way[];
  handbook: string;
}
interface Who {
  role: string;
  text: Text;
}
interface Within {
  text: Text;
  within: Text;
  source: string;
}
interface Way {
  event: string | null;
  by: Who[];
  deadline: Within | null;
  rules: { id: string; source: string; text: Text }[];
  to: { path: string; text: Text }[];
}
type Text = components['schemas']['Text'];

const hour = 3_600_000;

/** The states of a case in which an event is possible, the innermost first. */
export function statesOf(workflow: Workflow, event: string, active: readonly string[]): string[] {
  const from = workflow.diagram.transitions.filter((way) => way.event === event).map((way) => way.from);
  const within = from.filter((path) => active.some((state) => state === path || state.startsWith(`${path}.`)));
  return within.sort((a, b) => b.length - a.length);
}

/** What the handbook says of a state; undefined where the server has no handbook. */
export const useStep = (workflow: string, state: string | undefined) =>
  useQuery({
    queryKey: ['step', workflow, state],
    enabled: state !== undefined,
    staleTime: hour,
    queryFn: (): Promise<Step> =>
      ask(
        (client.GET as never as (path: string, init: unknown) => Promise<{ data: Step; response: Response }>)(
          '/api/v1/workflows/{id}/steps/{state}',
          { params: { path: { id: workflow, state } } },
        ),
      ),
  });
