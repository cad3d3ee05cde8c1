import type { Actor, Role, Text } from '../../workflows/workflow';
import type { AccessSubject, BrokenRule } from '../engine';
import { matrix, type Action, type Cell, type Condition } from './matrix';

/** Area codes nest by prefix; '' covers the country. */
export const covers = (prefix: string, area: string): boolean => area.startsWith(prefix);

/** Does the prefix cover the owner's area, or a guest's? */
const coversAny = (prefix: string, { area, guests = [] }: { area?: string; guests?: string[] }): boolean =>
  (area !== undefined && covers(prefix, area)) || guests.some((guest) => covers(prefix, guest));

/** The persons who answer for an act: who does it, and for whom. */
export const personsOf = ({ person, actingFor }: Actor): string[] => (actingFor ? [person, actingFor] : [person]);

/** What an action is done to. What is left out is not asked. */
export interface Subject {
  area?: string;
  /** areas that take part for now */
  guests?: string[];
  institution?: string;
  /** the institution's operator, for "must not report to the operating department" */
  operatorAgency?: string;
  assigned?: string[];
  /** the person an action is about, for what one may do for oneself only */
  person?: string;
  /** conditions of the matrix that the caller has found to hold */
  conditions?: readonly Condition[];
}

/** The clock and the register, which are no persons and pass every door of access. */
export const isSystem = (actor: Actor): boolean => actor.role === 'clock' || actor.role === 'register';

/** The cell of the matrix; throws on an action that has no row. */
export function cellOf(action: string, role: Role): Cell {
  const row = matrix[action as Action];
  if (!row) throw new Error(`the permission matrix has no row ${action}`);
  return row[role];
}

export const isAssigned = (actor: Actor, assigned: readonly string[] = []): boolean =>
  assigned.includes(actor.person) || (actor.actingFor !== undefined && assigned.includes(actor.actingFor));

/** Area, institution and assignment: is this within the actor's reach? A concern may be reported from anywhere. */
export function reaches(actor: Actor, subject: Subject, action?: string): boolean {
  if (action === 'concern.report' || isAssigned(actor, subject.assigned)) return true;
  if (actor.role === 'rciDirector' && subject.institution !== undefined)
    return subject.institution === actor.institution;
  return subject.area === undefined || coversAny(actor.area, subject);
}

function holds(condition: Condition, actor: Actor, subject: Subject): boolean {
  if (subject.conditions?.includes(condition)) return true;
  if (condition === 'own institution')
    return actor.institution !== undefined && subject.institution === actor.institution;
  if (condition === 'own') return subject.person === actor.person;
  if (condition === 'assigned') return isAssigned(actor, subject.assigned);
  if (condition === 'not of the operating department')
    return subject.operatorAgency !== undefined && subject.operatorAgency !== actor.agency;
  return false;
}

/**
 * May this actor do this to that? The role's cell allows it, and it lies within the actor's reach. An `Actor` comes from
 * `Sessions.actorOf`, so that the appointment is in force. A 'never' is false here: ask `neverRule` for the words.
 */
export function may(actor: Actor, action: Action, subject: Subject = {}): boolean {
  if (isSystem(actor)) return cellOf(action, 'mosvy') !== 'never';
  const cell = cellOf(action, actor.role as Role);
  const allowed = cell === 'yes' || (typeof cell === 'object' && 'only' in cell && holds(cell.only, actor, subject));
  return allowed && reaches(actor, subject, action);
}

const nevers: { action: Action; rule: BrokenRule }[] = [
  {
    action: 'admission.request',
    rule: {
      id: 'N-04',
      source: '[V:S3]',
      message: {
        en: 'An institution or its agent never initiates, recruits or solicits an admission.',
        km: 'គ្រឹះស្ថាន ឬភ្នាក់ងាររបស់ខ្លួន មិនត្រូវផ្តួចផ្តើម ជ្រើសរើស ឬអូសទាញការទទួលកុមារឡើយ។',
      },
      missing: {
        en: 'A request by the commune. Tell the commune committee of the child; report a concern if the child is not safe.',
        km: 'ពាក្យស្នើសុំរបស់ឃុំ។ សូមប្រាប់គណៈកម្មាធិការឃុំអំពីកុមារ ហើយរាយការណ៍ក្តីបារម្ភ បើកុមារមិនមានសុវត្ថិភាព។',
      },
      who: ['commune'],
    },
  },
  {
    action: 'admission.decide',
    rule: {
      id: 'N-04',
      source: '[V:S3]',
      message: {
        en: 'An institution never decides on an admission to an institution.',
        km: 'គ្រឹះស្ថានមិនត្រូវសម្រេចលើការទទួលកុមារចូលគ្រឹះស្ថានឡើយ។',
      },
      missing: {
        en: 'The decision of the director of the provincial department.',
        km: 'សេចក្តីសម្រេចរបស់ប្រធានមន្ទីរខេត្ត។',
      },
      who: ['pdosvyDirector'],
    },
  },
  {
    action: 'visit.conduct',
    rule: {
      id: 'N-32',
      source: '[V:S1], [V:S18]',
      message: {
        en: 'A visit by the institution the child came from never counts.',
        km: 'ការចុះសួរសុខទុក្ខដោយគ្រឹះស្ថានដែលកុមារធ្លាប់ស្នាក់នៅ មិនត្រូវរាប់ឡើយ។',
      },
      missing: {
        en: 'A visit in person by the caseworker, with the child seen.',
        km: 'ការចុះជួបផ្ទាល់ដោយអ្នកគ្រប់គ្រងករណី ដោយបានឃើញកុមារ។',
      },
      who: ['dsw', 'ngoCaseworker'],
    },
  },
  {
    action: 'inspection.draw',
    rule: {
      id: 'inspection.lot',
      source: 'B.4.2 step 1, B.4.5 [DP]',
      message: {
        en: 'Who is drawn by lot is computed from the seed that the province committed to; nobody draws by hand.',
        km: 'ការចាប់ឆ្នោតត្រូវគណនាពីគ្រាប់ពូជដែលខេត្តបានសន្យាទុកជាមុន គ្មាននរណាចាប់ឆ្នោតដោយដៃឡើយ។',
      },
      missing: {
        en: 'An inspection that is planned without telling the institution beforehand.',
        km: 'អធិការកិច្ចដែលគ្រោងដោយមិនជូនដំណឹងដល់គ្រឹះស្ថានជាមុន។',
      },
      who: ['pdosvyOfficer', 'mosvy'],
    },
  },
  {
    action: 'institution.create',
    rule: {
      id: 'N-06',
      source: '[V:S0b, S8]',
      message: {
        en: 'No new residential care institution is authorised, by anyone.',
        km: 'គ្មាននរណាអាចអនុញ្ញាតគ្រឹះស្ថានថែទាំថ្មីបានឡើយ។',
      },
      missing: {
        en: 'Nobody can supply this. A place where children sleep can be recorded as unauthorised.',
        km: 'គ្មាននរណាអាចផ្តល់បានទេ។ ទីកន្លែងដែលកុមារស្នាក់នៅ អាចកត់ត្រាជាកន្លែងគ្មានការអនុញ្ញាត។',
      },
      who: [],
    },
  },
];

/** The rule that answers for a 'never' cell, so that the refusal is `refused_by_rule` (422) and not a 403. */
export function neverRule(action: string, role: Actor['role']): BrokenRule | undefined {
  if (role === 'clock' || role === 'register' || cellOf(action, role) !== 'never') return undefined;
  const found = nevers.find((one) => one.action === action);
  if (!found) throw new Error(`no rule answers for never ${action}`);
  return found.rule;
}

const restrictedRoles: readonly Actor['role'][] = ['districtSupervisor', 'pdosvyDirector'];

/** Abuse notes: the assigned caseworker, the district's supervisor, the province's director; nobody else, whatever they may see. */
export function mayReadRestricted(actor: Actor, subject: Subject): boolean {
  if (isSystem(actor)) return true;
  if ((actor.role === 'dsw' || actor.role === 'ngoCaseworker') && isAssigned(actor, subject.assigned)) return true;
  return restrictedRoles.includes(actor.role) && subject.area !== undefined && covers(actor.area, subject.area);
}

/** Is this the director of an institution: one whom a procedure looks at, and who is told only what is asked of the house? */
export const isDirected = (actor: Actor): boolean => actor.role === 'rciDirector';

/** Offices that look after a child who has told of danger in a closing institution: nobody else learns which child told (B.2.3, step 5). */
const protecting: readonly Actor['role'][] = [
  'dsw',
  'ngoCaseworker',
  'districtSupervisor',
  'pdosvyOfficer',
  'pdosvyDirector',
  'mosvy',
  'police',
];
export const isProtecting = (actor: Actor): boolean => isSystem(actor) || protecting.includes(actor.role);

/** SQL over `homeward.incidents` (alias `n`): none of those that say which child told, for who does not look after it. */
export const untoldCondition = (actor: Actor): string =>
  isProtecting(actor) ? 'true' : `n.kind is distinct from 'CHILD_IN_DANGER'`;

/** Offices that see no child's case by area: they report, and are told by name what they must do. */
const childless: readonly Actor['role'][] = ['village', 'provincialAdministration'];

/** Offices that are called to single cases: of their area they see those they have a part in, no others. */
const called: readonly Actor['role'][] = ['police', 'hospital', 'court', 'panelMember'];

/** Tasks, held by others, that put a case before a called office: the gatekeeping meeting, the inquiry at the court. */
const agendas: Partial<Record<Actor['role'], string>> = { panelMember: 'panel', court: 'inquireCourt' };

/** How far a person's lists and searches go. */
export interface Scope {
  /** area prefix; undefined: no case by area */
  area?: string;
  /** the one institution a director sees */
  institution?: string;
  /** cases assigned to these persons are seen wherever they lie */
  persons: string[];
  /** by name within the area; by name in the whole country; by exact identifier with a reason only */
  search: 'area' | 'country' | 'identifier';
  /** most rows of one search */
  limit: number;
  /** a case with children is hidden; only procedures about institutions show */
  withoutChildren: boolean;
  /** of the area only what the person has a part in: opened, acted in, assigned, or waiting for their office */
  involved: boolean;
}

/** Scope of an actor's lists. Only the ministry searches by name in the whole country. */
export function scopeOf(actor: Actor): Scope {
  const persons = personsOf(actor);
  const involved = called.includes(actor.role);
  const none: Scope = { persons, search: 'identifier', limit: 20, withoutChildren: false, involved };
  if (isSystem(actor) || actor.role === 'mosvy') return { ...none, area: actor.area, search: 'country', limit: 100 };
  if (actor.role === 'administrator') return { ...none, persons: [] };
  if (actor.role === 'rciDirector') return { ...none, institution: actor.institution };
  if (childless.includes(actor.role)) return { ...none, area: actor.area, withoutChildren: true };
  const byName = actor.role !== 'court' && actor.role !== 'panelMember';
  return { ...none, area: actor.area, search: byName ? 'area' : 'identifier' };
}

/** Area prefix of an actor's lists; undefined when no case is seen by area. */
export const visibleAreas = (actor: Actor): string | undefined => scopeOf(actor).area;

/** SQL: has the actor a part in the instance, by an act of their own, or by a task that waits for their office? */
function partIn(actor: Actor, instance: string, bind: (value: unknown) => string): string {
  const { persons } = scopeOf(actor);
  const office = `t.role = ${bind(actor.role)} or t.name = ${bind(agendas[actor.role] ?? null)}`;
  return `(${instance} in (select k.stream from homeward.keys k where k.person = any(${bind(persons)}::uuid[]) and k.kind in ('event', 'task'))
    or exists (select from homeward.tasks t where t.instance = ${instance} and t.closed_at is null and (${office}) and starts_with(t.area, ${bind(actor.area)})))`;
}

/**
 * SQL condition over `homeward.incidents` (alias `n`) and its task (alias `t`) with its values, numbered from `$first`: the
 * incidents an actor's lists may hold. Allegations are left to `Access.hidden`.
 */
export function incidentsCondition(actor: Actor, first = 1): { sql: string; values: unknown[] } {
  const scope = scopeOf(actor);
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${first + values.push(value) - 1}`;
  const parts = [`t.assignee = any(${bind(scope.persons)}::uuid[])`];
  if (scope.area !== undefined && !scope.withoutChildren) {
    const within = `starts_with(n.area, ${bind(scope.area)})`;
    const reported = () =>
      `exists (select from homeward.facts f where f.id = n.fact and f.by = any(${bind(scope.persons)}::uuid[]))`;
    const part = () => `(n.role = ${bind(actor.role)} or ${reported()} or ${partIn(actor, 'n.instance', bind)})`;
    parts.push(scope.involved ? `(${within} and ${part()})` : within);
  }
  if (scope.institution !== undefined)
    parts.push(`(n.institution = ${bind(scope.institution)}::uuid and n.kind = any(${bind(housedKinds)}::text[]))`);
  const open = `${sharedWith(actor, 'n.instance', bind)} and ${unwatched(actor, 'n', bind)} and ${untoldCondition(actor)}`;
  return { sql: `((${parts.join(' or ')}) and ${open})`, values };
}

/** Incidents about who lives in a house, with and without a decision: of no others its director is shown that they are looked into. */
export const housedKinds: readonly string[] = [
  'UNAUTHORISED_PRESENCE',
  'UNKNOWN_CHILD_PRESENT',
  'UNDER_THREE_PRESENT',
  'UNDER_THREE_AUTHORITY',
];

/** SQL: the incident is no match of the watch list, or none of a place that the actor is tied to (N-23). */
const unwatched = (actor: Actor, row: string, bind: (value: unknown) => string): string =>
  `(${row}.kind is distinct from 'WATCH_MATCH' or not homeward.watch_kept_from(${bind(personsOf(actor))}::uuid[], ${row}.id))`;

/**
 * SQL condition over `homeward.incidents` (alias `n`, null for what is of no incident) with its values, numbered from `$first`: who is
 * behind one of the two places of a match is shown nothing of it, whoever holds its task.
 */
export function watchCondition(actor: Actor, first = 1, row = 'n'): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  if (isSystem(actor)) return { sql: 'true', values };
  const sql = unwatched(actor, row, (value) => `$${first + values.push(value) - 1}`);
  return { sql, values };
}

/**
 * SQL condition over `homeward.instances` (alias `i` by default) with its values, numbered from `$first`: the instances an
 * actor's list may hold. Allegations are left to `Access.hidden`.
 */
export function instancesCondition(actor: Actor, first = 1, alias = 'i'): { sql: string; values: unknown[] } {
  const scope = scopeOf(actor);
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${first + values.push(value) - 1}`;
  const parts: string[] = [];
  if (scope.area !== undefined) {
    const prefix = () => bind(`${scope.area}%`);
    const guest = () => `exists (select from unnest(${alias}.guests) guest where guest like ${prefix()})`;
    const within =
      scope.area === '' ? 'true' : `(${alias}.area like ${prefix()} or ${alias}.guests <> '{}' and ${guest()})`;
    const childless = `not exists (select from homeward.subjects s where s.instance = ${alias}.id and s.kind = 'child')`;
    const narrowed = scope.withoutChildren ? childless : scope.involved ? partIn(actor, `${alias}.id`, bind) : 'true';
    parts.push(`(${within} and ${narrowed})`);
  }
  if (scope.institution !== undefined)
    parts.push(
      `exists (select from homeward.subjects s where s.instance = ${alias}.id and s.kind = 'institution' and s.subject = ${bind(scope.institution)}::uuid)`,
    );
  if (scope.persons.length > 0)
    parts.push(
      `exists (select from homeward.tasks t where t.instance = ${alias}.id and t.closed_at is null and t.assignee = any(${bind(scope.persons)}::uuid[]))`,
    );
  if (parts.length === 0) return { sql: 'false', values };
  return { sql: `((${parts.join(' or ')}) and ${sharedWith(actor, `${alias}.id`, bind)})`, values };
}

/** SQL: the instance is no secret, or one that this actor's office or team shares, and the actor has no tie to the institution (N-40). */
function sharedWith(actor: Actor, instance: string, bind: (value: unknown) => string): string {
  const who = `${bind(personsOf(actor))}::uuid[]`;
  return `not exists (select from homeward.secrets x where x.instance = ${instance} and x.until_at is null
    and (not (${bind(actor.role)} = any(x.roles) or x.persons && ${who}) or homeward.kept_from(${who}, x.instance)))`;
}

/**
 * SQL condition over the column `instance` (null for what is of no case) with its values, numbered from `$first`: no secret is
 * kept from the actor. For what a list shows beside the cases of `instancesCondition`: a person's own tasks, visits, messages.
 */
export function secretsCondition(actor: Actor, instance: string, first = 1): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  if (isSystem(actor)) return { sql: 'true', values };
  const sql = sharedWith(actor, instance, (value) => `$${first + values.push(value) - 1}`);
  return { sql, values };
}

export type Sight = 'full' | 'limited' | 'none';

/** May this actor's office not even know of it for now, whoever holds its tasks? Ties to the institution are left to `Access.look`. */
export const isSecretTo = (actor: Actor, { secret }: Pick<AccessSubject, 'secret'>): boolean =>
  secret !== undefined &&
  !secret.roles.some((role) => role === actor.role) &&
  !personsOf(actor).some((person) => secret.persons.includes(person));

/** What of a case the actor sees by role, area and assignment, before allegations and broken glass. */
export function sightOf(actor: Actor, subject: AccessSubject): Sight {
  if (isSystem(actor)) return 'full';
  if (actor.role === 'administrator' || isSecretTo(actor, subject)) return 'none';
  const isHeld = isAssigned(actor, subject.assigned);
  // holding a task of the case shows a director no more of it
  if (isDirected(actor))
    return isHeld || (subject.institution !== undefined && subject.institution === actor.institution)
      ? 'limited'
      : 'none';
  if (isHeld) return 'full';
  if (!coversAny(actor.area, subject)) return 'none';
  if (childless.includes(actor.role)) return subject.children?.length ? 'none' : 'full';
  return 'full';
}

/** Texts of this file that a person reads, for the completeness check. */
export const neverTexts: Text[] = nevers.flatMap(({ rule }) => [rule.message, rule.missing]);
