import type { Pool } from 'pg';
import type { Actor } from '../../workflows/workflow';
import { canonical, registerLine, type Check, type Door, type Key, type Line, type Outcome } from '../engine';
import type { Clock, Reaction } from '../engine';
import { Problem, type FieldError } from '../engine';
import { digestOf } from '../engine';
import { make, type Known, type Worked } from './commands';
import { findDuplicates, type Candidate, type Duplicates } from './duplicates';
import { forms, type CommandData, type CommandName } from './forms';
import { Reader } from './reader';
import { refusalOf } from './refusals';

/** Who asks, and the idempotency key of the request. */
export interface Asking {
  actor: Actor;
  route: string;
  key?: string;
}

/** A command worked out and ready to be written; with a reaction, the engine writes it with every instance that must hear. */
export interface Draft {
  line: Line;
  checks: Check[];
  answer: Record<string, unknown>;
  reaction?: Reaction;
}

/** `engine.react`: writes the line and all reacting instances as one unit. */
export type React = (reaction: Reaction, line: Line, checks: Check[]) => Promise<Outcome>;

/** Children, families, institutions, facts and incidents: the commands, each one journalled line, and the queries. */
export class Registry extends Reader {
  constructor(
    pool: Pool,
    private readonly door: Door,
    private readonly clock: Clock,
  ) {
    super(pool);
  }

  /**
   * Does a command: parses its form, writes it through the door, and answers; a repeated key gets its first answer.
   * `react` is needed for what instances must hear of (`institution.standing`, `birth.approve`, a death, a court order).
   * Throws Problem `form_invalid`, `refused_by_database`, `second_person`, `key_reused`, `conflict`.
   */
  async run(name: CommandName, data: unknown, asking: Asking, react?: React): Promise<Record<string, unknown>> {
    const request = this.parse(name, data);
    const first = await this.findAnswer(name, request, asking);
    if (first) return first;
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      const draft = await this.draft(name, request, asking);
      if (draft.reaction && !react) throw new Error(`${name} concerns instances: it is written by the engine`);
      const outcome = draft.reaction
        ? await react!(draft.reaction, draft.line, draft.checks)
        : await this.door.write({ lines: [draft.line], checks: draft.checks });
      if (outcome.ok) return draft.answer;
      if ('error' in outcome) throw refusalOf(outcome.error);
      if (outcome.conflict === 'key') return (await this.findAnswer(name, request, asking))!;
    }
    throw new Problem('busy');
  }

  /** The line that a command would write, without writing it. */
  async draft<N extends CommandName>(name: N, data: unknown, asking: Asking): Promise<Draft> {
    const request = this.parse(name, data);
    const worked = await (make[name] as (data: CommandData<N>, known: Known) => Worked | Promise<Worked>)(
      request,
      this.known(asking.actor),
    );
    const line = registerLine({
      stream: worked.stream,
      event: worked.event,
      actor: asking.actor,
      at: this.clock.now(),
      data: request,
      ops: worked.ops,
      restricted: worked.restricted,
      more: { body: this.bodyOf(name, request) },
    });
    return {
      line: { ...line, key: keyOf(asking), answer: worked.answer },
      checks: [],
      answer: worked.answer,
      reaction: worked.reaction,
    };
  }

  /** Earlier requests for what is certainly or probably the same child, in every area: date, province and rules only. */
  findDuplicates(candidate: Candidate): Promise<Duplicates> {
    return findDuplicates(this.pool, candidate, this.clock.now());
  }

  private parse<N extends CommandName>(name: N, data: unknown): CommandData<N> {
    const parsed = forms[name].safeParse(data ?? {});
    if (parsed.success) return parsed.data as CommandData<N>;
    throw new Problem('form_invalid', { errors: parsed.error.issues.flatMap(errorsOf) });
  }

  private bodyOf(name: CommandName, request: unknown): string {
    return digestOf(canonical({ name, request }));
  }

  private async findAnswer(
    name: CommandName,
    request: unknown,
    asking: Asking,
  ): Promise<Record<string, unknown> | undefined> {
    const key = keyOf(asking);
    if (!key) return undefined;
    const { rows } = await this.pool.query<{ entry: string; answer: Record<string, unknown> }>(
      `select j.entry, j.answer from homeward.keys k join homeward.journal j on j.stream = k.stream and j.seq = k.seq
       where k.person = $1 and k.route = $2 and k.key = $3`,
      [key.person, key.route, key.key],
    );
    const line = rows[0];
    if (!line) return undefined;
    if ((JSON.parse(line.entry) as { body?: string }).body !== this.bodyOf(name, request))
      throw new Problem('key_reused');
    return line.answer;
  }

  private known({ person, actingFor }: Actor): Known {
    const one = async <T extends object>(text: string, id: string): Promise<T> => {
      const { rows } = await this.pool.query<T>(text, [id]);
      if (!rows[0]) throw new Problem('form_invalid', { errors: [{ path: 'id', code: 'unknown_proposal' }] });
      return rows[0];
    };
    return {
      now: this.clock.now(),
      persons: [person, ...(actingFor === undefined ? [] : [actingFor])],
      place: async (id) =>
        (
          await this.pool.query<{ placeKind: string; onceHome: boolean }>(
            `select kind as "placeKind", ever_residential and not homeward.residential_kind(kind) as "onceHome"
             from homeward.institutions where id = $1`,
            [id],
          )
        ).rows[0],
      revived: async (fact) =>
        (
          await this.pool.query<{ child: string }>(
            `select f.child from homeward.facts f where f.id = $1 and f.kind = 'death' and not exists (
               select from homeward.facts d where d.child = f.child and d.kind = 'death' and d.id <> f.id
                 and not exists (select from homeward.facts c where c.corrects = d.id))`,
            [fact],
          )
        ).rows[0]?.child,
      correction: (id) =>
        one(
          'select child, birth_from::text as "from", birth_to::text as "to" from homeward.birth_corrections where id = $1',
          id,
        ),
      merge: (id) =>
        one(
          `select m.kept, m.merged, k.birth_from::text as "from", k.birth_to::text as "to", k.died_on::text as died,
             array_remove(array[m.proposed_by, m.proposed_for], null)::text[] as by
           from homeward.merges m join homeward.children k on k.id = m.kept where m.id = $1`,
          id,
        ),
    };
  }
}

const keyOf = (asking: Asking): Key | undefined =>
  asking.key === undefined ? undefined : { person: asking.actor.person, route: asking.route, key: asking.key };

/** Places and codes of zod's issues; an own refinement gives its code as the message. */
function errorsOf(issue: { path: PropertyKey[]; code: string; message: string; keys?: string[] }): FieldError[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => ({ path: path ? `${path}.${key}` : key, code: 'unknown_field' }));
  const own = /^[a-z_]+$/.test(issue.message);
  return [{ path, code: own ? issue.message : issue.code }];
}
