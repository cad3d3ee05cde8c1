import type { Pool } from 'pg';
import type { Actor, EventSpec, Role } from '../../workflows/workflow';
import { isoOf, type AccessPort, type AccessSubject, type Clock } from '../engine';
import { cellOf, isSecretTo, isSystem, personsOf, reaches, sightOf, type Sight } from './may';

/** Where a local official sits; when one of an office is named, its whole commune is kept out. */
const communeOf = (actor: Actor): string | null =>
  actor.role === 'village' || actor.role === 'commune' ? actor.area.slice(0, 6) : null;

/**
 * Allegations in force that keep an actor out: the actor is named, or their kin; or, for local officials, one of the same
 * commune is. `$1` the actor's persons, `$2` now, `$3` the commune or null.
 */
const keptOut = `a.from_at <= $2 and (a.until_at is null or a.until_at > $2) and (
  exists (select from unnest($1::uuid[]) p where p = a.person or homeward.are_kin(p, a.person, $2))
  or exists (select from homeward.appointments o where $3::text is not null and o.role in ('village', 'commune') and left(o.area, 6) = $3
    and o.starts_at <= $2 and (o.ends_at is null or o.ends_at > $2) and (o.person = a.person or homeward.are_kin(o.person, a.person, $2))))`;

/** Who may see and do what where: the matrix, areas, assignments, allegations, broken glass. */
export class Access implements AccessPort {
  constructor(
    private readonly pool: Pool,
    /** business time */
    private readonly clock: Clock,
  ) {}

  /** What the actor sees of a case, and the grant under which, when the glass was broken. */
  async look(actor: Actor, subject: AccessSubject): Promise<{ sight: Sight; breakGlass?: string }> {
    if (isSystem(actor)) return { sight: 'full' };
    const sight = sightOf(actor, subject);
    if (isSecretTo(actor, subject)) return { sight: 'none' };
    if (actor.role === 'administrator' || (await this.isNamed(actor, subject.children))) return { sight: 'none' };
    if (sight !== 'none') return { sight };
    const breakGlass = await this.findGrant(actor, subject);
    return breakGlass ? { sight: 'full', breakGlass } : { sight };
  }

  async maySee(actor: Actor, subject: AccessSubject): Promise<boolean> {
    return (await this.look(actor, subject)).sight !== 'none';
  }

  /** Broken glass lets a person read, never act. A 'never' of the matrix that the event names is left to its rule. */
  async maySend(actor: Actor, spec: EventSpec, subject: AccessSubject): Promise<boolean> {
    if (isSystem(actor)) return true;
    const role = actor.role as Role;
    if (!spec.by.includes(role)) return false;
    const cell = spec.action === undefined ? 'yes' : cellOf(spec.action, role);
    if (cell === 'never') return true;
    // the workflow's own rules decide whether the condition of an `only` holds
    if (cell === 'no' || (typeof cell === 'object' && 'part' in cell)) return false;
    return reaches(actor, subject, spec.action) && !(await this.isNamed(actor, subject.children));
  }

  /** Is the actor, their kin, or a colleague of a local office named as alleged perpetrator about one of these children? */
  async isNamed(actor: Actor, children: readonly string[] = []): Promise<boolean> {
    if (children.length === 0 || isSystem(actor)) return false;
    const { rows } = await this.pool.query({
      name: 'access-named',
      text: `select exists (select from homeward.allegations a where a.child = any($4::uuid[]) and ${keptOut}) as named`,
      values: [...this.question(actor), children],
    });
    return (rows[0] as { named: boolean }).named;
  }

  /** Children (of these, or all) whose files are kept from this actor wherever they would otherwise be seen; lists leave them out. */
  async hidden(actor: Actor, children?: readonly string[]): Promise<Set<string>> {
    if (isSystem(actor) || children?.length === 0) return new Set();
    const { rows } = await this.pool.query<{ child: string }>({
      name: 'access-hidden',
      text: `select distinct a.child from homeward.allegations a where ($4::uuid[] is null or a.child = any($4)) and ${keptOut}`,
      values: [...this.question(actor), children ?? null],
    });
    return new Set(rows.map((row) => row.child));
  }

  private question(actor: Actor): unknown[] {
    return [personsOf(actor), isoOf(this.clock.now()), communeOf(actor)];
  }

  private async findGrant(actor: Actor, subject: AccessSubject): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'access-grant',
      text: `select id from homeward.break_glass where person = $1 and until > $2 and opened_at <= $2
        and ((kind = 'instance' and subject = $3) or (kind = 'child' and subject = any($4::uuid[]))) limit 1`,
      values: [actor.person, isoOf(this.clock.now()), subject.instance ?? null, subject.children ?? []],
    });
    return rows[0]?.id;
  }
}
