/**
 * DBOS: a workflow that receives its events as messages. An event is answered when the workflow has received it and set the
 * state after it as an event of DBOS, both durable, and that state was read.
 */
import { DBOS } from '@dbos-inc/dbos-sdk';
import { patience, serve } from './peer.mjs';

serve(async ({ database, schema, forms }) => {
  const request = DBOS.registerWorkflow(
    async (first) => {
      let form = first;
      for (let step = 0; ; step += 1) {
        await DBOS.setEvent(`state ${step}`, { state: step, form: typeof form });
        if (step === forms.length - 1) return step + 1;
        form = await DBOS.recv('event', patience);
      }
    },
    { name: 'request' },
  );
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: database,
    systemDatabaseSchemaName: schema,
    systemDatabasePoolSize: 20,
    runAdminServer: false,
    logLevel: 'error',
  });
  await DBOS.launch();
  return {
    act: async (id, step, form) => {
      if (step === 0) await DBOS.startWorkflow(request, { workflowID: id })(form);
      else await DBOS.send(id, form, 'event');
      const read = await DBOS.getEvent(id, `state ${step}`, patience);
      if (read?.state !== step) throw new Error(`case ${id} is not at ${step}`);
    },
    taken: (ids) => Promise.all(ids.map((id) => DBOS.retrieveWorkflow(id).getResult())),
    stop: () => DBOS.shutdown(),
  };
});
