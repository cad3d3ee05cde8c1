/** Classes of emergencies, of their destinations and of the decisions that bridge them. */
import type { Context } from '../context';
import {
  bora,
  childFact,
  fosterFamily,
  home,
  now,
  personOf,
  plain,
  rci,
  sample,
  stranger,
  later,
  transit,
  transitHome,
  young,
  type Class,
} from './people';

const opening = {
  children: [bora],
  takenAt: '2017-03-05T23:40:00+07:00',
  where: 'market',
  found: 'police patrol',
  grounds: 'foundAlone',
};
const police = { role: 'police' as const };
const uncalled = (c: Context) => !c.called && !c.seen && c.destination === undefined;
const unknownReasons = (c: Context) => c.reasons.length === 0;
const emergencies: Class[] = [
  sample('emergency.opened', 'by the police at night', opening, {
    actor: police,
    to: 'open.steps.emergency',
    when: (c) => unknownReasons(c) || (plain(c) && !c.done.registered),
  }),
  sample('emergency.opened', 'by the institution', opening, { actor: { role: 'rciDirector' }, refusedBy: ['N-04'] }),
  sample('emergency.opened', 'again, while the clock of another case runs', opening, {
    actor: police,
    facts: { children: [childFact(bora, { takenElsewhere: [Date.parse(opening.takenAt) - 3_600_000] })] },
    to: 'open.steps.emergency',
    when: unknownReasons,
  }),
  sample('dutyWorker.reached', 'by telephone', { at: now, worker: 'on duty' }, { when: uncalled }),
  sample('dutyWorker.reached', 'nobody answered', { at: now, notReached: 'no answer' }, { when: uncalled }),
  sample('dutyWorker.reached', 'neither name nor reason', { at: now }, { refusedBy: ['gatekeeping.call'] }),
  sample('dutyWorker.reached', 'tomorrow', { at: later, worker: 'on duty' }, { refusedBy: ['gatekeeping.happened'] }),
  sample('child.seen', 'alone, in person', {
    at: now,
    contactType: 'inPerson',
    alone: true,
    provinceInformed: true,
    views: { heard: true, words: 'I want to go to my grandmother' },
  }),
  sample(
    'child.seen',
    'in person, not asked',
    { at: now, contactType: 'inPerson', alone: false, provinceInformed: true },
    { when: (c) => !c.seen && c.cover === 'emergency' },
  ),
  sample(
    'child.seen',
    'by telephone',
    { at: now, contactType: 'telephone', alone: false, provinceInformed: true },
    { refusedBy: ['gatekeeping.met'] },
  ),
  sample(
    'child.seen',
    'the province does not know',
    { at: now, contactType: 'inPerson', alone: true, provinceInformed: false },
    { refusedBy: ['gatekeeping.province-knows'] },
  ),
  sample(
    'child.seen',
    'tomorrow',
    { at: later, contactType: 'inPerson', alone: true, provinceInformed: true },
    { refusedBy: ['gatekeeping.happened'] },
  ),
];

const passedOver = ['relative', 'emergencyFoster'].map((destination) => ({ destination, reason: 'none was found' }));
const proposal = { destination: 'transitHome', institution: transit, passedOver };
const covered = childFact(bora, {
  authority: {
    id: stranger,
    kind: 'emergency',
    status: 'inForce',
    institution: transit,
    instance: stranger,
    until: Date.parse(now) + 86_400_000,
  },
});
const there = (more: object = {}) => ({ institution: { ...transitHome, ...more } });
const often = { emergencies: { sameReferrerSameFacility: 2 } };
const proposals: [string, object, object, string[] | undefined][] = [
  ['a transit home', {}, there(), undefined],
  [
    'a safe relative',
    { destination: 'relative', institution: undefined, passedOver: [] },
    { institution: undefined },
    undefined,
  ],
  [
    'a foster family for an infant',
    { destination: 'emergencyFoster', institution: undefined },
    { ...young, institution: undefined },
    undefined,
  ],
  ['a transit home for an infant', {}, { ...there(), ...young }, ['N-01']],
  [
    'an institution called a hospital, for an infant',
    { destination: 'hospital' },
    { ...there(), ...young },
    ['N-01', 'N-06'],
  ],
  ['a place that the register does not hold', {}, { institution: undefined }, ['N-06']],
  ['a transit home without a name', { institution: undefined }, { institution: undefined }, ['N-06']],
  ['a transit home called a relative', { destination: 'relative', passedOver: [] }, there(), ['N-06']],
  [
    'a suspended institution',
    {
      destination: 'institution',
      institution: home,
      passedOver: [...passedOver, { destination: 'transitHome', reason: 'full' }],
    },
    { institution: { ...rci, standing: 'suspended' } },
    ['N-05'],
  ],
  [
    'a suspended foster family',
    { destination: 'emergencyFoster', institution: fosterFamily.id },
    { institution: { ...fosterFamily, standing: 'suspended' } },
    ['N-05'],
  ],
  ['a child whom another case covers', {}, { ...there(), children: [covered] }, ['gatekeeping.one-authority']],
  [
    'a child whom another case covers, with the reason',
    { whyNotBack: 'the child fled from there' },
    { ...there(), children: [covered] },
    undefined,
  ],
  ['a frozen transit home', {}, there({ standing: 'frozen' }), ['N-05', 'N-20']],
  ['relatives passed over without a reason', { passedOver: passedOver.slice(1) }, there(), ['N-11']],
];
/** After the call; accepted while no place is found, and one of them again for another place. */
const accepts = (name: string, refusedBy?: string[]) => (c: Context) =>
  refusedBy
    ? c.cover === 'emergency' && (!!c.called || c.seen)
    : (!c.seen && c.destination === undefined) || (name === 'a transit home' && c.destination === 'facility');
const destinations: Class[] = proposals.flatMap(([name, data, more, refusedBy]) => [
  sample(
    'destination.proposed',
    name,
    { ...proposal, ...data },
    {
      facts: more,
      refusedBy,
      when: accepts(name, refusedBy),
    },
  ),
  sample(
    'destination.proposed',
    `${name}, again by the same referrer`,
    { ...proposal, ...data },
    {
      facts: { ...more, ...often },
      refusedBy,
      when: accepts(name, refusedBy),
    },
  ),
]);

const uncalledFor = sample('destination.proposed', 'a transit home, and nobody was called', proposal, {
  facts: there(),
  refusedBy: ['gatekeeping.duty-worker'],
  when: uncalled,
});

const bridging = {
  destination: 'transitHome',
  institution: transit,
  goal: 'kinship',
  until: '2017-03-20',
  reasons: 'the grandmother is found',
};
const stateRun = {
  data: { destination: 'institution', institution: home },
  facts: { institution: { ...rci, operator: 'state' as const } },
};
const running = (c: Context) =>
  c.seen &&
  c.parents !== 'object' &&
  !c.ministry &&
  c.duties.overturned.length === 0 &&
  (!c.done.decided || (c.admitted.length > 0 && c.familyPlan === undefined));
const bridge = (name: string, data: object, more: Partial<Class> = {}) =>
  sample('decision.interimCare', name, { ...bridging, ...data }, { facts: there(), when: running, ...more });
const bridges: Class[] = [
  bridge(
    'in the transit home',
    {},
    { to: 'open.authority.bridge.interim', when: (c) => running(c) && c.destination !== 'family' },
  ),
  bridge('an infant in the transit home', {}, { facts: { ...there(), ...young }, refusedBy: ['N-01'] }),
  bridge('a place that the register does not hold', {}, { facts: { institution: undefined }, refusedBy: ['N-06'] }),
  bridge('a suspended transit home', {}, { facts: there({ standing: 'suspended' }), refusedBy: ['N-05'] }),
  bridge('a frozen transit home', {}, { facts: there({ standing: 'frozen' }), refusedBy: ['N-05', 'N-20'] }),
  bridge('without end', { until: undefined }, { refusedBy: ['N-09'] }),
  bridge('without goal', { goal: undefined }, { refusedBy: ['N-09'] }),
  bridge('for more than 90 days', { until: '2017-06-06' }, { refusedBy: ['N-09'] }),
  bridge('for more than 90 days since the child was taken', { until: '2017-06-04' }, { refusedBy: ['N-09'] }),
  bridge('the parents object', { parentsAnswer: 'object' }, { refusedBy: ['N-08'] }),
  bridge(
    'the parents object, until after the hearing',
    { parentsAnswer: 'object', hearing: { court: 'Kandal', on: '2017-03-19' } },
    { refusedBy: ['N-08'] },
  ),
  bridge(
    'the parents object, until the hearing',
    { parentsAnswer: 'object', hearing: { court: 'Kandal', on: '2017-03-20' } },
    { when: (c) => running(c) && c.cover === 'emergency' && unknownReasons(c) && c.destination === 'facility' },
  ),
  bridge('before the child was seen', {}, { refusedBy: ['N-03'], when: (c) => !c.seen && !c.ministry }),
  bridge('by who opened the emergency', {}, { person: personOf('police'), refusedBy: ['N-10'] }),
  bridge('in an institution that the province operates', stateRun.data, {
    facts: stateRun.facts,
    refusedBy: ['N-10', 'gatekeeping.level'],
  }),
  bridge('in an institution that the province operates, by the ministry', stateRun.data, {
    facts: stateRun.facts,
    // the same person in both offices, so that the case looks the same afterwards
    actor: { role: 'mosvy', person: personOf('pdosvyDirector') },
    to: 'open.authority.bridge.interim',
    when: (c) => running(c) && c.destination !== 'family',
  }),
  bridge('by the ministry, unasked', {}, { actor: { role: 'mosvy' }, refusedBy: ['gatekeeping.level'] }),
  sample(
    'lapse.acknowledged',
    'by the director',
    { measures: 'the child stays in the transit home' },
    { to: 'open.authority.bridge.acknowledged' },
  ),
];

export const emergencySamples: Class[] = [...emergencies, ...destinations, uncalledFor, ...bridges];
