import type { Text } from '../../workflows/workflow';
import type { Message, Outside } from './channels';
import type { Claimed } from './post';
import { outsideText, shortDue } from './texts';

/** Alerts of the product about itself, whose sentences hold nothing of a case. */
const own = /^(task|digest|delivery|message|calendar|trouble)\b/;

/** The message of a row of the post, to an address for a channel that needs one. */
export function messageOf(row: Claimed, address?: string): Message {
  const text = { en: row.text_en, km: row.text_km };
  const message = {
    id: `${row.alert}/${row.person}/${row.channel}`,
    alert: row.alert,
    person: row.person,
    kind: row.kind,
    rung: row.rung,
    reference: row.reference,
    text,
    dueAt: row.due_at.getTime(),
    link: linkOf(row),
  };
  if (address === undefined) return message;
  return { ...message, text: saidOutside(row, text), outside: outsideOf(row, address) };
}

/** What leaves the product: the words of a procedure, which may speak of what is alleged, stay inside. */
function saidOutside(row: Claimed, text: Text): Text {
  return own.test(row.kind) ? text : newsOf(row);
}

function outsideOf(row: Claimed, to: string): Outside {
  const due = row.task_due_on === null ? undefined : shortDue(row.task_due_on, row.task_due_at!.getTime(), row.exact!);
  return {
    to,
    language: row.language ?? 'km',
    copy: row.copy,
    safety: row.safety,
    toRoles: row.to_roles,
    short: shortOf(row, due),
    ...(due && { due }),
    ...(row.details && { digest: row.details }),
  };
}

function shortOf(row: Claimed, date: Text | undefined): Text {
  if (!date) return saidOutside(row, { en: row.text_en, km: row.text_km });
  return outsideText(row.kind === 'task.overdue' ? 'overdue' : 'reminder', { reference: referenceOf(row), date });
}

const newsOf = (row: Claimed): Text => outsideText(row.safety ? 'urgent' : 'news', { reference: referenceOf(row) });

const referenceOf = ({ reference, incident }: Claimed): string =>
  reference ?? (incident === null ? 'Homeward' : `INC-${incident.slice(0, 8)}`);

/** Page of the web application where an alert is answered. */
export function linkOf({
  kind,
  instance,
  incident,
}: {
  kind?: string;
  instance: string | null;
  incident: string | null;
}): string {
  if (kind === 'digest') return '/team/tasks?overdue=true';
  if (instance) return `/cases/${instance}`;
  return incident ? `/incidents/${incident}` : '/notifications';
}
