/** What a story says once and plays many times: steps, and items of a list in a body. */
import { z } from 'zod';

/**
 * From 1 (or `from`) to `to`, the number as `{n}` (or the name in `as`), `{n+60}` being 60 more. `pick` adds names that
 * take the values of their list in turn, beginning again at its end.
 */
const counted = z.strictObject({
  from: z.int().optional(),
  to: z.int(),
  as: z.string().optional(),
  pick: z.record(z.string(), z.array(z.json()).min(1)).optional(),
});
/** `repeat` of a story: counted, or once for each of these, with their values by name. */
export const repetition = z.union([counted, z.array(z.record(z.string(), z.json())).min(1)]);
export type Repetition = z.infer<typeof repetition>;
type Names = Record<string, unknown>;

/** The names and values of each round. */
export function roundsOf(repeat: Repetition): Names[] {
  if (Array.isArray(repeat)) return repeat;
  const { from = 1, to, as = 'n', pick = {} } = repeat;
  return Array.from({ length: to - from + 1 }, (_, i) => ({
    ...Object.fromEntries(Object.entries(pick).map(([name, list]) => [name, list[(from + i - 1) % list.length]])),
    [as]: from + i,
  }));
}

/** The value with `{name}` replaced in every text and key; a text that is nothing else becomes the value itself. Other names stay. */
export function written<T>(value: T, names: Names): T {
  return rewrite(value, names) as T;
}

function rewrite(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, names));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [String(rewrite(key, names)), rewrite(item, names)]),
    );
  if (typeof value !== 'string') return value;
  const whole = /^\{(\w+?)([+-]\d+)?\}$/.exec(value);
  if (whole && whole[1]! in names) return valueOf(names, whole[1]!, whole[2]);
  return value.replace(/\{(\w+?)([+-]\d+)?\}/g, (text, name: string, more?: string) =>
    name in names ? String(valueOf(names, name, more)) : text,
  );
}

const valueOf = (names: Names, name: string, more?: string): unknown =>
  more === undefined ? names[name] : Number(names[name]) + Number(more);

/** Items of a list in which `{"repeat": …, …}` stands for many; with `each` every one is that value, whatever it is. */
export function itemsOf(list: readonly unknown[], unfold: (item: unknown) => unknown): unknown[] {
  return list.flatMap((item) => {
    const { repeat, ...more } = (item ?? {}) as { repeat?: unknown; each?: unknown };
    if (typeof item !== 'object' || repeat === undefined) return [unfold(item)];
    const one = unfold('each' in more ? more.each : more);
    return roundsOf(repetition.parse(repeat)).map((names) => written(one, names));
  });
}
