/** A child whose institution closes: of high risk it is assessed within the days of a closure (P-28), on the high ladder. */
import { Stepper } from '../../libs/engine';
import { tasksOf } from '../../libs/engine/step';
import { defaultParameters } from '../parameters';
import { startOf, type Calendar } from '../time';
import type { Given } from '../workflow';
import { familyReintegration as workflow } from '.';

const child = '11111111-0000-4000-8000-000000000001';
const home = '22222222-0000-4000-8000-000000000001';
const calendar: Calendar = { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: [] };
const stepper = new Stepper(workflow);

const identified = (source: 'closureCensus' | 'careReview', risk: 'high' | 'medium') => ({
  child,
  source,
  institution: home,
  interviewees: [],
  childTypes: [],
  needs: [],
  risk,
  contactLost: false,
  abuseAlleged: false,
});

class Case {
  private snapshot = stepper.start({ id: 'case', area: '080101' });
  private given(type: string, data: unknown, on: string): Given {
    const actor = { person: 'register', role: 'register' as const, area: '' };
    const now = startOf(on) + 9 * 3_600_000;
    return { type, data, actor, now, facts: {}, parameters: defaultParameters(), calendar };
  }
  send(type: string, data: object, on: string): this {
    const step = stepper.advance(this.snapshot, this.given(type, data, on));
    expect(step.taken).toBe(true);
    this.snapshot = step.snapshot;
    return this;
  }
  /** Would it be taken from this supervisor? */
  takes(type: string, data: object, on: string, person: string): boolean {
    const actor = { person, role: 'districtSupervisor' as const, area: '0801' };
    return stepper.advance(this.snapshot, { ...this.given(type, data, on), actor }).taken;
  }
  /** The assessment as it is due: its last good day, what that rests on, and its ladder. */
  assessment(on: string): object {
    const task = [...tasksOf(this.snapshot).values()].find(({ name }) => name === 'assessChild')!;
    const due = workflow.deadlines[task.due]!.due(this.snapshot.context, this.given('', {}, on));
    return { on: due.on, parameter: due.why.parameter, ladder: task.ladder ?? 'normal' };
  }
}

it('is assessed within seven days where the census opens its case', () => {
  const c = new Case().send('child.identified', identified('closureCensus', 'high'), '2017-03-06');
  expect(c.assessment('2017-03-06')).toEqual({ on: '2017-03-13', parameter: 'P-28', ladder: 'high' });
});

it('keeps the days of any case where it is not at risk', () => {
  const c = new Case().send('child.identified', identified('closureCensus', 'medium'), '2017-03-06');
  c.send('closure.joined', { child, institution: home, high: false }, '2017-03-07');
  expect(c.assessment('2017-03-07')).toEqual({ on: '2017-03-20', parameter: 'P-05', ladder: 'normal' });
});

it('is hurried from the day on which its provider leaves, and no further by being told again', () => {
  const c = new Case().send('child.identified', identified('careReview', 'medium'), '2017-03-06');
  c.send('closure.joined', { child, institution: home, high: true }, '2017-03-08');
  expect(c.assessment('2017-03-08')).toEqual({ on: '2017-03-15', parameter: 'P-28', ladder: 'high' });
  c.send('closure.joined', { child, institution: home, high: true }, '2017-03-12');
  expect(c.assessment('2017-03-12')).toMatchObject({ on: '2017-03-15' });
});

it('is never given a later day than the one promised before', () => {
  const c = new Case().send('child.identified', identified('careReview', 'high'), '2017-03-06');
  c.send('closure.joined', { child, institution: home, high: true }, '2017-03-17');
  expect(c.assessment('2017-03-17')).toEqual({ on: '2017-03-20', parameter: 'P-28', ladder: 'high' });
});

it('never lets whom the child told of danger close that concern', () => {
  const c = new Case().send('child.identified', identified('closureCensus', 'medium'), '2017-03-06');
  c.send('closure.joined', { child, institution: home, high: true, heard: ['dsw'] }, '2017-03-08');
  c.send('safety.concernRaised', { kind: 'other', observedOn: '2017-03-08', narrative: 'n' }, '2017-03-08');
  c.send('safety.reported', { to: 'police', at: '2017-03-08T08:00:00+07:00' }, '2017-03-08');
  const closed = { outcome: 'safe', reasons: 'r' };
  expect(c.takes('safety.closed', closed, '2017-03-09', 'dsw')).toBe(false);
  expect(c.takes('safety.closed', closed, '2017-03-09', 'supervisor')).toBe(true);
});
