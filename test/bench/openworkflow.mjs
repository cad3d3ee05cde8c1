/**
 * openworkflow: a workflow whose steps wait for signals. An event is answered when its wait is stored as done with what it
 * brought and the run is parked again. Not before: a signal that comes while a run is being parked is stored but does not
 * wake it (0.10.1), and one that nobody waits for is lost.
 */
import { OpenWorkflow } from 'openworkflow';
import { BackendPostgres } from 'openworkflow/postgres';
import { patience, serve } from './peer.mjs';

serve(async ({ database, schema, forms, runs }) => {
  const backend = await BackendPostgres.connect(database, { schema });
  const openworkflow = new OpenWorkflow({ backend });
  /** by id: the case's run, how many events it has taken, and who waits for one */
  const cases = new Map();
  /** the case of each run */
  const caseOf = new Map();
  const request = openworkflow.defineWorkflow({ name: 'request' }, async ({ input: { id, form }, step, run }) => {
    caseOf.set(run.id, id);
    await step.run({ name: 'event 0' }, () => form);
    for (let taken = 1; taken < forms.length; taken += 1) {
      cases.get(id).taken = taken;
      await step.waitForSignal({ name: `event ${taken}`, signal: `${id} ${taken}`, timeout: patience * 1_000 });
    }
    cases.get(id).taken = forms.length;
  });
  // what the worker does with a run when it is through with it for now: the cheapest way to hear of it
  for (const parks of ['sleepWorkflowRun', 'completeWorkflowRun']) {
    const own = backend[parks].bind(backend);
    backend[parks] = async (params) => {
      const run = await own(params);
      const one = cases.get(caseOf.get(params.workflowRunId));
      if (one.taken > one.awaited) one.answer();
      return run;
    };
  }
  const worker = openworkflow.newWorker({ concurrency: Math.max(...runs.map(({ inFlight }) => inFlight)) });
  await worker.start();
  return {
    act: async (id, step, form) => {
      const one = cases.get(id) ?? { taken: 0 };
      cases.set(id, one);
      const parked = new Promise((resolve) => Object.assign(one, { awaited: step, answer: resolve }));
      if (step === 0) one.run = (await request.run({ id, form })).workflowRun.id;
      else {
        const { workflowRunIds } = await openworkflow.sendSignal({ signal: `${id} ${step}`, data: form });
        if (workflowRunIds.length !== 1) throw new Error(`case ${id} does not wait for event ${step}`);
      }
      await parked;
    },
    taken: (ids) =>
      Promise.all(
        ids.map(async (id) => {
          const { data } = await backend.listStepAttempts({ workflowRunId: cases.get(id).run, limit: 100 });
          return data.filter(({ status }) => status === 'completed').length;
        }),
      ),
    stop: async () => {
      await worker.stop();
      await backend.stop();
    },
  };
});
