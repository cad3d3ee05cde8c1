import type { Actor, EventSpec, Role } from '../../workflows/workflow';
import { subjectOf } from './actors';
import { findRepeat } from './answers';
import { mustBeAtHand } from './archives';
import { canonical, type Key, type Line, type Op } from './door';
import type { Engine } from './engine';
import { Problem, type ProblemCode } from './problem';
import type { Instance } from './records';
import { digestOf, isoOf, type Entry } from './rows';
import { correctionTexts } from './texts';

export interface CorrectionCommand {
  instance: string;
  /** sequence number of the journal line that was recorded wrongly */
  line: number;
  reason: string;
  /** the instance to which the line belongs, where the person knows it */
  belongsTo?: string;
  actor: Actor;
  key?: string;
  route: string;
}

export interface CorrectionAnswer {
  id: string;
  /** sequence number of the line that corrects */
  seq: number;
  corrected: { line: number; belongsTo: string | null };
}

interface WrongLine {
  kind: string;
  entry: string;
  compartment: 'open' | 'restricted' | null;
  corrected: boolean;
}

const supervisors: readonly Actor['role'][] = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

/** What the database says when another correction of the line came first. */
const refusals: Record<string, ProblemCode> = {
  corrections_once: 'line_corrected',
  corrections_event: 'line_not_event',
};

/**
 * Says of an event that it was recorded on the wrong case, by a line of its own; both lines stay, and no state changes. The
 * line takes a sequence number and no version, on closed instances too; with `belongsTo` the other case gets a line that
 * points back, in the same unit. By who sent the line, or a supervisor over the area. Throws a Problem.
 */
export async function correctLine(engine: Engine, command: CorrectionCommand): Promise<CorrectionAnswer> {
  const { pool, door, clock } = engine.parts;
  const { actor, line, reason, belongsTo } = command;
  const body = digestOf(canonical({ instance: command.instance, line, reason, belongsTo }));
  const key: Key | undefined = command.key
    ? { person: actor.person, route: command.route, key: command.key }
    : undefined;
  const instance = await seen(engine, command.instance, actor);
  if (!instance) throw new Problem('not_found');
  await mustBeAtHand(pool, instance);
  const first = key && (await findRepeat(pool, key, body));
  if (first) return first as unknown as CorrectionAnswer;
  const wrong = await findLine(engine, instance.id, line);
  await checkMay(engine, instance, wrong, actor);
  if (wrong?.kind !== 'event') throw new Problem(wrong ? 'line_not_event' : 'line_unknown');
  const final = instance.workflow.events[(JSON.parse(wrong.entry) as Entry).event]?.final;
  if (final) throw new Problem('line_final', { detail: final });
  if (wrong.corrected) throw new Problem('line_corrected');
  if (belongsTo === instance.id) throw new Problem('correction_same_case');
  if (belongsTo !== undefined && !(await seen(engine, belongsTo, actor))) throw new Problem('correction_case_unknown');
  const at = isoOf(clock.now());
  const about = { actor, at, compartment: wrong.compartment ?? 'open', reason };
  const corrected = { line, belongsTo: belongsTo ?? null };
  const lines: Line[] = [
    {
      ...lineOf(instance.id, { event: 'line.corrected', corrects: line, belongsTo, body }, { line, belongsTo }, about),
      key,
      answer: { id: instance.id, corrected },
      ops: [{ op: 'correction.record', data: corrected }, alert('line.corrected', `${line}`)],
    },
  ];
  if (belongsTo !== undefined) {
    const from = { instance: instance.id, line };
    const back = lineOf(belongsTo, { event: 'line.received', source: from }, { from }, about);
    lines.push({ ...back, ops: [alert('line.received', `${instance.id}/${line}`)] });
  }
  const outcome = await door.write({ lines, checks: [] });
  if (outcome.ok) return { id: instance.id, seq: outcome.lines[0]!.seq, corrected };
  const repeat = key && 'conflict' in outcome && outcome.conflict === 'key' && (await findRepeat(pool, key, body));
  if (repeat) return repeat as unknown as CorrectionAnswer;
  const code = 'error' in outcome ? refusals[outcome.error.constraint] : undefined;
  throw new Problem(code ?? 'conflict');
}

/** How many lines of an instance have been corrected. */
export async function countCorrections(engine: Engine, instance: string): Promise<number> {
  const { rows } = await engine.parts.pool.query<{ n: number }>(
    'select count(*)::int as n from homeward.corrections where stream = $1',
    [instance],
  );
  return rows[0]!.n;
}

async function seen(engine: Engine, id: string, actor: Actor): Promise<Instance | undefined> {
  const [instance] = await engine.records.read([id]);
  return instance && (await engine.parts.access.maySee(actor, subjectOf(instance))) ? instance : undefined;
}

async function findLine(engine: Engine, stream: string, line: number): Promise<WrongLine | undefined> {
  const { rows } = await engine.parts.pool.query<WrongLine>(
    `select j.kind, j.entry, c.compartment, exists (select from homeward.corrections x where x.stream = j.stream and x.line = j.seq) as corrected
     from homeward.journal j left join homeward.contents c using (stream, seq) where j.stream = $1 and j.seq = $2`,
    [stream, line],
  );
  return rows[0];
}

/** Who sent the line, or who supervises the area; both only where they may act, which broken glass does not allow. */
async function checkMay(engine: Engine, instance: Instance, wrong: WrongLine | undefined, actor: Actor): Promise<void> {
  const sender = wrong && (JSON.parse(wrong.entry) as Entry).actor;
  const sent =
    !!sender && [actor.person, actor.actingFor].some((p) => p && [sender.person, sender.actingFor].includes(p));
  const supervises = supervisors.includes(actor.role) && instance.area.startsWith(actor.area);
  const acts = { by: [actor.role as Role] } as EventSpec;
  const allowed = (sent || supervises) && (await engine.parts.access.maySend(actor, acts, subjectOf(instance)));
  if (!allowed) throw new Problem('forbidden');
}

function lineOf(
  stream: string,
  more: Partial<Entry>,
  data: object,
  { actor, at, compartment, reason }: { actor: Actor; at: string; compartment: 'open' | 'restricted'; reason: string },
): Omit<Line, 'ops'> {
  const body = canonical({ data: { ...data, reason } });
  const digest = digestOf(body);
  const { person, role, area, actingFor, appointment } = actor;
  const entry = canonical({ actor: { person, role, area, actingFor, appointment }, at, data: digest, ...more });
  return { stream, kind: 'correction', at, entry, content: { digest, compartment, body } };
}

const alert = (kind: 'line.corrected' | 'line.received', occurrence: string): Op => ({
  op: 'alert.raise',
  data: {
    kind,
    to: ['districtSupervisor'],
    text: kind === 'line.corrected' ? correctionTexts.alertCorrected : correctionTexts.alertReceived,
    occurrence,
  },
});
