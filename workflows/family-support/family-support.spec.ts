import { createActor } from 'xstate';
import { familySupport } from './index';
import { Stepper, leavesOf, verdictOf } from '../../libs/engine';
import { defaultParameters } from '../parameters';
import type { Given, Role } from '../workflow';

const child = '11111111-0000-4000-8000-000000000001';
const sokha = '33333333-0000-4000-8000-000000000001';
const vanna = '33333333-0000-4000-8000-000000000002';
const calendar = {
  version: 1,
  from: '2016-01-01',
  until: '2027-12-31',
  holidays: ['2017-04-14', '2017-04-15', '2017-04-16'],
};
const stepper = new Stepper(familySupport);

const given = (type: string, data: object, role: Role | 'register' | 'clock', at: string, person = sokha): Given => ({
  type,
  data,
  actor: { person, role, area: '' },
  now: Date.parse(`${at}+07:00`),
  facts: {},
  parameters: defaultParameters(),
  calendar,
});

/** Case of E1: refused on 23 March 2017, with two referrals. */
function opened() {
  const data = { reason: 'refused', children: [child], needs: [], referrals: ['idpoor', 'scholarship'] };
  return stepper.advance(
    stepper.start({ id: 'x', area: '080101' }),
    given('support.opened', data, 'register', '2017-03-23T10:00:00'),
  );
}
const visit = { contact: 'inPerson', childSeen: true, spokenAlone: true, visitedOn: '2017-04-20', findings: 'at home' };
const brokenBy = (snapshot: any, event: Given) =>
  verdictOf(familySupport, snapshot, event).broken.map((b) => b.rule.id);

describe('the follow-up after a refusal', () => {
  it('is due on Saturday 22 April for a refusal of 23 March, holidays or not', () => {
    const { snapshot, armed } = opened();
    const due = familySupport.deadlines.followUp!.due(snapshot.context, given('x', {}, 'clock', '2017-03-23T10:00:00'));
    expect(due.on).toBe('2017-04-22');
    expect(due.why).toMatchObject({ parameter: 'P-39', clock: 'calendar' });
    expect(armed.map((t) => t.deadline)).toEqual(['followUp']);
  });

  it('does not count a phone call, which is stored all the same', () => {
    const call = stepper.advance(
      opened().snapshot,
      given('followUp.recorded', { ...visit, contact: 'phone', visitedOn: '2017-04-10' }, 'dsw', '2017-04-10T09:00:00'),
    );
    expect(call.taken).toBe(true);
    expect(leavesOf(call.snapshot)).toContain('open.followUp.working.pending');
    expect(call.cancelled).toEqual([]);
  });

  it('takes no visit of tomorrow, and none of before the refusal', () => {
    const { snapshot } = opened();
    const monday = '2017-04-10T09:00:00';
    expect(brokenBy(snapshot, given('followUp.recorded', visit, 'dsw', monday))).toEqual(['family-support.happened']);
    const old = { ...visit, visitedOn: '2017-03-01' };
    expect(brokenBy(snapshot, given('followUp.recorded', old, 'dsw', monday))).toEqual(['family-support.happened']);
  });

  it('keeps every further visit, and counts none from before the last review', () => {
    const send = (snapshot: typeof start, type: string, data: object, at: string) => {
      const step = stepper.advance(snapshot, given(type, data, 'dsw', at));
      expect(step.taken).toBe(true);
      return step.snapshot;
    };
    const on = (visitedOn: string) => ({ ...visit, visitedOn });
    const start = opened().snapshot;
    let snapshot = send(start, 'followUp.recorded', on('2017-04-10'), '2017-04-10T15:00:00');
    snapshot = send(snapshot, 'followUp.recorded', { ...on('2017-04-11'), contact: 'phone' }, '2017-04-11T15:00:00');
    expect(leavesOf(snapshot)).toContain('open.followUp.working.reviewing');
    expect(snapshot.context.seen).toBe(true);
    const review = { conclusion: 'continue', childView: 'heard', notes: 'another month' };
    snapshot = send(snapshot, 'review.held', review, '2017-04-18T15:00:00');
    snapshot = send(snapshot, 'followUp.recorded', on('2017-04-12'), '2017-04-19T15:00:00');
    expect(leavesOf(snapshot)).toContain('open.followUp.working.pending');
    snapshot = send(snapshot, 'followUp.recorded', on('2017-04-19'), '2017-04-19T16:00:00');
    expect(leavesOf(snapshot)).toContain('open.followUp.working.reviewing');
  });

  it('counts a visit on which nobody spoke to the child alone only where it is said why', () => {
    const at = (more: object) =>
      leavesOf(
        stepper.advance(
          opened().snapshot,
          given('followUp.recorded', { ...visit, spokenAlone: false, ...more }, 'dsw', '2017-04-20T15:00:00'),
        ).snapshot,
      );
    expect(at({})).toContain('open.followUp.working.pending');
    expect(at({ notAloneBecause: 'a baby' })).toContain('open.followUp.working.reviewing');
  });

  it('tells district and province when nobody has seen the child, and leaves the task open', () => {
    const { snapshot, armed } = opened();
    const late = stepper.advance(snapshot, given(armed[0]!.timer, {}, 'clock', '2017-04-23T00:00:00'));
    expect(late.effects.map((e) => [e.name, e.params.kind, e.params.to])).toEqual([
      ['alert.raise', 'support.unseen', ['districtSupervisor', 'pdosvyOfficer']],
    ]);
    expect(leavesOf(late.snapshot)).toContain('open.followUp.working.pending');
  });
});

describe('closing', () => {
  const ready = () => {
    let { snapshot } = opened();
    for (const event of [
      given(
        'referral.acknowledged',
        { service: 'idpoor', available: true, contact: 'clerk' },
        'dsw',
        '2017-03-27T09:00:00',
      ),
      given('followUp.recorded', visit, 'dsw', '2017-04-20T09:00:00'),
      given('review.held', { conclusion: 'improved', childView: 'heard', notes: 'well' }, 'dsw', '2017-04-21T09:00:00'),
    ])
      snapshot = stepper.advance(snapshot, event).snapshot;
    return snapshot;
  };
  const proposal = given(
    'closing.proposed',
    { ground: 'supported', childSafe: true, summary: 'helped' },
    'dsw',
    '2017-04-24T09:00:00',
  );

  it('is refused at the start with every reason that stands in the way', () => {
    expect(brokenBy(opened().snapshot, proposal)).toEqual([
      'family-support.followUp',
      'family-support.offer',
      'family-support.referrals',
    ]);
  });

  it('waits for the last referral, then for another person than the one who proposed it', () => {
    let snapshot = ready();
    expect(brokenBy(snapshot, proposal)).toEqual(['family-support.referrals']);
    snapshot = stepper.advance(
      snapshot,
      given(
        'referral.acknowledged',
        { service: 'scholarship', available: false, contact: 'school' },
        'dsw',
        '2017-04-24T08:00:00',
      ),
    ).snapshot;
    snapshot = stepper.advance(snapshot, proposal).snapshot;
    const approval = { reasons: 'all is done' };
    expect(
      brokenBy(snapshot, given('closing.approved', approval, 'districtSupervisor', '2017-04-25T09:00:00')),
    ).toEqual(['N-10']);
    const done = stepper.advance(
      snapshot,
      given('closing.approved', approval, 'districtSupervisor', '2017-04-25T09:00:00', vanna),
    );
    expect([done.snapshot.status, done.snapshot.context.outcome]).toEqual(['done', 'CLOSED_SUPPORTED']);
  });

  it('is blocked by a safety concern that comes in while it waits for approval', () => {
    let snapshot = ready();
    snapshot = stepper.advance(
      snapshot,
      given(
        'referral.acknowledged',
        { service: 'scholarship', available: true, contact: 'school' },
        'dsw',
        '2017-04-24T08:00:00',
      ),
    ).snapshot;
    snapshot = stepper.advance(snapshot, proposal).snapshot;
    const concern = given(
      'concern.raised',
      { kind: 'violence', observedOn: '2017-04-24', narrative: 'bruises' },
      'village',
      '2017-04-24T18:00:00',
      vanna,
    );
    snapshot = stepper.advance(snapshot, concern).snapshot;
    expect(
      brokenBy(
        snapshot,
        given('closing.approved', { reasons: 'done' }, 'districtSupervisor', '2017-04-25T09:00:00', vanna),
      ),
    ).toEqual(['N-33']);
  });
});

describe('the way back to gatekeeping', () => {
  const back = (...changedFacts: string[]) =>
    given('case.returned', { changedFacts, description: 'x' }, 'dsw', '2017-04-03T09:00:00');

  it('is refused without a changed fact, and with poverty alone', () => {
    expect(brokenBy(opened().snapshot, back())).toEqual(['N-16']);
    expect(brokenBy(opened().snapshot, back('incomeLost'))).toEqual(['N-02']);
  });

  it('closes the case here when a fact other than poverty has changed', () => {
    const done = stepper.advance(opened().snapshot, back('parentDetained', 'incomeLost'));
    expect(done.snapshot.context.outcome).toBe('RETURNED_TO_GATEKEEPING');
    expect(done.effects.map((e) => e.name)).toEqual(['alert.raise']);
  });
});

it('opens at the hour of the refusal for the register, and now for a person', () => {
  const data = { reason: 'concern', children: [child], openedAt: Date.parse('2016-01-01T00:00:00+07:00') };
  const byPerson = stepper.advance(
    stepper.start({ id: 'x', area: '080101' }),
    given('support.opened', data, 'dsw', '2017-03-23T10:00:00'),
  );
  expect(byPerson.snapshot.context.anchors.followUp).toBe(Date.parse('2017-03-23T10:00:00+07:00'));
});

it('draws as a machine without starting', () => {
  expect(createActor(familySupport.machine, { input: { id: 'x', area: '080101' } }).getSnapshot().value).toBe('new');
});
