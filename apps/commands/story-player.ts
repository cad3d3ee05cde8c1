/** Plays a story over HTTP: moves the clock, lets people act, and compares every answer with what the story says. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { codeAt } from '../../libs/access';
import { accountOf, demoId } from '../demo';
import { differences, lookUp } from './story-expectations';
import { itemsOf, repetition, roundsOf, written, type Repetition } from './story-repetition';

/** Codes before and after the present one that a product with the clock by hand takes. */
export const codesAround = 18;

const texts = 'GET /gateway/texts';
const text = z.strictObject({ en: z.string(), km: z.string() });
const plain = z.record(z.string(), z.unknown());

/** What an answer must be. `rules`: each must be among those named; `onlyRules`: these and no other; `withoutRules`: none of these. */
const expectation = z.strictObject({
  status: z.int().optional(),
  code: z.string().optional(),
  rules: z.array(z.string()).optional(),
  onlyRules: z.array(z.string()).optional(),
  withoutRules: z.array(z.string()).optional(),
  /** states, each a path or its end */
  state: z.array(z.string()).optional(),
  outcome: z.string().optional(),
  /** open tasks by name: the last good day (`YYYY-MM-DD`) or the instant (`YYYY-MM-DDTHH:MM`) in Phnom Penh */
  tasks: z.record(z.string(), z.string().nullable()).optional(),
  /** dotted path into the answer: value */
  body: plain.optional(),
  /** items of a list that must be there, each a part of one */
  has: z.array(plain).optional(),
  /** items that must not be there */
  lacks: z.array(plain).optional(),
  count: z.int().optional(),
  errors: z.array(z.string()).optional(),
});

const step = z.strictObject({
  /** ISO instant to which the clock moves first */
  at: z.iso.datetime({ offset: true }).optional(),
  /** login of a demo account, or nobody */
  as: z.string().optional(),
  say: text,
  /** a request of the API; `GET /gateway/texts` asks the gateway for the text messages it was given */
  do: z
    .string()
    .regex(/^(GET|POST|PUT|PATCH|DELETE) \/\S+$/)
    .optional(),
  body: z.unknown().optional(),
  /** in place of a body: the bytes of a file, base64 */
  bytes: z.base64().optional(),
  /** the event is a signature */
  sign: z.boolean().optional(),
  expect: expectation.optional(),
  /** name: dotted path into the answer */
  keep: z.record(z.string(), z.string()).optional(),
  /** the step is played once for each; the clock moves before each */
  repeat: repetition.optional(),
});
export const storyForm = z.strictObject({
  id: z.string(),
  title: text,
  about: text,
  /** pieces of request bodies by name; `{"use": "form2", …}` lays more over one */
  pieces: z.record(z.string(), plain).optional(),
  steps: z.array(step).min(1),
});
export type Story = z.infer<typeof storyForm>;
export type Step = z.infer<typeof step>;

/** What came of a step. */
export interface Played {
  number: number;
  at: string;
  who: string;
  say: Story['title'];
  request: string | null;
  status: number | null;
  code: string | null;
  rules: { id: string; missing: string }[];
  state: string[];
  tasks: { name: string; due: string }[];
  /** where the answer differs from the story; empty when it does not */
  differences: string[];
}

interface Answer {
  status: number;
  etag: string | null;
  body: any;
}

interface SignedIn {
  token: string;
  /** the last TOTP step used: a code counts once */
  step: number;
}

export class Player {
  private readonly people = new Map<string, SignedIn>();
  private readonly kept: Record<string, unknown> = {};
  private readonly versions = new Map<string, string>();
  private now = '';

  /** `gateway`: where the text messages of the product go; without it nothing is said of them */
  constructor(
    private readonly url: string,
    private readonly story: Story,
    private readonly gateway?: string,
  ) {}

  /** Plays the steps in order; each is told as it was played. Goes on where an answer differs. */
  async *play(): AsyncGenerator<Played> {
    for (const [i, { repeat, body, ...step }] of this.story.steps.entries()) {
      const one = { ...step, body: this.unfold(body) };
      const rounds = repeat ? roundsOf(this.unfold(repeat) as Repetition) : [{}];
      for (const names of rounds) yield await this.playOne(i + 1, written(one, names));
    }
  }

  private async playOne(number: number, step: Step): Promise<Played> {
    const differ: string[] = [];
    if (step.at) {
      const moved = await this.send('PUT', '/testing/clock', { now: step.at });
      if (moved.status !== 200)
        differ.push(`the clock did not move to ${step.at}: ${moved.status} ${moved.body?.code ?? ''}`);
      this.now = moved.body?.now ?? step.at;
    }
    let answer: Answer | undefined;
    try {
      if (step.do && !this.isPassedOver(step)) answer = await this.act(step);
      if (answer) differ.push(...differences(this.fill(step.expect ?? { status: 200 }) as never, answer));
    } catch (error) {
      differ.push((error as Error).message);
    }
    for (const [name, path] of answer ? Object.entries(step.keep ?? {}) : [])
      this.keep(name, lookUp(answer!.body, path), differ);
    return { ...this.told(number, step, answer), differences: differ };
  }

  private isPassedOver = ({ do: request }: Step): boolean => this.gateway === undefined && request === texts;

  private keep(name: string, value: unknown, differ: string[]): void {
    if (value === undefined) differ.push(`nothing to keep as ${name}`);
    else this.kept[name] = value;
  }

  private async act(step: Step): Promise<Answer> {
    const [method, path] = (this.fill(step.do!) as string).split(' ') as [string, string];
    const headers: Record<string, string> = {};
    if (step.as) headers['Authorization'] = `Bearer ${await this.tokenOf(step.as)}`;
    const event = /^\/instances\/([^/]+)\/events$/.exec(path);
    if (event) headers['If-Match'] = await this.versionOf(event[1]!, headers);
    const body = step.bytes ? Buffer.from(step.bytes, 'base64') : this.fill(step.body);
    const send = () => this.send(method, this.addressOf(path), body, headers);
    const answer = step.sign ? await this.signed(step.as!, headers, send) : await send();
    if (answer.etag && typeof answer.body?.id === 'string') this.versions.set(answer.body.id, answer.etag);
    return answer;
  }

  private addressOf(path: string): string {
    if (`GET ${path}` === texts) return this.gateway!;
    return /^\/(health|metrics|testing|api)/.test(path) ? path : `/api/v1${path}`;
  }

  /** The version the person sees just before they act; who may not look sends the last one known. */
  private async versionOf(instance: string, headers: Record<string, string>): Promise<string> {
    const seen = await this.send('GET', `/api/v1/instances/${instance}`, undefined, headers);
    return seen.etag ?? this.versions.get(instance) ?? '"1"';
  }

  private async tokenOf(login: string): Promise<string> {
    const known = this.people.get(login);
    if (known) return known.token;
    const { password, totpSecret } = accountOf(login);
    const signedIn: SignedIn = { token: '', step: 0 };
    const body = { login, password, totp: totpSecret && this.codeOf(login, signedIn) };
    const { status, body: answer } = await this.send('POST', '/api/v1/session', body);
    if (status !== 200) throw new Error(`${login} could not sign in: ${status} ${answer?.code ?? ''}`);
    signedIn.token = answer.token as string;
    this.people.set(login, signedIn);
    return signedIn.token;
  }

  /** A code that this person has not used yet; the oldest that is taken first. */
  private codeOf(login: string, person: SignedIn): string {
    // one that is about to end is not begun with: it must hold until the password was looked at
    const present = Math.floor((Date.now() + 8_000) / 30_000);
    person.step = Math.max(person.step + 1, present - codesAround);
    return codeAt(accountOf(login).totpSecret!, person.step * 30_000);
  }

  /** Signs with a fresh code; where a person has used all codes of the moment, the next one is waited for. */
  private async signed(login: string, headers: Record<string, string>, send: () => Promise<Answer>): Promise<Answer> {
    const person = this.people.get(login)!;
    headers['Idempotency-Key'] = randomUUID();
    headers['Homeward-Totp'] = this.codeOf(login, person);
    const answer = await send();
    const early = person.step > Math.floor(Date.now() / 30_000) + codesAround;
    if (!early || answer.body?.code !== 'signature_required') return answer;
    await new Promise((resolve) => setTimeout(resolve, (person.step - codesAround) * 30_000 + 200 - Date.now()));
    headers['Homeward-Totp'] = codeAt(accountOf(login).totpSecret!, person.step * 30_000);
    return send();
  }

  private async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const given: Record<string, string> = { 'Accept-Language': 'en', ...headers };
    if (method === 'POST') given['Idempotency-Key'] ??= randomUUID();
    const raw = body instanceof Buffer;
    if (body !== undefined) given['Content-Type'] = raw ? 'application/octet-stream' : 'application/json';
    const answer = await fetch(new URL(path, this.url), {
      method,
      headers: given,
      body: raw ? new Uint8Array(body) : body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      etag: answer.headers.get('etag'),
      body: text.startsWith('{') ? JSON.parse(text) : text,
    };
  }

  /** Lays the pieces that a body uses under it, and writes out what repeats. */
  private unfold(value: unknown): unknown {
    if (Array.isArray(value)) return itemsOf(value, (item) => this.unfold(item));
    if (value === null || typeof value !== 'object') return value;
    const { use, ...more } = value as { use?: string };
    const unfolded = Object.fromEntries(Object.entries(more).map(([key, item]) => [key, this.unfold(item)]));
    if (use === undefined) return unfolded;
    const piece = this.story.pieces?.[use];
    if (!piece) throw new Error(`the story has no piece ${use}`);
    return { ...(this.unfold(piece) as object), ...unfolded };
  }

  /** Replaces `{name}` by what was kept, `{person:login}` and `{institution:code}` by ids of the demo, `{uuid:name}` by an id of its own. */
  private fill(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.fill(item));
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [String(this.fill(key)), this.fill(item)]));
    if (typeof value !== 'string') return value;
    const whole = /^\{([\w:.-]+)\}$/.exec(value);
    if (whole) return this.nameOf(whole[1]!);
    return value.replace(/\{([\w:.-]+)\}/g, (_, name: string) => String(this.nameOf(name)));
  }

  private nameOf(name: string): unknown {
    if (name.startsWith('person:')) return accountOf(name.slice(7)).person;
    if (name.startsWith('institution:')) return demoId(`institution ${name.slice(12)}`);
    if (name.startsWith('uuid:')) return demoId(`story ${name.slice(5)}`);
    if (!(name in this.kept)) throw new Error(`nothing was kept as ${name}`);
    return this.kept[name];
  }

  private told(number: number, step: Step, answer: Answer | undefined): Omit<Played, 'differences'> {
    const body = answer?.body;
    const who = step.as ? accountOf(step.as) : undefined;
    return {
      number,
      at: this.now,
      who: who ? `${who.name.en} (${who.role}${who.area ? ` ${who.area}` : ''})` : '',
      say: step.say,
      request: step.do ? `${step.do}${eventOf(step.body)}` : null,
      status: answer?.status ?? null,
      code: body?.code && answer!.status >= 400 ? body.code : null,
      rules:
        answer && answer.status >= 400
          ? (body?.rules ?? []).map((r: any) => ({ id: r.id, missing: r.missing.en }))
          : [],
      state: answer && answer.status < 400 && Array.isArray(body?.state) ? body.state : [],
      tasks:
        answer && answer.status < 400 && Array.isArray(body?.tasks)
          ? body.tasks.map((t: any) => ({ name: t.name, due: t.due.exact ? t.due.at : t.due.on }))
          : [],
    };
  }
}

const eventOf = (body: unknown): string => {
  const { type, event } = (body ?? {}) as { type?: string; event?: string };
  return type || event ? ` ${type ?? event}` : '';
};
