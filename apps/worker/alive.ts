/** Where a worker that runs alone says that it is alive, for who starts it again when it hangs. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningWorker } from './worker';

export interface Alive {
  port: number;
  close(): Promise<void>;
}

/** Answers `GET /health/live` with 200, or with 503 and why; anything else with 404. */
export async function sayAlive(
  worker: Pick<RunningWorker, 'hung'>,
  at: { host: string; port: number },
): Promise<Alive> {
  const server = createServer(({ method, url }, response) => {
    const asked = method === 'GET' && url === '/health/live';
    const hung = worker.hung();
    response.writeHead(!asked ? 404 : hung ? 503 : 200, { 'Content-Type': 'application/json', Connection: 'close' });
    response.end(JSON.stringify(asked ? { status: hung ? 'error' : 'ok', ...(hung && { problem: hung }) } : {}));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(at.port, at.host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
