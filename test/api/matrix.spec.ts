/** Every route for every role, in its own province and in another's: who is let in, and that nobody is ever answered 500. */
import { randomUUID } from 'node:crypto';
import { seal } from '../../apps/web/src/offline/seal';
import { roles } from '../../workflows/workflow';
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
  const file = { raw: '%PDF-1.4\n%%EOF\n' };
  at.attachment = (await town.send('dsw.kandal', `/instances/${at.case}/attachments`, file)).body.id;
  at.task = (await town.send('supervisor.kandal', `/instances/${at.case}`)).body.tasks[0].id;
  at.review = await reviewOf(at.case!);
  const plan = (await town.send('officer.kandal', '/inspections/plan', { body: { area: '08', year: 2017 } })).body;
  at.plan = plan.plan.id;
  at.planned = plan.items[0].planned.entry;
  at.inspection = await inspectionOf(at.institution);
  at.closure = await made('officer.kandal', '/instances', {
    workflow: 'institution-closure',
    event: 'engagement.recorded',
    area: '081007',
    data: {
      institution: at.institution,
      kind: 'voluntary',
      on: '2017-03-01',
      minutes: 'They asked.',
      flightRisk: false,
    },
  });
  at.person = await made('admin', '/people', { nameKm: 'មនុស្ស', nameEn: 'Person' });
  at.stranger = await made('admin', '/people', { nameKm: 'ជនចម្លែក', nameEn: 'Stranger' });
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
  const incidents = (await town.send('supervisor.kandal', '/incidents')).body.items as { id: string; kind: string }[];
  at.incident = incidents.find(({ kind }) => kind === 'UNAUTHORISED_PRESENCE')!.id;
  at.glass = await made('dsw.kandal', '/break-glass', {
    kind: 'child',
    subject: at.child,
    reason: 'A call at night that the child is hurt.',
  });
  await town.context.sweeper.advanceTo(town.context.clock.now() + 3_600_000, town.context.clock as ManualClock);
  const alerts = (await town.send('supervisor.kandal', '/alerts')).body.items as { id: string; kind: string }[];
  at.alert = alerts.find(({ kind }) => kind === 'access.breakGlass')!.id;
  const [message] = await town.rows<{ id: string }>(
    `update homeward.deliveries set sent_at = null, last_error = 'gone', dead_at = now()
     where ctid = (select ctid from homeward.deliveries where channel = 'log' limit 1) returning md5(alert::text || person::text || channel)::uuid as id`,
  );
  at.message = message!.id;
  at.parameter = await made('mosvy', '/parameters/proposals', {
    parameter: 'P-33',
    value: { amount: 60, unit: 'days' },
    effectiveFrom: '2017-04-01',
    reason: 'Too short.',
  });
  at.holidays = await made('mosvy', '/holidays/proposals', { reason: 'A new day off.', add: [holiday], remove: [] });
  at.imports = await made('officer.kandal', '/placement-imports', { rows: [placedBefore], reason: 'The paper files.' });
  const house = {
    nameKm: 'ផ្ទះ',
    nameEn: 'House',
    kind: 'rci',
    operator: 'private',
    area: '081007',
    phone: '012 999 888',
  };
  const registered = (code: string) =>
    made('officer.kandal', '/institutions', { ...house, code, standing: 'unauthorised' });
  const closing = await registered('X-WATCHED');
  await made('mosvy', `/institutions/${closing}/standing`, { standing: 'frozen', reason: 'Ordered to close.' });
  await registered('X-FOUND');
  at.match = (await town.send('officer.kandal', '/watch-list/matches')).body.items[0].id;
  // the country knows one version of each procedure yet: a proposal that was withdrawn
  const [adoption] = await town.rows<{ id: string }>(
    `insert into homeward.adoptions values (gen_random_uuid(), 'gatekeeping', 1, 2, repeat('0', 64), '[]', 'A signature.', $1, null, now(),
       'withdrawn', $1, null, now(), null) returning id`,
    accountOf('mosvy').person,
  );
  at.adoption = adoption!.id;
  at.renewal = await made('admin', '/renewals', { person: accountOf('village.kandal').person, what: 'password' });
}, 60_000);
afterAll(() => town.close());

/** An inspection of Kandal, a secret to all but the inspecting offices and its team: supervisor and social worker. */
async function inspectionOf(institution: string): Promise<string> {
  const data = { institution, on: '2017-06-01', announced: false, why: ['annual'] };
  const opening = { workflow: 'inspection', event: 'inspection.planned', area: '081007', data };
  const { id } = (await town.send('supervisor.kandal', '/instances', { body: opening })).body;
  const seat = (login: string, lead: boolean) => ({ person: accountOf(login).person, lead, interestDeclared: 'none' });
  const members = [seat('supervisor.kandal', true), seat('dsw.kandal', false)];
  const body = { type: 'team.assigned', data: { members } };
  await town.send('supervisor.kandal', `/instances/${id}/events`, { body, headers: { 'If-Match': '"1"' } });
  return id;
}

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

/** What a worker of Kandal wrote on a case without a connection, kept because the case does not take it. */
async function reviewOf(instance: string): Promise<string> {
  const key = (await town.send('dsw.kandal', '/outbox/key')).body;
  const head = {
    key: randomUUID(),
    person: accountOf('dsw.kandal').person,
    kind: 'event',
    instance,
    workflow: 'gatekeeping',
    workflowVersion: 1,
    event: 'child.seen',
    baseVersion: 1,
    capturedAt: '2017-03-05T09:00:00+07:00',
    deviceId: randomUUID(),
    counter: 1,
    safety: false,
    keyId: key.id,
  };
  const body = { ...head, sealed: await seal(key, head, { on: '2017-03-05' }) };
  return (await town.send('dsw.kandal', '/outbox', { body, key: head.key })).body.review.id;
}

const placedBefore = {
  row: 1,
  child: {
    names: [{ latin: 'Rowed Child' }],
    birth: { from: '2010-01-01', to: '2010-12-31', precision: 'year' },
    sex: 'female',
    disability: false,
    another: true,
  },
  home: '08100701',
  homeKind: 'kin',
  placedOn: '2017-02-01',
  risk: 'low',
  carer: { name: 'Invented Aunt', relation: 'aunt' },
  stepsMade: [],
  worker: 'dsw.kandal',
};

/** a photo of an inspection, announced by the social worker */
const photo = randomUUID();
const everyone = roles.join(' ');
const offices = roles.filter((role) => role !== 'administrator').join(' ');
const finders = 'commune dsw districtSupervisor pdosvyOfficer ngoCaseworker police hospital';
const readers = `${finders} pdosvyDirector mosvy court panelMember`;
const supervisors = 'districtSupervisor pdosvyOfficer pdosvyDirector mosvy';
/** who reads indicators, and whose area is a province or more */
const steering = `commune dsw ${supervisors} provincialAdministration`;
const provinces = 'pdosvyOfficer pdosvyDirector mosvy';
const provincial = 'pdosvyOfficer pdosvyDirector mosvy provincialAdministration';

interface Use {
  /** roles let in where the thing lies, and in another province (none unless named) */
  own: string;
  far?: string;
  /** address with `:name` of what was made; the route itself when it names nothing */
  path?: string;
  /** a body that can be taken */
  body?: () => unknown;
}

/** One way to use each route, and who gets through. An empty list is not getting through. */
const uses: Record<string, Use> = {
  'GET /session': { own: everyone, far: everyone },
  'GET /session/devices': { own: everyone, far: everyone },
  'GET /workflows': { own: everyone, far: everyone },
  'GET /workflows/{id}': { own: everyone, far: everyone, path: '/workflows/gatekeeping' },
  'GET /areas': { own: everyone, far: everyone },
  'GET /parameters': { own: everyone, far: everyone },
  'GET /parameters/proposals': { own: everyone, far: everyone },
  'GET /holidays': { own: everyone, far: everyone },
  'GET /holidays/proposals/{id}/preview': {
    own: everyone,
    far: everyone,
    path: '/holidays/proposals/:holidays/preview',
  },
  'GET /instances': {
    own: `commune dsw ${supervisors} rciDirector ngoCaseworker provincialAdministration`,
  },
  'GET /instances/{id}': { own: readers, path: '/instances/:case' },
  'GET /instances/{id}/attachments': { own: readers, path: '/instances/:case/attachments' },
  'GET /instances/{id}/attachments/{attachment}': {
    own: `dsw ${supervisors}`,
    path: '/instances/:case/attachments/:attachment',
  },
  'GET /profile': { own: everyone, far: everyone },
  'GET /profile/calendar': { own: everyone, far: everyone },
  'GET /instances/{id}/journal': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/instances/:case/journal',
  },
  'GET /workflows/{id}/chart': { own: everyone, far: everyone, path: '/workflows/family-support/chart' },
  'GET /workflows/{id}/steps/{state}': {
    own: everyone,
    far: everyone,
    path: '/workflows/gatekeeping/steps/assessing',
  },
  'GET /instances/{id}/chart': { own: readers, path: '/instances/:case/chart?part=assessing' },
  'GET /instances/{id}/chart/text': { own: readers, path: '/instances/:case/chart/text' },
  'GET /instances/{id}/documents': { own: readers, path: '/instances/:case/documents' },
  // the case has no form yet
  'GET /instances/{id}/documents/{document}': { own: '', path: '/instances/:case/documents/form-1' },
  'POST /instances/{id}/documents/{document}/preview': {
    own: 'pdosvyDirector mosvy',
    path: '/instances/:case/documents/refusal/preview',
    body: () => ({
      event: 'decision.refusedFamilySupport',
      data: { reasons: 'No need.', needs: ['material'], referrals: ['idpoor'] },
    }),
  },
  'GET /tasks': {
    own: `commune dsw ${supervisors} rciDirector ngoCaseworker provincialAdministration`,
  },
  // nobody has a visit planned
  'GET /visits': { own: '' },
  'GET /visits/planner': { own: everyone, far: everyone },
  'GET /instances/{id}/visits': { own: '', path: '/instances/:case/visits' },
  'GET /alerts': { own: `commune dsw ${supervisors} rciDirector ngoCaseworker provincialAdministration` },
  'GET /incidents': { own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker' },
  'GET /incidents/{id}': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker',
    path: '/incidents/:incident',
  },
  'GET /children': { own: readers, far: readers },
  'GET /children/{id}': { own: readers, path: '/children/:child' },
  'GET /children/{id}/facts': { own: readers, path: '/children/:child/facts' },
  'GET /children/{id}/authorities': { own: readers, path: '/children/:child/authorities' },
  'GET /children/{id}/readers': { own: supervisors, path: '/children/:child/readers' },
  'GET /corrections': { own: 'districtSupervisor pdosvyOfficer pdosvyDirector' },
  'GET /families': { own: finders, far: finders },
  'GET /families/{id}': { own: readers, path: '/families/:family' },
  'GET /institutions': { own: `${offices} administrator`, far: `${offices} administrator` },
  'GET /institutions/{id}': {
    own: `${offices} administrator`,
    far: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector ngoCaseworker police hospital court panelMember provincialAdministration',
    path: '/institutions/:institution',
  },
  'GET /facts': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker police hospital court panelMember',
    path: '/facts?institution=:institution',
  },
  'GET /people': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker administrator',
    far: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker administrator',
  },
  'GET /people/{id}': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker administrator',
    path: '/people/:person',
  },
  'GET /agencies': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker administrator',
    far: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker administrator',
  },
  'GET /people/on-call': { own: everyone, path: '/people/on-call?area=0810&role=dsw' },
  'GET /break-glass': { own: 'districtSupervisor pdosvyDirector mosvy' },
  'GET /counts': { own: everyone, far: everyone },
  'GET /tasks/soon': { own: everyone, far: everyone },
  'GET /requests': { own: everyone, far: everyone },
  'GET /approvals': { own: everyone, far: everyone },
  'GET /team': { own: supervisors, far: supervisors },
  'GET /agenda': { own: `${supervisors} panelMember`, far: `${supervisors} panelMember` },
  'GET /decisions': { own: `dsw ${supervisors} panelMember`, far: `dsw ${supervisors} panelMember` },
  'GET /watch': { own: `${supervisors} administrator`, far: supervisors },
  'GET /messages': { own: 'mosvy administrator' },
  'POST /messages/{id}/send-again': { own: 'mosvy administrator', path: '/messages/:message/send-again' },
  'GET /journal/search': { own: `${supervisors} administrator`, far: supervisors },
  'GET /indicators': { own: steering, far: steering },
  'GET /indicators/{id}/items': { own: steering, far: steering, path: '/indicators/I-01/items' },
  'GET /overview': { own: provincial, far: provincial },
  'GET /exports/{list}': { own: steering, far: steering, path: '/exports/indicators' },
  'GET /closures': { own: `commune dsw ${supervisors} rciDirector ngoCaseworker provincialAdministration` },
  'GET /closures/{instance}': {
    own: `commune dsw ${supervisors} rciDirector ngoCaseworker`,
    path: '/closures/:closure',
  },
  'GET /risks': { own: `${offices} administrator`, far: `${offices} administrator` },
  'GET /institutions/{id}/presence': {
    own: `commune dsw ${supervisors} rciDirector ngoCaseworker`,
    path: '/institutions/:institution/presence',
  },
  'POST /tasks/assign-many': {
    own: supervisors,
    far: supervisors,
    body: () => ({ tasks: [at.task], to: accountOf('commune.kandal').person, reason: 'Leave.' }),
  },
  'POST /instances': {
    own: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker police hospital',
    far: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker police hospital',
    body: () => ({ workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data: concern(at.child!) }),
  },
  'POST /instances/{id}/events': {
    own: 'commune dsw',
    path: '/instances/:case/events',
    body: () => ({ type: 'concern.triaged', data: {} }),
  },
  // what is sent is no file: who may send one is told so
  'POST /instances/{id}/attachments': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker police hospital court',
    path: '/instances/:case/attachments',
    body: () => ({}),
  },
  'POST /instances/{id}/attachments/{attachment}/withdraw': {
    own: `dsw ${supervisors}`,
    path: '/instances/:case/attachments/:attachment/withdraw',
    body: () => ({ reason: 'Another child was meant.' }),
  },
  'PUT /profile': {
    own: everyone,
    far: everyone,
    body: () => ({
      language: 'en',
      digits: 'latin',
      channels: { email: { address: null, rungs: [] }, sms: { address: null, rungs: [] } },
    }),
  },
  'POST /profile/calendar': { own: everyone, far: everyone, body: () => ({}) },
  'DELETE /profile/calendar': { own: everyone, far: everyone },
  'POST /instances/{id}/corrections': {
    own: 'commune districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/instances/:case/corrections',
    body: () => ({ line: 1, reason: 'Another child was meant.' }),
  },
  'POST /tasks/{id}/claim': { own: 'dsw', path: '/tasks/:task/claim' },
  'POST /tasks/{id}/assign': {
    own: supervisors,
    path: '/tasks/:task/assign',
    body: () => ({ to: accountOf('commune.kandal').person }),
  },
  'POST /tasks/{id}/hand-over': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/tasks/:task/hand-over',
    body: () => ({ to: accountOf('commune.kandal').person, reason: 'Leave.' }),
  },
  'POST /tasks/{id}/release': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/tasks/:task/release',
    body: () => ({}),
  },
  'POST /alerts/{id}/read': { own: 'districtSupervisor', path: '/alerts/:alert/read' },
  'POST /alerts/{id}/acknowledge': { own: 'districtSupervisor', path: '/alerts/:alert/acknowledge' },
  'POST /incidents/{id}/acknowledge': { own: supervisors, path: '/incidents/:incident/acknowledge' },
  'POST /incidents/{id}/resolve': {
    own: supervisors,
    path: '/incidents/:incident/resolve',
    body: () => ({ reason: 'The child went home.' }),
  },
  // its author, and who stands above
  'GET /reviews': { own: `dsw ${supervisors}` },
  'GET /reviews/{id}': { own: `dsw ${supervisors}`, path: '/reviews/:review' },
  'POST /reviews/{id}/decide': {
    own: `dsw ${supervisors}`,
    path: '/reviews/:review/decide',
    body: () => ({ decision: 'setAside', reason: 'The child was seen on another day.' }),
  },
  'GET /inspections/plan': { own: supervisors, path: '/inspections/plan?area=08' },
  'POST /inspections/plan': {
    own: 'pdosvyOfficer pdosvyDirector',
    path: '/inspections/plan',
    body: () => ({ area: '08', year: 2017 }),
  },
  'POST /inspections/plan/entries/{id}/move': {
    own: 'pdosvyOfficer pdosvyDirector',
    path: '/inspections/plan/entries/:planned/move',
    body: () => ({ from: '2017-05-01', until: '2017-05-31', reason: 'The road is flooded.', seen: 1 }),
  },
  // the director, and not without a signature
  'POST /inspections/plan/{id}/approve': { own: '', path: '/inspections/plan/:plan/approve', body: () => ({}) },
  'GET /inspections/draws': { own: everyone, far: everyone },
  'GET /inspections/ratings': { own: everyone, far: everyone },
  'GET /inspections/checklists/{version}': { own: everyone, far: everyone, path: '/inspections/checklists/1' },
  'GET /inspections/{instance}': { own: `dsw ${supervisors}`, path: '/inspections/:inspection' },
  'GET /inspections/{instance}/pieces': { own: `dsw ${supervisors}`, path: '/inspections/:inspection/pieces' },
  'GET /inspections': { own: `dsw ${supervisors}` },
  // the team alone
  'GET /inspections/{instance}/package': { own: 'dsw districtSupervisor', path: '/inspections/:inspection/package' },
  'POST /inspections/{instance}/package': {
    own: 'dsw districtSupervisor',
    path: '/inspections/:inspection/package',
    body: () => ({ package: {}, signature: 'ab'.repeat(32), device: 'tablet', at: '2017-03-06T09:00:00+07:00' }),
  },
  'PUT /inspections/{instance}/photos/{photo}': {
    own: 'dsw districtSupervisor',
    path: `/inspections/:inspection/photos/${photo}`,
    body: () => ({ size: 10, sha256: 'ab'.repeat(32) }),
  },
  'GET /inspections/{instance}/photos/{photo}': {
    own: 'dsw districtSupervisor',
    path: `/inspections/:inspection/photos/${photo}`,
  },
  // each of the team sends the own
  'PATCH /inspections/{instance}/photos/{photo}': {
    own: 'dsw',
    path: `/inspections/:inspection/photos/${photo}?offset=0`,
  },
  'POST /inspections/{instance}/ratings': {
    own: 'mosvy',
    path: '/inspections/:inspection/ratings',
    body: () => ({ rating: 'D', reason: 'What came to light since.' }),
  },
  'POST /inspections/{instance}/pieces': {
    own: 'dsw districtSupervisor',
    path: '/inspections/:inspection/pieces',
    body: () => ({
      pieces: [
        {
          id: randomUUID(),
          kind: 'bed',
          item: `room-${randomUUID()}`,
          body: { count: 2 },
          device: 'tablet',
          counter: 1,
          capturedAt: '2017-03-06T09:00:00+07:00',
        },
      ],
    }),
  },
  'POST /children': { own: `village ${finders}`, body: () => newChild() },
  'POST /village-reports': {
    own: 'village',
    body: () => {
      const { names, birth, sex, village } = newChild();
      return { names, birth, sex, village, what: 'seen', on: '2017-03-01' };
    },
  },
  'POST /children/{id}/amend': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector',
    path: '/children/:child/amend',
    body: () => ({ disability: true, reason: 'Seen.' }),
  },
  'POST /children/{id}/birth': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector',
    path: '/children/:child/birth',
    body: () => ({ birth: { from: '2007-01-01', to: '2007-12-31', precision: 'year' }, reason: 'A certificate.' }),
  },
  'POST /children/{id}/allegations': {
    own: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker police hospital court',
    path: '/children/:twin/allegations',
    body: () => ({ person: at.stranger }),
  },
  'POST /corrections/merges': {
    own: 'dsw districtSupervisor pdosvyOfficer',
    body: () => ({ kept: at.child, merged: at.twin, reason: 'One child.' }),
  },
  'POST /corrections/siblings': { own: finders, body: () => ({ children: [at.child, at.twin] }) },
  'POST /corrections/{id}/reject': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector',
    path: '/corrections/:correction/reject',
    body: () => ({ reason: 'No proof.' }),
  },
  'POST /corrections/{id}/approve': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector',
    path: '/corrections/:correction/approve',
  },
  'POST /families': { own: finders, body: () => ({ area: '08100701' }) },
  'POST /families/{id}/members': {
    own: finders,
    path: '/families/:family/members',
    body: () => ({ relation: 'aunt', nameLatin: 'Aunt', living: 'alive', household: true }),
  },
  'POST /institutions': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
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
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/institutions/:institution/amend',
    body: () => ({ phone: '012 000 000', reason: 'New.' }),
  },
  'POST /institutions/{id}/standing': {
    own: 'mosvy court',
    path: '/institutions/:institution/standing',
    body: () => ({ standing: 'frozen', reason: 'Danger.' }),
  },
  'POST /facts': {
    own: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker police hospital court',
    far: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector ngoCaseworker police hospital court',
    body: () => ({ kind: 'other', children: [at.child], at: '2017-03-05T10:00:00+07:00', institution: at.institution }),
  },
  'POST /people': { own: 'administrator', body: () => ({ nameKm: 'មនុស្ស', nameEn: 'Person' }) },
  'POST /people/{id}/login': {
    own: 'administrator',
    path: '/people/:person/login',
    body: () => ({ login: `p${randomUUID()}`, password: 'a long walk by the river' }),
  },
  'POST /people/{id}/appointments': {
    own: 'administrator',
    path: '/people/:person/appointments',
    body: () => ({ role: 'dsw', area: '0810', from: '2017-01-01T00:00:00+07:00' }),
  },
  'POST /people/{id}/interests': {
    own: supervisors,
    path: '/people/:person/interests',
    body: () => ({ kind: 'declared', institution: at.institution }),
  },
  'POST /agencies': {
    own: 'administrator',
    body: () => ({ kind: 'ngo', nameKm: 'អង្គការ', nameEn: 'NGO', area: '08' }),
  },
  'POST /appointments/{id}/leave': {
    own: 'districtSupervisor pdosvyOfficer pdosvyDirector administrator',
    path: '/appointments/:appointment/leave',
    body: () => ({ from: '2017-04-01T00:00:00+07:00', until: '2017-04-02T00:00:00+07:00' }),
  },
  'POST /appointments/{id}/end': {
    own: 'administrator',
    path: '/appointments/:appointment/end',
    body: () => ({ why: 'Moved.' }),
  },
  'POST /on-call': {
    own: 'districtSupervisor pdosvyOfficer pdosvyDirector administrator',
    body: () => ({
      role: 'dsw',
      area: '0810',
      person: accountOf('dsw.kandal').person,
      from: '2017-04-01T00:00:00+07:00',
      until: '2017-04-02T00:00:00+07:00',
    }),
  },
  'POST /renewals': {
    own: 'village districtSupervisor pdosvyDirector mosvy administrator',
    body: () => ({ person: accountOf('village.kandal').person, what: 'password' }),
  },
  'POST /renewals/{id}/approve': {
    own: 'village districtSupervisor pdosvyDirector mosvy administrator',
    path: '/renewals/:renewal/approve',
  },
  'POST /break-glass': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy police hospital',
    far: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy police hospital',
    body: () => ({ kind: 'child', subject: at.child, reason: 'A call at night that the child is hurt.' }),
  },
  'POST /break-glass/{id}/review': {
    own: 'districtSupervisor pdosvyDirector mosvy',
    path: '/break-glass/:glass/review',
    body: () => ({ finding: 'justified', note: 'Read.' }),
  },
  'POST /parameters/preview': {
    own: 'mosvy',
    body: () => ({ parameter: 'P-38', value: { amount: 60, unit: 'hours' } }),
  },
  'GET /placement-imports': { own: supervisors, far: supervisors },
  'GET /placement-imports/columns': { own: supervisors, far: supervisors },
  'GET /placement-imports/{id}': { own: 'pdosvyOfficer pdosvyDirector mosvy', path: '/placement-imports/:imports' },
  'POST /placement-imports/check': { own: supervisors, far: supervisors },
  'POST /placement-imports': {
    own: supervisors,
    // heard, and told that the place lies elsewhere
    far: supervisors,
    body: () => ({ rows: [placedBefore], reason: 'The paper files.' }),
  },
  'POST /placement-imports/{id}/reject': {
    own: 'pdosvyDirector mosvy',
    path: '/placement-imports/:imports/reject',
    body: () => ({ reason: 'Not so.' }),
  },
  'POST /placement-imports/{id}/approve': {
    own: 'pdosvyDirector mosvy',
    path: '/placement-imports/:imports/approve',
  },
  'POST /parameters/proposals': {
    own: 'mosvy',
    body: () => ({
      parameter: 'P-33',
      value: { amount: 60, unit: 'days' },
      effectiveFrom: '2017-05-01',
      reason: 'Too short.',
    }),
  },
  'POST /parameters/proposals/{id}/reject': {
    own: 'mosvy',
    path: '/parameters/proposals/:parameter/reject',
    body: () => ({ why: 'No.' }),
  },
  'POST /parameters/proposals/{id}/approve': { own: 'mosvy', path: '/parameters/proposals/:parameter/approve' },
  'POST /holidays/proposals': { own: 'mosvy', body: () => ({ reason: 'A new day off.', add: [holiday], remove: [] }) },
  'POST /holidays/proposals/{id}/reject': {
    own: 'mosvy',
    path: '/holidays/proposals/:holidays/reject',
    body: () => ({ why: 'No.' }),
  },
  'GET /watch-list': { own: provinces, far: provinces },
  'GET /watch-list/matches': { own: provinces, far: provinces },
  'GET /watch-list/matches/{id}': { own: provinces, path: '/watch-list/matches/:match' },
  'POST /watch-list/matches/{id}/dismissal': {
    own: provinces,
    path: '/watch-list/matches/:match/dismissal',
    body: () => ({ reason: 'A shop.' }),
  },
  'POST /watch-list/matches/{id}/dismissal/decide': {
    own: provinces,
    path: '/watch-list/matches/:match/dismissal/decide',
    body: () => ({ decision: 'open', reason: 'Go there.' }),
  },
  'POST /watch-list/matches/{id}/confirm': {
    own: provinces,
    path: '/watch-list/matches/:match/confirm',
    body: () => ({ reason: 'The same owner.' }),
  },
  'POST /watch-list/matches/{id}/visits': {
    own: provinces,
    path: '/watch-list/matches/:match/visits',
    body: () => ({ on: '2030-01-01' }),
  },
  'GET /adoptions': { own: 'mosvy' },
  // no newer version: who may ask is told so
  'GET /adoptions/preview': { own: 'mosvy', path: '/adoptions/preview?workflow=gatekeeping&from=1&to=2' },
  'POST /adoptions': {
    own: 'mosvy',
    body: () => ({ workflow: 'gatekeeping', from: 1, to: 2, digest: '0'.repeat(64), reason: 'A signature.' }),
  },
  'POST /adoptions/{id}/approve': { own: 'mosvy', path: '/adoptions/:adoption/approve' },
  'POST /adoptions/{id}/continue': { own: 'mosvy', path: '/adoptions/:adoption/continue' },
  'POST /adoptions/{id}/refuse': { own: 'mosvy', path: '/adoptions/:adoption/refuse', body: () => ({ why: 'No.' }) },
  'POST /adoptions/{id}/withdraw': { own: 'mosvy', path: '/adoptions/:adoption/withdraw' },
  'POST /holidays/proposals/{id}/approve': { own: 'mosvy', path: '/holidays/proposals/:holidays/approve' },
};

async function use(as: string | undefined, route: string): Promise<{ status: number; body: any }> {
  const [method, template] = route.split(' ') as [string, string];
  const { path = template, body } = uses[route]!;
  const there = path.replace(/:(\w+)/g, (_, name: string) => at[name] ?? name);
  return town.send(as, there, { method, body: body?.(), headers: { 'If-Match': '"1"' } });
}

const routes = Object.keys(uses);
const elsewhere = [
  '/health/live',
  '/health/ready',
  '/metrics',
  '/testing/clock',
  '/api/v1/verify/{code}',
  '/api/v1/live',
];
/** what anybody does with a session, whatever the appointment: `sealed.spec` tells who sends what */
const ownSession = /^((POST|DELETE) \/sessions?|(GET|POST) \/outbox)(\/|$)/;
/** Lists that everybody who may ask is shown, also when nothing is in them. */
const mayBeEmpty = [
  'GET /inspections/{instance}/pieces',
  'GET /instances/{id}/attachments',
  'GET /watch-list',
  'GET /watch-list/matches',
  'GET /tasks/soon',
  'GET /requests',
  'GET /approvals',
  'GET /agenda',
  'GET /decisions',
  'GET /messages',
  'GET /journal/search',
  'GET /indicators/{id}/items',
  'GET /people/on-call',
  'GET /children/{id}/authorities',
  'GET /holidays/proposals/{id}/preview',
  'GET /placement-imports',
  'GET /inspections/draws',
  'GET /inspections/ratings',
];

it('covers every route that the document names', async () => {
  const { paths } = (await town.send(undefined, '/api/openapi.json')).body;
  const named = Object.entries(paths as Record<string, object>)
    .filter(([path]) => !elsewhere.includes(path))
    .flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m.toUpperCase()} ${path.replace('/api/v1', '')}`))
    .filter((route) => !ownSession.test(route));
  expect(named.filter((route) => !uses[route])).toEqual([]);
});

it('answers 401 to whoever has no session', async () => {
  const answers = await Promise.all(routes.map(async (route) => `${(await use(undefined, route)).status} ${route}`));
  expect(answers.filter((answer) => !answer.startsWith('401'))).toEqual([]);
});

it.each([
  ['own', 'kandal'],
  ['far', 'battambang'],
] as const)('lets in exactly the roles of the table: %s province', async (whose, place) => {
  const wrong: string[] = [];
  const people = roles.filter((role) => place === 'kandal' || accountOf(loginsOf(place)[role]).area !== '');
  for (const route of routes) {
    const welcome = new Set((uses[route]![whose] ?? '').split(' '));
    const look = async (role: (typeof roles)[number]) => {
      const { status, body } = await use(loginsOf(place)[role], route);
      const empty = Array.isArray(body.items) && body.items.length === 0 && !mayBeEmpty.includes(route);
      const refused = empty || [401, 403, 404].includes(status);
      if (status >= 500 || refused === welcome.has(role)) wrong.push(`${route} ${role}: ${status}`);
      if (refused && JSON.stringify(body).includes('Dara')) wrong.push(`${route} ${role}: leaks`);
    };
    // what only reads is asked by all at once; what changes something, in turn
    if (route.startsWith('GET')) await Promise.all(people.map(look));
    else for (const role of people) await look(role);
  }
  expect(wrong).toEqual([]);
});

it('gives a stranger the same answer for what lies elsewhere and for what does not exist', async () => {
  const different: string[] = [];
  const told = ({ status, body }: { status: number; body: any }) => `${status} ${body.code} ${body.detail ?? ''}`;
  const own = ['appointment', 'renewal', 'glass', 'parameter', 'holidays', 'message', 'adoption'];
  const open = ['institution', 'person', 'stranger', ...own];
  for (const login of ['dsw.pursat', 'rci.kdl-001', 'province.kandal', 'admin']) {
    for (const route of routes.filter((r) => r.includes('{id}') && uses[r]!.far === undefined)) {
      const there = told(await use(login, route));
      const known = { ...at };
      for (const name of Object.keys(at)) if (!open.includes(name)) at[name] = randomUUID();
      const nowhere = told(await use(login, route));
      Object.assign(at, known);
      if (there !== nowhere) different.push(`${login} ${route}: ${there}, ${nowhere}`);
    }
  }
  expect(different).toEqual([]);
});

it('takes as long to say so for the one as for the other', async () => {
  for (const id of [at.case!, randomUUID()]) {
    const start = performance.now();
    expect(await town.outcome('dsw.pursat', `/instances/${id}`)).toBe('404 not_found');
    expect(performance.now() - start).toBeGreaterThan(24);
  }
});

it('tells the security log of every look at what one may not see', async () => {
  const seen = await town.rows<{ kind: string }>(
    `select distinct detail ->> 'kind' as kind from homeward.security_log where kind = 'notVisible' and person = $1 order by 1`,
    accountOf('dsw.pursat').person,
  );
  expect(seen.map((row) => row.kind)).toEqual([
    'alert',
    'child',
    'family',
    'incident',
    'instance',
    'institution',
    'person',
    'review',
    'task',
  ]);
});

it('never failed in all this', () => {
  expect(town.logged.filter((line) => line.includes('unexpected'))).toEqual([]);
});
