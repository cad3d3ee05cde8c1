/** Closures driven as the engine drives them: pure steps, one event at a time, the clock by hand. */
import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import type { Facts } from '../facts';
import { defaultParameters } from '../parameters';
import { startOf, type Calendar } from '../time';
import { brokenRules, effectNames, type Actor, type Given, type Role } from '../workflow';
import { institutionClosure } from '.';
import { rowOf, type Context } from './context';
import { census } from './samples/children';
import { order } from './samples/order';
import { bopha, chan, child, children, empty, full, institution, panel, ratha, rci, worker } from './samples/people';

const calendar: Calendar = { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: [] };
const parameters = defaultParameters();
const register: Actor = { person: 'register', role: 'register', area: '' };
const by = (role: Role, n = 0): Actor => ({ person: `${role}-${n}`, role, area: '' });
const emergency = { ...order, kind: 'emergency', danger: true, targetOn: '2017-05-01' };

/** One closure with its clock and its facts. */
class Case {
  snapshot: AnyMachineSnapshot;
  effects: { name: string; params: any }[] = [];
  constructor(public facts: Facts = { children, institution, closure: full }) {
    const input = { id: 'case-1', area: '081007' };
    [this.snapshot] = initialTransition(institutionClosure.machine, input) as [AnyMachineSnapshot, unknown];
  }
  get context(): Context {
    return this.snapshot.context;
  }
  get state(): string {
    return JSON.stringify(this.snapshot.value);
  }
  named(name: string): any[] {
    return this.effects.filter((e) => e.name === name).map((e) => e.params);
  }
  /** `taken`, or the rules that refuse it. */
  send(type: string, data: object, actor: Actor, on = '2017-03-06', facts: Partial<Facts> = {}): string {
    institutionClosure.events[type]?.form.parse(data);
    const now = startOf(on) + 9 * 3_600_000;
    const given: Given = { type, data, actor, now, facts: { ...this.facts, ...facts }, parameters, calendar };
    const guards = (this.snapshot as unknown as { _nodes: any[] })._nodes
      .flatMap((node) => node.transitions.get(type) ?? [])
      .flatMap((t: any) => [t.guard, ...(t.guard?.guards ?? [])])
      .flatMap((guard: any) => (guard?.params?.all as string[] | undefined) ?? []);
    const [next, actions] = transition(institutionClosure.machine, this.snapshot as never, given as never) as [
      AnyMachineSnapshot,
      any[],
    ];
    if (next === this.snapshot && actions.length === 0)
      return [
        ...new Set(brokenRules(institutionClosure.rules, guards, this.context, given).map((b) => b.rule.id)),
      ].join();
    this.effects = actions
      .filter((a) => (effectNames as readonly string[]).includes(a.type))
      .map((a) => ({ name: a.type, params: a.params }));
    this.snapshot = next;
    return 'taken';
  }
  progress(id: string, what: string, more: object = {}): string {
    return this.send('child.progressed', { child: id, what, on: '2017-03-06', ...more }, register);
  }
}

function frozen(data: object = emergency, facts?: Facts): Case {
  const c = new Case(facts);
  expect(c.send('order.signed', data, by('mosvy'))).toBe('taken');
  return c;
}
function sealed(data: object = census, facts?: Facts): Case {
  const c = frozen(emergency, facts);
  expect(c.send('census.sealed', data, by('pdosvyOfficer'))).toBe('taken');
  return c;
}

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

it('makes every child who has not gone of high risk in the moment the provider leaves', () => {
  const c = sealed();
  c.progress(ratha, 'placed', { destination: 'kin', by: [] });
  expect(c.send('abandonment.recorded', { on: '2017-03-06', reasons: 'gone' }, by('pdosvyDirector'))).toBe('taken');
  expect(c.named('instance.tell')).toMatchObject([{ child: bopha, data: { high: true } }]);
  expect(c.named('incident.open')).toMatchObject([{ kind: 'ABANDONED_BY_PROVIDER' }]);
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
  expect(until('2017-06-10')).toBe('taken');
  expect(until('2017-06-01')).toBe('taken');
  expect(c.context).toMatchObject({ extensions: 2, target: '2017-06-01' });
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
  expect(c.named('institution.standing')).toMatchObject([{ standing: 'authorised' }]);
  expect(c.context.outcome).toBe('ORDER_WITHDRAWN');
});

it('takes a death, of whatever child, as an answer to where the child is', () => {
  const c = sealed();
  const dead = { children: [child(ratha), child(bopha, { status: 'died' })] };
  expect(c.send('child.died', { child: { status: 'died' } }, register, undefined, dead)).toBe('taken');
  expect(rowOf(c.context, bopha)).toMatchObject({ accounted: 'died', verified: true });
  expect(c.named('census.account')).toMatchObject([{ child: bopha, accounted: 'died' }]);
});

it('grows by a child who was hidden, and is not empty any more', () => {
  const c = sealed();
  for (const id of [ratha, bopha]) c.progress(id, 'placed', { destination: 'home', by: [] });
  expect(c.state).toContain('"steps":"emptied"');
  const rows = [{ child: chan, bed: 'elsewhere', found: 'unauthorisedPresent', atRisk: true }];
  const later = { on: '2017-03-06', team: census.team, rows, where: 'a sister home' };
  expect(c.send('census.supplemented', later, by('pdosvyOfficer'))).toBe('taken');
  expect(c.state).toContain('"steps":"moving"');
  expect(c.named('instance.tell')).toMatchObject([{ child: chan }]);
});

it('seals an empty house, and goes on to its verification', () => {
  const c = frozen(emergency, { children: [], institution, closure: empty });
  expect(c.send('census.sealed', { ...census, rows: [] }, by('pdosvyOfficer'))).toBe('taken');
  expect(c.state).toContain('"steps":"emptied"');
});
