/** Compares an answer with what a story expects of it. */
interface Expectation {
  status?: number;
  code?: string;
  rules?: string[];
  onlyRules?: string[];
  withoutRules?: string[];
  state?: string[];
  outcome?: string;
  tasks?: Record<string, string | null>;
  body?: Record<string, unknown>;
  has?: Record<string, unknown>[];
  lacks?: Record<string, unknown>[];
  count?: number;
  errors?: string[];
}

interface Answer {
  status: number;
  body: any;
}

/** The value at a dotted path; a number picks from a list, `name=value` the first item that has it. */
export function lookUp(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, part) => {
    if (at === null || at === undefined) return undefined;
    const pick = /^(\w+)=(.+)$/.exec(part);
    if (pick && Array.isArray(at))
      return at.find((item) => String((item as Record<string, unknown>)[pick[1]!]) === pick[2]);
    return (at as Record<string, unknown>)[part];
  }, value);
}

/** Is every part of `part` in `whole`? */
export function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part))
    return Array.isArray(whole) && part.every((item) => whole.some((one) => contains(one, item)));
  if (part !== null && typeof part === 'object') {
    return Object.entries(part).every(([path, value]) => contains(lookUp(whole, path), value));
  }
  return whole === part || sameInstant(whole, part);
}

/** `2017-09-18T23:40` in Phnom Penh is the same as the instant written with any offset. */
function sameInstant(whole: unknown, part: unknown): boolean {
  if (typeof whole !== 'string' || typeof part !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(part)) return false;
  const instant = Date.parse(/([+-]\d\d:\d\d|Z)$/.test(part) ? part : `${part}+07:00`);
  return !Number.isNaN(instant) && Date.parse(whole) === instant;
}

const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** Every difference, in words; none when the answer is as expected. */
export function differences(expected: Expectation, { status, body }: Answer): string[] {
  const differ: string[] = [];
  const say = (what: string, want: unknown, got: unknown): void =>
    void differ.push(`${what}: expected ${show(want)}, got ${show(got)}`);
  const wanted = expected.status ?? (expected.code ? undefined : 200);
  if (wanted !== undefined && wanted !== status && !(expected.status === undefined && status === 201))
    say('status', wanted, `${status} ${body?.code ?? ''}`.trim());
  if (expected.code !== undefined && body?.code !== expected.code) say('code', expected.code, body?.code);
  const ids: string[] = (body?.rules ?? []).map((rule: { id: string }) => rule.id);
  for (const rule of expected.rules ?? []) if (!ids.includes(rule)) say('rules', rule, ids);
  if (expected.onlyRules && show([...expected.onlyRules].sort()) !== show([...ids].sort()))
    say('rules', expected.onlyRules, ids);
  for (const rule of expected.withoutRules ?? []) if (ids.includes(rule)) say('rules without', rule, ids);
  for (const state of expected.state ?? []) {
    const states = (body?.state ?? []) as string[];
    if (!states.some((path) => path === state || path.endsWith(`.${state}`))) say('state', state, states);
  }
  if (expected.outcome !== undefined && body?.outcome !== expected.outcome)
    say('outcome', expected.outcome, body?.outcome);
  for (const [name, due] of Object.entries(expected.tasks ?? {})) {
    const task = ((body?.tasks ?? []) as { name: string; due: { at: string; on: string } }[]).find(
      (one) => one.name === name,
    );
    if (due === null ? task !== undefined : !task || (task.due.on !== due && !sameInstant(task.due.at, due)))
      say(`task ${name}`, due, task?.due ?? null);
  }
  for (const [path, value] of Object.entries(expected.body ?? {})) {
    if (!contains(lookUp(body, path), value) && !(value === null && (lookUp(body, path) ?? null) === null))
      say(path, value, lookUp(body, path));
  }
  const items = (body?.items ?? []) as unknown[];
  for (const part of expected.has ?? [])
    if (!items.some((item) => contains(item, part))) say('items', part, items.slice(0, 6));
  for (const part of expected.lacks ?? [])
    if (items.some((item) => contains(item, part))) say('items without', part, 'it is there');
  if (expected.count !== undefined && items.length !== expected.count) say('items', expected.count, items.length);
  const errors = ((body?.errors ?? []) as { path: string; code: string }[]).map((e) => `${e.path} ${e.code}`);
  for (const error of expected.errors ?? []) if (!errors.includes(error)) say('errors', error, errors);
  if (differ.length > 0 && status >= 400 && body?.errors?.length > 0)
    differ.push(`the answer names: ${errors.join(', ')}`);
  return differ;
}
