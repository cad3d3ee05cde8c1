/**
 * The composed system: one closure and the ways home of up to three children, as real machines that hear each other as the
 * engine delivers it (`instance.tell`, the opening where nothing is open, the register's news). Exhaustive over the classes
 * below; how often something goes wrong on one path is bounded. The register is taken to see nothing: what it counts (N-21)
 * could only refuse more.
 */
import type { AnyMachineSnapshot } from 'xstate';
import { leavesOf } from '../../libs/engine';
import { clock, epoch, Model, personOf } from '../../libs/proof/model';
import { familyReintegration } from '../../workflows/family-reintegration';
import { childScores, familyScores, signature } from '../../workflows/family-reintegration/samples/people';
import { form5 } from '../../workflows/family-reintegration/samples/stay';
import { institutionClosure } from '../../workflows/institution-closure';
import type { Context as Closing, Row } from '../../workflows/institution-closure/context';
import { full, institution, rci } from '../../workflows/institution-closure/samples/people';
import { day } from '../../workflows/time';
import type { Facts } from '../../workflows/facts';
import { levelOfRole, type Actor, type EffectParams, type Role, type Workflow } from '../../workflows/workflow';

const ids = [1, 2, 3].map((n) => `11111111-0000-4000-8000-00000000000${n}`);
const area = '080101';
const today = '2017-03-06';
const soon = '2017-03-09';
const register: Actor = { ...clock, person: '00000000-0000-0000-0000-0000000000fe', role: 'register' };
const by = (role: Role, person = personOf(role)): Actor => ({
  person,
  role,
  area: area.slice(0, levelOfRole[role]),
});

/** One combination: the closure, the way home of each child (absent until it is opened), the dead, and what may still go wrong. */
interface World {
  house: AnyMachineSnapshot;
  ways: (AnyMachineSnapshot | undefined)[];
  dead: boolean[];
  budget: number;
  trail: string[];
}
interface Sent {
  type: string;
  data: unknown;
  actor: Actor;
  now?: number;
}

class Composed {
  private readonly closing = new Model(institutionClosure);
  private readonly home = new Model(familyReintegration);
  readonly children: string[];

  /** `lost`: news of this kind between the machines that nobody delivers. */
  constructor(
    count: number,
    private readonly lost?: string,
  ) {
    this.children = ids.slice(0, count);
    // the samples let one child leave on a day; here all of them may
    (this.closing.parameters.values as Record<string, unknown>)['P-83'] = 5;
  }

  start(budget: number): World {
    return {
      house: this.closing.start().snapshot,
      ways: this.children.map(() => undefined),
      dead: this.children.map(() => false),
      budget,
      trail: [],
    };
  }

  private factsOf(workflow: Workflow, type: string, world: World, child?: string): Facts {
    const names = workflow.events[type]?.facts ?? ['children', 'institution'];
    const rows = (world.house.context as Closing).children;
    const all: Facts = {
      children: this.children
        .filter((id) => child === undefined || id === child)
        .map((id) => ({
          id,
          birth: { from: '2000-06-06', to: '2000-06-06' },
          sex: 'female',
          disability: false,
          siblings: [],
          status: world.dead[this.children.indexOf(id)] ? 'died' : 'alive',
          version: 1,
        })),
      institution: { ...institution, lastInspection: '2017-01-01' },
      closure: { ...full, expected: [], workers: 10, openCases: 0 },
      panel: (['dsw', 'ngoCaseworker', 'mosvy', 'pdosvyDirector'] as const).map((role) => ({
        person: personOf(role),
        seats: [{ role }],
        institutions: [],
        persons: [],
      })),
      leaving: rows
        .filter((row) => row.child === child && row.accounted === undefined && world.house.status === 'active')
        .map((row) => ({ child: row.child, cleared: row.destination !== undefined })),
    };
    return Object.fromEntries(names.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]));
  }

  /** One step of one machine with all that it causes in the others; undefined where it is not taken. */
  private step(world: World, at: 'house' | number, sent: Sent, before = world): World | undefined {
    const model = at === 'house' ? this.closing : this.home;
    const { workflow } = model;
    const now = sent.now ?? epoch;
    const snapshot =
      at === 'house'
        ? world.house
        : (world.ways[at] ?? this.home.stepper.start({ id: `${model.instance.slice(0, -1)}${at + 1}`, area }));
    const form = workflow.events[sent.type]?.form;
    const step = model.stepper.advance(snapshot, {
      type: sent.type,
      data: form ? form.parse(sent.data) : sent.data,
      actor: sent.actor,
      now,
      facts: this.factsOf(workflow, sent.type, before, at === 'house' ? undefined : this.children[at]),
      parameters: model.parameters,
      calendar: model.calendar,
    });
    if (!step.taken) return undefined;
    const ways = [...world.ways];
    if (at !== 'house') ways[at] = step.snapshot;
    let next: World = { ...world, ways, house: at === 'house' ? step.snapshot : world.house };
    for (const { name, params } of step.effects)
      if (name === 'instance.tell') next = this.deliver(next, params as EffectParams['instance.tell'], now, before);
    return next;
  }

  private deliver(world: World, tell: EffectParams['instance.tell'], now: number, before: World): World {
    const news = { actor: register, now };
    const heard = (next: World | undefined, event: string): World => {
      if (!next) throw new Error(`${tell.workflow} refused ${event}`);
      return next;
    };
    if (tell.workflow === 'institution-closure') {
      const concerned = (world.house.context as Closing).children.some(({ child }) => child === tell.child);
      const open = world.house.status === 'active' && concerned;
      // there is no other closure to which one passes it on
      const passed = (tell.data as { passed?: boolean }).passed === true;
      if (!open || passed || (tell.data as { what?: string }).what === this.lost) return world;
      return heard(this.step(world, 'house', { type: tell.event, data: tell.data, ...news }, before), tell.event);
    }
    const at = this.children.indexOf(tell.child);
    const way = world.ways[at];
    if (way?.status === 'active')
      return heard(this.step(world, at, { type: tell.event, data: tell.data, ...news }, before), tell.event);
    if (!tell.orOpen) return world;
    const opened = { ...world, ways: world.ways.with(at, undefined) };
    return heard(
      this.step(opened, at, { ...tell.orOpen, type: tell.orOpen.event, ...news }, before),
      tell.orOpen.event,
    );
  }

  /** Several steps of one machine that are always taken together here; undefined where one of them is not. */
  private run(world: World, at: 'house' | number, sent: Sent[]): World | undefined {
    return sent.reduce<World | undefined>((next, one) => next && this.step(next, at, one), world);
  }

  /** Every next combination, by the name of what leads there. */
  next(world: World): World[] {
    const found: World[] = [];
    const keep = (name: string, next: World | undefined, cost = 0): void => {
      if (next && world.budget >= cost)
        found.push({ ...next, budget: world.budget - cost, trail: [...world.trail, name] });
    };
    for (const [name, sent, cost] of houseClasses(this.children, world.house.context as Closing))
      keep(name, this.run(world, 'house', sent), cost);
    for (const i of this.children.keys()) {
      for (const [name, sent, cost] of childClasses(world.ways[i]))
        keep(`${name} ${i + 1}`, this.run(world, i, sent), cost);
      if (!world.dead[i]) keep(`dies ${i + 1}`, this.die(world, i), 1);
    }
    return found;
  }

  /** The register tells every open case about the child. */
  private die(world: World, i: number): World | undefined {
    const told = { type: 'child.died', data: { child: { status: 'died' } }, actor: register };
    const dead: World = { ...world, dead: world.dead.with(i, true) };
    if ((world.house.context as Closing).children.every(({ child }) => child !== this.children[i])) return undefined;
    const home = dead.ways[i]?.status === 'active' ? this.step(dead, i, told) : dead;
    return home && (home.house.status === 'active' ? (this.step(home, 'house', told) ?? home) : home);
  }

  /** Children are alike: two combinations that differ in their order alone are one. */
  keyOf({ house, ways, dead, budget }: World): string {
    const { children, ...rest } = house.context as Closing;
    const each = this.children
      .map((id, i) => {
        const { child: _child, ...row } = children.find(({ child }) => child === id) ?? ({} as Partial<Row>);
        return `${JSON.stringify(row)}${this.wayKeyOf(ways[i], id, i)}${dead[i]}`;
      })
      .sort();
    const plain = { ...house, value: house.value, context: rest } as unknown as AnyMachineSnapshot;
    return `${budget}${JSON.stringify([plain.value, { ...rest, anchors: Object.keys(rest.anchors) }, house.status])}${each.join('|')}`;
  }

  private readonly keys = new WeakMap<AnyMachineSnapshot, string>();
  private wayKeyOf(way: AnyMachineSnapshot | undefined, id: string, i: number): string {
    if (!way) return '';
    const known = this.keys.get(way);
    if (known !== undefined) return known;
    const whole = this.home.textOf(way, new Map(), epoch + 30 * day);
    const key = whole.replaceAll(id, 'child').replaceAll(`0f000${i + 1}`, 'case');
    this.keys.set(way, key);
    return key;
  }

  /** A child of the census whom its own case does not know where it should be; or who was not seen there. */
  unaccounted({ house, ways, dead }: World): string[] {
    const { children } = house.context as Closing;
    return this.children.filter((id, i) => {
      if (dead[i]) return false;
      const row = children.find(({ child }) => child === id);
      const way = ways[i];
      if (!row || !way) return row !== undefined;
      const at = way.context as { location: string; placement?: unknown; visits: { key: string; status: string }[] };
      if (['missing', 'unknown', 'abroad'].includes(at.location)) return true;
      const seen = leavesOf(way).some((path) => path.startsWith('open.way.placed')) && firstSeen(at);
      return !seen && !(row.accounted === 'independent' && row.verified);
    });
  }
}

/** A visit of the present stay was made. */
const firstSeen = ({ visits }: { visits: { key: string; status: string }[] }): boolean => {
  const stay = Math.max(...visits.map(({ key }) => Number(key.split('/')[0]) || 0));
  return visits.some(({ key, status }) => key.startsWith(`${stay}/`) && ['made', 'late'].includes(status));
};

type Class = [name: string, sent: Sent[], cost?: number];
const officer = by('pdosvyOfficer');
const worker = by('dsw');
const ministry = by('mosvy');
const team = [
  { name: 'one', person: personOf('pdosvyDirector'), from: 'province', signed: signature },
  { name: 'two', person: personOf('ngoCaseworker'), from: 'ngo', signed: signature },
];
const order: Sent[] = [
  {
    type: 'order.signed',
    actor: ministry,
    data: {
      institution: rci,
      kind: 'emergency',
      legalBasis: 'Sub-Decree 119',
      reasons: 'danger',
      targetOn: '2017-05-01',
      transition: false,
      danger: true,
    },
  },
  { type: 'freeze.acknowledged', actor: by('rciDirector'), data: { understood: true } },
  { type: 'freezeVisit.recorded', actor: officer, data: { on: today, served: true, newChildren: 0 } },
  {
    type: 'analysis.submitted',
    actor: officer,
    data: { staff: 1, staffPlan: 'x', assets: 'x', donors: 'x', guaranteedUntil: '2017-12-31', enough: true },
  },
  { type: 'staff.settled', actor: officer, data: { redeployed: 1, released: 0, unvetted: 0, openAllegations: 0 } },
  { type: 'assets.settled', actor: officer, data: { on: today, deeds: 'x' } },
];
// the register is taken to see nothing, so no decision either
const row = (child: string, found = 'unauthorisedPresent') => ({ child, bed: '1', found, atRisk: false });
const sealed = (rows: object[]): Sent => ({
  type: 'census.sealed',
  actor: officer,
  data: {
    on: today,
    team,
    rows,
    register: 'agrees',
    decisions: 'agrees',
    schoolRoll: 'none',
    donorList: 'none',
    files: 'kept',
  },
});
const cleared = (child: string, destination: string): Sent => ({
  type: 'child.cleared',
  actor: officer,
  data: { child, destination, worker: worker.person, firstVisitOn: soon, needReason: 'x' },
});
const talked = (child: string): Sent => ({
  type: 'child.screened',
  actor: worker,
  data: { child, on: today, alone: true, danger: false },
});
const late = epoch + 4 * day;
const seenOn = { on: '2017-03-10' };

function houseClasses(children: string[], { ordered, sealed: counted, abandoned, children: rows }: Closing): Class[] {
  const last = children.at(-1)!;
  const but = children.slice(0, -1);
  const census: Class[] = [
    ['census', [sealed(children.map((id) => row(id)))]],
    ['census, the last nowhere', [sealed([...but.map((id) => row(id)), row(last, 'unaccounted')])], 1],
    ['census, the last hidden', [sealed(but.map((id) => row(id)))], 1],
  ];
  const found: Sent = {
    type: 'census.supplemented',
    actor: officer,
    data: { on: today, team, rows: [row(last)], place: 'here', where: 'x' },
  };
  const each = rows.flatMap(({ child, destination, accounted, lost, verified }, i): Class[] => {
    const stays = accounted === undefined || lost;
    const possible = [
      stays && !destination,
      stays && !destination,
      stays && !!destination,
      destination === 'independent' && stays,
      lost,
      accounted === 'independent' && !verified,
    ];
    const classes: Class[] = [
      [
        `cleared home ${i + 1}`,
        [
          talked(child),
          { type: 'records.copied', actor: officer, data: { children: [child], on: today, worker: worker.person } },
          cleared(child, 'home'),
        ],
      ],
      [`cleared to live alone ${i + 1}`, [talked(child), cleared(child, 'independent')]],
      [
        `move ended ${i + 1}`,
        [{ type: 'child.moveEnded', actor: officer, data: { child, on: today, reasons: 'x' } }],
        1,
      ],
      [
        `settled alone ${i + 1}`,
        [
          {
            type: 'child.settled',
            actor: worker,
            data: { child, on: today, sources: ['family', 'commune'], support: 'x' },
          },
        ],
      ],
      [
        `located ${i + 1}`,
        [{ type: 'child.located', actor: worker, data: { child, on: today, where: 'x', seen: true } }],
      ],
      [
        `verified ${i + 1}`,
        [
          {
            type: 'destination.verified',
            actor: by('ngoCaseworker'),
            now: late,
            data: { child, ...seenOn, contactType: 'inPerson', childSeen: true },
          },
        ],
      ],
    ];
    return classes.filter((_class, n) => possible[n]);
  });
  const verification = {
    ...seenOn,
    unannounced: true,
    empty: true,
    members: [ministry.person, personOf('pdosvyDirector')],
  };
  return [
    ...(ordered ? [] : [['order', order] as Class]),
    ...(counted ? each : census),
    ...(counted && rows.length < children.length ? [['found', [found]] as Class] : []),
    ...(abandoned
      ? []
      : [
          [
            'left by its provider',
            [{ type: 'abandonment.recorded', actor: ministry, data: { on: today, reasons: 'x' } }],
            1,
          ] as Class,
        ]),
    ['emptied', [{ type: 'premises.emptied', actor: officer, now: late, data: { ...seenOn, beds: 'x' } }]],
    ['filed', [{ type: 'records.filed', actor: officer, now: late, data: { ...seenOn, place: 'x' } }]],
    ['looked at', [{ type: 'verification.recorded', actor: ministry, now: late, data: verification }]],
    ['certificate', [{ type: 'certificate.signed', actor: ministry, now: late, data: { filesAt: 'x' } }]],
  ];
}

const home = '080102';
const missing = { since: today, lastSeenBy: 'neighbour', toldPolice: true, told1280: true };
const back = { on: today, where: 'home', condition: 'tired', seen: true };
const broken = { on: today, reason: 'carerCannot', where: 'kin', note: 'ill' };
/** All from the family to the readiness, with who reviews apart from who assessed. */
const planned: Sent[] = [
  {
    type: 'family.found',
    actor: worker,
    data: { homeKind: 'parents', home, relation: 'mother', sources: ['commune', 'relative'] },
  },
  {
    type: 'homeAssessment.submitted',
    actor: worker,
    data: {
      visitOn: today,
      adults: [{ name: 'mother', relation: 'mother', checked: true, concern: false }],
      housing: 'a house',
      income: 'rice',
      idpoor: true,
      family: familyScores(),
      reasonForSeparationPresent: false,
      safe: true,
      familyWilling: true,
      refusalGrounds: [],
      conclusion: 'canBeReintegrated',
      signatures: { caseworker: signature },
    },
  },
  {
    type: 'plan.submitted',
    actor: worker,
    data: {
      lines: [{ item: 'legalDocuments', goal: 'papers', action: 'apply', by: 'worker', when: today }],
      siblings: [],
      deviceNeeded: false,
      parentDetained: false,
      signatures: { caseworker: signature, guardian: signature, authority: signature },
    },
  },
  {
    type: 'placement.reviewed',
    actor: by('districtSupervisor'),
    data: {
      decision: 'approve',
      aims: 'home for good',
      reasons: 'ready',
      advice: ['health', 'education'],
      members: [
        { name: 'nurse', office: 'health centre' },
        { name: 'teacher', office: 'school' },
      ],
    },
  },
  { type: 'contact.recorded', actor: worker, data: { on: today, kind: 'visit', successful: true, monitored: true } },
  {
    type: 'readiness.recorded',
    actor: worker,
    data: {
      documents: true,
      school: 'enrolled',
      grantRequested: true,
      disabilitySupport: 'notNeeded',
      device: 'notNeeded',
      village: true,
      family: true,
    },
  },
];
const signed = { child: signature, carer: signature, caseworker: signature, chief: signature };
interface Home {
  location: string;
  placement?: unknown;
  visits: { key: string; status: string }[];
}
/** What can happen to a child where its case stands; what the machine would refuse anyway is not asked. */
function childClasses(way: AnyMachineSnapshot | undefined): Class[] {
  if (way?.status !== 'active') return [];
  const at = way.context as Home;
  const is = (state: string) => leavesOf(way).some((path) => path.startsWith(`open.way.${state}`));
  const possible: Record<string, boolean> = {
    assessed: is('childAssessment'),
    planned: is('search'),
    'goes home': is('preparation'),
    'seen at home': is('placed') && !firstSeen(at),
    'only rung up': is('placed') && !firstSeen(at),
    missing: at.location !== 'missing',
    found: at.location === 'missing',
    'breaks down': is('placed'),
  };
  const classes: Class[] = [
    [
      'assessed',
      [
        {
          type: 'form2.submitted',
          actor: worker,
          data: {
            visitOn: today,
            contactType: 'inPerson',
            place: 'office',
            childSeen: true,
            privateTalk: true,
            consent: 'child',
            rightsExplained: ['general'],
            child: childScores(),
            views: { heard: true, words: 'home' },
            contactLost: true,
            decision: 'accepts',
            signatures: { child: signature, caseworker: signature },
          },
        },
      ],
    ],
    ['planned', planned],
    [
      'goes home',
      [
        {
          type: 'placement.made',
          actor: worker,
          data: {
            placedOn: today,
            time: '09:00',
            home,
            homeKind: 'parents',
            carer: { name: 'mother', relation: 'mother' },
            receivedBy: 'mother',
            documentsHandedOver: [],
            ladder: [{ rung: 'birthFamily', answer: 'yes' }],
            signatures: signed,
          },
        },
      ],
    ],
    [
      'seen at home',
      [{ type: 'visit.recorded', actor: by('dsw'), now: epoch + 3 * day, data: { ...form5, visitOn: soon } }],
    ],
    [
      'only rung up',
      [
        {
          type: 'visit.recorded',
          actor: by('dsw'),
          now: epoch + 3 * day,
          data: { visitOn: soon, contactType: 'telephone', childSeen: false, concerns: ['none'], actionsDone: [] },
        },
      ],
      1,
    ],
    ['missing', [{ type: 'child.missing', actor: worker, data: missing }], 1],
    ['found', [{ type: 'child.found', actor: worker, data: back }]],
    ['breaks down', [{ type: 'breakdown.recorded', actor: worker, data: broken }], 1],
  ];
  return classes.filter(([name]) => possible[name]);
}

interface Explored {
  worlds: number;
  certified: number;
  /** shortest ways to a certificate with a child unaccounted for */
  broken: string[];
}

/** Walks every combination, by breadth. */
function explore(count: number, budget: number, lost?: string): Explored {
  const composed = new Composed(count, lost);
  const start = composed.start(budget);
  const seen = new Set([composed.keyOf(start)]);
  const explored: Explored = { worlds: 1, certified: 0, broken: [] };
  let front = [start];
  while (front.length > 0) {
    const after: World[] = [];
    for (const world of front)
      for (const next of composed.next(world)) {
        const key = composed.keyOf(next);
        if (seen.has(key)) continue;
        seen.add(key);
        explored.worlds += 1;
        if (!(next.house.context as Closing).certified) {
          after.push(next);
          continue;
        }
        // what becomes of a child after the certificate runs on its own clocks: nothing of it changes the past
        explored.certified += 1;
        if (composed.unaccounted(next).length > 0) explored.broken.push(next.trail.join(', '));
      }
    front = after;
  }
  return explored;
}

it.each([
  [1, 2],
  [2, 1],
  [3, 1],
])(
  'has no closed institution with a child unaccounted for or unverified: %i children, %i disturbances',
  (count, budget) => {
    const { worlds, certified, broken } = explore(count, budget);
    process.stderr.write(
      `${count} children, ${budget} disturbances: ${worlds} combinations, ${certified} certificates\n`,
    );
    expect(certified).toBeGreaterThan(0);
    expect(broken.slice(0, 3)).toEqual([]);
  },
  90_000,
);

it('finds the certificate that comes too early where N-21 is dropped', () => {
  const rule = institutionClosure.rules['N-21']!;
  const { check } = rule;
  rule.check = () => undefined;
  try {
    const { broken } = explore(1, 1);
    expect(broken.length).toBeGreaterThan(0);
    expect(broken[0]).toMatch(/goes home 1.*certificate$/);
    expect(broken[0]).not.toContain('seen at home');
  } finally {
    rule.check = check;
  }
}, 90_000);

it('finds the child whose disappearance nobody told to the closure', () => {
  const { broken } = explore(1, 1, 'missing');
  expect(broken.length).toBeGreaterThan(0);
  expect(broken.every((trail) => trail.includes('missing 1'))).toBe(true);
}, 90_000);
