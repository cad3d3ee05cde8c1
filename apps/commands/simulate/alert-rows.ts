/** What the store does for the ladder, the addressing of alerts and the post: rows and functions of `homeward` beside the door. */
import { addAlert } from './ops';
import { rungAt, type StoreContext } from './task-rows';
import { inOrder, type DeliveryRow, type StoredTask, type Tables } from './tables';

/** Person of a delivery that reaches nobody. */
export const nil = '00000000-0000-0000-0000-000000000000';
const hour = 3_600_000;

interface NewDelivery {
  person: string;
  channel: string;
  reason: string;
  role: string;
  copy?: boolean;
  due: string | null;
}

interface RungCall {
  task: string;
  rung: number;
  at: string;
  name: string;
  kind: string;
  toRoles: string[];
  en: string;
  km: string;
  deliveries: NewDelivery[];
  nobody: boolean;
  safety?: boolean;
}

export class AlertRows {
  constructor(
    private readonly tables: Tables,
    private readonly context: StoreContext,
  ) {}

  /** `homeward.fire_rungs` */
  fireRungs(rungs: readonly RungCall[]): { task: string; result: string; error: null }[] {
    return rungs.map((rung) => ({ task: rung.task, result: this.fireRung(rung), error: null }));
  }

  private fireRung(r: RungCall): string {
    const { tasks, troubles } = this.tables;
    const task = tasks.get(r.task);
    if (!task) return 'busy';
    const at = Date.parse(r.at);
    const opening = r.rung < 0;
    const due = opening ? task.opening_at : task.next_rung_at;
    if (task.closed_at !== null || (!opening && task.next_rung !== r.rung) || due === null || due > at) return 'passed';
    let result = 'passed';
    if (due >= task.opened_at && r.kind !== '') {
      const alert = addAlert(this.tables, {
        kind: r.kind,
        task: task.id,
        instance: task.instance,
        rung: r.name,
        occurrence: '',
        area: task.area,
        to_roles: r.toRoles,
        text_en: r.en,
        text_km: r.km,
        due_at: due,
        fired_at: at,
      });
      if (alert) {
        this.address(alert, at, r);
        result = 'fired';
      }
    }
    if (opening) tasks.change(task.id, { opening_at: null });
    else {
      const n = task.next_rung + 1;
      const next = rungAt(this.context, task.ladder, task.parameters, n, task.due_at, task.due_on, task.exact);
      tasks.change(task.id, { next_rung: n, next_rung_at: next });
    }
    troubles.remove(`rung/${task.id}`);
    return result;
  }

  /** `door.address` */
  private address(
    id: string,
    fired: number,
    d: { at: string; deliveries: NewDelivery[]; nobody: boolean; safety?: boolean },
  ): void {
    const { alerts, deliveries } = this.tables;
    const none = { copy: false, sent_at: null, attempts: 0, last_error: null, retry_at: null };
    const add = (row: DeliveryRow): void => {
      const key = `${row.alert}/${row.person}/${row.channel}`;
      if (!deliveries.has(key)) deliveries.put(key, row);
    };
    if (d.deliveries.length === 0) {
      const reason = 'unsendable: nobody up to the ministry, and no administrator';
      add({ ...none, alert: id, person: nil, channel: 'inbox', reason, role: '', due_at: fired, place: 0 });
      alerts.change(id, { nobody: true, resolve_at: Date.parse(d.at) + hour });
      return;
    }
    deliveries.remove(`${id}/${nil}/inbox`);
    d.deliveries.forEach(({ person, channel, reason, role, copy, due }, i) =>
      add({
        ...none,
        alert: id,
        person,
        channel,
        reason,
        role,
        copy: copy ?? false,
        due_at: due ? Date.parse(due) : fired,
        place: i + 1,
      }),
    );
    alerts.change(id, { resolved_at: Date.parse(d.at), nobody: d.nobody, safety: d.safety ?? false });
  }

  /** `homeward.address_alerts` */
  addressAlerts(batch: { alert: string; at: string; deliveries: NewDelivery[]; nobody: boolean; safety?: boolean }[]) {
    let n = 0;
    for (const d of batch) {
      const alert = this.tables.alerts.get(d.alert);
      if (!alert || alert.resolved_at !== null) continue;
      this.address(alert.id, alert.fired_at, d);
      n += 1;
    }
    return n;
  }

  /** `homeward.raise_alert` */
  raise(data: Record<string, any>): string | null {
    const at = Date.parse(data.at as string);
    const made = addAlert(this.tables, {
      kind: data.kind,
      task: null,
      instance: data.instance ?? null,
      rung: '',
      occurrence: data.occurrence ?? '',
      area: data.area ?? '',
      to_roles: data.to,
      text_en: data.en,
      text_km: data.km,
      due_at: at,
      fired_at: at,
    });
    return made ?? null;
  }

  private isHeld(kind: string, record: string, now: number): boolean {
    return (this.tables.troubles.get(`${kind}/${record}`)?.retry_at ?? -Infinity) > now;
  }

  /** Rungs and openings due, earliest first: the query of the ladder. */
  dueRungs(until: number, failed: readonly string[], now: number, most: number): object[] {
    const { tasks, instances } = this.tables;
    const free = (t: StoredTask): boolean =>
      t.closed_at === null && !failed.includes(t.id) && !this.isHeld('rung', t.id, now);
    const rungs = tasks.where((t) => t.next_rung_at !== null && t.next_rung_at <= until && free(t));
    const openings = tasks.where((t) => t.opening_at !== null && t.opening_at <= until && free(t));
    const due = [
      ...rungs.map((t) => ({ t, n: t.next_rung, at: t.next_rung_at! })),
      ...openings.map((t) => ({ t, n: -1, at: t.opening_at! })),
    ];
    return inOrder(
      due,
      ({ at }) => at,
      ({ n }) => n,
      ({ t }) => t.id,
    )
      .slice(0, most)
      .map(({ t, n, at }) => {
        const instance = t.instance === null ? undefined : instances.get(t.instance);
        return {
          id: t.id,
          next_rung: n,
          next_rung_at: new Date(at),
          opened_at: new Date(t.opened_at),
          opens_at: t.opens_at === null ? null : new Date(t.opens_at),
          workflow: instance?.workflow ?? null,
          workflow_version: instance?.workflow_version ?? null,
          reference: instance?.reference ?? null,
          incident: t.incident,
          name: t.name,
          role: t.role,
          area: t.area,
          institution: t.institution,
          assignee: t.assignee,
          due_at: new Date(t.due_at),
          due_on: t.due_on,
          exact: t.exact,
          ladder: t.ladder,
          parameters: t.parameters,
          calendar: (t.why.calendarVersion as number | undefined) ?? null,
          secret: null,
        };
      });
  }

  /** The earliest armed timer and the earliest rung or opening: the question of the sweeper. */
  next(until: number, timersDone: number, rungsDone: number, now: number): { timer: Date | null; rung: Date | null } {
    const { timers, tasks } = this.tables;
    let timer = Infinity;
    for (const t of timers.where((t) => t.status === 'armed' && t.due_at <= until && t.due_at > timersDone))
      timer = Math.min(timer, t.due_at);
    let rung = Infinity;
    for (const t of tasks.where((t) => t.closed_at === null && !this.isHeld('rung', t.id, now)))
      for (const at of [t.next_rung_at, t.opening_at])
        if (at !== null && at <= until && at > rungsDone) rung = Math.min(rung, at);
    return { timer: instantOf(timer), rung: instantOf(rung) };
  }

  /** Timers armed although due for a minute. */
  stuck(now: number): { record: string; reference: string }[] {
    const { timers, troubles, instances } = this.tables;
    const late = inOrder(
      timers.where((t) => t.status === 'armed' && t.due_at <= now - 60_000),
      (t) => t.due_at,
    ).map((t) => ({
      record: `${t.instance}/${t.timer}/${t.armed_version}`,
      reference: instances.get(t.instance)!.reference,
    }));
    const records = new Set(late.map(({ record }) => record));
    const open = late.filter(({ record }) => !this.isHeld('timer', record, now));
    for (const x of troubles.where((x) => x.kind === 'timer' && !records.has(x.record)))
      troubles.remove(`timer/${x.record}`);
    return open.slice(0, 100);
  }

  report(kind: string, record: string, error: string, now: number, retry: number): { attempts: number; since: Date } {
    const { troubles } = this.tables;
    const key = `${kind}/${record}`;
    const known = troubles.get(key);
    if (!known) troubles.put(key, { kind, record, error, attempts: 1, since: now, retry_at: retry });
    else {
      const wait = Math.min(60 * 2 ** Math.min(known.attempts, 10), 3_600) * 1_000;
      troubles.put(key, { ...known, error, attempts: known.attempts + 1, retry_at: now + wait });
    }
    const { attempts, since } = troubles.get(key)!;
    return { attempts, since: new Date(since) };
  }

  clear(kind: string, records: readonly string[]): void {
    for (const record of records) this.tables.troubles.remove(`${kind}/${record}`);
  }

  /** Raised alerts without recipients. */
  unaddressed(now: number): object[] {
    const { alerts, tasks, subjects } = this.tables;
    const houseOf = (instance: string | null) =>
      subjects.where((s) => s.instance === instance && s.kind === 'institution')[0]?.subject ?? null;
    const waiting = alerts.where(
      (a) =>
        a.resolved_at === null &&
        (a.resolve_at === null || a.resolve_at <= now) &&
        a.fired_at <= now &&
        !this.isHeld('alert', a.id, now),
    );
    return inOrder(
      waiting,
      (a) => a.fired_at,
      (a) => a.id,
    )
      .slice(0, 500)
      .map(({ about, id, kind, to_roles, area, instance }) => ({
        about,
        id,
        kind,
        to_roles,
        area,
        house: houseOf(instance),
        secret: null,
        high: tasks.some(
          (t) => instance !== null && t.instance === instance && t.closed_at === null && t.ladder === 'high',
        ),
        owned: null,
      }));
  }
}

const instantOf = (at: number): Date | null => (Number.isFinite(at) ? new Date(at) : null);
