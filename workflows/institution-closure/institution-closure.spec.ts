/** Closures driven as the engine drives them: the order, its freeze, the census and the certificate. */
import { by, Case, emergency, frozen, register, sealed } from '../../test/support/closure-case';
import { startOf } from '../time';
import type { Actor } from '../workflow';
import { rowOf } from './context';
import { census } from './samples/census';
import {
  bopha,
  chan,
  child,
  children,
  empty,
  full,
  institution,
  member,
  panel,
  ratha,
  rci,
  signer,
  verifier,
  worker,
} from './samples/people';

it('freezes the institution in the step of the order, whatever the capacity, where children are in danger', () => {
  const c = frozen(emergency, { children, institution, closure: { ...full, workers: 0 } });
  expect(c.named('institution.standing')).toEqual([{ institution: rci, standing: 'frozen', reason: 'closure order' }]);
  expect(c.named('alert.raise').map(({ kind }) => kind)).toEqual(['closure.ordered', 'closure.capacityShort']);
});

it('asks for the reason where nobody is in danger and caseworkers are short, and takes it', () => {
  const short = { closure: { ...full, workers: 0 } };
  const c = new Case();
  expect(c.send('order.signed', { ...emergency, danger: false }, by('mosvy'), undefined, short)).toBe(
    'institution-closure.capacity',
  );
  const reasoned = { ...emergency, danger: false, shortReason: 'two more come from Takeo' };
  expect(c.send('order.signed', reasoned, by('mosvy'), undefined, short)).toBe('taken');
});

it('opens or joins the way home of every child of the census, and knows who goes first', () => {
  const c = sealed(census, {
    institution,
    closure: { ...full, ways: [{ child: bopha, stage: 'planned' }] },
    children: [child(ratha, { birth: { from: '2015-01-01', to: '2015-12-31' } }), child(bopha, { disability: true })],
  });
  expect(c.named('instance.tell')).toMatchObject([
    { workflow: 'family-reintegration', child: ratha, event: 'closure.joined', orOpen: { event: 'child.identified' } },
    { workflow: 'family-reintegration', child: bopha, event: 'closure.joined' },
  ]);
  expect(rowOf(c.context, ratha)).toMatchObject({ need: { underThree: true }, stage: 'counted' });
  expect(rowOf(c.context, bopha)).toMatchObject({ need: { disability: true }, stage: 'planned' });
  expect(c.named('fact.record')).toMatchObject([{ kind: 'presence', children: [ratha, bopha], institution: rci }]);
});

it('takes a child whom nobody can find as missing: an incident, and nothing goes past it', () => {
  const rows = [census.rows[0]!, { ...census.rows[1]!, found: 'unaccounted' }];
  const c = sealed({ ...census, rows });
  expect(c.state).toContain('"lost":"searching"');
  expect(c.named('incident.open')).toMatchObject([{ kind: 'CENSUS_UNACCOUNTED', children: [bopha] }]);
  for (const id of [ratha, bopha]) {
    c.progress(id, 'placed', { destination: 'home', by: [] });
    c.progress(id, 'visited');
  }
  expect(c.state).toContain('"steps":"emptied"');
  c.progress(bopha, 'missing');
  expect(c.state).toContain('"steps":"moving"');
  expect(rowOf(c.context, bopha)).toMatchObject({ accounted: 'home', lost: true, verified: false });
});

it('lets a lost child neither leave nor be verified before it is found, whatever its own case tells', () => {
  const grown = { children: [child(ratha), child(bopha, { birth: { from: '1999-01-01', to: '1999-01-01' } })] };
  const rows = [census.rows[0]!, { ...census.rows[1]!, found: 'unaccounted' }];
  const c = sealed({ ...census, rows }, { institution, closure: full, panel, ...grown });
  const clear = { child: bopha, destination: 'independent', worker, firstVisitOn: '2017-03-08', needReason: 'r' };
  const settle = { child: bopha, on: '2017-03-06', sources: ['family', 'commune'], support: 's' };
  const seen = { child: bopha, on: '2017-03-06', contactType: 'inPerson', childSeen: true };
  const found = { child: bopha, on: '2017-03-06', where: 'a market', seen: true };
  const copied = { children: [ratha, bopha], on: '2017-03-06', worker: 'w' };
  expect(c.send('records.copied', copied, by('dsw'))).toBe('taken');
  expect(c.progress(bopha, 'assessed')).toBe('taken');
  expect(c.send('child.cleared', clear, by('pdosvyOfficer'))).toBe('N-22');
  expect(c.send('child.located', found, by('police'))).toBe('taken');
  expect(c.send('child.cleared', { ...clear, worker: 'nobody' }, by('pdosvyOfficer'))).toBe('N-22');
  expect(c.send('child.cleared', clear, by('pdosvyOfficer'))).toBe('taken');
  expect(c.progress(bopha, 'missing')).toBe('taken');
  expect(c.send('child.settled', settle, by('dsw'))).toBe('institution-closure.independent');
  expect(c.send('child.located', found, by('police'))).toBe('taken');
  expect(c.send('child.settled', settle, by('dsw'))).toBe('taken');
  expect(c.progress(bopha, 'missing')).toBe('taken');
  expect(c.send('destination.verified', seen, by('dsw', 1))).toBe('institution-closure.seen');
  c.progress(bopha, 'visited');
  expect(rowOf(c.context, bopha)).toMatchObject({ lost: true, verified: false });
});

it('takes no day before the order for what can only follow it', () => {
  const c = frozen();
  expect(c.send('census.sealed', { ...census, on: '2017-03-05' }, by('pdosvyOfficer'))).toBe(
    'institution-closure.happened',
  );
  expect(c.send('census.sealed', census, by('pdosvyOfficer'))).toBe('taken');
  expect(c.send('records.destroyed', { on: '2017-02-01', what: 'all' }, by('dsw'))).toBe('taken');
});

it('escalates a freeze that nobody acknowledged and visited within seven days', () => {
  const c = frozen();
  expect(c.send('freeze.acknowledged', { understood: true }, by('rciDirector'))).toBe('taken');
  expect(c.state).toContain('"freeze":"pending"');
  expect(c.send('xstate.after.freeze.institution-closure.open.freeze.pending', {}, register, '2017-03-14')).toBe(
    'taken',
  );
  expect(c.state).toContain('"freeze":"escalated"');
  expect(c.named('alert.raise')).toMatchObject([{ to: ['police', 'pdosvyDirector', 'mosvy'] }]);
});

it('counts extensions, each of them signed, and none beyond what the kind of closure allows', () => {
  const c = frozen();
  const until = (targetOn: string) =>
    c.send('extension.signed', { targetOn, reasons: 'two children wait' }, by('mosvy'), '2017-03-10');
  expect(until('2017-06-01')).toBe('taken');
  expect(until('2017-05-20')).toBe('institution-closure.target');
  expect(until('2017-06-01')).toBe('institution-closure.target');
  expect(until('2017-06-10')).toBe('taken');
  expect(c.context).toMatchObject({ extensions: 2, target: '2017-06-10' });
  expect(until('2018-06-10')).toBe('institution-closure.target');
});

it('keeps the freeze through an appeal, and withdraws the order only after a new inspection', () => {
  const c = frozen();
  expect(c.send('appeal.filed', { on: '2017-03-06', grounds: 'unjust' }, by('rciDirector'))).toBe('taken');
  expect(c.named('institution.standing')).toEqual([]);
  const back = { reasons: 'all is well', reinspectedOn: '2017-03-20', standardsMet: true };
  expect(c.send('order.withdrawn', back, by('mosvy'), '2017-03-21')).toBe('institution-closure.reinspected');
  const inspected = { institution: { ...institution, lastInspection: '2017-03-20' } };
  expect(c.send('order.withdrawn', back, by('mosvy'), '2017-03-21', inspected)).toBe('taken');
  expect(c.named('institution.standing')).toEqual([]);
  expect(c.named('instance.open')).toEqual([
    {
      workflow: 'inspection',
      event: 'inspection.required',
      area: institution.area,
      data: { institution: rci, operator: 'ngo', on: '2017-03-28', reason: 'orderWithdrawn' },
    },
  ]);
  expect(c.state).toContain('"withdrawal":"reinspecting"');
  expect(c.context.outcome).toBeUndefined();
  const found = (rating: 'A' | 'B', on: string) => ({
    ...inspected,
    closure: { ...full, inspected: { rating, openedAt: startOf(on) } },
  });
  const lift = (facts: object) => c.send('freeze.lifted', { reasons: 'r' }, by('mosvy'), '2017-03-30', facts);
  expect(lift(found('A', '2017-03-20'))).toBe('institution-closure.met');
  expect(lift(found('B', '2017-03-22'))).toBe('institution-closure.met');
  expect(lift(found('A', '2017-03-22'))).toBe('taken');
  expect(c.named('institution.standing')).toMatchObject([{ standing: 'authorised' }]);
  expect(c.context.outcome).toBe('ORDER_WITHDRAWN');
});

it('lets the order stand again where the inspection after its withdrawal finds faults', () => {
  const c = sealed();
  const inspected = { institution: { ...institution, lastInspection: '2017-03-06' } };
  const back = { reasons: 'all is well', reinspectedOn: '2017-03-06', standardsMet: true };
  const opened = (hour: number) => ({
    ...inspected,
    closure: { ...full, inspected: { rating: 'A' as const, openedAt: startOf('2017-03-06') + hour * 3_600_000 } },
  });
  // in the morning, before the order of nine, somebody had inspected
  for (const facts of [inspected, opened(8)])
    expect(c.send('order.withdrawn', back, by('mosvy'), '2017-03-07', facts)).toBe('institution-closure.reinspected');
  expect(c.send('order.withdrawn', back, by('mosvy'), '2017-03-07', opened(10))).toBe('taken');
  expect(c.progress(ratha, 'placed', { destination: 'home', by: [] })).toBe('taken');
  expect(c.send('order.upheld', { on: '2017-03-08', reasons: 'beds' }, by('mosvy'), '2017-03-08')).toBe('taken');
  expect(c.named('institution.standing')).toEqual([]);
  expect(c.state).toContain('"withdrawal":"none"');
});

/** Both are at home and seen there. */
function bothHome(c: Case): void {
  for (const id of [ratha, bopha]) {
    c.progress(id, 'assessed');
    c.progress(id, 'planned');
    c.progress(id, 'placed', { destination: 'home', by: [], on: id === ratha ? '2017-03-05' : '2017-03-06' });
    c.progress(id, 'visited');
  }
}
const birth = { birth: { from: '2008-06-06', to: '2008-06-06' } };
const merged = (c: Case, kept: string, gone: string, more: object = {}) =>
  c.send('child.corrected', { child: birth, merge: { kept, merged: gone, by: ['merger'] }, ...more }, register);

it('accounts for two rows that are one child together, once somebody has seen the child again', () => {
  const c = sealed();
  c.progress(ratha, 'placed', { destination: 'home', by: [] });
  c.progress(ratha, 'visited');
  expect(merged(c, ratha, bopha)).toBe('taken');
  // the row of the census stays, and whoever was seen before is not taken as seen now
  expect(c.context.children.map(({ child: id }) => id)).toEqual([ratha, bopha]);
  for (const id of [ratha, bopha])
    expect(rowOf(c.context, id)).toMatchObject({ accounted: 'home', verified: false, unseen: true });
  expect(c.named('census.account')).toMatchObject([{ child: ratha, accounted: 'home', verified: false }]);
  expect(c.named('alert.raise').map(({ kind }) => kind)).toContain('closure.merged');
  const seen = { child: bopha, on: '2017-03-06', contactType: 'inPerson', childSeen: true };
  const merger = { ...by('pdosvyOfficer'), person: 'merger' };
  expect(c.send('destination.verified', seen, merger)).toBe('N-10');
  expect(c.send('destination.verified', { ...seen, contactType: 'telephone' }, by('mosvy'))).toBe(
    'institution-closure.seen',
  );
  expect(c.send('destination.verified', seen, by('mosvy'))).toBe('taken');
  for (const id of [ratha, bopha]) expect(rowOf(c.context, id)).toMatchObject({ verified: true });
  expect(rowOf(c.context, ratha)!.unseen).toBeUndefined();
});

it('does not let a child who is not seen go with a merge, whichever record stays', () => {
  for (const [kept, gone] of [
    [ratha, bopha],
    [bopha, ratha],
  ] as const) {
    const c = sealed();
    bothHome(c);
    expect(merged(c, kept, gone)).toBe('taken');
    expect(c.context.children.map(({ verified }) => verified)).toEqual([false, false]);
    expect(c.progress(gone, 'visited')).toBe('taken');
    expect(c.context.children.map(({ verified }) => verified)).toEqual([true, true]);
  }
});

it('hears of a counted child by a record that the census never had', () => {
  const c = sealed();
  expect(merged(c, chan, bopha)).toBe('taken');
  expect(c.progress(chan, 'placed', { destination: 'kin', by: [] })).toBe('taken');
  expect(rowOf(c.context, bopha)).toMatchObject({ accounted: 'kin', verified: false, unseen: true });
  expect(c.named('census.account')).toMatchObject([{ child: bopha, accounted: 'kin' }]);
});

it('takes nobody as dead because a record was merged', () => {
  const c = sealed();
  const dead = { children: [child(ratha, { status: 'died' }), child(bopha, { status: 'died' })] };
  const told = { child: { status: 'died' }, merge: { kept: ratha, merged: bopha, by: [] } };
  expect(c.send('child.died', told, register, undefined, dead)).toBe('taken');
  expect(c.context.children.map(({ accounted }) => accounted)).toEqual([undefined, undefined]);
});

it('begins again where children sleep in a place that is closed, and it stays closed', () => {
  const closed = { institution: { ...institution, standing: 'closed' as const } };
  const c = new Case({ children, closure: full, ...closed });
  expect(c.send('order.signed', emergency, by('mosvy'))).toBe('institution-closure.once');
  const again = { closure: { ...full, reopened: true as const } };
  expect(c.send('order.signed', emergency, by('mosvy'), undefined, again)).toBe('taken');
  expect(c.named('institution.standing')).toEqual([]);
  expect(c.state).toContain('"steps":"census"');
});

it('takes a death as told, and verifies nothing by it', () => {
  const c = sealed();
  const dead = { children: [child(ratha), child(bopha, { status: 'died' })] };
  expect(c.send('child.died', { child: { status: 'died' } }, register, undefined, dead)).toBe('taken');
  expect(rowOf(c.context, bopha)).toMatchObject({ accounted: 'died', verified: false });
  expect(c.named('census.account')).toMatchObject([{ child: bopha, accounted: 'died', verified: false }]);
  expect(c.named('incident.open')).toMatchObject([{ kind: 'CHILD_DIED', children: [bopha] }]);
});

it('grows by a child who was hidden, and is not empty any more', () => {
  const c = sealed();
  for (const id of [ratha, bopha]) c.progress(id, 'placed', { destination: 'home', by: [] });
  expect(c.state).toContain('"steps":"emptied"');
  const rows = [{ child: chan, bed: 'elsewhere', found: 'unauthorisedPresent', atRisk: true }];
  const later = { on: '2017-03-06', team: census.team, rows, place: 'elsewhere', where: 'with an aunt of the cook' };
  expect(c.send('census.supplemented', later, by('pdosvyOfficer'))).toBe('taken');
  expect(c.state).toContain('"steps":"moving"');
  expect(c.named('instance.tell')).toMatchObject([{ child: chan }]);
});

it('seals an empty house, and goes on to its verification', () => {
  const c = frozen(emergency, { children: [], institution, closure: empty });
  expect(c.send('census.sealed', { ...census, rows: [] }, by('pdosvyOfficer'))).toBe('taken');
  expect(c.state).toContain('"steps":"emptied"');
});

/** Emptied, and with everything settled but what a test asks about. */
function nearlyClosed(talks: boolean): Case {
  const c = sealed();
  const talk = (id: string) =>
    c.send('child.screened', { child: id, on: '2017-03-06', alone: true, danger: false }, by('dsw'));
  if (talks) for (const id of [ratha, bopha]) expect(talk(id)).toBe('taken');
  bothHome(c);
  c.send('freeze.acknowledged', { understood: true }, by('rciDirector'));
  c.send('freezeVisit.recorded', { on: '2017-03-06', served: true, newChildren: 0 }, by('dsw'));
  const analysis = { staff: 2, staffPlan: 'p', assets: 'a', donors: 'd', guaranteedUntil: '2017-12-01', enough: true };
  c.send('analysis.submitted', analysis, by('pdosvyOfficer'));
  const staff = { redeployed: 1, released: 1, unvetted: 0, openAllegations: 0 };
  c.send('staff.settled', staff, by('pdosvyOfficer'));
  c.send('assets.settled', { on: '2017-03-06', deeds: 'd' }, by('pdosvyOfficer'));
  c.send('records.filed', { on: '2017-03-06', place: 'p' }, by('pdosvyOfficer'));
  expect(c.send('premises.emptied', { on: '2017-03-06', beds: 'b' }, by('dsw'))).toBe('taken');
  return c;
}
const seated = [verifier, signer].map((person) => ({
  person,
  seats: [{ role: 'mosvy' as const }],
  institutions: [],
  persons: [],
}));
const verifying = (c: Case, members: string[], officials: string[]) =>
  c.send(
    'verification.recorded',
    { on: '2017-03-06', unannounced: true, empty: true, members },
    by('mosvy'),
    undefined,
    { panel: [...panel, ...seated], closure: { ...full, officials } },
  );

it('is not certified while nobody spoke to a child alone, and hears such a talk after the child has left', () => {
  const c = nearlyClosed(false);
  expect(c.state).toContain('"screening":"due"');
  expect(verifying(c, [verifier, member], [])).toBe('taken');
  const certificate = () => c.send('certificate.signed', { filesAt: 'archive' }, by('mosvy'));
  expect(certificate()).toBe('institution-closure.regions');
  const talk = (id: string, more: object) =>
    c.send('child.screened', { child: id, on: '2017-03-06', alone: true, danger: false, ...more }, by('dsw'));
  expect(talk(ratha, {})).toBe('taken');
  // that a talk was held and could not be held are not both true
  expect(talk(bopha, { unable: 'unable' })).toBe('institution-closure.alone');
  expect(talk(bopha, { alone: false, unable: 'left' })).toBe('institution-closure.alone');
  expect(certificate()).toBe('institution-closure.regions');
  expect(talk(bopha, { alone: false, unable: 'unable' })).toBe('taken');
  // that is one person's word until another signs it
  expect(c.state).toContain('"screening":"due"');
  expect(certificate()).toBe('institution-closure.regions');
  const sign = (who: Actor) => c.send('untalked.confirmed', { child: bopha, on: '2017-03-06' }, who);
  expect(sign(by('dsw'))).toBe('institution-closure.talk-second');
  expect(sign({ ...by('ngoCaseworker'), actingFor: by('dsw').person })).toBe('institution-closure.talk-second');
  expect(sign(by('ngoCaseworker'))).toBe('taken');
  expect(rowOf(c.context, bopha)).toMatchObject({ screened: false, untalked: 'unable' });
  expect(certificate()).toBe('taken');
});

it('is verified by two of the ministry where everybody of the province moved a child, and only there', () => {
  const c = nearlyClosed(true);
  const mover = c.context.movers[0] ?? 'mover';
  c.snapshot = { ...c.snapshot, context: { ...c.context, movers: [mover] } } as never;
  expect(verifying(c, [verifier, signer], [mover, member])).toBe('institution-closure.unannounced');
  expect(verifying(c, [verifier, verifier], [mover])).toBe('institution-closure.unannounced');
  expect(verifying(c, [verifier, signer], [mover])).toBe('taken');
});
