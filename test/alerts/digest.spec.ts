/** The morning digest: over generated hierarchies it holds exactly what its reader could open, ranked, and never more. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Access, Directory } from '../../libs/access';
import { Alerts, Digests, InboxChannel, MailChannel, mostItems, Sweeper, type Channel } from '../../libs/alerts';
import { endOf } from '../../workflows/time';
import type { Actor, Role } from '../../workflows/workflow';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { firstSettings, phnomPenh, seed, TestClock } from '../support/obligations';
import { MailServer } from './receivers';
import { choose, clear, hire, seal, site } from './staff';

let db: TestDatabase;
let access: Access;
const clock = new TestClock(phnomPenh('2017-06-01T07:30:00'));
const titles = () => ({ en: 'Follow-up visit', km: 'ការចុះតាមដាន' });
const provinces = ['08', '09'];
const districts = ['0801', '0802', '0901'];
const communes = ['080101', '080102', '080201', '090101'];
const roles = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'] as const;
const children = Array.from({ length: 6 }, () => randomUUID());
const people = Array.from({ length: 12 }, () => randomUUID());

beforeAll(async () => {
  db = await createTestDatabase();
  await seed(db);
  await hire(db);
  access = new Access(db.pool, clock);
  for (const [level, codes] of [provinces, districts, communes].entries())
    for (const code of codes)
      await db.owner.query(
        `insert into homeward.areas (code, level, name_km, name_en) values ($1, $2, 'ក', 'A') on conflict do nothing`,
        [code, level + 1],
      );
  for (const id of children)
    await db.owner.query(
      `insert into homeward.children (id, birth_from, birth_to, birth_precision, sex, area, registered_at) values ($1, '2008-01-01', '2008-01-01', 'day', 'female', '0801', '2016-01-01')`,
      [id],
    );
  for (const [n, id] of people.entries())
    await db.owner.query(
      `insert into homeward.people (id, name_km, name_en, added_at) values ($1, 'ក', $2, '2016-01-01')`,
      [id, `Person ${n}`],
    );
}, 60_000);
afterAll(() => db.drop());

interface World {
  /** who holds which seat; several may hold one, and one several */
  seats: { person: number; role: (typeof roles)[number]; place: number; leave: boolean; deputy: number | null }[];
  /** obligations of cases and of incidents */
  tasks: {
    kind: 'case' | 'incident';
    place: number;
    /** another commune that has a part in the case */
    guest: number | null;
    kids: number[];
    days: number;
    high: boolean;
    closed: boolean;
    assignee: number | null;
  }[];
  /** who is named as alleged perpetrator about which child */
  walls: { person: number; child: number; over: boolean }[];
}

const index = (length: number) => fc.nat({ max: length - 1 });
const worlds: fc.Arbitrary<World> = fc.record({
  seats: fc.array(
    fc.record({
      person: index(people.length),
      role: fc.constantFrom(...roles),
      place: index(12),
      leave: fc.boolean(),
      deputy: fc.option(index(people.length)),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  tasks: fc.array(
    fc.record({
      kind: fc.constantFrom('case', 'case', 'incident'),
      place: index(communes.length),
      guest: fc.option(index(communes.length), { freq: 1 }),
      kids: fc.uniqueArray(index(children.length), { maxLength: 2 }),
      days: fc.integer({ min: -3, max: 40 }),
      high: fc.boolean(),
      closed: fc.boolean(),
      assignee: fc.option(index(people.length)),
    }),
    { maxLength: 45, size: 'max' },
  ),
  walls: fc.array(fc.record({ person: index(people.length), child: index(children.length), over: fc.boolean() }), {
    maxLength: 4,
  }),
});

interface Held {
  appointment: string;
  person: string;
  actor: Actor;
}
interface Obligation {
  link: string;
  due: number;
  high: boolean;
  area: string;
  guests: string[];
  kids: string[];
  assigned: string[];
  instance?: string;
}

const placeOf = (role: Role, place: number): string =>
  role === 'mosvy'
    ? ''
    : role === 'districtSupervisor'
      ? districts[place % districts.length]!
      : provinces[place % provinces.length]!;

async function appoint(person: string, role: Role, area: string, actingFor?: string): Promise<string> {
  const id = randomUUID();
  await db.owner.query(
    `insert into homeward.appointments (id, person, role, area, starts_at, acting_for) values ($1, $2, $3, $4, '2016-01-01', $5)`,
    [id, person, role, area, actingFor ?? null],
  );
  return id;
}

/** Builds a world; answers the seats whose holders are at work, and what is overdue. */
async function build({ seats, tasks, walls }: World): Promise<{ held: Held[]; overdue: Obligation[] }> {
  await clear(db);
  await db.owner.query(
    'truncate homeward.leaves, homeward.appointments, homeward.allegations, homeward.subjects cascade',
  );
  const held: Held[] = [];
  for (const seat of seats) {
    const area = placeOf(seat.role, seat.place);
    const person = people[seat.person]!;
    const appointment = await appoint(person, seat.role, area);
    const actor = { role: seat.role, area };
    if (!seat.leave) held.push({ appointment, person, actor: { ...actor, person, appointment } });
    else
      await db.owner.query(
        `insert into homeward.leaves (id, appointment, starts_at, ends_at) values (gen_random_uuid(), $1, '2017-05-30', '2017-06-10')`,
        [appointment],
      );
    if (seat.deputy === null) continue;
    const deputy = people[seat.deputy]!;
    const acting = await appoint(deputy, seat.role, area, appointment);
    if (seat.leave)
      held.push({
        appointment: acting,
        person: deputy,
        actor: { ...actor, person: deputy, appointment: acting, actingFor: person },
      });
  }
  for (const { person, child, over } of walls)
    await db.owner.query(
      `insert into homeward.allegations (id, child, person, from_at, until_at, stream, seq) values (gen_random_uuid(), $1, $2, '2017-01-01', $3, gen_random_uuid(), 1)`,
      [children[child], people[person], over ? '2017-05-01' : null],
    );
  const overdue: Obligation[] = [];
  for (const [n, task] of tasks.entries()) {
    const made = await oblige(task, n);
    if (task.days > 0 && !task.closed) overdue.push(made);
  }
  return { held, overdue };
}

async function oblige(
  { kind, place, guest, kids, days, high, closed, assignee }: World['tasks'][number],
  n: number,
): Promise<Obligation> {
  const id = randomUUID();
  const area = communes[place]!;
  const guests = kind === 'incident' || guest === null || guest === place ? [] : [communes[guest]!];
  const on = new Date(phnomPenh('2017-06-01T12:00:00') - days * 86_400_000).toISOString().slice(0, 10);
  const owner = assignee === null ? null : people[assignee]!;
  const named = kids.map((kid) => children[kid]!).slice(0, kind === 'case' ? 2 : 1);
  if (kind === 'case') {
    await db.owner.query(
      `insert into homeward.instances (id, reference, workflow, workflow_version, area, guests, version, seq, head, state, phase, status, parameters, opened_at, changed_at)
       values ($1, $2, 'gatekeeping', 1, $3, $4, 1, 1, '\\x00', '{}', 'waiting', 'open', 1, '2017-01-01', '2017-01-01')`,
      [id, `GK-${id.slice(0, 8)}-${n}`, area, guests],
    );
    for (const child of named)
      await db.owner.query(`insert into homeward.subjects (instance, kind, subject) values ($1, 'child', $2)`, [
        id,
        child,
      ]);
  } else
    await db.owner.query(
      `insert into homeward.incidents (id, kind, child, role, area, ladder, text_en, text_km, opened_at, due_at, about)
       values ($1, 'UNDER_THREE_PRESENT', $2, 'districtSupervisor', $3, 'high', 'x', 'x', '2017-01-01', '2017-06-01', $4)`,
      [id, named[0] ?? null, area, String(n)],
    );
  await db.owner.query(
    `insert into homeward.tasks (id, ${kind === 'case' ? 'instance' : 'incident'}, key, name, role, area, assignee, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at, closed_at, closed_version)
     values (gen_random_uuid(), $1, $1::uuid::text, 'visit', 'dsw', $2, $3, $4, $5, false, '{}', $6, 1, 1, '2017-01-01', $7, $8)`,
    [
      id,
      area.slice(0, 4),
      owner,
      new Date(endOf(on)),
      on,
      high ? 'high' : 'normal',
      closed ? '2017-05-01' : null,
      closed ? 2 : null,
    ],
  );
  return {
    link: kind === 'case' ? `/cases/${id}` : `/incidents/${id}`,
    due: endOf(on),
    high,
    area,
    guests,
    kids: named,
    assigned: owner === null || closed ? [] : [owner],
    ...(kind === 'case' && { instance: id }),
  };
}

/** What the product itself answers when the reader asks for the thing. */
const opens = (reader: Actor, { area, guests, kids, assigned, instance }: Obligation): Promise<boolean> =>
  access.maySee(reader, {
    area,
    guests,
    children: kids,
    assigned,
    ...(instance && { instance, workflow: 'gatekeeping' }),
  });

const digests = (channels: Channel[] = [new InboxChannel()]) => {
  const alerts = alertsOver(channels);
  return { alerts, digests: new Digests({ pool: db.pool, access, channels, titles, troubles: alerts.troubles }) };
};
const alertsOver = (channels: Channel[]) =>
  new Alerts({
    pool: db.pool,
    clock,
    settings: firstSettings,
    directory: new Directory(db.pool),
    titles,
    channels,
    seal,
  });

describe('the digest', () => {
  it('holds what its reader could open and nothing else, whatever the areas, roles and walls', async () => {
    const seen = { capped: 0, walled: 0, deputies: 0, none: 0 };
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const { held, overdue } = await build(world);
        await digests().digests.make(clock.now());
        const { rows } = await db.owner.query(
          `select a.occurrence, a.details, array_agg(d.person) as persons from homeward.alerts a join homeward.deliveries d on d.alert = a.id where a.kind = 'digest' group by a.about, a.id`,
        );
        const made = new Map(rows.map((row) => [row.occurrence.split('@')[0], row]));
        expect([...made.keys()].filter((id) => !held.some(({ appointment }) => appointment === id))).toEqual([]);
        for (const { appointment, person, actor } of held) {
          const may: Obligation[] = [];
          for (const one of overdue) if (await opens(actor, one)) may.push(one);
          const digest = made.get(appointment);
          if (may.length === 0) {
            seen.none += 1;
            expect(digest).toBeUndefined();
            continue;
          }
          expect(digest.persons).toEqual([person]);
          expect(digest.details.total).toBe(may.length);
          const links: string[] = digest.details.items.map(({ link }: { link: string }) => link);
          const order = (one: Obligation) => `${one.high ? 0 : 1} ${one.due}`;
          const ranked = may.map(order).sort().slice(0, mostItems);
          expect(links.map((link) => order(may.find((one) => one.link === link)!))).toEqual(ranked);
          expect(new Set(links).size).toBe(links.length);
          seen.capped += may.length > mostItems ? 1 : 0;
          seen.deputies += actor.actingFor ? 1 : 0;
          const inArea = overdue.filter(({ area, guests }) =>
            [area, ...guests].some((place) => place.startsWith(actor.area)),
          ).length;
          seen.walled += inArea > may.length ? 1 : 0;
        }
      }),
      { seed: 20170601, numRuns: 40 },
    );
    // the worlds are not all easy ones
    for (const [what, times] of Object.entries(seen)) expect([what, times > 3]).toEqual([what, true]);
  }, 120_000);

  it('comes at 07:30 and once, to who has chosen it, in their language, with the number of those left out', async () => {
    const mail = await MailServer.open();
    const channel = new MailChannel({ url: mail.url, from: 'homeward@example.gov.kh', site });
    const channels = [new InboxChannel(), channel];
    const [reader, other] = people as [string, string];
    const task = {
      kind: 'case' as const,
      place: 0,
      guest: null,
      kids: [0],
      days: 3,
      high: false,
      closed: false,
      assignee: null,
    };
    const tasks = [...Array.from({ length: 24 }, () => task), { ...task, days: 1, high: true }];
    const seat = { role: 'districtSupervisor' as const, place: 0, leave: false, deputy: null };
    await build({
      seats: [
        { ...seat, person: 0 },
        { ...seat, person: 1 },
      ],
      tasks,
      walls: [],
    });
    await choose(db, reader, { email: 'reader@example.gov.kh', language: 'en', quiet: { from: 0, until: 12 * 60 } });
    await choose(db, other, { email: 'other@example.gov.kh', rungs: { email: ['supervisor'] } });
    const parts = digests(channels);
    const engine = { fireDue: async () => 0 };
    const settings = { covered: async () => ({ needed: false, version: 1, text: { en: '', km: '' } }) };
    const sweeper = () => new Sweeper({ pool: db.pool, engine, clock, settings, ...parts });
    await db.owner.query('update homeward.tasks set next_rung_at = null');
    try {
      for (const time of ['07:29:59', '07:30:00', '07:30:05', '09:00:00']) {
        await sweeper().sweep(phnomPenh(`2017-06-01T${time}`));
        await parts.alerts.sendOut(phnomPenh(`2017-06-01T${time}`));
        expect(mail.letters).toHaveLength(time === '07:29:59' ? 0 : 1);
      }
      const [letter] = mail.letters as [(typeof mail.letters)[number]];
      expect(letter.headers).toMatchObject({
        to: 'reader@example.gov.kh',
        subject: 'Overdue in your area: 25 tasks, 1 of them at high risk.',
      });
      expect(letter.plain).toMatch(
        /1\. GK-\S+ · Follow-up visit · 31 May 2017 · days overdue: 1 · high risk\n {3}https:\/\/homeward\.example\.gov\.kh\/cases\//,
      );
      expect(letter.plain.match(/^\d+\. GK-/gm)).toHaveLength(mostItems);
      expect(letter.plain).toContain('and 5 more');
      expect(letter.html).toContain('<p>and 5 more</p>');
      expect(letter.plain + letter.html).not.toMatch(/Person|0801/);
      expect((await parts.alerts.list(other)).items.map(({ kind, link }) => [kind, link])).toEqual([
        ['digest', '/team/tasks?overdue=true'],
      ]);
      // days without a worker are not made up: the next digest is that of the day it is back
      await sweeper().sweep(phnomPenh('2017-06-04T10:00:00'));
      await parts.alerts.sendOut(phnomPenh('2017-06-04T10:00:00'));
      expect(mail.letters).toHaveLength(2);
    } finally {
      await channel.close();
      await mail.stop();
    }
  });

  it('of one seat that cannot be made is told to the administrators, and the others get theirs', async () => {
    const seat = { role: 'districtSupervisor' as const, place: 0, leave: false, deputy: null };
    const task = {
      kind: 'case' as const,
      place: 0,
      guest: null,
      kids: [0],
      days: 3,
      high: false,
      closed: false,
      assignee: null,
    };
    await build({
      seats: [
        { ...seat, person: 0 },
        { ...seat, person: 1 },
        { ...seat, person: 2 },
      ],
      tasks: [task],
      walls: [],
    });
    const alerts = alertsOver([new InboxChannel()]);
    const broken = {
      hidden: async (actor: Actor) =>
        actor.person === people[1] ? Promise.reject(new Error('an odd record')) : access.hidden(actor),
    };
    const made = await new Digests({
      pool: db.pool,
      access: broken,
      channels: [new InboxChannel()],
      titles,
      troubles: alerts.troubles,
    }).make(clock.now());
    expect(made).toBe(2);
    const { rows } = await db.owner.query('select kind, error from homeward.troubles');
    expect(rows).toEqual([{ kind: 'digest', error: 'an odd record' }]);
  });
});
