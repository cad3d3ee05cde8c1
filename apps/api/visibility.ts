/** What a person may know of: attempts on the rest go to the security log, reads of files to the read log. */
import { Problem } from '../../libs/engine/problem';
import type { Actor } from '../../workflows/workflow';
import { actorOf, type ApiRequest } from './authentication';
import type { Context } from './context';
import { patternOf } from './security';

/** Keeps the two logs of reading. */
export class Visibility {
  constructor(private readonly context: Context) {}

  /** Does what is asked; where the answer is `not_found`, the attempt is told to the security log if the thing exists. */
  async orNotFound<T>(actor: Actor, kind: string, id: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (problem) {
      if (problem instanceof Problem && problem.code === 'not_found') {
        await this.context.security.record({
          kind: 'notVisible',
          person: actor.person,
          detail: { kind, id, role: actor.role, area: actor.area },
        });
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
