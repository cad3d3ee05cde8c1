/** Every route for every role, in its own province and in another's: who is let in, and that nobody is ever answered 500. */
import { randomUUID } from 'node:crypto';
import { roles, type Role } from '../../workflows/workflow';
import type { ManualClock } from '../../libs/engine';
import { accountOf, institutionId, loginsOf, newChild, Town } from './town';

let town: Town;
/** what lies in Kandal */
const at: Record<string, string> = {};

beforeAll(async () => {
  town = await Town.open();
  const made = async (as: string, path: string, body: unknown, field = 'id') => {
    const answer = await town.send(as, path, { body });
    if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body[field];
  };
  at.child = await town.child();
  at.twin = await town.child('kandal', { names: [{ latin: 'Sok Dara' }] });
  at.institution = institutionId('KDL-003');
  at.family = await made('commune.kandal', '/families', { area: '08100701' });
  at.case = await made('commune.kandal', '/instances', {
    workflow: 'gatekeeping',
    area: '081007',
    event: 'concern.reported',
    data: concern(at.child),
  });
  at.task = (await town.send('supervisor.kandal', `/instances/${at.case}`)).body.tasks[0].id;
  at.person = await made('admin', '/people', { nameKm: 'មនុស្ស', nameEn: 'Person' });
  at.appointment = await made('admin', `/people/${at.person}/appointments`, {
    role: 'commune',
    area: '081007',
    from: '2017-01-01T00:00:00+07:00',
  });
  const birth = { from: '2007-01-01', to: '2007-12-31', precision: 'year' };
  at.correction = await made('dsw.kandal', `/children/${at.twin}/birth`, { birth, reason: 'A certificate was found.' });
  await made('dsw.kandal', '/facts', {
    kind: 'presence',
    children: [at.child],
    institution: at.institution,
    at: '2017-03-05T10:00:00+07:00',
  });
  at.incident = (await town.send('supervisor.kandal', '/incidents')).body.items[0].id;
  at.glass = await made('dsw.kandal', '/break-glass', {
    kind: 'child',
    subject: at.child,
    reason: 'A call at night that the child is hurt.',
  });
  await town.context.sweeper.advanceTo(town.context.clock.now() + 3_600_000, town.context.clock as ManualClock);
  at.alert = (await town.send('supervisor.kandal', '/alerts')).body.items[0].id;
  at.parameter = await made('mosvy', '/parameters/proposals', {
    parameter: 'P-33',
    value: { amount: 60, unit: 'days' },
    effectiveFrom: '2017-04-01',
    reason: 'Too short.',
  });
  at.holidays = await made('mosvy', '/holidays/proposals', { reason: 'A new day off.', add: [holiday], remove: [] });
  at.renewal = await made('officer.kandal', '/renewals', {
    person: accountOf('village.kandal').person,
    what: 'password',
  }).catch(() => made('admin', '/renewals', { person: accountOf('village.kandal').person, what: 'password' }));
}, 60_000);
afterAll(() => town.close());

const holiday = {
  date: '2017-06-20',
  name: { en: 'A day off', km: 'ថ្ងៃឈប់' },
  kind: 'decree',
  source: 'invented',
  status: 'official',
};
const concern = (child: string) => ({
  children: [child],
  reporter: 'neighbour',
  on: '2017-03-05',
  concern: 'The child is alone at night.',
  immediateDanger: false,
});

/** One way to use each route: the address, with `:name` from the table of what was made, and a body that can be taken. */
const uses: Record<string, { path?: string; body?: () => unknown }> = {
  'GET /session': {},
  'GET /session/devices': {},
  'GET /workflows': {},
  'GET /workflows/{id}': { path: '/workflows/gatekeeping' },
  'GET /areas': {},
  'GET /parameters': {},
  'GET /parameters/proposals': {},
  'GET /holidays': {},
  'GET /holidays/proposals/{id}/preview': { path: '/holidays/proposals/:holidays/preview' },
  'GET /instances': {},
  'GET /instances/{id}': { path: '/instances/:case' },
  'GET /instances/{id}/journal': { path: '/instances/:case/journal' },
  'GET /tasks': {},
  'GET /alerts': {},
  'GET /incidents': {},
  'GET /children': {},
  'GET /children/{id}': { path: '/children/:child' },
  'GET /children/{id}/facts': { path: '/children/:child/facts' },
  'GET /children/{id}/authorities': { path: '/children/:child/authorities' },
  'GET /children/{id}/readers': { path: '/children/:child/readers' },
  'GET /corrections': {},
  'GET /families': {},
  'GET /families/{id}': { path: '/families/:family' },
  'GET /institutions': {},
  'GET /institutions/{id}': { path: '/institutions/:institution' },
  'GET /facts': { path: '/facts?institution=:institution' },
  'GET /people': {},
  'GET /break-glass': {},
  'POST /instances': {
    body: () => ({ workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data: concern(at.child!) }),
  },
  'POST /instances/{id}/events': {
    path: '/instances/:case/events',
    body: () => ({ type: 'concern.triaged', data: {} }),
  },
  'POST /tasks/{id}/claim': { path: '/tasks/:task/claim' },
  'POST /tasks/{id}/assign': { path: '/tasks/:task/assign', body: () => ({ to: accountOf('commune.kandal').person }) },
  'POST /tasks/{id}/hand-over': {
    path: '/tasks/:task/hand-over',
    body: () => ({ to: accountOf('commune.kandal').person, reason: 'Leave.' }),
  },
  'POST /tasks/{id}/release': { path: '/tasks/:task/release', body: () => ({}) },
  'POST /alerts/{id}/read': { path: '/alerts/:alert/read' },
  'POST /alerts/{id}/acknowledge': { path: '/alerts/:alert/acknowledge' },
  'POST /incidents/{id}/acknowledge': { path: '/incidents/:incident/acknowledge' },
  'POST /incidents/{id}/resolve': {
    path: '/incidents/:incident/resolve',
    body: () => ({ reason: 'The child went home.' }),
  },
  'POST /children': { body: () => newChild() },
  'POST /children/{id}/amend': { path: '/children/:child/amend', body: () => ({ disability: true, reason: 'Seen.' }) },
  'POST /children/{id}/birth': {
    path: '/children/:child/birth',
    body: () => ({ birth: { from: '2007-01-01', to: '2007-12-31', precision: 'year' }, reason: 'A certificate.' }),
  },
  'POST /children/{id}/allegations': { path: '/children/:twin/allegations', body: () => ({ person: at.person }) },
  'POST /corrections/merges': { body: () => ({ kept: at.child, merged: at.twin, reason: 'One child.' }) },
  'POST /corrections/siblings': { body: () => ({ children: [at.child, at.twin] }) },
  'POST /corrections/{id}/reject': { path: '/corrections/:correction/reject', body: () => ({ reason: 'No proof.' }) },
  'POST /corrections/{id}/approve': { path: '/corrections/:correction/approve' },
  'POST /families': { body: () => ({ area: '08100701' }) },
  'POST /families/{id}/members': {
    path: '/families/:family/members',
    body: () => ({ relation: 'aunt', nameLatin: 'Aunt', living: 'alive', household: true }),
  },
  'POST /institutions': {
    body: () => ({
      code: `X-${randomUUID().slice(0, 8).toUpperCase()}`,
      nameKm: 'ផ្ទះ',
      nameEn: 'House',
      kind: 'rci',
      operator: 'private',
      area: '081007',
      standing: 'unauthorised',
    }),
  },
  'POST /institutions/{id}/amend': {
    path: '/institutions/:institution/amend',
    body: () => ({ phone: '012 000 000', reason: 'New.' }),
  },
  'POST /institutions/{id}/standing': {
    path: '/institutions/:institution/standing',
    body: () => ({ standing: 'frozen', reason: 'Danger.' }),
  },
  'POST /facts': {
    body: () => ({ kind: 'other', children: [at.child], at: '2017-03-05T10:00:00+07:00', institution: at.institution }),
  },
  'POST /people': { body: () => ({ nameKm: 'មនុស្ស', nameEn: 'Person' }) },
  'POST /people/{id}/login': {
    path: '/people/:person/login',
    body: () => ({ login: `p${randomUUID()}`, password: 'a long walk by the river' }),
  },
  'POST /people/{id}/appointments': {
    path: '/people/:person/appointments',
    body: () => ({ role: 'dsw', area: '0810', from: '2017-01-01T00:00:00+07:00' }),
  },
  'POST /people/{id}/interests': {
    path: '/people/:person/interests',
    body: () => ({ kind: 'declared', institution: at.institution }),
  },
  'POST /agencies': { body: () => ({ kind: 'ngo', nameKm: 'អង្គការ', nameEn: 'NGO', area: '08' }) },
  'POST /appointments/{id}/leave': {
    path: '/appointments/:appointment/leave',
    body: () => ({ from: '2017-04-01T00:00:00+07:00', until: '2017-04-02T00:00:00+07:00' }),
  },
  'POST /appointments/{id}/end': { path: '/appointments/:appointment/end', body: () => ({ why: 'Moved.' }) },
  'POST /on-call': {
    body: () => ({
      role: 'dsw',
      area: '0810',
      person: accountOf('dsw.kandal').person,
      from: '2017-04-01T00:00:00+07:00',
      until: '2017-04-02T00:00:00+07:00',
    }),
  },
  'POST /renewals': { body: () => ({ person: accountOf('village.kandal').person, what: 'password' }) },
  'POST /renewals/{id}/approve': { path: '/renewals/:renewal/approve' },
  'POST /break-glass': {
    body: () => ({ kind: 'child', subject: at.child, reason: 'A call at night that the child is hurt.' }),
  },
  'POST /break-glass/{id}/review': {
    path: '/break-glass/:glass/review',
    body: () => ({ finding: 'justified', note: 'Read.' }),
  },
  'POST /parameters/proposals': {
    body: () => ({
      parameter: 'P-33',
      value: { amount: 60, unit: 'days' },
      effectiveFrom: '2017-05-01',
      reason: 'Too short.',
    }),
  },
  'POST /parameters/proposals/{id}/reject': {
    path: '/parameters/proposals/:parameter/reject',
    body: () => ({ why: 'No.' }),
  },
  'POST /parameters/proposals/{id}/approve': { path: '/parameters/proposals/:parameter/approve' },
  'POST /holidays/proposals': { body: () => ({ reason: 'A new day off.', add: [holiday], remove: [] }) },
  'POST /holidays/proposals/{id}/reject': {
    path: '/holidays/proposals/:holidays/reject',
    body: () => ({ why: 'No.' }),
  },
  'POST /holidays/proposals/{id}/approve': { path: '/holidays/proposals/:holidays/approve' },
};


async function use(as: string | undefined, route: string): Promise<{ status: number; body: any }> {
  const [method, template] = route.split(' ') as [string, string];
  const { path = template, body } = uses[route]!;
  const there = path.replace(/:(\w+)/g, (_, name: string) => at[name] ?? name);
  return town.send(as, there, { method, body: body?.(), headers: { 'If-Match': '"1"' } });
}

it('x', async () => {
  const out: string[] = [];
  for (const route of Object.keys(uses)) {
    const cells: string[] = [];
    for (const where of ['kandal', 'battambang']) {
      const ok: Role[] = [];
      for (const role of roles) {
        if (where === 'battambang' && (role === 'mosvy' || role === 'administrator')) continue;
        const { status, body } = await use(loginsOf(where)[role], route);
        const empty = status === 200 && route.startsWith('GET') && Array.isArray(body.items) && body.items.length === 0;
        if (![401, 403, 404].includes(status) && !empty) ok.push(role);
        if (status >= 500) throw new Error(route);
      }
      cells.push(ok.join(' '));
    }
    out.push(`  '${route}': ['${cells[0]}', '${cells[1]}'],`);
  }
  require('node:fs').writeFileSync('/tmp/matrix.txt', out.join('\n'));
}, 60_000);
