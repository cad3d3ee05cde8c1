/** How a line of the journal is said wherever one stands: what happened, and who or what did it. */
import type { Text } from '../../language';
import { roleText } from '../../parts';
import { journalTexts as texts, plainEvents } from './journal-texts';
import type { Workflow } from './reads';
import { deadlineOf } from './stands';

/** What happened; a timer is named by its deadline. */
export function titleOf(line: { event: string; text: Text | null }, workflow: Workflow | undefined): Text {
  const deadline = deadlineOf(line.event);
  return (
    line.text ??
    plainEvents[line.event] ??
    workflow?.events.find(({ type }) => type === line.event)?.text ??
    workflow?.deadlines.find(({ name }) => name === deadline)?.text ?? { en: line.event, km: line.event }
  );
}

/** The role that acted, or the clock or the register. */
export const actorOf = (role: string): Text => (role === 'clock' || role === 'register' ? texts[role] : roleText(role));
