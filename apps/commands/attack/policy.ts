/**
 * What the policy says, read from its tables alone: the matrix (domain B.0.1) and the roles that each procedure takes from the
 * domain are data; who reaches what is said here once more, by no code of the product. A fault there is so no oracle of its own.
 */
import { matrix, type Action, type Cell } from '../../../libs/access/matrix';
import type { Role, Workflow } from '../../../workflows/workflow';
import type { DemoAccount } from '../../demo';

export type Seat = Pick<DemoAccount, 'login' | 'person' | 'role' | 'area' | 'institution'>;

/** A case as its rows tell of it. */
export interface Matter {
  /** code of the area that owns it */
  area: string;
  /** areas that take part for now */
  guests: readonly string[];
  children: readonly string[];
  institution: string | null;
  /** who holds an open task of it */
  holders: readonly string[];
  /** whom alone it is no secret from */
  secret: { roles: readonly string[]; persons: readonly string[] } | null;
}

export type Sight = 'full' | 'limited' | 'none';
/** The case is not there for them; not their act; never theirs, by a rule; or let in. */
export type Verdict = 'hidden' | 'forbidden' | 'never' | 'admitted';

/** An office covers the areas whose codes begin with its own; the country's code is empty. */
const lies = (area: string, under: string): boolean => area.slice(0, under.length) === under;
const takesPart = ({ area }: Seat, matter: Matter): boolean =>
  [matter.area, ...matter.guests].some((one) => lies(one, area));
const holds = ({ person }: Seat, { holders }: Matter): boolean => holders.includes(person);
const isOwnHouse = ({ role, institution }: Seat, matter: Matter): boolean =>
  role === 'rciDirector' && institution !== undefined && matter.institution === institution;

/** Need to know (D): the offices of the area, who holds a task, the director of the house; no child's case for village and province. */
export function sightIn(seat: Seat, matter: Matter): Sight {
  const { role, person } = seat;
  if (role === 'administrator') return 'none';
  if (matter.secret && !matter.secret.roles.includes(role) && !matter.secret.persons.includes(person)) return 'none';
  if (role === 'rciDirector') return isOwnHouse(seat, matter) || holds(seat, matter) ? 'limited' : 'none';
  if (holds(seat, matter)) return 'full';
  if (!takesPart(seat, matter)) return 'none';
  const isChilds = matter.children.length > 0;
  return isChilds && (role === 'village' || role === 'provincialAdministration') ? 'none' : 'full';
}

export const cellIn = (action: string, role: Role): Cell => matrix[action as Action][role];
/** Has the role no part in the action itself? What it may do for it, such as sign or be told, is another act. */
export const isNone = (cell: Cell): boolean =>
  cell === 'no' || cell === 'never' || (typeof cell === 'object' && 'part' in cell);

/** Who may send an event: whom the domain names for it, whom the matrix lets do it, and within reach. */
export function verdictIn(seat: Seat, workflow: Workflow, event: string, matter: Matter): Verdict {
  if (sightIn(seat, matter) === 'none') return 'hidden';
  if (!(workflow.samples.roles[event] ?? []).includes(seat.role)) return 'forbidden';
  const { action } = workflow.events[event]!;
  const cell = action === undefined ? 'yes' : cellIn(action, seat.role);
  if (cell === 'never') return 'never';
  if (isNone(cell)) return 'forbidden';
  if (action === 'concern.report' || holds(seat, matter) || isOwnHouse(seat, matter)) return 'admitted';
  return takesPart(seat, matter) && !(seat.role === 'rciDirector' && matter.institution !== null)
    ? 'admitted'
    : 'forbidden';
}
