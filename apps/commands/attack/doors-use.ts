/** What the tables of the doors are written with: groups of roles, and bodies that can be taken. */
import { randomUUID } from 'node:crypto';
import { roles } from '../../../workflows/workflow';

/** Ids of what lies in Kandal, by name. */
export type Made = Record<string, string>;

/** One way to use a route, and who gets through. An empty list is not getting through. */
export interface Use {
  /** roles let in where the thing lies, and in another province (none unless named) */
  own: string;
  far?: string;
  /** roles or logins of the other districts, communes and villages of the province, and of its other institutions: as `far` unless named */
  near?: string;
  /** address with `:name` of what was made; the route itself when it names nothing */
  path?: string;
  /** a body that can be taken */
  body?: (at: Made) => unknown;
}

export const everyone = roles.join(' ');
export const offices = roles.filter((role) => role !== 'administrator').join(' ');
export const finders = 'commune dsw districtSupervisor pdosvyOfficer ngoCaseworker police hospital';
export const readers = `${finders} pdosvyDirector mosvy court panelMember`;
export const supervisors = 'districtSupervisor pdosvyOfficer pdosvyDirector mosvy';
/** who reads indicators, and whose area is a province or more */
export const steering = `commune dsw ${supervisors} provincialAdministration`;
export const provinces = 'pdosvyOfficer pdosvyDirector mosvy';
export const provincial = 'pdosvyOfficer pdosvyDirector mosvy provincialAdministration';

/** a photo of an inspection, announced by the social worker */
export const photo = randomUUID();

export const concern = (child: string) => ({
  children: [child],
  reporter: 'neighbour',
  on: '2017-03-05',
  concern: 'The child is alone at night.',
  immediateDanger: false,
});

export const holiday = {
  date: '2017-06-20',
  name: { en: 'A day off', km: 'ថ្ងៃឈប់' },
  kind: 'decree',
  source: 'invented',
  status: 'official',
};

export const placedBefore = {
  row: 1,
  child: {
    names: [{ latin: 'Rowed Child' }],
    birth: { from: '2010-01-01', to: '2010-12-31', precision: 'year' },
    sex: 'female',
    disability: false,
    another: true,
  },
  home: '08100701',
  homeKind: 'kin',
  placedOn: '2017-02-01',
  risk: 'low',
  carer: { name: 'Invented Aunt', relation: 'aunt' },
  stepsMade: [],
  worker: 'dsw.kandal',
};
