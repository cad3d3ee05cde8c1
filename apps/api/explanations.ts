/** Due dates that say why, in both languages, with the holidays skipped named. */
import { explainDue } from '../../libs/calendar';
import type { Text, Workflow } from '../../workflows/workflow';
import { dateOf, type Explanation } from '../../workflows/time';
import type { Context } from './context';

interface Due {
  at: string;
  on?: string;
  exact?: boolean;
  provisional: boolean;
  why: unknown;
}

/** Names of the holidays of the calendar in force, also those entered after the release. */
export async function holidayNames(context: Context): Promise<(date: string) => Text | undefined> {
  const names = new Map<string, Text>();
  for (const holiday of await context.settings.holidays()) {
    const other = names.get(holiday.date);
    names.set(
      holiday.date,
      other ? { en: `${other.en} and ${holiday.name.en}`, km: `${other.km} និង${holiday.name.km}` } : holiday.name,
    );
  }
  return (date) => names.get(date);
}

/** A due date with its explanation; a text is left out where the reasons were not kept. */
export function explainedDue<D extends Due>(
  due: D,
  nameOf: (date: string) => Text | undefined,
): D & { explanation: Text | null } {
  const why = due.why as Partial<Explanation> | null;
  if (!why || typeof why.anchor !== 'number' || !why.unit) return { ...due, explanation: null };
  const at = Date.parse(due.at);
  const whole = {
    at,
    on: due.on ?? dateOf(why.unit === 'hours' ? at : at - 1),
    exact: due.exact ?? why.unit === 'hours',
    provisional: due.provisional,
  };
  return { ...due, explanation: explainDue({ ...whole, why: why as Explanation }, nameOf) };
}

/** Text of a task by name. */
export function taskText(workflow: Workflow | undefined, name: string): Text | null {
  return workflow?.texts.tasks[name] ?? null;
}

interface Told {
  workflow: string;
  workflowVersion: number;
  state: string[];
  outcome: string | null;
  tasks: { name: string; due: Due }[];
  timers?: { due: Due }[];
}

/** What an answer adds for people: texts of states, outcome and tasks, and why each is due then. */
export async function explained<T extends Told>(context: Context, answer: T) {
  const { workflow } = context.engine.definitions.get(answer.workflow, answer.workflowVersion);
  const nameOf = await holidayNames(context);
  return {
    texts: {
      workflow: workflow.title,
      state: answer.state.map((path) => workflow.texts.states[path] ?? null),
      outcome: answer.outcome ? (workflow.texts.outcomes[answer.outcome] ?? null) : null,
    },
    tasks: answer.tasks.map((task) => ({
      ...task,
      text: taskText(workflow, task.name),
      due: explainedDue(task.due, nameOf),
    })),
    ...(answer.timers && {
      timers: answer.timers.map((timer) => ({ ...timer, due: explainedDue(timer.due, nameOf) })),
    }),
  };
}
