/** Where a case stands and what changed, read from the paths of its states. */
import type { Text } from '../../language';

export { standing } from '../../../../../workflows/standing';

/** The states that were entered: those of `to` that are not in `from`; both are phases, paths parted by spaces. */
export function entered(from: string | null, to: string | null): string[] {
  const before = new Set((from ?? '').split(' '));
  return (to ?? '').split(' ').filter((path) => path !== '' && !before.has(path));
}

/** The deadline of a timer's event, such as `authorityEnds` of `xstate.after.authorityEnds.gatekeeping.open`. */
export const deadlineOf = (event: string): string | undefined => /^xstate\.after\.([^.]+)\./.exec(event)?.[1];

interface Drawn {
  states: readonly { path: string; task: { name: string } | null }[];
  diagram: { transitions: readonly { from: string; event: string; kind: string }[] };
}

/** The events that leave the states in which the tasks are open, in the order of the tasks. */
export function awaitedEvents({ states, diagram }: Drawn, tasks: readonly { name: string }[]): string[] {
  const paths = tasks.flatMap(({ name }) => states.filter(({ task }) => task?.name === name).map(({ path }) => path));
  const events = paths.flatMap((path) =>
    diagram.transitions.filter(({ from, kind }) => from === path && kind === 'event').map(({ event }) => event),
  );
  return [...new Set(events)];
}

interface Region {
  path: string;
  parent: string | null;
  type: string;
  text: Text | null;
  worry: boolean;
}
export interface RegionFact {
  path: string;
  title: Text;
  text: Text;
  /** the state should not last */
  worry: boolean;
}

/** What the regions say that run side by side in the case's outermost parallel state: each that has words, in its present state. */
export function regionFacts(present: readonly string[], states: readonly Region[]): RegionFact[] {
  const node = new Map(states.map((state) => [state.path, state]));
  const holds = (path: string) => present.some((leaf) => leaf === path || leaf.startsWith(`${path}.`));
  const [outer] = states.filter(({ path, type }) => type === 'parallel' && holds(path));
  if (!outer) return [];
  return states
    .filter(({ parent }) => parent === outer.path)
    .flatMap(({ path, text: title }) => {
      const leaves = present.filter((leaf) => leaf.startsWith(`${path}.`)).flatMap((leaf) => node.get(leaf) ?? []);
      const text = leaves[0]?.text;
      if (!title || !text) return [];
      return [{ path, title, text, worry: leaves.some(({ worry }) => worry) }];
    });
}
