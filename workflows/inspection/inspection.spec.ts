/** An inspection driven as the engine drives it: pure steps, one event at a time, the clock by hand. */
import { createHash } from 'node:crypto';
import type { AnyMachineSnapshot } from 'xstate';
import { leavesOf, Stepper, verdictOf, type Effect } from '../../libs/engine';
import type { Facts, InspectionFact } from '../facts';
import { defaultParameters } from '../parameters';
import type { Given, LetterSpec, Role } from '../workflow';
import { checklists, currentChecklist, findingOf, parts } from './checklist';
import { proposalOf, type Context } from './context';
import { clean, institution, lead, member, officer, panel, photo } from './samples/people';
import { inspection } from './index';

const stepper = new Stepper(inspection);
const calendar = { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: [] };
const time = (text: string) => Date.parse(`${text}+07:00`);
const home = institution.id;
const seat = (person: string, isLead: boolean) => ({ person, lead: isLead, interestDeclared: 'none' });
const pair = [seat(lead, true), seat(member, false)];
const signed = [lead, member].map((person) => ({ person, by: { by: 'signature', on: '2017-03-06' } }));

class Case {
  snapshot: AnyMachineSnapshot = stepper.start({ id: 'case', area: '080101' });
  effects: Effect[] = [];
  private now = time('2017-03-06T09:00:00');

  get context(): Context {
    return this.snapshot.context;
  }
  get states(): string[] {
    return leavesOf(this.snapshot);
  }
  at(text: string): this {
    this.now = time(text);
    return this;
  }
  private given(type: string, data: object, role: Role | 'register', person: string, facts: Facts): Given {
    const parameters = defaultParameters();
    return { type, data, actor: { person, role, area: '0801' }, now: this.now, facts, parameters, calendar };
  }
  private facts(more: Partial<Facts>): Facts {
    return { institution, panel, inspection: clean, files: [{ id: photo, at: time('2017-12-31T00:00:00') }], ...more };
  }
  send(type: string, data: object, more: { role?: Role; person?: string; facts?: Partial<Facts> } = {}): this {
    const { role = 'districtSupervisor', person = lead } = more;
    const given = this.given(type, data, role, person, this.facts(more.facts ?? {}));
    const { broken } = verdictOf(inspection, this.snapshot, given);
    expect(broken.map(({ rule, missing }) => `${rule.id}: ${missing.en}`)).toEqual([]);
    const step = stepper.advance(this.snapshot, given);
    expect([type, step.taken]).toEqual([type, true]);
    this.snapshot = step.snapshot;
    this.effects = step.effects;
    return this;
  }
  refuses(type: string, data: object, more: { role?: Role; person?: string; facts?: Partial<Facts> } = {}): string[] {
    const { role = 'districtSupervisor', person = lead } = more;
    const given = this.given(type, data, role, person, this.facts(more.facts ?? {}));
    return verdictOf(inspection, this.snapshot, given).broken.map(({ rule }) => rule.id);
  }
  due(name: string): string {
    const given = this.given('x', {}, 'register', 'x', {});
    const { at } = inspection.deadlines[name]!.due(this.context, given);
    return new Date(at + 7 * 3_600_000).toISOString().slice(0, 16);
  }
  named(name: string): any[] {
    return this.effects.filter((e) => e.name === name).map((e) => e.params);
  }
}

const lot = { role: 'clock' as never, person: 'the clock' };
const drawn = { institution: home, on: '2017-03-06', seed: 's', among: 3, reason: 'r' };
const complaint = {
  institution: home,
  about: 'abuse',
  source: 'helpline',
  receivedAt: '2017-03-06T08:00:00+07:00',
  account: 'a',
};
const issued = { checklist: currentChecklist, expected: 1, expiresAt: '2017-03-07T09:00:00+07:00' };
const entry = {
  at: '2017-03-07T10:00:00+07:00',
  personInCharge: 'cook',
  noSignBecause: 'none',
  noPositionBecause: 'off',
};
const exit = {
  at: '2017-03-06T12:00:00+07:00',
  present: 'director',
  findingsRead: true,
  reply: 'r',
  directorSigned: 'signed',
};
const report = { on: '2017-03-06', statement: 's', signatures: signed, digest: clean.digest };
const inside = (one = new Case(), entered = entry) =>
  one
    .send('inspection.drawn', drawn, lot)
    .send('team.assigned', { members: pair })
    .send('package.issued', issued)
    .send('entry.recorded', entered);
/** Assigned and inside at seven; the next step is at nine. */
const early = () => inside(new Case().at('2017-03-06T07:00:00')).at('2017-03-06T09:00:00');
const submitted = (found: Partial<InspectionFact> = {}) =>
  inside()
    .send('exitMeeting.held', exit)
    .send('report.submitted', report, { facts: { inspection: { ...clean, ...found } } });
const classified = (rating: string, found: Partial<InspectionFact> = {}) =>
  submitted(found).send('report.classified', { rating }, { role: 'pdosvyOfficer', person: officer });

describe('the checklist', () => {
  it('has sixty items of sixteen parts, each once, in both languages', () => {
    const items = checklists[1]!;
    expect(items.length).toBe(60);
    expect(new Set(items.map(({ id }) => id)).size).toBe(60);
    expect([...new Set(items.map(({ part }) => part))]).toEqual([...parts]);
    expect(items.filter(({ text }) => !/[\u1780-\u17ff]/.test(text.km) || /[\u1780-\u17ff]/.test(text.en))).toEqual([]);
  });

  it('has ids and severities that a version never changes', () => {
    const told = checklists[1]!.map(({ id, severity, mandatory, hard }) => [id, severity, mandatory, hard].join());
    // a change is a new version beside this one
    const digest = createHash('sha256').update(told.join('\n')).digest('hex');
    expect(digest).toBe('296b97fc49826953f06f811a903ff2e6c47dda747d32c1f5ca3e21a6b4da83ed');
    expect(told).toContain('registration.authorised,critical,true,unregistered');
    expect(told).toContain('discipline.violence,critical,true,abuse');
    expect(told).toContain('dossiers.each,major,true,');
  });

  it('makes a finding of what fails, one degree less of what is met partly, and none of what does not apply', () => {
    const [critical] = checklists[1]!;
    const minor = checklists[1]!.find(({ severity }) => severity === 'minor')!;
    expect(findingOf(critical!, 'fails')?.severity).toBe('critical');
    expect(findingOf(critical!, 'partly')?.severity).toBe('major');
    expect(findingOf(minor, 'partly')).toBeUndefined();
    expect(findingOf(minor, 'notApplicable')).toBeUndefined();
  });

  it('comes to A, B, C or D by the worst finding, and to D by a hard trigger', () => {
    expect(proposalOf([], [])).toBe('A');
    expect(proposalOf([{ item: 'a', severity: 'minor' }], [])).toBe('B');
    expect(
      proposalOf(
        [
          { item: 'a', severity: 'minor' },
          { item: 'b', severity: 'major' },
        ],
        [],
      ),
    ).toBe('C');
    expect(proposalOf([{ item: 'a', severity: 'critical' }], [])).toBe('D');
    expect(proposalOf([], ['missing'])).toBe('D');
  });
});

describe('when it must take place', () => {
  it('is the same day for an allegation of abuse, five working days for another complaint', () => {
    const one = new Case().send('complaint.received', complaint, { role: 'dsw', person: member });
    expect([one.due('assign'), one.due('enterSameDay')]).toEqual(['2017-03-07T00:00', '2017-03-07T00:00']);
    const other = new Case().send(
      'complaint.received',
      { ...complaint, about: 'other' },
      { role: 'dsw', person: member },
    );
    expect(other.due('enterWithin')).toBe('2017-03-14T00:00');
  });

  it('leaves the team a week before an announced inspection, and none before one that is not', () => {
    const planned = { institution: home, on: '2017-03-30', announced: true, why: ['annual'] };
    expect(new Case().send('inspection.planned', planned).due('assign')).toBe('2017-03-24T00:00');
    expect(new Case().send('inspection.planned', { ...planned, announced: false }).due('assign')).toBe(
      '2017-03-08T00:00',
    );
  });
});

describe('who may know of it', () => {
  it('are the inspecting offices and the team, until the team stands at the door', () => {
    const one = new Case().send('inspection.drawn', drawn, lot);
    one.send('team.assigned', { members: pair });
    expect(inspection.subjects(one.context)).toMatchObject({
      institution: home,
      secret: {
        roles: ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'],
        persons: [lead, member].sort(),
      },
    });
    one.send('package.issued', issued).send('entry.recorded', entry);
    expect(inspection.subjects(one.context)).toEqual({ children: [], institution: home });
  });

  it('is everybody, where it was announced', () => {
    const planned = { institution: home, on: '2017-03-30', announced: true, why: ['annual'] };
    expect(inspection.subjects(new Case().send('inspection.planned', planned).context).secret).toBeUndefined();
  });
});

describe('at the place', () => {
  it('a device that is a day ahead moves no clock', () => {
    const one = inside();
    expect(one.context.enteredOn).toBe('2017-03-06');
    expect(one.due('holdExit')).toBe('2017-03-07T09:00');
  });

  it('a device that is years behind neither dates the entry nor the report', () => {
    const one = inside(new Case(), { ...entry, at: '2007-03-06T10:00:00+07:00' });
    expect(one.context.enteredOn).toBe('2017-03-06');
    one.send('exitMeeting.held', exit);
    expect(one.refuses('report.submitted', { ...report, on: '2017-03-05' })).toEqual(['N-36']);
  });

  const danger = (dangers: string[], at: string) => ({
    dangers,
    inDanger: true,
    crime: false,
    observedAt: `2017-03-06T${at}:00+07:00`,
    account: 'a',
  });

  it('a second report of danger sets no clock back that runs, and an earlier sight sets it forward', () => {
    const one = early().send('safety.reported', danger(['abuse'], '08:30'), { role: 'dsw', person: member });
    one.at('2017-03-06T09:50:00').send('safety.reported', danger(['abuse', 'locked'], '09:40'));
    expect([one.due('hearAlarm'), one.due('reportAbuse')]).toEqual(['2017-03-06T10:00', '2017-03-07T08:30']);
    one.send('safety.reported', danger(['abuse'], '08:00'));
    expect(one.due('reportAbuse')).toBe('2017-03-07T08:00');
    // once heard, the next danger has its own hour
    one.send('alarm.acknowledged', { measures: 'm', police: 'notNeeded' }, { role: 'pdosvyDirector', person: 'd' });
    one.send('abuse.reported', { to: ['police'], reportedAt: '2017-03-06T09:50:00+07:00', protection: 'p' });
    one.at('2017-03-06T11:00:00').send('safety.reported', danger(['abuse'], '10:30'));
    expect([one.due('hearAlarm'), one.due('reportAbuse')]).toEqual(['2017-03-06T12:00', '2017-03-07T10:30']);
  });

  it('a second child under three needs a family as well, also after one was found for the first', () => {
    const one = inside().send('safety.reported', danger(['underThree'], '09:00'));
    one.send('fostering.arranged', { children: 1, from: '2017-03-06', family: 'f' });
    expect(one.states).toContain('open.fostering.none');
    one.at('2017-03-06T10:00:00').send('safety.reported', danger(['underThree'], '10:00'));
    expect(one.states).toContain('open.fostering.seeking');
    expect(one.due('foster')).toBe('2017-03-07T10:00');
    one.at('2017-03-06T11:00:00').send('safety.reported', danger(['underThree'], '11:00'));
    expect(one.due('foster')).toBe('2017-03-07T10:00');
  });

  it('a device clock that is a day or a year slow makes no fresh disclosure overdue', () => {
    for (const observedAt of ['2017-03-05T09:00:00+07:00', '2016-03-06T09:00:00+07:00'])
      expect(
        inside()
          .send('safety.reported', { ...danger(['abuse'], '09:00'), observedAt })
          .due('reportAbuse'),
      ).toBe('2017-03-07T09:00');
  });

  const shows = (young: string[], disclosed: string[] = []) => ({
    facts: {
      inspection: {
        ...clean,
        hard: [
          ...(young.length > 0 ? ['underThree' as const] : []),
          ...(disclosed.length > 0 ? ['abuse' as const] : []),
        ],
        shown: { young, disclosed },
      },
    },
  });
  const small = danger(['underThree'], '09:00');
  const family = (children: number) => ({ children, from: '2017-03-06', family: 'f' });

  it('a family is sought until there is one for each child under three whom the answers show', () => {
    const one = inside().send('safety.reported', small, shows(['a', 'b', 'c']));
    for (const [children, state] of [
      [1, 'seeking'],
      [1, 'seeking'],
      [1, 'none'],
    ] as const) {
      one.send('fostering.arranged', family(children));
      expect(one.states).toContain(`open.fostering.${state}`);
    }
    // one more, shown later
    one.send('safety.reported', small, shows(['a', 'b', 'c', 'd']));
    expect(one.states).toContain('open.fostering.seeking');
    one.send('fostering.arranged', family(2));
    expect(one.states).toContain('open.fostering.none');
  });

  it('a child of whom somebody told, and whom the answers show, is one child', () => {
    const one = inside()
      .send('safety.reported', small)
      .send('safety.reported', small, shows(['a']));
    one.send('safety.reported', small, shows(['a']));
    expect(one.send('fostering.arranged', family(1)).states).toContain('open.fostering.none');
    const two = inside()
      .send('safety.reported', small)
      .send('safety.reported', small, shows(['a', 'b']));
    expect(two.send('fostering.arranged', family(1)).states).toContain('open.fostering.seeking');
  });

  it('a second child that speaks after the first was reported has a clock of its own, and the report waits', () => {
    const told = { to: ['police'], reportedAt: '2017-03-06T09:00:00+07:00', protection: 'p' };
    const one = inside()
      .send('exitMeeting.held', exit)
      .send('safety.reported', danger(['abuse'], '09:00'), shows([], ['x']));
    one.send('abuse.reported', told);
    expect(one.states).toContain('open.safety.clear');
    const both = shows([], ['x', 'y']);
    expect(one.refuses('report.submitted', report, both)).toEqual(['inspection.safetyFirst']);
    one.at('2017-03-06T11:00:00').send('safety.reported', danger(['abuse'], '11:00'), both);
    expect(one.states).toContain('open.safety.open');
    expect(one.due('reportAbuse')).toBe('2017-03-07T11:00');
    one.send('abuse.reported', told);
    expect(one.refuses('report.submitted', report, both)).toEqual([]);
  });

  it('a disclosure in a talk waits for its own report, whatever other danger was reported', () => {
    const one = inside()
      .send('safety.reported', danger(['locked'], '09:00'))
      .send('exitMeeting.held', exit);
    const spoken = { facts: { inspection: { ...clean, hard: ['abuse' as const] } } };
    expect(one.refuses('report.submitted', report, spoken)).toEqual(['inspection.safetyFirst']);
  });

  it('danger goes first: admissions stop, province and ministry learn of it, and the report waits', () => {
    const one = early().send(
      'safety.reported',
      { dangers: ['abuse'], inDanger: true, crime: true, observedAt: '2017-03-06T08:00:00+07:00', account: 'a' },
      { role: 'dsw', person: member },
    );
    expect(one.named('institution.standing')).toMatchObject([{ institution: home, standing: 'frozen' }]);
    expect(one.named('alert.raise').map(({ kind, to }) => [kind, to])).toEqual([
      ['inspection.critical', ['pdosvyOfficer', 'pdosvyDirector', 'mosvy']],
      ['inspection.crime', ['police']],
    ]);
    expect([one.due('hearAlarm'), one.due('reportAbuse'), one.due('reportLimit')]).toEqual([
      '2017-03-06T10:00',
      '2017-03-07T08:00',
      '2017-03-08T08:00',
    ]);
    one.send('exitMeeting.held', exit);
    expect(one.refuses('report.submitted', report)).toEqual(['inspection.safetyFirst']);
    // nobody of the institution learns meanwhile that a child has spoken
    expect(inspection.subjects(one.context).secret?.roles).not.toContain('rciDirector');
    const told = { to: ['police'], reportedAt: '2017-03-06T08:30:00+07:00', protection: 'p' };
    one.send('abuse.reported', told, { role: 'dsw', person: member });
    expect(inspection.subjects(one.context).secret).toBeUndefined();
  });

  it('every rule that stands in the way of a report is told at once', () => {
    const found = { ...clean, unreconciled: 2, missing: ['fire.exits'], digest: 'b'.repeat(64) };
    const one = inside().send('exitMeeting.held', exit);
    expect(
      one.refuses('report.submitted', { ...report, signatures: [signed[0]] }, { facts: { inspection: found } }),
    ).toEqual(['N-41', 'N-42', 'inspection.complete', 'inspection.signed']);
  });

  it('more children on the roll of the school than were met are looked for (the leak test of B.4.5)', () => {
    for (const [children, kinds] of [
      [2, ['SCHOOL_ROLL_BEYOND_CHILDREN']],
      [1, []],
    ] as const) {
      const one = inside().send('exitMeeting.held', exit);
      one.send('report.submitted', { ...report, schoolRoll: { school: 's', children } });
      expect(one.named('incident.open').map(({ kind }) => kind)).toEqual(kinds);
    }
  });

  it('a place that never had an authority is unregistered, also where it was stopped meanwhile', () => {
    for (const standing of ['unauthorised', 'frozen', 'suspended'] as const) {
      const place = {
        ...institution,
        standing,
        ...(standing !== 'unauthorised' && { neverAuthorised: true as const }),
      };
      const one = inside().send('exitMeeting.held', exit);
      one.send('report.submitted', report, { facts: { institution: place } });
      expect([standing, one.context.hard]).toEqual([standing, ['unregistered']]);
    }
    const stopped = inside().send('exitMeeting.held', exit);
    stopped.send('report.submitted', report, { facts: { institution: { ...institution, standing: 'frozen' } } });
    expect(stopped.context.hard).toEqual([]);
  });

  it('a member who is tied since then is replaced at the place, and somebody free signs', () => {
    const one = inside().send('exitMeeting.held', exit);
    const now = panel.map((seat) => (seat.person === member ? { ...seat, institutions: [home] } : seat));
    expect(one.refuses('report.submitted', report, { facts: { panel: now } })).toEqual(['inspection.untied']);
    const other = [pair[0]!, { ...pair[1]!, person: officer }];
    one.send('team.assigned', { members: other }, { facts: { panel: now } });
    expect(one.refuses('report.submitted', report, { facts: { panel: now } })).toContain('inspection.signed');
    const signatures = [signed[0]!, { ...signed[1]!, person: officer }];
    one.send('report.submitted', { ...report, signatures }, { facts: { panel: now } });
    expect(one.context.submitted).toBe(true);
  });

  it('what was found becomes facts: presences, unknown and missing children, and a family for the youngest', () => {
    const row = { underThree: false, seenAlone: true };
    const one = submitted({
      hard: ['underThree', 'withoutDecision', 'missing'],
      found: [
        { child: 'c1', label: '1', standing: 'authorisedPresent', ...row },
        { child: 'c2', label: '2', standing: 'unauthorisedPresent', ...row },
        { label: '3', standing: 'unauthorisedPresent', ...row, underThree: true },
        { child: 'c4', label: '4', standing: 'authorisedAbsent', ...row },
      ],
    });
    expect(one.named('fact.record').map(({ kind, children }) => [kind, children])).toEqual([
      ['presence', ['c1']],
      ['presence', ['c2']],
    ]);
    expect(one.named('incident.open').map(({ kind, children }) => [kind, children])).toEqual([
      ['UNKNOWN_CHILD_PRESENT', []],
      ['MISSING_VS_REGISTER', ['c4']],
    ]);
    expect(one.states).toEqual(expect.arrayContaining(['open.fostering.seeking', 'open.alarm.raised']));
    expect(one.due('foster')).toBe('2017-03-07T09:00');
  });

  it('beds beyond the children of the roll are explained, and have an owner where children may sleep in them', () => {
    const one = inside().send('exitMeeting.held', exit);
    const counted = (rooms: number, beds: number) => ({ facts: { inspection: { ...clean, rooms, beds } } });
    expect(one.refuses('report.submitted', report, counted(0, 0))).toEqual(['N-42']);
    expect(one.refuses('report.submitted', report, counted(1, 0))).toEqual([]);
    expect(one.refuses('report.submitted', report, counted(3, 40))).toEqual(['N-42']);
    const told = (found: string) => ({ ...report, beds: { found, reason: 'r' } });
    const incidents = (found: string) =>
      inside()
        .send('exitMeeting.held', exit)
        .send('report.submitted', told(found), counted(3, 40))
        .named('incident.open')
        .map(({ kind, children, institution: place, role, due }) => [kind, children, place, role, due]);
    const owner = ['BEDS_BEYOND_CHILDREN', [], home, 'pdosvyOfficer', time('2017-03-07T09:00:00')];
    expect([incidents('unused'), incidents('used'), incidents('unknown')]).toEqual([[], [owner], [owner]]);
  });

  it('entry refused is a hard trigger, and opens the next inspection at once', () => {
    const one = new Case()
      .send('inspection.drawn', drawn, lot)
      .send('team.assigned', { members: pair })
      .send('package.issued', issued)
      .send('entry.refused', { at: '2017-03-06T09:00:00+07:00', refusedBy: 'guard', words: 'no' });
    expect(one.named('instance.open')).toMatchObject([
      { workflow: 'inspection', event: 'inspection.required', data: { institution: home, reason: 'entryRefused' } },
    ]);
    expect(one.context.hard).toEqual(['entryRefused']);
    expect(one.named('institution.standing')).toMatchObject([{ standing: 'frozen' }]);
  });
});

describe('after the report', () => {
  const findings: InspectionFact['findings'] = [
    { item: 'food.water', severity: 'critical' },
    { item: 'dossiers.each', severity: 'major' },
    { item: 'fire.drill', severity: 'minor' },
  ];

  it('each finding has an action, whose clock runs from the rating: 24 hours, 30 days, 60 days', () => {
    const one = classified('D', { findings });
    const when = ({ key, step, due }: { key: string; step: string; due: number }) => [
      key,
      step,
      new Date(due + 7 * 3_600_000).toISOString().slice(0, 16),
    ];
    expect(inspection.visits!(one.context).map(when)).toEqual([
      ['action/1', 'food.water', '2017-03-07T09:00'],
      ['action/2', 'dossiers.each', '2017-04-06T00:00'],
      ['action/3', 'fire.drill', '2017-05-06T00:00'],
    ]);
  });

  it('the fact of the inspection tells how many were found and authorised, and never who', () => {
    const one = classified('A');
    expect(one.named('fact.record')).toMatchObject([
      {
        kind: 'inspection',
        children: [],
        detail: { announced: false, found: 1, authorised: 1, rating: 'A', checklist: 1 },
      },
    ]);
    expect(one.states).toContain('open.way.remedy.over');
  });

  it('what was seen before the rating shows no correction', () => {
    const one = submitted({ findings })
      .at('2017-03-08T09:00:00')
      .send('report.classified', { rating: 'D' }, { role: 'pdosvyOfficer', person: officer });
    const members = [seat(officer, true), seat(member, false)];
    const seen = { key: 'action/2', visitOn: '2017-03-07', members, result: 'done', evidence: [photo], words: 'w' };
    expect(one.refuses('visit.recorded', seen, { role: 'pdosvyOfficer', person: officer })).toEqual([
      'inspection.action',
    ]);
  });

  it('a critical action that is entered after its hour on its day is late', () => {
    const one = classified('D', { findings: findings.slice(0, 1) }).at('2017-03-07T10:00:00');
    const members = [seat(officer, true), seat(member, false)];
    const seen = { key: 'action/1', visitOn: '2017-03-07', members, result: 'done', evidence: [photo], words: 'w' };
    one.send('visit.recorded', seen, { role: 'pdosvyOfficer', person: officer });
    expect(inspection.visits!(one.context)).toMatchObject([{ status: 'late', madeOn: '2017-03-07' }]);
  });
});

describe('danger that comes to light', () => {
  const findings: InspectionFact['findings'] = [{ item: 'fire.drill', severity: 'minor' }];
  const locked = {
    dangers: ['locked'],
    inDanger: true,
    crime: false,
    observedAt: '2017-03-06T09:00:00+07:00',
    account: 'a',
  };
  const director = { role: 'pdosvyDirector' as const, person: 'd' };
  const when = (one: Case) =>
    one.context.visits.map(({ key, step, due }) => [
      key,
      step,
      new Date(due + 7 * 3_600_000).toISOString().slice(0, 16),
    ]);

  it.each([
    ['before the entry', () => new Case().send('inspection.drawn', drawn, lot)],
    ['at the place', () => inside()],
    ['between report and classification', () => submitted()],
    ['after a rating without a fault', () => classified('A')],
    ['while the plan is looked at', () => planned()],
  ])('%s starts every clock at once: alarm, report of abuse, corrective action', (_, begin) => {
    const one = begin().at('2017-03-08T10:00:00').send('safety.reported', locked, { role: 'dsw', person: member });
    expect(one.due('hearAlarm')).toBe('2017-03-08T11:00');
    expect(one.due('reportAbuse')).toBe('2017-03-07T09:00');
    expect(when(one).at(-1)!.slice(1)).toEqual(['hard.locked', '2017-03-09T10:00']);
    expect(one.due('nextAction')).toBe('2017-03-09T10:00');
    expect(one.states).toContain('open.actions.watching');
    expect(one.named('institution.standing')).toMatchObject([{ standing: 'frozen' }]);
    expect(one.named('alert.raise')[0]).toMatchObject({ kind: 'inspection.critical' });
  });

  const planned = () =>
    classified('B', { findings }).send(
      'plan.submitted',
      { actions: [{ item: 'fire.drill', action: 'a', responsible: 'r' }] },
      { role: 'rciDirector', person: 'r' },
    );

  it('after a rating makes that rating doubted: it is not published, and somebody else rates it again as D', () => {
    const one = classified('A').at('2017-03-08T10:00:00').send('safety.reported', locked);
    expect(one.states).toEqual(expect.arrayContaining(['open.publication.doubted', 'open.way.remedy.correcting']));
    const again = { rating: 'D', reason: 'a child was locked in' };
    expect(one.refuses('rating.changed', again, { role: 'pdosvyOfficer', person: officer })).toEqual([
      'inspection.reclassifier',
    ]);
    expect(one.refuses('rating.changed', { ...again, rating: 'A' }, director)).toEqual(['inspection.critical']);
    one.send('rating.changed', again, director);
    expect(one.named('inspection.classify')).toMatchObject([{ rating: 'D', proposal: 'D' }]);
    expect(one.states).toContain('open.publication.pending');
  });

  it('since the plan was written stands in the way of accepting it', () => {
    const one = planned().at('2017-03-08T10:00:00').send('safety.reported', locked);
    expect(one.refuses('plan.accepted', {}, director)).toEqual(['inspection.stillAnswered']);
  });

  it('has an action again where the same was found, corrected, and found once more', () => {
    const one = submitted().at('2017-03-08T10:00:00').send('safety.reported', locked);
    const members = [seat(officer, true), seat(member, false)];
    const seen = { key: 'action/1', visitOn: '2017-03-08', members, result: 'done', evidence: [photo], words: 'w' };
    one.send('visit.recorded', seen, { role: 'pdosvyOfficer', person: officer });
    expect(one.states).toContain('open.actions.over');
    one.at('2017-03-10T10:00:00').send('safety.reported', locked);
    expect(when(one)).toEqual([
      ['action/1', 'hard.locked', '2017-03-09T10:00'],
      ['action/2', 'hard.locked', '2017-03-11T10:00'],
    ]);
    expect(one.states).toContain('open.actions.watching');
  });

  it('keeps an inspection from being called off, as an allegation of abuse does', () => {
    const ministry = { role: 'mosvy' as const, person: 'm' };
    const off = { reason: 'a call' };
    const one = new Case().send('inspection.drawn', drawn, lot);
    expect(one.refuses('inspection.cancelled', off, director)).toEqual(['inspection.cancel']);
    expect(one.refuses('inspection.cancelled', off, ministry)).toEqual([]);
    one.send('safety.reported', locked);
    expect(one.refuses('inspection.cancelled', off, ministry)).toEqual(['inspection.cancel']);
    const alleged = new Case().send('complaint.received', complaint, { role: 'dsw', person: member });
    expect(alleged.refuses('inspection.cancelled', off, ministry)).toEqual(['inspection.cancel']);
  });
});

describe('photos', () => {
  const awaited = { facts: { inspection: { ...clean, awaited: [photo] } } };
  const lost = { photos: [photo], reason: 'r', by: { by: 'signature', on: '2017-03-06' } };

  it('on their way hold the report up, by their ids, until they come or the lead signs for each that is lost', () => {
    const one = inside().send('exitMeeting.held', exit);
    expect(one.refuses('report.submitted', report, awaited)).toEqual(['inspection.photos']);
    expect(one.refuses('report.submitted', { ...report, lost }, awaited)).toEqual([]);
    const byMember = { ...awaited, role: 'dsw' as const, person: member };
    expect(one.refuses('report.submitted', { ...report, lost }, byMember)).toEqual(['inspection.photos']);
    expect(one.refuses('report.submitted', { ...report, lost })).toEqual(['inspection.photos']);
  });

  it('on their way hold no danger up', () => {
    const told = {
      dangers: ['abuse'],
      inDanger: true,
      crime: true,
      observedAt: '2017-03-06T09:00:00+07:00',
      account: 'a',
    };
    expect(inside().refuses('safety.reported', told, awaited)).toEqual([]);
  });

  it('of another case, or from before the action was set, show no correction', () => {
    const one = classified('C', { findings: [{ item: 'dossiers.each', severity: 'major' }] }).at('2017-03-20T09:00:00');
    const members = [seat(officer, true), seat(member, false)];
    const seen = { key: 'action/1', visitOn: '2017-03-20', members, result: 'done', evidence: [photo], words: 'w' };
    const by = { role: 'pdosvyOfficer' as const, person: officer };
    expect(one.refuses('visit.recorded', seen, { ...by, facts: { files: [] } })).toEqual(['inspection.evidence']);
    const old = [{ id: photo, at: time('2017-03-06T08:00:00') }];
    expect(one.refuses('visit.recorded', seen, { ...by, facts: { files: old } })).toEqual(['inspection.evidence']);
    expect(one.refuses('visit.recorded', seen, by)).toEqual([]);
  });
});

describe('two places at once', () => {
  it('is told to province and ministry with the report', () => {
    expect(submitted({ elsewhere: [lead] }).named('alert.raise')).toMatchObject([{ kind: 'inspection.twoPlaces' }]);
    expect(submitted().named('alert.raise')).toEqual([]);
  });
});

describe('the letters', () => {
  it('go to the institution and the province, and name no child', () => {
    const letters = inspection.documents!.filter((d): d is LetterSpec => d.kind === 'letter');
    expect(letters.map(({ id, institution: told }) => [id, told])).toEqual([
      ['report', true],
      ['rating', true],
      ['sanction-order', true],
    ]);
    const source: any = {
      data: { rating: 'D', rung: 'closure', on: '2017-03-06', digest: clean.digest },
      at: time('2017-03-06T09:00:00'),
      parameters: defaultParameters(),
      calendar,
      children: [{ name: { en: 'Nary', km: 'ណារី' } }],
      institution: { en: 'River House', km: 'ផ្ទះទន្លេ' },
      date: (on: string) => ({ en: on, km: on }),
    };
    for (const letter of letters) {
      const said = [
        letter.subject(source),
        ...letter.addressees(source),
        ...letter.paragraphs(source),
        ...letter.details(source).map(({ value }) => value),
        ...(letter.appeal?.(source).paragraphs ?? []),
      ];
      expect(said.filter(({ en, km }) => !en || !km || en.includes('Nary'))).toEqual([]);
    }
    expect(letters[2]!.appeal!(source).until.on).toBe('2017-04-05');
  });
});
