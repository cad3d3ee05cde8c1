/** Copies, shadows and forged lines at the write door, and its functions called out of turn. */
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { projectRoot } from '../../../libs/database';
import type { Outcome, Unit } from '../../../libs/engine';
import { accountOf } from '../../demo';
import type { Attacker } from './attacker';
import type { Tally } from './report';
import { lineOf, written } from './sql-unit';

/** Runs one of the commands over the journals of the product; what it says, and whether it found something. */
function command(name: string, dataFolder: string): { found: boolean; said: string } {
  const file = join(projectRoot(), 'dist', 'apps', 'commands', `${name}.js`);
  const env = { ...process.env, DATABASE_URL: '', HOMEWARD_DATA_DIR: dataFolder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { env, encoding: 'utf8' });
  return { found: status !== 0, said: stdout + stderr };
}

/** Lines that the door takes from who holds this login, and that no procedure makes: each is named by a command. */
export async function attackStory(
  who: Attacker,
  open: () => Promise<string>,
  now: number,
  tally: Tally,
): Promise<void> {
  const { dataFolder } = who.target;
  if (dataFolder === undefined) return;
  const body = '{"data":{},"facts":{}}';
  const digest = createHash('sha256').update(body).digest('hex');
  const content = { digest, compartment: 'open', body };
  const usual = {
    event: 'request.withdrawn',
    workflow: 'gatekeeping@1',
    parameters: 1,
    calendar: 1,
    to: 'decided',
    state: '0'.repeat(64),
  };
  const forge = async (more: Record<string, any>): Promise<string> => {
    const stream = await open();
    const told = await written(who, { lines: [lineOf(stream, 1, now, [], more)], checks: [] });
    if (told !== 'written') throw new Error(`a forged line: ${told}`);
    return stream;
  };
  const named = (what: string, streams: string[], name: string): void => {
    const { found, said } = command(name, dataFolder);
    const right = found && streams.some((stream) => said.includes(stream));
    if (tally.case(right, () => `${what}: ${name} says ${said.slice(0, 300)}`))
      tally.note(`${what}: written, and named by ${name}`);
  };
  named(
    'a state that no procedure reaches',
    [await forge({ entry: { ...usual, data: digest }, content })],
    'journal-replay',
  );
  named('the same without its form', [await forge({ entry: usual })], 'journal-replay');
  const lies = [
    await forge({ entry: { ...usual, data: digest, version: 9 }, content }),
    await forge({ entry: { ...usual, data: '0'.repeat(64) }, content: { ...content, digest: '0'.repeat(64) } }),
  ];
  named('a line that says another version, a form other than its digest', lies, 'journal-verify');
}

/** Names of the thief's own in front of those of the door: temporary tables and functions, which the queue needs to be allowed. */
export async function attackShadows(who: Attacker, unit: Unit, tally: Tally): Promise<void> {
  const client = await who.target.app.connect();
  try {
    await client.query('begin');
    // only where the queue lies in this database is the login given temporary tables
    const { rows: may } = await client.query<{ may: boolean }>(
      `select has_database_privilege(current_database(), 'temporary') as may`,
    );
    if (!may[0]!.may) return;
    for (const name of ['children', 'institutions', 'authorities', 'parameter_sets', 'journal'])
      await client.query(`create temporary table ${name} (like homeward.${name})`);
    await client.query(`create function pg_temp.refuse(text, text) returns void language sql as 'select'`);
    await client.query(
      `create function pg_temp.now() returns timestamptz language sql as $$ select timestamptz '2030-01-01' $$`,
    );
    await client.query('set search_path = pg_temp, pg_catalog');
    const { rows } = await client.query<{ outcomes: Outcome[] }>('select homeward.write($1::jsonb) as outcomes', [
      JSON.stringify([unit]),
    ]);
    const outcome = rows[0]!.outcomes[0]!;
    const told = 'error' in outcome ? `${outcome.error.state} ${outcome.error.constraint}` : JSON.stringify(outcome);
    const what = 'residential care for an infant, with tables and functions of the same names in front';
    if (tally.case(/authority_under_three/.test(told), () => `${what}: ${told}`)) tally.note(`${what}: ${told}`);
  } finally {
    await client.query('rollback');
    client.release(true);
  }
}

/** Keys and chains: a second line under one key, and lines forged beside the door. */
export async function attackCopies(who: Attacker, stream: string, now: number, tally: Tally): Promise<void> {
  const key = { person: accountOf('director.kandal').person, route: 'attack', key: randomUUID() };
  const { instance: _, ...line } = lineOf(stream, 1, now, [], {
    kind: 'refused',
    key,
    entry: { version: undefined, refused: ['N-01'] },
  });
  const first = await written(who, { lines: [line], checks: [] });
  const second = await written(who, { lines: [line], checks: [] });
  tally.case(second !== 'written', () => `one key, two lines: ${first}, then ${second}`);
  tally.note(`one key twice: ${first}, then ${second}`);
  const { app, owner } = who.target;
  const [last] = (
    await owner.query<{ seq: number; hash: Buffer; entry: string }>(
      'select seq, hash, entry from homeward.journal where stream = $1 order by seq desc limit 1',
      [stream],
    )
  ).rows;
  // the right chain, made with the very function of the door
  const forged = await app
    .query(
      `insert into homeward.journal (stream, seq, kind, at, entry, hash) values ($1::uuid, $2::int, 'event', now(), $3, homeward.line_hash($4, $1::uuid, $2::int, $3))`,
      [stream, last!.seq + 1, last!.entry, last!.hash],
    )
    .then(
      () => 'written',
      (error: { code: string; message: string }) => `${error.code} ${error.message}`,
    );
  if (tally.case(forged.startsWith('42501'), () => `a line beside the door, with the right chain: ${forged}`))
    tally.note(`a line beside the door, with the right chain: ${forged}`);
}

/** What a call may not move, asked in its own transaction. */
const calls: [what: string, sql: string, unmoved: string][] = [
  [
    'an anchor of a day to come',
    'select homeward.make_anchor(current_date + 400)',
    'select count(*) from homeward.anchors',
  ],
  [
    'the clock by hand set back',
    `update homeward.manual_clock set now = now - interval '1 day'`,
    'select now from homeward.manual_clock',
  ],
  [
    'a rung fired a year before its time',
    `select homeward.fire_rungs((select jsonb_agg(jsonb_build_object('task', id, 'rung', next_rung, 'name', 'worker', 'kind', 'task', 'en', 'x', 'km', 'x',
       'toRoles', '[]'::jsonb, 'at', next_rung_at + interval '1 second')) from homeward.tasks where closed_at is null))`,
    'select count(*), max(fired_at) from homeward.alerts',
  ],
  [
    'every rung passed without a word',
    `select homeward.fire_rungs((select jsonb_agg(jsonb_build_object('task', id, 'rung', next_rung, 'name', 'x', 'kind', '', 'en', '', 'km', '',
       'toRoles', '[]'::jsonb, 'at', next_rung_at + interval '1 second')) from homeward.tasks where closed_at is null and next_rung_at >= opened_at))`,
    'select sum(next_rung), count(next_rung_at) from homeward.tasks where closed_at is null',
  ],
  [
    'every rung fired in the year 2099',
    `select homeward.fire_rungs((select jsonb_agg(jsonb_build_object('task', id, 'rung', next_rung, 'name', 'x', 'kind', 'task', 'en', '', 'km', '',
       'toRoles', '[]'::jsonb, 'at', '2099-01-01')) from homeward.tasks where closed_at is null and next_rung_at is not null))`,
    'select sum(next_rung), count(next_rung_at) from homeward.tasks where closed_at is null',
  ],
  [
    'sessions that still live, cleared',
    `select homeward.clear_sessions(now() + interval '10 years', 1000)`,
    `select count(*) from homeward.sessions where expires_at > now()`,
  ],
  [
    'a letter of approval that nobody decided',
    `insert into homeward.documents (id, instance, seq, document, kind, language, number, snapshot, template, sha256, code, dated, issued_at, issued_by)
       select gen_random_uuid(), i.id, 1, 'approval', 'letter', 'km', i.reference || '/1', '{}', 'letter-1', repeat('a', 64), 'FARGED2345', '2017-03-06', now(),
         (select id from homeward.people limit 1) from homeward.instances i where i.workflow = 'gatekeeping' limit 1`,
    'select count(*) from homeward.documents',
  ],
  [
    'a letter taken back by nobody',
    `select homeward.revoke_documents(instance, seq, kind, 1, '') from homeward.documents`,
    'select count(*) from homeward.documents where revoked_at is null',
  ],
  [
    'kept files thrown away',
    'select homeward.discard_contents(content::uuid) from homeward.attachments',
    'select count(*) from homeward.attachment_contents',
  ],
];

/** Functions that the application may call, called out of turn: refused, or without effect. */
export async function attackFunctions(who: Attacker, tally: Tally): Promise<void> {
  for (const [what, sql, unmoved] of calls) {
    const client = await who.target.app.connect();
    const state = async (): Promise<string> => JSON.stringify((await client.query(unmoved)).rows);
    try {
      await client.query('begin');
      const before = await state();
      await client.query('savepoint here');
      const refused = await client.query(sql).then(
        () => undefined,
        (error: { code: string; constraint?: string; message: string }) =>
          `${error.code} ${error.constraint ?? error.message}`,
      );
      if (refused) await client.query('rollback to here');
      const after = await state();
      if (tally.case(before === after, () => `${what}: ${before} became ${after}`))
        tally.note(`${what}: ${refused ?? 'without effect'}`);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
}
