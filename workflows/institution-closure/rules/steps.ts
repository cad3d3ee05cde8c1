/** What each mandated step of a closure needs, beside the "never" rules. */
import { ageOn, dateOf } from '../../time';
import type { Role, Rule } from '../../workflow';
import { isGone, type Context, type Kind } from '../context';
import { nextVisit } from '../schedule';
import { latestTarget, loadOf, named, rule, say, sits, unless } from './checks';

const province: Role[] = ['pdosvyOfficer', 'pdosvyDirector'];
const homes = ['rci', 'transitHome', 'groupHome', 'pagoda', 'boardingSchool'];
const dated = ['on', 'visitOn', 'reinspectedOn'] as const;
/** What may have happened before the order, and is learned of after it. */
const earlier = ['records.destroyed', 'donor.left', 'abandonment.recorded'];

export const stepRules: Rule<Context>[] = [
  rule(
    'institution-closure.happened',
    'N-36 [DP]',
    say('Only what has happened is recorded.', 'កត់ត្រាតែអ្វីដែលបានកើតឡើងហើយប៉ុណ្ណោះ។'),
    ['pdosvyOfficer'],
    true,
    ({ anchors }, { type, data, now }) => {
      const since = anchors.ordered === undefined || earlier.includes(type) ? '' : dateOf(anchors.ordered);
      const days = dated.map((name) => data[name]).filter((on) => typeof on === 'string');
      return unless(
        days.every((on) => on <= dateOf(now)) && (data.on === undefined || data.on >= since),
        'The date lies in the future, or before the order. Give the day on which it took place.',
        'កាលបរិច្ឆេទស្ថិតនៅអនាគត ឬមុនដីកា។ សូមបញ្ជាក់ថ្ងៃដែលវាបានកើតឡើង។',
      );
    },
  ),
  rule(
    'institution-closure.once',
    'G, duplicates [DP]',
    say('An institution that houses children has one closure that is open.', 'គ្រឹះស្ថានស្នាក់នៅមួយមានការបិទដែលបើកតែមួយ។'),
    ['pdosvyOfficer', 'mosvy'],
    true,
    ({ institution }, { facts }) => {
      const place = facts.institution;
      if (institution !== undefined && place && place.id !== institution)
        return say('The order names another institution.', 'ដីកាបញ្ជាក់គ្រឹះស្ថានផ្សេង។');
      return unless(
        !!place && homes.includes(place.kind) && place.standing !== 'closed' && !facts.closure?.open,
        'A closure is open already, or this place is closed or houses no children.',
        'ការបិទកំពុងដំណើរការរួចហើយ ឬកន្លែងនេះត្រូវបានបិទ ឬមិនមែនសម្រាប់កុមារស្នាក់នៅ។',
      );
    },
  ),
  rule(
    'institution-closure.direct',
    'step 1 [DP]',
    say(
      'Without announcement an order is for danger or for a home that its provider has left.',
      'ដីកាដោយមិនប្រកាសមុន សម្រាប់តែគ្រោះថ្នាក់ ឬគ្រឹះស្ថានដែលប្រតិបត្តិករបោះបង់។',
    ),
    ['pdosvyOfficer'],
    true,
    (_c, { data }) =>
      unless(
        data.kind === 'emergency' || data.kind === 'abandonment',
        'Record the engagement with the provider first.',
        'សូមកត់ត្រាការជូនដំណឹងដល់ប្រតិបត្តិករជាមុន។',
      ),
  ),
  rule(
    'institution-closure.capacity',
    'capacity check B.2.7 [V2:S5]; domain C [DP]',
    say(
      'Who signs has seen whether caseworkers and foster places suffice, and says why it is signed where they do not.',
      'អ្នកចុះហត្ថលេខាបានឃើញថាតើអ្នកគ្រប់គ្រងករណី និងកន្លែងគ្រួសារធម៌គ្រប់គ្រាន់ឬទេ ហើយបញ្ជាក់មូលហេតុ បើមិនគ្រប់។',
    ),
    ['mosvy'],
    true,
    (_c, given) => {
      const load = loadOf(given);
      return unless(
        !load?.short || given.data.danger === true || given.data.shortReason !== undefined,
        `${load?.children} children bring ${load?.visits} visits; caseworkers can take ${load?.free} more cases, and ${load?.freePlaces} emergency foster places are free. Give the reason.`,
        `កុមារ ${load?.children} នាក់ ត្រូវការចុះជួប ${load?.visits} លើក អ្នកគ្រប់គ្រងករណីអាចទទួលបន្ថែម ${load?.free} ករណី ហើយមានកន្លែងគ្រួសារធម៌បន្ទាន់ទំនេរ ${load?.freePlaces}។ សូមបញ្ជាក់មូលហេតុ។`,
      );
    },
  ),
  rule(
    'institution-closure.target',
    'target date, P-81 [DP]',
    say(
      'The date lies ahead, and not further than this kind of closure allows.',
      'កាលបរិច្ឆេទស្ថិតនៅខាងមុខ ហើយមិនហួសពីរយៈពេលដែលអនុញ្ញាត។',
    ),
    ['mosvy'],
    true,
    (context, given) => {
      const latest = latestTarget((given.data.kind ?? context.kind) as Kind, given);
      const on = given.data.targetOn as string;
      return unless(
        on > dateOf(given.now) && on <= latest,
        `Name a date from tomorrow until ${latest}.`,
        `សូមបញ្ជាក់កាលបរិច្ឆេទចាប់ពីថ្ងៃស្អែករហូតដល់ ${latest}។`,
      );
    },
  ),
  rule(
    'institution-closure.ordered',
    'step 2 [V2:S5]',
    say('An order stands, and the institution is not closed yet.', 'មានដីកាជាធរមាន ហើយគ្រឹះស្ថានមិនទាន់ត្រូវបានបិទ។'),
    ['mosvy'],
    false,
    ({ ordered, certified }) =>
      unless(ordered && !certified, 'Only between the order and the certificate.', 'ត្រឹមតែចន្លោះដីកា និងវិញ្ញាបនបត្រ។'),
  ),
  rule(
    'institution-closure.understood',
    'step 3 [DP]',
    say('The director says that the freeze is understood.', 'នាយកបញ្ជាក់ថាបានយល់អំពីការបង្កក។'),
    ['rciDirector'],
    true,
    (_c, { data }) => unless(data.understood === true, 'Confirm that it is understood.', 'សូមបញ្ជាក់ថាបានយល់។'),
  ),
  rule(
    'institution-closure.team',
    'step 4 [DP]',
    say(
      'Two people at least count, and one of them is not of the institution.',
      'ត្រូវមានយ៉ាងតិចពីរនាក់ ហើយម្នាក់មិនមែនជាបុគ្គលិកគ្រឹះស្ថាន។',
    ),
    ['pdosvyOfficer'],
    true,
    (_c, { data }) => {
      const team = data.team as { from: string }[];
      return unless(
        team.length >= 2 && team.some(({ from }) => from !== 'institution'),
        'Count again with a joint team.',
        'សូមធ្វើជំរឿនម្តងទៀតជាមួយក្រុមចម្រុះ។',
      );
    },
  ),
  rule(
    'institution-closure.listed',
    'step 4 [DP]',
    say('It is about a child of the census who has not left.', 'ពាក់ព័ន្ធនឹងកុមារក្នុងជំរឿន ដែលមិនទាន់ចាកចេញ។'),
    ['pdosvyOfficer'],
    true,
    (context, given) => {
      const row = named(context, given);
      return unless(
        row !== undefined && (row.accounted === undefined || row.lost),
        'The census does not name the child, or the child has left.',
        'ជំរឿនមិនមានឈ្មោះកុមារនេះ ឬកុមារបានចាកចេញ។',
      );
    },
  ),
  rule(
    'institution-closure.new-children',
    'census [DP]',
    say('Each child is counted once.', 'កុមារម្នាក់ៗត្រូវបានរាប់តែម្តង។'),
    ['pdosvyOfficer'],
    true,
    (context, { data }) =>
      unless(
        !(data.rows as { child: string }[]).some(({ child }) => context.children.some((row) => row.child === child)),
        'The census has this child already.',
        'កុមារនេះមានក្នុងជំរឿនរួចហើយ។',
      ),
  ),
  rule(
    'institution-closure.counted',
    'step 4 [DP]',
    say('The census is sealed.', 'ជំរឿនត្រូវបានបិទ។'),
    ['pdosvyOfficer'],
    false,
    ({ sealed }) => unless(sealed, 'Seal the census first.', 'សូមបិទជំរឿនជាមុនសិន។'),
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
    'institution-closure.alone',
    'step 5 [V:S18]',
    say('The talk is private.', 'ការនិយាយត្រូវធ្វើដោយឡែក។'),
    ['dsw', 'ngoCaseworker'],
    true,
    (_c, { data }) => unless(data.alone === true, 'Speak to the child alone.', 'សូមនិយាយជាមួយកុមារដោយឡែក។'),
  ),
  rule(
    'institution-closure.lost',
    'missing is never terminal, B.2.6 [DP]',
    say('The child is missing, or was not found at the census.', 'កុមារបាត់ ឬរកមិនឃើញនៅពេលជំរឿន។'),
    ['dsw', 'police'],
    true,
    (context, given) =>
      unless(
        named(context, given)?.lost === true && given.data.seen === true,
        'Only for a child who was lost, and who has been seen in person.',
        'សម្រាប់តែកុមារដែលបាត់ ហើយដែលបានជួបផ្ទាល់។',
      ),
  ),
  rule(
    'institution-closure.independent',
    'step 8, P-84 [DP]',
    say(
      'Supported independent living is for those old enough, cleared to go.',
      'ការរស់នៅឯករាជ្យមានការគាំទ្រ សម្រាប់អ្នកមានអាយុគ្រប់គ្រាន់ ហើយត្រូវបានអនុញ្ញាតឱ្យទៅ។',
    ),
    ['pdosvyOfficer'],
    true,
    (context, given) => {
      const row = named(context, given);
      const birth = given.facts.children?.find(({ id }) => id === given.data.child)?.birth;
      const least = given.parameters.values['P-84'] as number;
      return unless(
        row?.destination === 'independent' && !row.lost && !!birth && ageOn(birth.to, dateOf(given.now)) >= least,
        `Not younger than ${least}, and cleared for it by the province.`,
        `អាយុមិនតិចជាង ${least} ឆ្នាំ ហើយខេត្តបានអនុញ្ញាត។`,
      );
    },
  ),
  rule(
    'institution-closure.seen',
    'N-32 [V:S1, S18]',
    say('A destination is verified by seeing the child there.', 'កន្លែងទៅត្រូវបានផ្ទៀងផ្ទាត់ដោយជួបកុមារផ្ទាល់នៅទីនោះ។'),
    ['dsw', 'ngoCaseworker', 'pdosvyOfficer'],
    true,
    (context, given) => {
      const row = named(context, given);
      const here = row?.accounted === 'independent' || row?.accounted === 'byDecision';
      return unless(
        here && !row.lost && given.data.contactType === 'inPerson' && given.data.childSeen === true,
        'See the child in person. For a child in a family, the first visit of its own case counts.',
        'សូមជួបកុមារផ្ទាល់។ ចំពោះកុមារនៅក្នុងគ្រួសារ ការចុះជួបលើកដំបូងក្នុងករណីរបស់កុមារត្រូវបានរាប់។',
      );
    },
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
    'institution-closure.unannounced',
    'step 13 [DP]',
    say(
      'Whether it is empty shows a visit that nobody announced, by ministry and province.',
      'ភាពទទេត្រូវបង្ហាញដោយការចុះពិនិត្យដែលគ្មាននរណាជូនដំណឹងមុន ដោយក្រសួង និងខេត្ត។',
    ),
    ['mosvy'],
    true,
    (_c, given) =>
      unless(
        given.data.unannounced === true &&
          (given.data.members as string[]).every((member) => sits(given, member, ['mosvy', ...province])) &&
          (given.data.members as string[]).some((member) => sits(given, member, province)),
        'Come unannounced, and with somebody of the province.',
        'សូមចុះដោយមិនជូនដំណឹងមុន ជាមួយមន្ត្រីខេត្ត។',
      ),
  ),
  rule(
    'institution-closure.regions',
    'steps 11, 12 and 14 [DP]',
    say(
      'Staff are placed or released, the money is settled, the files are kept, the freeze was served and no appeal is open.',
      'បុគ្គលិកត្រូវបានដាក់ ឬបញ្ចប់ ថវិកាត្រូវបានដោះស្រាយ ឯកសារត្រូវបានរក្សាទុក ការបង្កកត្រូវបានជូនដំណឹង ហើយគ្មានបណ្តឹងជំទាស់បើក។',
    ),
    ['pdosvyOfficer', 'mosvy'],
    false,
    ({ staff, money, records, appeal, visited, acknowledged }) => {
      const open = [
        staff !== 'settled' && say('staff', 'បុគ្គលិក'),
        money !== 'settled' && say('money', 'ថវិកា'),
        records !== 'filed' && say('files', 'ឯកសារ'),
        appeal === 'open' && say('appeal', 'បណ្តឹងជំទាស់'),
        !(visited && acknowledged) && say('freeze notice', 'លិខិតបង្កក'),
      ].filter((text) => text !== false);
      return open.length === 0
        ? undefined
        : say(`Still open: ${open.map((t) => t.en).join(', ')}.`, `នៅបើក៖ ${open.map((t) => t.km).join(' ')}។`);
    },
  ),
  rule(
    'institution-closure.reinspected',
    'B.2.5 [DP]',
    say(
      'An order is withdrawn after a new inspection that found all standards met.',
      'ដីកាត្រូវបានដកវិញ ក្រោយការត្រួតពិនិត្យថ្មីដែលរកឃើញថាបានបំពេញស្តង់ដារទាំងអស់។',
    ),
    ['mosvy'],
    true,
    ({ anchors }, { data, facts }) =>
      unless(
        data.standardsMet === true &&
          (facts.institution?.lastInspection ?? '') >= (data.reinspectedOn as string) &&
          data.reinspectedOn >= dateOf(anchors.ordered ?? 0),
        'Inspect again after the order; every standard must be met.',
        'សូមត្រួតពិនិត្យម្តងទៀតក្រោយដីកា ស្តង់ដារទាំងអស់ត្រូវតែបានបំពេញ។',
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
