/** An inspection of 2,000 answers and 60 photos over a link that drops ten times: nothing lost, nothing twice. */
import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import {
  inOrder,
  sendWaiting,
  type Arrived,
  type Link,
  type PhotoHead,
  type Piece,
  type Waiting,
} from '../../apps/web/src/offline/inspection-send';
import { version1 } from '../../workflows/inspection/checklist/version1';
import { badLink, seeded } from '../support/bad-link';
import { holdToDocument } from './answers';
import { liveAt } from './played';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(300_000);

const lead = 'supervisor.kandal';
const member = 'dsw.kandal';
const personOf = (login: string) => accountOf(login).person;
const sha256 = (bytes: Buffer | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());

/** Moves a case on by an event, as its newest version. */
async function act(as: string, id: string, type: string, data: object) {
  const { version } = (await town.send(lead, `/instances/${id}`)).body;
  const answer = await town.send(as, `/instances/${id}/events`, {
    body: { type, data },
    headers: { 'If-Match': `"${version}"` },
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
const seat = (login: string, isLead: boolean) => ({
  person: personOf(login),
  lead: isLead,
  interestDeclared: 'none',
});

/** An inspection with its team, on its day or before it; `issued`: until when the package is good. */
async function inspection(on = '2017-03-06', issued: string | null = '2017-03-08T09:00:00+07:00'): Promise<string> {
  const opened = await town.send('officer.kandal', '/instances', {
    body: {
      workflow: 'inspection',
      event: 'inspection.planned',
      area: '081007',
      data: { institution: institutionId('KDL-003'), on, announced: false, why: ['annual'] },
    },
  });
  if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
  const { id } = opened.body;
  await act(lead, id, 'team.assigned', { members: [seat(lead, true), seat(member, false)] });
  if (issued) await act(lead, id, 'package.issued', { checklist: 1, expected: 0, expiresAt: issued });
  return id;
}

class Refusal extends Error {
  constructor(readonly status: number) {
    super(String(status));
  }
}

/** The link of a device over an address, as the web application speaks. */
function linkOver(base: string, instance: string, token: string): Link {
  const ask = async (
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    type: string,
  ): Promise<any> => {
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Type': type,
      ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }),
    };
    const answer = await fetch(`${base}/api/v1/inspections/${instance}${path}`, { method, headers, body });
    const told: unknown = JSON.parse(await answer.text());
    holdToDocument(method, answer.url, answer.status, told);
    if (!answer.ok) throw new Refusal(answer.status);
    return told;
  };
  const json = 'application/json';
  return {
    pieces: (pieces) => ask('POST', '/pieces', JSON.stringify({ pieces }), json),
    begin: ({ id, size, sha256: sum }) =>
      ask('PUT', `/photos/${id}`, JSON.stringify({ size, sha256: sum }), json) as Promise<Arrived>,
    part: (id, offset, bytes) =>
      ask('PATCH', `/photos/${id}?offset=${offset}`, bytes, 'application/octet-stream') as Promise<Arrived>,
  };
}

/** What a device holds: pieces, and photos of noise so that no two are alike. */
class Tablet implements Waiting {
  readonly left = { pieces: new Map<string, Piece>(), photos: new Map<string, PhotoHead>() };
  readonly bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly refusals: unknown[] = [];
  constructor(
    all: readonly Piece[],
    private readonly shots: readonly PhotoHead[],
  ) {
    all.forEach((piece) => this.left.pieces.set(piece.id, piece));
    shots.forEach((shot) => this.left.photos.set(shot.id, shot));
  }
  get pieces() {
    return [...this.left.pieces.values()];
  }
  get photos() {
    return this.shots.filter(({ id }) => this.left.photos.has(id));
  }
  bytesOf = (id: string) => Promise.resolve(this.bytes.get(id));
  tried = (ids: readonly string[]) => Promise.resolve(ids.map((id) => this.left.pieces.get(id)!));
  sent(ids: readonly string[]): Promise<void> {
    for (const id of ids) if (!this.left.pieces.delete(id)) this.left.photos.delete(id);
    return Promise.resolve();
  }
  refused(_id: string, error: unknown): Promise<void> {
    this.refusals.push(error);
    return Promise.resolve();
  }
  progress(): void {}
  isFinal = (error: unknown) => error instanceof Refusal && error.status < 500 && error.status !== 401;
}

const hard = new Set(version1.flatMap(({ id, hard: trigger }) => (trigger ? [id] : [])));

/** Answers and photos of one tablet; each item is answered again and again, each answer in place of the one before. */
async function found(answers: number, photos: number, random: () => number): Promise<Tablet> {
  const pieces: Piece[] = [];
  const last = new Map<string, string>();
  const clock = Date.parse('2017-03-07T09:00:00+07:00');
  const write = (kind: Piece['kind'], item: string, body: Record<string, unknown>, id: string = randomUUID()) => {
    const counter = pieces.length + 1;
    const supersedes = kind === 'answer' ? last.get(item) : undefined;
    const capturedAt = new Date(clock + counter * 1_000).toISOString();
    pieces.push({ id, kind, item, body, device: 'tablet-1', counter, capturedAt, ...(supersedes && { supersedes }) });
    if (kind === 'answer') last.set(item, id);
  };
  for (let n = 0; n < answers; n += 1) {
    const { id } = version1[n % version1.length]!;
    write('answer', id, { answer: random() < 0.1 ? 'fails' : 'meets', note: `ចម្លើយទី ${n}` });
  }
  const shots: PhotoHead[] = [];
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  for (let n = 0; n < photos; n += 1) {
    const raw = Buffer.from(Uint8Array.from({ length: 256 * 256 * 3 }, () => Math.floor(random() * 256)));
    const jpeg = new Uint8Array(
      await sharp(raw, { raw: { width: 256, height: 256, channels: 3 } })
        .resize(720)
        .jpeg({ quality: 92 })
        .toBuffer(),
    );
    const id = randomUUID();
    shots.push({ id, size: jpeg.length, sha256: sha256(jpeg) });
    bytes.set(id, jpeg);
    write('photo', 'buildings', { sha256: sha256(jpeg), about: 'buildings', faces: false }, id);
  }
  const tablet = new Tablet(pieces, shots);
  bytes.forEach((each, id) => tablet.bytes.set(id, each));
  return tablet;
}

it('loses nothing and takes nothing twice of 2,000 answers and 60 photos over a link that drops ten times', async () => {
  const instance = await inspection();
  const random = seeded(2017);
  const tablet = await found(2_000, 60, random);
  const all = tablet.pieces;
  const total = 600_000 + [...tablet.bytes.values()].reduce((sum, { length }) => sum + length, 0);
  const drops = Array.from({ length: 10 }, (_, n) => Math.round((total * (n + 0.2 + 0.6 * random())) / 10.5));
  const link = await badLink(town.api.url);
  link.arm(drops);
  const sends = linkOver(link.url, instance, await town.tokenOf(member));
  let tries = 0;
  const began = performance.now();
  while (tablet.pieces.length + tablet.photos.length > 0 && tries < 40) {
    tries += 1;
    await sendWaiting(tablet, sends, hard).catch((error: unknown) => {
      if (error instanceof Refusal) throw error;
    });
  }
  await link.close();
  const took = ((performance.now() - began) / 1000).toFixed(1);
  const size = (total - 600_000) / 1_048_576;
  process.stderr.write(
    `upload of 2,000 answers and 60 photos (${size.toFixed(1)} MB), ${link.dropped()} drops, ${tries} tries: ${took} s\n`,
  );
  expect({
    dropped: link.dropped(),
    refused: tablet.refusals,
    left: tablet.pieces.length + tablet.photos.length,
  }).toEqual({
    dropped: 10,
    refused: [],
    left: 0,
  });
  expect(tries).toBeGreaterThan(10);
  const kept = await town.rows(
    `select id, kind, item, body, device, counter, captured_at, received_at, supersedes from homeward.inspection_pieces where instance = $1`,
    instance,
  );
  expect(kept).toHaveLength(2_060);
  const byId = new Map(kept.map((row) => [row.id, row]));
  for (const piece of all) {
    const row = byId.get(piece.id)!;
    expect([row.kind, row.item, row.body, row.counter, row.supersedes]).toEqual([
      piece.kind,
      piece.item,
      piece.body,
      piece.counter,
      piece.supersedes ?? null,
    ]);
    // the device is a day ahead: its time is kept beside ours, and nothing follows from it
    expect(row.captured_at.toISOString()).toBe(piece.capturedAt);
    expect(row.received_at.toISOString().slice(0, 10)).toBe('2017-03-06');
  }
  const files = await town.rows(
    'select id, received, size from homeward.attachments where instance = $1 order by id',
    instance,
  );
  expect(files.map(({ id, received }) => [id, received])).toEqual(
    [...tablet.bytes].map(([id, bytes]) => [id, sha256(bytes)]).sort(([one], [other]) => (one! < other! ? -1 : 1)),
  );
  expect(await town.rows('select 1 from homeward.upload_parts')).toEqual([]);
  const { body: put } = await town.send(lead, `/inspections/${instance}`);
  expect([put.answered, put.photos, put.conflicts, put.missing]).toEqual([60, 60, [], []]);
});

it('sends what is dangerous to a child before everything else, after the answer whose place it takes', async () => {
  const piece = (counter: number, more: Partial<Piece>): Piece => ({
    id: `p${counter}`,
    kind: 'answer',
    item: 'food.meals',
    body: { answer: 'meets' },
    device: 'd',
    counter,
    capturedAt: '2017-03-06T00:00:00Z',
    ...more,
  });
  const [item] = hard;
  const pieces = [
    piece(1, {}),
    piece(2, { item: item! }),
    piece(3, {}),
    piece(4, { item: item!, body: { answer: 'fails' }, supersedes: 'p2' }),
    piece(5, { kind: 'roll', item: 'unknown-1', body: { underThree: true } }),
    piece(6, { kind: 'talk', item: 'talk-1', body: { disclosure: true } }),
  ];
  expect(inOrder(pieces, hard).map(({ counter }) => counter)).toEqual([2, 4, 5, 6, 1, 3]);
});

describe('a photo', () => {
  let instance: string;
  const path = (id: string) => `/inspections/${instance}/photos/${id}`;
  const photo = (seed: number) => {
    const random = seeded(seed);
    const raw = Buffer.from(Uint8Array.from({ length: 64 * 64 * 3 }, () => Math.floor(random() * 256)));
    return sharp(raw, { raw: { width: 64, height: 64, channels: 3 } })
      .jpeg()
      .toBuffer();
  };
  const octets = { 'Content-Type': 'application/octet-stream' };
  const part = (as: string, id: string, offset: number, bytes: Buffer) =>
    town.send(as, `${path(id)}?offset=${offset}`, { method: 'PATCH', raw: bytes as never, headers: octets });
  beforeAll(async () => {
    instance = await inspection();
  });

  it('is taken from its team alone', async () => {
    const [id, bytes] = [randomUUID(), await photo(1)];
    const announce = { method: 'PUT', body: { size: bytes.length, sha256: sha256(bytes) } };
    expect(await town.outcome('rci.kdl-003', path(id), announce)).toBe('404 not_found');
    expect(await town.outcome('officer.kandal', path(id), announce)).toBe('403 forbidden');
    expect(await town.outcome(member, path(id), announce)).toBe('200');
    // of two in a team, each sends the own
    expect((await part(lead, id, 0, bytes)).body.code).toBe('forbidden');
  });

  it('goes on where it stopped, refuses a gap, and is one file however often its parts come', async () => {
    const [id, bytes] = [randomUUID(), await photo(2)];
    await town.send(member, path(id), { method: 'PUT', body: { size: bytes.length, sha256: sha256(bytes) } });
    expect((await part(member, id, 0, bytes.subarray(0, 500))).body).toMatchObject({ offset: 500, done: false });
    expect((await part(member, id, 0, bytes.subarray(0, 500))).body).toMatchObject({ offset: 500, done: false });
    expect((await part(member, id, 900, bytes.subarray(900))).body.code).toBe('conflict');
    expect((await town.send(member, path(id))).body).toMatchObject({ offset: 500 });
    const ended = await Promise.all([1, 2, 3].map(() => part(member, id, 500, bytes.subarray(500))));
    expect(ended.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await town.send(member, path(id))).body).toMatchObject({ offset: bytes.length, done: true });
    expect(await town.rows('select received from homeward.attachments where id = $1', id)).toEqual([
      { received: sha256(bytes) },
    ]);
  });

  it('that is not what was announced is not kept, and may come again', async () => {
    const [id, bytes] = [randomUUID(), await photo(3)];
    await town.send(member, path(id), { method: 'PUT', body: { size: bytes.length, sha256: sha256(bytes) } });
    const wrong = Buffer.from(bytes);
    wrong[700]! ^= 1;
    expect((await part(member, id, 0, wrong)).body.code).toBe('file_unreadable');
    expect((await part(member, id, 0, Buffer.concat([bytes, bytes]))).body.code).toBe('file_unreadable');
    expect((await part(member, id, 0, Buffer.alloc(262_145))).body.code).toBe('file_too_large');
    expect((await part(member, id, 0, bytes)).body).toMatchObject({ done: true });
    const other = { method: 'PUT', body: { size: 7, sha256: 'ab'.repeat(32) } };
    expect(await town.outcome(member, path(id), other)).toBe('409 conflict');
  });

  it('lies sealed while it is on its way', async () => {
    const [id, bytes] = [randomUUID(), await photo(4)];
    await town.send(member, path(id), { method: 'PUT', body: { size: bytes.length, sha256: sha256(bytes) } });
    await part(member, id, 0, bytes.subarray(0, 400));
    const [row] = await town.rows('select sealed from homeward.upload_parts where upload = $1', id);
    expect(row!.sealed.startsWith(town.context.config.sealKey ? 'gcm:' : 'plain:')).toBe(true);
  });
});

describe('the package', () => {
  it('is given to the team alone, logged, and says no more of a child than the roll-call needs', async () => {
    const [child, institution] = [await town.child(), institutionId('KDL-003')];
    await liveAt(town, institution, [child], '2017-03-05T10:00:00+07:00');
    const instance = await inspection('2017-03-06', null);
    await act(lead, instance, 'package.issued', { checklist: 1, expected: 1, expiresAt: '2017-03-08T09:00:00+07:00' });
    const path = `/inspections/${instance}/package`;
    expect(await town.outcome('rci.kdl-003', path)).toBe('404 not_found');
    expect(await town.outcome('officer.kandal', path)).toBe('403 forbidden');
    const { status, body } = await town.send(member, path);
    expect(status).toBe(200);
    expect(body.package.checklist.items).toHaveLength(60);
    expect(body.package.beds).toBe(30);
    expect(body.package.expected.map((child: object) => Object.keys(child).sort())).toEqual([
      ['authorised', 'band', 'child', 'disability', 'name', 'sex', 'underFive', 'underThree'],
    ]);
    const reads = await town.rows(
      `select via from homeward.read_log where subject = $1 and person = $2 and via like '%package%'`,
      instance,
      personOf(member),
    );
    expect(reads).toHaveLength(1);
    const left = { kind: 'departure', children: [child], institution, at: '2017-03-06T08:00:00+07:00' };
    expect(await town.outcome(member, '/facts', { body: left })).toBe('201');
  });

  it('comes back with its signature, and a changed one is refused', async () => {
    const instance = await inspection();
    const path = `/inspections/${instance}/package`;
    const { package: given, signature } = (await town.send(member, path)).body;
    const back = (more: object) => ({
      body: { package: given, signature, device: 'tablet-1', at: '2017-03-07T09:00:00+07:00', ...more },
    });
    const taken = await town.send(member, path, back({}));
    expect(taken.body).toEqual({ valid: true, late: false, deviceOff: 86_400 });
    expect((await town.send(member, path, back({}))).body.valid).toBe(true);
    expect(await town.rows('select 1 from homeward.package_returns where instance = $1', instance)).toHaveLength(1);
    expect(await town.outcome(member, path, back({ package: { ...given, beds: 4 } }))).toBe('422 form_invalid');
    expect(await town.outcome('officer.kandal', path, back({}))).toBe('403 forbidden');
  });

  it('is refused before it is issued, before the day of a secret inspection, and after it has expired', async () => {
    const rule = async (id: string) => (await town.send(member, `/inspections/${id}/package`)).body.rules[0].id;
    expect(await rule(await inspection('2017-03-06', null))).toBe('inspection.package');
    expect(await rule(await inspection('2017-03-08'))).toBe('inspection.secret');
    const soon = await inspection('2017-03-06', '2017-03-06T09:30:00+07:00');
    expect(await town.outcome(member, `/inspections/${soon}/package`)).toBe('200');
    await (town.context.clock as unknown as { set(at: number): Promise<void> }).set(
      Date.parse('2017-03-06T09:31:00+07:00'),
    );
    expect(await town.outcome(member, `/inspections/${soon}/package`)).toBe('422 refused_by_rule');
  });
});

describe('the list of inspections', () => {
  it('holds a secret draw for those alone who may know of it', async () => {
    const instance = await inspection('2017-03-07');
    const ids = async (as: string, query = '') =>
      (await town.send(as, `/inspections${query}`)).body.items.map(({ id }: { id: string }) => id);
    for (const login of ['officer.kandal', 'mosvy', lead, member]) expect(await ids(login)).toContain(instance);
    for (const login of ['rci.kdl-003', 'dsw2.kandal', 'province.kandal', 'commune.kandal'])
      expect(await ids(login)).not.toContain(instance);
    expect(await ids(member, '?mine=true')).toContain(instance);
    expect(await ids('officer.kandal', '?mine=true')).toEqual([]);
  });
});

it('shows two answers that differ, and counts only what one of the team puts in place of both', async () => {
  const instance = await inspection();
  const write = (as: string, pieces: object[]) =>
    town.send(as, `/inspections/${instance}/pieces`, { body: { pieces } });
  const piece = (counter: number, body: object, supersedes?: string) => ({
    id: randomUUID(),
    kind: 'answer',
    item: 'fire.drill',
    device: 'tablet',
    counter,
    capturedAt: '2017-03-06T02:00:00Z',
    body,
    ...(supersedes && { supersedes }),
  });
  const [mine, theirs] = [piece(1, { answer: 'meets' }), piece(1, { answer: 'fails' })];
  await write(member, [mine]);
  await write(lead, [theirs]);
  const read = async () => (await town.send(lead, `/inspections/${instance}`)).body;
  expect((await read()).conflicts).toEqual(['fire.drill']);
  const { items } = (await town.send(lead, `/inspections/${instance}/pieces`)).body;
  expect(items.map((each: any) => [each.person, each.body.answer, each.current]).sort()).toEqual(
    [
      [personOf(member), 'meets', true],
      [personOf(lead), 'fails', true],
    ].sort(),
  );
  const settled = { answer: 'fails', note: 'We looked again together.' };
  await write(lead, [piece(2, settled, mine.id), piece(3, settled, theirs.id)]);
  const after = await read();
  expect(after.conflicts).toEqual([]);
  expect(after.findings).toEqual([{ item: 'fire.drill', severity: expect.any(String) }]);
});
