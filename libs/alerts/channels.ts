import type { Role, Text } from '../../workflows/workflow';

/** One line of a digest. */
export interface DigestItem {
  reference: string;
  title: Text;
  /** last good day, written out */
  due: Text;
  days: number;
  high: boolean;
  /** path in the web application */
  link: string;
}

/** What stands in a digest besides its sentence. */
export interface DigestDetails {
  items: DigestItem[];
  total: number;
}

/** What is sent to one person: a reference, a title, dates and where to look; nothing about a child. */
export interface Message {
  /** stable over retries, so that a channel and its receiver can leave out a repeat */
  id: string;
  alert: string;
  person: string;
  kind: string;
  rung: string;
  reference: string | null;
  text: Text;
  /** epoch ms: of the alert */
  dueAt: number;
  /** path in the web application */
  link: string;
  /** for channels outside: the rest of what they say */
  outside?: Outside;
}

/** What a channel outside needs besides: where to, in which language, and the shorter words. */
export interface Outside {
  /** address or telephone number; '' for a channel that needs none */
  to: string;
  language: 'en' | 'km';
  /** somebody else must act */
  copy: boolean;
  safety: boolean;
  /** who must act */
  toRoles: Role[];
  /** the fewest words: reference and date */
  short: Text;
  /** when the task was due, written out; none for what is no task */
  due?: Text;
  digest?: DigestDetails;
}

/** One way to reach a person. `send` throws when the message was not taken; it is tried again later. */
export interface Channel {
  readonly name: string;
  /** the channel leaves the product: one message after the other, each with its time limit, tried a bounded number of times */
  readonly outside?: boolean;
  /** the sort of address it needs; a channel without one takes every message */
  readonly needs?: 'email' | 'sms';
  /** takes copies for information as well */
  readonly copies?: boolean;
  send(message: Message): Promise<void>;
  close?(): Promise<void>;
}

/** A message that no repetition will bring to its receiver: refused for good. */
export class Undeliverable extends Error {}

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
