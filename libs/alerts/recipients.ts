import { levelOfRole, type Role } from '../../workflows/workflow';
import type { Rung } from '../../workflows/parameters';
import type { Standing } from './standing';

/** A person who can be reached in a role now: the holder of the appointment, or who acts for them while they are away. */
export interface Holder {
  person: string;
  actingFor?: string;
  /** institution of the appointment, for an institution's director */
  institution?: string;
}

/** Who holds a role at a moment; libs/access implements it. People on leave are not among the answer, their deputies are. */
export interface Directory {
  holdersOf(role: Role, area: string, at: number): Promise<Holder[]>;
  /** who is on duty in a role for an area, the nearest rota first */
  onCall(area: string, role: Role, at: number): Promise<Holder[]>;
}

export interface Recipient {
  person: string;
  role: Role;
  actingFor?: string;
  reason:
    | 'holder'
    | 'deputy'
    | 'on call'
    | 'vacant: next level'
    | 'locked: next level'
    | 'own supervisor: next level'
    | 'unsendable: nobody up to the ministry';
}

/** What of a task says who must act. */
export interface Addressed {
  role: Role;
  area: string;
  assignee: string | null;
  institution: string | null;
}

/** Recipients of one alert. `nobody`: there is none up to the ministry, the administrators own it (or not even they). */
export interface Resolution {
  recipients: Recipient[];
  nobody: boolean;
}

/** Who answers for a role when nobody holds it: one level up, to the ministry. */
export const above: Record<Role, Role | undefined> = {
  village: 'commune',
  commune: 'districtSupervisor',
  dsw: 'districtSupervisor',
  ngoCaseworker: 'districtSupervisor',
  districtSupervisor: 'pdosvyDirector',
  pdosvyOfficer: 'pdosvyDirector',
  panelMember: 'pdosvyDirector',
  rciDirector: 'pdosvyDirector',
  police: 'pdosvyDirector',
  hospital: 'pdosvyDirector',
  court: 'pdosvyDirector',
  provincialAdministration: 'pdosvyDirector',
  pdosvyDirector: 'mosvy',
  mosvy: undefined,
  administrator: undefined,
};

/** How high a role stands on the ladder: 0 works, 1 the district's supervisor, 2 the provincial director, 3 the ministry. */
const heightOf = (role: Role): number =>
  role === 'mosvy' || role === 'administrator'
    ? 3
    : role === 'pdosvyDirector'
      ? 2
      : role === 'districtSupervisor'
        ? 1
        : 0;

/** Roles a rung is for; a rung that is not above the task's own role goes to the next level instead. */
export function rolesOf(to: Rung['to'], task: { role: Role; area: string }): Role[] {
  if (to === 'worker') return [task.role];
  const height = heightOf(task.role);
  if (to === 'supervisor' && height < 1 && task.area.length >= levelOfRole.districtSupervisor)
    return ['districtSupervisor'];
  if (to !== 'ministry' && height < 2 && task.area.length >= levelOfRole.pdosvyDirector) {
    // the supervisor of a province's task is its director; the province's rung reaches the officer as well
    return to === 'supervisor' || task.role === 'pdosvyOfficer'
      ? ['pdosvyDirector']
      : ['pdosvyDirector', 'pdosvyOfficer'];
  }
  return ['mosvy'];
}

const otherCaseworker: Partial<Record<Role, Role>> = { dsw: 'ngoCaseworker', ngoCaseworker: 'dsw' };

/** Turns roles into people at the moment an alert fires; nothing of it is stored before. */
export class Recipients {
  constructor(
    private readonly directory: Directory,
    private readonly standing?: Standing,
  ) {}

  /** The same for a case that is a secret now. */
  within(directory: (all: Directory) => Directory): Recipients {
    return new Recipients(directory(this.directory), this.standing);
  }

  /**
   * Recipients of a rung of a task: the assignee, or who acts for them, before the other holders of the role. With `onCall`,
   * those on duty are reached as well.
   */
  async ofRung(task: Addressed, to: Rung['to'], at: number, onCall = false): Promise<Resolution> {
    const roles = rolesOf(to, task);
    if (to !== 'worker') return this.withoutSelf(await this.ofRoles(roles, task.area, at, onCall), task, at);
    const found = await this.ofTask(task, at);
    const isThere = ({ person, reason }: Recipient) => reason === 'holder' && person === (task.assignee ?? person);
    return onCall ? this.withDuty(found, roles, task.area, at, found.recipients.some(isThere)) : found;
  }

  /** Those who are copied: before the due date the first level above, after it those who must act. Vacant: nobody. */
  async ofCopies(task: Addressed, rung: Rung, at: number): Promise<Recipient[]> {
    if (rung.to === 'worker' && rung.days >= 0) return [];
    const { recipients } = rung.days < 0 ? await this.ofRung(task, 'supervisor', at) : await this.ofTask(task, at);
    return recipients.filter(({ reason }) => reason === 'holder' || reason === 'deputy');
  }

  /** Who must act and supervises themselves is no supervisor: the next level is told as well. */
  private async withoutSelf(found: Resolution, task: Addressed, at: number): Promise<Resolution> {
    const { recipients } = await this.ofTask(task, at);
    const owners = new Set(recipients.filter(({ reason }) => !reason.includes('next')).map(({ person }) => person));
    if (found.nobody || !found.recipients.every(({ person }) => owners.has(person))) return found;
    return this.withAbove(found, task.area, at, 'own supervisor: next level');
  }

  /** Where everybody who was found is locked out of their account, the next level is told as well. */
  private async withoutLocked(found: Resolution, area: string, at: number): Promise<Resolution> {
    const persons = found.recipients.map(({ person }) => person);
    if (!this.standing || found.nobody || persons.length === 0) return found;
    const locked = await this.standing.locked(persons);
    if (!persons.every((person) => locked.has(person))) return found;
    return this.withAbove(found, area, at, 'locked: next level');
  }

  /** Adds the first level above all who were found that has somebody else. */
  private async withAbove(
    found: Resolution,
    area: string,
    at: number,
    reason: Recipient['reason'],
  ): Promise<Resolution> {
    const known = new Set(found.recipients.map(({ person }) => person));
    const highest = [...found.recipients].sort((a, b) => heightOf(b.role) - heightOf(a.role))[0]!.role;
    for (let role = above[highest]; role; role = above[role]) {
      if (area.length < levelOfRole[role]) continue;
      const others = (await this.holdersOf(role, area, at)).filter(({ person }) => !known.has(person));
      if (others.length === 0) continue;
      const reached = role;
      const more = others.map((holder) => ({ ...recipient(holder, reached), reason }));
      return { recipients: distinct([...found.recipients, ...more]), nobody: false };
    }
    return found;
  }

  /** Holders and deputies, without deputies who are away themselves: two on leave who stand in for one another are nobody. */
  private async holdersOf(role: Role, area: string, at: number): Promise<Holder[]> {
    const holders = await this.directory.holdersOf(role, areaOf(role, area), at);
    const deputies = holders.flatMap(({ person, actingFor }) => (actingFor ? [person] : []));
    if (!this.standing || deputies.length === 0) return holders;
    const away = await this.standing.away(deputies, at);
    return holders.filter(({ person, actingFor }) => !actingFor || (person !== actingFor && !away.has(person)));
  }

  private async ofTask(task: Addressed, at: number): Promise<Resolution> {
    const all = await this.seatsOf(task.role, task.area, at);
    const holders = task.institution ? all.filter((h) => !h.institution || h.institution === task.institution) : all;
    // the caseworker of an organisation may have been given what is a caseworker's of the district, and the other way round
    const other = task.assignee ? otherCaseworker[task.role] : undefined;
    const seats = other ? [...holders, ...(await this.seatsOf(other, task.area, at))] : holders;
    const own = task.assignee ? seats.filter((h) => h.person === task.assignee && !h.actingFor) : [];
    const deputies = task.assignee ? seats.filter((h) => h.actingFor === task.assignee) : [];
    const chosen = own.length > 0 ? own : deputies.length > 0 ? deputies : holders;
    if (chosen.length > 0) {
      const found = { recipients: distinct(chosen.map((h) => recipient(h, h.role))), nobody: false };
      return this.withoutLocked(found, task.area, at);
    }
    return this.upwards(above[task.role], task.area, at);
  }

  private async seatsOf(role: Role, area: string, at: number): Promise<(Holder & { role: Role })[]> {
    return (await this.holdersOf(role, area, at)).map((holder) => ({ ...holder, role }));
  }

  /** Recipients of an alert to roles: the holders of each, or the next level where there is none; with `onCall`, those on duty as well. */
  async ofRoles(roles: readonly Role[], area: string, at: number, onCall = false): Promise<Resolution> {
    const found = await this.withoutLocked(await this.ofSeats(roles, area, at), area, at);
    if (!onCall) return found;
    return this.withDuty(
      found,
      roles,
      area,
      at,
      found.recipients.some(({ reason }) => reason === 'holder'),
    );
  }

  /** Recipients of an alert to whoever owns the open tasks of a case, each found as for a rung to the worker, and to roles. */
  async ofOwners(
    tasks: readonly Addressed[],
    roles: readonly Role[],
    area: string,
    at: number,
    onCall = false,
  ): Promise<Resolution> {
    const found = await this.ofRoles(roles, area, at, onCall);
    const owners: Recipient[] = [];
    for (const task of tasks) {
      const { recipients, nobody } = await this.ofRung(task, 'worker', at, onCall);
      if (!nobody) owners.push(...recipients);
    }
    if (owners.length === 0) return found;
    return { recipients: distinct(found.nobody ? owners : [...owners, ...found.recipients]), nobody: false };
  }

  /** Adds those on duty in the roles: after the holders, or first where none of these can be reached. */
  private async withDuty(
    { recipients, nobody }: Resolution,
    roles: readonly Role[],
    area: string,
    at: number,
    isThere: boolean,
  ): Promise<Resolution> {
    const called: Recipient[] = [];
    for (const role of roles) {
      for (const { person } of await this.directory.onCall(area, role, at))
        called.push({ person, role, reason: 'on call' });
    }
    return { recipients: distinct(isThere ? [...recipients, ...called] : [...called, ...recipients]), nobody };
  }

  private async ofSeats(roles: readonly Role[], area: string, at: number): Promise<Resolution> {
    const found: Recipient[] = [];
    const vacant: Role[] = [];
    for (const role of roles) {
      const holders = await this.holdersOf(role, area, at);
      if (holders.length === 0) vacant.push(role);
      else found.push(...holders.map((h) => recipient(h, role)));
    }
    // where a group is addressed (director and officer), one of them who can be reached is enough for their level
    for (const role of vacant) {
      const level = levelOfRole[role];
      if (found.some((r) => levelOfRole[r.role] === level && heightOf(r.role) >= heightOf(role))) continue;
      const next = await this.upwards(above[role], area, at);
      if (next.nobody && found.length > 0) continue;
      found.push(...next.recipients);
      if (next.nobody) return { recipients: distinct(found), nobody: true };
    }
    return { recipients: distinct(found), nobody: found.length === 0 };
  }

  private async upwards(from: Role | undefined, area: string, at: number): Promise<Resolution> {
    for (let role = from; role; role = above[role]) {
      if (area.length < levelOfRole[role]) continue;
      const holders = await this.holdersOf(role, area, at);
      if (holders.length > 0) {
        const reached = role;
        return {
          recipients: distinct(holders.map((h) => ({ ...recipient(h, reached), reason: 'vacant: next level' }))),
          nobody: false,
        };
      }
    }
    const keepers = await this.directory.holdersOf('administrator', '', at);
    const reason = 'unsendable: nobody up to the ministry' as const;
    return { recipients: distinct(keepers.map((h) => ({ ...recipient(h, 'administrator'), reason }))), nobody: true };
  }
}

const areaOf = (role: Role, area: string): string => area.slice(0, levelOfRole[role]);

const recipient = (holder: Holder, role: Role): Recipient => ({
  person: holder.person,
  role,
  actingFor: holder.actingFor,
  reason: holder.actingFor ? 'deputy' : 'holder',
});

function distinct(recipients: Recipient[]): Recipient[] {
  const seen = new Set<string>();
  return recipients.filter((r) => !seen.has(r.person) && seen.add(r.person));
}
