/** Where a case has been and where it is: the marks on its drawing, and the same in words. */
import type { Pool } from 'pg';
import type { Role, Text, Workflow } from '../../workflows/workflow';
import { roleTexts } from '../../workflows/roles';
import type { Entry, Instance } from '../engine';
import type { Marks } from './drawing';
import { eventText } from './labels';
import { lineOf, chartOf } from './machine';
import { clockText, registerText } from './texts';

/** One step that was taken. */
export interface Move {
  seq: number;
  /** instant, ISO 8601 */
  at: string;
  event: string;
  text: Text;
  /** of whom; no names */
  by: Text;
  from: string[];
  to: string[];
}

const leaves = (phase: string | null | undefined): string[] => (phase ? phase.split(' ') : []);

function actorText(role: string): Text {
  if (role === 'clock') return clockText;
  return role === 'register' ? registerText : (roleTexts[role as Role] ?? { en: role, km: role });
}

function moveText(workflow: Workflow, event: string): Text {
  const deadline = /^xstate\.after\.([^.]+)\./.exec(event)?.[1];
  return deadline ? (workflow.deadlines[deadline]?.text ?? clockText) : eventText(workflow, event);
}

/** The steps of an instance in order, those of a restricted compartment only for who may read it. */
export async function movesOf(pool: Pool, instance: Instance, restricted: boolean): Promise<Move[]> {
  const { workflow } = instance;
  const { rows } = await pool.query<{ seq: number; at: Date; entry: string }>(
    `select seq, at, entry from homeward.journal where stream = $1 and version is not null order by seq`,
    [instance.id],
  );
  return rows
    .map(({ seq, at, entry }) => ({ seq, at, entry: JSON.parse(entry) as Entry }))
    .filter(({ entry }) => restricted || !workflow.events[entry.event]?.restricted)
    .map(({ seq, at, entry }) => ({
      seq,
      at: at.toISOString(),
      event: entry.event,
      text: moveText(workflow, entry.event),
      by: actorText(entry.actor.role),
      from: leaves(entry.from),
      to: leaves(entry.to),
    }));
}

/** Active states, those left, armed timers and open tasks. */
export function marksOf(instance: Instance, moves: Move[]): Marks {
  const here = instance.phase.split(' ');
  const visited = new Set(moves.flatMap(({ from, to }) => [...from, ...to]));
  const prefix = `${instance.workflow.machine.id}.`;
  return {
    here,
    done: [...visited].filter((path) => !here.includes(path)),
    timers: instance.timers.map(({ timer, deadline, due, why }) => {
      const id = timer.slice(`xstate.after.${deadline}.`.length);
      const state = id.startsWith(prefix) ? id.slice(prefix.length) : id;
      return { deadline, state, at: due, exact: (why as { unit?: string } | null)?.unit === 'hours' };
    }),
    tasks: instance.tasks.map(({ key, due_at, due_on, exact }) => ({
      state: key.slice(0, key.lastIndexOf('/')),
      at: Date.parse(due_at),
      on: due_on,
      exact,
    })),
  };
}

/** Titles of a state from the outermost container to itself. */
export function placeOf(workflow: Workflow, path: string): { path: string; text: Text }[] {
  const { states } = chartOf(workflow);
  return lineOf(path)
    .filter((p) => p !== '' && states.has(p))
    .reverse()
    .map((p) => ({ path: p, text: states.get(p)!.text }));
}
