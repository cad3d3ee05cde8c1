import type { Pool } from 'pg';
import type { Role, Text } from '../../workflows/workflow';
import type { Rung } from '../../workflows/parameters';
import { addDays, dateOf } from '../../workflows/time';
import type { SettingsPort } from '../engine';
import type { Channel } from './channels';
import { DiscreetDirectory } from './discreet';
import { isOffDuty } from './duty';
import { openingRung, Reach } from './reach';
import { rolesOf, type Recipient, type Recipients, type Resolution } from './recipients';
import { alertTexts, rungText } from './texts';
import { Troubles, isOutage } from './troubles';

/** Title of a task in both languages; `workflow` is null for a task of an incident alone. */
export type Titles = (workflow: string | null, workflowVersion: number | null, name: string) => Text | undefined;

interface DueRung {
  id: string;
  /** -1: the opening of the window */
  next_rung: number;
  next_rung_at: Date;
  opened_at: Date;
  opens_at: Date | null;
  workflow: string | null;
  workflow_version: number | null;
  reference: string | null;
  incident: string | null;
  name: string;
  role: Role;
  area: string;
  institution: string | null;
  assignee: string | null;
  due_at: Date;
  due_on: string;
  exact: boolean;
  ladder: 'normal' | 'high';
  parameters: number;
  calendar: number | null;
  /** its case, where that is a secret now, or its match of the watch list */
  secret: string | null;
}

/** Who is told of a rung, and who is copied. */
interface Addressees extends Resolution {
  copies: Recipient[];
}

/** What the rungs of one batch share. */
interface Pass {
  resolved: Map<string, Promise<Addressees>>;
  reach: Reach;
  offDuty: boolean;
}

/** What one pass over the ladder did. */
export interface Climb {
  fired: number;
  failed: number;
  /** somebody else holds what is left; the next pass finds it */
  busy: boolean;
}

const notTried = (due: string) => `t.closed_at is null and ${due} <= $1 and not t.id = any($2)
    and not exists (select from homeward.troubles x where x.kind = 'rung' and x.record = t.id::text and x.retry_at > $3)
  order by ${due}, t.id limit $4`;

const dueRungs = `select t.id, d.n as next_rung, d.at as next_rung_at, t.opened_at, t.opens_at, i.workflow, i.workflow_version, i.reference, t.incident, t.name,
  t.role, t.area, t.institution, t.assignee, t.due_at, t.due_on::text as due_on, t.exact, t.ladder, t.parameters,
  (t.why ->> 'calendarVersion')::int as calendar,
  coalesce((select x.instance from homeward.secrets x where x.instance = t.instance and x.until_at is null),
    (select m.id from homeward.watch_matches m where m.id = t.incident)) as secret
  from ((select id, next_rung as n, next_rung_at as at from homeward.tasks t where ${notTried('next_rung_at')})
    union all (select id, -1, opening_at from homeward.tasks t where ${notTried('opening_at')})) d
  join homeward.tasks t on t.id = d.id left join homeward.instances i on i.id = t.instance
  order by d.at, d.n, t.id limit $4`;

/** The opening of a window, as far as it is a rung: told to who is to make the visit. */
const opening: Rung = { rung: openingRung, days: -1, to: 'worker' };

/** Climbs the ladder P-22 of every task: each rung once, and the opening of its window, in the order in which they were due. */
export class Ladder {
  private readonly rungs = new Map<string, Promise<Rung[]>>();

  constructor(
    private readonly pool: Pool,
    private readonly recipients: Recipients,
    private readonly settings: SettingsPort,
    private readonly options: { titles: Titles; channels: readonly Channel[]; troubles: Troubles },
  ) {}

  /**
   * Fires the rungs due until `until` (epoch ms), as of `now`: `fired_at` is `now`, `due_at` the rung's own instant. A task
   * that fails is left to the next pass and reported; the others go on. Once `isOver`, the rest is left to another one.
   */
  async climb(until: number, now: number, isOver = () => false, most = 200): Promise<Climb> {
    const done: Climb = { fired: 0, failed: 0, busy: false };
    const failed: string[] = [];
    let busy = 0;
    for (;;) {
      if (isOver()) return done;
      const batch = await this.next(until, now, failed, most);
      if (batch.length === 0) return done;
      const results = await this.fire(batch, now);
      for (const { task, result, error } of results) {
        if (result === 'fired') done.fired += 1;
        if (result !== 'failed') continue;
        done.failed += 1;
        failed.push(task);
        await this.options.troubles.report('rung', task, error ?? '', now);
      }
      busy = results.every((r) => r.result === 'busy') ? busy + 1 : 0;
      // another worker is at it, or a long transaction
      if (busy >= 20) return { ...done, busy: true };
      if (busy > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** The tasks whose next rung is due earliest: all of one instant, at most `most`. */
  private async next(until: number, now: number, failed: string[], most: number): Promise<DueRung[]> {
    const { rows } = await this.pool.query<DueRung>(dueRungs, [new Date(until), failed, new Date(now), most]);
    const first = rows[0]?.next_rung_at.getTime();
    return rows.filter((r) => r.next_rung_at.getTime() === first);
  }

  private async fire(batch: DueRung[], now: number): Promise<{ task: string; result: string; error: string | null }[]> {
    const resolved = new Map<string, Promise<Addressees>>();
    const reach = new Reach(this.pool, this.options.channels);
    const ready: object[] = [];
    const broken: { task: string; result: string; error: string }[] = [];
    const { calendar } = await this.settings.at(now);
    const offDuty = isOffDuty(now, calendar);
    for (const row of batch) {
      try {
        ready.push(await this.rung(row, now, { resolved, reach, offDuty }));
      } catch (error) {
        if (isOutage(error)) throw error;
        broken.push({ task: row.id, result: 'failed', error: (error as Error).message });
      }
    }
    if (ready.length === 0) return broken;
    const { rows } = await this.pool.query<{ results: { task: string; result: string; error: string | null }[] }>(
      'select homeward.fire_rungs($1::jsonb) as results',
      [JSON.stringify(ready)],
    );
    return [...rows[0]!.results, ...broken];
  }

  /** What the door needs to fire one rung. */
  private async rung(row: DueRung, now: number, { resolved, reach, offDuty }: Pass): Promise<object> {
    const base = { task: row.id, rung: row.next_rung, at: new Date(now).toISOString() };
    const rungs = await this.rungsOf(row, now);
    const opens = row.next_rung < 0;
    const rung = opens ? opening : rungs[row.next_rung];
    // a reminder of the day on which the window opens says so itself: nobody is told twice
    const opensOn = row.opens_at ? dateOf(row.opens_at.getTime()) : undefined;
    const isOpeningDay = (one: Rung | undefined) => one && one.days < 0 && addDays(row.due_on, one.days) === opensOn;
    // the door passes a rung from before the task was opened, and moves on where the ladder ends
    if (row.next_rung_at < row.opened_at || (opens && !row.exact && rungs.some(isOpeningDay)))
      return { ...base, name: rung?.rung ?? '', kind: '', toRoles: [], en: '', km: '', deliveries: [], nobody: false };
    if (!rung) throw new Error(`the ladder ${row.ladder} of parameters ${row.parameters} has no rung ${row.next_rung}`);
    // what cannot wait for the morning reaches who is on call
    const onCall = offDuty && !opens && (row.ladder === 'high' || row.exact);
    const isBefore = rung.days < 0;
    const place = [
      rung.to,
      isBefore,
      opens,
      row.role,
      row.area,
      row.assignee,
      row.institution,
      onCall,
      row.secret,
    ].join('|');
    if (!resolved.has(place)) resolved.set(place, this.addressees(row, rung, now, onCall, reach.copies && !opens));
    const { recipients, nobody, copies } = await resolved.get(place)!;
    const safety = row.ladder === 'high' && !opens;
    const text = rungText(opens ? undefined : rung, {
      title:
        this.options.titles(row.workflow, row.workflow_version, row.name) ??
        (row.incident ? alertTexts.incident : alertTexts.task),
      reference: row.reference ?? `INC-${row.incident?.slice(0, 8)}`,
      dueOn: row.due_on,
      dueAt: row.due_at.getTime(),
      exact: row.exact,
      opensOn: opens || (!row.exact && isOpeningDay(rung)) ? opensOn : undefined,
    });
    return {
      ...base,
      name: rung.rung,
      kind: opens ? 'task.opens' : isBefore ? 'task.reminder' : 'task.overdue',
      toRoles: rolesOf(rung.to, row),
      ...text,
      deliveries: await reach.deliveries(recipients, copies, { rung: rung.rung, safety, at: now }),
      nobody,
      safety,
    };
  }

  private async addressees(
    row: DueRung,
    rung: Rung,
    now: number,
    onCall: boolean,
    copied: boolean,
  ): Promise<Addressees> {
    const { secret } = row;
    const recipients = secret
      ? this.recipients.within((all) => new DiscreetDirectory(all, this.pool, secret))
      : this.recipients;
    const found = await recipients.ofRung(row, rung.to, now, onCall);
    return { ...found, copies: copied ? await recipients.ofCopies(row, rung, now) : [] };
  }

  /** P-22 in the version the task was born with; versions never change, so they are kept. */
  private rungsOf(row: DueRung, now: number): Promise<Rung[]> {
    const key = `${row.parameters}/${row.ladder}`;
    let rungs = this.rungs.get(key);
    if (!rungs) {
      rungs = this.readRungs(row, now);
      rungs.catch(() => this.rungs.delete(key));
      this.rungs.set(key, rungs);
    }
    return rungs;
  }

  private async readRungs(row: DueRung, now: number): Promise<Rung[]> {
    const current = await this.settings.at(now);
    const { parameters } =
      current.parameters.version === row.parameters
        ? current
        : await this.settings.version(row.parameters, row.calendar ?? current.calendar.version);
    const ladder = parameters.values['P-22'] as { normal: Rung[]; high: Rung[] } | undefined;
    if (!ladder) throw new Error(`parameters ${row.parameters} have no P-22`);
    return ladder[row.ladder];
  }
}
