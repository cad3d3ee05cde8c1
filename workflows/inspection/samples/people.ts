/** Who and what the samples are about, and the conditions under which a class is tried. */
import type { ClosureFact, Facts, InspectionFact, InstitutionFact, PanelFact } from '../../facts';
import type { Sample } from '../../workflow';
import type { Context } from '../context';

export const area = '080101';
export const today = '2017-03-06';
export const later = '2017-03-09';
export const future = '2030-01-01';
export const home = '22222222-0000-4000-8000-000000000001';
export const child = '11111111-0000-4000-8000-000000000001';
export const lead = '33333333-0000-4000-8000-000000000001';
export const member = '33333333-0000-4000-8000-000000000002';
export const officer = '33333333-0000-4000-8000-000000000003';
export const kin = '33333333-0000-4000-8000-000000000004';
export const operating = '33333333-0000-4000-8000-000000000005';
export const clerk = '33333333-0000-4000-8000-000000000006';
const agency = '55555555-0000-4000-8000-000000000001';
export const digest = 'a'.repeat(64);
export const photo = '44444444-0000-4000-8000-000000000001';

export const institution: InstitutionFact = {
  id: home,
  code: 'RCI-KDL-001',
  name: 'Invented home',
  kind: 'rci',
  operator: 'ngo',
  area,
  standing: 'authorised',
  authorisedCapacity: 40,
  occupied: 12,
  persons: ['66666666-0000-4000-8000-000000000001'],
  version: 1,
};
/** Nobody is expected there, and no closure is open. */
export const closure: ClosureFact = {
  expected: [],
  workers: 0,
  openCases: 0,
  freePlaces: 0,
  stillPresent: [],
  openAuthorities: 0,
  ways: [],
};
export const ofState: InstitutionFact = { ...institution, operator: 'state', operatorAgency: agency };

const seat = (person: string, role: PanelFact['seats'][number]['role'], more: Partial<PanelFact> = {}): PanelFact => ({
  person,
  seats: [{ role }],
  institutions: [],
  persons: [],
  ...more,
});
export const panel: PanelFact[] = [
  seat(lead, 'districtSupervisor'),
  seat(member, 'dsw'),
  seat(officer, 'pdosvyOfficer'),
  seat(kin, 'dsw', { persons: institution.persons }),
  seat(operating, 'pdosvyOfficer', { seats: [{ role: 'pdosvyOfficer', agency }] }),
  seat(clerk, 'commune'),
];

export const found: InspectionFact['found'] = [
  { child, label: '1', standing: 'authorisedPresent', underThree: false, seenAlone: true },
];
export const clean: InspectionFact = {
  checklist: 1,
  answered: 60,
  missing: [],
  conflicts: [],
  photos: 3,
  awaited: [],
  elsewhere: [],
  rooms: 1,
  beds: 1,
  expected: 1,
  found,
  unreconciled: 0,
  findings: [],
  hard: [],
  talks: { children: 1, staff: 1, underFiveSeen: true, disabledSeen: true },
  digest,
};
export const file = { id: photo, at: Date.parse('2040-01-01') };
export const facts: Facts = { institution, panel, inspection: clean, files: [file] };

type When = (context: Context) => boolean;
export const all =
  (...conditions: When[]): When =>
  (context) =>
    conditions.every((holds) => holds(context));
/** One danger at a time, so that they do not multiply; two at once are left to the tests. */
export const calm: When = (c) => c.hard.length === 0;
export const unfrozen: When = (c) => !c.frozen;
export const ordinary: When = (c) => !c.state && !c.announced && c.kind === 'drawn';

export type Class = Partial<Sample<Context>> & Pick<Sample<Context>, 'name'>;
export const sample = (event: string, data: object, ...classes: (Class & { data?: object })[]): Sample<Context>[] =>
  classes.map(({ data: more, ...rest }) => ({ event, ...rest, data: { ...data, ...more } }));

/** Who acts has declared an interest in the institution. */
export const interested = {
  facts: { interests: { institutions: [home], persons: [] } },
  refusedBy: ['inspection.noInterest'],
};
