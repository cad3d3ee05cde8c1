/** Lists in pages: `{items, next}`, where `next` names the last row given. */
import { Problem } from '../../libs/engine/problem';

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** The sort key and id a cursor stands for; nulls for the first page. */
export function readCursor(cursor: string | undefined): [string | null, string | null] {
  if (cursor === undefined) return [null, null];
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(value) &&
      value.length === 2 &&
      value.every((v) => typeof v === 'string' && v.length < 200 && !v.includes('\u0000'))
    ) {
      const [at, id] = value as [string, string];
      if (
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) &&
        /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) &&
        !Number.isNaN(Date.parse(at))
      )
        return [at, id];
    }
  } catch {
    // falls through to the refusal
  }
  throw new Problem('form_invalid', { errors: [{ path: 'cursor', code: 'cursor' }] });
}

/** A page of rows read with one more than `limit`. */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  keyOf: (row: R) => [at: string, id: string],
  view: (row: R) => T,
): Page<T> {
  const given = rows.slice(0, limit);
  const last = given.at(-1);
  const next = rows.length > limit && last ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null;
  return { items: given.map(view), next };
}

/** Collects the conditions of a query with their values, numbered as they come. */
export class Where {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** A numbered placeholder for a value. */
  bind(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  /** Adds a condition when the value is there; `?` stands for it. */
  and(value: unknown, condition: string): this {
    if (value === undefined || value === null) return this;
    const place = this.bind(value);
    this.parts.push(condition.replaceAll('?', place));
    return this;
  }

  /** Adds a condition without a value. */
  that(condition: string): this {
    this.parts.push(`(${condition})`);
    return this;
  }

  /** Adds a condition whose placeholders are numbered from the next free one. */
  numbered(make: (first: number) => { sql: string; values: unknown[] }): string {
    const { sql, values } = make(this.values.length + 1);
    this.values.push(...values);
    return sql;
  }

  get sql(): string {
    return this.parts.length > 0 ? `where ${this.parts.join(' and ')}` : '';
  }
}
