/** Gatekeeping, driven as the engine drives it: pure steps, one event at a time, the clock by hand. */
import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import type { ChildFact, Facts, InstitutionFact, PanelFact } from '../facts';
import { defaultParameters } from '../parameters';
import { dateOf, type Calendar } from '../time';
import { brokenRules, effectNames, type Actor, type Given, type Role, type StateMeta } from '../workflow';
import { familyReintegration } from '../family-reintegration';
import { gatekeeping } from '.';
import { childItems, familyItems, instantOf, rungs, type Context } from './context';

const calendar: Calendar = {
  version: 1,
  from: '2016-01-01',
  until: '2027-12-31',
  holidays: ['2017-03-08', '2017-04-14', '2017-04-15', '2017-04-16', '2017-09-19', '2017-09-20', '2017-09-21'],
};
const parameters = defaultParameters();
const time = (text: string) => instantOf(`${text.includes('T') ? text : `${text}T09:00`}:00+07:00`)!;
const iso = (text: string) => `${text}:00+07:00`;
const person = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const id = (n: number) => `11111111-0000-4000-8000-00000000000${n}`;

const cast = {
  commune: { person: person(1), role: 'commune', area: '080801' },
  sokha: { person: person(2), role: 'dsw', area: '0808' },
  vanna: { person: person(3), role: 'districtSupervisor', area: '0808' },
  officer: { person: person(4), role: 'pdosvyOfficer', area: '08' },
  director: { person: person(5), role: 'pdosvyDirector', area: '08' },
  ministry: { person: person(6), role: 'mosvy', area: '' },
  manager: { person: person(7), role: 'rciDirector', area: '08', institution: '22222222-0000-4000-8000-000000000003' },
  police: { person: person(8), role: 'police', area: '17' },
  ngo: { person: person(9), role: 'ngoCaseworker', area: '0808' },
  clock: { person: 'clock', role: 'clock', area: '' },
  register: { person: 'register', role: 'register', area: '' },
} satisfies Record<string, Actor>;

const child = (n: number, birth: string, more: Partial<ChildFact> = {}): ChildFact => ({
  id: id(n),
  birth: { from: birth, to: birth },
  sex: 'female',
  disability: false,
  siblings: [],
  status: 'alive',
  version: 1,
  ...more,
});
const rci: InstitutionFact = {
  id: '22222222-0000-4000-8000-000000000003',
  code: 'RCI-KDL-003',
  name: 'RCI-KDL-003',
  kind: 'rci',
  operator: 'ngo',
  area: '08',
  standing: 'authorised',
  authorisedCapacity: 40,
  occupied: 10,
  lastInspection: '2016-11-01',
  persons: [],
  version: 1,
};

interface Effect {
  name: string;
  params: any;
}

/** One case with its clock and its facts. */
class Case {
  snapshot: AnyMachineSnapshot;
  effects: Effect[] = [];
  timers = new Map<string, number>();
  constructor(public facts: Facts) {
    [this.snapshot] = initialTransition(gatekeeping.machine, { id: 'case-1', area: '080801' }) as [
      AnyMachineSnapshot,
      unknown,
    ];
  }
  get context(): Context {
    return this.snapshot.context;
  }
  get state(): string {
    return JSON.stringify(this.snapshot.value);
  }
  /** Rules that refuse the event, or `taken`, or `not possible`. */
  send(
    type: string,
    data: unknown,
    actor: Actor,
    at: number,
    facts: Partial<Facts> = {},
  ): string[] | 'taken' | 'not possible' {
    const spec = gatekeeping.events[type];
    if (spec) {
      spec.form.parse(data);
      if (!spec.by.includes(actor.role as Role)) throw new Error(`${actor.role} may not send ${type}`);
    }
    const given: Given = {
      type,
      data,
      actor,
      now: at,
      facts: { panel, ...this.facts, ...facts },
      parameters,
      calendar,
    };
    const guards = (this.snapshot as unknown as { _nodes: any[] })._nodes
      .flatMap((node) => node.transitions.get(type) ?? [])
      .map((t: any) => t.guard);
    const [next, actions] = transition(gatekeeping.machine, this.snapshot as never, given as never) as [
      AnyMachineSnapshot,
      any[],
    ];
    if (next === this.snapshot && actions.length === 0) {
      const named = guards.map(
        (g: any) => (g?.type === 'rules' ? g : g?.guards?.find((x: any) => x.type === 'rules'))?.params.all ?? [],
      );
      const broken = brokenRules(gatekeeping.rules, named[0] ?? [], this.context, given).map((b) => b.rule.id);
      return broken.length > 0 ? broken : 'not possible';
    }
    this.effects = actions
      .filter((a) => (effectNames as readonly string[]).includes(a.type))
      .map((a) => ({ name: a.type, params: a.params }));
    for (const a of actions) {
      if (a.type === 'xstate.cancel') this.timers.delete(String(a.params.sendId ?? a.params));
      if (a.type === 'xstate.raise' && a.params.delay !== undefined)
        this.timers.set(a.params.event.type, at + a.params.delay);
    }
    this.snapshot = next;
    return 'taken';
  }
  /** Due date of an open task. */
  due(task: string, at: number): { on: string; at: number } {
    for (const node of (this.snapshot as unknown as { _nodes: any[] })._nodes) {
      const spec = (node.meta as StateMeta | undefined)?.task;
      if (spec?.name !== task) continue;
      const given: Given = { type: '', data: undefined, actor: cast.clock, now: at, facts: {}, parameters, calendar };
      return gatekeeping.deadlines[spec.due]!.due(this.context, given);
    }
    throw new Error(`no open task ${task}`);
  }
  /** Fires the timer of a deadline at its own time. */
  fire(deadline: string): number {
    const [timer, at] = [...this.timers].find(([name]) => name.startsWith(`xstate.after.${deadline}.`))!;
    this.timers.delete(timer);
    expect(this.send(timer, undefined, cast.clock, at)).toBe('taken');
    return at;
  }
  named(name: string): any[] {
    return this.effects.filter((e) => e.name === name).map((e) => e.params);
  }
}

const signed = { by: 'thumbprint', on: '2017-03-16' };
const request = (more: object = {}) => ({
  children: [id(1)],
  institution: rci.id,
  reasons: ['poverty', 'betterSchool'],
  parents: [{ relation: 'father', status: 'dead' }],
  parentsAnswer: 'agree',
  documents: [],
  offers: [{ service: 'idpoor', by: 'commune', on: '2017-03-01', answer: 'declined' }],
  introducedBy: 'nobody',
  chiefCountersigned: true,
  ...more,
});
const form2 = (visitOn: string, low: string[] = [], more: object = {}) => ({
  visitOn,
  contactType: 'inPerson',
  place: 'home',
  childSeen: true,
  safePlace: true,
  consent: 'child',
  rightsExplained: ['general', 'refuse', 'confidentiality'],
  child: Object.fromEntries(childItems.map((i) => [i, low.includes(i) ? 2 : 3])),
  family: Object.fromEntries(familyItems.map((i) => [i, 3])),
  views: { heard: true, words: 'I want to stay with my mother' },
  parentsAnswer: 'agree',
  decision: 'accepts',
  conclusion: 'continueCase',
  signatures: { child: signed, guardian: signed, caseworker: signed },
  ...more,
});
const ladder = (on: string, suitable?: string) => ({
  on,
  rungs: rungs.map((rung) => ({
    rung,
    result: rung === suitable ? 'suitable' : 'notAvailable',
    reason: 'nobody',
    contacted: [
      { name: 'aunt', on, answer: 'no', source: 'family' },
      { name: 'chief', on, answer: 'no', source: 'commune' },
    ],
  })),
});
const plan = (items: string[], more: object = {}) => ({
  recommendation: 'residential',
  goal: 'reunification',
  returnConditions: 'income',
  until: '2017-08-01',
  contactPlan: 'monthly',
  lines: items.map((item) => ({ item, goal: 'better', action: 'grant', who: 'commune', by: '2017-05-01' })),
  signatures: { caseworker: signed, authority: signed },
  ...more,
});
const member = (n: number) => `44444444-0000-4000-8000-00000000000${n}`;
const seat = (held: string, role: Role, agency?: string): PanelFact => ({
  person: held,
  seats: [{ role, agency }],
  institutions: [],
  persons: [],
});
/** The four members hold their seats, each for an agency of its own; the social worker hers. */
const panel: PanelFact[] = [
  ...[0, 1, 2, 3].map((n) => seat(member(n), 'panelMember', `agency-${n}`)),
  seat(cast.sokha.person, 'dsw'),
];
const meeting = (on: string) => ({
  on,
  advice: 'support',
  minutes: 'heard',
  views: { heard: true, words: 'home' },
  parentsHeard: true,
  members: ['pdosvy', 'health', 'education', 'ngo'].map((agency, n) => ({
    person: member(n),
    agency,
    interestDeclared: 'none',
    vote: 'inFavour',
  })),
});
const approval = (more: object = {}) => ({
  children: [id(1)],
  institution: rci.id,
  goal: 'reunification',
  returnConditions: 'income',
  until: '2017-08-01',
  contactPlan: 'monthly',
  reasons: 'as the file says',
  ...more,
});
const refusal = {
  reasons: 'support answers it',
  needs: ['material', 'education'],
  referrals: ['idpoor', 'scholarship'],
};

/** A case brought to the desk of the director. */
function atTheDesk(
  facts: Facts,
  submitted: object,
  on: { request: string; visit: string; desk: string },
  low: string[] = [],
): Case {
  const c = new Case(facts);
  expect(c.send('request.submitted', submitted, cast.commune, time(on.request))).toBe('taken');
  expect(c.send('request.registered', { risk: 'low', reasons: 'mother at home' }, cast.sokha, time(on.request))).toBe(
    'taken',
  );
  expect(c.send('caseworker.assigned', { caseworker: cast.sokha.person }, cast.vanna, time(on.request))).toBe('taken');
  const at = time(on.visit);
  expect(
    c.send('contact.made', { on: on.visit, contactType: 'inPerson', place: 'home', childSeen: true }, cast.sokha, at),
  ).toBe('taken');
  expect(c.send('form2.submitted', form2(on.visit, low), cast.sokha, at)).toBe('taken');
  const documents = c.context.documents.map((document) => ({
    document,
    source: 'registrar',
    on: on.visit,
    result: 'confirmed',
  }));
  expect(c.send('documents.verified', { documents }, cast.sokha, at)).toBe('taken');
  expect(c.send('ladder.completed', ladder(on.visit), cast.sokha, at)).toBe('taken');
  expect(c.send('plan.recommended', plan(low), cast.sokha, at)).toBe('taken');
  const desk = time(on.desk);
  expect(c.send('quality.forwarded', { checked: ['form2', 'documents', 'ladder', 'plan'] }, cast.vanna, desk)).toBe(
    'taken',
  );
  expect(c.send('panel.held', meeting(on.desk), cast.officer, desk)).toBe('taken');
  return c;
}

describe('E1, a request for poverty alone', () => {
  const facts: Facts = { children: [child(1, '2006-09-14')], institution: rci, earlierRequests: [] };

  it('is acknowledged by Tuesday, met by 21 March, assessed by 20 March', () => {
    const c = new Case(facts);
    const monday = time('2017-03-06');
    c.send('request.submitted', request(), cast.commune, monday);
    expect(c.due('acknowledge', monday).on).toBe('2017-03-07');
    c.send('request.registered', { risk: 'low', reasons: 'mother at home' }, cast.sokha, monday);
    c.send('caseworker.assigned', { caseworker: cast.sokha.person }, cast.vanna, monday);
    expect(c.due('firstContact', monday).on).toBe('2017-03-21');
    expect(c.due('form2', monday).on).toBe('2017-03-20');
  });

  it('is given to nobody but a caseworker of the area, and assessed by no paper that is signed tomorrow', () => {
    const c = new Case(facts);
    const monday = time('2017-03-06');
    c.send('request.submitted', request(), cast.commune, monday);
    c.send('request.registered', { risk: 'low', reasons: 'mother at home' }, cast.sokha, monday);
    for (const caseworker of [cast.manager.person, member(1), 'nobody'])
      expect(c.send('caseworker.assigned', { caseworker }, cast.vanna, monday)).toEqual(['gatekeeping.caseworker']);
    c.send('caseworker.assigned', { caseworker: cast.sokha.person.toUpperCase() }, cast.vanna, monday);
    expect(c.context.caseworker).toBe(cast.sokha.person);
    const { signatures } = form2('2017-03-06');
    const early = form2('2017-03-06', [], {
      signatures: { ...signatures, child: { ...signatures.child, on: '2017-03-07' } },
    });
    expect(c.send('form2.submitted', early, cast.sokha, monday)).toEqual(['gatekeeping.happened']);
  });

  it('is refused to the institution by N-04 alone, even while the request of the commune is open', () => {
    const open = { ...facts, children: [child(1, '2006-09-14', { openRequest: 'case-0' })] };
    expect(new Case(open).send('request.submitted', request(), cast.manager, time('2017-03-08'))).toEqual(['N-04']);
  });

  it('cannot be approved: N-02 and N-12 come back together; the refusal opens support at once', () => {
    const c = atTheDesk(facts, request(), { request: '2017-03-06', visit: '2017-03-16', desk: '2017-03-22' }, [
      'food',
      'clothing',
      'education',
    ]);
    expect((c.send('decision.approved', approval(), cast.director, time('2017-03-22')) as string[]).sort()).toEqual([
      'N-02',
      'N-12',
    ]);
    expect(c.send('decision.refusedFamilySupport', refusal, cast.director, time('2017-03-23'))).toBe('taken');
    expect(c.named('instance.open')).toEqual([
      {
        workflow: 'family-support',
        event: 'support.opened',
        data: {
          reason: 'refused',
          children: [id(1)],
          request: 'case-1',
          needs: ['material', 'education'],
          referrals: ['idpoor', 'scholarship'],
          openedAt: time('2017-03-23'),
        },
      },
    ]);
    expect(c.named('outcome.record')[0].children[0].rules.sort()).toEqual(['N-02', 'N-12']);
    expect(c.named('notice.issue')[0].text.en).toMatch(/appeal .* 30 days/);
    expect(c.due('notifyRefusal', time('2017-03-23')).at).toBe(time('2017-03-24'));
  });

  it('keeps Sokha from deciding what she assessed, also when somebody acts for her', () => {
    const c = atTheDesk(facts, request({ reasons: ['noFamily'] }), {
      request: '2017-03-06',
      visit: '2017-03-16',
      desk: '2017-03-22',
    });
    const asDirector: Actor = { ...cast.director, person: cast.sokha.person };
    expect(c.send('decision.refusedFamilySupport', refusal, asDirector, time('2017-03-23'))).toEqual(['N-10']);
    expect(
      c.send(
        'decision.refusedFamilySupport',
        refusal,
        { ...cast.director, actingFor: cast.sokha.person },
        time('2017-03-23'),
      ),
    ).toEqual(['N-10']);
  });

  it('is not submitted again in Takeo on 3 April, unless a fact changed; the answer names date, province and rules', () => {
    const earlierRequests = [
      {
        child: id(1),
        same: 'certain' as const,
        outcome: 'REFUSED_FAMILY_SUPPORT',
        date: '2017-03-23',
        province: '08',
        rules: ['N-02', 'N-12'],
      },
    ];
    const takeo = { ...cast.commune, person: person(0), area: '210101' };
    const c = new Case({ ...facts, earlierRequests });
    expect(c.send('request.submitted', request(), takeo, time('2017-04-03'))).toEqual(['N-16']);
    const given = {
      type: 'request.submitted',
      data: request(),
      actor: takeo,
      now: time('2017-04-03'),
      facts: { earlierRequests },
      parameters,
      calendar,
    };
    expect(gatekeeping.rules['N-16']!.check(c.context, given)?.en).toMatch(/2017-03-23 in province 08 \(N-02, N-12\)/);
    expect(
      c.send('request.submitted', request({ changedFacts: 'the mother was jailed' }), takeo, time('2017-04-03')),
    ).toBe('taken');
  });

  it('asks for a reason when it is only probably the same child, and ends after 90 days', () => {
    const earlier = (same: 'certain' | 'probable') => [
      { child: id(1), same, outcome: 'REFUSED_FAMILY_SUPPORT', date: '2017-03-23', province: '08', rules: ['N-02'] },
    ];
    const different = request({ differentChild: 'another mother' });
    expect(
      new Case({ ...facts, earlierRequests: earlier('probable') }).send(
        'request.submitted',
        different,
        cast.commune,
        time('2017-04-03'),
      ),
    ).toBe('taken');
    expect(
      new Case({ ...facts, earlierRequests: earlier('certain') }).send(
        'request.submitted',
        different,
        cast.commune,
        time('2017-04-03'),
      ),
    ).toEqual(['N-16']);
    expect(
      new Case({ ...facts, earlierRequests: earlier('certain') }).send(
        'request.submitted',
        request(),
        cast.commune,
        time('2017-06-21'),
      ),
    ).toEqual(['N-16']);
    expect(
      new Case({ ...facts, earlierRequests: earlier('certain') }).send(
        'request.submitted',
        request(),
        cast.commune,
        time('2017-06-22'),
      ),
    ).toBe('taken');
  });
});

describe('E3, three siblings, one of them two years old', () => {
  const [lina, bora, mey] = [1, 2, 3].map((n) => id(n)) as [string, string, string];
  const all = [lina, bora, mey];
  const facts: Facts = {
    children: [child(1, '2014-12-10'), child(2, '2012-03-03'), child(3, '2007-07-21')].map((c) => ({
      ...c,
      siblings: all.filter((s) => s !== c.id),
    })),
    institution: { ...rci, code: 'RCI-BTB-002' },
    earlierRequests: [],
  };
  const submitted = request({
    children: all,
    reasons: ['parentsInJail'],
    documents: ['detentionLetter'],
    parents: [{ relation: 'mother', status: 'jailed', proof: 'detentionLetter' }],
  });
  const desk = () => atTheDesk(facts, submitted, { request: '2017-04-03', visit: '2017-04-12', desk: '2017-04-18' });
  const kinship = (more: object = {}) => ({
    children: all,
    care: 'kinship',
    carerAssessedOn: '2017-04-12',
    carerCommune: '150201',
    contactPlan: 'a visit each month',
    reasons: 'the aunt',
    ...more,
  });
  const tuesday = time('2017-04-18');

  it('is never approved for Lina, and not for the others without her', () => {
    const c = desk();
    expect(c.send('decision.approved', approval({ children: all }), cast.director, tuesday)).toEqual(['N-01']);
    expect(c.send('decision.approved', approval({ children: [bora, mey] }), cast.director, tuesday)).toEqual(['N-07']);
    const bids = [bora, mey].map((c) => ({ child: c, reason: 'see the determination', on: '2017-04-18' }));
    expect(c.send('decision.approved', approval({ children: [bora, mey], bids }), cast.director, tuesday)).toBe(
      'taken',
    );
    expect(c.named('authority.grant')[0].children).toEqual([bora, mey]);
    expect(c.named('instance.open')[0].data).toMatchObject({ reason: 'refused', children: [lina] });
  });

  it('names every missing step on the day of the request', () => {
    const c = new Case(facts);
    c.send('request.submitted', submitted, cast.commune, time('2017-04-03'));
    const broken = c.send('decision.approved', approval({ children: all }), cast.director, time('2017-04-03'));
    expect(broken).toEqual(expect.arrayContaining(['N-01', 'N-03']));
  });

  it('goes to the aunt by the district, with a contact plan for the mother in prison, and Form 4 for each child', () => {
    const c = desk();
    expect(c.send('decision.refusedAlternativeCare', kinship({ contactPlan: undefined }), cast.vanna, tuesday)).toEqual(
      ['gatekeeping.contact-plan'],
    );
    expect(c.send('decision.refusedAlternativeCare', kinship(), cast.vanna, tuesday)).toBe('taken');
    const thursday = time('2017-04-20T10:00');
    const form4 = (one: string, signatures: object) => ({
      children: [one],
      at: iso('2017-04-20T10:00'),
      carer: 'aunt',
      commune: '150201',
      signatures,
    });
    const four = { child: signed, carer: signed, caseworker: signed, chief: signed };
    const { chief: _chief, ...three } = four;
    expect(c.send('placement.started', form4(lina, three), cast.sokha, thursday)).toEqual(['N-30']);
    for (const one of all) {
      expect(c.send('placement.started', form4(one, four), cast.sokha, thursday)).toBe('taken');
      expect(c.named('authority.grant')).toMatchObject([{ kind: 'kinship', children: [one], from: thursday }]);
    }
    expect(c.state).toBe('"placedInFamily"');
    expect(c.context.outcome).toBe('REFUSED_ALTERNATIVE_CARE');
  });
});

describe('E4, an emergency at night before a holiday', () => {
  const transit: InstitutionFact = {
    ...rci,
    id: '22222222-0000-4000-8000-000000000005',
    code: 'TH-SRP-001',
    kind: 'transitHome',
    operator: 'state',
    lastInspection: '2017-03-01',
  };
  const suspended: InstitutionFact = {
    ...rci,
    id: '22222222-0000-4000-8000-000000000018',
    code: 'RCI-SRP-018',
    standing: 'suspended',
  };
  const facts: Facts = {
    children: [child(1, '2009-05-05', { sex: 'male' })],
    emergencies: { sameReferrerSameFacility: 0 },
  };
  const taken = time('2017-09-15T23:40');
  const opening = {
    children: [id(1)],
    takenAt: iso('2017-09-15T23:40'),
    where: 'market',
    found: 'patrol',
    grounds: 'foundAlone',
  };
  const passed = (...list: string[]) => list.map((destination) => ({ destination, reason: 'none found' }));
  const proposal = {
    destination: 'transitHome',
    institution: transit.id,
    passedOver: passed('relative', 'emergencyFoster'),
  };
  const interim = {
    destination: 'transitHome',
    institution: transit.id,
    goal: 'kinship',
    until: '2017-09-22',
    reasons: 'grandmother found',
  };
  const seen = {
    at: iso('2017-09-16T10:00'),
    contactType: 'inPerson',
    alone: true,
    provinceInformed: true,
    views: { heard: true, words: 'my grandmother' },
  };

  const opened = () => {
    const c = new Case(facts);
    expect(c.send('emergency.opened', opening, cast.police, time('2017-09-15T23:52'))).toBe('taken');
    expect(
      c.send(
        'dutyWorker.reached',
        { at: iso('2017-09-16T00:05'), worker: 'on duty' },
        cast.police,
        time('2017-09-16T00:05'),
      ),
    ).toBe('taken');
    return c;
  };
  const inTransit = () => {
    const c = opened();
    expect(
      c.send('destination.proposed', proposal, cast.police, time('2017-09-16T00:10'), { institution: transit }),
    ).toBe('taken');
    expect(c.send('child.seen', seen, cast.sokha, time('2017-09-16T10:00'))).toBe('taken');
    return c;
  };

  it('is never opened by an institution', () => {
    expect(new Case(facts).send('emergency.opened', opening, cast.manager, taken)).toEqual(['N-04']);
  });

  it('counts both clocks in calendar hours from the moment the child was taken into care', () => {
    const c = opened();
    expect(c.due('seeChild', taken).at).toBe(time('2017-09-16T23:40'));
    expect(c.due('decideEmergency', taken).at).toBe(time('2017-09-18T23:40'));
    expect([...c.timers.values()]).toEqual([time('2017-09-18T23:40')]);
  });

  it('refuses the suspended institution and takes the transit home, with an authority until Monday 23:40', () => {
    const c = opened();
    const wrong = {
      destination: 'institution',
      institution: suspended.id,
      passedOver: passed('relative', 'emergencyFoster', 'transitHome'),
    };
    expect(
      c.send('destination.proposed', wrong, cast.police, time('2017-09-16T00:08'), { institution: suspended }),
    ).toEqual(['N-05']);
    expect(
      c.send('destination.proposed', { ...proposal, passedOver: [] }, cast.police, time('2017-09-16T00:09'), {
        institution: transit,
      }),
    ).toEqual(['N-11']);
    expect(
      c.send('destination.proposed', proposal, cast.police, time('2017-09-16T00:10'), { institution: transit }),
    ).toBe('taken');
    expect(c.named('authority.grant')).toMatchObject([
      { kind: 'emergency', from: taken, until: time('2017-09-18T23:40') },
    ]);
  });

  it('takes a child under three to a foster family or a hospital only', () => {
    const infant = { children: [child(1, '2015-09-15')] };
    const c = new Case({ ...facts, ...infant });
    c.send('emergency.opened', opening, cast.police, taken);
    c.send('dutyWorker.reached', { at: opening.takenAt, worker: 'Sokha' }, cast.police, taken);
    expect(c.send('destination.proposed', proposal, cast.police, taken, { institution: transit })).toEqual(['N-01']);
    expect(
      c.send(
        'destination.proposed',
        { destination: 'hospital', passedOver: passed('relative', 'emergencyFoster') },
        cast.police,
        taken,
      ),
    ).toBe('taken');
  });

  it('bridges the holiday by a new decision, not by an extension, and moves nobody before Form 4', () => {
    const c = inTransit();
    const evening = time('2017-09-18T16:30');
    const four = { child: signed, carer: signed, caseworker: signed, chief: signed };
    const move = (at: string) => ({
      children: [id(1)],
      at: iso(at),
      carer: 'grandmother',
      commune: '170101',
      signatures: four,
    });
    expect(c.send('placement.started', move('2017-09-18T16:30'), cast.sokha, evening)).toEqual(['N-30']);
    expect(
      c.send('decision.interimCare', { ...interim, goal: undefined }, cast.director, evening, { institution: transit }),
    ).toEqual(['N-09']);
    expect(c.send('decision.interimCare', interim, cast.director, evening, { institution: transit })).toBe('taken');
    expect(c.named('authority.change')).toMatchObject([{ to: 'ended' }]);
    expect(c.named('authority.grant')).toMatchObject([{ kind: 'interim', until: time('2017-09-23T00:00') }]);
    expect(c.due('prepareNext', evening)).toMatchObject({ on: '2017-09-22' });
    expect([...c.timers.values()]).toEqual([time('2017-09-23T00:00')]);
    const friday = time('2017-09-22T10:00');
    const kinship = {
      children: [id(1)],
      care: 'kinship',
      carerAssessedOn: '2017-09-22',
      carerCommune: '170101',
      reasons: 'the grandmother is safe',
    };
    expect(c.send('decision.refusedAlternativeCare', kinship, cast.vanna, friday)).toBe('taken');
    expect(
      c.send('placement.started', { ...move('2017-09-22T10:00'), signatures: { child: signed } }, cast.sokha, friday),
    ).toEqual(['N-30']);
    expect(c.send('placement.started', move('2017-09-22T10:00'), cast.sokha, friday)).toBe('taken');
    expect(c.state).toBe('"placedInFamily"');
  });

  it('lapses loudly: an incident, an alert each hour until acknowledged, and the child stays', () => {
    const c = inTransit();
    const at = c.fire('emergencyAuthority');
    expect(at).toBe(time('2017-09-18T23:40'));
    expect(c.named('incident.open')).toMatchObject([{ kind: 'EMERGENCY_AUTHORITY_LAPSED', role: 'pdosvyDirector' }]);
    expect(c.named('alert.raise')).toMatchObject([{ to: ['pdosvyDirector', 'mosvy'] }]);
    expect(c.named('fact.record')).toEqual([]);
    const occurrences = [0, 1, 2].map(() => {
      c.fire('lapseRepeat');
      return c.named('alert.raise')[0].occurrence;
    });
    expect(new Set(occurrences).size).toBe(3);
    const leave = { children: [id(1)], at: iso('2017-09-19T01:00'), carer: 'van', commune: '170101', signatures: {} };
    expect(c.send('placement.started', leave, cast.manager, time('2017-09-19T03:00'))).toEqual(['N-30']);
    expect(c.send('lapse.acknowledged', { measures: 'stays' }, cast.director, time('2017-09-19T03:00'))).toBe('taken');
    expect([...c.timers.keys()]).toEqual([]);
    expect(
      c.send('decision.interimCare', interim, cast.director, time('2017-09-19T03:10'), { institution: transit }),
    ).toBe('taken');
    expect(c.named('incident.resolve')).toMatchObject([{ kind: 'EMERGENCY_AUTHORITY_LAPSED' }]);
  });

  it('raises a pattern alert at the third entry by the same officer to the same facility', () => {
    const alerts = [0, 1, 2].map((sameReferrerSameFacility) => {
      const c = opened();
      c.send('destination.proposed', proposal, cast.police, time('2017-09-16T00:10'), {
        institution: transit,
        emergencies: { sameReferrerSameFacility },
      });
      return c.named('alert.raise').filter((a) => a.kind === 'emergencyPattern').length;
    });
    expect(alerts).toEqual([0, 0, 1]);
  });
});

describe('an approved admission', () => {
  const facts: Facts = { children: [child(1, '2009-03-03')], institution: rci, earlierRequests: [] };
  const submitted = request({ reasons: ['parentsInJail'], documents: ['detentionLetter'] });
  const friday = time('2017-03-24');
  const approved = () => {
    const c = atTheDesk(facts, submitted, { request: '2017-03-06', visit: '2017-03-16', desk: '2017-03-24' });
    expect(c.send('decision.approved', approval(), cast.director, friday)).toBe('taken');
    return c;
  };
  const arrival = { children: [id(1)], at: iso('2017-03-28T10:00') };
  const tuesday = time('2017-03-28T10:00');
  const status = (standing: InstitutionFact['standing']) => ({ institution: { ...rci, standing } });

  it('waits for both sides, then the residential clock runs', () => {
    const c = approved();
    expect(c.named('authority.grant')).toMatchObject([{ kind: 'residential', status: 'awaiting' }]);
    c.send('arrival.recorded', arrival, cast.manager, tuesday);
    expect(c.state).toContain('awaitingArrival');
    c.send('arrival.recorded', arrival, cast.sokha, tuesday);
    expect(c.state).toContain('admitted');
    expect(c.named('authority.change').at(-1)).toMatchObject({ to: 'inForce', kinds: ['residential'] });
    expect(c.due('review', tuesday).on).toBe('2017-06-26');
    const at = c.fire('authorityEnds');
    expect(dateOf(at - 1)).toBe('2017-08-01');
    expect(c.named('authority.change')).toMatchObject([{ to: 'void' }]);
    expect(c.named('alert.raise')[0].to).toContain('mosvy');
  });

  it('opens the way home of each child on the day of the admission, but no second one', () => {
    const arrives = (openCases?: string[]) => {
      const c = approved();
      const known = { children: [child(1, '2009-03-03', { openCases })] };
      c.send('arrival.recorded', arrival, cast.manager, tuesday, known);
      expect(c.named('instance.open')).toEqual([]);
      c.send('arrival.recorded', arrival, cast.sokha, tuesday, known);
      expect(c.state).toContain('admitted');
      return c.named('instance.open');
    };
    const [way, ...more] = arrives(['family-support']);
    expect(more).toEqual([]);
    expect(way).toMatchObject({ workflow: 'family-reintegration', event: 'child.identified' });
    expect(way.data).toEqual({
      child: id(1),
      source: 'admission',
      institution: rci.id,
      interviewees: [],
      childTypes: [],
      needs: [],
      risk: 'low',
      contactLost: false,
      abuseAlleged: false,
    });
    expect(familyReintegration.events['child.identified']!.form.safeParse(way.data).error).toBeUndefined();
    expect(arrives(['family-reintegration', 'family-support'])).toEqual([]);
  });

  it.each([
    ['review.continued', 'continue', cast.sokha, {}],
    ['review.returnDecided', 'return', cast.vanna, {}],
    ['review.familyCareDecided', 'familyCare', cast.vanna, { care: 'kinship' }],
  ])(
    'tells the way home of each child what %s came to, and opens one where none is (P-11)',
    (type, outcome, by, more) => {
      const c = approved();
      c.send('arrival.recorded', arrival, cast.manager, tuesday);
      c.send('arrival.recorded', arrival, cast.sokha, tuesday);
      const held = { on: '2017-06-20', childSeenAlone: true, goalProgress: 'the mother is free in May', ...more };
      const june = time('2017-06-21');
      expect(c.send(type, { ...held, on: '2017-06-22' }, by, june)).toEqual(['gatekeeping.happened']);
      expect(c.send(type, held, by, june)).toBe('taken');
      const [told, ...others] = c.named('instance.tell');
      expect(others).toEqual([]);
      expect(told).toMatchObject({
        child: id(1),
        event: 'careReview.recorded',
        data: { case: c.context.id, on: '2017-06-20', outcome },
        orOpen: { event: 'child.identified', data: { child: id(1), source: 'review', institution: rci.id } },
      });
      expect(familyReintegration.events['child.identified']!.form.safeParse(told.orOpen.data).error).toBeUndefined();
    },
  );

  it('opens the way home of the sister who came, where the death of the other one leaves nobody to wait for', () => {
    const both: Facts = { ...facts, children: [child(1, '2009-03-03'), child(2, '2011-07-21')] };
    const children = [id(1), id(2)];
    const c = atTheDesk(
      both,
      { ...submitted, children },
      { request: '2017-03-06', visit: '2017-03-16', desk: '2017-03-24' },
    );
    expect(c.send('decision.approved', approval({ children }), cast.director, friday)).toBe('taken');
    c.send('arrival.recorded', arrival, cast.manager, tuesday);
    c.send('arrival.recorded', arrival, cast.sokha, tuesday);
    expect(c.state).toContain('awaitingArrival');
    const death = { children: [id(2)], at: iso('2017-03-28T09:00'), place: 'road' };
    expect(c.send('childDied', death, cast.sokha, tuesday)).toBe('taken');
    expect(c.state).toContain('admitted');
    expect(c.named('instance.open').map(({ data }) => data.child)).toEqual([id(1)]);
    expect(gatekeeping.events.childDied!.facts).toContain('children');
  });

  it('is suspended in the moment the institution is frozen, and only a person lets it stand again (E6)', () => {
    const c = approved();
    expect(c.send('institution.statusChanged', { institution: rci.id }, cast.register, tuesday, status('frozen'))).toBe(
      'taken',
    );
    expect(c.state).toContain('suspendedByInstitution');
    expect(c.named('authority.change')).toMatchObject([{ to: 'suspended' }]);
    expect(c.send('arrival.recorded', arrival, cast.manager, tuesday, status('frozen'))).toBe('taken');
    expect(c.named('incident.open')).toMatchObject([{ kind: 'UNAUTHORISED_PRESENCE' }]);
    expect(
      c.send('institution.statusChanged', { institution: rci.id }, cast.register, tuesday, status('authorised')),
    ).toBe('taken');
    expect(c.state).toContain('suspendedByInstitution');
    expect(c.send('decision.reinstated', { reasons: 'withdrawn' }, cast.director, tuesday, status('frozen'))).toEqual([
      'N-05',
      'N-20',
    ]);
    expect(c.send('decision.reinstated', { reasons: 'withdrawn' }, cast.director, tuesday)).toBe('taken');
  });

  it('is suspended undecided as well, keeps its file, and goes to a family or on when the institution may receive again', () => {
    const c = atTheDesk(
      facts,
      { ...submitted, children: [id(1)] },
      { request: '2017-03-06', visit: '2017-03-16', desk: '2017-03-24' },
    );
    const change = (standing: 'frozen' | 'authorised') =>
      c.send('institution.statusChanged', { institution: rci.id }, cast.register, friday, status(standing));
    expect(change('frozen')).toBe('taken');
    expect(c.state).toContain('"place":"suspended"');
    expect(c.state).toContain('"steps":"deciding"');
    expect(c.named('alert.raise').map(({ kind, to }) => [kind, to])).toEqual([
      ['requestSuspended', ['dsw', 'commune', 'pdosvyDirector']],
    ]);
    expect(c.send('decision.approved', approval(), cast.director, friday, status('frozen'))).toEqual(['N-05', 'N-20']);
    expect(change('frozen')).not.toBe('taken');
    expect(change('authorised')).toBe('taken');
    expect(c.state).toContain('"place":"open"');
    expect(c.context.held).toBeUndefined();
    expect(c.send('decision.approved', approval(), cast.director, friday)).toBe('taken');
  });

  it('is no arrival where a closing institution has not cleared the child to leave (N-22)', () => {
    const c = approved();
    const leaving = (cleared: boolean): Facts => ({ ...facts, leaving: [{ child: id(1), cleared }] });
    expect(c.send('arrival.recorded', arrival, cast.sokha, tuesday, leaving(true))).toBe('taken');
    expect(c.context.arrivals).toHaveLength(1);
    expect(c.send('arrival.recorded', arrival, cast.manager, tuesday, leaving(false))).toBe('taken');
    expect(c.state).toContain('suspendedByInstitution');
    expect(c.named('incident.open')).toMatchObject([{ kind: 'UNAUTHORISED_PRESENCE' }]);
  });

  it('becomes an incident when the child arrives and a guard does not hold any more', () => {
    const c = approved();
    expect(c.send('arrival.recorded', arrival, cast.sokha, tuesday, status('suspended'))).toBe('taken');
    expect(c.state).toContain('suspendedByInstitution');
    expect(c.named('incident.open')).toMatchObject([{ kind: 'UNAUTHORISED_PRESENCE' }]);
  });

  it('lapses unused after 14 days', () => {
    const c = approved();
    expect(dateOf(c.fire('authorityUnused') - 1)).toBe('2017-04-07');
    expect(c.context.outcome).toBe('LAPSED');
    expect(c.named('instance.open')[0].data.reason).toBe('withdrawn');
  });

  it('is void when the birth date proves to be under three', () => {
    const c = approved();
    c.send('child.birthDateCorrected', { child: id(1) }, cast.register, tuesday, {
      children: [child(1, '2015-01-01')],
    });
    expect(c.state).toContain('underAge');
    expect(c.named('authority.change')).toMatchObject([{ to: 'void' }]);
  });

  it('needs a new Form 2 and new answers when the child turned three meanwhile', () => {
    const young = { ...facts, children: [child(1, '2014-03-20')] };
    const c = atTheDesk(young, submitted, { request: '2017-03-06', visit: '2017-03-16', desk: '2017-03-24' });
    expect(c.send('decision.approved', approval(), cast.director, friday)).toEqual(['N-01']);
    const later = atTheDesk(young, submitted, { request: '2017-03-06', visit: '2017-03-20', desk: '2017-03-24' });
    expect(later.send('decision.approved', approval(), cast.director, friday)).toBe('taken');
  });

  it('is decided by the ministry where the state operates the institution', () => {
    const state = { ...facts, institution: { ...rci, operator: 'state' as const } };
    const c = atTheDesk(state, submitted, { request: '2017-03-06', visit: '2017-03-16', desk: '2017-03-24' });
    expect(c.send('decision.approved', approval(), cast.director, friday)).toEqual(['N-10']);
    expect(c.send('decision.approved', approval(), cast.ministry, friday)).toEqual(['gatekeeping.level']);
    c.send(
      'decision.referredToMosvy',
      { ground: 'stateOperated', reasons: 'the province operates it' },
      cast.director,
      friday,
    );
    expect(c.send('decision.approved', approval(), cast.ministry, friday)).toBe('taken');
  });

  it('goes to the court when the parents object', () => {
    const c = atTheDesk(facts, { ...submitted }, { request: '2017-03-06', visit: '2017-03-16', desk: '2017-03-24' });
    c.snapshot.context.parents = 'object';
    expect(c.send('decision.approved', approval(), cast.director, friday)).toEqual(['N-08']);
    expect(c.send('decision.referredToCourt', { court: 'Kandal', reasons: 'they object' }, cast.director, friday)).toBe(
      'taken',
    );
    expect(c.due('inquireCourt', friday).on).toBe('2017-04-23');
  });

  it('ends when its child dies, and the death is reviewed', () => {
    const c = approved();
    expect(
      c.send('childDied', { children: [id(1)], at: iso('2017-03-28T10:00'), place: 'hospital' }, cast.sokha, tuesday),
    ).toBe('taken');
    expect(c.named('incident.open')).toMatchObject([{ kind: 'CHILD_DIED' }]);
    expect(c.context.outcome).toBe('CHILD_DIED');
  });
});

describe('the forms', () => {
  it('refuse unknown fields, dates that do not exist, and scores out of the scale', () => {
    const form = gatekeeping.events['form2.submitted']!.form;
    expect(form.safeParse(form2('2017-03-16')).success).toBe(true);
    expect(form.safeParse({ ...form2('2017-03-16'), extra: 1 }).success).toBe(false);
    expect(form.safeParse(form2('2017-02-30')).success).toBe(false);
    expect(form.safeParse({ ...form2('2017-03-16'), child: { ...form2('2017-03-16').child, safety: 5 } }).success).toBe(
      false,
    );
  });
});

it('reads instants with their offset', () => {
  expect(instantOf('2017-09-15T23:40:00+07:00')).toBe(Date.UTC(2017, 8, 15, 16, 40));
  expect(instantOf('2017-09-15T16:40Z')).toBe(Date.UTC(2017, 8, 15, 16, 40));
  expect(instantOf('2016-02-29T00:00:00.5-01:30')).toBe(Date.UTC(2016, 1, 29, 1, 30));
  expect(instantOf('yesterday')).toBeUndefined();
});
