import type { Pool } from 'pg';

/** One row of the gazetteer. Codes are text and nest by prefix: province 2 digits, district 4, commune 6, village 8. */
export interface Area {
  code: string;
  level: number;
  km: string;
  latin: string;
  kind: string;
}

/** Enough areas to run without the gazetteer: every province, and the districts, communes and villages of the demo. */
const list = `
01 | បន្ទាយមានជ័យ | Banteay Meanchey | ខេត្ត
02 | បាត់ដំបង | Battambang | ខេត្ត
0202 | ថ្មគោល | Thma Koul | ស្រុក
020201 | តាពូង | Ta Pung | ឃុំ
02020101 | ថ្មគោលត្បូង | Thma Koul Tboung | ភូមិ
02020102 | ប៉ោយយង់ | Paoy Yong | ភូមិ
020202 | តាម៉ឺន | Ta Meun | ឃុំ
02020201 | ថ្មគោលជើង | Thma Koul Cheung | ភូមិ
0203 | បាត់ដំបង | Battambang | ក្រុង
020301 | ទួលតាឯក | Tuol Ta Ek | សង្កាត់
02030101 | អូរតាគាំ ១ | O Ta Kam I | ភូមិ
02030102 | អូរតាគាំ ២ | O Ta Kam II | ភូមិ
020302 | ព្រែកព្រះស្ដេច | Prek Preah Sdach | សង្កាត់
02030201 | ព្រែកព្រះស្ដេច | Prek Preah Sdach | ភូមិ
03 | កំពង់ចាម | Kampong Cham | ខេត្ត
0305 | កំពង់ចាម | Kampong Cham | ក្រុង
030501 | បឹងកុក | Boeng Kok | សង្កាត់
03050101 | បឹងកុកទី ១ | Boeng Kok Ti Muoy | ភូមិ
03050102 | បឹងកុកទី ២ | Boeng Kok Ti Pir | ភូមិ
030502 | កំពង់ចាម | Kampong Cham | សង្កាត់
03050201 | ភូមិ ទី ៧ | Phum Ti Prampir | ភូមិ
04 | កំពង់ឆ្នាំង | Kampong Chhnang | ខេត្ត
05 | កំពង់ស្ពឺ | Kampong Speu | ខេត្ត
0502 | ច្បារមន | Chbar Mon | ក្រុង
050201 | ច្បារមន | Chbar Mon | សង្កាត់
05020101 | តាម៉ុល | Ta Mol | ភូមិ
05020102 | ផ្គង់ | Phkong | ភូមិ
050202 | កណ្ដោលដុំ | Kandaol Dom | សង្កាត់
05020201 | ថ្មី | Thmei | ភូមិ
0506 | ភ្នំស្រួច | Phnum Sruoch | ស្រុក
050601 | ចំបក់ | Chambak | ឃុំ
05060101 | ក្រាំងចេក | Krang Chek | ភូមិ
05060102 | បេង | Beng | ភូមិ
050602 | ជាំសង្កែ | Choam Sangkae | ឃុំ
05060201 | ក្បាលទឹកលើ | Kbal Tuek Leu | ភូមិ
06 | កំពង់ធំ | Kampong Thom | ខេត្ត
07 | កំពត | Kampot | ខេត្ត
08 | កណ្តាល | Kandal | ខេត្ត
0801 | កណ្ដាលស្ទឹង | Kandal Stueng | ស្រុក
080101 | អំពៅព្រៃ | Ampov Prey | ឃុំ
08010101 | អំពៅព្រៃទី១ | Ampov Prey Ti Muoy | ភូមិ
0804 | កោះធំ | Kaoh Thum | ស្រុក
0810 | ស្អាង | S'ang | ស្រុក
081001 | ខ្ពប | Khpob | ឃុំ
08100101 | ឫស្សីស្រុក | Ruessei Srok | ភូមិ
08100102 | ខ្ពបលើ | Khpob Leu | ភូមិ
081007 | ព្រែកអំបិល | Preaek Ambel | ឃុំ
08100701 | ត្រើយត្រឹង្ស | Traeuy Troeng | ភូមិ
08100702 | ព្រែកតាឡៃ | Preaek Ta Lai | ភូមិ
081010 | ស្អាងភ្នំ | S'ang Phnum | ឃុំ
08101001 | ព្រែកស្លែង | Preaek Slaeng | ភូមិ
0811 | តាខ្មៅ | Ta Khmau | ក្រុង
081101 | តាក្ដុល | Ta Kdol | សង្កាត់
08110101 | តាក្ដុល | Ta Kdol | ភូមិ
08110102 | ព្រែកកាត់ | Preaek Kat | ភូមិ
081102 | ព្រែកឫស្សី | Prek Ruessey | សង្កាត់
08110201 | ក្រពើហា | Krapeu Ha | ភូមិ
081104 | តាខ្មៅ | Ta Khmao | សង្កាត់
08110401 | តាខ្មៅ | Ta Khmao | ភូមិ
09 | កោះកុង | Koh Kong | ខេត្ត
10 | ក្រចេះ | Kratié | ខេត្ត
11 | មណ្ឌលគិរី | Mondulkiri | ខេត្ត
12 | ភ្នំពេញ | Phnom Penh | រាជធានី
1201 | ចំការមន | Chamkar Mon | ខណ្ឌ
120101 | ទន្លេបាសាក់ | Tonle Basak | សង្កាត់
12010101 | ភូមិ ១ | Phum 1 | ភូមិ
12010102 | ភូមិ ២ | Phum 2 | ភូមិ
120109 | ទួលទំពូងទី ២ | Tuol Tumpung Ti Pir | សង្កាត់
12010901 | ភូមិ ១ | Phum 1 | ភូមិ
120110 | ទួលទំពូងទី ១ | Tuol Tumpung Ti Muoy | សង្កាត់
12011001 | ភូមិ ១ | Phum 1 | ភូមិ
1206 | មានជ័យ | Mean Chey | ខណ្ឌ
120606 | ចាក់អង្រែលើ | Chak Angrae Leu | សង្កាត់
12060601 | ព្រែកតាគង់ | Prek Ta Kong | ភូមិ
12060602 | ព្រែកតានូ | Prek Ta Nu | ភូមិ
120607 | ចាក់អង្រែក្រោម | Chak Angrae Kraom | សង្កាត់
12060701 | ទួលរកា | Tuol Roka | ភូមិ
13 | ព្រះវិហារ | Preah Vihear | ខេត្ត
14 | ព្រៃវែង | Prey Veng | ខេត្ត
15 | ពោធិ៍សាត់ | Pursat | ខេត្ត
1501 | បាកាន | Bakan | ស្រុក
150101 | បឹងបត់កណ្ដាល | Boeng Bat Kandaol | ឃុំ
15010101 | ដូងជ្រុំ | Doung Chrum | ភូមិ
15010102 | សំរោង | Samraong | ភូមិ
150102 | បឹងខ្នារ | Boeng Khnar | ឃុំ
15010201 | ព្រៃផ្ដៅ | Prey Phdau | ភូមិ
1505 | ពោធិ៍សាត់ | Pursat | ក្រុង
150501 | ចំរើនផល | Chamraeun Phal | សង្កាត់
15050101 | លាវ | Leav | ភូមិ
15050102 | អូររកា | Ou Roka | ភូមិ
150503 | លលកស | Lolok Sa | សង្កាត់
15050301 | ពោធិ៍តាគួយ | Pou Ta Kuoy | ភូមិ
150504 | ផ្ទះព្រៃ | Phteah Prey | សង្កាត់
15050401 | ពាលញែក ១ | Peal Nheaek Muoy | ភូមិ
16 | រតនគិរី | Ratanakiri | ខេត្ត
17 | សៀមរាប | Siem Reap | ខេត្ត
1709 | ប្រាសាទបាគង | Prasat Bakong | ស្រុក
170902 | បាគង | Bakong | ឃុំ
17090201 | ថ្នល់ត្រង់ | Thnal Trang | ភូមិ
17090202 | ឱឡោក | Aolaok | ភូមិ
170904 | កំពង់ភ្លុក | Kampong Phluk | ឃុំ
17090401 | គោកក្ដុល | Kouk Kdol | ភូមិ
1710 | សៀមរាប | Siem Reap | ក្រុង
171001 | ស្លក្រាម | Sla Kram | សង្កាត់
17100101 | ស្លក្រាម | Sla Kram | ភូមិ
17100102 | បឹងដូនប៉ា | Boeng Donpa | ភូមិ
171002 | ស្វាយដង្គំ | Svay Dankum | សង្កាត់
17100201 | ភ្ញាជ័យ | Phnhea Chey | ភូមិ
171009 | សៀមរាប | Siem Reap | សង្កាត់
17100901 | ពោធិបន្ទាយជ័យ | Pou Banteay Chey | ភូមិ
18 | ព្រះសីហនុ | Preah Sihanouk | ខេត្ត
1801 | ព្រះសីហនុ | Preah Sihanouk | ក្រុង
180101 | លេខ១ | lek Muoy | សង្កាត់
18010101 | ភូមិ១ | Phum Muoy | ភូមិ
18010102 | ភូមិ២ | Phum Pir | ភូមិ
180102 | ២ | Pir | សង្កាត់
18010201 | ភូមិ១ | Phum Muoy | ភូមិ
1802 | ព្រៃនប់ | Prey Nob | ស្រុក
180201 | អណ្ដូងថ្ម | Andoung Thma | ឃុំ
18020101 | អណ្ដូងថ្ម | Andoung Thma | ភូមិ
18020102 | បន្ទាយប្រីយ៍ | Banteay Prei | ភូមិ
180204 | ជើងគោ | Cheung Kou | ឃុំ
18020401 | ចំការកៅស៊ូ | Chamkar Kausu | ភូមិ
19 | ស្ទឹងត្រែង | Stung Treng | ខេត្ត
20 | ស្វាយរៀង | Svay Rieng | ខេត្ត
21 | តាកែវ | Takéo | ខេត្ត
2108 | ដូនកែវ | Doun Kaev | ក្រុង
210801 | បារាយណ៍ | Baray | សង្កាត់
21080101 | ធន់មន់ខាងជើង | Thon Mon Khang Cheung | ភូមិ
21080102 | ធន់មន់ខាងត្បូង | Thon Mon Khang Tboung | ភូមិ
210802 | រកាក្នុង | Roka Knong | សង្កាត់
21080201 | ចក | Chak | ភូមិ
2109 | ត្រាំកក់ | Tram Kak | ស្រុក
210901 | អង្គតាសោម | Angk Ta Saom | ឃុំ
21090101 | ស្រុកចេក | Srok Chek | ភូមិ
21090102 | ព្រៃដំរី | Prey Damrei | ភូមិ
210902 | ជាងទង | Cheang Tong | ឃុំ
21090201 | ស្រែខ្វាវ | Srae Khvav | ភូមិ
22 | ឧត្តរមានជ័យ | Oddar Meanchey | ខេត្ត
23 | កែប | Kep | ខេត្ត
24 | ប៉ៃលិន | Pailin | ខេត្ត
25 | ត្បូងឃ្មុំ | Tboung Khmum | ខេត្ត
`;

export const standardAreas: Area[] = list
  .trim()
  .split('\n')
  .map((line) => {
    const [code, km, latin, kind] = line.split(' | ') as [string, string, string, string];
    return { code, level: code.length / 2, km, latin, kind };
  });

/** Loads the standard areas where there are none; `pool` is the migrator's or the owner's login. Returns how many were new. */
export async function loadStandardAreas(pool: Pick<Pool, 'query'>): Promise<number> {
  const { rows } = await pool.query<{ loaded: number }>(
    'select case when exists (select from homeward.areas) then 0 else homeward.import_areas($1::jsonb) end as loaded',
    [JSON.stringify(standardAreas)],
  );
  return rows[0]!.loaded;
}
