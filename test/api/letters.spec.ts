/** Letters through the API: who reads them, that they stay as they were issued, and what anybody may ask about them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Player, storyForm, type Story } from '../../apps/commands/story-player';
import { makeCode, readCode } from '../../libs/letters';
import { placeKey } from '../../libs/letters/form';
import { Sources } from '../../libs/letters/sources';
import { workflows } from '../../workflows';
import { Town } from './town';

let town: Town;
let refused: string;
let approved: string;
let story: AsyncGenerator<unknown>;

const storyOf = (name: string): Story =>
  storyForm.parse(JSON.parse(readFileSync(join(__dirname, `../stories/${name}.json`), 'utf8')));

/** Begins a story and plays its first steps; the others can be played later. */
function begin(name: string): (steps: number) => Promise<void> {
  story = new Player(town.api.url, storyOf(name)).play();
  return async (steps) => {
    for (let i = 0; i < steps; i += 1) {
      const { value } = (await story.next()) as { value: { differences: string[]; number: number } };
      if (value.differences.length > 0)
        throw new Error(`${name} step ${value.number}: ${value.differences.join('; ')}`);
    }
  };
}

const caseOf = async (area: string): Promise<string> =>
  (
    await town.rows<{ id: string }>(
      `select id from homeward.instances where workflow = 'gatekeeping' and area like $1 order by opened_at desc limit 1`,
      `${area}%`,
    )
  )[0]!.id;
const documents = (id: string, more = ''): string => `/instances/${id}/documents${more}`;
const stored = () =>
  town.rows(`select * from homeward.documents where kind = 'letter' order by issued_at, language desc`);
const itemOf = async (as: string, id: string, document: string) =>
  (await town.send(as, documents(id))).body.items.find((item: { document: string }) => item.document === document);
/** Bytes of an answer: `town.send` reads text. */
async function bytesOf(as: string, path: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const headers = { Authorization: `Bearer ${await town.tokenOf(as)}` };
  const answer = await fetch(`${town.api.url}/api/v1${path}`, { headers });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const verify = (code: string) => fetch(`${town.api.url}/verify/${code}`);

beforeAll(async () => {
  town = await Town.open();
  await begin('E1')(18);
  refused = await caseOf('0810');
}, 240_000);
afterAll(() => town.close());

const decision = { reasons: 'The mother can care for her.', needs: ['material'], referrals: ['idpoor'] };
const draft = { event: 'decision.refusedFamilySupport', data: decision };

describe('who is refused', () => {
  it('tells nobody of another province, and nobody who is not signed in, that there is a letter', async () => {
    for (const path of [documents(refused), documents(refused, '/refusal'), documents(refused, '/no-such-letter')]) {
      expect(await town.outcome(undefined, path)).toBe('401 unauthenticated');
      expect(await town.outcome('director.battambang', path)).toBe('404 not_found');
      expect(await town.outcome('rci.btb-002', path)).toBe('404 not_found');
      expect(await town.outcome('admin', path)).toBe('404 not_found');
    }
    const preview = documents(refused, '/refusal/preview');
    expect(await town.outcome('director.battambang', preview, { body: draft })).toBe('404 not_found');
    expect(await town.outcome('dsw.kandal', preview, { body: draft })).toBe('403 forbidden');
    expect(await town.rows('select 1 from homeward.documents')).toEqual([]);
  });

  it('lets the institution that was asked for read nothing that is not addressed to it', async () => {
    const { status, body } = await town.send('rci.kdl-003', documents(refused));
    expect(status).toBe(200);
    const own = ['approval', 'interim-care', 'reinstatement'];
    expect(body.items.map((item: { document: string }) => item.document)).toEqual(own);
    for (const document of ['refusal', 'form-1', 'form-2'])
      expect(await town.outcome('rci.kdl-003', documents(refused, `/${document}`))).toBe('403 forbidden');
  });

  it('shows the contents of the file, as Form 2, only to those who read the journal', async () => {
    expect(await town.outcome('police.kandal', documents(refused, '/form-2'))).toBe('403 forbidden');
    expect(await town.outcome('police.kandal', `/instances/${refused}/journal`)).toBe('403 forbidden');
    const seen = (await town.send('police.kandal', documents(refused))).body.items;
    expect(seen.map((item: { kind: string }) => item.kind)).not.toContain('form');
    expect(await town.outcome('supervisor.kandal', documents(refused, '/form-2?as=html'))).toBe('200');
  });

  it('hides what is restricted from who may not read the compartment, and takes nothing of it into a letter', async () => {
    const [{ seq }] = (await town.rows(
      `select seq from homeward.journal where stream = $1 and entry::json ->> 'event' = 'form2.submitted'`,
      refused,
    )) as [{ seq: number }];
    const move = (to: string) =>
      town.database.owner.query(
        `alter table homeward.contents disable trigger user; update homeward.contents set compartment = '${to}' where stream = '${refused}' and seq = ${seq};
         alter table homeward.contents enable trigger user`,
      );
    await move('restricted');
    expect(await town.outcome('officer.kandal', documents(refused, '/form-2?as=html'))).toBe('404 not_found');
    expect((await itemOf('officer.kandal', refused, 'form-2')).line).toBeNull();
    expect(await town.outcome('supervisor.kandal', documents(refused, '/form-2?as=html'))).toBe('200');
    const path = documents(refused, '/refusal/preview?as=html&lang=en');
    expect((await town.send('director.kandal', path, { body: draft })).body).not.toContain('(Form 2)');
    await move('open');
    expect((await town.send('director.kandal', path, { body: draft })).body).toContain('(Form 2)');
  });

  it('refuses a document that the case does not have, and an address that says more than it knows', async () => {
    expect(await town.outcome('director.kandal', documents(refused, '/approval'))).toBe('404 not_found');
    expect(await town.outcome('director.kandal', documents(refused, '/refusal?line=1'))).toBe('404 not_found');
    expect(await town.outcome('director.kandal', documents(refused, '/refusal?lang=fr'))).toBe('422 form_invalid');
    expect(await town.outcome('director.kandal', documents(refused, '/Refusal'))).toBe('422 form_invalid');
  });
});

describe('a refusal', () => {
  it('is listed before it is printed, with what the case could have', async () => {
    const item = await itemOf('director.kandal', refused, 'refusal');
    expect(item).toMatchObject({ kind: 'letter', issued: [], revoked: null, title: { en: 'Decision' } });
    expect(item.number).toMatch(/^GK-2017-\d{6}\/\d+$/);
    expect(await itemOf('director.kandal', refused, 'approval')).toMatchObject({ line: null, number: null });
  });

  it('gets its letter as PDF: frozen, the same bytes each time, its name without a name', async () => {
    const first = await bytesOf('director.kandal', documents(refused, '/refusal'));
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('application/pdf');
    expect(first.headers.get('content-disposition')).toMatch(/^inline; filename="GK-2017-\d{6}-\d+-km\.pdf"$/);
    expect(first.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await town.database.owner.query(`update homeward.child_names set km = 'ឈ្មោះថ្មី', latin = 'New Name'`);
    const again = await bytesOf('officer.kandal', documents(refused, '/refusal'));
    expect(again.bytes.equals(first.bytes)).toBe(true);
    const [row] = await stored();
    expect(row).toMatchObject({ instance: refused, document: 'refusal', language: 'km', template: 'letter-1' });
    expect((await itemOf('officer.kandal', refused, 'refusal')).issued).toMatchObject([
      { sha256: row!.sha256, code: row!.code },
    ]);
  });

  it('says the same to read, in both languages: reasons, rules, the last day of the appeal', async () => {
    const km = await town.send('dsw.kandal', documents(refused, '/refusal?as=html'));
    expect(km.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(km.body).toContain('<html lang="km">');
    expect(km.body).toContain('ថ្ងៃទី២២ ខែមេសា ឆ្នាំ២០១៧');
    const { body } = await town.send('dsw.kandal', documents(refused, '/refusal?as=html&lang=en'));
    expect(body).toContain('Poverty alone is never a ground. The mother can care for her daughter with support.');
    expect(body).toContain('22 April 2017');
    expect(body).toContain('<strong>N-02</strong>');
    expect(body).toContain('IDPoor, Scholarship');
    // what was frozen first is what every print says
    expect(body).not.toContain('New Name');
    expect(body).not.toMatch(/<script|style=/);
  });

  it('is logged as a read of the file of the child', async () => {
    const [{ children }] = (await town.rows(
      `select array_agg(subject) as children from homeward.subjects where instance = $1 and kind = 'child'`,
      refused,
    )) as [{ children: string[] }];
    const reads = () =>
      town
        .rows(`select 1 from homeward.read_log where kind = 'child' and subject = $1`, children[0])
        .then((r) => r.length);
    const before = await reads();
    await town.send('dsw.kandal', documents(refused, '/refusal?as=html'));
    expect(await reads()).toBe(before + 1);
  });

  it('cannot be rewritten or removed, and not revoked without a line of the journal that does it', async () => {
    const app = (sql: string, ...values: unknown[]) => town.context.pool.query(sql, values);
    await expect(app(`update homeward.documents set snapshot = '{}'`)).rejects.toThrow(/permission denied/);
    await expect(app('delete from homeward.documents')).rejects.toThrow(/permission denied/);
    await expect(app(`select homeward.revoke_documents($1, 1, 'refusal', 9999, 'because')`, refused)).rejects.toThrow(
      /only a later line/,
    );
    const owner = (sql: string) => town.database.owner.query(sql);
    await expect(owner(`update homeward.documents set number = 'X'`)).rejects.toThrow(/not rewritten/);
    await expect(owner('delete from homeward.documents')).rejects.toThrow(/not rewritten/);
  });
});

describe('a letter that nobody decided', () => {
  const forged = (document: string, kind: string, code: string | null) =>
    town.context.pool.query(
      `insert into homeward.documents (id, instance, seq, document, kind, language, number, snapshot, template, sha256, code, dated, issued_at, issued_by)
       select gen_random_uuid(), $1, 1, $2, $3, 'km', 'GK-2017-000001/1', '{}', 'letter-1', repeat('a', 64), $4, '2017-03-06', now(), id
       from homeward.people limit 1`,
      [refused, document, kind, code],
    );

  it('is refused by the database: a document is written from the event it tells of', async () => {
    for (const [document, kind] of [
      ['approval', 'letter'],
      ['refusal', 'letter'],
      ['form-2', 'form'],
      ['closure-certificate', 'letter'],
      ['made-up', 'letter'],
    ] as const)
      await expect(forged(document, kind, kind === 'letter' ? makeCode() : null)).rejects.toMatchObject({
        code: 'HW062',
        constraint: 'document_of_its_event',
      });
  });

  it('is not valid, even where its row stands', async () => {
    const [{ code, number }] = (await stored()) as [{ code: string; number: string }];
    const status = async () => (await town.send(undefined, `/verify/${code}`)).body.status;
    const renumber = async (as: string) => {
      await town.database.owner.query('alter table homeward.documents disable trigger user');
      await town.database.owner.query('update homeward.documents set number = $1 where code = $2', [as, code]);
      await town.database.owner.query('alter table homeward.documents enable trigger user');
    };
    expect(await status()).toBe('valid');
    await renumber(`${number}0`);
    expect(await status()).not.toBe('valid');
    await renumber(number);
    expect(await status()).toBe('valid');
  });

  it('the database knows the events of every document, as the procedures say them', async () => {
    const said = workflows.flatMap(({ id, documents: all = [] }) =>
      all.flatMap(({ id: document, kind, sources }) => sources.map((event) => [id, document, kind, event].join(' '))),
    );
    const known = await town.rows<{ row: string }>(
      `select concat_ws(' ', workflow, document, kind, event) as row from homeward.document_sources`,
    );
    expect(known.map(({ row }) => row).sort()).toEqual([...new Set(said)].sort());
  });
});

describe('a preview', () => {
  it('reads as the letter would, marked as a draft, and stores nothing', async () => {
    const counts = () =>
      town.rows(`select (select count(*) from homeward.documents) as documents, (select count(*) from homeward.answers) as answers,
        (select count(*) from homeward.journal) as lines`);
    const before = await counts();
    const path = documents(refused, '/refusal/preview');
    const { status, body, headers } = await town.send('director.kandal', `${path}?as=html&lang=en`, { body: draft });
    expect(status).toBe(200);
    expect(body).toContain('DRAFT, NOT SIGNED');
    expect(body).toContain('The mother can care for her.');
    expect(body).not.toContain('/verify/');
    expect(headers.get('content-disposition')).toMatch(/^inline; filename="GK-2017-\d{6}-en\.html"$/);
    expect((await town.send('director.kandal', path, { body: draft })).headers.get('content-type')).toBe(
      'application/pdf',
    );
    expect(await counts()).toEqual(before);
  });

  it('refuses a form that cannot be taken, and an event that is not its own', async () => {
    const path = documents(refused, '/refusal/preview');
    const sent = (body: unknown) => town.outcome('director.kandal', path, { body });
    expect(await sent({ event: draft.event, data: {} })).toBe('422 form_invalid');
    expect(await sent({ event: 'decision.approved', data: decision })).toBe('422 event_unknown');
  });
});

describe('the public page', () => {
  it('says of a code number, date and valid, in both languages, to anybody, and nothing else', async () => {
    const [{ code, number, snapshot }] = (await stored()) as [Record<string, string>];
    const answer = await verify(code!);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    for (const said of [number!, '23 March 2017', 'ថ្ងៃទី២៣ ខែមីនា ឆ្នាំ២០១៧', 'មានសុពលភាព', '>valid<'])
      expect(page).toContain(said);
    const { signatory, reasons } = JSON.parse(snapshot!);
    for (const kept of ['Dara', 'ដារ៉ា', signatory.name.en, signatory.name.km, reasons])
      expect(page).not.toContain(kept);
    expect(page).not.toMatch(/<script/);
    const { body } = await town.send(undefined, `/verify/${code!.slice(0, 5).toLowerCase()}-${code!.slice(5)}`);
    expect(body).toEqual({ number, date: '2017-03-23', status: 'valid' });
  });

  it('answers a code that no letter has calmly, at an even pace', async () => {
    const other = await verify(makeCode());
    expect(other.status).toBe(404);
    expect(await other.text()).toContain('No letter has this code.');
    expect(readCode('ABC')).toBeUndefined();
    const start = performance.now();
    expect(await town.outcome(undefined, '/verify/ABC')).toBe('404 not_found');
    expect(performance.now() - start).toBeGreaterThanOrEqual(24);
  });
});

describe('an approval', () => {
  const status = async (code: string) => (await town.send(undefined, `/verify/${code}`)).body.status;

  it('gets its letter, which the institution may read too, and which loses its force with the admission', async () => {
    const play = begin('G3');
    await play(12);
    approved = await caseOf('18');
    expect((await bytesOf('director.sihanouk', documents(approved, '/approval'))).status).toBe(200);
    expect((await bytesOf('rci.psv-009', documents(approved, '/approval?lang=en'))).status).toBe(200);
    expect(await town.outcome('rci.psv-009', documents(approved, '/form-2'))).toBe('403 forbidden');
    const codes = (await stored()).filter(({ document }) => document === 'approval').map(({ code }) => code as string);
    expect(codes).toHaveLength(2);
    const verdicts = () => Promise.all(codes.map(status));
    const asked = await verdicts();
    await play(3);
    expect([asked, await verdicts()]).toEqual([
      ['valid', 'valid'],
      ['revoked', 'revoked'],
    ]);
    const rows = (await stored()).filter(({ document }) => document === 'approval');
    expect(rows.map(({ reason }) => reason)).toEqual(['suspended', 'suspended']);
    expect((await itemOf('director.sihanouk', approved, 'approval')).revoked.reason.en).toBe('suspended');
    const page = await town.send('director.sihanouk', documents(approved, '/approval?as=html&lang=en'));
    expect(page.body).toContain('This document is no longer valid');
    // the print itself stays as it was issued
    const pdf = await bytesOf('director.sihanouk', documents(approved, '/approval'));
    expect(pdf.status).toBe(200);
  }, 60_000);
});

it('names the places of a form by the gazetteer, and leaves a code that is not in it', async () => {
  const sources = new Sources(town.context.pool, town.context.settings);
  const names = await sources.namesIn({ commune: '081007', home: { code: '08100701' }, other: '999999' });
  expect([...names.keys()]).toEqual([placeKey('081007'), placeKey('08100701')]);
  const { en, km } = names.get(placeKey('081007'))!;
  expect(en).toMatch(/ Commune, .* Province$/);
  expect(km).toMatch(/^ឃុំ.* ខេត្ត/);
});

describe('the public pages together', () => {
  it('serves its own style and type, and asks who asks too often to wait', async () => {
    const style = await fetch(`${town.api.url}/letters.css`);
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    const font = await fetch(`${town.api.url}/letters/khmer-400.woff2`);
    expect([font.status, font.headers.get('content-type')]).toEqual([200, 'font/woff2']);
    expect((await fetch(`${town.api.url}/letters/khmer-900.woff2`)).status).toBe(404);
    const codes = await Promise.all(Array.from({ length: 70 }, () => verify('ABC').then(({ status }) => status)));
    expect(new Set(codes)).toEqual(new Set([404, 429]));
  });
});
