/** A form's answers: a plain object, read and changed by dotted paths; nothing is changed in place. */
export type Answers = Record<string, unknown>;

const isIndex = (name: string): boolean => /^\d+$/.test(name);

export function answerAt(answers: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
      answers,
    );
}

/** The answers with one changed; `undefined` takes it away. */
export function withAnswer<T>(answers: T, path: string, value: unknown): T {
  const [name, ...rest] = path.split('.') as [string, ...string[]];
  const old: unknown = answers ?? (isIndex(name) ? [] : {});
  const next = rest.length === 0 ? value : withAnswer((old as Record<string, unknown>)[name], rest.join('.'), value);
  if (Array.isArray(old)) {
    const copy = [...(old as unknown[])];
    if (next === undefined && rest.length === 0) copy.splice(Number(name), 1);
    else copy[Number(name)] = next;
    return copy as T;
  }
  const copy = { ...(old as Record<string, unknown>) };
  if (next === undefined) delete copy[name];
  else copy[name] = next;
  return copy as T;
}

/** What is sent: without empty texts, empty groups and unfinished parts. */
export function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) return value.map(tidy).filter((each) => each !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .map(([name, each]) => [name, tidy(each)] as const)
    .filter(([, each]) => each !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
