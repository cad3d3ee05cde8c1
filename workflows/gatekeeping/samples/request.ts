/** Classes of the concern, the request, and the assessment. */
import { childItems, familyItems, rungs, type Context } from '../context';
import {
  bora,
  childFact,
  home,
  inOrder,
  memberOf,
  mey,
  onlyLacks,
  personOf,
  rci,
  sample,
  stranger,
  today,
  tomorrow,
  type Class,
} from './people';

const request = {
  children: [bora],
  institution: home,
  reasons: ['parentsInJail', 'poverty'],
  parents: [{ relation: 'mother', status: 'jailed', proof: 'detentionLetter' }],
  parentsAnswer: 'agree',
  documents: ['detentionLetter'],
  offers: [{ service: 'idpoor', by: 'commune', on: '2017-02-20', answer: 'declined' }],
  introducedBy: 'nobody',
  chiefCountersigned: true,
};
const earlier = (same: 'certain' | 'probable', date = '2017-02-20') => ({
  earlierRequests: [
    { child: bora, same, outcome: 'REFUSED_FAMILY_SUPPORT', date, province: '21', rules: ['N-02', 'N-12'] },
  ],
});
const atHome = (c: Context) => c.cover === 'none';
const submit = (name: string, data: object, more: Partial<Class> = {}) =>
  sample('request.submitted', name, { ...request, ...data }, more);

const requests: Class[] = [
  submit(
    'parent in jail',
    {},
    { when: (c) => c.cover === 'none' || (c.seen && c.destination === 'facility' && !c.done.registered) },
  ),
  submit(
    'an offer of tomorrow',
    { offers: [{ ...request.offers[0], on: tomorrow }] },
    { when: (c) => atHome(c) || (c.seen && !c.done.registered), refusedBy: ['gatekeeping.happened'] },
  ),
  submit(
    'only material reasons',
    { reasons: ['poverty', 'betterSchool'], documents: [], parents: [] },
    { when: atHome },
  ),
  submit('a reason that is no category', { reasons: ['neglect'], documents: [], parents: [] }, { when: atHome }),
  submit('because of a disability', { reasons: ['parentsInJail', 'disability'], documents: [] }, { when: atHome }),
  submit('two sisters', { children: [bora, mey], documents: [] }, { when: atHome }),
  submit(
    'by the social worker in an emergency',
    { chiefCountersigned: false, offers: [] },
    {
      actor: { role: 'dsw' },
      person: personOf('police'),
      when: (c) => c.cover === 'emergency' && c.seen && c.destination === 'facility',
    },
  ),
  submit(
    'refused before, but a fact has changed',
    { changedFacts: 'the mother was jailed' },
    { facts: earlier('certain'), when: atHome },
  ),
  submit(
    'probably refused before, but another child',
    { differentChild: 'other mother' },
    { facts: earlier('probable'), when: atHome },
  ),
  submit('refused long ago', {}, { facts: earlier('certain', '2016-11-01'), when: atHome }),
  submit(
    'refused before and a fact has changed, but another request is open',
    { changedFacts: 'the mother was jailed' },
    {
      facts: { ...earlier('certain'), children: [childFact(bora, { openRequest: stranger })] },
      refusedBy: ['gatekeeping.one-request'],
      when: atHome,
    },
  ),
  submit('by the institution', {}, { actor: { role: 'rciDirector' }, refusedBy: ['N-04'] }),
  submit(
    'by the social worker outside an emergency',
    {},
    { actor: { role: 'dsw' }, refusedBy: ['N-04'], when: atHome },
  ),
  submit('brought about by the institution', { introducedBy: 'institution' }, { refusedBy: ['N-04'] }),
  submit(
    'by an officer who stands behind the institution',
    {},
    { facts: { institution: { ...rci, persons: [personOf('commune')] } }, refusedBy: ['N-04'] },
  ),
  submit(
    'by an officer who works for the operator',
    {},
    { actor: { agency: rci.operatorAgency }, refusedBy: ['N-04'] },
  ),
  submit('nothing was offered', { offers: [] }, { refusedBy: ['gatekeeping.support-first'] }),
  submit('not countersigned', { chiefCountersigned: false }, { refusedBy: ['gatekeeping.countersigned'] }),
  submit(
    'another request is open',
    {},
    {
      facts: { children: [childFact(bora, { openRequest: stranger })] },
      refusedBy: ['gatekeeping.one-request'],
    },
  ),
  submit('refused before', {}, { facts: earlier('certain'), refusedBy: ['N-16'] }),
  submit(
    'refused before, said to be another child',
    { differentChild: 'other name' },
    { facts: earlier('certain'), refusedBy: ['N-16'] },
  ),
  submit('probably refused before', {}, { facts: earlier('probable'), refusedBy: ['N-16'] }),
  submit('to a place that the register does not hold', {}, { facts: { institution: undefined }, refusedBy: ['N-06'] }),
  submit(
    'to a frozen institution',
    {},
    { facts: { institution: { ...rci, standing: 'frozen' } }, refusedBy: ['N-20'] },
  ),
];

const withdrawal = { by: 'parents', reason: 'they changed their mind', needs: ['material'], referrals: [] };
const triage = (name: string, data: object, more: Partial<Class>) =>
  sample(
    'concern.triaged',
    name,
    { seenOn: today, childSeen: true, reasons: 'the child is safe with an aunt', ...data },
    { actor: { role: 'dsw' }, when: (c) => c.duties.reporters !== undefined, ...more },
  );
const concern: Class[] = [
  sample(
    'concern.reported',
    'by a village',
    {
      children: [bora],
      reporter: 'neighbour',
      on: today,
      concern: 'alone at home',
      immediateDanger: false,
    },
    { to: 'concern' },
  ),
  sample(
    'concern.reported',
    'of immediate danger',
    { children: [bora], reporter: 'neighbour', on: today, concern: 'beaten', immediateDanger: true },
    { to: 'danger' },
  ),
  triage('no danger after all', {}, { to: 'preparing' }),
  triage('no danger, says the commune', {}, { actor: { role: 'commune' }, refusedBy: ['gatekeeping.danger'] }),
  triage('no danger, says who reported it', {}, { person: personOf('village'), refusedBy: ['gatekeeping.danger'] }),
  triage('no danger, and nobody saw the child', { childSeen: false }, { refusedBy: ['gatekeeping.danger'] }),
  sample('concern.triaged', 'no danger', { seenOn: today, reasons: 'an aunt is there' }, { to: 'preparing' }),
  sample('support.offered', 'an offer', { offers: request.offers }),
  sample('request.withdrawn', 'before the request', withdrawal, {
    to: 'withdrawn',
    when: (c) => c.reasons.length === 0,
  }),
  sample('request.withdrawn', 'during the assessment', withdrawal, {
    to: 'withdrawn',
    when: (c) => c.reasons.length > 0 && !c.done.decided,
  }),
  sample('request.withdrawn', 'after the approval', withdrawal, { to: 'withdrawn', when: (c) => c.done.decided }),
];

const registration: Class[] = [
  sample('request.registered', 'low risk', { risk: 'low', reasons: 'an aunt is near' }, { to: 'open.steps.assigning' }),
  sample('caseworker.assigned', 'the social worker', { caseworker: personOf('dsw') }, { to: 'open.steps.assessing' }),
  sample(
    'caseworker.assigned',
    'a police officer',
    { caseworker: memberOf(5) },
    { refusedBy: ['gatekeeping.caseworker'] },
  ),
];

const contact = { on: today, contactType: 'inPerson', place: 'home', childSeen: true };
const scored = (low: string[]) => ({
  child: Object.fromEntries(childItems.map((i) => [i, low.includes(i) ? 2 : 3])),
  family: Object.fromEntries(familyItems.map((i) => [i, low.includes(i) ? 1 : 3])),
});
export const signed = { by: 'thumbprint', on: today };
export const form2 = {
  visitOn: '2017-03-04',
  contactType: 'inPerson',
  place: 'home',
  childSeen: true,
  safePlace: true,
  consent: 'child',
  rightsExplained: ['general', 'refuse', 'confidentiality'],
  ...scored(['clothing']),
  views: { heard: true, words: 'I want to stay with my mother' },
  parentsAnswer: 'agree',
  decision: 'accepts',
  conclusion: 'continueCase',
  signatures: { child: signed, guardian: signed, caseworker: signed },
};
const submitForm2 = (name: string, data: object, more: Partial<Class> = {}) =>
  sample('form2.submitted', name, { ...form2, ...data }, more);
const ngo = { actor: { role: 'ngoCaseworker' as const } };
const bad: [string, object, string[]][] = [
  ['the child was not asked', { views: { heard: false } }, ['N-14']],
  ['asked, but nothing written', { views: { heard: true } }, ['N-14']],
  ['by telephone', { contactType: 'telephone' }, ['gatekeeping.form2']],
  ['the child was not seen', { childSeen: false }, ['gatekeeping.form2']],
  ['in the office', { place: 'office' }, ['gatekeeping.form2']],
  [
    'without the signature of the child',
    { signatures: { guardian: signed, caseworker: signed } },
    ['gatekeeping.form2'],
  ],
  ['rights not explained', { rightsExplained: [] }, ['gatekeeping.form2']],
  [
    'signed tomorrow',
    { signatures: { child: signed, guardian: signed, caseworker: { ...signed, on: tomorrow } } },
    ['gatekeeping.happened'],
  ],
];
const first = inOrder('contact');

const assessment: Class[] = [
  sample('contact.made', 'at home', contact),
  sample('contact.made', 'by telephone', { ...contact, contactType: 'telephone' }, { refusedBy: ['gatekeeping.met'] }),
  sample('contact.made', 'by the requester', contact, {
    person: personOf('commune'),
    refusedBy: ['N-10'],
    when: byCommune,
  }),
  sample('contact.made', 'tomorrow', { ...contact, on: tomorrow }, { refusedBy: ['gatekeeping.happened'] }),
  submitForm2('by the social worker', {}, { when: first }),
  submitForm2(
    'asking the child was not possible',
    { views: { heard: false, notPossible: 'an infant' } },
    { when: first },
  ),
  submitForm2('the parents object', { parentsAnswer: 'object' }, { when: onlyLacks('form2') }),
  submitForm2(
    'by an organisation',
    {},
    { ...ngo, when: onlyLacks('form2'), to: 'open.steps.assessing.form2.countersigning' },
  ),
  ...bad.map(([name, data, refusedBy]) => submitForm2(name, data, { refusedBy })),
  ...bad.map(([name, data, refusedBy]) => submitForm2(`by an organisation, ${name}`, data, { ...ngo, refusedBy })),
  submitForm2('by the requester', {}, { person: personOf('commune'), refusedBy: ['N-10'], when: byCommune }),
  submitForm2(
    'by an organisation, the requester',
    {},
    { actor: { role: 'ngoCaseworker', person: personOf('commune') }, refusedBy: ['N-10'], when: byCommune },
  ),
  submitForm2(
    'for the requester',
    {},
    { actor: { actingFor: personOf('commune') }, refusedBy: ['N-10'], when: byCommune },
  ),
  sample('form2.countersigned', 'by the social worker', { agreed: true }),
  sample(
    'form2.countersigned',
    'by the requester',
    { agreed: true },
    { person: personOf('commune'), refusedBy: ['N-10'], when: byCommune },
  ),
  sample(
    'documents.verified',
    'all confirmed',
    { documents: [{ document: 'detentionLetter', source: 'prison', on: today, result: 'confirmed' }] },
    { when: inOrder('contact', 'form2') },
  ),
  sample(
    'documents.verified',
    'by the requester',
    { documents: [{ document: 'detentionLetter', source: 'prison', on: today, result: 'confirmed' }] },
    { person: personOf('commune'), refusedBy: ['N-10'], when: byCommune },
  ),
  sample(
    'documents.verified',
    'one refuted',
    { documents: [{ document: 'detentionLetter', source: 'prison', on: today, result: 'refuted' }] },
    { when: onlyLacks('documents') },
  ),
  sample(
    'documents.verified',
    'tomorrow',
    { documents: [{ document: 'detentionLetter', source: 'prison', on: tomorrow, result: 'confirmed' }] },
    { refusedBy: ['gatekeeping.happened'] },
  ),
  sample(
    'documents.verified',
    'one left out',
    { documents: [] },
    { refusedBy: ['gatekeeping.documents-covered'], when: (c) => c.documents.length > 0 },
  ),
];

const answers = (results: Record<string, object> = {}) =>
  rungs.map((rung) => ({
    rung,
    result: rung === 'institution' ? 'suitable' : 'notAvailable',
    reason: 'nobody can take the child',
    contacted: ['family', 'commune'].map((source) => ({ name: 'aunt', on: today, answer: 'no', source })),
    ...results[rung],
  }));
const ladder = (name: string, list: unknown, more: Partial<Class> = {}) =>
  sample('ladder.completed', name, { on: today, rungs: list }, more);
const oneSource = [
  { name: 'aunt', on: today, answer: 'no', source: 'family' },
  { name: 'director', on: today, answer: 'no', source: 'institution' },
];

const ladders: Class[] = [
  ladder('nothing above the institution', answers(), { when: inOrder('contact', 'form2', 'documents') }),
  ladder('an aunt', answers({ relatives: { result: 'suitable' } }), { when: onlyLacks('ladder') }),
  sample('ladder.completed', 'tomorrow', { on: tomorrow, rungs: answers() }, { refusedBy: ['gatekeeping.happened'] }),
  ladder(
    'relatives asked tomorrow',
    answers({
      relatives: {
        contacted: ['family', 'commune'].map((source) => ({ name: 'aunt', on: tomorrow, answer: 'no', source })),
      },
    }),
    { refusedBy: ['gatekeeping.happened'] },
  ),
  ladder('a rung left out', answers().slice(1), { refusedBy: ['N-11'] }),
  ladder('a rung without reason', answers({ foster: { reason: undefined } }), { refusedBy: ['N-11'] }),
  ladder('no relatives says the institution', answers({ relatives: { contacted: oneSource } }), {
    refusedBy: ['N-11'],
  }),
  ladder('by the requester', answers(), { person: personOf('commune'), refusedBy: ['N-10'], when: byCommune }),
];

export function byCommune(c: Context): boolean {
  return c.duties.requesters.includes(personOf('commune'));
}

export const requestSamples: Class[] = [...requests, ...concern, ...registration, ...assessment, ...ladders];
