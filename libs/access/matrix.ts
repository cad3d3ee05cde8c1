import { roles, type Role } from '../../workflows/workflow';

/** Under what a role may do an action that is not its own every day. */
export type Condition =
  | 'emergency'
  | 'by order'
  | 'under MoU, countersigned'
  | 'exception or appeal'
  | 'appeal'
  | 'home'
  | 'own institution'
  | 'spot check'
  | 'not of the operating department'
  | 'joint'
  | 'emergency, 72 h'
  | 'the director of the province made it'
  | 'overrides used'
  | 'assigned'
  | 'own';

/**
 * What a role may do: the action itself; the action under a condition; another part in it, never the action itself;
 * nothing; or nothing ever, by a rule that answers in place of a 403.
 */
export type Cell = 'yes' | 'no' | 'never' | { only: Condition } | { part: string };

const yes = 'yes';
const never = 'never';
const only = (condition: Condition): Cell => ({ only: condition });
const part = (what: string): Cell => ({ part: what });

type Row = Partial<Record<Role, Cell>>;
const everyone = (cell: Cell): Row => Object.fromEntries(roles.map((role) => [role, cell]));
const each = (...who: Role[]): Row => Object.fromEntries(who.map((role) => [role, yes]));

const authorities = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'] as const;
const finders = [
  'commune',
  'dsw',
  'districtSupervisor',
  'pdosvyOfficer',
  'ngoCaseworker',
  'police',
  'hospital',
] as const;
const offices = [...finders, 'pdosvyDirector', 'mosvy', 'court', 'panelMember', 'provincialAdministration'] as const;

/** Domain B.0.1, row by row, then the actions of the register and of the system. A role that is not named may not. */
const rows = {
  'concern.report': each(...roles.filter((role) => role !== 'court' && role !== 'administrator')),
  'admission.request': {
    commune: yes,
    dsw: only('emergency'),
    rciDirector: never,
    ngoCaseworker: part('may refer to CCWC or DSW'),
    police: only('emergency'),
    hospital: only('emergency'),
    court: only('by order'),
  },
  'child.assess': {
    commune: part('contributes'),
    dsw: yes,
    districtSupervisor: part('reviews'),
    ngoCaseworker: only('under MoU, countersigned'),
  },
  'admission.decide': {
    pdosvyOfficer: part('recommends'),
    pdosvyDirector: yes,
    mosvy: only('exception or appeal'),
    rciDirector: never,
    court: part('order recorded as a fact'),
  },
  'familyPlacement.decide': {
    commune: part('chief signs Form 4 with seal'),
    dsw: part('recommends'),
    districtSupervisor: yes,
    pdosvyOfficer: part('informed'),
    pdosvyDirector: only('appeal'),
    court: only('by order'),
  },
  'arrival.confirm': {
    commune: only('home'),
    dsw: yes,
    rciDirector: only('own institution'),
    ngoCaseworker: yes,
    hospital: yes,
  },
  'visit.conduct': {
    village: part('welfare check only'),
    commune: part('accompanies, signs Form 5'),
    dsw: yes,
    districtSupervisor: only('spot check'),
    pdosvyOfficer: only('spot check'),
    mosvy: only('spot check'),
    rciDirector: never,
    ngoCaseworker: yes,
  },
  'case.close': {
    commune: part('signs Form 6'),
    dsw: part('proposes'),
    districtSupervisor: yes,
    pdosvyOfficer: only('overrides used'),
    mosvy: part('audits'),
    ngoCaseworker: part('proposes'),
  },
  'inspection.ngo': {
    commune: part('observer'),
    dsw: part('member'),
    districtSupervisor: yes,
    pdosvyOfficer: only('spot check'),
    mosvy: only('spot check'),
    police: part('as needed'),
    hospital: part('as needed'),
  },
  'inspection.state': {
    districtSupervisor: part('member'),
    pdosvyOfficer: only('not of the operating department'),
    mosvy: only('joint'),
  },
  'standing.decide': {
    districtSupervisor: part('recommends'),
    pdosvyOfficer: part('recommends, emergency protective measures'),
    pdosvyDirector: only('emergency, 72 h'),
    mosvy: yes,
    police: part('removes children in danger'),
    hospital: part('removes children in danger'),
    court: yes,
  },
  // at the place: answers, photos and the report, by the team alone; the workflow says who that is
  'inspection.record': each('dsw', 'districtSupervisor', 'pdosvyOfficer', 'mosvy'),
  // the year's plan: the officer of the province draws it up and moves it, the director approves it (the ministry, where
  // a director made it), the ministry and the districts read it
  'inspection.plan': each('pdosvyOfficer', 'pdosvyDirector'),
  'inspection.planApprove': { ...each('pdosvyDirector'), mosvy: only('the director of the province made it') },
  // who is drawn follows from the seed that was committed to
  'inspection.draw': everyone(never),
  'inspection.planRead': each(...authorities),
  // who answers alike everywhere: for who assigns, and never for those who are compared
  'inspection.variance': each('pdosvyOfficer', 'pdosvyDirector', 'mosvy'),
  // what was found there, children among it
  'inspection.read': each('dsw', ...authorities),
  'institution.create': everyone(never),

  'fact.record': {
    ...each(...finders, 'pdosvyDirector', 'mosvy', 'court'),
    village: yes,
    rciDirector: only('own institution'),
  },
  // a village chief tells who the child is, and reads nothing of the register for it
  'child.register': each(...finders, 'village'),
  'child.read': {
    ...each('commune', 'dsw', ...authorities, 'panelMember'),
    ngoCaseworker: yes,
    police: yes,
    hospital: yes,
    court: yes,
    rciDirector: only('own institution'),
  },
  'child.search': each(...finders, 'pdosvyDirector', 'mosvy'),
  'child.correct': each('dsw', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector'),
  'merge.propose': each('dsw', 'districtSupervisor', 'pdosvyOfficer'),
  'merge.approve': each('districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector'),
  'placements.import': each('districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'),
  'placements.approve': each('pdosvyDirector', 'mosvy'),
  'family.register': each(...finders),
  'institution.register': each('commune', 'dsw', ...authorities),
  // under another name a place is not taken for the one it was (N-23): not by the district alone
  'institution.rename': each('pdosvyOfficer', 'pdosvyDirector', 'mosvy'),
  // that somebody is behind it no longer: with it they have a say about it again (N-40), so not by the district alone
  'institution.untie': each('pdosvyOfficer', 'pdosvyDirector', 'mosvy'),
  // the administrator appoints directors: institutions, and nobody who lives there
  'institution.read': { ...each(...offices, 'village', 'administrator'), rciDirector: only('own institution') },
  'incident.handle': each('dsw', ...authorities),
  // what was written without a connection on a case that has moved on; its author may always
  'review.decide': each(...authorities),
  'task.claim': each(...roles.filter((role) => role !== 'administrator')),
  'task.assign': each(...authorities),
  'journal.read': each('dsw', ...authorities),
  'alerts.read': each(...roles.filter((role) => role !== 'administrator')),
  'indicators.read': each('commune', 'dsw', ...authorities, 'provincialAdministration'),
  'readLog.read': each(...authorities),
  'breakGlass.open': each('commune', 'dsw', ...authorities, 'police', 'hospital'),
  'breakGlass.review': each('districtSupervisor', 'pdosvyDirector', 'mosvy'),
  'people.read': { ...each('commune', 'dsw', ...authorities, 'administrator'), ngoCaseworker: yes },
  // who receives a child in another district: a name and a district, for who names one
  'caseworkers.read': { ...each('dsw', ...authorities), ngoCaseworker: yes },
  'people.manage': each('administrator'),
  'agency.manage': each('administrator'),
  'rota.edit': each('administrator', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector'),
  'interest.declare': everyone(only('own')),
  'interest.record': each('districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'),
  'renewal.approve': each('administrator', 'districtSupervisor', 'pdosvyDirector', 'mosvy'),
  'securityLog.read': each('administrator', 'mosvy'),
  'parameters.read': everyone(yes),
  'parameters.propose': each('mosvy'),
  'parameters.approve': each('mosvy'),
  // matches of the watch list (N-23): a new place that may be a closed one
  'watch.handle': each('pdosvyOfficer', 'pdosvyDirector', 'mosvy'),
  // open cases take a new version of their procedure over: one of the ministry proposes, another approves
  'workflow.adopt': each('mosvy'),
  'holiday.edit': each('mosvy', 'administrator'),
} satisfies Record<string, Row>;

/** A row of the permission matrix. */
export type Action = keyof typeof rows;
export const actions = Object.keys(rows) as Action[];

/** The permission matrix: every action for every role. */
export const matrix: Record<Action, Record<Role, Cell>> = Object.fromEntries(
  Object.entries(rows as Record<string, Row>).map(([action, row]) => [
    action,
    Object.fromEntries(roles.map((role) => [role, row[role] ?? 'no'])),
  ]),
) as Record<Action, Record<Role, Cell>>;
