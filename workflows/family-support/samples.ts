/** Classes of events with what they must meet, the tables written from the domain, and the "never" rules over all paths. */
import type { ChildFact } from '../facts';
import type { Invariant, Role, Sample, Workflow } from '../workflow';
import { tracks, type Context } from './context';

const child = '11111111-0000-4000-8000-000000000001';
const sister = '11111111-0000-4000-8000-000000000002';
const stranger = '11111111-0000-4000-8000-000000000009';
const request = '22222222-0000-4000-8000-000000000001';
const worker = '33333333-0000-4000-8000-000000000001';
const supervisor = '33333333-0000-4000-8000-000000000002';
const day = '2017-03-06';
const fact = (id: string, status: ChildFact['status'] = 'alive'): ChildFact => ({
  id,
  birth: { from: '2009-03-03', to: '2009-03-03' },
  sex: 'female',
  disability: false,
  siblings: [],
  status,
  version: 1,
});

const following = (c: Context) => c.ground === undefined;
const ready = (c: Context) => c.reviewed && c.waiting.length === 0 && !c.concern && following(c);
const notDeclined = (c: Context) => c.declined.length === 0 || c.running.length > 0;

const opened = (name: string, data: Record<string, unknown>, more: Partial<Sample<Context>> = {}): Sample<Context> => ({
  event: 'support.opened',
  name,
  data: { children: [child], ...data },
  ...more,
});

const ofTracks: Sample<Context>[] = tracks.flatMap((service): Sample<Context>[] => [
  {
    event: 'services.offered',
    name: `${service} offered`,
    data: { service, provider: 'commune office', offeredOn: day, ...(service === 'other' ? { kind: 'food' } : {}) },
    to: `open.${service}.offered`,
  },
  {
    event: 'services.offered',
    name: `${service} offered tomorrow`,
    data: { service, provider: 'commune office', offeredOn: '2030-01-01' },
    refusedBy: ['family-support.happened'],
  },
  {
    event: 'services.answered',
    name: `${service} accepted`,
    data: { service, accepts: true, answeredBy: 'mother' },
    to: `open.${service}.referred`,
  },
  {
    event: 'services.answered',
    name: `${service} declined`,
    data: { service, accepts: false, reason: 'too far away', answeredBy: 'mother' },
    to: `open.${service}.declined`,
  },
  {
    event: 'referral.acknowledged',
    name: `${service} available`,
    data: { service, available: true, contact: 'office clerk', from: day },
    to: `open.${service}.running`,
  },
  {
    event: 'referral.acknowledged',
    name: `${service} not available`,
    data: { service, available: false, contact: 'office clerk' },
    to: `open.${service}.none`,
  },
]);

const seen = {
  contact: 'inPerson',
  childSeen: true,
  spokenAlone: true,
  visitedOn: day,
  findings: 'at home, goes to school',
};
const proposal = { ground: 'supported', childSafe: true, summary: 'the family is helped' };
const proposed = (
  name: string,
  data: object,
  refusedBy: string[] | undefined,
  when: (c: Context) => boolean,
): Sample<Context> => ({
  event: 'closing.proposed',
  name,
  data: { ...proposal, ...data },
  person: worker,
  refusedBy,
  when,
  to: refusedBy ? undefined : 'open.followUp.closing',
});
const approved = (name: string, more: Partial<Sample<Context>>): Sample<Context> => ({
  event: 'closing.approved',
  name,
  data: { reasons: 'all is done' },
  person: supervisor,
  ...more,
});
const settled = (c: Context) => !c.concern && (c.waiting.length === 0 || c.ground === 'lost');

const events: Sample<Context>[] = [
  opened(
    'refused, no referral',
    { reason: 'refused', request },
    { actor: { role: 'register' }, to: 'open.plan.choosing' },
  ),
  opened(
    'refused with two referrals',
    {
      reason: 'refused',
      request,
      needs: ['food', 'education'],
      referrals: ['idpoor', 'scholarship'],
      openedAt: 1488765600000,
    },
    { actor: { role: 'register' }, to: 'open.plan.made' },
  ),
  opened(
    'withdrawn, referred to a food bank',
    { reason: 'withdrawn', request, referrals: ['food'] },
    { actor: { role: 'register' }, to: 'open.other.referred' },
  ),
  opened(
    'concern about two children',
    { children: [child, sister], reason: 'concern', narrative: 'hungry' },
    { to: 'open.plan.choosing' },
  ),
  ...ofTracks,
  ...(
    [
      ['child seen', {}, true],
      ['a baby seen', { spokenAlone: false, notAloneBecause: 'a baby' }, true],
      ['by phone', { contact: 'phone', childSeen: false, spokenAlone: false }, false],
      ['by phone, said to be seen', { contact: 'phone' }, false],
      ['child absent', { childSeen: false, spokenAlone: false }, false],
      ['child seen, not alone', { spokenAlone: false }, false],
    ] as const
  ).flatMap(([name, data, counts]): Sample<Context>[] => [
    {
      event: 'followUp.recorded',
      name,
      data: { ...seen, ...data },
      to: counts ? 'open.followUp.working.reviewing' : 'open.followUp.working.pending',
      when: (c) => !c.seen && following(c),
    },
    {
      event: 'followUp.recorded',
      name: `${name}, once more`,
      data: { ...seen, ...data },
      to: 'open.followUp',
      when: (c) => c.seen || !following(c),
    },
  ]),
  ...[
    ['seen tomorrow', { visitedOn: '2030-01-01' }],
    ['seen before the case was opened', { visitedOn: '2010-01-04' }],
    ['by phone, tomorrow', { visitedOn: '2030-01-01', contact: 'phone', childSeen: false }],
  ].map(([name, data]) => ({
    event: 'followUp.recorded',
    name: name as string,
    data: { ...seen, ...(data as object) },
    refusedBy: ['family-support.happened'],
  })),
  {
    event: 'review.held',
    name: 'improved',
    data: { conclusion: 'improved', childView: 'heard', notes: 'well' },
    to: 'open.followUp.working.concluded',
  },
  {
    event: 'review.held',
    name: 'too small to be heard',
    data: { conclusion: 'improved', childView: 'notPossible', childViewReason: 'a baby', notes: 'well' },
    to: 'open.followUp.working.concluded',
  },
  {
    event: 'review.held',
    name: 'continue',
    data: { conclusion: 'continue', childView: 'heard', notes: 'another month' },
    to: 'open.followUp.working.pending',
  },
  {
    event: 'review.held',
    name: 'child not asked',
    data: { conclusion: 'improved', childView: 'notPossible', notes: 'well' },
    refusedBy: ['family-support.view'],
  },
  {
    event: 'review.held',
    name: 'to be continued, child not asked',
    data: { conclusion: 'continue', childView: 'notPossible', notes: 'well' },
    refusedBy: ['family-support.view'],
  },
  proposed('supported', {}, undefined, (c) => ready(c) && c.running.length > 0),
  proposed('declined', { ground: 'declined' }, undefined, (c) => ready(c) && !notDeclined(c)),
  proposed('supported, no service runs', {}, ['family-support.offer'], (c) => ready(c) && c.running.length === 0),
  proposed(
    'declined, though a service runs',
    { ground: 'declined' },
    ['family-support.offer'],
    (c) => ready(c) && notDeclined(c),
  ),
  proposed('child not safe', { childSafe: false }, ['family-support.safe'], (c) => ready(c) && c.running.length > 0),
  proposed(
    'before the follow-up',
    {},
    ['family-support.followUp'],
    (c) => following(c) && !c.reviewed && c.waiting.length === 0 && !c.concern && c.running.length > 0,
  ),
  proposed(
    'an answer is awaited',
    {},
    ['family-support.referrals'],
    (c) => following(c) && c.reviewed && c.waiting.length > 0 && !c.concern && c.running.length > 0,
  ),
  proposed(
    'a concern is open',
    {},
    ['N-33'],
    (c) => following(c) && c.reviewed && c.waiting.length === 0 && c.concern && c.running.length > 0,
  ),
  {
    event: 'loss.proposed',
    name: 'searched',
    data: { searched: ['home', 'commune'], summary: 'moved away' },
    person: worker,
    when: (c) => !c.concern,
    to: 'open.followUp.closing',
  },
  {
    event: 'loss.proposed',
    name: 'hardly searched',
    data: { searched: ['home', 'home'], summary: 'house locked' },
    person: worker,
    refusedBy: ['N-34'],
    when: (c) => !c.concern,
  },
  {
    event: 'loss.proposed',
    name: 'a concern is open',
    data: { searched: ['home', 'commune'], summary: 'moved away' },
    person: worker,
    refusedBy: ['N-33'],
    when: (c) => c.concern,
  },
  approved('supported', { when: (c) => settled(c) && c.ground === 'supported', to: 'supported' }),
  approved('declined', { when: (c) => settled(c) && c.ground === 'declined', to: 'declined' }),
  approved('lost', { when: (c) => settled(c) && c.ground === 'lost', to: 'lost' }),
  approved('by who proposed it', { person: worker, refusedBy: ['N-10'], when: settled }),
  approved('for who proposed it', { actor: { actingFor: worker }, refusedBy: ['N-10'], when: settled }),
  approved('a concern is open', {
    refusedBy: ['N-33'],
    when: (c) => c.concern && (c.waiting.length === 0 || c.ground === 'lost'),
  }),
  approved('an answer is awaited', {
    refusedBy: ['family-support.referrals'],
    when: (c) => !c.concern && c.waiting.length > 0 && c.ground !== 'lost',
  }),
  {
    event: 'closing.sentBack',
    name: 'more to do',
    data: { reasons: 'visit again' },
    to: 'open.followUp.working.pending',
  },
  {
    event: 'case.returned',
    name: 'father detained',
    data: { changedFacts: ['parentDetained'], description: 'detained' },
    to: 'returned',
  },
  {
    event: 'case.returned',
    name: 'carer ill and poorer',
    data: { changedFacts: ['carerIll', 'incomeLost'], description: 'ill' },
    to: 'returned',
  },
  {
    event: 'case.returned',
    name: 'nothing changed',
    data: { changedFacts: [], description: 'again' },
    refusedBy: ['N-16'],
  },
  {
    event: 'case.returned',
    name: 'only poorer',
    data: { changedFacts: ['incomeLost', 'schoolCost'], description: 'poorer' },
    refusedBy: ['N-02'],
  },
  {
    event: 'concern.raised',
    name: 'violence',
    data: { kind: 'violence', observedOn: day, narrative: 'bruises' },
    to: 'open.safety.concern',
  },
  {
    event: 'concern.resolved',
    name: 'safe',
    data: { childSeen: true, childSafe: true, measures: 'uncle left' },
    to: 'open.safety.calm',
  },
  {
    event: 'concern.resolved',
    name: 'by hearsay',
    data: { childSeen: false, childSafe: true, measures: 'phoned' },
    refusedBy: ['family-support.seen'],
  },
  {
    event: 'concern.resolved',
    name: 'not safe',
    data: { childSeen: true, childSafe: false, measures: 'none' },
    refusedBy: ['family-support.safe'],
  },
  {
    event: 'death.recorded',
    name: 'the only child',
    data: { child, diedOn: day },
    when: (c) => c.children.length === 1 && c.children[0] === child,
    to: 'died',
  },
  {
    event: 'death.recorded',
    name: 'one of two',
    data: { child: sister, diedOn: day },
    when: (c) => c.children.length === 2,
    to: 'open',
  },
  {
    event: 'child.died',
    name: 'registered, one of two',
    data: { child: { status: 'died' } },
    facts: { children: [fact(child), fact(sister, 'died')] },
    actor: { role: 'register' },
    when: (c) => c.children.length === 2,
    to: 'open',
  },
  {
    event: 'child.died',
    name: 'registered',
    data: { child: { status: 'died' } },
    facts: { children: [fact(child, 'died')] },
    actor: { role: 'register' },
    when: (c) => c.children.length === 1,
    to: 'died',
  },
  { event: 'death.recorded', name: 'of another family', data: { child: stranger, diedOn: day }, to: 'open' },
  {
    event: 'death.recorded',
    name: 'tomorrow',
    data: { child, diedOn: '2030-01-01' },
    when: (c) => c.children[0] === child,
    refusedBy: ['family-support.happened'],
  },
];

const worker3: Role[] = ['dsw', 'ngoCaseworker', 'commune'];

export const samples: Workflow<Context>['samples'] = {
  facts: {},
  area: '080101',
  events,
  roles: {
    'support.opened': ['dsw', 'commune'],
    'services.offered': worker3,
    'services.answered': worker3,
    'referral.acknowledged': worker3,
    'followUp.recorded': ['dsw', 'ngoCaseworker'],
    'review.held': ['dsw'],
    'closing.proposed': ['dsw', 'ngoCaseworker'],
    'loss.proposed': ['dsw'],
    'closing.approved': ['districtSupervisor'],
    'closing.sentBack': ['districtSupervisor'],
    'case.returned': ['dsw', 'commune'],
    'concern.raised': [
      'dsw',
      'village',
      'commune',
      'districtSupervisor',
      'pdosvyOfficer',
      'pdosvyDirector',
      'mosvy',
      'rciDirector',
      'ngoCaseworker',
      'police',
      'hospital',
    ],
    'concern.resolved': ['dsw'],
    'death.recorded': ['dsw', 'commune', 'police', 'hospital'],
  },
  deadlines: {
    offer: { parameter: 'P-47', clock: 'working' },
    followUp: { parameter: 'P-39', clock: 'calendar' },
    review: { parameter: 'P-07', clock: 'working' },
    conclude: { parameter: 'P-07', clock: 'working' },
    approval: { parameter: 'P-37', clock: 'working' },
    concern: { parameter: 'P-38', clock: 'calendar' },
    answerIdpoor: { parameter: 'P-47', clock: 'working' },
    answerScholarship: { parameter: 'P-47', clock: 'working' },
    answerOther: { parameter: 'P-47', clock: 'working' },
  },
};

const enters = (step: { before: { path: string[] }; after: { path: string[] } }, state: string) =>
  step.after.path.includes(state) && !step.before.path.includes(state);
const closes = (step: { before: { path: string[] }; after: { path: string[] } }) =>
  enters(step, 'supported') || enters(step, 'declined') || enters(step, 'lost');

export const invariants: Invariant<Context>[] = [
  {
    id: 'N-02',
    text: 'a case never goes back to gatekeeping because of poverty alone',
    step: (s) =>
      !enters(s, 'returned') || s.event.data.changedFacts.some((f: string) => f !== 'incomeLost' && f !== 'schoolCost'),
  },
  {
    id: 'N-10',
    text: 'who proposed a closing never approves it, nor does anyone acting for them',
    step: (s) =>
      !closes(s) ||
      ![s.event.actor.person, s.event.actor.actingFor].some((p) => p && s.before.context.proposers.includes(p)),
  },
  {
    id: 'N-16',
    text: 'a case never goes back to gatekeeping without a changed fact',
    step: (s) => !enters(s, 'returned') || s.event.data.changedFacts.length > 0,
  },
  {
    id: 'N-32',
    text: 'a contact never counts unless the child was seen in person',
    step: (s) =>
      s.before.context.seen ||
      !s.after.context.seen ||
      (s.event.data.contact === 'inPerson' && s.event.data.childSeen === true),
  },
  {
    id: 'visits are kept',
    text: 'a contact that has taken place can be recorded in every open state, and takes back nothing that counts',
    step: (s) =>
      s.event.type !== 'followUp.recorded' ||
      (s.after.path.some((p) => p.startsWith('open.')) && (s.after.context.seen || !s.before.context.seen)),
  },
  {
    id: 'N-33',
    text: 'no case is closed while a safety concern is open',
    step: (s) => !closes(s) || !s.before.context.concern,
  },
  {
    id: 'N-33 interrupt',
    text: 'a safety concern can be raised in every open state, and stands until somebody who saw the child says it is over',
    step: (s) =>
      (s.event.type !== 'concern.raised' || s.after.path.includes('open.safety.concern')) &&
      (!(s.before.context.concern && !s.after.context.concern) ||
        s.after.path.length === 1 ||
        (s.event.type === 'concern.resolved' && s.event.data.childSeen && s.event.data.childSafe)),
  },
  {
    id: 'N-34',
    text: 'a family that cannot be found is never counted as supported',
    state: ({ context, path }) =>
      !path.includes('supported') || (context.ground === 'supported' && context.running.length > 0),
  },
  {
    id: 'P-39',
    text: 'no case is closed as supported or declined before the child was seen and the follow-up was reviewed',
    state: ({ context, path }) =>
      !(path.includes('supported') || path.includes('declined')) || (context.seen && context.reviewed),
  },
  {
    id: 'family-support.answered',
    text: 'no case is closed as supported or declined while an offer or a referral waits for an answer',
    state: ({ context, path }) =>
      !(path.includes('supported') || path.includes('declined')) || context.waiting.length === 0,
  },
  {
    id: 'family-support.offered',
    text: 'while nothing has been offered, a task to offer something is open',
    state: ({ context, path }) =>
      !path.some((p) => p.startsWith('open.')) ||
      context.waiting.length + context.running.length + context.declined.length > 0 === path.includes('open.plan.made'),
  },
  {
    id: 'family-support.unseen',
    text: 'a follow-up that runs out alerts district and province, and changes nothing else',
    step: (s) =>
      !s.event.type.startsWith('xstate.after.followUp') ||
      (s.effects.some((e) => e.name === 'alert.raise' && e.params.kind === 'support.unseen') &&
        s.before.path.join() === s.after.path.join()),
  },
];

export const equivalents: Record<string, string> = {};
