/** The pieces of an inspection: kept once each, from the team alone; read by who sees the inspection. */
import { may, personsOf } from '../../libs/access';
import { canonicalJson, digestOf, subjectOf, type Instance } from '../../libs/engine';
import { Problem, type FieldError } from '../../libs/engine/problem';
import { inspectionFact, refusalOf } from '../../libs/registry';
import {
  checklists,
  currentChecklist,
  answerLabels,
  answers,
  partTexts,
  parts,
} from '../../workflows/inspection/checklist';
import type { Context as Remembered } from '../../workflows/inspection/context';
import type { Actor } from '../../workflows/workflow';
import type { z } from 'zod';
import type { Context } from './context';
import { reportDangers } from './inspection-dangers';
import type { pieceBody } from './inspections-schemas';

type Piece = z.infer<typeof pieceBody>;
/** What became of pieces: how many are new, how many of them came after the report, and which ids hold another content. */
interface Kept {
  added: number;
  late: number;
  changed: string[];
}

export class Inspections {
  constructor(private readonly context: Context) {}

  /**
   * Keeps pieces, each once; those that come after the report (`late`) beside it. Throws 403 for who is not of the team, 409 where an
   * id holds another content.
   */
  async add(
    actor: Actor,
    id: string,
    pieces: readonly Piece[],
  ): Promise<{ added: number; known: number; late: number; digest: string }> {
    const instance = await this.seen(actor, id);
    const { team, checklist = currentChecklist } = instance.snapshot.context as Remembered;
    const ofTeam = personsOf(actor).some((person) => team.includes(person));
    if (!ofTeam || !may(actor, 'inspection.record')) throw new Problem('forbidden');
    this.check(pieces, checklist);
    const rows = pieces.map((piece) => ({ ...piece, digest: digestOf(canonicalJson(piece)) }));
    const { added, late, changed } = await this.write(actor, id, rows);
    // also where nothing is new: the try before may have ended in between
    await reportDangers(this.context, actor, id);
    if (changed.length > 0)
      throw new Problem('conflict', {
        errors: rows.flatMap((row, i) =>
          changed.includes(row.id) ? [{ path: `pieces.${i}.id`, code: 'changed' }] : [],
        ),
      });
    const { rows: digests } = await this.context.pool.query<{ digest: string }>(
      'select homeward.inspection_digest($1) as digest',
      [id],
    );
    return { added, known: pieces.length - added, late, digest: digests[0]!.digest };
  }

  private check(pieces: readonly Piece[], version: number): void {
    const items = new Set(checklists[version]?.map((item) => item.id));
    const errors = pieces.flatMap((piece, i): FieldError[] => [
      ...(piece.kind === 'answer' && !items.has(piece.item)
        ? [{ path: `pieces.${i}.item`, code: 'unknown_item' }]
        : []),
      ...(pieces.findIndex((other) => other.id === piece.id) < i
        ? [{ path: `pieces.${i}.id`, code: 'named_twice' }]
        : []),
    ]);
    if (errors.length > 0) throw new Problem('form_invalid', { errors });
  }

  private async write(actor: Actor, id: string, rows: object[]): Promise<Kept> {
    try {
      const { rows: answer } = await this.context.pool.query<{ kept: Kept }>(
        'select homeward.add_inspection_pieces($1, $2, $3, $4::jsonb) as kept',
        [id, actor.person, new Date(this.context.clock.now()), JSON.stringify(rows)],
      );
      return answer[0]!.kept;
    } catch (error) {
      const { code, constraint, message } = error as { code?: string; constraint?: string; message: string };
      if (!code) throw error;
      throw refusalOf({ state: code, constraint: constraint ?? '', message });
    }
  }

  /** What was sent so far, with the report and the ratings. */
  async read(actor: Actor, id: string) {
    const instance = await this.whole(actor, id);
    const { pool, clock } = this.context;
    const about = { instance: id, institution: instance.subjects.institution!, now: clock.now() };
    const [{ shown: _, late = [], ...fact }, { rows: reports }, { rows: ratings }] = await Promise.all([
      inspectionFact(pool, about),
      pool.query(
        `select digest, inspected_on::text as "on", submitted_at as "submittedAt", by from homeward.inspection_reports where instance = $1`,
        [id],
      ),
      pool.query(
        `select no, rating, proposal, reason, by, at, exists (select from homeward.inspection_publications p where p.instance = r.instance and p.no = r.no) as published
         from homeward.inspection_ratings r where instance = $1 order by no`,
        [id],
      ),
    ]);
    return { instance: id, ...fact, late, report: reports[0] ?? null, ratings };
  }

  /** Every piece, those that others took the place of among them. */
  async list(actor: Actor, id: string, { after, limit }: { after?: string; limit: number }) {
    await this.whole(actor, id);
    const { rows } = await this.context.pool.query<{ id: string }>(
      `select id, kind, item, body, digest, device, counter, captured_at as "capturedAt", received_at as "receivedAt", person, supersedes,
         late, not exists (select from homeward.inspection_pieces s where s.supersedes = p.id and (p.late or not s.late)) as current
       from homeward.inspection_pieces p where instance = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
      [id, after ?? null, limit + 1],
    );
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? items.at(-1)!.id : null };
  }

  /** An inspection that the actor may know of. */
  private async seen(actor: Actor, id: string): Promise<Instance> {
    const { engine, access } = this.context;
    const [instance] = await engine.records.read([id]);
    if (!instance || instance.workflow.id !== 'inspection') throw new Problem('not_found');
    if (!(await access.maySee(actor, subjectOf(instance)))) throw new Problem('not_found');
    return instance;
  }

  /** The roll names children: it is read by who inspects and who supervises inspections, never by the institution. */
  private async whole(actor: Actor, id: string): Promise<Instance> {
    const instance = await this.seen(actor, id);
    if (!may(actor, 'inspection.read')) throw new Problem('forbidden');
    return instance;
  }
}

/** A version of the checklist as devices download it. */
export function checklistOf(version: number) {
  const items = checklists[version];
  if (!items) throw new Problem('not_found');
  return {
    version,
    current: currentChecklist,
    parts: parts.map((id) => ({ id, text: partTexts[id] })),
    answers: answers.map((id) => ({ id, text: { en: answerLabels[id][0], km: answerLabels[id][1] } })),
    items: items.map(({ hard, ...item }) => ({ ...item, hard: hard ?? null })),
  };
}
