/** Classes of what a decision waits for and of what follows it: questions, the court, the notice, the appeal. */
import { personOf, sample, stranger, today, tomorrow, type Class } from './people';

const ministry = { role: 'mosvy' as const };
const questions: Class[] = [
  sample(
    'decision.returnedForInfo',
    'a question',
    { questions: 'who is the father?' },
    { to: 'open.steps.awaitingInfo', when: (c) => !c.ministry },
  ),
  sample(
    'decision.returnedForInfo',
    'a question of the ministry',
    { questions: 'who is the father?' },
    { actor: ministry, to: 'open.steps.awaitingInfo', when: (c) => c.ministry },
  ),
  sample(
    'decision.returnedForInfo',
    'by the ministry, unasked',
    { questions: 'who is the father?' },
    { actor: ministry, refusedBy: ['gatekeeping.level'], when: (c) => !c.ministry },
  ),
  sample(
    'decision.returnedForInfo',
    'by the province, before the ministry',
    { questions: 'who is the father?' },
    { refusedBy: ['gatekeeping.level'], when: (c) => c.ministry },
  ),
  sample('info.provided', 'an answer', { answer: 'he is abroad' }),
  sample(
    'decision.referredToCourt',
    'the parents object',
    { court: 'Kandal', reasons: 'the parents object' },
    { to: 'open.steps.atCourt', when: (c) => !c.ministry && c.parents === 'object' },
  ),
  sample(
    'decision.referredToCourt',
    'by the ministry',
    { court: 'Kandal', reasons: 'the parents object' },
    { actor: ministry, to: 'open.steps.atCourt', when: (c) => c.ministry && c.parents === 'object' },
  ),
  sample(
    'decision.referredToCourt',
    'by the assessor',
    { court: 'Kandal', reasons: 'the parents object' },
    { person: personOf('dsw'), refusedBy: ['N-10'], when: (c) => !c.ministry },
  ),
  sample(
    'decision.referredToCourt',
    'by the assessor, before the ministry',
    { court: 'Kandal', reasons: 'the parents object' },
    { actor: { role: 'mosvy', person: personOf('dsw') }, refusedBy: ['N-10'], when: (c) => c.ministry },
  ),
  sample(
    'decision.referredToCourt',
    'by the ministry, unasked',
    { court: 'Kandal', reasons: 'the parents object' },
    { actor: ministry, refusedBy: ['gatekeeping.level'], when: (c) => !c.ministry },
  ),
  sample(
    'decision.referredToCourt',
    'by the province, before the ministry',
    { court: 'Kandal', reasons: 'the parents object' },
    { refusedBy: ['gatekeeping.level'], when: (c) => c.ministry && c.duties.overturned.length === 0 },
  ),
  sample(
    'decision.referredToMosvy',
    'the province operates it',
    { ground: 'stateOperated', reasons: 'the province operates it' },
    {
      to: 'open.steps.decidingMosvy',
      when: (c) =>
        c.cover === 'none' &&
        !c.present &&
        c.children.length === 1 &&
        c.reasons.includes('parentsInJail') &&
        !c.reasons.includes('disability'),
    },
  ),
  sample('court.inquired', 'no answer yet', { on: today }, { to: 'open.steps.atCourt' }),
  sample('court.authorised', 'care is allowed', { number: '17/2017', on: today }),
  sample('court.refused', 'care is not allowed', {
    number: '17/2017',
    on: today,
    needs: ['protection'],
    referrals: ['legalAid'],
  }),
  sample('court.inquired', 'tomorrow', { on: tomorrow }, { refusedBy: ['gatekeeping.happened'] }),
  sample(
    'court.authorised',
    'by an order of tomorrow',
    { number: '17/2017', on: tomorrow },
    { refusedBy: ['gatekeeping.happened'] },
  ),
  sample(
    'court.refused',
    'by an order of tomorrow',
    { number: '17/2017', on: tomorrow, needs: ['protection'], referrals: ['legalAid'] },
    { refusedBy: ['gatekeeping.happened'] },
  ),
];

const recipients = [{ who: 'parents', on: today, language: 'khmer', explained: true }];
const appeals: Class[] = [
  sample(
    'notice.delivered',
    'to the parents',
    { recipients },
    { when: (c) => c.familyPlan === undefined || c.cover === 'none' },
  ),
  sample(
    'notice.delivered',
    'to the commune alone',
    { recipients: [{ who: 'commune', on: today, language: 'khmer', explained: true }] },
    { refusedBy: ['gatekeeping.told'] },
  ),
  sample(
    'notice.delivered',
    'to the parents tomorrow',
    { recipients: [{ ...recipients[0], on: tomorrow }] },
    { refusedBy: ['gatekeeping.happened'] },
  ),
  sample(
    'appeal.filed',
    'by the parents',
    { by: 'parents', grounds: 'we cannot feed her' },
    { to: 'open.steps.appealing' },
  ),
  sample(
    'appeal.upheld',
    'the refusal stands',
    { reasons: 'support answers it' },
    { actor: { person: stranger }, to: 'refusedFamilySupport' },
  ),
  sample(
    'appeal.upheld',
    'by who decided',
    { reasons: 'support answers it' },
    {
      person: personOf('pdosvyDirector'),
      refusedBy: ['N-10'],
      when: (c) => c.duties.deciders.includes(personOf('pdosvyDirector')),
    },
  ),
  sample(
    'appeal.upheld',
    'by who assessed',
    { reasons: 'support answers it' },
    { person: personOf('dsw'), refusedBy: ['N-10'], when: (c) => c.duties.assessors.includes(personOf('dsw')) },
  ),
  sample(
    'appeal.overturned',
    'assessed anew',
    { reasons: 'not heard' },
    {
      actor: { person: stranger },
      to: 'open.steps.assessing',
      when: (c) =>
        c.children.length === 1 &&
        c.reasons.includes('parentsInJail') &&
        !c.reasons.includes('disability') &&
        c.parents === 'agree' &&
        c.admitted.length === 0 &&
        !c.duties.requesters.includes(personOf('police')),
    },
  ),
  sample(
    'appeal.overturned',
    'by who decided',
    { reasons: 'not heard' },
    {
      person: personOf('pdosvyDirector'),
      refusedBy: ['N-10'],
      when: (c) => c.duties.deciders.includes(personOf('pdosvyDirector')),
    },
  ),
];

export const appealSamples: Class[] = [...questions, ...appeals];
