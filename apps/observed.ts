/**
 * Spans around the parts of the product, laid on them once they are put together: without telemetry they run as if there were none.
 * A span carries names that the product gives (workflow, event, rule, channel), counts and codes. It carries no case, not even as a
 * hash: whoever holds the traces could follow a child through them by it. The line of the log with the trace's id leads further.
 */
import type { Alerts, Channel, DueQueue, Sweeper } from '../libs/alerts';
import type { Answer, Door, Engine, OpenCommand, SendCommand, Unit } from '../libs/engine';
import { Problem } from '../libs/engine/problem';
import type { Span, Spans } from '../libs/telemetry';
import type { Workflow } from '../workflows/workflow';

const database = { 'db.system.name': 'postgresql' };

/** Lays something around a method of one object. */
function around<T extends object, K extends keyof T>(part: T, name: K, lay: (work: T[K]) => T[K]): void {
  const work = part[name];
  if (typeof work === 'function') part[name] = lay(work.bind(part));
}

export interface ObservedParts {
  engine: Engine;
  door: Door;
  alerts: Alerts;
  sweeper: Sweeper;
  channels: readonly Channel[];
}

/** Everything that a process does by itself or for a request; called once. */
export function observe(spans: Spans, { engine, door, alerts, sweeper, channels }: ObservedParts): void {
  observeActs(spans, engine);
  observeWrites(spans, door);
  observeSweeps(spans, engine, alerts, sweeper);
  for (const channel of channels) if (channel.outside) observeChannel(spans, channel);
}

function observeActs(spans: Spans, engine: Engine): void {
  around(engine, 'open', (open) => (command) => act(spans, namesOf(engine, command), () => open(command)));
  around(engine, 'send', (send) => (command) => act(spans, namesOf(engine, command), () => send(command)));
  around(engine.parts.facts, 'load', (load) => (requests) => {
    const names = [...new Set(requests.flatMap((request) => request.names))];
    const attributes = { ...database, 'homeward.facts': names };
    return spans.during('homeward.facts', { kind: 'client', attributes }, () => load(requests));
  });
}

/** Workflow and event, where they are ones that we know: a caller can write anything there. */
function namesOf(engine: Engine, command: OpenCommand | SendCommand): Record<string, string> {
  const workflow: Workflow | undefined =
    'workflow' in command
      ? engine.definitions.findNewest(command.workflow)
      : engine.records.known(command.instance)?.workflow;
  const event = 'workflow' in command ? (command.event ?? workflow?.openings[0]) : command.type;
  const isKnown = workflow && event !== undefined && Object.hasOwn(workflow.events, event);
  return {
    ...(workflow && { 'homeward.workflow': workflow.id }),
    ...(isKnown && { 'homeward.event': event }),
  };
}

/** A refusal is an answer, with the rules that it names. */
function act(spans: Spans, names: Record<string, string>, work: () => Promise<Answer>): Promise<Answer> {
  return spans.during('homeward.act', { attributes: names }, async (span) => {
    try {
      const answer = await work();
      span.setAttribute('homeward.outcome', 'accepted');
      return answer;
    } catch (error) {
      const isRefusal = error instanceof Problem && error.status < 500;
      span.setAttribute('homeward.outcome', isRefusal ? 'refused' : 'failed');
      if (isRefusal) span.setAttribute('homeward.problem', error.code);
      if (isRefusal && error.extra.rules)
        span.setAttribute(
          'homeward.rules',
          error.extra.rules.map(({ id }) => id),
        );
      throw error;
    }
  });
}

/** From the moment a unit waits for its trip until it is back; the event says when the trip left, the number how many units went together. */
function observeWrites(spans: Spans, door: Door): void {
  const waiting = new WeakMap<Unit, Span>();
  door.onTrip = (units) => {
    for (const unit of units) waiting.get(unit)?.setAttribute('homeward.units', units.length).addEvent('left');
  };
  around(door, 'write', (write) => (unit) => {
    const [line] = unit.lines;
    const workflow = line?.instance?.workflow;
    const attributes = {
      ...database,
      'homeward.lines': unit.lines.length,
      ...(line && { 'homeward.kind': line.kind }),
      ...(workflow !== undefined && { 'homeward.workflow': workflow }),
    };
    return spans.during('homeward.write', { kind: 'client', attributes }, async (span) => {
      waiting.set(unit, span);
      const outcome = await write(unit);
      if ('error' in outcome) spans.fail(span, outcome.error.state);
      else if ('conflict' in outcome) span.setAttribute('homeward.conflict', outcome.conflict);
      return outcome;
    });
  });
}

/** A sweep is a trace of its own, whatever woke it; a call that waits for the next one is no sweep. */
function observeSweeps(spans: Spans, engine: Engine, alerts: Alerts, sweeper: Sweeper): void {
  let isSweeping = false;
  const isOver = (): void => void (isSweeping = false);
  around(sweeper, 'sweep', (sweep) => async (now) => {
    if (isSweeping) return sweep(now);
    isSweeping = true;
    return spans.during('homeward.sweep', { root: true }, async (span) => {
      const sweeping = sweep(now);
      // before the next one begins, which waits for the same promise
      sweeping.then(isOver, isOver);
      const { steps, rungs, failed } = await sweeping;
      return told(span, await sweeping, { steps, rungs, failed });
    });
  });
  around(
    engine,
    'fireDue',
    (fire) => (until, page, onError) =>
      spans.during('homeward.sweep.timers', {}, async (span) => {
        const fired = await fire(until, page, onError);
        return told(span, fired, { fired });
      }),
  );
  around(
    alerts,
    'climb',
    (climb) => (until, now, mayEnd) =>
      spans.during('homeward.sweep.rungs', {}, async (span) => {
        const climbed = await climb(until, now, mayEnd);
        return told(span, climbed, { fired: climbed.fired, failed: climbed.failed });
      }),
  );
  around(
    alerts,
    'deliver',
    (deliver) => (now) =>
      spans.during('homeward.deliver', { attributes: { 'homeward.channel': 'inside' } }, async (span) => {
        const done = await deliver(now);
        return told(span, done, { addressed: done.addressed, sent: done.sent, failed: done.unsent });
      }),
  );
}

/** One message to a receiver outside: how long it took, and with which code it failed. */
function observeChannel(spans: Spans, channel: Channel): void {
  const attributes = { 'homeward.channel': channel.name };
  around(
    channel,
    'send',
    (send) => (message) => spans.during('homeward.deliver', { kind: 'client', attributes }, () => send(message)),
  );
}

/** The queue of a worker: what it adds, and the jobs that wake it. */
export function observeQueue(spans: Spans, queue: DueQueue): void {
  around(
    queue,
    'fill',
    (fill) => (pool, now, again) =>
      spans.during('homeward.queue.fill', { root: true }, async (span) => {
        const added = await fill(pool, now, again);
        return told(span, added, { added });
      }),
  );
  around(
    queue,
    'listen',
    (listen) => (wake) =>
      listen(() => {
        const span = spans.begin('homeward.queue.job', { kind: 'consumer', root: true });
        wake();
        span.end();
      }),
  );
}

function told<T>(span: Span, result: T, counts: Record<string, number>): T {
  for (const [name, count] of Object.entries(counts)) span.setAttribute(`homeward.${name}`, count);
  return result;
}
