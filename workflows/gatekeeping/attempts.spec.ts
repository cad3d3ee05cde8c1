/** Attempts to get round a rule, each from the state in which it would be tried. */
import { transition, type AnyMachineSnapshot } from 'xstate';
import { defaultParameters } from '../parameters';
import type { Facts } from '../facts';
import { startOf } from '../time';
import { brokenRules, type Actor, type Given } from '../workflow';
import { gatekeeping } from '.';
import { initialContext, instantOf, nothingDone, rungs, type Context } from './context';
import {
  area,
  bora,
  childFact,
  facts,
  home,
  now as morning,
  personOf,
  rci,
  stranger,
  today,
  transitHome,
} from './samples/people';

const calendar = { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: [] };
const parameters = defaultParameters();
const now = instantOf(morning)!;
const supervisor: Actor = {
  person: personOf('districtSupervisor'),
  role: 'districtSupervisor',
  area: area.slice(0, 4),
};
const dsw: Actor = { person: personOf('dsw'), role: 'dsw', area: area.slice(0, 4) };

/** A case in a state, about one child whose file is complete. */
function caseIn(value: object, more: Partial<Context> = {}): AnyMachineSnapshot {
  const context: Context = {
    ...initialContext({ id: 'case-1', area }),
    children: [bora],
    institution: home,
    reasons: ['noFamily'],
    parents: 'none',
    done: {
      ...nothingDone,
      registered: true,
      contact: true,
      form2: true,
      documents: true,
      ladder: true,
      recommended: true,
      quality: true,
      panel: true,
    },
    views: true,
    anchors: { submitted: now, registered: now, form2: now, ladder: now, complete: now, decided: now },
    ...more,
  };
  return gatekeeping.machine.resolveState({ value: { open: value } as never, context }) as never;
}

/** What comes of an event: the state it leads to, or the rules that refuse it. */
function send(snapshot: AnyMachineSnapshot, type: string, data: unknown, actor: Actor, more: Partial<Facts> = {}) {
  gatekeeping.events[type]!.form.parse(data);
  const given: Given = { type, data, actor, now, facts: { ...facts, ...more }, parameters, calendar };
  const rules = (snapshot as unknown as { _nodes: any[] })._nodes
    .flatMap((node) => node.transitions.get(type) ?? [])
    .map((t: any) => (t.guard?.type === 'rules' ? t.guard : t.guard?.guards?.find((g: any) => g.type === 'rules')))
    .flatMap((guard: any) => guard?.params.all ?? []);
  const [next, actions] = transition(gatekeeping.machine, snapshot as never, given as never) as [
    AnyMachineSnapshot,
    any[],
  ];
  if (next === snapshot && actions.length === 0)
    return {
      refusedBy: brokenRules(gatekeeping.rules, [...new Set(rules)], snapshot.context, given).map((b) => b.rule.id),
    };
  return { state: JSON.stringify(next.value), context: next.context as Context, effects: actions };
}

const deciding = { steps: 'deciding', authority: 'none' };
const placing = { steps: { placing: { form4: 'pending', notice: 'pending' } }, authority: 'none' };
const kinship = {
  children: [bora],
  care: 'kinship',
  carerAssessedOn: today,
  carerCommune: '150201',
  contactPlan: 'a visit each month',
  reasons: 'the aunt is willing and safe',
};
const signed = { by: 'signature', on: today };
const form4 = {
  children: [bora],
  at: morning,
  carer: 'aunt',
  commune: '150201',
  signatures: { child: signed, carer: signed, caseworker: signed, chief: signed },
};

describe('a decision for a family', () => {
  it('is about children of the case, and so is the hand-over', () => {
    const bids = [{ child: stranger, reason: 'different fathers', on: today }];
    for (const steps of [
      deciding,
      { ...deciding, steps: 'suspendedByInstitution' },
      { ...deciding, steps: 'underAge' },
    ])
      expect(
        send(caseIn(steps), 'decision.refusedAlternativeCare', { ...kinship, children: [stranger], bids }, supervisor),
      ).toEqual({ refusedBy: ['gatekeeping.of-this-case'] });
    const awaitsForm4 = caseIn(placing, { familyPlan: 'kinship', admitted: [bora] });
    expect(send(awaitsForm4, 'placement.started', { ...form4, children: [stranger] }, dsw)).toEqual({
      refusedBy: ['gatekeeping.of-this-case'],
    });
    expect(send(awaitsForm4, 'placement.started', form4, dsw)).toMatchObject({ state: '"placedInFamily"' });
  });

  it('is never taken because of poverty alone', () => {
    const poor = caseIn(deciding, { reasons: ['education', 'poverty'], parents: 'agree' });
    expect(send(poor, 'decision.refusedAlternativeCare', { ...kinship, care: 'foster' }, supervisor)).toEqual({
      refusedBy: ['N-02'],
    });
  });
});

const police: Actor = { person: personOf('police'), role: 'police', area: area.slice(0, 2) };
const emergency = {
  steps: { emergency: { destination: 'needed', sight: 'pending' } },
  authority: { bridge: 'emergency' },
};
const inEmergency: Partial<Context> = { cover: 'emergency', done: nothingDone, reasons: [], anchors: { taken: now } };

describe('an emergency destination', () => {
  const over = (...list: string[]) => list.map((destination) => ({ destination, reason: 'none was found' }));
  const propose = (data: object, more: Partial<Facts>) =>
    send(
      caseIn(emergency, { ...inEmergency, called: true }),
      'destination.proposed',
      { passedOver: [], ...data },
      police,
      more,
    );

  it('is a facility with its name and of its kind, not an institution called a family', () => {
    const there = { institution: transitHome };
    const refused = { refusedBy: ['N-06'] };
    expect(propose({ destination: 'relative', institution: transitHome.id }, there)).toEqual(refused);
    expect(
      propose({ destination: 'emergencyFoster', institution: transitHome.id, passedOver: over('relative') }, there),
    ).toEqual(refused);
    const passedOver = over('relative', 'emergencyFoster', 'transitHome');
    expect(propose({ destination: 'institution', passedOver }, { institution: undefined })).toEqual(refused);
    expect(propose({ destination: 'institution', institution: transitHome.id, passedOver }, there)).toEqual(refused);
    expect(propose({ destination: 'institution', institution: rci.id, passedOver }, {})).toHaveProperty('state');
    expect(propose({ destination: 'relative' }, { institution: undefined })).toHaveProperty('state');
  });
});

describe('Form 4', () => {
  it('is signed by four when the child moves, not later', () => {
    const awaitsForm4 = caseIn(placing, { familyPlan: 'kinship', admitted: [bora] });
    const signedOn = (on: string) => ({ ...form4.signatures, chief: { by: 'signature', on } });
    const move = (at: string, on: string) =>
      send(awaitsForm4, 'placement.started', { ...form4, at, signatures: signedOn(on) }, dsw);
    expect(move(morning, '2017-03-10')).toEqual({ refusedBy: ['N-30'] });
    expect(move('2017-03-04T09:00:00+07:00', today)).toEqual({ refusedBy: ['N-30'] });
    expect(move(morning, '2017-03-04')).toMatchObject({ state: '"placedInFamily"' });
  });
});

describe('what has not happened yet', () => {
  const refused = { refusedBy: ['gatekeeping.happened'] };

  it('carries no decision for a family: a home to be assessed is none that was', () => {
    const ahead = { ...kinship, carerAssessedOn: '2017-03-07' };
    for (const steps of [
      deciding,
      { ...deciding, steps: 'suspendedByInstitution' },
      { ...deciding, steps: 'underAge' },
    ])
      expect(send(caseIn(steps), 'decision.refusedAlternativeCare', ahead, supervisor)).toEqual(refused);
  });

  it('overrides no parents: an order of the court carries a date that has come', () => {
    const atCourt = caseIn({ steps: 'atCourt', authority: 'none' }, { parents: 'object' });
    const order = { number: '17/2017', on: '2017-03-07' };
    expect(send(atCourt, 'court.authorised', order, supervisor)).toEqual(refused);
    const no = { ...order, needs: ['protection'], referrals: [] };
    expect(send(atCourt, 'court.refused', no, supervisor)).toEqual(refused);
    expect(send(atCourt, 'court.inquired', { on: '2017-03-07' }, supervisor)).toEqual(refused);
    const { context } = send(atCourt, 'court.authorised', { ...order, on: today }, supervisor);
    expect(context!.parents).toBe('overridden');
  });
});

const director: Actor = { person: personOf('pdosvyDirector'), role: 'pdosvyDirector', area: area.slice(0, 2) };

describe('a new decision for a child who lives in an institution', () => {
  it('does not move the child to another one, even when the authority is void', () => {
    const approval = {
      children: [bora],
      institution: stranger,
      goal: 'reunification',
      returnConditions: 'the mother is free',
      until: '2017-08-01',
      contactPlan: 'a visit each month',
      reasons: 'no family can take the child now',
    };
    const renewal = caseIn(
      { steps: 'deciding', authority: 'void', review: 'due' },
      { present: true, cover: 'residential', admitted: [bora] },
    );
    expect(send(renewal, 'decision.approved', approval, director, { institution: { ...rci, id: stranger } })).toEqual({
      refusedBy: ['N-13'],
    });
    expect(send(renewal, 'decision.approved', { ...approval, institution: home }, director)).toHaveProperty('state');
  });
});

const ministry: Actor = { person: personOf('mosvy'), role: 'mosvy', area: '' };

describe('interim care', () => {
  const seen = caseIn(
    { steps: 'inEmergencyCare', authority: { bridge: 'emergency' } },
    { ...inEmergency, seen: true, destination: 'facility' },
  );
  const interim = {
    destination: 'institution',
    institution: home,
    goal: 'kinship',
    until: '2017-03-20',
    reasons: 'an aunt is found',
  };

  it('in an institution that the province operates is decided by the ministry', () => {
    const stateRun = { institution: { ...rci, operator: 'state' as const } };
    expect(send(seen, 'decision.interimCare', interim, director, stateRun)).toEqual({
      refusedBy: ['N-10', 'gatekeeping.level'],
    });
    expect(send(seen, 'decision.interimCare', interim, ministry, stateRun)).toHaveProperty('state');
    expect(send(seen, 'decision.interimCare', interim, ministry)).toEqual({ refusedBy: ['gatekeeping.level'] });
    const transit = { ...interim, destination: 'transitHome', institution: transitHome.id };
    expect(send(seen, 'decision.interimCare', transit, director, { institution: transitHome })).toHaveProperty('state');
  });
});

describe('a chain of interim decisions', () => {
  it('ends 90 days after the child was taken into care', () => {
    const interim = {
      destination: 'transitHome',
      institution: transitHome.id,
      goal: 'kinship',
      reasons: 'an aunt is found',
    };
    const again = (taken: string, until: string) =>
      send(
        caseIn(
          { steps: 'inInterimCare', authority: { bridge: 'interim' } },
          {
            ...inEmergency,
            cover: 'interim',
            seen: true,
            destination: 'facility',
            anchors: { taken: instantOf(taken)! },
          },
        ),
        'decision.interimCare',
        { ...interim, until },
        director,
        { institution: transitHome },
      );
    const taken = '2016-12-20T23:40:00+07:00';
    expect(again(taken, '2017-03-20')).toHaveProperty('state');
    expect(again(taken, '2017-03-21')).toEqual({ refusedBy: ['N-09'] });
    expect(again('2016-11-20T23:40:00+07:00', today)).toEqual({ refusedBy: ['N-09'] });
  });
});

describe('a request', () => {
  it('does not come from a commune officer who stands behind the institution or works for its operator', () => {
    const request = {
      children: [bora],
      institution: home,
      reasons: ['parentsInJail'],
      parents: [{ relation: 'mother', status: 'jailed', proof: 'detentionLetter' }],
      parentsAnswer: 'agree',
      documents: ['detentionLetter'],
      offers: [{ service: 'idpoor', by: 'commune', on: today, answer: 'declined' }],
      introducedBy: 'nobody',
      chiefCountersigned: true,
    };
    const opened = gatekeeping.machine.resolveState({ value: 'new', context: initialContext({ id: 'case-1', area }) });
    const commune: Actor = { person: personOf('commune'), role: 'commune', area };
    const submit = (actor: Actor, persons: string[] = []) =>
      send(opened as never, 'request.submitted', request, actor, { institution: { ...rci, persons } });
    expect(submit(commune, [commune.person])).toEqual({ refusedBy: ['N-04'] });
    expect(submit({ ...commune, actingFor: stranger }, [stranger])).toEqual({ refusedBy: ['N-04'] });
    expect(submit({ ...commune, agency: rci.operatorAgency })).toEqual({ refusedBy: ['N-04'] });
    expect(submit(commune, [stranger])).toHaveProperty('state');
  });
});

describe('an arrival', () => {
  const awaiting = caseIn(
    {
      steps: { awaitingArrival: { institution: 'expected', worker: 'expected', notice: 'pending' } },
      authority: 'none',
    },
    { admitted: [bora], done: { ...nothingDone, decided: true }, approved: { from: now, until: now + 86_400_000 } },
  );
  const arrival = { children: [bora], at: morning };
  const ngo: Actor = { person: personOf('ngoCaseworker'), role: 'ngoCaseworker', area: area.slice(0, 4) };

  it('is not confirmed from both sides by the organisation that operates the institution', () => {
    const told = send(awaiting, 'arrival.recorded', arrival, { ...ngo, agency: rci.operatorAgency });
    expect(told.context!.arrivals).toEqual([`${bora}:institution`]);
    const independent = send(awaiting, 'arrival.recorded', arrival, { ...ngo, agency: 'agency-2' });
    expect(independent.context!.arrivals).toEqual([`${bora}:worker`]);
  });

  it('of a day before the decision is a presence without authority', () => {
    const manager: Actor = { person: personOf('rciDirector'), role: 'rciDirector', area: '08', institution: home };
    const earlier = { ...arrival, at: '2017-03-03T09:00:00+07:00' };
    expect(send(awaiting, 'arrival.recorded', earlier, manager).state).toContain('suspendedByInstitution');
    expect(send(awaiting, 'arrival.recorded', arrival, manager).state).toContain('awaitingArrival');
  });
});

describe('the ladder', () => {
  it('is no younger than the last answer of relatives and of foster families', () => {
    const assessing = caseIn(
      {
        steps: { assessing: { firstContact: 'done', form2: 'done', documents: 'done', ladder: 'pending' } },
        authority: 'none',
      },
      { done: { ...nothingDone, registered: true, contact: true, form2: true, documents: true } },
    );
    const contacted = (...days: string[]) =>
      days.map((on, n) => ({ name: 'asked', on, answer: 'no', source: n === 0 ? 'commune' : 'school' }));
    const completed = (relatives: object[], foster: object[]) =>
      send(
        assessing,
        'ladder.completed',
        {
          on: today,
          rungs: rungs.map((rung) => ({
            rung,
            result: 'notAvailable',
            reason: 'none',
            contacted: rung === 'relatives' ? relatives : rung === 'foster' ? foster : undefined,
          })),
        },
        dsw,
      ).context!.anchors.ladder;
    expect(completed(contacted('2016-06-01', '2016-06-02'), [])).toBe(startOf('2016-06-02'));
    expect(completed(contacted('2016-06-01', today), contacted('2016-07-01'))).toBe(startOf('2016-07-01'));
    expect(completed(contacted('2016-06-01', today), [])).toBe(startOf(today));
  });
});

describe('a second emergency for the same child', () => {
  const opening = { children: [bora], takenAt: morning, where: 'market', found: 'patrol', grounds: 'foundAlone' };
  const opened = gatekeeping.machine.resolveState({ value: 'new', context: initialContext({ id: 'case-2', area }) });
  const elsewhere = (...takenElsewhere: string[]) => ({
    children: [childFact(bora, { takenElsewhere: takenElsewhere.map((at) => instantOf(at)!) })],
  });
  const taken = (...list: string[]) =>
    send(opened as never, 'emergency.opened', opening, police, elsewhere(...list)).context!.anchors.taken;

  it('is opened, and its 72 hours are those of the first while they run', () => {
    expect(taken()).toBe(now);
    expect(taken('2017-03-05T23:40:00+07:00')).toBe(instantOf('2017-03-05T23:40:00+07:00'));
    expect(taken('2017-03-04T10:00:00+07:00', '2017-03-05T23:40:00+07:00')).toBe(
      instantOf('2017-03-04T10:00:00+07:00'),
    );
    expect(taken('2017-03-03T09:00:00+07:00')).toBe(now);
    expect(taken('2017-02-03T09:00:00+07:00', '2017-03-03T09:00:01+07:00')).toBe(
      instantOf('2017-03-03T09:00:01+07:00'),
    );
  });

  it('ends the authority of the first only with a reason, in an incident that is told up to the ministry', () => {
    const covered = childFact(bora, {
      authority: {
        id: stranger,
        kind: 'emergency',
        status: 'inForce',
        institution: transitHome.id,
        instance: 'case-0',
        until: now + 3_600_000,
      },
    });
    const proposal = {
      destination: 'transitHome',
      institution: transitHome.id,
      passedOver: ['relative', 'emergencyFoster'].map((destination) => ({ destination, reason: 'none' })),
    };
    const there = { institution: transitHome, children: [covered] };
    const waiting = caseIn(emergency, { ...inEmergency, called: true });
    expect(send(waiting, 'destination.proposed', proposal, police, there)).toEqual({
      refusedBy: ['gatekeeping.one-authority'],
    });
    const why = { ...proposal, whyNotBack: 'the child fled from there' };
    const { effects } = send(waiting, 'destination.proposed', why, police, there);
    expect(effects!.filter((e) => e.type === 'incident.open').map((e) => [e.params.kind, e.params.children])).toEqual([
      ['AUTHORITY_REPLACED', [bora]],
    ]);
    expect(effects!.find((e) => e.type === 'alert.raise')!.params.to).toContain('mosvy');
    const own = childFact(bora, { authority: { ...covered.authority!, instance: 'case-1' } });
    const again = send(waiting, 'destination.proposed', proposal, police, { ...there, children: [own] });
    expect(again.effects!.map((e) => e.type)).not.toContain('incident.open');
  });

  it('that found no place ends nothing of the first when its own clock runs out', () => {
    const lapse = (destination?: 'facility') => {
      const running = caseIn(emergency, { ...inEmergency, destination });
      const timer = Object.keys(
        (running as any).machine.states.open.states.authority.states.bridge.states.emergency.on ?? {},
      );
      const type = timer.find((name) => name.startsWith('xstate.after.emergencyAuthority'))!;
      const [, actions] = transition(gatekeeping.machine, running as never, {
        type,
        data: null,
        actor: { person: 'clock', role: 'clock', area: '' },
        now: now + 72 * 3_600_000,
        facts: {},
        parameters,
        calendar,
      }) as [unknown, any[]];
      return actions.find((a) => a.type === 'authority.change').params.children;
    };
    expect(lapse()).toEqual([]);
    expect(lapse('facility')).toEqual([bora]);
  });
});

describe('a form', () => {
  it('names a child once', () => {
    for (const type of ['decision.approved', 'request.submitted', 'arrival.recorded', 'safetyConcern']) {
      const twice = gatekeeping.events[type]!.form.safeParse({ children: [bora, bora.toUpperCase()] });
      expect(twice.error!.issues).toContainEqual(
        expect.objectContaining({ path: ['children', 1], message: 'named_twice' }),
      );
    }
  });
});

describe('who met the child, or verified a document', () => {
  it('does not decide the case', () => {
    const value = {
      steps: { assessing: { firstContact: 'pending', form2: 'pending', documents: 'pending', ladder: 'pending' } },
      authority: 'none',
    };
    const fresh = caseIn(value, { done: { ...nothingDone, registered: true }, documents: [] });
    const met = send(
      fresh,
      'contact.made',
      { on: today, contactType: 'inPerson', place: 'home', childSeen: true },
      dsw,
    );
    const checked = send(fresh, 'documents.verified', { documents: [] }, dsw);
    for (const { context } of [met, checked]) expect(context!.duties.assessors).toEqual([dsw.person]);
    const assessed = caseIn(deciding, { duties: met.context!.duties });
    const asSupervisor = { ...supervisor, person: dsw.person };
    expect(send(assessed, 'decision.refusedAlternativeCare', kinship, asSupervisor)).toEqual({ refusedBy: ['N-10'] });
  });
});

describe('a renewal that stands still', () => {
  it('has its review 90 days after the last one', () => {
    const admitted = caseIn(
      { steps: { admitted: { plan: 'made', notice: 'done' } }, authority: 'residential', review: 'due' },
      { present: true, cover: 'residential', admitted: [bora], informed: true, anchors: { reviewed: now } },
    );
    const { state, context } = send(admitted, 'renewal.started', { reason: 'the goal is not reached' }, dsw);
    expect(state).toContain('"review":"due"');
    const given = { type: '', data: undefined, actor: dsw, now, facts: {}, parameters, calendar };
    expect(gatekeeping.deadlines['review']!.due(context!, { ...given, now: now + 50 * 86_400_000 }).on).toBe(
      '2017-06-04',
    );
  });
});

describe('interim care against the parents', () => {
  it('ends with the hearing of the court', () => {
    const seen = caseIn(
      { steps: 'inEmergencyCare', authority: { bridge: 'emergency' } },
      { ...inEmergency, parents: 'object', seen: true, destination: 'facility' },
    );
    const interim = {
      destination: 'transitHome',
      institution: transitHome.id,
      goal: 'reunification',
      until: '2017-03-20',
      reasons: 'the father is violent',
    };
    const decide = (more: object) =>
      send(seen, 'decision.interimCare', { ...interim, ...more }, director, { institution: transitHome });
    expect(decide({})).toEqual({ refusedBy: ['N-08'] });
    expect(decide({ hearing: { court: 'Kandal', on: '2017-03-19' } })).toEqual({ refusedBy: ['N-08'] });
    expect(decide({ hearing: { court: 'Kandal', on: '2017-03-20' } })).toHaveProperty('state');
    expect(decide({ parentsAnswer: 'agree' }).context!.parents).toBe('agree');
  });
});

describe('immediate danger', () => {
  const report = { children: [bora], reporter: 'neighbour', on: today, concern: 'beaten', immediateDanger: true };
  const opened = gatekeeping.machine.resolveState({ value: 'new', context: initialContext({ id: 'case-1', area }) });

  it('leads to the emergency within 24 hours, not to the ordinary triage', () => {
    const { state, context, effects } = send(opened as never, 'concern.reported', report, dsw);
    expect(state).toBe('"danger"');
    const given = { type: '', data: undefined, actor: dsw, now, facts: {}, parameters, calendar };
    expect(gatekeeping.deadlines['danger']!.due(context!, given)).toMatchObject({
      at: now + 24 * 3_600_000,
      why: { parameter: 'P-10' },
    });
    expect(effects!.find((e) => e.type === 'alert.raise')!.params.to).toContain('dsw');
    expect(send(opened as never, 'concern.reported', { ...report, immediateDanger: false }, dsw).state).toBe(
      '"concern"',
    );
  });

  it('is found to be none only by another social worker, who saw the child since', () => {
    const { context } = send(opened as never, 'concern.reported', report, dsw);
    const inDanger = gatekeeping.machine.resolveState({ value: 'danger', context: context! }) as never;
    const triage = (actor: Actor, more: object = {}) =>
      send(inDanger, 'concern.triaged', { seenOn: today, childSeen: true, reasons: 'safe', ...more }, actor);
    const refused = { refusedBy: ['gatekeeping.danger'] };
    const other = { ...dsw, person: stranger };
    expect(triage(dsw)).toEqual(refused);
    expect(triage({ ...other, actingFor: dsw.person })).toEqual(refused);
    expect(triage(other, { childSeen: false })).toEqual(refused);
    expect(triage(other, { seenOn: '2017-03-05' })).toEqual(refused);
    expect(triage(other).state).toBe('"preparing"');
  });
});

describe('the social worker on duty', () => {
  const proposal = {
    destination: 'transitHome',
    institution: transitHome.id,
    passedOver: ['relative', 'emergencyFoster'].map((destination) => ({ destination, reason: 'none' })),
  };
  const propose = (from: AnyMachineSnapshot, data: object = {}, actor = police) =>
    send(from, 'destination.proposed', { ...proposal, ...data }, actor, { institution: transitHome });

  it('is called before a child is brought to a facility, and before the next one', () => {
    const waiting = caseIn(emergency, inEmergency);
    expect(propose(waiting)).toEqual({ refusedBy: ['gatekeeping.duty-worker'] });
    expect(propose(waiting, {}, { ...dsw, person: stranger })).toHaveProperty('state');
    const call = (data: object) => send(waiting, 'dutyWorker.reached', { at: morning, ...data }, police);
    expect(call({})).toEqual({ refusedBy: ['gatekeeping.call'] });
    for (const told of [{ worker: 'Sokha' }, { notReached: 'no answer in ten calls' }]) {
      const called = caseIn(emergency, { ...inEmergency, ...call(told).context });
      expect(propose(called).context).toMatchObject({ destination: 'facility', called: undefined });
    }
    expect(propose(caseIn(emergency, { ...inEmergency, seen: true }))).toHaveProperty('state');
  });
});
