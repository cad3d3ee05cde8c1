/** What a person may know of: attempts on the rest go to the security log, reads of files to the read log. */
import { setTimeout as pause } from 'node:timers/promises';
import { mayBeArchived, mustBeAtHand } from '../../libs/engine';
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
      const answer = await act();
      await this.checkAtHand(kind, id);
      return answer;
    } catch (problem) {
      // what is in the archive is missing where it is looked for
      if (!(problem instanceof Problem)) await this.checkAtHand(kind, id);
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

  /** Throws `case_archived` where a case that the person may see was moved to the archive. */
  private async checkAtHand(kind: string, id: string): Promise<void> {
    if (kind !== 'instance' || !mayBeArchived(id, this.context.clock.now())) return;
    await mustBeAtHand(this.context.pool, { id, status: 'closed' });
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
