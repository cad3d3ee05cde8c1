/** How whatever is done beside the procedures is written: one line of the register, with its content by digest. */
import type { Actor } from '../../workflows/workflow';
import { canonical, type Line, type Op } from './door';
import { digestOf, isoOf } from './rows';

/** What happened, who did it and what it changes. */
export interface Told {
  stream: string;
  event: string;
  actor: Actor;
  /** epoch ms */
  at: number;
  /** the content */
  data: unknown;
  ops: Op[];
  /** of the restricted compartment */
  restricted?: boolean;
  /** further fields of the entry, which is never removed: no word about a child */
  more?: Record<string, unknown>;
}

/** The line as the door takes it; the actor's further fields do not stand in it. Nothing is written yet. */
export function registerLine({ stream, event, actor: by, at, data, ops, restricted = false, more }: Told): Line {
  const { person, role, area, actingFor, appointment } = by;
  const body = canonical({ data });
  const digest = digestOf(body);
  const actor = { person, role, area, actingFor, appointment };
  return {
    stream,
    kind: 'registry',
    at: isoOf(at),
    entry: canonical({ ...more, event, actor, at: isoOf(at), data: digest }),
    content: { digest, compartment: restricted ? 'restricted' : 'open', body },
    ops,
  };
}
