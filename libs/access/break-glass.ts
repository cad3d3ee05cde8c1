import type { Actor, Role } from '../../workflows/workflow';
import { hour } from '../../workflows/time';
import { isoOf, keptId, Problem, type Clock, type Key } from '../engine';
import { SecurityLog } from './logs';
import { covers, may, secretsCondition } from './may';
import { record, type Parts } from './record';

/** How long broken glass lets a person read unless they ask for less, and by when someone else has looked at it (ms). */
export const usualLimit = 4 * hour;
export const reviewLimit = 72 * hour;

export interface Grant {
  id: string;
  person: string;
  role: string;
  area: string;
  kind: 'child' | 'instance';
  subject: string;
  reason: string;
  openedAt: string;
  until: string;
  reviewDueAt: string;
}

const incident = 'BREAK_GLASS_REVIEW';

const text = {
  en: 'Someone read a file without the right to it, in an emergency. Look at the reason and review it within 72 hours.',
  km: 'មាននរណាម្នាក់បានមើលសំណុំរឿងដោយគ្មានសិទ្ធិ ក្នុងករណីបន្ទាន់។ សូមពិនិត្យមូលហេតុ ហើយធ្វើការវាយតម្លៃក្នុងរយៈពេល ៧២ ម៉ោង។',
};

/** Who looks at broken glass: the level above the one who broke it. */
function reviewerOf(actor: Actor): Role {
  if (actor.role === 'pdosvyDirector' || actor.role === 'mosvy') return 'mosvy';
  return actor.area.length >= 4 && actor.role !== 'districtSupervisor' ? 'districtSupervisor' : 'pdosvyDirector';
}

/** Reading what one may not see, for a reason and a short time; told to the supervisors, reviewed by someone else. */
export class BreakGlass {
  private readonly log: SecurityLog;

  constructor(
    private readonly parts: Parts,
    realClock: Clock,
  ) {
    this.log = new SecurityLog(parts.pool, realClock);
  }

  /** Opens access to one child's file or one case. `hours` at most 24. */
  async open(
    actor: Actor,
    asked: { kind: 'child' | 'instance'; subject: string; reason: string; hours?: number },
    key?: Key,
  ): Promise<{ id: string; until: number }> {
    if (!may(actor, 'breakGlass.open')) throw new Problem('forbidden');
    const id = keptId();
    const now = this.parts.clock.now();
    const until = now + (asked.hours === undefined ? usualLimit : asked.hours * hour);
    if (asked.kind === 'instance') await this.checkShared(actor, asked.subject);
    const { area, children } = await this.find(asked.kind, asked.subject);
    const { kind, subject, reason } = asked;
    const data = {
      id,
      person: actor.person,
      actingFor: actor.actingFor,
      role: actor.role,
      area: actor.area,
      kind,
      subject,
      reason,
      until: isoOf(until),
      reviewDue: isoOf(now + reviewLimit),
    };
    // who reviews it, and who answers for the file; roles are resolved when the alert is addressed
    const told = [
      { kind: 'access.breakGlass', area: actor.area, to: [reviewerOf(actor)] },
      {
        kind: 'access.breakGlassFile',
        area,
        to: [area.length >= 4 ? 'districtSupervisor' : area ? 'pdosvyDirector' : 'mosvy'],
      },
    ].filter(
      (one, i, all) =>
        i === 0 || one.to[0] !== all[0]!.to[0] || !covers(one.area.slice(0, 4), all[0]!.area.slice(0, 4)),
    );
    // the review is an obligation with an owner and a clock: an incident beside the child
    const duty = {
      kind: incident,
      children: children.slice(0, 1),
      role: reviewerOf(actor),
      area: actor.area,
      ladder: 'high',
      due: now + reviewLimit,
      text,
    };
    const answer = await record(this.parts, {
      stream: id,
      event: 'breakGlass.opened',
      actor,
      kind: 'access',
      request: { ...asked },
      ops: [
        { op: 'breakglass.open', data },
        ...told.map((one) => ({
          op: 'alert.raise',
          data: { occurrence: id, text, ...one },
        })),
        ...(children.length > 0 ? [{ op: 'incident.open', data: duty }] : []),
      ],
      answer: { id, until },
      restricted: true,
      key,
    });
    await this.log.record({ kind: 'breakGlass.opened', person: actor.person, detail: { grant: answer.id } });
    return answer;
  }

  /** Someone else looks at it and says whether it was justified. */
  async review(
    actor: Actor,
    id: string,
    finding: 'justified' | 'unjustified',
    note: string,
    key?: Key,
  ): Promise<{ id: string }> {
    const { rows } = await this.parts.pool.query<Grant & { acting_for: string | null }>(
      'select person, acting_for, area, kind, subject from homeward.break_glass where id = $1',
      [id],
    );
    const grant = rows[0];
    if (!grant || !may(actor, 'breakGlass.review')) throw new Problem(grant ? 'forbidden' : 'not_found');
    if (!covers(actor.area, grant.area)) throw new Problem('not_found');
    const openers = [grant.person, grant.acting_for];
    if ([actor.person, actor.actingFor].some((one) => one !== undefined && openers.includes(one)))
      throw new Problem('second_person');
    const { children } = await this.find(grant.kind, grant.subject);
    const others = await this.parts.pool.query(
      'select 1 from homeward.break_glass where subject = $1 and id <> $2 and reviewed_at is null limit 1',
      [grant.subject, id],
    );
    const over = children.length > 0 && others.rows.length === 0;
    await record(this.parts, {
      stream: id,
      event: 'breakGlass.reviewed',
      actor,
      kind: 'access',
      request: { finding, note },
      ops: [
        { op: 'breakglass.review', data: { id, by: actor.person, finding, note } },
        ...(over
          ? [{ op: 'incident.resolve', data: { kind: incident, children: children.slice(0, 1), reason: finding } }]
          : []),
      ],
      answer: { id },
      restricted: true,
      key,
    });
    await this.log.record({
      kind: 'breakGlass.reviewed',
      person: grant.person,
      detail: { grant: id, by: actor.person, finding },
    });
    return { id };
  }

  /** Grants that wait for their review within an actor's area, the oldest first; with `overdueAt` only those overdue then. */
  async waiting(area: string, overdueAt?: number): Promise<Grant[]> {
    const { rows } = await this.parts.pool.query<Grant>(
      `select id, person, role, area, kind, subject, reason, opened_at as "openedAt", until, review_due_at as "reviewDueAt" from homeward.break_glass
       where reviewed_at is null and starts_with(area, $1) and ($2::timestamptz is null or review_due_at <= $2) order by review_due_at`,
      [area, overdueAt === undefined ? null : isoOf(overdueAt)],
    );
    return rows;
  }

  /** A secret is to whom it is kept from as if it were not there: no glass leads to it. */
  private async checkShared(actor: Actor, instance: string): Promise<void> {
    const { sql, values } = secretsCondition(actor, '$1::uuid', 2);
    const { rows } = await this.parts.pool.query<{ shared: boolean }>(`select ${sql} as shared`, [instance, ...values]);
    if (!rows[0]!.shared) throw new Problem('not_found');
  }

  private async find(kind: 'child' | 'instance', subject: string): Promise<{ area: string; children: string[] }> {
    const { rows } = await this.parts.pool.query<{ area: string; children: string[] }>(
      kind === 'instance'
        ? `select area, array(select s.subject::text from homeward.subjects s where s.instance = i.id and s.kind = 'child' order by 1) as children
           from homeward.instances i where i.id = $1`
        : 'select area, array[id::text] as children from homeward.children where id = $1',
      [subject],
    );
    if (!rows[0]) throw new Problem('not_found');
    return rows[0];
  }
}
