/** Idempotency keys of the commands whose answers the journal does not keep itself. */
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { from, type Observable } from 'rxjs';
import { lastValueFrom } from 'rxjs';
import { canonicalJson, digestOf } from '../../libs/engine';
import { Problem, problems, type ProblemCode } from '../../libs/engine/problem';
import type { ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';

const KEY = 'homeward:key';
/** The route needs no key: it makes nothing, or is safe to repeat with secrets that must not be kept. */
export const Keyless = () => SetMetadata(KEY, 'none');
/** The engine keeps the answer on the journal line. */
export const KeptByJournal = () => SetMetadata(KEY, 'journal');

/** The idempotency key of a request; throws `key_missing`. */
export function keyOf(request: ApiRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new Problem('key_missing');
  return key;
}

/** The address of a request without its query, in small letters as it is matched: the scope of a key beside the person. */
export const routeOf = (request: ApiRequest): string =>
  `${request.method} ${request.path.replace(/\/$/, '').toLowerCase()}`;

/** Refusals that stand: a repeat gets them again. The others were no answer to the act itself. */
const standing: readonly ProblemCode[] = ['refused_by_rule', 'refused_by_database', 'second_person', 'conflict'];

interface Kept {
  body: string;
  status: number | null;
  answer: unknown;
  /** whether the act that gave no answer holds its key */
  held: boolean;
}

/** Seconds after which an act that gave no answer no longer holds its key; renewed while it is under way. */
const leaseSeconds = 10;

/**
 * Milliseconds for which a repeat waits for the first answer, and between two looks at it. A process that ends leaves what is
 * under way five seconds, so it ends with nobody waiting.
 */
const patience = { whole: 4_000, shortest: 25, longest: 200 };

/**
 * Answers a repeated key with its first answer, also one that another process is still making; a key with other content is
 * refused; failures of ours are not kept.
 */
@Injectable()
export class Keys implements NestInterceptor {
  /** keys of acts that failed while the database was away, so that their rows could not be taken back */
  private readonly abandoned = new Set<string>();

  constructor(
    @Inject(CONTEXT) private readonly context: Context,
    private readonly reflector: Reflector,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = execution.switchToHttp().getRequest<ApiRequest>();
    const kind = this.reflector.getAllAndOverride<string | undefined>(KEY, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    if (request.method !== 'POST' || kind === 'none') return next.handle();
    const key = keyOf(request);
    if (kind === 'journal') return next.handle();
    return from(
      this.once(request, execution.switchToHttp().getResponse<Response>(), key, () =>
        lastValueFrom(next.handle(), { defaultValue: undefined }),
      ),
    );
  }

  private async once(
    request: ApiRequest,
    response: Response,
    key: string,
    act: () => Promise<unknown>,
  ): Promise<unknown> {
    const scope = [request.actor!.person, routeOf(request), key];
    const body = digestOf(canonicalJson(request.body ?? {}));
    const place = scope.join(' ');
    const gone = new AbortController();
    const leave = (): void => gone.abort();
    response.once('close', leave);
    try {
      const first = await this.takeOrWait(scope, body, place, gone.signal);
      if (first) return repeated(first, response);
    } finally {
      response.off('close', leave);
    }
    this.abandoned.delete(place);
    // a long act keeps its key; a process that died, or lost its database, does not hold it for long
    const renewal = setInterval(() => void this.renew(scope), (leaseSeconds * 1000) / 3).unref();
    try {
      const answer = await act();
      await this.keep(scope, response.statusCode, answer ?? null);
      return answer;
    } catch (refused) {
      if (refused instanceof Problem && standing.includes(refused.code)) {
        await this.keep(scope, refused.status, { problem: refused.code, extra: refused.extra });
      } else {
        await this.context.pool
          .query('delete from homeward.answers where person = $1 and route = $2 and key = $3', scope)
          // the database is away: the key is known to be free when it is back
          .catch(() => this.abandoned.add(place));
      }
      throw refused;
    } finally {
      clearInterval(renewal);
    }
  }

  private async renew(scope: unknown[]): Promise<void> {
    await this.context.pool
      .query(
        'update homeward.answers set at = clock_timestamp() where person = $1 and route = $2 and key = $3 and status is null',
        scope,
      )
      .catch(() => undefined);
  }

  /**
   * Takes the key for an act that nobody has answered; or the first answer, for which it waits while the act is under way, here or
   * in another process. No connection is held meanwhile. Throws `busy` when that takes too long or nobody waits any more.
   */
  private async takeOrWait(
    scope: unknown[],
    body: string,
    place: string,
    signal: AbortSignal,
  ): Promise<Kept | undefined> {
    const until = performance.now() + patience.whole;
    let kept: Kept | undefined;
    for (let between = patience.shortest; ; between = Math.min(2 * between, patience.longest)) {
      if (!kept?.held && (await this.take(scope, body, place))) return undefined;
      kept = await this.find(scope);
      if (kept && kept.body !== body) throw new Problem('key_reused');
      if (kept && kept.status !== null) return kept;
      if (signal.aborted || performance.now() > until) throw new Problem('busy', { retryAfter: 1 });
      await pause(between, undefined, { signal }).catch(() => undefined);
    }
  }

  private async take(scope: unknown[], body: string, place: string): Promise<boolean> {
    const { rowCount } = await this.context.pool.query(
      `insert into homeward.answers as a (person, route, key, body, at) values ($1, $2, $3, $4, clock_timestamp())
       on conflict (person, route, key) do update set at = excluded.at
         where a.status is null and a.body = excluded.body
           and ($5 or a.at < clock_timestamp() - make_interval(secs => ${leaseSeconds}))`,
      [...scope, body, this.abandoned.has(place)],
    );
    return rowCount !== 0;
  }

  private async find(scope: unknown[]): Promise<Kept | undefined> {
    const { rows } = await this.context.pool.query<Kept>(
      `select body, status, answer, at >= clock_timestamp() - make_interval(secs => ${leaseSeconds}) as held
       from homeward.answers where person = $1 and route = $2 and key = $3`,
      scope,
    );
    return rows[0];
  }

  private async keep(scope: unknown[], status: number, answer: unknown): Promise<void> {
    await this.context.pool.query(
      'update homeward.answers set status = $4, answer = $5 where person = $1 and route = $2 and key = $3',
      [...scope, status, JSON.stringify(answer)],
    );
  }
}

/** The answer that was kept: the same status, or the same refusal. */
function repeated({ status, answer }: Kept, response: Response): unknown {
  const { problem, extra } = (answer ?? {}) as { problem?: ProblemCode; extra?: Problem['extra'] };
  if (problem && problem in problems) throw new Problem(problem, extra);
  response.status(status!);
  return answer;
}
