/** Drawings and handbook pages of whatever machine: the real procedures, and a small one with regions and history. */
import { setup } from 'xstate';
import { z } from 'zod';
import { workflows } from '../../workflows';
import { defaultParameters } from '../../workflows/parameters';
import { defineWorkflow, type Text } from '../../workflows/workflow';
import { chartOf, drawingOf, findPart, handbookOf, layoutOf, partsOf, stepOf, type Layout, type Marks } from '.';
import { linesOf, widthOf } from './measure';
import { leavesInOrder } from './steps';

const t = (en: string): Text => ({ en, km: 'ជំហាន' });
const wait = { name: 'wait', role: 'dsw' as const, due: 'answer' };
const go = (target: string) => ({ target, guard: { type: 'rules' as const, params: { all: ['N-01', 'own.rule'] } } });
const machine = setup({
  types: {},
  guards: { rules: (_: unknown, _params: { all: string[] }) => true },
  delays: { answer: 1000 },
}).createMachine({
  id: 'visits',
  initial: 'new',
  context: {},
  states: {
    new: { on: { opened: 'working' } },
    working: {
      type: 'parallel',
      on: { paused: 'paused', ended: go('ended') as never },
      states: {
        home: {
          initial: 'planned',
          on: { reset: '.planned' },
          states: {
            planned: { meta: { task: wait }, on: { visited: 'seen' }, after: { answer: 'late' } },
            seen: { type: 'final' },
            late: { on: { visited: 'seen', again: 'late' } },
            back: { type: 'history' },
          },
        },
        school: {
          initial: 'asked',
          states: {
            asked: { on: { answered: 'done', returned: '#visits.working.home.back' } },
            done: { type: 'final' },
          },
        },
      },
    },
    paused: { on: { resumed: '#visits.working.home.back' } },
    ended: { type: 'final', meta: { outcome: 'DONE' } },
  },
});
const event = { text: t('Somebody acts <now>'), form: z.strictObject({ on: z.iso.date() }), by: ['dsw' as const] };
const deadline = { parameter: 'P-07', text: t('Answer'), due: () => ({}) as never };
const rule = (id: string) => ({ id, source: '[DP]', text: t(id), who: [], needsForm: false, check: () => undefined });
const fixture = defineWorkflow({
  id: 'visits',
  version: 1,
  prefix: 'V',
  title: t('Visits'),
  about: t('A small procedure'),
  machine,
  openings: ['opened'],
  events: {
    opened: event,
    visited: event,
    paused: event,
    ended: event,
    reset: event,
    again: event,
    answered: event,
    returned: event,
    resumed: event,
  },
  reactions: {},
  rules: { 'N-01': rule('N-01'), 'own.rule': rule('own.rule') },
  deadlines: { answer: deadline },
  texts: { states: {}, tasks: { wait: t('Wait') }, outcomes: { DONE: t('Done') } },
  subjects: () => ({ children: [] }),
  samples: {} as never,
  invariants: [],
  equivalents: {},
});

const parameters = defaultParameters();
const draw = async (part = '', marks?: Marks, language: keyof Text = 'en') =>
  drawingOf(await layoutOf(fixture, language, parameters, part), language, 'Visits', marks);
const statesIn = (svg: string): string[] => [...svg.matchAll(/data-state="([^"]+)"/g)].map((m) => m[1]!);
const classOf = (svg: string, state: string): string =>
  new RegExp(`<g class="([^"]+)" data-state="${state}"`).exec(svg)?.[1] ?? 'absent';

/** Boxes that lie over one another without one holding the other, and labels over boxes or labels. */
function overlaps({ boxes, links }: Layout): string[] {
  const leaves = boxes.filter(({ box }) => box.boxes.length === 0).map((b) => ({ ...b, id: b.box.id }));
  const labels = links.flatMap(({ label, link }) => (label ? [{ ...label, id: `${link.from}>${link.to}` }] : []));
  const all = [...leaves, ...labels];
  return all.flatMap((a, i) =>
    all
      .slice(i + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} over ${b.id}`),
  );
}

describe('a machine with regions and history', () => {
  it('is read with every state and arrow, breadth-first, and what is possible anywhere comes last', () => {
    const { order, arrows } = chartOf(fixture);
    expect(order.indexOf('working.home.planned')).toBeLessThan(order.indexOf('paused'));
    expect(order.indexOf('working.school.asked')).toBeLessThan(order.indexOf('working.home.late'));
    expect(arrows.filter((a) => a.kind === 'deadline').map((a) => a.deadline)).toEqual(['answer']);
    expect(arrows.find((a) => a.event === 'ended')!.rules).toEqual(['N-01', 'own.rule']);
    expect(leavesInOrder(fixture)).not.toContain('working.home.back');
  });

  it('shows each state once, with its path, task, deadline, rules and outcome', async () => {
    const svg = await draw();
    expect([...statesIn(svg)].sort()).toEqual([...chartOf(fixture).states.keys()].filter(Boolean).sort());
    for (const said of [
      'district social worker',
      'within 5 working days',
      'after 5 working days',
      'N-01 +1 more',
      'outcome: Done',
    ])
      expect(svg).toContain(said);
    expect(svg).toContain('at any of these steps');
  });

  it('keeps to what the strictest style policy shows, and to text that is no markup', async () => {
    const svg = await draw();
    expect(svg).not.toMatch(/<style|style=|<script|href=/);
    expect(svg).not.toContain('<now>');
    expect(svg).toContain('Somebody acts &#60;');
  });

  it('marks where the case is, what was done and the day on which a timer fires', async () => {
    const at = Date.parse('2017-03-14T00:00:00+07:00');
    const marks: Marks = {
      here: ['working.home.planned', 'working.school.done'],
      done: ['new', 'working.school.asked'],
      timers: [{ deadline: 'answer', state: 'working.home.planned', at, exact: false }],
      tasks: [{ state: 'working.home.planned', at, on: '2017-03-13', exact: false }],
    };
    const svg = await draw('', marks);
    expect(classOf(svg, 'working.home.planned')).toBe('state leaf here');
    expect(classOf(svg, 'working.home')).toBe('state compound inside');
    expect(classOf(svg, 'working.school.done')).toBe('state final done');
    expect(classOf(svg, 'new')).toBe('state leaf done');
    expect(classOf(svg, 'ended')).toBe('state final');
    expect(svg.match(/aria-current="step"/g)).toHaveLength(1);
    expect(svg.match(/>13 March 2017</g)).toHaveLength(1);
    expect(svg).toContain('>due 13 March 2017<');
    expect(await draw()).not.toContain('March');
  });

  it('draws one part with what leads into it and out of it', async () => {
    expect(findPart(fixture, 'home')).toBe('working.home');
    expect(findPart(fixture, 'nowhere')).toBeUndefined();
    const svg = await draw('working.home');
    expect(statesIn(svg)).toContain('working.home.late');
    expect(statesIn(svg)).not.toContain('ended');
    expect(svg).toContain('state leaf outside');
  });

  it('tells a step with who, by when, evidence and what follows', () => {
    const step = stepOf(fixture, 'working.home.planned', parameters);
    expect(step.task!.who.text.en).toBe('district social worker');
    expect(step.task!.due).toMatchObject({ parameter: 'P-07', certainty: 'proposal', source: '[DP]' });
    expect(step.ways.map((way) => way.event ?? way.kind)).toEqual(['visited', 'deadline', 'paused', 'ended']);
    expect(step.also.map(({ event: e }) => e)).toEqual(['reset']);
  });
});

describe('the real procedures', () => {
  it('have a drawing for everything, in which nothing lies over anything', async () => {
    const faults: string[] = [];
    for (const workflow of workflows) {
      const shown = new Set<string>();
      for (const part of ['', ...partsOf(workflow)]) {
        const layout = await layoutOf(workflow, 'km', parameters, part);
        faults.push(...overlaps(layout));
        layout.boxes.forEach(({ box }) => shown.add(box.state.path));
      }
      faults.push(...[...chartOf(workflow).states.keys()].filter((path) => !shown.has(path)));
    }
    expect(faults).toEqual([]);
  }, 240_000);

  it('are laid out once for each version, language and part', () => {
    const [workflow] = workflows;
    expect(layoutOf(workflow!, 'km', parameters)).toBe(layoutOf(workflow!, 'km', parameters));
    expect(layoutOf(workflow!, 'km', { ...parameters, version: 2 }, 'x')).not.toBe(
      layoutOf(workflow!, 'km', parameters),
    );
  });
});

describe('a label', () => {
  it('is broken at Khmer word boundaries and loses nothing', () => {
    const text = 'ត្រូវបានព្យួរ៖ គ្រឹះស្ថានមិនអាចទទួលកុមារ (P-07)';
    const lines = linesOf(text, 'km', 14, 150);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    for (const line of lines) expect(line).toMatch(/^[\u1780-\u17b3(A-Z]/);
    for (const line of lines) expect(widthOf(line, 14)).toBeLessThanOrEqual(150);
  });
});

it('makes a handbook page without script or inline style, with an anchor for each step', async () => {
  for (const language of ['km', 'en'] as const) {
    const html = await handbookOf(fixture, parameters, language);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/<script|<style|style="| on\w+=/);
    for (const path of leavesInOrder(fixture)) expect(html).toContain(`id="state-${path}"`);
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((m) => m[1]!);
    expect(targets.filter((id) => !html.includes(`id="${id}"`))).toEqual([]);
    expect(html).toContain(language === 'en' ? 'design proposal, not law' : 'មិនមែនច្បាប់');
  }
});
