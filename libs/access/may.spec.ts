import fc from 'fast-check';
import { levelOfRole, roles, type Actor, type Role } from '../../workflows/workflow';
import {
  actions,
  cellOf,
  covers,
  matrix,
  may,
  mayReadRestricted,
  neverRule,
  neverTexts,
  scopeOf,
  sightOf,
  visibleAreas,
  type Action,
} from '.';

const person = '00000000-0000-4000-8000-000000000001';
const actor = (role: Role, area: string, more: Partial<Actor> = {}): Actor => ({
  person,
  role,
  area,
  appointment: person,
  ...more,
});

/**
 * Domain B.0.1, copied by hand: `yes`, `no` (also "-"), `never`, `if` (the action itself, under the words given there),
 * `part` (another part in it). The column "police / hospital" is two; then the three roles that have no column.
 */
const columns = [
  'village',
  'commune',
  'dsw',
  'districtSupervisor',
  'pdosvyOfficer',
  'pdosvyDirector',
  'mosvy',
  'rciDirector',
  'ngoCaseworker',
  'police',
  'hospital',
  'court',
  'panelMember',
  'provincialAdministration',
  'administrator',
] as const;
const oracle: Partial<Record<Action, string>> = {
  'concern.report': 'yes yes yes yes yes yes yes yes yes yes yes no yes yes no',
  'admission.request': 'no yes if no no no no never part if if if no no no',
  'child.assess': 'no part yes part no no no no if no no no no no no',
  'admission.decide': 'no no no no part yes if never no no no part no no no',
  'familyPlacement.decide': 'no part part yes part if no no no no no if no no no',
  'arrival.confirm': 'no if yes no no no no if yes no yes no no no no',
  'visit.conduct': 'part part yes if if no if never yes no no no no no no',
  'case.close': 'no part part yes if no part no part no no no no no no',
  'inspection.ngo': 'no part part yes if no if no no part part no no no no',
  'inspection.state': 'no no no part if no if no no no no no no no no',
  'standing.decide': 'no no no part part if yes no no part part yes no no no',
  'inspection.draw': 'never never never never never never never never never never never never never never never',
  'institution.create': 'never never never never never never never never never never never never never never never',
};

const kindOf = (action: Action, role: Role): string => {
  const cell = cellOf(action, role);
  return typeof cell === 'string' ? cell : 'only' in cell ? 'if' : 'part';
};

describe('the permission matrix', () => {
  const cells = Object.entries(oracle).flatMap(([action, row]) =>
    row.split(' ').map((cell, i) => [action as Action, columns[i]!, cell] as const),
  );

  test('has a column for every role and a cell for every action', () => {
    expect([...columns].sort()).toEqual([...roles].sort());
    for (const action of actions) expect(Object.keys(matrix[action]).sort()).toEqual([...roles].sort());
    for (const row of Object.values(oracle)) expect(row.split(' ')).toHaveLength(columns.length);
  });

  test.each(cells)('says of %s for %s: %s, as the domain does', (action, role, expected) => {
    expect(kindOf(action, role)).toBe(expected);
  });

  test.each(cells)('is what may() answers: %s, %s, %s', (action, role, expected) => {
    const area = '08100101'.slice(0, levelOfRole[role]);
    const who = actor(role, area, role === 'rciDirector' ? { institution: person } : {});
    const subject = { area: '08100101', institution: role === 'rciDirector' ? person : undefined };
    expect(may(who, action, subject)).toBe(expected === 'yes' || (role === 'rciDirector' && expected === 'if'));
    const cell = cellOf(action, role);
    if (typeof cell === 'object' && 'only' in cell)
      expect(may(who, action, { ...subject, conditions: [cell.only] })).toBe(true);
  });

  test('lets nobody create an institution, not even the system', () => {
    for (const role of roles) expect(may(actor(role, ''), 'institution.create')).toBe(false);
    expect(may({ person, role: 'register', area: '' }, 'institution.create')).toBe(false);
  });

  test('answers a never with its rule, and a no without one', () => {
    expect(neverRule('admission.request', 'rciDirector')?.id).toBe('N-04');
    expect(neverRule('institution.create', 'mosvy')?.id).toBe('N-06');
    expect(neverRule('visit.conduct', 'rciDirector')?.id).toBe('N-32');
    expect(neverRule('admission.request', 'village')).toBeUndefined();
    expect(neverRule('admission.request', 'clock')).toBeUndefined();
    for (const action of actions)
      for (const role of roles) expect(neverRule(action, role) !== undefined).toBe(kindOf(action, role) === 'never');
  });

  test('throws on an action that has no row', () => {
    expect(() => cellOf('admission.reqest', 'commune')).toThrow('no row');
  });

  test('says each never in English and Khmer', () => {
    for (const text of neverTexts) {
      expect(text.en).toMatch(/[a-z]/);
      expect(text.km).toMatch(/[\u1780-\u17ff]/);
    }
  });
});

describe('areas', () => {
  const code = fc
    .array(fc.integer({ min: 1, max: 99 }), { maxLength: 4 })
    .map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(''));
  const run = { seed: 20170306, numRuns: 500 };

  test('nest by prefix: what a place covers, all above it cover', () => {
    fc.assert(
      fc.property(code, code, code, (a, b, c) => {
        expect(covers(a, a)).toBe(true);
        expect(covers('', a)).toBe(true);
        expect(covers(a, a + b)).toBe(true);
        if (covers(a, b) && covers(b, c)) expect(covers(a, c)).toBe(true);
        if (covers(a, b) && covers(b, a)) expect(a).toBe(b);
      }),
      run,
    );
  });

  test('decide what a person may do: within the prefix yes, beside it no', () => {
    fc.assert(
      fc.property(code, code, (own, other) => {
        expect(may(actor('dsw', own), 'child.assess', { area: other })).toBe(other.startsWith(own));
        expect(sightOf(actor('commune', own), { area: other }) !== 'none').toBe(other.startsWith(own));
      }),
      run,
    );
  });

  test('do not hold for an assigned person, whose case may lie elsewhere', () => {
    expect(may(actor('dsw', '0810'), 'child.assess', { area: '210101', assigned: [person] })).toBe(true);
    expect(sightOf(actor('dsw', '0810'), { area: '210101', assigned: [person] })).toBe('full');
    const deputy = actor('dsw', '0810', { person: '00000000-0000-4000-8000-000000000002', actingFor: person });
    expect(sightOf(deputy, { area: '210101', assigned: [person] })).toBe('full');
  });

  test('do not hold for a concern, which is reported from anywhere', () => {
    expect(may(actor('village', '08100101'), 'concern.report', { area: '210101' })).toBe(true);
  });
});

describe('what a role sees', () => {
  test('an administrator sees no case, not even one assigned', () => {
    expect(sightOf(actor('administrator', ''), { area: '081001', assigned: [person] })).toBe('none');
    expect(visibleAreas(actor('administrator', ''))).toBeUndefined();
    expect(scopeOf(actor('administrator', '')).persons).toEqual([]);
    for (const action of [
      'child.read',
      'child.search',
      'journal.read',
      'alerts.read',
      'fact.record',
      'breakGlass.open',
    ] as const)
      expect(may(actor('administrator', ''), action, { area: '081001' })).toBe(false);
  });

  test('a director sees the own institution alone, and less of it', () => {
    const director = actor('rciDirector', '08', { institution: person });
    expect(sightOf(director, { area: '081001', institution: person })).toBe('limited');
    expect(sightOf(director, { area: '081001', institution: '00000000-0000-4000-8000-000000000009' })).toBe('none');
    expect(sightOf(director, { area: '081001' })).toBe('none');
    // a task of the house, held by the director, shows no more of the case
    expect(sightOf(director, { area: '081001', institution: person, assigned: [person] })).toBe('limited');
    expect(may(director, 'child.read', { area: '081001', institution: '00000000-0000-4000-8000-000000000009' })).toBe(
      false,
    );
  });

  test('the operating administration sees no case of a child', () => {
    expect(sightOf(actor('provincialAdministration', '08'), { area: '081001', children: [person] })).toBe('none');
    expect(sightOf(actor('provincialAdministration', '08'), { area: '081001' })).toBe('full');
  });

  test('nobody but the ministry searches by name in the whole country', () => {
    const national = roles.filter(
      (role) => scopeOf(actor(role, '08100101'.slice(0, levelOfRole[role]))).search === 'country',
    );
    expect(national).toEqual(['mosvy']);
    expect(scopeOf(actor('village', '08100101')).search).toBe('identifier');
  });

  test('abuse notes open to the assigned caseworker, the district supervisor and the director of the area', () => {
    const subject = { area: '081001', assigned: ['00000000-0000-4000-8000-000000000005'] };
    const readers = roles.filter((role) =>
      mayReadRestricted(actor(role, '081001'.slice(0, levelOfRole[role])), subject),
    );
    expect(readers).toEqual(['districtSupervisor', 'pdosvyDirector']);
    expect(mayReadRestricted(actor('districtSupervisor', '0801'), subject)).toBe(false);
    expect(mayReadRestricted(actor('dsw', '2101'), { area: '081001', assigned: [person] })).toBe(true);
    expect(mayReadRestricted(actor('commune', '081001'), { area: '081001', assigned: [person] })).toBe(false);
  });
});

describe('a guest area', () => {
  const subject = { area: '0810', guests: ['210801'], instance: person };

  it('lets its own officers see and act, and opens the restricted compartment to none of them', () => {
    for (const area of ['2108', '21', '']) {
      const guest = actor('districtSupervisor', area);
      expect(sightOf(guest, subject)).toBe('full');
      expect(may(guest, 'case.close', subject)).toBe(true);
      expect(mayReadRestricted(guest, subject)).toBe(area === '');
    }
    const stranger = actor('districtSupervisor', '2101');
    expect(sightOf(stranger, subject)).toBe('none');
    expect(may(stranger, 'case.close', subject)).toBe(false);
    expect(sightOf(actor('administrator', ''), subject)).toBe('none');
    expect(sightOf(actor('village', '210801'), { ...subject, children: [person] })).toBe('none');
  });
});
