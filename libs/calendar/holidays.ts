/**
 * Cambodia's public holidays 2016 to 2027 as data: version 1 of the calendar. Lunar dates were computed with the
 * Chhankitek rules (full moon of Pisakh, and so on) and compared with the lists published for 2017, 2023 and 2025; rows of
 * other years stay `provisional` until somebody enters the sub-decree. Days given in lieu of a weekend are not in it.
 */
import type { Text } from '../../workflows/workflow';
import { addDays } from '../../workflows/time';

export interface Holiday {
  /** YYYY-MM-DD */
  date: string;
  name: Text;
  kind: 'fixed' | 'lunar' | 'decree';
  /** where the date comes from */
  source: string;
  status: 'official' | 'provisional';
}

/** First and last date that version 1 covers. */
export const covered = { from: '2016-01-01', until: '2027-12-31' };

const firstYear = 2016;
const lastYear = 2027;

/** Years whose whole list was read in a publication, and which. */
const published: Record<number, string> = {
  2017: 'official as published (2017 list)',
  2023: 'official as published (Sub-Decree 166, 12 Aug 2022)',
  2025: 'official as published (Prakas of 9 Oct 2024)',
};

interface Yearly {
  /** first day, MM-DD */
  on: string;
  days?: number;
  from?: number;
  until?: number;
  name: Text;
}

const yearly: Yearly[] = [
  { on: '01-01', name: { en: "International New Year's Day", km: 'ទិវាចូលឆ្នាំសកល' } },
  { on: '01-07', name: { en: 'Victory over Genocide Day', km: 'ទិវាជ័យជម្នះលើរបបប្រល័យពូជសាសន៍' } },
  { on: '03-08', name: { en: "International Women's Day", km: 'ទិវានារីអន្តរជាតិ' } },
  { on: '05-01', name: { en: 'International Labour Day', km: 'ទិវាពលកម្មអន្តរជាតិ' } },
  { on: '05-13', days: 3, until: 2019, name: { en: "The King's birthday", km: 'ព្រះរាជពិធីបុណ្យចម្រើនព្រះជន្មព្រះមហាក្សត្រ' } },
  { on: '05-14', from: 2020, name: { en: "The King's birthday", km: 'ព្រះរាជពិធីបុណ្យចម្រើនព្រះជន្មព្រះមហាក្សត្រ' } },
  { on: '05-20', from: 2018, until: 2019, name: { en: 'National Day of Remembrance', km: 'ទិវាជាតិនៃការចងចាំ' } },
  { on: '06-01', until: 2019, name: { en: "International Children's Day", km: 'ទិវាកុមារអន្តរជាតិ' } },
  { on: '06-18', name: { en: "The Queen Mother's birthday", km: 'ព្រះរាជពិធីបុណ្យចម្រើនព្រះជន្មព្រះវររាជមាតាជាតិ' } },
  { on: '09-24', name: { en: 'Constitution Day', km: 'ទិវាប្រកាសរដ្ឋធម្មនុញ្ញ' } },
  { on: '10-15', name: { en: 'Commemoration of the King Father', km: 'ទិវាប្រារព្ធពិធីគោរពព្រះវិញ្ញាណក្ខន្ធព្រះបរមរតនកោដ្ឋ' } },
  { on: '10-23', until: 2019, name: { en: 'Paris Peace Agreements Day', km: 'ទិវារំឭកខួបកិច្ចព្រមព្រៀងសន្តិភាពទីក្រុងប៉ារីស' } },
  { on: '10-29', name: { en: "The King's coronation day", km: 'ព្រះរាជពិធីគ្រងព្រះបរមរាជសម្បត្តិ' } },
  { on: '11-09', name: { en: 'Independence Day', km: 'ពិធីបុណ្យឯករាជ្យជាតិ' } },
  { on: '12-10', until: 2019, name: { en: 'Human Rights Day', km: 'ទិវាសិទ្ធិមនុស្សអន្តរជាតិ' } },
  { on: '12-29', from: 2024, name: { en: 'Peace Day in Cambodia', km: 'ទិវាសន្តិភាពនៅកម្ពុជា' } },
];

const names = {
  meak: { en: 'Meak Bochea', km: 'ពិធីបុណ្យមាឃបូជា' },
  visak: { en: 'Visak Bochea', km: 'ពិធីបុណ្យវិសាខបូជា' },
  ploughing: { en: 'Royal Ploughing Ceremony', km: 'ព្រះរាជពិធីច្រត់ព្រះនង្គ័ល' },
  newYear: { en: 'Khmer New Year', km: 'ពិធីបុណ្យចូលឆ្នាំថ្មី ប្រពៃណីជាតិ' },
  pchumBen: { en: 'Pchum Ben', km: 'ពិធីបុណ្យភ្ជុំបិណ្ឌ' },
  water: { en: 'Water Festival', km: 'ព្រះរាជពិធីបុណ្យអុំទូក បណ្តែតប្រទីប និងសំពះព្រះខែ អកអំបុក' },
} satisfies Record<string, Text>;

/** Per year: Khmer New Year (first day, days), Meak Bochea (a holiday until 2019), Visak, Ploughing, first days of the two festivals. */
const moving: Record<
  number,
  { newYear: [string, number]; meak?: string; visak: string; ploughing: string; pchumBen: string; water: string }
> = {
  2016: { newYear: ['04-13', 3], meak: '02-22', visak: '05-20', ploughing: '05-24', pchumBen: '09-30', water: '11-13' },
  2017: { newYear: ['04-14', 3], meak: '02-11', visak: '05-10', ploughing: '05-14', pchumBen: '09-19', water: '11-02' },
  2018: { newYear: ['04-14', 3], meak: '01-31', visak: '04-29', ploughing: '05-03', pchumBen: '10-08', water: '11-21' },
  2019: { newYear: ['04-14', 3], meak: '02-19', visak: '05-18', ploughing: '05-22', pchumBen: '09-27', water: '11-10' },
  // the New Year holiday of 2020 was put off from April to August
  2020: { newYear: ['08-17', 5], visak: '05-06', ploughing: '05-10', pchumBen: '09-16', water: '10-30' },
  2021: { newYear: ['04-14', 3], visak: '04-26', ploughing: '04-30', pchumBen: '10-05', water: '11-18' },
  2022: { newYear: ['04-14', 3], visak: '05-15', ploughing: '05-19', pchumBen: '09-24', water: '11-07' },
  2023: { newYear: ['04-14', 3], visak: '05-04', ploughing: '05-08', pchumBen: '10-13', water: '11-26' },
  2024: { newYear: ['04-13', 4], visak: '05-22', ploughing: '05-26', pchumBen: '10-01', water: '11-14' },
  2025: { newYear: ['04-14', 3], visak: '05-11', ploughing: '05-15', pchumBen: '09-21', water: '11-04' },
  2026: { newYear: ['04-14', 3], visak: '05-01', ploughing: '05-05', pchumBen: '10-10', water: '11-23' },
  2027: { newYear: ['04-14', 3], visak: '05-20', ploughing: '05-24', pchumBen: '09-29', water: '11-12' },
};

function run(first: string, days: number, rest: Omit<Holiday, 'date'>): Holiday[] {
  return Array.from({ length: days }, (_, i) => ({ date: addDays(first, i), ...rest }));
}

function ofYear(year: number): Holiday[] {
  const read = published[year];
  const m = moving[year]!;
  const fixed = yearly
    .filter((h) => (h.from ?? firstYear) <= year && year <= (h.until ?? lastYear))
    .flatMap((h) =>
      run(`${year}-${h.on}`, h.days ?? 1, {
        name: h.name,
        kind: 'fixed',
        source: read ?? '[GK]',
        status: read ? 'official' : 'provisional',
      }),
    );
  const status = read ? 'official' : 'provisional';
  const lunar = (first: string, days: number, name: Text): Holiday[] =>
    run(`${year}-${first}`, days, { name, kind: 'lunar', source: read ? `computed; ${read}` : 'computed', status });
  const [newYear, days] = m.newYear;
  return [
    ...fixed,
    ...(year === 2020
      ? run(`2020-${newYear}`, days, { name: names.newYear, kind: 'decree', source: '[GK]', status: 'provisional' })
      : lunar(newYear, days, names.newYear)),
    ...(m.meak ? lunar(m.meak, 1, names.meak) : []),
    ...lunar(m.visak, 1, names.visak),
    ...lunar(m.ploughing, 1, names.ploughing),
    ...lunar(m.pchumBen, 3, names.pchumBen),
    ...lunar(m.water, 3, names.water),
  ];
}

/** All holidays of the years covered, by date. Two may fall on one day. */
export const holidays: readonly Holiday[] = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i)
  .flatMap(ofYear)
  .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
