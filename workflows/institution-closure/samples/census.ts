/** Classes of the census: bed by bed, and children found later. */
import {
  all,
  bopha,
  chan,
  child,
  children,
  counted,
  empty,
  full,
  future,
  happened,
  institution,
  officer,
  ordered,
  otherRci,
  placed,
  ratha,
  rci,
  sample,
  today,
  usualEnd,
  worker,
  yesterday,
  type Class,
} from './people';

const row = (id: string, more: object = {}) => ({
  child: id,
  bed: '1',
  found: 'authorisedPresent',
  atRisk: false,
  ...more,
});
const signed = { by: 'signature', on: today };
const team = [
  { name: 'one', person: officer, from: 'province', signed },
  { name: 'two', person: worker, from: 'district', signed },
];
export const census = {
  on: today,
  team,
  rows: [row(ratha, { found: 'unauthorisedPresent', atRisk: true }), row(bopha, { found: 'unauthorisedPresent' })],
  register: 'agrees',
  decisions: 'agrees',
  schoolRoll: 'agrees',
  donorList: 'none',
  files: 'kept',
};
const served = (c: { visited: boolean; acknowledged: boolean }) => c.visited && c.acknowledged;
const regulatory = (c: { kind?: string }) => c.kind === 'regulatory';
const beds: Class[] = [
  sample('census.sealed', 'two children', census, { when: all(served, regulatory), to: 'open.steps.assessing' }),
  sample(
    'census.sealed',
    'an empty house',
    { ...census, rows: [], schoolRoll: 'explained', explanation: 'why' },
    {
      when: all(served, (c) => c.abandoned || c.transition),
      facts: { closure: empty, children: [] },
      to: 'open.steps.emptied',
    },
  ),
  sample(
    'census.sealed',
    'a child under three that nobody can find, files gone',
    {
      ...census,
      rows: [row(ratha, { found: 'unaccounted' })],
      files: 'destroyed',
    },
    {
      when: all(served, (c) => c.kind === 'emergency'),
      facts: {
        closure: { ...full, expected: full.expected.slice(0, 1) },
        children: [child(ratha, { birth: { from: '2015-01-01', to: '2015-12-31' }, disability: true })],
      },
      to: 'open.lost.searching',
    },
  ),
  sample(
    'census.sealed',
    'one is missing from it',
    { ...census, rows: census.rows.slice(0, 1) },
    { when: served, refusedBy: ['N-42'] },
  ),
  sample(
    'census.sealed',
    'a difference unexplained',
    { ...census, donorList: 'open' },
    { when: served, refusedBy: ['N-42'] },
  ),
  sample(
    'census.sealed',
    'said to be explained',
    { ...census, donorList: 'explained' },
    { when: served, refusedBy: ['N-42'] },
  ),
  sample(
    'census.sealed',
    'a name of the school roll that nobody counted',
    { ...census, schoolRoll: 'explained', explanation: 'why', names: [{ list: 'schoolRoll', name: 'Chan' }] },
    { when: served, refusedBy: ['N-42'] },
  ),
  sample(
    'census.sealed',
    'a name of the donors that nobody counted, said to agree',
    { ...census, donorList: 'agrees', names: [{ list: 'donorList', name: 'Chan', reason: 'left in 2015' }] },
    { when: served, refusedBy: ['N-42'] },
  ),
  sample(
    'census.sealed',
    'every name of the other lists counted or explained',
    {
      ...census,
      donorList: 'explained',
      explanation: 'why',
      names: [
        { list: 'schoolRoll', name: 'Ratha' },
        { list: 'schoolRoll', name: 'Pha', child: bopha },
        { list: 'donorList', name: 'Chan', reason: 'left in 2015' },
      ],
    },
    {
      when: all(served, regulatory),
      facts: { closure: { ...full, listed: [{ line: 0, child: ratha }] } },
      to: 'open.steps.assessing',
    },
  ),
  sample('census.sealed', 'one child by two records', census, {
    when: served,
    facts: { closure: { ...full, expected: full.expected.slice(0, 1), same: [{ child: bopha, record: ratha }] } },
    refusedBy: ['N-42'],
  }),
  sample(
    'census.sealed',
    'by one alone',
    { ...census, team: team.slice(0, 1) },
    { when: served, refusedBy: ['institution-closure.team', 'institution-closure.signed'] },
  ),
  sample(
    'census.sealed',
    'by the institution',
    { ...census, team: team.map((t) => ({ ...t, from: 'institution' })) },
    {
      when: served,
      refusedBy: ['institution-closure.team', 'institution-closure.signed'],
    },
  ),
  sample(
    'census.sealed',
    'by one person under one name twice',
    { ...census, team: [team[0], { name: ' One', from: 'ngo' }] },
    { when: served, refusedBy: ['institution-closure.team', 'institution-closure.signed'] },
  ),
  sample(
    'census.sealed',
    'by one account twice',
    {
      ...census,
      team: [{ ...team[0], person: officer }, { name: 'three', person: officer, from: 'province' }, team[1]],
    },
    { when: served, refusedBy: ['institution-closure.team'] },
  ),
  sample(
    'census.sealed',
    'by one office',
    { ...census, team: team.map((t) => ({ ...t, from: 'province' })) },
    { when: served, refusedBy: ['institution-closure.team', 'institution-closure.signed'] },
  ),
  sample(
    'census.sealed',
    'by an account of another office',
    { ...census, team: [{ ...team[0], person: worker }, team[1]] },
    { when: served, refusedBy: ['institution-closure.team', 'institution-closure.signed'] },
  ),
  ...(
    [
      ['by names alone', team.map(({ name, from }) => ({ name, from }))],
      ['signed by one of two', [team[0], { ...team[1], signed: undefined }]],
      ['signed ahead', team.map((one) => ({ ...one, signed: { ...signed, on: future } }))],
      ['signed before the count', team.map((one) => ({ ...one, signed: { ...signed, on: yesterday } }))],
      ['signed by a name without an account', [team[0], { ...team[1], person: undefined }]],
    ] as const
  ).map(([name, counting]) =>
    sample(
      'census.sealed',
      name,
      { ...census, team: counting },
      { when: served, refusedBy: ['institution-closure.signed'] },
    ),
  ),
  sample(
    'census.sealed',
    'one with a decision, by an account',
    { ...census, team: [{ ...team[0], person: officer }, team[1]], rows: [census.rows[0], row(bopha)] },
    {
      when: all(served, regulatory),
      facts: { children: [child(ratha), child(bopha, { authority: { ...placed, institution: institution.id } })] },
      to: 'open.steps.assessing',
    },
  ),
  sample(
    'census.sealed',
    'with a decision that nobody knows',
    { ...census, rows: [census.rows[0], row(bopha)] },
    { when: served, refusedBy: ['institution-closure.as-decided'] },
  ),
  sample(
    'census.sealed',
    'with a decision for another place',
    { ...census, rows: [census.rows[0], row(bopha)] },
    {
      when: served,
      facts: { children: [child(ratha), child(bopha, { authority: { ...placed, institution: otherRci } })] },
      refusedBy: ['institution-closure.as-decided'],
    },
  ),
  sample(
    'census.sealed',
    'with a decision that is awaited',
    { ...census, rows: [census.rows[0], row(bopha)] },
    {
      when: served,
      facts: {
        children: [
          child(ratha),
          child(bopha, { authority: { ...placed, status: 'awaiting', institution: institution.id } }),
        ],
      },
      refusedBy: ['institution-closure.as-decided'],
    },
  ),
  sample(
    'census.sealed',
    'one absent whom no decision put there',
    { ...census, rows: [census.rows[0], row(bopha, { found: 'authorisedAbsent' })] },
    { when: served, refusedBy: ['institution-closure.as-decided'] },
  ),
  sample('census.sealed', 'as many as an inspection found without a name', census, {
    when: all(served, regulatory),
    facts: { closure: { ...full, unnamed: 2 } },
    to: 'open.steps.assessing',
  }),
  sample('census.sealed', 'fewer than an inspection found without a name', census, {
    when: served,
    facts: { closure: { ...full, unnamed: 3 } },
    refusedBy: ['N-42'],
  }),
  sample(
    'census.sealed',
    'one who is said to have died since the order',
    { ...census, rows: [census.rows[0], row(bopha, { found: 'authorisedAbsent' })] },
    {
      when: all(served, regulatory),
      facts: { children: [child(ratha), child(bopha, { status: 'died' })] },
      to: 'open.steps.assessing',
    },
  ),
  sample(
    'census.sealed',
    'tomorrow',
    { ...census, on: future },
    { when: served, refusedBy: [...happened, 'institution-closure.signed'] },
  ),
];

const later = {
  on: today,
  team,
  rows: [row(chan, { found: 'unauthorisedPresent' })],
  place: 'house',
  house: otherRci,
  where: 'a sister home',
};
const known = { closure: { ...full, house: true as const } };
const third = { facts: { ...known, children: [...children, child(chan)] } };
const supplement: Class[] = [
  sample('census.supplemented', 'a hidden child', later, { when: usualEnd, to: 'open.steps.moving', ...third }),
  sample(
    'census.supplemented',
    'in the house, after all was settled and filed',
    { ...later, place: 'here', house: undefined },
    { when: all(usualEnd, (c) => c.records === 'filed'), to: 'open.records.kept', ...third },
  ),
  sample(
    'census.supplemented',
    'with a decision that nobody knows',
    { ...later, place: 'here', house: undefined, rows: [row(chan)] },
    { when: counted, refusedBy: ['institution-closure.as-decided'], ...third },
  ),
  sample(
    'census.supplemented',
    'in another house that nobody names',
    { ...later, house: undefined },
    { when: counted, refusedBy: ['institution-closure.found-where'], ...third },
  ),
  sample('census.supplemented', 'in a house that the register does not know', later, {
    when: counted,
    refusedBy: ['institution-closure.found-where'],
    facts: { children: third.facts.children },
  }),
  sample(
    'census.supplemented',
    'in this house, under another name of it',
    { ...later, house: rci },
    { when: counted, refusedBy: ['institution-closure.found-where'], ...third },
  ),
  sample(
    'census.supplemented',
    'with a decision, in no institution',
    { ...later, place: 'elsewhere', house: undefined, rows: [row(chan)] },
    {
      when: counted,
      facts: { children: [...children, child(chan, { authority: { ...placed, institution: institution.id } })] },
      refusedBy: ['institution-closure.found-where'],
    },
  ),
  sample('census.supplemented', 'tomorrow', { ...later, on: future }, { when: counted, refusedBy: happened, ...third }),
  sample(
    'census.supplemented',
    'by one alone',
    { ...later, team: team.slice(0, 1) },
    {
      when: counted,
      refusedBy: ['institution-closure.team'],
      ...third,
    },
  ),
  sample(
    'census.supplemented',
    'counted already',
    { ...later, rows: [row(bopha, { found: 'unauthorisedPresent' })] },
    {
      when: counted,
      facts: known,
      refusedBy: ['institution-closure.new-children'],
    },
  ),
  sample('census.supplemented', 'counted already, by another record', later, {
    when: counted,
    facts: { ...third.facts, closure: { ...known.closure, same: [{ child: chan, record: bopha }] } },
    refusedBy: ['institution-closure.new-children'],
  }),
  sample('census.supplemented', 'before the census', later, {
    when: (c) => c.ordered && !c.sealed,
    refusedBy: ['institution-closure.counted'],
    ...third,
  }),
  sample('census.supplemented', 'after the certificate', later, {
    when: (c) => c.certified && c.children.length === 2,
    refusedBy: ordered,
    ...third,
  }),
];

export const censusSamples: Class[] = [...beds, ...supplement];
