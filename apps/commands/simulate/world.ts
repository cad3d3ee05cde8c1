/** What stands around the engine in a simulation: parameters, people, the register, and the classes of events people send. */
import type { Directory, Titles } from '../../../libs/alerts';
import type { AccessPort, Check, FactsPort, FactsRequest, SettingsPort } from '../../../libs/engine';
import { Model } from '../../../libs/proof';
import type { Facts } from '../../../workflows/facts';
import { defaultParameters, type Parameters } from '../../../workflows/parameters';
import type { Actor, Sample, Workflow } from '../../../workflows/workflow';
import { idOf } from './ops';
import type { Tables } from './tables';

/** Cases of so many numbers share an institution, so that what befalls it befalls all of them. */
const houses = 3;
const hex = (n: number): string => n.toString(16).padStart(4, '0');

/** What a person sends: a class of an event, about the children and the institution of a case. */
export interface Act {
  sample: Sample;
  type: string;
  data: unknown;
  actor: Actor;
}

/** A reminder by the hour would be all that ever happens in a year of an empty office. */
const slower = { 'P-40': { amount: 48, unit: 'hours' } };

/** Version of what a class says beside what its case is about: no decision rests on it. */
const unasked = 0;

/** Ids of the samples in the place of a case: its children are its own, its institution is one of a few. */
function placed<T>(value: T, n: number): T {
  if (value === undefined) return value;
  const text = JSON.stringify(value)
    .replaceAll('"11111111-', `"1111${hex(n)}-`)
    .replaceAll('"22222222-', `"2222${hex(n % houses)}-`);
  return JSON.parse(text) as T;
}

/** The number of the case that ids belong to; one about an institution alone has a number of its house. */
function numberOf(children: readonly string[], institution: string | undefined): number {
  const id = children.find((child) => child.startsWith('1111')) ?? institution;
  return id === undefined ? 0 : Number.parseInt(id.slice(4, 8), 16);
}

export class World {
  readonly models: ReadonlyMap<string, Model>;
  readonly parameters: Parameters;
  readonly settings: SettingsPort;
  readonly access: AccessPort;
  readonly directory: Directory;
  readonly titles: Titles;
  readonly areas: Set<string>;
  private readonly byEvent: ReadonlyMap<string, [string, Sample[]][]>;
  /** the class that an actor stands for in one command: what the register says of its case */
  private readonly acting = new WeakMap<Actor, { sample: Sample; workflow: string; n: number }>();

  constructor(readonly workflows: readonly Workflow[]) {
    this.models = new Map(workflows.map((workflow) => [workflow.id, new Model(workflow)]));
    const { version, values } = defaultParameters();
    const shorter = Object.assign({}, ...workflows.map((w) => w.samples.parameters)) as Record<string, unknown>;
    this.parameters = { version, values: { ...values, ...shorter, ...slower } };
    const inForce = { parameters: this.parameters, calendar: this.models.get(workflows[0]!.id)!.calendar };
    this.settings = { at: async () => inForce, version: async () => inForce };
    this.access = { maySee: async () => true, maySend: async (actor, spec) => spec.by.includes(actor.role as never) };
    // one seat in four is vacant
    const isVacant = (seat: string): boolean => Number.parseInt(idOf(seat)[0]!, 16) < 4;
    this.directory = {
      holdersOf: async (role, area) => (isVacant(`${role} ${area}`) ? [] : [{ person: idOf(`${role} of ${area}`) }]),
      onCall: async () => [],
    };
    this.titles = (workflow, _, name) => workflows.find(({ id }) => id === workflow)?.texts.tasks[name];
    const named = JSON.stringify(workflows.map(({ samples }) => samples.events)).match(/"\d{2}(?:\d{2}){0,3}"/g) ?? [];
    const codes = [...named.map((code) => JSON.parse(code) as string), ...workflows.map((w) => w.samples.area)];
    this.byEvent = new Map(workflows.map((workflow) => [workflow.id, sentBy(workflow)]));
    this.areas = new Set(codes.flatMap((code) => [2, 4, 6, 8].map((length) => code.slice(0, length))));
  }

  /** The classes that people send, by event. */
  samplesOf({ id }: Workflow): readonly [string, Sample[]][] {
    return this.byEvent.get(id)!;
  }

  /** Days of each rung by ladder, by version of the parameters. */
  get ladders(): Record<number, Record<string, { days: number }[]>> {
    return { [this.parameters.version]: this.parameters.values['P-22'] as Record<string, { days: number }[]> };
  }

  /** A person sends a class about case number `n` at an instant. */
  act(workflow: Workflow, sample: Sample, n: number, now: number): Act {
    const given = this.models.get(workflow.id)!.given(sample, now);
    const actor = placed(given.actor, n);
    this.acting.set(actor, { sample, workflow: workflow.id, n });
    // what the form's own defaults add is added again at the door
    return { sample, type: sample.event, data: placed(given.data, n), actor };
  }

  /** The facts of the register as its rows stand, for the class in question. */
  factsOf(tables: Tables): FactsPort {
    return { load: async (requests) => requests.map((request) => this.factsFor(tables, request)) };
  }

  private factsFor(tables: Tables, request: FactsRequest): { facts: Facts; checks: Check[] } {
    const { names, subjects, workflow, now } = request;
    const acting = this.acting.get(request.actor);
    const n = acting?.n ?? numberOf(subjects.children, subjects.institution);
    const model = this.models.get(workflow)!;
    const all: Facts = { ...model.workflow.samples.facts, ...acting?.sample.facts };
    const shifted = model.given(
      {
        event: '',
        name: `facts ${workflow} ${acting?.sample.event} ${acting?.sample.name}`,
        data: all,
        actor: { role: 'dsw' },
      },
      now,
    ).data as Facts;
    const facts = placed(Object.fromEntries(names.map((name) => [name, shifted[name]])) as Facts, n);
    const checks: Check[] = [];
    if (names.some((name) => ['children', 'earlierRequests', 'origin'].includes(name)))
      for (const id of new Set(subjects.children))
        checks.push({ table: 'children', id, version: childOf(tables, id).version });
    const place = subjects.institution;
    if (place && names.some((name) => ['institution', 'emergencies', 'origin'].includes(name)))
      checks.push({ table: 'institutions', id: place, version: institutionOf(tables, place).version });
    facts.children = facts.children?.map((child) => {
      const { version, died } = childOf(tables, child.id);
      const asked = subjects.children.includes(child.id);
      return { ...child, version: asked ? version : unasked, ...(died && { status: 'died' as const }) };
    });
    if (facts.institution) {
      const { version, standing } = institutionOf(tables, facts.institution.id);
      const asked = facts.institution.id === place;
      const stands = standing && { standing: standing as 'frozen' };
      facts.institution = { ...facts.institution, version: asked ? version : unasked, ...stands };
    }
    return { facts, checks };
  }
}

function sentBy({ samples }: Workflow): [string, Sample[]][] {
  const byEvent = new Map<string, Sample[]>();
  for (const sample of samples.events) {
    const role = sample.actor?.role ?? samples.roles[sample.event]?.[0] ?? 'register';
    if (role !== 'register') byEvent.set(sample.event, [...(byEvent.get(sample.event) ?? []), sample]);
  }
  return [...byEvent];
}

/** The row of a child; the register has always known everybody. */
function childOf({ children }: Tables, id: string) {
  if (!children.has(id)) children.put(id, { id, version: 1 });
  return children.get(id)!;
}

function institutionOf({ institutions }: Tables, id: string) {
  if (!institutions.has(id)) institutions.put(id, { id, version: 1 });
  return institutions.get(id)!;
}
