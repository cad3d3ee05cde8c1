/** Whom and what the classes are about. Their dates are relative to Monday 6 March 2017. */
import type { ChildFact, Facts, InstitutionFact, PanelFact } from '../../facts';
import { roles, type Role, type Sample } from '../../workflow';
import type { Context } from '../context';

const uuid = (group: number, n: number) => `${String(group).repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const area = '080801';
export const bora = uuid(1, 1);
export const mey = uuid(1, 2);
export const stranger = uuid(1, 9);
export const home = uuid(2, 1);
export const elsewhere = uuid(2, 2);
export const transit = uuid(2, 3);
export const today = '2017-03-06';
export const now = `${today}T09:00:00+07:00`;
/** Long after every class: what is dated so has not happened. */
export const tomorrow = '2019-03-06';
export const later = `${tomorrow}T09:00:00+07:00`;

/** The person who acts where a class names none: one for each role. */
export const personOf = (role: Role) => `00000000-0000-4000-8000-${String(roles.indexOf(role) + 1).padStart(12, '0')}`;

export const childFact = (id: string, more: Partial<ChildFact> = {}): ChildFact => ({
  id,
  birth: { from: '2009-03-03', to: '2009-03-03' },
  sex: 'female',
  disability: false,
  siblings: [],
  status: 'alive',
  version: 1,
  ...more,
});

export const rci: InstitutionFact = {
  id: home,
  code: 'RCI-KDL-003',
  name: 'RCI-KDL-003',
  kind: 'rci',
  operator: 'ngo',
  operatorAgency: 'agency-1',
  area: '08',
  standing: 'authorised',
  authorisedCapacity: 40,
  occupied: 20,
  lastInspection: '2016-11-01',
  persons: [],
  version: 1,
};
export const fosterFamily: InstitutionFact = { ...rci, id: uuid(2, 4), code: 'EFC-KDL-001', kind: 'emergencyFoster' };
export const transitHome: InstitutionFact = {
  ...rci,
  id: transit,
  code: 'TH-SRP-001',
  kind: 'transitHome',
  operator: 'state',
};

/** Members of the meeting, and who is none: a director decides, a stranger is nobody. */
export const memberOf = (n: number) => uuid(4, n);
const seat = (n: number, role: Role, agency: number): PanelFact => ({
  person: memberOf(n),
  seats: [{ role, agency: uuid(5, agency) }],
  institutions: [],
  persons: [],
});
export const panel: PanelFact[] = [
  seat(1, 'pdosvyOfficer', 1),
  seat(2, 'panelMember', 2),
  seat(3, 'panelMember', 3),
  seat(4, 'ngoCaseworker', 4),
  seat(5, 'police', 5),
  seat(6, 'pdosvyDirector', 1),
  { ...seat(0, 'dsw', 6), person: personOf('dsw') },
  { ...seat(0, 'panelMember', 7), person: personOf('commune') },
];

export const facts: Facts = {
  children: [childFact(bora), childFact(mey)],
  institution: rci,
  earlierRequests: [],
  emergencies: { sameReferrerSameFacility: 0 },
  origin: { sameVillage: 0, total: 0 },
  interests: { institutions: [], persons: [] },
  panel,
};

/** A birth date that is not known: the youngest plausible age protects. */
export const infant = childFact(bora, { birth: { from: '2014-06-01', to: '2016-06-01' } });
/** Facts of a child who is under three. */
export const young: Partial<Facts> = { children: [infant, childFact(mey)] };

export type Class = Sample<Context>;

export const sample = (event: string, name: string, data: unknown, more: Partial<Class> = {}): Class => ({
  event,
  name,
  data,
  ...more,
});

/** The one case of which every order of steps is tried; the others take the steps in one order. */
export const plain = (c: Context) =>
  c.reasons.includes('parentsInJail') &&
  !c.reasons.includes('disability') &&
  c.children.length < 2 &&
  c.cover === 'none' &&
  !c.present &&
  !c.ministry &&
  !c.documentsRefuted;
/** The first case, just before the step named is the last of the assessment. */
export const onlyLacks = (step: keyof Context['done']) => (c: Context) =>
  plain(c) && (['contact', 'form2', 'documents', 'ladder'] as const).every((s) => s === step || c.done[s]);
/** May the step be taken now: in the first case at any time, in the others after those before it. */
export const inOrder =
  (...before: (keyof Context['done'])[]) =>
  (c: Context) =>
    plain(c) || before.every((s) => c.done[s]);

/** A file whose every step is done and which nothing stands against. */
export const complete = (c: Context) =>
  c.done.panel && c.done.quality && c.done.recommended && c.done.form2 && !c.done.decided;
export const clean = (c: Context) =>
  complete(c) &&
  !c.ministry &&
  c.reasons.includes('parentsInJail') &&
  !c.reasons.includes('disability') &&
  c.parents !== 'object' &&
  c.suitable.length === 0 &&
  !c.documentsRefuted &&
  c.views;
export const withChildren = (n: number, that: (c: Context) => boolean) => (c: Context) =>
  that(c) && c.children.length === n;
