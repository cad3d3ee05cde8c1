/** The files of a case: added and withdrawn by lines of its journal, kept sealed, read as the case is read. */
import { createHash, randomUUID } from 'node:crypto';
import { isAssigned, may, mayReadRestricted, type Access } from '../access';
import {
  canonicalJson,
  digestOf,
  findRepeat,
  registerLine,
  Problem,
  subjectOf,
  type Engine,
  type Instance,
  type Key,
  type Line,
  type Op,
} from '../engine';
import type { Actor, Text } from '../../workflows/workflow';
import { keptOf } from './picture';
import { abouts, refusalTexts } from './texts';
import type { Vault } from './vault';

/** A file as the list of a case shows it. */
export interface Attachment {
  id: string;
  number: number;
  about: string;
  text: Text;
  type: string;
  /** bytes */
  size: number;
  width: number | null;
  height: number | null;
  sha256: string;
  restricted: boolean;
  /** journal line that added it */
  line: number;
  at: string;
  by: string;
  withdrawn: { line: number; at: string; by: string } | null;
}

interface Row extends Omit<Attachment, 'text' | 'withdrawn' | 'at'> {
  content: string;
  received: string;
  at: Date;
  withdrawn_seq: number | null;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
}

interface Command {
  instance: string;
  actor: Actor;
  key?: string;
  route: string;
}

export interface AddCommand extends Command {
  /** chosen by the device, so that a file that is sent again is one file */
  id?: string;
  about: string;
  /** only for who reads the restricted compartment */
  restricted: boolean;
  /** reads the bytes, once it is known that they may be sent */
  bytes: () => Promise<Buffer>;
}

export interface WithdrawCommand extends Command {
  attachment: string;
  reason: string;
}

/** A case as the actor may see its files. */
export interface SeenFiles {
  instance: Instance;
  breakGlass: string | undefined;
  /** reads every file, as the journal; else only those that the actor sent */
  all: boolean;
  restricted: boolean;
}

const supervisors: readonly Actor['role'][] = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

const columns = `id, number, about, type, size, width, height, sha256, received, restricted, content, seq as line, added_at as at, added_by as by,
  withdrawn_seq, withdrawn_at, withdrawn_by`;

export class Attachments {
  constructor(
    private readonly engine: Engine,
    private readonly access: Access,
    private readonly vault: Vault,
  ) {}

  /** The files that the actor may know of, in the order in which they came; throws `not_found`, `forbidden`. */
  async list(actor: Actor, id: string): Promise<{ items: Attachment[]; seen: SeenFiles }> {
    const seen = await this.look(actor, id);
    const rows = await this.rows(id);
    return { items: rows.filter((row) => isShown(actor, seen, row)).map(shown), seen };
  }

  /** One file with its bytes; one that was withdrawn is not found. */
  async read(actor: Actor, id: string, attachment: string) {
    const seen = await this.look(actor, id);
    const [row] = await this.rows(id, attachment);
    if (!row || row.withdrawn_seq !== null || !isShown(actor, seen, row)) throw new Problem('not_found');
    return { attachment: shown(row), bytes: await this.vault.get(row.content), seen };
  }

  /** Adds a file to an open case; throws a Problem. */
  async add(command: AddCommand): Promise<Attachment> {
    const { actor, about, restricted } = command;
    const { instance, breakGlass } = await this.look(actor, command.instance);
    const acts = { area: instance.area, assigned: subjectOf(instance).assigned };
    if (breakGlass !== undefined || !may(actor, 'fact.record', acts)) throw new Problem('forbidden');
    const sent = await command.bytes();
    const received = sha256Of(sent);
    const body = digestOf(canonicalJson({ received, about, restricted, id: command.id }));
    const key = keyOf(command);
    const repeat = (key && (await this.repeat(key, body))) ?? (await this.sameFile(command, received));
    if (repeat) return this.one(instance.id, repeat);
    if (instance.status === 'closed') throw new Problem('instance_closed');
    const kept = await keptOf(sent);
    const { bytes, ...file } = kept;
    const data = {
      id: command.id ?? randomUUID(),
      about,
      ...file,
      size: bytes.length,
      sha256: sha256Of(bytes),
      received,
      restricted,
    };
    const content = randomUUID();
    await this.vault.put(content, bytes);
    const op = { op: 'attachment.add', data: { ...data, content } };
    const line = lineOf(command, 'attachment.added', data, { body, key, restricted }, op, this.now());
    const written = this.write(line, data.id, () => this.sameFile(command, received));
    // where another request came first, or the case was closed, nobody took these bytes
    const id = await written.finally(() => this.vault.discard(content));
    return this.one(instance.id, id);
  }

  /**
   * Withdraws a file that was wrong: nobody reads it any more, and it stays. By who sent it, or a supervisor; with a reason. What a
   * submitted report of an inspection rests on is refused (N-41).
   */
  async withdraw(command: WithdrawCommand): Promise<Attachment> {
    const { actor, attachment, reason } = command;
    const seen = await this.look(actor, command.instance);
    const [row] = await this.rows(command.instance, attachment);
    if (!row || !isShown(actor, seen, row)) throw new Problem('not_found');
    const supervises = supervisors.includes(actor.role) && seen.instance.area.startsWith(actor.area);
    if (seen.breakGlass !== undefined || !(isOwn(actor, row) || supervises)) throw new Problem('forbidden');
    const body = digestOf(canonicalJson({ attachment, reason }));
    const key = keyOf(command);
    const repeat = key && (await this.repeat(key, body));
    if (repeat) return this.one(command.instance, repeat);
    if (row.withdrawn_seq !== null) throw new Problem('file_withdrawn');
    const op = { op: 'attachment.withdraw', data: { id: attachment } };
    const how = { body, key, restricted: row.restricted };
    const data = { id: attachment, line: row.line, reason };
    await this.write(lineOf(command, 'attachment.withdrawn', data, how, op, this.now()), attachment);
    return this.one(command.instance, attachment);
  }

  private now = (): number => this.engine.parts.clock.now();

  private async look(actor: Actor, id: string): Promise<SeenFiles> {
    const [instance] = await this.engine.records.read([id]);
    if (!instance) throw new Problem('not_found');
    const subject = subjectOf(instance);
    const { sight, breakGlass } = await this.access.look(actor, subject);
    if (sight === 'none') throw new Problem('not_found');
    if (sight === 'limited') throw new Problem('forbidden');
    const assigned = subject.assigned ?? [];
    const all = breakGlass !== undefined || isAssigned(actor, assigned) || may(actor, 'journal.read', { assigned });
    return { instance, breakGlass, all, restricted: mayReadRestricted(actor, subject) };
  }

  private async rows(instance: string, id?: string): Promise<Row[]> {
    const { rows } = await this.engine.parts.pool.query<Row>(
      `select ${columns} from homeward.attachments where instance = $1 and ($2::uuid is null or id = $2) order by number`,
      [instance, id ?? null],
    );
    return rows;
  }

  private async one(instance: string, id: string): Promise<Attachment> {
    const [row] = await this.rows(instance, id);
    if (!row) throw new Problem('not_found');
    return shown(row);
  }

  private async repeat(key: Key, body: string): Promise<string | undefined> {
    return (await findRepeat(this.engine.parts.pool, key, body))?.id;
  }

  /** The same file under the id that the device chose; another file under that id is a conflict. */
  private async sameFile({ id, instance, actor }: AddCommand, received: string): Promise<string | undefined> {
    if (id === undefined) return undefined;
    const { rows } = await this.engine.parts.pool.query<{ same: boolean }>(
      'select instance = $2 and added_by = $3 and received = $4 as same from homeward.attachments where id = $1',
      [id, instance, actor.person, received],
    );
    if (rows[0]?.same === false) throw new Problem('conflict', { detail: refusalTexts.otherFile });
    return rows[0] && id;
  }

  /** Writes a line through the door; where another request with the same key or id came first, answers what that one made. */
  private async write(
    line: Line,
    id: string,
    same: () => Promise<string | undefined> = async () => undefined,
  ): Promise<string> {
    const { door } = this.engine.parts;
    const outcome = await door.write({ lines: [line], checks: [] });
    if (outcome.ok) return id;
    if ('error' in outcome) {
      const { constraint } = outcome.error;
      if (constraint === 'attachment_case_open') throw new Problem('instance_closed');
      if (constraint === 'attachment_withdrawn_once') throw new Problem('file_withdrawn');
      if (constraint === 'attachments_pkey') return (await same()) ?? conflict();
      const rule = this.engine.parts.refusals?.[constraint];
      throw new Problem('refused_by_database', rule && { rules: [rule] });
    }
    const { body } = JSON.parse(line.entry) as { body: string };
    return (outcome.conflict === 'key' && (await this.repeat(line.key!, body))) || conflict();
  }
}

const conflict = (): never => {
  throw new Problem('conflict');
};

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const keyOf = ({ key, route, actor }: Command): Key | undefined =>
  key === undefined ? undefined : { person: actor.person, route, key };

const isOwn = (actor: Actor, { by }: Row): boolean => by === actor.person || by === actor.actingFor;

/** Who reads the journal of the case reads its files; who does not, those they sent. What is restricted is not even named. */
const isShown = (actor: Actor, seen: SeenFiles, row: Row): boolean =>
  row.restricted ? seen.restricted : seen.all || isOwn(actor, row);

function shown(row: Row): Attachment {
  const { content: _content, received: _received, withdrawn_seq, withdrawn_at, withdrawn_by, at, ...rest } = row;
  return {
    ...rest,
    text: abouts[row.about as keyof typeof abouts] ?? abouts.other,
    at: at.toISOString(),
    withdrawn:
      withdrawn_seq === null ? null : { line: withdrawn_seq, at: withdrawn_at!.toISOString(), by: withdrawn_by! },
  };
}

function lineOf(
  { instance, actor }: Command,
  event: string,
  data: { id: string },
  { body, key, restricted }: { body: string; key: Key | undefined; restricted: boolean },
  op: Op,
  at: number,
): Line {
  const more = { body, attachment: data.id };
  const line = registerLine({ stream: instance, event, actor, at, data, ops: [op], restricted, more });
  return { ...line, key, answer: { id: data.id } };
}
