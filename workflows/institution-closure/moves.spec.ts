/** How children leave a closing home: one by one, on the day they were cleared for. */
import { by, sealed } from '../../test/support/closure-case';
import type { Role } from '../workflow';
import { rowOf } from './context';
import { census } from './samples/census';
import { child, empty, institution, panel, ratha, worker } from './samples/people';

it('counts a move on its own day: by the day it was cleared for, and by the day on which it was made', () => {
  const rows = Array.from({ length: 7 }, (_, n) => `11111111-0000-4000-8000-0000000001${n}0`);
  const counted = { ...census, rows: rows.map((id) => ({ ...census.rows[1]!, child: id })) };
  const c = sealed(counted, { institution, closure: empty, panel, children: rows.map((id) => child(id)) });
  c.send('records.copied', { children: rows, on: '2017-03-06', worker }, by('dsw'));
  for (const id of rows) for (const what of ['assessed', 'planned']) c.progress(id, what);
  const clear = (
    id: string,
    on: string,
    leavesOn: string | undefined,
    n = 0,
    more: object = {},
    role: Role = 'pdosvyOfficer',
  ) =>
    c.send(
      'child.cleared',
      { child: id, destination: 'home', worker, firstVisitOn: '2017-03-10', ...(leavesOn && { leavesOn }), ...more },
      by(role, n),
      on,
    );
  // five workers on two days, all for Thursday
  for (const [n, id] of rows.slice(0, 5).entries())
    expect(clear(id, n < 2 ? '2017-03-06' : '2017-03-08', '2017-03-09', n)).toBe('taken');
  expect(clear(rows[5]!, '2017-03-09', undefined)).toBe('institution-closure.group');
  expect(clear(rows[5]!, '2017-03-09', '2017-03-10')).toBe('taken');
  const reason = { groupReason: 'one village' };
  expect(clear(rows[6]!, '2017-03-09', undefined, 0, reason)).toBe('institution-closure.group');
  // what really happens is counted by its day, whenever it is told: the sixth left on Thursday, too
  for (const id of rows.slice(0, 5)) {
    c.progress(id, 'placed', { destination: 'home', by: [], on: '2017-03-09' });
    expect(c.named('incident.open')).toEqual([]);
  }
  c.progress(rows[5]!, 'placed', { destination: 'home', by: [], on: '2017-03-09' });
  expect(c.named('incident.open')).toMatchObject([
    { kind: 'GROUP_MOVE', role: 'pdosvyDirector' },
    { kind: 'LEFT_BEFORE_CLEARED', children: [rows[5]] },
  ]);
  // with the reason of the province it is none
  expect(clear(rows[6]!, '2017-03-09', undefined, 0, reason, 'pdosvyDirector')).toBe('taken');
  c.progress(rows[6]!, 'placed', { destination: 'home', by: [], on: '2017-03-09' });
  expect(c.named('incident.open')).toEqual([]);
  expect(rowOf(c.context, rows[6]!)).toMatchObject({ leftOn: '2017-03-09' });
});

it('makes an incident of a child who left before it was cleared', () => {
  const c = sealed();
  c.progress(ratha, 'placed', { destination: 'home', by: [] });
  expect(c.named('incident.open')).toMatchObject([{ kind: 'LEFT_BEFORE_CLEARED', children: [ratha] }]);
});
