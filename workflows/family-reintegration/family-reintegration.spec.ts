/** The way home, driven as the engine drives it: pure steps, one event at a time, the clock by hand. */
import type { AnyMachineSnapshot } from 'xstate';
import { deadlineOfTimer, leavesOf, Stepper, verdictOf, type Effect } from '../../libs/engine';
import type { ChildFact, Facts } from '../facts';
import { defaultParameters } from '../parameters';
import { childItems, familyItems } from '../vocabulary';
import type { Given, Role, Visit } from '../workflow';
import { isDrawn } from './acts-visits';
import type { Context } from './context';
import { familyReintegration as workflow } from './index';

const calendar = { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: [] };
const parameters = defaultParameters();
const child = '11111111-0000-4000-8000-000000000001';
const sister = '11111111-0000-4000-8000-000000000002';
const person = (n: number) => `33333333-0000-4000-8000-00000000000${n}`;
const sokha = person(1);
const vanna = person(2);
const receiver = person(3);
const time = (text: string) => Date.parse(`${text.includes('T') ? text : `${text}T09:00:00`}+07:00`);
const stepper = new Stepper(workflow);
const fact = (birth: string, more: Partial<ChildFact> = {}): ChildFact => ({
  id: child,
  birth: { from: birth, to: birth },
  sex: 'female',
  disability: false,
  siblings: [],
  status: 'alive',
  version: 1,
  ...more,
});
const signed = { by: 'thumbprint', on: '2016-01-02' };

/** One case with its clock. */
class Case {
  snapshot: AnyMachineSnapshot = stepper.start({ id: 'case', area: '080101' });
  alerts: string[] = [];
  effects: Effect[] = [];
  private timers = new Map<string, number>();
  private now = 0;
  constructor(private readonly birth = '2005-11-22') {}

  get context(): Context {
    return this.snapshot.context;
  }
  get states(): string[] {
    return leavesOf(this.snapshot);
  }
  visit(step: string): Visit {
    return this.context.visits.find((v) => v.step === step || v.key === step)!;
  }
  private given(type: string, data: unknown, at: number, role: Role | 'clock' | 'register', more: any = {}): Given {
    const area = more.area ?? '0801';
    const facts: Facts = { children: [fact(this.birth)], ...more.facts };
    const actor = { person: more.person ?? sokha, role, area };
    return { type, data, actor, now: at, received: more.received, facts, parameters, calendar };
  }
  private take(given: Given): boolean {
    const step = stepper.advance(this.snapshot, given);
    for (const timer of step.cancelled) this.timers.delete(timer);
    for (const { timer, deadline } of step.armed)
      this.timers.set(timer, Math.max(given.now, workflow.deadlines[deadline]!.due(step.snapshot.context, given).at));
    this.alerts.push(
      ...step.effects.filter((e) => e.name === 'alert.raise').map((e) => e.params.kind.split('.')[1] as string),
    );
    this.effects = step.effects;
    this.snapshot = step.snapshot;
    return step.taken;
  }
  /** Moves the clock and fires what is due on the way, each timer at its own time. */
  at(text: string): this {
    const until = time(text);
    for (;;) {
      const [next] = [...this.timers].sort((a, b) => a[1] - b[1]);
      if (!next || next[1] > until || this.snapshot.status !== 'active') break;
      this.timers.delete(next[0]);
      this.take(this.given(next[0], null, next[1], 'clock'));
    }
    this.now = until;
    return this;
  }
  /** The instant at which a deadline fires. */
  fires(deadline: string): number | undefined {
    return [...this.timers].find(([timer]) => deadlineOfTimer(timer) === deadline)?.[1];
  }
  /** Sends an event; answers the rules that refuse it, or 'taken'. */
  send(
    type: string,
    data: object,
    role: Role | 'register' = 'dsw',
    more: any = {},
  ): string[] | 'taken' | 'not possible' {
    const parsed = workflow.events[type]?.form.parse(data) ?? data;
    const given = this.given(type, parsed, this.now, role, more);
    if (this.take(given)) return 'taken';
    const { broken } = verdictOf(workflow, this.snapshot, given);
    return broken.length > 0 ? broken.map((b) => b.rule.id) : 'not possible';
  }
  why(type: string, data: object, rule: string): string {
    const given = this.given(type, data, this.now, 'districtSupervisor', { person: vanna });
    return verdictOf(workflow, this.snapshot, given).broken.find((b) => b.rule.id === rule)?.missing.en ?? '';
  }
}

const scores = (names: readonly string[], value: number, more: object = {}) => ({
  ...Object.fromEntries(names.map((name) => [name, value])),
  ...more,
});
const form4 = (placedOn: string, signatures = ['child', 'carer', 'caseworker', 'chief']) => ({
  placedOn,
  time: '09:00',
  home: '080102',
  homeKind: 'parents',
  carer: { name: 'mother', relation: 'mother' },
  receivedBy: 'mother',
  documentsHandedOver: [],
  ladder: [],
  signatures: Object.fromEntries(signatures.map((who) => [who, signed])),
});
const form5 = (visitOn: string, more: object = {}) => ({
  visitOn,
  contactType: 'inPerson',
  childSeen: true,
  spokenAlone: true,
  where: 'home',
  whoLivesThere: [{ name: 'mother', relation: 'mother' }],
  newAdult: false,
  sleeping: 'ok',
  food: 'notEnough',
  school: 'attending',
  work: false,
  health: 'good',
  injuries: false,
  concerns: ['none'],
  childWords: 'fine',
  risk: 'low',
  actionsDone: [],
  ...more,
});
const phone = (visitOn: string) => ({
  visitOn,
  contactType: 'telephone',
  childSeen: false,
  concerns: ['none'],
  actionsDone: [],
});
const form6 = (child_: object = scores(childItems, 3), family: object = scores(familyItems, 3)) => ({
  child: child_,
  family,
  narrative: 'a year',
  aftercareContact: 'commune',
  signatures: { child: signed, guardian: signed, caseworker: signed, authority: signed },
});

/** A case that is ready for the return. */
function prepared(on: string, birth?: string): Case {
  const c = new Case(birth).at(on);
  const ok = (type: string, data: object, role: Role = 'dsw', who = sokha) =>
    expect([type, c.send(type, data, role, { person: who })]).toEqual([type, 'taken']);
  ok('child.identified', {
    child,
    source: 'request',
    home: '080102',
    interviewees: ['child'],
    childTypes: [],
    needs: [],
    risk: 'low',
    contactLost: false,
    abuseAlleged: false,
  });
  ok('form2.submitted', {
    visitOn: on,
    contactType: 'inPerson',
    place: 'office',
    childSeen: true,
    privateTalk: true,
    consent: 'child',
    rightsExplained: [],
    child: scores(childItems, 3),
    views: { heard: true },
    contactLost: false,
    decision: 'accepts',
    signatures: { child: signed, caseworker: signed },
  });
  ok('homeAssessment.submitted', {
    visitOn: on,
    adults: [{ name: 'mother', relation: 'mother', checked: true, concern: false }],
    housing: 'h',
    income: 'i',
    idpoor: true,
    family: scores(familyItems, 3),
    reasonForSeparationPresent: false,
    safe: true,
    familyWilling: true,
    refusalGrounds: [],
    conclusion: 'canBeReintegrated',
    signatures: { caseworker: signed },
  });
  ok('plan.submitted', {
    lines: [],
    siblings: [],
    deviceNeeded: false,
    parentDetained: false,
    signatures: { caseworker: signed, guardian: signed, authority: signed },
  });
  ok(
    'placement.reviewed',
    {
      decision: 'approve',
      aims: 'a',
      reasons: 'r',
      advice: ['health', 'education'],
      members: [
        { name: 'a', office: 'b' },
        { name: 'c', office: 'd' },
      ],
    },
    'districtSupervisor',
    vanna,
  );
  ok('contact.recorded', { on, kind: 'visit', successful: true, monitored: true });
  ok('readiness.recorded', {
    documents: true,
    school: 'enrolled',
    grantRequested: true,
    disabilitySupport: 'notNeeded',
    device: 'notNeeded',
    village: true,
    family: true,
  });
  return c;
}
function placed(on: string, birth?: string): Case {
  const c = prepared(on, birth);
  expect(c.send('placement.made', form4(on))).toBe('taken');
  return c;
}
const days = (c: Case) => c.context.visits.map((v) => `${v.step} ${v.on}`);
const visitOn = (c: Case, on: string, more: object = {}) =>
  c.at(`${on}T16:00:00`).send('visit.recorded', form5(on, more));

describe('the schedule', () => {
  it('of a placement on Monday 6 February 2017 is that of the domain, to the day', () => {
    expect(days(placed('2017-02-06'))).toEqual([
      'D+1 2017-02-07',
      'D+3 2017-02-09',
      'D+7 2017-02-13',
      'D+14 2017-02-20',
      'D+21 2017-02-27',
      'D+28 2017-03-06',
      'M2 2017-04-06',
      'M3 2017-05-06',
      'M4 2017-06-06',
      'M5 2017-07-06',
      'M6 2017-08-06',
      'M9 2017-11-06',
      'M12 2018-02-06',
    ]);
  });

  it('clamps month steps to the month’s end, each anew from the day of the placement', () => {
    const c = placed('2017-01-31');
    expect(['M2', 'M3', 'M4', 'M5', 'M6', 'M9', 'M12'].map((step) => c.visit(step).on)).toEqual([
      '2017-03-31',
      '2017-04-30',
      '2017-05-31',
      '2017-06-30',
      '2017-07-31',
      '2017-10-31',
      '2018-01-31',
    ]);
    expect(placed('2016-12-31').visit('M2').on).toBe('2017-02-28');
    expect(placed('2020-02-29').visit('M12').on).toBe('2021-02-28');
  });

  it('opens three, seven and fourteen days before, and is due at the end of the day', () => {
    const c = placed('2017-02-06');
    expect(c.visit('D+14').opens).toBe(time('2017-02-17T00:00:00'));
    expect(c.visit('M2').opens).toBe(time('2017-03-30T00:00:00'));
    expect(c.visit('M9').opens).toBe(time('2017-10-23T00:00:00'));
    expect(c.visit('D+14').due).toBe(time('2017-02-21T00:00:00'));
  });

  it('adds visits when the risk goes up, keeps the nominal ones with their ladder, and steps down the future alone', () => {
    const c = placed('2017-02-06');
    c.at('2017-02-15');
    const before = c.context.visits;
    expect(c.send('risk.changed', { to: 'high', reasons: 'r' })).toBe('taken');
    for (const v of before) expect(c.visit(v.key)).toEqual(v);
    expect(c.context.visits.find((v) => v.on === '2017-03-13')).toMatchObject({ ladder: 'high', parameter: 'P-16' });
    expect(c.send('risk.changed', { to: 'low', reasons: 'r' })).toEqual(['family-reintegration.step-down']);
    expect(
      c.send('review.held', { on: '2017-02-15', conclusion: 'stepDown', reasons: 'r' }, 'districtSupervisor'),
    ).toBe('taken');
    expect(c.send('risk.changed', { to: 'low', reasons: 'r' })).toEqual(['family-reintegration.step-down']);
    expect(c.send('risk.changed', { to: 'low', reasons: 'r' }, 'districtSupervisor')).toBe('taken');
    const cancelled = c.context.visits.filter((v) => v.status === 'cancelled');
    expect(cancelled.length).toBeGreaterThan(10);
    expect(new Set(cancelled.map((v) => v.reason))).toEqual(new Set(['riskDown']));
    for (const v of before) expect(c.visit(v.key).status).toBe('planned');
  });
});

describe('a visit', () => {
  it('satisfies the earliest open obligation whose window has opened, and only that one', () => {
    const c = placed('2017-02-06');
    expect(visitOn(c, '2017-02-09')).toBe('taken');
    expect(visitOn(c, '2017-02-09')).toBe('taken');
    expect(c.visit('D+3')).toMatchObject({ status: 'made', madeOn: '2017-02-09' });
    expect(c.visit('D+7').status).toBe('planned');
    visitOn(c, '2017-02-16');
    expect(c.visit('D+7')).toMatchObject({ status: 'late', madeOn: '2017-02-16' });
  });

  it.each([
    ['by telephone', phone('2017-02-09')],
    ['with the child not seen', form5('2017-02-09', { childSeen: false })],
    ['with a safety field left open', form5('2017-02-09', { injuries: undefined })],
    ['not alone and not said why', form5('2017-02-09', { spokenAlone: false })],
  ])('does not count %s', (_name, data) => {
    const c = placed('2017-02-06').at('2017-02-09T16:00:00');
    expect(c.send('visit.recorded', data)).toBe('taken');
    expect(c.visit('D+3').status).toBe('planned');
  });

  it('entered more than seven days late is kept and told, and closes nothing', () => {
    const c = placed('2017-02-06').at('2017-02-20');
    expect(c.send('visit.recorded', form5('2017-02-12'))).toBe('taken');
    expect(c.visit('D+3').status).toBe('planned');
    expect(c.alerts).toContain('lateEntry');
  });

  it('that came in time counts, however long it was kept for review', () => {
    const c = placed('2017-02-06').at('2017-02-20');
    const received = time('2017-02-19');
    expect(c.send('visit.recorded', form5('2017-02-12'), 'dsw', { received })).toBe('taken');
    expect(c.visit('D+3')).toMatchObject({ status: 'late', madeOn: '2017-02-12' });
    expect(c.alerts).not.toContain('lateEntry');
  });

  it('that finds an injury makes the case one of high risk at once, with a review', () => {
    const c = placed('2017-02-06');
    visitOn(c, '2017-02-09', { injuries: true });
    expect(c.context.risk).toBe('high');
    expect(c.states).toContain('open.review.due');
    expect(c.alerts).toContain('riskHigh');
  });
});

describe('E9: to the closure, with the scoring trap', () => {
  const visits = ['02-09', '02-13', '02-20', '02-27', '03-06', '04-06', '05-06', '06-06', '07-06', '08-06', '11-06'];
  const year = () => {
    const c = placed('2017-02-06').at('2017-02-07T10:00:00');
    c.send('visit.recorded', phone('2017-02-07'));
    for (const day of visits) expect(visitOn(c, `2017-${day}`)).toBe('taken');
    return c;
  };
  const trap = () =>
    form6(
      { ...scores(childItems, 3), mentalHealth: 2, shelter: 2, familyRelations: 2, legalDocuments: 1 },
      scores(familyItems, 3, { foodSupply: 2, helpFromRelatives: 1 }),
    );

  it('refuses three signatures, and a closure after six months', () => {
    const c = prepared('2017-02-05');
    expect(c.send('placement.made', form4('2017-02-05', ['child', 'carer', 'caseworker']))).toEqual(['N-30']);
    const d = placed('2017-02-06').at('2017-02-07T10:00:00');
    d.send('visit.recorded', phone('2017-02-07'));
    for (const day of visits.slice(0, 10)) visitOn(d, `2017-${day}`);
    expect(d.send('closing.proposed', form6(), 'districtSupervisor')).toEqual(['N-31']);
    expect(d.why('closing.proposed', form6(), 'N-31')).toContain('P-18');
  });

  it('refuses a child item of 1 at 58 points, and closes when the paper is there', () => {
    const c = year();
    expect(visitOn(c, '2018-02-06')).toBe('taken');
    expect(new Set(c.context.visits.map((v) => v.status))).toEqual(new Set(['made']));
    expect(c.send('closing.proposed', trap())).toEqual(['N-31']);
    expect(c.why('closing.proposed', trap(), 'N-31')).toMatch(/Must be 2 or more: Legal documents.*48.*51/);
    c.at('2018-02-20');
    const good = { ...trap(), child: { ...trap().child, legalDocuments: 3 } };
    expect(c.send('closing.proposed', good)).toBe('taken');
    const approve = (who: string) =>
      c.send('closing.approved', { reasons: 'r' }, 'districtSupervisor', { person: who });
    expect(approve(sokha)).toEqual(['N-10']);
    expect(approve(vanna)).toBe('taken');
    expect(c.context.outcome).toBe('CLOSED_SUSTAINED');
  });

  it.each([
    [
      'family 29, child 44',
      form6(
        scores(childItems, 4),
        scores(familyItems, 3, { income: 2, housing: 2, foodSupply: 2, helpFromRelatives: 2 }),
      ),
    ],
    [
      'child 22, family 27',
      form6(scores(childItems, 2), scores(familyItems, 2, { income: 3, housing: 4, carerHealth: 4 })),
    ],
    ['a blank', form6({ ...scores(childItems, 4), food: undefined })],
    ['a sum of 21', form6(scores(childItems, 2, { food: 1 }))],
  ])('refuses %s', (_name, data) => {
    const c = year();
    visitOn(c, '2018-02-06');
    expect(c.send('closing.proposed', data)).toEqual(['N-31']);
  });
});

describe('E10: the ghost', () => {
  const ghost = () => {
    const c = placed('2017-05-08', '2004-01-01').at('2017-05-09T10:00:00');
    c.send('visit.recorded', phone('2017-05-09'));
    visitOn(c, '2017-05-11');
    visitOn(c, '2017-05-15');
    c.at('2017-05-22T16:00:00').send('visit.recorded', phone('2017-05-22'));
    return c;
  };

  it('is overdue from Tuesday 23 May after a call alone, and not seen from midnight of Tuesday 30 May', () => {
    const c = ghost();
    expect(c.at('2017-05-22T23:59:59').states).toContain('open.schedule.due');
    expect(c.at('2017-05-23T00:00:00').states).toContain('open.schedule.overdue');
    c.at('2017-05-29T16:00:00').send('visit.recorded', phone('2017-05-29'));
    expect(c.at('2017-05-29T23:59:59').states).toContain('open.schedule.overdue');
    expect(c.at('2017-05-30T00:00:00').states).toContain('open.schedule.notSeen');
    expect(c.visit('1/welfare@2017-05-30')).toMatchObject({
      opens: time('2017-05-30T00:00:00'),
      due: time('2017-06-01T00:00:00'),
      exact: true,
      ladder: 'high',
      parameter: 'P-23',
    });
    expect(c.alerts.filter((kind) => kind === 'notSeen')).toHaveLength(1);
  });

  it('is told found on a day before the loss: the loss stands until then, and what contradicts it is still seen', () => {
    const c = ghost().at('2017-05-31T10:00:00');
    c.send('child.missing', { since: '2017-05-20', lastSeenBy: 'neighbour', toldPolice: true, told1280: true });
    c.send('child.found', { on: '2017-05-12', where: 'home', condition: 'well', seen: true });
    expect(c.context.location).toBe('home');
    c.alerts = [];
    c.send('visit.recorded', form5('2017-05-25'));
    expect(c.alerts).toContain('contradiction');
  });

  it('takes the late entry of 2 June, flags it, and closes no gap; nothing is moved', () => {
    const c = ghost();
    c.at('2017-05-31T10:00:00').send('child.missing', {
      since: '2017-05-20',
      lastSeenBy: 'neighbour',
      toldPolice: true,
      told1280: true,
    });
    expect(c.context).toMatchObject({ risk: 'high', location: 'missing' });
    c.alerts = [];
    c.at('2017-06-02T10:00:00').send('visit.recorded', form5('2017-05-22'));
    expect(c.alerts).toEqual(expect.arrayContaining(['lateEntry', 'contradiction']));
    expect(c.visit('D+14').status).toBe('planned');
    expect(c.visit('D+28').on).toBe('2017-06-05');
    expect(c.visit('M2').on).toBe('2017-07-08');
  });

  it('ends as lost only after 90 days of search and by the province; "moved" is no success', () => {
    const c = ghost();
    c.at('2017-05-31').send('child.missing', {
      since: '2017-05-20',
      lastSeenBy: 'n',
      toldPolice: true,
      told1280: true,
    });
    c.at('2017-06-05');
    expect(c.send('closing.proposed', form6())).toEqual(expect.arrayContaining(['N-34']));
    const attempts = ['police', 'commune', 'relative'].map((source) => ({ on: '2017-06-01', source, result: 'no' }));
    const loss = { search: { since: '2017-05-31', attempts } };
    expect(c.send('loss.proposed', loss)).toEqual(['N-34']);
    c.at('2017-09-01');
    expect(c.send('loss.proposed', loss)).toBe('taken');
    expect(c.send('loss.approved', { reasons: 'r' }, 'pdosvyOfficer', { person: vanna, area: '08' })).toBe('taken');
    expect(c.context.outcome).toBe('LOST_TO_FOLLOW_UP');
  });
});

describe('E13: nobody owns the visit', () => {
  it('leaves every visit with the sender until a named worker accepts, and re-anchors nothing', () => {
    const c = placed('2017-06-05');
    c.at('2017-06-06').send('visit.recorded', phone('2017-06-06'));
    for (const on of ['2017-06-08', '2017-06-12', '2017-06-19', '2017-06-26', '2017-07-03']) visitOn(c, on);
    c.at('2017-08-02T10:00:00');
    expect(c.send('transfer.proposed', { to: '120101', movedOn: '2017-08-01', reason: 'work' })).toBe('taken');
    expect(c.fires('transferProvince')).toBe(time('2017-08-09T10:00:00'));
    expect(c.fires('transferMinistry')).toBe(time('2017-08-16T10:00:00'));
    c.at('2017-08-10');
    expect(c.alerts).toContain('transferUnanswered');
    expect(workflow.areas!(c.context)).toEqual({ owner: '080101', guests: ['120101'] });
    c.at('2017-08-11');
    const accept = { firstVisitOn: '2017-08-12', handover: 'video' };
    expect(c.send('transfer.accepted', accept)).toEqual(['family-reintegration.receiver']);
    expect(c.send('transfer.accepted', accept, 'dsw', { person: receiver, area: '1201' })).toBe('taken');
    expect(workflow.areas!(c.context)).toEqual({ owner: '120101', guests: [] });
    expect(c.visit('M2').assignee).toBe(receiver);
    visitOn(c, '2017-08-12');
    expect(c.visit('M2')).toMatchObject({ on: '2017-08-05', status: 'late', madeOn: '2017-08-12' });
    expect(c.visit('M3').on).toBe('2017-09-05');
  });
});

describe('what cannot wait', () => {
  it('counts the report of a concern in hours, and asks for the sister at home', () => {
    const c = placed('2017-07-03').at('2017-07-24T10:30:00');
    const concern = { kind: 'sexualAbuse', observedOn: '2017-07-24', narrative: 'x', siblingsAtHome: [sister] };
    expect(c.send('safety.concernRaised', concern)).toBe('taken');
    expect(c.fires('report')).toBe(time('2017-07-25T10:30:00'));
    expect(c.fires('reportLimit')).toBe(time('2017-07-26T10:30:00'));
    expect(c.states).toEqual(expect.arrayContaining(['open.siblings.unseen', 'open.review.due']));
    expect(c.send('closing.proposed', form6())).toEqual(expect.arrayContaining(['N-33']));
    c.at('2017-07-24T14:10:00').send('safety.reported', { to: 'police', at: '2017-07-24T14:00:00+07:00' });
    const close = () =>
      c.send('safety.closed', { outcome: 'safe', reasons: 'r' }, 'districtSupervisor', { person: vanna });
    expect(close()).toEqual(['family-reintegration.sibling']);
    c.send('safety.siblingSeen', { child: sister, on: '2017-07-24', safe: true });
    expect(close()).toBe('taken');
  });

  it('counts from the hour of the disclosure when the phone was offline, and shuts out the official who is named', () => {
    const c = placed('2017-07-03').at('2017-07-26T09:00:00');
    const concern = {
      kind: 'sexualAbuse',
      observedOn: '2017-07-24',
      observedAt: '2017-07-24T10:30:00+07:00',
      narrative: 'x',
      implicated: [vanna],
      siblingsAtHome: [sister],
    };
    expect(c.send('safety.concernRaised', concern)).toBe('taken');
    expect(c.effects).toContainEqual({
      name: 'access.revoke',
      params: { children: [child, sister], persons: [vanna] },
    });
    c.at('2017-07-26T10:00:00');
    expect(c.alerts.filter((kind) => kind.startsWith('report'))).toEqual(['reportOverdue']);
    c.at('2017-07-26T10:30:00');
    expect(c.alerts).toContain('reportLimit');
  });

  it('protects a child away from home for a time, which ends with an alert, and stops no visit', () => {
    const c = placed('2017-07-03').at('2017-07-24T10:30:00');
    const protection = { kind: 'emergencyFoster', from: '2017-07-24', until: '2017-08-07', reason: 'r' };
    expect(c.send('protection.arranged', protection)).toEqual(['family-reintegration.concern']);
    c.send('safety.concernRaised', { kind: 'violence', observedOn: '2017-07-24', narrative: 'x' });
    expect(c.send('protection.arranged', { ...protection, until: '2018-01-01' })).toEqual([
      'family-reintegration.protection',
    ]);
    const planned = c.context.visits.filter((v) => v.status === 'planned').length;
    expect(c.send('protection.arranged', protection)).toBe('taken');
    expect(c.fires('protectionEnds')).toBe(time('2017-08-08T00:00:00'));
    expect(c.at('2017-08-08').alerts).toContain('protectionEnds');
    expect(c.context.visits.filter((v) => v.status === 'planned')).toHaveLength(planned);
    c.send('child.found', { on: '2017-08-08', where: 'home', condition: 'well', seen: true });
    expect(c.states).toEqual(expect.arrayContaining(['open.protection.none', 'open.location.home']));
  });

  it('ends a stay by its breakdown, cancels what is planned, and opens no door to an institution', () => {
    const c = placed('2017-02-06').at('2017-02-20');
    expect(
      c.send('breakdown.recorded', { on: '2017-02-20', reason: 'carerCannot', where: 'institutionFact', note: 'n' }),
    ).toBe('taken');
    expect(c.states).toEqual(expect.arrayContaining(['open.way.search.alternative', 'open.schedule.none']));
    expect(new Set(c.context.visits.map((v) => v.reason))).toEqual(new Set(['brokenDown']));
    expect(c.send('replacement.recorded', { on: '2017-02-20' }, 'districtSupervisor')).toEqual(['N-35']);
  });

  it('blocks the return while two orders of courts contradict each other', () => {
    const c = prepared('2017-02-05');
    const order = (orders: string) => ({ court: 'c', on: '2017-02-01', orders, text: 't' });
    c.send('courtOrder.recorded', order('return'), 'court');
    c.send('courtOrder.recorded', order('noContact'), 'court');
    expect(c.send('placement.made', form4('2017-02-05'))).toEqual(['family-reintegration.court']);
    c.send('courtOrder.cleared', { reference: '1', reasons: 'r' }, 'pdosvyDirector');
    expect(c.send('placement.made', form4('2017-02-05'))).toBe('taken');
  });
});

it('turns somebody born on 29 February adult on 1 March, and closes only after an offer', () => {
  const c = placed('2017-02-06', '2000-02-29');
  expect(c.fires('nearlyAdult')).toBe(time('2017-03-01T00:00:00'));
  c.at('2018-03-01T00:00:00');
  expect(c.states).toContain('open.age.adult');
  const close = () => c.send('ageOut.confirmed', { reasons: 'r' }, 'districtSupervisor');
  expect(close()).toEqual(['family-reintegration.aftercare']);
  c.send('aftercare.offered', { offers: ['housing'], accepted: true });
  expect(close()).toBe('taken');
  expect(c.context.outcome).toBe('CLOSED_AGED_OUT');
});

it('takes over a placement of last year with one visit open, the others missed without a ladder, and no welfare check', () => {
  const c = new Case().at('2017-08-01');
  const data = {
    child,
    home: '080102',
    homeKind: 'kin',
    placedOn: '2017-02-06',
    risk: 'low',
    carer: { name: 'aunt', relation: 'aunt' },
    stepsMade: ['D+1', 'D+3', 'D+7', 'D+14'],
    worker: sokha,
  };
  expect(c.send('placement.imported', data, 'register')).toBe('taken');
  const of = (status: string) => c.context.visits.filter((v) => v.status === status).map((v) => v.step);
  expect(of('made')).toEqual(['D+1', 'D+3', 'D+7', 'D+14']);
  expect(of('missed')).toEqual(['D+21', 'D+28', 'M2', 'M3', 'M4']);
  expect(of('planned')).toEqual(['M5', 'M6', 'M9', 'M12']);
  expect(c.states).toContain('open.schedule.overdue');
  expect(c.alerts).toEqual([]);
});

describe('a second look', () => {
  it('draws one visit in ten, the same ones whenever it is asked, and none where P-60 is 0', () => {
    const ids = Array.from(
      { length: 5000 },
      (_, i) => `${i.toString(16).padStart(8, '0')}-0000-4000-8000-000000000001`,
    );
    const drawn = () => ids.filter((id) => isDrawn({ id }, '1/M2', { parameters }));
    expect(drawn().length).toBeGreaterThan(400);
    expect(drawn().length).toBeLessThan(600);
    expect(drawn()).toEqual(drawn());
    const none = { ...parameters, values: { ...parameters.values, 'P-60': { percent: 0 } } };
    expect(ids.some((id) => isDrawn({ id }, '1/M2', { parameters: none }))).toBe(false);
  });

  const good = { food: 'ok' };
  const twice = () => {
    const c = placed('2017-02-06');
    visitOn(c, '2017-02-09', good);
    expect(c.context.toCheck).toEqual([]);
    visitOn(c, '2017-02-13', good);
    return c;
  };
  const check = (seen: boolean) => ({ key: '1/D+7', seen, how: 'call' });

  it('is asked of the supervisor after two visits in a row without a fault, and never of who made them', () => {
    const c = twice();
    expect(c.states).toContain('open.checks.due');
    expect(c.context.toCheck).toEqual(['1/D+7']);
    expect(c.send('visit.confirmed', check(true), 'districtSupervisor')).toEqual(['N-10']);
    expect(c.send('visit.confirmed', check(true), 'districtSupervisor', { person: vanna })).toBe('taken');
    expect(c.states).toContain('open.checks.none');
    expect(c.context.risk).toBe('low');
  });

  it('that contradicts the visit makes the case one of high risk, and supervisor and province learn of it', () => {
    const c = twice();
    c.alerts = [];
    expect(c.send('visit.confirmed', check(false), 'districtSupervisor', { person: vanna })).toBe('taken');
    expect(c.context).toMatchObject({ risk: 'high', reviewWanted: true, toCheck: [] });
    expect(c.effects.find((e) => e.params.kind === 'reintegration.contradiction')!.params.to).toEqual([
      'districtSupervisor',
      'pdosvyOfficer',
    ]);
  });
});

describe('P-18: the word of the province', () => {
  const director = { person: vanna, area: '08' };
  const shorten = (c: Case, months: number) =>
    c.send('monitoring.shortened', { months, reason: 'steady' }, 'pdosvyDirector', director);

  it('lets a case end at the month it names, not before, and never below six', () => {
    const c = placed('2017-02-06').at('2017-02-07T10:00:00');
    c.send('visit.recorded', phone('2017-02-07'));
    for (const on of ['02-09', '02-13', '02-20', '02-27', '03-06', '04-06', '05-06', '06-06', '07-06', '08-06'])
      visitOn(c, `2017-${on}`);
    expect(c.send('closing.proposed', form6())).toEqual(['N-31']);
    expect(shorten(c, 5)).toEqual(['family-reintegration.floor']);
    expect(shorten(c, 7)).toBe('taken');
    expect(c.why('closing.proposed', form6(), 'N-31')).toContain('shortened to 7 months');
    c.at('2017-09-05');
    visitOn(c, '2017-09-05');
    expect(c.send('closing.proposed', form6())).toEqual(['N-31']);
    expect(c.at('2017-09-06').send('closing.proposed', form6())).toBe('taken');
  });

  it('is gone when the risk rises, and cannot be given while it is high', () => {
    const c = placed('2017-02-06').at('2017-02-09T16:00:00');
    expect(shorten(c, 6)).toBe('taken');
    c.send('risk.changed', { to: 'high', reasons: 'r' });
    expect(c.context.shortened).toBeUndefined();
    expect(shorten(c, 6)).toEqual(['family-reintegration.floor']);
  });
});

describe('brothers and sisters on the day of the return', () => {
  const goes = (other: object, more: object = {}) =>
    prepared('2017-02-05').send('placement.made', { ...form4('2017-02-05'), ...more }, 'dsw', {
      facts: { children: [fact('2005-11-22', { siblingsInCare: [{ id: sister, ...other }] })] },
    });
  const told = (together: boolean, reason?: string) => ({ siblings: [{ child: sister, together, reason }] });

  it('go together, or a reason is written for each', () => {
    expect(goes({})).toEqual(['N-07']);
    expect(goes({}, told(true))).toEqual(['N-07']);
    expect(goes({}, told(false))).toEqual(['N-07']);
    expect(goes({}, told(false, 'In hospital; visits each week.'))).toBe('taken');
    expect(goes({ home: '080102', ready: true })).toEqual(['N-07']);
    expect(goes({ home: '080102', ready: true }, told(true))).toBe('taken');
    expect(goes({ home: '120101', ready: true }, told(true))).toEqual(['N-07']);
    expect(goes({ home: '080102', placedOn: '2017-02-05' })).toBe('taken');
    expect(goes({ home: '120101', placedOn: '2017-02-05' })).toEqual(['N-07']);
  });
});

it('opens no way into a family under investigation, and no child goes home into one', () => {
  const facts = { children: [fact('2005-11-22', { investigated: true })] };
  const c = prepared('2017-02-05');
  expect(c.send('placement.made', form4('2017-02-05'), 'dsw', { facts })).toEqual([
    'family-reintegration.investigation',
  ]);
});

it('tells worker and supervisor when nobody wrote anything for thirty days, anew from each act of a person', () => {
  const c = prepared('2017-02-05');
  c.at('2017-03-06T10:00:00').send('contact.recorded', {
    on: '2017-03-06',
    kind: 'call',
    successful: true,
    monitored: false,
  });
  expect(c.at('2017-04-05T23:59:00').alerts).not.toContain('noteGap');
  expect(c.at('2017-04-06').alerts.filter((kind) => kind === 'noteGap')).toHaveLength(1);
  expect(c.at('2017-05-07').alerts.filter((kind) => kind === 'noteGap')).toHaveLength(2);
});

describe('who takes a case over', () => {
  const load = (more: object) => ({
    facts: { workload: [{ worker: receiver, open: 3, visitsNext30: 9, areas: ['1201'], ...more }] },
  });
  const accept = (more: object, data: object = {}) => {
    const c = placed('2017-06-05').at('2017-06-08');
    c.send('transfer.proposed', { to: '120101', movedOn: '2017-06-07', reason: 'work' });
    c.alerts = [];
    const given = { person: receiver, area: '1201', ...load(more) };
    return {
      c,
      answer: c.send('transfer.accepted', { firstVisitOn: '2017-06-12', handover: 'video', ...data }, 'dsw', given),
    };
  };

  it('carries less than the limit of P-31, or says why one more; from the number below it the supervisor is told', () => {
    expect(accept({ open: 30 }).answer).toEqual(['family-reintegration.workload']);
    expect(accept({ open: 30 }, { overCapacityReason: 'two cases end this week' }).answer).toBe('taken');
    expect(accept({ open: 25 }).c.alerts).toContain('caseload');
    expect(accept({ open: 24 }).c.alerts).not.toContain('caseload');
  });

  it('goes to the child within the time of P-17, and the sender hears that the case has changed hands', () => {
    expect(accept({}, { firstVisitOn: '2017-07-08' }).answer).toBe('taken');
    expect(accept({}, { firstVisitOn: '2017-07-09' }).answer).toEqual(['family-reintegration.first-visit']);
    expect(accept({}, { firstVisitOn: '2017-06-07' }).answer).toEqual(['family-reintegration.first-visit']);
    const { c } = accept({});
    const told = c.effects.filter((e) => e.params.kind === 'reintegration.transferAccepted');
    expect(told.map((e) => e.params.at)).toEqual(['080101', undefined]);
  });

  it('holds the office of a caseworker there, whoever names them', () => {
    expect(accept({ worker: vanna }, { worker: vanna }).answer).toBe('taken');
    expect(accept({ worker: vanna, areas: ['0801'] }, { worker: vanna }).answer).toEqual([
      'family-reintegration.office',
    ]);
    expect(accept({}, { worker: vanna }).answer).toEqual(['family-reintegration.office']);
  });
});

describe('what is written down more than once, too early or elsewhere', () => {
  it('dates no return before the review that agreed to it, and no signature ahead', () => {
    const c = prepared('2017-02-06');
    expect(c.at('2017-02-08').send('placement.made', form4('2017-02-05'))).toEqual(['N-30']);
    const ahead = { ...form4('2017-02-08').signatures, carer: { by: 'thumbprint', on: '2017-02-09' } };
    expect(c.send('placement.made', { ...form4('2017-02-08'), signatures: ahead })).toEqual([
      'family-reintegration.happened',
    ]);
    expect(c.send('placement.made', form4('2017-02-06'))).toBe('taken');
  });

  it('leaves no visit without a word on what was noticed', () => {
    const { form } = workflow.events['visit.recorded']!;
    expect(form.safeParse(form5('2017-02-09', { concerns: [] })).success).toBe(false);
    expect(form.safeParse(form5('2017-02-09')).success).toBe(true);
  });

  it('makes one visit of the schedule on one day, however often somebody writes it down', () => {
    const c = placed('2017-02-06');
    c.at('2017-02-27T18:00:00');
    for (let times = 0; times < 3; times += 1) visitOn(c, '2017-02-27');
    expect(c.context.visits.filter((v) => v.madeOn).map((v) => v.step)).toEqual(['welfare']);
    visitOn(c, '2017-02-28');
    expect(c.context.visits.filter((v) => v.madeOn)).toHaveLength(2);
    const call = () => c.send('visit.recorded', phone('2017-02-28'));
    expect([call(), c.visit('D+1').status]).toEqual(['taken', 'late']);
  });

  it('counts the visit to a child who is protected elsewhere, and none that claims to have met it at home', () => {
    const c = placed('2017-07-03');
    const concern = { kind: 'violence', observedOn: '2017-07-05', narrative: 'n' };
    c.at('2017-07-05').send('safety.concernRaised', concern);
    c.send('safety.reported', { to: 'police', at: '2017-07-05T01:00:00Z' });
    const protection = { kind: 'kin', from: '2017-07-05', until: '2017-09-01', reason: 'r' };
    expect(c.send('protection.arranged', protection)).toBe('taken');
    c.alerts = [];
    visitOn(c, '2017-07-06', { where: 'elsewhere' });
    expect(c.visit('D+3').status).toBe('made');
    expect(c.alerts).not.toContain('contradiction');
    visitOn(c, '2017-07-10', { where: 'home' });
    expect(c.visit('D+7').status).toBe('planned');
    expect(c.alerts).toContain('contradiction');
  });

  it('searches for a lost child from the day on which it was lost, not from that on which it went to relatives', () => {
    const c = placed('2017-02-06');
    c.at('2017-03-01').send('location.recorded', { where: 'away', since: '2017-03-01', source: 'aunt' });
    const missing = { since: '2017-06-20', lastSeenBy: 'aunt', toldPolice: true, told1280: true };
    c.at('2017-06-21').send('child.missing', missing);
    const attempts = ['police', 'commune', 'relative'].map((source) => ({ on: '2017-06-21', source, result: 'no' }));
    const loss = { search: { since: '2017-03-02', attempts } };
    expect(c.send('loss.proposed', loss)).toEqual(['N-34']);
    expect(c.at('2017-09-20').send('loss.proposed', loss)).toBe('taken');
  });
});

it('E11: where an official is named, a worker of another district makes the visits until the concern is closed', () => {
  const c = placed('2017-07-03').at('2017-07-24T10:30:00');
  const name = (areas: string[]) =>
    c.send('visitor.named', { worker: receiver, reason: 'the chief is named' }, 'districtSupervisor', {
      person: vanna,
      facts: { workload: [{ worker: receiver, open: 3, visitsNext30: 9, areas }] },
    });
  const concern = { kind: 'sexualAbuse', observedOn: '2017-07-24', narrative: 'x', implicated: [person(5)] };
  expect(c.send('safety.concernRaised', concern)).toBe('taken');
  expect(name([])).toEqual(['family-reintegration.office']);
  expect(name(['0801'])).toEqual(['family-reintegration.outside']);
  expect(name(['1201'])).toBe('taken');
  expect(workflow.areas!(c.context).guests).toEqual(['1201']);
  const assignees = () => new Set(c.context.visits.filter((v) => v.status === 'planned').map((v) => v.assignee));
  expect(assignees()).toEqual(new Set([receiver]));
  c.send('safety.reported', { to: 'police', at: '2017-07-24T10:00:00+07:00' });
  expect(c.send('safety.closed', { outcome: 'safe', reasons: 'r' }, 'districtSupervisor', { person: vanna })).toBe(
    'taken',
  );
  expect(workflow.areas!(c.context).guests).toEqual([]);
  expect(assignees()).toEqual(new Set([sokha]));
});
