/** A sample of `npm run story -- closing-year`: eight children while everything breaks, and what the checker sees. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSound, playClosingYear } from '../../apps/commands/closing-year';
import { check, type Belief } from '../../apps/commands/closing-year-checker';
import { planClosing } from '../../apps/commands/closing-year-plan';
import { projectRoot } from '../../libs/database';

const sample = { seed: 3, children: 8, days: 60, outages: 2 };

it('ends with every child of the census seen where it lives, and every early end refused', async () => {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: projectRoot() });
  const report = await playClosingYear(sample);
  expect({ findings: report.findings, refused: report.refused, accepted: report.attempts.accepted }).toEqual({
    findings: [],
    refused: [],
    accepted: [],
  });
  expect(isSound(report)).toBe(true);
  expect(report.journal).toMatchObject({ broken: null, differences: 0 });
  // one breaks down and goes to relatives, one is found again, one dies, one goes elsewhere by a new decision
  expect(report.endings).toEqual({ kin: 3, home: 1, foster: 1, independent: 1, byDecision: 1, died: 1 });
  expect(report.census).toBe(8);
  expect(report.orderToCertificate).toBeGreaterThan(20);
  expect(Object.values(report.outages).reduce((sum, n) => sum + n, 0)).toBe(sample.outages);
  for (const rule of ['N-20', 'N-21', 'N-42', 'N-24', 'SQL institution_closed_empty', 'SQL closure_accounts'])
    expect(report.attempts.by).toHaveProperty([rule]);
}, 600_000);

describe('the plan', () => {
  it('is the same for the same seed, and another for another', () => {
    const told = (seed: number) => JSON.stringify(planClosing({ ...sample, seed }));
    expect(told(3)).toBe(told(3));
    expect(told(3)).not.toBe(told(4));
  });

  it('holds for 400 children every ending and everything that goes wrong', () => {
    const { kids, outages, crowded, attempts } = planClosing({ seed: 2017, children: 400, days: 548, outages: 30 });
    expect(new Set(kids.map(({ destination }) => destination))).toEqual(
      new Set(['parents', 'kin', 'foster', 'independent', 'byDecision']),
    );
    expect(new Set(kids.flatMap(({ mishaps }) => mishaps))).toEqual(
      new Set([
        ...['breaksDown', 'runsAwayBefore', 'runsAwayAfter', 'visitMissed', 'dies', 'turnsAdult'],
        ...['contactLost', 'foundAtSisterHome', 'danger'],
      ]),
    );
    expect(new Set(kids.map(({ found }) => found)).size).toBe(4);
    expect(kids.every(({ worker, visitor }) => worker !== visitor)).toBe(true);
    expect([...outages.values()].flat()).toHaveLength(30);
    expect(crowded.size).toBeGreaterThan(10);
    expect(attempts.size).toBeGreaterThan(20);
  });
});

describe('the checker', () => {
  const [officer, worker, visitor, signer] = ['officer', 'worker', 'visitor', 'signer'];
  const at = (day: number) => Date.parse('2017-01-09T08:00:00+07:00') + day * 86_400_000;
  const line = (day: number, stream: string, event: string, person: string, data: object = {}) => ({
    ...{ stream, event, at: at(day), person, data, child: stream === 'closure' ? undefined : stream },
  });
  const inPerson = { contactType: 'inPerson', childSeen: true };
  const wayOf = (child: string, day: number) => [
    line(day, 'closure', 'child.cleared', officer, { child, worker }),
    line(day + 1, child, 'placement.made', worker, { homeKind: 'parents' }),
    line(day + 4, child, 'visit.recorded', visitor, inPerson),
  ];
  const row = (child: string, bed: string) => ({
    ...{ child, bed, accounted: 'home' as string | null, verified: true, lost: false, movedBy: [officer, worker] },
  });
  const closed = () => ({
    closure: 'closure',
    census: [row('lida', 'A1'), row('nary', 'A2')],
    lines: [
      line(0, 'closure', 'order.signed', signer),
      line(2, 'closure', 'census.sealed', officer, {
        rows: [
          { child: 'lida', bed: 'A1', found: 'unauthorisedPresent' },
          { child: 'nary', bed: 'A2', found: 'unaccounted' },
        ],
      }),
      line(5, 'closure', 'child.located', worker, { child: 'nary' }),
      ...wayOf('lida', 10),
      ...wayOf('nary', 20),
      line(40, 'closure', 'certificate.signed', signer),
    ],
    standing: { now: 'closed', since: at(40) },
    closings: [] as number[],
    admissions: [{ child: 'lida', what: 'presence', at: at(-5) }],
    authorities: [{ child: 'lida', what: 'residential ended', at: at(-9) }],
    keys: [
      { key: 'k1', kind: 'event' },
      { key: 'k2', kind: 'refused' },
    ],
    present: [] as string[],
  });
  const beliefs = (): Belief[] =>
    ['lida', 'nary'].map((child) => ({ child, name: child, ending: 'home', verified: true }));
  const sent = () => [
    { key: 'k1', what: 'child.cleared', status: 200 },
    { key: 'k2', what: 'child.cleared', status: 422, code: 'refused_by_rule' },
  ];
  const found = (change: (read: ReturnType<typeof closed>) => void, told = beliefs(), asked = sent()): string[] => {
    const read = closed();
    change(read);
    return [...new Set(check(read, told, asked).findings.map(({ rule }) => rule))].sort();
  };
  const isOf = (child: string, event: string) => (one: { child?: string | undefined; event: string }) =>
    one.child === child && one.event === event;
  const without = (child: string, event: string) => (read: ReturnType<typeof closed>) =>
    void (read.lines = read.lines.filter((one) => !isOf(child, event)(one)));

  it('finds nothing where every child is where its row says', () => {
    expect(found(() => undefined)).toEqual([]);
    expect(check(closed(), beliefs(), sent()).endings).toEqual({ home: 2 });
  });

  it.each<[string, (read: ReturnType<typeof closed>) => void, string[]]>([
    ['a child never seen where it lives', without('nary', 'visit.recorded'), ['N-21']],
    [
      'a child seen only by who brought it there',
      ({ lines }) => void (lines.find(isOf('nary', 'visit.recorded'))!.person = worker),
      ['N-21'],
    ],
    [
      'a child seen by telephone',
      ({ lines }) => void (lines.find(isOf('nary', 'visit.recorded'))!.data = { contactType: 'telephone' }),
      ['N-21'],
    ],
    [
      'a child who was missing when the certificate was signed',
      ({ lines }) => void lines.splice(-1, 0, line(39, 'lida', 'child.missing', worker)),
      ['N-21'],
    ],
    [
      'a certificate before the last child was seen',
      ({ lines, standing }) => {
        const i = lines.findIndex(isOf('nary', 'visit.recorded'));
        lines.splice(i, 0, { ...lines.pop()!, at: at(23) });
        standing.since = at(23);
      },
      ['N-21'],
    ],
    ['a row without an account', ({ census }) => void (census[1]!.accounted = null), ['N-21', 'account', 'told']],
    ['a row that names another place', ({ census }) => void (census[1]!.accounted = 'foster'), ['account', 'told']],
    ['a row marked as lost', ({ census }) => void (census[1]!.lost = true), ['N-21']],
    ['a row that is not verified', ({ census }) => void (census[0]!.verified = false), ['N-21', 'told']],
    ['a mover who verified', ({ census }) => void census[0]!.movedBy.push(visitor), ['N-10']],
    ['a row that was taken away', ({ census }) => void census.pop(), ['census', 'once', 'sum']],
    ['a child with two rows', ({ census }) => void census.push(row('lida', 'A3')), ['once', 'sum']],
    ['a row nobody counted', ({ census }) => void census.push(row('dara', 'A3')), ['census', 'sum']],
    ['a child still present', ({ present }) => void present.push('lida'), ['N-21']],
    ['a house closed without a certificate', ({ lines }) => void lines.pop(), ['standing']],
    ['a house closed before its certificate', ({ standing }) => void (standing.since = at(30)), ['standing']],
    ['a house closed in the register', ({ closings }) => void closings.push(at(40)), ['standing']],
    [
      'a child admitted after the order',
      ({ admissions }) => void admissions.push({ child: 'dara', what: 'arrival', at: at(1) }),
      ['N-20'],
    ],
    [
      'an authority dated after the order',
      ({ authorities }) => void authorities.push({ child: 'dara', what: 'residential inForce', at: at(1) }),
      ['N-20'],
    ],
    ['an act that the journal lacks', ({ keys }) => void keys.shift(), ['acts']],
    ['an act that the journal has twice', ({ keys }) => void keys.push({ key: 'k1', kind: 'event' }), ['acts']],
    ['a line that nobody sent', ({ keys }) => void keys.push({ key: 'k3', kind: 'event' }), ['acts']],
    ['a refused act that took effect', ({ keys }) => void (keys[1]!.kind = 'event'), ['acts']],
  ])('finds %s', (_, change, rules) => {
    expect(found(change)).toEqual(rules);
  });

  it('finds a child of whom the people were told something else', () => {
    const told = beliefs();
    told[1]!.ending = 'kin';
    expect(found(() => undefined, told)).toEqual(['told']);
  });

  it('shares no code with the product', () => {
    for (const name of ['checker', 'evidence']) {
      const file = join(projectRoot(), 'apps', 'commands', `closing-year-${name}.ts`);
      const imports = readFileSync(file, 'utf8').match(/^import .*$/gm) ?? [];
      expect(imports.filter((one) => !one.endsWith(" from 'pg';"))).toEqual([]);
    }
  });
});
