import { createHmac } from 'node:crypto';
import type { Channel, Message } from './channels';
import { post } from './http';

export interface WebhookOptions {
  url: string;
  /** key of the signature, shared with the receiver */
  secret: string;
  /** origin of the links, and of the CloudEvents `source` */
  site: string;
  /** epoch ms */
  now(): number;
}

/** `v1=` and HMAC-SHA-256 in hex over `<timestamp>.<body>`; the timestamp in seconds, so that old calls can be refused. */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/**
 * Every message to one address of another system, as a CloudEvent (1.0, structured mode) signed in `Homeward-Signature`. Its
 * `id` stays the same over retries: a receiver that has seen it answers 200 and drops it.
 */
export class WebhookChannel implements Channel {
  readonly name = 'webhook';
  readonly outside = true;

  constructor(private readonly options: WebhookOptions) {}

  async send(message: Message): Promise<void> {
    const { url, secret, now } = this.options;
    const body = JSON.stringify(this.eventOf(message));
    const timestamp = Math.floor(now() / 1000);
    await post(url, body, {
      'Content-Type': 'application/cloudevents+json; charset=utf-8',
      'Homeward-Timestamp': String(timestamp),
      'Homeward-Signature': signatureOf(secret, timestamp, body),
    });
  }

  private eventOf({ id, alert, person, kind, rung, reference, text, dueAt, link, outside }: Message): object {
    const { site } = this.options;
    const lines = outside?.digest?.items.map((item) => ({ ...item, link: site + item.link }));
    return {
      specversion: '1.0',
      id,
      source: site,
      type: `homeward.alert.${kind}`,
      time: new Date(dueAt).toISOString(),
      ...(reference !== null && { subject: reference }),
      datacontenttype: 'application/json',
      data: {
        alert,
        person,
        kind,
        rung,
        reference,
        text,
        due: outside?.due ?? null,
        link: site + link,
        copy: outside?.copy ?? false,
        safety: outside?.safety ?? false,
        ...(lines && { items: lines, total: outside!.digest!.total }),
      },
    };
  }
}
