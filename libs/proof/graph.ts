/** What must hold of the graph as a whole, and of the workflow's tables before any walk. */
import { isOpen, isChoice, type Failure, type Sink, type Walk } from './explore';
import { labelOf, trail, type Edge, type Model, type Node } from './model';
import { pathOf } from '../engine';
import { roles as allRoles, type StateMeta } from '../../workflows/workflow';
import { parameterSpecs } from '../../workflows/parameters';

const same = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join();

/** The tables: roles and deadlines as the domain has them, samples that fit their forms, names that exist. */
export function checkTables(model: Model, sink: Sink): void {
  const { workflow } = model;
  const { samples } = workflow;
  const fail = (check: string, text: string) => sink.fail({ check, text, path: [] });
  for (const type of new Set([...Object.keys(workflow.events), ...Object.keys(samples.roles)])) {
    const by = workflow.events[type]?.by ?? [];
    const must = samples.roles[type] ?? [];
    if (!same(by, must))
      fail(
        'roles',
        `${type} may be sent by ${by.join(', ') || 'nobody'}, but must be by ${must.join(', ') || 'nobody'}`,
      );
    const unknown = by.filter((role) => !allRoles.includes(role));
    if (unknown.length > 0) fail('roles', `${type} names roles that do not exist: ${unknown.join(', ')}`);
  }
  for (const name of new Set([...Object.keys(workflow.deadlines), ...Object.keys(samples.deadlines)])) {
    const deadline = workflow.deadlines[name];
    const must = samples.deadlines[name];
    if (!deadline || !must)
      fail('deadline', `${name} is ${deadline ? 'not in the table of the domain' : 'in the table, but not declared'}`);
    else if (deadline.parameter !== must.parameter)
      fail('deadline', `${name} counts by ${deadline.parameter}, but must count by ${must.parameter}`);
    if (deadline && !parameterSpecs.some((p) => p.id === deadline.parameter))
      fail('deadline', `${name} names the unknown parameter ${deadline.parameter}`);
  }
  const names = new Set<string>();
  for (const sample of samples.events) {
    const id = `${sample.event} (${sample.name})`;
    if (names.has(id)) fail('samples', `${id} is there twice`);
    names.add(id);
    const form = workflow.events[sample.event]?.form;
    const parsed = form?.safeParse(sample.data);
    if (parsed && !parsed.success && sample.actor?.role !== 'register')
      fail(
        'samples',
        `${id} does not fit its form: ${parsed.error.issues.map((i: any) => `${i.path.join('.')} ${i.message}`).join('; ')}`,
      );
    if (!form && !Object.values(workflow.reactions).includes(sample.event))
      fail('samples', `${id} is no event of the workflow`);
    for (const rule of sample.refusedBy ?? [])
      if (!workflow.rules[rule]) fail('samples', `${id} names the unknown rule ${rule}`);
  }
  for (const type of [...Object.keys(workflow.events), ...Object.values(workflow.reactions)]) {
    if (!samples.events.some((s) => s.event === type)) fail('samples', `${type} has no sample`);
  }
  checkMachine(model, fail);
}

/** The tasks name deadlines, timers that are waited for are armed, events are declared. */
function checkMachine(model: Model, fail: (check: string, text: string) => void): void {
  const { workflow } = model;
  const reactions = new Set<string>(Object.values(workflow.reactions));
  for (const state of model.states) {
    const task = (state.meta as StateMeta | undefined)?.task;
    if (task && !workflow.deadlines[task.due])
      fail('deadline', `the task ${task.name} of ${pathOf(state)} has no deadline`);
  }
  for (const { id, event, source, raw } of model.transitions) {
    const siblings: any[] = event === '' ? ((source.always as any) ?? []) : (source.transitions.get(event) as any);
    const covered = siblings.slice(0, siblings.indexOf(raw)).some((t) => !t.guard);
    if (covered) fail('transitions', `${id} is never taken: one before it takes everything`);
    if (event.startsWith('xstate.after.')) {
      const arms = source.entry.some((action: any) => action.id === event);
      if (!arms) fail('transitions', `${id} can never be taken: its timer is never armed`);
    } else if (event !== '' && !workflow.events[event] && !reactions.has(event))
      fail('transitions', `${id} waits for an event that is not declared`);
  }
}

/** Whether everything was reached, used and met, and whether everybody can get out. Without `entered` states are not asked for. */
export function checkGraph(
  model: Model,
  walk: Walk,
  sink: Sink,
  entered: ReadonlySet<string> | undefined = model.entered,
): void {
  const { workflow } = model;
  const fail = (check: string, text: string, path: string[] = []) => sink.fail({ check, text, path });
  for (const state of model.states)
    if (entered && !entered.has(pathOf(state))) fail('states', `${pathOf(state)} is never reached`);
  for (const t of model.transitions) if (!walk.covered.has(t)) fail('transitions', `${t.id} is never taken`);
  for (const sample of workflow.samples.events) {
    if (walk.met.has(sample)) continue;
    const refused = sample.refusedBy ?? [];
    fail(
      'samples',
      `${sample.event} (${sample.name}) is nowhere ${refused.length > 0 ? `refused by ${refused.join(', ')}` : 'accepted'}`,
    );
  }
  for (const name of Object.keys(workflow.deadlines))
    if (!walk.consumed.has(name))
      fail('deadline', `nobody consumes the deadline ${name}: no task is due by it and no timer fires`);
  for (const failure of deadEnds(model, walk)) sink.fail(failure);
  for (const failure of livelocks(model, walk)) sink.fail(failure);
}

/**
 * States from which no choice of an authorised role, with the timers on the way, reaches an end. A fact that ends a case by
 * itself (a death) is no way out, nor is a change in the register.
 */
function deadEnds(model: Model, walk: Walk): Failure[] {
  const back = new Map<string, string[]>();
  for (const [key, edges] of walk.edges) {
    for (const edge of edges) {
      const isFate = edge.sample && workflowFact(model, edge) && edge.target.snapshot.status === 'done';
      if (isFate || !(edge.timer || isChoice(model, edge))) continue;
      const list = back.get(edge.target.key);
      if (list) list.push(key);
      else back.set(edge.target.key, [key]);
    }
  }
  const good = new Set<string>();
  const queue: string[] = [];
  for (const [key, node] of walk.nodes) if (node.snapshot.status === 'done') queue.push(key);
  for (const key of queue) good.add(key);
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const source of back.get(key) ?? []) {
      if (good.has(source)) continue;
      good.add(source);
      queue.push(source);
    }
  }
  const stuck = [...walk.nodes.values()].filter((node) => isOpen(node) && !good.has(node.key));
  return stuck.slice(0, 1).map((node) => ({
    check: 'ends',
    text: `no role can bring it to an end from ${node.leaves.join(' + ')} (${stuck.length} such states)`,
    path: trail(node),
  }));
}

const workflowFact = (model: Model, edge: Edge): boolean => model.workflow.events[edge.sample!.event]?.fact === true;

/**
 * Cycles that turn by timers alone. A notification that repeats until somebody acknowledges it is one that does nothing but
 * raise alerts, from a state that some role can leave.
 */
function livelocks(model: Model, walk: Walk): Failure[] {
  const failures: Failure[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (start: Node) => {
    const stack: { node: Node; edges: Edge[] }[] = [];
    const enter = (node: Node) => {
      state.set(node.key, 'open');
      stack.push({ node, edges: (walk.edges.get(node.key) ?? []).filter((e) => e.timer) });
    };
    enter(start);
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const edge = top.edges.pop();
      if (!edge) {
        state.set(top.node.key, 'done');
        stack.pop();
        continue;
      }
      const seen = state.get(edge.target.key);
      if (seen === 'open' && !isNotification(model, walk, top.node, edge)) {
        failures.push({
          check: 'cycles',
          text: `a cycle turns by timers alone, without a human choice, at ${top.node.leaves.join(' + ')}`,
          path: [...trail(top.node), `${labelOf(edge)} → ${edge.target.leaves.join(' + ')}`],
        });
      }
      if (!seen) enter(edge.target);
    }
  };
  for (const node of walk.nodes.values()) if (!state.has(node.key)) visit(node);
  return failures.slice(0, 1);
}

function isNotification(model: Model, walk: Walk, node: Node, edge: Edge): boolean {
  return (
    edge.effects.length > 0 &&
    edge.effects.every((e) => e.name === 'alert.raise') &&
    edge.target.leaves.join() === node.leaves.join() &&
    (walk.edges.get(node.key) ?? []).some((e) => isChoice(model, e) && e.target.leaves.join() !== node.leaves.join())
  );
}
