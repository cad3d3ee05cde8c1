/** Classes of what makes the file complete: the recommendation, the quality check, the meeting. */
import type { Context } from '../context';
import { bora, memberOf, panel, personOf, plain, rci, sample, stranger, today, tomorrow, type Class } from './people';
import { byCommune, form2, signed } from './request';

const plan = {
  recommendation: 'residential',
  goal: 'reunification',
  returnConditions: 'the mother is free',
  until: '2017-08-01',
  contactPlan: 'a visit each month',
  lines: [{ item: 'clothing', goal: 'clothes', action: 'buy', who: 'commune', by: '2017-04-01' }],
  signatures: { caseworker: signed, authority: signed },
};
const recommend = (name: string, data: object, more: Partial<Class> = {}) =>
  sample('plan.recommended', name, { ...plan, ...data }, more);
const member = (n: number, agency: string, more: object = {}) => ({
  person: memberOf(n),
  agency,
  interestDeclared: 'none',
  vote: 'inFavour',
  ...more,
});
const members = [member(1, 'pdosvy'), member(2, 'health'), member(3, 'education'), member(4, 'ngo')];
const assessor = { ...member(0, 'dsw'), person: personOf('dsw') };
const assessed = (c: Context) => c.duties.assessors.includes(personOf('dsw'));
const meeting = {
  on: today,
  members,
  advice: 'residential',
  minutes: 'all were heard',
  views: form2.views,
  parentsHeard: true,
};
const meet = (name: string, data: object, more: Partial<Class> = {}) =>
  sample('panel.held', name, { ...meeting, ...data }, more);
const check = { checked: ['form2', 'documents', 'ladder', 'plan'] };

export const fileSamples: Class[] = [
  recommend('residential care', {}, { to: 'open.steps.qualityCheck' }),
  recommend(
    'with a plan for the disability',
    { disabilityPlan: 'physiotherapy' },
    { when: (c) => plain(c) && c.parents === 'agree' && c.suitable.length === 0 && c.duties.assessors.length === 1 },
  ),
  recommend('support at home', {
    recommendation: 'support',
    goal: undefined,
    until: undefined,
    returnConditions: undefined,
    contactPlan: undefined,
  }),
  recommend('a low score without a line', { lines: [] }, { refusedBy: ['gatekeeping.plan-lines'] }),
  recommend('no contact plan', { contactPlan: undefined }, { refusedBy: ['gatekeeping.draft-plan'] }),
  recommend(
    'signed tomorrow',
    { signatures: { caseworker: signed, authority: { ...signed, on: tomorrow } } },
    { refusedBy: ['gatekeeping.happened'] },
  ),
  recommend('no end date', { until: undefined }, { refusedBy: ['gatekeeping.draft-plan'] }),
  recommend('by the requester', {}, { person: personOf('commune'), refusedBy: ['N-10'], when: byCommune }),
  sample(
    'assessment.reopened',
    'a new visit is needed',
    { reason: 'the family has moved' },
    { to: 'open.steps.assessing' },
  ),
  sample('quality.forwarded', 'checked', check, { to: 'open.steps.panel' }),
  sample('quality.forwarded', 'not all checked', { checked: ['form2'] }, { refusedBy: ['gatekeeping.checklist'] }),
  sample('quality.forwarded', 'by the assessor', check, { person: personOf('dsw'), refusedBy: ['N-10'] }),
  sample('quality.returned', 'with reasons', { reasons: 'the plan is thin' }, { to: 'open.steps.recommending' }),
  sample(
    'quality.returned',
    'by the assessor',
    { reasons: 'the plan is thin' },
    { person: personOf('dsw'), refusedBy: ['N-10'] },
  ),
  meet('with quorum', {}, { to: 'open.steps.deciding', when: (c) => !c.ministry }),
  meet('with quorum, before the ministry', {}, { to: 'open.steps.decidingMosvy', when: (c) => c.ministry }),
  meet('parents could not come', { parentsHeard: false, parentsNotHeardBecause: 'in prison' }),
  meet(
    'a member left with an interest',
    { members: [...members, member(5, 'police', { interestDeclared: 'yesLeft' })] },
    {},
  ),
  meet('three members', { members: members.slice(1) }, { refusedBy: ['gatekeeping.quorum'] }),
  meet(
    'two agencies',
    {},
    {
      facts: { panel: panel.map((p, i) => ({ ...p, seats: [{ ...p.seats[0]!, agency: i < 2 ? 'one' : 'two' }] })) },
      refusedBy: ['gatekeeping.quorum'],
    },
  ),
  meet(
    'somebody twice',
    { members: [...members.slice(1), member(2, 'police')] },
    { refusedBy: ['gatekeeping.quorum'] },
  ),
  meet(
    'somebody who also declared an interest',
    { members: [...members, member(2, 'police', { interestDeclared: 'yesLeft' })] },
    { refusedBy: ['gatekeeping.quorum'] },
  ),
  meet(
    'a name that is nobody',
    { members: [...members, { ...member(5, 'police'), person: stranger }] },
    { refusedBy: ['gatekeeping.seats'] },
  ),
  meet(
    'names that are nobody',
    { members: members.map((m, i) => ({ ...m, person: memberOf(i + 11) })) },
    { refusedBy: ['gatekeeping.seats', 'gatekeeping.quorum'] },
  ),
  meet('who decides sits', { members: [...members, member(6, 'pdosvy')] }, { refusedBy: ['gatekeeping.seats'] }),
  meet('who assessed sits beside them', { members: [...members, assessor] }, { when: (c) => plain(c) && assessed(c) }),
  meet(
    'who assessed makes the fourth',
    { members: [...members.slice(1), assessor] },
    { refusedBy: ['gatekeeping.quorum'], when: assessed },
  ),
  meet(
    'who requested sits',
    { members: [...members, { ...member(5, 'commune'), person: personOf('commune') }] },
    { refusedBy: ['N-10'], when: byCommune },
  ),
  meet(
    'a member is kin to the child',
    {},
    {
      facts: { panel: panel.map((p) => (p.person === memberOf(3) ? { ...p, persons: [bora] } : p)) },
      refusedBy: ['gatekeeping.interests'],
    },
  ),
  meet(
    'a member stayed with an interest',
    { members: [...members, member(5, 'police', { interestDeclared: 'yesStayed' })] },
    { refusedBy: ['gatekeeping.interests'] },
  ),
  meet('before it was held', { on: tomorrow }, { refusedBy: ['gatekeeping.happened'] }),
  meet(
    'a member with an interest in the institution who declares none',
    {},
    { facts: { institution: { ...rci, persons: [memberOf(2)] } }, refusedBy: ['gatekeeping.interests'] },
  ),
  meet(
    'a vote against, with its dissent',
    { members: [member(1, 'pdosvy', { vote: 'against' }), ...members.slice(1)], dissent: 'the aunt was not asked' },
    {},
  ),
  meet(
    'a vote against, and no dissent written',
    { members: [member(5, 'police', { vote: 'against' }), ...members] },
    { refusedBy: ['gatekeeping.dissent'] },
  ),
  meet('the child was not asked', { views: { heard: false } }, { refusedBy: ['N-14'] }),
  meet('parents not heard', { parentsHeard: false }, { refusedBy: ['gatekeeping.parents-heard'] }),
];
