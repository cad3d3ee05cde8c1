/** What each client asked and what it was told, written line by line as it happens; the checker reads nothing else of the load. */
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An act that a client sends until it is answered, always with the same key. */
export interface Asked {
  what: 'asked';
  key: string;
  client: number;
  person: string;
  route: string;
  act: 'open' | 'event' | 'child' | 'file';
  /** the event's type */
  type: string;
  /** the case that it is about; absent at its opening */
  instance?: string;
  /** a name that no other act gives */
  mark?: string;
  /** milliseconds since the beginning: before the first byte was sent */
  at: number;
}

/** The answer to an act. */
export interface Told {
  what: 'told';
  key: string;
  status: number;
  code?: string;
  id?: string;
  version?: number;
  tries: number;
  /** milliseconds since the beginning: after the last byte was read */
  at: number;
}

/** One request to which no such answer came, and why. */
export interface Failed {
  what: 'failed';
  key: string;
  why: string;
  at: number;
}

/** The client went away without an answer. */
export interface Left {
  what: 'left';
  key: string;
  at: number;
}

export type Entry = Asked | Told | Failed | Left;

/** One client's file. */
export class Notebook {
  private readonly file: string;

  constructor(folder: string, client: number) {
    this.file = join(folder, `client-${client}.jsonl`);
  }

  write(entry: Entry): void {
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
  }
}

/** Everything that the clients wrote, each client's in its order. */
export function readRecords(folder: string): Entry[] {
  return readdirSync(folder)
    .filter((name) => /^client-\d+\.jsonl$/.test(name))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);
}
