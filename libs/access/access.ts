import type { Pool } from 'pg';
import type { Actor, EventSpec, Role } from '../../workflows/workflow';
import { Gather } from '../database';
import { isoOf, type AccessPort, type AccessSubject, type Clock } from '../engine';
import { cellOf, isSecretTo, isSystem, personsOf, reaches, sightOf, type Sight } from './may';

/** Where a local official sits; when one of an office is named, its whole commune is kept out. */
const communeOf = (actor: Actor): string | null =>
  actor.role === 'village' || actor.role === 'commune' ? actor.area.slice(0, 6) : null;

/** The values that a question about allegations asks of, as SQL. */
interface Asked {
  /** uuid[]: the actor's persons */
  persons: string;
  now: string;
  /** of a local official, else null */
  commune: string;
}

/**
 * Allegations in force that keep an actor out: the actor is named, or their kin; or, for local officials, one of the same
 * commune is.
 */
const keptOut = ({
  persons,
  now,
  commune,
}: Asked): string => `a.from_at <= ${now} and (a.until_at is null or a.until_at > ${now}) and (
  exists (select from unnest(${persons}) p where p = a.person or homeward.are_kin(p, a.person, ${now}))
  or exists (select from homeward.appointments o where ${commune} is not null and o.role in ('village', 'commune') and left(o.area, 6) = ${commune}
    and o.starts_at <= ${now} and (o.ends_at is null or o.ends_at > ${now}) and (o.person = a.person or homeward.are_kin(o.person, a.person, ${now}))))`;

const uuids = (name: string): string => `array(select e::uuid from jsonb_array_elements_text(q.asked -> '${name}') e)`;

/** Of a list of questions: is the actor of each kept from one of its children? */
const named = `select json_agg(exists (select from homeward.allegations a where a.child = any(${uuids('children')}) and ${keptOut(
  { persons: uuids('persons'), now: `(q.asked ->> 'now')::timestamptz`, commune: `(q.asked ->> 'commune')` },
)}) order by q.n) as named from jsonb_array_elements($1::jsonb) with ordinality q(asked, n)`;

const hidden = `select distinct a.child from homeward.allegations a where ($4::uuid[] is null or a.child = any($4))
  and ${keptOut({ persons: '$1::uuid[]', now: '$2::timestamptz', commune: '$3::text' })}`;

/** Who may see and do what where: the matrix, areas, assignments, allegations, broken glass. */
export class Access implements AccessPort {
  /** one question for those that are asked at the same time */
  private readonly named = new Gather<unknown, boolean>(async (asked) => {
    const { rows } = await this.pool.query<{ named: boolean[] }>({
      name: 'access-named',
      text: named,
      values: [JSON.stringify(asked)],
    });
    return rows[0]!.named;
  });

  constructor(
    private readonly pool: Pool,
    /** business time */
    private readonly clock: Clock,
  ) {}

  /** What the actor sees of a case, and the grant under which, when the glass was broken. */
  async look(actor: Actor, subject: AccessSubject): Promise<{ sight: Sight; breakGlass?: string }> {
    if (isSystem(actor)) return { sight: 'full' };
    const sight = sightOf(actor, subject);
    if (isSecretTo(actor, subject) || (await this.isKeptFrom(actor, subject))) return { sight: 'none' };
    if (actor.role === 'administrator' || (await this.isNamed(actor, subject.children))) return { sight: 'none' };
    if (sight !== 'none') return { sight };
    const breakGlass = await this.findGrant(actor, subject);
    return breakGlass ? { sight: 'full', breakGlass } : { sight };
  }

  /** Is it a secret for now, and the actor tied to its institution (N-40)? Then no office, task or broken glass shows it. */
  private async isKeptFrom(actor: Actor, { secret, instance }: AccessSubject): Promise<boolean> {
    if (secret === undefined || instance === undefined) return false;
    const { rows } = await this.pool.query<{ kept: boolean }>({
      name: 'access-kept',
      text: 'select homeward.kept_from($1::uuid[], $2) as kept',
      values: [personsOf(actor), instance],
    });
    return rows[0]!.kept;
  }

  async maySee(actor: Actor, subject: AccessSubject): Promise<boolean> {
    return (await this.look(actor, subject)).sight !== 'none';
  }

  /** Broken glass lets a person read, never act. A 'never' of the matrix that the event names is left to its rule. */
  async maySend(actor: Actor, spec: EventSpec, subject: AccessSubject, seen = false): Promise<boolean> {
    if (isSystem(actor)) return true;
    const role = actor.role as Role;
    if (!spec.by.includes(role)) return false;
    const cell = spec.action === undefined ? 'yes' : cellOf(spec.action, role);
    if (cell === 'never') return true;
    // the workflow's own rules decide whether the condition of an `only` holds
    if (cell === 'no' || (typeof cell === 'object' && 'part' in cell)) return false;
    return reaches(actor, subject, spec.action) && (seen || !(await this.isNamed(actor, subject.children)));
  }

  /** Is the actor, their kin, or a colleague of a local office named as alleged perpetrator about one of these children? */
  async isNamed(actor: Actor, children: readonly string[] = []): Promise<boolean> {
    if (children.length === 0 || isSystem(actor)) return false;
    const [persons, now, commune] = this.question(actor);
    return this.named.get({ persons, now, commune, children });
  }

  /** Children (of these, or all) whose files are kept from this actor wherever they would otherwise be seen; lists leave them out. */
  async hidden(actor: Actor, children?: readonly string[]): Promise<Set<string>> {
    if (isSystem(actor) || children?.length === 0) return new Set();
    const { rows } = await this.pool.query<{ child: string }>({
      name: 'access-hidden',
      text: hidden,
      values: [...this.question(actor), children ?? null],
    });
    return new Set(rows.map((row) => row.child));
  }

  private question(actor: Actor): [string[], string, string | null] {
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
