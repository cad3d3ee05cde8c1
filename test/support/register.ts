/** A register to test on: the standard areas, five facilities, two people, and cases whose lines carry ops. */
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { canonical, Door, type Check, type Clock, type Line, type Op, type Outcome } from '../../libs/engine';
import { importInstitutions, loadStandardAreas, Registry, RegistryFacts, type CommandName } from '../../libs/registry';
import type { Actor, Role } from '../../workflows/workflow';
import { createTestDatabase, type TestDatabase } from './database';

export class TestClock implements Clock {
  constructor(private instant: number) {}
  now(): number {
    return this.instant;
  }
  set(iso: string): void {
    this.instant = Date.parse(iso);
  }
}

const facility = (id: string, code: string, kind: string, standing: string, capacity: number, more: object = {}) => ({
  id,
  code,
  nameKm: 'មណ្ឌលគំរូ',
  nameEn: `Home ${code}`,
  kind,
  operator: 'ngo',
  area: '0810',
  standing,
  capacity,
  lastInspection: '2016-06-01',
  ...more,
});

/** Ids of the facilities of the register. */
export const places = {
  home: '00000000-0000-4000-8000-0000000000a1',
  full: '00000000-0000-4000-8000-0000000000a2',
  suspended: '00000000-0000-4000-8000-0000000000a3',
  transit: '00000000-0000-4000-8000-0000000000a4',
  foster: '00000000-0000-4000-8000-0000000000a5',
};

export interface Register {
  db: TestDatabase;
  migrator: Pool;
  door: Door;
  clock: TestClock;
  registry: Registry;
  facts: RegistryFacts;
  /** two district supervisors */
  people: [string, string];
  actor(person: number, role?: Role, area?: string): Actor;
  run(name: CommandName, data: unknown, person?: number): Promise<Record<string, any>>;
  child(more?: Record<string, unknown>): Promise<string>;
  /** a line of a case: opens it when `instance` is new; answers the outcome of the door */
  line(
    instance: string,
    ops: Op[],
    more?: {
      kind?: Line['kind'];
      role?: string;
      person?: string;
      area?: string;
      children?: string[];
      checks?: Check[];
      status?: string;
    },
  ): Promise<Outcome>;
  close(): Promise<void>;
}

export async function createRegister(): Promise<Register> {
  const db = await createTestDatabase();
  const migrator = new Pool({ connectionString: db.migratorUrl, max: 2 });
  migrator.on('error', () => undefined);
  await loadStandardAreas(migrator);
  const people: [string, string] = [randomUUID(), randomUUID()];
  await db.owner.query(
    `insert into homeward.people (id, name_km, name_en, added_at) select p, 'សុខា', 'Sokha', now() from unnest($1::uuid[]) p`,
    [people],
  );
  const { errors } = await importInstitutions(migrator, {
    policyDate: '2016-01-01',
    at: '2016-01-01T00:00:00+07:00',
    institutions: [
      facility(places.home, 'RCI-KDL-003', 'rci', 'authorised', 3, {
        people: [{ role: 'director', person: people[1] }],
      }),
      facility(places.full, 'RCI-KDL-004', 'rci', 'authorised', 0),
      facility(places.suspended, 'RCI-KDL-018', 'rci', 'suspended', 10),
      facility(places.transit, 'TRH-KDL-001', 'transitHome', 'authorised', 5),
      facility(places.foster, 'EFC-KDL-001', 'emergencyFoster', 'authorised', 6),
    ],
  });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const clock = new TestClock(Date.parse('2017-03-06T09:00:00+07:00'));
  const door = new Door(db.pool);
  const registry = new Registry(db.pool, door, clock);
  const versions = new Map<string, number>();
  const register: Register = {
    db,
    migrator,
    door,
    clock,
    registry,
    facts: new RegistryFacts(db.pool),
    people,
    actor: (person, role = 'districtSupervisor', area = '0810') => ({ person: people[person]!, role, area }),
    run: (name, data, person = 0) =>
      registry.run(name, data, { actor: register.actor(person), route: name, key: randomUUID() }, (_, line, checks) =>
        door.write({ lines: [line], checks }),
      ),
    async child(more = {}) {
      const data = {
        names: [{ km: 'សុខ ដារ៉ា', latin: 'Sok Dara' }],
        birth: { from: '2006-09-14', to: '2006-09-14', precision: 'day' },
        sex: 'female',
        disability: false,
        area: '0810',
        village: '08100701',
        ...more,
      };
      return (await register.run('child.register', data)).id as string;
    },
    async line(instance, ops, more = {}) {
      // the line that opens a case decides nothing
      if (!versions.has(instance) && ops.length > 0) {
        const opened = await register.line(instance, [], { ...more, kind: undefined, checks: undefined });
        if (!opened.ok) return opened;
      }
      const at = new Date(clock.now()).toISOString();
      const expect = versions.get(instance) ?? 0;
      const outcome = await door.write({
        lines: [
          {
            stream: instance,
            kind: more.kind ?? 'event',
            at,
            entry: canonical({
              event: 'case.decided',
              actor: { person: more.person ?? people[0], role: more.role ?? 'pdosvyDirector', area: '08' },
              at,
              version: expect + 1,
            }),
            instance: {
              expect,
              workflow: 'gatekeeping',
              workflowVersion: 1,
              prefix: 'GK',
              area: more.area ?? '0810',
              state: '{}',
              phase: 'decided',
              status: (more.status as 'open') ?? 'open',
              parameters: 1,
              children: more.children,
              openTasks: [],
              closeTasks: [],
              armTimers: [],
              cancelTimers: [],
            },
            ops,
          },
        ],
        checks: more.checks ?? [],
      });
      if (outcome.ok) versions.set(instance, expect + 1);
      return outcome;
    },
    async close() {
      await migrator.end();
      await db.drop();
    },
  };
  return register;
}

/** A grant of residential care for 180 days; an emergency for 72 hours. */
export const grant = (children: string[], more: Record<string, unknown> = {}): Op => ({
  op: 'authority.grant',
  data: {
    children,
    kind: 'residential',
    institution: places.home,
    status: 'awaiting',
    from: Date.parse('2017-03-06T09:00:00+07:00'),
    until: Date.parse(more.kind === 'emergency' ? '2017-03-09T09:00:00+07:00' : '2017-09-02T09:00:00+07:00'),
    goal: 'return to the mother',
    ...more,
  },
});

/** The constraint that refused, or what came instead. */
export const refusedBy = (outcome: Outcome): string =>
  'error' in outcome ? outcome.error.constraint : outcome.ok ? 'accepted' : outcome.conflict;
