/** Classes of the decisions and of what follows them. */
import type { Context } from '../context';
import {
  bora,
  childFact,
  clean,
  complete,
  elsewhere,
  home,
  memberOf,
  mey,
  personOf,
  rci,
  sample,
  stranger,
  today,
  tomorrow,
  withChildren,
  young,
  type Class,
} from './people';

const approval = {
  children: [bora],
  institution: home,
  goal: 'reunification',
  returnConditions: 'the mother is free',
  until: '2017-08-01',
  contactPlan: 'a visit each month',
  reasons: 'no family can take the child now',
};
const approve = (name: string, data: object, more: Partial<Class> = {}) =>
  sample('decision.approved', name, { ...approval, ...data }, { when: withChildren(1, clean), ...more });
const bid = (child: string) => ({ child, reason: 'different fathers', on: today });
const ministry = { role: 'mosvy' as const };
const other = (of: Partial<Context>) => (c: Context) =>
  complete(c) && !c.ministry && (Object.entries(of) as [keyof Context, unknown][]).every(([k, v]) => c[k] === v);
const only = (reason: string) => (c: Context) => complete(c) && !c.ministry && c.reasons.some((r) => r === reason);
const institution = (more: object) => ({ institution: { ...rci, ...more } });
const undecided = (c: Context) => !c.done.decided && c.cover === 'none';
const early = (c: Context) =>
  undecided(c) &&
  !c.done.registered &&
  c.reasons.includes('parentsInJail') &&
  !c.reasons.includes('disability') &&
  c.children.length === 1 &&
  !c.ministry;

const approvals: Class[] = [
  approve('one child', {}),
  approve('the third child of a village', {}, { facts: { origin: { sameVillage: 2, total: 5 } } }),
  approve('two sisters', { children: [bora, mey] }, { when: withChildren(2, clean), to: 'open.steps.awaitingArrival' }),
  approve(
    'one of two, determined for her',
    { bids: [bid(bora)] },
    { when: withChildren(2, clean), to: 'open.steps.awaitingArrival' },
  ),
  approve(
    'by the ministry',
    {},
    {
      actor: ministry,
      when: (c) =>
        complete(c) &&
        c.ministry &&
        c.children.length === 1 &&
        c.parents !== 'object' &&
        c.suitable.length === 0 &&
        !c.documentsRefuted &&
        c.reasons.includes('parentsInJail') &&
        !c.reasons.includes('disability'),
    },
  ),
  approve(
    'a state-run institution, by the ministry',
    {},
    {
      facts: institution({ operator: 'state' }),
      actor: ministry,
      when: (c) =>
        complete(c) &&
        c.ministry &&
        c.children.length === 1 &&
        c.parents !== 'object' &&
        c.suitable.length === 0 &&
        !c.documentsRefuted &&
        c.reasons.includes('parentsInJail') &&
        !c.reasons.includes('disability'),
    },
  ),
  approve('a child under three', {}, { facts: young, refusedBy: ['N-01'] }),
  approve('a child whom the register does not hold', {}, { facts: { children: [] }, refusedBy: ['N-01'] }),
  approve('only material reasons', {}, { refusedBy: ['N-02', 'N-12'], when: only('betterSchool') }),
  approve('no category', {}, { refusedBy: ['N-12'], when: only('neglect') }),
  approve('because of a disability', {}, { refusedBy: ['N-15'], when: only('disability') }),
  approve(
    'a child with a disability and no plan',
    {},
    {
      facts: { children: [childFact(bora, { disability: true })] },
      refusedBy: ['N-15'],
      when: (c) => withChildren(1, clean)(c) && !c.disabilityPlan,
    },
  ),
  approve(
    'a child with a disability and a plan',
    {},
    {
      facts: { children: [childFact(bora, { disability: true })] },
      when: (c) => withChildren(1, clean)(c) && c.disabilityPlan,
    },
  ),
  approve(
    'a document refuted',
    {},
    { refusedBy: ['gatekeeping.documents-confirmed'], when: other({ documentsRefuted: true }) },
  ),
  approve(
    'an aunt was found',
    {},
    { refusedBy: ['N-11'], when: (c) => complete(c) && !c.ministry && c.suitable.length > 0 },
  ),
  approve('a place that the register does not hold', { institution: elsewhere }, { refusedBy: ['N-06'] }),
  approve(
    'another institution, for a child who lives in one',
    { institution: elsewhere },
    {
      facts: institution({ id: elsewhere }),
      refusedBy: ['N-13'],
      when: (c) => withChildren(1, clean)(c) && c.present,
    },
  ),
  approve('a suspended institution', {}, { facts: institution({ standing: 'suspended' }), refusedBy: ['N-05'] }),
  approve('a full institution', {}, { facts: institution({ occupied: 40 }), refusedBy: ['N-05'] }),
  approve(
    'an institution overdue for inspection',
    {},
    { facts: institution({ lastInspection: '2016-03-01' }), refusedBy: ['N-05'] },
  ),
  approve(
    'an institution never inspected',
    {},
    { facts: institution({ lastInspection: undefined }), refusedBy: ['N-05'] },
  ),
  approve('a frozen institution', {}, { facts: institution({ standing: 'frozen' }), refusedBy: ['N-05', 'N-20'] }),
  approve(
    'from another institution',
    {},
    {
      facts: {
        children: [
          childFact(bora, {
            authority: {
              id: stranger,
              kind: 'residential',
              status: 'inForce',
              institution: elsewhere,
              instance: stranger,
              until: 1_500_000_000_000,
            },
          }),
        ],
      },
      refusedBy: ['N-13'],
    },
  ),
  approve(
    'without her sister',
    {},
    { facts: { children: [childFact(bora, { siblings: [mey] })] }, refusedBy: ['N-07'] },
  ),
  approve('one of two', {}, { refusedBy: ['N-07'], when: withChildren(2, clean) }),
  approve('without goal', { goal: undefined }, { refusedBy: ['N-09'] }),
  approve('without end', { until: undefined }, { refusedBy: ['N-09'] }),
  approve('without conditions of return', { returnConditions: undefined }, { refusedBy: ['N-09'] }),
  approve('for more than 180 days', { until: '2017-09-04' }, { refusedBy: ['N-09'] }),
  approve('with an end that is past', { until: '2017-03-03' }, { refusedBy: ['N-09'] }),
  approve('without a plan for contact', { contactPlan: undefined }, { refusedBy: ['gatekeeping.contact-plan'] }),
  approve('the parents object', {}, { refusedBy: ['N-08'], when: other({ parents: 'object' }) }),
  approve('before the assessment', {}, { refusedBy: ['N-03', 'N-14'], when: early }),
  approve(
    'by the requester',
    {},
    {
      person: personOf('commune'),
      refusedBy: ['N-10'],
      when: (c) => withChildren(1, clean)(c) && c.duties.requesters.includes(personOf('commune')),
    },
  ),
  approve('by the assessor', {}, { person: personOf('dsw'), refusedBy: ['N-10'] }),
  approve(
    'by who sat in the meeting',
    {},
    { person: memberOf(1), refusedBy: ['N-10'], when: (c) => withChildren(1, clean)(c) && c.duties.panel.length > 0 },
  ),
  approve('for the assessor', {}, { actor: { actingFor: personOf('dsw') }, refusedBy: ['N-10'] }),
  approve(
    'with an interest in the institution',
    {},
    { facts: { interests: { institutions: [home], persons: [] } }, refusedBy: ['N-10'] },
  ),
  approve(
    'behind the institution',
    {},
    { facts: institution({ persons: [personOf('pdosvyDirector')] }), refusedBy: ['N-10'] },
  ),
  approve('kin to the child', {}, { facts: { interests: { institutions: [], persons: [bora] } }, refusedBy: ['N-10'] }),
  approve(
    'a state-run institution, by the province',
    {},
    { facts: institution({ operator: 'state' }), refusedBy: ['N-10'] },
  ),
  approve('by the ministry, unasked', {}, { actor: ministry, refusedBy: ['gatekeeping.level'] }),
  approve(
    'a state-run institution by the province, before the ministry',
    {},
    {
      facts: institution({ operator: 'state' }),
      refusedBy: ['N-10', 'gatekeeping.level'],
      when: (c) => complete(c) && c.ministry && plainFile(c),
    },
  ),
];
function plainFile(c: Context): boolean {
  return (
    c.children.length === 1 &&
    c.parents !== 'object' &&
    c.suitable.length === 0 &&
    !c.documentsRefuted &&
    c.reasons.includes('parentsInJail') &&
    !c.reasons.includes('disability')
  );
}

/** After a lapse the same decisions are tried where no request lies yet: the steps of the request are the same. */
const light = (c: Context) =>
  c.cover === 'none' || c.cover === 'emergency' || c.cover === 'residential' || !c.done.registered;
const refusal = {
  reasons: 'support at home answers the need',
  needs: ['material', 'education'],
  referrals: ['idpoor', 'scholarship'],
};
const refuse = (name: string, more: Partial<Class> = {}) =>
  sample('decision.refusedFamilySupport', name, refusal, more);
const decidable = (c: Context) => complete(c) && !c.ministry;
/** The states after a decision in which a person decides again: the admission is suspended, or the child is under three. */
const suspended = (c: Context) => c.anchors.suspended !== undefined && c.admitted.length > 0 && !c.ministry;
const underAge = (c: Context) =>
  c.anchors.suspended !== undefined &&
  c.admitted.length === 0 &&
  c.familyPlan === undefined &&
  !c.ministry &&
  c.children.length === 1;
const again = (c: Context) => (suspended(c) || underAge(c)) && c.duties.assessors.includes(personOf('dsw'));
const refusals: Class[] = [
  refuse('again, by the assessor', { person: personOf('dsw'), refusedBy: ['N-10'], when: again }),
  refuse('again, by the ministry unasked', { actor: ministry, refusedBy: ['gatekeeping.level'], when: again }),
  refuse('with support', { when: (c) => !c.ministry && light(c) }),
  refuse('by the ministry', { actor: ministry, when: (c) => c.ministry }),
  refuse('before the meeting', {
    refusedBy: ['N-03'],
    when: (c) => c.views && c.done.form2 && !c.done.panel && !c.done.decided && c.cover === 'none' && !c.ministry,
  }),
  refuse('before the assessment', { refusedBy: ['N-03', 'N-14'], when: early }),
  refuse('by the assessor', { person: personOf('dsw'), refusedBy: ['N-10'], when: decidable }),
  refuse('by the ministry, unasked', { actor: ministry, refusedBy: ['gatekeeping.level'], when: decidable }),
];

const family = {
  children: [bora],
  care: 'kinship',
  carerAssessedOn: today,
  carerCommune: '150201',
  contactPlan: 'a visit each month',
  reasons: 'the aunt is willing and safe',
};
const place = (name: string, data: object, more: Partial<Class> = {}) =>
  sample('decision.refusedAlternativeCare', name, { ...family, ...data }, more);
const atHome = (c: Context) => c.cover === 'none' && !c.present;
const ahead = { carerAssessedOn: tomorrow };
const another = { children: [stranger], bids: [bid(stranger)] };
const placeable = (c: Context) =>
  c.done.recommended &&
  !c.done.decided &&
  c.parents !== 'object' &&
  c.reasons.includes('parentsInJail') &&
  c.children.length === 1 &&
  c.views;
const familyDecisions: Class[] = [
  place(
    'one of two, determined for her',
    { bids: [bid(bora)] },
    { to: 'open.steps.placing', when: (c) => c.children.length === 2 && placeable({ ...c, children: [bora] }) },
  ),
  place(
    'the institution is suspended, without a plan for contact',
    { contactPlan: undefined },
    { refusedBy: ['gatekeeping.contact-plan'], when: (c) => again(c) && suspended(c) && c.children.length === 1 },
  ),
  place(
    'the institution is suspended, without her sister',
    {},
    {
      facts: { children: [childFact(bora, { siblings: [mey] })] },
      refusedBy: ['N-07'],
      when: (c) => again(c) && suspended(c) && c.children.length === 1,
    },
  ),
  place(
    'the institution is suspended, by the assessor',
    {},
    { person: personOf('dsw'), refusedBy: ['N-10'], when: (c) => again(c) && suspended(c) && c.children.length === 1 },
  ),
  place(
    'under three, without a plan for contact',
    { contactPlan: undefined },
    { refusedBy: ['gatekeeping.contact-plan'], when: underAge },
  ),
  place(
    'under three, without her sister',
    {},
    { facts: { children: [childFact(bora, { siblings: [mey] })] }, refusedBy: ['N-07'], when: underAge },
  ),
  place(
    'under three, by the assessor',
    {},
    { person: personOf('dsw'), refusedBy: ['N-10'], when: (c) => underAge(c) && again(c) },
  ),
  place(
    'with an aunt',
    {},
    {
      to: 'open.steps.placing',
      when: (c) => c.children.length === 1 && light(c) && (placeable(c) || c.cover !== 'none' || c.done.decided),
    },
  ),
  place(
    'two sisters with a foster family',
    { children: [bora, mey], care: 'foster' },
    { to: 'open.steps.placing', when: (c) => c.children.length === 2 },
  ),
  place(
    'in an emergency, before the child was asked',
    {},
    {
      refusedBy: ['N-14'],
      when: (c) =>
        c.seen &&
        !c.views &&
        c.cover === 'emergency' &&
        !c.done.registered &&
        !c.reasons.includes('parentsInJail') &&
        !c.done.decided,
    },
  ),
  place('before the assessment', {}, { refusedBy: ['N-03', 'N-14'], when: early }),
  place(
    'without her sister',
    {},
    { facts: { children: [childFact(bora, { siblings: [mey] })] }, refusedBy: ['N-07'], when: placeable },
  ),
  place(
    'without a plan for contact',
    { contactPlan: undefined },
    { refusedBy: ['gatekeeping.contact-plan'], when: placeable },
  ),
  place(
    'the parents object',
    {},
    {
      refusedBy: ['N-08'],
      when: (c) =>
        c.done.recommended && !c.done.decided && c.parents === 'object' && c.reasons.includes('parentsInJail'),
    },
  ),
  place('by the assessor', {}, { person: personOf('dsw'), refusedBy: ['N-10'], when: placeable }),
  place(
    'only material reasons',
    {},
    {
      refusedBy: ['N-02'],
      when: (c) => placeable({ ...c, reasons: ['parentsInJail'] }) && c.reasons.includes('betterSchool'),
    },
  ),
  place('a home to be assessed tomorrow', ahead, { refusedBy: ['gatekeeping.happened'], when: placeable }),
  place('the institution is suspended, a home to be assessed tomorrow', ahead, {
    refusedBy: ['gatekeeping.happened'],
    when: (c) => suspended(c) && c.children.length === 1,
  }),
  place('under three, a home to be assessed tomorrow', ahead, {
    refusedBy: ['gatekeeping.happened'],
    when: underAge,
  }),
  place('a child of another case', another, {
    refusedBy: ['gatekeeping.of-this-case'],
    when: (c) => placeable(c) && atHome(c),
  }),
  place('the institution is suspended, a child of another case', another, {
    refusedBy: ['gatekeeping.of-this-case'],
    when: (c) => suspended(c) && c.children.length === 1 && atHome(c),
  }),
  place('under three, a child of another case', another, {
    refusedBy: ['gatekeeping.of-this-case'],
    when: (c) => underAge(c) && atHome(c),
  }),
];

export const decisionSamples: Class[] = [...approvals, ...refusals, ...familyDecisions];
