/** What one drawing shows: the boxes that are open, those that stand for a drawing of their own, and the arrows between. */
import type { Workflow } from '../../workflows/workflow';
import { chartOf, entryOf, isAnytime, isWithin, lineOf, type Chart, type ChartArrow, type ChartState } from './machine';

/** More boxes than this are not opened in one drawing. */
const most = 48;
/** The overview of a procedure with more than `few` states opens a container only if it holds at least this share of them. */
const bulk = 0.25;
const few = 20;

export interface Box {
  /** id in the drawing: the path, or the path of a container with a suffix for its start and for "at any step" */
  id: string;
  /** `any`: a place from which an arrow can be taken at any step; `post`: says in words where an arrow leads */
  kind: 'state' | 'start' | 'any' | 'history' | 'post';
  /** the state it stands for */
  state: ChartState;
  /** it has parts that this drawing does not show */
  folded: boolean;
  /** it lies outside the part that is drawn */
  outside: boolean;
  /** empty unless the box is open */
  boxes: Box[];
}

export interface Link {
  from: string;
  to: string;
  arrows: ChartArrow[];
}

export interface View {
  /** path of the part drawn; '' is the overview */
  part: string;
  boxes: Box[];
  links: Link[];
  /** place of each state in the order of the procedure */
  rank: Map<string, number>;
}

const isOpenable = (state: ChartState): boolean => state.kind === 'compound' || state.kind === 'parallel';

/** How many states a container holds. */
function sizeOf(chart: Chart, path: string): number {
  return chart.states.get(path)!.children.reduce((sum, child) => sum + 1 + sizeOf(chart, child), 0);
}

/** Containers opened from a path while the drawing stays readable: the larger ones first, if they hold at least `share` of all. */
function openedFrom(chart: Chart, root: string, share: number): Set<string> {
  const { states } = chart;
  const opened = new Set([root]);
  const least = share * sizeOf(chart, root);
  const waiting = (): string[] =>
    [...opened]
      .flatMap((path) => states.get(path)!.children)
      .filter((path) => isOpenable(states.get(path)!) && !opened.has(path) && sizeOf(chart, path) >= least)
      .sort((a, b) => sizeOf(chart, b) - sizeOf(chart, a));
  let count = states.get(root)!.children.length;
  for (;;) {
    const next = waiting().find((path) => count + states.get(path)!.children.length <= most);
    if (next === undefined) return opened;
    count += states.get(next)!.children.length;
    opened.add(next);
  }
}

const openedIn = (chart: Chart, part: string): Set<string> =>
  openedFrom(chart, part, part === '' && sizeOf(chart, '') > few ? bulk : 0);

/** The containers that have a drawing of their own beside the overview: those that some drawing shows folded. */
export function partsOf(workflow: Workflow): string[] {
  const chart = chartOf(workflow);
  const parts: string[] = [];
  const look = (root: string): void => {
    const opened = openedIn(chart, root);
    const folded = chart.order.filter(
      (path) =>
        path !== root &&
        isWithin(path, root) &&
        isOpenable(chart.states.get(path)!) &&
        !opened.has(path) &&
        opened.has(chart.states.get(path)!.parent!),
    );
    for (const path of folded) {
      parts.push(path);
      look(path);
    }
  };
  look('');
  return parts;
}

/** The path of a container that a name means: its dotted path, or its last words where only one container has them. */
export function findPart(workflow: Workflow, name: string): string | undefined {
  const { states } = chartOf(workflow);
  const openable = [...states.values()].filter((s) => s.path !== '' && isOpenable(s)).map((s) => s.path);
  if (name === '' || openable.includes(name)) return name;
  const ending = openable.filter((path) => path.endsWith(`.${name}`));
  return ending.length === 1 ? ending[0] : undefined;
}

class Drawing {
  private readonly chart: Chart;
  private readonly opened: Set<string>;
  private readonly overview: Set<string>;
  private readonly wide: Set<string>;
  private readonly rank: Map<string, number>;
  readonly stubs = new Map<string, Box>();
  /** places from which an arrow can be taken at any step: one beside each box it leads to, by the container they lie in */
  readonly anytime = new Map<string, Map<string, Box>>();
  readonly links = new Map<string, Link>();

  constructor(
    workflow: Workflow,
    readonly part: string,
  ) {
    this.chart = chartOf(workflow);
    this.overview = openedIn(this.chart, '');
    this.opened = openedIn(this.chart, part);
    this.wide = new Set(this.chart.arrows.filter(isAnytime).map((arrow) => arrow.from));
    this.rank = new Map(this.chart.order.map((path, i) => [path, i]));
  }

  /** Is the state drawn as a box, open or folded? */
  private shows(path: string): boolean {
    return path === this.part || (isWithin(path, this.part) && this.opened.has(this.chart.states.get(path)!.parent!));
  }

  private ends(path: string): string {
    return lineOf(path).find((p) => this.shows(p))!;
  }

  /** A box outside the part: as the overview shows it, never one that holds the part. */
  private outside(path: string): string {
    const shown = lineOf(path).filter(
      (p) => p !== '' && !isWithin(this.part, p) && this.overview.has(this.chart.states.get(p)!.parent ?? ''),
    );
    const id = shown[0] ?? path;
    if (!this.stubs.has(id)) this.stubs.set(id, this.box(id, true));
    return id;
  }

  private box(path: string, outside: boolean): Box {
    const state = this.chart.states.get(path)!;
    const open = !outside && this.opened.has(path) && isOpenable(state);
    return {
      id: path,
      kind: state.kind === 'history' ? 'history' : 'state',
      state,
      folded: isOpenable(state) && !open,
      outside,
      boxes: open ? this.inside(path) : [],
    };
  }

  /** Children of an open container in the order of the procedure, its start first. */
  private inside(path: string): Box[] {
    const state = this.chart.states.get(path)!;
    const rank = (p: string): number => this.rank.get(p) ?? Infinity;
    const boxes = [...state.children].sort((a, b) => rank(a) - rank(b)).map((child) => this.box(child, false));
    const start: Box = { id: `${path}#start`, kind: 'start', state, folded: false, outside: false, boxes: [] };
    const begins = state.initial && state.children.length > 1;
    return [...(begins ? [start] : []), ...boxes, ...(this.anytime.get(path)?.values() ?? [])];
  }

  private link(from: string, to: string, arrow?: ChartArrow): void {
    const key = `${from}>${to}`;
    const link = this.links.get(key) ?? { from, to, arrows: [] };
    if (arrow) link.arrows.push(arrow);
    this.links.set(key, link);
  }

  /** "At any step" of a container, beside the box an arrow leads to. */
  private any(container: string, to: string, within: string | undefined): string {
    const id = `${container}#any>${to}`;
    const state = this.chart.states.get(container)!;
    const box: Box = { id, kind: 'any', state, folded: false, outside: within === undefined, boxes: [] };
    if (within === undefined) this.stubs.set(id, box);
    else this.anytime.set(within, (this.anytime.get(within) ?? new Map<string, Box>()).set(id, box));
    return id;
  }

  /** Where an arrow leaves: its box, or "at any step" of a container. Undefined where another drawing shows it. */
  private tail(arrow: ChartArrow, to: string): string | undefined {
    const { from } = arrow;
    if (this.part !== '' && from !== this.part && isWithin(this.part, from))
      return isWithin(arrow.to!, this.part) ? this.any(from, to, undefined) : undefined;
    if (!isWithin(from, this.part)) return this.outside(from);
    const box = this.ends(from);
    const open = this.opened.has(box) && isOpenable(this.chart.states.get(box)!);
    if (!open || !(this.wide.has(from) ? arrow.kind === 'event' : isWithin(arrow.to!, from))) return box;
    return this.any(box, to, isWithin(to, box) && to !== box ? this.chart.states.get(to)!.parent! : box);
  }

  private add(arrow: ChartArrow): void {
    if (arrow.to === null) return;
    const inside = isWithin(arrow.from, this.part) || isWithin(arrow.to, this.part);
    if (!inside) return;
    const { to: target } = arrow;
    const leaves = !isWithin(target, this.part);
    let to = leaves ? this.outside(target) : this.ends(target);
    const from = this.tail(arrow, to);
    if (from === undefined) return;
    // an arrow from a part to what contains it leads to where that begins
    if (!leaves && isWithin(arrow.from, to) && this.opened.has(to) && from !== to)
      to = this.ends(entryOf(this.chart.states, to)[0]!);
    const hidden = this.opened.has(to) || arrow.from !== from || target !== to;
    if (from === to && (leaves || hidden)) return;
    this.link(from, to, arrow);
  }

  draw(): View {
    this.chart.arrows.forEach((arrow) => this.add(arrow));
    const root = this.part === '' ? this.inside('') : [this.box(this.part, false)];
    for (const path of this.opened) {
      const state = this.chart.states.get(path)!;
      if (state.initial && state.children.length > 1) this.link(`${path}#start`, this.ends(state.initial));
    }
    return {
      part: this.part,
      boxes: [...this.stubs.values(), ...root],
      links: [...this.links.values()],
      rank: this.rank,
    };
  }
}

/** Boxes and arrows of the overview (part '') or of one container. */
export function viewOf(workflow: Workflow, part: string): View {
  return new Drawing(workflow, part).draw();
}
