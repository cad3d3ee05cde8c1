import type { Pool } from 'pg';
import type { Actor, Role, Text } from '../../workflows/workflow';
import type { Clock, Key, Line, SettingsPort } from '../engine';
import { canonical, digestOf, Door, findRepeat, isoOf, Problem } from '../engine';
import type { Seal } from '../access';
import { InboxChannel, type Channel } from './channels';
import { DiscreetDirectory } from './discreet';
import { isOffDuty } from './duty';
import { HouseDirectory } from './house';
import { Ladder, type Climb, type Titles } from './ladder';
import { linkOf } from './messages';
import { Post } from './post';
import { Reach } from './reach';
import { Recipients, type Addressed, type Directory } from './recipients';
import { isSafety } from './safety';
import { StoredStanding } from './standing';
import { alertTexts } from './texts';
import { isOutage, Troubles } from './troubles';

/** What the alerts need from their neighbours. */
export interface AlertsContext {
  pool: Pool;
  clock: Clock;
  settings: SettingsPort;
  directory: Directory;
  titles: Titles;
  /** writes what people do with alerts; default one of its own */
  door?: Door;
  /** ways to reach people; default is the inbox alone */
  channels?: Channel[];
  /** opens the addresses that people chose */
  seal?: Seal;
}

/** An alert as its recipient reads it. */
export interface Notice {
  id: string;
  kind: string;
  rung: string;
  instance: string | null;
  task: string | null;
  reference: string | null;
  area: string;
  text: Text;
  dueAt: string;
  firedAt: string;
  /** why it reached this person */
  reason: string;
  readAt: string | null;
  acknowledgedAt: string | null;
  link: string;
}

export interface Page {
  items: Notice[];
  /** cursor of the next page, or null */
  next: string | null;
}

/** The answer to who took note of an alert. */
export interface Acknowledgement {
  id: string;
  acknowledgedAt: string;
  acknowledgedBy: string;
}

/** A raised alert that has no recipients yet. */
interface Unaddressed {
  /** its case, or what else it is about */
  about: string;
  id: string;
  kind: string;
  /** something of its instance is at high risk */
  high: boolean;
  to_roles: Role[];
  area: string;
  /** its case, where that is a secret now */
  secret: string | null;
  /** the institution of its case */
  house: string | null;
  /** open tasks of its instance, where their owners are reached as well */
  owned: Addressed[] | null;
}

/** What one sweep did. */
export interface Sweep extends Climb {
  addressed: number;
  sent: number;
  unsent: number;
}

const columns = `a.id, a.kind, a.rung, a.instance, a.task, t.incident, i.reference, a.area, a.text_en, a.text_km, a.due_at, a.fired_at, a.acknowledged_at`;
const about = `left join homeward.instances i on i.id = a.instance left join homeward.tasks t on t.id = a.task`;

const inbox = `select ${columns}, d.due_at as placed_at, d.reason, d.read_at
  from homeward.deliveries d join homeward.alerts a on a.about = d.about and a.id = d.alert ${about}
  where d.person = $1 and d.channel = 'inbox' and ($2::boolean is not true or d.read_at is null)
    and ($3::timestamptz is null or (d.due_at, a.due_at, d.alert) < ($3, $4, $5::uuid))
  order by d.due_at desc, a.due_at desc, d.alert desc limit $6`;

const inArea = `select ${columns}, a.fired_at as placed_at, '' as reason, null as read_at
  from homeward.alerts a ${about}
  where a.area like $1 || '%' and a.kind <> 'digest' and ($2::boolean is not true or a.acknowledged_at is null)
    and ($3::timestamptz is null or (a.fired_at, a.due_at, a.id) < ($3, $4, $5::uuid))
  order by a.fired_at desc, a.due_at desc, a.id desc limit $6`;

/** Alerts: the ladder of overdue tasks, what the procedures raise, and what becomes of each message. */
export class Alerts {
  readonly troubles: Troubles;
  private readonly pool: Pool;
  private readonly door: Door;
  private readonly clock: Clock;
  private readonly settings: SettingsPort;
  private readonly recipients: Recipients;
  private readonly post: Post;
  private readonly ladder: Ladder;

  constructor({ pool, clock, settings, directory, titles, channels, door, seal }: AlertsContext) {
    this.pool = pool;
    this.door = door ?? new Door(pool);
    this.clock = clock;
    this.settings = settings;
    this.troubles = new Troubles(pool);
    this.recipients = new Recipients(directory, new StoredStanding(pool));
    const ways = channels ?? [new InboxChannel()];
    this.post = new Post({ pool, channels: ways, troubles: this.troubles, door: this.door, seal });
    this.ladder = new Ladder(pool, this.recipients, settings, { titles, channels: ways, troubles: this.troubles });
  }

  /** Fires the rungs due until `until`, as of `now` (epoch ms; default the clock): see Ladder. */
  climb(until: number, now = this.clock.now(), isOver?: () => boolean): Promise<Climb> {
    return this.ladder.climb(until, now, isOver);
  }

  /** One whole pass at `now` (epoch ms): rungs, recipients of raised alerts, sending. Safe at any moment, by any number of workers. */
  async sweep(now = this.clock.now()): Promise<Sweep> {
    const climbed = await this.climb(now, now);
    const done = await this.deliver(now);
    const { sent, failed } = await this.sendOut(now);
    return { ...climbed, ...done, sent: done.sent + sent, unsent: done.unsent + failed };
  }

  /** Sends what waits for channels outside the product; it may take as long as their receivers do. */
  sendOut(now = this.clock.now()): Promise<{ sent: number; failed: number }> {
    return this.post.sendOut(now);
  }

  /** Waits for what is leaving, and lets the connections of the channels go. */
  close(): Promise<void> {
    return this.post.close();
  }

  /** Finds recipients for raised alerts and sends what is unsent inside the product. */
  async deliver(now = this.clock.now()): Promise<Omit<Sweep, keyof Climb>> {
    let addressed = await this.address(now);
    let { sent, failed } = await this.post.send(now);
    // what the sending itself had to report
    const more = await this.address(now);
    if (more > 0) {
      addressed += more;
      const again = await this.post.send(now);
      sent += again.sent;
      failed += again.failed;
    }
    return { addressed, sent, unsent: failed };
  }

  /** Raises an alert to roles, once per kind and occurrence; for what belongs to no machine. Returns its id, or null for a repeat. */
  raise(
    alert: { kind: string; to: Role[]; text: Text; occurrence?: string; area?: string; instance?: string },
    now = this.clock.now(),
  ): Promise<string | null> {
    const { text, ...rest } = alert;
    return this.troubles.raise({ ...rest, ...text }, now);
  }

  /**
   * A recipient confirms having taken note, in the journal of the case or of the alert. Throws `not_found` for who did not
   * receive it and `conflict` once somebody has; a repeated key gets its first answer. `note`, what was done, is the content
   * of the line.
   */
  async acknowledge(alert: string, actor: Actor, key?: Key, note?: string): Promise<Acknowledgement> {
    if (!uuidForm.test(alert)) throw new Problem('not_found');
    const body = digestOf(canonical({ alert, note }));
    const repeat = key && (await findRepeat(this.pool, key, body));
    if (repeat) return repeat as unknown as Acknowledgement;
    const { rows } = await this.pool.query<{ stream: string; acknowledged_at: Date | null }>(
      `select coalesce(a.instance, t.incident, a.id) as stream, a.acknowledged_at
         from (select d.about, d.alert from homeward.deliveries d where d.alert = $1 and d.person = $2 limit 1) d
         join homeward.alerts a on a.about = d.about and a.id = d.alert left join homeward.tasks t on t.id = a.task`,
      [alert, actor.person],
    );
    const found = rows[0];
    if (!found) throw new Problem('not_found');
    if (found.acknowledged_at) throw new Problem('conflict', { detail: alertTexts.acknowledged });
    const at = isoOf(this.clock.now());
    const answer = { id: alert, acknowledgedAt: at, acknowledgedBy: actor.person };
    const { person, role, area, actingFor, appointment } = actor;
    const content = note === undefined ? undefined : contentOfNote(note);
    const entry = {
      event: 'alert.acknowledged',
      actor: { person, role, area, actingFor, appointment },
      at,
      alert,
      data: content?.digest,
      body,
    };
    const ops = [{ op: 'alert.acknowledge', data: { id: alert } }];
    const outcome = await this.door.write({
      lines: [{ stream: found.stream, kind: 'task', at, entry: canonical(entry), content, key, answer, ops }],
      checks: [],
    });
    if (!outcome.ok) {
      if ('conflict' in outcome && outcome.conflict === 'key')
        return (await findRepeat(this.pool, key!, body)) as unknown as Acknowledgement;
      throw new Problem('conflict', { detail: alertTexts.acknowledged });
    }
    await this.read(alert, actor.person);
    return answer;
  }

  /** Marks a person's message as read; the first reading counts. Throws `not_found`. */
  async read(alert: string, person: string): Promise<{ id: string; readAt: string }> {
    if (!uuidForm.test(alert)) throw new Problem('not_found');
    const { rows } = await this.pool.query<{ read_at: Date }>(
      `update homeward.deliveries set read_at = coalesce(read_at, $3) where alert = $1 and person = $2 and channel = 'inbox' returning read_at`,
      [alert, person, new Date(this.clock.now())],
    );
    if (!rows[0]) throw new Problem('not_found');
    return { id: alert, readAt: rows[0].read_at.toISOString() };
  }

  /** A person's inbox, newest first, by cursor. */
  list(person: string, filter: { unread?: boolean; cursor?: string; limit?: number } = {}): Promise<Page> {
    return this.page(inbox, person, filter.unread ?? false, filter);
  }

  /** Alerts of an area (code prefix; '' is the country), newest first; who may see them is the caller's to ask. */
  listArea(area: string, filter: { open?: boolean; cursor?: string; limit?: number } = {}): Promise<Page> {
    return this.page(inArea, area.replace(/\D/g, ''), filter.open ?? false, filter);
  }

  private async page(
    text: string,
    of: string,
    only: boolean,
    filter: { cursor?: string; limit?: number },
  ): Promise<Page> {
    const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200);
    const { rows } = await this.pool.query(text, [of, only, ...parseCursor(filter.cursor), limit + 1]);
    const items = rows.slice(0, limit);
    const last = items[items.length - 1];
    const cursor = () => [last.placed_at.toISOString(), last.due_at.toISOString(), last.id].join('|');
    const next = rows.length > limit ? Buffer.from(cursor()).toString('base64url') : null;
    return { items: items.map(noticeOf), next };
  }

  private async address(now: number): Promise<number> {
    const { rows } = await this.pool.query<Unaddressed>(
      `select a.about, id, kind, to_roles, area,
         (select s.subject from homeward.subjects s where s.instance = a.instance and s.kind = 'institution' limit 1) as house,
         (select x.instance from homeward.secrets x where x.instance = a.instance and x.until_at is null) as secret, exists (select from homeward.tasks t where t.instance = a.instance and t.closed_at is null and t.ladder = 'high') as high,
         case when to_owners then (
           select coalesce(json_agg(json_build_object('role', t.role, 'area', t.area, 'assignee', t.assignee, 'institution', t.institution)
             order by t.due_at, t.id), '[]') from homeward.tasks t where t.instance = a.instance and t.closed_at is null) end as owned
         from homeward.alerts a where resolved_at is null and (resolve_at is null or resolve_at <= $1)
         and fired_at <= $1
         and not exists (select from homeward.troubles x where x.kind = 'alert' and x.record = a.id::text and x.retry_at > $1)
       order by fired_at, id limit 500`,
      [new Date(now)],
    );
    if (rows.length === 0) return 0;
    const ready: object[] = [];
    const { calendar } = await this.settings.at(now);
    const offDuty = isOffDuty(now, calendar);
    const reach = new Reach(this.pool, this.post.channels());
    for (const alert of rows) {
      try {
        const { area, owned, secret, house } = alert;
        // where no institution is concerned, no director is
        const roles = alert.to_roles.filter((role) => role !== 'rciDirector' || house !== null);
        const theirs = this.recipients.within((all) => new HouseDirectory(all, house));
        const among = secret ? theirs.within((all) => new DiscreetDirectory(all, this.pool, secret)) : theirs;
        const { recipients, nobody } = await (owned
          ? among.ofOwners(owned, roles, area, now, offDuty)
          : among.ofRoles(roles, area, now, offDuty));
        const safety = alert.high || isSafety(alert.kind);
        const deliveries = await reach.deliveries(recipients, [], { rung: '', safety, at: now });
        ready.push({
          about: alert.about,
          alert: alert.id,
          at: new Date(now).toISOString(),
          deliveries,
          nobody,
          safety,
        });
      } catch (error) {
        if (isOutage(error)) throw error;
        await this.troubles.report('alert', alert.id, (error as Error).message, now);
      }
    }
    if (ready.length === 0) return 0;
    const done = await this.pool.query<{ n: number }>('select homeward.address_alerts($1::jsonb) as n', [
      JSON.stringify(ready),
    ]);
    await this.troubles.clear(
      'alert',
      rows.map((r) => r.id).filter((id) => ready.some((r) => (r as { alert: string }).alert === id)),
    );
    return done.rows[0]!.n;
  }
}

function contentOfNote(note: string): NonNullable<Line['content']> {
  const body = canonical({ data: { note } });
  return { digest: digestOf(body), compartment: 'open', body };
}

const instant = String.raw`(\d{4}-\d\d-\d\dT[\d:.]+Z)`;
const uuid = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';
const cursorForm = new RegExp(`^${instant}\\|${instant}\\|${uuid}$`);
const uuidForm = new RegExp(`^${uuid}$`, 'i');

function parseCursor(cursor: string | undefined): (string | null)[] {
  if (!cursor) return [null, null, null];
  const match = cursorForm.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) throw new Problem('form_invalid', { errors: [{ path: 'cursor', code: 'invalid' }] });
  return match.slice(1);
}

function noticeOf(row: any): Notice {
  return {
    id: row.id,
    kind: row.kind,
    rung: row.rung,
    instance: row.instance,
    task: row.task,
    reference: row.reference,
    area: row.area,
    text: { en: row.text_en, km: row.text_km },
    dueAt: row.due_at.toISOString(),
    firedAt: row.fired_at.toISOString(),
    reason: row.reason,
    readAt: row.read_at?.toISOString() ?? null,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    link: linkOf(row),
  };
}
