/** What is read from a table of earlier placements, and what is refused, cell by cell. */
import writeXlsx from 'write-excel-file/node';
import { readPlacements } from './placements';
import { readSheet } from './sheets';

const today = '2018-01-10';
const heading =
  'nameKm,nameLatin,born,sex,disability,home,homeKind,placedOn,risk,carerName,carerRelation,stepsMade,worker';
const good =
  'ស្រីកា,Invented Sreyka,2005-11-22,female,no,020804,parents,2017-02-06,medium,Invented Mother,mother,D+1 D+3,dsw.battambang';
const read = async (text: string | Buffer) => readPlacements(await readSheet(Buffer.from(text)), today);
const faultsOf = async (...lines: string[]) =>
  (await read([heading, ...lines].join('\n'))).faults.map(({ row, column, code }) => `${row} ${column} ${code}`);

describe('a table of earlier placements', () => {
  it('is read from CSV with either separator, with Khmer digits and the day before the month', async () => {
    const csv = `${heading}\n${good.replace('2017-02-06', '០៦/០២/២០១៧').replace('2005-11-22', '2005-11')}`;
    for (const text of [csv, csv.replaceAll(',', ';'), `\ufeff${csv.replaceAll('\n', '\r\n')}\r\n\r\n`]) {
      const { rows, faults, count } = await read(text);
      expect({ faults, count }).toEqual({ faults: [], count: 1 });
      expect(rows[0]).toEqual({
        row: 1,
        child: {
          names: [{ km: 'ស្រីកា', latin: 'Invented Sreyka' }],
          birth: { from: '2005-11-01', to: '2005-11-30', precision: 'month' },
          sex: 'female',
          disability: false,
          another: false,
        },
        home: '020804',
        homeKind: 'parents',
        placedOn: '2017-02-06',
        risk: 'medium',
        carer: { name: 'Invented Mother', relation: 'mother' },
        stepsMade: ['D+1', 'D+3'],
        worker: 'dsw.battambang',
      });
    }
  });

  it('is read from XLSX, with dates as dates and codes as text, by Khmer titles too', async () => {
    const cell = (value: string | Date) =>
      value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value, type: String };
    const titles = [
      'ឈ្មោះជាអក្សរខ្មែរ',
      'ថ្ងៃកំណើត',
      'ភេទ',
      'ពិការភាព',
      'ទីលំនៅ',
      'homeKind',
      'Placed on',
      'risk',
      'carerName',
      'carerRelation',
      'worker',
      'shoe size',
    ];
    const values = [
      'ស្រីកា',
      '2005',
      'female',
      'គ្មាន',
      '020804',
      'kin',
      new Date('2017-02-06'),
      'high',
      'Invented Aunt',
      'aunt',
      'dsw.battambang',
      '31',
    ];
    const bytes = await writeXlsx([titles.map(cell), values.map(cell)] as never).toBuffer();
    const { rows, faults, unknown } = await read(bytes);
    expect({ faults, unknown }).toEqual({ faults: [], unknown: ['shoe size'] });
    expect(rows[0]).toMatchObject({ placedOn: '2017-02-06', homeKind: 'kin', stepsMade: [], home: '020804' });
    expect(rows[0]!.child).toMatchObject({ birth: { from: '2005-01-01', to: '2005-12-31', precision: 'year' } });
  });

  it('says of every cell what is wrong, and takes the other rows', async () => {
    const change = (from: string, to: string) => good.replace(from, to);
    expect(
      await faultsOf(
        change('2017-02-06', '2018-01-11'),
        change('2017-02-06', '31/02/2017'),
        change('female', 'girl'),
        change('020804', '0208'),
        change('ស្រីកា,Invented Sreyka', ','),
        change('medium', ''),
        change('dsw.battambang', ''),
        change('D+1 D+3', 'soon'),
      ),
    ).toEqual([
      '1 placedOn future',
      '2 placedOn date',
      '3 sex choice',
      '4 home format',
      '5 nameKm nameMissing',
      '6 risk missing',
      '7 worker missing',
      '8 stepsMade format',
    ]);
    const { rows, count } = await read([heading, change('female', 'girl'), good].join('\n'));
    expect([count, rows.map(({ row }) => row)]).toEqual([2, [2]]);
  });

  it('does not take one child twice, nor who was last seen before the placement', async () => {
    expect(await faultsOf(good, good)).toEqual(['2 nameKm twice']);
    const seen = `${heading},lastSeenOn\n${good},2017-02-05`;
    expect((await read(seen)).faults).toEqual([{ row: 1, column: 'lastSeenOn', code: 'beforePlacement' }]);
  });

  it('takes no child who was placed before its birth', async () => {
    expect(await faultsOf(good.replace('2017-02-06', '2005-11-21'))).toEqual(['1 placedOn beforeBirth']);
    expect(await faultsOf(good.replace('2017-02-06', '2005-11-22'))).toEqual([]);
  });

  it('is refused where it is no table, or too long', async () => {
    const broken = Buffer.from('PK\u0003\u0004 and nothing more', 'latin1');
    await expect(readSheet(broken)).rejects.toMatchObject({ code: 'file_unreadable' });
    await expect(readSheet(Buffer.from(`${'a,'.repeat(120_000)}a\n1`))).rejects.toMatchObject({
      code: 'file_unreadable',
    });
    await expect(readSheet(Buffer.from([0xff, 0xfe, 0x41, 0x00]))).rejects.toMatchObject({ code: 'file_unreadable' });
    await expect(readSheet(Buffer.from([heading, ...Array<string>(501).fill(good)].join('\n')))).rejects.toMatchObject({
      code: 'file_unreadable',
    });
  });
});
