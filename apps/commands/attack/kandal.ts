/** One of each thing, made in the province of Kandal by its own people: what the doors lead to. */
import { randomUUID } from 'node:crypto';
import type { Role } from '../../../workflows/workflow';
import { accountOf, demoId } from '../../demo';
import { sealTo } from './device';
import { concern, holiday, placedBefore, type Made } from './doors-use';

/** A product in which things can be made: over HTTP as a demo login, with the owner's login, and with its clock by hand. */
export interface Place {
  send(
    as: string | undefined,
    path: string,
    sent?: {
      body?: unknown;
      raw?: string | Buffer;
      key?: string;
      headers?: Record<string, string>;
    },
  ): Promise<{ status: number; body: any }>;
  rows<T extends object = Record<string, any>>(sql: string, ...values: unknown[]): Promise<T[]>;
  /** moves the clock by hand on by so many milliseconds, and fires what is due on the way */
  wait(ms: number): Promise<unknown>;
}

export function newChild(place = 'kandal', more: Record<string, unknown> = {}) {
  const village = accountOf(`village.${place}`).area;
  return {
    names: [{ km: 'ដារ៉ា សុខ', latin: 'Dara Sok' }],
    birth: { from: '2006-09-14', to: '2006-09-14', precision: 'day' },
    sex: 'female',
    disability: false,
    area: village,
    village,
    ...more,
  };
}

/** Every role with one login of a place. */
export const loginsOf = (place: string): Record<Role, string> => ({
  village: `village.${place}`,
  commune: `commune.${place}`,
  dsw: `dsw.${place}`,
  districtSupervisor: `supervisor.${place}`,
  pdosvyOfficer: `officer.${place}`,
  pdosvyDirector: `director.${place}`,
  mosvy: 'mosvy',
  rciDirector: place === 'kandal' ? 'rci.kdl-003' : 'rci.btb-002',
  ngoCaseworker: `ngo.${place}`,
  police: `police.${place}`,
  hospital: `hospital.${place}`,
  court: `court.${place}`,
  panelMember: `panel-health.${place}`,
  provincialAdministration: `province.${place}`,
  administrator: 'admin',
});

type Make = (as: string, path: string, body: unknown) => Promise<any>;

/** Makes one of each; the clock by hand stands on 6 March 2017, and an hour later afterwards. */
export async function settleKandal(place: Place): Promise<Made> {
  const make: Make = async (as, path, body) => {
    const answer = await place.send(as, path, { body });
    if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const id = async (as: string, path: string, body: unknown): Promise<string> => (await make(as, path, body)).id;
  const at: Made = { institution: demoId('institution KDL-003') };
  at.child = await id('commune.kandal', '/children', newChild());
  at.twin = await id('commune.kandal', '/children', newChild('kandal', { names: [{ latin: 'Sok Dara' }] }));
  at.family = await id('commune.kandal', '/families', { area: '08100701' });
  at.behind = await id('commune.kandal', `/institutions/${at.institution}/people`, {
    role: 'staff',
    nameLatin: 'Cook',
  });
  await settleCases(place, at, id);
  await settlePeople(at, id);
  await settleRegister(place, at, id);
  return at;
}

type MakeOne = (as: string, path: string, body: unknown) => Promise<string>;

async function settleCases(place: Place, at: Made, id: MakeOne): Promise<void> {
  at.case = await id('commune.kandal', '/instances', {
    workflow: 'gatekeeping',
    area: '081007',
    event: 'concern.reported',
    data: concern(at.child!),
  });
  const file = { raw: '%PDF-1.4\n%%EOF\n' };
  at.attachment = (await place.send('dsw.kandal', `/instances/${at.case}/attachments`, file)).body.id;
  at.task = (await place.send('supervisor.kandal', `/instances/${at.case}`)).body.tasks[0].id;
  at.review = await reviewOf(place, at.case);
  const plan = (await place.send('officer.kandal', '/inspections/plan', { body: { area: '08', year: 2017 } })).body;
  at.plan = plan.plan.id;
  at.planned = plan.items[0].planned.entry;
  at.inspection = await inspectionOf(place, at.institution!);
  at.closure = await id('officer.kandal', '/instances', {
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
}

async function settlePeople(at: Made, id: MakeOne): Promise<void> {
  at.person = await id('admin', '/people', { nameKm: 'មនុស្ស', nameEn: 'Person' });
  at.stranger = await id('admin', '/people', { nameKm: 'ជនចម្លែក', nameEn: 'Stranger' });
  at.appointment = await id('admin', `/people/${at.person}/appointments`, {
    role: 'commune',
    area: '081007',
    from: '2017-01-01T00:00:00+07:00',
  });
  at.renewal = await id('admin', '/renewals', { person: accountOf('village.kandal').person, what: 'password' });
}

async function settleRegister(place: Place, at: Made, id: MakeOne): Promise<void> {
  const birth = { from: '2007-01-01', to: '2007-12-31', precision: 'year' };
  at.correction = await id('dsw.kandal', `/children/${at.twin}/birth`, { birth, reason: 'A certificate was found.' });
  await id('dsw.kandal', '/facts', {
    kind: 'presence',
    children: [at.child],
    institution: at.institution,
    at: '2017-03-05T10:00:00+07:00',
  });
  const incidents = (await place.send('supervisor.kandal', '/incidents')).body.items as { id: string; kind: string }[];
  at.incident = incidents.find(({ kind }) => kind === 'UNAUTHORISED_PRESENCE')!.id;
  at.glass = await id('dsw.kandal', '/break-glass', {
    kind: 'child',
    subject: at.child,
    reason: 'A call at night that the child is hurt.',
  });
  await place.wait(3_600_000);
  const alerts = (await place.send('supervisor.kandal', '/alerts')).body.items as { id: string; kind: string }[];
  at.alert = alerts.find(({ kind }) => kind === 'access.breakGlass')!.id;
  const [message] = await place.rows<{ id: string }>(
    `update homeward.deliveries set sent_at = null, last_error = 'gone', dead_at = now()
     where ctid = (select ctid from homeward.deliveries where channel = 'log' limit 1) returning md5(alert::text || person::text || channel)::uuid as id`,
  );
  at.message = message!.id;
  at.parameter = await id('mosvy', '/parameters/proposals', {
    parameter: 'P-33',
    value: { amount: 60, unit: 'days' },
    effectiveFrom: '2017-04-01',
    reason: 'Too short.',
  });
  at.holidays = await id('mosvy', '/holidays/proposals', { reason: 'A new day off.', add: [holiday], remove: [] });
  at.imports = await id('officer.kandal', '/placement-imports', { rows: [placedBefore], reason: 'The paper files.' });
  await settleWatch(place, at, id);
  // the country knows one version of each procedure yet: a proposal that was withdrawn
  const [adoption] = await place.rows<{ id: string }>(
    `insert into homeward.adoptions values (gen_random_uuid(), 'gatekeeping', 1, 2, repeat('0', 64), '[]', 'A signature.', $1, null, now(),
       'withdrawn', $1, null, now(), null) returning id`,
    accountOf('mosvy').person,
  );
  at.adoption = adoption!.id;
}

/** A place that may be a frozen one under another name. */
async function settleWatch(place: Place, at: Made, id: MakeOne): Promise<void> {
  const house = {
    nameKm: 'ផ្ទះ',
    nameEn: 'House',
    kind: 'rci',
    operator: 'private',
    area: '081007',
    phone: '012 999 888',
  };
  const registered = (code: string) =>
    id('officer.kandal', '/institutions', { ...house, code, standing: 'unauthorised' });
  const closing = await registered('X-WATCHED');
  const frozen = { standing: 'frozen', reason: 'Ordered to close.' };
  await place.send('mosvy', `/institutions/${closing}/standing`, { body: frozen });
  await registered('X-FOUND');
  at.match = (await place.send('officer.kandal', '/watch-list/matches')).body.items[0].id;
}

/** An inspection of Kandal, a secret to all but the inspecting offices and its team: supervisor and social worker. */
async function inspectionOf(place: Place, institution: string): Promise<string> {
  const data = { institution, on: '2017-06-01', announced: false, why: ['annual'] };
  const opening = { workflow: 'inspection', event: 'inspection.planned', area: '081007', data };
  const { id } = (await place.send('supervisor.kandal', '/instances', { body: opening })).body;
  const seat = (login: string, lead: boolean) => ({ person: accountOf(login).person, lead, interestDeclared: 'none' });
  const members = [seat('supervisor.kandal', true), seat('dsw.kandal', false)];
  const body = { type: 'team.assigned', data: { members } };
  await place.send('supervisor.kandal', `/instances/${id}/events`, { body, headers: { 'If-Match': '"1"' } });
  return id;
}

/** What a worker of Kandal wrote on a case without a connection, kept because the case does not take it. */
async function reviewOf(place: Place, instance: string): Promise<string> {
  const key = (await place.send('dsw.kandal', '/outbox/key')).body;
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
  const body = { ...head, sealed: sealTo(key, head, { on: '2017-03-05' }) };
  return (await place.send('dsw.kandal', '/outbox', { body, key: head.key })).body.review.id;
}
