/** What the forms of the way home take, and what they refuse. */
import { z } from 'zod';
import { childItems, familyItems, rungs } from '../vocabulary';
import { forms, safetyFields, type EventName } from './forms';
import * as texts from './texts';

const sreyka = '11111111-0000-4000-8000-000000000009';
const brother = '11111111-0000-4000-8000-000000000010';
const all = (names: readonly string[], value: number) => Object.fromEntries(names.map((name) => [name, value]));
const signed = { by: 'thumbprint', on: '2017-02-06' };
const carer = { name: 'Aunt', relation: 'mother’s sister', phone: '012 345 678' };

/** Each form with every question answered. */
const filled: Record<EventName, Record<string, unknown>> = {
  'child.identified': {
    child: sreyka,
    source: 'closureCensus',
    institution: brother,
    home: '020804',
    interviewees: ['child', 'parent'],
    childTypes: ['basicNeeds'],
    needs: [{ rank: 1, need: 'school' }],
    risk: 'low',
    contactLost: false,
    abuseAlleged: false,
    childComment: 'a',
    guardianComment: 'b',
    comments: 'c',
  },
  'closure.joined': { child: sreyka, institution: brother, high: true, heard: ['a'] },
  'placement.imported': {
    child: sreyka,
    home: '02080401',
    homeKind: 'kin',
    placedOn: '2017-02-06',
    risk: 'high',
    carer,
    lastSeenOn: '2017-02-20',
    stepsMade: ['D+1', 'D+14', 'M2'],
    worker: 'sokha',
    note: 'n',
  },
  'placement.handedOver': {
    child: sreyka,
    case: brother,
    home: '020804',
    homeKind: 'foster',
    placedOn: '2017-02-06',
    carer: 'Aunt',
    risk: 'low',
    worker: 'sokha',
    signatures: { child: signed, carer: signed, caseworker: signed, chief: signed },
  },
  'careReview.recorded': { case: brother, on: '2017-02-06', outcome: 'continue' },
  'form2.submitted': {
    visitOn: '2017-01-10',
    contactType: 'inPerson',
    place: 'facility',
    childSeen: true,
    privateTalk: true,
    consent: 'child',
    rightsExplained: ['general', 'refuse', 'confidentiality'],
    child: all(childItems, 3),
    views: { heard: true, words: 'home', notPossible: 'x' },
    wishes: 'my grandmother',
    contactLost: false,
    decision: 'accepts',
    signatures: { child: signed, guardian: signed, caseworker: signed },
  },
  'tracing.recorded': { on: '2017-01-11', source: 'commune', who: 'the chief', result: 'lead', note: 'n' },
  'family.found': {
    homeKind: 'parents',
    home: '020804',
    relation: 'mother',
    sources: ['commune', 'relative'],
    sought: [brother],
  },
  'search.exhausted': { summary: 's' },
  'homeAssessment.submitted': {
    visitOn: '2017-01-20',
    adults: [{ name: 'a', relation: 'mother', checked: true, concern: false }],
    housing: 'h',
    income: 'i',
    idpoor: true,
    family: all(familyItems, 3),
    reasonForSeparationPresent: false,
    safe: true,
    familyWilling: true,
    refusalGrounds: [],
    conclusion: 'canBeReintegrated',
    signatures: { guardian: signed, caseworker: signed },
  },
  'plan.submitted': {
    lines: [{ item: 'education', goal: 'g', action: 'a', by: 'teacher', when: '2017-03-01' }],
    siblings: [{ child: brother, together: false, reason: 'r' }],
    disabilitySupport: 'd',
    deviceNeeded: false,
    returnConditions: 'c',
    parentDetained: true,
    contactPlan: 'monthly',
    signatures: { caseworker: signed, guardian: signed, authority: signed },
  },
  'placement.reviewed': {
    decision: 'approve',
    aims: 'a',
    reasons: 'r',
    advice: ['health', 'education'],
    members: [{ name: 'n', office: 'o' }],
    overCapacityReason: 'leave ends tomorrow',
  },
  'placement.confirmed': { agreed: true, reasons: 'r' },
  'contact.recorded': { on: '2017-01-25', kind: 'visit', successful: true, monitored: true, note: 'n' },
  'readiness.recorded': {
    documents: true,
    school: 'enrolled',
    grantRequested: true,
    disabilitySupport: 'notNeeded',
    device: 'notNeeded',
    village: true,
    family: true,
  },
  'placement.made': {
    placedOn: '2017-02-06',
    time: '09:30',
    home: '020804',
    homeKind: 'parents',
    carer,
    receivedBy: 'mother',
    otherDayReason: 'r',
    belongings: 'b',
    medicine: 'm',
    documentsHandedOver: ['birthCertificate'],
    apartFromSiblings: 'a',
    siblings: [{ child: brother, together: false, reason: 'r' }],
    ladder: rungs.map((rung) => ({ rung, answer: 'a' })),
    signatures: { child: signed, carer: signed, caseworker: signed, chief: signed },
  },
  'visit.recorded': {
    visitOn: '2017-02-09',
    contactType: 'inPerson',
    childSeen: true,
    spokenAlone: false,
    notAloneBecause: 'asleep',
    where: 'home',
    startedAt: '2017-02-09T10:30:00+07:00',
    whoLivesThere: [{ name: 'a', relation: 'mother' }],
    newAdult: false,
    sleeping: 'ok',
    food: 'ok',
    school: 'attending',
    schoolConfirmedBy: 'teacher',
    absentDays: 0,
    work: false,
    health: 'good',
    medication: 'm',
    injuries: false,
    concerns: ['none'],
    childWords: 'w',
    risk: 'low',
    siblingContact: true,
    contactFromInstitution: false,
    grantReceived: true,
    actionsDone: [1],
    newProblems: 'p',
    nextOn: '2017-02-13',
    authorityWaived: 'w',
    signatures: { authority: signed, caseworker: signed },
    position: { lat: 13.1, lon: 103.2 },
  },
  'visit.confirmed': { key: '1/D+14', seen: true, how: 'call', note: 'n' },
  'visits.writtenOff': { keys: ['1/D+14'], reason: 'r' },
  'risk.changed': { to: 'high', reasons: 'r' },
  'review.held': { on: '2017-05-07', conclusion: 'stepDown', reasons: 'r' },
  'monitoring.shortened': { months: 8, reason: 'r' },
  'visitor.named': { worker: brother, reason: 'r' },
  'reassessment.submitted': {
    visitOn: '2017-08-06',
    contactType: 'inPerson',
    childSeen: true,
    child: all(childItems, 4),
    family: all(familyItems, 4),
    childWords: 'w',
    signatures: { child: signed, guardian: signed, caseworker: signed },
  },
  'action.done': { lines: [1, 2], result: 'r' },
  'safety.concernRaised': {
    kind: 'sexualAbuse',
    observedOn: '2017-07-24',
    observedAt: '2017-07-24T10:30:00+07:00',
    disclosedBy: 'child',
    narrative: 'n',
    implicated: ['chief'],
    siblingsAtHome: [brother],
  },
  'safety.reported': { to: 'police', at: '2017-07-24T14:10:00+07:00', reference: 'r' },
  'safety.siblingSeen': { child: brother, on: '2017-07-25', safe: true },
  'protection.arranged': { kind: 'emergencyFoster', from: '2017-07-24', until: '2017-10-01', reason: 'r' },
  'safety.closed': { outcome: 'protected', reasons: 'r' },
  'child.missing': { since: '2017-05-20', lastSeenBy: 'l', toldPolice: true, told1280: true, note: 'n' },
  'child.found': { on: '2017-06-16', where: 'away', condition: 'c', seen: true },
  'location.recorded': { where: 'unknown', since: '2017-05-20', source: 's', note: 'n' },
  'breakdown.recorded': { on: '2017-06-16', reason: 'conflict', where: 'kin', note: 'n' },
  'replacement.recorded': { on: '2017-07-01', note: 'n' },
  'courtOrder.recorded': { court: 'c', number: '12', on: '2017-06-01', orders: 'stay', text: 't' },
  'courtOrder.cleared': { reference: 'r', reasons: 'r' },
  'death.recorded': { diedOn: '2017-06-01', place: 'p', note: 'n' },
  'transfer.proposed': { to: '120101', movedOn: '2017-08-01', reason: 'r' },
  'transfer.accepted': { worker: brother, firstVisitOn: '2017-08-12', handover: 'video', overCapacityReason: 'r' },
  'transfer.declined': { reason: 'r' },
  'transfer.withdrawn': { reason: 'r' },
  'closing.proposed': {
    child: all(childItems, 3),
    family: all(familyItems, 3),
    narrative: 'n',
    aftercareContact: 'the commune',
    signatures: { child: signed, guardian: signed, caseworker: signed, authority: signed },
  },
  'closing.approved': { reasons: 'r' },
  'closing.sentBack': { reasons: 'r' },
  'loss.proposed': {
    search: { since: '2017-05-31', attempts: [{ on: '2017-06-02', source: 'police', result: 'nothing' }] },
    summary: 's',
  },
  'loss.approved': { reasons: 'r' },
  'withdrawal.recorded': { on: '2017-06-01', by: 'parents', reason: 'r' },
  'withdrawal.approved': { reasons: 'r' },
  'aftercare.offered': { offers: ['housing'], accepted: false, note: 'n' },
  'ageOut.confirmed': { reasons: 'r' },
  'handedOver.recorded': { service: 's', on: '2017-06-01', reference: 'r', reason: 'r' },
};
const events = Object.keys(forms) as EventName[];
const takes = (event: EventName, change: (data: any) => void = () => undefined): boolean => {
  const data = structuredClone(filled[event]);
  change(data);
  return forms[event].safeParse(data).success;
};

interface Schema {
  required?: string[];
  properties?: Record<string, Schema & { title?: string; titleKm?: string; 'x-section'?: string; 'x-star'?: boolean }>;
  items?: Schema;
}
const schemaOf = (event: EventName) => z.toJSONSchema(forms[event], { io: 'input' }) as Schema;

/** Every object of a filled form: itself, its parts, the rows of its lists. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner];
}

describe.each(events)('the form of %s', (event) => {
  it('takes every answer it asks for, and no field that it does not', () => {
    expect(Object.keys(filled[event])).toEqual(Object.keys(schemaOf(event).properties!));
    expect(forms[event].safeParse(filled[event]).error).toBeUndefined();
    objectsIn(filled[event]).forEach((_, at) =>
      expect(takes(event, (data) => (objectsIn(data)[at]!['unknown'] = 'x'))).toBe(false),
    );
  });

  it('is not sent without what it needs, and not with an answer of another kind', () => {
    for (const [name] of Object.entries(schemaOf(event).properties!)) {
      const needed = schemaOf(event).required?.includes(name) ?? false;
      expect([name, takes(event, (data) => delete data[name])]).toEqual([name, !needed]);
      expect([name, takes(event, (data) => (data[name] = { other: 1 }))]).toEqual([name, false]);
    }
  });
});

it('asks everything in two languages, under headings that have a text, and names each event', () => {
  const missing: string[] = [];
  const khmer = /[\u1780-\u17ff]/;
  const walk = (schema: Schema, path: string): void => {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      const section = field['x-section'];
      if (!field.title || khmer.test(field.title) || !khmer.test(field.titleKm ?? '')) missing.push(`${path}.${name}`);
      if (section && !texts.sections[section]) missing.push(`${path}.${name}: ${section}`);
      walk(field, `${path}.${name}`);
      if (field.items) walk(field.items, `${path}.${name}[]`);
    }
  };
  for (const event of events) walk(schemaOf(event), event);
  expect(missing).toEqual([]);
  expect(Object.keys(texts.events)).toEqual(events);
});

it.each([0, 5, 2.5, '3', null])('gives no item of a government form the score %j', (score) => {
  for (const event of ['form2.submitted', 'reassessment.submitted', 'closing.proposed'] as const)
    expect(takes(event, ({ child }) => (child.safety = score))).toBe(false);
  for (const event of ['homeAssessment.submitted', 'reassessment.submitted', 'closing.proposed'] as const)
    expect(takes(event, ({ family }) => (family.income = score))).toBe(false);
});

it('lets Form 6 be written with blanks, which the closure then does not pass, and Form 2 never', () => {
  const blank = ({ child }: any) => delete child.legalDocuments;
  expect(takes('closing.proposed', blank)).toBe(true);
  expect(takes('form2.submitted', blank)).toBe(false);
  expect(takes('reassessment.submitted', ({ family }) => delete family.helpFromRelatives)).toBe(false);
});

it('marks the answers without which a visit does not count', () => {
  const marked = Object.entries(schemaOf('visit.recorded').properties!).filter(([, field]) => field['x-star']);
  expect(marked.map(([name]) => name).sort()).toEqual([...safetyFields].sort());
  expect(schemaOf('visit.recorded').properties!['school']!['x-section']).toBe('schoolAndWork');
});

it('stores a visit without any of its safety answers, and Form 4 without any of its signatures', () => {
  for (const field of safetyFields) expect(takes('visit.recorded', (data) => delete data[field])).toBe(true);
  for (const who of ['child', 'carer', 'caseworker', 'chief'])
    expect(takes('placement.made', ({ signatures }) => delete signatures[who])).toBe(true);
});

it('wants the family’s commune or village, not a district and not a name', () => {
  for (const home of ['0208', '0208040', 'Thma Koul', '020804011'])
    expect(takes('placement.made', (data) => (data.home = home))).toBe(false);
});

it('knows no institution as protection and no hour that a day does not have', () => {
  expect(takes('protection.arranged', (data) => (data.kind = 'institution'))).toBe(false);
  for (const time of ['24:00', '9:30', '09:60'])
    expect(takes('placement.made', (data) => (data.time = time))).toBe(false);
});

it('names no sibling twice', () => {
  expect(takes('family.found', (data) => data.sought.push(brother.toUpperCase()))).toBe(false);
});
