/** Lists as files: who may take them, what they say of themselves, and that no cell is run as a formula. */
import { inflateRawSync } from 'node:zlib';
import { inert } from '../../apps/api/sheets';
import { roles } from '../../workflows/workflow';
import { Played } from './played';
import { accountOf, loginsOf, Town } from './town';

let town: Town;
const logins = loginsOf('kandal');
const supervisors = 'districtSupervisor pdosvyOfficer pdosvyDirector mosvy';

beforeAll(async () => {
  town = await Town.open();
  await new Played(town, 'E1').until();
}, 240_000);
afterAll(() => town.close());

/** The bytes of an export. */
async function download(as: string, path: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const answer = await fetch(`${town.api.url}/api/v1/exports${path}`, {
    headers: { Authorization: `Bearer ${await town.tokenOf(as)}` },
  });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
const linesOf = async (as: string, path: string) =>
  (await download(as, path)).bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');

/** The text of one part of a zip file whose sizes stand in its central directory. */
function partOf(zip: Buffer, name: string): string {
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06') + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [size, length, more, comment] = [20, 28, 30, 32].map((o, i) =>
      i === 0 ? zip.readUInt32LE(at + o) : zip.readUInt16LE(at + o),
    ) as [number, number, number, number];
    const start = zip.readUInt32LE(at + 42);
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    if (zip.toString('utf8', at + 46, at + 46 + length) === name) {
      const body = zip.subarray(data, data + size);
      return (zip.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)).toString('utf8');
    }
    at += 46 + length + more + comment;
  }
  throw new Error(`no ${name}`);
}

describe('who may take a file', () => {
  it.each([
    ['tasks', supervisors],
    ['incidents', supervisors],
    ['decisions', supervisors],
    ['team', supervisors],
    ['indicators', `commune dsw ${supervisors} provincialAdministration`],
    ['requests', roles.filter((role) => role !== 'administrator').join(' ')],
    [
      'institutions',
      'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker police hospital court panelMember provincialAdministration administrator',
    ],
  ])('%s', async (list, expected) => {
    expect(await town.outcome(undefined, `/exports/${list}`)).toBe('401 unauthenticated');
    const let_in = [];
    for (const role of roles) if ((await town.outcome(logins[role], `/exports/${list}`)) === '200') let_in.push(role);
    expect(let_in.join(' ')).toBe(expected);
  });

  it('refuses a list that does not exist, and a filter of another list', async () => {
    expect(await town.outcome('mosvy', '/exports/children')).toBe('422 form_invalid');
    expect(await town.outcome('mosvy', '/exports/tasks?standing=closed')).toBe('422 form_invalid');
    expect(await town.outcome('mosvy', '/exports/tasks?overdue=perhaps')).toBe('422 form_invalid');
  });

  it('gives each only the rows of the own area', async () => {
    const [near, far] = await Promise.all(
      ['director.kandal', 'director.battambang'].map((as) => linesOf(as, '/decisions?lang=en')),
    );
    expect(near!.some((line) => line.includes('GK-'))).toBe(true);
    expect(far!.some((line) => line.includes('GK-'))).toBe(false);
  });
});

describe('what a file says', () => {
  it('says first which list, which filter, when and for which office, in the language asked for', async () => {
    const english = await linesOf('supervisor.kandal', '/tasks?lang=en&area=0810');
    expect(english.slice(0, 6)).toEqual([
      'Homeward,List,Tasks',
      'Filter,area=0810',
      expect.stringMatching(/^Made at \(Phnom Penh\),2017-\d\d-\d\d \d\d:\d\d$/),
      'Made by (role and area),"district supervisor, 0810"',
      '',
      'Reference,What,Role,Area,Due,Overdue,Opened',
    ]);
    const { items } = (await town.send('supervisor.kandal', '/tasks?area=0810&limit=200')).body;
    expect(english).toHaveLength(6 + items.length);
    const khmer = await linesOf('supervisor.kandal', '/tasks');
    expect(khmer[5]).toMatch(/^លេខយោង,/);
  });

  it('is CSV in UTF-8 with a mark, as an attachment that names its list', async () => {
    const { headers, bytes } = await download('mosvy', '/institutions?format=csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="?homeward-institutions-2017-\d\d-\d\d\.csv"?$/,
    );
    expect(bytes.toString('utf8')).toContain('ផ្ទះទន្លេប្រឌិត');
  });

  it('is XLSX with the same rows', async () => {
    const { headers, bytes } = await download('mosvy', '/institutions?format=xlsx&lang=en');
    expect(headers.get('content-type')).toMatch(/spreadsheetml/);
    const texts = partOf(bytes, 'xl/sharedStrings.xml');
    for (const text of ['Homeward', 'Filter', 'KDL-003', 'Invented River House']) expect(texts).toContain(text);
    expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('<f>');
  });

  it('shows hidden numbers of indicators as hidden', async () => {
    const lines = await linesOf('mosvy', '/indicators?lang=en&by=province');
    const share = lines.find((line) => line.startsWith('I-03,'))!;
    expect(share).toContain('fewer than 5: not published');
    expect(lines.find((line) => line.startsWith('I-13,'))).toContain('when the care plans of all procedures');
  });

  it.each(['tasks', 'incidents', 'requests', 'decisions', 'indicators', 'team'])(
    'names no child in %s',
    async (list) => {
      const names = await town.rows<{ name: string }>(
        'select distinct unnest(array[km, latin]) as name from homeward.child_names',
      );
      const text = (await linesOf('mosvy', `/${list}`)).join('\n');
      expect(names.length).toBeGreaterThan(3);
      for (const { name } of names.filter((one) => one.name)) expect(text).not.toContain(name);
    },
  );

  it('is kept in the log of reads with its filter and size', async () => {
    await linesOf('director.kandal', '/decisions?from=2017-03-01');
    const [line] = await town.rows<{ via: string }>(
      `select via from homeward.read_log where person = $1 and via like '%exports/decisions%' order by id desc limit 1`,
      accountOf('director.kandal').person,
    );
    expect(line!.via).toBe('GET /api/v1/exports/decisions (csv; 1 rows; from=2017-03-01)');
  });
});

describe('a cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '\u00A0-2'])(
    'is not run: %j',
    (text) => expect(inert(text)).toBe(`'${text}`),
  );

  it('stays as it is where nothing would be run', () => {
    for (const value of ['GK-2017-0001', 'a=b', '', -5, null]) expect(inert(value)).toBe(value);
  });

  it('is not run in a file either: the name of an institution that is a formula', async () => {
    const body = {
      code: 'X-FORMULA',
      nameKm: 'ផ្ទះ',
      nameEn: '=HYPERLINK("http://x")',
      kind: 'rci',
      operator: 'private',
      area: '081007',
      standing: 'unauthorised',
    };
    expect((await town.send('mosvy', '/institutions', { body })).status).toBe(201);
    const lines = await linesOf('mosvy', '/institutions?lang=en');
    expect(lines.find((line) => line.startsWith('X-FORMULA'))).toContain(`"'=HYPERLINK(""http://x"")"`);
  });
});
