/** The steps of each child, and who stands first. */
import { blocks, cellsOf, inOrder } from './cells';
import type { Row } from './reads';

const row = (more: Partial<Row>): Row => ({
  child: '00000000-0000-4000-8000-000000000001',
  names: { km: null, latin: null },
  initials: { en: 'A.', km: 'អ.' },
  bed: '1',
  found: 'authorisedPresent',
  need: { underThree: false, disability: false, risk: false },
  screened: false,
  unable: false,
  stage: 'counted',
  records: false,
  destination: null,
  worker: null,
  accounted: null,
  accountedOn: null,
  verified: false,
  lost: false,
  home: null,
  unseen: false,
  merged: false,
  sameAs: null,
  ...more,
});
const now = (more: Partial<Row>) =>
  cellsOf(row(more))
    .filter(({ state }) => state === 'now')
    .map(({ step, event }) => [step, event].filter(Boolean).join(' '));

it('asks for the talk, the assessment and the file first', () => {
  expect(now({})).toEqual(['talk child.screened', 'assessed', 'file records.copied']);
});
it('asks another person to sign that no talk could be held', () => {
  expect(now({ unable: true })[0]).toBe('talk untalked.confirmed');
});
it('clears a child when its place is decided and its file is copied', () => {
  expect(now({ screened: true, stage: 'planned' })).toEqual(['file records.copied']);
  expect(now({ screened: true, stage: 'planned', records: true })).toEqual(['cleared child.cleared']);
});
it('asks of a missing child only that it be found', () => {
  expect(now({ lost: true })).toEqual(['found child.located']);
  expect(now({ lost: true, accounted: 'home', verified: true })).toContain('found child.located');
});
it('lets a family be seen in the child’s own case, and the others by the closure', () => {
  expect(now({ accounted: 'home' })).toEqual(['seen']);
  expect(now({ accounted: 'independent', destination: 'independent' })).toEqual(['seen destination.verified']);
});
const stateOf = (more: Partial<Row>, step: string) => cellsOf(row(more)).find((cell) => cell.step === step)!;
it('says what comes first where a step is for later', () => {
  expect(stateOf({}, 'cleared')).toMatchObject({ state: 'later', after: ['planned', 'file'] });
  expect(stateOf({ records: true, stage: 'assessed' }, 'cleared').after).toEqual(['planned']);
  expect(stateOf({ lost: true }, 'planned').after).toEqual(['found']);
});
it('never calls done what was not done: who has left or died needs it no longer', () => {
  expect(stateOf({ accounted: 'home' }, 'talk').state).toBe('over');
  expect(stateOf({ accounted: 'home', screened: true }, 'talk').state).toBe('done');
  const died = { accounted: 'died', verified: true } as const;
  expect(cellsOf(row(died)).map(({ state }) => state)).toEqual([
    'done',
    'over',
    'over',
    'over',
    'over',
    'over',
    'done',
    'over',
  ]);
  expect(blocks(row(died))).toBe(false);
});
it('counts a child once that has two records', () => {
  const second = row({ sameAs: '00000000-0000-4000-8000-000000000002' });
  expect(blocks(second)).toBe(false);
  expect(cellsOf(second).some(({ state }) => state === 'now' || state === 'later')).toBe(false);
});
it('is done when the child was seen where it lives, and not before', () => {
  expect(blocks(row({ accounted: 'kin' }))).toBe(true);
  expect(blocks(row({ accounted: 'kin', verified: true }))).toBe(false);
  expect(blocks(row({ accounted: 'kin', verified: true, lost: true }))).toBe(true);
});
it('puts the missing, the youngest, disability and risk first, and who is settled last', () => {
  const need = (more: Partial<Row['need']>) => ({ underThree: false, disability: false, risk: false, ...more });
  const rows = [
    row({ bed: '10' }),
    row({ bed: '2' }),
    row({ bed: 'settled', accounted: 'home', verified: true, need: need({ underThree: true }) }),
    row({ bed: 'left', accounted: 'home', need: need({ underThree: true }) }),
    row({ bed: 'risk', need: need({ risk: true }) }),
    row({ bed: 'disability', need: need({ disability: true }) }),
    row({ bed: 'baby', need: need({ underThree: true }) }),
    row({ bed: 'lost', lost: true }),
  ];
  expect(inOrder(rows).map(({ bed }) => bed)).toEqual([
    'lost',
    'baby',
    'disability',
    'risk',
    '2',
    '10',
    'left',
    'settled',
  ]);
});
