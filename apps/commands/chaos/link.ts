/** A link between a process and its database or queue, which can be cut, closed, slowed down and stopped. */
import { connect, createServer, type Server, type Socket } from 'node:net';

interface Pair {
  near: Socket;
  far: Socket;
}

export class Link {
  port = 0;
  private readonly pairs = new Set<Pair>();
  private readonly server: Server;
  private isClosed = false;
  private delay = 0;
  /** resolves when the link passes bytes on again */
  private stopped: Promise<void> | undefined;
  private release: () => void = () => undefined;

  /** `target` is asked for each connection: what is behind may come back on another port */
  private constructor(target: () => number) {
    this.server = createServer((near) => this.join(near, target()));
  }

  static async to(target: () => number): Promise<Link> {
    const link = new Link(target);
    await new Promise<void>((resolve) => link.server.listen(0, '127.0.0.1', resolve));
    link.port = (link.server.address() as { port: number }).port;
    return link;
  }

  private join(near: Socket, port: number): void {
    if (this.isClosed) return void near.resetAndDestroy();
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    near.setNoDelay(true);
    const pair = { near, far };
    this.pairs.add(pair);
    this.pass(near, far);
    this.pass(far, near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => undefined);
      one.once('close', () => {
        this.pairs.delete(pair);
        other.destroy();
      });
    }
  }

  /** Passes bytes on in their order, as late as the link is slow. */
  private pass(from: Socket, to: Socket): void {
    let last = Promise.resolve();
    let waiting = 0;
    const isFree = () => this.delay === 0 && this.stopped === undefined && waiting === 0;
    const put = (chunk: Buffer): void => {
      if (to.destroyed) return;
      if (!to.write(chunk)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    };
    from.on('data', (chunk: Buffer) => {
      if (isFree()) return put(chunk);
      waiting += 1;
      const ready = this.delay === 0 ? Promise.resolve() : new Promise<void>((done) => setTimeout(done, this.delay));
      last = last
        .then(() => ready)
        .then(() => this.stopped)
        .then(() => {
          waiting -= 1;
          put(chunk);
        });
    });
    from.on('end', () => void last.then(() => to.end()));
  }

  /** Ends every connection at once; new ones are taken. */
  cut(): void {
    for (const { near, far } of this.pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    this.pairs.clear();
  }

  /** Ends every connection, and every new one, until it is opened again. */
  shut(): void {
    this.isClosed = true;
    this.cut();
  }

  /** Each piece arrives so many milliseconds later. */
  slow(ms: number): void {
    this.delay = ms;
  }

  /** Takes everything and passes nothing on, as a network does whose other side is gone without a word. */
  stop(): void {
    this.stopped ??= new Promise((resolve) => (this.release = resolve));
  }

  /** Passes on what was held, and is as a link should be. */
  heal(): void {
    this.isClosed = false;
    this.delay = 0;
    this.stopped = undefined;
    this.release();
  }

  async close(): Promise<void> {
    this.heal();
    this.shut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
