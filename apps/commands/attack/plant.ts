/** Puts cases into the product in the states that a walk came to, through the write door, as if they had come there by now. */
import { randomUUID } from 'node:crypto';
import {
  Definitions,
  Door,
  areasOf,
  canonical,
  caseId,
  digestOf,
  entryOf,
  isoOf,
  leavesOf,
  tasksOf,
} from '../../../libs/engine';
import { visitRow, visitsOf, type Line } from '../../../libs/engine';
import type { Context } from '../../../workflows/institution-closure/context';
import { defaultParameters } from '../../../workflows/parameters';
import { addDays, dateOf, day, startOf } from '../../../workflows/time';
import { workflows } from '../../../workflows';
import { levelOfRole, roles, type Role, type Sample, type Workflow } from '../../../workflows/workflow';
import { accountOf, demoAccounts, demoId } from '../../demo';
import type { Attacker } from './attacker';
import { loginsOf } from './kandal';
import { plantCensus } from './plant-census';
import type { State } from './walk';

/** A planted case, and what its samples stand for in it. */
export interface Planted {
  id: string;
  state: State;
  /** a form of a class as it is said of this case, now */
  formOf(sample: Sample): unknown;
  /** the login that acts for the person of a class, where a person does */
  loginFor(sample: Sample): string | undefined;
}

/** Areas of the samples, and where they lie in the demo. */
const places: Record<string, string> = {
  '0801': '0810',
  '0808': '0810',
  '080101': '081007',
  '080801': '081007',
  '080102': '081001',
  '1201': '0202',
  '120101': '020201',
  '020101': '020201',
  '150201': '150501',
};
const houses = ['KDL-003', 'BTB-002', 'KDL-001', 'KDL-201'];
const home = '22222222-0000-4000-8000-000000000001';
const defaultOf = (role: Role): string =>
  `00000000-0000-4000-8000-${String(roles.indexOf(role) + 1).padStart(12, '0')}`;
const isDate = /^\d{4}-\d\d-\d\d(?:$|T)/;
const ids = /\b([0-6])\1{7}-0000-4000-8000-\d{12}\b/g;

/** The role in which the person of a class acts: the first that the domain names for the event. */
const roleOf = ({ samples }: Workflow, { event, actor }: Sample): Role =>
  (actor?.role ?? samples.roles[event]?.[0] ?? 'dsw') as Role;

/** Whom each person of the samples is in Kandal: the desk of the role, and for a second one of the same role another. */
function peopleOf(workflow: Workflow): Map<string, string> {
  const { samples } = workflow;
  const people = new Map(roles.map((role) => [defaultOf(role), loginsOf('kandal')[role]]));
  const desks = (role: Role): string[] =>
    demoAccounts.filter((a) => a.role === role && (a.area === '' || /^(08|02)/.test(a.area))).map(({ login }) => login);
  const seat = (person: string | undefined, role: Role): void => {
    if (person === undefined || people.has(person) || (role as string) === 'register') return;
    const taken = new Set(people.values());
    people.set(person, desks(role).find((login) => !taken.has(login)) ?? loginsOf('kandal')[role]);
  };
  for (const sample of samples.events) seat(sample.person ?? sample.actor?.person, roleOf(workflow, sample));
  for (const { person, seats } of samples.facts.panel ?? []) seat(person, seats[0]?.role ?? 'panelMember');
  return people;
}

/** The same so many days later: what was, and what is to be. */
function later(value: unknown, days: number): unknown {
  if (typeof value === 'string')
    return isDate.test(value) ? addDays(value.slice(0, 10), days) + value.slice(10) : value;
  if (typeof value === 'number') return value > 1e11 ? value + days * day : value;
  if (Array.isArray(value)) return value.map((one) => later(one, days));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, later(one, days)]));
}

/** The day on which the samples are told. */
const told = '2017-03-06';
const never = '2099-01-01T00:00:00.000Z';

/** It has a census, and an end that PostgreSQL takes with what led to it alone. */
const closure = 'institution-closure';

/** Plants cases, each about children of its own; `house` where they are about another institution than that of the attack. */
export class Gardener {
  private readonly definitions = new Definitions(workflows);
  private readonly door: Door;
  private readonly people = new Map<Workflow, Map<string, string>>();

  private constructor(
    private readonly who: Attacker,
    private readonly now: number,
  ) {
    this.door = new Door(who.target.app);
  }

  static async at(who: Attacker): Promise<Gardener> {
    const [row] = await who.rows<{ now: Date }>('select now from homeward.manual_clock');
    return new Gardener(who, row!.now.getTime());
  }

  /** One case in this state. */
  async plant(state: State, house?: string): Promise<Planted> {
    const { workflow, node } = state;
    const people = this.peopleIn(workflow);
    const named = new Map<string, string>();
    const children = new Set<string>();
    const nameOf = (id: string): string => {
      if (named.has(id)) return named.get(id)!;
      const login = people.get(id);
      let real: string = randomUUID();
      if (login !== undefined) real = accountOf(login).person;
      else if (id === home && house !== undefined) real = house;
      else if (id.startsWith('2222'))
        real = demoId(`institution ${houses[(Number(id.slice(-2)) - 1) % houses.length]}`);
      else if (id.startsWith('1111')) children.add(real);
      named.set(id, real);
      return real;
    };
    const here = (value: unknown, days: number): any => {
      const text = JSON.stringify(later(value ?? null, days)).replace(ids, nameOf);
      return JSON.parse(text.replace(/"(\d{4,6})"/g, (_, code: string) => `"${places[code] ?? code}"`));
    };
    const back = Math.floor((this.now - node.now) / day);
    const formOf = (sample: Sample): unknown => here(sample.data, this.daysFrom(told));
    const stepper = this.definitions.stepperOf(workflow);
    const text = JSON.stringify(here(JSON.parse(stepper.persist(node.snapshot)), back));
    const id = caseId(this.now);
    const opening = workflow.samples.events.find(
      ({ event, refusedBy }) => event === workflow.openings[0] && !refusedBy?.length,
    )!;
    const line = this.lineOf(workflow, id, text, formOf(opening));
    // the forms name children that the case does not know yet
    for (const [one] of JSON.stringify(workflow.samples.events.map(({ data }) => data)).matchAll(ids)) nameOf(one);
    await this.born([...children]);
    const change = line.instance!;
    const end = { status: change.status, outcome: change.outcome ?? null };
    if (workflow.id === closure) Object.assign(change, { status: 'open', outcome: null });
    const outcome = await this.door.write({ lines: [line], checks: [] });
    if (!outcome.ok) throw new Error(`${workflow.id} in ${node.leaves.join(' ')}: ${JSON.stringify(outcome)}`);
    if (workflow.id === closure)
      await plantCensus(this.who, { id, context: stepper.restore(text).context as Context, end, now: this.now });
    const loginFor = (sample: Sample): string | undefined =>
      people.get(sample.person ?? sample.actor?.person ?? '') ?? loginsOf('kandal')[roleOf(workflow, sample)];
    return { id, state, formOf, loginFor };
  }

  private daysFrom(date: string): number {
    return Math.round((startOf(dateOf(this.now)) - startOf(date)) / day);
  }

  private peopleIn(workflow: Workflow): Map<string, string> {
    const people = this.people.get(workflow) ?? peopleOf(workflow);
    this.people.set(workflow, people);
    return people;
  }

  private async born(children: readonly string[]): Promise<void> {
    await this.who.rows(
      `insert into homeward.children (id, version, area, status, birth_from, birth_to, birth_precision, sex, disability, registered_at)
       select id, 1, '081007', 'alive', '2008-06-06', '2008-06-06', 'day', 'female', false, $2 from unnest($1::uuid[]) id on conflict do nothing`,
      children,
      isoOf(this.now),
    );
  }

  /** Its one line: what its rows are in this state, with no deadline that could pass meanwhile. */
  private lineOf(workflow: Workflow, id: string, state: string, data: unknown): Line {
    const snapshot = this.definitions.stepperOf(workflow).restore(state);
    const { context } = snapshot;
    const place = areasOf(workflow, context, '081007');
    const subjects = workflow.subjects(context);
    const parameters = defaultParameters();
    const calendar = { version: 1, from: '2000-01-01', until: '2099-12-31', holidays: [] };
    const { person, role, area } = accountOf('supervisor.kandal');
    const given = {
      type: workflow.openings[0]!,
      data,
      actor: { person, role, area },
      now: this.now,
      facts: {},
      parameters,
      calendar,
    };
    const body = canonical({ data, facts: {} });
    const phase = leavesOf(snapshot).join(' ');
    const status = snapshot.status === 'active' ? 'open' : 'closed';
    const visits = [...visitsOf(workflow, snapshot).values()];
    const openTasks = [...tasksOf(snapshot)].map(([key, spec]) => ({
      id: randomUUID(),
      key,
      name: spec.name,
      role: spec.role,
      area: (spec.at === 'guest' ? (place.first ?? place.owner) : place.owner).slice(0, levelOfRole[spec.role]),
      institution: spec.at === 'institution' ? (subjects.institution ?? null) : null,
      assignee: spec.assignee?.(context) ?? null,
      due_at: never,
      due_on: never.slice(0, 10),
      exact: false,
      provisional: false,
      why: { deadline: spec.due, ...workflow.deadlines[spec.due]!.due(context, given).why },
      ladder: 'normal' as const,
    }));
    return {
      stream: id,
      kind: 'event',
      at: isoOf(this.now),
      entry: canonical(
        entryOf(given, workflow, { data: digestOf(body), to: phase, version: 1, status, state: digestOf(state) }),
      ),
      content: { digest: digestOf(body), compartment: 'open', body },
      instance: {
        expect: 0,
        workflow: workflow.id,
        workflowVersion: workflow.version,
        prefix: workflow.prefix,
        area: place.owner,
        guests: workflow.areas && place.guests,
        state,
        phase,
        status,
        outcome: (context.outcome as string | undefined) ?? null,
        parameters: parameters.version,
        children: subjects.children,
        institution: subjects.institution,
        openTasks,
        closeTasks: [],
        planVisits: visits.length > 0 ? visits.map((visit) => visitRow(visit, subjects.children)) : undefined,
        armTimers: [],
        cancelTimers: [],
      },
      ops: subjects.secret ? [{ op: 'instance.secret', data: subjects.secret }] : [],
    };
  }
}
