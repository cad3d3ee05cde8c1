/** What a person may know of: attempts on the rest go to the security log, reads of files to the read log. */
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../libs/engine/problem';
import type { Actor } from '../../workflows/workflow';
import { actorOf, type ApiRequest } from './authentication';
import type { Context } from './context';
import { patternOf } from './security';

/** "Not found" takes a whole number of these ms, so that how long it took does not tell what exists. */
export const evenTime = 25;

/** Keeps the two logs of reading. */
export class Visibility {
  constructor(private readonly context: Context) {}

  /** Does what is asked; where the answer is `not_found`, the attempt is told to the security log if the thing exists. */
  async orNotFound<T>(actor: Actor, kind: string, id: string, act: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await act();
    } catch (problem) {
      if (problem instanceof Problem && problem.code === 'not_found') {
        await this.context.security.record({
          kind: 'notVisible',
          person: actor.person,
          detail: { kind, id, role: actor.role, area: actor.area },
        });
        await pause(evenTime - ((performance.now() - start) % evenTime));
      }
      throw problem;
    }
  }

  /** Logs a read of a file and of the files of the children in it, before the answer leaves. */
  async logRead(
    request: ApiRequest,
    kind: 'child' | 'family' | 'instance' | 'institution' | 'search',
    subject?: string,
    children: string[] = [],
    breakGlass?: string,
  ): Promise<void> {
    const actor = actorOf(request);
    const via = `${request.method} ${patternOf(request)}`;
    const own = { actor, kind, subject, via, breakGlass };
    await this.context.readLog.record(
      own,
      ...children.map((child) => ({ actor, kind: 'child' as const, subject: child, via, breakGlass })),
    );
  }
}
