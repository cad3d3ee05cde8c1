/** The whole proof of a workflow: its graph, its invariants, and its mutants. */
import type { Workflow } from '../../workflows/workflow';
import { checkGraph, checkTables } from './graph';
import { explore, type Failure, type Walk } from './explore';
import { Model } from './model';
import { judge, mutantsOf } from './mutants';
import { pathsIn, type Paths } from './paths';

/** The result as `npm run prove -- --json` prints it, one for each workflow. */
export interface Proof {
  id: string;
  version: number;
  /** states and transitions that the machine declares */
  states: number;
  transitions: number;
  /** states reached, transitions taken */
  reached: number;
  covered: number;
  invariants: { id: string; text: string; holds: boolean }[];
  mutants: { total: number; killed: number; equivalent: { mutant: string; reason: string }[]; survived: string[] };
}

/** A proof with what it found on the way. */
export interface Finding {
  proof: Proof;
  failures: Failure[];
  /** states of the exploration, context included, and steps between them */
  explored: { nodes: number; edges: number };
  seconds: number;
  /** sequences of events for every transition, where they are asked for */
  paths?: Paths;
}

/** At most so many failures of one kind are told. */
const most = 10;

/** Proves one workflow. Mutants are tried only when the workflow itself passes, since a broken proof kills everything. */
export function prove(
  workflow: Workflow,
  options: { mutants?: boolean; limit?: number; paths?: boolean } = {},
): Finding {
  const began = performance.now();
  const model = new Model(workflow);
  const failures: Failure[] = [];
  const told = new Map<string, number>();
  const sink = {
    fail(failure: Failure) {
      const kind = `${failure.check} ${failure.text}`;
      const times = told.get(kind) ?? 0;
      const perCheck = told.get(failure.check) ?? 0;
      told.set(kind, times + 1);
      if (times > 0 || perCheck >= most) return;
      told.set(failure.check, perCheck + 1);
      failures.push(failure);
    },
  };
  checkTables(model, sink);
  let walk: Walk | undefined;
  try {
    walk = explore(model, sink, options.limit);
    checkGraph(model, walk, sink);
  } catch (error) {
    sink.fail({ check: 'machine', text: error instanceof Error ? error.message : String(error), path: [] });
  }
  const paths = walk && options.paths ? pathsIn(model, walk) : undefined;
  const reached = model.states.filter((s) => model.entered.has(s.path.join('.'))).length;
  const mutants: Proof['mutants'] = { total: 0, killed: 0, equivalent: [], survived: [] };
  if (walk && failures.length === 0 && options.mutants !== false) tryMutants(model, walk, mutants, sink);
  const proof: Proof = {
    id: workflow.id,
    version: workflow.version,
    states: model.states.length,
    transitions: model.transitions.length,
    reached,
    covered: walk?.covered.size ?? 0,
    invariants: workflow.invariants.map(({ id, text }) => ({
      id,
      text,
      holds: walk !== undefined && !walk.broken.has(id),
    })),
    mutants,
  };
  const edges = walk ? [...walk.edges.values()].reduce((sum, list) => sum + list.length, 0) : 0;
  return {
    proof,
    failures,
    explored: { nodes: walk?.nodes.size ?? 0, edges },
    seconds: (performance.now() - began) / 1000,
    paths,
  };
}

function tryMutants(model: Model, walk: Walk, mutants: Proof['mutants'], sink: { fail(f: Failure): void }): void {
  const { equivalents } = model.workflow;
  const declared = new Set(Object.keys(equivalents));
  for (const mutant of mutantsOf(model)) {
    mutants.total += 1;
    const { killed } = judge(model, walk, mutant);
    const reason = equivalents[mutant.id];
    declared.delete(mutant.id);
    if (killed) {
      mutants.killed += 1;
      if (reason)
        sink.fail({
          check: 'mutants',
          text: `${mutant.id} is declared equivalent, but was killed: ${killed.text}`,
          path: killed.path,
        });
    } else if (reason) mutants.equivalent.push({ mutant: mutant.id, reason });
    else {
      mutants.survived.push(mutant.id);
      sink.fail({ check: 'mutants', text: `survived: ${mutant.id}`, path: [] });
    }
  }
  for (const id of declared)
    sink.fail({ check: 'mutants', text: `${id} is declared equivalent, but there is no such mutant`, path: [] });
}
