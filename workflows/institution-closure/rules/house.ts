/** What staff, money, files, the empty house, its certificate and the watch need. */
import { dateOf } from '../../time';
import type { Rule } from '../../workflow';
import { isGone, isTalkedTo, type Context } from '../context';
import { nextVisit } from '../schedule';
import { province, rule, say, sits, unless } from './checks';

export const houseRules: Rule<Context>[] = [
  rule(
    'institution-closure.everybody',
    'step 11 [DP]',
    say('Everybody who worked there is placed or released, or left.', 'បុគ្គលិកទាំងអស់ត្រូវបានដាក់ បញ្ចប់ ឬបានចាកចេញ។'),
    ['pdosvyOfficer'],
    true,
    ({ headcount = 0 }, { data }) => {
      const { redeployed, released, left = 0 } = data as { redeployed: number; released: number; left?: number };
      return unless(
        redeployed + released + left >= headcount,
        `The analysis names ${headcount} staff, this form ${redeployed + released + left}. Say of each what became of them.`,
        `ការវិភាគមានបុគ្គលិក ${headcount} នាក់ ទម្រង់នេះមាន ${redeployed + released + left} នាក់។ សូមបញ្ជាក់អំពីម្នាក់ៗ។`,
      );
    },
  ),
  rule(
    'institution-closure.funded',
    'step 12, B.2.7 [V:S61]',
    say(
      'What the home owns goes elsewhere when its money lasts, or no child lives there any more.',
      'ទ្រព្យសម្បត្តិត្រូវប្រើផ្សេង លុះត្រាតែថវិកាគ្រប់គ្រាន់ ឬលែងមានកុមាររស់នៅ។',
    ),
    ['pdosvyOfficer'],
    false,
    ({ sealed, children }) =>
      unless(
        sealed && children.every(isGone),
        'The money is short and children live there: secure it first.',
        'ថវិកាខ្វះ ហើយមានកុមាររស់នៅ៖ សូមធានាថវិកាជាមុន។',
      ),
  ),
  rule(
    'institution-closure.vetted',
    'step 11 [V:S60]',
    say(
      'Nobody is used again without vetting, or with an open allegation.',
      'គ្មានអ្នកណាត្រូវបានប្រើឡើងវិញ ដោយគ្មានការពិនិត្យប្រវត្តិ ឬមានការចោទប្រកាន់ដែលនៅបើកឡើយ។',
    ),
    ['pdosvyOfficer'],
    true,
    (_c, { data }) =>
      unless(
        data.unvetted === 0 && data.openAllegations === 0,
        'Vet them, and release whoever has an open allegation.',
        'សូមពិនិត្យប្រវត្តិ និងបញ្ចប់ការងារអ្នកដែលមានការចោទប្រកាន់។',
      ),
  ),
  rule(
    'institution-closure.all-gone',
    'step 14 [DP]',
    say('The files follow the last child.', 'ឯកសារទៅតាមកុមារចុងក្រោយ។'),
    ['pdosvyOfficer'],
    false,
    ({ children }) => unless(children.every(isGone), 'Children still live there.', 'នៅមានកុមាររស់នៅទីនោះ។'),
  ),
  rule(
    'institution-closure.after-last',
    'step 13 [DP]',
    say(
      'Empty is what was looked at after the last child had left, and verified what was looked at after that.',
      'អគារទទេ លុះត្រាតែបានពិនិត្យក្រោយកុមារចុងក្រោយចាកចេញ ហើយការផ្ទៀងផ្ទាត់ត្រូវធ្វើក្រោយពីនោះ។',
    ),
    ['districtSupervisor', 'mosvy'],
    true,
    ({ children, anchors }, { type, data }) => {
      const left = children.map(({ leftOn = '' }) => leftOn);
      const emptied = type === 'verification.recorded' ? [dateOf(anchors.emptied ?? 0)] : [];
      const first = [...left, ...emptied].sort().at(-1) ?? '';
      return unless(data.on >= first, `Look again, on ${first} or later.`, `សូមពិនិត្យម្តងទៀត នៅថ្ងៃ ${first} ឬក្រោយ។`);
    },
  ),
  rule(
    'institution-closure.unannounced',
    'step 13 [DP]',
    say(
      'Whether it is empty shows a visit that nobody announced, by ministry and province, or by two of the ministry where everybody of the province moved a child.',
      'ភាពទទេត្រូវបង្ហាញដោយការចុះពិនិត្យដែលគ្មាននរណាជូនដំណឹងមុន ដោយក្រសួង និងខេត្ត ឬដោយមន្ត្រីក្រសួងពីរនាក់ បើមន្ត្រីខេត្តទាំងអស់បានផ្លាស់កុមារ។',
    ),
    ['mosvy'],
    true,
    ({ movers }, given) => {
      const members = [...new Set(given.data.members as string[])];
      const free = given.facts.closure?.officials?.filter((person) => !movers.includes(person)).length ?? 1;
      return unless(
        given.data.unannounced === true &&
          members.every((member) => sits(given, member, ['mosvy', ...province])) &&
          (members.some((member) => sits(given, member, province)) || (free === 0 && members.length >= 2)),
        'Come unannounced, and with somebody of the province. Where all of the province moved a child, two of the ministry come.',
        'សូមចុះដោយមិនជូនដំណឹងមុន ជាមួយមន្ត្រីខេត្ត។ បើមន្ត្រីខេត្តទាំងអស់បានផ្លាស់កុមារ មន្ត្រីក្រសួងពីរនាក់ត្រូវចុះ។',
      );
    },
  ),
  rule(
    'institution-closure.regions',
    'steps 11, 12 and 14 [DP]',
    say(
      'Every child was spoken to alone, staff are placed or released, the money is settled, the files are kept, the freeze was served and no appeal is open.',
      'កុមារម្នាក់ៗបាននិយាយដោយឡែក បុគ្គលិកត្រូវបានដាក់ ឬបញ្ចប់ ថវិកាត្រូវបានដោះស្រាយ ឯកសារត្រូវបានរក្សាទុក ការបង្កកត្រូវបានជូនដំណឹង ហើយគ្មានបណ្តឹងជំទាស់បើក។',
    ),
    ['pdosvyOfficer', 'mosvy'],
    false,
    ({ children, staff, money, records, appeal, withdrawal, visited, acknowledged }) => {
      const open = [
        !children.every(isTalkedTo) && say('private talks', 'ការនិយាយដោយឡែក'),
        staff !== 'settled' && say('staff', 'បុគ្គលិក'),
        money !== 'settled' && say('money', 'ថវិកា'),
        records !== 'filed' && say('files', 'ឯកសារ'),
        (appeal === 'open' || appeal === 'granted') && say('appeal', 'បណ្តឹងជំទាស់'),
        withdrawal === 'open' && say('withdrawal of the order', 'ការដកដីកាវិញ'),
        !(visited && acknowledged) && say('freeze notice', 'លិខិតបង្កក'),
      ].filter((text) => text !== false);
      return open.length === 0
        ? undefined
        : say(`Still open: ${open.map((t) => t.en).join(', ')}.`, `នៅបើក៖ ${open.map((t) => t.km).join(' ')}។`);
    },
  ),
  rule(
    'institution-closure.seen-there',
    'N-23 [V:S22, S23]',
    say('Who says that nobody was seen names nobody.', 'អ្នកបញ្ជាក់ថាមិនបានឃើញនរណាម្នាក់ មិនបញ្ជាក់អ្នកណាឡើយ។'),
    ['dsw', 'districtSupervisor', 'pdosvyOfficer'],
    true,
    (_c, { data }) => {
      const people = data.people as string[];
      return unless(
        !people.includes('nobody') || people.length === 1,
        'Name whom you saw there, or nobody, and not both.',
        'សូមបញ្ជាក់អ្នកដែលបានឃើញនៅទីនោះ ឬថាគ្មាននរណា មិនមែនទាំងពីរទេ។',
      );
    },
  ),
  rule(
    'institution-closure.memorandum',
    'B.2.5 [DP]',
    say(
      'A provider goes on in the community under a memorandum, without beds; where the order announced it, the certificate says what came of it.',
      'ប្រតិបត្តិករបន្តសេវាក្នុងសហគមន៍តាមអនុស្សរណៈ ដោយគ្មានគ្រែ។ បើដីកាបានចែង វិញ្ញាបនបត្រត្រូវបញ្ជាក់លទ្ធផល។',
    ),
    ['mosvy'],
    true,
    ({ transition }, { data: { memorandum, noMemorandumBecause } }) =>
      unless(
        (memorandum === undefined || noMemorandumBecause === undefined) &&
          (!transition || memorandum !== undefined || noMemorandumBecause !== undefined),
        'Name the memorandum and its day, or say why there is none; not both.',
        'សូមបញ្ជាក់អនុស្សរណៈ និងថ្ងៃ ឬមូលហេតុដែលគ្មាន មិនមែនទាំងពីរទេ។',
      ),
  ),
  rule(
    'institution-closure.window',
    'P-30 [DP]',
    say(
      'A visit of the watch falls into its window, and nobody announced it.',
      'ការចុះតាមដានត្រូវស្ថិតក្នុងកំឡុងពេលកំណត់ ហើយមិនជូនដំណឹងមុន។',
    ),
    ['dsw', 'districtSupervisor', 'pdosvyOfficer'],
    true,
    (context, { data }) => {
      const next = nextVisit(context);
      return unless(
        next !== undefined && data.unannounced === true && data.visitOn >= dateOf(next.opens),
        'Come unannounced, when the window is open.',
        'សូមចុះដោយមិនជូនដំណឹងមុន នៅពេលបើកកំឡុងពេល។',
      );
    },
  ),
];
