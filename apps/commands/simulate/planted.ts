/** Bugs that a store or a door could have, planted on purpose: the checker must find each of them. */
import type { Line, Outcome, Unit } from '../../../libs/engine';
import type { Invariant } from './evidence';
import { idOf } from './ops';
import type { Scheduler } from './scheduler';
import type { MemoryStore, Rows, Statement } from './store';
import { StoreError, type AlertRow } from './tables';

type AnswerOf = (statement: Statement) => Rows;

/** Changes how a store answers. */
export type Plant = (store: MemoryStore, scheduler: Scheduler, answer: AnswerOf) => AnswerOf;

export interface Bug {
  text: string;
  plant?: Plant;
  /** the door answers before it has written */
  early?: true;
  /** any of these shows it */
  breaks: Invariant[];
}

/** Changes batches on their way to the door; what it answers may be changed as well. */
function atDoor(
  before: (units: Unit[], store: MemoryStore, scheduler: Scheduler) => Unit[],
  after: (outcomes: Outcome[], units: Unit[], store: MemoryStore, scheduler: Scheduler) => void = () => undefined,
): Plant {
  return (store, scheduler, answer) => (statement) => {
    if (store.nameOf(statement) !== 'door') return answer(statement);
    const units = before(JSON.parse(statement.values[0] as string) as Unit[], store, scheduler);
    const answered = answer({ ...statement, values: [JSON.stringify(units)] });
    after((answered.rows[0] as { outcomes: Outcome[] }).outcomes, units, store, scheduler);
    return answered;
  };
}

const afterWrite = (spoil: (units: Unit[], store: MemoryStore, scheduler: Scheduler) => void): Plant =>
  atDoor(
    (units) => units,
    (outcomes, units, store, scheduler) => {
      const written = units.filter((_, i) => outcomes[i]!.ok);
      if (written.length > 0) spoil(written, store, scheduler);
    },
  );

const eachLine = (change: (line: Line, scheduler: Scheduler, store: MemoryStore) => Line): Plant =>
  atDoor((units, store, scheduler) =>
    units.map((unit) => ({ ...unit, lines: unit.lines.map((line) => change(line, scheduler, store)) })),
  );

const rare = 0.06;

/** The unique index knows an alert no more. */
function forgetName({ tables: { alerts, deliveries } }: MemoryStore, alert: AlertRow): void {
  const id = idOf(`again ${alert.id}`);
  alerts.remove(alert.id);
  alerts.put(id, { ...alert, id });
  for (const d of deliveries.where((d) => d.alert === alert.id)) {
    deliveries.remove(`${d.alert}/${d.person}/${d.channel}`);
    deliveries.put(`${id}/${d.person}/${d.channel}`, { ...d, alert: id });
  }
}

export const bugs: Record<string, Bug> = {
  'early-answer': {
    text: 'the answer leaves before the commit',
    breaks: ['acknowledged is durable'],
    early: true,
  },
  'lost-write': {
    text: 'a commit is acknowledged and gone',
    breaks: ['acknowledged is durable'],
    plant: afterWrite((_, { tables }, scheduler) => {
      if (scheduler.chance(rare)) tables.undo.rollback(0);
    }),
  },
  'torn-write': {
    text: 'half of a commit is there',
    breaks: [
      'journal folds to state',
      'chain unbroken',
      'implied timers are armed',
      'implied tasks are open',
      'acknowledged is durable',
    ],
    plant: afterWrite((_, { tables }, scheduler) => {
      if (scheduler.chance(rare)) tables.undo.rollback(Math.floor(tables.undo.mark() / 2));
    }),
  },
  'forgotten-key': {
    text: 'the door does not ask whether a key has been answered',
    breaks: ['once', 'the same answer again'],
    plant: (store, scheduler, answer) =>
      atDoor((units) => {
        for (const { key } of units.flatMap(({ lines }) => lines))
          if (key) store.tables.keys.remove(`${key.person}/${key.route}/${key.key}`);
        return units;
      })(store, scheduler, (statement) => {
        // nor does the engine find it again
        if (store.nameOf(statement) === 'repeat') return { rows: [], rowCount: 0 };
        return answer(statement);
      }),
  },
  'unchecked-version': {
    text: 'the door does not compare the version of the instance',
    breaks: ['journal folds to state', 'timers once, in time'],
    plant: eachLine((line, _, { tables }) => {
      const version = tables.instances.get(line.stream)?.version;
      return line.instance && version ? { ...line, instance: { ...line.instance, expect: version } } : line;
    }),
  },
  'unchecked-register': {
    text: 'the door does not compare the versions of the register',
    breaks: ['decided on what stood'],
    plant: atDoor((units) => units.map((unit) => ({ ...unit, checks: [] }))),
  },
  'timer-twice': {
    text: 'a timer that fired stays armed',
    breaks: ['timers once, in time', 'implied timers are armed'],
    plant: afterWrite((units, { tables }, scheduler) => {
      for (const { stream, instance } of units.flatMap(({ lines }) => lines)) {
        if (!instance?.fired || !scheduler.chance(0.3)) continue;
        const { timer, version } = instance.fired;
        tables.timers.change(`${stream}/${timer}/${version}`, { status: 'armed' });
      }
    }),
  },
  'timer-unarmed': {
    text: 'a timer is not armed',
    breaks: ['implied timers are armed'],
    plant: eachLine((line, scheduler) =>
      line.instance && scheduler.chance(0.3) ? { ...line, instance: { ...line.instance, armTimers: [] } } : line,
    ),
  },
  'timer-overlooked': {
    text: 'the query for due timers leaves out every second instance',
    breaks: ['timers once, in time'],
    plant: (store, _, answer) => (statement) => {
      const answered = answer(statement);
      if (store.nameOf(statement) !== 'due') return answered;
      const rows = answered.rows.filter(({ instance }) => Number.parseInt((instance as string).at(-1)!, 16) % 2 === 0);
      return { rows, rowCount: rows.length };
    },
  },
  'rung-twice': {
    text: 'a rung is told again',
    breaks: ['rungs once, in time'],
    plant: (store, scheduler, answer) => (statement) => {
      const before = new Map(store.tables.tasks.all().map((task) => [task.id, task]));
      const answered = answer(statement);
      if (!store.nameOf(statement).includes('fire_rungs')) return answered;
      const { results } = answered.rows[0] as { results: { task: string; result: string }[] };
      for (const { task, result } of results) {
        if (result !== 'fired' || !scheduler.chance(0.2)) continue;
        store.tables.tasks.put(task, before.get(task)!);
        for (const alert of store.tables.alerts.where((a) => a.task === task)) forgetName(store, alert);
      }
      return answered;
    },
  },
  'rung-left-out': {
    text: 'a ladder ends after a rung that is not its last',
    breaks: ['rungs once, in time'],
    plant: (store, scheduler, answer) => (statement) => {
      const answered = answer(statement);
      if (!store.nameOf(statement).includes('fire_rungs')) return answered;
      const { results } = answered.rows[0] as { results: { task: string }[] };
      for (const { task } of results)
        if (scheduler.chance(0.2)) store.tables.tasks.change(task, { next_rung_at: null });
      return answered;
    },
  },
  'changed-line': {
    text: 'a line of the journal is rewritten',
    breaks: ['chain unbroken'],
    plant: afterWrite((units, { tables }, scheduler) => {
      if (!scheduler.chance(0.02)) return;
      const { stream } = units[0]!.lines[0]!;
      const line = tables.journal.get(`${stream}/1`)!;
      tables.journal.change(`${stream}/1`, { entry: line.entry.replace('"at":"2017', '"at":"2016') });
    }),
  },
  'lost-task': {
    text: 'a task is not opened',
    breaks: ['implied tasks are open', 'nobody stuck'],
    plant: eachLine((line, scheduler) =>
      line.instance && scheduler.chance(0.1)
        ? { ...line, instance: { ...line.instance, openTasks: line.instance.openTasks.slice(1) } }
        : line,
    ),
  },
  'lost-message': {
    text: 'a message is marked as sent by nobody',
    breaks: ['told once'],
    plant: (store, _, answer) => (statement) => {
      if (!store.nameOf(statement).includes('d set sent_at')) return answer(statement);
      return { rows: [], rowCount: 0 };
    },
  },
  'skipped-version': {
    text: 'a version is left out',
    breaks: ['in order'],
    plant: afterWrite((units, { tables }, scheduler) => {
      const { stream, instance } = units[0]!.lines[0]!;
      if (!instance || !scheduler.chance(rare)) return;
      const { version, seq } = tables.instances.get(stream)!;
      tables.instances.change(stream, { version: version + 1 });
      tables.journal.change(`${stream}/${seq}`, { version: version + 1 });
    }),
  },
  'false-error': {
    text: 'a statement fails although nobody cut anything',
    breaks: ['no error without a fault'],
    plant: (store, scheduler, answer) => (statement) => {
      if (store.nameOf(statement) === 'records' && scheduler.chance(0.02))
        throw new StoreError('42P01', '', 'relation "homeward.instances" does not exist');
      return answer(statement);
    },
  },
};
