/** What the store does for the post: messages that are claimed, sent, tried again, and unsent for too long. */
import { nil } from './alert-rows';
import { inOrder, type DeliveryRow, type Tables } from './tables';

export class PostRows {
  constructor(private readonly tables: Tables) {}

  /** Claims messages to send, in the order of the index, until the lease ends. */
  claim(now: number, channels: readonly string[], most: number, until: number): object[] {
    const { deliveries, alerts, instances, tasks } = this.tables;
    const dueOf = (d: DeliveryRow): number => d.retry_at ?? d.due_at;
    const free = inOrder(
      deliveries.where(
        (d) => d.sent_at === null && dueOf(d) <= now && channels.includes(d.channel) && d.person !== nil,
      ),
      dueOf,
      (d) => d.alert,
      (d) => d.place,
    ).slice(0, most);
    const claimed = free.map((d) => {
      const row = { ...d, attempts: d.attempts + 1, retry_at: until };
      deliveries.put(`${d.alert}/${d.person}/${d.channel}`, row);
      return { d: row, a: alerts.get(d.alert)! };
    });
    return inOrder(
      claimed,
      ({ a }) => a.due_at,
      ({ a }) => a.id,
      ({ d }) => d.place,
    ).map(({ d, a }) => {
      const task = a.task === null ? undefined : tasks.get(a.task);
      return {
        about: a.about,
        alert: d.alert,
        person: d.person,
        channel: d.channel,
        role: d.role,
        copy: d.copy,
        attempts: d.attempts,
        place: d.place,
        kind: a.kind,
        rung: a.rung,
        area: a.area,
        safety: a.safety,
        to_roles: a.to_roles,
        details: null,
        text_en: a.text_en,
        text_km: a.text_km,
        due_at: new Date(a.due_at),
        instance: a.instance,
        reference: (a.instance === null ? undefined : instances.get(a.instance)?.reference) ?? null,
        incident: task?.incident ?? null,
        closed: task !== undefined && task.closed_at !== null,
        task_due_on: task?.due_on ?? null,
        task_due_at: task ? new Date(task.due_at) : null,
        exact: task?.exact ?? null,
        language: null,
        chosen: false,
        address: null,
      };
    });
  }

  mark(now: number, alerts: readonly string[], persons: readonly string[], channels: readonly string[]): void {
    alerts.forEach((alert, i) => {
      const key = `${alert}/${persons[i]!}/${channels[i]!}`;
      if (this.tables.deliveries.has(key))
        this.tables.deliveries.change(key, { sent_at: now, retry_at: null, last_error: null });
    });
  }

  retry(alert: string, person: string, channel: string, error: string, at: number): void {
    this.tables.deliveries.change(`${alert}/${person}/${channel}`, { last_error: error, retry_at: at });
  }

  /** Messages unsent for too long that nobody was told of. */
  unsent(before: number, channels: readonly string[]): object[] {
    const { deliveries, alerts, instances } = this.tables;
    const late = deliveries.where((d) => {
      if (d.sent_at !== null || d.due_at > before || d.person === nil || !channels.includes(d.channel)) return false;
      const told = alerts.some((o) => o.kind === 'delivery.overdue' && o.occurrence === `${d.alert}/${d.channel}`);
      return !told && alerts.get(d.alert)!.kind !== 'delivery.overdue';
    });
    const rows = new Map(
      late.map(({ alert, channel }) => {
        const { instance } = alerts.get(alert)!;
        const reference = (instance === null ? undefined : instances.get(instance)?.reference) ?? null;
        return [`${alert}/${channel}`, { alert, channel, reference }];
      }),
    );
    return [...rows.values()].slice(0, 200);
  }
}
