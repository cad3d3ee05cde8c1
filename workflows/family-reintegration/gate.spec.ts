/** What gatekeeping hands over to the way home: a placement in mid-course, and what the reviews of the care come to. */
import type { AnyMachineSnapshot } from 'xstate';
import { leavesOf, Stepper, type Step } from '../../libs/engine';
import type { ChildFact } from '../facts';
import { defaultParameters } from '../parameters';
import type { Given } from '../workflow';
import type { Context } from './context';
import { forms } from './forms';
import { familyReintegration as workflow } from './index';

const stepper = new Stepper(workflow);
const calendar = { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: [] };
const lina = '11111111-0000-4000-8000-000000000001';
const gatekeeping = '22222222-0000-4000-8000-000000000001';
const [sokha, receiver] = ['33333333-0000-4000-8000-000000000001', '33333333-0000-4000-8000-000000000003'];
const born: ChildFact = {
  id: lina,
  birth: { from: '2007-07-21', to: '2007-07-21' },
  sex: 'female',
  disability: false,
  siblings: [],
  status: 'alive',
  version: 1,
};
const signed = { by: 'signature', on: '2017-04-20' };
const form4 = {
  child: lina,
  case: gatekeeping,
  home: '150501',
  homeKind: 'kin',
  placedOn: '2017-04-20',
  carer: 'Invented Aunt',
  risk: 'medium',
  worker: sokha,
  signatures: { child: signed, carer: signed, caseworker: signed, chief: signed },
};
const form1 = {
  child: lina,
  source: 'admission',
  interviewees: [],
  childTypes: [],
  needs: [],
  risk: 'high',
  contactLost: false,
  abuseAlleged: false,
};
const at = (text: string) => Date.parse(`${text}+07:00`);
const given: Given = {
  type: '',
  data: undefined,
  actor: { person: 'register', role: 'register', area: '' },
  now: 0,
  facts: {},
  parameters: defaultParameters(),
  calendar,
};

class Case {
  snapshot: AnyMachineSnapshot = stepper.start({ id: 'case', area: '020201' });
  last!: Step;
  get context(): Context {
    return this.snapshot.context;
  }
  get states(): string[] {
    return leavesOf(this.snapshot);
  }
  send(type: string, data: object, when = '2017-04-20T10:00:00', actor: Partial<Given['actor']> = {}): this {
    this.last = stepper.advance(this.snapshot, {
      type,
      data,
      actor: { person: 'register', role: 'register', area: '', ...actor },
      now: at(when),
      facts: { children: [born] },
      parameters: defaultParameters(),
      calendar,
    });
    if (!this.last.taken) throw new Error(`refused: ${type}`);
    this.snapshot = this.last.snapshot;
    return this;
  }
  alerts(): [string, string | undefined][] {
    return this.last.effects.filter((e) => e.name === 'alert.raise').map((e) => [e.params.kind, e.params.at]);
  }
}
const review = (outcome: string, on = '2017-04-20') => ({ case: gatekeeping, on, outcome });

describe('a placement made at the gate', () => {
  it('opens the way home in mid-course: with the family, the schedule from its day, a worker, the age known', () => {
    const c = new Case().send('placement.handedOver', { ...form4, home: '020203' });
    expect(c.states).toEqual(
      expect.arrayContaining(['open.way.placed', 'open.location.home', 'open.review.waiting', 'open.age.minor']),
    );
    expect(c.states).toContain('open.ownership.owned');
    expect(c.context).toMatchObject({ worker: sokha, risk: 'medium', stays: 1, placement: { no: 1, kind: 'kin' } });
    expect(c.context.visits.map((v) => [v.step, v.on]).slice(0, 3)).toEqual([
      ['D+1', '2017-04-21'],
      ['D+3', '2017-04-23'],
      ['D+7', '2017-04-27'],
    ]);
    expect(c.context.visits.every((v) => v.assignee === sokha && v.status === 'planned')).toBe(true);
    expect(c.alerts()).toEqual([['reintegration.placed', undefined]]);
  });

  it('offers a home in another district to it, and the sender owns every visit until a worker there accepts', () => {
    const c = new Case().send('placement.handedOver', form4);
    expect(c.states).toContain('open.ownership.offered');
    expect(workflow.areas!(c.context)).toEqual({ owner: '020201', guests: ['150501'] });
    expect(c.alerts()).toEqual([
      ['reintegration.placed', undefined],
      ['reintegration.transferOffered', '150501'],
    ]);
    const worker = { person: receiver, role: 'dsw' as const, area: '1505' };
    c.send('transfer.accepted', { firstVisitOn: '2017-04-23', handover: 'video' }, '2017-04-21T09:00:00', worker);
    expect(workflow.areas!(c.context).owner).toBe('150501');
    expect(new Set(c.context.visits.map((v) => v.assignee))).toEqual(new Set([receiver]));
  });

  it('joins the way that is open, at whatever step, and takes the higher of two risks', () => {
    const c = new Case().send('child.identified', form1, '2017-04-01T09:00:00');
    expect(c.states).toEqual(expect.arrayContaining(['open.way.childAssessment', 'open.age.minor']));
    c.send('placement.handedOver', { ...form4, home: '020203' });
    expect(c.states).toContain('open.way.placed');
    expect(c.context).toMatchObject({ risk: 'high', worker: sokha, anchors: { opened: at('2017-04-01T09:00:00') } });
    expect(new Set(c.context.visits.map((v) => v.parameter))).toEqual(new Set(['P-16']));
  });

  it('ends the stay before with a reason on each visit, and begins the next with dates of its own', () => {
    const c = new Case().send('placement.handedOver', { ...form4, home: '020203' });
    c.send('placement.handedOver', { ...form4, placedOn: '2017-05-02', home: '020203' }, '2017-05-02T10:00:00');
    const of = (no: number) => c.context.visits.filter((v) => v.key.startsWith(`${no}/`));
    expect(new Set(of(1).map((v) => `${v.status} ${v.reason}`))).toEqual(new Set(['cancelled placedAnew']));
    expect(of(2)[1]).toMatchObject({ step: 'D+3', on: '2017-05-05', status: 'planned' });
    expect(workflow.deadlines.holdReview!.due(c.context, { ...given, now: at('2017-05-02T10:00:00') }).on).toBe(
      '2017-07-31',
    );
  });

  it('needs the four signatures and the code of a commune', () => {
    const { chief: _, ...three } = form4.signatures;
    const form = forms['placement.handedOver'];
    expect(form.safeParse(form4).success).toBe(true);
    expect(form.safeParse({ ...form4, signatures: three }).success).toBe(false);
    expect(form.safeParse({ ...form4, home: 'her village' }).success).toBe(false);
  });
});

describe('a review of the care at the gate (P-11)', () => {
  const onTheWay = () => new Case().send('child.identified', form1, '2017-04-01T09:00:00');

  it('that decides for a family is a task of the way home until the child is there', () => {
    const c = onTheWay().send('careReview.recorded', review('return'));
    expect(c.states).toContain('open.review.urgent');
    expect(c.alerts()).toEqual([['reintegration.bringHome', undefined]]);
    expect(workflow.deadlines.bringHome!.due(c.context, { ...given, now: at('2017-04-21T09:00:00') }).on).toBe(
      '2017-05-04',
    );
    c.send('careReview.recorded', review('familyCare', '2017-04-24'), '2017-04-24T10:00:00');
    expect(c.context.anchors.wanted).toBe(at('2017-04-20T10:00:00'));
    c.send('placement.handedOver', { ...form4, placedOn: '2017-04-25' }, '2017-04-25T10:00:00');
    expect(c.states).toContain('open.review.waiting');
    expect(c.context.anchors.wanted).toBeUndefined();
  });

  it('that continues the care is taken down, and takes an earlier one back', () => {
    const c = onTheWay().send('careReview.recorded', review('continue'));
    expect(c.states).toContain('open.review.none');
    expect(c.alerts()).toEqual([]);
    c.send('careReview.recorded', review('return')).send('careReview.recorded', review('continue'));
    expect(c.states).toContain('open.review.none');
    expect(c.context.reviewWanted).toBe(false);
  });

  it('calls for a review at once where the child lives with a family already', () => {
    const c = new Case().send('placement.handedOver', form4).send('careReview.recorded', review('familyCare'));
    expect(c.states).toContain('open.review.due');
    c.send('placement.handedOver', { ...form4, placedOn: '2017-04-22' }, '2017-04-24T10:00:00');
    expect(c.states).toContain('open.review.waiting');
    expect(c.context.reviewWanted).toBe(false);
  });
});
