/** The store in memory against PostgreSQL: every statement of whole runs, crashes and all, has the same answer and leaves the same rows. */
import { run, type Tables } from '../../apps/commands/simulate/run';
import type { Statement } from '../../apps/commands/simulate/store';
import { World } from '../../apps/commands/simulate/world';
import { workflows } from '../../workflows';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { prepareRegister } from './register';

interface Asked {
  statement: Statement;
  rows: unknown;
}

/** JSON with sorted keys; instants as ISO, whoever wrote them; tasks by id, since the engine orders them itself. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (name, v: unknown) => {
    if (name === 'tasks') return [...(v as { id: string }[])].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (v !== null && typeof v === 'object' && !Array.isArray(v))
      return Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)));
    return name === 'due_at' && typeof v === 'string' ? new Date(v).toISOString() : v;
  });

/** Outcomes without the words in which a refusal is told; in one order what nobody asked for in any. */
function bare(text: string, rows: unknown): unknown {
  if (!/order by(?![^]*\))|homeward\.write/.test(text))
    return [...(rows as object[])].sort((a, b) => (plain(a) < plain(b) ? -1 : 1));
  const [first] = rows as { outcomes?: { error?: { state: string; constraint: string } }[] }[];
  if (!first?.outcomes) return rows;
  return first.outcomes.map((outcome) =>
    outcome.error ? { refused: [outcome.error.state, outcome.error.constraint] } : outcome,
  );
}

const instant = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** Every row of the store, as the queries below give those of PostgreSQL. */
const tables: Record<string, { sql: string; rows: (of: Tables) => object[] }> = {
  instances: {
    sql: `select id, reference, workflow, workflow_version, area, guests, version, seq, encode(head, 'hex') as head, state, phase, status, outcome,
      parameters, opened_at, changed_at from homeward.instances order by id`,
    rows: (of) =>
      of.instances.all().map((r) => ({ ...r, opened_at: instant(r.opened_at), changed_at: instant(r.changed_at) })),
  },
  journal: {
    sql: `select stream, seq, version, kind, at, person, route, key, entry, answer, encode(hash, 'hex') as hash from homeward.journal order by stream, seq`,
    rows: (of) => of.journal.all().map(({ commit: _, recorded_at: __, ...r }) => ({ ...r, at: instant(r.at) })),
  },
  contents: {
    sql: 'select stream, seq, digest, compartment, body from homeward.contents order by stream, seq',
    rows: (of) => of.contents.all(),
  },
  streams: {
    sql: `select id, seq, encode(head, 'hex') as head from homeward.streams order by id`,
    rows: (of) => of.streams.all(),
  },
  subjects: {
    sql: 'select instance, kind, subject from homeward.subjects order by instance, kind, subject',
    rows: (of) => of.subjects.all(),
  },
  tasks: {
    sql: `select id, instance, incident, key, name, role, area, institution, assignee, due_at, due_on::text as due_on, exact, provisional, ladder, opens_at,
      opening_at, parameters, opened_version, opened_at, closed_version, closed_at, closed_by, next_rung, next_rung_at, case_area from homeward.tasks order by id`,
    rows: (of) =>
      of.tasks.all().map(({ why: _, ...r }) => ({
        ...r,
        due_at: instant(r.due_at),
        opens_at: instant(r.opens_at),
        opening_at: instant(r.opening_at),
        opened_at: instant(r.opened_at),
        closed_at: instant(r.closed_at),
        next_rung_at: instant(r.next_rung_at),
      })),
  },
  timers: {
    sql: 'select instance, timer, armed_version, deadline, due_at, provisional, why, status from homeward.timers order by instance, timer, armed_version',
    rows: (of) => of.timers.all().map((r) => ({ ...r, due_at: instant(r.due_at) })),
  },
  visits: {
    sql: `select instance, key, task, step, role, area, child, assignee, opens_at, due_at, due_on::text as due_on, exact, ladder, parameter, status,
      made_on::text as made_on, reason, opened_version, closed_version, closed_at from homeward.visits order by instance, key`,
    rows: (of) =>
      of.visits.all().map((r) => ({
        ...r,
        opens_at: instant(r.opens_at),
        due_at: instant(r.due_at),
        closed_at: instant(r.closed_at),
      })),
  },
  alerts: {
    sql: `select about, id, kind, task, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at, resolved_at, resolve_at, nobody, safety
      from homeward.alerts order by id`,
    rows: (of) =>
      of.alerts.all().map((r) => ({
        ...r,
        due_at: instant(r.due_at),
        fired_at: instant(r.fired_at),
        resolved_at: instant(r.resolved_at),
        resolve_at: instant(r.resolve_at),
      })),
  },
  deliveries: {
    sql: `select alert, person, channel, reason, role, copy, due_at, sent_at, attempts, last_error, retry_at, place from homeward.deliveries
      order by alert, person, channel`,
    rows: (of) =>
      of.deliveries.all().map((r) => ({
        ...r,
        due_at: instant(r.due_at),
        sent_at: instant(r.sent_at),
        retry_at: instant(r.retry_at),
      })),
  },
  versions: {
    sql: 'select id, version from homeward.children where version > 1 union all select id, version from homeward.institutions where version > 1 order by 1',
    rows: (of) =>
      [...of.children.all(), ...of.institutions.all()]
        .filter(({ version }) => version > 1)
        .map(({ id, version }) => ({ id, version })),
  },
};

const lines = (rows: readonly object[]): string[] => rows.map(plain).sort();

describe('the store in memory', () => {
  let db: TestDatabase | undefined;
  afterEach(() => db?.drop());

  it.each([2, 3, 5, 16])(
    'answers every statement of seed %i as PostgreSQL does, and leaves the same rows',
    async (seed) => {
      const asked: Asked[] = [];
      let last: Tables | undefined;
      await run({
        seed,
        workflows,
        watch: (statement, rows, after) => {
          asked.push({ statement, rows: structuredClone(bare(statement.text, rows)) });
          last = after;
        },
      });
      db = await createTestDatabase();
      const values = asked.map(({ statement }) => JSON.stringify(statement.values));
      await prepareRegister(db.owner, values, new World(workflows));
      const outcomes = new Map<string, number>();
      for (const { statement, rows } of asked) {
        const { text, values: given } = statement;
        // an anchor covers what was written by the clock on the wall
        if (text.includes('make_anchor')) continue;
        const answer = bare(text, (await db.pool.query({ text, values: given })).rows);
        expect({ text, given, answer: plain(answer) }).toEqual({ text, given, answer: plain(rows) });
        if (text.includes('homeward.write('))
          for (const outcome of answer as { ok?: boolean; conflict?: string }[]) {
            const what = outcome.ok ? 'written' : (outcome.conflict ?? 'refused');
            outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
          }
      }
      for (const [name, { sql, rows }] of Object.entries(tables)) {
        const theirs = await db.owner.query(sql);
        expect({ name, rows: lines(theirs.rows as object[]) }).toEqual({ name, rows: lines(rows(last!)) });
      }
      expect(asked.length).toBeGreaterThan(400);
      expect(outcomes.get('written')).toBeGreaterThan(20);
      expect(outcomes.get('instance')).toBeGreaterThan(0);
    },
  );
});
