/** Where a case stands, in few words: of a procedure's states running side by side, the step that holds each group. */

const parts = (path: string): string[] => path.split('.');

/** The deepest path that holds all of `paths`; '' for the procedure itself. */
function holding(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map(parts);
  const length = first.findIndex((part, i) => others.some((other) => other[i] !== part));
  return (length < 0 ? first : first.slice(0, length)).join('.');
}

/** A state as a drawing tells it. */
export interface Stand {
  path: string;
  parent: string | null;
  type: string;
  initial: string | null;
  task: unknown;
}

/** The states in which a region that runs beside others has not begun: the first, with nothing to do in it. */
function idleOf(drawn: readonly Stand[]): ReadonlySet<string> {
  const node = new Map(drawn.map((state) => [state.path, state]));
  const regions = drawn.filter(({ parent }) => parent !== null && node.get(parent)?.type === 'parallel');
  const firsts = regions.flatMap(({ initial }) => (initial === null ? [] : (node.get(initial) ?? [])));
  return new Set(firsts.filter(({ type, task }) => type !== 'compound' && task === null).map(({ path }) => path));
}

/**
 * The paths to name for the active states: one for each region that runs beside others, at the step that holds it. With the
 * states as drawn, regions that have not begun are left out.
 */
export function standing(states: readonly string[], drawn: readonly Stand[] = []): string[] {
  if (states.length < 2) return [...states];
  const depth = holding(states) === '' ? 0 : parts(holding(states)).length;
  const regions = new Map<string, string[]>();
  for (const state of states) {
    const region = parts(state)
      .slice(0, depth + 1)
      .join('.');
    regions.set(region, [...(regions.get(region) ?? []), state]);
  }
  const named = [...regions.values()].map(holding);
  const idle = idleOf(drawn);
  const begun = named.filter((path) => !idle.has(path));
  return begun.length > 0 ? begun : named;
}
