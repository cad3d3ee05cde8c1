import type { Text } from '../../workflows/workflow';

/** What is sent to one person: a reference, a title, dates and where to look; nothing about a child. */
export interface Message {
  /** stable over retries, so that a channel can leave out a repeat */
  id: string;
  alert: string;
  person: string;
  kind: string;
  rung: string;
  reference: string | null;
  text: Text;
  /** epoch ms */
  dueAt: number;
  /** path in the web application */
  link: string;
}

/** One way to reach a person. `send` throws when the message was not taken; it is tried again later. */
export interface Channel {
  readonly name: string;
  send(message: Message): Promise<void>;
}

/** The inbox is the table itself: the person reads it over HTTP. */
export class InboxChannel implements Channel {
  readonly name = 'inbox';
  async send(): Promise<void> {}
}

/** What the log channel writes to; pino is one. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

/** Writes each message to the log, for places that collect logs; no personal data. */
export class LogChannel implements Channel {
  readonly name = 'log';
  constructor(private readonly log: Log) {}

  async send({ id, alert, person, kind, rung, reference, dueAt, link }: Message): Promise<void> {
    this.log.info(
      { message: id, alert, person, kind, rung, reference, dueAt: new Date(dueAt).toISOString(), link },
      'alert',
    );
  }
}
