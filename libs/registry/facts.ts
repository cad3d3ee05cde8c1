import type { Pool } from 'pg';
import type { ClosureFact, Facts, LeavingFact, WorkloadFact } from '../../workflows/facts';
import { dateOf, endOf, startOf } from '../../workflows/time';
import { Gather } from '../database';
import type { Check } from '../engine';
import type { FactsPort, FactsRequest } from '../engine';
import { Problem, type FieldError } from '../engine';
import { filesOf, inspectionFact } from './inspections';
import { khmerKey, latinKey } from './names';

interface Loaded {
  facts: Facts;
  checks: Check[];
  unknown: { children: number[]; institution: boolean };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Loads what rules read from the registry, with the versions it rests on: one round trip for what is asked at the same time, and one for each that asks for workloads. */
export class RegistryFacts implements FactsPort {
  private readonly register = new Gather<unknown, Loaded>(async (asked) => {
    const { rows } = await this.pool.query<{ loaded: Loaded[] }>({
      name: 'facts',
      text: 'select homeward.registry_facts($1::jsonb) as loaded',
      values: [JSON.stringify(asked)],
    });
    return rows[0]!.loaded;
  });

  constructor(private readonly pool: Pool) {}

  /**
   * The facts named by each request. Where the form proposes an institution (`data.institution`), facts are about that one.
   * Throws Problem `form_invalid` when a child or institution is not in the register, and when what opens a case names a child twice.
   */
  async load(requests: FactsRequest[]): Promise<{ facts: Facts; checks: Check[] }[]> {
    return Promise.all(requests.map((request) => this.of(request)));
  }

  private async of(r: FactsRequest): Promise<{ facts: Facts; checks: Check[] }> {
    if (r.names.length === 0) return { facts: {}, checks: [] };
    const loading = this.register.get({
      want: r.names,
      workflow: r.workflow,
      instance: r.instance ?? null,
      children: valid(r.subjects.children, 'children'),
      institution: institutionOf(r) ?? null,
      panel: meetingOf(r),
      persons: [r.actor.person, r.actor.actingFor].filter((p) => p !== undefined && uuid.test(p)),
      now: new Date(r.now).toISOString(),
    });
    const [{ facts, checks, unknown }, workload, closure, inspection, files] = await Promise.all([
      loading,
      this.workloadOf(r),
      this.closureOf(r),
      this.inspectionOf(r),
      filesOf(this.pool, r),
    ]);
    const errors: FieldError[] = unknown.children.map((i) => ({ path: `children.${i}`, code: 'unknown_child' }));
    if (errors.length === 0 && isNamedTwice(r, checks)) errors.push({ path: 'children', code: 'named_twice' });
    if (unknown.institution) errors.push({ path: 'institution', code: 'unknown_institution' });
    if (errors.length > 0) throw new Problem('form_invalid', { errors });
    return { facts: { ...facts, ...(workload && { workload }), ...closure, ...inspection, ...files }, checks };
  }

  /** What the workers of the case and of the form carry; it rests on no version, because every case of theirs moves it. */
  private async workloadOf(request: FactsRequest): Promise<WorkloadFact[] | undefined> {
    if (!request.names.includes('workload')) return undefined;
    const { instance = null, now } = request;
    const { rows } = await this.pool.query<{ workload: WorkloadFact[] }>({
      name: 'workload',
      text: `select homeward.workload_fact($1::uuid[] || array(select t.assignee from homeward.tasks t
        where t.instance = $2 and t.closed_at is null and t.assignee is not null), $2::uuid, $3::timestamptz) as workload`,
      values: [workersOf(request), instance, new Date(now)],
    });
    return rows[0]!.workload;
  }

  /** What the devices of an inspection sent so far; that no piece came since is asked again when the report is written. */
  private async inspectionOf({ names, subjects, instance, now }: FactsRequest): Promise<Pick<Facts, 'inspection'>> {
    if (!names.includes('inspection') || instance === undefined || subjects.institution === undefined) return {};
    const { institution } = subjects;
    return { inspection: await inspectionFact(this.pool, { instance, institution, now }) };
  }

  /** What a closure rests on, and which of the children live in a closing institution. */
  private async closureOf(request: FactsRequest): Promise<Pick<Facts, 'closure' | 'leaving'>> {
    const { names, subjects, instance = null, now } = request;
    const place = names.includes('closure') ? institutionOf(request) : undefined;
    const children = names.includes('leaving') ? subjects.children : undefined;
    if (place === undefined && children === undefined) return {};
    const { rows } = await this.pool.query<{ closure: ClosureFact | null; leaving: LeavingFact[] | null }>({
      name: 'closure',
      text: `select case when $1::uuid is not null then homeward.closure_fact($1, $2::uuid, $3::timestamptz, $5::uuid[]) end as closure,
        case when $4::uuid[] is not null then homeward.leaving_fact($4) end as leaving`,
      values: [place ?? null, instance, new Date(now), children ?? null, subjects.children],
    });
    const { closure, leaving } = rows[0]!;
    const [listed, receiver, house] = closure
      ? await Promise.all([this.listedOf(request), this.receiverOf(request), this.houseOf(request)])
      : [undefined, undefined, undefined];
    return {
      ...(closure && {
        closure: { ...closure, ...(listed && { listed }), ...(receiver && { receiver }), ...(house && { house }) },
      }),
      ...(leaving && { leaving }),
    };
  }

  /** Does the caseworker whom a form names hold that office today, in whatever district? */
  private async receiverOf({ data, now }: FactsRequest): Promise<ClosureFact['receiver']> {
    const { worker } = (data ?? {}) as { worker?: unknown };
    if (typeof worker !== 'string' || !uuid.test(worker)) return undefined;
    const { rows } = await this.pool.query({
      name: 'receiver',
      text: `select 1 from homeward.appointments where person = $1 and role in ('dsw', 'ngoCaseworker')
          and starts_at <= $2 and (ends_at is null or ends_at > $2) limit 1`,
      values: [worker, new Date(now)],
    });
    return rows.length > 0 ? true : undefined;
  }

  /** Does the register know the other institution in which children were found? */
  private async houseOf({ data }: FactsRequest): Promise<ClosureFact['house']> {
    const { house } = (data ?? {}) as { house?: unknown };
    if (typeof house !== 'string' || !uuid.test(house)) return undefined;
    const { rows } = await this.pool.query({
      name: 'house',
      text: 'select 1 from homeward.institutions where id = $1',
      values: [house],
    });
    return rows.length > 0 ? true : undefined;
  }

  /** Of the names that a form brings from other lists: the children of its rows whom the register knows by the same name. */
  private async listedOf({ data }: FactsRequest): Promise<ClosureFact['listed']> {
    const { names, rows = [] } = (data ?? {}) as { names?: { name: string }[]; rows?: { child: string }[] };
    if (!names || names.length === 0) return undefined;
    const found = await this.pool.query<{ line: number; child: string }>({
      name: 'listed',
      text: `select l.ord::int - 1 as line, (array_agg(distinct n.child))[1]::text as child
          from unnest($1::text[], $2::text[]) with ordinality l(km, latin, ord)
          join homeward.child_names n on n.child = any ($3::uuid[])
            and ((l.km <> '' and n.km_key = l.km) or (l.latin <> '' and (n.latin_key = l.latin
              -- the last word of the key of several words is the name in its order, which a list may turn around
              or (l.latin like '% %' and regexp_replace(n.latin_key, ' [^ ]+$', '') = regexp_replace(l.latin, ' [^ ]+$', '')))))
         group by l.ord having count(distinct n.child) = 1 order by l.ord`,
      values: [
        names.map(({ name }) => khmerKey(name)),
        names.map(({ name }) => latinKey(name)),
        rows.map(({ child }) => child).filter((child) => uuid.test(child)),
      ],
    });
    return found.rows;
  }
}

/** Does what opens a case name two records of one child? In a case that is open they may have been merged since. */
function isNamedTwice({ instance, subjects }: FactsRequest, checks: Check[]): boolean {
  const children = new Set(checks.filter(({ table }) => table === 'children').map(({ id }) => id));
  return instance === undefined && children.size > 0 && children.size < new Set(subjects.children).size;
}

/** Persons in charge, as the workflow and the form name them, and who acts: a case may be taken by the one who accepts it. */
function workersOf({ subjects, data, actor }: FactsRequest): string[] {
  const { worker, workers } = (data ?? {}) as { worker?: unknown; workers?: unknown };
  const named = [...(subjects.workers ?? []), actor.person, worker, ...(Array.isArray(workers) ? workers : [])];
  return [...new Set(named.filter((p): p is string => typeof p === 'string' && uuid.test(p)))];
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

/** The persons of whose appointments the form tells: the members of the meeting, on its day; the caseworker, today. */
function meetingOf({ names, data, now }: FactsRequest): { members: string[]; from: string; until: string } | undefined {
  if (!names.includes('panel')) return undefined;
  const { members, team, signatures, on, caseworker, worker } = (data ?? {}) as {
    members?: (string | { person?: unknown } | null)[];
    team?: unknown;
    signatures?: unknown;
    on?: unknown;
    caseworker?: unknown;
    worker?: unknown;
  };
  const date = typeof on === 'string' && day.test(on) ? on : dateOf(now);
  const named = (Array.isArray(members) ? members : []).map((m) => (typeof m === 'string' ? m : m?.person));
  const counting = [team, signatures].flatMap((list) =>
    (Array.isArray(list) ? list : []).map((m: { person?: unknown } | null) => m?.person),
  );
  const persons = [...named, ...counting, caseworker, worker];
  return {
    members: persons.filter((p): p is string => typeof p === 'string' && uuid.test(p)),
    from: new Date(startOf(date)).toISOString(),
    until: new Date(endOf(date)).toISOString(),
  };
}
