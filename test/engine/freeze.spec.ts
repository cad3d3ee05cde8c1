/** An order and an admission can never pass each other: many races of the real procedures over PostgreSQL, and the time of a large freeze. */
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { canonical, Door, Engine, Problem, type Clock } from '../../libs/engine';
import { digestOf, changeOf } from '../../libs/engine/rows';
import type { Step } from '../../libs/engine/step';
import { Model } from '../../libs/proof';
import { emptyWalk, expand } from '../../libs/proof/explore';
import type { Node } from '../../libs/proof/model';
import { importInstitutions, loadStandardAreas, RegistryFacts } from '../../libs/registry';
import { workflows } from '../../workflows';
import { gatekeeping } from '../../workflows/gatekeeping';
import type { Actor, Role } from '../../workflows/workflow';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { settings } from './fixture';

/** How many times each race is run; the issue asks for 1,000. */
const races = Number(process.env.HOMEWARD_RACES ?? 100);
const sample = (event: string, name: string) =>
  gatekeeping.samples.events.find((s) => s.event === event && s.name === name)!;
const approved = sample('decision.approved', 'one child');
const approval = approved.data as { children: [string]; institution: string };
const home = approval.institution;
const bora = approval.children[0];
const area = '081007';
const start = Date.parse('2017-03-06T10:00:00+07:00');

/** Each look at it is a millisecond later, so that what was written says in which order. */
class Ticking implements Clock {
  private instant = start;
  now(): number {
    this.instant += 1;
    return this.instant;
  }
}

/** The shortest way of the samples to a state, as the procedure would be there. */
function findState(leaf: string, holds: (context: any) => boolean): Node {
  const model = new Model(gatekeeping);
  const walk = emptyWalk();
  const seen = new Set<string>();
  let front = [model.start()];
  while (front.length > 0) {
    const next: Node[] = [];
    for (const node of front) {
      if (node.leaves.some((path) => path.startsWith(leaf)) && holds(node.snapshot.context)) return node;
      for (const { target } of expand(model, walk, { fail: () => undefined }, node)) {
        if (seen.has(target.key)) continue;
        seen.add(target.key);
        next.push(target);
      }
    }
    front = next;
  }
  throw new Error(`no way leads to ${leaf}`);
}

let db: TestDatabase;
let door: Door;
let engine: Engine;
let migrator: Pool;
let deciding: string;
const clock = new Ticking();
const person = (role: Role, more: Partial<Actor> = {}): Actor => ({
  person: randomUUID(),
  role,
  area: area.slice(0, 2),
  ...more,
});
const director = person('pdosvyDirector');
const ministry = person('mosvy', { area: '' });
const worker = person('dsw', { area: area.slice(0, 4) });
const houses = Array.from({ length: 2 * races + 1 }, () => randomUUID());

beforeAll(async () => {
  db = await createTestDatabase();
  migrator = new Pool({ connectionString: db.migratorUrl, max: 1 });
  migrator.on('error', () => undefined);
  await loadStandardAreas(migrator);
  const { errors } = await importInstitutions(migrator, {
    policyDate: '2016-01-01',
    at: '2016-01-01T00:00:00+07:00',
    institutions: houses.map((id, n) => ({
      id,
      code: `RCI-KDL-${1000 + n}`,
      nameKm: 'មណ្ឌលគំរូ',
      nameEn: `Home ${n}`,
      kind: 'rci',
      operator: 'ngo',
      area,
      standing: 'authorised',
      capacity: 1000,
      lastInspection: '2016-11-01',
    })),
  });
  expect(errors).toEqual([]);
  door = new Door(db.pool);
  const access = { maySee: async () => true, maySend: async () => true };
  const facts = new RegistryFacts(db.pool);
  engine = new Engine({ pool: db.pool, door, workflows, facts, settings, access, clock });
  const { snapshot } = findState('open.steps.deciding', approved.when!);
  deciding = engine.definitions.stepperOf(gatekeeping).persist(snapshot).replaceAll(gatekeeping.samples.area, area);
}, 240_000);
afterAll(async () => {
  await migrator.end();
  await db.drop();
});

async function newChild(): Promise<string> {
  const id = randomUUID();
  await db.owner.query(
    `insert into homeward.children (id, birth_from, birth_to, birth_precision, sex, area, village, registered_at)
     values ($1, '2009-03-03', '2009-03-03', 'day', 'female', $2, null, now())`,
    [id, area],
  );
  return id;
}

/** A request that waits for its decision: the state of the samples, for this child and this house. */
async function newRequest(house: string): Promise<{ id: string; child: string }> {
  const id = randomUUID();
  const child = await newChild();
  const stepper = engine.definitions.stepperOf(gatekeeping);
  const snapshot = stepper.restore(deciding.replaceAll(home, house).replaceAll(bora, child));
  const now = clock.now();
  const given = { type: 'request.submitted', data: {}, actor: worker, now, facts: {}, ...(await settings.at(now)) };
  const step: Step = { snapshot, taken: true, effects: [], armed: [], cancelled: [] };
  const body = canonical({ data: {}, facts: {} });
  const outcome = await door.write({
    lines: [
      {
        stream: id,
        kind: 'event',
        at: new Date(now).toISOString(),
        entry: canonical({ event: 'request.submitted', at: new Date(now).toISOString(), data: digestOf(body) }),
        content: { digest: digestOf(body), compartment: 'open', body },
        instance: changeOf(gatekeeping, stepper, undefined, step, given, area),
        ops: [],
      },
    ],
    checks: [],
  });
  expect(outcome).toMatchObject({ ok: true });
  return { id, child };
}

const told = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const rules = (error.extra as { rules?: { id: string }[] } | undefined)?.rules ?? [];
    return [error.code, ...rules.map(({ id }) => id).sort()].join(' ');
  }
};
const sign = async () => undefined;
const send = (instance: string, type: string, data: object, actor: Actor) =>
  engine.send({ instance, type, data, actor, route: 'POST /events', sign });
const approve = (house: string, { id, child }: { id: string; child: string }) =>
  send(id, 'decision.approved', { ...approval, children: [child], institution: house }, director);
const order = (house: string) =>
  engine.open({
    workflow: 'institution-closure',
    event: 'order.signed',
    area,
    data: {
      institution: house,
      kind: 'emergency',
      legalBasis: 'Sub-Decree 119',
      reasons: 'danger',
      targetOn: '2017-05-01',
      transition: false,
      danger: true,
    },
    actor: ministry,
    route: 'POST /instances',
    sign,
  });
/** One starts a little before the other, now this one, now that one. */
const after = async (turns: number): Promise<void> => {
  for (let i = 0; i < turns; i += 1) await db.pool.query('select 1');
};

interface Left {
  standing: string;
  authority: string | null;
  late: boolean | null;
  phase: string;
}
async function left(house: string, request: string): Promise<Left> {
  const { rows } = await db.owner.query<Left>(
    `select i.standing, a.status as authority, greatest(a.granted_at, case when a.status in ('awaiting', 'inForce') then a.changed_at end) > i.standing_since as late, r.phase
       from homeward.institutions i join homeward.instances r on r.id = $2 left join homeward.authorities a on a.instance = r.id where i.id = $1`,
    [house, request],
  );
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

/** The counts, for who asks for the figures. */
function tell(race: string, outcomes: Map<string, number>): void {
  const counts = [...outcomes]
    .sort(([, one], [, other]) => other - one)
    .map(([outcome, count]) => `${count} ${outcome}`);
  process.stderr.write(`${races} races of ${race}: ${counts.join('; ')}\n`);
}

it(`has one outcome in each of ${races} races between an approval and an order, and never an authority after the freeze`, async () => {
  const outcomes = new Map<string, number>();
  for (let i = 0; i < races; i += 1) {
    const house = houses[i]!;
    const request = await newRequest(house);
    const [decided, ordered] = await Promise.all([
      after(i % 40).then(() => told(approve(house, request))),
      after((i * 3) % 7).then(() => told(order(house))),
    ]);
    expect(ordered).toBe('accepted');
    const { standing, authority, late, phase } = await left(house, request.id);
    expect(standing).toBe('frozen');
    expect(late ?? false).toBe(false);
    const outcome = `${decided} ${authority} ${/suspendedByInstitution/.test(phase) ? 'suspended' : /place\.suspended/.test(phase) ? 'held' : 'undecided'}`;
    expect([
      'accepted suspended suspended',
      'refused_by_rule N-05 N-20 null held',
      'refused_by_rule N-20 null held',
    ]).toContain(outcome);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  tell('approval against order', outcomes);
}, 900_000);

it(`has one outcome in each of ${races} races between an arrival and an order, and no child is in force after the freeze`, async () => {
  const outcomes = new Map<string, number>();
  for (let i = 0; i < races; i += 1) {
    const house = houses[races + i]!;
    const request = await newRequest(house);
    expect(await told(approve(house, request))).toBe('accepted');
    const arrival = { children: [request.child], at: '2017-03-06T10:00:00+07:00', institution: house };
    const manager = person('rciDirector', { institution: house });
    expect(await told(send(request.id, 'arrival.recorded', arrival, worker))).toBe('accepted');
    const [arrived, ordered] = await Promise.all([
      after(i % 40).then(() => told(send(request.id, 'arrival.recorded', arrival, manager))),
      after((i * 3) % 7).then(() => told(order(house))),
    ]);
    expect([arrived, ordered]).toEqual(['accepted', 'accepted']);
    const { standing, authority, late, phase } = await left(house, request.id);
    expect([standing, late]).toEqual(['frozen', false]);
    const outcome = `${authority} ${/suspendedByInstitution/.test(phase) ? 'suspended' : /admitted/.test(phase) ? 'admitted' : phase}`;
    expect(['inForce admitted', 'suspended suspended']).toContain(outcome);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  tell('arrival against order', outcomes);
}, 900_000);

it('freezes an institution with 400 children and 200 approved requests at once, every one of them in the same write', async () => {
  const house = houses.at(-1)!;
  const children: string[] = [];
  for (let i = 0; i < 400; i += 1) children.push(await newChild());
  await db.owner.query(
    `insert into homeward.facts (id, kind, child, institution, at, recorded_at, stream, seq)
     select gen_random_uuid(), 'presence', c, $1, '2017-03-01', '2017-03-01', c, 1 from unnest($2::uuid[]) c`,
    [house, children],
  );
  for (let i = 0; i < 200; i += 1) expect(await told(approve(house, await newRequest(house)))).toBe('accepted');
  const began = performance.now();
  expect(await told(order(house))).toBe('accepted');
  const took = performance.now() - began;
  process.stderr.write(`freeze of 400 children and 200 requests: ${took.toFixed(0)} ms\n`);
  const { rows } = await db.owner.query<{ status: string; count: number; moments: number }>(
    `select status, count(*)::int as count, count(distinct changed_at)::int as moments from homeward.authorities where institution = $1 group by status`,
    [house],
  );
  expect(rows).toEqual([{ status: 'suspended', count: 200, moments: 1 }]);
  // under 1 s on a machine of its own
  expect(took).toBeLessThan(10_000);
}, 300_000);
