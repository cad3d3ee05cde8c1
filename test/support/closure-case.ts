/** A closure driven as the engine drives it: pure steps, one event at a time, the clock by hand. */
import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import { tasksOf } from '../../libs/engine/step';
import { institutionClosure } from '../../workflows/institution-closure';
import type { Context } from '../../workflows/institution-closure/context';
import { census } from '../../workflows/institution-closure/samples/census';
import { order } from '../../workflows/institution-closure/samples/order';
import { children, full, institution, panel } from '../../workflows/institution-closure/samples/people';
import type { Facts } from '../../workflows/facts';
import { defaultParameters } from '../../workflows/parameters';
import { startOf, type Calendar } from '../../workflows/time';
import { brokenRules, effectNames, type Actor, type Given, type Role } from '../../workflows/workflow';

const calendar: Calendar = { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: [] };
const parameters = defaultParameters();
export const register: Actor = { person: 'register', role: 'register', area: '' };
export const by = (role: Role, n = 0): Actor => ({ person: `${role}-${n}`, role, area: '' });
export const emergency = { ...order, kind: 'emergency', danger: true, targetOn: '2017-05-01' };

/** One closure with its clock and its facts. */
export class Case {
  snapshot: AnyMachineSnapshot;
  effects: { name: string; params: any }[] = [];
  constructor(public facts: Facts = { children, institution, closure: full }) {
    const input = { id: 'case-1', area: '080101' };
    [this.snapshot] = initialTransition(institutionClosure.machine, input) as [AnyMachineSnapshot, unknown];
  }
  get context(): Context {
    return this.snapshot.context;
  }
  get state(): string {
    return JSON.stringify(this.snapshot.value);
  }
  named(name: string): any[] {
    return this.effects.filter((e) => e.name === name).map((e) => e.params);
  }
  /** `taken`, or the rules that refuse it. */
  send(type: string, data: object, actor: Actor, on = '2017-03-06', facts: Partial<Facts> = {}): string {
    institutionClosure.events[type]?.form.parse(data);
    const now = startOf(on) + 9 * 3_600_000;
    const given: Given = { type, data, actor, now, facts: { panel, ...this.facts, ...facts }, parameters, calendar };
    const guards = (this.snapshot as unknown as { _nodes: any[] })._nodes
      .flatMap((node) => node.transitions.get(type) ?? [])
      .flatMap((t: any) => [t.guard, ...(t.guard?.guards ?? [])])
      .flatMap((guard: any) => (guard?.params?.all as string[] | undefined) ?? []);
    const [next, actions] = transition(institutionClosure.machine, this.snapshot as never, given as never) as [
      AnyMachineSnapshot,
      any[],
    ];
    if (next === this.snapshot && actions.length === 0)
      return [
        ...new Set(brokenRules(institutionClosure.rules, guards, this.context, given).map((b) => b.rule.id)),
      ].join();
    this.effects = actions
      .filter((a) => (effectNames as readonly string[]).includes(a.type))
      .map((a) => ({ name: a.type, params: a.params }));
    this.snapshot = next;
    return 'taken';
  }
  /** An open task: its last good day, what that rests on, and its ladder. */
  task(name: string, on: string): { on: string; parameter: string; ladder: string } | undefined {
    const [task] = [...tasksOf(this.snapshot).values()].filter((each) => each.name === name);
    if (!task) return undefined;
    const given: Given = { type: '', data: {}, actor: register, now: startOf(on), facts: {}, parameters, calendar };
    const due = institutionClosure.deadlines[task.due]!.due(this.context, given);
    return { on: due.on, parameter: due.why.parameter, ladder: task.ladder ?? 'normal' };
  }
  progress(id: string, what: string, more: object = {}): string {
    return this.send('child.progressed', { child: id, what, on: '2017-03-06', ...more }, register);
  }
}

export function frozen(data: object = emergency, facts?: Facts): Case {
  const c = new Case(facts);
  expect(c.send('order.signed', data, by('mosvy'))).toBe('taken');
  return c;
}
export function sealed(data: object = census, facts?: Facts): Case {
  const c = frozen(emergency, facts);
  expect(c.send('census.sealed', data, by('pdosvyOfficer'))).toBe('taken');
  return c;
}
