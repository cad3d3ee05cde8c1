import { Undeliverable } from './channels';

/** Longest wait for a receiver's answer, in milliseconds. */
export const patience = 10_000;

/** Answers that another attempt may change: the rest of the 4xx mean that the message itself is refused. */
const passing = [401, 403, 404, 407, 408, 409, 423, 425, 429];

/** Posts a body; throws when the receiver did not take it, `Undeliverable` when it never will. Redirects are not followed. */
export async function post(url: string, body: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  });
  await answer.body?.cancel();
  if (answer.ok) return;
  const refused = answer.status >= 400 && answer.status < 500 && !passing.includes(answer.status);
  throw new (refused ? Undeliverable : Error)(`the receiver answered ${answer.status}`);
}
