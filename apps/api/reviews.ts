/** What was written without a connection and may not simply be recorded: kept sealed, and decided by somebody once. */
import { may } from '../../libs/access';
import {
  isoOf,
  registerLine,
  subjectOf,
  type Answer,
  type Beside,
  type Instance,
  type Line,
  type Op,
  keptId,
} from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import { levelOfRole, type Actor, type EventSpec, type Role } from '../../workflows/workflow';
import type { Context } from './context';
import { reviewTexts, reviewTitle, whyTexts } from './reviews-texts';
import { contentOf } from './sealed';
import type { SealedItem } from './sealed-schemas';

export type Decision = 'recorded' | 'setAside';

/** What the author is told of an item that the server keeps. */
export interface KeptReview {
  id: string;
  owner: Role;
  area: string;
  dueAt: string;
  decision: Decision | null;
  decidedAt: string | null;
}

/** A row of `homeward.reviews`. */
export interface ReviewRow {
  id: string;
  person: string;
  key: string;
  item: SealedItem;
  role: Role;
  instance: string;
  restricted: boolean;
  received_at: Date;
  decision: Decision | null;
  decided_by: string | null;
}

/** Refusals after which the work itself still stands, and somebody else than its author can act. */
const keeping: readonly string[] = Object.keys(whyTexts);

/** Who looks at it: the first of these whose level the case has, who stands above the author. */
const owners: readonly Role[] = ['districtSupervisor', 'pdosvyDirector', 'mosvy'];

/** How long they have, in milliseconds. */
const time = 2 * 86_400_000;

const columns = 'id, person, key, item, role, instance, restricted, received_at, decision, decided_by';

/**
 * What stands on the line of the event that records an item, so that it is recorded once; it was in time if it came in time,
 * however long it waited here.
 */
export const settlement = (row: ReviewRow, decision: Decision, entry: Record<string, unknown> = {}): Beside => ({
  entry: { review: row.id, ...entry },
  ops: [{ op: 'review.decide', data: { id: row.id, decision, how: reviewTexts[decision].en } }],
  received: row.received_at.getTime(),
});

export class Reviews {
  constructor(private readonly context: Context) {}

  /** The review of an item, by its author and the key that the device fixed. */
  find({ person, key }: Pick<SealedItem, 'person' | 'key'>): Promise<ReviewRow | undefined> {
    return this.one('person = $1 and key = $2', [person, key]);
  }

  /** The review; throws `not_found`. */
  async get(id: string): Promise<ReviewRow> {
    const row = await this.one('id = $1', [id]);
    if (!row) throw new Problem('not_found');
    return row;
  }

  private async one(condition: string, values: unknown[]): Promise<ReviewRow | undefined> {
    const { rows } = await this.context.pool.query<ReviewRow>(
      `select ${columns} from homeward.reviews where ${condition}`,
      values,
    );
    return rows[0];
  }

  /** Where a kept item stands. */
  async told(id: string): Promise<KeptReview> {
    const { rows } = await this.context.pool.query<{
      owner: Role;
      area: string;
      due_at: Date;
      decision: Decision | null;
      decided_at: Date | null;
    }>(
      `select n.role as owner, n.area, r.due_at, r.decision, r.decided_at
       from homeward.reviews r join homeward.incidents n on n.id = r.id where r.id = $1`,
      [id],
    );
    const { owner, area, due_at, decision, decided_at } = rows[0]!;
    return { id, owner, area, dueAt: due_at.toISOString(), decision, decidedAt: decided_at?.toISOString() ?? null };
  }

  /** Keeps an item that was refused for what has become of the case or of its author; undefined where it is the author's to mend. */
  async keep(actor: Actor, item: SealedItem, code: string): Promise<ReviewRow | undefined> {
    if (item.instance === undefined || item.baseVersion === undefined || !keeping.includes(code)) return undefined;
    const [instance] = await this.context.engine.records.read([item.instance]);
    const spec = instance?.workflow.events[item.event];
    if (!instance || !spec?.field || spec.signature || instance.workflow.id !== item.workflow) return undefined;
    if (code === 'not_found' && !(await this.knew(item.person, instance.id))) return undefined;
    const id = keptId();
    const owner = ownerOf(actor.role, instance.area);
    const data = {
      id,
      item,
      owner,
      role: await this.roleOf(item, spec, actor, instance.area),
      restricted: spec.restricted ?? false,
      why: code,
      due: this.now() + time,
      child: instance.subjects.children[0],
      text: reviewTitle(spec.text, instance.reference),
    };
    const content = { review: id, event: item.event, why: code, key: item.key };
    const op = { op: 'review.keep', data };
    await this.write(this.lineOf(actor, instance.id, 'review.kept', content, op, item.capturedAt), 'review_kept');
    return this.find(item);
  }

  /** Did the person once read the case, or act in it? Nobody learns here that a case exists. */
  private async knew(person: string, instance: string): Promise<boolean> {
    const { rows } = await this.context.pool.query<{ knew: boolean }>(
      `select exists (select from homeward.read_log where subject = $2 and kind = 'instance' and person = $1)
         or exists (select from homeward.journal where stream = $2 and person = $1) as knew`,
      [person, instance],
    );
    return rows[0]!.knew;
  }

  /** The role for which the form is meant that the author held between writing and sending, or the one they came in. */
  private async roleOf(item: SealedItem, spec: EventSpec, actor: Actor, area: string): Promise<string> {
    if (spec.by.includes(actor.role as Role)) return actor.role;
    const { rows } = await this.context.pool.query<{ role: string }>(
      `select role from homeward.appointments where person = $1 and role = any ($2::text[]) and starts_at <= $4
         and (ends_at is null or ends_at > least($3::timestamptz, $4::timestamptz)) order by starts_with($5, area) desc, starts_at desc limit 1`,
      [item.person, spec.by, item.capturedAt, isoOf(this.now()), area],
    );
    return rows[0]?.role ?? actor.role;
  }

  /** What a person may decide about it, nothing when it is decided. Throws `not_found` to whom it is not shown. */
  async mayDecide(actor: Actor, row: ReviewRow): Promise<Decision[]> {
    const [instance] = await this.context.engine.records.read([row.instance]);
    const own = row.person === actor.person;
    const subject = subjectOf(instance!);
    const seen = await this.context.access.maySee(actor, subject);
    const reviews = seen && may(actor, 'review.decide', { area: subject.area, guests: subject.guests });
    if (!own && !reviews) throw new Problem('not_found');
    if (row.decision !== null) return [];
    const open = instance!.status === 'open';
    return open && seen && (own || this.sendable(instance!, row)) ? ['recorded', 'setAside'] : ['setAside'];
  }

  /** Was the form meant for the author? */
  private sendable(instance: Instance, row: ReviewRow): boolean {
    return instance.workflow.events[row.item.event]?.by.includes(row.role) ?? false;
  }

  /**
   * Records an item on the version that was seen. Its author does it as themselves; a reviewer does it for the author: both
   * answer for the act, the author's appointment is the one that is asked, and the line says who wrote it and when.
   */
  async record(actor: Actor, id: string, version: number, key: string, route: string): Promise<Answer> {
    const row = await this.get(id);
    await this.mayDecide(actor, row);
    const { item } = row;
    const own = row.person === actor.person;
    const author = { person: row.person, role: row.role };
    const data = await contentOf(this.context, item);
    try {
      return await this.context.engine.send({
        instance: row.instance,
        type: item.event,
        data,
        version,
        actor: own ? actor : { ...actor, actingFor: row.person },
        entitled: own ? undefined : { ...author, area: actor.area, actingFor: actor.person },
        key,
        route,
        captured: new Date(item.capturedAt).toISOString(),
        beside: settlement(row, 'recorded', own ? {} : { author }),
      });
    } catch (problem) {
      throw isDecided(problem) ? new Problem('conflict', { detail: reviewTexts.decided }) : problem;
    }
  }

  /** Sets an item aside: it stays, the journal of the case says why, and it never counts. */
  async setAside(actor: Actor, id: string, reason: string): Promise<void> {
    const row = await this.get(id);
    await this.mayDecide(actor, row);
    if (row.decision === 'setAside' && row.decided_by === actor.person) return;
    const content = { review: id, event: row.item.event, reason, key: row.key };
    const { ops } = settlement(row, 'setAside');
    const line = this.lineOf(actor, row.instance, 'review.setAside', content, ops[0]!, undefined, row.restricted);
    if (!(await this.write(line, 'review_decided'))) throw new Problem('conflict', { detail: reviewTexts.decided });
  }

  private now = (): number => this.context.clock.now();

  private lineOf(
    actor: Actor,
    stream: string,
    event: string,
    data: object,
    op: Op,
    captured?: string,
    restricted = false,
  ): Line {
    const more = { captured: captured && new Date(captured).toISOString() };
    return registerLine({ stream, event, actor, at: this.now(), data, ops: [op], restricted, more });
  }

  /** Writes a line; false where another request came first. */
  private async write(line: Line, known: string): Promise<boolean> {
    const outcome = await this.context.door.write({ lines: [line], checks: [] });
    if (outcome.ok) return true;
    if ('error' in outcome && outcome.error.constraint === known) return false;
    const failure = new Problem('internal');
    failure.cause = outcome;
    throw failure;
  }
}

const isDecided = (problem: unknown): boolean =>
  problem instanceof Problem && problem.extra.errors?.[0]?.code === 'review_decided';

/** Who looks at the work of this author on a case of this area. */
function ownerOf(author: Actor['role'], area: string): Role {
  const above = owners.slice(owners.indexOf(author as Role) + 1);
  return above.find((role) => area.length >= levelOfRole[role]) ?? 'mosvy';
}
