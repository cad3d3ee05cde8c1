import type { Pool } from 'pg';
import type { Facts } from '../../workflows/facts';
import { dateOf, endOf, startOf } from '../../workflows/time';
import type { Check } from '../engine';
import type { FactsPort, FactsRequest } from '../engine';
import { Problem, type FieldError } from '../engine';

interface Loaded {
  facts: Facts;
  checks: Check[];
  unknown: { children: number[]; institution: boolean };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Loads what rules read from the registry, with the versions it rests on: one round trip for a batch of requests. */
export class RegistryFacts implements FactsPort {
  constructor(private readonly pool: Pool) {}

  /**
   * The facts named by each request. Where the form proposes an institution (`data.institution`), facts are about that one.
   * Throws Problem `form_invalid` when a child or institution is not in the register.
   */
  async load(requests: FactsRequest[]): Promise<{ facts: Facts; checks: Check[] }[]> {
    if (requests.every((r) => r.names.length === 0)) return requests.map(() => ({ facts: {}, checks: [] }));
    const asked = requests.map((r) => ({
      want: r.names,
      workflow: r.workflow,
      instance: r.instance ?? null,
      children: valid(r.subjects.children, 'children'),
      institution: institutionOf(r) ?? null,
      panel: meetingOf(r),
      persons: [r.actor.person, r.actor.actingFor].filter((p) => p !== undefined && uuid.test(p)),
      now: new Date(r.now).toISOString(),
    }));
    const { rows } = await this.pool.query<{ loaded: Loaded[] }>({
      name: 'facts',
      text: 'select homeward.registry_facts($1::jsonb) as loaded',
      values: [JSON.stringify(asked)],
    });
    return rows[0]!.loaded.map(({ facts, checks, unknown }) => {
      const errors: FieldError[] = unknown.children.map((i) => ({ path: `children.${i}`, code: 'unknown_child' }));
      if (unknown.institution) errors.push({ path: 'institution', code: 'unknown_institution' });
      if (errors.length > 0) throw new Problem('form_invalid', { errors });
      return { facts, checks };
    });
  }
}

function valid(ids: string[], path: string): string[] {
  const wrong = ids.findIndex((id) => !uuid.test(id));
  if (wrong >= 0) throw new Problem('form_invalid', { errors: [{ path: `${path}.${wrong}`, code: 'unknown_child' }] });
  return ids;
}

/** The institution the facts are about: the one the form names, else the one of the instance. */
function institutionOf(request: FactsRequest): string | undefined {
  const named = (request.data as { institution?: unknown } | undefined)?.institution;
  if (typeof named !== 'string') return request.subjects.institution;
  if (!uuid.test(named))
    throw new Problem('form_invalid', { errors: [{ path: 'institution', code: 'unknown_institution' }] });
  return named;
}

const day = /^\d{4}-\d\d-\d\d$/;

/** The meeting that the form tells of: its members, and its day; today where it names none. */
function meetingOf({ names, data, now }: FactsRequest): { members: string[]; from: string; until: string } | undefined {
  if (!names.includes('panel')) return undefined;
  const { members, on } = (data ?? {}) as { members?: { person?: unknown }[]; on?: unknown };
  const date = typeof on === 'string' && day.test(on) ? on : dateOf(now);
  const persons = (Array.isArray(members) ? members : []).map((m) => m.person);
  return {
    members: persons.filter((p): p is string => typeof p === 'string' && uuid.test(p)),
    from: new Date(startOf(date)).toISOString(),
    until: new Date(endOf(date)).toISOString(),
  };
}
