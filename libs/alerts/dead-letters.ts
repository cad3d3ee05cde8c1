import type { Pool } from 'pg';
import { roleTexts } from '../../workflows/roles';
import { levelOfRole, type Role, type Text } from '../../workflows/workflow';
import { canonical, clockActor, isoOf, keptId, type Door } from '../engine';
import { above } from './recipients';
import { alertText, alertTexts, channelNames, referenceText } from './texts';
import type { Troubles } from './troubles';

/** A message that was given up. */
export interface DeadLetter {
  alert: string;
  person: string;
  channel: string;
  role: Role | '';
  /** of the alert */
  area: string;
  /** the channel reaches persons, not one other system */
  personal: boolean;
}

/** How long the owner of a dead letter has, in milliseconds. */
const time = 86_400_000;
const nil = '00000000-0000-0000-0000-000000000000';

// the expressions are those of the index
const findOpen = `select id from homeward.incidents where kind = 'MESSAGE_UNDELIVERED' and coalesce(child, '${nil}') = '${nil}'
  and coalesce(institution, '${nil}') = '${nil}' and about = $1 and status <> 'resolved'`;

/**
 * Messages that were given up: each is a task of who stands above the person, with a ladder of its own. One task for a person
 * and a channel at a time; the administrators are told, and see the messages themselves.
 */
export class DeadLetters {
  constructor(
    private readonly pool: Pool,
    private readonly door: Door,
    private readonly troubles: Troubles,
  ) {}

  /** Opens the task, unless it is open; returns the incident. */
  async open(letter: DeadLetter, now: number): Promise<string> {
    const about = aboutOf(letter);
    const { rows } = await this.pool.query<{ id: string }>(findOpen, [about]);
    if (rows[0]) return rows[0].id;
    const incident = keptId();
    const owner = ownerOf(letter);
    const data = { about, ...owner, due: now + time, text: await this.textOf(letter) };
    await this.write(incident, 'message.undelivered', { op: 'message.undelivered', data }, now);
    const raised = { kind: 'message.undelivered', to: ['administrator'], occurrence: incident };
    await this.troubles.raise({ ...raised, ...referenceText('unsent', `INC-${incident.slice(0, 8)}`) }, now);
    return incident;
  }

  /** Whether any dead letter is somebody's task now. */
  async known(): Promise<boolean> {
    const { rows } = await this.pool.query(
      `select from homeward.incidents where kind = 'MESSAGE_UNDELIVERED' and status <> 'resolved' limit 1`,
    );
    return rows.length > 0;
  }

  /** Closes the task of a person and a channel once nothing that was given up is left of them. */
  async close(letter: DeadLetter, now: number): Promise<void> {
    const { rows } = await this.pool.query<{ id: string }>(findOpen, [aboutOf(letter)]);
    if (!rows[0]) return;
    const left = await this.pool.query(
      'select from homeward.deliveries where dead_at is not null and channel = $1 and ($2::uuid is null or person = $2) limit 1',
      [letter.channel, letter.personal ? letter.person : null],
    );
    if (left.rows.length > 0) return;
    const data = { id: rows[0].id, reason: alertTexts.delivered.en };
    await this.write(rows[0].id, 'message.delivered', { op: 'incident.resolve', data }, now);
  }

  private async write(stream: string, event: string, op: { op: string; data: unknown }, now: number): Promise<void> {
    const at = isoOf(now);
    const entry = canonical({ event, actor: clockActor, at, op });
    const outcome = await this.door.write({ lines: [{ stream, kind: 'task', at, entry, ops: [op] }], checks: [] });
    if (!outcome.ok) throw new Error(`${event} was not written: ${JSON.stringify(outcome)}`);
  }

  private async textOf({ channel, role, area, personal }: DeadLetter): Promise<Text> {
    const name: Text = channelNames[channel] ?? { en: channel, km: channel };
    if (!personal || role === '') return alertText('undeliveredAtAll', { channel: name });
    const { rows } = await this.pool.query<Text>(
      'select name_en as en, name_km as km from homeward.areas where code = $1',
      [area.slice(0, levelOfRole[role])],
    );
    return alertText('undelivered', { channel: name, role: roleTexts[role], area: rows[0] ?? alertTexts.country });
  }
}

const aboutOf = ({ person, channel, personal }: DeadLetter): string => (personal ? `${person}/${channel}` : channel);

/** Who stands above the person, in the same place; the ministry where nobody does. */
function ownerOf({ role, area, personal }: DeadLetter): { role: Role; area: string } {
  const owner = personal && role !== '' ? above[role] : undefined;
  return owner && area.length >= levelOfRole[owner] ? { role: owner, area } : { role: 'mosvy', area: '' };
}
