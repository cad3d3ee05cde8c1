/**
 * Restate: a virtual object for each case, whose handler takes an event and sets the state after it. An event is answered when
 * the call is, over the server's ingress; its log is synced to the disk before that. The server keeps its own store.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttp2 } from 'node:http2';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from './peer.mjs';

// its SDK waits for ever without it, and Node 20 has it not
Promise.withResolvers ??= () => {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};

const { createEndpointHandler, handlers, object, TerminalError } = await import('@restatedev/restate-sdk');
const { connect, rpc } = await import('@restatedev/restate-sdk-clients');

/** Free ports of the loopback. */
async function findPorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/** The server, on ports and in a folder of its own; its settings are those it comes with. */
async function startServer(folder) {
  const packages = createRequire(createRequire(import.meta.url).resolve('@restatedev/restate-server/package.json'));
  const program = packages.resolve(`@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`);
  const [ingress, admin, node] = (await findPorts(3)).map((port) => `127.0.0.1:${port}`);
  const server = spawn(program, ['--base-dir', join(folder, 'restate'), '--listen-mode', 'tcp', '--no-logo'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      RESTATE_BIND_ADDRESS: node,
      RESTATE_ADVERTISED_ADDRESS: `http://${node}/`,
      RESTATE_INGRESS__BIND_ADDRESS: ingress,
      RESTATE_ADMIN__BIND_ADDRESS: admin,
      RESTATE_NODE_NAME: 'bench',
      // it asks a site for newer versions, in vain where there is no network
      RESTATE_LOG_FILTER: 'error,octocrab=off',
      RESTATE_DISABLE_TELEMETRY: 'true',
      RESTATE_LOG_SERVER__ROCKSDB_DISABLE_WAL_FSYNC: 'false',
    },
  });
  const ended = once(server, 'exit');
  return {
    ingress: `http://${ingress}`,
    admin: `http://${admin}`,
    stop: async () => {
      server.kill('SIGTERM');
      // nothing of it is kept
      const forced = setTimeout(() => server.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(forced);
    },
    lives: () => server.exitCode === null && server.signalCode === null,
  };
}

/** Asks until it is answered with 2xx; gives up when the server has ended or after a minute. */
async function ask(server, address, body) {
  for (let asked = 0; ; asked += 1) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(address, body && { method: 'POST', headers, body: JSON.stringify(body) }).catch(
      (error) => ({ ok: false, status: String(error), text: () => '' }),
    );
    if (answer.ok) return;
    if (asked > 600 || !server.lives())
      throw new Error(`Restate does not answer ${address}: ${answer.status} ${await answer.text()}`);
    await pause(100);
  }
}

serve(async ({ folder }) => {
  const request = object({
    name: 'request',
    handlers: {
      take: async (context, { step, form }) => {
        const state = (await context.get('state')) ?? { taken: 0 };
        if (state.taken !== step) throw new TerminalError(`the case is at ${state.taken}, not ${step}`);
        context.set('state', { taken: step + 1, form: typeof form });
        return step + 1;
      },
      read: handlers.object.shared(async (context) => (await context.get('state'))?.taken ?? 0),
    },
  });
  const services = createHttp2(createEndpointHandler({ services: [request] })).listen(0, '127.0.0.1');
  await once(services, 'listening');
  const server = await startServer(folder);
  await ask(server, `${server.admin}/health`);
  await ask(server, `${server.admin}/deployments`, { uri: `http://127.0.0.1:${services.address().port}` });
  await ask(server, `${server.ingress}/restate/health`);
  // a busy server drops a connection now and then: with its key a call is sent again and taken once, as with ours
  const client = connect({ url: server.ingress, retry: true });
  const onceBy = (key) => rpc.opts({ idempotencyKey: key });
  return {
    act: async (id, step, form) => {
      const taken = await client.objectClient(request, id).take({ step, form }, onceBy(`${id} ${step}`));
      if (taken !== step + 1) throw new Error(`case ${id} is at ${taken}`);
    },
    taken: (ids) => Promise.all(ids.map((id) => client.objectClient(request, id).read(onceBy(`${id} read`)))),
    stop: async () => {
      await server.stop();
      services.close();
    },
  };
});
