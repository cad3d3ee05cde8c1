/** Files of a case: who may send and read them, what is refused, and that nothing of the camera or the place is left. */
import { createHash, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import sharp from 'sharp';
import { Seal } from '../../libs/access';
import { Vault } from '../../libs/files';
import { Town } from './town';

let town: Town;
let child: string;
let open: string;

const concern = (of: string) => ({
  children: [of],
  reporter: 'neighbour',
  on: '2017-03-05',
  concern: 'The child is alone at night.',
  immediateDanger: false,
});

const openCase = async (of: string): Promise<string> => {
  const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data: concern(of) };
  return (await town.send('commune.kandal', '/instances', { body })).body.id;
};

/** A photograph as a phone makes it: camera, date, and the place where it was taken. */
const photograph = (width = 2400, height = 1200): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#3a7' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Phonemaker', Model: 'Camera 7', Copyright: 'Sok Dara' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '11/1 33/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '104/1 55/1 0/1' },
    })
    .toBuffer();

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const files = (id: string, more = ''): string => `/instances/${id}/attachments${more}`;
const send = (as: string | undefined, id: string, raw: Buffer, more = '', key?: string) =>
  town.send(as, files(id, more), { raw, key, headers: { 'Content-Type': 'application/octet-stream' } });
const said = async (answer: Promise<{ status: number; body: any }>): Promise<string> => {
  const { status, body } = await answer;
  return status < 400 ? String(status) : `${status} ${body.code}`;
};
/** Bytes of a file: `town.send` reads text. */
async function bytesOf(as: string, id: string, file: string) {
  const headers = { Authorization: `Bearer ${await town.tokenOf(as)}` };
  const answer = await fetch(`${town.api.url}/api/v1${files(id, `/${file}`)}`, { headers });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
const count = async (table: string): Promise<number> =>
  (await town.rows<{ n: number }>(`select count(*)::int as n from homeward.${table}`))[0]!.n;

beforeAll(async () => {
  town = await Town.open();
  child = await town.child();
  open = await openCase(child);
}, 60_000);
afterAll(() => town.close());

describe('who is refused', () => {
  it('tells nobody of another province, nor who is not signed in, that there is a case to send to', async () => {
    const photo = await photograph(40, 40);
    expect(await said(send(undefined, open, photo))).toBe('401 unauthenticated');
    for (const login of ['dsw.battambang', 'admin', 'province.kandal', 'village.kandal', 'rci.kdl-003']) {
      expect(await said(send(login, open, photo))).toBe('404 not_found');
      expect(await town.outcome(login, files(open))).toBe('404 not_found');
    }
    expect(await said(send('dsw.kandal', randomUUID(), photo))).toBe('404 not_found');
    expect([await count('attachments'), await count('attachment_contents')]).toEqual([0, 0]);
  });

  it('takes a file only from offices that record facts, with a key', async () => {
    const photo = await photograph(40, 40);
    expect(await said(send('panel-health.kandal', open, photo))).toBe('403 forbidden');
    const headers = { 'Content-Type': 'image/jpeg' };
    expect(await town.outcome('dsw.kandal', files(open), { raw: photo, key: null, headers })).toBe('400 key_missing');
    expect(await said(send('dsw.kandal', open, photo, '?about=secret'))).toBe('422 form_invalid');
    expect(await said(send('dsw.kandal', open, photo, '?label=Dara'))).toBe('422 form_invalid');
  });
});

describe('what is refused, in both languages', () => {
  const refusal = async (raw: Buffer) => (await send('dsw.kandal', open, raw)).body;

  it('what is no picture and no document, whatever it is called', async () => {
    for (const raw of [
      Buffer.from('<script>alert(1)</script>'),
      Buffer.from('MZ\x90\x00 a program'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      Buffer.alloc(0),
    ]) {
      const { code, titles, details } = await refusal(raw);
      expect([code, titles.en]).toEqual(['file_type', 'This kind of file is not taken.']);
      expect([titles.km, details.km].every((text) => /[ក-៿]/.test(text))).toBe(true);
    }
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)]);
    expect((await refusal(heic)).details.en).toMatch(/HEIC/);
  });

  it('what says it is a picture and is none, or only half of one', async () => {
    const photo = await photograph(400, 400);
    const script = Buffer.concat([photo.subarray(0, 20), Buffer.from('<script>alert(1)</script>')]);
    for (const raw of [script, photo.subarray(0, photo.length / 2), pdf.subarray(0, 40)])
      expect((await refusal(raw)).code).toBe('file_unreadable');
  });

  it('a picture that would fill the memory', async () => {
    const { create } = { create: { width: 9000, height: 9000, channels: 3 as const, background: '#000' } };
    const bomb = await sharp({ create, limitInputPixels: false }).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(500_000);
    const { code, details } = await refusal(bomb);
    expect([code, details.en]).toEqual(['file_unreadable', expect.stringContaining('40 million pixels')]);
  });

  it('what is too large, told or not told beforehand, while a body of JSON keeps its own limit', async () => {
    const large = Buffer.concat([await photograph(40, 40), Buffer.alloc(5 * 1024 * 1024)]);
    const { status, body } = await send('dsw.kandal', open, large);
    expect([status, body.code, body.details.en]).toEqual([413, 'file_too_large', expect.stringContaining('5 MB')]);
    expect(await sendInPieces(large)).toMatch(/^413 .*file_too_large/);
    const json = Buffer.from(JSON.stringify({ reason: 'x'.repeat(1_100_000) }));
    expect(await town.outcome('dsw.kandal', files(open, `/${randomUUID()}/withdraw`), { raw: json })).toBe(
      '413 body_too_large',
    );
  });

  it('leaves nothing behind', async () => {
    expect([await count('attachments'), await count('attachment_contents')]).toEqual([0, 0]);
  });
});

/** Sends without telling the length. */
async function sendInPieces(raw: Buffer): Promise<string> {
  const token = await town.tokenOf('dsw.kandal');
  const { hostname, port } = new URL(town.api.url);
  const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': randomUUID(), 'Transfer-Encoding': 'chunked' };
  return new Promise((resolve, reject) => {
    const sending = httpRequest(
      { hostname, port, method: 'POST', path: `/api/v1${files(open)}`, headers },
      (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => resolve(`${answer.statusCode} ${text}`));
      },
    );
    sending.on('error', reject);
    sending.end(raw);
  });
}

describe('a photograph', () => {
  let photo: Buffer;
  let id: string;

  it('is kept smaller, as JPEG, without the camera and the place', async () => {
    photo = await photograph();
    expect((await sharp(photo).metadata()).exif!.includes('Phonemaker')).toBe(true);
    const { status, body } = await send('dsw.kandal', open, photo, '?about=home');
    expect([status, body.width, body.height, body.type]).toEqual([201, 1600, 800, 'image/jpeg']);
    expect(body).toMatchObject({ number: 1, about: 'home', text: { en: 'Home' }, restricted: false, withdrawn: null });
    id = body.id;
    const read = await bytesOf('supervisor.kandal', open, id);
    expect(read.status).toBe(200);
    expect(createHash('sha256').update(read.bytes).digest('hex')).toBe(body.sha256);
    const { exif, xmp, iptc, format } = await sharp(read.bytes).metadata();
    expect([exif, xmp, iptc, format]).toEqual([undefined, undefined, undefined, 'jpeg']);
    for (const trace of ['Phonemaker', 'Camera 7', 'Sok Dara', 'Exif', 'GPS'])
      expect(read.bytes.includes(trace)).toBe(false);
  });

  it('stands upright, which only the camera knew', async () => {
    const lying = await sharp(await photograph(200, 100))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { body } = await send('dsw.kandal', open, lying);
    expect([body.width, body.height]).toEqual([100, 200]);
  });

  it('is handed out as a file of the case, which no browser runs', async () => {
    const { headers } = await bytesOf('dsw.kandal', open, id);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="GK-2017-\d{6}-1\.jpg"$/);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-type')).toBe('image/jpeg');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('lies sealed in the database, and opens only with the key of the installation', async () => {
    const [row] = await town.rows<{ content: string; bytes: Buffer }>(
      'select a.content, c.bytes from homeward.attachments a join homeward.attachment_contents c on c.id = a.content where a.id = $1',
      id,
    );
    const { bytes } = await bytesOf('dsw.kandal', open, id);
    expect(row!.bytes.length).toBeGreaterThan(bytes.length);
    expect(row!.bytes.includes(bytes.subarray(0, 64))).toBe(false);
    const [one, other] = [new Seal(Buffer.alloc(32, 1)), new Seal(Buffer.alloc(32, 2))];
    const content = randomUUID();
    await new Vault(town.context.pool, one).put(content, Buffer.from('a secret'));
    expect((await new Vault(town.context.pool, one).get(content)).toString()).toBe('a secret');
    await expect(new Vault(town.context.pool, other).get(content)).rejects.toThrow();
    await new Vault(town.context.pool, one).discard(content);
  });

  it('is a line of the journal, of no version, and a read of the file of the child', async () => {
    const [line] = await town.rows(
      `select version, kind, entry::json ->> 'event' as event from homeward.journal where stream = $1 and entry::json ->> 'attachment' = $2`,
      open,
      id,
    );
    expect(line).toEqual({ version: null, kind: 'registry', event: 'attachment.added' });
    const reads = () => town.rows(`select 1 from homeward.read_log where kind = 'child' and subject = $1`, child);
    const before = (await reads()).length;
    await bytesOf('dsw.kandal', open, id);
    expect(await reads()).toHaveLength(before + 1);
  });

  it('is one file however often it is sent: under its key, and under the id that the device chose', async () => {
    const key = randomUUID();
    const first = (await send('dsw.kandal', open, photo, '', key)).body.id;
    expect((await send('dsw.kandal', open, photo, '', key)).body.id).toBe(first);
    expect(await said(send('dsw.kandal', open, await photograph(50, 50), '', key))).toBe('422 key_reused');
    const own = randomUUID();
    const both = await Promise.all([1, 2].map(() => send('dsw.kandal', open, photo, `?attachment=${own}`)));
    expect(both.map(({ body }) => body.id)).toEqual([own, own]);
    expect(await said(send('dsw.kandal', open, pdf, `?attachment=${own}`))).toBe('409 conflict');
    expect(await said(send('commune.kandal', open, photo, `?attachment=${own}`))).toBe('409 conflict');
    expect(await count('attachment_contents')).toBe(await count('attachments'));
  });
});

describe('a document', () => {
  it('stays as it is', async () => {
    const { body } = await send('dsw.kandal', open, pdf, '?about=birth');
    expect([body.type, body.width]).toEqual(['application/pdf', null]);
    expect((await bytesOf('dsw.kandal', open, body.id)).bytes.equals(pdf)).toBe(true);
  });

  it('that is restricted is not even named to who may not read the compartment', async () => {
    const { id } = (await send('dsw.kandal', open, pdf, '?restricted=true')).body;
    const ids = async (as: string) =>
      (await town.send(as, files(open))).body.items.map((file: { id: string }) => file.id);
    expect(await ids('supervisor.kandal')).toContain(id);
    expect(await ids('officer.kandal')).not.toContain(id);
    expect((await bytesOf('supervisor.kandal', open, id)).status).toBe(200);
    expect((await bytesOf('officer.kandal', open, id)).status).toBe(404);
    const lines = (await town.send('officer.kandal', `/instances/${open}/journal?limit=200`)).body.items;
    const line = lines.find(
      (one: { event: string; restricted: boolean }) => one.event === 'attachment.added' && one.restricted,
    );
    expect(line.data).toBeNull();
  });

  it('that another office sent is read by that office and by who reads the journal', async () => {
    const { id } = (await send('hospital.kandal', open, pdf, '?about=health')).body;
    const shown = (await town.send('hospital.kandal', files(open))).body.items;
    expect(shown.map((file: { id: string }) => file.id)).toEqual([id]);
    expect((await bytesOf('police.kandal', open, id)).status).toBe(404);
    expect((await bytesOf('dsw.kandal', open, id)).status).toBe(200);
  });
});

describe('a file that was wrong', () => {
  it('is withdrawn by who sent it or a supervisor, with a reason, once; it is hidden and not removed', async () => {
    const { id } = (await send('dsw.kandal', open, pdf)).body;
    const withdraw = (as: string, body: object = { reason: 'It shows another child.' }) =>
      town.send(as, files(open, `/${id}/withdraw`), { body });
    expect(await said(withdraw('dsw.battambang'))).toBe('404 not_found');
    expect(await said(withdraw('dsw.kandal', {}))).toBe('422 form_invalid');
    expect(await said(withdraw('court.kandal'))).toBe('404 not_found');
    const { body } = await withdraw('supervisor.kandal');
    expect(body.withdrawn.line).toBeGreaterThan(body.line);
    expect(await said(withdraw('dsw.kandal'))).toBe('409 file_withdrawn');
    expect((await bytesOf('dsw.kandal', open, id)).status).toBe(404);
    const lines = (await town.send('dsw.kandal', `/instances/${open}/journal?limit=200`)).body.items;
    expect(lines.at(-1)).toMatchObject({
      event: 'attachment.withdrawn',
      data: { id, reason: 'It shows another child.' },
    });
    expect(
      await town.rows(
        'select 1 from homeward.attachments a join homeward.attachment_contents c on c.id = a.content where a.id = $1',
        id,
      ),
    ).toHaveLength(1);
  });

  it('cannot be rewritten or removed, by the application or by the owner of the database', async () => {
    const app = (sql: string) => town.context.pool.query(sql);
    await expect(app(`update homeward.attachments set about = 'other'`)).rejects.toThrow(/permission denied/);
    await expect(app('delete from homeward.attachment_contents')).rejects.toThrow(/permission denied/);
    const owner = (sql: string) => town.database.owner.query(sql);
    await expect(owner(`update homeward.attachments set withdrawn_at = null`)).rejects.toThrow(/not rewritten/);
    await expect(owner('delete from homeward.attachments')).rejects.toThrow(/not rewritten/);
    await expect(owner(`update homeward.attachment_contents set key = 'x'`)).rejects.toThrow(/not rewritten/);
    await expect(owner('delete from homeward.attachment_contents')).rejects.toThrow(/not rewritten/);
  });
});

describe('a case that is closed', () => {
  it('takes no file any more, and the door refuses one that was on its way when it closed', async () => {
    const other = await openCase(await town.child('kandal', { names: [{ latin: 'Sok Vanna' }] }));
    await town.database.owner.query(`update homeward.instances set status = 'closed' where id = $1`, [other]);
    expect(await said(send('dsw.kandal', other, pdf))).toBe('409 instance_closed');
    const at = '2017-03-06T02:00:00.000Z';
    const ops = [{ op: 'attachment.add', data: { id: randomUUID(), content: randomUUID() } }];
    const line = { stream: other, kind: 'registry' as const, at, entry: '{"actor":{}}', ops };
    const outcome = await town.context.door.write({ lines: [line], checks: [] });
    expect(outcome).toMatchObject({ ok: false, error: { constraint: 'attachment_case_open' } });
    expect(await town.rows('select 1 from homeward.attachments where instance = $1', other)).toEqual([]);
  });

  it('leaves a chain that holds', async () => {
    const rows = await town.rows<{ ok: boolean }>(
      `select bool_and(j.hash = homeward.line_hash(coalesce(p.hash, decode(repeat('00', 32), 'hex')), j.stream, j.seq, j.entry)) as ok
       from homeward.journal j left join homeward.journal p on p.stream = j.stream and p.seq = j.seq - 1`,
    );
    expect(rows[0]!.ok).toBe(true);
  });
});
