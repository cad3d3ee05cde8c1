import { assign } from 'xstate';
import { prove, report, type Failure } from '../../libs/proof';
import type { Workflow } from '../../workflows/workflow';
import { procedure, task, type Context } from './fixture';

/** The failure of one check, with the path that shows it. */
function failureOf(workflow: Workflow<Context>, check: string): Failure {
  const { failures } = prove(workflow, { limit: 2000 });
  const found = failures.find((f) => f.check === check);
  if (!found) throw new Error(`no failure of ${check}: ${JSON.stringify(failures)}`);
  return found;
}
const asked = 'thing.asked (good) by commune → asked';
const returned = 'thing.returned (for more) by districtSupervisor → mending';

it('accepts the sound procedure and kills each of its mutants', () => {
  const { proof, failures } = prove(procedure());
  expect(failures).toEqual([]);
  expect(proof).toMatchObject({
    states: 5,
    reached: 5,
    transitions: 5,
    covered: 5,
    invariants: [{ id: 'T-10', holds: true }],
  });
  expect(proof.mutants).toEqual({ total: 21, killed: 21, equivalent: [], survived: [] });
});

describe('a seeded defect is rejected with the path that shows it:', () => {
  it('a dead end for every role', () => {
    const failure = failureOf(
      procedure((s) => ({
        ...s,
        mending: { ...s.mending, on: { 'thing.mended': { target: 'mending', reenter: true, actions: assign({}) } } },
      })),
      'ends',
    );
    expect(failure.text).toContain('no role can bring it to an end from mending');
    expect(failure.path).toEqual([asked, returned]);
  });

  it('an end that only a role without authority could reach', () => {
    const failure = failureOf(
      procedure(undefined, (w) => {
        w.events['thing.mended']!.by = ['village'];
        w.samples.roles['thing.mended'] = ['village'];
        w.samples.events.find((s) => s.event === 'thing.mended')!.actor = { role: 'village' };
      }),
      'ends',
    );
    expect(failure.path).toEqual([asked, returned]);
  });

  it('a cycle of people from which nobody gets out', () => {
    const failure = failureOf(
      procedure((s) => {
        delete s.asked.on['thing.approved'];
        delete s.asked.after;
        return s;
      }),
      'ends',
    );
    expect(failure.path).toEqual([asked]);
  });

  it('a cycle that turns by deadlines alone', () => {
    const failure = failureOf(
      procedure((s) => ({
        ...s,
        asked: { ...s.asked, after: { lapse: 'waiting' } },
        waiting: { meta: task('mend', 'commune'), after: { answer: 'asked' }, on: { 'thing.mended': 'asked' } },
      })),
      'cycles',
    );
    expect(failure.text).toContain('without a human choice');
    expect(failure.path.at(-1)).toBe('the deadline answer passes → asked');
  });

  it('an endless chain of eventless transitions', () => {
    const failure = failureOf(
      procedure((s) => ({ ...s, mending: { always: 'pong' }, pong: { always: 'mending' } })),
      'machine',
    );
    expect(failure.text).toContain('Infinite loop');
  });

  it('a transition that can never be taken', () => {
    const failure = failureOf(
      procedure((s) => {
        s.asked.on['thing.returned'] = [{ target: 'mending' }, { target: 'approved' }];
        return s;
      }),
      'transitions',
    );
    expect(failure.text).toBe('asked/thing.returned#2 is never taken: one before it takes everything');
  });

  it('a state that can never be reached', () => {
    expect(
      failureOf(
        procedure((s) => ({ ...s, island: { meta: task('mend', 'commune') } })),
        'states',
      ).text,
    ).toBe('island is never reached');
  });

  it('a record in two queues', () => {
    const failure = failureOf(
      procedure((s) => ({
        ...s,
        asked: { ...s.asked, initial: 'inner', states: { inner: { meta: task('second', 'districtSupervisor') } } },
      })),
      'queue',
    );
    expect(failure.text).toBe('asked.inner lies in 2 queues: second, answer');
    expect(failure.path).toEqual(['thing.asked (good) by commune → asked.inner']);
  });

  it('a record in no queue', () => {
    const failure = failureOf(
      procedure((s) => ({ ...s, mending: { ...s.mending, meta: undefined } })),
      'queue',
    );
    expect(failure.text).toContain('mending lies in no queue');
    expect(failure.path).toEqual([asked, returned]);
  });

  it('a record in the queue of somebody who can do nothing with it', () => {
    const failure = failureOf(
      procedure((s) => ({ ...s, mending: { ...s.mending, meta: task('mend', 'police') } })),
      'queue',
    );
    expect(failure.text).toBe('mending/mend lies with police, who can send nothing there');
  });

  it('a deadline that nobody consumes', () => {
    const failure = failureOf(
      procedure(undefined, (w) => {
        w.deadlines.forgotten = { ...w.deadlines.answer! };
        w.samples.deadlines.forgotten = { parameter: 'P-02', clock: 'working' };
      }),
      'deadline',
    );
    expect(failure.text).toContain('nobody consumes the deadline forgotten');
  });

  it('a broken "never"', () => {
    const failure = failureOf(
      procedure((s) => {
        s.asked.on['thing.approved'].guard.params.all = ['T-01'];
        return s;
      }),
      'invariant',
    );
    expect(failure).toEqual({
      check: 'invariant',
      text: 'T-10: who asks never approves',
      path: [asked, 'thing.approved (by the asker) by districtSupervisor → approved'],
    });
  });

  it('a refusal by another rule than the one that must refuse', () => {
    const failure = failureOf(
      procedure(undefined, (w) => {
        w.samples.events.find((s) => s.name === 'bad')!.refusedBy = ['T-10'];
      }),
      'rules',
    );
    expect(failure.text).toBe('thing.approved (bad): refused by T-01, but must be refused by T-10');
  });

  it('a step that the engine would take for none', () => {
    const failure = failureOf(
      procedure((s) => {
        s.mending.on['thing.returned'] = {};
        return s;
      }),
      'idle',
    );
    expect(failure.path.at(-1)).toBe('thing.returned (for more) by districtSupervisor');
  });

  it('a rule that nothing depends on', () => {
    const { proof, failures } = prove(
      procedure(
        (s) => {
          s.asked.on['thing.returned'] = { guard: { type: 'rules', params: { all: ['T-20'] } }, target: 'mending' };
          return s;
        },
        (w) => {
          w.rules['T-20'] = { ...w.rules['T-01']!, id: 'T-20', check: () => undefined };
        },
      ),
    );
    expect(proof.mutants.survived).toEqual([
      'transition asked/thing.returned rule T-20 removed',
      'rule T-20 always passes',
    ]);
    expect(failures.map((f) => f.check)).toEqual(['mutants', 'mutants']);
  });
});

it('leaves a notification in peace that repeats until somebody acknowledges it', () => {
  const workflow = procedure((s) => {
    s.mending.after = {
      answer: { target: 'mending', reenter: true, actions: { type: 'alert.raise', params: { kind: 'x' } } },
    };
    return s;
  });
  expect(prove(workflow, { mutants: false }).failures).toEqual([]);
});

it('reports a failure as a table and a numbered path', () => {
  const text = report([prove(procedure((s) => ({ ...s, mending: { ...s.mending, meta: undefined } })))]);
  expect(text).toMatch(/^workflow +states +transitions/);
  expect(text).toContain(`   1. ${asked}\n   2. ${returned}`);
  expect(text).toMatch(/Not proved\.$/);
});
