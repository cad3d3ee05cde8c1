/**
 * Says what of a run must never be. It shares no code with the engine: it reads what people were told and the rows, folds each
 * journal through XState's own functions, and counts hashes, rungs and dates itself.
 */
import { createHash } from 'node:crypto';
import type { Workflow } from '../../../workflows/workflow';
import { fold, type Folded } from './checker-fold';
import type { Broken, Evidence, Invariant } from './evidence';
import type { Told } from './people';
import { wrong } from './scheduler';
import type { LineRow, StoredTask } from './tables';

const day = 86_400_000;

type Tell = (invariant: Invariant, text: string) => void;

/** Everything that is broken, in words. */
export function check(evidence: Evidence, workflows: readonly Workflow[]): Broken[] {
  const broken: Broken[] = [];
  const tell: Tell = (invariant, text) => void broken.push({ invariant, text });
  const lines = byStream(evidence.journal);
  checkTold(evidence, tell);
  checkChains(evidence, lines, tell);
  const procedures = new Map(workflows.map((workflow) => [`${workflow.id}@${workflow.version}`, workflow]));
  for (const instance of evidence.instances) {
    const workflow = procedures.get(`${instance.workflow}@${instance.workflow_version}`)!;
    const bodies = new Map(
      evidence.contents.filter(({ stream }) => stream === instance.id).map(({ seq, body }) => [seq, body]),
    );
    const folded = fold(instance, lines.get(instance.id) ?? [], bodies, workflow, evidence);
    if (typeof folded === 'string') tell('journal folds to state', folded);
    else checkInstance(evidence, instance.id, folded, tell);
  }
  checkRungs(evidence, tell);
  checkDecisions(evidence, tell);
  for (const { event, message } of evidence.failures) tell('no error without a fault', `${event}: ${message}`);
  for (const message of evidence.sweepFailures) tell('no error without a fault', `a sweep: ${message}`);
  return broken;
}

function byStream(journal: readonly LineRow[]): Map<string, LineRow[]> {
  const streams = new Map<string, LineRow[]>();
  for (const line of journal) {
    const known = streams.get(line.stream);
    if (known) known.push(line);
    else streams.set(line.stream, [line]);
  }
  for (const list of streams.values()) list.sort((a, b) => a.seq - b.seq);
  return streams;
}

const nameOf = (of: { person: string; route: string; key: string }): string => `${of.person} ${of.route} ${of.key}`;

/** What each person was told against the journal. */
function checkTold({ told, journal }: Evidence, tell: Tell): void {
  const byKey = new Map<string, LineRow[]>();
  for (const line of journal) {
    if (line.key === null) continue;
    const name = nameOf({ person: line.person!, route: line.route!, key: line.key });
    byKey.set(name, [...(byKey.get(name) ?? []), line]);
  }
  const found = told.map((one) => ({ one, lines: byKey.get(nameOf(one)) ?? [] }));
  for (const { one, lines } of found) {
    const what = `${one.workflow} ${one.event} (${one.key})`;
    if (lines.length > 1) tell('once', `${what} is in the journal ${lines.length} times`);
    const [line] = lines;
    const event = line && (JSON.parse(line.entry) as { event: string }).event;
    if (event !== undefined && event !== one.event) tell('acknowledged is durable', `${what} is written as ${event}`);
    if (one.outcome === 'accepted') {
      if (!line || line.kind === 'refused')
        tell('acknowledged is durable', `${what} was accepted and is not in the journal`);
      else if (line.stream !== one.answer!.id || line.version !== one.answer!.version)
        tell(
          'acknowledged is durable',
          `${what} was answered as v${one.answer!.version}, the journal has v${line.version}`,
        );
    } else if (one.outcome === 'refused_by_rule') {
      if (line?.kind !== 'refused')
        tell('acknowledged is durable', `${what} was refused and its attempt is not in the journal`);
    } else if (one.outcome !== undefined && line)
      tell('once', `${what} was answered ${one.outcome}, and is in the journal`);
    for (const again of one.repeats) {
      if (one.outcome !== 'accepted' && one.outcome !== 'refused_by_rule') continue;
      const [first, second] = [one, again].map(({ outcome, answer, rules }) =>
        JSON.stringify([outcome, sorted(answer), rules]),
      );
      if (first !== second) tell('the same answer again', `${what}: ${first} and then ${second}`);
    }
  }
  checkOrder(
    found.flatMap(({ one, lines: [line] }) => (line && one.answered !== undefined ? [{ one, line }] : [])),
    tell,
  );
}

/** Who was answered before another one began comes before them, and whoever saw less than that is not decided on what they saw. */
function checkOrder(written: readonly { one: Told; line: LineRow }[], tell: Tell): void {
  for (const early of written)
    for (const late of written) {
      if (early.line.stream !== late.line.stream || early.one.answered! >= late.one.sent) continue;
      if (early.line.seq > late.line.seq)
        tell('in order', `${early.one.key} was answered before ${late.one.key} was sent, and comes after it`);
      if (late.one.version !== undefined && (early.line.version ?? 0) > late.one.version)
        tell(
          'in order',
          `${late.one.key} saw v${late.one.version}, and was ${late.one.outcome} after ${early.one.key} was told v${early.line.version}`,
        );
    }
}

/** JSON with sorted keys. */
export function sorted(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}

function checkChains({ instances, streams, contents }: Evidence, lines: Map<string, LineRow[]>, tell: Tell): void {
  const bodies = new Map(contents.map((content) => [`${content.stream}/${content.seq}`, content]));
  const heads = new Map([...instances, ...streams].map(({ id, seq, head }) => [id, { seq, head }]));
  for (const [stream, list] of lines) {
    let hash = '00'.repeat(32);
    let version = 0;
    for (const [i, line] of list.entries()) {
      const where = `line ${line.seq} of ${stream.slice(-8)}`;
      if (line.seq !== i + 1) tell('chain unbroken', `${where} follows line ${i}`);
      hash = createHash('sha256')
        .update(Buffer.from(hash, 'hex'))
        .update(`${stream}:${line.seq}:${line.entry}`)
        .digest('hex');
      if (hash !== line.hash) tell('chain unbroken', `the hash of ${where} is another`);
      if (line.version !== null && line.version !== (version += 1))
        tell('in order', `${where} has version ${line.version}, not ${version}`);
      const content = bodies.get(`${stream}/${line.seq}`);
      const { data } = JSON.parse(line.entry) as { data?: string };
      const digest = content && createHash('sha256').update(content.body).digest('hex');
      if (data !== undefined && (digest !== data || content!.digest !== data))
        tell('chain unbroken', `the content of ${where} is not what its line says`);
    }
    const head = heads.get(stream);
    if (head?.seq !== list.length || head.head !== hash)
      tell('chain unbroken', `the head of ${stream.slice(-8)} is not its last line`);
  }
  for (const { id, seq } of [...instances, ...streams])
    if (!lines.has(id)) tell('chain unbroken', `${id.slice(-8)} says ${seq} lines and has none`);
}

/** One instance's rows against what its journal comes to. */
function checkInstance(
  { instances, timers, tasks, visits, end }: Evidence,
  id: string,
  folded: Folded,
  tell: Tell,
): void {
  const row = instances.find((i) => i.id === id)!;
  const of = `${row.workflow} ${row.reference}`;
  if (row.state !== folded.state || row.version !== folded.version || (row.status === 'open') !== folded.open)
    tell(
      'journal folds to state',
      `${of} is ${row.status} v${row.version} in ${row.phase}, its journal comes to another state`,
    );
  for (const text of folded.wrong) tell('timers once, in time', `${of}: ${text}`);
  const armed = timers.filter((t) => t.instance === id && t.status === 'armed');
  for (const t of armed) {
    if (folded.armed.get(t.timer) !== t.due_at)
      tell('implied timers are armed', `${of}: ${t.timer} is armed, and not implied so`);
    if (t.due_at < end - wrong)
      tell('timers once, in time', `${of}: ${t.timer} was due ${new Date(t.due_at).toISOString()} and never fired`);
  }
  for (const [timer] of folded.armed)
    if (!armed.some((t) => t.timer === timer))
      tell('implied timers are armed', `${of}: ${timer} is implied, and not armed`);
  const open = tasks.filter((t) => t.instance === id && t.closed_at === null);
  const names = open.map(({ key }) => key).sort();
  const planned = visits.filter((v) => v.instance === id && v.status === 'planned').map(({ key }) => `visit:${key}`);
  const implied = [...folded.tasks, ...folded.visits.map((key) => `visit:${key}`)].sort();
  if (names.join() !== implied.join())
    tell('implied tasks are open', `${of}: open are ${names.join()}, implied ${implied.join()}`);
  if (
    planned.sort().join() !==
    folded.visits
      .map((key) => `visit:${key}`)
      .sort()
      .join()
  )
    tell('implied tasks are open', `${of}: planned are ${planned.join()}, implied ${folded.visits.join()}`);
  if (row.status === 'open' && open.length === 0 && armed.length === 0)
    tell('nobody stuck', `${of} waits in ${row.phase} for nobody`);
}

/** Start of a date in Phnom Penh. */
const startOf = (date: string): number => Date.parse(`${date}T00:00:00+07:00`);

/** Each rung of each task against the alerts. */
function checkRungs({ tasks, alerts, deliveries, parameters, end }: Evidence, tell: Tell): void {
  const ladders = parameters.values['P-22'] as Record<string, { rung: string; days: number }[]>;
  const told = new Map<string, typeof alerts>();
  for (const alert of alerts) if (alert.task) told.set(alert.task, [...(told.get(alert.task) ?? []), alert]);
  for (const task of tasks) {
    const mine = told.get(task.id) ?? [];
    const of = `task ${task.name} ${task.id.slice(-8)}`;
    for (const { rung, days } of ladders[task.ladder]!) {
      const due = (task.exact ? task.due_at : startOf(task.due_on)) + days * day;
      const fired = mine.filter((alert) => alert.rung === rung);
      if (fired.length > 1) tell('rungs once, in time', `${of}: ${rung} was told ${fired.length} times`);
      for (const alert of fired)
        if (alert.due_at !== due || alert.fired_at < due)
          tell('rungs once, in time', `${of}: ${rung} was told at another time than it was due`);
      if (fired.length === 0 && isOwed(task, due, end))
        tell('rungs once, in time', `${of}: ${rung} was due ${new Date(due).toISOString()} and never told`);
    }
  }
  for (const alert of alerts) {
    const of = `${alert.kind} ${alert.rung}${alert.occurrence} ${alert.id.slice(-8)}`;
    const to = deliveries.filter((d) => d.alert === alert.id);
    if (to.length === 0) tell('told once', `${of} reached nobody`);
    const people = to.map(({ person, channel }) => `${person} ${channel}`);
    if (new Set(people).size !== people.length) tell('told once', `${of} reached somebody twice`);
    for (const { sent_at, person } of to)
      if (sent_at === null && !person.startsWith('00000000-0000-0000')) tell('told once', `${of} was never sent`);
  }
  const raised = alerts.filter(({ task }) => !task).map((a) => `${a.instance} ${a.kind} ${a.occurrence}`);
  for (const name of new Set(raised.filter((name, i) => raised.indexOf(name) !== i)))
    tell('told once', `${name} was raised twice`);
}

/** Must it have been told by now? What was due before the task was opened is passed; what is closed is told no more. */
const isOwed = (task: StoredTask, due: number, end: number): boolean =>
  due >= task.opened_at && due < end - wrong && task.closed_at === null;

/** What a decision rested on stood when it was written. */
function checkDecisions({ journal, contents, register }: Evidence, tell: Tell): void {
  const bodies = new Map(contents.map(({ stream, seq, body }) => [`${stream}/${seq}`, body]));
  const versions = new Map(register.map((row) => [row.id, row.versions]));
  const before = (id: string, commit: number): number | undefined =>
    versions.get(id)?.findLast((v) => v.commit < commit)?.version;
  for (const { stream, seq, version, entry, commit } of journal) {
    const body = version === null ? undefined : bodies.get(`${stream}/${seq}`);
    if (body === undefined) continue;
    const { facts } = JSON.parse(body) as { facts: { institution?: Seen; children?: Seen[] } };
    for (const { id, version: seen } of [
      ...(facts.institution ? [facts.institution] : []),
      ...(facts.children ?? []),
    ]) {
      const stood = before(id, commit);
      if (seen !== 0 && stood !== undefined && stood !== seen) {
        const { event } = JSON.parse(entry) as { event: string };
        tell(
          'decided on what stood',
          `${event} of ${stream.slice(-8)} saw version ${seen} of ${id.slice(-8)}, which was at ${stood}`,
        );
      }
    }
  }
}

interface Seen {
  id: string;
  version: number;
}
