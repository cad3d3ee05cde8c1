/** Two records of a closing institution become one child: nobody disappears with the second, and what was closed and is inhabited again. */
import { codeAt } from '../../libs/access';
import { Played } from './played';
import { accountOf, institutionId, Town } from './town';

let town: Town;
let story: Played;
let id: string;
let lida: string;
let nary: string;
const house = institutionId('KDL-003');
const signed = (login: string) => ({ 'Homeward-Totp': codeAt(accountOf(login).totpSecret!, Date.now() + 30_000) });
const told = ({ status, body }: { status: number; body: any }): string =>
  [status, ...(body.rules ?? []).map((rule: { id: string }) => rule.id)].join(' ');
async function act(login: string, type: string, data: object, headers: Record<string, string> = {}) {
  const { headers: seen } = await town.send(login, `/instances/${id}`);
  const version = { 'If-Match': seen.get('etag')! };
  return told(
    await town.send(login, `/instances/${id}/events`, { body: { type, data }, headers: { ...headers, ...version } }),
  );
}
const lacks = async () =>
  (await town.rows<{ lacks: string | null }>('select homeward.closing_lacks($1) as lacks', house))[0]!.lacks;
const rows = () =>
  town.rows<{ accounted: string; seen: boolean }>(
    'select accounted, verified_at is not null as seen from homeward.census where instance = $1 order by no',
    id,
  );
async function merge(kept: string, merged: string): Promise<string> {
  const { body } = await town.send('supervisor.kandal', '/corrections/merges', {
    body: { kept, merged, reason: 'One child, two names.' },
  });
  return told(await town.send('director.kandal', `/corrections/${body.id}/approve`, { body: {} }));
}
const seeing = { on: '2017-03-22', contactType: 'inPerson', childSeen: true };

beforeAll(async () => {
  town = await Town.open({}, '2017-01-09T08:00:00+07:00');
  story = new Played(town, 'C1');
  await story.signIn();
  for (const login of ['mosvy2', 'mosvy3']) await town.tokenOf(login);
  await story.until('staff.settled');
  [{ id }] = (await town.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'institution-closure'`,
  )) as [{ id: string }];
  [lida, nary] = (await town.rows<{ child: string }>('select child from homeward.census order by no')).map(
    ({ child }) => child,
  ) as [string, string];
}, 240_000);
afterAll(() => town.close());

it('lets no child of the census leave it as the death of another record', async () => {
  const other = await town.child();
  const death = { kind: 'death', children: [other], at: '2017-03-20T10:00:00+07:00' };
  expect((await town.send('dsw.kandal', '/facts', { body: death })).status).toBe(201);
  expect(await merge(nary, other)).toBe('422 N-21');
  expect(await merge(other, nary)).toBe('422 N-21');
  expect(await rows()).toEqual([
    { accounted: 'home', seen: true },
    { accounted: 'home', seen: true },
  ]);
});

it('takes nobody as seen after a merge, in the closure and in the database, and leaves the sealed rows as they are', async () => {
  expect(await lacks()).toBeNull();
  expect(await merge(lida, nary)).toBe('200');
  expect(await rows()).toEqual([
    { accounted: 'home', seen: false },
    { accounted: 'home', seen: false },
  ]);
  expect(await lacks()).toBe('2 of the census without a verified destination');
  // a verification that is older than the merge counts as none
  const client = await town.database.owner.connect();
  await client.query('begin');
  await client.query(`update homeward.census set verified_at = '2017-03-17'`);
  const { rows: older } = await client.query('select homeward.closing_lacks($1) as lacks', [house]);
  await client.query('rollback');
  client.release();
  expect(older).toEqual([{ lacks: '2 of the census merged with another record and not seen since' }]);
});

it('shows the merge where the closure is looked at, and counts one child', async () => {
  const { body } = await town.send('officer.kandal', `/closures/${id}`);
  expect(body).toMatchObject({ children: 1, merged: 1, unverified: 1, remaining: { total: 0 } });
  expect(body.mergers).toEqual([{ merged: nary, kept: lida, on: '2017-03-21' }]);
  expect(body.rows).toMatchObject([
    { child: lida, unseen: true, merged: true, verified: false, sameAs: nary },
    { child: nary, unseen: true, merged: true, verified: false, sameAs: null },
  ]);
});

it('is refused its certificate until somebody who neither moved nor merged the child has seen it', async () => {
  await story.until(54);
  const certificate = { filesAt: 'The archive of the province.' };
  expect(await act('mosvy2', 'certificate.signed', certificate, signed('mosvy2'))).toBe('422 N-21');
  expect(await act('dsw.kandal', 'destination.verified', { ...seeing, child: nary })).toBe('422 N-10');
  expect(await act('mosvy2', 'destination.verified', { ...seeing, child: nary, contactType: 'telephone' })).toBe(
    '422 institution-closure.seen',
  );
  expect(await act('mosvy2', 'destination.verified', { ...seeing, child: nary })).toBe('200');
  expect(await rows()).toEqual([
    { accounted: 'home', seen: true },
    { accounted: 'home', seen: true },
  ]);
  expect(await lacks()).toBeNull();
});

it('says in its certificate that records were merged', async () => {
  await story.until(55);
  for (const lang of ['en', 'km']) {
    const path = `/instances/${id}/documents/closure-certificate?as=html&lang=${lang}`;
    const { status, body } = await town.send('mosvy', path);
    expect([status, String(body).includes(lang === 'en' ? 'two people merged' : 'មនុស្សពីរនាក់បានបញ្ចូល')]).toEqual([
      200,
      true,
    ]);
  }
});

describe('where children sleep again after the certificate', () => {
  const visit = { visitOn: '2017-03-23', unannounced: false, found: 'childrenSleep', people: ['children'] };
  const inspections = () =>
    town.rows(
      `select i.id, i.area, i.phase, i.state::jsonb #>> '{context,plannedOn}' as on, i.state::jsonb #>> '{context,kind}' as kind
         from homeward.instances i join homeward.subjects s on s.instance = i.id and s.subject = $1 where i.workflow = 'inspection' and i.opened_at > '2017-03-23'`,
      house,
    );

  it('is taken before its window, and an inspection of the same day is opened in the same write', async () => {
    await story.until(55);
    expect(await act('dsw.kandal', 'visit.recorded', visit)).toBe('200');
    const [closure] = await town.rows('select outcome from homeward.instances where id = $1', id);
    expect(closure).toEqual({ outcome: 'REOPENED_UNLAWFULLY' });
    const [opened, ...others] = await inspections();
    expect(others).toEqual([]);
    expect(opened).toMatchObject({ on: '2017-03-23', kind: 'required' });
    const [place] = await town.rows<{ area: string }>('select area from homeward.institutions where id = $1', house);
    expect(opened!['area']).toBe(place!.area);
    const lines = await town.rows(
      `select count(distinct at)::int as moments from homeward.journal
        where stream = any ($1::uuid[]) and entry::jsonb ->> 'event' in ('visit.recorded', 'inspection.required')`,
      [id, opened!['id']],
    );
    expect(lines).toEqual([{ moments: 1 }]);
    const incidents = await town.rows(
      `select role, ladder from homeward.incidents where kind = 'REOPENED_UNLAWFULLY' and institution = $1`,
      house,
    );
    expect(incidents).toEqual([{ role: 'pdosvyDirector', ladder: 'high' }]);
    // nobody of the place knows of it
    expect(await town.outcome('rci.kdl-003', `/instances/${opened!['id']}`)).toBe('404 not_found');
    expect(await town.outcome('supervisor.kandal', `/instances/${opened!['id']}`)).toBe('200');
  });

  it('is ordered to close once more, stays closed, and cannot be certified past its new census', async () => {
    const { status, body } = await town.send('mosvy3', '/instances', {
      headers: signed('mosvy3'),
      body: {
        workflow: 'institution-closure',
        event: 'order.signed',
        area: '081007',
        data: {
          institution: house,
          kind: 'emergency',
          legalBasis: 'l',
          reasons: 'Children sleep there.',
          targetOn: '2017-04-20',
          transition: false,
          danger: true,
        },
      },
    });
    expect(told({ status, body })).toBe('201');
    expect(body.phase ?? JSON.stringify(body)).toContain('steps.census');
    const [place] = await town.rows('select standing from homeward.institutions where id = $1', house);
    expect(place).toEqual({ standing: 'closed' });
    // the register, too, refuses what has no whole census
    const child = await town.child();
    const seen = { kind: 'presence', children: [child], institution: house, at: '2017-03-23T08:00:00+07:00' };
    expect((await town.send('dsw.kandal', '/facts', { body: seen })).status).toBe(201);
    const tried = town.rows(
      `select door.op_institution_standing(jsonb_build_object('institution', $1::text, 'standing', 'closed'),
         jsonb_populate_record(null::door.line, jsonb_build_object('instance', $2::text, 'stream', $2::text, 'seq', 9, 'at', now())))`,
      house,
      body.id,
    );
    // without a sealed census of its own there is neither an account nor a certificate
    await expect(tried).rejects.toMatchObject({ constraint: expect.stringMatching(/^institution_closed_/) });
  });
});
