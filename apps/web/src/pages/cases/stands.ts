/** Where a case stands and what changed, read from the paths of its states. */
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
