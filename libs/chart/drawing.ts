/** A layout as SVG: classes and presentation attributes alone, so that the strictest style policy shows it. */
import type { Text } from '../../workflows/workflow';
import { shortDate, khmerDigits } from '../calendar';
import { dateOf } from '../../workflows/time';
import { lineHeight, sizes, type Line } from './labels';
import type { Layout, PlacedBox, PlacedLink, Point } from './layout';
import { isWithin } from './machine';
import { escaped } from './markup';
import { chartTexts } from './texts';

/** What is drawn into a case's chart. */
export interface Marks {
  /** dotted paths of the active leaf states */
  here: string[];
  /** leaf states that were left */
  done: string[];
  /** armed timers; `at` in epoch ms */
  timers: { deadline: string; state: string; at: number; exact: boolean }[];
  /** open tasks by state */
  tasks: { state: string; at: number; on: string; exact: boolean }[];
}

const font = '"Noto Sans Khmer","Khmer OS Battambang","Leelawadee UI",system-ui,sans-serif';
const ink = '#0b0c0c';
const colours: Record<Line['kind'], string> = {
  title: ink,
  role: '#3d4448',
  due: '#7a3200',
  outcome: '#3d4448',
  event: '#1f2a33',
  deadline: '#7a3200',
  slot: '#7a3200',
  rules: '#4c2c92',
  note: '#3d4448',
};

const n = (value: number): string => String(Math.round(value * 10) / 10);

/** `14 March 2017`, with the time of day where a clock counts hours. */
export function dayText(at: number, exact: boolean, language: keyof Text): string {
  const day = shortDate(dateOf(exact ? at : at - 1))[language];
  if (!exact) return day;
  const time = new Date(at + 7 * 3_600_000).toISOString().slice(11, 16);
  return language === 'km' ? `${day} ${khmerDigits(time)}` : `${day} ${time}`;
}

function textLines(lines: Line[], x: number, top: number, language: keyof Text, colour?: string): string {
  let y = top;
  return lines
    .map(({ kind, text }) => {
      const height = lineHeight(kind, language);
      const baseline = y + height * 0.5 + sizes[kind] * 0.34;
      y += height;
      if (text === '') return '';
      const weight = kind === 'title' ? ' font-weight="700"' : '';
      return `<text class="${kind}" x="${n(x)}" y="${n(baseline)}" font-size="${sizes[kind]}"${weight} text-anchor="middle" fill="${colour ?? colours[kind]}">${escaped(text)}</text>`;
    })
    .join('');
}

type Mark = 'here' | 'inside' | 'done' | '';

/** Is a box where the case is, does it hold where it is, or has it been left? */
function markOf({ box }: PlacedBox, marks: Marks | undefined): Mark {
  if (!marks || box.kind !== 'state' || box.state.path === '') return '';
  const { path, kind } = box.state;
  const ended = kind === 'final' && box.state.outcome === null;
  if (marks.here.some((leaf) => isWithin(leaf, path))) return box.boxes.length > 0 ? 'inside' : ended ? 'done' : 'here';
  return marks.done.some((leaf) => isWithin(leaf, path)) ? 'done' : '';
}

function lookOf({ box }: PlacedBox, mark: Mark): { fill: string; stroke: string; width: number; dash: string } {
  const final = box.state.kind === 'final';
  const plain = { fill: '#ffffff', stroke: '#505a5f', width: final ? 3 : 1.4, dash: '' };
  if (box.outside)
    return {
      fill: '#f3f4f5',
      stroke: mark === 'here' ? '#1a5c96' : '#6b747b',
      width: mark === 'here' ? 3 : 1.2,
      dash: ' stroke-dasharray="5 3"',
    };
  if (mark === 'here') return { fill: '#1a5c96', stroke: '#0b3c66', width: 3, dash: '' };
  const open = box.boxes.length > 0;
  const fill = open ? (box.state.path.split('.').length % 2 ? '#f6f7f8' : '#eceff1') : '#ffffff';
  const dash =
    open && box.state.parent !== null && box.state.kind !== 'parallel' ? '' : open ? ' stroke-dasharray="8 4"' : '';
  if (mark === 'inside') return { fill, stroke: '#1a5c96', width: 3, dash };
  if (mark === 'done') return { ...plain, fill: open ? fill : '#e3f1e9', stroke: '#00703c', dash };
  return { ...plain, fill, stroke: open ? '#8a949b' : plain.stroke, dash };
}

function badge(at: Point, mark: Mark): string {
  if (mark !== 'here' && mark !== 'done') return '';
  const fill = mark === 'here' ? '#0b3c66' : '#00703c';
  const sign =
    mark === 'here'
      ? `<path d="M${n(at.x - 3)} ${n(at.y - 5)}l7 5l-7 5z" fill="#ffffff"/>`
      : `<path d="M${n(at.x - 4)} ${n(at.y)}l3 3.5l5.5 -7" fill="none" stroke="#ffffff" stroke-width="2"/>`;
  return `<circle cx="${n(at.x)}" cy="${n(at.y)}" r="9" fill="${fill}" stroke="#ffffff"/>${sign}`;
}

/** The lines of a box; an open task says the day on which it is due instead of how long it may take. */
function linesOfBox({ box, label }: PlacedBox, mark: Mark, marks: Marks | undefined, language: keyof Text): Line[] {
  const task = mark === 'here' ? marks?.tasks.find((t) => t.state === box.state.path) : undefined;
  if (!task) return label.lines;
  const first = label.lines.findIndex((line) => line.kind === 'due');
  const due: Line = { kind: 'due', text: `${chartTexts.due[language]} ${dayText(task.at, task.exact, language)}` };
  return label.lines.flatMap((line, i) => (line.kind !== 'due' ? [line] : i === first ? [due] : []));
}

function spoken(lines: Line[], mark: Mark, language: keyof Text): string {
  const said = lines.map((line) => line.text).join(' ');
  if (mark === 'here') return `${said}: ${chartTexts.here[language]}`;
  return mark === 'done' ? `${said}: ${chartTexts.done[language]}` : said;
}

function boxSvg(placed: PlacedBox, marks: Marks | undefined, language: keyof Text): string {
  const { box, x, y, width, height, label } = placed;
  if (box.kind === 'start')
    return `<circle class="start" cx="${n(x + width / 2)}" cy="${n(y + height / 2)}" r="${n(width / 2)}" fill="${ink}"/>`;
  const mark = markOf(placed, marks);
  const lines = linesOfBox(placed, mark, marks, language);
  const {
    fill,
    stroke,
    width: line,
    dash,
  } = box.kind === 'any' ? anyLook : box.kind === 'post' ? postLook : lookOf(placed, mark);
  const radius = box.kind === 'any' || box.kind === 'history' ? Math.min(18, height / 2) : 8;
  const open = box.boxes.length > 0;
  const above = open ? y + 8 : y + (height - lines.reduce((sum, l) => sum + lineHeight(l.kind, language), 0)) / 2;
  const classes = [
    'state',
    box.kind === 'state' ? box.state.kind : box.kind,
    mark,
    box.outside && 'outside',
    box.folded && 'folded',
  ];
  const shadow =
    box.folded && !box.outside
      ? `<rect x="${n(x + 4)}" y="${n(y + 4)}" width="${n(width)}" height="${n(height)}" rx="8" fill="#ffffff" stroke="${stroke}"/>`
      : '';
  const rect = `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${n(radius)}" fill="${fill}" stroke="${stroke}" stroke-width="${line}"${dash}/>`;
  const named = box.kind === 'any' || box.kind === 'post' ? '' : ` data-state="${escaped(box.state.path)}"`;
  const current = mark === 'here' ? ' aria-current="step"' : '';
  const role = open ? 'group' : 'img';
  const words = textLines(
    lines,
    x + width / 2,
    above,
    language,
    mark === 'here' && !box.outside ? '#ffffff' : undefined,
  );
  return `<g class="${classes.filter(Boolean).join(' ')}"${named}${current} role="${role}" aria-label="${escaped(spoken(lines, mark, language))}">${shadow}${rect}${words}${label.lines.length > 0 ? badge({ x: x + 2, y: y + 2 }, mark) : ''}</g>`;
}
const postLook = { fill: '#ffffff', stroke: '#c5ccd1', width: 1, dash: '' };
const anyLook = { fill: '#fff8e5', stroke: '#7a5b00', width: 1.2, dash: ' stroke-dasharray="3 3"' };

function arrowHead(points: Point[]): string {
  const [from, to] = points.slice(-2) as [Point, Point];
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [((to.x - from.x) / length) * 9, ((to.y - from.y) / length) * 9];
  const corner = (side: number): string => `${n(to.x - dx + side * dy * 0.5)} ${n(to.y - dy - side * dx * 0.5)}`;
  return `M${n(to.x)} ${n(to.y)}L${corner(1)}L${corner(-1)}Z`;
}

const kindOf = ({ link }: PlacedLink): string =>
  link.arrows.length === 0
    ? 'begins'
    : link.arrows.every((a) => a.kind === 'always')
      ? 'always'
      : link.arrows.some((a) => a.kind === 'deadline')
        ? 'deadline'
        : 'event';

function linkLines({ label }: PlacedLink, marks: Marks | undefined, language: keyof Text): Line[] {
  return (label?.lines ?? []).map((line) => {
    const timer = marks?.timers.find((t) => line.slot?.deadline === t.deadline && line.slot.from.includes(t.state));
    return timer ? { ...line, text: dayText(timer.at, timer.exact, language) } : line;
  });
}

function linkPath(placed: PlacedLink): string {
  const { points } = placed;
  if (points.length < 2) return '';
  const kind = kindOf(placed);
  const stroke = kind === 'deadline' ? '#7a3200' : '#505a5f';
  const dash = kind === 'always' ? ' stroke-dasharray="6 4"' : '';
  const line = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('');
  return `<path class="arrow ${kind}" d="${line}" fill="none" stroke="${stroke}" stroke-width="1.3"${dash}/><path class="head ${kind}" d="${arrowHead(points)}" fill="${stroke}"/>`;
}

function linkWords(placed: PlacedLink, marks: Marks | undefined, language: keyof Text): string {
  const { label } = placed;
  if (!label) return '';
  const back = `<rect class="paper" x="${n(label.x)}" y="${n(label.y)}" width="${n(label.width)}" height="${n(label.height)}" rx="4" fill="#ffffff" stroke="#c5ccd1" stroke-width="0.8"/>`;
  return back + textLines(linkLines(placed, marks, language), label.x + label.width / 2, label.y + 4, language);
}

/** The SVG of a layout, with the marks of one case when given; `title` names it to who cannot see it. */
export function drawingOf(layout: Layout, language: keyof Text, title: string, marks?: Marks): string {
  const { width, height, boxes, links } = layout;
  const containers = boxes.filter(({ box }) => box.boxes.length > 0);
  const leaves = boxes.filter(({ box }) => box.boxes.length === 0);
  const drawn = (placed: PlacedBox[]): string => placed.map((p) => boxSvg(p, marks, language)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" class="chart" lang="${language}" role="group" aria-label="${escaped(title)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family='${font}'><rect class="sheet" width="${width}" height="${height}" fill="#ffffff"/>${drawn(containers)}<g class="arrows" aria-hidden="true">${links.map(linkPath).join('')}</g>${drawn(leaves)}<g class="words" aria-hidden="true">${links.map((link) => linkWords(link, marks, language)).join('')}</g></svg>`;
}
