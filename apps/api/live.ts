/** Open connections that are told what changed: one look at the journal a second for all of a process. */
import { idleLimit } from '../../libs/access';
import type { Actor } from '../../workflows/workflow';
import { keysFor, overlap, readChanges, readNow, type Changes } from './changes';
import type { Context } from './context';

/** Time between two looks, and between two signs of life on a silent connection (ms). */
const lookEvery = 1_000;
const beatEvery = 20_000;
/** A break longer than this is not replayed, in microseconds. */
const longestBreak = 15 * 60 * 1_000_000;
/** Open connections of one person in this process; a browser opens six at the most. */
export const mostPerPerson = 6;

/** One person's open connection. */
export interface Listener {
  session: string;
  person: string;
  /** in each of the appointments in force */
  actors: Actor[];
  write(text: string): void;
  end(): void;
  /** epoch ms of the last sign of life */
  heard: number;
}

const eventOf = (position: number, keys: Iterable<string>): string =>
  `id: ${position}\ndata: ${JSON.stringify({ keys: [...keys].sort() })}\n\n`;
const reloadOf = (position: number): string => `id: ${position}\nevent: reload\ndata: {}\n\n`;

/** Tells listeners of the process what changed; nothing is kept that the database does not have. */
export class Live {
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private position: number | undefined;
  private ended = false;
  /** newest that was told of each stream and person within the overlap */
  private told = new Map<string, { mark: string; at: number }>();

  constructor(private readonly context: Context) {}

  countOf(person: string): number {
    return [...this.listeners].filter((one) => one.person === person).length;
  }

  /** Takes a connection in, and first tells it what it missed since `last`, the id of the last event it heard. */
  async open(listener: Listener, last: string | undefined): Promise<void> {
    if (this.ended) return listener.end();
    if (this.listeners.size === 0) this.position = undefined;
    this.listeners.add(listener);
    this.schedule();
    const now = await readNow(this.context);
    const missed = last === undefined ? now : /^\d{1,16}$/.test(last) ? Number(last) : 0;
    listener.write(`retry: 3000\nid: ${now}\n\n`);
    if (last === undefined) return;
    if (missed > now || now - missed > longestBreak) return listener.write(reloadOf(now));
    await this.tell(listener, await readChanges(this.context, missed - overlap), new Map());
  }

  /** Forgets a connection that was closed; the last one ends the looking. */
  leave(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.position = undefined;
    this.told.clear();
  }

  /** Ends every connection, and waits for a look that is under way. */
  async close(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    for (const listener of this.listeners) listener.end();
    await this.looking;
  }

  private schedule(): void {
    if (this.ended || this.timer || this.listeners.size === 0) return;
    this.timer = setTimeout(() => {
      this.looking = this.look()
        .catch((error: Error) => this.context.log.warn({ problem: error.name }, 'live updates wait for the database'))
        .finally(() => {
          this.beat();
          this.timer = undefined;
          this.looking = undefined;
          this.schedule();
        });
    }, lookEvery);
    this.timer.unref();
  }

  /** Ends what may not go on, and tells the others what is new. */
  private async look(): Promise<void> {
    await this.endOver();
    // the first look goes back over the overlap too: what was loaded just before the connection may have changed since
    this.position ??= await readNow(this.context);
    const found = await readChanges(this.context, this.position - overlap);
    const changes = this.fresh(found);
    this.position = found.now;
    if (changes.streams.length === 0 && changes.told.length === 0 && !changes.more) return;
    const known = new Map<string, Promise<Set<string>>>();
    for (const listener of this.listeners)
      await this.tell(listener, changes, known).catch((error: Error) => {
        this.context.log.warn({ problem: error.name }, 'a live connection is asked to load again');
        listener.write(reloadOf(changes.now));
      });
  }

  /** Sends the keys that a person may know; those with the same appointment are asked for once. */
  private async tell(listener: Listener, changes: Changes, known: Map<string, Promise<Set<string>>>): Promise<void> {
    if (changes.more) return this.send(listener, reloadOf(changes.now));
    const keys = new Set<string>();
    for (const actor of listener.actors) {
      const id = actor.appointment!;
      if (!known.has(id)) known.set(id, keysFor(this.context, actor, changes));
      for (const key of await known.get(id)!) keys.add(key);
    }
    if (keys.size > 0) this.send(listener, eventOf(changes.now, keys));
  }

  private send(listener: Listener, text: string): void {
    listener.heard = performance.now();
    listener.write(text);
  }

  /** Leaves out what was told already: each look reads the overlap again. */
  private fresh(found: Changes): Changes {
    const isNew = (key: string, mark: string): boolean => {
      if (this.told.get(key)?.mark === mark) return false;
      this.told.set(key, { mark, at: found.now });
      return true;
    };
    for (const [key, { at }] of this.told) if (found.now - at > 4 * overlap) this.told.delete(key);
    return {
      ...found,
      streams: found.streams.filter(({ id, seq }) => isNew(id, String(seq))),
      standings: found.standings.filter(({ id, mark }) => isNew(`standing ${id}`, mark)),
      told: found.told.filter(({ person, mark }) => isNew(`to ${person}`, mark)),
    };
  }

  private beat(): void {
    for (const listener of this.listeners)
      if (performance.now() - listener.heard >= beatEvery)
        this.send(listener, `:\n${this.position === undefined ? '' : `id: ${this.position}\n`}\n`);
  }

  /** Ends connections whose session is over, or whose person holds other appointments now. */
  private async endOver(): Promise<void> {
    const { pool, clock } = this.context;
    const now = Date.now();
    const { rows } = await pool.query<{ id: string; held: string[] }>({
      name: 'live-sessions',
      text: `select s.id, array(select a.id::text from homeward.appointments a where a.person = s.person and a.starts_at <= $3
          and (a.ends_at is null or a.ends_at > $3)) as held
        from homeward.sessions s where s.id = any($1::uuid[]) and s.revoked_at is null and s.expires_at > $2 and s.last_seen_at > $4`,
      values: [
        [...new Set([...this.listeners].map(({ session }) => session))],
        new Date(now),
        new Date(clock.now()),
        new Date(now - idleLimit),
      ],
    });
    const held = new Map(rows.map((row) => [row.id, new Set(row.held)]));
    for (const listener of this.listeners) {
      const now = held.get(listener.session);
      const same = now?.size === listener.actors.length && listener.actors.every((a) => now.has(a.appointment!));
      if (!same) listener.end();
    }
  }
}
