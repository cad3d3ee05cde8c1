import type { EventSpec } from '../../workflows/workflow';
import { Problem, type FieldError } from './problem';

/** The form's data, or a problem that names every field. */
export function parse(spec: EventSpec, data: unknown): unknown {
  const parsed = spec.form.safeParse(data ?? {});
  if (parsed.success) return parsed.data;
  throw new Problem('form_invalid', { errors: fieldErrors(parsed.error.issues) });
}

/** Issues of zod as places and codes. */
export function fieldErrors(
  issues: readonly { path: PropertyKey[]; code: string; message: string; keys?: string[] }[],
): FieldError[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') {
      return (issue.keys ?? []).map((key) => ({ path: path ? `${path}.${key}` : key, code: 'unknown_field' }));
    }
    // a form's own check names its code
    const own = issue.code === 'custom' && /^[a-z]+(_[a-z]+)+$/.test(issue.message);
    return [{ path, code: own ? issue.message : issue.code }];
  });
}
