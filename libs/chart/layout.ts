/** Where everything of a drawing lies: ELK's layered layout, computed on the server and kept for each version. */
import { Worker } from 'node:worker_threads';
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import { LRUCache } from 'lru-cache';
import type { Parameters } from '../../workflows/parameters';
import type { Text, Workflow } from '../../workflows/workflow';
import { boxLabel, linkLabel, noteLabel, type Label, type Wording } from './labels';
import { backwardOf, withSignposts } from './order';
import { viewOf, type Box, type Link } from './view';

export interface Point {
  x: number;
  y: number;
}
export interface Area extends Point {
  width: number;
  height: number;
}
export interface PlacedBox extends Area {
  box: Box;
  label: Label;
}
export interface PlacedLink {
  link: Link;
  points: Point[];
  label?: Label & Point;
}

export interface Layout {
  width: number;
  height: number;
  part: string;
  /** containers before what lies in them */
  boxes: PlacedBox[];
  links: PlacedLink[];
}

const start = 14;
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.spacing.nodeNode': '26',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '3',
  'elk.layered.spacing.nodeNodeBetweenLayers': '32',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.layered.cycleBreaking.strategy': 'GREEDY',
  'elk.layered.thoroughness': '3',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.mergeEdges': 'false',
  'elk.padding': '[top=16,left=16,bottom=16,right=16]',
};

function nodeOf(box: Box, wording: Wording, labels: Map<string, Label>): ElkNode {
  if (box.kind === 'start') return { id: box.id, width: start, height: start };
  const label = box.kind === 'any' || box.kind === 'post' ? noteLabel(box, wording) : boxLabel(box, wording);
  labels.set(box.id, label);
  if (box.boxes.length === 0) {
    const badge = box.kind === 'state' ? 18 : 0;
    return {
      id: box.id,
      width: Math.max(box.kind === 'history' ? 40 : 90, label.width + badge),
      height: Math.max(36, label.height),
    };
  }
  return {
    id: box.id,
    children: box.boxes.map((child) => nodeOf(child, wording, labels)),
    layoutOptions: {
      'elk.padding': `[top=${label.height + 10},left=16,bottom=16,right=16]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${label.width + 24},${label.height + 20})`,
    },
  };
}

/** A backward link is laid out forward and turned round afterwards, so that the procedure runs down the page. */
function edgeOf({ from, to }: Link, i: number, label: Label | undefined, backward: boolean): ElkExtendedEdge {
  const ends = backward ? { sources: [to], targets: [from] } : { sources: [from], targets: [to] };
  const edge: ElkExtendedEdge = { id: `e${i}`, ...ends };
  if (label)
    edge.labels = [
      {
        id: `l${i}`,
        text: 'x',
        width: label.width,
        height: label.height,
        layoutOptions: { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' },
      },
    ];
  return edge;
}

const program = `const { parentPort, workerData } = require('node:worker_threads');
const ELK = require(workerData.library);
new ELK().layout(workerData.graph).then((graph) => parentPort.postMessage({ graph }), (error) => parentPort.postMessage({ error: String(error) }));`;

let last: Promise<unknown> = Promise.resolve();

/** Runs ELK on a thread of its own, so that nobody else waits for a drawing; one drawing at a time. */
function laidOut(graph: ElkNode): Promise<ElkNode> {
  const mine = last.then(() => onThread(graph));
  last = mine.catch(() => undefined);
  return mine;
}

function onThread(graph: ElkNode): Promise<ElkNode> {
  const library = require.resolve('elkjs/lib/elk.bundled.js');
  const worker = new Worker(program, { eval: true, workerData: { library, graph } });
  return new Promise((resolve, reject) => {
    worker.once('message', ({ graph: placed, error }: { graph?: ElkNode; error?: string }) => {
      if (placed) resolve(placed);
      else reject(new Error(error));
      void worker.terminate();
    });
    worker.once('error', reject);
  });
}

/** Lays out one drawing anew: a tenth of a second to seconds, by its size. */
async function compute(wording: Wording, part: string): Promise<Layout> {
  const view = withSignposts(viewOf(wording.workflow, part));
  const backward = backwardOf(view);
  const labels = new Map<string, Label>();
  const linkLabels = view.links.map((link) => linkLabel(link, wording));
  const graph = await laidOut({
    id: 'drawing',
    layoutOptions: options,
    children: view.boxes.map((box) => nodeOf(box, wording, labels)),
    edges: view.links.map((link, i) => edgeOf(link, i, linkLabels[i], backward.has(link))),
  });
  const boxes: PlacedBox[] = [];
  const place = (node: ElkNode, box: Box): void => {
    const { x = 0, y = 0, width = 0, height = 0 } = node;
    boxes.push({ box, x, y, width, height, label: labels.get(box.id) ?? { lines: [], width: 0, height: 0 } });
    node.children?.forEach((child, i) => place(child, box.boxes[i]!));
  };
  graph.children!.forEach((node, i) => place(node, view.boxes[i]!));
  return {
    width: Math.ceil(graph.width ?? 0),
    height: Math.ceil(graph.height ?? 0),
    part,
    boxes,
    links: graph.edges!.map((edge, i) => placedLink(edge, view.links[i]!, linkLabels[i], backward)),
  };
}

function placedLink(edge: ElkExtendedEdge, link: Link, label: Label | undefined, backward: Set<Link>): PlacedLink {
  const points = (edge.sections ?? []).flatMap((s) => [s.startPoint, ...(s.bendPoints ?? []), s.endPoint]);
  if (backward.has(link)) points.reverse();
  const at = edge.labels?.[0];
  return { link, points, ...(label && at && { label: { ...label, x: at.x ?? 0, y: at.y ?? 0 } }) };
}

const kept = new LRUCache<string, Promise<Layout>>({ max: 200 });

/** The layout of the overview (part '') or of one part, kept by version of workflow and parameters, language and part. */
export function layoutOf(workflow: Workflow, language: keyof Text, parameters: Parameters, part = ''): Promise<Layout> {
  const key = `${workflow.id}@${workflow.version} ${parameters.version} ${language} ${part}`;
  const held = kept.get(key);
  if (held) return held;
  const layout = compute({ workflow, language, values: parameters.values }, part);
  kept.set(key, layout);
  layout.catch(() => kept.delete(key));
  return layout;
}
