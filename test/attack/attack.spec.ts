/** `npm run attack` in small: a part of its cases with a fixed seed, and that it says so when something is broken. */
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { attackAll, parts, settle } from '../../apps/commands/attack/all';
import { Attacker, type Target } from '../../apps/commands/attack/attacker';
import { caseOf, readCase, seats, tryCase } from '../../apps/commands/attack/cases';
import { attackDoors, attackUnsigned } from '../../apps/commands/attack/doors';
import type { Made } from '../../apps/commands/attack/doors-use';
import { fuzzBodies } from '../../apps/commands/attack/fuzz';
import { seatOf } from '../../apps/commands/attack/neighbours';
import { sightIn, verdictIn, type Matter } from '../../apps/commands/attack/policy';
import { rowOf, tableOf, type Row, type Tally } from '../../apps/commands/attack/report';
import { searchLogs } from '../../apps/commands/attack/secrets';
import { attackLock } from '../../apps/commands/attack/sign-in';
import { attackTables } from '../../apps/commands/attack/sql';
import { attackDoor } from '../../apps/commands/attack/sql-door';
import { boundedArchive } from '../../apps/api/archives';
import { attackStates } from '../../apps/commands/attack/states';
import { walk } from '../../apps/commands/attack/walk';
import { workbookOf } from '../../apps/commands/attack/zips';
import { workflows } from '../../workflows';
import { readSheet } from '../../libs/registry';
import writeXlsxFile from 'write-excel-file/node';
import { Town } from '../api/town';

const targetOf = (town: Town, url = town.api.url): Target => ({
  url,
  owner: town.database.owner,
  app: town.database.pool,
  logged: () => town.logged.join(''),
  memory: () => 0,
});

describe('the attack in small', () => {
  let town: Town;
  let rows: Row[];
  beforeAll(async () => {
    town = await Town.open({ HOMEWARD_PROXY: '1' });
    const only = Object.keys(parts).filter((part) => part !== 'packages');
    rows = await attackAll(targetOf(town), { seed: 2017, only, quick: true, say: () => undefined });
  }, 480_000);
  afterAll(() => town.close());

  it('breaks nothing', () => {
    expect(rows.flatMap(({ name, broken }) => broken.map((what) => `${name}: ${what}`))).toEqual([]);
    expect(rows.filter(({ skipped }) => skipped)).toEqual([]);
  });

  it('tries something in every row, and counts it', () => {
    for (const { name, tried, held } of rows)
      expect([name, tried > 0 || name === 'memory', held]).toEqual([name, true, tried]);
    expect(rows.reduce((sum, { tried }) => sum + tried, 0)).toBeGreaterThan(4_000);
    expect(tableOf(rows, false)).toMatch(/in all +\d{4,} +\d{4,} +0 /);
  });
});

it('lists one’s own reviews to who also decides about others’, and says 404 of a child that is not there', async () => {
  const town = await Town.open();
  expect(await town.outcome('supervisor.kandal', '/reviews?mine=true')).toBe('200');
  expect(await town.outcome('supervisor.kandal', '/children/82e9c2c7-1c15-489c-9efa-1e3ff2522b41')).toBe(
    '404 not_found',
  );
  const broken = { nameKm: 'ឈ្មោះ', nameEn: 'A\r\nBcc: all@attack.example' };
  expect(await town.outcome('admin', '/people', { body: broken })).toBe('422 form_invalid');
  await town.close();
});

/** Passes everything on to the product, and bends what comes back. */
async function between(
  url: string,
  bend: (asked: IncomingMessage, came: IncomingMessage, answer: ServerResponse) => void,
  as: (headers: IncomingMessage['headers']) => string | undefined = () => undefined,
): Promise<{ url: string; server: Server }> {
  const server = createServer((asked, answer) => {
    const { hostname, port } = new URL(url);
    const authorization = as(asked.headers) ?? asked.headers.authorization;
    const headers = { ...asked.headers, ...(authorization !== undefined && { authorization }) };
    const on = httpRequest({ hostname, port, method: asked.method, path: asked.url, headers }, (came) =>
      bend(asked, came, answer),
    );
    on.on('error', () => answer.destroy());
    asked.pipe(on);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** Passes everything on with other headers. */
function betweenAs(
  url: string,
  as: (headers: IncomingMessage['headers']) => string | undefined,
): Promise<{ url: string; server: Server }> {
  const bend = (_: IncomingMessage, came: IncomingMessage, answer: ServerResponse): void => {
    answer.writeHead(came.statusCode!, came.headers);
    came.pipe(answer);
  };
  return between(url, bend, as);
}

const support = workflows.find(({ id }) => id === 'family-support')!;

describe('the policy, as the attack reads it', () => {
  const matter: Matter = { area: '081007', guests: [], children: ['a'], institution: 'KDL', holders: [], secret: null };
  const sights = (more: Partial<Matter> = {}): string =>
    seats
      .filter((seat) => sightIn(seat, { ...matter, ...more }) !== 'none')
      .map(({ login }) => login)
      .join(' ');

  it('shows a case to the offices of its place, to guests, to who holds a task, and to its house', () => {
    const there =
      'commune.kandal dsw.kandal supervisor.kandal officer.kandal director.kandal mosvy ngo.kandal police.kandal hospital.kandal court.kandal panel-health.kandal';
    expect(sights()).toBe(there);
    expect(sights({ children: [] })).toContain('province.kandal');
    expect(sights({ guests: ['0801'] })).toContain('dsw.next supervisor.next ngo.next');
    expect(sights({ holders: [seatOf('dsw.battambang').person] })).toBe(`${there} dsw.battambang`);
    expect(sights({ institution: seatOf('rci.kdl-001').institution })).toBe(`${there} rci.kdl-001`);
    expect(sights({ secret: { roles: ['mosvy'], persons: [seatOf('dsw.kandal').person] } })).toBe('dsw.kandal mosvy');
  });

  it('lets act whom the domain and the matrix name, within reach, and leaves a never to its rule', () => {
    const gatekeeping = workflows.find(({ id }) => id === 'gatekeeping')!;
    const verdict = (login: string, event: string): string => verdictIn(seatOf(login), gatekeeping, event, matter);
    expect(verdict('commune.kandal', 'request.submitted')).toBe('admitted');
    expect(verdict('commune.next', 'request.submitted')).toBe('hidden');
    expect(verdict('officer.kandal', 'request.submitted')).toBe('forbidden');
    const house = { ...matter, institution: seatOf('rci.kdl-003').institution! };
    expect(verdictIn(seatOf('rci.kdl-003'), gatekeeping, 'request.submitted', house)).toBe('never');
  });

  it('walks into every state that lasts of a procedure', () => {
    const leaves = new Set(walk(support).flatMap(({ node }) => node.leaves));
    expect(leaves.size).toBe(28);
  });
});

describe('a product with a hole', () => {
  let town: Town;
  let who: Attacker;
  let at: Made;
  const servers: Server[] = [];
  beforeAll(async () => {
    town = await Town.open({ HOMEWARD_PROXY: '1' });
    who = new Attacker(targetOf(town), 1);
    at = await settle(who);
  }, 120_000);
  afterAll(async () => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    await town.close();
  });

  const found = async (attack: (tally: Tally) => Promise<void>): Promise<string> =>
    (await rowOf('hole', 'hole', attack)).broken.join('\n');
  const bent = async (bend: Parameters<typeof between>[1]): Promise<Attacker> => {
    const { url, server } = await between(town.api.url, bend);
    servers.push(server);
    return new Attacker(targetOf(town, url), 1);
  };
  const pass = (came: IncomingMessage, answer: ServerResponse, status = came.statusCode!): void => {
    answer.writeHead(status, came.headers);
    came.pipe(answer);
  };

  it('that lets the application write a table is named with the column', async () => {
    await town.rows('grant update (closed_at) on homeward.tasks to homeward_app');
    expect(await found((tally) => attackTables(who, tally))).toBe('update homeward."tasks".closed_at: done');
    await town.rows('revoke update (closed_at) on homeward.tasks from homeward_app');
    expect(await found((tally) => attackTables(who, tally))).toBe('');
  });

  it('is named in a table that nobody told the attack of', async () => {
    await town.rows('create table homeward.new_things (id int)');
    await town.rows('grant delete on homeward.new_things to homeward_app');
    const broken = await found((tally) => attackTables(who, tally));
    await town.rows('drop table homeward.new_things');
    expect(broken).toMatch(/^delete homeward\."new_things": done$/m);
  });

  it('in the register is named by the child that it fails', async () => {
    await town.rows('alter table homeward.authorities disable trigger user');
    const broken = await found((tally) => attackDoor(who, at, tally));
    await town.rows('alter table homeward.authorities enable trigger user');
    expect(broken).toMatch(/^residential care for an infant: written$/m);
  });

  it('that forgets to ask who reads the journal is named by route, role and province', async () => {
    const open = await bent((asked, came, answer) =>
      pass(came, answer, asked.url!.endsWith('/journal') && came.statusCode === 403 ? 200 : undefined),
    );
    const broken = await found((tally) =>
      attackDoors(open, at, tally, (route) => route === 'GET /instances/{id}/journal'),
    );
    expect(broken).toMatch(/^GET \/instances\/\{id\}\/journal by commune \(own province\): 200$/m);
    expect(broken).not.toMatch(/far province/);
  });

  it('that takes the next district for the own is named by who sits there, in lists, reads and acts', async () => {
    const next = `Bearer ${await who.tokenOf('dsw.next')}`;
    const own = `Bearer ${await who.tokenOf('dsw.kandal')}`;
    const proxy = await betweenAs(town.api.url, ({ authorization }) => (authorization === next ? own : undefined));
    servers.push(proxy.server);
    const open = new Attacker(targetOf(town, proxy.url), 1);
    // the other logins sign in as themselves; this one has its session from here, so that the proxy knows it
    open.remember('dsw.next', next.slice('Bearer '.length));
    // nor who has a second factor, whose codes of the moment the other has used
    for (const { login } of seats.filter((seat) => seatOf(seat.login).totpSecret !== undefined))
      open.remember(login, await who.tokenOf(login));
    const broken = await found((tally) => attackDoors(open, at, tally, (route) => route === 'GET /instances'));
    expect(broken).toMatch(/^GET \/instances by dsw \(next door, dsw\.next\): 200$/m);
    expect(broken).toMatch(/^GET \/instances by dsw \(next door, dsw\.next\): shows the case$/m);
    const one = await caseOf(open, at.case!);
    expect(await found((tally) => readCase(open, one, tally))).toMatch(
      /^gatekeeping read by dsw\.next in .*: 200, sight none$/,
    );
    const acts = await found(
      async (tally) => void (await tryCase(open, one, tally, (_, possible) => (possible ? seats : []))),
    );
    expect(acts).toMatch(
      /^gatekeeping concern\.triaged by dsw\.next in .*: 422 form_invalid, the policy says hidden$/m,
    );
    expect(acts).not.toMatch(/by (?!dsw\.next)/);
  });

  it('that says that an act was done, and does nothing, is named by event and state', async () => {
    const idle = await bent((asked, came, answer) =>
      pass(came, answer, /\/events$/.test(asked.url!) && came.statusCode === 422 ? 200 : undefined),
    );
    const broken = await found((tally) => attackStates(idle, tally, { states: 1, steps: 200, idle: 0 }, [support]));
    expect(broken).toMatch(/by .*, who may, in .*: 200, version 1 is 1/);
  }, 60_000);

  it('that answers without a session is named', async () => {
    const open = await bent((asked, came, answer) =>
      pass(came, answer, asked.url === '/api/v1/tasks' && came.statusCode === 401 ? 200 : undefined),
    );
    expect(await found((tally) => attackUnsigned(open, at, tally, (route) => route === 'GET /tasks'))).toMatch(
      /^GET \/tasks without a session: 200$/m,
    );
  });

  it('that falls over a body is named with the body', async () => {
    const weak = await bent((asked, came, answer) =>
      pass(came, answer, asked.method === 'POST' && came.statusCode === 413 ? 500 : undefined),
    );
    const broken = await found((tally) => fuzzBodies(weak, at, tally, (route) => route === 'POST /families'));
    expect(broken).toMatch(/^POST \/families with a deep list: 500/m);
  });

  it('that writes a token into its log is named, without the token', async () => {
    const token = await who.tokenOf('dsw.kandal');
    const talkative = {
      ...targetOf(town),
      logged: () => `${town.logged.join('')}{"msg":"answered","cookie":"${token}"}\n`,
    };
    const again = new Attacker(talkative, 1);
    again.secrets.add(token);
    const broken = await found((tally) => searchLogs(again, tally));
    expect(broken).toMatch(/is in the log/);
    expect(broken).not.toContain(token);
  });

  it('that locks the person out with the stranger is named', async () => {
    await town.rows(
      `create function homeward.forget() returns trigger language plpgsql as $$ begin new.source := null; return new; end $$`,
    );
    await town.rows(
      'create trigger forget before insert on homeward.security_log for each row execute function homeward.forget()',
    );
    const broken = await found((tally) => attackLock(who, tally));
    await town.rows('drop trigger forget on homeward.security_log');
    await town.rows('drop function homeward.forget()');
    expect(broken).toMatch(/the person, from where they sign in every day, while a stranger guesses: 429 locked_out/);
  });
});

describe('a table in XLSX', () => {
  it('is read as it was written', async () => {
    const written = await writeXlsxFile(
      [
        [{ value: 'nameKm' }, { value: 'born' }],
        [{ value: 'ដារ៉ា <&>' }, { value: 7 }],
      ],
      { sheet: 'a' },
    ).toBuffer();
    expect(await readSheet(boundedArchive(written))).toEqual(await readSheet(written));
  });

  it('is refused where it unpacks to too much, says less than it holds, or declares entities', () => {
    const row = Buffer.from('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>');
    const code = (bytes: Buffer): string => {
      try {
        return `read ${boundedArchive(bytes).length > 0}`;
      } catch (problem) {
        return (problem as { code: string }).code;
      }
    };
    expect(code(workbookOf(row))).toBe('read true');
    expect(code(workbookOf(Buffer.alloc(5_000_000, 0x20)))).toBe('file_too_large');
    expect(code(workbookOf(Buffer.alloc(5_000_000, row), { claimed: 10 }))).toBe('file_too_large');
    expect(code(workbookOf(row, { doctype: '<!DOCTYPE a>' }))).toBe('file_unreadable');
    expect(code(Buffer.from('PK\x03\x04 and no more'))).toBe('file_unreadable');
  });
});
