/** Cases that were really played through the engine, read back as rows that can be multiplied. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { registerActor } from '../../../libs/access';
import { digestOf, type ManualClock } from '../../../libs/engine';
import { gatekeeping } from '../../../workflows/gatekeeping';
import { addDays, startOf } from '../../../workflows/time';
import type { AppContext } from '../../context';
import { demoId } from '../../demo';
import { people } from './chain';

/** The day of the world, the first of its years, and the day on which the samples of the workflows are told. */
export const today = '2021-03-15';
export const firstYear = 2017;
const told = '2017-03-06';
const hour = 3_600_000;
const area = '081007';
const village = '08100701';

/** What of a template becomes another in each copy, in the order of the copy's list; the rest of its ids follow. */
export const replaced = {
  worker: demoId('person dsw.kandal'),
  commune: demoId('person commune.kandal'),
  supervisor: demoId('person supervisor.kandal'),
  officer: demoId('person officer.kandal'),
  director: demoId('person director.kandal'),
  institution: demoId('institution KDL-003'),
  village,
  area,
  district: '0810',
  province: '08',
} as const;

type Row = Record<string, string | null>;

export interface Template {
  name: string;
  instance: string;
  reference: string;
  child: string;
  /** date of birth, which no other date of the case is */
  born: string;
  /** rows of each table, every column as text */
  tables: Record<string, Row[]>;
  /** text of each state that a line of the case came to, by its digest */
  states: Map<string, string>;
  /** whether the case is over */
  isClosed: boolean;
  /** open tasks, and those of them that are overdue on the day of the world */
  open: number;
  overdue: number;
}

/** A request for care, as far as the sample of each event takes it. */
const requestEvents = [
  'request.submitted',
  'request.registered',
  'caseworker.assigned',
  'contact.made',
  'form2.submitted',
  'documents.verified',
  'ladder.completed',
  'plan.recommended',
  'quality.forwarded',
  'panel.held',
];
const panel = ['officer.kandal', 'panel-health.kandal', 'panel-education.kandal', 'panel-ngo.kandal'];

/** Days between two dates. */
const between = (from: string, to: string): number => Math.round((startOf(to) - startOf(from)) / (24 * hour));

function sampleData(event: string, child: string, on: string): unknown {
  const { data } = gatekeeping.samples.events.find((s) => s.event === event && !s.refusedBy?.length)!;
  const shift = between(told, on);
  const text = JSON.stringify(data)
    .replaceAll('11111111-0000-4000-8000-000000000001', child)
    .replaceAll('22222222-0000-4000-8000-000000000001', replaced.institution)
    .replaceAll('00000000-0000-4000-8000-000000000003', replaced.worker)
    .replace(/44444444-0000-4000-8000-00000000000([1-4])/g, (_, n: string) => demoId(`person ${panel[Number(n) - 1]}`))
    .replace(/\b201[67]-\d\d-\d\d\b/g, (date) => addDays(date, shift));
  return JSON.parse(text);
}

interface Played {
  name: string;
  instance: string;
  child: string;
  born: string;
}

type At = { id: string; version: number };

/** Plays one case after another while the clock goes on, so that what falls due in between is fired. */
class Stage {
  readonly states = new Map<string, string>();
  readonly played: Played[] = [];

  constructor(private readonly context: AppContext) {
    const { door } = context;
    const write = door.write.bind(door);
    door.write = (unit) => {
      for (const { instance } of unit.lines) if (instance) this.states.set(digestOf(instance.state), instance.state);
      return write(unit);
    };
  }

  async goTo(date: string): Promise<void> {
    await this.context.sweeper.advanceTo(startOf(date) + 9 * hour, this.context.clock as ManualClock);
  }

  private async child(name: string): Promise<{ child: string; born: string }> {
    const n = this.played.length;
    const born = addDays('2008-03-17', n * 11);
    const data = {
      names: [{ km: `សាកល្បង កុមារ${n}`, latin: `Demo Bench${n}` }],
      birth: { from: born, to: born, precision: 'day' },
      sex: n % 2 ? 'female' : 'male',
      disability: n % 9 === 0,
      area,
      village,
    };
    const asking = { actor: people.commune!, route: 'bench', key: `${name} ${randomUUID()}` };
    const { id } = await this.context.registry.run('child.register', data, asking);
    return { child: id as string, born };
  }

  /** A request, with so many of its events, all on one day; the parents may withdraw it later. */
  async request(name: string, on: string, events: number, withdrawnOn?: string): Promise<void> {
    const { child, born } = await this.child(name);
    let at: At | undefined;
    for (const event of requestEvents.slice(0, events)) at = await this.act(event, child, on, at);
    if (withdrawnOn) {
      await this.goTo(withdrawnOn);
      at = await this.act('request.withdrawn', child, withdrawnOn, at);
    }
    this.played.push({ name, instance: at!.id, child, born });
  }

  private async act(event: string, child: string, on: string, at?: At): Promise<At> {
    const { engine } = this.context;
    const role = gatekeeping.events[event]!.by.find((r) => people[r])!;
    const common = { data: sampleData(event, child, on), actor: people[role]!, key: randomUUID(), route: 'bench' };
    if (!at) return engine.open({ ...common, workflow: 'gatekeeping', area });
    // what fell due since has moved it on
    const version = (await engine.records.find(at.id))!.version;
    return engine.send({ ...common, instance: at.id, type: event, version });
  }

  /** A child found in an institution without a decision: a fact, an incident, and somebody who must act on it. */
  async presence(on: string): Promise<void> {
    const { registry, engine } = this.context;
    const { child } = this.played.at(-1)!;
    const at = `${on}T08:00:00+07:00`;
    const asking = { actor: people.dsw!, route: 'bench', key: randomUUID() };
    await registry.run(
      'fact.record',
      { kind: 'presence', children: [child], institution: replaced.institution, at },
      asking,
      (reaction, line, checks) => engine.react(reaction, line, checks),
    );
  }

  /** A child who came home before the case was kept here, with the visits that were made and those that are planned. */
  async placement(name: string, placedOn: string, stepsMade: string[], risk: 'low' | 'high'): Promise<void> {
    const { child, born } = await this.child(name);
    const { id } = await this.context.engine.open({
      workflow: 'family-reintegration',
      event: 'placement.imported',
      area,
      data: {
        child,
        home: village,
        homeKind: 'kin',
        placedOn,
        risk,
        carer: { name: 'Demo Aunt', relation: 'aunt' },
        stepsMade,
        worker: replaced.worker,
      },
      actor: registerActor,
      route: 'bench',
      key: randomUUID(),
    });
    this.played.push({ name, instance: id, child, born });
  }
}

/** Requests of each year before that of the world: its day in the year, so many events, and the day on which it was withdrawn. */
const earlier = [
  ['02-13', 1, '02-16'],
  ['05-08', 5, '06-05'],
  ['10-09', 8, '10-23'],
] as const;

/** Plays the templates over four years and leaves the clock on the day of the world; answers them with their rows. */
export async function playTemplates(context: AppContext, owner: Pool): Promise<Template[]> {
  const stage = new Stage(context);
  for (let year = firstYear; year < Number(today.slice(0, 4)); year += 1)
    for (const [on, events, withdrawnOn] of earlier) {
      await stage.goTo(`${year}-${on}`);
      await stage.request(`withdrawn ${year}-${on}`, `${year}-${on}`, events, `${year}-${withdrawnOn}`);
    }
  for (const on of ['2020-11-16', '2021-01-18', '2021-02-15', '2021-03-08', '2021-03-12']) {
    await stage.goTo(on);
    for (const events of [1, 3, 5, 8, 10]) await stage.request(`request ${on} ${events}`, on, events);
    if (on === '2021-03-08') await stage.presence(on);
  }
  await stage.goTo(today);
  const ways: [placedOn: string, made: string[], risk: 'low' | 'high'][] = [
    ['2021-03-10', ['D+1', 'D+3'], 'high'],
    ['2021-02-08', ['D+1', 'D+3', 'D+7', 'D+14', 'D+21', 'D+28'], 'low'],
    ['2020-12-07', ['D+1', 'D+3', 'D+7', 'D+14', 'D+21', 'D+28', 'M2', 'M3'], 'low'],
    ['2020-10-05', ['D+1', 'D+3', 'D+7', 'D+14', 'M2'], 'low'],
    ['2020-06-08', ['D+1', 'D+3', 'D+7', 'M2', 'M3', 'M4', 'M5', 'M6'], 'low'],
  ];
  for (const [placedOn, made, risk] of ways) await stage.placement(`placement ${placedOn}`, placedOn, made, risk);
  await context.sweeper.sweep();
  return Promise.all(stage.played.map((played) => readTemplate(owner, played, stage.states)));
}

/** The rows of a case and of its child. */
const factStreams = `select the_case union select the_child union select f.stream from homeward.facts f where f.child = the_child`;
const tasksOfBoth = `select o.id from homeward.tasks o where o.instance = the_case or o.incident in (select n.id from homeward.incidents n where n.child = the_child)`;
const alertsOfBoth = `select a.id from homeward.alerts a where a.instance = the_case or a.task in (${tasksOfBoth})`;
const sources: Record<string, string> = {
  children: 'x.id = the_child',
  child_names: 'x.child = the_child',
  streams: `x.id in (${factStreams})`,
  instances: 'x.id = the_case',
  journal: `x.stream in (${factStreams})`,
  contents: `x.stream in (${factStreams})`,
  keys: `x.stream in (${factStreams})`,
  subjects: 'x.instance = the_case',
  facts: 'x.child = the_child',
  incidents: 'x.child = the_child',
  timers: 'x.instance = the_case',
  tasks: `x.id in (${tasksOfBoth})`,
  visits: 'x.instance = the_case',
  alerts: `x.id in (${alertsOfBoth})`,
  deliveries: `x.alert in (${alertsOfBoth})`,
};

async function readTemplate(owner: Pool, played: Played, states: Map<string, string>): Promise<Template> {
  const client = await owner.connect();
  try {
    await client.query(`set timezone = 'UTC'`);
    const tables: Record<string, Row[]> = {};
    for (const [table, condition] of Object.entries(sources)) {
      const { rows: columns } = await client.query<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
        [`homeward.${table}`],
      );
      const list = columns.map(({ name }) => `x.${name}::text`).join(', ');
      const { rows } = await client.query<Row>(
        `select ${list} from homeward.${table} x, (values ($1::uuid, $2::uuid)) asked (the_case, the_child) where ${condition}`,
        [played.instance, played.child],
      );
      tables[table] = rows;
    }
    const open = tables['tasks']!.filter((task) => task['closed_at'] === null);
    const late = open.filter((task) => Date.parse(task['due_at']!) <= startOf(today) + 9 * hour);
    const { reference, status } = tables['instances']![0]! as { reference: string; status: string };
    const isClosed = status === 'closed';
    return { ...played, reference, tables, states, isClosed, open: open.length, overdue: late.length };
  } finally {
    client.release();
  }
}
