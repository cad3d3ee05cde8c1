/** What the people of the closing year write into their forms. All is invented. */
import { accountOf } from '../demo';

const by = (on: string) => ({ by: 'thumbprint', on });
const childScores = Object.fromEntries(
  [
    ...['physicalHealth', 'mentalHealth', 'safety', 'food', 'shelter', 'clothing', 'education'],
    ...['familyRelations', 'socialRelations', 'legalDocuments', 'legalAid'],
  ].map((item) => [item, 3]),
);
const familyScores = Object.fromEntries(
  [
    ...['income', 'housing', 'foodSupply', 'carerHealth', 'carerMentalHealth', 'parentingSkills', 'familySafety'],
    ...['familyBonds', 'helpFromRelatives', 'communitySupport', 'accessToServices'],
  ].map((item) => [item, 3]),
);
const rights = ['general', 'refuse', 'confidentiality'];
const carers = {
  parents: { name: 'Invented Mother', relation: 'mother' },
  kin: { name: 'Invented Aunt', relation: 'aunt' },
  foster: { name: 'Invented Foster Mother', relation: 'foster mother' },
};
export type HomeKind = keyof typeof carers;
const rungs = [
  { rung: 'birthFamily', answer: 'The parents cannot, for a reason that was written.' },
  { rung: 'relatives', answer: 'No relative can.' },
  { rung: 'foster', answer: 'A foster family takes the child.' },
];
const lastRung = { parents: 1, kin: 2, foster: 3 };
export const village = '08100701';
export const commune = village.slice(0, 6);

/** Officer and caseworker sign; the director stands by. */
const teamOf = (on: string) => {
  const signed = { by: 'signature', on };
  return [
    { name: 'Kosal', person: accountOf('officer.kandal').person, from: 'province', signed },
    { name: 'Thavy', person: accountOf('ngo.kandal').person, from: 'ngo', signed },
    { name: 'Pisey', from: 'institution' },
  ];
};

/** Forms of a child's way home, by event. */
export const way = {
  form2: (on: string, contactLost: boolean) => ({
    type: 'form2.submitted',
    data: {
      ...{ visitOn: on, contactType: 'inPerson', place: 'facility', childSeen: true, privateTalk: true },
      ...{ consent: 'child', rightsExplained: rights, child: childScores, contactLost, decision: 'accepts' },
      views: { heard: true, words: 'Invented words.' },
      signatures: { child: by(on), caseworker: by(on) },
    },
  }),
  traced: (on: string, source: string) => ({
    type: 'tracing.recorded',
    data: { on, source, who: 'Invented Officer', result: 'lead' },
  }),
  familyFound: (homeKind: HomeKind) => ({
    type: 'family.found',
    data: { homeKind, home: village, relation: carers[homeKind].relation, sources: ['commune', 'school'] },
  }),
  homeAssessed: (on: string, homeKind: HomeKind) => ({
    type: 'homeAssessment.submitted',
    data: {
      visitOn: on,
      adults: [{ ...carers[homeKind], checked: true, concern: false }],
      ...{ housing: 'A house', income: 'rice', idpoor: true, family: familyScores },
      ...{ reasonForSeparationPresent: false, safe: true, familyWilling: true, refusalGrounds: [] },
      conclusion: 'canBeReintegrated',
      signatures: { guardian: by(on), caseworker: by(on) },
    },
  }),
  planned: (on: string, disability: boolean) => ({
    type: 'plan.submitted',
    data: {
      ...{ lines: [], siblings: [], deviceNeeded: false, parentDetained: false },
      contactPlan: 'A visit each month.',
      ...(disability && { disabilitySupport: 'A nurse of the health centre comes every month.' }),
      signatures: { caseworker: by(on), guardian: by(on), authority: by(on) },
    },
  }),
  reviewed: () => ({
    type: 'placement.reviewed',
    data: {
      ...{ decision: 'approve', aims: 'A family for good', reasons: 'The family is ready.' },
      advice: ['health', 'education'],
      members: [
        { name: 'Invented Nurse', office: 'health centre' },
        { name: 'Invented Teacher', office: 'school' },
      ],
      overCapacityReason: 'A house of this size closes; the ministry sends workers.',
    },
  }),
  confirmed: () => ({ type: 'placement.confirmed', data: { agreed: true, reasons: 'The family is ready.' } }),
  contact: (on: string) => ({
    type: 'contact.recorded',
    data: { on, kind: 'visit', successful: true, monitored: true },
  }),
  ready: (disability: boolean) => ({
    type: 'readiness.recorded',
    data: {
      ...{ documents: true, school: 'enrolled', grantRequested: true, device: 'notNeeded' },
      ...{ disabilitySupport: disability ? 'ready' : 'notNeeded', village: true, family: true },
    },
  }),
  placed: (on: string, homeKind: HomeKind) => ({
    type: 'placement.made',
    data: {
      ...{ placedOn: on, time: '09:00', home: village, homeKind, carer: carers[homeKind] },
      receivedBy: carers[homeKind].name,
      documentsHandedOver: ['birthCertificate'],
      ladder: rungs.slice(0, lastRung[homeKind]),
      signatures: { child: by(on), carer: by(on), caseworker: by(on), chief: by(on) },
    },
  }),
  visited: (on: string, homeKind: HomeKind) => ({
    type: 'visit.recorded',
    data: {
      ...{ visitOn: on, contactType: 'inPerson', childSeen: true, spokenAlone: true, where: 'home' },
      ...{ whoLivesThere: [carers[homeKind]], newAdult: false, school: 'attending', schoolConfirmedBy: 'teacher' },
      ...{ health: 'good', food: 'ok', injuries: false, sleeping: 'ok', work: false, concerns: ['none'] },
      ...{ childWords: 'Invented words.', risk: 'low', actionsDone: [] },
    },
  }),
  missing: (since: string) => ({
    type: 'child.missing',
    data: { since, lastSeenBy: 'her teacher', toldPolice: true, told1280: true },
  }),
  found: (on: string, where: 'home' | 'away') => ({
    type: 'child.found',
    data: { on, where, condition: 'well', seen: true },
  }),
  brokenDown: (on: string) => ({
    type: 'breakdown.recorded',
    data: { on, reason: 'carerCannot', where: 'other', note: 'Invented words.' },
  }),
  died: (on: string) => ({ type: 'death.recorded', data: { diedOn: on, place: 'hospital' } }),
};

const lists = { register: 'agrees', decisions: 'agrees', schoolRoll: 'agrees', donorList: 'agrees' };

export interface CensusRow {
  child: string;
  bed: string;
  found: string;
  atRisk: boolean;
}

/** The day on which a child leaves, and that of the first visit. */
interface Days {
  leavesOn: string;
  firstVisitOn: string;
}

/** Forms of the closure itself. */
export const house = {
  order: (institution: string, targetOn: string) => ({
    type: 'order.signed',
    data: {
      ...{ institution, kind: 'voluntary', legalBasis: 'Sub-Decree 119', targetOn, transition: false, danger: false },
      reasons: 'The provider goes over to services in families.',
      shortReason: 'Workers of other districts come; foster families are sought.',
    },
  }),
  sealed: (on: string, rows: CensusRow[]) => ({
    type: 'census.sealed',
    data: { on, team: teamOf(on), rows, ...lists, files: 'kept' },
  }),
  supplemented: (on: string, rows: CensusRow[], house: string) => ({
    type: 'census.supplemented',
    data: { on, team: teamOf(on), rows, place: 'house', house, where: 'in the sister house' },
  }),
  screened: (child: string, on: string, danger: boolean) => ({
    type: 'child.screened',
    data: { child, on, alone: true, danger },
  }),
  cleared: (child: string, destination: string, worker: string, days: Days, more: object = {}) => ({
    type: 'child.cleared',
    data: { child, destination, worker: accountOf(worker).person, ...days, ...more },
  }),
  arrived: (child: string, on: string) => ({ type: 'child.arrived', data: { child, on } }),
  deathConfirmed: (child: string, on: string, sources: string[]) => ({
    type: 'death.confirmed',
    data: { child, on, sources, proof: 'Invented certificate' },
  }),
  verified: (on: string, members: string[]) => ({
    type: 'verification.recorded',
    data: { on, unannounced: true, empty: true, members },
  }),
  certificate: () => ({ type: 'certificate.signed', data: { filesAt: 'Department of Kandal' } }),
};

const request = {
  ...{ reasons: ['noFamily'], parents: [{ relation: 'mother', status: 'dead', proof: 'deathCertificate' }] },
  ...{ parentsAnswer: 'none', documents: ['deathCertificate'], introducedBy: 'nobody', chiefCountersigned: true },
};
const tried = (on: string) =>
  ['birthFamily', 'relatives', 'foster', 'groupCare', 'pagoda', 'institution'].map((rung) => ({
    rung,
    result: 'notAvailable',
    reason: 'Looked for, none.',
    ...(rung === 'relatives' && {
      contacted: [
        { name: 'Village chief', on, answer: 'none', source: 'commune' },
        { name: 'Teacher', on, answer: 'none', source: 'school' },
      ],
    }),
  }));
const aim = { goal: 'reunification', returnConditions: 'When an uncle is found.', contactPlan: 'A visit each month.' };

/** A request for a place, as a commune makes it. */
export const requested = (child: string, institution: string, on: string) => ({
  workflow: 'gatekeeping',
  event: 'request.submitted',
  area: commune,
  data: {
    ...request,
    offers: [{ service: 'cashTransfer', by: 'Commune committee', on, answer: 'declined' }],
    children: [child],
    institution,
  },
});

/** The way of a request to a decision, in order: who does what, on one day; the last one is signed. */
export function gatekeeping(
  { id: child, disability }: { id: string; disability: boolean },
  institution: string,
  on: string,
  until: string,
  place: 'home' | 'facility',
) {
  const signed = (...who: string[]) => Object.fromEntries(who.map((name) => [name, by(on)]));
  const member = (login: string, agency: string) => ({
    person: accountOf(login).person,
    agency,
    interestDeclared: 'none',
    vote: 'inFavour',
  });
  const acts: [string, string, object][] = [
    ['dsw.kandal', 'request.registered', { risk: 'medium', reasons: 'The child has nobody.' }],
    ['supervisor.kandal', 'caseworker.assigned', { caseworker: accountOf('dsw.kandal').person }],
    ['dsw.kandal', 'contact.made', { on, contactType: 'inPerson', place, childSeen: true }],
    [
      'dsw.kandal',
      'form2.submitted',
      {
        ...{ visitOn: on, contactType: 'inPerson', place, childSeen: true, safePlace: true, consent: 'child' },
        ...{ rightsExplained: rights, child: childScores, family: familyScores },
        ...{
          views: { heard: true, alone: true, words: 'Invented words.' },
          parentsAnswer: 'none',
          decision: 'accepts',
        },
        ...{ conclusion: 'continueCase', signatures: signed('child', 'guardian', 'caseworker') },
      },
    ],
    [
      'dsw.kandal',
      'documents.verified',
      { documents: [{ document: 'deathCertificate', source: 'Registrar of the commune', on, result: 'confirmed' }] },
    ],
    ['dsw.kandal', 'ladder.completed', { rungs: tried(on), on }],
    [
      'dsw.kandal',
      'plan.recommended',
      {
        ...{ recommendation: 'residential', ...aim, lines: [], until, signatures: signed('caseworker', 'authority') },
        ...(disability && { disabilityPlan: 'A nurse of the health centre comes every week.' }),
      },
    ],
    ['supervisor.kandal', 'quality.forwarded', { checked: ['form2', 'documents', 'ladder', 'plan'] }],
    [
      'officer.kandal',
      'panel.held',
      {
        ...{ on, advice: 'residential', minutes: 'All were heard.', parentsHeard: false },
        ...{ parentsNotHeardBecause: 'The parents are dead.', views: { heard: true, words: 'Invented words.' } },
        members: [
          member('officer.kandal', 'pdosvy'),
          member('panel-health.kandal', 'health'),
          member('panel-education.kandal', 'education'),
          member('panel-ngo.kandal', 'ngo'),
        ],
      },
    ],
    [
      'director.kandal',
      'decision.approved',
      { ...aim, reasons: 'No family was found.', children: [child], institution, until },
    ],
  ];
  return acts.map(([login, type, data]) => ({ login, body: { type, data }, signed: type === 'decision.approved' }));
}
