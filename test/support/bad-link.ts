/** A link that drops: a proxy before a server that ends connections after so many bytes of what is sent. */
import { connect, createServer, type Socket } from 'node:net';

export interface BadLink {
  /** where the server is reached over it */
  url: string;
  /** drops at each of these counts of bytes sent from now on */
  arm(at: readonly number[]): void;
  dropped(): number;
  close(): Promise<void>;
}

/** The same numbers at every run, from 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

export async function badLink(target: string): Promise<BadLink> {
  const sockets = new Set<Socket>();
  let drops: readonly number[] = [];
  let [passed, dropped] = [0, 0];
  const server = createServer((near) => {
    const far = connect(Number(new URL(target).port), '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => undefined);
    }
    near.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      if (dropped >= drops.length || passed < drops[dropped]!) return far.write(chunk);
      dropped += 1;
      // every second time the request still arrives, and only its answer is lost
      if (dropped % 2 === 0) return far.write(chunk, () => near.destroy());
      [near, far].forEach((socket) => socket.destroy());
    });
    far.on('data', (chunk: Buffer) => near.write(chunk));
    near.on('close', () => far.end());
    far.on('close', () => near.end());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    arm(at) {
      drops = at;
      [passed, dropped] = [0, 0];
    },
    dropped: () => dropped,
    close: () =>
      new Promise<void>((done) => {
        sockets.forEach((socket) => socket.destroy());
        server.close(() => done());
      }),
  };
}
