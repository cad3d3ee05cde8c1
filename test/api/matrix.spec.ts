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
  at.renewal = await made('admin', '/renewals', {
    person: accountOf('village.kandal').person,
    what: 'password',
  });
  expect(kinds.map((row) => row.kind)).toEqual([
    'alert',
    'child',
    'family',
    'incident',
    'institution',
    'instance',
    'task',
  ]);
});

it('never failed in all this', () => {
  expect(town.logged.filter((line) => line.includes('unexpected'))).toEqual([]);
});
