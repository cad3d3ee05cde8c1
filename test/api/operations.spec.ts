/** Who hears of a changed institution, what is done once and journalled, and who sees which case. */
import { randomUUID } from 'node:crypto';
import type { ManualClock } from '../../libs/engine';
import { verifyJournal } from '../../libs/engine';
import { accountOf, institutionId, Town } from './town';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());

const home = institutionId('KDL-003');

async function made(as: string, path: string, body: unknown): Promise<any> {
  const answer = await town.send(as, path, { body });
  if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const concern = (child: string) => ({
  workflow: 'gatekeeping',
  area: '081007',
  event: 'concern.reported',
  data: {
    children: [child],
    reporter: 'neighbour',
    on: '2017-03-05',
    concern: 'The child is alone at night.',
    immediateDanger: false,
  },
});

/** A request for a place in KDL-003 that waits to be acknowledged. */
async function request(institution = home): Promise<string> {
  const data = {
    children: [await town.child()],
    institution,
    reasons: ['poverty', 'betterSchool'],
    parents: [
      { relation: 'mother', status: 'alive' },
      { relation: 'father', status: 'dead', proof: 'deathCertificate' },
    ],
    parentsAnswer: 'agree',
    documents: ['deathCertificate'],
    offers: [{ service: 'cashTransfer', by: 'Commune committee', on: '2017-03-01', answer: 'accepted' }],
    introducedBy: 'nobody',
    chiefCountersigned: true,
  };
  const body = { workflow: 'gatekeeping', event: 'request.submitted', area: '081007', data };
  return (await made('commune.kandal', '/instances', body)).id;
}

const told = (instance: string) =>
  town.rows<{ person: string; occurrence: string }>(
    `select d.person, a.occurrence from homeward.alerts a join homeward.deliveries d on d.alert = a.id and d.channel = 'inbox'
      where a.instance = $1 and a.kind = 'institution.standingChanged' order by a.fired_at, d.person`,
    instance,
  );
const standing = (to: string) => made('mosvy', `/institutions/${home}/standing`, { standing: to, reason: 'Danger.' });
const sweep = () => town.context.sweeper.sweep();

describe('a change of an institution’s standing', () => {
  it('is told once to who works or may work on an undecided request for it and to the district supervisor, and to nobody else', async () => {
    const waiting = await request();
    const elsewhere = await request(institutionId('KDL-001'));
    const [task] = (await town.send('supervisor.kandal', `/instances/${waiting}`)).body.tasks;
    await made('dsw.kandal', `/tasks/${task.id}/claim`, {});
    await standing('suspended');
    await sweep();
    await sweep();
    const people = (await told(waiting)).map((row) => row.person);
    // no worker is assigned yet: each of the district may take the task to seek a family
    const concerned = ['dsw.kandal', 'dsw2.kandal', 'supervisor.kandal'];
    expect(people.sort()).toEqual(concerned.map((login) => accountOf(login).person).sort());
    expect(await told(elsewhere)).toEqual([]);
    const { items } = (await town.send('dsw.kandal', `/alerts?instance=${waiting}`)).body;
    expect(items.map((item: any) => [item.kind, /[\u1780-\u17ff]/.test(item.text.km)]).sort()).toEqual([
      ['institution.standingChanged', true],
      ['requestSuspended', true],
    ]);
    const decided = await request();
    await town.rows('alter table homeward.authorities disable trigger user');
    await town.rows(
      `insert into homeward.authorities (id, child, kind, institution, status, valid_from, valid_until, goal, instance, seq, granted_at, changed_at)
       select gen_random_uuid(), subject, 'residential', $2, 'awaiting', now(), now() + interval '1 day', 'return', instance, 1, now(), now()
         from homeward.subjects where instance = $1 and kind = 'child'`,
      decided,
      home,
    );
    await town.rows('alter table homeward.authorities enable trigger user');
    // the same standing again is no change; another one is
    await standing('suspended');
    await sweep();
    expect(new Set((await told(waiting)).map((row) => row.occurrence)).size).toBe(1);
    await standing('frozen');
    await sweep();
    expect(new Set((await told(waiting)).map((row) => row.occurrence)).size).toBe(2);
    // what is decided reacts by itself
    expect(await told(decided)).toEqual([]);
  });
});

describe('what is acknowledged', () => {
  it('an alert: refused to who did not receive it, journalled with person, role and time, and done once', async () => {
    const opened = await made('commune.kandal', '/instances', concern(await town.child()));
    const clock = town.context.clock as ManualClock;
    await town.context.sweeper.advanceTo(clock.now() + 2 * 86_400_000, clock);
    const { items } = (await town.send('dsw.kandal', `/alerts?mine=true&instance=${opened.id}`)).body;
    const path = `/alerts/${items[0].id}/acknowledge`;
    expect(await town.outcome('village.battambang', path, { body: {} })).toBe('404 not_found');
    const key = randomUUID();
    const first = await town.send('dsw.kandal', path, { body: {}, key });
    expect([first.status, first.body.acknowledgedBy]).toEqual([200, accountOf('dsw.kandal').person]);
    expect((await town.send('dsw.kandal', path, { body: {}, key })).body).toEqual(first.body);
    // the journal knows the key also when the stored answer has had its time
    await town.rows('delete from homeward.answers where key = $1', key);
    expect((await town.send('dsw.kandal', path, { body: {}, key })).body).toEqual(first.body);
    const again = await town.send('dsw.kandal', path, { body: {} });
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
    expect(again.body.details).toEqual({ en: expect.stringMatching(/already/), km: expect.stringMatching(/រួចហើយ/) });
    const lines = await town.rows(
      `select kind, at, entry::jsonb -> 'actor' ->> 'person' as person, entry::jsonb -> 'actor' ->> 'role' as role from homeward.journal
        where stream = $1 and entry::jsonb ->> 'event' = 'alert.acknowledged'`,
      opened.id,
    );
    const at = new Date(first.body.acknowledgedAt);
    expect(lines).toEqual([{ kind: 'task', at, person: accountOf('dsw.kandal').person, role: 'dsw' }]);
  });

  it('an alert with what was done: kept as content of the line, told to who was alerted or reads the journal, nobody else', async () => {
    const opened = await made('commune.kandal', '/instances', concern(await town.child()));
    const clock = town.context.clock as ManualClock;
    await town.context.sweeper.advanceTo(clock.now() + 2 * 86_400_000, clock);
    const list = async (login: string) =>
      (await town.send(login, `/alerts?instance=${opened.id}&overdue=true`)).body.items;
    const [alert] = (await list('dsw.kandal')).filter((each: any) => each.reason !== null);
    const path = `/alerts/${alert.id}/acknowledge`;
    expect(await town.outcome('dsw.kandal', path, { body: { words: 'Seen.' } })).toBe('422 form_invalid');
    const note = 'I spoke with the commune; the visit is tomorrow.';
    expect(await town.outcome('dsw.kandal', path, { body: { note } })).toBe('200');
    const told = async (login: string) => (await list(login)).find((each: any) => each.id === alert.id)?.note;
    expect([await told('dsw.kandal'), await told('supervisor.kandal')]).toEqual([note, note]);
    expect(await told('commune.kandal')).toBeNull();
    const { items } = (await town.send('supervisor.kandal', `/instances/${opened.id}/journal`)).body;
    const line = items.find((each: any) => each.event === 'alert.acknowledged');
    expect([line.kind, line.data]).toEqual(['task', { note }]);
    const [{ entry }] = (await town.rows(
      'select entry from homeward.journal where stream = $1 and seq = $2',
      opened.id,
      line.seq,
    )) as [{ entry: string }];
    expect(entry).not.toContain('commune;');
  });

  it('an alert is acknowledged at the database by who received it alone, and through the door alone', async () => {
    await expect(town.database.pool.query('update homeward.alerts set acknowledged_at = now()')).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('an incident: acknowledged and resolved once each, with the first answer to the same key', async () => {
    const body = {
      kind: 'presence',
      children: [await town.child()],
      institution: home,
      at: '2017-03-05T10:00:00+07:00',
    };
    await made('dsw.kandal', '/facts', body);
    const [incident] = await town.rows<{ id: string }>(
      'select id from homeward.incidents where child = $1',
      body.children[0],
    );
    for (const [verb, sent, word] of [
      ['acknowledge', {}, 'acknowledged'],
      ['resolve', { reason: 'The child went home.' }, 'resolved'],
      ['acknowledge', undefined, 'resolved'],
    ] as const) {
      const path = `/incidents/${incident!.id}/${verb}`;
      const key = randomUUID();
      if (sent) {
        const first = await town.send('supervisor.kandal', path, { body: sent, key });
        expect(first.status).toBe(200);
        expect((await town.send('supervisor.kandal', path, { body: sent, key })).body).toEqual(first.body);
      }
      const again = await town.send('supervisor.kandal', path, { body: sent ?? {}, key: randomUUID() });
      expect([again.status, again.body.code]).toEqual([409, 'conflict']);
      expect(again.body.details.en).toBe(`The incident has been ${word} already.`);
      expect(again.body.details.km).toMatch(/រួចហើយ/);
    }
    const events = await town.rows(
      `select entry::jsonb ->> 'event' as event, entry::jsonb -> 'actor' ->> 'role' as role from homeward.journal where stream = $1 order by seq`,
      incident!.id,
    );
    expect(events).toEqual([
      { event: 'incident.acknowledged', role: 'districtSupervisor' },
      { event: 'incident.resolved', role: 'districtSupervisor' },
    ]);
  });
});

describe('offices that are called to single cases', () => {
  const seen = async (login: string, list: string): Promise<string[]> => {
    const { body } = await town.send(login, `${list}?limit=200`);
    return body.items.map((item: any) => item.instance ?? item.id);
  };
  const called = ['police.kandal', 'hospital.kandal', 'court.kandal', 'panel-health.kandal'];

  it('list no case, task, alert or incident of their area that they have no part in', async () => {
    const opened = await made('commune.kandal', '/instances', concern(await town.child()));
    await made('dsw.kandal', '/facts', {
      kind: 'presence',
      children: [await town.child()],
      institution: home,
      at: '2017-03-05T10:00:00+07:00',
    });
    expect(await seen('supervisor.kandal', '/instances')).toContain(opened.id);
    expect((await seen('supervisor.kandal', '/incidents')).length).toBeGreaterThan(0);
    for (const login of called)
      for (const list of ['/instances', '/tasks', '/alerts', '/incidents'])
        expect([login, list, await seen(login, list)]).toEqual([login, list, []]);
  });

  it('list what they reported, with its tasks and incidents', async () => {
    const opened = await made('police.kandal', '/instances', concern(await town.child()));
    expect(await seen('police.kandal', '/instances')).toEqual([opened.id]);
    expect(await seen('police.kandal', '/tasks')).toEqual([opened.id]);
    const child = await town.child();
    await made('hospital.kandal', '/facts', {
      kind: 'presence',
      children: [child],
      institution: home,
      at: '2017-03-05T10:00:00+07:00',
    });
    const { body } = await town.send('hospital.kandal', '/incidents');
    expect(body.items.map((item: any) => item.child)).toEqual([child]);
    expect(await seen('police.kandal', '/incidents')).toEqual([]);
    expect(await seen('police.battambang', '/instances')).toEqual([]);
  });

  it('list what is on their agenda, and what is assigned to them, for as long as it is', async () => {
    const opened = await made('commune.kandal', '/instances', concern(await town.child()));
    const change = (sql: string, ...more: unknown[]) =>
      town.rows(`update homeward.tasks set ${sql} where instance = $1 and closed_at is null`, opened.id, ...more);
    await change(`name = 'panel', role = 'pdosvyOfficer', area = '08'`);
    expect(await seen('panel-health.kandal', '/instances')).toEqual([opened.id]);
    expect(await seen('panel-health.kandal', '/tasks')).toEqual([opened.id]);
    expect(await seen('court.kandal', '/instances')).toEqual([]);
    expect(await seen('panel-health.battambang', '/instances')).toEqual([]);
    await change(`name = 'inquireCourt'`);
    expect(await seen('panel-health.kandal', '/instances')).toEqual([]);
    expect(await seen('court.kandal', '/instances')).toEqual([opened.id]);
    await change(`name = 'triage', assignee = $2`, accountOf('hospital.kandal').person);
    expect(await seen('court.kandal', '/instances')).toEqual([]);
    expect(await seen('hospital.kandal', '/instances')).toEqual([opened.id]);
  });
});

describe('a query', () => {
  it('with a name that the route does not know is refused on every route, read or write', async () => {
    const { paths } = (await town.send(undefined, '/api/openapi.json')).body;
    const token = await town.tokenOf('supervisor.kandal');
    const wrong: string[] = [];
    for (const [path, methods] of Object.entries(paths as Record<string, Record<string, any>>)) {
      for (const method of Object.keys(methods)) {
        const address = path.replace(/\{[^}]+\}/g, randomUUID());
        const answer = await fetch(`${town.api.url}${address}?colour=red&limit=1`, {
          method: method.toUpperCase(),
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'q' },
          body: method === 'get' || method === 'delete' ? undefined : '{}',
        });
        const { status, body } = { status: answer.status, body: (await answer.json()) as any };
        const named = (body.errors ?? []).map((e: any) => `${e.path} ${e.code}`);
        if (status !== 422 || body.code !== 'form_invalid' || named[0] !== 'query.colour unknown_field')
          wrong.push(`${method} ${path}: ${status} ${JSON.stringify(named)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(Object.keys(paths).length).toBeGreaterThan(50);
  });

  it('is no way past the door for who has no session, and is no matter to a page', async () => {
    expect(await town.outcome(undefined, '/tasks?colour=red')).toBe('401 unauthenticated');
    expect(await town.outcome('supervisor.kandal', '/tasks?limit=1&overdue=true')).toBe('200');
    expect((await fetch(`${town.api.url}/?from=mail`)).status).toBe(200);
  });
});

it('left a journal that verifies', async () => {
  expect((await verifyJournal(town.database.pool)).broken ?? null).toBeNull();
  expect(town.logged.filter((line) => line.includes('unexpected'))).toEqual([]);
});
