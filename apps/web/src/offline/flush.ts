/** Sends what waits: at once when there is a connection, again when it comes back, at each start, and every 15 seconds. */
import { ask, asked, client, Refused, Unreached } from '../api/client';
import type { CaseAnswer, Command, Sent } from './types';
import { changeItem, keepRefusal, listItems, putItem, receive, removeItem } from './outbox';
import { canonical } from './seal';
import { isFull, isUsable, type Item } from './store';
import { personOfDevice } from './vault';

/** One at a time in all tabs, so that nothing overtakes. */
const alone = <T>(act: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request('homeward.outbox', act) : act();

/** Refusals that are none of the act itself: it waits for a sign-in, or for the server. */
const isPassing = ({ status, code }: { status: number; code: string }): boolean =>
  status === 0 || status === 401 || status === 429 || status >= 500 || code === 'sealed_foreign';

const serverTime = (response: Response): string => response.headers.get('Homeward-Now') ?? new Date().toISOString();

/** The act as it is sent without sealing, while the person is at the form. */
async function sendPlainly(command: Command, key: string): Promise<{ answer: CaseAnswer; at: string }> {
  const headers = { 'Idempotency-Key': key, ...(command.totp && { 'Homeward-Totp': command.totp }) };
  const { workflow, event, area = '', data, instance = '' } = command;
  const fetching =
    command.kind === 'open'
      ? client.POST('/api/v1/instances', { headers, body: { workflow, event, area, data } } as never)
      : client.POST('/api/v1/instances/{id}/events', {
          params: { path: { id: instance } },
          headers: { ...headers, 'If-Match': `"${command.baseVersion}"` },
          body: { type: event, data },
        } as never);
  const { data: answer, response } = await asked<CaseAnswer>(fetching);
  return { answer, at: serverTime(response) };
}

async function sendSealed({ key, head, sealed, again, on, appointment }: Item) {
  const headers: Record<string, string> = { 'Idempotency-Key': again > 0 ? `${key}.${again}` : key };
  if (on !== undefined) headers['If-Match'] = `"${on}"`;
  if (appointment) headers['Homeward-Appointment'] = appointment;
  return ask<{ case: CaseAnswer; receivedAt: string }>(
    client.POST('/api/v1/outbox' as never, { headers, body: { ...head, sealed } } as never),
  );
}

const keys = new Map<string, string>();
/** The same act again, after its answer was lost, is sent under the same key. */
function keyOf(command: Command): string {
  if (!command.totp && isUsable()) return crypto.randomUUID();
  const { totp: _, label: __, ...act } = command;
  const name = canonical(act);
  const key = keys.get(name) ?? newKey();
  keys.set(name, key);
  return key;
}
/** `randomUUID` is missing at an address that is not secure. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends what cannot be kept: a signature, or any act where the browser cannot encrypt. */
async function sendOnly(command: Command, key: string, why: 'signature' | 'storage' | 'insecure'): Promise<Sent> {
  try {
    const { answer } = await sendPlainly(command, key);
    keys.clear();
    return { state: 'received', key, answer };
  } catch (error) {
    if (error instanceof Refused && !isPassing(error.problem)) {
      keys.clear();
      return { state: 'refused', key, problem: error.problem };
    }
    return { state: 'unsent', key, why };
  }
}

/**
 * Sends a command, or keeps it sealed until there is a connection. It is kept before the first try, so that a lost answer and
 * a second try make one record.
 */
export async function sendCommand(command: Command): Promise<Sent> {
  const key = keyOf(command);
  if (command.totp) return sendOnly(command, key, 'signature');
  let item: Item | undefined;
  try {
    item = isUsable() ? await putItem(command, key) : undefined;
  } catch (error) {
    return sendOnly(command, key, isFull(error) ? 'storage' : 'insecure');
  }
  if (!item) return sendOnly(command, key, 'insecure');
  if (!navigator.onLine) return { state: 'waiting', key };
  return alone(() => sendNow(item, command));
}

async function sendNow(item: Item, command: Command): Promise<Sent> {
  const { key } = item;
  const all = await listItems();
  const earlier = all.some((other) => other.key !== key && isSameCase(other, item));
  if (earlier) {
    setTimeout(() => void flush(), 0);
    return { state: 'waiting', key };
  }
  try {
    const { answer, at } = await sendPlainly(command, key);
    await receive(item, answer, at);
    return { state: 'received', key, answer };
  } catch (error) {
    if (!(error instanceof Refused) || isPassing(error.problem)) return { state: 'waiting', key };
    await removeItem(key);
    return { state: 'refused', key, problem: error.problem };
  }
}

const isSameCase = (one: Item, other: Item): boolean =>
  one.person === other.person && one.head.instance !== undefined && one.head.instance === other.head.instance;

async function whoIsSigned(): Promise<string | undefined> {
  const session = await ask(client.GET('/api/v1/session')).catch(() => undefined);
  return session?.person.id;
}

/** Sends everything of the person that waits, in order; what is not answered stays. */
export function flush(): Promise<void> {
  const person = personOfDevice();
  if (!person || !isUsable() || !navigator.onLine) return Promise.resolve();
  return alone(async () => {
    const mine = (await listItems()).some((item) => item.person === person && item.state === 'waiting');
    // the session may be another person's by now: their name is never put under this work
    if (!mine || (await whoIsSigned()) !== person) return;
    const held = new Set<string>();
    for (const { key } of await listItems()) {
      // read again: the one before may have moved it to a new version
      const item = (await listItems()).find((each) => each.key === key);
      if (!item || item.person !== person) continue;
      const { instance } = item.head;
      if (item.state === 'waiting' && !(instance && held.has(instance))) {
        const fate = await sendOne(item);
        if (fate === 'stop') return;
        if (fate === 'left') continue;
      }
      if (instance) held.add(instance);
    }
  });
}

async function sendOne(item: Item): Promise<'left' | 'stays' | 'stop'> {
  try {
    const { case: answer, receivedAt } = await sendSealed(item);
    await receive(item, answer, receivedAt);
    return 'left';
  } catch (error) {
    if (error instanceof Unreached) return 'stop';
    if (!(error instanceof Refused)) throw error;
    if (error.problem.status === 401 || error.problem.status === 0) return 'stop';
    if (isPassing(error.problem)) return 'stays';
    await keepRefusal(item, error.problem);
    return 'stays';
  }
}

let askedAt = -Infinity;
/** How long what the server said of reviews is taken for true, in ms. */
const fresh = 60_000;

/** Asks how the server's reviews of what the person sent have ended; at most once a minute unless the page asks. */
export async function askReviews(now = false): Promise<void> {
  const person = personOfDevice();
  if (!person || !isUsable() || !navigator.onLine) return;
  if (!now && performance.now() - askedAt < fresh) return;
  askedAt = performance.now();
  for (const { key, person: author, review } of await listItems()) {
    if (author !== person || review?.decision !== null) continue;
    const answer = await ask(client.GET('/api/v1/reviews/{id}', { params: { path: { id: review.id } } })).catch(
      (error: unknown) => {
        if (error instanceof Refused || error instanceof Unreached) return undefined;
        throw error;
      },
    );
    if (!answer) continue;
    const { id, owner, area, dueAt, decision, decidedAt } = answer;
    await changeItem(key, { review: { id, owner, area, dueAt, decision, decidedAt } });
  }
}

/** Tries a refused item again, where given on the version that its author has seen now. */
export async function tryAgain(item: Item, on?: number): Promise<void> {
  await changeItem(item.key, {
    state: 'waiting',
    again: item.again + 1,
    code: undefined,
    closed: undefined,
    ...(on !== undefined && { on }),
  });
  await flush();
}

/** Asks for a refusal's words and versions again, under the same key: nothing is done twice. */
export async function askAgain(item: Item): Promise<void> {
  await changeItem(item.key, { state: 'waiting', code: undefined, closed: undefined });
  await flush();
}

/** Gives an item up; the security log of the server keeps who did and why. Throws `Unreached` without a connection. */
export async function forgetItem({ key, head }: Pick<Item, 'key' | 'head'>, reason: string): Promise<void> {
  const { workflow, event, instance, capturedAt, safety } = head;
  const body = { key, workflow, event, instance, capturedAt, safety, reason };
  await ask(client.POST('/api/v1/outbox/forgotten' as never, { body } as never) as never);
  await removeItem(key);
}
