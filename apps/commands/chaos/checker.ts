/**
 * Compares what clients were told with what the database holds, and the database with itself. It shares no code with the
 * engine: rows by SQL of its own, SHA-256 of its own, the ladder written down a second time.
 */
import { createHash } from 'node:crypto';
import { checkRungs, checkTimers } from './due';
import { grouped, type Evidence, type Line } from './evidence';
import type { Asked, Entry, Told } from './record';
import { exactness, iso, spanOf, waitFor, type Timed } from './times';

export const rules = {
  lost: 'every acknowledged act is there exactly once, as it was told',
  half: 'nothing unacknowledged is there twice or by halves, and nothing that nobody asked for',
  order: 'acts of a case are in the order in which they were acknowledged',
  time: 'every acknowledged line says when it was written, within the difference of the clocks',
  chain: 'every hash chain holds: lines, heads, contents, anchors',
  timers: 'every due timer fired exactly once, and none before its time',
  rungs: 'every due rung fired exactly once, and none before its time',
  told: 'every alert reached somebody, or says that there is nobody',
  owner: 'every case has an owner, and every open one something that goes on',
  queue: 'every job of the queue has its row',
} as const;
export type Rule = keyof typeof rules;

export interface Finding {
  rule: Rule;
  detail: string;
}

export interface Checked {
  findings: Finding[];
  counts: {
    acknowledged: number;
    refusals: number;
    unacknowledged: number;
    /** of those, the ones that were done all the same */
    doneUnacknowledged: number;
    lines: number;
    instances: number;
    timersFired: number;
    rungsFired: number;
    /** longest wait of a rung after it was due, jumps of the clock left out (ms) */
    latest: number;
    jobs: number;
  };
}

/** What the checker must know of the run itself. */
export interface Run extends Timed {
  /** the world's time when all was quiet (epoch ms) */
  end: number;
  /** milliseconds for which nobody may have looked what is due: what is closed meanwhile needs no rung any more */
  unattended: number;
}

const zeros = '0'.repeat(64);
const sha256 = (...parts: (string | Buffer)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** Everything that is wrong; empty findings when nothing is. */
export function check(entries: Entry[], evidence: Evidence, run: Run): Checked {
  const findings: Finding[] = [];
  const find = (rule: Rule, detail: string) => void findings.push({ rule, detail });
  const asked = new Map(entries.flatMap((entry) => (entry.what === 'asked' ? [[entry.key, entry] as const] : [])));
  const told = new Map(entries.flatMap((entry) => (entry.what === 'told' ? [[entry.key, entry] as const] : [])));
  const byKey = grouped(
    evidence.lines.filter(({ key }) => key !== null),
    ({ key }) => key!,
  );
  const done = checkActs({ asked, told, byKey, evidence }, find);
  checkOrder(asked, told, byKey, find);
  checkTimes(asked, told, byKey, run, find);
  checkChains(evidence, find);
  checkKeys(evidence, find);
  checkWholes(evidence, find);
  const timersFired = checkTimers(evidence, run, find);
  const rungsFired = checkRungs(evidence, run, find);
  checkOwners(evidence, find);
  checkQueue(evidence, find);
  const answers = [...told.values()];
  return {
    findings,
    counts: {
      acknowledged: answers.filter(({ status }) => status < 300).length,
      refusals: answers.filter(({ status }) => status >= 300).length,
      unacknowledged: asked.size - told.size,
      doneUnacknowledged: done,
      lines: evidence.lines.length,
      instances: evidence.heads.filter(({ version }) => version !== null).length,
      timersFired,
      rungsFired,
      latest: evidence.alerts
        .filter(({ task }) => task !== null)
        .reduce((most, { due, fired }) => Math.max(most, waitFor(due, fired, run.jumps)), 0),
      jobs: evidence.jobs.length,
    },
  };
}

export type Find = (rule: Rule, detail: string) => void;

interface Acts {
  asked: Map<string, Asked>;
  told: Map<string, Told>;
  byKey: Map<string, Line[]>;
  evidence: Evidence;
}

/** Each act beside its lines; answers how many were done of which nobody was told. */
function checkActs({ asked, told, byKey, evidence }: Acts, find: Find): number {
  const names = grouped(evidence.children, ({ name }) => name);
  const files = new Map(evidence.files.map(({ id, instance, seq }) => [`${instance} ${seq}`, id]));
  let done = 0;
  for (const act of asked.values()) {
    const answer = told.get(act.key);
    const wrong = (why: string) =>
      find(answer ? 'lost' : 'half', `${act.type} ${act.key} of client ${act.client}: ${why}`);
    if (act.act === 'child') {
      const there = names.get(act.mark!) ?? [];
      if (there.length > 1) wrong(`${there.length} children have its name`);
      if (answer?.status === 201 && there[0]?.id !== answer.id)
        wrong(`told ${answer.id}, the child is ${there[0]?.id}`);
      if (!answer) done += there.length;
      continue;
    }
    const lines = (byKey.get(act.key) ?? []).filter(({ route, person }) => route !== null && person === act.person);
    if (lines.length > 1) wrong(`${lines.length} lines have its key`);
    if (!answer) done += lines.length;
    if (!answer || lines.length > 1) continue;
    const [line] = lines;
    if (answer.status < 300) {
      if (!line) wrong(`told version ${answer.version} of ${answer.id}, no line has its key`);
      else if (act.act === 'file') {
        if (files.get(`${act.instance} ${line.seq}`) !== answer.id)
          wrong(`told of the file ${answer.id}, it is not at ${nameOf(line)}`);
      } else if (line.kind !== 'event' || line.stream !== answer.id || line.version !== answer.version)
        wrong(`told version ${answer.version} of ${answer.id}, the line is ${nameOf(line)}`);
    } else if (answer.code === 'refused_by_rule' && line?.kind !== 'refused')
      wrong('was refused by a rule, no line says so');
    else if (answer.code !== 'refused_by_rule' && line?.kind === 'event')
      wrong(`was told ${answer.code}, and done: ${nameOf(line)}`);
  }
  const instants = new Set(evidence.lines.flatMap(({ key, at }) => (asked.has(key ?? '') ? [at] : [])));
  for (const line of evidence.lines)
    if (['event', 'refused'].includes(line.kind) && !asked.has(line.key ?? '') && !isCaused(line, instants))
      find('half', `nobody asked for ${nameOf(line)}`);
  return done;
}

/** What an act causes in other cases is written with it, by the register. */
const isCaused = ({ key, at, entry }: Line, instants: ReadonlySet<number>): boolean =>
  key === null && instants.has(at) && (JSON.parse(entry) as { actor: { role: string } }).actor.role === 'register';

/** Whoever asked after another was told comes after them in the case; a client's own acts too. */
function checkOrder(asked: Acts['asked'], told: Acts['told'], byKey: Acts['byKey'], find: Find): void {
  const acknowledged = [...told.values()].flatMap((answer) => {
    const line = answer.status < 300 ? byKey.get(answer.key)?.[0] : undefined;
    return line ? [{ line, from: asked.get(answer.key)!.at, to: answer.at }] : [];
  });
  for (const [stream, acts] of grouped(acknowledged, ({ line }) => line.stream)) {
    let latest = -Infinity;
    for (const { line, from, to } of acts.sort((a, b) => a.line.seq - b.line.seq)) {
      if (to < latest)
        find('order', `line ${line.seq} of ${stream} was told before one that stands before it was asked`);
      latest = Math.max(latest, from);
    }
  }
}

/** Between the question and the answer: then an act was decided on, by the clock of whoever decided. */
function checkTimes(asked: Acts['asked'], told: Acts['told'], byKey: Acts['byKey'], run: Run, find: Find): void {
  for (const answer of told.values()) {
    const act = asked.get(answer.key);
    const line = byKey.get(answer.key)?.[0];
    if (!act || !line) continue;
    // whoever decided may have looked at its clock just before that jumped
    const [least, greatest] = spanOf(act.at - exactness, answer.at + exactness, run);
    const off = Math.max(least - line.at, line.at - greatest);
    if (off > run.differing)
      find('time', `${nameOf(line)} says ${iso(line.at)}, it was ${iso(least)} to ${iso(greatest)}`);
  }
}

function checkChains({ lines, heads, anchored }: Evidence, find: Find): void {
  const streams = grouped(lines, ({ stream }) => stream);
  const hashes = new Map(lines.map((line) => [`${line.stream} ${line.seq}`, line.hash]));
  for (const [stream, chain] of streams) {
    let previous = zeros;
    let version = 0;
    for (const [i, line] of chain.entries()) {
      const wrong = (why: string) => find('chain', `${nameOf(line)}: ${why}`);
      if (line.seq !== i + 1) wrong(`stands in place ${i + 1}`);
      const right = sha256(Buffer.from(previous, 'hex'), `${stream}:${line.seq}:${line.entry}`);
      if (line.hash !== right) wrong('its hash does not follow from the line before');
      if (line.version !== null && line.version !== (version += 1)) wrong(`its version should be ${version}`);
      const entry = JSON.parse(line.entry) as { data?: string };
      if ((line.content?.digest ?? undefined) !== entry.data) wrong('its content is another than it says, or missing');
      const { body, removed } = line.content ?? {};
      if (line.content && (body === null ? !removed : sha256(body!) !== line.content.digest))
        wrong('its content does not come to its digest');
      previous = line.hash;
    }
  }
  for (const head of heads) {
    const chain = streams.get(head.id) ?? [];
    const last = chain.at(-1);
    if (last?.seq !== head.seq || last.hash !== head.head) find('chain', `${head.id}: its head is not its last line`);
    const versions = chain.filter(({ version }) => version !== null).length;
    if (head.version !== null && head.version !== versions)
      find('half', `${head.id} is at version ${head.version}, its lines make ${versions}`);
    streams.delete(head.id);
  }
  for (const stream of streams.keys()) find('chain', `${stream} has lines and no head`);
  for (const { stream, seq, hash } of anchored)
    if (hashes.get(`${stream} ${seq}`) !== hash)
      find('chain', `the anchor of line ${seq} of ${stream} holds another hash`);
}

/** The list of keys, by which a repeat is known, and the lines say the same. */
function checkKeys({ lines, keys }: Evidence, find: Find): void {
  const said = new Set(lines.flatMap(({ key, stream, seq }) => (key === null ? [] : [`${key} ${stream} ${seq}`])));
  for (const { key, stream, seq } of keys)
    if (!said.delete(`${key} ${stream} ${seq}`))
      find('half', `the key ${key} names line ${seq} of ${stream}, which has another`);
  for (const name of said) find('half', `a repeat of ${name} would not be known`);
}

/** Tasks and timers belong to versions that exist, and end with their case. */
function checkWholes({ heads, tasks, timers }: Evidence, find: Find): void {
  const instances = new Map(heads.filter(({ version }) => version !== null).map((head) => [head.id, head]));
  const open = new Set<string>();
  for (const task of tasks) {
    const head = task.instance === null ? undefined : instances.get(task.instance);
    const wrong = (why: string) => find('half', `task ${task.key} of ${task.instance}: ${why}`);
    if (task.instance !== null && !head) wrong('its case is missing');
    if (head && Math.max(task.openedVersion, task.closedVersion ?? 0) > head.version!) wrong('is ahead of its case');
    if ((task.closed === null) !== (task.closedVersion === null) && task.instance !== null)
      wrong('is closed by halves');
    if (task.closed !== null || task.instance === null) continue;
    if (head?.status === 'closed') wrong('is open in a closed case');
    const name = `${task.instance} ${task.key}`;
    if (open.has(name)) wrong('is open twice');
    open.add(name);
  }
  for (const { instance, timer, armed, status } of timers) {
    const head = instances.get(instance);
    if (!head || armed > head.version!) find('half', `timer ${timer} of ${instance} is ahead of its case`);
    else if (head.status === 'closed' && status === 'armed')
      find('half', `timer ${timer} of ${instance} is armed in a closed case`);
  }
}

function checkOwners({ heads, tasks, timers, seats, areas }: Evidence, find: Find): void {
  const going = new Set([
    ...tasks.filter(({ closed }) => closed === null).map(({ instance }) => instance),
    ...timers.filter(({ status }) => status === 'armed').map(({ instance }) => instance),
  ]);
  // a desk above answers where the own one is empty, up to the ministry
  const isHeld = (area: string) => seats.some((seat) => area.startsWith(seat.area));
  for (const { id, version, area, status } of heads) {
    if (version === null) continue;
    if (!area || !areas.has(area) || !isHeld(area))
      find('owner', `${id} lies in ${area || 'no area'}, where nobody is`);
    if (status === 'open' && !going.has(id)) find('owner', `${id} is open, and nobody and nothing moves it`);
  }
}

function checkQueue({ jobs, timers, tasks }: Evidence, find: Find): void {
  const known = new Set([
    ...timers.map(({ instance, timer, armed }) => `${instance} ${timer} ${armed}`),
    ...tasks.map(({ id }) => id),
  ]);
  for (const { id, kind, instance, timer, version, task } of jobs)
    if (!known.has(kind === 'timer' ? `${instance} ${timer} ${version}` : task!)) find('queue', `job ${id} has no row`);
}

const nameOf = ({ kind, seq, stream, version }: Line): string =>
  `line ${seq} of ${stream} (${kind}${version === null ? '' : `, version ${version}`})`;
