/** What the application's login may do to tables itself, each with its reason; all else goes through the functions of the door. */

export interface Allowed {
  insert?: true;
  delete?: true;
  /** columns, or all */
  update?: string[] | 'all';
  why: string;
}

/** By table of the schema `homeward`. The journal, cases, tasks, timers, alerts and the register are not among them. */
export const allowed: Record<string, Allowed> = {
  answers: { insert: true, delete: true, update: 'all', why: 'first answers to keys, cleared after 35 days' },
  attempts: { insert: true, delete: true, update: 'all', why: 'counts of failed sign-ins, forgotten after a day' },
  attachment_contents: {
    insert: true,
    why: 'sealed bytes of a file; they count once a line of the journal names their digest',
  },
  calendar_links: { insert: true, update: ['used_at', 'revoked_at'], why: 'addresses of calendars, by their hash' },
  credentials: {
    update: [
      'changed_at',
      'one_time',
      'password',
      'totp_pending',
      'totp_secret',
      'totp_sign_in_step',
      'totp_step',
      'totp_use',
    ],
    why: 'people choose passwords and second factors; who stands in it is the door’s',
  },
  deliveries: {
    update: ['attempts', 'dead_at', 'dropped_at', 'last_error', 'read_at', 'retry_at', 'sent_at'],
    why: 'how far a message came; what it says and to whom is the door’s',
  },
  documents: { insert: true, why: 'letters as issued, frozen; none is changed' },
  heartbeats: { insert: true, delete: true, update: 'all', why: 'which processes are alive' },
  manual_clock: { update: ['now'], why: 'the clock by hand, forward only; none outside the sandbox' },
  notices: { update: ['printed_at', 'printed_by'], why: 'that a notice was printed' },
  outbox_imported: { insert: true, update: ['fate', 'settled_at'], why: 'work of devices that was handed over' },
  outbox_received: { insert: true, why: 'keys of work that devices sent' },
  outbox_secret: { insert: true, why: 'one row, where there is no seal key' },
  package_returns: { insert: true, why: 'which packages of an inspection came back' },
  read_log: { insert: true, why: 'append-only' },
  security_log: { insert: true, why: 'append-only' },
  sessions: {
    insert: true,
    update: ['last_seen_at', 'limited', 'revoked_at', 'revoked_why', 'rotated_at', 'token_hash'],
    why: 'sign-in, by the hash of a token',
  },
  troubles: { insert: true, delete: true, update: 'all', why: 'what could not be done yet' },
  uploads: { insert: true, why: 'photos announced; their parts come through a function' },
};
