/** Proposals that open cases take a new version of their workflow over: the dry run, two people, one line for each case. */
import type { Actor, Given, Text, Workflow } from '../../workflows/workflow';
import { adoptionEvent, adoptionStep, caseOf, digestOfCases, type AdoptionCase } from './adoption';
import { Builder } from './build';
import { type Line, type Op, type Outcome } from './door';
import { keptId } from './ids';
import type { Engine } from './engine';
import { Problem, type ProblemCode } from './problem';
import type { Instance } from './records';
import { registerLine } from './register-line';
import { asJournalled } from './rows';
import { adoptionTexts as texts } from './texts';

/** Which version of which workflow; open cases at `from` would come to `to`. */
export interface VersionStep {
  workflow: string;
  from: number;
  to: number;
}

export interface DryRun {
  digest: string;
  cases: AdoptionCase[];
}

/** A proposal as it is stored, with what came of each case so far. */
export interface Adoption extends VersionStep {
  id: string;
  digest: string;
  reason: string;
  status: 'open' | 'approved' | 'refused' | 'withdrawn';
  proposedBy: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decidedWhy: string | null;
  cases: (AdoptionCase & { outcome: 'adopted' | 'left' | null; left: Text | null })[];
}

/** How many cases were taken over, left as they are with a reason, and not come to yet. */
export interface Applied {
  adopted: number;
  left: number;
  open: number;
}

interface Row {
  id: string;
  workflow: string;
  from_version: number;
  to_version: number;
  digest: string;
  cases: AdoptionCase[];
  reason: string;
  status: Adoption['status'];
  proposed_by: string;
  proposed_for: string | null;
  proposed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  decided_why: string | null;
  actor: Actor | null;
  outcomes: Record<string, { outcome: 'adopted' | 'left'; why: Text | null }>;
}

const select = `select a.*,
    (select j.entry::json -> 'actor' from homeward.journal j where j.stream = a.id and j.entry::json ->> 'event' = 'adoption.approved') as actor,
    coalesce((select jsonb_object_agg(c.instance, jsonb_build_object('outcome', c.outcome, 'why', c.why)) from homeward.adoption_cases c
      where c.adoption = a.id), '{}') as outcomes
  from homeward.adoptions a`;

const walls: Record<string, { code: ProblemCode; text: Text }> = {
  proposal_open: { code: 'conflict', text: texts.decided },
  second_person: { code: 'second_person', text: texts.second },
  settings_ministry: { code: 'forbidden', text: texts.ministry },
  adoption_own: { code: 'conflict', text: texts.own },
};

/** What a newer version means for every open case at the older one. Throws `workflow_unknown`, and `conflict` for a version that is none or not newer. */
export async function dryRun(engine: Engine, step: VersionStep): Promise<DryRun> {
  const to = versionOf(engine, step);
  const { rows } = await engine.parts.pool.query<{ id: string }>(
    `select id from homeward.instances where workflow = $1 and workflow_version = $2 and status = 'open' order by reference, id`,
    [step.workflow, step.from],
  );
  const now = engine.parts.clock.now();
  const cases: AdoptionCase[] = [];
  for (let at = 0; at < rows.length; at += 200) {
    const page = rows.slice(at, at + 200).map(({ id }) => id);
    const found = new Map((await engine.records.read(page)).map((one) => [one.id, one]));
    for (const id of page) cases.push(caseOf(engine.definitions, found.get(id)!, to, now));
  }
  return { digest: digestOfCases(cases), cases };
}

function versionOf(engine: Engine, { workflow, from, to }: VersionStep): Workflow {
  if (!engine.definitions.findNewest(workflow)) throw new Problem('workflow_unknown');
  const found = engine.definitions.all.find(({ id, version }) => id === workflow && version === to);
  const left = engine.definitions.all.some(({ id, version }) => id === workflow && version === from);
  if (!found || !left || from >= to) throw new Problem('conflict', { detail: texts.notNewer });
  return found;
}

/** Puts the dry run with this digest forward. Throws `conflict` where it comes to another digest now, or to no case. */
export async function proposeAdoption(
  engine: Engine,
  actor: Actor,
  step: VersionStep,
  { digest, reason, sign }: { digest: string; reason: string; sign?: () => Promise<unknown> },
): Promise<{ id: string }> {
  const run = await dryRun(engine, step);
  if (run.digest !== digest) throw new Problem('conflict', { detail: texts.previewAgain });
  if (run.cases.every(({ why }) => why !== null)) throw new Problem('conflict', { detail: texts.none });
  await sign?.();
  const id = keptId();
  const { workflow, from, to } = step;
  const op = { op: 'adoption.propose', data: { workflow, from, to, digest, reason, cases: run.cases } };
  await write(engine, lineOf(engine, actor, id, 'adoption.proposed', { ...step, digest, reason }, op));
  return { id };
}

/** Approves, refuses or withdraws a proposal; who proposed it withdraws it, another one approves or refuses it. It stays stored. */
export async function decideAdoption(
  engine: Engine,
  actor: Actor,
  id: string,
  status: 'approved' | 'refused' | 'withdrawn',
  why?: string,
): Promise<void> {
  const { digest } = await getRow(engine, id);
  const op = { op: 'adoption.decide', data: { status, why } };
  await write(engine, lineOf(engine, actor, id, `adoption.${status}`, { digest, why }, op));
}

/**
 * Takes every case of an approved proposal over that has not been, one line each with the actor who approved; may be cut
 * off at any point and done again. A case that would gain or lose something else by now stays as it is, and is named.
 */
export async function applyAdoption(engine: Engine, id: string): Promise<Applied> {
  const row = await getRow(engine, id);
  if (row.status !== 'approved') throw new Problem('conflict', { detail: texts.notApproved });
  const applied: Applied = { adopted: 0, left: 0, open: 0 };
  for (const planned of row.cases) {
    if (planned.why !== null) continue;
    const outcome = row.outcomes[planned.instance]?.outcome ?? (await applyOne(engine, row, planned));
    applied[outcome ?? 'open'] += 1;
  }
  return applied;
}

/** Takes one case over, or names why not; undefined where it never stood still. */
async function applyOne(engine: Engine, row: Row, planned: AdoptionCase): Promise<'adopted' | 'left' | undefined> {
  const to = versionOf(engine, { workflow: row.workflow, from: row.from_version, to: row.to_version });
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    engine.records.forget(planned.instance);
    const [instance] = await engine.records.read([planned.instance]);
    const why = standsInTheWay(engine, instance!, row, planned, to);
    const outcome = why ? await leave(engine, row, planned, why) : await adopt(engine, row, instance!, to);
    engine.records.forget(planned.instance);
    if (outcome.ok) return why ? 'left' : 'adopted';
    // another process came first
    if ('error' in outcome && outcome.error.constraint === 'adoption_once')
      return (await getRow(engine, row.id)).outcomes[planned.instance]!.outcome;
    if ('error' in outcome) orThrow(outcome);
  }
  return undefined;
}

function standsInTheWay(
  engine: Engine,
  instance: Instance,
  row: Row,
  planned: AdoptionCase,
  to: Workflow,
): Text | undefined {
  if (instance.status === 'closed') return texts.closed;
  if (instance.workflow.version !== row.from_version) return texts.otherVersion;
  const now = caseOf(engine.definitions, instance, to, engine.parts.clock.now());
  if (now.why) return now.why;
  return digestOfCases([now]) === digestOfCases([planned]) ? undefined : texts.changed;
}

async function adopt(engine: Engine, row: Row, instance: Instance, to: Workflow): Promise<Outcome> {
  const { parts, definitions, records } = engine;
  const now = parts.clock.now();
  const step = adoptionStep(definitions, instance, to, now);
  if ('why' in step)
    return leave(
      engine,
      row,
      row.cases.find((c) => c.instance === instance.id)!,
      step.why,
    );
  const data = { adoption: row.id, from: row.from_version, to: row.to_version, reason: row.reason };
  const given: Given = asJournalled({
    type: adoptionEvent,
    data,
    actor: row.actor!,
    now,
    facts: {},
    ...(await parts.settings.at(now)),
  });
  const beside = {
    entry: { adoption: row.id, proposer: row.proposed_by },
    ops: [{ op: 'workflow.adopt', data: { adoption: row.id } }],
  };
  const built = await new Builder(parts, records, definitions).build(
    to,
    instance,
    instance.id,
    instance.area,
    step,
    given,
    undefined,
    { kind: 'event', beside },
  );
  return parts.door.write({ lines: built.lines, checks: built.checks });
}

function leave(engine: Engine, row: Row, { instance }: AdoptionCase, why: Text): Promise<Outcome> {
  const op = { op: 'adoption.leave', data: { instance, why } };
  const line = lineOf(engine, row.actor!, row.id, 'adoption.caseLeft', { instance, why }, op);
  return engine.parts.door.write({ lines: [line], checks: [] });
}

/** All proposals, newest first. */
export async function listAdoptions(engine: Engine): Promise<Adoption[]> {
  const { rows } = await engine.parts.pool.query<Row>(`${select} order by proposed_at desc, id limit 200`);
  return rows.map(adoptionOf);
}

/** One proposal; throws `not_found`. */
export const getAdoption = async (engine: Engine, id: string): Promise<Adoption> =>
  adoptionOf(await getRow(engine, id));

async function getRow(engine: Engine, id: string): Promise<Row> {
  const { rows } = await engine.parts.pool.query<Row>(`${select} where a.id = $1`, [id]);
  if (!rows[0]) throw new Problem('not_found');
  return rows[0];
}

const adoptionOf = (row: Row): Adoption => ({
  id: row.id,
  workflow: row.workflow,
  from: row.from_version,
  to: row.to_version,
  digest: row.digest,
  reason: row.reason,
  status: row.status,
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at.toISOString(),
  decidedBy: row.decided_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
  decidedWhy: row.decided_why,
  cases: row.cases.map((one) => {
    const { outcome = null, why = null } = row.outcomes[one.instance] ?? {};
    return { ...one, outcome, left: why };
  }),
});

function lineOf(engine: Engine, actor: Actor, stream: string, event: string, data: object, op: Op): Line {
  return registerLine({ stream, event, actor, at: engine.parts.clock.now(), data, ops: [op] });
}

async function write(engine: Engine, line: Line): Promise<void> {
  orThrow(await engine.parts.door.write({ lines: [line], checks: [] }));
}

function orThrow(outcome: Outcome): void {
  if (outcome.ok) return;
  const wall = 'error' in outcome ? walls[outcome.error.constraint] : undefined;
  if (wall) throw new Problem(wall.code, { detail: wall.text });
  const failure = new Problem('error' in outcome ? 'internal' : 'busy');
  failure.cause = outcome;
  throw failure;
}
