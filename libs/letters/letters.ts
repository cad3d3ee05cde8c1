/** The documents of a case: what it has or could have, issued once, shown as they were issued, revoked by the journal. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { isAssigned, may, mayReadRestricted, type Access } from '../access';
import {
  canonicalJson,
  fieldErrors,
  isoOf,
  Problem,
  subjectOf,
  type Clock,
  type Engine,
  type Instance,
  type SettingsPort,
} from '../engine';
import type { Actor, DocumentSource, DocumentSpec, Text } from '../../workflows/workflow';
import { makeCode } from './code';
import { sha256, type Press } from './press';
import { snapshotOf, type Draft, type Language, type Snapshot } from './snapshot';
import { findRevocation, isSource, Sources, type Line } from './sources';
import { letterTexts } from './texts';

/** A document that a case has, or could have when its event comes (`line` null). */
export interface DocumentItem {
  document: string;
  kind: DocumentSpec['kind'];
  title: Text;
  /** events it is written from */
  events: string[];
  line: number | null;
  number: string | null;
  at: string | null;
  issued: { language: Language; sha256: string; code: string | null; at: string }[];
  revoked: { at: string; reason: Text } | null;
}

/** A document as it was issued. */
export interface Issued extends Draft {
  revoked: { on: string; reason: Text } | undefined;
  sha256: string;
}

/** What anybody may know of a letter. */
export interface Verdict {
  number: string;
  /** `YYYY-MM-DD` */
  date: string;
  valid: boolean;
}

/** A case as the actor may see it. */
interface Seen {
  instance: Instance;
  breakGlass: string | undefined;
  /** may read the contents of the file, as in the journal */
  file: boolean;
  restricted: boolean;
  limited: boolean;
}

interface Row {
  instance: string;
  seq: number;
  document: string;
  language: Language;
  number: string;
  snapshot: string;
  sha256: string;
  code: string | null;
  dated: string;
  issued_at: Date;
  revoked_at: Date | null;
}

const columns =
  'instance, seq, document, language, number, snapshot, sha256, code, dated::text as dated, issued_at, revoked_at';

export class Letters {
  private readonly sources: Sources;

  constructor(
    private readonly parts: {
      pool: Pool;
      engine: Engine;
      access: Access;
      settings: SettingsPort;
      clock: Clock;
      /** where the codes on letters are asked for, such as `https://homeward.example` */
      link: string;
    },
    private readonly press: Press,
  ) {
    this.sources = new Sources(parts.pool, parts.settings);
  }

  /** The documents of a case that the actor may read, the newest of each first, then those it could have. Throws `not_found`. */
  async list(actor: Actor, id: string): Promise<{ items: DocumentItem[]; seen: Seen }> {
    const seen = await this.look(actor, id);
    const lines = await this.sources.lines(id);
    const rows = await this.rows('instance = $1', id);
    const items = this.specs(seen.instance).flatMap((spec): DocumentItem[] => {
      if (!this.mayRead(seen, spec)) return [];
      const about = { document: spec.id, kind: spec.kind, title: spec.title, events: spec.sources };
      const written = this.linesOf(seen, spec, lines);
      if (written.length === 0) return [{ ...about, line: null, number: null, at: null, issued: [], revoked: null }];
      return written.map((line) => {
        const revoked = findRevocation(spec, line.seq, lines);
        return {
          ...about,
          line: line.seq,
          number: numberOf(seen.instance, line),
          at: isoOf(line.at),
          issued: rows
            .filter((row) => row.seq === line.seq && row.document === spec.id)
            .map((row) => ({
              language: row.language,
              sha256: row.sha256,
              code: row.code,
              at: row.issued_at.toISOString(),
            })),
          revoked: revoked ? { at: isoOf(revoked.line.at), reason: revoked.reason } : null,
        };
      });
    });
    return { items, seen };
  }

  /**
   * The document written from a line (the latest when none is named), issued now if it never was. Throws `not_found` for
   * what the actor may not know or what is not there, `forbidden` for a file that is not theirs to read.
   */
  async issue(
    actor: Actor,
    id: string,
    document: string,
    { line: seq, language }: { line?: number; language: Language },
  ): Promise<{ issued: Issued; seen: Seen }> {
    const seen = await this.look(actor, id);
    const spec = this.specOf(seen, document);
    const lines = await this.sources.lines(id);
    const line = this.linesOf(seen, spec, lines).find((one) => seq === undefined || one.seq === seq);
    if (!line) throw new Problem('not_found');
    const row = await this.rowOf(actor, seen.instance, spec, line, lines, language);
    const revoked = findRevocation(spec, line.seq, lines);
    return {
      seen,
      issued: {
        snapshot: JSON.parse(row.snapshot) as Snapshot,
        language,
        code: row.code ?? undefined,
        sha256: row.sha256,
        revoked: revoked && { on: revoked.line.on, reason: revoked.reason },
      },
    };
  }

  /** The page as it was issued. Throws `conflict` when it no longer comes to the same bytes. */
  pdf(issued: Issued): Buffer {
    const bytes = this.press.pdf(issued);
    if (sha256(bytes) !== issued.sha256) throw new Problem('conflict', { detail: letterTexts.unreproducible });
    return bytes;
  }

  /** What a document would say if the actor sent this event now. Nothing is stored. Throws `forbidden`, `form_invalid`. */
  async preview(
    actor: Actor,
    id: string,
    document: string,
    { event, data, language }: { event: string; data: unknown; language: Language },
  ): Promise<{ draft: Draft; seen: Seen }> {
    const seen = await this.look(actor, id);
    const { instance } = seen;
    const spec = this.specs(instance).find((one) => one.id === document);
    if (!spec) throw new Problem('not_found');
    const about = instance.workflow.events[event];
    if (!about || !spec.sources.includes(event)) throw new Problem('event_unknown');
    if (!(await this.parts.access.maySend(actor, about, subjectOf(instance)))) throw new Problem('forbidden');
    const read = about.form.safeParse(data);
    if (!read.success) throw new Problem('form_invalid', { errors: fieldErrors(read.error.issues) });
    const source = await this.imagined(actor, instance, event, read.data);
    const snapshot = await this.written(instance, spec, source, `${instance.reference}/—`);
    return { draft: { snapshot, language, draft: true }, seen };
  }

  /** The page of a draft, with its watermark. */
  previewPdf(draft: Draft): Buffer {
    return this.press.pdf(draft);
  }

  /** Is the letter with this code valid? Undefined when no letter has it. What the journal revoked is stored as such. */
  async verify(code: string): Promise<Verdict | undefined> {
    const [row] = await this.rows('code = $1', code);
    if (!row) return undefined;
    const verdict = { number: row.number, date: row.dated };
    if (row.revoked_at) return { ...verdict, valid: false };
    const [instance] = await this.parts.engine.records.read([row.instance]);
    const spec = instance && this.specs(instance).find((one) => one.id === row.document);
    if (!spec) return { ...verdict, valid: false };
    const lines = await this.sources.lines(row.instance);
    const line = lines.find(({ seq }) => seq === row.seq);
    // what its line does not tell was never issued, whoever wrote the row
    if (!line || !isSource(spec, line.entry) || row.number !== numberOf(instance, line) || row.dated !== line.on)
      return { ...verdict, valid: false };
    const revoked = findRevocation(spec, row.seq, lines);
    if (revoked) await this.revoke(row, revoked.line.seq, revoked.reason);
    return { ...verdict, valid: !revoked };
  }

  private async look(actor: Actor, id: string): Promise<Seen> {
    const [instance] = await this.parts.engine.records.read([id]);
    if (!instance) throw new Problem('not_found');
    const subject = subjectOf(instance);
    const { sight, breakGlass } = await this.parts.access.look(actor, subject);
    if (sight === 'none') throw new Problem('not_found');
    const { assigned } = subject;
    return {
      instance,
      breakGlass,
      limited: sight === 'limited',
      file: breakGlass !== undefined || isAssigned(actor, assigned) || may(actor, 'journal.read', { assigned }),
      restricted: mayReadRestricted(actor, subject),
    };
  }

  private specs(instance: Instance): readonly DocumentSpec[] {
    return instance.workflow.documents ?? [];
  }

  /** Forms are the contents of the file; letters go to everybody who sees the case, the institution gets its own. */
  private mayRead(seen: Seen, spec: DocumentSpec): boolean {
    if (spec.kind === 'form') return seen.file && !seen.limited;
    return !seen.limited || spec.institution === true;
  }

  private specOf(seen: Seen, document: string): DocumentSpec {
    const spec = this.specs(seen.instance).find(({ id }) => id === document);
    if (!spec) throw new Problem('not_found');
    if (!this.mayRead(seen, spec)) throw new Problem('forbidden');
    return spec;
  }

  /** The lines that a document can be written from, newest first; restricted ones for those who may read them. */
  private linesOf(seen: Seen, spec: DocumentSpec, lines: readonly Line[]): Line[] {
    const isKept = ({ content }: Line): boolean =>
      seen.limited && spec.kind === 'letter' && spec.keptFromInstitution?.(content?.data ?? {}) === true;
    return lines
      .filter((line) => isSource(spec, line.entry) && (!line.restricted || seen.restricted) && !isKept(line))
      .reverse();
  }

  private async rows(where: string, ...values: unknown[]): Promise<Row[]> {
    const { rows } = await this.parts.pool.query<Row>(
      `select ${columns} from homeward.documents where ${where} order by issued_at, language`,
      values,
    );
    return rows;
  }

  private async rowOf(
    actor: Actor,
    instance: Instance,
    spec: DocumentSpec,
    line: Line,
    lines: readonly Line[],
    language: Language,
  ): Promise<Row> {
    const which = [instance.id, line.seq, spec.id];
    const same = 'instance = $1 and seq = $2 and document = $3';
    const rows = await this.rows(same, ...which);
    const known = rows.find((row) => row.language === language);
    if (known) return known;
    const first = rows[0];
    const snapshot = first
      ? (JSON.parse(first.snapshot) as Snapshot)
      : await this.written(
          instance,
          spec,
          await this.sources.sourceOf(instance, line, lines),
          numberOf(instance, line),
        );
    const code = spec.kind === 'letter' ? makeCode() : undefined;
    const digest = sha256(this.press.pdf({ snapshot, language, code }));
    await this.parts.pool.query(
      `insert into homeward.documents (id, instance, seq, document, kind, language, number, snapshot, template, sha256, code, dated, issued_at, issued_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (instance, seq, document, language) do nothing`,
      [
        randomUUID(),
        ...which,
        spec.kind,
        language,
        snapshot.number,
        canonicalJson(snapshot),
        snapshot.template,
        digest,
        code ?? null,
        snapshot.on,
        isoOf(this.parts.clock.now()),
        actor.person,
      ],
    );
    // two people may print it at the same moment: what was stored first is the document
    return (await this.rows(`${same} and language = $4`, ...which, language))[0]!;
  }

  private async written(
    instance: Instance,
    spec: DocumentSpec,
    source: DocumentSource,
    number: string,
  ): Promise<Snapshot> {
    const snapshot = snapshotOf(instance.workflow, spec, source, {
      reference: instance.reference,
      number,
      office: await this.sources.officeOf(source.actor, instance.area),
      signatory: await this.sources.signatoryOf(source.actor),
      names: await this.sources.namesIn(source.data),
      link: this.parts.link,
    });
    return JSON.parse(canonicalJson(snapshot)) as Snapshot;
  }

  /** The source that the journal would hold if the event were sent now. */
  private async imagined(actor: Actor, instance: Instance, event: string, data: unknown): Promise<DocumentSource> {
    const { engine, settings, clock } = this.parts;
    const { workflow, id, subjects } = instance;
    const now = clock.now();
    const names = workflow.events[event]!.facts ?? [];
    const [loaded] = await engine.parts.facts.load([
      { names, subjects, actor, workflow: workflow.id, instance: id, data, now },
    ]);
    const act = { event, data, facts: loaded!.facts, at: now, actor, ...(await settings.at(now)) };
    return this.sources.source(instance, act, await this.sources.lines(id));
  }

  private async revoke(row: Row, line: number, reason: Text): Promise<void> {
    await this.parts.pool.query('select homeward.revoke_documents($1, $2, $3, $4, $5)', [
      row.instance,
      row.seq,
      row.document,
      line,
      reason.en,
    ]);
  }
}

/** Number of a document: the case and the line it is written from, such as `GK-08-2026-00012/14`. */
const numberOf = ({ reference }: Instance, { seq }: Line): string => `${reference}/${seq}`;
