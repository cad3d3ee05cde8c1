/** Which arrows of a drawing lead forward, and which of them are said in words instead of drawn across the page. */
import type { Box, Link, View } from './view';

/** A drawing with more boxes than this names where long and backward arrows lead instead of drawing them. */
const crowded = 24;
/** layers that an arrow may cross in a crowded drawing */
const longest = 2;

interface Place {
  box: Box;
  /** ids from the outermost container to the box itself */
  line: string[];
  siblings: Box[];
}

function placesOf(boxes: Box[]): Map<string, Place> {
  const places = new Map<string, Place>();
  const walk = (siblings: Box[], line: string[]): void => {
    for (const box of siblings) {
      places.set(box.id, { box, line: [...line, box.id], siblings });
      walk(box.boxes, [...line, box.id]);
    }
  };
  walk(boxes, []);
  return places;
}

/** The two boxes side by side in one container between which a link runs; undefined within one of them. */
function lifted(places: Map<string, Place>, link: Link): [string, string] | undefined {
  const from = places.get(link.from)!.line;
  const to = places.get(link.to)!.line;
  const i = from.findIndex((id, at) => id !== to[at]);
  return i < 0 || to[i] === undefined ? undefined : [from[i]!, to[i]];
}

/** Links that lead back to where the procedure has been, container by container. */
export function backwardOf(view: View): Set<Link> {
  const places = placesOf(view.boxes);
  const next = new Map<string, { to: string; link: Link }[]>();
  for (const link of view.links) {
    const pair = lifted(places, link);
    if (pair) next.set(pair[0], [...(next.get(pair[0]) ?? []), { to: pair[1], link }]);
  }
  const backward = new Set<Link>();
  const state = new Map<string, 'open' | 'left'>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const { to, link } of next.get(id) ?? []) {
      if (state.get(to) === 'open') backward.add(link);
      else if (!state.has(to)) visit(to);
    }
    state.set(id, 'left');
  };
  for (const id of places.keys()) if (!state.has(id)) visit(id);
  return backward;
}

/** How deep each box lies below the start when only forward links count. */
function layersOf(view: View, backward: Set<Link>): Map<string, number> {
  const into = new Map<string, string[]>();
  for (const link of view.links) if (!backward.has(link)) into.set(link.to, [...(into.get(link.to) ?? []), link.from]);
  const layers = new Map<string, number>();
  const layer = (id: string, seen: Set<string>): number => {
    const held = layers.get(id);
    if (held !== undefined) return held;
    if (seen.has(id)) return 0;
    seen.add(id);
    const depth = Math.max(0, ...(into.get(id) ?? []).map((from) => layer(from, seen) + 1));
    layers.set(id, depth);
    return depth;
  };
  for (const id of placesOf(view.boxes).keys()) layer(id, new Set());
  return layers;
}

/** The view with a signpost at the source of each arrow that would run back or far across a crowded drawing. */
export function withSignposts(view: View): View {
  const places = placesOf(view.boxes);
  if (places.size <= crowded) return view;
  const backward = backwardOf(view);
  const layers = layersOf(view, backward);
  const span = (link: Link): number => layers.get(link.to)! - layers.get(link.from)!;
  const kindOf = (link: Link): Box['kind'] => places.get(link.from)!.box.kind;
  const rank = ({ from }: Link): number => view.rank.get(from) ?? Infinity;
  const drawn = new Map<string, Link>();
  for (const link of view.links) {
    const other = drawn.get(link.to);
    if (!backward.has(link) && (!other || rank(link) < rank(other))) drawn.set(link.to, link);
  }
  const local = (link: Link): boolean =>
    kindOf(link) === 'any' && places.get(link.from)!.siblings.includes(places.get(link.to)!.box);
  const near = (link: Link): boolean => !backward.has(link) && Math.abs(span(link)) <= longest;
  const posts = new Map<Box[], Box[]>();
  const links = view.links.map((link) => {
    const begins = link.arrows.length === 0 || link.from === link.to;
    if (begins || drawn.get(link.to) === link || local(link) || near(link)) return link;
    const source = places.get(link.from)!;
    const target = places.get(link.to)!.box;
    const post: Box = {
      ...target,
      id: `${link.from}#to>${link.to}`,
      kind: 'post',
      folded: false,
      outside: false,
      boxes: [],
    };
    posts.set(source.siblings, [...(posts.get(source.siblings) ?? []), post]);
    return { ...link, to: post.id };
  });
  const filled = (boxes: Box[]): Box[] => [
    ...boxes.map((box) => ({ ...box, boxes: filled(box.boxes) })),
    ...(posts.get(boxes) ?? []),
  ];
  return { ...view, boxes: filled(view.boxes), links };
}
