/** Classes of what can happen at any time: safety, a missing child, courts, a death, a corrected birth date, a transfer. */
import type { Context } from '../context';
import {
  all,
  calm,
  child,
  elsewhere,
  future,
  home,
  edge,
  fresh,
  kept,
  keptHigh,
  outsider,
  placed,
  receiver,
  sample,
  sister,
  supervisor,
  today,
  untouched,
  worker,
  type Class,
} from './people';

const first = (c: Context) => c.stays === 0 || placed(c);
/** the first days with the family at high risk, where a rise plans nothing */
const firstDay = (c: Context) =>
  c.risk === 'high' && c.stand === 'due' && untouched(c) && c.lastSeen === undefined && c.phoneOnly === 0;
const quiet = all(calm, first, edge);

const concern = { kind: 'violence', observedOn: today, narrative: 'bruises' };
const outside = { worker: outsider, reason: 'the chief is named' };
const load = { open: 3, visitsNext30: 9, areas: [] };
const joined = { child, high: true };
const closures: Class[] = [
  sample('closure.joined', 'of high risk', joined, { when: all(quiet, (c) => !placed(c)) }),
  sample('closure.joined', 'of the same risk', { ...joined, high: false }, { when: all(quiet, (c) => !placed(c)) }),
];
const protection = { kind: 'emergencyFoster', from: today, until: '2017-04-06', reason: 'danger' };
const safety: Class[] = [
  sample('safety.concernRaised', 'violence', concern, {
    person: worker,
    when: (c) =>
      quiet(c) ||
      // a concern is raised beside a transfer and an absence too
      (edge(c) && c.lastSeen !== undefined && calm({ ...c, offered: undefined, location: 'home', absences: [] })) ||
      (calm(c) && fresh(c) && c.risk !== 'high') ||
      (c.age === 'adult' && c.aftercare && c.ending === 'none' && kept(c)) ||
      (c.concern !== 'none' && c.siblingsUnseen.length === 0) ||
      (c.ending === 'loss' && calm({ ...c, ending: 'none', location: 'home', absences: [] })) ||
      (c.ending !== 'none' && kept(c) && calm({ ...c, ending: 'none' })),
    to: 'open.safety.concern',
  }),
  sample(
    'safety.concernRaised',
    'with a sister at home',
    { ...concern, siblingsAtHome: [sister] },
    { person: worker, when: all(quiet, placed), to: 'open.siblings.unseen' },
  ),
  sample(
    'safety.concernRaised',
    'an official is implicated',
    { ...concern, implicated: [supervisor] },
    { person: worker, when: all(quiet, (c) => !placed(c)), to: 'open.safety.concern' },
  ),
  sample(
    'safety.concernRaised',
    'tomorrow',
    { ...concern, observedOn: future },
    { refusedBy: ['family-reintegration.happened'] },
  ),
  sample(
    'safety.reported',
    'to the police',
    { to: 'police', at: `${today}T08:00:00+07:00` },
    {
      person: worker,
      to: 'open.safety.investigating',
    },
  ),
  sample(
    'safety.reported',
    'tomorrow',
    { to: 'police', at: `${future}T08:00:00+07:00` },
    { refusedBy: ['family-reintegration.happened'] },
  ),
  sample(
    'safety.siblingSeen',
    'safe',
    { child: sister, on: today, safe: true },
    {
      when: (c) => c.siblingsUnseen.length > 0,
      to: 'open.siblings.none',
    },
  ),
  sample(
    'safety.siblingSeen',
    'tomorrow',
    { child: sister, on: future, safe: true },
    { refusedBy: ['family-reintegration.happened'] },
  ),
  sample('visitor.named', 'from another district', outside, {
    facts: { workload: [{ ...load, worker: outsider, areas: ['1201'] }] },
    when: (c) => c.implicated && c.concern !== 'none' && c.visitor === undefined && calm({ ...c, concern: 'none' }),
  }),
  sample('visitor.named', 'of the same district', outside, {
    facts: { workload: [{ ...load, worker: outsider, areas: ['0801'] }] },
    when: (c) => c.implicated,
    refusedBy: ['family-reintegration.outside'],
  }),
  sample('visitor.named', 'no official is named', outside, {
    facts: { workload: [{ ...load, worker: outsider, areas: ['1201'] }] },
    when: (c) => !c.implicated,
    refusedBy: ['family-reintegration.outside'],
  }),
  sample('visitor.named', 'somebody without the office', outside, {
    facts: { workload: [{ ...load, worker: outsider }] },
    when: (c) => c.implicated,
    refusedBy: ['family-reintegration.office'],
  }),
  sample('protection.arranged', 'emergency foster family', protection, {
    when: all(
      placed,
      edge,
      (c) => c.concern !== 'none' && ['home', 'away'].includes(c.location) && c.ending === 'none' && !c.offered,
    ),
    to: 'open.location.away',
  }),
  sample('protection.arranged', 'longer', protection, {
    when: (c) => c.concern !== 'none' && c.protectedUntil !== undefined,
    to: 'open.protection.running',
  }),
  sample(
    'protection.arranged',
    'for ever',
    { ...protection, until: future },
    { when: (c) => c.concern !== 'none', refusedBy: ['family-reintegration.protection'] },
  ),
  sample('protection.arranged', 'without a concern', protection, {
    when: (c) => c.concern === 'none',
    refusedBy: ['family-reintegration.concern'],
  }),
  sample(
    'safety.closed',
    'safe',
    { outcome: 'safe', reasons: 'uncle left' },
    {
      person: supervisor,
      when: (c) => c.siblingsUnseen.length === 0,
      to: 'open.safety.clear',
    },
  ),
  sample(
    'safety.closed',
    'the sister was not seen',
    { outcome: 'safe', reasons: 'uncle left' },
    {
      person: supervisor,
      when: (c) => c.siblingsUnseen.length > 0,
      refusedBy: ['family-reintegration.sibling'],
    },
  ),
  sample(
    'safety.closed',
    'by who raised it',
    { outcome: 'safe', reasons: 'uncle left' },
    {
      person: worker,
      when: (c) => c.siblingsUnseen.length === 0,
      refusedBy: ['N-10'],
    },
  ),
];

const missing = { since: today, lastSeenBy: 'neighbour', toldPolice: true, told1280: true };
const found = { on: today, where: 'home', condition: 'tired', seen: true };
const whereabouts = { where: 'away', since: today, source: 'neighbour' };
const searching = (c: Context) => c.location !== 'inCare' && c.location !== 'home' && c.concern === 'none';
const location: Class[] = [
  sample('child.missing', 'today', missing, {
    when: (c) => (placed(c) ? calm(c) && firstDay(c) : quiet(c)),
    to: 'open.location.missing',
  }),
  sample(
    'child.missing',
    'for months',
    { ...missing, since: '2016-11-01' },
    { when: all(calm, keptHigh), to: 'open.location.missing' },
  ),
  sample('child.missing', 'while the closing waits', missing, {
    when: (c) => c.ending === 'closing' && kept(c) && calm({ ...c, ending: 'none' }),
    to: 'open.location.missing',
  }),
  sample('child.missing', 'tomorrow', { ...missing, since: future }, { refusedBy: ['family-reintegration.happened'] }),
  sample('child.found', 'at home', found, { when: all(searching, first), to: 'open.location.home' }),
  sample('child.found', 'tomorrow', { ...found, on: future }, { refusedBy: ['family-reintegration.happened'] }),
  ...(['away', 'abroad', 'unknown'] as const).map((where) =>
    sample(
      'location.recorded',
      where,
      { ...whereabouts, where },
      {
        when: quiet,
        to: `open.location.${where}`,
      },
    ),
  ),
  sample(
    'location.recorded',
    'tomorrow',
    { ...whereabouts, since: future },
    { refusedBy: ['family-reintegration.happened'] },
  ),
];

const order = { court: 'provincial', on: today, orders: 'return', text: 'as it says' };
const court: Class[] = [
  sample('courtOrder.recorded', 'return', order, { when: quiet }),
  sample(
    'courtOrder.recorded',
    'stay',
    { ...order, orders: 'stay' },
    { when: (c) => c.court.length > 0 && c.ending === 'none' },
  ),
  sample(
    'courtOrder.recorded',
    'contact, while the closing waits',
    { ...order, orders: 'noContact' },
    {
      when: (c) => c.ending === 'closing' && kept(c) && calm({ ...c, ending: 'none' }),
    },
  ),
  sample('courtOrder.recorded', 'tomorrow', { ...order, on: future }, { refusedBy: ['family-reintegration.happened'] }),
  sample(
    'child.courtOrder',
    'registered',
    { child: {}, detail: { orders: 'custody' } },
    {
      actor: { role: 'register' },
      when: (c) => c.court.length === 1 && c.ending === 'closing',
    },
  ),
  sample(
    'courtOrder.cleared',
    'answered',
    { reference: '7', reasons: 'the later one holds' },
    {
      when: (c) => c.court.length > 0,
    },
  ),
  sample(
    'courtOrder.cleared',
    'no order',
    { reference: '7', reasons: 'none' },
    {
      when: (c) => c.court.length === 0,
      refusedBy: ['family-reintegration.ordered'],
    },
  ),
];

const death: Class[] = [
  sample('death.recorded', 'today', { diedOn: today }, { to: 'died' }),
  sample('death.recorded', 'tomorrow', { diedOn: future }, { refusedBy: ['family-reintegration.happened'] }),
  sample('child.died', 'registered', { child }, { actor: { role: 'register' }, to: 'died' }),
  sample(
    'child.birth',
    'corrected',
    { child: { birth: { from: '2007-06-07', to: '2007-06-07' } } },
    {
      actor: { role: 'register' },
      to: 'open.age.minor',
      when: (c) => !placed(c) && calm({ ...c, age: 'unknown' }) && edge(c) && !c.aftercare,
    },
  ),
];

const move = { to: elsewhere, movedOn: today, reason: 'work' };
const accept = { firstVisitOn: '2017-03-10', handover: 'video' };
const there = { role: 'dsw' as const, area: elsewhere.slice(0, 4) };
const transfer: Class[] = [
  sample('transfer.proposed', 'to another province', move, { when: quiet, to: 'open.ownership.offered' }),
  sample(
    'transfer.proposed',
    'next year',
    { ...move, movedOn: future },
    { when: (c) => c.owner !== elsewhere, refusedBy: ['family-reintegration.happened'] },
  ),
  sample(
    'transfer.proposed',
    'in the same district',
    { ...move, to: home },
    {
      when: (c) => c.owner !== elsewhere,
      refusedBy: ['family-reintegration.elsewhere'],
    },
  ),
  sample('transfer.accepted', 'with a first visit', accept, {
    person: receiver,
    actor: there,
    when: all(kept, (c) => calm({ ...c, offered: undefined })),
    to: 'open.ownership.owned',
  }),
  sample('transfer.accepted', 'by the sender', accept, { refusedBy: ['family-reintegration.receiver'] }),
  sample(
    'transfer.accepted',
    'without a first visit ahead',
    { ...accept, firstVisitOn: '2017-01-02' },
    { person: receiver, actor: there, refusedBy: ['family-reintegration.first-visit'] },
  ),
  sample(
    'transfer.accepted',
    'with a first visit years ahead',
    { ...accept, firstVisitOn: future },
    { person: receiver, actor: there, refusedBy: ['family-reintegration.first-visit'] },
  ),
  sample(
    'transfer.accepted',
    'for somebody without the office',
    { ...accept, worker: outsider },
    {
      person: receiver,
      actor: there,
      facts: { workload: [{ ...load, worker: outsider, areas: ['0801'] }] },
      refusedBy: ['family-reintegration.office'],
    },
  ),
  sample('transfer.accepted', 'the worker has too many cases', accept, {
    person: receiver,
    actor: there,
    facts: { workload: [{ ...load, worker: receiver, open: 30, areas: ['1201'] }] },
    refusedBy: ['family-reintegration.workload'],
  }),
  sample('transfer.declined', 'too far', { reason: 'too far' }, { person: receiver, actor: there }),
  sample('transfer.declined', 'by the sender', { reason: 'too far' }, { refusedBy: ['family-reintegration.receiver'] }),
  sample('transfer.withdrawn', 'they stay', { reason: 'they stay' }),
  sample(
    'transfer.withdrawn',
    'by the receiver',
    { reason: 'no' },
    {
      person: receiver,
      actor: there,
      refusedBy: ['family-reintegration.sender'],
    },
  ),
];

export const interruptSamples: Class[] = [...closures, ...safety, ...location, ...court, ...death, ...transfer];
