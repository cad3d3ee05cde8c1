import { randomUUID } from 'node:crypto';
import {
  Door,
  Engine,
  type AccessPort,
  type Clock,
  type FactsPort,
  type Outcome,
  type SettingsPort,
  type Unit,
} from '../../libs/engine';
import { Model, prove, report, type Path, type Paths } from '../../libs/proof';
import { workflows } from '../../workflows';
import type { Facts } from '../../workflows/facts';
import type { Workflow } from '../../workflows/workflow';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { compareWithXState } from './differential';

/** The registry's rows are not there: the classes bring their own facts, and what an effect writes is not asked for. */
class StatesOnly extends Door {
  override write(unit: Unit): Promise<Outcome> {
    return super.write({ lines: unit.lines.map((line) => ({ ...line, ops: [] })), checks: [] });
  }
}

class Hand implements Clock {
  instant = 0;
  now(): number {
    return this.instant;
  }
}

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  // the rows beside the states are left out here, the census among them
  await database.owner.query('alter table homeward.instances disable trigger closure_accounts');
});
afterAll(() => database.drop());

/** The areas and children that the classes of a workflow name: a visit is in one, and about one. */
async function groundOf({ samples }: Workflow): Promise<void> {
  const named = JSON.stringify(samples.events.map(({ data, actor }) => [data, actor])).match(/"\d{4,8}"/g) ?? [];
  for (const area of new Set([samples.area, ...named.map((code) => code.slice(1, -1))])) {
    for (let length = 2; length <= area.length; length += 2) {
      await database.owner.query(
        'insert into homeward.areas (code, level, name_km, name_en) values ($1, $2, $3, $3) on conflict do nothing',
        [area.slice(0, length), length / 2, 'ក'],
      );
    }
  }
  const children = [samples.facts, ...samples.events.map(({ facts }) => facts)].flatMap((f) => f?.children ?? []);
  for (const { id, birth, sex } of children)
    await database.owner.query(
      `insert into homeward.children (id, birth_from, birth_to, birth_precision, sex, area, registered_at)
       values ($1, $2, $3, 'interval', $4, $5, '2016-01-01') on conflict do nothing`,
      [id, birth.from, birth.to, sex, samples.area.slice(0, 2)],
    );
}

/** What another case tells this one, as a change that its cases hear of: the road into the case is the same. */
function hearing(workflow: Workflow): Workflow {
  const heard = new Set<string>(Object.values(workflow.reactions));
  const told = Object.keys(workflow.events).filter((type) => !heard.has(type));
  return {
    ...workflow,
    reactions: { ...workflow.reactions, ...Object.fromEntries(told.map((t) => [`child/${t}`, t])) },
  };
}

/** An engine whose facts are those of the step at hand, and whose access lets everybody in: rules are what is asked for. */
function engineFor(workflow: Workflow) {
  const clock = new Hand();
  const model = new Model(workflow);
  const at: { facts: Facts } = { facts: {} };
  const facts: FactsPort = {
    load: async (requests) =>
      requests.map(({ actor, now }) => ({ facts: actor.role === 'clock' ? model.factsAt(now) : at.facts, checks: [] })),
  };
  const set = { parameters: model.parameters, calendar: model.calendar };
  const settings: SettingsPort = { at: async () => set, version: async () => set };
  const access: AccessPort = { maySee: async () => true, maySend: async () => true };
  const door = new StatesOnly(database.pool);
  const all = workflows.map((one) => (one === workflow ? hearing(one) : one));
  return {
    at,
    clock,
    engine: new Engine({ pool: database.pool, door, workflows: all, facts, settings, access, clock }),
  };
}

async function follow(
  workflow: Workflow,
  { engine, at, clock }: ReturnType<typeof engineFor>,
  path: Path,
): Promise<void> {
  const route = randomUUID();
  const came: string[] = [];
  let instance = '';
  for (const step of path.steps) {
    clock.instant = step.now;
    if (instance) await engine.fireDue(step.now);
    const { event } = step;
    if (event) {
      came.push(`${event.type} by ${event.actor.role}`);
      at.facts = event.facts;
      const common = { data: event.data, actor: event.actor, route, sign: async () => true };
      if (!instance)
        instance = (
          await engine.open({ ...common, workflow: workflow.id, event: event.type, area: workflow.samples.area })
        ).id;
      else if (event.actor.role === 'register') await react(engine, workflow, instance, event, step.now);
      else await engine.send({ ...common, instance, type: event.type });
    } else came.push('time passes');
    const { rows } = await database.pool.query(
      `select phase, status, outcome, (select coalesce(json_object_agg(timer, round(extract(epoch from due_at) * 1000)), '{}') from homeward.timers
         where instance = i.id and status = 'armed') as timers from homeward.instances i where id = $1`,
      [instance],
    );
    expect({ came, ...rows[0] }).toEqual({
      came,
      phase: step.phase,
      status: step.status,
      outcome: step.outcome,
      timers: step.timers,
    });
  }
}

/** A change in the register, with the facts of the class laid over what the instance sees. */
async function react(
  engine: Engine,
  workflow: Workflow,
  instance: string,
  event: { type: string; data: any; facts: Facts },
  now: number,
): Promise<void> {
  const change = Object.entries(hearing(workflow).reactions).find(
    ([, type]) => type === event.type,
  )![0] as keyof typeof workflow.reactions;
  const kind = change.startsWith('institution') ? 'institution' : 'child';
  const { rows } = await database.pool.query(
    'select subject from homeward.subjects where instance = $1 and kind = $2 limit 1',
    [instance, kind],
  );
  const died = change === 'child.died' && event.facts.children?.find(({ status }) => status === 'died')?.id;
  const subject = died || (rows[0]?.subject ?? randomUUID());
  const at = new Date(now).toISOString();
  const line = { stream: randomUUID(), kind: 'registry' as const, at, entry: '{}', ops: [] };
  const outcome = await engine.react({ change, subject, data: event.data }, line, []);
  expect(outcome.ok).toBe(true);
}

describe.each(workflows)('$id', (workflow) => {
  // the proof explores the workflow; the engine follows what it found
  let explored: Paths;

  it('is proved, and every mutant that can change a behaviour is killed', () => {
    const finding = prove(workflow, { paths: true });
    explored = finding.paths!;
    if (finding.failures.length > 0) throw new Error(report([finding]));
    expect(finding.proof.mutants.survived).toEqual([]);
    expect(finding.proof.mutants.killed + finding.proof.mutants.equivalent.length).toBe(finding.proof.mutants.total);
  }, 600_000);

  it('has a sequence of events for every transition', () => {
    expect(explored.uncovered).toEqual([]);
  });

  it('comes to the same state, effects and timers by the public functions of XState, on every path', () => {
    expect(compareWithXState(workflow, explored.paths)).toBeGreaterThan(40);
  });

  it('ends every transition on the real engine and PostgreSQL where the model says, with the same timers', async () => {
    await groundOf(workflow);
    const ours = engineFor(workflow);
    for (const path of explored.paths) {
      await follow(workflow, ours, path);
      // the next path is about the same children: what this one left open must not hear of it
      await database.owner.query('delete from homeward.subjects');
      await database.owner.query(`update homeward.timers set status = 'cancelled' where status = 'armed'`);
    }
  }, 240_000);
});
