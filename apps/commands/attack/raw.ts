/** Bytes that no client sends: addresses as they stand, and requests that say two things. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';

/** A request whose address nobody tidies up. */
export function rawGet(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const request = httpRequest({ hostname, port, method: 'GET', path, headers, timeout: 10_000 }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
      answer.on('end', () => resolve({ status: answer.statusCode!, text }));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', (error) => resolve({ status: 0, text: error.message }));
    request.end();
  });
}

/** Writes bytes to the port; answers the status lines that came back until it closed, or after three seconds. */
export function rawBytes(url: string, bytes: string): Promise<string[]> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const end = (): void => {
      socket.destroy();
      resolve([...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status!));
    };
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.on('close', end).on('error', end).setTimeout(3_000, end);
  });
}
